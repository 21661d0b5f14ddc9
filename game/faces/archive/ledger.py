"""What became of action items and postmortems: a small file beside the drills.

Postmortems can be made anew from their logs at any time, so what people decide about them
afterwards (owner, due date, ticket, status) is kept apart from them.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from game.faces.archive.index import Index
from game.faces.archive.reading import stamped
from game.faces.archive.summary import day_of
from game.faces.replacing import replace_file
from game.session.folder import DrillFolder
from scoring.hygiene import ActionStatus, TrackedAction
from scoring.scorecard import Json

_VERSION = 1
_FIELDS = ("status", "owner", "due", "ticket")
_WORDS = ("drill", "description", "type", "priority")
_ID_LENGTH = 8


class LedgerProblem(Exception):  # noqa: N818 - a problem of the user's file, not of the program
    """A ledger that cannot be read, or has no such item; the text says which and why."""


@dataclass(slots=True)
class Ledger:
    """What was decided: per action item, and the status of each drill's postmortem."""

    path: Path
    items: dict[str, dict[str, str]] = field(default_factory=dict)
    postmortems: dict[str, str] = field(default_factory=dict)

    def save(self) -> None:
        """Write it; OSError when it cannot be written."""
        document = {"version": _VERSION, "items": self.items, "postmortems": self.postmortems}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        replace_file(self.path, text.encode())


def open_ledger(root: Path) -> Ledger:
    """The ledger of the drills under `root`; empty while nothing was decided."""
    return _read(root.parent / "actions.json")


def _read(path: Path) -> Ledger:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Ledger(path)
    except (ValueError, RecursionError):
        message = f"{path} is damaged: it is not JSON"
        raise LedgerProblem(message) from None
    match document:
        case {"version": 1, "items": dict(items), "postmortems": dict(postmortems)}:
            return Ledger(path, items, postmortems)
        case _:
            message = f"{path} is not a ledger of action items that this version can read"
            raise LedgerProblem(message)


def actions(root: Path, ledger: Ledger) -> tuple[TrackedAction, ...]:
    """All action items under `root`, newest drill first, as the ledger has them by now."""
    index = Index(root.parent / "actions-index.json")
    found: list[TrackedAction] = []
    for name, stamp in reversed(tuple(stamped(root))):
        data = index.get(name, stamp, partial(_items, DrillFolder(root / name)))
        found += [_tracked(name, item, ledger) for item in _rows(data)]
    index.save()
    proposed = {item.id for item in found}
    found += _kept(ledger, proposed)
    return tuple(found)


def _kept(ledger: Ledger, proposed: Collection[str]) -> Iterator[TrackedAction]:
    """Items that no postmortem proposes: people added them, or a postmortem was made anew."""
    for key, noted in ledger.items.items():
        if key not in proposed and noted.get("description") and noted.get("drill"):
            yield _tracked(noted["drill"], dict(noted), ledger)


def _items(folder: DrillFolder) -> Json:
    """The action items of a postmortem; none where it is missing or damaged."""
    try:
        document = json.loads(folder.postmortem_json.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    items = document.get("action_items") if isinstance(document, dict) else None
    return items if isinstance(items, list) else []


def _rows(data: Json) -> Iterator[Mapping[str, Json]]:
    for item in data if isinstance(data, list) else []:
        if isinstance(item, dict) and isinstance(item.get("description"), str):
            yield item


def _tracked(drill: str, item: Mapping[str, Json], ledger: Ledger) -> TrackedAction:
    """An item with what was decided since; a word that fits nothing counts as not said."""
    key = _id(drill, str(item["description"]))
    said = {"due": item.get("due_date"), **{name: item.get(name) for name in _FIELDS[:2]}}
    said = {**said, "ticket": item.get("ticket"), **ledger.items.get(key, {})}
    return TrackedAction(
        id=key,
        drill=drill,
        description=str(item["description"]),
        type=str(item.get("type") or ""),
        priority=str(item.get("priority") or ""),
        owner=_text(said["owner"]),
        due=_day(_text(said["due"])),
        ticket=_text(said["ticket"]),
        status=_status(_text(said["status"])),
        since=day_of(drill),
        closed=_day(_text(said.get("closed"))),
    )


def _id(drill: str, description: str) -> str:
    return hashlib.sha256(f"{drill}\n{description}".encode()).hexdigest()[:_ID_LENGTH]


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _status(text: str | None) -> ActionStatus:
    try:
        return ActionStatus(text or ActionStatus.OPEN)
    except ValueError:
        return ActionStatus.OPEN


def decide(
    ledger: Ledger,
    items: tuple[TrackedAction, ...],
    key: str,
    changes: Mapping[str, str],
    today: date,
) -> TrackedAction:
    """Note what was decided about an item and save it; the item as it is now.

    An id may be cut short as long as it means one item only; LedgerProblem when it does not.
    """
    meant = [item for item in items if item.id.startswith(key)]
    if len(meant) != 1:
        many = f"{len(meant)} action items begin with {key!r}" if meant else f"there is no {key!r}"
        message = f"{many}; `breakglass actions` lists their ids"
        raise LedgerProblem(message)
    item = meant[0]
    return _note(ledger, item, changes, today)


def add(
    ledger: Ledger, drill: str, said: Mapping[str, str], known: Collection[str], today: date
) -> TrackedAction:
    """An item that the team decided on by itself, for a drill; `said` has at least `description`.

    LedgerProblem when the same words stand there already.
    """
    key = _id(drill, said["description"])
    if key in known:
        message = f"{drill} has this action item already: {key}"
        raise LedgerProblem(message)
    return _note(ledger, _tracked(drill, dict(said), ledger), said, today)


def _note(
    ledger: Ledger, item: TrackedAction, changes: Mapping[str, str], today: date
) -> TrackedAction:
    """Keep it with its words, so that it stays even when its postmortem is made anew.

    Read once more before, since listing ten thousand drills takes time in which others decide too.
    """
    latest = _read(ledger.path)
    ledger.items, ledger.postmortems = latest.items, latest.postmortems
    noted = ledger.items.setdefault(item.id, {})
    noted.update({name: getattr(item, name) for name in _WORDS})
    noted.update(changes)
    if "status" in changes:
        closed = _status(changes["status"]).closed
        noted["closed"] = today.isoformat() if closed else ""
    ledger.save()
    return _tracked(item.drill, dict(noted), ledger)
