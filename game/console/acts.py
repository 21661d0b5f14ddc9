"""Lines that do something: investigations, levers, checks, snapshots, the pager."""

from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.words import has_options_of, same, same_but_options
from game.engine.commands import (
    AcknowledgePage,
    CaptureEvidence,
    CheckPrecondition,
    Investigate,
    StartMitigation,
    UndoMitigation,
)
from game.engine.handbook import Lever, Lookup
from game.engine.state import CheckResult
from game.scenario.shop_model import LeverKind
from game.simtime import words
from game.terms import EvidenceKind


def planned(scene: Scene, line: str) -> Reply | None:
    """The investigation or lever whose command this is: word for word, else options aside."""
    for lookup in scene.book.lookups.values():
        if lookup.command and same(line, lookup.command):
            return investigate(scene, lookup)
    for lever in scene.book.levers.values():
        if lever.command and _means(line, lever.command):
            return pull(scene, lever)
    for lookup in scene.book.lookups.values():
        if lookup.command and same_but_options(line, lookup.command):
            return investigate(scene, lookup)
    return None


def _means(line: str, command: str) -> bool:
    """A lever takes more options than planned, but none that is missing or different."""
    return same_but_options(line, command) and has_options_of(line, command)


def investigate(scene: Scene, lookup: Lookup) -> Reply:
    """Begin an investigation, or tell again what it found."""
    inquiry = next((item for item in scene.view.inquiries if item.id == lookup.id), None)
    if inquiry is None:
        command = Investigate(by=scene.hands, investigation=lookup.id)
        told = f"{lookup.title} ({words(lookup.takes_s)}; then the same line shows the answer)"
        return Reply((told,), command)
    if inquiry.done_s is None:
        left_s = max(0, inquiry.ready_s - scene.view.at_s)
        return says(f"Still looking; {words(left_s)} to go.")
    return says(f"Seen {words(scene.view.at_s - inquiry.done_s)} ago:", inquiry.finding)


def pull(scene: Scene, lever: Lever) -> Reply:
    """Start a lever; says what has not been checked, and does not stand in the way."""
    if lever.kind is LeverKind.WAIT:
        return says("Waiting is a decision of the Incident Commander. Watch with: metrics")
    lines = [f"{lever.title}: {lever.explain}" if lever.explain else lever.title]
    for question in lever.questions:
        check = _check_of(scene, lever.id, question.id)
        if check is None:
            lines.append(f"not checked: {question.text} (check {lever.id} {question.id})")
        elif check.holds is False:
            lines.append(f"careful: {check.finding}")
    return Reply(tuple(lines), StartMitigation(by=scene.hands, lever=lever.id))


def _check_of(scene: Scene, lever: str, question: str) -> CheckResult | None:
    return next(
        (
            item
            for item in scene.view.checks
            if item.lever == lever and item.precondition == question
        ),
        None,
    )


def check(scene: Scene, rest: list[str]) -> Reply:
    """Check a precondition; without one, list them all."""
    lever = scene.book.levers.get(rest[0]) if rest else None
    if lever is None:
        return _checklist(scene)
    wanted = rest[1] if len(rest) > 1 else ""
    open_ones = [q for q in lever.questions if _check_of(scene, lever.id, q.id) is None]
    question = next((q for q in lever.questions if q.id == wanted), None)
    if question is None and wanted:
        known = ", ".join(q.id for q in lever.questions)
        return says(f"{lever.id} has no question {wanted!r}; it has {known or 'none'}.")
    chosen = question or next(iter(open_ones), None)
    if chosen is None:
        return says(f"Everything that {lever.id} needs has been checked:", *_found(scene, lever))
    command = CheckPrecondition(by=scene.hands, lever=lever.id, precondition=chosen.id)
    return Reply((f"{chosen.text} ({words(chosen.takes_s)})",), command)


def _checklist(scene: Scene) -> Reply:
    lines = ["Ask before you pull; type: check LEVER QUESTION"]
    for lever in scene.book.levers.values():
        for question in lever.questions:
            mark = _mark(_check_of(scene, lever.id, question.id))
            lines.append(f"{mark}  {lever.id} {question.id}: {question.text}")
    return Reply(tuple(lines))


def _mark(result: CheckResult | None) -> str:
    if result is None:
        return "[ ]"
    return "[…]" if result.done_s is None else "[y]" if result.holds else "[n]"


def _found(scene: Scene, lever: Lever) -> list[str]:
    checks = [_check_of(scene, lever.id, question.id) for question in lever.questions]
    return [item.finding for item in checks if item is not None and item.finding]


def snapshot(scene: Scene, rest: list[str]) -> Reply:
    """Capture evidence of a kind."""
    kind = rest[0] if rest else EvidenceKind.DASHBOARDS.value
    if kind not in set(EvidenceKind):
        known = ", ".join(EvidenceKind)
        return says(f"There is no evidence {kind!r}; capture one of {known}.")
    command = CaptureEvidence(by=scene.hands, kind=EvidenceKind(kind))
    return Reply((f"Saving {kind} with the time on it.",), command)


def acknowledge(scene: Scene, _rest: list[str]) -> Reply:
    """Take the page that rings."""
    ringing = next((page for page in scene.view.pages if page.acknowledged_s is None), None)
    if ringing is None:
        return says("No page is ringing.")
    command = AcknowledgePage(by=scene.hands, page=ringing.id)
    return Reply((f"Acknowledged: {ringing.text}",), command)


def undo(scene: Scene, rest: list[str]) -> Reply:
    """Take a lever back."""
    name = rest[0] if rest else ""
    lever = scene.book.levers.get(name)
    pull_ = scene.in_force(name)
    if lever is None or pull_ is None:
        active = [item.id for item in scene.book.levers.values() if scene.in_force(item.id)]
        return says(
            f"Nothing of that name is in force. In force: {', '.join(active) or 'nothing'}."
        )
    if not lever.undo:
        return says(f"{lever.title} cannot be undone.")
    return Reply(
        (f"Taking back: {lever.title}",), UndoMitigation(by=scene.hands, mitigation=pull_.id)
    )


def switch(scene: Scene, rest: list[str]) -> Reply:
    """Turn a flag on or off, where a lever stands for it."""
    state, name = ([*rest, "", ""])[:2]
    known = [flag.id for flag in scene.book.flags]
    if state not in {"on", "off"} or name not in known:
        return says(f"Type: flag list, flag off NAME or flag on NAME. Flags: {', '.join(known)}.")
    lever = next((item for item in scene.book.levers.values() if item.flag == name), None)
    if lever is None:
        return says(f"Nothing has been prepared for {name}; it stays as it is.")
    if state == "off":
        return pull(scene, lever)
    if scene.in_force(lever.id) is None:
        return says(f"{name} is on already.")
    return undo(scene, [lever.id])


def scale(scene: Scene, _rest: list[str]) -> Reply:
    """Name the lines that are prepared, for a scale, restart or undo in other words."""
    prepared = [item.command for item in scene.book.levers.values() if "kubectl" in item.command]
    if not prepared:
        return says("No such step has been prepared in this drill.")
    return says("Prepared in this drill are exactly these lines:", *prepared)
