"""A bar across the screen while something is wrong with the game itself."""

from game.faces.desk.rich import Run
from game.faces.desk.widgets import Panel, RichText, Widget


class TroubleBar:
    """Invisible while all is well."""

    def __init__(self) -> None:
        self._text = RichText([Run("")])
        self.widget: Widget = Panel([self._text], tone="warn", surface="raised", pad="gap")
        self.widget.visible = False
        self._shown = ""

    def update(self, trouble: str) -> None:
        """Say what is wrong; nothing when the sentence is empty."""
        if trouble == self._shown:
            return
        self._shown = trouble
        self._text.set_runs([Run("⚠ ", "warn", "strong"), Run(trouble)])
        self.widget.visible = bool(trouble)
        self.widget.mark_layout()
