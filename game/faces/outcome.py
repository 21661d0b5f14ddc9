"""What a drill leaves behind: the files beside its log, all of them made from the log alone."""

from functools import cache

from game.engine.plan import Plan
from game.engine.state import State
from game.scenario.library import Loaded, listing
from game.session.folder import DrillFolder
from game.session.metrics import write_metrics
from scoring.judge import score
from scoring.postmortem import postmortem_json, postmortem_md
from scoring.report import report_html
from scoring.scorecard import Scorecard


@cache
def _library() -> tuple[Loaded, ...]:
    """The shipped scenarios, from which the report chooses what to play next."""
    return listing()


def write_outcome(folder: DrillFolder, plan: Plan, state: State) -> Scorecard:
    """Score a drill and write metrics, scorecard, report and postmortem into its folder.

    The same log gives the same bytes, with the same library of scenarios. OSError when a file
    cannot be written.
    """
    card = score(plan, state)
    write_metrics(folder.metrics, state)
    texts = {
        folder.scorecard: card.to_json(),
        folder.report: report_html(plan, state, card, _library()),
        folder.postmortem: postmortem_md(plan, state, card),
        folder.postmortem_json: postmortem_json(plan, state, card),
    }
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return card
