"""The briefing: who plays what, and the runbook to read, before anything burns."""

import pytest

from game.faces.desk.screens.briefing import BriefingScreen
from game.faces.desk.screens.sheets import players_sheets, sheet_parts
from game.faces.desk.widgets import Dropdown, Tabs, Toggle
from game.terms import SEATS, Role
from tests.faces.desk.screens.seated import Seated, loaded


@pytest.fixture
def briefed(seated: Seated) -> Seated:
    seated.desk.menu()
    seated.key("3", "3")
    assert isinstance(seated.desk._screen, BriefingScreen)
    return seated


def toggle(seated: Seated, role: Role) -> Toggle:
    return next(each for each in seated.all(Toggle) if each.text == role.title)


def test_whoever_says_nothing_plays_all_four_seats(briefed: Seated) -> None:
    briefed.key("ctrl+enter")
    assert briefed.session.header.roster.humans == SEATS


def test_two_people_and_two_novices(briefed: Seated) -> None:
    for role in (Role.OPS, Role.SCRIBE):
        briefed.click(toggle(briefed, role))
    skill = next(each for each in briefed.all(Dropdown) if each.selected == "competent")
    skill.select("novice")
    assert briefed.texts().count("A bot, novice") == 2
    briefed.key("ctrl+enter")
    roster = briefed.session.header.roster
    assert roster.humans == (Role.IC, Role.COMMS)
    assert set(roster.bots.values()) == {"novice"}


def test_nobody_at_the_screen_is_no_drill(briefed: Seated) -> None:
    for role in SEATS:
        briefed.click(toggle(briefed, role))
    briefed.key("ctrl+enter")
    assert isinstance(briefed.desk._screen, BriefingScreen)
    assert "one seat at least" in briefed.ui.toast_texts[-1]


def test_it_tells_what_there_is_and_nothing_of_the_cause(briefed: Seated) -> None:
    scenario = loaded("bad-release").scenario
    shown = briefed.texts()
    assert all(lever.title in shown for lever in scenario.levers)
    assert all(item.title in shown for item in scenario.investigations)
    assert all(person.title in shown for person in scenario.characters)
    assert not any(variant.title in shown for variant in scenario.variants)
    assert scenario.lesson.split(".")[0] not in shown


def test_the_runbook_is_read_page_by_page(briefed: Seated) -> None:
    runbook = loaded("bad-release").runbook
    briefed.key("r", "r")
    assert runbook.checklist[0].text in briefed.texts()
    tabs = next(briefed.all(Tabs))
    tabs.select("templates")
    assert "[since when]" in briefed.texts()
    briefed.key("esc")
    assert runbook.checklist[0].text not in briefed.texts()


def test_all_that_is_printed_can_be_read_on_the_screen() -> None:
    item = loaded("bad-release")
    sheets = players_sheets(item)
    assert not any("facilitator" in sheet.name for sheet in sheets)
    for sheet in sheets:
        assert len(sheet_parts(sheet)) == len(sheet.blocks) + 1


def test_what_to_practise_comes_with_its_seat(seated: Seated) -> None:
    seated.desk.menu()
    seated.desk.choose("bad-release", Role.COMMS)
    seated.key("ctrl+enter")
    assert seated.session.header.roster.humans == (Role.COMMS,)
