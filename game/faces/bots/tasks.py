"""Tasks in plain words, mapped to what a seat can do, and reported with what came out of it."""

import re
from collections.abc import Iterable, Iterator

from game.engine.duties import DueItem
from game.engine.handbook import Handbook, Lever
from game.engine.state import Task
from game.engine.view import View
from game.faces.bots.choices import check_of, decided_lever, newest_pull, unchecked
from game.faces.bots.signs import figure
from game.simtime import parse_duration_s
from game.terms import Audience, EvidenceKind, Role

_WORD = re.compile(r"[a-z0-9]{3,}")
_COMMON = frozenset(
    _WORD.findall(
        "the and for with what which who was were are has have had not you your our find out look "
        "into please report back can from that this they them then than its all any check last "
        "hour minutes something lately "
    )
)
"""Words that say nothing about what a task is about."""
_LIMITS_S = (30, 3600)
_THINKING_S = 45
_AUDIENCE_WORDS = {
    Audience.CUSTOMERS: {"customers", "public", "status", "post"},
    Audience.EXECUTIVES: {"management", "executives", "summary", "vp"},
    Audience.SUPPORT: {"support", "briefing"},
}
_EVIDENCE_WORDS = {"snapshot", "evidence", "capture", "save", "picture", "dump"}


def limit_of(text: str, default_s: int = 240) -> int:
    """A time limit such as "4m" in seconds, kept within what a task may have."""
    try:
        wanted_s = parse_duration_s(text)
    except ValueError:
        wanted_s = default_s
    return max(_LIMITS_S[0], min(_LIMITS_S[1], wanted_s))


def work_for(task: Task, view: View, handbook: Handbook) -> DueItem | None:
    """What the task asks the seat to do next; None when it is done or cannot be mapped."""
    return next(_work(task, view, handbook), None)


def _work(task: Task, view: View, handbook: Handbook) -> Iterator[DueItem]:
    match task.to:
        case Role.OPS:
            yield from _ops_work(task, view, handbook)
        case Role.COMMS:
            yield from _comms_work(task, view)
        case _:
            return


def _ops_work(task: Task, view: View, handbook: Handbook) -> Iterator[DueItem]:
    kind = evidence_in(task.text)
    if kind is not None and not any(piece.kind is kind for piece in view.evidence):
        yield _item(task, "snapshot", {"kind": kind.value})
    lever = lever_in(task.text, handbook)
    if lever is not None:
        yield from _lever_work(task, view, handbook, lever)
        return
    key = lookup_in(task.text, handbook)
    if key is not None and key not in {inquiry.id for inquiry in view.inquiries}:
        yield _item(task, "investigate", {"investigation": key})


def _lever_work(task: Task, view: View, handbook: Handbook, lever: Lever) -> Iterator[DueItem]:
    """A task to check a lever is not a task to pull it; pulling needs the decision."""
    question = next(unchecked(view, lever), None)
    if question is not None:
        yield _item(task, "check", {"lever": lever.id, "precondition": question})
        return
    decided = decided_lever(view, handbook)
    asked = "check" not in task.text.lower()
    if asked and decided is not None and decided.id == lever.id:
        yield _item(task, "mitigate", {"lever": lever.id})


def _comms_work(task: Task, view: View) -> Iterator[DueItem]:
    audience = audience_in(task.text)
    if audience is not None and not posted_since(view, audience, task.at_s):
        yield _item(task, "post", {"audience": audience.value})


def _item(task: Task, action: str, with_: dict[str, str]) -> DueItem:
    return DueItem(
        id=f"work:{task.id}:{action}",
        seat=task.to,
        text=task.text,
        say=f"Your task: {task.text}",
        why="The Incident Commander counts on it.",
        action=action,
        with_=with_,
        since_s=task.at_s,
        due_s=task.at_s + task.limit_s,
    )


def result_of(task: Task, view: View, handbook: Handbook) -> str | None:
    """What to report when the work is done; None while it is still under way."""
    match task.to:
        case Role.OPS:
            return _ops_result(task, view, handbook)
        case Role.COMMS:
            audience = audience_in(task.text)
            if audience is None:
                return _after_thinking(task, view)
            told = posted_since(view, audience, task.at_s)
            return f"The post for {audience.value} is out." if told else None
        case Role.SCRIBE:
            return f"On my list. {len(view.entries)} lines of the timeline stand so far."
        case _:
            return _after_thinking(task, view)


def _ops_result(task: Task, view: View, handbook: Handbook) -> str | None:
    lever = lever_in(task.text, handbook)
    if lever is not None:
        return _lever_result(view, lever) or _after_thinking(task, view)
    key = lookup_in(task.text, handbook)
    inquiry = next((item for item in view.inquiries if item.id == key), None)
    if inquiry is not None:
        return inquiry.finding if inquiry.done_s is not None else None
    kind = evidence_in(task.text)
    if kind is not None:
        return f"Captured: {kind.value}."
    return _after_thinking(task, view)


def _lever_result(view: View, lever: Lever) -> str | None:
    pull = newest_pull(view, lever.id)
    if pull is not None:
        shown = figure(view, "checkout.success")
        return f"{lever.title}: {pull.note or 'done'}. Checkout success is {shown}."
    checks = [check_of(view, lever.id, item.id) for item in lever.questions]
    if checks and all(check is not None and check.done_s is not None for check in checks):
        return " ".join(check.finding for check in checks if check is not None)
    return None


def _after_thinking(task: Task, view: View) -> str | None:
    """What can honestly be said when a task maps to nothing on the screen."""
    if view.at_s < task.at_s + min(_THINKING_S, task.limit_s // 2):
        return None
    shown = figure(view, "checkout.success")
    return f"Done as far as I can. Checkout success is {shown}."


def posted_since(view: View, audience: Audience, at_s: int) -> bool:
    """Whether that audience has had a post since then."""
    return any(post.audience is audience and post.at_s >= at_s for post in view.posts)


def evidence_in(text: str) -> EvidenceKind | None:
    """The evidence that a text asks to capture, if it asks for any."""
    said = _tokens(text)
    if not said & _EVIDENCE_WORDS:
        return None
    named = (kind for kind in EvidenceKind if kind.value in said or kind.value[:-1] in said)
    return next(named, EvidenceKind.DASHBOARDS)


def audience_in(text: str) -> Audience | None:
    """The audience that a text wants to be told."""
    said = _tokens(text)
    scores = {audience: len(said & known) for audience, known in _AUDIENCE_WORDS.items()}
    best = max(scores, key=lambda audience: scores[audience])
    return best if scores[best] else None


def lookup_in(text: str, handbook: Handbook) -> str | None:
    """The investigation that a text speaks of."""
    known = ((item.id, f"{item.id} {item.title}") for item in handbook.lookups.values())
    return _nearest(text, known)


def lever_in(text: str, handbook: Handbook) -> Lever | None:
    """The lever that a text names, by most of the words of its title or by its command."""
    said = _tokens(text)
    for lever in handbook.levers.values():
        title = _tokens(lever.title)
        named = {lever.id, lever.id.replace("-", " "), lever.kind.value.replace("-", " ")}
        if any(name in text.lower() for name in named):
            return lever
        if title and len(title & said) > len(title) / 2:
            return lever
    return None


def _nearest(text: str, known: Iterable[tuple[str, str]]) -> str | None:
    said = _tokens(text)
    scored = [(len(said & _tokens(words)), key) for key, words in known]
    best = max(scored, key=lambda item: item[0], default=(0, ""))
    return best[1] if best[0] else None


def _tokens(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _COMMON}
