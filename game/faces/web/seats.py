"""Who plays which seat of a room: a person, or a bot until somebody comes."""

from collections.abc import Iterable
from contextlib import suppress

from game.engine.commands import ShowHint, TakeSeat
from game.engine.events import Actor, RoleAccepted
from game.engine.handbook import Handbook
from game.faces.bots.agenda import agenda
from game.faces.bots.policies import make_player
from game.faces.web.audit import Audit
from game.faces.web.people import Part, People, Person
from game.session.session import Session
from game.terms import SEATS, ExercisePhase, Role

AWAY_S = 90.0
"""After so long without a window a bot plays on for somebody, until they come back."""
_HOST = Actor("", Role.FACILITATOR)
_UNDER_WAY = frozenset({ExercisePhase.RUNNING, ExercisePhase.PAUSED, ExercisePhase.HOT_WASH})


class Seats:
    """The four seats; each change is an event of the drill, so that the log knows who played."""

    def __init__(
        self, session: Session, people: People, book: Handbook, policy: str, audit: Audit
    ) -> None:
        self._session = session
        self._people = people
        self._book = book
        self._policy = policy
        self._audit = audit
        self.bots: set[Role] = set()
        """The seats that bots play now."""

    @property
    def _under_way(self) -> bool:
        return self._session.state.phase in _UNDER_WAY

    def sit(self, person: Person, seat: Role, now_s: float) -> str | None:
        """Give a free seat to a player; a sentence when it cannot be had."""
        if person.part is not Part.PLAYER or seat not in SEATS:
            return "Only players take one of the four seats."
        holder = self._people.holder(seat)
        if holder is person:
            return None
        refused = self.taken(seat, now_s)
        if refused is not None:
            return refused
        if holder is not None:
            holder.seats.discard(seat)
        person.seats.add(seat)
        self._leave_to(person, seat)
        self._audit.write("sits", person=person.id, name=person.name, seat=seat.value)
        return None

    def taken(self, seat: Role, now_s: float) -> str | None:
        """Why nobody else can have that seat now; None when it is to be had."""
        if seat not in SEATS:
            return "Only players take one of the four seats."
        holder = self._people.holder(seat)
        if holder is None or is_away(holder, now_s):
            return None
        return f"{holder.name} sits there. Ask them, or the facilitator, to free the seat."

    def rise(self, person: Person, seat: Role) -> None:
        """Leave a seat; a bot takes it while the drill is under way."""
        if seat not in person.seats:
            return
        person.seats.discard(seat)
        self._audit.write("rises", person=person.id, name=person.name, seat=seat.value)
        if self._under_way:
            self.let_bot_play(seat)

    def welcome_back(self, person: Person) -> None:
        """The bots that played for somebody step aside."""
        for seat in sorted(person.seats & self.bots):
            self._leave_to(person, seat)

    def hand_over(self, accepted: Iterable[RoleAccepted]) -> tuple[Person, ...]:
        """Whoever has accepted a role takes its seat, and leaves theirs to whoever had it.

        Returns the people who sit elsewhere now.
        """
        moved: tuple[Person, ...] = ()
        for event in accepted:
            if event.by.role in SEATS:
                moved += self._change_places(event.seat, event.by.role, event.person)
        return moved

    def _change_places(self, given: Role, left: Role, name: str) -> tuple[Person, ...]:
        taker, giver = self._people.holder(left), self._people.holder(given)
        if taker is giver:
            return ()
        for person, taken in ((taker, given), (giver, left)):
            if person is not None:
                person.seats ^= {given, left}
                self._leave_to(person, taken)
        if taker is None:
            self.let_bot_play(given, name)
        else:
            self._audit.write("takes-over", person=taker.id, name=taker.name, seat=given.value)
        if giver is None:
            self.let_bot_play(left)
        return tuple(person for person in (taker, giver) if person is not None)

    def fill(self) -> None:
        """Bots take the seats that nobody holds."""
        for seat in SEATS:
            if self._people.holder(seat) is None:
                self.let_bot_play(seat)

    def stand_in(self, now_s: float) -> bool:
        """Bots play for those who have been away for long; whether any began to."""
        began = False
        for person in self._people:
            if not person.here and person.left_s is None:
                person.left_s = now_s  # joined, or known from before a crash, but never came
            if self._under_way and is_away(person, now_s):
                for seat in sorted(person.seats - self.bots):
                    self.let_bot_play(seat)
                    began = True
        return began

    def hint(self, person: Person, seat: Role, key: str) -> None:
        """Log once that the coach has shown somebody what their seat has to do.

        What the coach says comes from the agenda here; a client only names the item.
        """
        if seat not in person.seats or key in self._session.state.hints:
            return
        items = agenda(self._session.view(seat), seat, self._book)
        item = next((item for item in items if item.id == key), None)
        if item is None:
            return
        # Where the log cannot be written nothing happens, and nobody has asked for anything.
        with suppress(OSError):
            self._session.submit(ShowHint(by=Actor("", seat), item=item.id, text=item.say))

    def let_bot_play(self, seat: Role, name: str = "") -> None:
        """From now on a bot plays this seat, under the name of the cast if under no other."""
        plan = self._session.plan
        self._session.seat(seat, make_player(self._policy, self._book, seat, plan.seed))
        self.bots.add(seat)
        name = name or plan.person(seat.value)
        if self._session.state.seats.get(seat) != name:
            self._session.submit(TakeSeat(by=_HOST, seat=seat, person=name, human=False))

    def _leave_to(self, person: Person, seat: Role) -> None:
        self._session.seat(seat, None)
        self.bots.discard(seat)
        self._session.submit(TakeSeat(by=_HOST, seat=seat, person=person.name, human=True))


def is_away(person: Person, now_s: float) -> bool:
    """Whether somebody has had no window for so long that a bot should play on."""
    return person.left_s is not None and now_s - person.left_s > AWAY_S
