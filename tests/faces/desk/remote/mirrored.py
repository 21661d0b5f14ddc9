"""A window of the real room that keeps a mirror, and what must be the same on both sides."""

import json
import math
from collections.abc import Mapping
from dataclasses import fields

from game.engine.view import View
from game.faces.desk.remote.link import Answer, Link
from game.faces.desk.remote.messages import Done, Peeked, Refused, SeriesSent, read_sent
from game.faces.desk.remote.mirror import Mirror
from game.faces.web import facilitation
from game.faces.web.briefing import message
from game.faces.web.client import Client
from game.faces.web.people import Part, Person
from game.faces.web.reception import hear
from game.faces.web.room import Room
from game.faces.web.sections import lists_of
from game.faces.web.wire import Peek
from game.terms import Role

_OTHERWISE = {"n", "readings", "due"}
"""What is not sent as it is: the number of an event that is not seen, digits, others' duties."""


class Mirrored:
    """Somebody's window; what the room sends goes through JSON into a mirror."""

    def __init__(self, room: Room, name: str, *seats: Role, part: Part = Part.PLAYER) -> None:
        self.room = room
        self.person: Person = room.people.join(name, part)
        for seat in seats:
            assert room.sit(self.person, seat, 0.0) is None
        self.client: Client = room.connect(self.person, lambda: None)
        self.mirror = Mirror()
        self.answers: dict[str, Answer] = {}
        self.say("sources")

    def say(self, kind: str, **told: object) -> None:
        longer = hear(self.room, self.client, json.dumps({"t": kind, **told}), 0.0)
        if longer is not None:
            self._look(longer)
        self.read()

    def _look(self, peek: Peek) -> None:
        """As the server does, but at once."""
        session = self.room.session
        work = facilitation.score_so_far if peek.at == "score" else facilitation.forecast
        found = work(session.plan, session.state)
        self.client.send(message("peeked", ref=peek.ref, at=peek.at, found=found))

    def read(self, *, losing: bool = False) -> None:
        """Take in what was sent; `losing` throws it away, as a bad network does."""
        self.room.flush()
        for data in self.client.take():
            sent = read_sent(data)
            if losing or sent is None:
                continue
            if isinstance(sent, Done | Refused | Peeked):
                self.answers[sent.ref] = sent
            if not self.mirror.take(sent):
                self.say("again")
                return
        self._catch_up()

    def _catch_up(self) -> None:
        """Ask for the past that is missing, faster than a client may."""
        while self.mirror.wanted:
            sent = read_sent(self.room.series(self.mirror.wanted.pop()) or b"")
            assert isinstance(sent, SeriesSent)
            assert self.mirror.take(sent)

    def differences(self, role: Role) -> list[str]:
        """The fields in which the mirror's view is not the session's."""
        true, seen = self.room.session.view(role), self.mirror.view(role)
        names = [field.name for field in fields(View) if field.name not in _OTHERWISE]
        found = [name for name in names if getattr(true, name) != getattr(seen, name)]
        found += ["due"] if seen.due != lists_of(true)["due"] else []
        found += ["n"] if seen.n > true.n else []
        found += [name for name in true.readings.metric_ids if not _same(true, seen, name)]
        return found


class RoomLink(Link):
    """A link without a network: what is said goes straight into the room."""

    def __init__(self, window: Mirrored) -> None:
        super().__init__("ws://nowhere", "token")
        self._standing = "open"
        self._window = window

    def tell(self, kind: str, **told: object) -> None:
        """Tell the room."""
        self._window.say(kind, **told)

    def ask(self, kind: str, told: Mapping[str, object]) -> str:
        """Ask the room, and keep its answer where a real link does."""
        self._count += 1
        ref = f"r{self._count}"
        self._window.say(kind, ref=ref, **told)
        self._answers[ref] = self._window.answers[ref]
        return ref


def _same(true: View, seen: View, metric: str) -> bool:
    """To the digits that are sent."""
    span = true.readings.first_s, true.readings.last_s
    if span != (seen.readings.first_s, seen.readings.last_s):
        return False
    ours = true.readings.window(metric, *span).tolist()
    theirs = seen.readings.window(metric, *span).tolist()
    return len(ours) == len(theirs) and all(map(_alike, ours, theirs))


def _alike(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=1e-3, abs_tol=1e-9)
