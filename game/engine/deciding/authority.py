"""Who may do what, and when; everything else is refused with a sentence that says whom to ask."""

from game.engine.commands import (
    AbortMitigation,
    AcceptRole,
    AcknowledgePage,
    AdHocInject,
    AdvanceTo,
    AnswerHotWash,
    ApprovePost,
    AssignRole,
    AssignTask,
    CaptureEvidence,
    ChangeSeverity,
    CheckPrecondition,
    Command,
    ConfirmTask,
    CorrectEntry,
    Decide,
    Declare,
    DeclineRole,
    DelayInject,
    DraftPost,
    EndExercise,
    ExtendExercise,
    FinishTask,
    Investigate,
    MarkMitigated,
    NamePostmortemOwner,
    OfferRole,
    OpenBriefing,
    Order,
    PagePerson,
    PauseExercise,
    PinEntry,
    ProposeOption,
    PublishPost,
    RateTask,
    ReleaseInject,
    Reopen,
    Resolve,
    ResumeExercise,
    ReturnPost,
    ReviseScript,
    SendMessage,
    SetPace,
    SetStatusDoc,
    ShowHint,
    SkipInject,
    StandDown,
    StartExercise,
    StartMitigation,
    StopExercise,
    TakeSeat,
    UndoMitigation,
    WriteEntry,
)
from game.engine.refusals import Reason, Refusal
from game.engine.state import State
from game.engine.texts import person_in
from game.terms import SEATS, ExercisePhase, Role

_IC = (Role.IC,)
_HANDS = (Role.OPS, Role.IC)
_COMMS = (Role.COMMS,)
_SCRIBE = (Role.SCRIBE,)
_LEADS = (Role.FACILITATOR,)
_JUDGES = (Role.EVALUATOR, Role.FACILITATOR)
_TALKERS = (*SEATS, Role.FACILITATOR)

_RIGHTS: dict[type[Order], tuple[tuple[Role, ...], str]] = {
    OpenBriefing: (_LEADS, "opens the briefing"),
    StartExercise: (_LEADS, "starts the exercise"),
    PauseExercise: (_LEADS, "pauses the exercise"),
    ResumeExercise: (_LEADS, "resumes the exercise"),
    SetPace: (_LEADS, "sets the pace"),
    ExtendExercise: (_LEADS, "gives more time"),
    StopExercise: (_LEADS, "ends the exercise"),
    AnswerHotWash: (_TALKERS, "answers in the hot wash"),
    EndExercise: (_LEADS, "closes the drill"),
    TakeSeat: (_LEADS, "gives seats to people"),
    ReleaseInject: (_LEADS, "releases injects"),
    SkipInject: (_LEADS, "skips injects"),
    DelayInject: (_LEADS, "moves injects"),
    AdHocInject: (_LEADS, "speaks as a character"),
    ShowHint: (_TALKERS, "asks the coach"),
    RateTask: (_JUDGES, "rates critical tasks"),
    NamePostmortemOwner: ((Role.IC, Role.FACILITATOR), "names who writes the postmortem"),
    ReviseScript: (_LEADS, "revises the script"),
    AdvanceTo: ((Role.SYSTEM,), "lets time pass"),
    AcknowledgePage: (_HANDS, "acknowledges pages"),
    SendMessage: (_TALKERS, "writes messages"),
    Declare: (SEATS, "declares an incident"),
    ChangeSeverity: (_IC, "changes the severity"),
    AssignRole: (_IC, "names who holds which role"),
    OfferRole: (SEATS, "hands a role over"),
    AcceptRole: (SEATS, "accepts a role"),
    DeclineRole: (SEATS, "declines a role"),
    AssignTask: (_IC, "assigns tasks"),
    ConfirmTask: (SEATS, "confirms tasks"),
    FinishTask: (SEATS, "reports tasks"),
    ProposeOption: (SEATS, "proposes"),
    Decide: (_IC, "decides"),
    PagePerson: (SEATS, "pages people"),
    MarkMitigated: (_IC, "says that the impact has ended"),
    Resolve: (_IC, "resolves the incident"),
    StandDown: (_IC, "stands the team down"),
    Reopen: (_IC, "reopens the incident"),
    DraftPost: (_COMMS, "writes posts"),
    ApprovePost: (_IC, "approves posts"),
    ReturnPost: (_IC, "returns posts"),
    PublishPost: (_COMMS, "publishes posts"),
    CheckPrecondition: (_HANDS, "checks the system"),
    Investigate: (_HANDS, "looks into the system"),
    StartMitigation: (_HANDS, "changes the system"),
    UndoMitigation: (_HANDS, "changes the system"),
    AbortMitigation: (_HANDS, "changes the system"),
    CaptureEvidence: ((*_HANDS, Role.SCRIBE), "captures evidence"),
    WriteEntry: (_SCRIBE, "writes the timeline"),
    CorrectEntry: (_SCRIBE, "corrects the timeline"),
    PinEntry: (_SCRIBE, "pins entries"),
    SetStatusDoc: ((Role.IC, Role.SCRIBE), "edits the pinned status"),
}

_BEFORE_START = (OpenBriefing, StartExercise)
_WHILE_PAUSED = (
    ResumeExercise,
    StopExercise,
    SetPace,
    ExtendExercise,
    SkipInject,
    DelayInject,
    TakeSeat,
    RateTask,
    ReviseScript,
)
_HOT_WASH = (AnswerHotWash, EndExercise)
_IN_HOT_WASH = (*_HOT_WASH, TakeSeat, RateTask, NamePostmortemOwner)


def objection(state: State, command: Command) -> Refusal | None:
    """Why this seat may not do this now; None when it may."""
    return _wrong_role(state, command) or _wrong_phase(state, command)


def _wrong_role(state: State, command: Command) -> Refusal | None:
    roles, what = _RIGHTS[type(command)]
    if command.by.role in roles:
        return None
    first = roles[0]
    if first in SEATS:
        text = f"Only the {first.title} {what}; ask {person_in(state, first)}."
    else:
        text = f"Only the {first.title.lower()} {what}."
    return Refusal(Reason.WRONG_ROLE, text)


def _wrong_phase(state: State, command: Command) -> Refusal | None:
    match state.phase:
        case ExercisePhase.LOBBY | ExercisePhase.BRIEFING:
            allowed = isinstance(command, (*_BEFORE_START, SetPace, TakeSeat, ReviseScript))
            text = "The exercise has not started yet."
        case ExercisePhase.RUNNING:
            allowed = not isinstance(command, (*_BEFORE_START, *_HOT_WASH, ResumeExercise))
            text = "The exercise is running."
        case ExercisePhase.PAUSED:
            allowed = isinstance(command, _WHILE_PAUSED)
            text = "The exercise is paused; resume it first."
        case ExercisePhase.HOT_WASH:
            allowed = isinstance(command, _IN_HOT_WASH)
            text = "The exercise is over; this is the hot wash."
        case ExercisePhase.ENDED:
            allowed = isinstance(command, RateTask)
            text = "This drill is closed."
    return None if allowed else Refusal(Reason.WRONG_PHASE, text)
