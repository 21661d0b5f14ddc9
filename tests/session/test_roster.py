import pytest

from game.session.roster import make_roster, read_roster, roster_data
from game.terms import SEATS, Role

CAST = {"ic": "Ana Gray", "ops": "Ben Roy", "comms": "Cleo Dunn", "scribe": "Dev Nair"}


def test_people_and_bots_share_the_seats() -> None:
    roster = make_roster(CAST, {Role.SCRIBE, Role.IC}, "competent")
    assert roster.humans == (Role.IC, Role.SCRIBE)
    assert roster.bots == {Role.OPS: "competent", Role.COMMS: "competent"}
    assert roster.seats[Role.OPS].name == "Ben Roy"


def test_a_roster_survives_the_log() -> None:
    roster = make_roster(CAST, {Role.IC}, "novice")
    assert read_roster(roster_data(roster)) == roster
    assert list(roster_data(roster)) == [role.value for role in SEATS]


@pytest.mark.parametrize("data", [None, [], {}, {"ic": {}}, {"king": {}}])
def test_a_roster_needs_all_four_seats(data: object) -> None:
    with pytest.raises(ValueError, match="must name ic, ops, comms and scribe"):
        read_roster(data)


def test_a_seat_needs_a_name_and_a_kind() -> None:
    data: dict[str, object] = dict(roster_data(make_roster(CAST, (), "idle")))
    data["ops"] = {"name": "Ben Roy", "kind": "idle", "age": 4}
    with pytest.raises(ValueError, match="seat ops"):
        read_roster(data)
