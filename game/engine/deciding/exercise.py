"""Commands of the facilitator, the coach and the clock."""

from typing import assert_never

from game.engine.commands import (
    AdHocInject,
    AdvanceTo,
    AnswerHotWash,
    DelayInject,
    EndExercise,
    ExerciseCommand,
    ExtendExercise,
    NamePostmortemOwner,
    OpenBriefing,
    PauseExercise,
    RateTask,
    ReleaseInject,
    ResumeExercise,
    ReviseScript,
    SetPace,
    ShowHint,
    SkipInject,
    StartExercise,
    StopExercise,
    TakeSeat,
)
from game.engine.deciding.advance import advance, stopped
from game.engine.deciding.msel import release
from game.engine.events import (
    BriefingOpened,
    Event,
    ExerciseEnded,
    ExerciseExtended,
    ExercisePaused,
    ExerciseResumed,
    ExerciseStarted,
    HintShown,
    HotWashAnswered,
    InjectDelayed,
    InjectReleased,
    InjectSkipped,
    PaceSet,
    PostmortemOwnerNamed,
    ScriptRevised,
    SeatTaken,
    TaskRated,
)
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.revising import revised
from game.engine.state import State
from game.engine.texts import clean, render
from game.terms import SEATS, InjectKind, Rating

PACE_MAX = 120.0
"""Fastest pace in incident seconds per real second; faster than that nobody can follow."""

TEXT_MAX = 4000
NAME_MAX = 40
EXTENSION_MAX_S = 3600


def wordless(text: str, what: str) -> Refusal | None:
    """A refusal for an empty or endless text; None for one that can be used."""
    length = len(clean(text))
    if not length:
        return Refusal(Reason.EMPTY, f"Write {what} first; it is empty.")
    if length > TEXT_MAX:
        return Refusal(Reason.TOO_LONG, f"That is too long: at most {TEXT_MAX} characters.")
    return None


def decide_exercise(
    plan: Plan, state: State, command: ExerciseCommand
) -> tuple[Event, ...] | Refusal:
    """Events of a command that steers the exercise itself."""
    now, by = state.at_s, command.by
    match command:
        case OpenBriefing():
            return (BriefingOpened(at_s=now, by=by),)
        case StartExercise():
            return (ExerciseStarted(at_s=now, by=by),)
        case PauseExercise():
            return (ExercisePaused(at_s=now, by=by, reason=clean(command.reason)),)
        case ResumeExercise():
            return (ExerciseResumed(at_s=now, by=by),)
        case SetPace():
            return _pace(state, command)
        case ExtendExercise():
            return _extend(state, command)
        case StopExercise():
            return wordless(command.reason, "the reason for stopping") or (
                stopped(plan, state, clean(command.reason), by),
            )
        case AnswerHotWash():
            return _hot_wash(plan, state, command)
        case EndExercise():
            return (ExerciseEnded(at_s=now, by=by),)
        case TakeSeat():
            return _take_seat(state, command)
        case ReleaseInject():
            return _release(plan, state, command)
        case SkipInject():
            return _skip(plan, state, command)
        case DelayInject():
            return _delay(plan, state, command)
        case AdHocInject():
            return _ad_hoc(plan, state, command)
        case ShowHint():
            return (HintShown(at_s=now, by=by, item=command.item, text=clean(command.text)),)
        case RateTask():
            return _rate(plan, state, command)
        case NamePostmortemOwner():
            return _owner(state, command)
        case ReviseScript():
            problem = revised(plan, command.text)
            if isinstance(problem, str):
                return Refusal(Reason.OUT_OF_RANGE, problem)
            return (ScriptRevised(at_s=now, by=by, text=command.text),)
        case AdvanceTo():
            return advance(plan, state, command.at_s)
        case _:
            assert_never(command)


def _owner(state: State, command: NamePostmortemOwner) -> tuple[Event, ...] | Refusal:
    person = clean(command.person)
    if len(person) > NAME_MAX:
        return Refusal(Reason.TOO_LONG, f"A name has at most {NAME_MAX} characters.")
    return wordless(person, "a name") or (
        PostmortemOwnerNamed(at_s=state.at_s, by=command.by, person=person),
    )


def _extend(state: State, command: ExtendExercise) -> tuple[Event, ...] | Refusal:
    if not 60 <= command.by_s <= EXTENSION_MAX_S - state.extended_s:
        text = f"An exercise can get between one minute and {EXTENSION_MAX_S // 60} more in all."
        return Refusal(Reason.OUT_OF_RANGE, text)
    return (ExerciseExtended(at_s=state.at_s, by=command.by, by_s=command.by_s),)


