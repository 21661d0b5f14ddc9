"""What is true at one moment: one frozen value, made from the events alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.engine.agenda import Planned
from game.engine.course import Course
from game.engine.events import Actor, Event
from game.engine.plan import Plan
from game.terms import (
    Audience,
    EntryKind,
    EvidenceKind,
    ExercisePhase,
    HandoverPhase,
    IncidentPhase,
    InjectKind,
    MitigationPhase,
    Role,
    Severity,
    Stage,
    Via,
)


@dataclass(frozen=True, slots=True)
class Incident:
    """The incident, as the team has declared it."""

    phase: IncidentPhase = IncidentPhase.QUIET
    severity: Severity | None = None
    title: str = ""
    declared_s: int | None = None
    changed_s: int | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role, and whether it is on offer."""

    person: str
    phase: HandoverPhase = HandoverPhase.HELD
    offered_to: str = ""
    since_s: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page that rings until it is acknowledged."""

    id: str
    at_s: int
    text: str
    acknowledged_s: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Something said: in the channel ("incident") or to one seat or character (`to`)."""

    id: str
    at_s: int
    n: int
    sender: str
    role: Role
    channel: str
    to: str
    text: str
    reply_to: str = ""
    via: Via = Via.CHANNEL


@dataclass(frozen=True, slots=True)
class InjectState:
    """A released inject and what became of it."""

    id: str
    at_s: int
    kind: InjectKind
    sender: str
    via: Via
    to: str
    text: str
    expects_s: int | None = None
    answered_s: int | None = None
    expired_s: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task with a name on it and a time limit."""

    id: str
    at_s: int
    to: Role
    text: str
    limit_s: int
    by: str
    confirmed_s: int | None = None
    done_s: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class DecisionState:
    """A question put to the IC, and the answer."""

    id: str
    at_s: int
    option: str = ""
    reason: str = ""
    made_s: int | None = None
    proposals: tuple[tuple[str, str, str], ...] = ()
    """(who, option, text) of each proposal."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A post before it goes out."""

    id: str
    at_s: int
    audience: Audience
    stage: Stage
    text: str
    next_update_s: int | None
    by: str
    approved_s: int | None = None
    returned_s: int | None = None
    published_s: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as its audience reads it."""

    id: str
    at_s: int
    n: int
    audience: Audience
    stage: Stage
    text: str
    next_update_at_s: int | None
    approved: bool
    by: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A precondition that is being checked or has been."""

    lever: str
    precondition: str
    started_s: int
    done_s: int | None = None
    holds: bool | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An investigation that is under way or done."""

    id: str
    started_s: int
    ready_s: int
    done_s: int | None = None
    finding: str = ""
    rules_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mitigation:
    """One pull of a lever."""

    id: str
    lever: str
    at_s: int
    phase: MitigationPhase
    full_s: int
    """When the lever will be fully pulled."""
    completed_s: int | None = None
    ended_s: int | None = None
    note: str = ""
    by: str = ""
    case: int = 0
    """Which of the lever's cases held when it was pulled, from 1; 0 for none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something captured."""

    id: str
    at_s: int
    kind: EvidenceKind
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the Scribe's timeline; `written_s` is when it was written down."""

    id: str
    time_s: int
    written_s: int
    who: str
    kind: EntryKind
    text: str
    pinned: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """All events so far, and the same by type."""

    events: tuple[Event, ...] = ()
    by_type: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Event, ...]:
        """The events of one type, oldest first."""
        return self.by_type.get(name, ())


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Everything that is true at second `at_s`; never changed, only replaced."""

    at_s: int
    course: Course
    phase: ExercisePhase = ExercisePhase.LOBBY
    extended_s: int = 0
    """How much longer than planned the exercise may last."""
    pace: float = 1.0
    stretch: str = ""
    """The quiet stretch in which the clock runs faster; empty outside of any."""
    slow_pace: float = 1.0
    """The pace outside of such stretches."""
    stretched: frozenset[str] = frozenset()
    """The stretches that have begun; each comes once."""
    history: History = field(default_factory=History)
    incident: Incident = field(default_factory=Incident)
    stage: Stage | None = None
    seats: Mapping[Role, str] = field(default_factory=dict)
    roles: Mapping[Role, Holder] = field(default_factory=dict)
    firing: frozenset[str] = frozenset()
    pages: tuple[Page, ...] = ()
    messages: tuple[Message, ...] = ()
    injects: Mapping[str, InjectState] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    delays: Mapping[str, int] = field(default_factory=dict)
    tasks: Mapping[str, Task] = field(default_factory=dict)
    decisions: Mapping[str, DecisionState] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()
    checks: Mapping[tuple[str, str], CheckResult] = field(default_factory=dict)
    inquiries: Mapping[str, Inquiry] = field(default_factory=dict)
    mitigations: Mapping[str, Mitigation] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    destroyed: frozenset[str] = frozenset()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    status_doc: str = ""
    paged: Mapping[str, int] = field(default_factory=dict)
    answered_page: frozenset[str] = frozenset()
    hot_wash: tuple[tuple[int, str, Actor], ...] = ()
    hints: tuple[str, ...] = ()
    agenda: tuple[Planned, ...] = ()
    owner: str = ""
    """Who writes the postmortem."""
    revised: Plan | None = None
    """The plan with the texts and injects that the author has changed meanwhile."""

    @property
    def n(self) -> int:
        """How many events there have been; the next one gets number n + 1."""
        return len(self.history.events)
