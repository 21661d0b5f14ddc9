"""What lies over what in the window, and which keys do what there."""

from collections.abc import Callable
from dataclasses import dataclass

from game.faces.desk.widgets.base import Widget

Action = Callable[[], object]


@dataclass(slots=True)
class Layer:
    """A screen, a dialog or a popup over the whole window, and its focused widget."""

    root: Widget
    modal: bool = False
    popup: bool = False
    focus: Widget | None = None
    on_close: Action | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """A key combination and what it does; `always` also while a dialog is open."""

    combo: str
    action: Action
    always: bool = False
