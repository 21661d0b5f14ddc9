"""The archive of drills read: what history and trends need of each, and nothing else."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from game.faces.archive.index import Index, Stamp
from game.scenario.assemble import Loaded, load_sources
from game.session.folder import DrillFolder
from game.session.header import FORMAT
from scoring.scorecard import Json
from scoring.trends import MEASURES, DrillRecord

_HEAD_BYTES = 16_384
_STAMP_IN_NAME = re.compile(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-")
_STATUS = re.compile(r'^  "status": "([^"]*)"', re.MULTILINE)
_STATUS_WITHIN = 4096
_NUMBER = (int, float)


@dataclass(frozen=True, slots=True)
class Archive:
    """The drills of a folder, newest first, and the titles of objectives that they have."""

    records: tuple[DrillRecord, ...]
    titles: dict[str, str]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a log's digest stands for."""

    title: str
    version: int | None
    difficulty: str
    objectives: Mapping[str, str]


class _Origins:
    """Scenarios by the digests of their files; each is read once, from the first log with it."""

    def __init__(self) -> None:
        self._known: dict[str, _Origin] = {}

    def of(self, digest: str, log: Path) -> _Origin:
        if digest not in self._known:
            self._known[digest] = _origin(log)
        return self._known[digest]

    def titles(self) -> dict[str, str]:
        """The titles of all objectives met so far."""
        return {key: text for item in self._known.values() for key, text in item.objectives.items()}


def read_archive(root: Path) -> Archive:
    """The drills under a folder; what cannot be read is named and left out."""
    index = Index(root.parent / "drills-index.json")
    origins = _Origins()
    records: list[DrillRecord] = []
    unread: list[str] = []
    for folder in folders(root):
        try:
            data = index.get(folder.path.name, stamp(folder), partial(_summary, folder))
            records.append(_record(folder, data, origins))
        except (OSError, ValueError, KeyError, TypeError, AssertionError):
            unread.append(folder.path.name)
    index.save()
    records.sort(key=lambda item: (item.when, item.name), reverse=True)
    return Archive(tuple(records), origins.titles(), tuple(unread))


def folders(root: Path) -> list[DrillFolder]:
    """The folders under `root` with a log in them, by name."""
    if not root.is_dir():
        return []
    with os.scandir(root) as found:
        names = sorted(entry.name for entry in found if entry.is_dir())
    found_there = (DrillFolder(root / name) for name in names)
    return [folder for folder in found_there if folder.log.exists()]


def stamp(folder: DrillFolder) -> Stamp:
    """What tells that scorecard and postmortem are still the same files."""
    found_now: Stamp = []
    for path in (folder.scorecard, folder.postmortem_json):
        try:
            found = path.stat()
        except OSError:
            found_now += [0, 0]
        else:
            found_now += [found.st_size, found.st_mtime_ns]
    return found_now


def _summary(folder: DrillFolder) -> Json:
    """What the index keeps of a drill."""
    head = _head(folder.log)
    card = _card(folder.scorecard)
    return {
        "digest": head["digest"],
        "scenario": head["scenario"],
        "seed": head["seed"],
        "variant": head["variant"],
        "players": _players(head.get("roster")),
        "when": _when(folder, head.get("wall")),
        "fork": head.get("fork"),
        "card": card,
        "postmortem": _postmortem(folder.postmortem_json),
    }


def _head(log: Path) -> dict[str, Json]:
    """The log's header without its sources, which follow behind all the rest."""
    with log.open("rb") as file:
        start = file.read(_HEAD_BYTES)
    before, found, _ = start.partition(b',"sources":')
    head = json.loads(before + b"}") if found else None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        message = f"{log} is not a log"
        raise ValueError(message)
    return head


