"""The report: one file that needs nothing else, shows everything, and lets nothing through."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from game.engine.codec import EVENT_TYPES, data_fields
from game.engine.commands import StartExercise
from game.engine.events import MitigationStarted
from game.engine.evolve import initial
from game.shop import build
from game.simtime import utc
from game.terms import Rating, Role
from scoring.charts import LANES, NARROW, WIDE, Size, draw
from scoring.figures import grouped
from scoring.judge import score
from scoring.moments import moments
from scoring.narration import NAMELESS, TEXTS
from scoring.report import report_html
from scoring.scorecard import OptionLoss, Override
from scoring.whatif import what_if
from tests.engine.small import LEAD, Play
from tests.scoring.sample import NASTY, busy, idle, judged

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """What a reader's program needs to know about the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.extend((tag, name, value) for name, value in attrs)
        self.ids.extend(value for name, value in attrs if name == "id" and value)
        self.links.extend(value for name, value in attrs if name == "href" and value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def played() -> Play:
    return busy()


@pytest.fixture(scope="module")
def html(played: Play) -> str:
    plan, card = judged(played)
    return report_html(plan, played.state, card)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_every_event_has_a_sentence_that_asks_only_for_its_fields() -> None:
    assert set(TEXTS) == set(NAMELESS) == set(EVENT_TYPES)
    for texts in (TEXTS, NAMELESS):
        for name, text in texts.items():
            assert set(re.findall(r"{(\w+)}", text)) <= set(data_fields(EVENT_TYPES[name])), name


def test_tags_are_balanced_and_ids_are_unique(page: Page) -> None:
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_to_something_on_the_page(page: Page) -> None:
    inside = [link for link in page.links if link.startswith("#")]
    assert {link[1:] for link in inside} <= set(page.ids)
    assert [link for link in page.links if not link.startswith("#")] == ["data:,"]


def test_every_cited_event_is_linked(played: Play, page: Page) -> None:
    _, card = judged(played)
    cited = {n for finding in card.findings for n in finding.events}
    assert cited
    assert {f"#e{n}" for n in cited} <= set(page.links)


def test_nothing_is_loaded_and_nothing_can_run(html: str, page: Page) -> None:
    assert not {tag for tag, _, _ in page.attributes} & {"script", "img", "iframe", "object"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


def test_the_policy_admits_only_the_stylesheet_of_the_file(html: str) -> None:
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html.replace("&#39;", "'")


def test_what_people_wrote_is_shown_and_never_acts() -> None:
    play = busy(says=NASTY)
    plan, card = judged(play)
    html = report_html(plan, play.state, card)
    page = Page(html)
    assert "<script" not in html
    assert "\u202e" not in html
    assert page.open == []
    assert "<script>alert('x')</script>" in "".join(page.text)


def test_the_same_drill_makes_the_same_bytes(played: Play, html: str) -> None:
    again = busy()
    plan, card = judged(again)
    assert report_html(plan, again.state, card) == html
    assert len(again.events) == len(played.events)


def test_the_log_and_the_transcript_are_complete(played: Play, page: Page) -> None:
    numbers = [int(name[1:]) for name in page.ids if re.fullmatch(r"e\d+", name)]
    assert numbers == list(range(1, played.state.n + 1))
    assert "T+00:01:30  03:01:30  Incident Commander (Priya): Declared SEV1" in "".join(page.text)


def test_expected_losses_regret_and_luck_are_told_once_they_are_known(played: Play) -> None:
    plan, _ = judged(played)
    card = score(plan, played.state, weighed=False)
    assert "Expected failed orders" not in report_html(plan, played.state, card)
    options = (OptionLoss("back", 700.0), OptionLoss("wait", 1900.0))
    found = replace(card.decisions[0], options=options, regret=0.0, luck=-120.0)
    html = report_html(plan, played.state, replace(card, decisions=(found,)))
    text = "".join(Page(html).text)
    assert "Expected failed orders" in text
    assert "1\u202f900" in text
    assert "The best option on what was known then. 120 orders of good luck." in text
    worse = replace(found, chosen="wait", regret=1200.0, luck=120.0)
    html = report_html(plan, played.state, replace(card, decisions=(worse,)))
    text = "".join(Page(html).text)
    assert "expected to cost 1\u202f200 more failed orders than “Roll back”" in text
    assert "120 orders of bad luck." in text


def test_the_cost_of_waiting_is_drawn_and_told(played: Play, html: str) -> None:
    text = "".join(Page(html).text)
    found = what_if(played.plan, played.state, 60)
    curve = found.decisive
    assert curve is not None
    assert curve.lever == "rollback"
    assert curve.pulled_s is not None
    started_s = next(item.at_s for item in played.events if isinstance(item, MitigationStarted))
    assert (
        f"“Roll back” was pulled at {utc(played.plan.scenario.exercise.start, started_s)} UTC"
        in text
    )
    assert f"as it was: {grouped(found.actual.failed_orders)}" in text
    assert f"never pulled: {grouped(curve.never.failed_orders)}" in text
    assert "Held fixed: The other levers" in text
    assert html.count('<svg class="curve') == 2
    assert 'role="img" aria-label="Failed orders of the whole drill' in html


def test_nothing_is_drawn_where_no_lever_matters() -> None:
    play = idle()
    plan, card = judged(play)
    shop = build(plan.shop.spec, (), plan.seed)
    well = Play()
    well.plan = replace(plan, shop=shop)
    well.state = initial(well.plan)
    well.give(StartExercise(by=LEAD))
    well.until(120)
    html = report_html(well.plan, well.state, replace(card, decisions=()))
    assert "No lever, at any moment, would have changed the loss." in "".join(Page(html).text)
    assert '<svg class="curve' not in html


def test_an_idle_drill_has_a_report_as_well() -> None:
    play = idle()
    plan, card = judged(play)
    text = "".join(Page(report_html(plan, play.state, card)).text)
    assert "Customers were still hit when the exercise stopped" in text
    for said in ("not reached", "No decision was logged.", "Nothing was posted."):
        assert said in text


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
def test_marks_of_a_lane_never_touch_and_none_is_lost(played: Play, size: Size) -> None:
    plan, _ = judged(played)
    marked = [item for item in moments(plan, played.state) if item.marked]
    drawing = draw(plan, played.state, marked, size)
    numbers = sorted(mark.number for lane in drawing.lanes for mark in lane.marks)
    assert numbers == list(range(1, len(marked) + 1))
    for lane in drawing.lanes:
        for row in {mark.y_px for mark in lane.marks}:
            xs = [mark.x_px for mark in lane.marks if mark.y_px == row]
            assert all(right - left >= 19 for left, right in pairwise(xs))


def test_each_kind_of_mark_has_a_lane_and_each_panel_its_words(played: Play) -> None:
    plan, _ = judged(played)
    found = moments(plan, played.state)
    assert {item.kind for item in found if item.marked} <= {kind for kind, _ in LANES}
    drawing = draw(plan, played.state, [item for item in found if item.marked], WIDE)
    success = drawing.panels[0]
    assert success.title == "success"
    assert "below its limit of 95.0 %" in success.summary
    assert all(panel.line.startswith("M") for panel in drawing.panels)
    assert len(drawing.bands) == 1


def test_an_evaluators_rating_stands_beside_that_of_the_rules(played: Play) -> None:
    plan, card = judged(played)
    finding = card.findings[0]
    override = Override(3, Role.FACILITATOR, "I saw it <done>.", Rating.U, 0.0, 4.0)
    changed = replace(finding, rating=Rating.P, points=4.0, max_points=4.0, override=override)
    card = replace(card, findings=(changed, *card.findings[1:]), judged_score=card.score - 9)
    html = report_html(plan, played.state, card)
    text = "".join("".join(Page(html).text).split())
    assert "RatedbytheFacilitatore3:P,4of4points.TherulessaidU,0of4." in text
    assert "“Isawit<done>.”" in text
    assert "<done>" not in html
    assert f"bytherulesalone{round(card.judged_score)}of100" in text


def test_a_resolution_before_the_end_of_the_impact_is_called_so(played: Play) -> None:
    plan, card = judged(played)
    says = "declared while customers were still hit"
    early = replace(card, measures=replace(card.measures, resolve_s=100, mitigate_s=None))
    assert says in report_html(plan, played.state, early)
    late = replace(card, measures=replace(card.measures, resolve_s=100, mitigate_s=90))
    assert says not in report_html(plan, played.state, late)


def test_what_to_practise_leads_to_its_findings_and_to_a_scenario() -> None:
    play = idle()
    html = report_html(judged(play)[0], play.state, judged(play)[1])
    page = Page(html)
    section = html.split('id="practise"')[1].split("</section>", maxsplit=1)[0]
    assert 1 <= section.count("Practise it in") <= 3
    assert section.count("breakglass play ") == section.count("Practise it in")
    led = re.findall(r'href="#(o-[^"]+)"', section)
    assert len(set(led)) == section.count("Practise it in")
    assert set(led) <= set(page.ids)
