"""The replay's controls: play, step, pace, the moment; and the question of how to go on."""

from collections.abc import Callable

from game.faces.desk.screens.replay.playhead import Playhead
from game.faces.desk.widgets import (
    Button,
    Choice,
    Dialog,
    Label,
    Option,
    Panel,
    ProgressBar,
    Row,
    Widget,
    fixed,
    flex,
    optional,
)
from game.simtime import clock
from game.terms import SEATS, Role

ALL = "all"


class Controls:
    """Made once; `update` shows another moment. `act` is told play, before, next or faster."""

    def __init__(self, head: Playhead, act: Callable[[str], object]) -> None:
        self._head = head
        self._play = Button("▶ Play", lambda: act("play"), kind="primary", shortcut="space")
        self._pace = Button(f"×{head.pace}", lambda: act("faster"), shortcut="f", tooltip="Pace")
        self._clock = Label(clock(0), style="large", wrap=False)
        self._event = Label("", wrap=False)
        self._progress = ProgressBar(0.0, tone="info")
        self._reading = Label("Reading the log", style="small", tone="muted", wrap=False)
        before = Button("Event before", lambda: act("before"), shortcut="left")
        after = Button("Next event", lambda: act("next"), shortcut="right")
        self.widget: Widget = Panel(
            [
                Row(
                    [
                        before,
                        fixed(self._play, 140),
                        after,
                        fixed(self._pace, 80),
                        fixed(self._clock, 132),
                        flex(self._event, least=120),
                        optional(self._reading),
                        optional(fixed(self._progress, 60)),
                    ],
                    align="centre",
                )
            ],
            pad="gap",
        )

    def reading(self, share: float) -> None:
        """Tell how much of the log has been read."""
        self._progress.set_share(share)
        for widget in (self._progress, self._reading):
            widget.visible = share < 1

    def update(self, text: str) -> None:
        """Show this moment."""
        head = self._head
        self._play.set_text("❚❚ Stop" if head.playing else "▶ Play")
        self._pace.set_text(f"×{head.pace}")
        self._clock.set_text(clock(head.at_s))
        self._event.set_text(f"{head.n} of {len(head.replay.events)}   {text}")
        self._event.tooltip = text


def fork_dialog(
    text: str,
    humans: frozenset[Role],
    go_on: Callable[[int, frozenset[Role]], object],
    close: Callable[[], object],
) -> Dialog:
    """Ask who plays on, and whether what happened last stays.

    `go_on` is told how many events to take back, and the seats that people hold.
    """
    seats = Choice(
        (
            Option(ALL, "All four seats"),
            *(Option(seat.value, seat.title) for seat in SEATS),
        ),
        lambda _key: None,
        selected=next(iter(humans)).value if len(humans) == 1 else ALL,
        style="radio",
    )

    def held() -> frozenset[Role]:
        return frozenset(SEATS) if seats.selected == ALL else frozenset({Role(seats.selected)})

    return Dialog(
        "Go on from here, differently",
        [
            Label(
                "This becomes a drill of its own, with its own log and score; the one you look at "
                "stays as it is. It is marked as a fork and not compared with others."
            ),
            Label(f"Last event: {text}", tone="muted", max_lines=3),
            Label("Which seats do you take?", style="strong"),
            seats,
        ],
        [
            Button("Cancel", close, kind="quiet"),
            Button("Go on before that event", lambda: go_on(1, held()), shortcut="ctrl+b"),
            Button(
                "Go on after it", lambda: go_on(0, held()), kind="primary", shortcut="ctrl+enter"
            ),
        ],
        width=620,
    )
