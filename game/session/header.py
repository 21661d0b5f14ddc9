"""The first line of a log: which drill it is, and all that is needed to play it again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from game.session.roster import Roster, read_roster, roster_data

FORMAT = "breakglass-log"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fork comes from: the name of the drill, and its last event that both have."""

    drill: str
    event: int


@dataclass(frozen=True, slots=True)
class Header:
    """What stays the same through a drill.

    `sources` holds the texts of scenario, runbook and shop, so that a log can be read anywhere;
    `digest` is theirs. `wall` is the real time of the start in UTC where people play, and empty
    where nobody does: two headless runs with the same seed are equal byte for byte. `fork` says
    from which moment of which drill this one goes on differently; None for one of its own.
    """

    scenario: str
    digest: str
    seed: int
    variant: str
    app: str
    cast: Mapping[str, str]
    roster: Roster
    sources: Mapping[str, str]
    wall: str = ""
    fork: Origin | None = None


def header_data(header: Header) -> dict[str, object]:
    """The header as plain data, in the order in which it is written."""
    wall = {"wall": header.wall} if header.wall else {}
    fork = {"fork": asdict(header.fork)} if header.fork else {}
    return {
        "format": FORMAT,
        "version": VERSION,
        "scenario": header.scenario,
        "digest": header.digest,
        "seed": header.seed,
        "variant": header.variant,
        "app": header.app,
        "cast": dict(header.cast),
        "roster": roster_data(header.roster),
        **wall,
        **fork,
        "sources": dict(header.sources),
    }


def read_header(data: object) -> Header:
    """The header in plain data; ValueError says what does not fit."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        message = "this is not a Break Glass log"
        raise ValueError(message)
    _check_version(data.get("version"))
    return Header(
        scenario=_text(data, "scenario"),
        digest=_text(data, "digest"),
        seed=_whole(data, "seed"),
        variant=_text(data, "variant"),
        app=_text(data, "app"),
        cast=_texts(data, "cast"),
        roster=read_roster(data.get("roster")),
        sources=_texts(data, "sources"),
        wall=_text(data, "wall") if "wall" in data else "",
        fork=_origin(data["fork"]) if "fork" in data else None,
    )


def _origin(data: object) -> Origin:
    match data:
        case {"drill": str(drill), "event": int(event)} if event >= 0 and event is not True:
            return Origin(drill, event)
        case _:
            message = "the header's 'fork' must name a drill and one of its events"
            raise ValueError(message)


def _check_version(version: object) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        message = f"{version!r} is not a version of the log's format"
        raise ValueError(message)
    if version > VERSION:
        message = (
            f"this log was written by a newer Break Glass (format {version}, "
            f"this one reads up to {VERSION}); please update"
        )
        raise ValueError(message)


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        message = f"the header's {key!r} must be a text"
        raise ValueError(message)  # noqa: TRY004 - one sort of error for all that is wrong in a log
    return value


def _whole(data: Mapping[str, object], key: str) -> int:
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        message = f"the header's {key!r} must be a whole number"
        raise ValueError(message)  # noqa: TRY004 - as above
    return value


def _texts(data: Mapping[str, object], key: str) -> dict[str, str]:
    value = data.get(key)
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        message = f"the header's {key!r} must map names to texts"
        raise ValueError(message)
    return value
