"""The handbook: what a team prints and keeps, made from the very files it is scored by."""

from game.scenario.assemble import Loaded
from scoring.handbook_blocks import Sheet
from scoring.handbook_drill import tabletop_facilitator, tabletop_players
from scoring.handbook_postmortem import postmortem_sheet
from scoring.handbook_runbook import communications_sheet, runbook_sheet, templates_sheet
from scoring.pages import html_pages, markdown_pages, stylesheet


def handbook(loaded: Loaded) -> tuple[Sheet, ...]:
    """All sheets, in the order in which they are needed."""
    return (
        runbook_sheet(loaded),
        communications_sheet(loaded),
        templates_sheet(loaded),
        postmortem_sheet(loaded),
        tabletop_facilitator(loaded),
        tabletop_players(loaded),
    )


def sheet_md(sheet: Sheet) -> str:
    """A sheet in Markdown."""
    return markdown_pages().get_template("handbook.md.j2").render(sheet=sheet)


def sheet_html(sheet: Sheet, loaded: Loaded) -> str:
    """A sheet as one self-contained page, laid out for A4 and for screens."""
    page = html_pages().get_template("handbook.html.j2")
    style = stylesheet("handbook.css")
    return page.render(sheet=sheet, style=style, scenario=loaded.scenario, runbook=loaded.runbook)
