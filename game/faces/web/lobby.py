"""Who is in a room, and who plays which seat, as every window is told."""

from collections.abc import Collection

from game.faces.web.briefing import message
from game.faces.web.people import People
from game.terms import SEATS, ExercisePhase, Role


def lobby(people: People, bots: Collection[Role], phase: ExercisePhase, policy: str) -> bytes:
    """The message; `policy` plays the seats that nobody has."""
    return message(
        "lobby",
        phase=phase,
        policy=policy,
        seats={seat.value: _seat(people, bots, seat) for seat in SEATS},
        people=[
            {"id": one.id, "name": one.name, "part": one.part, "here": one.here > 0}
            for one in people
            if one.here or one.seats
        ],
    )


def _seat(people: People, bots: Collection[Role], seat: Role) -> dict[str, object]:
    holder = people.holder(seat)
    return {
        "person": holder.id if holder else None,
        "name": holder.name if holder else None,
        "here": bool(holder and holder.here),
        "bot": seat in bots,
    }
