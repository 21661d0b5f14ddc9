"""Naming roles and handing them over: offer in set words, explicit acceptance."""

from game.engine.commands import AcceptRole, AssignRole, DeclineRole, OfferRole
from game.engine.events import Event, RoleAccepted, RoleAssigned, RoleDeclined, RoleOffered
from game.engine.lifecycle import HANDOVER, Trigger, after
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.state import Holder, State
from game.engine.texts import person_in
from game.terms import SEATS, HandoverPhase, Role


def assign(state: State, command: AssignRole) -> tuple[Event, ...] | Refusal:
    """The IC names the person in a seat."""
    if command.seat not in SEATS:
        return Refusal(Reason.UNKNOWN, "The roles are IC, Ops, Comms and Scribe.")
    person = state.seats[command.seat]
    holder = state.roles.get(command.seat)
    if holder is not None and holder.person == person:
        return Refusal(Reason.ALREADY, f"{person} is {command.seat.title} already.")
    return (RoleAssigned(at_s=state.at_s, by=command.by, seat=command.seat, person=person),)


def offer(plan: Plan, state: State, command: OfferRole) -> tuple[Event, ...] | Refusal:
    """Whoever holds a role offers it; the set words of the runbook go out."""
    if command.seat not in SEATS:
        return Refusal(Reason.UNKNOWN, "The roles are IC, Ops, Comms and Scribe.")
    if command.by.role not in {command.seat, Role.IC}:
        holder = person_in(state, command.seat)
        return Refusal(Reason.WRONG_ROLE, f"Only {holder}, who holds it, hands this role over.")
    if command.to not in plan.characters and command.to not in set(SEATS):
        return Refusal(Reason.UNKNOWN, f"There is nobody called {command.to!r} to take it.")
    if _is_offered(state, command.seat):
        return Refusal(Reason.ALREADY, "It is on offer already; wait for the answer.")
    name = _name(plan, state, command.to)
    text = plan.runbook.handover.replace("{person}", name)
    return (
        RoleOffered(at_s=state.at_s, by=command.by, seat=command.seat, to=command.to, text=text),
    )


def _name(plan: Plan, state: State, key: str) -> str:
    return person_in(state, Role(key)) if key in set(SEATS) else plan.person(key)


def _is_offered(state: State, seat: Role) -> bool:
    holder = state.roles.get(seat)
    return holder is not None and holder.phase is HandoverPhase.OFFERED


def accept(state: State, command: AcceptRole) -> tuple[Event, ...] | Refusal:
    """The seat that was offered a role takes it."""
    holder = _offered_to(state, command)
    if isinstance(holder, Refusal):
        return holder
    person = person_in(state, command.by.role)
    return (RoleAccepted(at_s=state.at_s, by=command.by, seat=command.seat, person=person),)


def decline(state: State, command: DeclineRole) -> tuple[Event, ...] | Refusal:
    """The seat that was offered a role does not take it."""
    holder = _offered_to(state, command)
    if isinstance(holder, Refusal):
        return holder
    person = person_in(state, command.by.role)
    return (RoleDeclined(at_s=state.at_s, by=command.by, seat=command.seat, person=person),)


def _offered_to(state: State, command: AcceptRole | DeclineRole) -> Holder | Refusal:
    holder = state.roles.get(command.seat)
    if holder is None or after(HANDOVER, holder.phase, Trigger.ACCEPT) is None:
        return Refusal(Reason.NOT_YET, "Nobody has offered that role.")
    if holder.offered_to != command.by.role.value:
        return Refusal(Reason.WRONG_ROLE, "It was offered to somebody else.")
    return holder
