"""The policies that a bot can have, by the names that the command line and logs use."""

from collections.abc import Callable, Mapping

from game.engine.handbook import Handbook
from game.faces.bots.careless import Careless
from game.faces.bots.coached import Coached
from game.faces.bots.competent import Competent
from game.faces.bots.diligent import Diligent, Manner
from game.faces.bots.idle import Idle
from game.faces.bots.novice import Novice
from game.faces.bots.spammer import Spammer
from game.session.session import Player
from game.terms import SEATS, Role

BY_THE_BOOK = Manner(delay_s=(10, 30))

_Maker = Callable[[Role, Handbook, int], Player]

_MAKERS: Mapping[str, _Maker] = {
    "by-the-book": lambda role, book, seed: Diligent(role, book, seed, BY_THE_BOOK),
    "competent": Competent,
    "novice": Novice,
    "careless": Careless,
    "spammer": Spammer,
    "idle": lambda _role, _book, _seed: Idle(),
    "coached": lambda role, book, _seed: Coached(role, book),
}

POLICIES = tuple(_MAKERS)
"""Names of all policies, from the best to the oddest."""


def make_player(policy: str, handbook: Handbook, role: Role, seed: int) -> Player:
    """A bot for one seat; ValueError when there is no such policy, or it is no seat."""
    if policy not in _MAKERS:
        message = f"there is no policy {policy!r}; there are {', '.join(POLICIES)}"
        raise ValueError(message)
    if role not in SEATS:
        message = f"{role.title} is not a seat that a bot can take"
        raise ValueError(message)
    return _MAKERS[policy](role, handbook, seed)
