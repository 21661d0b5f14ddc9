"""The Ui: focus ring, layers, mouse, keys, toasts, tooltips, and drawing only what changed."""

import pygame
import pytest

from game.faces.desk.widgets import (
    Answer,
    Button,
    Column,
    Dialog,
    KeySection,
    Label,
    ListView,
    RichRow,
    Row,
    Run,
    ScrollView,
    Spacer,
    TextField,
    Widget,
    fixed,
    flex,
    key_help,
    question,
)
from tests.faces.desk.driver import Driver


def button(driver: Driver, text: str, said: list[str], **more: object) -> Button:
    return Button(text, lambda: said.append(text), **more)  # type: ignore[arg-type]


def test_tab_walks_through_what_can_be_used(driver: Driver) -> None:
    said: list[str] = []
    one, two = button(driver, "one", said), button(driver, "two", said)
    off = button(driver, "off", said, enabled=False)
    hidden = button(driver, "hidden", said)
    hidden.visible = False
    driver.show(Column([one, Label("text"), off, hidden, Row([two])]))
    order = []
    for _ in range(3):
        driver.key("tab")
        order.append(driver.ui.focused)
    assert order == [one, two, one]
    driver.key("shift+tab")
    assert driver.ui.focused is two
    driver.key("enter")
    driver.key("space")
    assert said == ["two", "two"]


def test_the_focus_ring_shows_for_keys_and_not_for_the_mouse(driver: Driver) -> None:
    said: list[str] = []
    one = button(driver, "one", said)
    driver.show(Column([one, flex(Spacer())], align="start", pad="pad"))
    ring = driver.ui.skin.colour("focus")
    driver.key("tab")
    driver.draw()
    assert driver.surface.get_at((one.rect.centerx, one.rect.y))[:3] == ring
    driver.click(one)
    driver.draw()
    assert driver.surface.get_at((one.rect.centerx, one.rect.y))[:3] != ring
    assert driver.ui.focused is one


def test_a_press_counts_only_when_released_on_the_same_button(driver: Driver) -> None:
    said: list[str] = []
    one, two = button(driver, "one", said), button(driver, "two", said)
    driver.show(Column([one, two, flex(Spacer())]))
    driver.press(one.rect.center)
    assert one.pressed
    driver.move(two.rect.center)
    driver.release(two.rect.center)
    assert said == []
    assert not one.pressed
    driver.click(two)
    assert said == ["two"]


def test_shortcuts_work_from_anywhere_but_not_while_typing(driver: Driver) -> None:
    said: list[str] = []
    field = TextField()
    decide = button(driver, "decide", said, shortcut="ctrl+enter")
    first = button(driver, "first", said, shortcut="1")
    driver.show(Column([field, decide, first]))
    driver.key("1", "1")
    driver.ui.focus(field)
    driver.key("1", "1")
    driver.key("ctrl+enter")
    assert said == ["first", "decide"]
    assert field.text == "1"


def test_the_letter_of_a_shortcut_is_not_typed_into_the_field_it_opens(driver: Driver) -> None:
    field = TextField()
    driver.show(Column([field]))
    driver.ui.bind("m", lambda: driver.ui.focus(field))
    driver.key("m", "m")
    assert driver.ui.focused is field
    assert field.text == ""
    driver.key("m", "m")
    assert field.text == "m"


def test_a_disabled_button_tells_why(driver: Driver) -> None:
    said: list[str] = []
    hand = button(driver, "Hand over", said, enabled=False, reason="Nobody else is free")
    driver.show(Column([hand, flex(Spacer())]))
    driver.click(hand)
    driver.key("enter")
    assert said == []
    driver.move((hand.rect.x + 2, hand.rect.y + 2))
    driver.ui.tick()
    assert driver.ui.tooltip_text == ""
    driver.move((0, 700))
    driver.move(hand.rect.center)
    driver.pass_time(0.6)
    assert driver.ui.tooltip_text == "Nobody else is free"
    driver.key("tab")
    driver.pass_time(0.6)
    assert driver.ui.tooltip_text == "Nobody else is free"


