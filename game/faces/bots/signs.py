"""What the dashboards tell a practised eye: severity, who is hit, since when, and whether still."""

from dataclasses import dataclass
from itertools import pairwise

from game.engine.handbook import Handbook
from game.engine.texts import show
from game.engine.view import View
from game.faces.bots.seen import holds, metric_held
from game.scenario.conditions import AnyCondition, AnyOf, MetricIs
from game.terms import Severity

SUCCESS = "checkout.success"
_WELL_DEFAULT = 0.97
_MENDED = 0.97
_LOOK_BACK_S = 600
_ONSET_S = 20
"""So long a dip must last before it counts as the beginning of the impact."""


@dataclass(frozen=True, slots=True)
class Impact:
    """When customers were hit by the dashboards; `until_s` is None while they still are."""

    since_s: int
    until_s: int | None
    worst: float
    """Share of checkouts that failed at the worst moment, 0 to 1."""


def success(view: View) -> float:
    """Share of checkouts that succeed now; the newest value that is not missing."""
    values = view.readings.window(SUCCESS, view.at_s - 60, view.at_s).tolist()
    return next((value for value in reversed(values) if value == value), 1.0)  # noqa: PLR0124


def figure(view: View, metric: str) -> str:
    """A metric's value now with its unit, as people read it."""
    try:
        return show(metric, view.readings.at(metric, view.at_s))
    except LookupError:
        return "no data"


def figures(view: View) -> dict[str, str]:
    """Every metric as people read it now."""
    return {metric: figure(view, metric) for metric in view.readings.metric_ids}


def impact_of(view: View, handbook: Handbook) -> Impact | None:
    """When the impact began and ended by the dashboards; None when nothing has been seen."""
    limit = _well_above(handbook)
    values = view.readings.window(SUCCESS, -_LOOK_BACK_S, view.at_s)
    first_s = view.at_s + 1 - len(values)
    sick = [first_s + int(i) for i in (values < limit).nonzero()[0]]
    lasting = _lasting(sick)
    if not lasting:
        return None
    last_s = lasting[-1]
    worst = 1 - min(float(values[s - first_s]) for s in lasting)
    return Impact(lasting[0], last_s + 1 if view.at_s - last_s > _ONSET_S else None, worst)


def _well_above(handbook: Handbook) -> float:
    return min(handbook.threshold(SUCCESS, _WELL_DEFAULT), _WELL_DEFAULT)


def _lasting(seconds: list[int]) -> list[int]:
    """Only those stretches that last, with gaps of a few seconds forgiven."""
    stretches: list[list[int]] = [[second] for second in seconds[:1]]
    for before, second in pairwise(seconds):
        if second - before <= _ONSET_S:
            stretches[-1].append(second)
        else:
            stretches.append([second])
    return [s for stretch in stretches if len(stretch) >= _ONSET_S for s in stretch]


def well_for_s(view: View) -> int:
    """How many seconds checkout success has been inside the target without a break."""
    values = view.readings.window(SUCCESS, -_LOOK_BACK_S, view.at_s)
    bad = (values < _MENDED).nonzero()[0]
    return len(values) if len(bad) == 0 else len(values) - 1 - int(bad[-1])


def fits_severity(view: View, handbook: Handbook) -> Severity | None:
    """The worst severity whose observables hold now; None when none does."""
    for rule in sorted(handbook.runbook.severities, key=lambda rule: rule.id.rank):
        if any(holds(view, condition) for condition in rule.when):
            return rule.id
    return None


def heading_for(view: View, handbook: Handbook, for_s: int = 20) -> Severity | None:
    """The severity it is heading for: limits crossed, but not yet for as long as the rule says."""
    for rule in sorted(handbook.runbook.severities, key=lambda rule: rule.id.rank):
        if any(_crossed(view, condition, for_s) for condition in rule.when):
            return rule.id
    return None


def _crossed(view: View, condition: AnyCondition, for_s: int) -> bool:
    match condition:
        case MetricIs():
            return bool(metric_held(view, condition, min(condition.for_s, for_s)))
        case AnyOf():
            return any(_crossed(view, part, for_s) for part in condition.any_)
        case _:
            return bool(holds(view, condition))


def severity_now(view: View, handbook: Handbook) -> Severity:
    """The severity to declare: by the observables, and the higher one when in doubt."""
    found = [fits_severity(view, handbook), heading_for(view, handbook)]
    known = [severity for severity in found if severity is not None]
    return min(known, key=lambda severity: severity.rank, default=Severity.SEV2)


def scope(worst: float) -> str:
    """Who is hit, in words a customer understands, from the share of checkouts that fail."""
    steps = (
        (0.95, "all customers"),
        (0.55, "most customers"),
        (0.35, "about half of our customers"),
        (0.05, "some customers"),
    )
    return next((words for floor, words in steps if worst >= floor), "a few customers")


def failing(view: View, back_s: int = 60) -> float:
    """Mean share of checkouts that failed over the last seconds, by the dashboards."""
    values = view.readings.window(SUCCESS, view.at_s - back_s + 1, view.at_s)
    known = values[values == values]  # noqa: PLR0124 - without the missing ones
    return 1 - float(known.mean()) if len(known) else 0.0


def change_since(view: View, at_s: int) -> str:
    """What success did since that second, such as "success 38.0 % -> 99.2 %"."""
    before = view.readings.window(SUCCESS, at_s - 5, at_s).tolist()
    shown = show(SUCCESS, before[-1]) if before else "no data"
    return f"{shown} then, {show(SUCCESS, success(view))} now"


def helped(view: View, started_s: int) -> bool:
    """Whether success is clearly better than when the step was started, or as good as can be.

    A cure that is applied in borrowed time, after a restart for example, cannot make it better.
    """
    before = view.readings.window(SUCCESS, started_s - 30, started_s)
    if len(before) == 0:
        return False
    sick, now = 1 - float(before.mean()), failing(view, 20)
    return now < 0.5 * sick or now < 1 - _MENDED
