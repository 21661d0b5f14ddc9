"""Action items as the command line shows them: tables, CSV and JSON, with how they are kept."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from game.faces.archive.showing import SHOWN, table
from scoring.hygiene import Hygiene, Month, TrackedAction, by_month, hygiene
from scoring.scorecard import Json

COLUMNS = (
    "id",
    "drill",
    "description",
    "type",
    "priority",
    "owner",
    "due_date",
    "ticket",
    "status",
    "overdue",
    "since",
    "closed",
)
"""What is told of an action item, in this order."""


def action_data(item: TrackedAction, today: date) -> dict[str, Json]:
    """An action item as plain data."""
    return {
        "id": item.id,
        "drill": item.drill,
        "description": item.description,
        "type": item.type,
        "priority": item.priority,
        "owner": item.owner,
        "due_date": None if item.due is None else item.due.isoformat(),
        "ticket": item.ticket,
        "status": item.status.value,
        "overdue": item.overdue(today),
        "since": None if item.since is None else item.since.isoformat(),
        "closed": None if item.closed is None else item.closed.isoformat(),
    }


def actions_data(found: Sequence[TrackedAction], today: date) -> Json:
    """All action items, and how they are kept."""
    figures = hygiene(found, today)
    return {
        "actions": [action_data(item, today) for item in found],
        "hygiene": {
            "total": figures.total,
            "open": figures.open,
            "overdue": figures.overdue,
            "done": figures.done,
            "dropped": figures.dropped,
            "completion": round(figures.completion, 4),
            "owned": round(figures.owned, 4),
            "dated": round(figures.dated, 4),
        },
        "months": [_month_data(item) for item in by_month(found)],
    }


def _month_data(item: Month) -> Json:
    return {
        "month": item.month,
        "total": item.total,
        "open": item.open,
        "done": item.done,
        "dropped": item.dropped,
        "completion": round(item.completion, 4),
        "median_days": item.days,
    }


def actions_csv(found: Sequence[TrackedAction], today: date) -> str:
    """All action items as a table for a spreadsheet."""
    out = io.StringIO()
    rows = [action_data(item, today) for item in found]
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def actions_text(found: Sequence[TrackedAction], today: date, *, every: bool, overdue: bool) -> str:
    """Action items as lines of text, overdue ones first, with how they are kept."""
    if not found:
        return "There are no action items yet; each finished drill's postmortem proposes some."
    wanted = [item for item in found if item.overdue(today)] if overdue else list(found)
    wanted = wanted if every else [item for item in wanted if not item.status.closed]
    wanted.sort(key=lambda item: (not item.overdue(today), item.priority, item.due or date.max))
    shown = wanted if every else wanted[:SHOWN]
    head = ("Id", "", "Status", "Owner", "Due", "Drill", "What")
    lines = table(head, [_action_row(item, today) for item in shown])
    if len(wanted) > len(shown):
        lines.append(f"… and {len(wanted) - len(shown)} more; --all shows them.")
    return "\n\n".join(["\n".join(lines), *_trend(found), _kept(hygiene(found, today))])


def item_text(item: TrackedAction, today: date) -> str:
    """One action item as lines of text."""
    head = ("Id", "", "Status", "Owner", "Due", "Drill", "What")
    return "\n".join(table(head, [_action_row(item, today)]))


def _trend(found: Sequence[TrackedAction]) -> list[str]:
    """The last twelve months of drills, once anything was closed."""
    months = by_month(found)[-12:]
    if not any(item.done or item.dropped for item in months):
        return []
    head = ("Drills of", "Items", "Open", "Done", "Dropped", "Completed", "Median days to done")
    return ["\n".join(table(head, [_month_row(item) for item in months]))]


def _month_row(item: Month) -> tuple[str, ...]:
    counts = (item.total, item.open, item.done, item.dropped)
    days = "–" if item.days is None else f"{item.days:g}"
    return item.month or "unknown", *map(str, counts), f"{item.completion:.0%}", days


def _action_row(item: TrackedAction, today: date) -> tuple[str, ...]:
    due = "no date" if item.due is None else item.due.isoformat()
    late = " overdue" if item.overdue(today) else ""
    owner = item.owner or "nobody"
    return (
        item.id,
        item.priority,
        item.status.value,
        owner,
        due + late,
        item.drill,
        item.description,
    )


def _kept(figures: Hygiene) -> str:
    return (
        f"{figures.total} action items: {figures.open} open, {figures.overdue} overdue, "
        f"{figures.done} done, {figures.dropped} dropped. Completed: {figures.completion:.0%}; "
        f"with an owner: {figures.owned:.0%}; with a date: {figures.dated:.0%}."
    )
