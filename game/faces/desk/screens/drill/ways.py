"""The ways around a drill, as the command palette offers them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from game.faces.desk.screens.drill.gauges import Gauges
from game.faces.desk.screens.palette import Entry
from game.terms import Role

_TABS = (
    ("Write a message", "incident", "ctrl+m"),
    ("Direct messages", "direct", "ctrl+d"),
    ("Status page", "status", "ctrl+s"),
    ("Runbook", "runbook", "ctrl+r"),
    ("Terminal", "terminal", "ctrl+t"),
)
_ACTS = (
    ("Search the channel", "search", "/"),
    ("Compare the charts with a minute ago, or before", "compare", "f3"),
    ("Take the page", "page", "ctrl+g"),
    ("Take the call", "call", "ctrl+j"),
    ("Pause or go on", "pause", "ctrl+p"),
    ("Large clock, for a projector", "clock", "f2"),
    ("Faster", "faster", "ctrl+f"),
    ("Keys", "help", "f1"),
    ("End the drill", "leave", "ctrl+e"),
)


def ways_around(
    turns: Mapping[Role, Callable[[], object]], go: Callable[[str], object], gauges: Gauges
) -> Iterator[Entry]:
    """Where to look: seats, tabs and charts; `go` is told the tab."""
    for number, (seat, turn) in enumerate(turns.items(), 1):
        yield Entry(f"Turn to {seat.title}", "Seats", turn, keys=f"ctrl+{number}")
    for title, tab, keys in _TABS:
        yield Entry(title, "Look at", partial(go, tab), keys=keys)
    for metric, title in gauges.titles.items():
        yield Entry(f"Look closer: {title}", "Look at", partial(gauges.enlarge, metric))


def drill_entries(acts: Mapping[str, Callable[[], object]]) -> Iterator[Entry]:
    """What one can do with the drill itself, by name."""
    for title, name, keys in _ACTS:
        yield Entry(title, "Drill", acts[name], keys=keys)
