"""The roster: who plays each seat, a person or a bot."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from game.terms import SEATS, Role

HUMAN = "human"
"""The kind of a participant who is a person; every other kind is the policy of a bot."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Whoever plays a seat; `kind` is "human" or the policy of a bot."""

    name: str
    kind: str

    @property
    def is_human(self) -> bool:
        """Whether a person plays."""
        return self.kind == HUMAN


@dataclass(frozen=True, slots=True)
class Roster:
    """The four seats and who plays them; one person may hold several (hot seat)."""

    seats: Mapping[Role, Participant]

    @property
    def humans(self) -> tuple[Role, ...]:
        """The seats that people play, in the usual order."""
        return tuple(role for role in SEATS if self.seats[role].is_human)

    @property
    def bots(self) -> dict[Role, str]:
        """The policy of each seat that a bot plays."""
        return {role: self.seats[role].kind for role in SEATS if not self.seats[role].is_human}


def make_roster(cast: Mapping[str, str], humans: Collection[Role], policy: str) -> Roster:
    """People in the seats `humans`, bots of one policy in the others; names come from the cast."""
    return Roster(
        {role: Participant(cast[role.value], HUMAN if role in humans else policy) for role in SEATS}
    )


def roster_data(roster: Roster) -> dict[str, dict[str, str]]:
    """The roster as plain data, for the log's header."""
    return {
        role.value: {"name": who.name, "kind": who.kind}
        for role, who in sorted(roster.seats.items(), key=lambda item: SEATS.index(item[0]))
    }


def read_roster(data: object) -> Roster:
    """The roster in plain data; ValueError says what does not fit."""
    if not isinstance(data, dict) or set(data) != {role.value for role in SEATS}:
        message = "the roster must name ic, ops, comms and scribe"
        raise ValueError(message)
    return Roster({role: _participant(role, data[role.value]) for role in SEATS})


def _participant(role: Role, data: object) -> Participant:
    match data:
        case {"name": str(name), "kind": str(kind), **rest} if not rest:
            return Participant(name, kind)
        case _:
            message = f"seat {role.value} of the roster needs a name and a kind, nothing else"
            raise ValueError(message)
