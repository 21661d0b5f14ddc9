"""What every player may read before and during a drill: the plan without its secrets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from game.engine.plan import Plan
from game.scenario.model import Deploy, Flag, Migration, Option, Scenario
from game.scenario.runbook import Runbook
from game.scenario.shop_model import LeverKind, LeverSpec, MetricSpec, ShopSpec
from game.simtime import utc
from game.terms import EvidenceKind


@dataclass(frozen=True, slots=True)
class Question:
    """A precondition as it stands on the checklist: the question, never the answer."""

    id: str
    text: str
    takes_s: int


@dataclass(frozen=True, slots=True)
class Lever:
    """A mitigation as its button shows it."""

    id: str
    kind: LeverKind
    title: str
    explain: str
    command: str
    release: str | None
    flag: str | None
    acts_after_s: int
    full_after_s: int
    questions: tuple[Question, ...]
    undo: bool
    destroys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """An investigation as its button shows it."""

    id: str
    title: str
    command: str
    takes_s: int
    evidence: EvidenceKind | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision as its card shows it: the question and the ways to answer, never when it comes."""

    id: str
    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody outside the four seats."""

    id: str
    name: str
    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Handbook:
    """The public part of a plan: story, runbook, levers, lookups, people and dashboards."""

    title: str
    story: str
    company: str
    start: datetime
    duration_s: int
    runbook: Runbook
    levers: Mapping[str, Lever]
    lookups: Mapping[str, Lookup]
    decisions: Mapping[str, Choice]
    contacts: Mapping[str, Contact]
    deploys: tuple[Deploy, ...]
    flags: tuple[Flag, ...]
    migrations: tuple[Migration, ...]
    metrics: Mapping[str, MetricSpec]
    alerts: Mapping[str, str]
    """Title of each alert by its id."""
    shop: ShopSpec
    """The parts of the shop on a good day; its faults are no part of it."""

    def utc(self, at_s: int) -> str:
        """The story's wall time of that second, as 03:12."""
        return utc(self.start, at_s)[:5]

    def threshold(self, metric: str, default: float) -> float:
        """Where good ends on that chart, in canonical units."""
        spec = self.metrics.get(metric)
        return spec.threshold.value if spec and spec.threshold else default


def handbook_of(plan: Plan) -> Handbook:
    """Strip a plan of all that players must find out: variant, truth, findings, holds, injects."""
    scenario, spec = plan.scenario, plan.shop.spec
    return Handbook(
        title=scenario.title,
        story=scenario.story,
        company=spec.name or spec.title,
        start=scenario.exercise.start,
        duration_s=scenario.exercise.duration_s,
        runbook=plan.runbook,
        levers={item.id: _lever(item) for item in scenario.levers},
        lookups=_lookups(scenario),
        decisions={
            item.id: Choice(item.id, item.question, item.options) for item in scenario.decisions
        },
        contacts={
            item.id: Contact(item.id, item.name or plan.person(item.id), item.title)
            for item in scenario.characters
        },
        deploys=scenario.deploys,
        flags=scenario.flags,
        migrations=scenario.migrations,
        metrics={item.id: item for item in spec.metrics},
        alerts={item.id: item.title for item in spec.alerts},
        shop=spec,
    )


def _lever(spec: LeverSpec) -> Lever:
    questions = tuple(Question(item.id, item.text, item.takes_s) for item in spec.preconditions)
    return Lever(
        id=spec.id,
        kind=spec.kind,
        title=spec.title,
        explain=spec.explain,
        command=spec.command,
        release=spec.release,
        flag=spec.flag,
        acts_after_s=spec.delay_s,
        full_after_s=spec.delay_s + spec.ramp_s,
        questions=questions,
        undo=spec.undo,
        destroys=spec.destroys,
    )


def _lookups(scenario: Scenario) -> dict[str, Lookup]:
    return {
        item.id: Lookup(item.id, item.title, item.command, item.takes_s, item.evidence)
        for item in scenario.investigations
    }