def _card(path: Path) -> Json:
    """The short parts of a scorecard; None for a drill that has none."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    card = json.loads(_without_bulk(text))
    wanted = ("score", "rating", "objectives", "measures", "impact", "assistance")
    return {**{key: card[key] for key in wanted}, "rubric": card.get("rubric")}


def _without_bulk(text: str) -> str:
    """A scorecard without its findings and posts, which nobody asks for here.

    As it is written, a list of the document ends at the one indentation that nothing in it has.
    """
    for name in ("findings", "posts"):
        begins = text.find(f'\n  "{name}": [\n')
        ends = text.find("\n  ],\n", begins)
        if begins >= 0 and ends >= 0:
            text = text[:begins] + text[ends + len("\n  ],") :]
    return text


def _postmortem(path: Path) -> str:
    """The status of a postmortem, which stands near its top."""
    try:
        with path.open("rb") as file:
            found = _STATUS.search(file.read(_STATUS_WITHIN).decode("utf-8", "replace"))
    except OSError:
        return "none"
    return found[1] if found else "none"


def _players(roster: Json) -> str:
    """Who plays, by sort and never by name: people, or the policies of the bots."""
    if not isinstance(roster, dict):
        return "unknown"
    kinds = {str(seat.get("kind")) for seat in roster.values() if isinstance(seat, dict)}
    if "human" in kinds:
        return "people"
    return ", ".join(sorted(kinds)) or "unknown"


def _when(folder: DrillFolder, wall: Json) -> str:
    """The real time of the start: as logged, else as in the folder's name, else the log's own."""
    if isinstance(wall, str) and wall:
        return wall[:19] + "Z"
    named = _STAMP_IN_NAME.match(folder.path.name)
    if named:
        return "{}-{}-{}T{}:{}:{}Z".format(*named.groups())
    return f"{datetime.fromtimestamp(folder.log.stat().st_mtime, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _record(folder: DrillFolder, data: Json, origins: _Origins) -> DrillRecord:
    assert isinstance(data, dict)
    origin = origins.of(str(data["digest"]), folder.log)
    card = data["card"]
    seconds = _part(card, "measures")
    return DrillRecord(
        name=folder.path.name,
        when=str(data["when"]),
        scenario=str(data["scenario"]),
        title=origin.title or str(data["scenario"]),
        version=origin.version,
        difficulty=origin.difficulty,
        variant=str(data["variant"]),
        seed=_whole(data["seed"]) or 0,
        players=str(data["players"]),
        rubric=str(_part(card, "rubric").get("digest", "")),
        helped=any(_part(card, "assistance").values()),
        score=_real(_of(card, "score")),
        rating=str(_of(card, "rating") or ""),
        shares=tuple(_shares(_of(card, "objectives"))),
        seconds=tuple((key, _whole(seconds.get(key))) for key, _ in MEASURES),
        failed_orders=_real(_part(card, "impact").get("failed_orders")),
        postmortem=str(data["postmortem"]),
        fork=_fork(data["fork"]),
    )


def _fork(origin: Json) -> str:
    """The drill that a fork comes from, and the event after which it goes its own way."""
    return f"{origin['drill']} at event {origin['event']}" if isinstance(origin, dict) else ""


def _of(card: Json, key: str) -> Json:
    """A part of the scorecard; None for a drill that has none."""
    return card[key] if isinstance(card, dict) else None


def _part(card: Json, key: str) -> dict[str, Json]:
    part = _of(card, key)
    return part if isinstance(part, dict) else {}


def _real(value: Json) -> float | None:
    return float(value) if isinstance(value, _NUMBER) else None


def _shares(objectives: Json) -> Iterator[tuple[str, float]]:
    for item in objectives if isinstance(objectives, list) else []:
        assert isinstance(item, dict)
        most, points = item["max_points"], item["points"]
        if isinstance(most, _NUMBER) and isinstance(points, _NUMBER) and most > 0:
            yield str(item["id"]), points / most


def _whole(value: Json) -> int | None:
    return round(value) if isinstance(value, _NUMBER) else None


def _origin(log: Path) -> _Origin:
    """Title, version, difficulty and objectives as the scenario's own files in the log say them."""
    with log.open("rb") as file:
        sources = json.loads(file.readline()).get("sources", {})
    loaded = load_sources(sources) if isinstance(sources, dict) else []
    if not isinstance(loaded, Loaded):
        return _Origin("", None, "unknown", {})
    objectives = (*loaded.runbook.objectives, *loaded.scenario.own_objectives)
    return _Origin(
        loaded.scenario.title,
        loaded.scenario.version,
        loaded.scenario.difficulty,
        {item.id: item.title for item in objectives},
    )
