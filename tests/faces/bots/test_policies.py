import pytest

from game.faces.bots.coach import hint
from game.faces.bots.policies import POLICIES, make_player
from game.terms import SEATS, Role
from tests.faces.bots.table import Table


def test_an_unknown_policy_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="by-the-book"):
        make_player("brilliant", Table().book, Role.OPS, 1)


def test_a_bot_sits_in_a_seat() -> None:
    with pytest.raises(ValueError, match="Facilitator"):
        make_player("idle", Table().book, Role.FACILITATOR, 1)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_bot_acts_from_its_own_seat_and_is_silent_before_the_start(policy: str) -> None:
    table = Table()
    players = {role: make_player(policy, table.book, role, 3) for role in SEATS}
    for at_s in range(5, 240, 5):
        table.to(at_s)
        for role, player in players.items():
            for command in player.act(table.view(role)):
                assert command.by.role is role
                assert policy != "idle"
                table.session.submit(command)


def test_the_same_seed_plays_the_same_drill() -> None:
    one, two = Table(bots=SEATS, seed=5), Table(bots=SEATS, seed=5)
    one.to(220)
    two.to(220)
    assert one.session.state.history.events == two.session.state.history.events


def test_another_seed_plays_another_one() -> None:
    one = Table(bots=SEATS, seed=5, policy="competent")
    two = Table(bots=SEATS, seed=6, policy="competent")
    one.to(220)
    two.to(220)
    assert one.session.state.history.events != two.session.state.history.events


def test_the_coach_says_one_thing_at_a_time_and_it_can_be_done() -> None:
    table = Table(at_s=120)
    view = table.view()
    told = hint(view, SEATS, table.book)
    assert told is not None
    assert told.say
    assert told.why
    table.give(*told.commands)
    following = hint(table.view(), SEATS, table.book)
    assert following is not None
    assert following.item.id != told.item.id


def test_the_coach_is_silent_while_nothing_is_due() -> None:
    table = Table(at_s=5)
    assert hint(table.view(), SEATS, table.book) is None


def test_a_coached_player_is_seen_to_be_helped() -> None:
    table = Table(bots=SEATS, policy="coached")
    table.to(140)
    assert table.events("hint_shown")
    assert table.session.state.incident.declared_s is not None
    with_hint = [event for event in table.events("hint_shown") if event.by.role is Role.IC]
    assert with_hint
