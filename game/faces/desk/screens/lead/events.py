"""The events list: what comes, what is expected of it, and the hands to release or move it."""

from collections.abc import Callable

from game.engine.refusals import Refusal
from game.faces.desk.remote.lead import Lead, released, to_come, unplanned
from game.faces.desk.remote.script import Planned
from game.faces.desk.rich import Run
from game.faces.desk.screens.lead.asking import ask_why
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    ListView,
    Panel,
    RichRow,
    RichText,
    ScrollView,
    Tab,
    Tabs,
    Widget,
    fixed,
    flex,
)
from game.simtime import clock, countdown
from game.terms import Role

Done = Callable[[Refusal | None, str], object]
"""Is told what became of an act: a refusal, or else what to say."""

SOON_S = 60
_KINDS: dict[str, Tone] = {"help": "good", "pressure": "bad", "redirect": "info", "ad hoc": "warn"}
"""The contingencies of a facilitator, and what was not planned; plain injects have no tone."""
_STANDINGS: dict[str, tuple[str, Tone]] = {
    "open": ("waits for an answer", "warn"),
    "answered": ("✓ answered", "good"),
    "expired": ("✗ not answered in time", "bad"),
    "skipped": ("left out", "muted"),
    "out": ("released", "muted"),
}


class Events:
    """Made once; `update` shows another moment."""

    def __init__(self, ui: Ui, lead: Lead, done: Done) -> None:
        self._ui, self._lead, self._done = ui, lead, done
        self._tab = "to-come"
        self._tabs = Tabs(self._tab_list(), self._turn, selected=self._tab)
        self._list = ListView(on_select=self._choose, empty="Nothing more is planned.")
        self._detail = RichText([Run("")])
        self._release = Button(
            "Release", self.release, kind="primary", tooltip="Let it happen now (R)"
        )
        self._sooner = Button("−1 min", lambda: self._act_delay(-60), tooltip="One minute sooner")
        self._later = Button("+1 min", lambda: self._act_delay(60), tooltip="One minute later")
        self._skip = Button("Skip …", self.ask_to_skip, tooltip="Leave it out (S)")
        hands = [self._release, self._sooner, self._later, self._skip]
        self._hands = Grid(hands, columns=4, least_column=100, gap="small")
        detail = Column([self._hands, flex(ScrollView(self._detail))], gap="gap")
        self.widget: Widget = Panel(
            [
                fixed(self._tabs, 36),
                flex(Column([flex(self._list)], pad="gap"), 3, least=120),
                flex(Panel([flex(detail)], surface="raised", pad="gap"), 2, least=150),
            ],
            pad=0,
            gap=0,
        )

    def _tab_list(self) -> list[Tab]:
        waiting = len(to_come(self._lead.events))
        return [Tab("to-come", "To come", waiting, "info"), Tab("released", "Released")]

    def _turn(self, key: str) -> None:
        self._tab = key
        self._list.empty = (
            "Nothing more is planned." if key == "to-come" else "Nothing was released yet."
        )
        self._list.select("")
        self.update()

    def _shown(self) -> list[Planned]:
        events = self._lead.events
        if self._tab == "to-come":
            return to_come(events)
        names = self._lead.truth.characters if self._lead.truth else {}
        view = self._lead.table.view(Role.FACILITATOR)
        return released([*events, *unplanned(events, view, names)])

    @property
    def chosen(self) -> Planned | None:
        """The chosen event; while none is, the next one."""
        shown = self._shown()
        key = self._list.selected_key
        return next((item for item in shown if item.id == key), shown[0] if shown else None)

    def _choose(self, _key: str) -> None:
        self._show_chosen()

    def _now_s(self) -> int:
        return self._lead.table.view(Role.FACILITATOR).at_s

    # -- showing ----------------------------------------------------------------------------

    def update(self) -> None:
        """Show this moment."""
        now_s = self._now_s()
        self._tabs.set_tabs(self._tab_list())
        self._list.set_rows([event_row(item, now_s) for item in self._shown()])
        if not self._list.selected_key and self.chosen is not None:
            self._list.select(self.chosen.id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self._hands.visible = chosen is not None and chosen.waits
        self._detail.set_runs(_told(chosen) if chosen else [Run("")])
        timed = chosen is not None and chosen.at_s is not None
        for button in (self._sooner, self._later):
            button.set_enabled(timed, "It waits for its condition, not for a time.")

    # -- acting -----------------------------------------------------------------------------

    def release(self) -> None:
        """Let the chosen event happen now."""
        if (chosen := self.chosen) is not None and chosen.waits:
            self._done(self._lead.release(chosen.id), "Released.")

    def _act_delay(self, by_s: int) -> None:
        if (chosen := self.chosen) is not None and chosen.waits:
            moved = "One minute later." if by_s > 0 else "One minute sooner."
            self._done(self._lead.delay(chosen.id, by_s), moved)

    def ask_to_skip(self) -> None:
        """Leave the chosen event out, once there is a reason for it."""
        chosen = self.chosen
        if chosen is None or not chosen.waits:
            return

        def skip(reason: str) -> None:
            self._done(self._lead.skip(chosen.id, reason), "Left out.")

        ask_why(self._ui, "Why is it left out?", "The reason stands in the log.", "Skip it", skip)


def event_row(item: Planned, now_s: int) -> RichRow:
    """An event on one or two lines: when, who to whom, how it begins."""
    tone = _KINDS.get(item.kind)
    runs = [Run(f"{_when(item)}  ", "muted", "small_strong")]
    if tone is not None:
        runs.append(Run(f"{item.kind.upper()}  ", tone, "small_strong"))
    runs.append(Run(f"{item.sender} → {addressee(item.to)}  ", "character", "small_strong"))
    runs.append(Run(_short(item.text), "text" if item.status != "skipped" else "muted", "small"))
    return RichRow(runs, key=item.id, right=_right(item, now_s), hang=12)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:88]} …"


def addressee(to: str) -> str:
    """Whom an event is for, as people say it."""
    return "all" if to == "all" else Role(to).title


def _when(item: Planned) -> str:
    if not item.waits:
        return clock(item.released_s) if item.released_s is not None else "—"
    return "on condition" if item.at_s is None else clock(item.at_s)


def _right(item: Planned, now_s: int) -> Run | None:
    if not item.waits:
        words, tone = _STANDINGS[item.status]
        return Run(words, tone, "small")
    if item.at_s is None:
        return None
    left_s = item.at_s - now_s
    return Run(countdown(left_s), "warn" if left_s < SOON_S else "muted", "small_strong")


def _told(item: Planned) -> list[Run]:
    """All that is known of an event."""
    runs = [
        Run(f"{item.sender} → {addressee(item.to)}", "character", "strong"),
        Run(f"  by {item.via.replace('-', ' ')}\n", "muted", "small"),
        Run(f"{item.text}\n"),
    ]
    if item.expects:
        whose = f" ({addressee(item.expects_of)})" if item.expects_of else ""
        runs += [Run(f"Expected{whose}: ", "good", "small_strong"), Run(f"{item.expects}\n")]
    if item.prompt:
        runs += [Run("Watch for: ", "info", "small_strong"), Run(item.prompt)]
    return runs
