"""A drill screen made of the desk's widgets alone, for looking at and for measuring."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.faces.desk.charts import (
    Band,
    CrosshairGroup,
    Mark,
    Threshold,
    TimelineStrip,
    TimeSeriesChart,
    plain_value,
)
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Badge,
    Button,
    Choice,
    Column,
    Grid,
    Label,
    ListView,
    Option,
    Panel,
    ProgressBar,
    RichRow,
    RichText,
    Row,
    Run,
    ScrollView,
    Spacer,
    Tab,
    Tabs,
    TextEditor,
    Widget,
    auto,
    fixed,
    flex,
    optional,
)

SAMPLES = 1800
Floats = NDArray[np.float64]

# title, before, after, threshold, breach, unit, decimals
METRICS: tuple[tuple[str, float, float, float, str, str, int], ...] = (
    ("orders / min", 148, 58, 100, "below", "", 0),
    ("checkout success", 99.2, 38.6, 97, "below", "%", 1),
    ("p95 latency", 610, 640, 900, "above", "ms", 0),
    ("requests / s", 120, 121, 300, "above", "", 0),
    ("payments errors", 0.4, 61, 5, "above", "%", 0),
    ("retries / s", 1, 88, 20, "above", "", 0),
    ("db connections", 19, 24, 55, "above", "/ 60", 0),
    ("queue depth", 0, 3, 40, "above", "", 0),
)
SAID: tuple[tuple[str, str, Tone, str], ...] = (
    (
        "14:08",
        "Priya · IC",
        "ic",
        "I am the Incident Commander. Marek: deploys of the last hour, two minutes, understood?",
    ),
    ("14:08", "Marek · Ops", "ops", "Understood."),
    (
        "14:10",
        "Marek · Ops",
        "ops",
        "payments v2.14.0 went out 14:02. Errors start 14:02:40. Log: no billing region. ▣ 14:09",
    ),
    ("14:11", "Ana · Comms", "comms", "✉ posted to status page: Investigating"),
    (
        "14:12",
        "☎ Support lead",
        "character",
        "214 tickets in ten minutes. What may we tell people?",
    ),
    ("14:13", "▲ Monitoring", "system", "orders/min 61 % below the same hour last week"),
    ("14:14", "Scribe", "scribe", "12 min since impact; no mitigation running."),
)
MARKS = (
    Mark(60, "D", "Deploy of payments v2.14.0", "muted"),
    Mark(200, "▲", "Page: checkout success below 97 %", "bad"),
    Mark(260, "!", "Declared SEV1", "info"),
    Mark(500, "●", "Support lead asks", "warn"),
    Mark(560, "✉", "Status page: Investigating", "good"),
    Mark(620, "●", "VP asks", "warn"),
    Mark(680, "▲", "Page: orders", "bad"),
)


def metric(index: int, until: int = SAMPLES) -> tuple[Floats, Floats]:
    _, before, after, *_ = METRICS[index]
    t = np.arange(until, dtype=np.float64)
    rng = np.random.default_rng(index)
    level = np.where(t < 100, before, after)
    noise = rng.normal(0, max(before, after) * 0.02, until)
    return t, np.maximum(0.0, level + noise)


@dataclass
class Demo:
    root: Widget
    charts: list[TimeSeriesChart]
    messages: ListView
    strip: TimelineStrip
    composer: TextEditor
    choice: Choice
    clock: Label


def message_row(index: int) -> RichRow:
    at, who, tone, text = SAID[index % len(SAID)]
    runs = [Run(f"{at}  ", "muted", "small"), Run(f"{who}  ", tone, "strong"), Run(text)]
    if who.startswith("☎"):
        runs += [Run(" "), Run("answer within 3:00", "warn", "small_strong", chip=True)]
    return RichRow(runs, key=str(index))


def make_charts() -> list[TimeSeriesChart]:
    charts = []
    for index, (title, _, _, limit, breach, unit, decimals) in enumerate(METRICS):
        side = "above" if breach == "above" else "below"
        chart = TimeSeriesChart(
            title,
            threshold=Threshold(limit, side),  # type: ignore[arg-type]
            text=plain_value(unit, decimals),
            low=0,
            high=100 if unit == "%" else None,
        )
        chart.set_window(0, 750)
        chart.set_data(*metric(index, 750))
        chart.set_marks([Mark(100, "D", "Deploy", "muted")])
        charts.append(chart)
    CrosshairGroup(charts)
    return charts


def header(clock: Label) -> Widget:
    stages = [
        Badge("● Investigating", tone="info", filled=False, style="small"),
        *(
            Badge(text, tone="muted", filled=False, style="small")
            for text in ("Identified", "Monitoring", "Resolved")
        ),
    ]
    due = Column(
        [
            RichText([Run("✉ Update due ", style="small"), Run("02:10", "warn", "small_strong")]),
            ProgressBar(0.38),
        ],
        gap="small",
    )
    return Panel(
        [
            Row(
                [
                    Badge("■ SEV1", tone="bad", square=True, style="strong"),
                    auto(
                        Label("Checkout: orders failing", style="title", wrap=False),
                        shrink=True,
                        least=80,
                    ),
                    optional(Row(stages, gap="small", align="centre"), 3),
                    flex(Spacer()),
                    clock,
                    optional(
                        Label("14:14:30 UTC · 17:30 left", style="small", tone="muted", wrap=False),
                        2,
                    ),
                    fixed(due, 148),
                    RichText([Run("IC "), Run("Priya", "ic", "strong")]),
                    Badge("x1", tone="muted", filled=False, style="small"),
                    Button("❚❚", lambda: None, compact=True, tooltip="Pause the drill"),
                ],
                align="centre",
                gap="pad",
            ),
        ],
        pad="gap",
    )


def channel(messages: ListView, composer: TextEditor) -> Widget:
    tabs = Tabs(
        [
            Tab("incident", "# incident"),
            Tab("direct", "Direct", 1),
            Tab("status", "Status page"),
            Tab("runbook", "Runbook"),
        ],
        lambda _: None,
    )
    status = Panel(
        [
            RichText(
                [
                    Run("⚑ Status", "info", "strong"),
                    Run(" · SEV1 since 14:06 · IC Priya, Ops Marek, Comms Ana, Scribe bot\n"),
                    Run("Checkout fails for card payments, all regions. "),
                    Run("Deploy payments v2.14.0 at 14:02. Next decision: roll back?"),
                ]
            )
        ],
        tone="info",
        edge="left",
    )
    inside = Column([status, flex(messages), composer], pad="gap")
    return Panel([tabs, flex(inside)], pad=0, gap=0)


def duties(choice: Choice) -> Widget:
    tabs = Tabs(
        [Tab("ic", "IC", 2), Tab("ops", "Ops"), Tab("comms", "Comms", 1), Tab("scribe", "Scribe")],
        lambda _: None,
    )
    due = ListView(
        [
            RichRow([Run("◆ Decide: roll back or wait")], right=Run("01:20", "bad", "small")),
            RichRow([Run("◇ Answer support lead")], right=Run("02:40", "warn", "small")),
            RichRow(
                [Run("✓ Declare and set severity", "muted")], right=Run("14:06", "muted", "small")
            ),
            RichRow(
                [Run("✓ Name Ops, Comms, Scribe", "muted")], right=Run("14:08", "muted", "small")
            ),
        ]
    )
    card = Panel(
        [
            Label("◆ Roll back payments v2.14.0, or wait?", style="strong"),
            choice,
            TextEditor(placeholder="Reason (goes into the decision log) …", rows=1, grow_to=4),
        ],
        tone="warn",
    )
    buttons = Grid(
        [
            Button("Decide", lambda: None, kind="primary", shortcut="ctrl+enter"),
            Button("Task someone…", lambda: None),
            Button("Page a team…", lambda: None),
            Button("Hand over IC…", lambda: None, enabled=False, reason="Nobody else is free"),
        ],
        columns=2,
    )
    scroll = ScrollView(Column([Label("DUE NOW", style="small", tone="muted"), due, card]))
    return Panel([tabs, flex(Column([flex(scroll), buttons], pad="gap"))], pad=0, gap=0)


def build(messages_count: int = 7) -> Demo:
    charts = make_charts()
    messages = ListView(
        [message_row(i) for i in range(messages_count)], stick_to_bottom=True, gap=4
    )
    composer = TextEditor(
        placeholder="Message #incident …   Enter", rows=1, grow_to=5, submit_on_enter=True
    )
    choice = Choice(
        [
            Option(
                "back",
                "Roll back to v2.13.9",
                "✓ v2.13.9 healthy in canary · ? migration since: not checked · ~3 min",
                "1",
            ),
            Option(
                "flag",
                "Flag off: regional billing",
                "✓ flag exists · ? what else reads it · ~20 s",
                "2",
            ),
            Option(
                "wait", "Wait for more evidence", "costs about 38 failed orders a minute now", "3"
            ),
        ],
        lambda _: None,
        selected="back",
    )
    strip = TimelineStrip(end_s=1800)
    strip.set_marks(MARKS)
    strip.set_bands([Band(100, 750, "Impact")])
    strip.set_now(750)
    clock = Label("T+00:12:30", style="title", wrap=False)
    middle = Row(
        [
            flex(ScrollView(Grid(list(charts), columns=2, least_column=150, row_height=110)), 1.38),
            flex(channel(messages, composer), 1.0, least=280),
            fixed(duties(choice), 363),
        ]
    )
    root = Column([header(clock), flex(middle), fixed(strip, 58)], pad="gap")
    return Demo(root, charts, messages, strip, composer, choice, clock)


def show(ui: Ui, messages_count: int = 7) -> Demo:
    demo = build(messages_count)
    ui.set_root(demo.root)
    return demo
