"""The handbook: the runbook on paper, complete, without spoilers for those who play."""

import re

import pytest

from game.scenario.library import Loaded, listing, load
from game.terms import Audience
from scoring.handbook import handbook, sheet_html, sheet_md
from scoring.handbook_blocks import Grid, Quoted, Sheet
from scoring.handbook_drill import MOST_INJECTS, chosen_injects
from scoring.handbook_words import example, on_paper
from scoring.posts import check_text
from tests.scoring.test_postmortem import SECTIONS

NAMES = [
    "runbook",
    "communications-plan",
    "templates",
    "postmortem-template",
    "tabletop-facilitator",
    "tabletop-players",
]
PAGE_WORDS = 780


@pytest.fixture(scope="module", params=[item.scenario.id for item in listing()])
def loaded(request: pytest.FixtureRequest) -> Loaded:
    found = load(request.param)
    assert isinstance(found, Loaded)
    return found


def sheets(loaded: Loaded) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in handbook(loaded)}


def test_it_has_all_its_sheets_and_no_placeholder_is_left(loaded: Loaded) -> None:
    found = sheets(loaded)
    assert list(found) == NAMES
    for sheet in found.values():
        for text in (sheet_md(sheet), sheet_html(sheet, loaded).split("</style>")[1]):
            assert not re.search(r"(?<!%)\{[A-Za-z_.]+\}", text), sheet.name


def test_the_runbook_says_all_that_the_team_has_agreed(loaded: Loaded) -> None:
    text = sheet_html(sheets(loaded)["runbook"], loaded).replace("&#39;", "'").replace("&#34;", '"')
    runbook = loaded.runbook
    for part in (
        *(rule.says for rule in runbook.severities),
        *(rule.owns for rule in runbook.roles),
        *(item.text for item in runbook.checklist),
        *(rule.check for rule in runbook.mitigations),
        *(rule.text for rule in runbook.evidence),
        *(rule.says for rule in runbook.escalation),
        *(rule.text for rule in runbook.exit_criteria),
    ):
        assert part in text


def test_sheets_fit_their_pages(loaded: Loaded) -> None:
    found = sheets(loaded)
    assert len(sheet_md(found["runbook"]).split()) <= 2 * PAGE_WORDS
    for name in ("tabletop-facilitator", "tabletop-players"):
        assert len(sheet_md(found[name]).split()) <= PAGE_WORDS


def test_each_template_stands_there_with_its_blanks_and_each_example_is_a_good_post(
    loaded: Loaded,
) -> None:
    blocks = sheets(loaded)["templates"].blocks
    quoted = [block.text for block in blocks if isinstance(block, Quoted)]
    for template in loaded.runbook.templates:
        assert on_paper(loaded, template.text) in quoted
        _, text = example(loaded, template)
        checks = check_text(text, template.audience, template.stage, None)
        assert not [check for check in checks.values() if not check.passed], template.id
    told = {item.audience for item in loaded.runbook.templates}
    assert Audience.CUSTOMERS in told


def test_players_learn_nothing_of_what_is_to_come(loaded: Loaded) -> None:
    scenario = loaded.scenario
    text = sheet_md(sheets(loaded)["tabletop-players"])
    truths = [scenario.truth, *(item.truth for item in scenario.variants if item.truth)]
    hidden = [
        scenario.lesson,
        *(part for truth in truths for part in (truth.summary, truth.trigger, truth.weakness)),
        *(variant.title for variant in scenario.variants),
        *(on_paper(loaded, item.text) for item in scenario.injects),
    ]
    assert not [part for part in hidden if part in text]
    assert on_paper(loaded, scenario.story).split(".")[0] in text


def test_the_facilitator_gets_a_few_injects_for_several_seats(loaded: Loaded) -> None:
    chosen = chosen_injects(loaded.scenario.injects)
    assert 1 <= len(chosen) <= MOST_INJECTS
    assert len({item.expects.role for item in chosen if item.expects}) >= min(2, len(chosen))
    table = next(b for b in sheets(loaded)["tabletop-facilitator"].blocks if isinstance(b, Grid))
    assert len(table.rows) == len(chosen)


def test_the_blank_postmortem_has_the_sections_of_the_draft(loaded: Loaded) -> None:
    text = sheet_md(sheets(loaded)["postmortem-template"])
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert not [section for section in SECTIONS if section not in headings]


def test_what_an_author_writes_stays_text(loaded: Loaded) -> None:
    scenario = loaded.scenario.model_copy(update={"title": "<script>x</script> | y"})
    nasty = Loaded(scenario, loaded.runbook, loaded.shop, loaded.digest, loaded.sources)
    for sheet in handbook(nasty):
        assert "<script" not in sheet_html(sheet, nasty)
        assert "<script" not in sheet_md(sheet)
