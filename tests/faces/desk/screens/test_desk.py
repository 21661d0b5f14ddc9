"""The desk itself: settings, windows, disks that fail, and whatever people type or paste."""

import json
from pathlib import Path

import pygame
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine.commands import Command
from game.faces.desk.app import Choice
from game.faces.desk.settings import Settings, load_settings, save_settings
from game.faces.desk.widgets import TextEditor, TextField
from game.session.folder import DrillFolder
from game.terms import Role
from tests.faces.desk.screens.seated import Seated

ODD = (
    "👩🏽‍🚒 🔥🔥🔥",
    "שלום, הכול למטה",
    "\u202eevil\u202c",
    "結帳失敗 チェックアウト",
    "a\x00b\x07c\x1b[31m",
    "e\u0301" * 40,
    "\ud83d",
    "one\ntwo\r\nthree\ttab",
    "x" * 5000,
)


# -- text -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_sent_shown_and_logged(seated: Seated, text: str) -> None:
    seated.sit_down()
    seated.pass_time(2)
    seated.key("ctrl+m")
    seated.type(text)
    seated.draw()
    seated.key("enter")
    seated.draw_all()
    seated.key("ctrl+t")
    seated.type(text)
    seated.key("enter")
    seated.draw_all()
    for line in seated.folder.log.read_text(encoding="utf-8").splitlines():
        json.loads(line)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(codec=None), max_size=60))
def test_any_text_in_any_field_does_no_harm(seated: Seated, text: str) -> None:
    if seated.desk._table is None:
        seated.sit_down()
        seated.pass_time(90)
    for seat, action in ((Role.IC, "declare"), (Role.SCRIBE, "write-entry"), (Role.COMMS, "post")):
        seated.drill._seat.choose(seat)
        seated.drill._seat.open(action)
        form = seated.drill._seat._form
        assert form is not None
        for field in form.walk():
            if isinstance(field, TextEditor | TextField):
                seated.ui.focus(field)
                seated.type(text)
        seated.draw_all()
        seated.key("ctrl+enter")
        seated.draw_all()
        seated.drill._seat.close_form()


# -- the window -----------------------------------------------------------------------------


def test_text_grows_with_the_window_until_the_player_chooses(tmp_path: Path) -> None:
    seated = Seated(tmp_path, scale=None)
    assert seated.ui.skin.scale == 1.0
    seated.ui.resize((1920, 1080))
    assert seated.ui.skin.scale == 1.25
    seated.ui.resize((1280, 720))
    assert seated.ui.skin.scale == 1.0
    seated.desk.menu()
    seated.key("ctrl+plus")
    chosen = seated.ui.skin.scale
    assert chosen > 1.0
    seated.ui.resize((1920, 1080))
    assert seated.ui.skin.scale == chosen
    assert load_settings().scale == chosen


def test_settings_are_kept_and_nonsense_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    assert load_settings(path) == Settings()
    chosen = Settings(1.5, reduced_motion=True, theme="light", volume=0.2, muted=True)
    save_settings(chosen, path)
    assert load_settings(path) == chosen
    path.write_text('{"scale": 1.5, "reduced_motion": true}', encoding="utf-8")
    assert load_settings(path) == Settings(1.5, reduced_motion=True), "of an older version"
    path.write_text('{"volume": 7, "theme": "pink"}', encoding="utf-8")
    assert load_settings(path) == Settings(volume=1.0)
    for nonsense in ("", "[]", "{}", '{"scale": "x", "reduced_motion": 1}', '{"scale": NaN}'):
        path.write_text(nonsense, encoding="utf-8")
        assert load_settings(path) == Settings()
    save_settings(Settings(), tmp_path)  # a folder cannot be written to: nothing is lost


# -- drills that were played ----------------------------------------------------------------


# (how the menu and the list of past drills show them: test_menu.py)


# -- what may go wrong ----------------------------------------------------------------------


def test_a_drill_that_cannot_be_kept_is_told(seated: Seated, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    seated.sit_down(choice=Choice(7, out=blocked / "drills"))
    assert seated.screen == "MenuScreen"
    assert "cannot be kept" in seated.ui.toast_texts[0]


def test_a_variant_that_there_is_not_is_told(seated: Seated) -> None:
    seated.sit_down(choice=Choice(7, variant="no-such"))
    assert seated.screen == "MenuScreen"
    assert "no-such" in seated.ui.toast_texts[0]


def test_a_log_that_is_no_log_is_told(seated: Seated, tmp_path: Path) -> None:
    folder = DrillFolder(tmp_path)
    folder.log.write_text("hello\n", encoding="utf-8")
    seated.desk.go_on(folder)
    assert seated.screen == "MenuScreen"
    assert seated.ui.toast_texts


def test_a_full_disk_stops_the_time_and_not_the_drill(
    seated: Seated, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated.sit_down()
    seated.pass_time(10)
    writer, append = seated.session._writer, type(seated.session._writer).append

    def full(_self: object, _events: object, _ref: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(writer), "append", full)
    seated.pass_time(120)
    assert seated.ui.dialog_open
    assert "No space left" in seated.texts()
    at_s = seated.session.state.at_s
    seated.pass_time(60)
    assert seated.session.state.at_s == at_s
    monkeypatch.setattr(type(writer), "append", append)
    seated.press("Try again")
    assert not seated.ui.dialog_open
    seated.pass_time(60)
    assert seated.session.state.at_s > at_s


def test_a_command_that_cannot_be_logged_is_refused_in_words(
    seated: Seated, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated.sit_down()
    seated.pass_time(90)

    def full(_command: Command, **_held: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(seated.session, "submit", full)
    seated.drill._seat.choose(Role.SCRIBE)
    seated.drill._seat.open("write-entry")
    form = seated.drill._seat._form
    assert form is not None
    seated.key("ctrl+enter")
    assert "No space left" in form._refusal.text


def test_full_screen_keys_work_on_every_screen(seated: Seated) -> None:
    seated.desk.menu()
    assert seated.key("f11")
    seated.draw_all()
    assert seated.key("f11")
    seated.draw_all()
    assert pygame.display.get_surface() is not None
