"""A small drill for tests: a short scenario, and players who follow a script."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from game.engine.commands import (
    AcknowledgePage,
    Command,
    Declare,
    DraftPost,
    PublishPost,
    SendMessage,
    StandDown,
    WriteEntry,
)
from game.engine.events import Actor
from game.engine.view import View
from game.scenario.library import Loaded, load
from game.session.opening import Setup, open_in_memory
from game.session.session import Session
from game.session.writer import memory_log
from game.terms import SEATS, Audience, EntryKind, Role, Severity, Stage

SCENARIO = "short"
SETUP = Setup(seed=7, policy="idle")


@cache
def loaded() -> Loaded:
    found = load(Path(__file__).parent / SCENARIO)
    assert isinstance(found, Loaded), found
    return found


@cache
def _opened() -> Session:
    """The shop runs for ten minutes before T+0; once is enough for all tests."""
    return open_in_memory(loaded(), SETUP)


def fresh() -> Session:
    """A session of its own in the lobby, with its log in memory."""
    opened = _opened()
    writer, _file = memory_log(opened.header)
    return Session(opened.plan, opened.state, opened.header, writer)


class Scripted:
    """A player who does what stands in a script, by incident second, and keeps what was seen."""

    def __init__(self, script: Mapping[int, Sequence[Command]]) -> None:
        self._script = script
        self.views: list[View] = []

    def looks_up(self, at_s: int) -> bool:
        return at_s >= 0

    def act(self, view: View) -> Sequence[Command]:
        self.views.append(view)
        pages = [page for page in view.pages if page.acknowledged_s is None]
        taken = [AcknowledgePage(by=me(view.role), page=page.id) for page in pages]
        duties = taken if view.role is Role.OPS else []
        drafts = [draft for draft in view.drafts if draft.published_s is None]
        posts = [PublishPost(by=me(view.role), draft=draft.id) for draft in drafts]
        return [*duties, *self._script.get(view.at_s, ()), *(posts * (view.role is Role.COMMS))]


def me(role: Role) -> Actor:
    return Actor("whoever", role, seen=10**6)


def say(role: Role, text: str) -> SendMessage:
    return SendMessage(by=me(role), channel="incident", text=text)


SCRIPTS: dict[Role, dict[int, list[Command]]] = {
    Role.IC: {
        30: [say(Role.IC, "I am on it.")],
        90: [Declare(by=me(Role.IC), severity=Severity.SEV1, title="Checkout is down")],
        230: [StandDown(by=me(Role.IC), reason="Only a test of the log.")],
    },
    Role.OPS: {31: [say(Role.OPS, "Looking.")]},
    Role.COMMS: {
        120: [
            DraftPost(
                by=me(Role.COMMS),
                audience=Audience.CUSTOMERS,
                stage=Stage.INVESTIGATING,
                text="Some of you cannot pay. Next update in 15 minutes.",
                next_update_s=900,
            )
        ]
    },
    Role.SCRIBE: {
        95: [
            WriteEntry(by=me(Role.SCRIBE), time_s=90, who="ic", kind=EntryKind.DECIDED, text="SEV1")
        ]
    },
}


def seat_scripts(session: Session) -> None:
    for role in SEATS:
        session.seat(role, Scripted(SCRIPTS[role]))
