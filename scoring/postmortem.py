"""The postmortem of a drill, drafted: for people in Markdown, for programs in JSON.

It is blameless by construction: people are called by their roles and titles. Causes are told only
as far as the team established them, owners and due dates are never invented; each blank says so.
"""

import json

from game.engine.plan import Plan
from game.engine.state import State
from scoring.actions import ActionItem
from scoring.draft import AUTHORS, STATUS, Draft, draft
from scoring.lessons import WhyRow
from scoring.pages import html_pages, markdown_pages, plain, stylesheet
from scoring.postmortem_sections import sections
from scoring.scorecard import Json, Scorecard


def postmortem_md(plan: Plan, state: State, card: Scorecard, origin: str = "") -> str:
    """The draft in Markdown, with every blank flagged; `origin` says where a fork comes from."""
    pm = draft(plan, state, card, origin)
    page = markdown_pages().get_template("postmortem.md.j2")
    return page.render(pm=pm, sections=sections(pm))


def postmortem_html(plan: Plan, state: State, card: Scorecard, origin: str = "") -> str:
    """The same draft as one self-contained page, for screens and for paper."""
    pm = draft(plan, state, card, origin)
    page = html_pages().get_template("postmortem.html.j2")
    return page.render(
        pm=pm, sections=sections(pm), style=stylesheet("handbook.css", "postmortem.css")
    )


def postmortem_json(plan: Plan, state: State, card: Scorecard) -> str:
    """The machine-readable twin: what is not known is null."""
    return json.dumps(_data(draft(plan, state, card)), indent=2, ensure_ascii=False) + "\n"


def _data(pm: Draft) -> dict[str, Json]:
    return {
        "id": pm.id,
        "title": plain(pm.title),
        "date": pm.date,
        "severity": None if pm.severity is None else pm.severity.value,
        "incident_commander": pm.commander,
        "authors": list(AUTHORS),
        "status": STATUS,
        "summary": plain(pm.summary),
        "impact": {
            "duration": None if pm.duration_s is None else f"PT{pm.duration_s}S",
            "users_affected": pm.users,
            "revenue_impact": pm.revenue,
            "sla_breached": pm.breached,
        },
        "timeline": [
            {
                "time": f"{line.time:%Y-%m-%dT%H:%M:%SZ}",
                "event": plain(line.text),
                "actor": plain(line.actor),
            }
            for line in pm.timeline
        ],
        "root_cause": _root_cause(pm),
        "contributing_factors": [
            f"{name}: {text}" for name, items in pm.factors for text in map(plain, items)
        ],
        "what_went_well": _texts(pm.well),
        "what_went_poorly": _texts(pm.poorly),
        "lucky_breaks": _texts(pm.lucky),
        "five_whys": [_why(row) for row in pm.whys],
        "action_items": [_action(item) for item in pm.actions],
    }


def _texts(texts: tuple[str, ...]) -> list[Json]:
    return [plain(text) for text in texts]


def _root_cause(pm: Draft) -> str | None:
    """The established parts in one text; None when none is."""
    parts = [f"{claim.name}: {plain(claim.text)}" for claim in pm.cause if claim.text is not None]
    return " ".join(parts) or None


def _why(row: WhyRow) -> Json:
    return {
        "question": plain(row.question),
        "answer": None if row.answer is None else plain(row.answer),
    }


def _action(item: ActionItem) -> Json:
    return {
        "description": plain(item.description),
        "type": item.type,
        "owner": None,
        "priority": item.priority,
        "due_date": None,
        "status": "open",
        "ticket": None,
    }
