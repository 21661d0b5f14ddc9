"""A shipped drill to try bots on: opened in memory, brought to a moment, seen from a seat."""

from collections.abc import Collection
from functools import cache

from game.engine.commands import Command
from game.engine.events import Actor, Event
from game.engine.handbook import Handbook, handbook_of
from game.engine.refusals import Refusal
from game.engine.view import View
from game.faces.bots.policies import make_player
from game.scenario.library import Loaded, load
from game.session.opening import Setup, open_in_memory
from game.session.session import Session
from game.session.writer import memory_log
from game.terms import SEATS, Role


@cache
def scenario(name: str = "hamster-wheel") -> Loaded:
    loaded = load(name)
    assert isinstance(loaded, Loaded), loaded
    return loaded


@cache
def quiet_drill(name: str, variant: str | None, seed: int, at_s: int) -> Session:
    """A drill in which nobody has done anything up to that second; not to be played on."""
    session = open_in_memory(scenario(name), Setup(seed, variant))
    session.begin()
    session.advance(at_s)
    return session


class Table:
    """A drill under way with bots in some seats; the others are played by the test."""

    def __init__(
        self,
        name: str = "hamster-wheel",
        variant: str | None = "wrong-wheel",
        *,
        bots: Collection[Role] = (),
        policy: str = "by-the-book",
        seed: int = 1,
        at_s: int = 0,
    ) -> None:
        quiet = quiet_drill(name, variant, seed, at_s)
        writer, _ = memory_log(quiet.header)
        self.session = Session(quiet.plan, quiet.state, quiet.header, writer)
        self.book: Handbook = handbook_of(self.session.plan)
        for role in bots:
            self.session.seat(role, make_player(policy, self.book, role, seed))

    def to(self, at_s: int) -> View:
        """Play up to that second; the commander's view of it."""
        while self.session.state.at_s < at_s:
            self.session.play_second()
        return self.view()

    def view(self, role: Role = Role.IC) -> View:
        return self.session.view(role)

    def give(self, *commands: Command) -> None:
        for command in commands:
            result = self.session.submit(command)
            assert not isinstance(result, Refusal), result.text

    def events(self, name: str) -> tuple[Event, ...]:
        return self.session.state.history.of(name)

    def messages(self, role: Role) -> list[str]:
        return [item.text for item in self.session.state.messages if item.role is role]


def me(role: Role) -> Actor:
    """Somebody in that seat; the session fills in name and what was seen."""
    return Actor("", role)


def all_but(*humans: Role) -> tuple[Role, ...]:
    return tuple(role for role in SEATS if role not in humans)
