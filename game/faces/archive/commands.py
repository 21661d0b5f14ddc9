"""What a team keeps, as the command line offers it: handbook, history, trends, action items."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from game.faces.archive.ledger import Ledger, LedgerProblem, actions, decide, open_ledger
from game.faces.archive.reading import Archive, read_archive
from game.faces.archive.showing import (
    SHOWN,
    action_data,
    actions_data,
    actions_text,
    history_csv,
    history_data,
    history_table,
    trends_data,
    trends_text,
)
from game.faces.replacing import replace_file
from game.faces.telling import fail, print_exactly, print_json, problems_told, say, tell
from game.paths import drills_dir
from game.session.folder import DrillFolder
from scoring.hygiene import ActionStatus
from scoring.trends import trends


class PostmortemStatus(StrEnum):
    """How far a postmortem is."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    PUBLISHED = "published"


items = typer.Typer(
    invoke_without_command=True, help="Action items over all drills: list them, decide about them."
)


def register(app: typer.Typer) -> None:
    """Offer the commands."""
    app.command("handbook")(handbook)
    app.command("history")(history)
    app.command("trends")(show_trends)
    app.add_typer(items, name="actions")


ScenarioArg = Annotated[str, typer.Argument(help="A shipped scenario's id, or a path.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
OnlyOption = Annotated[str | None, typer.Option("--scenario", help="Only drills of this scenario.")]


@contextmanager
def _told() -> Iterator[None]:
    """What is wrong with the user's files is told in a sentence."""
    with problems_told():
        try:
            yield
        except LedgerProblem as problem:
            fail(str(problem))


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

    with _told():
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
    with _told():
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
    with _told():
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


def _today() -> date:
    return datetime.now(UTC).date()


@items.callback()
def list_actions(
    context: typer.Context,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Closed ones too, and without a limit.")
    ] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the action items of all drills."""
    if context.invoked_subcommand is not None:
        return
    with _told():
        root = drills_dir()
        found = actions(root, open_ledger(root))
        if as_json:
            print_json(actions_data(found, _today()))
        else:
            typer.echo(actions_text(found, _today(), every=every, overdue=overdue))


def _day(text: str | None) -> str | None:
    if not text:
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"{text!r} is not a day such as 2026-03-31"
        raise typer.BadParameter(message) from None


@items.command("set")
def set_action(
    key: Annotated[str, typer.Argument(metavar="ID", help="The id, or its first letters.")],
    *,
    status: Annotated[ActionStatus | None, typer.Option(help="Where it stands.")] = None,
    owner: Annotated[str | None, typer.Option(help="Who sees to it; empty for nobody.")] = None,
    due: Annotated[
        str | None, typer.Option(callback=_day, help="By when: 2026-03-31; empty for none.")
    ] = None,
    ticket: Annotated[str | None, typer.Option(help="Its ticket; empty for none.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Note who sees to an action item, by when, and where it stands."""
    given = {"status": status, "owner": owner, "due": due, "ticket": ticket}
    changes = {name: str(value) for name, value in given.items() if value is not None}
    if not changes:
        message = "say what to note: --status, --owner, --due or --ticket"
        raise typer.BadParameter(message)
    with _told():
        root = drills_dir()
        ledger = open_ledger(root)
        item = decide(ledger, actions(root, ledger), key, changes)
        if as_json:
            print_json(action_data(item, _today()))
        else:
            typer.echo(actions_text((item,), _today(), every=True, overdue=False).split("\n\n")[0])


@items.command("postmortem")
def set_postmortem(
    drill: Annotated[str, typer.Argument(help="A drill's name, as `history` shows it in JSON.")],
    status: Annotated[PostmortemStatus, typer.Argument(help="How far it is.")],
) -> None:
    """Note how far the postmortem of a drill is."""
    with _told():
        root = drills_dir()
        if not DrillFolder(root / drill).log.is_file() or Path(drill).name != drill:
            fail(f"there is no drill {drill!r}; `breakglass history --json` lists their names")
        ledger: Ledger = open_ledger(root)
        ledger.postmortems[drill] = status.value
        ledger.save()
        typer.echo(f"The postmortem of {drill} is {status.value}.")
