"""The terminal: history, completion, colours, scrolling back, and lines that can be copied."""

import pygame
import pytest

from game.faces.desk.app import Choice
from game.faces.desk.screens.drill.scrollback import KEPT_LINES, Scrollback, tone_of
from game.faces.desk.screens.drill.terminal import Terminal, _shared_beginning
from game.faces.desk.widgets import Column, fixed
from game.terms import Role
from tests.faces.desk.driver import Driver
from tests.faces.desk.screens.seated import Seated


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory) -> Seated:
    seated = Seated(tmp_path_factory.mktemp("terminal"))
    seated.sit_down(choice=Choice(7, frozenset({Role.OPS})))
    seated.pass_time(90)
    return seated


@pytest.fixture
def ops(sat: Seated) -> Seated:
    sat.key("ctrl+t")
    terminal(sat)._line.set_text("")
    return sat


def terminal(seated: Seated) -> Terminal:
    return seated.drill._terminal


def enter(seated: Seated, line: str) -> list[str]:
    """What the line printed, itself first."""
    before = len(terminal(seated).out.rows)
    terminal(seated)._line.set_text(line)
    seated.key("enter")
    seated.draw()
    return [row.text() for row in terminal(seated).out.rows[before:]]


def test_lines_are_recalled_in_order(ops: Seated) -> None:
    enter(ops, "alerts")
    enter(ops, "metrics")
    for key, text in (("up", "metrics"), ("up", "alerts"), ("down", "metrics"), ("down", "")):
        ops.key(key)
        assert terminal(ops)._line.text == text


def test_tab_completes_what_all_have_in_common(ops: Seated) -> None:
    terminal(ops)._line.set_text("snap")
    ops.key("tab")
    assert terminal(ops)._line.text == "snapshot "
    listed = [row.text() for row in terminal(ops).out.rows]
    assert "snapshot dashboards" in listed
    terminal(ops)._line.set_text("snapshot da")
    ops.key("tab")
    assert terminal(ops)._line.text == "snapshot dashboards"
    assert _shared_beginning(["ab", "abc", "abd"]) == "ab"


@pytest.mark.parametrize(
    ("line", "tone"),
    [
        ("$ metrics", "ops"),
        ("!!  checkout.success  40 %  ≥ 99 %", "bad"),
        ("FIRING  Checkout success is below 95 %", "bad"),
        ("13:02:11 ERROR no tax rate", "bad"),
        ("HTTP/1.1 500 Internal Server Error", "bad"),
        ("HTTP/1.1 200 OK", "good"),
        ("13:02:11 WARN slow query", "warn"),
        ("ok  db.connections  62", "good"),
        ("Nothing to see", "text"),
        ("ok", "text"),
    ],
)
def test_colours_say_what_the_words_say(line: str, tone: str) -> None:
    assert tone_of(line) == tone


def test_a_refusal_is_printed(ops: Seated) -> None:
    printed = enter(ops, "undo")
    assert len(printed) > 1


# -- scrolling back and copying -------------------------------------------------------------


@pytest.fixture
def out(driver: Driver) -> Scrollback:
    made = Scrollback()
    driver.show(Column([fixed(made, 200)]))
    made.print([f"line {number}" for number in range(100)])
    driver.draw()
    return made


def drag(driver: Driver, pos: tuple[int, int]) -> None:
    driver.ui.handle(pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 9), buttons=(1, 0, 0)))


def test_it_follows_what_is_printed_until_one_scrolls_back(driver: Driver, out: Scrollback) -> None:
    assert out.at_bottom
    driver.wheel(out.rect.center, 5)
    at = out.offset
    out.print(["one more"])
    driver.draw()
    assert out.offset == at
    assert not out.at_bottom


def test_lines_are_chosen_by_dragging_and_copied(driver: Driver, out: Scrollback) -> None:
    driver.ui.focus(out)
    out.scroll_to(0)
    driver.draw()
    x = out.rect.x + 10
    rows = [y for y in range(out.rect.y, out.rect.bottom) if out.row_at((x, y)) in {2, 5}]
    driver.press((x, rows[0]))
    drag(driver, (x, rows[-1]))
    driver.release((x, rows[-1]))
    driver.draw()
    assert driver.key("ctrl+c")
    assert driver.clipboard.get() == "line 2\nline 3\nline 4\nline 5"


def test_lines_are_chosen_by_keys(driver: Driver, out: Scrollback) -> None:
    driver.ui.focus(out)
    driver.key("shift+up")
    driver.key("shift+up")
    assert out.chosen == "line 98\nline 99"
    driver.key("ctrl+a")
    driver.key("ctrl+c")
    assert driver.clipboard.get().count("\n") == 99


def test_dragging_beyond_the_edge_scrolls_on(driver: Driver, out: Scrollback) -> None:
    bottom = out.offset
    driver.press(out.rect.center)
    above = (out.rect.centerx, out.rect.y - 60)
    drag(driver, above)
    assert out.offset < bottom
    driver.release(above)


def test_very_much_output_lets_the_oldest_go(driver: Driver, out: Scrollback) -> None:
    driver.ui.focus(out)
    driver.key("ctrl+a")
    out.print([str(number) for number in range(KEPT_LINES)])
    assert len(out.rows) == KEPT_LINES
    assert out.chosen == ""
    assert out.rows[-1].text() == str(KEPT_LINES - 1)
