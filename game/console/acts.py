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
    known = {flag.id: flag for flag in scene.book.flags}
    if state not in {"on", "off"} or name not in known:
        named = ", ".join(known) or "none in this drill"
        return says(f"Type: flag list, flag off NAME or flag on NAME. Flags: {named}.")
    if scene.flag_is_on(known[name]) is (state == "on"):
        return says(f"{name} is {state} already.")
    mine = [item for item in scene.book.levers.values() if item.flag == name]
    if not mine:
        return says(f"Nothing has been prepared for {name}; it stays as it is.")
    back = next((item for item in mine if scene.in_force(item.id) is not None), None)
    if back is not None:
        return undo(scene, [back.id])
    kind = LeverKind.FLAG_ON if state == "on" else LeverKind.FLAG_OFF
    forth = next((item for item in mine if item.kind is kind), None)
    if forth is None:
        return says(f"To turn {name} {state} has not been prepared in this drill.")
    return pull(scene, forth)


def by_kind(scene: Scene, kinds: tuple[LeverKind, ...], would: str) -> Reply:
    """The one lever of these kinds; else what the line would do, and what the drill has instead."""
    found = scene.levers(*kinds)
    return pull(scene, found[0]) if len(found) == 1 else exactly(scene, kinds, would)


def exactly(scene: Scene, kinds: tuple[LeverKind, ...], would: str) -> Reply:
    """What the line would do, and the lines that are taken word for word only."""
    found = [item.command for item in scene.levers(*kinds) if item.command]
    if not found:
        return Reply((would, *instead(scene)))
    return Reply((would, "Prepared in this drill is exactly:", *(f"  {line}" for line in found)))


def instead(scene: Scene) -> tuple[str, ...]:
    """The lines of the levers that this drill has."""
    prepared = [item.command for item in scene.book.levers.values() if item.command]
    if not prepared:
        return ("Nothing of the kind has been prepared in this drill.",)
    return ("Not prepared in this drill. What is prepared:", *(f"  {line}" for line in prepared))


def scale(scene: Scene, _rest: list[str]) -> Reply:
    """Replicas are added or taken away only to the number that has been prepared."""
    would = "It would change the number of replicas; each keeps connections of the database."
    return exactly(scene, (LeverKind.SCALE_OUT, LeverKind.SCALE_IN), would)


def roll_back(scene: Scene, _rest: list[str]) -> Reply:
    """A rollback of another service, or of none that was named."""
    would = "It would put the version before of that service back, replica by replica."
    return exactly(scene, (LeverKind.ROLLBACK,), would)


def roll_restart(scene: Scene, _rest: list[str]) -> Reply:
    """A restart of another service, or of none that was named."""
    would = "It would restart the replicas one after the other; what is in their memory would go."
    return exactly(scene, (LeverKind.RESTART,), would)


def roll_pause(scene: Scene, _rest: list[str]) -> Reply:
    """Stop a release that is still going out."""
    return exactly(scene, (LeverKind.CANARY_HALT,), "It would stop a release that is going out.")


def edge(scene: Scene, _rest: list[str]) -> Reply:
    """A rule at the edge that nobody has prepared."""
    would = "It would make the edge refuse requests; ask first whom else the rule would hit."
    return exactly(scene, (LeverKind.BLOCK, LeverKind.RATE_LIMIT), would)


def shed(scene: Scene, _rest: list[str]) -> Reply:
    """Turn away another share of the visitors than has been prepared."""
    would = "It would turn a share of the visitors away at the door, so that the others are served."
    return exactly(scene, (LeverKind.SHED,), would)


def breaker(scene: Scene, rest: list[str]) -> Reply:
    """Let calls through again that were cut off; else what is prepared."""
    shut = bool(rest) and rest[0].casefold() in {"close", "shut"}
    cut = next(
        (one for one in scene.levers(LeverKind.BREAKER_OPEN) if scene.in_force(one.id)), None
    )
    if shut and cut is not None:
        return undo(scene, [cut.id])
    kinds = (LeverKind.BREAKER_CLOSE,) if shut else (LeverKind.BREAKER_OPEN, LeverKind.FALLBACK)
    would = "It would cut a dependency off, so that calls to it fail at once instead of hanging."
    if shut:
        would = "It would let calls through again that were cut off."
    return exactly(scene, kinds, would)
