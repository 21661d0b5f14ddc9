import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from game.engine.commands import (
    AdvanceTo,
    Command,
    Declare,
    PauseExercise,
    ResumeExercise,
    SetPace,
)
from game.engine.events import SYSTEM, Actor, Event, ExerciseStarted, MessageSent
from game.engine.fold import fingerprint, fold
from game.engine.refusals import Reason, Refusal
from game.engine.view import View
from game.session.clock import Clock, Manual, Scaled, Wall, heed
from game.session.log import read_log
from game.session.opening import open_drill
from game.session.replay import resume
from game.session.session import Session, run_headless
from game.terms import ExercisePhase, Role, Severity
from tests.session.drill import SETUP, Scripted, fresh, loaded, me, say, seat_scripts

HOST = Actor("Fay", Role.FACILITATOR)


@pytest.fixture
def session() -> Session:
    opened = fresh()
    opened.begin()
    return opened


def taken(result: tuple[Event, ...] | Refusal) -> tuple[Event, ...]:
    assert not isinstance(result, Refusal), result.text
    return result


def refused(result: tuple[Event, ...] | Refusal) -> Refusal:
    assert isinstance(result, Refusal)
    return result


def test_a_session_begins_once(session: Session) -> None:
    assert session.state.phase is ExercisePhase.RUNNING
    before = session.state
    session.begin()
    assert session.state is before


def test_name_and_last_event_seen_come_from_the_session(session: Session) -> None:
    session.view(Role.OPS)
    seen = session.state.n
    taken(session.submit(say(Role.IC, "Hello?")))
    event = taken(session.submit(say(Role.OPS, "Here.")))[0]
    assert event.by == Actor(session.plan.cast["ops"], Role.OPS, seen)


def test_nobody_acts_from_a_seat_they_do_not_hold(session: Session) -> None:
    declare = Declare(by=me(Role.IC), severity=Severity.SEV1, title="Down")
    assert refused(session.submit(declare, held={Role.OPS})).reason is Reason.WRONG_ROLE
    assert "take a seat" in refused(session.submit(declare, held=())).text
    assert session.state.incident.severity is None
    taken(session.submit(declare, held={Role.OPS, Role.IC}))


def test_a_seat_cannot_move_time_or_pause(session: Session) -> None:
    held = {Role.IC, Role.OPS}
    for role in (Role.SYSTEM, Role.FACILITATOR, Role.IC):
        advance = AdvanceTo(by=me(role), at_s=900)
        assert isinstance(session.submit(advance, held=held), Refusal)
        assert isinstance(session.submit(PauseExercise(by=me(role)), held=held), Refusal)
    assert session.state.at_s == 0
    assert session.state.phase is ExercisePhase.RUNNING


def test_a_refused_command_leaves_no_trace(session: Session) -> None:
    before = session.state
    assert isinstance(session.submit(say(Role.IC, "   ")), Refusal)
    assert session.state is before


def test_a_view_is_made_once_per_state(session: Session) -> None:
    first = session.view(Role.IC)
    assert session.view(Role.IC) is first
    session.advance(1)
    assert session.view(Role.IC) is not first


def test_time_stands_still_while_paused(session: Session) -> None:
    session.advance(10)
    taken(session.submit(PauseExercise(by=HOST, reason="coffee")))
    session.advance(100)
    assert session.state.at_s == 10
    taken(session.submit(ResumeExercise(by=HOST)))
    session.advance(20)
    assert session.state.at_s == 20


def test_time_passes_up_to_the_end_and_no_further(session: Session) -> None:
    session.advance(10**6)
    assert session.state.phase is ExercisePhase.HOT_WASH
    assert session.state.at_s <= session.plan.duration_s


def test_listeners_hear_every_event_with_its_number() -> None:
    session = fresh()
    heard: list[tuple[int, Event]] = []
    session.listen(lambda n, event: heard.append((n, event)))
    seat_scripts(session)
    run_headless(session)
    assert heard == list(enumerate(session.state.history.events, 1))


class Cheat:
    """A bot that claims to be somebody else."""

    def __init__(self, *orders: Command) -> None:
        self._orders = orders

    def looks_up(self, at_s: int) -> bool:
        return at_s >= 0

    def act(self, view: View) -> Sequence[Command]:
        return self._orders if view.at_s == 5 else ()


def test_a_bot_cannot_act_from_another_seat(session: Session) -> None:
    session.seat(Role.OPS, Cheat(say(Role.IC, "I, the IC, resign."), AdvanceTo(by=SYSTEM, at_s=99)))
    refusals = [item for _ in range(6) for item in session.play_second()]
    assert [item.refusal.reason for item in refusals] == [Reason.WRONG_ROLE] * 2
    assert session.state.at_s == 6
    assert not session.state.messages


def test_bots_act_in_the_order_of_the_seats(session: Session) -> None:
    for role in (Role.SCRIBE, Role.COMMS, Role.IC):
        session.seat(role, Cheat(say(role, "Here.")))
    for _ in range(6):
        session.play_second()
    assert [message.role for message in session.state.messages] == [
        Role.IC,
        Role.COMMS,
        Role.SCRIBE,
    ]


def test_a_player_sees_its_own_seat(session: Session) -> None:
    player = Scripted({})
    session.seat(Role.COMMS, player)
    session.play_second()
    assert [view.role for view in player.views] == [Role.COMMS]


