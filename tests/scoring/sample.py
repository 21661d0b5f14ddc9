"""A drill that is judged, reported and written up: the engine's small shop, everything in it."""

from dataclasses import replace

from game.engine.commands import (
    AcceptRole,
    AcknowledgePage,
    AnswerHotWash,
    ApprovePost,
    AssignRole,
    AssignTask,
    CaptureEvidence,
    CheckPrecondition,
    ConfirmTask,
    Decide,
    Declare,
    DraftPost,
    FinishTask,
    Investigate,
    MarkMitigated,
    OfferRole,
    PagePerson,
    PinEntry,
    ProposeOption,
    PublishPost,
    ReleaseInject,
    Resolve,
    SendMessage,
    ShowHint,
    StartMitigation,
    StopExercise,
    WriteEntry,
)
from game.engine.plan import Plan
from game.scenario.model import Factors, SuggestedAction, Truth, Why
from game.terms import Audience, EntryKind, EvidenceKind, Role, Severity, Stage
from scoring.judge import score
from scoring.scorecard import Scorecard
from tests.engine.small import COMMS, IC, LEAD, OPS, SCRIBE, Play, started

TRUTH = Truth(
    summary="A release broke the checkout.",
    trigger="The trigger is release v2.",
    weakness="The weakness is an empty field.",
    guardrail="The guardrail would be a canary.",
    factors=Factors(process=("Released at rush hour.",), technology=("No limit.",)),
    whys=tuple(Why(question=f"Question {n}?", answer=f"Answer {n}.") for n in range(1, 6)),
    lucky=("Few people were shopping.",),
    actions=(
        SuggestedAction(text="Dear action", type="prevent", impact=2, risk=2, effort=4),
        SuggestedAction(text="Cheap action", type="detect", impact=4, risk=4, effort=1),
    ),
    revealed_by=("deploys", "heap"),
)
NASTY = "<script>alert('x')</script> | [link](javascript:alert(1)) `code` *bold* \u202egnp"


def with_truth(play: Play) -> Play:
    """The same play, in a plan whose truth has everything to tell."""
    play.plan = replace(play.plan, truth=TRUTH)
    return play


def idle() -> Play:
    """Nobody does anything until EndEx."""
    play = with_truth(started()).until(599)
    play.give(StopExercise(by=LEAD, reason="time is up"))
    return play


def busy(*, look: tuple[str, ...] = ("deploys",), says: str = "Priya, shall we roll back?") -> Play:
    """Every seat does its part; `says` goes through each text that people may write."""
    play = _declared(says)
    _decided(play, look, says)
    _closed(play, says)
    return play


def _declared(says: str) -> Play:
    play = with_truth(started(at_s=90))
    play.give(AcknowledgePage(by=OPS, page=play.state.pages[0].id))
    play.give(Declare(by=IC, severity=Severity.SEV1, title=f"Checkout fails. {says}"))
    play.give(*(AssignRole(by=IC, seat=seat) for seat in (Role.IC, Role.OPS, Role.COMMS)))
    play.give(SendMessage(by=IC, channel="incident", text=says))
    play.give(AssignTask(by=IC, to=Role.OPS, text=f"What changed? {says}", limit_s=120))
    play.give(ConfirmTask(by=OPS, task=next(iter(play.state.tasks))))
    play.give(PagePerson(by=IC, target="boss", note=says))
    play.give(WriteEntry(by=SCRIBE, time_s=90, who="IC", kind=EntryKind.DECIDED, text=says))
    play.give(PinEntry(by=SCRIBE, entry=next(iter(play.state.entries))))
    return play.until(100)


def _decided(play: Play, look: tuple[str, ...], says: str) -> None:
    play.give(CaptureEvidence(by=OPS, kind=EvidenceKind.DASHBOARDS))
    for name in look:
        play.give(Investigate(by=OPS, investigation=name))
        play.until(play.state.at_s + 30)
    play.give(CheckPrecondition(by=OPS, lever="rollback", precondition="no-migration"))
    _post(play, Stage.INVESTIGATING, f"Since 03:01 UTC checkout fails for most. {says}")
    play.until(play.state.at_s + 25)
    play.give(FinishTask(by=OPS, task=next(iter(play.state.tasks)), result=f"v2 went out. {says}"))
    play.give(ProposeOption(by=OPS, decision="way", option="back", text=says))
    play.give(Decide(by=IC, decision="way", option="back", reason=f"It is reversible. {says}"))
    play.give(StartMitigation(by=OPS, lever="rollback"))
    play.give(ShowHint(by=IC, item="declare", text=f"Declare it. {says}"))
    play.until(play.state.at_s + 120)


def _closed(play: Play, says: str) -> None:
    play.give(MarkMitigated(by=IC, reason=f"Orders are back. {says}"))
    play.give(OfferRole(by=IC, seat=Role.IC, to="comms"))
    play.give(AcceptRole(by=COMMS, seat=Role.IC))
    play.give(ReleaseInject(by=LEAD, inject="late"))
    _post(play, Stage.RESOLVED, f"Checkout works again. {says}")
    play.until(play.state.at_s + 30)
    play.give(Resolve(by=replace(COMMS, role=Role.IC), summary=f"It stayed well. {says}"))
    play.give(StopExercise(by=LEAD, reason="all is done"))
    play.give(AnswerHotWash(by=OPS, question=0, text=f"The check helped. {says}"))


def _post(play: Play, stage: Stage, text: str) -> None:
    audience = Audience.CUSTOMERS
    due_s = None if stage is Stage.RESOLVED else 900
    play.give(DraftPost(by=COMMS, audience=audience, stage=stage, text=text, next_update_s=due_s))
    draft = list(play.state.drafts)[-1]
    by = IC if play.state.roles[Role.IC].person == IC.person else replace(COMMS, role=Role.IC)
    play.give(ApprovePost(by=by, draft=draft))
    play.give(PublishPost(by=COMMS, draft=draft))


def judged(play: Play) -> tuple[Plan, Scorecard]:
    """The plan and the scorecard of a play."""
    return play.plan, score(play.plan, play.state)
