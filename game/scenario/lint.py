"""What the files mean together: every rule beyond the shape of a single value."""

from collections.abc import Callable, Iterator
from itertools import chain

from game.scenario.parts import Parts
from game.scenario.problems import Problem, tidy
from game.scenario.rules.ids import ids
from game.scenario.rules.levers import levers
from game.scenario.rules.limits import limits
from game.scenario.rules.msel import msel
from game.scenario.rules.references import references
from game.scenario.rules.settings import settings
from game.scenario.rules.tasks import tasks
from game.scenario.rules.texts import texts

RULES: tuple[Callable[[Parts], Iterator[Problem]], ...] = (
    ids,
    references,
    limits,
    settings,
    levers,
    msel,
    tasks,
    texts,
)


def lint(parts: Parts) -> list[Problem]:
    """All that the rules find, in the order of the files."""
    return tidy(chain.from_iterable(rule(parts) for rule in RULES))
