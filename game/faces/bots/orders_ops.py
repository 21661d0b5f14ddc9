"""Orders of the hands on the system."""

from game.engine.commands import (
    CaptureEvidence,
    CheckPrecondition,
    Investigate,
    StartMitigation,
    UndoMitigation,
)
from game.engine.duties import DueItem
from game.engine.handbook import Handbook, Lever
from game.engine.view import View
from game.faces.bots.acting import Orders, actor, hands_busy
from game.faces.bots.choices import decided_lever, suspicion_order, unchecked
from game.scenario.shop_model import LeverKind
from game.terms import EvidenceKind


def check(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Check the next precondition."""
    if hands_busy(view):
        return ()
    by = actor(view, item.seat)
    wanted = item.with_.get("lever", "")
    names = [wanted] if wanted in handbook.levers else suspicion_order(view, handbook)
    for name in names:
        lever = handbook.levers[name]
        left = list(unchecked(view, lever))
        question = item.with_.get("precondition")
        if question in left:
            left = [question]
        if left:
            return (CheckPrecondition(by=by, lever=name, precondition=left[0]),)
    return ()


def investigate(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Look into something, when the hands are free."""
    key = item.with_.get("investigation", "")
    begun = {inquiry.id for inquiry in view.inquiries}
    if key not in handbook.lookups or key in begun or hands_busy(view):
        return ()
    return (Investigate(by=actor(view, item.seat), investigation=key),)


def mitigate(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Start the decided lever; first what it needs: its checks, and the evidence."""
    wanted = item.with_.get("lever", "")
    lever = handbook.levers.get(wanted) or decided_lever(view, handbook)
    if lever is None or lever.kind is LeverKind.WAIT:
        return ()
    by = actor(view, item.seat)
    left = next(unchecked(view, lever), None)
    if left is not None:
        busy = hands_busy(view)
        return () if busy else (CheckPrecondition(by=by, lever=lever.id, precondition=left),)
    if any(check.lever == lever.id and check.done_s is None for check in view.checks):
        return ()
    missing = next(iter(missing_evidence(view, lever)), None)
    if missing is not None:
        return (CaptureEvidence(by=by, kind=missing),)
    return (StartMitigation(by=by, lever=lever.id),)


def missing_evidence(view: View, lever: Lever) -> tuple[EvidenceKind, ...]:
    """What to capture before this lever is pulled: the dashboards, and what it destroys."""
    have = {piece.kind for piece in view.evidence}
    wanted = [EvidenceKind.DASHBOARDS]
    wanted += [EvidenceKind(kind) for kind in lever.destroys if kind in set(EvidenceKind)]
    return tuple(kind for kind in wanted if kind not in have)


def undo(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Take back a mitigation that can be undone."""
    wanted = {item.with_.get("mitigation"), item.with_.get("lever")}
    for pull in reversed(view.mitigations):
        lever = handbook.levers.get(pull.lever)
        mine = {pull.id, pull.lever} & wanted
        if mine and lever is not None and lever.undo and pull.ended_s is None:
            return (UndoMitigation(by=actor(view, item.seat), mitigation=pull.id),)
    return ()


def snapshot(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Capture evidence."""
    kind = item.with_.get("kind", "")
    wanted = EvidenceKind(kind) if kind in set(EvidenceKind) else EvidenceKind.DASHBOARDS
    return (CaptureEvidence(by=actor(view, item.seat), kind=wanted),)
