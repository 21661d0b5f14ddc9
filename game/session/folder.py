"""The folder of a drill: its seven files, where it lies, and which drills there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from game.engine.events import ExerciseEnded, ExerciseStopped
from game.session.log import Log, LogProblem, read_log

LOG_NAME = "log.jsonl"


class FolderTakenError(OSError):
    """A folder that cannot be used for a drill; the text says which and why."""


@dataclass(frozen=True, slots=True)
class DrillFolder:
    """A folder and the files a drill leaves in it."""

    path: Path

    @property
    def log(self) -> Path:
        """Everything that happened; all other files can be made from it."""
        return self.path / LOG_NAME

    @property
    def metrics(self) -> Path:
        """The dashboards, second by second."""
        return self.path / "metrics.csv"

    @property
    def scorecard(self) -> Path:
        """The score, each point with its events."""
        return self.path / "scorecard.json"

    @property
    def report(self) -> Path:
        """The report to read, one self-contained page."""
        return self.path / "report.html"

    @property
    def postmortem(self) -> Path:
        """The draft of the postmortem."""
        return self.path / "postmortem.md"

    @property
    def postmortem_html(self) -> Path:
        """The same as a page, for screens and for paper."""
        return self.path / "postmortem.html"

    @property
    def postmortem_json(self) -> Path:
        """The same for programs."""
        return self.path / "postmortem.json"


@dataclass(frozen=True, slots=True)
class DrillEntry:
    """A drill that was played, or is waiting to be resumed."""

    folder: DrillFolder
    log: Log

    @property
    def interrupted(self) -> bool:
        """Whether it broke off before its hot wash."""
        return not any(isinstance(event, ExerciseStopped) for event in self.log.events)

    @property
    def ended(self) -> bool:
        """Whether it was closed for good."""
        return any(isinstance(event, ExerciseEnded) for event in self.log.events)


def utc_now() -> str:
    """Real time in UTC, as 2026-03-14T03:00:00.123Z: for the log's `wall`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_folder(root: Path, scenario: str, now: datetime) -> DrillFolder:
    """Make a folder `<utc>-<scenario>` under `root`; a number is added where one exists."""
    stem = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{scenario}"
    number = 1
    while True:
        path = root / (stem if number == 1 else f"{stem}-{number}")
        try:
            path.mkdir(parents=True)
        except FileExistsError:
            number += 1
        else:
            return DrillFolder(path)


def own_folder(path: Path) -> DrillFolder:
    """Use the folder that somebody chose; FolderTakenError when another drill lies there."""
    folder = DrillFolder(path)
    if path.exists() and not path.is_dir():
        message = f"{path} is a file; a drill needs a folder"
        raise FolderTakenError(message)
    if folder.log.exists():
        message = f"{path} already holds a drill; choose another folder"
        raise FolderTakenError(message)
    path.mkdir(parents=True, exist_ok=True)
    return folder


def drills(root: Path) -> Iterator[DrillEntry]:
    """The drills under `root`, newest first; folders whose log cannot be read are left out."""
    if not root.is_dir():
        return
    for path in sorted(root.iterdir(), key=lambda item: item.name, reverse=True):
        folder = DrillFolder(path)
        try:
            log = read_log(folder.log)
        except LogProblem:
            continue
        yield DrillEntry(folder, log)


def find_log(name: str, root: Path) -> Path:
    """The log that somebody means: a file, a folder with one, or a drill's name under `root`.

    LogProblem when there is none of them.
    """
    path = Path(name)
    if path.is_file():
        return path
    for folder in (path, root / name):
        if (folder / LOG_NAME).is_file():
            return folder / LOG_NAME
    raise LogProblem(name, 0, f"there is no log here, and no folder with a {LOG_NAME}")


def next_seed(root: Path) -> int:
    """A seed for the next drill of somebody who did not choose one: how many there were, plus 1."""
    return 1 + sum(1 for _ in root.iterdir()) if root.is_dir() else 1


def newest_interrupted(root: Path, scenario: str | None = None) -> DrillEntry | None:
    """The newest drill that broke off, of one scenario if named; None when there is none."""
    return next(
        (
            entry
            for entry in drills(root)
            if entry.interrupted and scenario in {None, entry.log.header.scenario}
        ),
        None,
    )
