"""Posts filled from the runbook's templates with what the dashboards show and nothing else."""

import re
from collections.abc import Mapping

from game.engine.commands import DraftPost
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.state import Draft
from game.engine.view import View
from game.faces.bots.signs import Impact, failing, figures, impact_of, scope, well_for_s
from game.scenario.runbook import Template
from game.scenario.shop_model import LeverKind
from game.terms import Audience, IncidentPhase, Role, Severity, Stage

_PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.-]+)\}")
_HANDS_WORKING = frozenset({IncidentPhase.MITIGATING})
_LATEST_S = {Audience.EXECUTIVES: 1800, Audience.SUPPORT: 1800}
_DEFAULT_CADENCE_S = 1800
_SOONEST_S = 300


def stage_now(view: View) -> Stage:
    """The public stage that fits what the team has said: never ahead of it."""
    match view.incident.phase:
        case IncidentPhase.MONITORING:
            return Stage.MONITORING
        case IncidentPhase.RESOLVED:
            return Stage.RESOLVED
        case IncidentPhase.MITIGATING:
            return Stage.IDENTIFIED
        case _:
            return Stage.INVESTIGATING


def cadence_s(handbook: Handbook, severity: Severity | None, audience: Audience) -> int:
    """The longest time between two posts to that audience, in seconds."""
    rule = handbook.runbook.severity(severity) if severity else None
    planned = rule.cadence.get(audience) if rule else None
    if planned is None and rule is not None and audience is Audience.SUPPORT:
        planned = rule.cadence.get(Audience.CUSTOMERS)
    return max(_SOONEST_S, planned or _LATEST_S.get(audience, _DEFAULT_CADENCE_S))


def template_for(
    view: View, handbook: Handbook, audience: Audience, wanted: str = ""
) -> Template | None:
    """The template asked for, else the one for the stage; a repeated stage takes its second."""
    mine = [item for item in handbook.runbook.templates if item.audience is audience]
    named = next((item for item in mine if item.id == wanted), None)
    if named is not None and not _outdated(view, named):
        return named
    stage = stage_now(view)
    fitting = [item for item in mine if item.stage is stage]
    if not fitting:
        fitting = [item for item in mine if not _outdated(view, item)] or mine
    repeated = any(post.audience is audience and post.stage is stage for post in view.posts)
    return (fitting[-1] if repeated else fitting[0]) if fitting else None


def _outdated(view: View, template: Template) -> bool:
    """Whether the template says that it is broken while it works, or the other way round."""
    over = view.incident.phase in {IncidentPhase.MONITORING, IncidentPhase.RESOLVED}
    return over != (template.stage in {Stage.MONITORING, Stage.RESOLVED})


def draft(
    view: View, handbook: Handbook, by: Actor, audience: Audience, wanted: str = ""
) -> DraftPost | None:
    """The next post for an audience; None when the runbook has no template for it."""
    template = template_for(view, handbook, audience, wanted)
    if template is None:
        return None
    next_s = None
    if template.stage is not Stage.RESOLVED:
        next_s = cadence_s(handbook, view.incident.severity, audience)
    text = fill(template.text, _facts(view, handbook, next_s))
    return DraftPost(
        by=by, audience=audience, stage=template.stage, text=text, next_update_s=next_s
    )


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with every known placeholder filled."""
    return _PLACEHOLDER.sub(lambda match: facts.get(match[1], match[0]), text)


def _facts(view: View, handbook: Handbook, next_s: int | None) -> dict[str, str]:
    impact = impact_of(view, handbook) or Impact(max(0, view.at_s - 120), None, failing(view))
    until_s = view.at_s if impact.until_s is None else impact.until_s
    severity = view.incident.severity
    rule = handbook.runbook.severity(severity) if severity else None
    return {
        **figures(view),
        **{f"role.{seat.value}": holder_of(view, seat) for seat in view.seats},
        "company": handbook.company,
        "since": handbook.utc(impact.since_s),
        "until": handbook.utc(until_s),
        "scope": scope(impact.worst if impact.until_s is not None else failing(view)),
        "next_update": handbook.utc(view.at_s + (next_s or 0)),
        "severity": rule.label if rule else "an incident",
        "time.utc": handbook.utc(view.at_s) + " UTC",
        "data": _data(view, handbook),
    }


def _data(view: View, handbook: Handbook) -> str:
    """Whether data was lost, as far as the team can know: a database moved may lack the last."""
    moved = [
        item.at_s
        for item in view.mitigations
        if handbook.levers[item.lever].kind is LeverKind.FAIL_OVER and item.completed_s is not None
    ]
    if not moved:
        return "No data was lost: orders that were confirmed are safe"
    from_ = f"Orders that were confirmed shortly before {handbook.utc(moved[0])} UTC may be missing"
    return f"{from_}; we compare them one by one and write to everybody who is hit"


def holder_of(view: View, seat: Role) -> str:
    """Who holds a role, or sits in its seat while nobody has been named."""
    holder = view.roles.get(seat)
    return holder.person if holder else view.seats.get(seat, seat.title)


_OVER = frozenset({Stage.MONITORING, Stage.RESOLVED})
_CALM_S = 30


def contradicts(view: View, stage: Stage) -> bool:
    """Whether the dashboards contradict a post of this stage at this moment."""
    if stage in _OVER:
        return failing(view, 20) > 0.05
    return well_for_s(view) >= _CALM_S and impact_seen(view)


def impact_seen(view: View) -> bool:
    """Whether customers have been hit at all since the start."""
    return well_for_s(view) < view.at_s + 60


_RED_FLAGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(fixed|resolved|back|repaired|solved|restored)\b[^.]{0,30}"
            r"\b(in|within|by|until)\b\s+(about\s+)?(\d|a few|five|ten)",
            re.IGNORECASE,
        ),
        "It promises a time of repair, and nobody knows that. Promise the next update instead.",
    ),
    (
        re.compile(r"\b(fault of|blame|careless|mistake by|error by|broke it)\b", re.IGNORECASE),
        "It blames somebody. Say what customers see, not who did it.",
    ),
    (
        re.compile(
            r"\b(kubernetes|kubectl|replicas?|pods?|rollback|p9[59]|database|deploy(ed|ment)?|"
            r"connection pool|latency|5xx|http 5\d\d)\b",
            re.IGNORECASE,
        ),
        "It speaks to engineers. Say it in the words of somebody who only wants to buy something.",
    ),
)


def objection_to(view: View, item: Draft) -> str:
    """What speaks against sending a draft now, in a sentence; empty when nothing does."""
    if contradicts(view, item.stage):
        return "The dashboards say something else by now. Please write it anew."
    flags = _RED_FLAGS if item.audience is Audience.CUSTOMERS else _RED_FLAGS[:2]
    return next((says for pattern, says in flags if pattern.search(item.text)), "")
