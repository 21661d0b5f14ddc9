"""The files of a scenario as its author has them: where they lie, written whole or not at all."""

from collections.abc import Mapping
from pathlib import Path

from game.scenario.library import find
from game.scenario.problems import Problem


class AuthorProblem(Exception):  # noqa: N818 - a problem of what was asked, not of the program
    """Something that cannot be done as it was asked; the text says what and why."""


def scenario_file(name: str) -> Path:
    """The file that a shipped scenario's id or a path means; AuthorProblem when there is none."""
    found = find(name)
    if isinstance(found, Problem):
        hint = f"; {found.hint}" if found.hint else ""
        raise AuthorProblem(found.message + hint)
    return found


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Make a folder with these files, all or nothing.

    FileExistsError when it exists; OSError when it cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir()
    try:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        for name in files:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
        raise