def test_the_log_is_the_drill(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    session = open_drill(loaded(), SETUP, path, durable=False)
    seat_scripts(session)
    played: list[int] = []
    run_headless(session, lambda at_s, duration_s: played.append(at_s * 1000 // duration_s))
    session.close()
    log = read_log(path)
    assert session.ended
    assert log.events == session.state.history.events
    assert fingerprint(fold(session.plan, log.events)) == fingerprint(session.state)
    assert played == sorted(played)
    assert played


def test_an_event_is_in_the_log_before_it_is_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    session = open_drill(loaded(), SETUP, path)
    session.begin()
    for text in ("one", "two"):
        events = taken(session.submit(say(Role.IC, text)))
        assert read_log(path).events[-len(events) :] == events
    session.close()


def test_a_disk_that_fails_leaves_the_truth_as_it_was(tmp_path: Path) -> None:
    session = open_drill(loaded(), SETUP, tmp_path / "log.jsonl")
    session.begin()
    before = session.state
    session.close()
    with pytest.raises(ValueError, match="closed"):
        session.submit(say(Role.IC, "Is this written?"))
    assert session.state is before


def _scripted(path: Path) -> Session:
    session = open_drill(loaded(), SETUP, path, durable=False)
    seat_scripts(session)
    return session


def _by_hand(path: Path) -> None:
    session, clock = _scripted(path), Manual()
    _play(session, clock, lambda: clock.move(3))


def _by_frames(path: Path) -> None:
    session, clock = _scripted(path), Scaled(pace=2)
    _play(session, clock, lambda: clock.feed(1 / 4))


def _by_the_wall(path: Path) -> None:
    real = [0.0]
    session, clock = _scripted(path), Wall(pace=7, monotonic=lambda: real[0])

    def let_pass() -> None:
        real[0] += 11 / 13

    _play(session, clock, let_pass)


def _play(session: Session, clock: Clock, let_pass: Callable[[], None]) -> None:
    session.listen(lambda _n, event: heed(clock, event))
    session.begin()
    while session.state.at_s < 200:
        let_pass()
        session.keep_up(clock)
    session.close()


def test_all_clocks_write_the_same_log(tmp_path: Path) -> None:
    for play in (_by_hand, _by_frames, _by_the_wall):
        play(tmp_path / play.__name__)
    # They stop at different seconds beyond 200, so only what came before is compared.
    logs = [read_log(tmp_path / play.__name__) for play in (_by_hand, _by_frames, _by_the_wall)]
    before = [[event for event in log.events if event.at_s <= 200] for log in logs]
    assert before[0] == before[1] == before[2]
    assert len(before[0]) > 10
    assert logs[0].header == logs[1].header == logs[2].header


def test_a_change_of_pace_reaches_the_clock(session: Session) -> None:
    clock = Scaled()
    session.listen(lambda _n, event: heed(clock, event))
    clock.resume()
    taken(session.submit(SetPace(by=HOST, pace=10)))
    clock.feed(1)
    session.keep_up(clock)
    assert session.state.at_s == 10


def test_the_hosts_name_is_in_the_log(session: Session) -> None:
    started = next(e for e in session.state.history.events if isinstance(e, ExerciseStarted))
    assert started.by.role is Role.FACILITATOR
    assert started.by.person == "Facilitator"


def test_a_forged_name_is_replaced(session: Session) -> None:
    forged = replace(say(Role.SCRIBE, "Noted."), by=Actor("The Queen", Role.SCRIBE, seen=10**9))
    event = taken(session.submit(forged))[0]
    assert isinstance(event, MessageSent)
    assert event.by == Actor(session.plan.cast["scribe"], Role.SCRIBE, 0)


HASHED = """
import sys
from pathlib import Path
from game.session.opening import open_drill
from game.session.replay import resume
from game.session.session import run_headless
from tests.session.drill import SETUP, loaded, seat_scripts
session = open_drill(loaded(), SETUP, Path(sys.argv[1]), durable=False)
seat_scripts(session)
run_headless(session)
session.close()
"""


def test_hash_order_does_not_show_in_the_log(tmp_path: Path) -> None:
    logs = []
    for hash_seed in ("1", "2"):
        path = tmp_path / hash_seed
        subprocess.run(
            [sys.executable, "-c", HASHED, str(path)],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            cwd=Path(__file__).parents[2],
        )
        logs.append(path.read_bytes())
    assert logs[0] == logs[1]
    assert "wall" not in json.loads(logs[0].splitlines()[0])


def test_a_command_sent_twice_is_taken_once_even_after_a_crash(tmp_path: Path) -> None:
    opened = open_drill(loaded(), SETUP, tmp_path / "log.jsonl")
    opened.begin()
    hello = say(Role.IC, "I am here.")
    assert taken(opened.submit(hello, held=(Role.IC,), ref="ic:1"))
    said = opened.state.n
    assert opened.submit(hello, held=(Role.IC,), ref="ic:1") == ()
    opened.close()
    again = resume(tmp_path / "log.jsonl")
    assert again.submit(hello, held=(Role.IC,), ref="ic:1") == ()
    assert again.state.n == said
    assert taken(again.submit(hello, held=(Role.IC,), ref="ic:2"))
    again.close()


def test_a_bot_leaves_its_seat_to_a_person(session: Session) -> None:
    bot = Scripted({})
    session.seat(Role.OPS, bot)
    session.play_second()
    session.seat(Role.OPS, None)
    session.play_second()
    assert len(bot.views) == 1
