"""What the files mean together: every rule beyond the shape of a single value."""

from collections.abc import Callable, Iterator
from itertools import chain

from game.scenario.fields import Model
from game.scenario.parts import Part, Parts
from game.scenario.problems import Problem, tidy
from game.scenario.rules.ids import ids, ids_of
from game.scenario.rules.levers import levers
from game.scenario.rules.limits import limits, limits_of
from game.scenario.rules.msel import msel
from game.scenario.rules.names import names_alone
from game.scenario.rules.references import references, references_in
from game.scenario.rules.settings import settings, shop_of
from game.scenario.rules.surroundings import surroundings
from game.scenario.rules.tasks import tasks
from game.scenario.rules.texts import texts
from game.scenario.rules.variants import variants
from game.scenario.shop_model import ShopSpec

RULES: tuple[Callable[[Parts], Iterator[Problem]], ...] = (
    ids,
    references,
    limits,
    settings,
    levers,
    variants,
    msel,
    surroundings,
    tasks,
    texts,
)


def lint(parts: Parts) -> list[Problem]:
    """All that the rules find, in the order of the files."""
    return tidy(chain.from_iterable(rule(parts) for rule in RULES))


def lint_alone(part: Part[Model], gone: frozenset[str]) -> list[Problem]:
    """All that can be said of a runbook or a shop without a scenario."""
    names = names_alone(part.model, gone)
    found = [*ids_of(part), *references_in(part, names, shared=True), *limits_of(part)]
    if isinstance(part.model, ShopSpec):
        found += shop_of(Part(part.model, part.document))
    return tidy(found)
