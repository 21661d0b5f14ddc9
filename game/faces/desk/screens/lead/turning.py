"""A panel with tabs, of which one body is shown."""

from collections.abc import Mapping, Sequence

from game.faces.desk.widgets import Column, Panel, Tab, Tabs, Widget, fixed, flex


class Turning:
    """Made once; `turn` shows another body, the others stay as they were."""

    def __init__(self, tabs: Sequence[Tab], bodies: Mapping[str, Widget]) -> None:
        self._bodies = bodies
        self.shown = tabs[0].key
        self._tabs = Tabs(tabs, self._show, selected=self.shown)
        self._body = Column([flex(bodies[self.shown])])
        self.widget: Widget = Panel([fixed(self._tabs, 36), flex(self._body)], pad=0, gap=0)

    def turn(self, key: str) -> None:
        """Show that body."""
        self._tabs.select(key)

    def _show(self, key: str) -> None:
        self.shown = key
        self._body.replace_children([flex(self._bodies[key])])
