"""Nothing unreleased, private or true ever leaves the host for a seat that must not have it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from game.engine.plan import Plan
from game.faces.web.people import Part
from game.faces.web.reception import hear
from game.faces.web.room import Options, Room
from game.scenario.library import Loaded, load, scenario_ids
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.session.opening import Setup, open_in_memory
from game.terms import SEATS, ExercisePhase, Role, Via
from tests.faces.web.conftest import Window

LONG_ENOUGH = 24
EVERY_S = 5
"""So often all windows are sent what is new, and everything that they got is looked at."""
OPEN = {Via.CHANNEL, Via.MONITORING, Via.STATUS_PAGE}
"""Injects that come by these are for everybody."""


def pieces(text: str) -> Iterator[str]:
    """What must stand in a message that carries this text, whatever its placeholders became."""
    for piece in re.split(r"\{[^}]*\}|[\"\\\n]", text):
        words = piece.strip()
        if len(words) >= LONG_ENOUGH:
            yield words


class Recorder:
    """Everything that a window was ever sent."""

    def __init__(self, room: Room, name: str, seat: Role | None) -> None:
        person = room.people.join(name, Part.PLAYER if seat else Part.OBSERVER)
        if seat:
            person.seats.add(seat)  # looks over the shoulder of the bot that plays there
        self.seat = seat
        self.person = person
        self.client = room.connect(person, lambda: None)
        self.news = ""

    def read(self) -> str:
        self.news = b"\n".join(self.client.take()).decode()
        return self.news


@cache
def never_told(plan: Plan) -> tuple[str, ...]:
    """What no seat hears while the drill runs."""
    truth, variant = plan.truth, plan.variant
    texts = [truth.summary, truth.trigger, truth.weakness, truth.guardrail, *truth.lucky]
    texts += [why.answer for why in truth.whys] + [item.text for item in truth.actions]
    texts += [other.title for other in plan.scenario.variants] + [variant.title]
    texts += [plan.scenario.lesson]
    texts += [item.prompt for item in plan.scenario.injects]
    texts += [item.expects.text for item in plan.scenario.injects if item.expects]
    return tuple(piece for text in texts for piece in pieces(text))


class Watch:
    """Recorders at every seat of one drill, and what each of them must not have been told."""

    def __init__(self, loaded: Loaded, path: Path) -> None:
        session = open_in_memory(loaded, Setup(seed=5))
        self.session, self.plan = session, session.plan
        self.clock = Manual()
        folder = DrillFolder(path)
        self.room = Room(
            "ABCDEF", session, self.clock, folder, options=Options("by-the-book", coach=True)
        )
        for seat in SEATS:
            self.room.seats.let_bot_play(seat)
        self.windows = [Recorder(self.room, f"w-{seat}", seat) for seat in (*SEATS, None)]
        self.room.seats.bots.clear()  # nobody is sent away for looking
        self.scripted = {item.id: tuple(pieces(item.text)) for item in self.plan.injects.values()}
        self.tokens = [window.person.token for window in self.windows]
        self.heard: set[str] = set()
        self.private = 0
        self._said = 0

    def before_it_begins(self) -> None:
        """Runbook and shop, which everybody may ask for, tell nothing of the story."""
        never = (
            *never_told(self.plan),
            *(text for all_ in self.scripted.values() for text in all_),
        )
        for window in self.windows:
            hear(self.room, window.client, '{"t":"sources"}', 0.0)
            assert '"t":"sources","runbook":{' in window.read()
            assert not [text for text in never if text in window.news]

    def play_on(self) -> None:
        """A few seconds of the drill, and all that was sent of them."""
        self.clock.move(EVERY_S)
        self.session.keep_up(self.clock)
        self.room.flush()
        for window in self.windows:
            window.read()
        self._nobody_was_told_what_is_true_or_to_come()
        self._nobody_was_told_what_others_were_told_alone()

    def _nobody_was_told_what_is_true_or_to_come(self) -> None:
        news = "\n".join(window.news for window in self.windows)
        at_s, out = self.session.state.at_s, self.session.state.injects
        if self.room.phase is ExercisePhase.RUNNING:
            assert not [text for text in never_told(self.plan) if text in news], at_s
        assert not any(token in news for token in self.tokens)
        for key, texts in self.scripted.items():
            if any(text in news for text in texts):
                assert key in out, f"{key} came before its time, at {at_s} s"
                self.heard.add(key)

    def _nobody_was_told_what_others_were_told_alone(self) -> None:
        """What was said to one seat since the last look, and what the script sent to one alone."""
        said = self.session.state.messages
        for item in said[self._said :]:
            if item.channel == "incident":
                continue
            self.private += 1
            texts = tuple(pieces(item.text))
            for window in self.windows:
                if window.seat not in {item.role, item.to}:
                    assert f'"id":"{item.id}","at_s":{item.at_s},' not in window.news
                    assert not any(text in window.news for text in texts), (window.seat, item)
        self._said = len(said)
        for inject in self.session.state.injects.values():
            if inject.via in OPEN or inject.to == "all":
                continue
            for window in self.windows:
                if inject.to != window.seat:
                    told = (text for text in pieces(inject.text) if text in window.news)
                    assert not any(told), (window.seat, inject.id)


def test_the_list_covers_the_library() -> None:
    assert {"bad-release", "hamster-wheel"} <= set(scenario_ids())


@pytest.mark.parametrize("scenario", scenario_ids())
def test_no_seat_is_sent_what_it_must_not_have(scenario: str, tmp_path: Path) -> None:
    loaded = load(scenario)
    assert isinstance(loaded, Loaded)
    watch = Watch(loaded, tmp_path)
    watch.before_it_begins()
    watch.session.begin()
    while watch.room.phase is ExercisePhase.RUNNING:
        watch.play_on()
    assert watch.heard, "the recorders heard nothing at all"
    assert watch.private, "nothing private was said, so nothing was proved"


def test_the_facilitator_and_nobody_else_is_told_the_truth(room: Room) -> None:
    lead = Window(room, room.people.join("Fay", Part.FACILITATOR))
    lead.read()
    assert lead.last("you")["truth"]
