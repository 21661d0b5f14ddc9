"""What the terminal answers."""

from dataclasses import dataclass

from game.engine.commands import Command


@dataclass(frozen=True, slots=True)
class Reply:
    """Lines to print, and the command that the line stands for, if it stands for one.

    The face gives the command to the authority; a refusal is printed below the lines.
    """

    lines: tuple[str, ...] = ()
    command: Command | None = None


def says(*lines: str) -> Reply:
    """A reply that only prints."""
    return Reply(lines)
