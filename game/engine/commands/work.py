"""Commands of Comms, Ops and the Scribe."""

from dataclasses import dataclass

from game.engine.commands.base import Order
from game.terms import Audience, EntryKind, EvidenceKind, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPost(Order):
    """Write a post for approval."""

    audience: Audience
    stage: Stage
    text: str
    next_update_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePost(Order):
    """Approve a draft."""

    draft: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPost(Order):
    """Return a draft with a comment."""

    draft: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPost(Order):
    """Send a draft out."""

    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPrecondition(Order):
    """Check a precondition of a lever."""

    lever: str
    precondition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigate(Order):
    """Look into something."""

    investigation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMitigation(Order):
    """Pull a lever."""

    lever: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoMitigation(Order):
    """Take a mitigation back."""

    mitigation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbortMitigation(Order):
    """Stop a mitigation that is still running."""

    mitigation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureEvidence(Order):
    """Save something before it is gone."""

    kind: EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteEntry(Order):
    """Write a line into the timeline."""

    time_s: int
    who: str
    kind: EntryKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEntry(Order):
    """Correct a line of the timeline."""

    entry: str
    time_s: int
    who: str
    kind: EntryKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PinEntry(Order):
    """Mark a line as one that matters."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStatusDoc(Order):
    """Say something new in the pinned status."""

    text: str


WorkCommand = (
    DraftPost
    | ApprovePost
    | ReturnPost
    | PublishPost
    | CheckPrecondition
    | Investigate
    | StartMitigation
    | UndoMitigation
    | AbortMitigation
    | CaptureEvidence
    | WriteEntry
    | CorrectEntry
    | PinEntry
    | SetStatusDoc
)
"""All of these, as one closed union."""
