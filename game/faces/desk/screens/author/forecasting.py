"""The forecast drawn on the desk: nobody acts, or a lever is pulled early, later or late.

The same data as `breakglass forecast` has; the levers are chosen in a table, one at a time, since
all of them in one chart can be told apart by nobody.
"""

from collections.abc import Sequence

import numpy as np

from game.faces.author.forecast import STEP_S, Case, Forecast, Outlook
from game.faces.desk.charts import (
    CrosshairGroup,
    Mark,
    Series,
    Status,
    TimelineStrip,
    TimeSeriesChart,
)
from game.faces.desk.charts.timeline import minutes
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.gauges import make_chart, shown
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Cell,
    Column,
    Dropdown,
    Grid,
    Label,
    Option,
    Panel,
    RichText,
    Row,
    Table,
    TableColumn,
    Widget,
    fixed,
    flex,
)
from game.scenario.shop_model import LeverOutcome

IDLE = "nobody"
"""The key of the row in which nobody acts."""

MOMENT_TONES: tuple[Tone, ...] = ("good", "warn", "scribe")
"""Of a lever pulled early, later and late; the letters of the marks say the same."""

KIND_SIGNS = {"inject": "●", "help": "▲", "pressure": "■", "redirect": "◆"}
NOTABLE = 0.01
"""A change of the loss by less than this share of it is none."""


class ForecastView:
    """One forecast: a variant, the levers' losses, and the courses of the chosen lever."""

    def __init__(self, found: Forecast, variant: str = "") -> None:
        self._found = found
        self._lever = ""
        self._outlook = next(
            (item for item in found.outlooks if item.variant == variant), found.outlooks[0]
        )
        self._charts = [(spec, make_chart(spec)) for spec in found.metrics]
        CrosshairGroup([chart for _, chart in self._charts])
        self._strip = TimelineStrip(end_s=found.duration_s)
        self._said = RichText([Run("")])
        columns = [TableColumn("Failed orders", flex=1)]
        columns += [
            TableColumn(f"{_letter(at)} {minutes(at_s)}", px=62, align="right", style="small")
            for at, at_s in enumerate(found.times_s)
        ]
        self._table = Table(columns, on_select=self._choose)
        self.widget: Widget = self._layout()
        self._show_variant()

    def _layout(self) -> Widget:
        outlooks = self._found.outlooks
        options = tuple(Option(item.variant, item.title) for item in outlooks)
        pick = Dropdown(options, self._variant, selected=self._outlook.variant)
        charts: list[TimeSeriesChart] = [chart for _, chart in self._charts]
        left = Panel([flex(self._table)], pad="small")
        above = Row(
            [
                Label("If it is", tone="muted", wrap=False, tooltip="The cause that is true"),
                flex(pick),
            ],
            align="centre",
        )
        strip = Panel([flex(self._strip)], pad=0)
        return Column(
            [
                above,
                flex(
                    Row(
                        [
                            flex(Column([flex(left, least=120), self._said]), 4, least=340),
                            flex(Grid(charts, columns=1, least_row=70), 5, least=150),
                        ]
                    ),
                    least=180,
                ),
                _strip_words(),
                fixed(strip, 58),
            ]
        )

    # -- choosing ---------------------------------------------------------------------------

    def _variant(self, key: str) -> None:
        self._outlook = next(item for item in self._found.outlooks if item.variant == key)
        self._show_variant()

    def _show_variant(self) -> None:
        self._table.set_rows(self._rows())
        known = {case.lever for case in self._outlook.cases}
        self._lever = self._lever if self._lever in known else self._telling()
        self._table.list.select(self._lever or IDLE)
        self._show_lever()
        self._strip.set_marks(_releases(self._outlook))

    def _telling(self) -> str:
        """The lever that changes the loss most."""
        idle = self._outlook.cases[0]
        cases = [case for case in self._outlook.cases if case.lever]
        best = max(
            cases, key=lambda case: abs(case.failed_orders - idle.failed_orders), default=idle
        )
        return best.lever or ""

    def _choose(self, key: str) -> None:
        self._lever = "" if key == IDLE else key
        self._show_lever()

    def _show_lever(self) -> None:
        idle, cases = self._outlook.cases[0], self._cases(self._lever)
        working = [case for case in cases if case.outcome is LeverOutcome.WORKS]
        marks = [_pulled(at, case) for at, case in enumerate(working)]
        for spec, chart in self._charts:
            series = [_series(at, case, spec.id) for at, case in enumerate(working)]
            series.append(_line(idle, spec.id, "nobody acts", "muted"))
            scaled = [Series(s.t_s, shown(spec, s.values), s.label, s.tone) for s in series]
            chart.set_window(0, self._found.duration_s)
            chart.set_status(Status("muted", ""))
            chart.set_series(scaled)
            chart.set_marks(marks)
        self._said.set_runs(self._words(cases, working))

    def _words(self, cases: Sequence[Case], working: Sequence[Case]) -> list[Run]:
        idle = self._outlook.cases[0]
        if not self._lever:
            lost = f"{idle.failed_orders:,.0f} orders fail, {idle.lost_revenue:,.0f} € are lost."
            return [Run(f"When nobody acts, {lost}", "muted", "small")]
        title = next((x.title for x in self._found.levers if x.id == self._lever), self._lever)
        if not working:
            why = f" is {cases[0].outcome.value} here: it never reaches the shop."
            return [Run(title, style="small_strong"), Run(why, "muted", "small")]
        gains = [idle.failed_orders - case.failed_orders for case in working]
        if max(abs(gain) for gain in gains) <= _margin(idle):
            text = " changes nothing here, whenever it is pulled."
        elif gains[0] > 0:
            text = f" saves {gains[0]:,.0f} orders early and {gains[-1]:,.0f} late."
        else:
            text = f" costs {-gains[0]:,.0f} orders more when it is pulled early."
        return [Run(title, style="small_strong"), Run(text, "muted", "small")]

    # -- figures ----------------------------------------------------------------------------

    def _cases(self, lever: str) -> list[Case]:
        return [case for case in self._outlook.cases if lever and case.lever == lever]

    def _rows(self) -> list[tuple[str, list[Cell | str]]]:
        idle = self._outlook.cases[0]
        loss = Cell(f"{idle.failed_orders:,.0f}", "muted")
        rows: list[tuple[str, list[Cell | str]]] = [
            (IDLE, [Cell("Nobody acts", "muted"), *(loss for _ in self._found.times_s)])
        ]
        for lever in self._found.levers:
            cells = [_loss(case, idle) for case in self._cases(lever.id)]
            rows.append((lever.id, [lever.title, *cells]))
        return rows


