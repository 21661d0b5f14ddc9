"""A seat's view in pieces that a page can keep: lists that mostly grow, and single values."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic_core import to_json

from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.state import DecisionState
from game.engine.view import View
from game.terms import Role

LISTS = (
    "pages",
    "messages",
    "injects",
    "tasks",
    "decisions",
    "drafts",
    "posts",
    "checks",
    "inquiries",
    "mitigations",
    "evidence",
    "entries",
    "due",
)
"""Parts of a view that are sent as lists: from the first item that differs on."""

VALUES = (
    "phase",
    "pace",
    "duration_s",
    "incident",
    "stage",
    "seats",
    "roles",
    "firing",
    "status_doc",
    "paged",
    "next_update_s",
)
"""Parts that are sent whole when they change."""

ELSEWHERE = ("role", "at_s", "n", "readings")
"""Parts that travel in other messages, or not at all."""


def lists_of(view: View) -> Mapping[str, tuple[object, ...]]:
    """The lists of a view; `due` holds what concerns this seat alone.

    Who only watches reads what is due, and nothing of what it quotes: that may be private.
    """
    lists: dict[str, tuple[object, ...]] = {name: getattr(view, name) for name in LISTS}
    due = (item for item in view.due if _concerns(view, item))
    if view.role is Role.OBSERVER:
        due = (replace(item, say=item.text, why="", with_={}) for item in due)
    lists["due"] = tuple(due)
    return lists


def _concerns(view: View, item: DueItem) -> bool:
    return item.seat is view.role or view.role.value in {"facilitator", "evaluator", "observer"}


def values_of(view: View) -> Mapping[str, object]:
    """The single values of a view."""
    return {name: getattr(view, name) for name in VALUES}


def encoded(item: object, book: Handbook) -> bytes:
    """One item as JSON; a question that has been put brings its words and options along."""
    if isinstance(item, DecisionState):
        asked = book.decisions[item.id]
        return to_json({"state": item, "question": asked.question, "options": asked.options})
    return to_json(item)
