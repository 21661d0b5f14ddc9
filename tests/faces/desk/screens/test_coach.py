"""The coach points at the place, gives reasons at first, and is quieter with what succeeds."""

from dataclasses import replace

import pytest

from game.engine.commands import AcknowledgePage, Declare, PublishPost
from game.engine.duties import DueItem
from game.engine.events import Actor
from game.faces.desk.forms.leading import Lead
from game.faces.desk.screens.drill.guide import ALONE_AFTER, KNOWN_AFTER, Advice, Guide
from game.faces.desk.widgets import Button
from game.terms import Role, Severity
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys

OPS = Actor("", Role.OPS)


@pytest.fixture
def rung(seated: Seated) -> Seated:
    """The pager rings, and the coach says to take the page."""
    seated.sit_down()
    seated.pass_time(90)
    return seated


def guide_of(seated: Seated) -> Guide:
    return seated.drill._seat._guide


def advice(seated: Seated) -> Advice:
    found = seated.drill._seat._advice
    assert found is not None
    return found


def test_at_first_it_gives_a_reason_and_points_at_the_chart_that_customers_feel(
    rung: Seated,
) -> None:
    assert advice(rung).item.why
    assert advice(rung).item.why in rung.texts()
    charts = rung.drill._gauges._charts
    assert [name for name, chart in charts.items() if chart.pointed_at] == ["checkout.success"]


def test_the_button_that_it_speaks_of_stands_out(rung: Seated) -> None:
    follow_by_keys(rung)
    rung.pass_time(2)
    seat = rung.drill._seat
    seat.choose(advice(rung).seat)
    rung.draw()
    action = advice(rung).lead.action
    strong = [
        offered.action
        for offered, button in zip(seat._offered or (), seat._actions.children, strict=True)
        if isinstance(button, Button) and button.kind == "primary"
    ]
    assert strong == [action]


def test_what_was_done_before_needs_no_reason(rung: Seated) -> None:
    first = advice(rung)
    assert first.lead.action == "acknowledge"
    for _ in range(KNOWN_AFTER):
        guide_of(rung).saw([AcknowledgePage(by=OPS, page="p")], asked=True)
    rung.pass_time(1)
    assert advice(rung).item == replace(first.item, since_s=advice(rung).item.since_s)
    assert advice(rung).known
    assert first.item.why not in rung.texts()
    assert not any(chart.pointed_at for chart in rung.drill._gauges._charts.values())


def test_what_was_done_unasked_is_spoken_of_only_when_it_presses(rung: Seated) -> None:
    item = advice(rung).item
    view = rung.session.view(Role.OPS)
    guide = guide_of(rung)
    for _ in range(ALONE_AFTER):
        guide.saw([AcknowledgePage(by=OPS, page="p")], asked=False)
    assert item.due_s is not None
    early = replace(view, at_s=item.due_s - 60)
    late = replace(view, at_s=item.due_s - 20)
    assert guide._advice(item, early) is None
    found = guide._advice(item, late)
    assert found is not None
    assert found.known


def test_doing_it_as_it_says_never_silences_it(rung: Seated) -> None:
    guide = guide_of(rung)
    for _ in range(9):
        guide.saw([AcknowledgePage(by=OPS, page="p")], asked=True)
    item = advice(rung).item
    assert guide._advice(item, replace(rung.session.view(Role.OPS), at_s=90)) is not None


def test_the_desk_notices_what_is_done_unasked(rung: Seated) -> None:
    rung.key("ctrl+g")
    assert guide_of(rung)._alone["acknowledge"] == 1
    rung.drill._seat.choose(Role.IC)
    rung.drill._seat._give(
        [Declare(by=Actor("", Role.IC), severity=Severity.SEV1, title="It is down")]
    )
    assert guide_of(rung)._alone["declare"] == 1


def test_what_was_refused_is_no_success(rung: Seated) -> None:
    rung.drill._give([PublishPost(by=Actor("", Role.COMMS), draft="none")])
    assert guide_of(rung)._alone["publish"] == 0


def test_it_looks_first_only_where_a_practised_responder_does() -> None:
    item = DueItem("x", Role.SCRIBE, "", "", "", "write-entry")
    command = AcknowledgePage(by=OPS, page="p")
    scribe = Advice(Role.SCRIBE, item, command, Lead("write-entry", "Write", {}))
    decide = Advice(Role.IC, item, command, Lead("decide", "Decide", {}))
    assert not scribe.looks_first
    assert decide.looks_first
    assert not replace(decide, known=True).looks_first


def test_a_direct_message_is_not_read_aloud_before_another_seat(rung: Seated) -> None:
    item = DueItem("x", Role.COMMS, "Answer Gina", "“It is a secret”", "", "reply")
    told = Advice(Role.COMMS, item, AcknowledgePage(by=OPS, page="p"), Lead("reply", "Answer", {}))
    card = rung.drill._seat._coach
    card.advise(told, Role.IC)
    assert "secret" not in card._text.text
    assert "Answer Gina" in card._text.text
    card.advise(told, Role.COMMS)
    assert "secret" in card._text.text


def test_without_a_coach_nothing_is_pointed_at(seated: Seated) -> None:
    seated.sit_down()
    assert seated.desk._table is not None
    seated.desk._table.coach = False
    seated.pass_time(90)
    assert not any(chart.pointed_at for chart in seated.drill._gauges._charts.values())
    kinds = {b.kind for b in seated.drill._seat._actions.children if isinstance(b, Button)}
    assert kinds == {"normal"}
