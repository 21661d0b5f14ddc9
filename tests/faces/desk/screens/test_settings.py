"""Settings are seen and heard at once, wherever they are opened, and kept."""

import pygame
import pytest

from game.faces.desk.app import Desk
from game.faces.desk.keymap import CHANGEABLE
from game.faces.desk.screens.palette import Palette
from game.faces.desk.screens.settings import SettingsDialog
from game.faces.desk.settings import Settings, load_settings
from game.faces.desk.theme import load_theme
from game.faces.desk.widgets import Choice, Toggle
from game.faces.desk.widgets.keyfield import LISTENS, KeyField
from game.terms import ExercisePhase
from tests.faces.desk.screens.seated import Seated


def opened(seated: Seated) -> SettingsDialog:
    seated.key("ctrl+,")
    return next(widget for widget in seated.top().walk() if isinstance(widget, SettingsDialog))


def looks(seated: Seated) -> Choice:
    return next(iter(seated.all(Choice)))


def toggle(seated: Seated, text: str) -> Toggle:
    return next(widget for widget in seated.all(Toggle) if widget.text == text)


def pixels(seated: Seated) -> bytes:
    seated.draw_all()
    return pygame.image.tobytes(seated.surface, "RGB")


@pytest.mark.parametrize("name", ["light", "contrast"])
def test_a_look_is_taken_on_at_once_and_everywhere(seated: Seated, name: str) -> None:
    seated.sit_down()
    seated.pass_time(90)
    seated.draw_all()
    opened(seated)
    looks(seated).select(name)
    seated.key("ctrl+enter")
    assert not seated.ui.dialog_open
    changed = pixels(seated)
    assert seated.surface.get_at((1, 1))[:3] == load_theme(name=name).colours["background"]  # type: ignore[arg-type]
    looks_now = load_settings()
    assert looks_now.theme == name
    seated.ui.set_root(seated.drill._layout())
    assert pixels(seated) == changed, "nothing keeps a colour of the look before"


def test_text_grows_and_goes_back_to_what_fits(seated: Seated) -> None:
    seated.desk.menu()
    dialog = opened(seated)
    seated.press("Larger")
    assert seated.ui.skin.scale == 1.125
    assert load_settings().scale == 1.125
    assert dialog._size.text == "112%"
    seated.click(toggle(seated, "As it fits the window"))
    assert seated.ui.skin.scale == 1.0
    assert load_settings().scale is None
    seated.press("Smaller")
    assert not toggle(seated, "As it fits the window").checked


def test_sound_is_set_and_muted(seated: Seated) -> None:
    seated.desk.menu()
    opened(seated)
    seated.press("Louder")
    assert seated.desk.preferences.speaker.volume == load_settings().volume == 0.8
    for _ in range(9):
        seated.press("Softer")
    assert seated.desk.preferences.speaker.silent
    seated.press("Try it")
    assert "Sounds are switched off." in seated.texts()
    seated.press("Louder")
    seated.press("Try it")
    assert "Sounds are switched off." not in seated.texts()
    seated.click(toggle(seated, "Sounds are heard"))
    assert seated.desk.preferences.speaker.muted
    assert load_settings().muted
    seated.desk.preferences.speaker.close()


def test_motion_stops_at_once(seated: Seated) -> None:
    seated.desk.preferences.apply(Settings(scale=1.0))
    seated.desk.menu()
    opened(seated)
    seated.click(toggle(seated, "Less motion"))
    assert seated.ui.skin.reduced_motion
    assert load_settings().reduced_motion


def test_everything_is_reached_by_keys(seated: Seated) -> None:
    seated.desk.menu()
    opened(seated)
    seated.draw()
    reached = set()
    for _ in range(40):
        seated.key("tab")
        focused = seated.ui.focused
        reached.add(getattr(focused, "text", type(focused).__name__))
    for text in ("Smaller", "Larger", "Softer", "Louder", "Try it", "Less motion", "Done"):
        assert text in reached


def test_the_window_opens_as_it_was_set(seated: Seated) -> None:
    desk = Desk(Settings(theme="light", muted=True), drills=seated.drills, size=(1280, 720))
    assert desk.ui.skin.theme.colours == load_theme(name="light").colours
    assert desk.preferences.speaker.silent


def key_field(seated: Seated, combo: str) -> KeyField:
    return next(field for field in seated.all(KeyField) if field.combo == combo)


def give(seated: Seated, combo: str, pressed: str) -> KeyField:
    """Another key for that combination, by the keyboard alone."""
    field = key_field(seated, combo)
    seated.ui.focus(field)
    seated.key("space")
    assert field.text == LISTENS
    seated.key(pressed)
    assert not field.listening
    return field


def paused(seated: Seated) -> bool:
    return seated.session.state.phase is ExercisePhase.PAUSED


def test_a_key_is_changed_everywhere_at_once_and_kept(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(90)
    opened(seated)
    give(seated, "ctrl+k", "f9")
    give(seated, "ctrl+p", "alt+p")
    seated.key("ctrl+enter")
    assert load_settings().keys == {"ctrl+k": "f9", "ctrl+p": "alt+p"}
    seated.key("ctrl+k")
    assert not seated.ui.dialog_open
    seated.key("f9")
    assert isinstance(seated.top(), Palette)
    seated.key("esc")
    pause = seated.buttons()["❚❚"]
    assert pause.tooltip_text() == "Pause or go on (Alt+P)"
    seated.key("ctrl+p")
    assert not paused(seated)
    seated.key("alt+p")
    assert paused(seated)


def test_a_key_that_is_taken_or_for_typing_is_refused_with_the_reason(seated: Seated) -> None:
    seated.desk.menu()
    opened(seated)
    for pressed, told in (
        ("ctrl+p", "Ctrl+P is taken; give that another key first."),
        ("k", "Take Ctrl or Alt with it, or one of F1 to F12: single keys are for typing."),
        ("ctrl+c", "Ctrl+C is for writing in a field."),
        ("ctrl+2", "Ctrl+2 is for a seat, or for the size of the text."),
        ("alt+f4", "Alt+F4 has a meaning everywhere."),
    ):
        assert give(seated, "ctrl+k", pressed).text == "Ctrl K"
        assert seated.ui.toast_texts[-1] == told
    give(seated, "ctrl+p", "f10")
    assert give(seated, "ctrl+k", "ctrl+p").text == "Ctrl P"
    assert load_settings().keys == {"ctrl+p": "f10", "ctrl+k": "ctrl+p"}


def test_keys_go_back_to_what_they_were(seated: Seated) -> None:
    seated.desk.menu()
    opened(seated)
    give(seated, "ctrl+k", "f9")
    assert give(seated, "ctrl+k", "esc").text == "F9"
    assert give(seated, "ctrl+k", "delete").text == "Ctrl K"
    assert load_settings().keys == {}
    give(seated, "ctrl+k", "f9")
    give(seated, "f2", "alt+2")
    field = key_field(seated, "ctrl+g")
    seated.click(field)
    assert field.listening
    seated.press("All as they were")
    assert not field.listening
    assert load_settings().keys == {}
    assert (field.text, key_field(seated, "f2").text) == ("Ctrl G", "F2")


def test_every_key_that_can_be_changed_is_listed_with_what_it_does(seated: Seated) -> None:
    seated.desk.menu()
    opened(seated)
    assert {field.combo for field in seated.all(KeyField)} == set(CHANGEABLE)
