"""The craft of the Incident Commander: severity, changing course, and the incident's own turns."""

from collections.abc import Iterator

from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.choices import must_decide_anew
from game.faces.bots.craft import BROKEN, craft
from game.faces.bots.orders_team import RELAPSE
from game.faces.bots.posts import contradicts
from game.faces.bots.signs import failing, fits_severity, heading_for, well_for_s
from game.scenario.criteria import PutBack
from game.terms import IncidentPhase, Role

_WELL_S = 90
_OUT_OF_THE_WOOD_S = 600


def of_ic(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """What the commander does without being asked."""
    yield from _declaration(view, handbook)
    yield from _severity_again(view, handbook)
    again = must_decide_anew(view, handbook)
    if again is not None:
        yield craft(
            view,
            Role.IC,
            f"again:{again.id}:{again.option}",
            "decide",
            text="What was decided does not help. Decide what comes next.",
            why="Changing course on what was seen is no weakness; waiting for a miracle is.",
            within_s=30,
            with_={"decision": again.id},
        )
    yield from _turns(view)
    yield from _loose_ends(view, handbook)
    for draft in view.drafts:
        loose = draft.published_s is None and draft.returned_s is None
        if loose and draft.approved_s is not None and contradicts(view, draft.stage):
            yield craft(
                view,
                Role.IC,
                f"return:{draft.id}",
                "approve",
                text="Return the draft: the dashboards say something else by now.",
                why="A status page that lies is worse than none.",
                within_s=20,
                with_={"draft": draft.id},
            )


def _loose_ends(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """What still limits the product needs somebody who puts it back."""
    if view.incident.phase is not IncidentPhase.MONITORING:
        return
    limiting = {
        kind
        for task in handbook.runbook.tasks
        if isinstance(task.done, PutBack)
        for kind in task.done.put_back
    }
    for pull in view.mitigations:
        lever = handbook.levers.get(pull.lever)
        if lever is None or lever.kind not in limiting:
            continue
        text = f"Own putting back what we did: {lever.title}. Say when it is safe."
        given = any(task.text == text for task in view.tasks)
        if pull.completed_s is not None and pull.ended_s is None and not given:
            yield craft(
                view,
                Role.IC,
                f"put-back:{pull.id}",
                "assign-task",
                text=f"Give somebody the task to put back: {lever.title}",
                why="A limit that nobody owns stays until somebody stumbles over it.",
                within_s=120,
                with_={"to": Role.OPS.value, "text": text, "within": "1h"},
            )


def _declaration(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """Somebody has to say it, even if nobody took the page and no task has put it on the list."""
    planned = any(item.action == "declare" and item.done_s is None for item in view.due)
    if view.incident.phase is not IncidentPhase.DETECTED or planned:
        return
    if heading_for(view, handbook, for_s=_WELL_S) is None:
        return
    yield craft(
        view,
        Role.IC,
        "turn:declared",
        "declare",
        text="Declare the incident; the dashboards leave no doubt.",
        why="You need not know the cause to ask for help.",
        within_s=120,
    )


def _severity_again(view: View, handbook: Handbook) -> Iterator[DueItem]:
    held = view.incident.severity
    fitting = fits_severity(view, handbook)
    if held is None or fitting is None or view.incident.phase not in BROKEN:
        return
    if fitting.rank < held.rank:
        yield craft(
            view,
            Role.IC,
            f"severity:{fitting.value}",
            "change-severity",
            text=f"The figures ask for {fitting.value.upper()}: raise the severity.",
            why="Severity is read off the table, not debated.",
            within_s=30,
            with_={"severity": fitting.value},
        )


def _turns(view: View) -> Iterator[DueItem]:
    """The incident's own turns, where no critical task has put them on the list."""
    phase, well_s = view.incident.phase, well_for_s(view)
    pulled = any(item.completed_s is not None for item in view.mitigations)
    if phase in BROKEN and pulled and well_s >= _WELL_S:
        yield craft(
            view,
            Role.IC,
            "turn:mitigated",
            "mark-mitigated",
            text="Checkout has been well for a while. Mark the incident as mitigated.",
            why="Mitigated means that customers are no longer hurt.",
            within_s=60,
        )
    if phase is IncidentPhase.MONITORING and well_s >= _OUT_OF_THE_WOOD_S:
        yield craft(
            view,
            Role.IC,
            "turn:resolved",
            "resolve",
            text="The exit criteria are met. Resolve the incident.",
            why="People wait for your word before they go back to their work.",
            within_s=60,
        )
    if phase in {IncidentPhase.MONITORING, IncidentPhase.RESOLVED} and failing(view) > RELAPSE:
        yield craft(
            view,
            Role.IC,
            "turn:reopened",
            "declare",
            text="It is back. Reopen the incident.",
            why="Going back is honest, and the sooner the better.",
            within_s=20,
        )
