"""Action items and postmortems over all drills, as the command line offers them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from game.faces.archive.ledger import (
    LedgerProblem,
    actions,
    add,
    decide,
    open_ledger,
)
from game.faces.archive.showing_actions import (
    action_data,
    actions_csv,
    actions_data,
    actions_text,
    item_text,
)
from game.faces.telling import fail, print_exactly, print_json, problems_told
from game.paths import drills_dir
from game.session.folder import DrillFolder
from scoring.hygiene import ActionStatus, TrackedAction

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
DrillArg = Annotated[str, typer.Argument(help="A drill's name, as `history` shows it in JSON.")]


class PostmortemStatus(StrEnum):
    """How far a postmortem is."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    PUBLISHED = "published"


class Priority(StrEnum):
    """How urgent an action item is."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"


class Sort(StrEnum):
    """What an action item is for."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"


items = typer.Typer(
    invoke_without_command=True, help="Action items over all drills: list them, decide about them."
)


@contextmanager
def ledger_told() -> Iterator[None]:
    """What is wrong with the user's files is told in a sentence."""
    with problems_told():
        try:
            yield
        except LedgerProblem as problem:
            fail(str(problem))


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
    owner: Annotated[
        str | None, typer.Option(help="Only what this owner sees to; empty for nobody's.")
    ] = None,
    drill: Annotated[str | None, typer.Option(help="Only of drills with this in the name.")] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet.")] = False,
) -> None:
    """List the action items of all drills, and how they are kept from month to month."""
    if context.invoked_subcommand is not None:
        return
    if as_json and as_csv:
        message = "choose --json or --csv"
        raise typer.BadParameter(message)
    with ledger_told():
        root = drills_dir()
        found = tuple(
            item
            for item in actions(root, open_ledger(root))
            if (owner is None or owner.strip().lower() == (item.owner or "").lower())
            and (drill is None or drill in item.drill)
        )
        if as_json:
            print_json(actions_data(found, _today()))
        elif as_csv:
            print_exactly(actions_csv(found, _today()))
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
    with ledger_told():
        root = drills_dir()
        ledger = open_ledger(root)
        _print(decide(ledger, actions(root, ledger), key, changes, _today()), as_json=as_json)


@items.command("add")
def add_action(
    drill: DrillArg,
    description: Annotated[str, typer.Argument(help="What is to be done, so that it can be seen.")],
    *,
    priority: Annotated[Priority, typer.Option(help="How urgent it is.")] = Priority.P1,
    sort: Annotated[Sort, typer.Option("--type", help="What it is for.")] = Sort.PREVENT,
    owner: Annotated[str, typer.Option(help="Who sees to it.")] = "",
    due: Annotated[str, typer.Option(callback=_day, help="By when: 2026-03-31.")] = "",
    ticket: Annotated[str, typer.Option(help="Its ticket.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Add an action item that the team has decided on by itself."""
    if not description.strip():
        message = "say what is to be done"
        raise typer.BadParameter(message)
    said = {
        "description": " ".join(description.split()),
        "priority": priority.value,
        "type": sort.value,
        "owner": owner,
        "due": due,
        "ticket": ticket,
        "status": ActionStatus.OPEN.value,
    }
    with ledger_told():
        root = drills_dir()
        _must_be(root, drill)
        ledger = open_ledger(root)
        known = {item.id for item in actions(root, ledger)}
        _print(add(ledger, drill, said, known, _today()), as_json=as_json)


def _print(item: TrackedAction, *, as_json: bool) -> None:
    if as_json:
        print_json(action_data(item, _today()))
    else:
        typer.echo(item_text(item, _today()))


def _must_be(root: Path, drill: str) -> None:
    if Path(drill).name != drill or not DrillFolder(root / drill).log.is_file():
        fail(f"there is no drill {drill!r}; `breakglass history --json` lists their names")


@items.command("postmortem")
def set_postmortem(
    drill: DrillArg,
    status: Annotated[PostmortemStatus, typer.Argument(help="How far it is.")],
) -> None:
    """Note how far the postmortem of a drill is."""
    with ledger_told():
        root = drills_dir()
        _must_be(root, drill)
        ledger = open_ledger(root)
        ledger.postmortems[drill] = status.value
        ledger.save()
        typer.echo(f"The postmortem of {drill} is {status.value}.")
