"""Typing: fields and the editor, with mouse, keys, clipboard and input methods."""

from itertools import pairwise

import pygame
import pytest

from game.faces.desk.widgets import Column, Spacer, TextEditor, TextField, flex
from game.faces.desk.widgets.inputs import TextInput
from tests.faces.desk.driver import Driver

TEXT = "We see failing card payments. Next update at 14:20.\nThe team is looking into it.\n\nThanks"


def editor(driver: Driver, text: str = "", **more: object) -> TextEditor:
    made = TextEditor(text, rows=6, **more)  # type: ignore[arg-type]
    driver.show(Column([made, flex(Spacer())]))
    driver.ui.focus(made)
    return made


@pytest.mark.parametrize("shape", [TextField, TextEditor])
def test_typing_deleting_and_undoing(driver: Driver, shape: type[TextField | TextEditor]) -> None:
    seen: list[str] = []
    field = shape(on_change=seen.append)
    driver.show(Column([field, flex(Spacer())]))
    driver.click(field)
    driver.type("roll back")
    driver.key("ctrl+backspace")
    driver.type("on")
    assert field.text == "roll on"
    assert seen[-1] == "roll on"
    driver.key("ctrl+z")
    driver.key("ctrl+z")
    assert field.text == "roll back"
    driver.key("ctrl+y")
    assert field.text == "roll "
    driver.key("ctrl+shift+z")
    assert field.text == "roll on"


def test_cut_copy_and_paste(driver: Driver) -> None:
    field = editor(driver, "one two")
    driver.key("ctrl+shift+left")
    driver.key("ctrl+x")
    assert (field.text, driver.clipboard.get()) == ("one ", "two")
    driver.key("home")
    driver.key("ctrl+v")
    assert field.text == "twoone "
    driver.key("ctrl+a")
    driver.key("ctrl+c")
    driver.key("end")
    driver.key("ctrl+v")
    assert field.text == "twoone twoone "


def test_what_is_pasted_is_cleaned_and_cut_to_length(driver: Driver) -> None:
    field = TextField(max_length=6)
    driver.show(Column([field]))
    driver.ui.focus(field)
    driver.clipboard.put("a\x00b\nc\x1b[31mdefg")
    driver.key("ctrl+v")
    assert field.text == "ab c[3"


def test_the_mouse_places_selects_and_takes_words(driver: Driver) -> None:
    field = editor(driver, "roll back now")
    rect = field.caret_rect()
    field.editor.place(0)
    start = (field.caret_rect().x, rect.centery)
    field.editor.place(4)
    end = (field.caret_rect().x, rect.centery)
    driver.press(start)
    driver.move(end)
    assert field.editor.selected == "roll"
    driver.release(end)
    driver.move((900, rect.centery))
    assert field.editor.selected == "roll"
    driver.pass_time(2)
    driver.click((end[0] + 20, end[1]))
    driver.click((end[0] + 20, end[1]))
    assert field.editor.selected == "back"


def test_up_and_down_keep_their_column(driver: Driver) -> None:
    field = editor(driver, "a long first line\nab\nanother long line")
    field.editor.place(10)
    driver.key("down")
    assert field.editor.caret == len("a long first line\nab")
    driver.key("down")
    row, x = field.wrapped().row_of(field.editor.caret), field.wrapped().x_of(field.editor.caret)
    assert row == 2
    assert abs(x - field.wrapped().measure("a long fir")) < 8
    driver.key("down")
    assert field.editor.caret == len(field.text)
    for _ in range(4):
        driver.key("shift+up")
    assert field.editor.selected == field.text


def test_home_and_end_stop_at_the_row_as_wrapped(driver: Driver) -> None:
    driver.ui.resize((260, 400))
    field = editor(driver, TEXT)
    rows = field.wrapped()
    assert len(rows.spans) > 4
    field.editor.place(rows.spans[1].start + 3)
    driver.key("home")
    assert field.editor.caret == rows.spans[1].start
    driver.key("end")
    assert rows.row_of(field.editor.caret) == 1
    driver.key("ctrl+end")
    assert field.editor.caret == len(TEXT)


def test_enter_breaks_the_line_or_submits(driver: Driver) -> None:
    sent: list[str] = []
    post = editor(driver, on_submit=sent.append)
    driver.type("a")
    driver.key("enter")
    driver.type("b")
    driver.key("ctrl+enter")
    assert sent == ["a\nb"]
    chat = editor(driver, on_submit=sent.append, submit_on_enter=True)
    driver.type("c")
    driver.key("shift+enter")
    driver.type("d")
    driver.key("enter")
    assert sent == ["a\nb", "c\nd"]
    chat.clear()
    assert (chat.text, post.text) == ("", "a\nb")


def test_tab_leaves_the_editor(driver: Driver) -> None:
    first, second = TextEditor(), TextEditor()
    driver.show(Column([first, second]))
    driver.ui.focus(first)
    driver.key("tab")
    assert driver.ui.focused is second
    assert first.text == ""


def test_the_caret_stays_in_view(driver: Driver) -> None:
    field = editor(driver, "line\n" * 100)
    for key in ("ctrl+home", "pagedown", "pagedown", "ctrl+end", "pageup", "up"):
        driver.key(key)
        assert field.rect.contains(field.caret_rect())
    driver.wheel(field.rect.center, 3)
    driver.draw()
    single = TextField("word " * 39, max_length=400)
    driver.show(Column([single]))
    driver.ui.focus(single)
    for key in ("end", "home", "ctrl+right", "end"):
        driver.key(key)
        assert single.rect.contains(single.caret_rect())


def test_a_growing_editor_takes_room_for_its_lines(driver: Driver) -> None:
    field = TextEditor(rows=1, grow_to=3)
    driver.show(Column([flex(Spacer()), field]))
    driver.ui.focus(field)
    heights = []
    for _ in range(4):
        driver.draw()
        heights.append(field.rect.h)
        driver.key("enter")
    line = driver.ui.skin.line_px("body")
    assert [after - before for before, after in pairwise(heights)] == [line, line, 0]


def compose(driver: Driver, text: str) -> None:
    driver.ui.handle(pygame.Event(pygame.TEXTEDITING, text=text, start=0, length=len(text)))


def test_a_composition_shows_before_it_is_taken(driver: Driver) -> None:
    field: TextInput = editor(driver, "a")
    compose(driver, "にほ")
    driver.draw()
    assert (field.text, field.preedit) == ("a", "にほ")
    assert driver.key("backspace")
    assert field.text == "a"
    driver.ui.handle(pygame.Event(pygame.TEXTINPUT, text="日本"))
    assert (field.text, field.preedit) == ("a日本", "")
    driver.key("backspace")
    assert field.text == "a日"


def test_the_caret_blinks_by_itself(driver: Driver) -> None:
    field = editor(driver, "a")
    driver.draw()
    place = field.caret_rect().center
    lit = driver.ui.skin.colour("text")
    assert driver.surface.get_at(place)[:3] == lit
    driver.pass_time(0.6)
    assert driver.draw() == [field.caret_rect()]
    assert driver.surface.get_at(place)[:3] != lit
    driver.pass_time(0.6)
    driver.draw()
    assert driver.surface.get_at(place)[:3] == lit
