"""What can follow an option: kept, taken back after a while, or the question that it leads to.

Some levers are meant for a while: a waiting page, a restart that buys time, a circuit that is
opened until orders can be taken another way. Held against their cost if they were kept for good,
they would look worse than they are. So an option is followed by one of these courses:

- its lever is kept;
- it is taken back `TAKEN_BACK_AFTER_S` after its full effect, where it can be;
- `NEXT_STEP_S` after its full effect comes an option of the question that it leads to: a decision
  that the scenario asks for because of this option or of what becomes of its lever.

All moments come from the scenario as it is planned, not from a variant, and the course is the same
in every hypothesis: nobody knows in which of them they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from game.engine.plan import Plan
from game.scenario.conditions import AllOf, AnyCondition, AnyOf, EventHappened, LeverIs
from game.scenario.model import Option
from game.scenario.shop_model import LeverKind, LeverSpec
from scoring.resim import Attempt, pulls_in

HAND_OVER_S = 15
"""From the decision until Ops pulls the lever."""

TAKEN_BACK_AFTER_S = (60, 180, 420)
"""So long after its full effect a lever may be taken back: as soon as it can be seen, or later."""

NEXT_STEP_S = 60
"""From the full effect of a lever until the next question is asked and settled."""

KEPT = ""


@dataclass(frozen=True, slots=True)
class Course:
    """All attempts of one course, those before the decision included; `then` says what follows."""

    then: str
    tried: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A decision with what had been pulled by then, and which questions were settled already."""

    decision: str
    at_s: int
    before: tuple[Attempt, ...]
    settled: frozenset[str]


def courses(plan: Plan, moment: Moment, option: Option) -> tuple[Course, ...]:
    """Everything that may follow this option, first of all that it is kept."""
    levers = {lever.id: lever for lever in plan.scenario.levers}
    at_s = moment.at_s + HAND_OVER_S
    kept, mine = _applied(plan, levers, moment.before, option, at_s)
    lever = levers.get(option.lever or "")
    full_s = at_s + (_whole_s(lever) if lever is not None else 0)
    found = [Course(KEPT, kept)]
    if mine is not None and lever is not None and lever.undo:
        found += [
            Course(f"taken back after {after_s} s", _undone(kept, mine, full_s + after_s))
            for after_s in TAKEN_BACK_AFTER_S
        ]
    for later in _next_options(plan, moment, option):
        tried, _ = _applied(plan, levers, kept, later, full_s + NEXT_STEP_S + HAND_OVER_S)
        found.append(Course(f"then {later.id}", tried))
    return tuple(found)


def _applied(
    plan: Plan,
    levers: Mapping[str, LeverSpec],
    tried: Sequence[Attempt],
    option: Option,
    at_s: int,
) -> tuple[tuple[Attempt, ...], int | None]:
    """The attempts with those of the option, and the place of its own lever among them.

    What it takes back goes once its own lever has its full effect.
    """
    lever = levers.get(option.lever or "")
    back_s = at_s + (_whole_s(lever) if lever is not None else 0)
    done = tuple(_ended(item, option.undoes, back_s) for item in tried)
    if lever is None or lever.kind is LeverKind.WAIT:
        return done, None
    under_way = _under_way(plan, done, lever, at_s - HAND_OVER_S)
    if under_way is not None:
        return done, under_way
    return (*done, Attempt("", lever.id, at_s)), len(done)


def _ended(item: Attempt, lever: str | None, at_s: int) -> Attempt:
    return replace(item, undone_s=at_s) if _in_force(item) and item.lever == lever else item


def _in_force(item: Attempt) -> bool:
    return item.undone_s is None


def _undone(tried: Sequence[Attempt], place: int, at_s: int) -> tuple[Attempt, ...]:
    return (*tried[:place], replace(tried[place], undone_s=at_s), *tried[place + 1 :])


def _under_way(plan: Plan, tried: Iterable[Attempt], lever: LeverSpec, now_s: int) -> int | None:
    """The place of an attempt whose lever is being pulled; nobody pulls it twice at once."""
    for place, item in enumerate(tried):
        reaches = item.lever == lever.id and _in_force(item) and item.at_s + _whole_s(lever) > now_s
        if reaches and pulls_in(plan.levers, [item]):
            return place
    return None


def _whole_s(lever: LeverSpec) -> int:
    return lever.delay_s + lever.ramp_s


def _next_options(plan: Plan, moment: Moment, option: Option) -> Iterator[Option]:
    """The options, with a step in them, of the questions that this one leads to."""
    for later in plan.scenario.decisions:
        if later.id in {moment.decision, *moment.settled}:
            continue
        if _leads_to(later.when, moment.decision, option):
            yield from (item for item in later.options if item.lever or item.undoes)


def _leads_to(when: AnyCondition, decision: str, option: Option) -> bool:
    """Whether the condition names the option, or what becomes of its lever."""
    match when:
        case EventHappened(event="decision_made", where=where):
            named = where.get("decision", decision) == decision
            return named and where.get("option") == option.id
        case EventHappened(event=event, where=where) if event.startswith("mitigation_"):
            return option.lever is not None and where.get("lever") == option.lever
        case LeverIs(lever=lever):
            return lever == option.lever
        case AllOf(all_=parts) | AnyOf(any_=parts):
            return any(_leads_to(part, decision, option) for part in parts)
        case _:
            return False
