"""When customers were truly hurt."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scoring.truth import CALM_S, HICCUP_S, Spell, Truth, spells_in


def truth(*spells: tuple[int, int], to_s: int = 600) -> Truth:
    success = [
        0.4 if any(start_s <= at_s < end_s for start_s, end_s in spells) else 0.999
        for at_s in range(-60, to_s)
    ]
    return Truth(-60, tuple(success), spells_in(success, -60))


def test_an_impact_lasts_from_the_first_bad_second_to_the_last() -> None:
    found = truth((30, 200))
    assert found.spells == (Spell(30, 200),)
    assert (found.start_s, found.end_s, found.real) == (30, 200, True)


def test_without_bad_seconds_nobody_was_hurt() -> None:
    found = truth()
    assert (found.start_s, found.end_s, found.real) == (None, None, False)
    assert found.well_for_s(100) == 160


def test_a_hiccup_is_no_impact_and_a_breath_no_recovery() -> None:
    assert not truth((30, 30 + HICCUP_S - 1)).real
    assert truth((30, 100), (100 + CALM_S - 1, 200)).spells == (Spell(30, 200),)
    assert len(truth((30, 100), (100 + CALM_S, 200)).spells) == 2


def test_the_end_is_known_only_after_a_calm_minute() -> None:
    assert truth((30, 541)).end_s is None
    assert truth((30, 540)).end_s == 540


def test_how_long_it_had_been_well() -> None:
    found = truth((30, 100), (300, 400))
    assert found.hurt_at(99)
    assert not found.hurt_at(100)
    assert [found.well_for_s(at_s) for at_s in (99, 100, 250, 350, 460)] == [0, 0, 150, 0, 60]


def test_shares_are_clipped_to_what_was_recorded() -> None:
    found = truth((30, 100))
    assert found.share(98, 101) == [0.4, 0.4, 0.999, 0.999]
    assert found.share(-500, -59) == [0.999, 0.999]
    assert found.share(700, 800) == []


@given(st.lists(st.sampled_from([0.2, 1.0]), max_size=400))
def test_spells_are_apart_and_in_order(success: list[float]) -> None:
    spells = spells_in(success, 0)
    assert all(spell.end_s - spell.start_s >= HICCUP_S for spell in spells)
    for one, next_one in pairwise(spells):
        assert next_one.start_s - one.end_s >= CALM_S
