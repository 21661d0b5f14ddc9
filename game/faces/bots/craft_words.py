"""The craft of Comms and the Scribe: tell what has changed, and write down what happened."""

from collections.abc import Iterator

from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.craft import LATER_S, craft
from game.faces.bots.notes import unwritten
from game.faces.bots.posts import stage_now
from game.faces.bots.statusdoc import status_text
from game.terms import Audience, EntryKind, Role, Stage

_PINNED_KINDS = frozenset({EntryKind.DECIDED, EntryKind.EFFECT})
_SCRIBE_SOON_S = 60
_AHEAD_S = 120
"""A promised update is begun so long before its time: it has to be approved."""


def of_comms(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """What Comms does without being asked."""
    last = {post.audience: post for post in view.posts}
    stage = stage_now(view)
    for audience, post in last.items():
        if post.stage is not stage and _is_news(stage) and _has(handbook, audience, stage):
            yield craft(
                view,
                Role.COMMS,
                f"stage:{audience.value}:{stage.value}",
                "post",
                text=f"Tell {audience.value} what has changed: {stage.value}.",
                why="A change of impact is news, whatever the clock says.",
                within_s=60 if audience is Audience.CUSTOMERS else 120,
                with_={"audience": audience.value},
            )
        elif post.next_update_at_s is not None and post.next_update_at_s - _AHEAD_S <= view.at_s:
            yield craft(
                view,
                Role.COMMS,
                f"promise:{post.id}",
                "post",
                text=f"Keep the promise to {audience.value}: the next update is due.",
                why="The promise of the next update is the only one we make.",
                within_s=max(0, post.next_update_at_s - view.at_s),
                with_={"audience": audience.value},
            )


def _is_news(stage: Stage) -> bool:
    return stage in {Stage.MONITORING, Stage.RESOLVED}


def _has(handbook: Handbook, audience: Audience, stage: Stage) -> bool:
    templates = handbook.runbook.templates
    return any(item.audience is audience and item.stage is stage for item in templates)


def of_scribe(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """What the Scribe does without being asked."""
    if view.incident.declared_s is None:
        return
    for note in unwritten(view, handbook):
        yield DueItem(
            id=f"note:{note.time_s}:{note.kind.value}:{note.text[:40]}",
            seat=Role.SCRIBE,
            text=f"Write down: {note.text}",
            say=f"Write it down, as {note.kind.value}: {note.text}",
            why="The postmortem is only as good as the timeline.",
            action="write-entry",
            with_={"kind": note.kind.value, "text": note.text},
            since_s=note.time_s,
            due_s=note.time_s + _SCRIBE_SOON_S * (4 - note.weight),
        )
    yield from _pins(view)
    if view.status_doc and view.status_doc != status_text(view, handbook):
        yield craft(
            view,
            Role.SCRIBE,
            f"status:{view.incident.phase.value}",
            "status-doc",
            text="The pinned status is out of date. Say what is known now.",
            why="Whoever joins reads it, instead of asking those who work.",
            within_s=120,
        )


def _pins(view: View) -> Iterator[DueItem]:
    for entry in view.entries:
        if entry.kind in _PINNED_KINDS and not entry.pinned:
            yield craft(
                view,
                Role.SCRIBE,
                f"pin:{entry.id}",
                "pin",
                text=f"Pin the line: {entry.text}",
                why="Some lines carry the story; mark them while you know which.",
                within_s=LATER_S,
                with_={"entry": entry.id},
            )
            return
