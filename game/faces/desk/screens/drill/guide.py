"""The coach's word on the screen: the one thing to do next, in whichever seat of ours it is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from game.engine.commands import Command, Reopen
from game.engine.duties import DueItem
from game.engine.events import SYSTEM
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.agenda import agenda
from game.faces.bots.orders import commands_for
from game.faces.desk.forms.leading import Lead, lead
from game.simtime import countdown
from game.terms import SEATS, IncidentPhase, Role

AGAIN_S = 120
"""What was done as the coach said is not said again for so long."""

LATER_S = 60
"""What was put off is not said again for so long."""

REOPENED = "turn:reopened"
"""The only item that asks to reopen: an incident that was declared early is no reason to."""

KNOWN_AFTER = 2
"""What was done so often is known: its reason is said no longer, nor is a chart pointed at."""

ALONE_AFTER = 2
"""What was done so often unasked is spoken of only when it presses."""

PRESSES_S = 45
"""Something presses when it is due in so many incident seconds, or when it is late."""

ANEW_S = 3
"""While nothing happens, the next thing to do is looked for every so many incident seconds."""

_LOOK_FIRST = frozenset(
    {
        *("acknowledge", "declare", "change-severity", "decide", "mitigate"),
        *("mark-mitigated", "resolve", "stand-down", "post"),
    }
)
"""What a practised responder looks at the charts for before doing it."""
_ROUTINE = frozenset({"write-entry", "pin", "status-doc"})
_FAR_S = 10**6


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do now: who does it, what for, and where on the screen."""

    seat: Role
    item: DueItem
    command: Command
    lead: Lead
    known: bool = False
    """It has been done well before: no reason need be given."""

    @property
    def looks_first(self) -> bool:
        """Whether to look at the charts first."""
        return not self.known and self.lead.action in _LOOK_FIRST


class Guide:
    """Finds the next thing; remembers what was done as it said, and what was put off."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._quiet_until_s: dict[object, int] = {}
        self._done: Counter[str] = Counter()
        self._alone: Counter[str] = Counter()
        self._found: tuple[object, Advice | None] = (None, None)

    def reread(self, handbook: Handbook) -> None:
        """Go by a handbook that its author has changed."""
        self._handbook = handbook
        self._think_again()

    def next(self, views: Mapping[Role, View]) -> Advice | None:
        """The most urgent thing that these seats can do now; None when there is but to watch.

        It is looked for anew when something has happened, and every few seconds.
        """
        moment = tuple((seat, view.n, view.at_s // ANEW_S) for seat, view in views.items())
        if self._found[0] != moment:
            self._found = moment, min(self._possible(views), key=_order, default=None)
        return self._found[1]

    def _think_again(self) -> None:
        self._found = (None, None)

    def _possible(self, views: Mapping[Role, View]) -> Iterator[Advice]:
        for seat in SEATS:
            view = views.get(seat)
            for item in agenda(view, seat, self._handbook) if view is not None else ():
                advice = self._advice(item, views[seat])
                if advice is not None:
                    yield advice

    def _advice(self, item: DueItem, view: View) -> Advice | None:
        if self._is_quiet(item.id, view.at_s):
            return None
        commands = commands_for(item, view, self._handbook)
        if not commands or self._is_quiet(_key(commands[0]), view.at_s):
            return None
        if isinstance(commands[0], Reopen) and item.id != REOPENED:
            return None
        found = lead(commands[0])
        if found is None or (self._can(found.action) and not _presses(item, view.at_s)):
            return None
        known = self._done[found.action] >= KNOWN_AFTER
        return Advice(item.seat, item, commands[0], found, known)

    def _can(self, action: str) -> bool:
        """Whether it has been done often enough without being asked."""
        return self._alone[action] >= ALONE_AFTER

    def _is_quiet(self, key: object, at_s: int) -> bool:
        return self._quiet_until_s.get(key, -1) > at_s

    def done(self, advice: Advice, at_s: int) -> None:
        """It was done; do not ask for the very same again, even where nothing came of it."""
        self._quiet_until_s[_key(advice.command)] = at_s + AGAIN_S
        self._think_again()

    def saw(self, commands: Sequence[Command], *, asked: bool) -> None:
        """Something was done and taken; what succeeds needs less and less to be said."""
        for action in {found.action for command in commands if (found := lead(command))}:
            self._done[action] += 1
            self._alone[action] += not asked
        self._think_again()

    def later(self, advice: Advice, at_s: int) -> None:
        """It was put off; speak of something else first."""
        self._quiet_until_s[advice.item.id] = at_s + LATER_S
        self._think_again()


def _presses(item: DueItem, at_s: int) -> bool:
    return item.due_s is not None and item.due_s - at_s <= PRESSES_S


def _key(command: Command) -> Command:
    return replace(command, by=SYSTEM)


def _order(advice: Advice) -> tuple[bool, int, int, str]:
    """What helps customers comes before what is written down about it."""
    item = advice.item
    routine = item.action in _ROUTINE and ":" in item.id
    return routine, _FAR_S if item.due_s is None else item.due_s, item.since_s, item.id


def watches(view: View) -> bool:
    """Whether there is nothing to do but to see what a change does."""
    return any(
        item.ended_s is None
        and (item.completed_s is None or view.at_s - item.completed_s < AGAIN_S)
        for item in view.mitigations
    )


def meanwhile(view: View) -> str:
    """What to look at while there is nothing to do."""
    for inquiry in view.inquiries:
        if inquiry.done_s is None:
            left = countdown(inquiry.ready_s - view.at_s)
            return f"Ops is looking into something; the answer comes in {left}."
    if any(check.done_s is None for check in view.checks):
        return "Ops is checking something; the answer comes in a moment."
    if any(item.completed_s is None and item.ended_s is None for item in view.mitigations):
        return "A change is under way. Watch the charts: does it help?"
    return _BY_PHASE.get(view.incident.phase, "Nothing to do this minute. Watch the charts.")


_BY_PHASE: Mapping[IncidentPhase, str] = {
    IncidentPhase.QUIET: (
        "All is well. Look at the charts while they are green, so that you know what well looks "
        "like; then wait for the pager."
    ),
    IncidentPhase.MONITORING: (
        "Customers can buy again. Watch whether the charts stay well. Time may run faster now, "
        "with the button ×1 at the top."
    ),
    IncidentPhase.RESOLVED: (
        "The incident is resolved. You may end the drill with the ✗ at the top right, or let it "
        "run out."
    ),
}
