"""The archive of drills read: what history and trends need of each, and nothing else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from game.faces.archive.index import Index, Stamp
from game.faces.archive.summary import origin_of, summary_of
from game.session.folder import LOG_NAME, DrillFolder
from scoring.scorecard import Json
from scoring.trends import MEASURES, DrillRecord

_STAMPED = ("scorecard.json", "postmortem.json")
_KEYS = tuple(key for key, _ in MEASURES)
_WRONG = (OSError, ValueError, KeyError, TypeError)
"""What reading a drill raises where its files do not hold what they should."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The drills of a folder, newest first, and the titles of objectives that they have."""

    records: tuple[DrillRecord, ...]
    titles: dict[str, str]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Origin:
    """The scenario that a log's digest stands for."""

    title: str
    version: int | None
    difficulty: str


def read_archive(root: Path) -> Archive:
    """The drills under a folder; what cannot be read is named and left out."""
    reading = _Reading(root)
    records: list[DrillRecord] = []
    unread: list[str] = []
    for name, stamp in stamped(root):
        try:
            records.append(reading.record(name, stamp))
        except _WRONG:
            unread.append(name)
    reading.index.save()
    records.sort(key=lambda item: (item.when, item.name), reverse=True)
    return Archive(tuple(records), reading.titles, tuple(unread))


def stamped(root: Path) -> Iterator[tuple[str, Stamp]]:
    """The names of the folders under `root` with a log in them, in order.

    The stamp tells that scorecard and postmortem are still the same files.
    """
    if not root.is_dir():
        return
    with os.scandir(root) as found:
        names = sorted(entry.name for entry in found if entry.is_dir())
    for name in names:
        folder = f"{root}{os.sep}{name}{os.sep}"
        if _stamp(folder + LOG_NAME) is not None:
            stamps = (_stamp(folder + file) or (0, 0) for file in _STAMPED)
            yield name, [part for stamp in stamps for part in stamp]


def _stamp(path: str) -> tuple[int, int] | None:
    """Size and time of change; None where there is no such file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - ten thousand paths as objects take half a second
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


class _Reading:
    """Drills made from the index where it knows them, and from their files where it does not."""

    def __init__(self, root: Path) -> None:
        self.index = Index(root.parent / "drills-index.json")
        self.titles: dict[str, str] = {}
        self._root = root
        self._origins: dict[str, _Origin] = {}

    def record(self, name: str, stamp: Stamp) -> DrillRecord:
        make = partial(self._summary, name)
        try:
            return self._record(name, self.index.get(name, stamp, make))
        except _WRONG:
            # An index that somebody has damaged is no reason to lose a drill.
            return self._record(name, self.index.renew(name, stamp, make))

    def _summary(self, name: str) -> Json:
        return summary_of(DrillFolder(self._root / name))

    def _record(self, name: str, data: Json) -> DrillRecord:
        match data:
            case [
                str(digest),
                str(scenario),
                int(seed),
                str(variant),
                str(players),
                str(when),
                str(fork),
                str(rubric),
                bool(helped),
                (None | float() | int()) as score,
                str(rating),
                list(shares),
                list(seconds),
                (None | float() | int()) as failed,
                str(postmortem),
            ] if len(seconds) == len(_KEYS):
                origin = self._origin(digest, name)
                return DrillRecord(
                    name=name,
                    when=when,
                    scenario=scenario,
                    title=origin.title or scenario,
                    version=origin.version,
                    difficulty=origin.difficulty,
                    variant=variant,
                    seed=seed,
                    players=players,
                    rubric=rubric,
                    helped=helped,
                    score=score,
                    rating=rating,
                    shares=tuple(map(_share, shares)),
                    seconds=tuple(zip(_KEYS, map(_second, seconds), strict=True)),
                    failed_orders=failed,
                    postmortem=postmortem,
                    fork=fork,
                )
            case _:
                message = f"what is noted of {name} is not a drill"
                raise ValueError(message)

    def _origin(self, digest: str, name: str) -> _Origin:
        if digest not in self._origins:
            log = DrillFolder(self._root / name).log
            self._origins[digest] = self._read(self.index.shared(digest, partial(origin_of, log)))
        return self._origins[digest]

    def _read(self, data: Json) -> _Origin:
        match data:
            case {
                "title": str(title),
                "version": (None | int()) as version,
                "difficulty": str(difficulty),
                "objectives": dict(objectives),
            }:
                self.titles.update({key: str(text) for key, text in objectives.items()})
                return _Origin(title, version, difficulty)
            case _:
                return _Origin("", None, "unknown")


def _share(pair: Json) -> tuple[str, float]:
    match pair:
        case [str(key), (float() | int()) as share]:
            return key, share
        case _:
            raise ValueError(pair)


def _second(value: Json) -> int | None:
    if value is None or isinstance(value, int):
        return value
    raise ValueError(value)
