"""The room: one drill, the people in it, and what each of their windows is sent.

It knows neither sockets nor time of day: the server hands in messages and the seconds of a
monotonic clock, and sends what lies in the outboxes. Everything that is done goes through the
session, which enforces roles; everything that is seen comes from its views.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.engine.commands import Command, EndExercise, OpenBriefing, StartExercise
from game.engine.events import Event, RoleAccepted
from game.engine.handbook import Handbook, handbook_of
from game.engine.orders import order_type
from game.engine.refusals import Refusal
from game.faces.web import briefing, facilitation
from game.faces.web.audit import Audit
from game.faces.web.briefing import message
from game.faces.web.client import Client
from game.faces.web.feed import Feed
from game.faces.web.lobby import lobby
from game.faces.web.notes import Notes
from game.faces.web.people import Part, People, Person
from game.faces.web.seats import Seats
from game.session.clock import Clock, heed
from game.session.folder import DrillFolder
from game.session.session import Session
from game.terms import ExercisePhase, Role

_OWN = (OpenBriefing, StartExercise, EndExercise)
"""Given by the room itself, by its own messages."""
LAST_WORDS_S = 1.5
"""For windows to hand in what is being written when somebody closes the drill."""
_BEGUN = frozenset({ExercisePhase.RUNNING, ExercisePhase.PAUSED, ExercisePhase.HOT_WASH})


@dataclass(frozen=True, slots=True)
class Options:
    """How a room is run."""

    policy: str = "competent"
    """Who plays the seats that nobody takes."""
    coach: bool = True
    """Whether drafts are checked while they are written, and hints are shown."""


class Room:
    """One drill on the network."""

    def __init__(
        self,
        code: str,
        session: Session,
        clock: Clock,
        folder: DrillFolder,
        *,
        people: People | None = None,
        options: Options | None = None,
        audit: Audit | None = None,
    ) -> None:
        self.code = code
        self.session = session
        self.clock = clock
        self.folder = folder
        self.people = people or People()
        self.options = options or Options()
        self.audit = audit or Audit(None)
        self.book: Handbook = handbook_of(session.plan)
        self.report: str | None = None
        """Where the report lies, once it is written."""
        self.seats = Seats(session, self.people, self.book, self.options.policy, self.audit)
        self.moved = False
        """Whether somebody has changed seats since it was last written down."""
        self.notes = Notes(folder.path)
        self._accepted: list[RoleAccepted] = []
        self._closes_s: float | None = None
        self._clients: list[Client] = []
        self._feeds: dict[Role, Feed] = {}
        self._ticked_s = session.view(Role.OBSERVER).readings.last_s
        self._welcome: bytes | None = None
        self._sources: bytes | None = None
        session.listen(self._heed)

    def _heed(self, _n: int, event: Event) -> None:
        heed(self.clock, event)
        if isinstance(event, RoleAccepted):
            self._accepted.append(event)

    @property
    def phase(self) -> ExercisePhase:
        """Where the exercise stands."""
        return self.session.state.phase

    @property
    def clients(self) -> tuple[Client, ...]:
        """All open windows."""
        return tuple(self._clients)

    # ------------------------------------------------------------------ who is there

    def connect(self, person: Person, wake: Callable[[], None]) -> Client:
        """Open a window for somebody who has joined."""
        client = Client(person, wake)
        person.here += 1
        person.left_s = None
        self._clients.append(client)
        self.seats.welcome_back(person)
        self._lobby_changed()
        return client

    def disconnect(self, client: Client, now_s: float) -> None:
        """A window was closed, or its network is gone; the seat stays theirs for a while."""
        if client not in self._clients:
            return
        self._clients.remove(client)
        client.person.here -= 1
        if not client.person.here:
            client.person.left_s = now_s
        self._lobby_changed()

    def sit(self, person: Person, seat: Role, now_s: float) -> str | None:
        """Give a free seat to a player; a sentence when it cannot be had."""
        before = self.people.holder(seat)
        refused = self.seats.sit(person, seat, now_s)
        if refused is None:
            self._moved(person, before)
        return refused

    def rise(self, person: Person, seat: Role) -> None:
        """Leave a seat; a bot takes it while the drill is under way."""
        self.seats.rise(person, seat)
        self._moved(person)

    def move(self, seat: Role, to: str) -> None:
        """The facilitator frees a seat, or gives it to a player (by public id) who is there."""
        holder = self.people.holder(seat)
        person = self.people.by_id(to)
        if holder is not None and holder is not person:
            self.rise(holder, seat)
        if person is not None:
            self.sit(person, seat, 0.0)

    def note(self, person: Person, text: str) -> None:
        """Keep a private note of the facilitator, beside the log."""
        self.notes.add(self.session.state.at_s, text)
        self.audit.write("notes", person=person.id, at_s=str(self.session.state.at_s))

    @property
    def is_led(self) -> bool:
        """Whether a facilitator is there; otherwise the players start and close by themselves."""
        return any(p.part is Part.FACILITATOR and p.here for p in self.people)

    def _moved(self, *people: Person | None) -> None:
        """They see through other eyes now: send them everything."""
        self.moved = True
        for client in self._clients:
            if client.person in people:
                client.resend()
        self._lobby_changed()

    # ------------------------------------------------------------------ the drill

    def begin(self) -> None:
        """Start; bots take the seats that nobody holds. Does nothing once it has begun."""
        if self.phase not in {ExercisePhase.LOBBY, ExercisePhase.BRIEFING}:
            return
        self.seats.fill()
        self.session.begin()
        self._lobby_changed()

    def restore(self) -> None:
        """After a crash: bots where nobody sits, and the clock runs again if it ran."""
        if self.phase in _BEGUN:
            self.seats.fill()
        if self.phase is ExercisePhase.RUNNING:
            self.clock.resume()

    def close(self, now_s: float) -> None:
        """Close the drill soon: whatever is being written in the hot wash is handed in first."""
        if self.phase is ExercisePhase.HOT_WASH and self._closes_s is None:
            self._closes_s = now_s + LAST_WORDS_S
            self.tell_all(message("closing"))

    def finish(self) -> bool:
        """Close the drill after its hot wash; bots answer theirs first. Whether it is closed."""
        if self.phase is ExercisePhase.HOT_WASH:
            self.session.play_turn()
            self.session.finish()
        return self.session.ended

    def give(self, person: Person, command: Command, ref: str) -> str | None:
        """Give a command for one of somebody's seats; a sentence when it is refused."""
        if isinstance(command, _OWN):
            return "The room does that by itself."
        name = f"{person.id}:{ref}"
        try:
            result = self.session.submit(command, held=person.speaks_as, ref=name)
        except OSError as problem:
            return f"The log cannot be written ({problem.strerror}), so nothing was done."
        if isinstance(result, Refusal):
            return result.text
        if person.part is Part.FACILITATOR:
            what = order_type(type(command))
            self.audit.write("intervenes", person=person.id, name=person.name, command=what)
        self._hand_over()
        return None

    def _hand_over(self) -> None:
        """Whoever has accepted a role, a bot too, changes places with whoever had it."""
        moved = self.seats.hand_over(self._accepted)
        self._accepted.clear()
        if moved:
            self._moved(*moved)

    def pass_time(self, now_s: float) -> None:
        """Play the seconds that have passed, let bots play for those who stay away, and close."""
        self.session.keep_up(self.clock)
        self._hand_over()
        if self._closes_s is not None and now_s >= self._closes_s:
            self.finish()
        if self.seats.stand_in(now_s):
            self._lobby_changed()

    def next_s(self) -> float:
        """Real seconds until the next incident second, at most a quarter of one."""
        return min(0.25, 1 / max(self.session.state.pace, 0.1))

    # ------------------------------------------------------------------ what is sent

    def flush(self) -> None:
        """Put what has changed into the outboxes, and everything where that is needed."""
        watched = {role for client in self._clients for role in client.person.roles}
        for role in watched:
            self._feed(role)
        self._tick()
        for client in self._clients:
            if client.lost:
                self._send_everything(client)

    def _feed(self, role: Role) -> None:
        feed = self._feeds.setdefault(role, Feed(role, self.book))
        change = feed.update(self.session.view(role), self._more(role))
        if change is None:
            return
        for client in self._clients:
            if role in client.person.roles and not client.lost:
                client.send(change)

    def _more(self, role: Role) -> Mapping[str, object]:
        plan, state = self.session.plan, self.session.state
        match role:
            case Role.FACILITATOR:
                return {"msel": facilitation.msel(plan, state), "notes": tuple(self.notes)}
            case Role.EVALUATOR:
                return {"ratings": facilitation.ratings(state)}
            case _:
                return {}

    def _tick(self) -> None:
        readings = self.session.view(Role.OBSERVER).readings
        if readings.last_s <= self._ticked_s:
            return
        sample = briefing.tick(readings, self._ticked_s + 1)
        self._ticked_s = readings.last_s
        for client in self._clients:
            if not client.lost:
                client.send(sample)

    def _send_everything(self, client: Client) -> None:
        client.lost = False
        for data in (self.welcome(), self._you(client.person), self.lobby()):
            client.send(data)
        client.send(self._history())
        for role in client.person.roles:
            client.send(self._feeds[role].everything())
        if self.report:
            client.send(self.over())

    def over(self) -> bytes:
        """Which drill is over, and where its report lies."""
        scenario = self.session.header.scenario
        return message("over", report=self.report, title=self.book.title, scenario=scenario)

    def welcome(self) -> bytes:
        """The book and the metrics: what stays the same for everybody."""
        if self._welcome is None:
            readings = self.session.view(Role.OBSERVER).readings
            self._welcome = message(
                "welcome",
                room=self.code,
                scenario=self.session.header.scenario,
                coach=self.options.coach,
                book=briefing.book_data(self.book),
                metrics=briefing.metrics_data(self.book, readings),
            )
        return self._welcome

    def _you(self, person: Person) -> bytes:
        more: dict[str, object] = {}
        if person.part is Part.FACILITATOR:
            more["truth"] = facilitation.truth(self.session.plan)
        if person.part is Part.EVALUATOR:
            more["tasks"] = facilitation.tasks(self.session.plan)
        return message(
            "you",
            id=person.id,
            name=person.name,
            part=person.part,
            roles=person.roles,
            **more,
        )

    def _history(self) -> bytes:
        readings = self.session.view(Role.OBSERVER).readings
        series = {
            name: briefing.series_data(readings, name, readings.first_s)
            for name in briefing.charted(self.book)
        }
        return message("history", from_s=readings.first_s, to_s=self._ticked_s, series=series)

    def series(self, metric: str) -> bytes | None:
        """One metric from the beginning; None when the shop has no such metric."""
        readings = self.session.view(Role.OBSERVER).readings
        if metric not in readings.metric_ids:
            return None
        values = briefing.series_data(readings, metric, readings.first_s)
        return message("series", metric=metric, from_s=readings.first_s, values=values)

    def sources(self) -> bytes:
        """Runbook and shop: what a client needs to fill in forms and run the terminal itself."""
        if self._sources is None:
            self._sources = briefing.sources(self.session.header.sources)
        return self._sources

    def lobby(self) -> bytes:
        """Who is here, and who plays which seat."""
        return lobby(self.people, self.seats.bots, self.phase, self.options.policy)

    def _lobby_changed(self) -> None:
        self.tell_all(self.lobby())

    def tell_all(self, data: bytes) -> None:
        """Send the same to every window."""
        for client in self._clients:
            if not client.lost:
                client.send(data)
