"""Nothing unreleased, private or true ever leaves the host for a seat that must not have it."""

import os
import re
from collections.abc import Iterator
from functools import cache

import pytest

from game.engine.plan import Plan
from game.faces.web.people import Part
from game.faces.web.reception import hear
from game.faces.web.room import Options, Room
from game.scenario.library import Loaded, load, scenario_ids
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.session.opening import Setup, open_in_memory
from game.terms import SEATS, ExercisePhase, Role
from tests.faces.web.conftest import Window

LONG_ENOUGH = 24
ALL = scenario_ids()
SCENARIOS = ALL if int(os.environ.get("BREAKGLASS_SEEDS", "1")) > 1 else ("bad-release",)
"""The whole library where there is time for it."""


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


def test_the_list_covers_the_library() -> None:
    assert {"bad-release", "hamster-wheel"} <= set(ALL)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_seat_is_sent_what_it_must_not_have(scenario: str, tmp_path: object) -> None:
    loaded = load(scenario)
    assert isinstance(loaded, Loaded)
    session = open_in_memory(loaded, Setup(seed=5))
    plan = session.plan
    room = Room("ABCDEF", session, Manual(), DrillFolder(tmp_path), options=Options("by-the-book"))  # type: ignore[arg-type]
    for seat in SEATS:
        room.seats.let_bot_play(seat)
    seats = [Recorder(room, f"w-{seat}", seat) for seat in (*SEATS, None)]
    room.seats.bots.clear()  # nobody is sent away for looking
    waiting = {item.id: tuple(pieces(item.text)) for item in plan.injects.values()}
    scripted = tuple(text for texts in waiting.values() for text in texts)
    for window in seats:
        hear(room, window.client, '{"t":"sources"}', 0.0)
        assert '"t":"sources","runbook":{' in window.read()
        assert not [text for text in (*never_told(plan), *scripted) if text in window.news]
    session.begin()
    heard: set[str] = set()
    tokens = [window.person.token for window in seats]
    while room.phase is ExercisePhase.RUNNING:
        assert isinstance(room.clock, Manual)
        room.clock.move(1)
        session.keep_up(room.clock)
        if session.state.at_s % 5 and room.phase is ExercisePhase.RUNNING:
            continue
        room.flush()
        for window in seats:
            news = window.read()
            told = [text for text in never_told(plan) if text in news]
            assert not told, f"{window.seat} was told {told[0]!r} at {session.state.at_s} s"
            for key, texts in waiting.items():
                if key not in session.state.injects:
                    assert not any(text in news for text in texts), f"{key} came before its time"
                elif any(text in news for text in texts):
                    heard.add(key)
            assert not any(token in news for token in tokens)
            for said in session.state.messages[-8:]:
                private = said.channel != "incident" and window.seat not in {said.role, said.to}
                assert not (private and f'"id":"{said.id}"' in news)
    assert heard, "the recorders heard nothing at all"


def test_the_facilitator_and_nobody_else_is_told_the_truth(room: Room) -> None:
    lead = Window(room, room.people.join("Fay", Part.FACILITATOR))
    lead.read()
    assert lead.last("you")["truth"]
