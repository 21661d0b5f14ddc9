"""Writing the log: a line is on the disk before the command that made it is acknowledged."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from game.engine.events import Event
from game.session.header import Header
from game.session.log import Log, LogProblem, event_line, header_line, unreadable

Wall = Callable[[], str]
"""Tells real time as text in UTC."""


class LogWriter:
    """Appends events to a log; the only one who may.

    With `durable`, each `append` returns only when the disk has the lines (flush and fsync): a
    player who was told "done" never loses it, even if the power fails. A headless run has nobody
    to tell, so one fsync when it is closed is enough there.
    """

    def __init__(
        self,
        file: BinaryIO | io.FileIO,
        last_n: int,
        *,
        durable: bool = False,
        wall: Wall | None = None,
    ) -> None:
        self._file = file
        self._n = last_n
        self._durable = durable
        self._wall = wall
        self._good_bytes = file.tell()

    def append(self, events: Sequence[Event], ref: str = "") -> None:
        """Write these events at the end, all or none; OSError when the disk will not take them.

        `ref` is the sender's name for the command that led to them; the first line keeps it.
        """
        if not events:
            return
        wall = self._wall() if self._wall else ""
        refs = (ref, *([""] * (len(events) - 1)))
        lines = [
            event_line(n, event, wall, name)
            for n, (event, name) in enumerate(zip(events, refs, strict=True), self._n + 1)
        ]
        self._write(b"".join(lines))
        self._n += len(events)

    def _write(self, data: bytes) -> None:
        try:
            _write_all(self._file, data)
            if self._durable:
                self._sync()
        except OSError:
            # Half a line in the middle would make the whole log unreadable: take it back.
            self._file.truncate(self._good_bytes)
            self._file.seek(self._good_bytes)
            raise
        self._good_bytes += len(data)

    def _sync(self) -> None:
        self._file.flush()
        if not isinstance(self._file, io.BytesIO):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Bring everything to the disk and let go of the file."""
        if not self._file.closed:
            self._sync()
            self._file.close()


def memory_log(header: Header) -> tuple[LogWriter, io.BytesIO]:
    """A log in memory, for runs that nobody keeps."""
    file = io.BytesIO()
    file.write(header_line(header))
    return LogWriter(file, 0), file


def create_log(
    path: Path, header: Header, *, durable: bool = True, wall: Wall | None = None
) -> LogWriter:
    """Begin a log in a new file; FileExistsError rather than write over another drill's."""
    file = path.open("xb", buffering=0)
    _lock(file, path)
    _write_all(file, header_line(header))
    if durable:
        os.fsync(file.fileno())
    return LogWriter(file, 0, durable=durable, wall=wall)


def hold_log(path: Path) -> io.FileIO:
    """Open a log for writing, keep others from doing so, and leave it as it is.

    LogProblem when it cannot be opened, or when another window is still playing the drill.
    """
    try:
        file = path.open("r+b", buffering=0)
    except OSError as error:
        raise unreadable(path, error) from None
    _lock(file, path)
    return file


def continue_log(
    file: io.FileIO, log: Log, *, durable: bool = True, wall: Wall | None = None
) -> LogWriter:
    """Go on with a log just read from a held file; only a torn last line is cut off."""
    file.truncate(log.whole_bytes)
    file.seek(log.whole_bytes)
    if not log.closed:
        _write_all(file, b"\n")
    return LogWriter(file, len(log.events), durable=durable, wall=wall)


def _write_all(file: BinaryIO | io.FileIO, data: bytes) -> None:
    """A disk that is nearly full takes a part first, and refuses the rest."""
    while data:
        data = data[file.write(data) or 0 :]


def _lock(file: io.FileIO, path: Path) -> None:
    """Keep a second window away, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415 - does not exist on Windows

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise LogProblem(str(path), 0, "this drill is being played in another window") from None
