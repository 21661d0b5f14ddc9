"""The cast: a name for everyone in a drill; the only door to Faker."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from game import draws
from game.scenario.model import Scenario
from game.terms import SEATS

if TYPE_CHECKING:
    from faker import Faker

MAX_NAME_CHARACTERS = 18
_LOCALES = ["en_US", "en_IN", "en_IE"]  # Latin letters that everybody can type and read aloud


def make_cast(
    scenario: Scenario, seed: int, names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Names by seat (`ic`, `ops`, `comms`, `scribe`) and by character.

    Given `names` and the scenario's fixed names are kept as they are; everybody else gets a short
    "First Last" that depends on the seed and the person's own key alone. No two people share a
    first name, since that is what they call each other. Faker's lists change between its versions,
    so the cast is made once and kept in the log.
    """
    cast = _fixed(scenario, names or {})
    keys = [*(role.value for role in SEATS), *(person.id for person in scenario.characters)]
    if all(key in cast for key in keys):
        return {key: cast[key] for key in keys}
    draw_name = _namer(seed)
    for key in keys:
        if key not in cast:
            cast[key] = _free_name(draw_name, key, {_first(name) for name in cast.values()})
    return {key: cast[key] for key in keys}


def _fixed(scenario: Scenario, names: Mapping[str, str]) -> dict[str, str]:
    fixed = {person.id: person.name for person in scenario.characters if person.name}
    given = {key: " ".join(name.split()) for key, name in names.items()}
    return fixed | {key: name for key, name in given.items() if name}


def _namer(seed: int) -> Callable[[str, int], str]:
    # Faker takes a fifth of a second to import, and only a new drill needs it.
    from faker import Faker  # noqa: PLC0415

    faker = Faker(_LOCALES)
    return lambda key, n: _name(faker, draws.key(seed, f"cast {key}", n))


def _name(faker: "Faker", seed: int) -> str:
    faker.seed_instance(seed)
    return f"{faker.first_name()} {faker.last_name()}"


def _free_name(draw_name: Callable[[str, int], str], key: str, taken: Collection[str]) -> str:
    n = 0
    while True:
        name = draw_name(key, n)
        if _first(name) not in taken and len(name) <= MAX_NAME_CHARACTERS:
            return name
        n += 1


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0].casefold()
