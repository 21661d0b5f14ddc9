"""The commands: what somebody wants to happen; a closed union of frozen values."""

from game.engine.commands.base import Order
from game.engine.commands.exercise import (
    AdHocInject,
    AdvanceTo,
    AnswerHotWash,
    DelayInject,
    EndExercise,
    OpenBriefing,
    PauseExercise,
    ReleaseInject,
    ResumeExercise,
    SetPace,
    ShowHint,
    SkipInject,
    StartExercise,
    StopExercise,
)
from game.engine.commands.team import (
    AcceptRole,
    AcknowledgePage,
    AssignRole,
    AssignTask,
    ChangeSeverity,
    ConfirmTask,
    Decide,
    Declare,
    DeclineRole,
    FinishTask,
    MarkMitigated,
    OfferRole,
    PagePerson,
    ProposeOption,
    Reopen,
    Resolve,
    SendMessage,
    StandDown,
)
from game.engine.commands.work import (
    AbortMitigation,
    ApprovePost,
    CaptureEvidence,
    CheckPrecondition,
    CorrectEntry,
    DraftPost,
    Investigate,
    PinEntry,
    PublishPost,
    ReturnPost,
    SetStatusDoc,
    StartMitigation,
    UndoMitigation,
    WriteEntry,
)

Command = (
    OpenBriefing
    | StartExercise
    | PauseExercise
    | ResumeExercise
    | SetPace
    | StopExercise
    | AnswerHotWash
    | EndExercise
    | ReleaseInject
    | SkipInject
    | DelayInject
    | AdHocInject
    | ShowHint
    | AdvanceTo
    | AcknowledgePage
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
    | DraftPost
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
"""Every command there is."""

__all__ = [
    "AbortMitigation",
    "AcceptRole",
    "AcknowledgePage",
    "AdHocInject",
    "AdvanceTo",
    "AnswerHotWash",
    "ApprovePost",
    "AssignRole",
    "AssignTask",
    "CaptureEvidence",
    "ChangeSeverity",
    "CheckPrecondition",
    "Command",
    "ConfirmTask",
    "CorrectEntry",
    "Decide",
    "Declare",
    "DeclineRole",
    "DelayInject",
    "DraftPost",
    "EndExercise",
    "FinishTask",
    "Investigate",
    "MarkMitigated",
    "OfferRole",
    "OpenBriefing",
    "Order",
    "PagePerson",
    "PauseExercise",
    "PinEntry",
    "ProposeOption",
    "PublishPost",
    "ReleaseInject",
    "Reopen",
    "Resolve",
    "ResumeExercise",
    "ReturnPost",
    "SendMessage",
    "SetPace",
    "SetStatusDoc",
    "ShowHint",
    "SkipInject",
    "StandDown",
    "StartExercise",
    "StartMitigation",
    "StopExercise",
    "UndoMitigation",
    "WriteEntry",
]
