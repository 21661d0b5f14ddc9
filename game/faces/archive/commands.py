"""What a team keeps, as the command line offers it: handbook, history, trends, action items."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from game.faces.archive.items import JsonOption, items, ledger_told
from game.faces.archive.ledger import open_ledger
from game.faces.archive.reading import Archive, read_archive
from game.faces.archive.showing import (
    SHOWN,
    history_csv,
    history_data,
    history_table,
    trends_data,
    trends_text,
)
from game.faces.replacing import replace_file
from game.faces.telling import print_exactly, print_json, say, tell
from game.paths import drills_dir
from scoring.trends import trends


def register(app: typer.Typer) -> None:
    """Offer the commands."""
    app.command("handbook")(handbook)
    app.command("history")(history)
    app.command("trends")(show_trends)
    app.add_typer(items, name="actions")


ScenarioArg = Annotated[str, typer.Argument(help="A shipped scenario's id, or a path.")]
OnlyOption = Annotated[str | None, typer.Option("--scenario", help="Only drills of this scenario.")]


def handbook(
    scenario: ScenarioArg,
    *,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the sheets; otherwise ID-handbook.")
    ] = None,
) -> None:
    """Write the handbook: runbook, communications plan, templates, postmortem, tabletop plan."""
    from game.faces.archive.handbook import write_handbook  # noqa: PLC0415 - brings all models
    from game.scenario.library import load  # noqa: PLC0415 - the same

    with ledger_told():
        loaded = load(scenario)
        if isinstance(loaded, list):
            tell(loaded)
            raise typer.Exit(1)
        folder = out or Path(f"{loaded.scenario.id}-handbook")
        for path in write_handbook(loaded, folder):
            typer.echo(str(path))


def _archive(scenario: str | None) -> Archive:
    """The drills, with the status that people gave to their postmortems."""
    root = drills_dir()
    found = read_archive(root)
    given = open_ledger(root).postmortems
    records = tuple(
        replace(item, postmortem=given[item.name]) if item.name in given else item
        for item in found.records
        if scenario in {None, item.scenario}
    )
    for name in found.unread:
        say(f"{root / name} cannot be read, and is left out.")
    return replace(found, records=records)


def history(
    *,
    scenario: OnlyOption = None,
    every: Annotated[bool, typer.Option("--all", help=f"Not only the newest {SHOWN}.")] = False,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet.")] = False,
) -> None:
    """Show the drills that were played, newest first."""
    if as_json and as_csv:
        message = "choose --json or --csv"
        raise typer.BadParameter(message)
    with ledger_told():
        found = _archive(scenario)
        if as_json:
            print_json(history_data(found))
        elif as_csv:
            print_exactly(history_csv(found))
        elif not found.records:
            typer.echo("No drill was played yet: breakglass play")
        else:
            typer.echo(history_table(found, None if every else SHOWN))


def show_trends(
    *,
    scenario: OnlyOption = None,
    helped: Annotated[
        bool, typer.Option("--helped", help="Helped drills too, in groups of their own.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="A page FILE.html with the trends drawn.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show how comparable drills went over time: scores per objective, and response times."""
    with ledger_told():
        found = _archive(scenario)
        groups = trends(found.records, found.titles, helped=helped)
        if as_json:
            print_json(trends_data(groups, found))
        elif not found.records:
            typer.echo("No drill was played yet: breakglass play")
        else:
            typer.echo(trends_text(groups, found))
        if out is not None:
            from scoring.trends_page import trends_html  # noqa: PLC0415 - brings the templates

            page = trends_html(groups, found.records)
            replace_file(out, page.encode("utf-8"))
            say(f"The page: {out}")
