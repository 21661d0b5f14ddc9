"""Words of the house: names that engineers here use every day and that customers never heard."""

import re
from collections.abc import Iterator

from game.engine.handbook import Handbook

_MADE_UP = re.compile(r"[\d._/-]")
"""What tells a name from an ordinary word: checkout is both, regional-billing is a name."""


def house_words(handbook: Handbook) -> tuple[str, ...]:
    """The names of this shop's releases, versions, flags, migrations, metrics and services."""
    names = dict.fromkeys(name for name in _names(handbook) if _MADE_UP.search(name))
    services = dict.fromkeys(f"{deploy.service} service" for deploy in handbook.deploys)
    return (*names, *services)


def _names(handbook: Handbook) -> Iterator[str]:
    for deploy in handbook.deploys:
        yield from (deploy.id, deploy.service, deploy.version, deploy.previous)
    yield from (flag.id for flag in handbook.flags)
    yield from (migration.id for migration in handbook.migrations)
    yield from handbook.metrics
