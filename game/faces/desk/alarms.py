"""Which widget wants to be woken when."""

from collections.abc import Callable

from game.faces.desk.widgets.base import Widget


class Alarms:
    """At most one alarm for each widget, the earliest it asked for."""

    def __init__(self) -> None:
        self._alarms: dict[int, tuple[float, Widget]] = {}

    def set(self, widget: Widget, at_s: float) -> None:
        """Wake a widget at a time, unless it is woken earlier anyway."""
        known = self._alarms.get(id(widget))
        if known is None or at_s < known[0]:
            self._alarms[id(widget)] = (at_s, widget)

    def forget(self, inside: Callable[[Widget], bool]) -> None:
        """Drop the alarms of widgets that are leaving."""
        self._alarms = {k: alarm for k, alarm in self._alarms.items() if not inside(alarm[1])}

    def next_s(self) -> float | None:
        """When the next alarm is; None when there is none."""
        return min((at_s for at_s, _ in self._alarms.values()), default=None)

    def ring(self, now_s: float) -> None:
        """Call `tick` of the widgets whose time has come; they may ask for another alarm."""
        due = [widget for at_s, widget in self._alarms.values() if at_s <= now_s]
        for widget in due:
            del self._alarms[id(widget)]
        for widget in due:
            if widget.host is not None:
                widget.tick(now_s)
