"""The author's commands, as the command line offers them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from game.faces.author.files import AuthorProblem
from game.faces.author.new import id_problem, new_scenario, next_steps
from game.faces.author.prove import failing_drills, keep_logs, to_data
from game.faces.author.prove import prove as prove_scenario
from game.faces.author.showing import print_proof, stages
from game.faces.author.teams import cores
from game.faces.telling import fail, print_json, problems_told, say, tell
from game.scenario.library import Loaded, load

MOST_RUNS = 200


def register(app: typer.Typer) -> None:
    """Offer the author's commands."""
    app.command("new")(new)
    app.command("prove")(prove)


ScenarioArg = Annotated[str, typer.Argument(help="A shipped scenario's id, or a path.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be done as it was asked is told in a sentence."""
    with problems_told():
        try:
            yield
        except AuthorProblem as problem:
            fail(str(problem))


def _loaded(scenario: str) -> Loaded:
    found = load(scenario)
    if isinstance(found, list):
        tell(found)
        raise typer.Exit(1)
    return found


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
    with _told():
        folder = new_scenario(name, example, Path())
        typer.echo(f"{folder} is playable as it is. What next:")
        steps = next_steps(folder)
        width = max(map(len, steps))
        for command, meaning in steps.items():
            typer.echo(f"  {command:<{width}}   {meaning}")


def prove(
    scenario: ScenarioArg,
    *,
    runs: Annotated[
        int, typer.Option(min=1, max=MOST_RUNS, help="Drills per team and variant.")
    ] = 2,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the logs of the drills that show a failure.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes; otherwise one per core.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Let bots play a scenario, and tell whether it works, and if not, why."""
    with _told():
        loaded = _loaded(scenario)
        with stages(Console(stderr=True)) as stage:
            proof = prove_scenario(loaded, runs, stage, workers or cores())
        if out is not None:
            proof = keep_logs(proof, out)
        if as_json:
            print_json(to_data(proof))
        else:
            print_proof(Console(soft_wrap=True), proof, scenario)
        if failing_drills(proof) and out is None:
            say("With --out DIR the logs of the drills that show it are kept.")
        raise typer.Exit(0 if proof.holds else 1)
