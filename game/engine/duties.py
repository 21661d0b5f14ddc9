"""What is due now, for every seat: open critical tasks, and duties that the game itself makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.terms import Role


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that a seat should do, or has done.

    `action` is a key of `game.scenario.vocabulary.ACTIONS`; `with_` says what to fill in (ids of
    levers, drafts, pages …). `due_s` is the incident second by which a practised team has done it.
    """

    id: str
    seat: Role
    text: str
    say: str
    why: str
    action: str
    with_: Mapping[str, str] = field(default_factory=dict)
    since_s: int = 0
    due_s: int | None = None
    done_s: int | None = None
