"""The cadence of posts: what was due when, from the severity in force and from promises.

The clock runs from the declaration to the first post, from each post to the next, and until a
final post or a stand-down. A post is due at the cadence of the severity in force, or earlier where
the last post promised it. When the severity goes up, the next post has at least five minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine.events import IncidentDeclared, PostPublished, SeverityChanged
from game.engine.plan import Plan
from game.terms import Audience, Severity, Stage
from scoring.timeline import Numbered, Timeline

TOLERANCE_S = 30
RAISED_GRACE_S = 300


@dataclass(frozen=True, slots=True)
class Standing:
    """A severity from the second at which it came into force."""

    at_s: int
    n: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two posts, or up to the end; `due_s` is when the second one was due."""

    audience: Audience
    from_s: int
    from_event: int
    due_s: int
    promised: bool
    closed_s: int
    closed_event: int | None
    missed: int

    @property
    def kept(self) -> bool:
        """Whether the post came in time."""
        return self.missed == 0

    @property
    def length_s(self) -> int:
        """For how long the audience heard nothing."""
        return self.closed_s - self.from_s


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The last thing that the audience heard, and the update it was promised."""

    at_s: int
    n: int
    promise_s: int | None
    final: bool


def severities(timeline: Timeline) -> tuple[Standing, ...]:
    """The severities in force, in order."""
    return tuple(
        Standing(item.at_s, item.n, item.event.severity)
        for item in timeline.of("incident_declared", "severity_changed")
        if isinstance(item.event, IncidentDeclared | SeverityChanged)
    )


def gaps(plan: Plan, timeline: Timeline, audience: Audience) -> tuple[Gap, ...]:
    """Every time between posts to the audience in which one was due."""
    return tuple(_gaps(plan, timeline, audience))


def _gaps(plan: Plan, timeline: Timeline, audience: Audience) -> Iterator[Gap]:
    held = severities(timeline)
    if not held:
        return
    anchor = _Anchor(held[0].at_s, held[0].n, None, final=False)
    for item in timeline.matching("post_published", {"audience": audience.value}):
        post = item.event
        if isinstance(post, PostPublished):
            gap = _gap(plan, held, audience, anchor, closed_s=item.at_s, closed_by=item)
            if gap is not None and item.at_s >= anchor.at_s:
                yield gap
            anchor = _anchor(item, post)
    gap = _gap(plan, held, audience, anchor, closed_s=_end_s(timeline, anchor), closed_by=None)
    if gap is not None and not gap.kept:
        yield gap


def _anchor(item: Numbered, post: PostPublished) -> _Anchor:
    return _Anchor(item.at_s, item.n, post.next_update_at_s, post.stage is Stage.RESOLVED)


def _end_s(timeline: Timeline, anchor: _Anchor) -> int:
    """Until when something was due: a false alarm that was stood down owes nothing more."""
    over = (item.at_s for item in timeline.of("incident_stood_down") if item.at_s >= anchor.at_s)
    return min(over, default=timeline.end_s)


def _gap(
    plan: Plan,
    held: tuple[Standing, ...],
    audience: Audience,
    anchor: _Anchor,
    *,
    closed_s: int,
    closed_by: Numbered | None,
) -> Gap | None:
    cadence_s = _due_s(plan, held, audience, anchor, closed_s)
    promised = anchor.promise_s is not None and (cadence_s is None or anchor.promise_s < cadence_s)
    due_s = anchor.promise_s if promised else cadence_s
    if due_s is None or anchor.final:
        return None
    return Gap(
        audience=audience,
        from_s=anchor.at_s,
        from_event=anchor.n,
        due_s=due_s,
        promised=promised,
        closed_s=closed_s,
        closed_event=closed_by.n if closed_by else None,
        missed=_missed(closed_s - due_s, max(60, due_s - anchor.at_s)),
    )


def _missed(late_s: int, every_s: int) -> int:
    """How many posts did not come: one when late, and one more for each further interval."""
    return 0 if late_s <= TOLERANCE_S else 1 + late_s // every_s


def _due_s(
    plan: Plan, held: tuple[Standing, ...], audience: Audience, anchor: _Anchor, closed_s: int
) -> int | None:
    """When the severity in force asks for the next post; None where it asks for none."""
    before = [item for item in held if item.at_s <= anchor.at_s]
    due_s = _plus(anchor.at_s, _every_s(plan, before[-1] if before else held[0], audience))
    for change in held:
        if not anchor.at_s < change.at_s < closed_s or (due_s is not None and change.at_s > due_s):
            continue
        now_due_s = _plus(anchor.at_s, _every_s(plan, change, audience))
        if now_due_s is not None and (due_s is None or now_due_s < due_s):
            now_due_s = max(now_due_s, change.at_s + RAISED_GRACE_S)
        due_s = now_due_s
    return due_s


def _every_s(plan: Plan, standing: Standing, audience: Audience) -> int | None:
    rule = plan.runbook.severity(standing.severity)
    return rule.cadence.get(audience) if rule else None


def _plus(at_s: int, every_s: int | None) -> int | None:
    return None if every_s is None else at_s + every_s
