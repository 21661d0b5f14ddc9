"""Sounds: made from recipes, heard when something happens, and no device is no trouble."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pygame
import pytest

from game.engine.commands import AcknowledgePage, AdHocInject, PauseExercise
from game.engine.events import Actor
from game.engine.view import View
from game.faces.desk.sound import recipes
from game.faces.desk.sound.ears import DrillSounds, Ears, ringing
from game.faces.desk.sound.recipes import (
    LONGEST_S,
    RATE_HZ,
    RecipeError,
    SoundName,
    load_recipes,
    samples,
)
from game.faces.desk.sound.speaker import Speaker
from game.session.session import Session
from game.terms import SEATS, Role, Via
from tests.session.drill import fresh, seat_scripts

RECIPES = load_recipes()


class Listener(Speaker):
    """A speaker that notes what it plays, with a clock moved by hand."""

    def __init__(self) -> None:
        super().__init__(0.6, muted=False, now=lambda: self.now_s)
        self.now_s = 0.0
        self.heard: list[str] = []

    def play(self, name: SoundName) -> bool:
        self.heard.append(name)
        self._again_s = RECIPES["pager"].again_s
        return True


# -- recipes --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", get_args(SoundName))
def test_every_sound_is_short_soft_and_begins_and_ends_in_silence(name: SoundName) -> None:
    wave = samples(RECIPES[name])
    assert 0 < len(wave) / RATE_HZ <= 1
    loudest = np.abs(wave.astype(int)).max()
    assert 1000 < loudest < 0.6 * np.iinfo(np.int16).max
    assert abs(int(wave[0])) < 100
    assert abs(int(wave[-1])) < 700


def test_a_tone_has_its_pitch() -> None:
    wave = samples(RECIPES["due"]).astype(float)
    strongest = np.argmax(np.abs(np.fft.rfft(wave))) * RATE_HZ / len(wave)
    assert strongest == pytest.approx(RECIPES["due"].notes[0].hz, abs=RATE_HZ / len(wave))


def test_the_same_recipe_makes_the_same_samples() -> None:
    assert samples(RECIPES["pager"]).tobytes() == samples(RECIPES["pager"]).tobytes()


@pytest.mark.parametrize("wave", ["sine", "triangle", "square"])
def test_every_wave_stays_within_its_samples(wave: str) -> None:
    loud = replace(RECIPES["pager"], wave=wave, gain=1.0)  # type: ignore[arg-type]
    assert np.abs(samples(loud).astype(int)).max() <= 0.81 * np.iinfo(np.int16).max


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('wave = "triangle"', 'wave = "saw"', r"\[pager\] needs notes, a wave"),
        ("gain = 0.55", "gain = 3", r"\[pager\] needs"),
        ("{ hz = 659.3, s = 0.09 }", "{ hz = 659.3 }", r"a note of \[due\]"),
        ("{ hz = 659.3, s = 0.09 }", "{ hz = -1, s = 0.09 }", r"a note of \[due\]"),
        ("s = 0.22", f"s = {LONGEST_S}", r"\[alert\] is longer"),
        ("[posted]", "[post]", r"\[posted\] needs"),
        ("[posted]", "[posted", "cannot read"),
    ],
)
def test_a_broken_recipe_says_what_is_wrong(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    text = (Path(__file__).parents[3] / "assets" / "sounds.toml").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "sounds.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(RecipeError, match=says):
        load_recipes(path)


# -- the device -----------------------------------------------------------------------------


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    pygame.mixer.quit()
    return monkeypatch


def test_with_a_device_sounds_are_played(driver: pytest.MonkeyPatch) -> None:
    driver.setenv("SDL_AUDIODRIVER", "dummy")
    speaker = Speaker(0.5, muted=False)
    assert all(speaker.play(name) for name in get_args(SoundName))
    assert pygame.mixer.get_init() == (RATE_HZ, -16, 1)
    assert pygame.mixer.get_busy()
    speaker.set(0.5, muted=True)
    assert not pygame.mixer.get_busy(), "mute is at once"
    speaker.close()
    assert pygame.mixer.get_init() is None


def test_without_a_device_nothing_is_played_and_nothing_breaks(
    driver: pytest.MonkeyPatch,
) -> None:
    driver.setenv("SDL_AUDIODRIVER", "there-is-none")
    speaker = Speaker(0.5, muted=False)
    assert not speaker.play("alert")
    assert not speaker.ring()
    assert "no sound device" in speaker.problem
    driver.setenv("SDL_AUDIODRIVER", "dummy")
    assert not speaker.play("alert"), "asking every time would cost every time"
    speaker.set(1.0, muted=False)
    speaker.close()


def test_recipes_that_cannot_be_read_are_told(driver: pytest.MonkeyPatch, tmp_path: Path) -> None:
    driver.setattr(recipes, "assets_dir", lambda: tmp_path)
    speaker = Speaker(0.5, muted=False)
    assert not speaker.play("alert")
    assert "sounds.toml" in speaker.problem


def test_a_device_that_goes_away_is_not_missed(driver: pytest.MonkeyPatch) -> None:
    driver.setenv("SDL_AUDIODRIVER", "dummy")
    speaker = Speaker(0.5, muted=False)
    assert speaker.play("alert")
    pygame.mixer.quit()
    assert not speaker.play("alert")


@pytest.mark.parametrize(("volume", "muted"), [(0.0, False), (1.0, True)])
def test_who_wants_no_sound_opens_no_device(
    driver: pytest.MonkeyPatch, volume: float, muted: bool
) -> None:
    driver.setenv("SDL_AUDIODRIVER", "dummy")
    assert not Speaker(volume, muted=muted).play("pager")
    assert pygame.mixer.get_init() is None


# -- when -----------------------------------------------------------------------------------


def look(session: Session) -> View:
    return session.view(Role.IC)


def test_a_drill_is_heard(driver: pytest.MonkeyPatch) -> None:
    session, ears = fresh(), Ears()
    seat_scripts(session)
    session.begin()
    heard: dict[str, int] = {}
    while session.state.at_s < 235 and not session.ended:
        session.play_second()
        for name in ears.hear(look(session), SEATS):
            heard.setdefault(name, session.state.at_s)
    assert heard["alert"] > 0
    assert heard["posted"] == session.state.posts[0].at_s
    assert "due" in heard


def test_the_pager_rings_until_the_page_is_taken() -> None:
    session, speaker = fresh(), Listener()
    session.begin()
    sounds = DrillSounds(speaker)
    while not session.state.pages:
        sounds.hear(look(session), SEATS)
        session.play_second()
    speaker.heard.clear()
    for now_s in (10.0, 10.5, 13.9, 14.0, 18.1):
        speaker.now_s = now_s
        sounds.hear(look(session), SEATS)
    assert speaker.heard.count("pager") == 3
    session.submit(PauseExercise(by=Actor("", Role.FACILITATOR)))
    assert not ringing(look(session)), "a drill that stands still is quiet"
    speaker.now_s = 60
    sounds.hear(look(session), SEATS)
    assert speaker.heard.count("pager") == 3


def test_a_page_that_was_taken_is_quiet() -> None:
    session = fresh()
    session.begin()
    while not session.state.pages:
        session.play_second()
    assert ringing(look(session))
    by = Actor("", Role.OPS)
    session.submit(AcknowledgePage(by=by, page=session.state.pages[0].id))
    assert not ringing(look(session))


def test_what_was_so_before_is_no_news_and_others_duties_are_not_ours() -> None:
    session = fresh()
    session.begin()
    session.advance(120)
    ears = Ears()
    assert ears.hear(look(session), SEATS) == []
    assert ears.hear(look(session), SEATS) == []
    nobody = Ears()
    nobody.hear(look(session), ())
    session.advance(200)
    assert "due" not in nobody.hear(look(session), ())


def test_a_telephone_is_heard_once_by_whom_it_calls_and_a_mail_is_not() -> None:
    session, mine, other = fresh(), Ears(), Ears()
    session.begin()
    by, sender = Actor("", Role.FACILITATOR), next(iter(session.plan.characters))
    for via, heard in ((Via.EMAIL, []), (Via.PHONE, ["phone"])):
        mine.hear(look(session), {Role.IC})
        other.hear(look(session), {Role.OPS})
        session.submit(AdHocInject(by=by, sender=sender, via=via, to="ic", text="Are you there?"))
        assert mine.hear(look(session), {Role.IC}) == heard
        assert mine.hear(look(session), {Role.IC}) == []
        assert other.hear(look(session), {Role.OPS}) == []