def _letter(at: int) -> str:
    return "ABCDEF"[at % 6]


def _margin(idle: Case) -> float:
    return 1 + NOTABLE * idle.failed_orders


def _loss(case: Case, idle: Case) -> Cell:
    """Better and worse than nobody acting by sign, not by colour alone."""
    if case.outcome is not LeverOutcome.WORKS:
        return Cell(case.outcome.value, "muted")
    change = case.failed_orders - idle.failed_orders
    if abs(change) <= _margin(idle):
        return Cell(f"= {case.failed_orders:,.0f}", "text")
    sign, tone = ("▼", "good") if change < 0 else ("▲", "bad")
    return Cell(f"{sign} {case.failed_orders:,.0f}", tone)  # type: ignore[arg-type]


def _pulled(at: int, case: Case) -> Mark:
    tone = MOMENT_TONES[at % len(MOMENT_TONES)]
    return Mark(float(case.at_s or 0), _letter(at), f"pulled: {_letter(at)}", tone)


def _series(at: int, case: Case, metric: str) -> Series:
    """From the pull on; before it, the course is that of nobody acting."""
    line = _line(case, metric, _letter(at), MOMENT_TONES[at % len(MOMENT_TONES)])
    start = (case.at_s or 0) // STEP_S
    return Series(line.t_s[start:], line.values[start:], line.label, line.tone)


def _line(case: Case, metric: str, label: str, tone: Tone) -> Series:
    values = np.asarray(case.curves[metric], dtype=np.float64)
    times = np.arange(len(values), dtype=np.float64) * STEP_S
    return Series(times, values, label, tone)


def _releases(outlook: Outlook) -> list[Mark]:
    """Each inject when nobody acts, and to a team by the book where that is another moment."""
    marks: list[Mark] = []
    for item in outlook.msel:
        sign = KIND_SIGNS.get(item.kind, "●")
        if item.idle_s is not None:
            label = f"{item.inject} ({item.kind}), if nobody acts"
            marks.append(Mark(item.idle_s, sign, label, "muted"))
        if item.book_s is not None and item.book_s != item.idle_s:
            label = f"{item.inject} ({item.kind}), to a team by the book"
            marks.append(Mark(item.book_s, "◇", label, "info"))
    return marks


def _strip_words() -> Widget:
    """What the strip below shows."""
    kinds = "  ".join(f"{sign} {kind}" for kind, sign in KIND_SIGNS.items())
    return RichText(
        [
            Run("Injects  ", style="small_strong"),
            Run(f"{kinds}, if nobody acts   ", "muted", "small"),
            Run("◇ to a team by the book, where that differs", "info", "small"),
        ]
    )
