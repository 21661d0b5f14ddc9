from game.session.cast import MAX_NAME_CHARACTERS, make_cast
from tests.session.drill import loaded


def cast(seed: int, **names: str) -> dict[str, str]:
    return make_cast(loaded().scenario, seed, names)


def test_everyone_has_a_short_name_of_their_own() -> None:
    for seed in range(30):
        made = cast(seed)
        people = [made[key] for key in made]
        assert list(made)[:4] == ["ic", "ops", "comms", "scribe"]
        assert {person.id for person in loaded().scenario.characters} <= set(made)
        assert len({name.split()[0] for name in people}) == len(people)
        assert all(len(name) <= MAX_NAME_CHARACTERS for name in people)
        assert all(len(name.split()) >= 2 for name in people)


def test_the_same_seed_casts_the_same_people() -> None:
    assert cast(7) == cast(7)
    assert cast(7) != cast(8)


def test_a_given_name_shifts_nobody_else() -> None:
    before, after = cast(7), cast(7, ops="  Grace   Hopper ")
    assert after["ops"] == "Grace Hopper"
    assert {key: after[key] for key in after if key != "ops"} == {
        key: before[key] for key in before if key != "ops"
    }


def test_an_empty_name_counts_as_none() -> None:
    assert cast(7, ic="  ") == cast(7)


def test_a_fixed_name_is_kept() -> None:
    assert cast(7)["manager"] == "Old Bartleby"
    assert cast(7, manager="Bart Simple")["manager"] == "Bart Simple"
