"""The team's own tools, where they do not work: what is refused then, and what it says."""

from game.engine.commands import (
    AbortMitigation,
    Command,
    Investigate,
    PagePerson,
    PublishPost,
    SendMessage,
    StartMitigation,
    UndoMitigation,
)
from game.engine.conditions import holds
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.state import State
from game.engine.texts import render
from game.scenario.model import Tool
from game.terms import SEATS, Audience


def outage(plan: Plan, state: State, command: Command) -> Refusal | None:
    """What the tool says that the command needs and that does not work now; None if all do."""
    if not plan.scenario.outages or command.by.role not in SEATS:
        return None
    tool, item = _needs(state, command)
    for broken in plan.scenario.outages:
        hit = broken.of is tool and (not broken.only or item in broken.only)
        if hit and holds(plan, state, broken.when):
            return Refusal(Reason.NOT_YET, render(plan, state, broken.says))
    return None


def _needs(state: State, command: Command) -> tuple[Tool | None, str]:
    """The tool that the command needs, and what of it."""
    match command:
        case SendMessage(channel="incident"):
            return Tool.CHAT, ""
        case PagePerson(target=target):
            return Tool.PAGER, target
        case PublishPost(draft=draft):
            known = state.drafts.get(draft)
            to_customers = known is not None and known.audience is Audience.CUSTOMERS
            return (Tool.STATUS_PAGE if to_customers else None), ""
        case StartMitigation(lever=lever):
            return Tool.LEVERS, lever
        case UndoMitigation(mitigation=key) | AbortMitigation(mitigation=key):
            known_pull = state.mitigations.get(key)
            return Tool.LEVERS, known_pull.lever if known_pull else ""
        case Investigate(investigation=investigation):
            return Tool.LOOKUPS, investigation
        case _:
            return None, ""
