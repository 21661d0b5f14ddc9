"""The author's commands, as the command line offers them."""

from pathlib import Path
from typing import Annotated

import typer

from game.faces.author.files import AuthorProblem
from game.faces.author.new import id_problem, new_scenario, next_steps
from game.faces.telling import fail, problems_told


def register(app: typer.Typer) -> None:
    """Offer the author's commands."""
    app.command("new")(new)


def _new_id(name: str) -> str:
    problem = id_problem(name)
    if problem:
        raise typer.BadParameter(problem)
    return name


def new(
    name: Annotated[
        str, typer.Argument(metavar="ID", callback=_new_id, help="Id and folder of the scenario.")
    ],
    *,
    example: Annotated[
        str | None, typer.Option("--from", help="Begin with a copy of this one, by id or path.")
    ] = None,
) -> None:
    """Write a commented, playable scenario into a new folder ID."""
    with problems_told():
        try:
            folder = new_scenario(name, example, Path())
        except AuthorProblem as problem:
            fail(str(problem))
        typer.echo(f"{folder} is playable as it is. What next:")
        steps = next_steps(folder)
        width = max(map(len, steps))
        for command, meaning in steps.items():
            typer.echo(f"  {command:<{width}}   {meaning}")
