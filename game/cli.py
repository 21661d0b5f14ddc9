"""The command line: thin; every command does one thing that lives elsewhere.

Exit codes: 0 done, 1 problems found in the user's input, 2 wrong usage. With `--json`, one JSON
document goes to stdout and everything else to stderr.
"""

import os
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from game import __version__
from game.faces import evaluate
from game.faces.archive.commands import register as register_archive
from game.faces.author.commands import register as register_author
from game.faces.author.files import scenario_file
from game.faces.bots.policies import POLICIES
from game.faces.display import NoDisplayError, has_display
from game.faces.headless import play_bots, resume_bots
from game.faces.outcome import write_outcome
from game.faces.reading import register as register_reading
from game.faces.telling import (
    HELP,
    JsonOption,
    answer_any_terminal,
    fail,
    print_exactly,
    print_json,
    problems_told,
    say,
    tell,
)
from game.faces.terminal import print_score, progress_bar
from game.faces.web.command import host_tutorial
from game.faces.web.command import register as register_room
from game.paths import drills_dir
from game.scenario.library import Loaded, check, load
from game.scenario.problems import to_json
from game.session.folder import (
    DrillFolder,
    find_log,
    new_folder,
    newest_interrupted,
    next_seed,
    own_folder,
)
from game.session.log import read_log
from game.session.opening import Setup, check_setup
from game.session.session import Session
from game.terms import SEATS, Role

TUTORIAL = "hamster-wheel"
PACES = (0.1, 120.0)

app = typer.Typer(
    name="breakglass",
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A tabletop exercise simulator game for incident response.",
    context_settings=HELP,
)
_err = Console(stderr=True, soft_wrap=True)


class SeatChoice(StrEnum):
    """The seats to play, or all of them."""

    IC = "ic"
    OPS = "ops"
    COMMS = "comms"
    SCRIBE = "scribe"
    ALL = "all"


def _pace(pace: float | None) -> float | None:
    if pace is not None and not PACES[0] <= pace <= PACES[1]:  # NaN is out of range too
        message = f"the pace lies between {PACES[0]} and {PACES[1]:.0f}"
        raise typer.BadParameter(message)
    return pace


def _policy(policy: str) -> str:
    if policy not in POLICIES:
        message = f"there is no policy {policy!r}; there are {', '.join(POLICIES)}"
        raise typer.BadParameter(message)
    return policy


ScenarioArg = Annotated[str, typer.Argument(help="A shipped scenario's id, or a path.")]
SeedOption = Annotated[
    int | None, typer.Option(min=0, max=2**63 - 1, help="The same seed gives the same drill.")
]
PolicyOption = Annotated[
    str, typer.Option(callback=_policy, help=f"Who plays: {', '.join(POLICIES)}.")
]
PaceOption = Annotated[
    float | None, typer.Option(callback=_pace, help="Incident seconds per real second.")
]


