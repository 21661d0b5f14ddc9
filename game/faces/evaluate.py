"""The evaluator's command line: a critical task rated by hand, into the drill's own log."""

from enum import StrEnum
from typing import Annotated

import typer

from game.engine.commands import RateTask
from game.engine.events import Actor
from game.engine.refusals import Refusal
from game.faces.outcome import write_outcome
from game.faces.telling import fail, problems_told
from game.paths import drills_dir
from game.session.folder import DrillFolder, find_log, utc_now
from game.session.replay import reopen
from game.session.session import Session
from game.terms import Rating, Role
from scoring.judge import score


class RatingChoice(StrEnum):
    """The ratings that an evaluator can give."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"


def register(app: typer.Typer) -> None:
    """Add the evaluator's command."""
    app.command("rate")(rate)


def rate(
    log: Annotated[str, typer.Argument(help="A log, a drill's folder, or a drill's name.")],
    task: Annotated[str, typer.Argument(help="The critical task's id, as in scorecard.json.")],
    rating: Annotated[RatingChoice, typer.Argument(case_sensitive=False, help="P, S, M or U.")],
    note: Annotated[str, typer.Option(help="What you have seen; it stands in the report.")],
) -> None:
    """Rate a critical task by hand; the rules' rating is kept beside yours."""
    with problems_told():
        path = find_log(log, drills_dir())
        session = reopen(path, wall=utc_now)
        try:
            _rate(session, task, Rating(rating.value), note)
        finally:
            session.close()
        folder = DrillFolder(path.parent)
        if folder.scorecard.exists():
            write_outcome(folder, session.plan, session.state)


def _rate(session: Session, task: str, rating: Rating, note: str) -> None:
    by = Actor("", Role.EVALUATOR)
    result = session.submit(RateTask(by=by, task=task, rating=rating, note=note))
    if isinstance(result, Refusal):
        fail(result.text)
    card = score(session.plan, session.state)
    finding = next(item for item in card.findings if item.task == task)
    was = finding.override.judged_rating.value if finding.override else ""
    typer.echo(
        f"{task}: {rating.value} by hand, {was} by the rules. "
        f"Score: {card.score:.1f}, by the rules alone {card.judged_score:.1f}."
    )
