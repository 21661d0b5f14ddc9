"""A drill in one line: what history and trends need of its files, as the index keeps it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from game.session.folder import DrillFolder
from game.session.header import FORMAT
from scoring.scorecard import Json
from scoring.trends import MEASURES

_HEAD_BYTES = 16_384
_STAMP_IN_NAME = re.compile(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-")
_STATUS = re.compile(r'^  "status": "([^"]*)"', re.MULTILINE)
_STATUS_WITHIN = 4096
_NUMBER = (int, float)


def summary_of(folder: DrillFolder) -> list[Json]:
    """The drill as a list: what its log's head says, then its scorecard, then its postmortem.

    OSError, ValueError, KeyError or TypeError where the files do not hold what they should.
    """
    return [*_of_log(folder), *_of_card(_card(folder.scorecard)), _status(folder.postmortem_json)]


def _of_log(folder: DrillFolder) -> list[Json]:
    """Digest, scenario, seed, variant, players, time of the start, and what it is a fork of."""
    head = _head(folder.log)
    fork = head.get("fork")
    origin = f"{fork['drill']} at event {fork['event']}" if isinstance(fork, dict) else ""
    return [
        str(head["digest"]),
        str(head["scenario"]),
        _whole(head["seed"]) or 0,
        str(head["variant"]),
        _players(head.get("roster")),
        _when(folder, head.get("wall")),
        origin,
    ]


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


def day_of(name: str) -> date | None:
    """The day that a drill's folder is named by; None for a folder that somebody named."""
    named = _STAMP_IN_NAME.match(name)
    try:
        return date(*map(int, named.groups()[:3])) if named else None
    except ValueError:
        return None


def _of_card(card: dict[str, Json] | None) -> list[Json]:
    """Rubric, whether it was helped, score, rating, shares, response times and failed orders."""
    if card is None:
        return ["", False, None, "", [], [None] * len(MEASURES), None]
    seconds = _part(card, "measures")
    return [
        str(_part(card, "rubric").get("digest", "")),
        any(_part(card, "assistance").values()),
        _real(card["score"]),
        str(card["rating"] or ""),
        list(_shares(card["objectives"])),
        [_whole(seconds.get(key)) for key, _ in MEASURES],
        _real(_part(card, "impact").get("failed_orders")),
    ]


def _card(path: Path) -> dict[str, Json] | None:
    """The short parts of a scorecard; None for a drill that has none."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    card = json.loads(_without_bulk(text))
    if not isinstance(card, dict):
        message = f"{path} is not a scorecard"
        raise ValueError(message)  # noqa: TRY004 - a value of the file, not of the program
    return card


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


def _shares(objectives: Json) -> Iterator[Json]:
    """The earned part of the points of each objective that was observed."""
    for item in objectives if isinstance(objectives, list) else []:
        match item:
            case {
                "id": str(key),
                "points": (int() | float()) as got,
                "max_points": (int() | float()) as most,
            } if most:
                yield [key, got / most]


def _status(path: Path) -> str:
    """The status of a postmortem, which stands near its top."""
    try:
        with path.open("rb") as file:
            found = _STATUS.search(file.read(_STATUS_WITHIN).decode("utf-8", "replace"))
    except OSError:
        return "none"
    return found[1] if found else "none"


def _part(card: dict[str, Json], key: str) -> dict[str, Json]:
    part = card.get(key)
    return part if isinstance(part, dict) else {}


def _real(value: Json) -> float | None:
    return float(value) if isinstance(value, _NUMBER) else None


def _whole(value: Json) -> int | None:
    return round(value) if isinstance(value, _NUMBER) else None


def origin_of(log: Path) -> Json:
    """Title, version, difficulty and objectives as the scenario's own files in the log say them.

    None where they cannot be understood.
    """
    from game.scenario.assemble import Loaded, load_sources  # noqa: PLC0415 - heavy, seldom needed

    with log.open("rb") as file:
        head = json.loads(file.readline())
    sources = head.get("sources") if isinstance(head, dict) else None
    loaded = load_sources(sources) if isinstance(sources, dict) else None
    if not isinstance(loaded, Loaded):
        return {"title": "", "version": None, "difficulty": "unknown", "objectives": {}}
    objectives = (*loaded.runbook.objectives, *loaded.scenario.own_objectives)
    return {
        "title": loaded.scenario.title,
        "version": loaded.scenario.version,
        "difficulty": loaded.scenario.difficulty,
        "objectives": {item.id: item.title for item in objectives},
    }
