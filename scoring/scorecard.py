"""The scorecard: what was judged, as frozen values and as JSON that is the same byte for byte."""

import json
from dataclasses import dataclass

from game.terms import Audience, Rating, Role

FORMAT = "breakglass-scorecard"
VERSION = 1
_DECIMALS = 4

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""What JSON can hold."""


@dataclass(frozen=True, slots=True)
class ObjectiveScore:
    """What the drill trained, and how far it got."""

    id: str
    rating: Rating
    points: float
    max_points: float


@dataclass(frozen=True, slots=True)
class Override:
    """An evaluator's rating in place of the rules'; `judged_…` is what the rules had said."""

    event: int
    by: Role
    note: str
    judged_rating: Rating
    judged_points: float
    judged_max_points: float


@dataclass(frozen=True, slots=True)
class TaskFinding:
    """One critical task judged; `events` are the numbers of the events that show it.

    Rating and points are those that count: an evaluator's where there is an `override`. `hints`
    are the events in which the coach helped with just this task.
    """

    task: str
    role: Role
    objective: str
    points: float
    max_points: float
    rating: Rating
    events: tuple[int, ...]
    note: str
    override: Override | None = None
    hints: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """Response times in seconds from when the true impact began; None where not reached."""

    detect_s: int | None = None
    acknowledge_s: int | None = None
    declare_s: int | None = None
    first_post_s: int | None = None
    mitigate_s: int | None = None
    resolve_s: int | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """What the incident truly cost."""

    failed_orders: float = 0.0
    lost_revenue: float = 0.0
    minutes: float = 0.0
    users: float = 0.0
    error_budget_pct: float = 0.0


@dataclass(frozen=True, slots=True)
class OptionLoss:
    """An option of a decision with its expected loss in failed orders (None: not computed).

    `then` says what follows it in the best of its courses; empty where it is kept.
    """

    option: str
    expected_loss: float | None = None
    then: str = ""


@dataclass(frozen=True, slots=True)
class DecisionScore:
    """A decision; the losses stay None until the options have been simulated again.

    `stake` is what lay between its worst course and its best one, in failed orders.
    """

    event: int
    chosen: str
    options: tuple[OptionLoss, ...]
    regret: float | None = None
    luck: float | None = None
    stake: float | None = None


@dataclass(frozen=True, slots=True)
class PostCheckResult:
    """One check of a post: whether it passed, the words it rests on, and why."""

    check: str
    passed: bool
    quotes: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class PostScore:
    """A published post with the checks that apply to its audience."""

    event: int
    audience: Audience
    checks: tuple[PostCheckResult, ...]


@dataclass(frozen=True, slots=True)
class ScribeScore:
    """The Scribe's timeline held against what happened: recall 0..1, inventions, time error."""

    recall: float | None = None
    invented: int = 0
    median_error_s: float | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """One act of help: `kind` is hint or intervention, `text` what it was in a sentence."""

    event: int
    at_s: int
    kind: str
    text: str
    task: str = ""
    """The critical task that a hint was about; empty where it was about none."""


@dataclass(frozen=True, slots=True)
class Assistance:
    """Help that was given: hints of the coach, interventions of the facilitator."""

    hints: int = 0
    interventions: int = 0
    acts: tuple[Help, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricVersion:
    """By what was judged: the runbook, the version of the rules, and a digest of the tasks."""

    runbook: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All that was judged of one drill."""

    scenario: str
    variant: str
    seed: int
    score: float
    rating: Rating
    objectives: tuple[ObjectiveScore, ...]
    findings: tuple[TaskFinding, ...]
    measures: Measures
    impact: Impact
    decisions: tuple[DecisionScore, ...]
    posts: tuple[PostScore, ...]
    scribe: ScribeScore
    assistance: Assistance
    rubric: RubricVersion
    judged_score: float
    """The score by the rules alone, without an evaluator's ratings."""

    def to_data(self) -> dict[str, Json]:
        """The scorecard as plain JSON values, in the order of the file."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "scenario": self.scenario,
            "variant": self.variant,
            "seed": self.seed,
            "score": _number(self.score),
            "rating": self.rating.value,
            "objectives": [_objective(item) for item in self.objectives],
            "findings": [_finding(item) for item in self.findings],
            "measures": _measures(self.measures),
            "impact": _impact(self.impact),
            "decisions": [_decision(item) for item in self.decisions],
            "posts": [_post(item) for item in self.posts],
            "scribe": {
                "recall": _number(self.scribe.recall),
                "invented": self.scribe.invented,
                "median_error_s": _number(self.scribe.median_error_s),
            },
            "assistance": {
                "hints": self.assistance.hints,
                "interventions": self.assistance.interventions,
                "acts": [_help(item) for item in self.assistance.acts],
            },
            "judged_score": _number(self.judged_score),
            "rubric": {
                "runbook": self.rubric.runbook,
                "version": self.rubric.version,
                "digest": self.rubric.digest,
            },
        }

    def to_json(self) -> str:
        """The text of scorecard.json: fixed order, rounded numbers, a newline at the end."""
        return json.dumps(self.to_data(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _number(value: float | None) -> float | None:
    """Rounded, and never -0.0."""
    return None if value is None else round(value, _DECIMALS) + 0.0


def _objective(item: ObjectiveScore) -> Json:
    return {
        "id": item.id,
        "rating": item.rating.value,
        "points": _number(item.points),
        "max_points": _number(item.max_points),
    }


def _finding(item: TaskFinding) -> Json:
    return {
        "task": item.task,
        "role": item.role.value,
        "objective": item.objective,
        "points": _number(item.points),
        "max_points": _number(item.max_points),
        "rating": item.rating.value,
        "events": list(item.events),
        "note": item.note,
        "override": None if item.override is None else _override(item.override),
        "hints": list(item.hints),
    }


def _override(item: Override) -> Json:
    return {
        "event": item.event,
        "by": item.by.value,
        "note": item.note,
        "judged_rating": item.judged_rating.value,
        "judged_points": _number(item.judged_points),
        "judged_max_points": _number(item.judged_max_points),
    }


def _help(item: Help) -> Json:
    return {
        "event": item.event,
        "at_s": item.at_s,
        "kind": item.kind,
        "text": item.text,
        "task": item.task or None,
    }


def _measures(item: Measures) -> Json:
    return {
        "detect_s": item.detect_s,
        "acknowledge_s": item.acknowledge_s,
        "declare_s": item.declare_s,
        "first_post_s": item.first_post_s,
        "mitigate_s": item.mitigate_s,
        "resolve_s": item.resolve_s,
    }


def _impact(item: Impact) -> Json:
    return {
        "failed_orders": _number(item.failed_orders),
        "lost_revenue": _number(item.lost_revenue),
        "minutes": _number(item.minutes),
        "users": _number(item.users),
        "error_budget_pct": _number(item.error_budget_pct),
    }


def _decision(item: DecisionScore) -> Json:
    return {
        "event": item.event,
        "chosen": item.chosen,
        "options": [
            {
                "option": option.option,
                "expected_loss": _number(option.expected_loss),
                "then": option.then,
            }
            for option in item.options
        ],
        "regret": _number(item.regret),
        "luck": _number(item.luck),
        "stake": _number(item.stake),
    }


def _post(item: PostScore) -> Json:
    return {
        "event": item.event,
        "audience": item.audience.value,
        "checks": {check.check: check.passed for check in item.checks},
    }
