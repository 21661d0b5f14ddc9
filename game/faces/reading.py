"""Commands that look at a drill when it is over: all from its log alone."""

from typing import Annotated

import typer
from rich.console import Console

from game.engine.fold import fingerprint
from game.faces.outcome import write_outcome
from game.faces.telling import JsonOption, print_exactly, print_json, problems_told
from game.faces.terminal import print_moment, print_score, print_what_if
from game.paths import drills_dir
from game.session.folder import DrillFolder, find_log
from game.session.replay import Replay, open_replay
from game.simtime import clock, parse_offset_s
from scoring.accounts import event_rows, transcript
from scoring.judge import score as score_drill
from scoring.whatif import to_data, what_if


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("score")(score)
    app.command("replay")(replay_log)
    app.command("whatif")(what_if_moved)
    app.command("report")(report)


def _moment(text: str | None) -> str | None:
    try:
        parse_offset_s(text or "0s")
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return text


LogArg = Annotated[str, typer.Argument(help="A log, a drill's folder, or a drill's name.")]


def score(log: LogArg, as_json: JsonOption = False) -> None:
    """Score a drill from its log alone."""
    with problems_told():
        replay = _replay(log)
        card = score_drill(replay.plan, replay.final())
        if as_json:
            print_exactly(card.to_json())
        else:
            print_score(Console(soft_wrap=True), replay.plan, card)


def replay_log(
    log: LogArg,
    at: Annotated[
        str | None, typer.Option(callback=_moment, help="A moment: T+00:12:30, or 12m.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Tell a drill line by line, or show where it stood at a moment."""
    with problems_told():
        replay = _replay(log)
        state = replay.final() if at is None else replay.at(parse_offset_s(at))
        if as_json:
            print_json(
                {
                    "scenario": replay.header.scenario,
                    "variant": replay.header.variant,
                    "seed": replay.header.seed,
                    "clock": clock(state.at_s),
                    "last_s": replay.last_s,
                    "state": fingerprint(state),
                }
            )
            return
        typer.echo(transcript(event_rows(replay.plan, state)))
        if at is not None:
            print_moment(Console(soft_wrap=True), replay.plan, state)


def what_if_moved(log: LogArg, as_json: JsonOption = False) -> None:
    """Tell what a drill would have cost, had a lever been pulled sooner, later or never."""
    with problems_told():
        replay = _replay(log)
        found = what_if(replay.plan, replay.final())
        if as_json:
            print_json(to_data(found))
        else:
            print_what_if(Console(soft_wrap=True), replay.plan, found)


def report(log: LogArg) -> None:
    """Write scorecard, report and postmortem of a drill, beside its log."""
    with problems_told():
        path = find_log(log, drills_dir())
        replay = open_replay(path)
        folder = DrillFolder(path.parent)
        write_outcome(folder, replay.plan, replay.final(), path)
        typer.echo(str(folder.report))


def _replay(log: str) -> Replay:
    return open_replay(find_log(log, drills_dir()))
