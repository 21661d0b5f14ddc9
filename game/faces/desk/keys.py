"""Key combinations: written as text, matched against key events, shown to the player."""

from dataclasses import dataclass
from functools import lru_cache

import pygame

_NAMED = {
    "enter": pygame.K_RETURN,
    "esc": pygame.K_ESCAPE,
    "tab": pygame.K_TAB,
    "space": pygame.K_SPACE,
    "up": pygame.K_UP,
    "down": pygame.K_DOWN,
    "left": pygame.K_LEFT,
    "right": pygame.K_RIGHT,
    "pageup": pygame.K_PAGEUP,
    "pagedown": pygame.K_PAGEDOWN,
    "home": pygame.K_HOME,
    "end": pygame.K_END,
    "delete": pygame.K_DELETE,
    "backspace": pygame.K_BACKSPACE,
    "plus": pygame.K_PLUS,
    "minus": pygame.K_MINUS,
}
_SAME = {
    pygame.K_KP_ENTER: pygame.K_RETURN,
    pygame.K_KP_PLUS: pygame.K_PLUS,
    pygame.K_KP_MINUS: pygame.K_MINUS,
    pygame.K_EQUALS: pygame.K_PLUS,  # Ctrl + is typed without Shift on most keyboards
    **{getattr(pygame, f"K_KP{digit}"): pygame.K_0 + digit for digit in range(10)},
}
_PLACES = {
    **{pygame.KSCAN_A + index: ord("a") + index for index in range(26)},
    **{pygame.KSCAN_1 + index: ord("1") + index for index in range(9)},
    pygame.KSCAN_0: pygame.K_0,
    pygame.KSCAN_COMMA: pygame.K_COMMA,
    pygame.KSCAN_SLASH: pygame.K_SLASH,
    pygame.KSCAN_MINUS: pygame.K_MINUS,
    pygame.KSCAN_EQUALS: pygame.K_PLUS,
}
"""What stands on a key where keyboards have Latin letters: by its place, not by its letter."""

_NO_LETTERS = 1 << 30
"""From here on SDL numbers keys without a letter, such as F1."""

_KEPT = frozenset({pygame.K_MINUS, pygame.K_PLUS, pygame.K_EQUALS, pygame.K_COMMA, pygame.K_SLASH})
"""Signs that shortcuts have, and that stand on the keys of digits with some layouts."""

_SHOWN = {
    "ctrl": "Ctrl", "alt": "Alt", "shift": "⇧", "enter": "⏎", "esc": "Esc", "tab": "Tab",
    "space": "Space", "up": "↑", "down": "↓", "left": "←", "right": "→", "plus": "+",
    "minus": "\u2212", "pageup": "PgUp", "pagedown": "PgDn",
}  # fmt: skip


class KeyNameError(ValueError):
    """A key combination names a key that there is not."""


@dataclass(frozen=True, slots=True)
class Combo:
    """One key with its modifiers."""

    key: int
    ctrl: bool = False
    alt: bool = False
    shift: bool = False


@lru_cache(maxsize=256)
def parse_combo(text: str) -> Combo:
    """A combination such as `ctrl+enter`, `shift+tab`, `f1` or `3`; raises KeyNameError."""
    *modifiers, name = text.lower().split("+")
    if unknown := set(modifiers) - {"ctrl", "alt", "shift"}:
        msg = f"key {text!r}: {min(unknown)!r} is not ctrl, alt or shift"
        raise KeyNameError(msg)
    key = _NAMED.get(name) or _plain_key(text, name)
    return Combo(key, "ctrl" in modifiers, "alt" in modifiers, "shift" in modifiers)


def _plain_key(text: str, name: str) -> int:
    if len(name) == 1 and name.isascii() and name.isprintable():
        return ord(name)
    if name.startswith("f") and name[1:].isdigit() and 1 <= int(name[1:]) <= 12:
        return pygame.K_F1 + int(name[1:]) - 1
    msg = f"key {text!r}: there is no key {name!r}"
    raise KeyNameError(msg)


def _key_of(event: pygame.Event) -> int:
    """The key, by its letter; by its place where its letter is none that a shortcut could have.

    So Ctrl+K is the same key with a Cyrillic layout, and Ctrl+1 with a French one, whose digits
    need Shift.
    """
    place = _PLACES.get(getattr(event, "scancode", 0))
    letterless = 128 <= event.key < _NO_LETTERS
    digit = place is not None and pygame.K_0 <= place <= pygame.K_9
    plain = not (event.key < 128 and chr(event.key).isalnum())
    if place is not None and (letterless or (digit and plain and event.key not in _KEPT)):
        return place
    key: int = event.key
    return _SAME.get(key, key)


def combo_of(event: pygame.Event) -> Combo:
    """The combination a KEYDOWN event stands for; Command counts as Ctrl."""
    key, mod = _key_of(event), event.mod
    return Combo(
        key,
        bool(mod & (pygame.KMOD_CTRL | pygame.KMOD_META)),
        bool(mod & pygame.KMOD_ALT),
        bool(mod & pygame.KMOD_SHIFT),
    )


def matches(event: pygame.Event, text: str) -> bool:
    """Whether a KEYDOWN event is that combination; Shift is free where a sign needs it."""
    wanted, pressed = parse_combo(text), combo_of(event)
    if (wanted.key, wanted.ctrl, wanted.alt) != (pressed.key, pressed.ctrl, pressed.alt):
        return False
    return wanted.shift == pressed.shift or wanted.key in {pygame.K_PLUS, pygame.K_QUESTION}


def shown(text: str) -> str:
    """A combination as a player reads it: `ctrl+enter` as `Ctrl ⏎`."""
    parts = text.lower().split("+")
    return " ".join(
        _SHOWN.get(part, part.upper() if len(part) <= 3 else part.title()) for part in parts
    )


_PROSE = {"esc": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "plus": "+", "minus": "\u2212"}


def prose(text: str) -> str:
    """A combination as it stands in a sentence: `ctrl+enter` as `Ctrl+Enter`."""
    return "+".join(_PROSE.get(part, part.title()) for part in text.lower().split("+"))


_NAMES = {key: name for name, key in _NAMED.items()}
_MODIFIERS = frozenset(
    {
        pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT, pygame.K_LSHIFT,
        pygame.K_RSHIFT, pygame.K_LMETA, pygame.K_RMETA, pygame.K_MODE, pygame.K_CAPSLOCK,
    }
)  # fmt: skip


NAMELESS = "nameless"


def spelled(event: pygame.Event) -> str:
    """What `parse_combo` reads as the combination of a KEYDOWN event.

    Nothing for a modifier alone; NAMELESS, which it does not read, for a key without a name here.
    """
    if event.key in _MODIFIERS:
        return ""
    combo = combo_of(event)
    name = _NAMES.get(combo.key) or _sign(combo.key)
    held = (("ctrl", combo.ctrl), ("alt", combo.alt), ("shift", combo.shift))
    return "+".join([*(word for word, down in held if down), name]) if name else NAMELESS


def _sign(key: int) -> str:
    if pygame.K_F1 <= key <= pygame.K_F12:
        return f"f{key - pygame.K_F1 + 1}"
    return chr(key) if 32 < key < 127 and key != ord("+") else ""
