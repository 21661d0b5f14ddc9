"""Own keys: none gets in another's way, and whatever was kept is read with care."""

from string import ascii_lowercase

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.faces.desk.keymap import CHANGEABLE, Keymap, keymap_of
from game.faces.desk.keys import KeyNameError, matches, parse_combo, spelled

NAMES = (*ascii_lowercase, *"0123456789,/;", *(f"f{n}" for n in range(1, 13)), "enter", "plus")
COMBOS = st.builds(
    lambda modifiers, name: "+".join((*modifiers, name)),
    st.sampled_from([(), ("ctrl",), ("alt",), ("ctrl", "alt"), ("ctrl", "shift"), ("shift",)]),
    st.sampled_from(NAMES),
)
CHOICES = st.lists(st.tuples(st.sampled_from(CHANGEABLE), COMBOS), max_size=20)


def pressed(combo: str) -> pygame.Event:
    wanted = parse_combo(combo)
    mod = pygame.KMOD_CTRL * wanted.ctrl | pygame.KMOD_ALT * wanted.alt
    mod |= pygame.KMOD_SHIFT * wanted.shift
    return pygame.Event(pygame.KEYDOWN, key=wanted.key, mod=mod, unicode="", scancode=0)


@given(CHOICES)
def test_each_key_does_one_thing_whatever_is_chosen(choices: list[tuple[str, str]]) -> None:
    keymap = Keymap()
    for combo, chosen in choices:
        if not keymap.refusal(combo, chosen):
            keymap = keymap.having(combo, chosen)
    assert len({keymap.chosen(combo) for combo in CHANGEABLE}) == len(CHANGEABLE)
    assert keymap_of(dict(keymap.own)) == keymap


@given(COMBOS)
def test_a_key_is_spelled_as_it_is_read(combo: str) -> None:
    assert parse_combo(spelled(pressed(combo))) == parse_combo(combo)
    assert matches(pressed(combo), spelled(pressed(combo)))


def test_a_modifier_alone_is_no_key_and_a_nameless_one_is_told() -> None:
    for key in (pygame.K_LCTRL, pygame.K_RSHIFT, pygame.K_LALT):
        assert spelled(pygame.Event(pygame.KEYDOWN, key=key, mod=0, scancode=0)) == ""
    other = pygame.Event(pygame.KEYDOWN, key=pygame.K_PRINTSCREEN, mod=0, scancode=0)
    assert "no name" in Keymap().refusal("ctrl+k", spelled(other))
    with pytest.raises(KeyNameError):
        parse_combo("ctrl+hyper")


def test_two_keys_can_change_places_and_are_read_again() -> None:
    keymap = Keymap().having("ctrl+k", "f9").having("ctrl+p", "ctrl+k").having("ctrl+k", "ctrl+p")
    assert keymap_of(dict(keymap.own)) == keymap


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {"ctrl+k": 3},
        {"ctrl+k": ""},
        {"ctrl+k": "+++"},
        {"ctrl+k": "k"},
        {"tab": "f9"},
        {"ctrl+k": "ctrl+p"},
        {3: "f9"},
    ],
)
def test_what_cannot_be_is_left_out(kept: object) -> None:
    assert keymap_of(kept) == Keymap()


def test_texts_name_the_keys_that_hold() -> None:
    keymap = Keymap({"ctrl+f": "alt+enter"})
    assert keymap.filled("Faster ({ctrl+f}), pause ({ctrl+p})") == (
        "Faster (Alt+Enter), pause (Ctrl+P)"
    )
    assert keymap.filled("{anything else}") == "{anything else}"
