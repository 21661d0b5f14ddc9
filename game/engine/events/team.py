"""Events of the team: talk, roles, tasks, decisions, people and the incident."""

from dataclasses import dataclass

from game.engine.events.base import Happening
from game.terms import Role, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Happening):
    """Somebody said something, in the channel or to one person."""

    message: str
    channel: str
    to: str
    text: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDeclared(Happening):
    """There is an incident, with a severity."""

    severity: Severity
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChanged(Happening):
    """The severity changed."""

    severity: Severity
    was: Severity
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMitigated(Happening):
    """The team says that the impact has ended."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentResolved(Happening):
    """The team says that it is over for good."""

    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStoodDown(Happening):
    """A false alarm, verified."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopened(Happening):
    """It is back."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAssigned(Happening):
    """A role has been given to a person."""

    seat: Role
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOffered(Happening):
    """A role is offered to somebody, in the set words."""

    seat: Role
    to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAccepted(Happening):
    """The offered role has been accepted."""

    seat: Role
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDeclined(Happening):
    """The offered role has been declined."""

    seat: Role
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(Happening):
    """A named seat has a task with a time limit."""

    task: str
    to: Role
    text: str
    limit_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskConfirmed(Happening):
    """The task has been understood."""

    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(Happening):
    """The task is done."""

    task: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPrompted(Happening):
    """A question is put to the Incident Commander."""

    decision: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionProposed(Happening):
    """Somebody proposes a way."""

    decision: str
    option: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade(Happening):
    """The Incident Commander has decided, with a reason."""

    decision: str
    option: str
    lever: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPaged(Happening):
    """Somebody from outside the room is called in."""

    target: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAnswered(Happening):
    """The person who was called answers."""

    target: str
    text: str


TeamEvent = (
    MessageSent
    | IncidentDeclared
    | SeverityChanged
    | IncidentMitigated
    | IncidentResolved
    | IncidentStoodDown
    | IncidentReopened
    | RoleAssigned
    | RoleOffered
    | RoleAccepted
    | RoleDeclined
    | TaskAssigned
    | TaskConfirmed
    | TaskDone
    | DecisionPrompted
    | OptionProposed
    | DecisionMade
    | PersonPaged
    | PersonAnswered
)
"""All of these, as one closed union."""
