"""The author's guide, taken apart: its commands, its YAML, and its table of mistakes."""

import re
from collections.abc import Iterator

from game.paths import scenarios_dir

GUIDE = scenarios_dir() / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MISTAKE = re.compile(r"^\| `(.+?)` \| `(.+?)` \| `(.+?)` \|$", re.MULTILINE)


def text() -> str:
    return GUIDE.read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return [body for name, body in _BLOCK.findall(text()) if name == kind]


def commands() -> Iterator[list[str]]:
    """The words of each command, in the order of the guide."""
    for block in blocks("sh"):
        for line in block.splitlines():
            program, *words = line.split()
            assert program == "breakglass", line
            yield words


def mistakes() -> list[tuple[str, str, str]]:
    return _MISTAKE.findall(text())
