"""The game in a process of its own that writes down what its window shows, after each turn.

`python -m tests.e2e.seen FILE …` is `python -m game …` and nothing else but for that file; the
game itself has no such door. Whoever plays by it learns what stands where, as eyes would.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from game.__main__ import main
from game.faces.desk.loop import DeskLoop
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Button, Checkbox, Label, ListView, RichText, Tabs, Widget
from game.faces.desk.widgets.choices import Dropdown, OptionButton

Thing = dict[str, object]


def things(ui: Ui) -> Iterator[Thing]:
    """What can be read or pressed, topmost dialog or screen only, in reading order."""
    root = ui._top_root()
    for widget in root.walk() if root is not None else ():
        rect = widget.shown_rect()
        if rect.w > 0 and rect.h > 0:
            yield {
                "kind": type(widget).__name__,
                "text": _text(widget),
                "rect": tuple(rect),
                "tooltip": widget.tooltip_text(),
                "shortcut": widget.shortcut,
                "main": isinstance(widget, Button) and widget.kind in {"primary", "danger"},
                "enabled": widget.enabled,
                "stop": widget.can_focus(),
                "focus": widget.focused,
            }
            yield from _inside(widget)


def _text(widget: Widget) -> str:
    match widget:
        case Label() | RichText() | Button() | Checkbox():
            return widget.text
        case OptionButton():
            return widget.option.title
        case Dropdown():
            return widget.shown_text
        case _:
            return ""


def _inside(widget: Widget) -> Iterator[Thing]:
    """Rows and tabs are no widgets; they are seen and pressed all the same."""
    if isinstance(widget, ListView) and widget.rows:
        widget._measure()
        for row, top, end in zip(widget.rows, widget._tops, widget._tops[1:], strict=False):
            y = widget.rect.y + top - widget.offset
            rect = widget.shown_rect().clip((widget.rect.x, y, widget.view_rect().w, end - top))
            if rect.h > 0:
                yield {"kind": "Row", "text": row.text(), "rect": tuple(rect)}
    if isinstance(widget, Tabs):
        for tab, rect in zip(widget.tabs, widget.tab_rects(), strict=True):
            yield {"kind": "Tab", "text": tab.title, "rect": tuple(rect)}


def watched(path: Path) -> None:
    """Have every turn of the desk end by writing down what is shown, once it is drawn."""
    turn = DeskLoop.turn
    written = ""

    def told(self: DeskLoop, wait_s: float) -> float:
        nonlocal written
        wait = turn(self, wait_s)
        if self.ui.dirty:
            return wait
        screen = {"size": self.ui.rect.size, "scale": self.ui.skin.scale}
        text = json.dumps(screen | {"things": [*things(self.ui)]})
        if text != written:
            written = text
            part = path.with_suffix(".part")
            part.write_text(text, encoding="utf-8")
            part.replace(path)
        return wait

    DeskLoop.turn = told  # type: ignore[method-assign]


if __name__ == "__main__":
    watched(Path(sys.argv.pop(1)))
    main()
