"""What a drill leaves behind: the files beside its log, all of them made from the log alone."""

from pathlib import Path

from game.engine.plan import Plan
from game.engine.state import State
from game.scenario.catalogue import catalogue
from game.session.folder import DrillFolder
from game.session.log import LogProblem, header_of
from game.session.metrics import write_metrics
from scoring.judge import score
from scoring.postmortem import postmortem_html, postmortem_json, postmortem_md
from scoring.report import report_html
from scoring.scorecard import Scorecard
from scoring.study import Study, study
from scoring.waiting import STEP_S


def write_outcome(
    folder: DrillFolder,
    plan: Plan,
    state: State,
    log: Path | None = None,
    studied: Study | None = None,
) -> Scorecard:
    """Score a drill and write metrics, scorecard, report and postmortem into its folder.

    `log` is the drill's log where it is not the folder's own; a fork is marked as its header says.
    `studied` is a study of the drill, with a point a minute, where one has been made.

    The same log gives the same bytes, with the same library of scenarios. OSError when a file
    cannot be written.
    """
    studied = studied or study(plan, state, STEP_S)
    card = score(plan, state, studied=studied)
    origin = _origin(log or folder.log)
    write_metrics(folder.metrics, state)
    texts = {
        folder.scorecard: card.to_json(),
        folder.report: report_html(plan, state, card, catalogue(), origin, studied=studied),
        folder.postmortem: postmortem_md(plan, state, card, origin),
        folder.postmortem_html: postmortem_html(plan, state, card, origin),
        folder.postmortem_json: postmortem_json(plan, state, card),
    }
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return card


def _origin(log: Path) -> str:
    """Where a fork goes on from, in a sentence; empty for a drill of its own, or without a log."""
    try:
        fork = header_of(log).fork
    except LogProblem:
        return ""
    return f"It goes on from event {fork.event} of the drill “{fork.drill}”." if fork else ""
