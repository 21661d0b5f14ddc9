"""Who is in a room: people by their tokens, the seats they hold, and whether they are there."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from hmac import compare_digest

from game.terms import SEATS, Role

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters that look alike when they are read out."""
CODE_LENGTH = 6
PEOPLE_MAX = 60


class Part(StrEnum):
    """What somebody comes for."""

    PLAYER = "player"
    OBSERVER = "observer"
    FACILITATOR = "facilitator"
    EVALUATOR = "evaluator"


_WATCHES = {
    Part.PLAYER: Role.OBSERVER,
    Part.OBSERVER: Role.OBSERVER,
    Part.FACILITATOR: Role.FACILITATOR,
    Part.EVALUATOR: Role.EVALUATOR,
}


@dataclass(slots=True)
class Person:
    """Somebody who has joined; the token is theirs alone."""

    id: str
    name: str
    part: Part
    token: str
    seats: set[Role] = field(default_factory=set)
    here: int = 0
    """How many windows they have open."""
    left_s: float | None = None
    """When the last of them was closed (monotonic seconds); None while there is one."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Through whose eyes they see the drill."""
        held = tuple(role for role in SEATS if role in self.seats)
        return held or (_WATCHES[self.part],)

    @property
    def speaks_as(self) -> frozenset[Role]:
        """For whom they may give commands."""
        match self.part:
            case Part.FACILITATOR:
                return frozenset({Role.FACILITATOR})
            case Part.EVALUATOR:
                return frozenset({Role.EVALUATOR})
            case Part.PLAYER | Part.OBSERVER:
                return frozenset(self.seats)


def new_code() -> str:
    """A short code that can be read out."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def new_secret() -> str:
    """A secret that cannot be guessed: 128 bits."""
    return secrets.token_urlsafe(16)


class People:
    """Everybody who has joined one room."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._by_token = {person.token: person for person in people}
        self._made = max((int(p.id[1:]) for p in self if p.id[1:].isdecimal()), default=0)

    def __iter__(self) -> Iterator[Person]:
        """Everybody, in the order of joining."""
        return iter(tuple(self._by_token.values()))

    def __len__(self) -> int:
        """How many have joined."""
        return len(self._by_token)

    def join(self, name: str, part: Part) -> Person:
        """Somebody new, with a token of their own."""
        self._made += 1  # an id is never given twice: the log knows commands by it
        person = Person(f"p{self._made}", name, part, new_secret())
        self._by_token[person.token] = person
        return person

    def forget(self, gone: Callable[[Person], bool]) -> None:
        """Let go of those who hold no seat, have no window and are gone for good."""
        for token, person in tuple(self._by_token.items()):
            if not person.seats and not person.here and gone(person):
                del self._by_token[token]

    def by_token(self, token: str) -> Person | None:
        """Whoever has this token; compared in constant time."""
        return next((p for p in self._by_token.values() if same_secret(p.token, token)), None)

    def by_id(self, key: str) -> Person | None:
        """Whoever has this public id."""
        return next((p for p in self._by_token.values() if p.id == key), None)

    def holder(self, seat: Role) -> Person | None:
        """Whoever holds that seat."""
        return next((p for p in self._by_token.values() if seat in p.seats), None)


def same_secret(one: str, other: str) -> bool:
    """Whether two secrets are equal, without telling by the time it takes where they differ."""
    return compare_digest(one.encode(), other.encode("utf-8", "replace"))


def person_data(person: Person) -> dict[str, object]:
    """Somebody as plain data, for the file by which a room is found again."""
    data = asdict(person)
    data["seats"] = sorted(role.value for role in person.seats)
    return {key: data[key] for key in ("id", "name", "part", "token", "seats")}


def read_person(data: object) -> Person:
    """Somebody from plain data; ValueError when it is none."""
    match data:
        case {
            "id": str(key),
            "name": str(name),
            "part": str(part),
            "token": str(token),
            "seats": list(seats),
        }:
            return Person(key, name, Part(part), token, {Role(seat) for seat in seats})
        case _:
            message = "somebody in the room's file is not complete"
            raise ValueError(message)
