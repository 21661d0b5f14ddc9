"""Report, postmortem and trends in a browser: readable, reachable, printable, and inert."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from game.scenario.catalogue import catalogue
from game.scenario.library import Loaded, load, scenario_ids
from scoring.handbook import handbook, sheet_html
from scoring.judge import score
from scoring.postmortem import postmortem_html
from scoring.posts.readability import reading_ease
from scoring.report import report_html
from scoring.trends import trends
from scoring.trends_page import trends_html
from tests.e2e.papers import open_paper
from tests.e2e.rooms import browsing
from tests.faces.archive.asked import record
from tests.golden.drills import session_of
from tests.scoring.sample import NASTY, busy, judged

pytestmark = pytest.mark.e2e
PHONE_PX, DESK_PX = 390, 1280
CARELESS = ("bad-release", "zone-loss")
KNOWN = {"UTC"}
"""Capitals that need no explanation on the first screen."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of each sort, the first two with text in every place that people can write in."""
    folder = tmp_path_factory.mktemp("papers")
    play = busy(look=("deploys", "heap"), says=NASTY)
    plan, card = judged(play)
    records = [record(f"{day:02}", 10.0 * day, title=NASTY) for day in range(1, 7)]
    pages = {
        "report": report_html(plan, play.state, card, catalogue(), NASTY),
        "postmortem": postmortem_html(plan, play.state, card, NASTY),
        "trends": trends_html(trends(records, {}), records),
        **{f"careless {name}": careless(name) for name in CARELESS},
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


def careless(scenario: str) -> str:
    session = session_of(scenario, "careless")
    card = score(session.plan, session.state, weighed=False)
    return report_html(session.plan, session.state, card, catalogue())


SORTS = ("report", "postmortem", "trends", "careless bad-release")


@pytest.mark.parametrize("sort", SORTS)
def test_a_page_is_whole_and_inert(browser: Browser, papers: dict[str, Path], sort: str) -> None:
    opened = open_paper(browser, papers[sort], PHONE_PX)
    found = opened.read()
    assert found["acting"] == []
    assert found["unnamed"] == []
    assert len(found["ids"]) == len(set(found["ids"]))
    assert {link[1:] for link in found["links"]} <= set(found["ids"])
    assert all(link.startswith("#") for link in found["links"])
    levels = found["headings"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert opened.asked == opened.tried == []
    opened.page.close()


@pytest.mark.parametrize("sort", SORTS)
def test_a_phone_never_scrolls_sideways(
    browser: Browser, papers: dict[str, Path], sort: str
) -> None:
    opened = open_paper(browser, papers[sort], PHONE_PX)
    assert opened.read()["width_px"] == PHONE_PX
    opened.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sort", SORTS)
def test_every_text_stands_out_from_its_ground(
    browser: Browser, papers: dict[str, Path], sort: str, scheme: str
) -> None:
    opened = open_paper(browser, papers[sort], DESK_PX, scheme)
    opened.read()
    checked, faint = opened.faint()
    assert checked > 30
    assert faint == []
    opened.page.close()


def test_a_faint_text_is_found(browser: Browser, papers: dict[str, Path], tmp_path: Path) -> None:
    page = papers["trends"].read_text(encoding="utf-8")
    faint = tmp_path / "faint.html"
    faint.write_text(re.sub("<meta http-equiv[^>]*>", "", page).replace("#55606c", "#b0b0b0"))
    opened = open_paper(browser, faint, DESK_PX)
    assert opened.faint()[1]
    opened.page.close()


@pytest.mark.parametrize("scenario", CARELESS)
def test_the_first_screen_tells_how_it_went_and_what_to_practise(
    browser: Browser, papers: dict[str, Path], scenario: str
) -> None:
    opened = open_paper(browser, papers[f"careless {scenario}"], DESK_PX)
    session = session_of(scenario, "careless")
    card = score(session.plan, session.state, weighed=False)
    words = opened.first_screen()
    text = " ".join(words)
    assert f"{round(card.score)} of 100" in text
    assert re.search(r"[\d\u202f]+ orders failed, [\d\u202f]+ € were lost", text)
    things = opened.page.locator("ol.three > li")
    assert things.count() == 3
    for at in range(3):
        said = things.nth(at).inner_text()
        title, reason = things.nth(at).locator("strong").inner_text(), said.split(". ")[1]
        assert title in words
        assert len(reason.split()) >= 4
        link = things.nth(at).locator("a").get_attribute("href") or ""
        assert opened.page.locator(f"{link} .next code").count() == 1
    capitals = set(re.findall(r"\b[A-Z]{2,}\d?\b", text))
    assert capitals <= KNOWN
    assert not re.search(r"\b(e\d+|T[+-]\d\d)\b", text)
    sentences = [part for part in re.split(r"[.;] ?", text) if len(part.split()) >= 4]
    assert len(sentences) >= 6
    assert reading_ease(sentences) > 50
    opened.page.close()


def test_nothing_that_people_wrote_is_lost_or_acts(
    browser: Browser, papers: dict[str, Path]
) -> None:
    for sort in ("report", "postmortem", "trends"):
        opened = open_paper(browser, papers[sort], DESK_PX)
        opened.read()
        assert "<script>alert('x')</script>" in opened.page.inner_text("body")
        assert opened.tried == []
        opened.page.close()


def pages_of(pdf: bytes) -> int:
    """How many pages a printed document has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize(("sort", "most"), [("postmortem", 4), ("careless bad-release", 16)])
def test_it_prints_on_a_few_pages(
    browser: Browser, papers: dict[str, Path], sort: str, most: int
) -> None:
    opened = open_paper(browser, papers[sort], DESK_PX)
    assert 1 <= pages_of(opened.page.pdf(prefer_css_page_size=True, format="A4")) <= most
    opened.page.close()


SHEETS = {"runbook": 2, "tabletop-facilitator": 1, "tabletop-players": 1}
"""Sheets of the handbook that must fit on so many pages."""


def test_the_sheets_of_every_scenario_fit_their_pages(browser: Browser) -> None:
    page = browser.new_page()
    for scenario in scenario_ids():
        loaded = load(scenario)
        assert isinstance(loaded, Loaded)
        for sheet in handbook(loaded):
            if sheet.name in SHEETS:
                page.set_content(sheet_html(sheet, loaded))
                found = pages_of(page.pdf(prefer_css_page_size=True))
                assert 1 <= found <= SHEETS[sheet.name], (scenario, sheet.name, found)
    page.close()
