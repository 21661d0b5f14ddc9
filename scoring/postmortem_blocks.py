"""What a postmortem is made of, whatever it is rendered to: text with marked blanks, in blocks."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Ask:
    """A blank: what people must fill in or establish; always marked as one."""

    kind: ClassVar[str] = "ask"
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    kind: ClassVar[str] = "strong"
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Plain words."""

    kind: ClassVar[str] = "said"
    text: str


Text = tuple[Ask | Strong | Said, ...]
"""A line, piece by piece; pieces are set apart by a space."""


def fill_in(text: str) -> Ask:
    """What people must decide."""
    return Ask("To fill in", text)


def establish(text: str) -> Ask:
    """What nobody has established yet."""
    return Ask("To be established", text)


def said(text: str) -> Text:
    """A line of plain words only."""
    return (Said(text),)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with the entries below it."""

    text: Text
    below: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; numbered where the order matters."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row where `named`. A head of blanks is not shown."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; an aside is set apart from what the document itself says."""

    kind: ClassVar[str] = "words"
    text: Text
    aside: bool = False


Block = Bullets | Table | Words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document under its heading; the first has none."""

    title: str
    blocks: tuple[Block, ...]
