"""The files of a scenario as its author has them: where they lie, written whole or not at all."""

import os
import tempfile
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


def replace_file(path: Path, data: bytes) -> None:
    """Put these bytes in place of a file at once: nobody ever reads half of them.

    OSError when it cannot be written; the file is then as it was.
    """
    try:
        _put(path.resolve(), data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _put(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        fresh.chmod(mode & 0o777)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The rights that new files are to lack; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
