import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.draws import draw, pick


@given(st.integers(), st.text(), st.integers(0, 1000))
def test_a_draw_lies_in_the_unit_interval_and_repeats(seed: int, purpose: str, n: int) -> None:
    assert 0 <= draw(seed, purpose, n) == draw(seed, purpose, n) < 1


def test_draws_of_other_purposes_seeds_and_numbers_differ() -> None:
    assert len({draw(1, "a"), draw(2, "a"), draw(1, "b"), draw(1, "a", 1)}) == 4


def test_draws_are_fixed_for_ever() -> None:
    assert draw(1, "variant") == 0.9023887395102684


def test_draws_are_spread_evenly() -> None:
    tenths = [int(10 * draw(3, "spread", n)) for n in range(2000)]
    assert all(150 < tenths.count(tenth) < 250 for tenth in range(10))


def test_items_are_picked_by_their_weight() -> None:
    items = [("rare", 1.0), ("never", 0.0), ("often", 3.0)]
    picked = [pick(3, "item", items, n) for n in range(1000)]
    assert picked.count("never") == 0
    assert 190 < picked.count("rare") < 310


@pytest.mark.parametrize("items", [[], [("a", 0.0)], [("a", 2.0), ("b", -1.0)]])
def test_nothing_can_be_picked_without_positive_weights(items: list[tuple[str, float]]) -> None:
    with pytest.raises(ValueError, match="nothing to pick for 'item'"):
        pick(1, "item", items)