def test_a_dialog_traps_focus_keys_and_mouse_until_esc(driver: Driver) -> None:
    said: list[str] = []
    below = button(driver, "below", said, shortcut="x")
    driver.show(Column([below]))
    driver.ui.bind("ctrl+1", lambda: said.append("bound"))
    driver.ui.bind("f1", lambda: said.append("always"), always=True)
    driver.ui.focus(below)
    inside = [button(driver, "yes", said), button(driver, "no", said)]
    driver.ui.open_dialog(Dialog("Sure?", [Label("Really")], inside), lambda: said.append("closed"))
    driver.draw()
    assert driver.ui.focused is inside[0]
    for _ in range(3):
        driver.key("tab")
        assert driver.ui.focused in inside
    driver.key("x", "x")
    driver.key("ctrl+1")
    driver.key("f1")
    driver.click((5, 5))
    assert said == ["always"]
    driver.key("esc")
    assert said == ["always", "closed"]
    assert driver.ui.focused is below
    assert not driver.ui.dialog_open
    driver.key("x", "x")
    assert said[-1] == "below"


def test_an_answer_closes_the_question_and_acts(driver: Driver) -> None:
    said: list[str] = []
    driver.show(Column([]))
    dialog = question("Stop?", "The drill ends.", [
        Answer("Stop", lambda: said.append("stop"), "danger"), Answer("Go on", lambda: None),
    ])  # fmt: skip
    driver.ui.open_dialog(dialog)
    driver.draw()
    assert driver.ui.focused is dialog.buttons[1], "Enter must not stop the drill by mistake"
    driver.key("shift+tab")
    driver.key("enter")
    assert said == ["stop"]
    assert not driver.ui.dialog_open


def test_a_dialog_stays_inside_a_small_window(driver: Driver) -> None:
    driver.ui.skin.set_scale(3.0)
    driver.show(Column([]))
    keys = tuple(("ctrl+enter", f"Thing {n}") for n in range(30))
    dialog = key_help([KeySection("Drill", keys), KeySection("Chat", keys)], lambda: None)
    driver.ui.open_dialog(dialog)
    driver.draw()
    assert driver.ui.rect.contains(dialog.panel.rect)
    for widget in dialog.panel.children:
        assert dialog.panel.rect.contains(widget.rect)


def test_text_size_keys_lay_everything_out_again(driver: Driver) -> None:
    label = Label("text")
    scales: list[float | None] = []
    driver.ui.on_scale = scales.append
    driver.show(Column([label]))
    before = label.rect.h
    driver.key("ctrl+plus")
    driver.draw()
    assert label.rect.h > before
    driver.key("ctrl+minus")
    driver.key("ctrl+0")
    assert scales == [1.125, 1.0, None], "after Ctrl+0 no size is kept: it goes by the window"


def test_only_what_changed_is_drawn(driver: Driver) -> None:
    labels = [Label("one"), Label("two")]
    driver.show(Column([*labels, flex(Spacer())]))
    assert driver.draw() == []
    labels[1].set_text("three")
    assert driver.draw() == [labels[1].rect]
    labels[1].set_text("three")
    assert not driver.ui.dirty


def test_redrawing_a_part_gives_the_same_picture_as_redrawing_all(driver: Driver) -> None:
    said: list[str] = []
    rows = [RichRow([Run(f"row {n}"), Run(" now", "bad", chip=True)]) for n in range(40)]
    field = TextField("some text")
    driver.show(Row([
        flex(ListView(rows)), flex(ScrollView(Column([button(driver, "b", said), field]))),
    ]))  # fmt: skip
    driver.key("tab")
    driver.key("tab")
    driver.move(driver.ui.focused.rect.center if driver.ui.focused else (0, 0))
    driver.draw()
    driver.wheel((200, 300), -3)
    driver.draw()
    in_parts = pygame.image.tobytes(driver.surface, "RGB")
    driver.ui.damage(driver.ui.rect)
    driver.draw()
    assert pygame.image.tobytes(driver.surface, "RGB") == in_parts


