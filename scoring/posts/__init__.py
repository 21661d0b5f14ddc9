"""Posts checked against the rules of good status updates, and against the truth."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from game.engine.events import PostPublished
from game.engine.handbook import handbook_of
from game.engine.plan import Plan
from game.engine.state import State
from game.simtime import clock, words
from game.terms import SEATS, Stage
from scoring.cadence import TOLERANCE_S
from scoring.posts import whens
from scoring.posts.claims import Moment, check_true
from scoring.posts.house import house_words
from scoring.posts.text import check_text
from scoring.posts.times import clock_to_s, span_s
from scoring.scorecard import PostCheckResult, PostScore
from scoring.timeline import Numbered, Timeline
from scoring.truth import Truth

_CONTENT = ("impact", "scope", "since")

__all__ = ["check_text", "score_posts"]


def score_posts(
    plan: Plan, state: State, timeline: Timeline, truth: Truth
) -> tuple[PostScore, ...]:
    """Every published post with the checks that apply to its audience."""
    return tuple(
        PostScore(item.n, item.event.audience, tuple(_checks(plan, state, timeline, truth, item)))
        for item in timeline.of("post_published")
        if isinstance(item.event, PostPublished)
    )


def _checks(
    plan: Plan, state: State, timeline: Timeline, truth: Truth, item: Numbered
) -> Iterator[PostCheckResult]:
    post = item.event
    if not isinstance(post, PostPublished):
        return
    promise_s = _promise_s(plan, post)
    house = house_words(handbook_of(plan))
    checks = check_text(post.text, post.audience, post.stage, promise_s, _people(plan), house=house)
    yield from _hollow(checks) if _says_nothing(checks) else checks.values()
    yield _approved(post)
    yield check_true(Moment(plan, state, timeline, truth, post))
    kept = _promise_kept(timeline, item, post, promise_s)
    if kept is not None:
        yield kept


def _says_nothing(checks: Mapping[str, PostCheckResult]) -> bool:
    """Whether a post tells its readers none of what they need: then it is no update at all."""
    asked = [checks[name] for name in _CONTENT if name in checks]
    return bool(asked) and not any(check.quotes for check in asked if check.passed)


def _hollow(checks: Mapping[str, PostCheckResult]) -> Iterator[PostCheckResult]:
    """Good manners are no merit of a post that says nothing: what passed fails as well."""
    says = "it tells its readers nothing that they could use"
    for check in checks.values():
        yield replace(check, passed=False, says=says) if check.passed else check


def _people(plan: Plan) -> tuple[str, ...]:
    """Names that customers have no business with."""
    keys = [*(role.value for role in SEATS), *plan.characters]
    names = (plan.person(key) for key in keys)
    return tuple(name for name in dict.fromkeys(names) if " " in name)


def _approved(post: PostPublished) -> PostCheckResult:
    says = "" if post.approved else "it went out without the Incident Commander's approval"
    return PostCheckResult("approved", passed=post.approved, says=says)


def _promise_kept(
    timeline: Timeline, item: Numbered, post: PostPublished, promise_s: int | None
) -> PostCheckResult | None:
    """Whether the next post came by the promised time; None without promise or before its time."""
    if promise_s is None or post.stage is Stage.RESOLVED:
        return None
    later = (
        other
        for other in timeline.matching("post_published", {"audience": post.audience.value})
        if other.n > item.n
    )
    following = next(later, None)
    if following is None and timeline.end_s <= promise_s + TOLERANCE_S:
        return None
    promise = whens.next_update_in(post.text)
    quotes = (promise.quote,) if promise else ()
    came_s = timeline.end_s if following is None else following.at_s
    late_s = came_s - promise_s
    if late_s <= TOLERANCE_S:
        return PostCheckResult("promise_kept", passed=True, quotes=quotes)
    due = f"the next update was due by {clock(promise_s)}"
    came = "no further post came" if following is None else f"it came {words(late_s)} late"
    says = f"{due}; {came}"
    return PostCheckResult("promise_kept", passed=False, quotes=quotes, says=says)


def _promise_s(plan: Plan, post: PostPublished) -> int | None:
    """The second by which the next update was promised, beside the text or in it."""
    if post.next_update_at_s is not None:
        return post.next_update_at_s
    promise = whens.next_update_in(post.text)
    if promise is None:
        return None
    if promise.clock is not None:
        return clock_to_s(plan.scenario.exercise.start, promise.clock, post.at_s)
    after_s = span_s(promise.span) if promise.span else None
    return None if after_s is None else post.at_s + after_s
