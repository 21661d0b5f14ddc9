"""What a sheet of the handbook is made of, whatever it is rendered to."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a sheet."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; a quiet one is an aside."""

    kind: ClassVar[str] = "para"
    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; with boxes to tick where things are to be done."""

    kind: ClassVar[str] = "items"
    items: tuple[str, ...]
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head; the first column names the row."""

    kind: ClassVar[str] = "grid"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words to be used as they stand."""

    kind: ClassVar[str] = "quoted"
    text: str


Block = Heading | Para | Items | Grid | Quoted


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of the handbook; `name` is its file's name without the ending."""

    name: str
    title: str
    eyebrow: str
    blocks: tuple[Block, ...]
