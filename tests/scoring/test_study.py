"""One batch for all questions gives what each question alone gives."""

from game.engine.commands import Decide, Declare, StartMitigation
from game.terms import Severity
from scoring.decisions import decision_scores
from scoring.judge import score
from scoring.resim import Run, attempts, losses, pulls_in
from scoring.study import study
from scoring.timeline import timeline_of
from scoring.whatif import what_if
from tests.engine.small import IC, OPS, Play, started


def played() -> Play:
    play = started(at_s=75)
    play.give(Declare(by=IC, severity=Severity.SEV1, title="Checkout fails"))
    play.until(80)
    play.give(Decide(by=IC, decision="way", option="back", reason="it followed the deploy"))
    play.give(StartMitigation(by=OPS, lever="rollback"))
    return play.until(150)


def test_a_study_is_both_of_its_parts() -> None:
    play = played()
    found = study(play.plan, play.state, 30)
    assert found.moved == what_if(play.plan, play.state, 30)
    alone = decision_scores(play.plan, play.state, timeline_of(play.state))
    assert found.decisions == alone
    assert len(alone) == 1
    assert score(play.plan, play.state, studied=found).decisions == alone


def test_each_run_has_its_own_stretch_of_a_shared_course() -> None:
    play = played()
    pulls = pulls_in(play.plan.levers, attempts(play.events))
    whole, early, late, never = losses(
        play.plan.shop,
        [Run(pulls, 1, 150), Run(pulls, 1, 90), Run(pulls, 91, 150), Run((), 1, 150)],
    )
    assert abs(whole.failed_orders - early.failed_orders - late.failed_orders) < 1e-6
    assert never.failed_orders > whole.failed_orders > late.failed_orders > 0
