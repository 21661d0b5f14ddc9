"""The pager: a red bar across the screen until somebody takes the page."""

from collections.abc import Callable

from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.widgets import Button, Panel, RichText, Row, Widget, flex


class PagerBar:
    """Invisible while nothing rings."""

    def __init__(self, acknowledge: Callable[[], object]) -> None:
        self._text = RichText([Run("")])
        self._button = Button("Acknowledge", acknowledge, kind="primary", shortcut="ctrl+g")
        self.widget: Widget = Panel(
            [Row([flex(self._text), self._button], align="centre")],
            tone="bad",
            surface="raised",
            pad="gap",
        )
        self.widget.visible = False

    def update(self, view: View, mine: bool) -> None:
        """Ring, or keep quiet; only Ops or the IC can take a page."""
        ringing = [page for page in view.pages if page.acknowledged_s is None]
        self._show(bool(ringing))
        self._button.visible = mine
        if ringing:
            since_s = view.at_s - ringing[0].at_s
            texts = "; ".join(page.text for page in ringing)
            self._text.set_runs(
                [
                    Run("▲ PAGER  ", "bad", "strong"),
                    Run(texts),
                    Run(f"   ringing for {since_s} s", "muted", "small"),
                ]
            )

    def _show(self, visible: bool) -> None:
        if self.widget.visible != visible:
            self.widget.visible = visible
            self.widget.mark_layout()
