"""The Scribe's timeline held against what happened."""

from game.engine.events import EntryCorrected, EvidenceCaptured, Happening
from game.terms import EntryKind, EvidenceKind
from scoring.scorecard import ScribeScore
from scoring.scribe import Review, review
from scoring.timeline import timeline_of
from tests.scoring.stage import (
    OPS,
    SCRIBE,
    alert,
    completed,
    decided,
    declared,
    entry,
    mitigated,
    plan_with,
    post,
    pulled,
    resolved,
    state_of,
)

K = EntryKind
STORY: list[Happening] = [
    alert(90),
    declared(120),
    decided(200),
    pulled(210),
    completed(260),
    post(300),
    mitigated(700),
    resolved(1300),
]
LINES: list[Happening] = [
    entry(95, K.DETECTED, "Alert: Checkout is failing"),
    entry(125, K.DECIDED, "Priya declares a SEV1"),
    entry(205, K.DECIDED, "We roll back, after the deploy"),
    entry(215, K.ACTED, "Rollback started"),
    entry(262, K.EFFECT, "Rollback done, success is back at 99 %"),
    entry(310, K.SAID, "First public post published"),
    entry(720, K.EFFECT, "Mitigated: the impact is over"),
    entry(1310, K.DECIDED, "Resolved"),
]


def reviewed(*events: Happening) -> Review:
    return review(plan_with(), timeline_of(state_of([*STORY, *events])))


def test_a_whole_timeline_recalls_everything() -> None:
    found = reviewed(*LINES)
    assert (found.score.recall, found.score.invented) == (1.0, 0)
    assert found.score.median_error_s == 5
    assert [item.entry for item in found.items] == [3, 5, 7, 9, 11, 13, 15, 17]


def test_what_is_not_written_is_not_recalled() -> None:
    found = reviewed(*LINES[:4])
    assert found.score.recall == 0.5
    first = next(item.fact.label for item in found.items if item.entry is None)
    assert first == "the completion of a mitigation"


def test_nothing_written_and_nothing_happened() -> None:
    assert reviewed().score.recall == 0
    assert reviewed().score.median_error_s is None
    empty = review(plan_with(), timeline_of(state_of([])))
    assert empty.score.recall is None


def test_one_line_tells_of_one_event() -> None:
    both = entry(215, K.ACTED, "Rollback decided and started")
    assert reviewed(both).score.recall == 1 / 8


def test_the_time_must_be_near_and_the_words_shared() -> None:
    late = entry(400, K.ACTED, "Rollback started", time_s=400)
    assert reviewed(late).score.recall == 0
    told_late = entry(400, K.ACTED, "Rollback started", time_s=230)
    assert reviewed(told_late).score.recall == 1 / 8
    vague = entry(215, K.ACTED, "Something was done")
    assert reviewed(vague).score == ScribeScore(recall=0, invented=1)


def test_what_never_happened_is_invented() -> None:
    lie = entry(500, K.ACTED, "Database failover carried out")
    assert reviewed(lie).score.invented == 1
    talk = entry(500, K.SAID, "Somebody mentioned the database")
    assert reviewed(talk).score.invented == 0


def test_what_happened_without_mattering_is_not_invented() -> None:
    kind = EvidenceKind.DASHBOARDS
    saved = EvidenceCaptured(at_s=150, by=OPS, evidence="v", kind=kind, text="")
    line = entry(155, K.ACTED, "Snapshot of the dashboards")
    assert reviewed(saved, line).score.invented == 0


def test_a_correction_replaces_the_line() -> None:
    wrong = entry(215, K.ACTED, "Database failover carried out")
    right = EntryCorrected(
        at_s=230,
        by=SCRIBE,
        entry="e215",
        time_s=210,
        who="Marek",
        kind=K.ACTED,
        text="Rollback started",
    )
    found = reviewed(wrong, right)
    assert (found.score.invented, found.score.median_error_s) == (0, 0)
    assert found.lines == 1
