"""Commands that every seat and the Incident Commander give."""

from dataclasses import dataclass

from game.engine.commands.base import Order
from game.terms import Role, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgePage(Order):
    """Take a page."""

    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Order):
    """Say something: channel "incident", or "direct" to a seat or character."""

    channel: str
    text: str
    to: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare(Order):
    """Declare an incident."""

    severity: Severity
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeverity(Order):
    """Change the severity."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignRole(Order):
    """Give a role to the person in that seat."""

    seat: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRole(Order):
    """Offer a role to a seat or character, in the set words."""

    seat: Role
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRole(Order):
    """Accept an offered role."""

    seat: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineRole(Order):
    """Decline an offered role."""

    seat: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTask(Order):
    """Give a seat a task with a time limit."""

    to: Role
    text: str
    limit_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTask(Order):
    """Say that a task is understood."""

    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTask(Order):
    """Report that a task is done."""

    task: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeOption(Order):
    """Propose a way to decide."""

    decision: str
    option: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Order):
    """Settle a question with a reason."""

    decision: str
    option: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePerson(Order):
    """Call in a character."""

    target: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkMitigated(Order):
    """Say that the impact has ended."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(Order):
    """Say that it is over for good."""

    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandDown(Order):
    """Say that it was a false alarm."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Order):
    """Say that it is back."""

    reason: str


TeamCommand = (
    AcknowledgePage
    | SendMessage
    | Declare
    | ChangeSeverity
    | AssignRole
    | OfferRole
    | AcceptRole
    | DeclineRole
    | AssignTask
    | ConfirmTask
    | FinishTask
    | ProposeOption
    | Decide
    | PagePerson
    | MarkMitigated
    | Resolve
    | StandDown
    | Reopen
)
"""All of these, as one closed union."""
