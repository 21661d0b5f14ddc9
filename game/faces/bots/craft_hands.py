"""The craft of Ops: propose, carry out, check, look, and keep the picture afterwards."""

from collections.abc import Iterator

from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.choices import (
    GIVE_IT_S,
    Standing,
    decided_lever,
    decided_undo,
    lever_standing,
    newest_pull,
    open_decisions,
    suspicion_order,
    unchecked,
    verdicts,
)
from game.faces.bots.craft import BROKEN, LATER_S, OPEN, craft
from game.faces.bots.signs import helped
from game.terms import EvidenceKind, Role

_PROPOSABLE = frozenset({Standing.READY, Standing.WAITING})


def of_ops(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """What the hands do without being asked."""
    if view.incident.phase not in OPEN:
        return
    yield from _proposals(view, handbook)
    yield from _taking_back(view, handbook)
    if view.incident.phase in BROKEN:
        yield from _next_hands(view, handbook)
    elif not any(item.done_s is None for item in view.inquiries):
        yield from _lookups(view, handbook, why="It works again; now there is time for the cause.")
    yield from _picture_after(view)


def _next_hands(view: View, handbook: Handbook) -> Iterator[DueItem]:
    decided = decided_lever(view, handbook)
    if decided is not None:
        yield craft(
            view,
            Role.OPS,
            f"pull:{decided.id}:{len(view.mitigations)}",
            "mitigate",
            text=f"Carry out what was decided: {decided.title}.",
            why="One change at a time, and then look.",
            within_s=30,
            with_={"lever": decided.id},
        )
        return
    if any(_is_hopeful(view, item.lever) for item in view.mitigations):
        return
    if _has_to_look_first(view):
        return
    yield from _checks(view, handbook)
    yield from _lookups(view, handbook)


def _taking_back(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """What was decided to be taken back."""
    pull = decided_undo(view, handbook)
    if pull is not None:
        title = handbook.levers[pull.lever].title
        yield craft(
            view,
            Role.OPS,
            f"undo:{pull.id}",
            "undo",
            text=f"Take back, as was decided: {title}.",
            why="What takes something away from people ends when its reason ends.",
            within_s=30,
            with_={"mitigation": pull.id},
        )


def _has_to_look_first(view: View) -> bool:
    """Whether the runbook still asks Ops to look into something: it may change what to check."""
    return any(item.action == "investigate" and item.done_s is None for item in view.due)


def _is_hopeful(view: View, lever: str) -> bool:
    """Whether the newest pull of a lever is still at work, or has helped."""
    pull = newest_pull(view, lever)
    if pull is None or pull.ended_s is not None:
        return False
    if pull.completed_s is None or view.at_s < pull.completed_s + GIVE_IT_S:
        return True
    return helped(view, pull.at_s)


def _checks(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """The questions of the most suspicious lever; the next one once it is out of the question."""
    for name in suspicion_order(view, handbook):
        lever = handbook.levers[name]
        standing, _ = lever_standing(view, lever)
        if standing is Standing.READY:
            return
        question = next(unchecked(view, lever), None)
        if standing is Standing.UNCHECKED and question is not None:
            text = next(item.text for item in lever.questions if item.id == question)
            yield craft(
                view,
                Role.OPS,
                f"check:{name}:{question}",
                "check",
                text=f"Check for “{lever.title}”: {text}",
                why="Half a minute of checking saves the quarter of an hour of a wrong step.",
                within_s=120,
                with_={"lever": name, "precondition": question},
            )
            return


def _lookups(
    view: View, handbook: Handbook, why: str = "Every fact makes the decision easier."
) -> Iterator[DueItem]:
    begun = {inquiry.id for inquiry in view.inquiries}
    left = next((item for item in handbook.lookups.values() if item.id not in begun), None)
    if left is not None:
        yield craft(
            view,
            Role.OPS,
            f"look:{left.id}",
            "investigate",
            text=f"Look into it: {left.title}",
            why=why,
            within_s=LATER_S,
            with_={"investigation": left.id},
        )


def _proposals(view: View, handbook: Handbook) -> Iterator[DueItem]:
    me = view.seats.get(Role.OPS, "")
    for asked in open_decisions(view):
        if asked.id not in handbook.decisions:
            continue
        best = verdicts(view, handbook, asked.id)[0]
        proposed = any(who == me for who, _, _ in asked.proposals)
        if best.standing in _PROPOSABLE and not proposed:
            yield craft(
                view,
                Role.OPS,
                f"propose:{asked.id}",
                "reply",
                text=f"Propose to the Incident Commander: {best.option.title}",
                why="You have seen it, the commander decides on it.",
                within_s=30,
                with_={"decision": asked.id, "option": best.option.id, "text": best.why},
            )


def _picture_after(view: View) -> Iterator[DueItem]:
    done_s = max((item.completed_s or 0 for item in view.mitigations), default=0)
    if not done_s or view.at_s < done_s + 60:
        return
    kinds = [p for p in view.evidence if p.kind is EvidenceKind.DASHBOARDS and p.at_s >= done_s]
    if not kinds:
        yield craft(
            view,
            Role.OPS,
            f"picture:{done_s}",
            "snapshot",
            text="Take a snapshot of the dashboards after the step.",
            why="Before and after, side by side, are the proof of what it did.",
            within_s=120,
            with_={"kind": EvidenceKind.DASHBOARDS.value},
        )
