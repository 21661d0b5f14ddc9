"""The author's commands, as the command line offers them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from game.faces.author.files import AuthorProblem, scenario_file
from game.faces.author.forecast import forecast as forecast_scenario
from game.faces.author.forecast import to_data as forecast_data
from game.faces.author.msel import msel_sheet, with_msel
from game.faces.author.new import (
    id_problem,
    new_scenario,
    next_steps,
    schema_name,
    schema_text,
)
from game.faces.author.prove import (
    Proof,
    failing_drills,
    keep_logs,
    prove_all,
    to_data,
    to_data_of_all,
)
from game.faces.author.sheets import SUFFIXES, read_sheet, sheet_bytes
from game.faces.author.showing import print_forecast, print_proof, print_verdicts, stages
from game.faces.author.teams import cores
from game.faces.replacing import replace_file
from game.faces.telling import JsonOption, fail, print_json, problems_told, say, tell
from game.scenario.assemble import SCENARIO
from game.scenario.library import Loaded, load, scenario_ids
from game.scenario.schema import FileKind, json_schema

MOST_RUNS = 200
PICTURES = (".png", ".svg", ".pdf")


msel = typer.Typer(no_args_is_help=True, help="The MSEL as a spreadsheet, and back.")


def register(app: typer.Typer) -> None:
    """Offer the author's commands."""
    app.command("new")(new)
    app.command("forecast")(forecast)
    app.command("schema")(schema)
    app.add_typer(msel, name="msel")
    app.command("prove")(prove)


ScenarioArg = Annotated[str, typer.Argument(help="A shipped scenario's id, or a path.")]


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


def schema(
    kind: Annotated[FileKind | None, typer.Argument(help="One kind of file; else all.")] = None,
    *,
    out: Annotated[Path | None, typer.Option(help="Folder to write the schemas into.")] = None,
) -> None:
    """Print the JSON Schema of the files, for editors, or write it into a folder."""
    if out is None:
        kinds = {item.value: json_schema(item) for item in FileKind}
        print_json(kinds[kind.value] if kind else kinds)
        return
    with _told():
        out.mkdir(parents=True, exist_ok=True)
        for item in [kind] if kind else FileKind:
            path = out / schema_name(item)
            replace_file(path, schema_text(item).encode("utf-8"))
            typer.echo(str(path))


def _picture(path: Path | None) -> Path | None:
    if path is None:
        return None
    if path.suffix.lower() not in PICTURES:
        message = f"{path} must end in {' or '.join(PICTURES)}"
        raise typer.BadParameter(message)
    if not path.parent.is_dir():
        message = f"there is no folder {path.parent}"
        raise typer.BadParameter(message)
    return path


def forecast(
    scenario: ScenarioArg,
    *,
    out: Annotated[
        Path | None,
        typer.Option(callback=_picture, help="The picture; otherwise ID-forecast.png."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a scenario brings: nobody acts, or a lever is pulled early, later or late."""
    with _told():
        loaded = _loaded(scenario)
        with stages(Console(stderr=True)) as stage:
            found = forecast_scenario(loaded, stage("Two teams play"), cores())
        if as_json:
            print_json(forecast_data(found))
        else:
            print_forecast(Console(soft_wrap=True), found)
            out = out or Path(f"{loaded.scenario.id}-forecast.png")
        if out is not None:
            # matplotlib takes a second to load, which only a picture needs.
            from game.faces.author.forecast_chart import draw  # noqa: PLC0415

            draw(found, out)
            say(f"The picture: {out}")


def prove(
    scenarios: Annotated[
        list[str],
        typer.Argument(
            metavar="SCENARIO...", help="Shipped scenarios' ids, paths, or a folder of scenarios."
        ),
    ],
    *,
    runs: Annotated[
        int,
        typer.Option(
            min=1, max=MOST_RUNS, help="Drills per team and variant; 1 plays only what is needed."
        ),
    ] = 2,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the logs of the drills that show a failure.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes; otherwise one per core.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Let bots play scenarios, and tell whether they work, and if not, why."""
    with _told():
        names = [one for name in scenarios for one in _each(name)]
        library = [_loaded(name) for name in names]
        proofs: list[Proof] = []
        with stages(Console(stderr=True)) as stage:
            for name, proof in zip(
                names, prove_all(library, runs, stage, workers or cores()), strict=True
            ):
                proofs.append(_kept(proof, out, alone=len(names) == 1))
                if not as_json:
                    print_proof(Console(soft_wrap=True), proofs[-1], name)
        if as_json:
            print_json(to_data(proofs[0]) if len(proofs) == 1 else to_data_of_all(proofs))
        elif len(proofs) > 1:
            print_verdicts(Console(soft_wrap=True), proofs)
        if out is None and any(failing_drills(proof) for proof in proofs):
            say("With --out DIR the logs of the drills that show it are kept.")
        raise typer.Exit(0 if all(proof.holds for proof in proofs) else 1)


def _each(name: str) -> list[str]:
    """The scenarios of a folder of scenarios; anything else is one by itself."""
    folder = Path(name)
    inside = sorted(folder.glob(f"*/{SCENARIO}")) if folder.is_dir() else []
    return [str(path.parent) for path in inside] or [name]


def _kept(proof: Proof, out: Path | None, *, alone: bool) -> Proof:
    if out is None:
        return proof
    return keep_logs(proof, out if alone else out / proof.evidence.scenario.id)


def _sheet(path: Path) -> Path:
    if path.suffix.lower() not in SUFFIXES:
        message = f"{path} must end in {' or '.join(SUFFIXES)}"
        raise typer.BadParameter(message)
    return path


SheetArg = Annotated[
    Path, typer.Argument(metavar="FILE", callback=_sheet, help="A table: .csv or .xlsx.")
]


@msel.command("export")
def msel_export(
    scenario: ScenarioArg,
    file: SheetArg,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
) -> None:
    """Write the injects of a scenario as a table."""
    with _told():
        loaded = _loaded(scenario)
        if file.exists() and not force:
            fail(f"{file} exists already; choose another name, or --force to write over it")
        replace_file(file, sheet_bytes(msel_sheet(loaded), file.suffix.lower()))
        typer.echo(f"{len(loaded.scenario.injects)} injects in {file}")


@msel.command("import")
def msel_import(scenario: ScenarioArg, file: SheetArg) -> None:
    """Take the injects of a table over into a scenario: all of them, or none."""
    with _told():
        if scenario in scenario_ids():
            copy = f"breakglass new ID --from {scenario}"
            fail(f"{scenario} is shipped with the game; copy it first: {copy}")
        loaded, path = _loaded(scenario), scenario_file(scenario)
        text = with_msel(loaded, read_sheet(file), str(file))
        if isinstance(text, list):
            tell(text)
            say(
                "Nothing was changed. Places in scenario.yaml are those of the file as it would be."
            )
            raise typer.Exit(1)
        if text == loaded.sources[SCENARIO]:
            typer.echo(f"{path} says all of that already.")
            return
        replace_file(path, _with_line_ends(text, path))
        typer.echo(f"{path} has the injects of {file} now.")


def _with_line_ends(text: str, path: Path) -> bytes:
    """The text with the line ends that the file has had."""
    ends = b"\r\n" if b"\r\n" in path.read_bytes() else b"\n"
    return text.encode("utf-8").replace(b"\n", ends)
