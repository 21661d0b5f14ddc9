"""The handbook to read in the window: the sheets that a team prints, from the same blocks."""

from collections.abc import Sequence

from game.faces.desk.rich import Run
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Dialog,
    Label,
    Panel,
    RichText,
    Tab,
    Tabs,
    Widget,
)
from game.scenario.assemble import Loaded
from scoring.handbook_blocks import Block, Grid, Heading, Items, Para, Quoted, Sheet
from scoring.handbook_postmortem import postmortem_sheet
from scoring.handbook_runbook import communications_sheet, runbook_sheet, templates_sheet

SHORT = {
    "runbook": "Runbook",
    "communications-plan": "Who is told what",
    "templates": "Templates and an example",
    "postmortem-template": "Postmortem",
}


def players_sheets(loaded: Loaded) -> tuple[Sheet, ...]:
    """What players may read before a drill; nothing of it gives the drill away."""
    return (
        runbook_sheet(loaded),
        communications_sheet(loaded),
        templates_sheet(loaded),
        postmortem_sheet(loaded),
    )


class SheetsDialog(Dialog):
    """One tab a sheet; Left and Right turn the pages."""

    def __init__(self, ui: Ui, sheets: Sequence[Sheet]) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._body = Column([], gap="gap")
        titles = [Tab(sheet.name, SHORT.get(sheet.name, sheet.title)) for sheet in sheets]
        self._tabs = Tabs(titles, self._turn)
        done = Button("Close", ui.close_dialog, kind="primary", shortcut="ctrl+enter")
        super().__init__("The runbook", [self._tabs, self._body], [done], width=980, name="runbook")
        self._turn(self._tabs.selected)

    def _turn(self, key: str) -> None:
        self._body.replace_children(sheet_parts(self._sheets[key]))


def sheet_parts(sheet: Sheet) -> list[Widget]:
    """A sheet as widgets, one below the other."""
    return [Label(sheet.title, style="title"), *(_block(block) for block in sheet.blocks)]


def _block(block: Block) -> Widget:
    match block:
        case Heading(text):
            return Label(text, style="strong", tone="info")
        case Para(text, quiet):
            return Label(text, tone="muted" if quiet else "text")
        case Items(items, boxes):
            sign = "☐" if boxes else "•"
            return Column([Label(f"{sign} {item}") for item in items], gap="tight")
        case Quoted(text):
            return Panel([Label(text)], surface="well", pad="gap")
        case Grid(head, rows):
            return Column([_row(head, row) for row in rows], gap="gap")


def _row(head: Sequence[str], row: Sequence[str]) -> Widget:
    """A row of a table as it can be read at any width: the head names each cell."""
    runs = [Run(row[0], style="strong")]
    for name, text in zip(head[1:], row[1:], strict=True):
        if text and text != "–":
            runs += [Run(f"\n{name}: ", "muted", "small_strong"), Run(text, style="small")]
    return Panel([RichText(runs)], edge="left", tone="muted", pad="gap")
