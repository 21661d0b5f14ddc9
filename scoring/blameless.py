"""Texts without names of people: whoever is meant is called by role or title.

A full name is always replaced. A first or last name alone is replaced too, unless it is also an
ordinary word, since "Will it roll back?" is about nobody.
"""

import re
from collections.abc import Iterable, Iterator

from game.engine.events import RoleAccepted, RoleAssigned, RoleDeclined
from game.engine.plan import Plan
from game.engine.state import State
from game.terms import Role

_ORDINARY = """
    amber angel april art ash august autumn baker banks bell best bill black blue bond brook brown
    bush carol case cash chance chase christian church clay cook cross daisy dale dawn day dean
    dollar drew earl ernest faith fisher fox frank free gene glass glen grace grant gray green
    guy hall harmony hope hunt hunter ivy jack jade jean joy june king lane law lee levy little
    long love mark marsh mason max may melody mercy miles mill moody moon norm olive page paris park
    parks patience penny pierce pike pope post potter power price prince rand ray reed reid rich
    robin rock root rose ruby rush rusty sage sharp short silver singer skip small snow star stark
    steel stone street strong summer swift sunny terry tony trinity vale violet walker wall ward
    watts way wells west white will wise wood woods woodward young
"""
"""Names that are ordinary words as well; alone, they are left as they are."""

_WORDS = frozenset(_ORDINARY.split())
_SHORTEST = 3
_ENDS = re.compile(r"(?:^|[.!?:]\s+|[“\"\n])$")


_NOBODY = frozenset({*(role.value for role in Role), *(role.title.lower() for role in Role), ""})


class Blameless:
    """Replaces the names of everybody in a drill by their roles and titles."""

    __slots__ = ("_names", "_pattern", "_whole")

    def __init__(self, plan: Plan, state: State) -> None:
        self._names: dict[str, str] = {}
        self._whole: set[str] = set()
        for name, title in _people(plan, state):
            if name.lower() in _NOBODY:
                continue
            self._whole.add(name)
            for part in _parts(name):
                self._names.setdefault(part.lower(), title)
        longest = sorted(self._names, key=lambda name: (-len(name), name))
        either = "|".join(re.escape(name) for name in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text with roles and titles in place of names."""
        return self._pattern.sub(self._replaced, text) if self._names else text

    def _replaced(self, found: re.Match[str]) -> str:
        word = found[0]
        if word.lower() in _WORDS and word not in self._whole:
            return word
        begins = _ENDS.search(found.string[: found.start()]) is not None
        return f"{'The' if begins else 'the'} {self._names[word.lower()]}"


def _parts(name: str) -> Iterator[str]:
    """The whole name, and those of its parts that can only mean this person."""
    yield name
    parts = name.split()
    for part in parts if len(parts) > 1 else ():
        if len(part) >= _SHORTEST and part.lower().strip(".") not in _WORDS:
            yield part


def _people(plan: Plan, state: State) -> Iterator[tuple[str, str]]:
    yield from _characters(plan)
    yield from _seats(plan, state)
    for event in state.history.events:
        if isinstance(event, RoleAssigned | RoleAccepted | RoleDeclined):
            yield event.person, event.seat.title
        if event.by.role is not Role.SYSTEM:
            yield event.by.person, event.by.role.title


def _characters(plan: Plan) -> Iterable[tuple[str, str]]:
    for character in plan.characters.values():
        name = character.name or plan.person(character.id)
        if name != character.id:
            yield name, character.title


def _seats(plan: Plan, state: State) -> Iterable[tuple[str, str]]:
    roles = {role.value: role for role in Role}
    for key, name in plan.cast.items():
        if key in roles and name != key:
            yield name, roles[key].title
    for role, name in state.seats.items():
        yield name, role.title
    for role, holder in state.roles.items():
        yield holder.person, role.title
