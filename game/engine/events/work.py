"""Events of posts, hands on the system, and the timeline."""

from dataclasses import dataclass

from game.engine.events.base import Happening
from game.terms import Audience, EntryKind, EvidenceKind, MitigationPhase, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDrafted(Happening):
    """A post is ready for approval."""

    draft: str
    audience: Audience
    stage: Stage
    text: str
    next_update_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostApproved(Happening):
    """The Incident Commander approves a draft."""

    draft: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReturned(Happening):
    """The Incident Commander returns a draft."""

    draft: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPublished(Happening):
    """A post went out to its audience."""

    post: str
    draft: str
    audience: Audience
    stage: Stage
    text: str
    next_update_at_s: int | None
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStarted(Happening):
    """A precondition is being checked."""

    lever: str
    precondition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreconditionChecked(Happening):
    """The check of a precondition is done."""

    lever: str
    precondition: str
    holds: bool
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationStarted(Happening):
    """Somebody looks into something."""

    investigation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationFinished(Happening):
    """What was found."""

    investigation: str
    finding: str
    rules_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationStarted(Happening):
    """A lever is being pulled; `case` is which of its cases held, from 1, and 0 for none."""

    mitigation: str
    lever: str
    case: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationRefused(Happening):
    """The system would not do it; `case` as of a lever that was started."""

    mitigation: str
    lever: str
    text: str
    case: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationFailed(Happening):
    """It was tried and did not work."""

    mitigation: str
    lever: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationCompleted(Happening):
    """The lever is fully pulled; whether it helps is another question."""

    mitigation: str
    lever: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationAssessed(Happening):
    """What it truly did to the customers' failures (not shown to players)."""

    mitigation: str
    lever: str
    outcome: MitigationPhase
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationAborted(Happening):
    """Stopped while it was running."""

    mitigation: str
    lever: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationUndone(Happening):
    """Taken back."""

    mitigation: str
    lever: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCaptured(Happening):
    """Something was saved before it is gone."""

    evidence: str
    kind: EvidenceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWritten(Happening):
    """A line of the Scribe's timeline."""

    entry: str
    time_s: int
    who: str
    kind: EntryKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrected(Happening):
    """A line was corrected; the old one stays in the log."""

    entry: str
    time_s: int
    who: str
    kind: EntryKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPinned(Happening):
    """A line was marked as one that matters."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusDocSet(Happening):
    """The pinned status says something new."""

    text: str


WorkEvent = (
    PostDrafted
    | PostApproved
    | PostReturned
    | PostPublished
    | CheckStarted
    | PreconditionChecked
    | InvestigationStarted
    | InvestigationFinished
    | MitigationStarted
    | MitigationRefused
    | MitigationFailed
    | MitigationCompleted
    | MitigationAssessed
    | MitigationAborted
    | MitigationUndone
    | EvidenceCaptured
    | EntryWritten
    | EntryCorrected
    | EntryPinned
    | StatusDocSet
)
"""All of these, as one closed union."""
