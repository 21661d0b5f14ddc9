"""The decisions: what was chosen, what else there was, and how much of it was luck."""

from collections.abc import Callable, Sequence

from game.faces.desk.rich import Run
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    Panel,
    ProgressBar,
    RichText,
    Row,
    ScrollView,
    Widget,
    fixed,
    flex,
)
from scoring.accounts import DecisionAccount, OptionRow

NONE = "Nothing was decided in this drill, so nothing can be weighed."


def decided(found: Sequence[DecisionAccount], watch: Callable[[int], object]) -> Widget:
    """All decisions of a drill; `watch` is given the event of one."""
    parts: list[Widget] = [_decision(item, watch) for item in found]
    return ScrollView(Column(parts or [Label(NONE, tone="muted")], gap="gap"))


def _decision(item: DecisionAccount, watch: Callable[[int], object]) -> Widget:
    most = max((option.expected_loss or 0.0 for option in item.options), default=0.0)
    luck: list[Widget] = []
    if item.fortune:
        luck = [
            RichText([Run("Luck  ", style="small_strong"), Run(item.fortune, "muted", "small")])
        ]
    replay = Button("Replay", lambda: watch(item.n), compact=True)
    return Panel(
        [
            Row([flex(Label(item.question, style="strong")), replay], align="centre"),
            RichText(
                [
                    Run(f"{item.time} UTC  ", "info", "small_strong"),
                    Run(f"{item.chosen}. ", style="small_strong"),
                    Run(item.reason, "muted", "small"),
                ]
            ),
            *(_option(option, most) for option in item.options),
            *([Label(item.verdict)] if item.verdict else []),
            *luck,
            *([Label(item.known, style="small", tone="muted")] if item.known else []),
        ],
        gap="small",
    )


def _option(option: OptionRow, most: float) -> Widget:
    """An option with the orders that it was expected to cost, on what was known then."""
    loss = option.expected_loss
    sign = Run("● ", "info", "small") if option.chosen else Run("○ ", "muted", "small")
    style = "small_strong" if option.chosen else "small"
    words = [sign, Run(option.title, style=style)]  # type: ignore[arg-type]
    if option.then:
        words.append(Run(f"  ({option.then})", "muted", "small"))
    if loss is None:
        return RichText(words)
    share = loss / most if most else 0.0
    lost = f"{loss:,.0f} orders"
    figure = Label(lost, style="small", align="right", wrap=False, tooltip=lost)
    tone = "info" if option.chosen else "muted"
    bar = ProgressBar(share, tone=tone, height=8)  # type: ignore[arg-type]
    return Row([flex(RichText(words)), fixed(bar, 70), fixed(figure, 92)], align="centre")
