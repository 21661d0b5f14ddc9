"""What each seat keeps in view below its list: team, findings and levers, drafts, timeline."""

from collections.abc import Callable, Sequence

from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.state import CheckResult, Draft, Inquiry
from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.mitigations import mitigation_row
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import ListRow, RichRow
from game.simtime import clock, countdown
from game.terms import SEATS, Role

SOON_S = 30
"""What is due within so long is shown as pressing."""


def board(view: View, handbook: Handbook, seat: Role) -> list[ListRow]:
    """The rows of a seat's board."""
    return _BOARDS[seat](view, handbook)


def due_row(view: View, handbook: Handbook, item: DueItem) -> RichRow:
    """What is due, with the time left for it; or when it was done."""
    if item.done_s is not None:
        done = Run(handbook.utc(item.done_s), "muted", "small")
        return RichRow([Run("✓ ", "good"), Run(item.text, "muted")], right=done)
    left_s = (item.due_s if item.due_s is not None else item.since_s) - view.at_s
    tone: Tone = "bad" if left_s < 0 else "warn" if left_s < SOON_S else "muted"
    runs: list[Run] = [Run("◆ ", "warn"), Run(item.text)]
    return RichRow(runs, key=item.id, right=Run(countdown(left_s), tone, "small_strong"))


def done_rows(items: Sequence[DueItem], view: View, handbook: Handbook) -> list[ListRow]:
    """What this seat has done already, the newest first."""
    done = sorted(
        (item for item in items if item.done_s is not None),
        key=lambda item: (-(item.done_s or 0), item.id),
    )
    rows: list[ListRow] = [_heading("DONE")] if done else []
    return [*rows, *(due_row(view, handbook, item) for item in done)]


def _heading(text: str) -> RichRow:
    return RichRow([Run(text, "muted", "small_strong")])


def _team(view: View, handbook: Handbook) -> list[ListRow]:
    rows: list[ListRow] = []
    if view.mitigations:
        rows = [_heading("CHANGED LAST")]
        rows.append(mitigation_row(view, handbook, view.mitigations[-1], mine=False))
    rows.append(_heading("TEAM"))
    for seat in SEATS:
        holder = view.roles.get(seat)
        person = Run(holder.person if holder else view.seats[seat], "text" if holder else "muted")
        named = None if holder else Run("not named yet", "muted", "small")
        runs = [Run(f"{ROLE_NAMES[seat]}  ", ROLE_TONES[seat], "small_strong"), person]
        rows.append(RichRow(runs, right=named, pad=2))
    for task in view.tasks:
        if task.done_s is None:
            left = countdown(task.at_s + task.limit_s - view.at_s)
            sign = "✓" if task.confirmed_s is not None else "?"
            text = f"{sign} {ROLE_NAMES[task.to]}: {task.text}"
            rows.append(RichRow([Run(text, style="small")], right=Run(left, "muted", "small")))
    return rows


def _hands(view: View, handbook: Handbook) -> list[ListRow]:
    rows: list[ListRow] = [_heading("WHAT WE DID AND FOUND")]
    rows += [mitigation_row(view, handbook, item) for item in reversed(view.mitigations)]
    rows += [_check(item) for item in reversed(view.checks)]
    rows += [_inquiry(view, handbook, item) for item in reversed(view.inquiries)]
    return rows


def _check(item: CheckResult) -> RichRow:
    if item.done_s is None:
        return RichRow([Run("… checking", "muted", "small")])
    tone: Tone = "good" if item.holds else "bad"
    sign = "✓" if item.holds else "✗"
    return RichRow([Run(f"{sign} ", tone), Run(item.finding, style="small")])


def _inquiry(view: View, handbook: Handbook, item: Inquiry) -> RichRow:
    title = handbook.lookups[item.id].title
    if item.done_s is None:
        left = countdown(item.ready_s - view.at_s)
        return RichRow([Run(f"… {title}", "muted", "small")], right=Run(left, "muted"))
    return RichRow([Run(f"{title}  ", "info", "small_strong"), Run(item.finding, style="small")])


def _drafts(view: View, handbook: Handbook) -> list[ListRow]:
    rows: list[ListRow] = [_heading("POSTS")]
    for draft in reversed(view.drafts):
        head = f"{draft.audience.value.capitalize()}, {draft.stage.value}: "
        rows.append(RichRow([Run(head, style="small_strong"), _state(draft, handbook)]))
    return rows


def _state(draft: Draft, handbook: Handbook) -> Run:
    if draft.published_s is not None:
        return Run(f"out {handbook.utc(draft.published_s)}", "good", "small")
    if draft.returned_s is not None:
        return Run(f"returned: {draft.comment}", "bad", "small")
    if draft.approved_s is not None:
        return Run("approved, not out yet", "warn", "small")
    return Run("waits for the IC", "muted", "small")


def _timeline(view: View, _handbook: Handbook) -> list[ListRow]:
    rows: list[ListRow] = [_heading("TIMELINE (press a line to correct or pin it)")]
    for entry in reversed(view.entries):
        pin = "⚑ " if entry.pinned else ""
        runs = [
            Run(f"{clock(entry.time_s)}  ", "muted", "small"),
            Run(f"{pin}{entry.who} {entry.kind.value}  ", "scribe", "small_strong"),
            Run(entry.text, style="small"),
        ]
        rows.append(RichRow(runs, key=entry.id))
    return rows


_BOARDS: dict[Role, Callable[[View, Handbook], list[ListRow]]] = {
    Role.IC: _team,
    Role.OPS: _hands,
    Role.COMMS: _drafts,
    Role.SCRIBE: _timeline,
}