def test_a_toast_goes_away_by_itself(driver: Driver) -> None:
    driver.show(Column([]))
    driver.ui.toast("Refused: only the IC changes severity", "warn", seconds=4)
    driver.draw()
    assert driver.ui.toast_texts == ["Refused: only the IC changes severity"]
    assert driver.ui.next_wake_s() is not None
    while (wake := driver.ui.next_wake_s()) is not None:
        driver.now_s = max(wake, driver.now_s)
        driver.ui.tick()
    assert driver.now_s == pytest.approx(104, abs=0.1)
    assert driver.ui.toast_texts == []


def test_a_pressed_toast_goes_away_and_takes_the_press(driver: Driver) -> None:
    said: list[str] = []
    below = button(driver, "below", said)
    driver.ui.skin.reduced_motion = True
    driver.show(below)
    driver.ui.toast("one")
    driver.ui.toast("two")
    driver.draw()
    first = driver.ui._toasts._cards()[0].rect.center
    driver.press(first)
    driver.release(first)
    assert driver.ui.toast_texts == ["two"]
    assert said == []
    driver.draw()
    assert driver.key("tab")


def test_reduced_motion_keeps_toasts_and_carets_still(driver: Driver) -> None:
    driver.ui.skin.reduced_motion = True
    field = TextField()
    driver.show(Column([field]))
    driver.ui.focus(field)
    assert driver.ui.next_wake_s() is None
    driver.ui.toast("Saved", seconds=4)
    assert driver.ui.next_wake_s() == driver.now_s + 4


def test_a_hidden_widget_gives_up_focus_and_room(driver: Driver) -> None:
    said: list[str] = []
    one, two = button(driver, "one", said), button(driver, "two", said)
    driver.show(Column([one, two, flex(Spacer())]))
    driver.ui.focus(one)
    top = one.rect.y
    one.visible = False
    driver.draw()
    assert driver.ui.focused is None
    assert two.rect.y == top
    driver.click((one.rect.centerx, top + 1))
    assert said == ["two"]


def test_a_removed_widget_is_forgotten(driver: Driver) -> None:
    said: list[str] = []
    one = button(driver, "one", said)
    column = Column([one, flex(Spacer())])
    driver.show(column)
    driver.click(one)
    driver.press(one.rect.center)
    column.remove(one)
    driver.release((20, 20))
    driver.key("enter")
    driver.draw()
    assert said == ["one"]
    assert one.host is None


def test_keyboard_focus_scrolls_into_view(driver: Driver) -> None:
    said: list[str] = []
    buttons: list[Widget] = [button(driver, str(n), said) for n in range(60)]
    scroll = ScrollView(Column(buttons))
    driver.show(scroll)
    driver.key("shift+tab")
    driver.draw()
    assert driver.ui.focused is buttons[-1]
    assert driver.ui.rect.contains(buttons[-1].rect)
    driver.key("tab")
    driver.draw()
    assert driver.ui.rect.contains(buttons[0].rect)


def test_what_is_scrolled_away_cannot_be_pressed(driver: Driver) -> None:
    said: list[str] = []
    buttons: list[Widget] = [button(driver, str(n), said) for n in range(60)]
    bar = fixed(Label("bar"), 40)
    scroll = ScrollView(Column(buttons))
    driver.show(Column([bar, flex(scroll)], gap=0))
    driver.wheel((100, 300), -1)
    driver.draw()
    assert buttons[0].rect.y < scroll.rect.y
    driver.click((100, 20))
    assert said == []


def test_a_resize_lays_out_anew(driver: Driver) -> None:
    label = Label("text")
    driver.show(Column([label]))
    driver.ui.resize((1600, 900))
    parts = driver.ui.redraw(pygame.Surface((1600, 900)))
    assert parts == [pygame.Rect(0, 0, 1600, 900)]
    assert label.rect.w == 1600
