"""A window of the real room that keeps a mirror, and what must be the same on both sides."""

import json
import math
from dataclasses import fields

from game.engine.view import View
from game.faces.desk.remote.link import Answer
from game.faces.desk.remote.messages import Done, Refused, SeriesSent, read_sent
from game.faces.desk.remote.mirror import Mirror
from game.faces.web.client import Client
from game.faces.web.people import Part, Person
from game.faces.web.reception import hear
from game.faces.web.room import Room
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
        hear(self.room, self.client, json.dumps({"t": kind, **told}), 0.0)
        self.read()

    def read(self, *, losing: bool = False) -> None:
        """Take in what was sent; `losing` throws it away, as a bad network does."""
        self.room.flush()
        for data in self.client.take():
            sent = read_sent(data)
            if losing or sent is None:
                continue
            if isinstance(sent, Done | Refused):
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
        own = tuple(item for item in true.due if item.seat is role or role is Role.OBSERVER)
        found += ["due"] if seen.due != own else []
        found += ["n"] if seen.n > true.n else []
        found += [name for name in true.readings.metric_ids if not _same(true, seen, name)]
        return found


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
