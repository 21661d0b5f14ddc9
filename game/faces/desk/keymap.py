"""The player's own keys: which combination stands for one that the game names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from game.faces.desk.keys import KeyNameError, parse_combo, prose, shown

CHANGEABLE: Final = (
    "ctrl+k",
    "ctrl+g",
    "ctrl+p",
    "ctrl+f",
    "ctrl+e",
    "ctrl+m",
    "ctrl+d",
    "ctrl+o",
    "ctrl+j",
    "ctrl+s",
    "ctrl+r",
    "ctrl+t",
    "f3",
    "f2",
    "f1",
    "f11",
    "ctrl+,",
)
"""Combinations as the game names them, for which a player may take others."""

_EDITING: Final = frozenset("acvxyz") | {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete", "backspace")
}
"""With Ctrl these are every text field's own."""
_SIGNS: Final = frozenset("0123456789") | {"plus", "minus", "="}
"""With Ctrl: seats and text size."""
_PLACE = re.compile(r"\{([a-z0-9+,]+)\}")


@dataclass(frozen=True, slots=True)
class Keymap:
    """What the player has chosen; everything else stays as the game names it."""

    own: Mapping[str, str] = field(default_factory=dict)

    def chosen(self, combo: str) -> str:
        """The combination that stands for this one."""
        return self.own.get(combo, combo)

    def shown(self, combo: str) -> str:
        """The combination as it stands on a button."""
        return shown(self.chosen(combo))

    def filled(self, text: str) -> str:
        """A text with `{ctrl+f}` in it, as a player reads it: `Ctrl+F`, or what was chosen."""
        return _PLACE.sub(lambda found: prose(self.chosen(found[1])), text) if "{" in text else text

    def refusal(self, combo: str, chosen: str) -> str:
        """Why that cannot stand for it; nothing where it can."""
        if why := _unfit(chosen):
            return why
        others = (self.chosen(one) for one in CHANGEABLE if one != combo)
        taken = f"{prose(chosen)} is taken; give that another key first."
        return taken if chosen in others else ""

    def having(self, combo: str, chosen: str) -> "Keymap":
        """The same with one more choice; the game's own name for it is no choice."""
        others = {one: other for one, other in self.own.items() if one != combo}
        return Keymap(others if chosen == combo else {**others, combo: chosen})


def _unfit(chosen: str) -> str:
    """Why no combination of the game may be that; nothing where it may."""
    try:
        found = parse_combo(chosen)
    except KeyNameError:
        return "That key has no name here; take another."
    *_, name = chosen.split("+")
    if not (found.ctrl or found.alt or re.fullmatch(r"f\d+", name)):
        return "Take Ctrl or Alt with it, or one of F1 to F12: single keys are for typing."
    if name in {"enter", "esc", "tab", "space"} or (found.alt and name == "f4"):
        return f"{prose(chosen)} has a meaning everywhere."
    if found.ctrl and name in _EDITING:
        return f"{prose(chosen)} is for writing in a field."
    if found.ctrl and name in _SIGNS:
        return f"{prose(chosen)} is for a seat, or for the size of the text."
    return ""


def keymap_of(data: object) -> Keymap:
    """Choices that were kept; those that cannot be, or that get in each other's way, are not."""
    kept = data.items() if isinstance(data, dict) else ()
    own = {
        combo: chosen
        for combo, chosen in kept
        if combo in CHANGEABLE and isinstance(chosen, str) and not _unfit(chosen)
    }
    keymap = Keymap(own)
    while clash := next((one for one, keys in own.items() if keymap.refusal(one, keys)), None):
        del own[clash]
    return keymap
