"""The events: what happened, in the past tense; a closed union of frozen values."""

from game.engine.events.base import SYSTEM, Actor, Happening
from game.engine.events.exercise import (
    AlertFired,
    AlertResolved,
    BriefingOpened,
    ExerciseEnded,
    ExercisePaused,
    ExerciseResumed,
    ExerciseStarted,
    ExerciseStopped,
    HintShown,
    HotWashAnswered,
    InjectAnswered,
    InjectDelayed,
    InjectExpired,
    InjectReleased,
    InjectSkipped,
    PaceSet,
    PageAcknowledged,
)
from game.engine.events.team import (
    DecisionMade,
    DecisionPrompted,
    IncidentDeclared,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
    IncidentStoodDown,
    MessageSent,
    OptionProposed,
    PersonAnswered,
    PersonPaged,
    RoleAccepted,
    RoleAssigned,
    RoleDeclined,
    RoleOffered,
    SeverityChanged,
    TaskAssigned,
    TaskConfirmed,
    TaskDone,
)
from game.engine.events.work import (
    CheckStarted,
    EntryCorrected,
    EntryPinned,
    EntryWritten,
    EvidenceCaptured,
    InvestigationFinished,
    InvestigationStarted,
    MitigationAborted,
    MitigationAssessed,
    MitigationCompleted,
    MitigationFailed,
    MitigationRefused,
    MitigationStarted,
    MitigationUndone,
    PostApproved,
    PostDrafted,
    PostPublished,
    PostReturned,
    PreconditionChecked,
    StatusDocSet,
)

Event = (
    BriefingOpened
    | ExerciseStarted
    | ExercisePaused
    | ExerciseResumed
    | PaceSet
    | ExerciseStopped
    | HotWashAnswered
    | ExerciseEnded
    | AlertFired
    | AlertResolved
    | PageAcknowledged
    | InjectReleased
    | InjectAnswered
    | InjectExpired
    | InjectSkipped
    | InjectDelayed
    | MessageSent
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
    | PostDrafted
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
    | HintShown
)
"""Every event there is."""

__all__ = [
    "SYSTEM",
    "Actor",
    "AlertFired",
    "AlertResolved",
    "BriefingOpened",
    "CheckStarted",
    "DecisionMade",
    "DecisionPrompted",
    "EntryCorrected",
    "EntryPinned",
    "EntryWritten",
    "Event",
    "EvidenceCaptured",
    "ExerciseEnded",
    "ExercisePaused",
    "ExerciseResumed",
    "ExerciseStarted",
    "ExerciseStopped",
    "Happening",
    "HintShown",
    "HotWashAnswered",
    "IncidentDeclared",
    "IncidentMitigated",
    "IncidentReopened",
    "IncidentResolved",
    "IncidentStoodDown",
    "InjectAnswered",
    "InjectDelayed",
    "InjectExpired",
    "InjectReleased",
    "InjectSkipped",
    "InvestigationFinished",
    "InvestigationStarted",
    "MessageSent",
    "MitigationAborted",
    "MitigationAssessed",
    "MitigationCompleted",
    "MitigationFailed",
    "MitigationRefused",
    "MitigationStarted",
    "MitigationUndone",
    "OptionProposed",
    "PaceSet",
    "PageAcknowledged",
    "PersonAnswered",
    "PersonPaged",
    "PostApproved",
    "PostDrafted",
    "PostPublished",
    "PostReturned",
    "PreconditionChecked",
    "RoleAccepted",
    "RoleAssigned",
    "RoleDeclined",
    "RoleOffered",
    "SeverityChanged",
    "StatusDocSet",
    "TaskAssigned",
    "TaskConfirmed",
    "TaskDone",
]