def _pace(state: State, command: SetPace) -> tuple[Event, ...] | Refusal:
    if not 0.1 <= command.pace <= PACE_MAX:
        return Refusal(Reason.OUT_OF_RANGE, f"The pace lies between 0.1 and {PACE_MAX:.0f}.")
    return (PaceSet(at_s=state.at_s, by=command.by, pace=command.pace),)


def _take_seat(state: State, command: TakeSeat) -> tuple[Event, ...] | Refusal:
    person = clean(command.person)
    if command.seat not in SEATS:
        return Refusal(Reason.UNKNOWN, "The seats are IC, Ops, Comms and Scribe.")
    if len(person) > NAME_MAX:
        return Refusal(Reason.TOO_LONG, f"A name has at most {NAME_MAX} characters.")
    return wordless(person, "a name") or (
        SeatTaken(
            at_s=state.at_s, by=command.by, seat=command.seat, person=person, human=command.human
        ),
    )


def _hot_wash(plan: Plan, state: State, command: AnswerHotWash) -> tuple[Event, ...] | Refusal:
    if not 0 <= command.question < len(plan.runbook.hot_wash):
        return Refusal(Reason.UNKNOWN, "The hot wash has no such question.")
    return wordless(command.text, "your answer") or (
        HotWashAnswered(
            at_s=state.at_s, by=command.by, question=command.question, text=clean(command.text)
        ),
    )


def _pending(
    plan: Plan, state: State, command: ReleaseInject | SkipInject | DelayInject
) -> Refusal | None:
    if command.inject not in plan.injects:
        return Refusal(Reason.UNKNOWN, f"This scenario has no inject {command.inject!r}.")
    if command.inject in state.injects or command.inject in state.skipped:
        return Refusal(Reason.ALREADY, f"Inject {command.inject!r} is already out or skipped.")
    return None


def _release(plan: Plan, state: State, command: ReleaseInject) -> tuple[Event, ...] | Refusal:
    return _pending(plan, state, command) or (
        release(plan, state, plan.injects[command.inject], command.by, note="released by hand"),
    )


def _skip(plan: Plan, state: State, command: SkipInject) -> tuple[Event, ...] | Refusal:
    return (
        _pending(plan, state, command)
        or wordless(command.reason, "the reason for skipping")
        or (
            InjectSkipped(
                at_s=state.at_s, by=command.by, inject=command.inject, reason=clean(command.reason)
            ),
        )
    )


def _delay(plan: Plan, state: State, command: DelayInject) -> tuple[Event, ...] | Refusal:
    refusal = _pending(plan, state, command)
    if refusal is None and plan.injects[command.inject].at_s is None:
        text = f"Inject {command.inject!r} waits for a condition, not for a time."
        refusal = Refusal(Reason.OUT_OF_RANGE, text)
    if refusal is None and abs(command.delay_s) > plan.duration_s:
        refusal = Refusal(Reason.OUT_OF_RANGE, "That is longer than the whole exercise.")
    return refusal or (
        InjectDelayed(
            at_s=state.at_s, by=command.by, inject=command.inject, delay_s=command.delay_s
        ),
    )


def _rate(plan: Plan, state: State, command: RateTask) -> tuple[Event, ...] | Refusal:
    if not any(task.id == command.task for task in plan.tasks):
        return Refusal(Reason.UNKNOWN, f"This drill has no critical task {command.task!r}.")
    if command.rating is Rating.N:
        return Refusal(Reason.OUT_OF_RANGE, "A task is rated P, S, M or U by hand.")
    return wordless(command.note, "a note that says what you have seen") or (
        TaskRated(
            at_s=state.at_s,
            by=command.by,
            task=command.task,
            rating=command.rating,
            note=clean(command.note),
        ),
    )


def _ad_hoc(plan: Plan, state: State, command: AdHocInject) -> tuple[Event, ...] | Refusal:
    if command.sender not in plan.characters and command.sender != "monitoring":
        return Refusal(Reason.UNKNOWN, f"This scenario has no character {command.sender!r}.")
    if command.to != "all" and command.to not in set(SEATS):
        return Refusal(Reason.UNKNOWN, "Say it to all, or to one of the four seats.")
    return wordless(command.text, "what the character says") or (
        InjectReleased(
            at_s=state.at_s,
            by=command.by,
            inject=f"ad-hoc-{state.n + 1}",
            kind=InjectKind.INJECT,
            sender=command.sender,
            via=command.via,
            to=command.to,
            text=render(plan, state, clean(command.text)),
            expects_s=None,
            note="ad hoc",
        ),
    )