@app.callback(invoke_without_command=True)
def menu(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open the game's menu."""
    if version:
        typer.echo(f"breakglass {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is not None:
        return
    if has_display(sys.platform, os.environ):
        # The desk brings pygame, which only a window needs.
        from game.faces.desk.app import run_menu  # noqa: PLC0415

        try:
            run_menu()
        except NoDisplayError as error:
            say(str(error))
        else:
            return
    say("There is no display here, so the tutorial opens as a room that you join with a browser.")
    host_tutorial()


@app.command()
def play(
    scenario: Annotated[
        str | None, typer.Argument(help="A shipped scenario's id, or a path; else the tutorial.")
    ] = None,
    *,
    role: Annotated[SeatChoice, typer.Option(help="The seat that people take.")] = SeatChoice.ALL,
    pace: PaceOption = None,
    seed: SeedOption = None,
    no_coach: Annotated[bool, typer.Option("--no-coach", help="No hints.")] = False,
    variant: Annotated[str | None, typer.Option(help="Which of the hypotheses is true.")] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Take over what you save in its file meanwhile.")
    ] = False,
    resume_it: Annotated[
        bool, typer.Option("--resume", help="Go on with the newest one that broke off.")
    ] = False,
) -> None:
    """Play a drill in a window; bots take the seats that are left."""
    if resume_it and (watch or variant):
        message = "a drill that broke off goes on as it was: --variant and --watch are for new ones"
        raise typer.BadParameter(message)
    with problems_told():
        loaded = _loaded(scenario or TUTORIAL)
        check_setup(loaded, Setup(0, variant=variant))
        file = scenario_file(scenario or TUTORIAL) if watch else None
        folder = _interrupted(scenario and loaded.scenario.id) if resume_it else None
        _need_display()
        from game.faces.desk.app import Choice, run_play, run_resume  # noqa: PLC0415 - brings pygame

        if folder is not None:
            run_resume(folder)
            return
        humans = frozenset(SEATS if role is SeatChoice.ALL else (Role(role.value),))
        choice = Choice(_seed(seed), humans, pace, coach=not no_coach, variant=variant, watch=file)
        run_play(loaded, choice)


@app.command()
def run(
    scenario: ScenarioArg,
    *,
    policy: PolicyOption = "competent",
    seed: SeedOption = 1,
    variant: Annotated[str | None, typer.Option(help="Which of the hypotheses is true.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the drill's files.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Let bots play a whole drill as fast as it goes, and write its files."""
    with problems_told():
        loaded = _loaded(scenario)
        setup = Setup(_seed(seed), variant=variant, policy=policy)
        check_setup(loaded, setup)
        folder = own_folder(out) if out else _new_folder(loaded.scenario.id)
        with progress_bar(_err, loaded.scenario.title) as progress:
            session = play_bots(loaded, setup, folder, progress)
        _close(folder, session, as_json=as_json)


@app.command("check")
def check_files(
    paths: Annotated[list[str], typer.Argument(help="Scenarios, runbooks, shops or folders.")],
    as_json: JsonOption = False,
) -> None:
    """Tell every problem of scenario, runbook and shop files."""
    problems = [problem for path in paths for problem in check(path)]
    if as_json:
        print_json({"ok": not problems, "problems": [to_json(item) for item in problems]})
    elif not problems:
        typer.echo("No problems.")
    else:
        tell(problems)
    raise typer.Exit(1 if problems else 0)


@app.command()
def resume(
    drill: Annotated[str | None, typer.Argument(help="A drill's folder, log or name.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Go on with a drill that broke off: the newest one, or the one you name."""
    with problems_told():
        folder = DrillFolder(find_log(drill, drills_dir()).parent) if drill else _interrupted()
        if read_log(folder.log).header.roster.humans:
            _need_display()
            from game.faces.desk.app import run_resume  # noqa: PLC0415 - brings pygame

            run_resume(folder)
            return
        with progress_bar(_err, folder.path.name) as progress:
            session = resume_bots(folder, progress)
        _close(folder, session, as_json=as_json)


register_author(app)
register_archive(app)
register_room(app)
register_reading(app)
evaluate.register(app)


def main() -> None:
    """Run the command line."""
    answer_any_terminal()
    app(prog_name="breakglass")


def _loaded(scenario: str) -> Loaded:
    found = load(scenario)
    if isinstance(found, list):
        tell(found)
        raise typer.Exit(1)
    return found


def _seed(seed: int | None) -> int:
    return next_seed(drills_dir()) if seed is None else seed


def _new_folder(scenario: str) -> DrillFolder:
    return new_folder(drills_dir(), scenario, datetime.now(UTC))


def _interrupted(scenario: str | None = None) -> DrillFolder:
    entry = newest_interrupted(drills_dir(), scenario)
    if entry is None:
        which = f" of {scenario}" if scenario else ""
        fail(f"no drill{which} has been interrupted; there is nothing to resume")
    return entry.folder


def _close(folder: DrillFolder, session: Session, *, as_json: bool) -> None:
    """Write the files of a drill that has ended, and tell how it went."""
    card = write_outcome(folder, session.plan, session.state)
    if as_json:
        print_exactly(card.to_json())
        say(f"The drill lies in {folder.path}")
    else:
        print_score(Console(soft_wrap=True), session.plan, card)
        typer.echo(f"Report: {folder.report}")


def _need_display() -> None:
    if not has_display(sys.platform, os.environ):
        fail("there is no display here; play in a browser: breakglass host SCENARIO")
