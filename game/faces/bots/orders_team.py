"""Orders of the whole team and of the Incident Commander."""

from game.engine.commands import (
    AcceptRole,
    AcknowledgePage,
    AssignRole,
    AssignTask,
    ChangeSeverity,
    ConfirmTask,
    Decide,
    Declare,
    MarkMitigated,
    OfferRole,
    PagePerson,
    Reopen,
    Resolve,
    StandDown,
)
from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import Orders, actor
from game.faces.bots.choices import Standing, open_decisions, verdicts
from game.faces.bots.signs import (
    failing,
    figure,
    impact_of,
    scope,
    severity_now,
    success,
    well_for_s,
)
from game.faces.bots.tasks import limit_of
from game.simtime import words
from game.terms import SEATS, IncidentPhase, Role, Severity

_WELL = 0.97
RELAPSE = 0.10
"""So many checkouts fail again before an incident is reopened."""
_SHOWN_FOR_S = 60


def acknowledge(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Take the page."""
    wanted = item.with_.get("page")
    pages = [page.id for page in view.pages if page.acknowledged_s is None]
    mine = wanted if wanted in pages else next(iter(pages), None)
    return () if mine is None else (AcknowledgePage(by=actor(view, item.seat), page=mine),)


def declare(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Declare with the severity the observables ask for; reopen what came back."""
    by = actor(view, item.seat)
    if view.incident.declared_s is not None:
        over = view.incident.phase in {IncidentPhase.MONITORING, IncidentPhase.RESOLVED}
        if not over or failing(view) <= RELAPSE:
            return ()
        shown = figure(view, "checkout.success")
        return (Reopen(by=by, reason=f"It is back: checkout success is {shown}."),)
    title = f"{scope(failing(view)).capitalize()} cannot complete an order"
    return (Declare(by=by, severity=_severity(item, view, handbook), title=title),)


def _severity(item: DueItem, view: View, handbook: Handbook) -> Severity:
    wanted = item.with_.get("severity", "")
    return Severity(wanted) if wanted in set(Severity) else severity_now(view, handbook)


def change_severity(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Hold the severity that fits the observables."""
    severity = _severity(item, view, handbook)
    if view.incident.severity in {None, severity}:
        return ()
    reason = f"Checkout success is {figure(view, 'checkout.success')}; the table says so."
    return (ChangeSeverity(by=actor(view, item.seat), severity=severity, reason=reason),)


def name_roles(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Name every seat that has not been named."""
    by = actor(view, item.seat)
    return tuple(AssignRole(by=by, seat=seat) for seat in SEATS if seat not in view.roles)


def hand_over(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Offer a role to the next person, in the set words."""
    wanted = item.with_.get("seat", "")
    seat = Role(wanted) if wanted in set(SEATS) else item.seat
    rule = next((rule for rule in handbook.runbook.roles if rule.role is seat), None)
    to = item.with_.get("to") or (rule.alternate if rule else None)
    holder = view.roles.get(seat)
    if not to or (holder is not None and holder.offered_to):
        return ()
    return (OfferRole(by=actor(view, item.seat), seat=seat, to=to),)


def accept_role(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Accept an offered role."""
    wanted = item.with_.get("seat", "")
    seat = Role(wanted) if wanted in set(SEATS) else item.seat
    return (AcceptRole(by=actor(view, item.seat), seat=seat),)


def assign_task(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Give a seat a task with a limit."""
    to = item.with_.get("to", "")
    text = item.with_.get("text") or item.say
    seat = Role(to) if to in set(SEATS) else Role.OPS
    limit_s = limit_of(item.with_.get("within", ""))
    return (AssignTask(by=actor(view, item.seat), to=seat, text=text, limit_s=limit_s),)


def confirm_task(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Say that a task is understood."""
    wanted = item.with_.get("task")
    mine = (
        task.id
        for task in view.tasks
        if task.to is item.seat
        and task.confirmed_s is None
        and task.done_s is None
        and wanted in {None, task.id}
    )
    task = next(mine, None)
    return () if task is None else (ConfirmTask(by=actor(view, item.seat), task=task),)


def decide(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Settle a question by the evidence; wait while nothing has been checked."""
    key = item.with_.get("decision") or next((d.id for d in open_decisions(view)), None)
    asked = next((d for d in view.decisions if d.id == key), None)
    if asked is None or asked.id not in handbook.decisions:
        return ()
    ranked = verdicts(view, handbook, asked.id)
    wanted = next((v for v in ranked if v.option.id == item.with_.get("option")), None)
    best = wanted or ranked[0]
    patient = item.due_s is None or view.at_s < item.due_s
    if wanted is None and best.standing is Standing.UNCHECKED and patient:
        return ()
    if best.option.id == asked.option:
        return ()
    reason = f"{best.why.rstrip('.')}. Nobody objected; we watch the figures and can change course."
    by = actor(view, item.seat)
    return (Decide(by=by, decision=asked.id, option=best.option.id, reason=reason),)


def page(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Call somebody in."""
    target = item.with_.get("target", "")
    if target not in handbook.contacts:
        return ()
    severity = view.incident.severity
    label = severity.value.upper() if severity else "Incident"
    note = f"{label}: checkout success {figure(view, 'checkout.success')}. Please join the channel."
    return (PagePerson(by=actor(view, item.seat), target=target, note=note),)


def mark_mitigated(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Say that the impact has ended, once the dashboards have shown it for a minute."""
    well_s = well_for_s(view)
    if well_s < 60:
        return ()
    shown = figure(view, "checkout.success")
    reason = f"Checkout success is {shown} and has been well for {words(well_s)}."
    return (MarkMitigated(by=actor(view, item.seat), reason=reason),)


def resolve(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Say that it is over for good."""
    impact = impact_of(view, handbook)
    well_s = well_for_s(view)
    if view.incident.phase is not IncidentPhase.MONITORING or success(view) < _WELL:
        return ()
    lasted = (
        ""
        if impact is None or impact.until_s is None
        else (
            f" Customers were hit from {handbook.utc(impact.since_s)} "
            f"to {handbook.utc(impact.until_s)} UTC."
        )
    )
    summary = f"Checkout has been well for {words(well_s)}; no queue is growing.{lasted}"
    return (Resolve(by=actor(view, item.seat), summary=summary),)


def stand_down(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Say that it was a false alarm."""
    reason = f"Verified: checkout success is {figure(view, 'checkout.success')}; nobody is hit."
    return (StandDown(by=actor(view, item.seat), reason=reason),)
