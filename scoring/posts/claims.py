"""Claims of a post held against the shop of that moment: over, who is hit, how much, since when.

Only what the figures clearly contradict fails: a share may be 15 points off, a time 5 minutes, and
who writes looked at the dashboards a few minutes ago.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from game.engine.events import Event, PostPublished
from game.engine.plan import Plan
from game.engine.state import State
from game.shop import impact
from game.simtime import clock
from game.terms import Stage
from scoring.posts import patterns, telling, whens
from scoring.posts.text import over_claims
from scoring.posts.times import clock_to_s
from scoring.scorecard import PostCheckResult
from scoring.timeline import Timeline
from scoring.truth import Truth

_LOOKED_BACK_S = 300
_SHARE_SLACK = 0.15
_TIME_SLACK_S = 300
_LAG_S = 30
_PAST = re.compile(
    r"\b(?:was|were|had|could(?: not|n't)|failed|did(?: not|n't)|between|from)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A post with all that its claims are held against."""

    plan: Plan
    state: State
    timeline: Timeline
    truth: Truth
    post: PostPublished

    @property
    def final(self) -> bool:
        """Whether the post looks back on an impact that it says is over."""
        return self.post.stage in {Stage.MONITORING, Stage.RESOLVED}

    def failing(self) -> list[float]:
        """Shares of checkouts that truly failed lately; over the whole impact when looking back."""
        at_s = self.post.at_s
        from_s = at_s - _LOOKED_BACK_S
        if self.final and self.truth.start_s is not None:
            from_s = min(from_s, self.truth.start_s)
        return [1 - share for share in self.truth.share(from_s, at_s)]


def check_true(moment: Moment) -> PostCheckResult:
    """Passes unless a claim of the post is contradicted by the truth of its moment."""
    for check in _CLAIMS:
        found = check(moment)
        if found is not None:
            quote, says = found
            quotes = (quote,) if quote else ()
            return PostCheckResult("true", passed=False, quotes=quotes, says=says)
    return PostCheckResult("true", passed=True)


_Contradiction = tuple[str, str]
"""The words that are contradicted (empty where it is the stage), and by what."""


def _over(moment: Moment) -> _Contradiction | None:
    """What is said to work again does, and what is resolved hurts nobody any more."""
    at_s = moment.post.at_s
    recent = moment.truth.share(at_s - _LAG_S, at_s + _LAG_S)
    still = moment.truth.hurt_at(at_s) and moment.truth.hurt_at(at_s + _LAG_S)
    claims = over_claims(moment.post.text)
    if not still or not recent:
        return None
    says = f"at that moment {max(recent):.0%} of checkouts succeeded at best"
    if moment.post.stage is Stage.RESOLVED:
        return "", f"it is posted as resolved; {says}"
    return (claims[0], says) if claims else None


def _better(moment: Moment) -> _Contradiction | None:
    """The stage monitoring says that something helped: less than half of the worst still fails."""
    at_s = moment.post.at_s
    if moment.post.stage is not Stage.MONITORING or not moment.truth.hurt_at(at_s):
        return None
    recent = [1 - share for share in moment.truth.share(at_s - _LAG_S, at_s + _LAG_S)]
    if recent and min(recent) > 0.5 * max(moment.failing()):
        failing = f"{min(recent):.0%} of checkouts still failed"
        return "", f"it is posted as monitoring; at that moment {failing}"
    return None


def _back(moment: Moment) -> _Contradiction | None:
    """Going back to an earlier stage is honest when it broke again, and untrue when it did not."""
    if moment.final:
        return None
    earlier = (
        item.event
        for item in moment.timeline.matching(
            "post_published", {"audience": moment.post.audience.value}
        )
        if item.at_s < moment.post.at_s
    )
    last = next((post for post in reversed(list(earlier)) if _says_better(post)), None)
    if last is None or any(spell.end_s > last.at_s for spell in moment.truth.spells):
        return None
    says = f"checkout had not failed again since the post at {clock(last.at_s)}"
    return "", f"it goes back to {moment.post.stage.value}; {says}"


def _says_better(event: Event) -> bool:
    return isinstance(event, PostPublished) and event.stage in {Stage.MONITORING, Stage.RESOLVED}


_PEOPLE = (
    r"(?:of )?(?:all |our |the )*(?:customers?|users?|shoppers?|people|"
    r"orders?|payments?|purchases?|checkouts?|attempts?)"
)
_EXTENTS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), low, high)
    for words, low, high in (
        (rf"(?:about |around |roughly )?half {_PEOPLE}", 0.25, 0.75),
        (rf"most {_PEOPLE}", 0.40, 1.0),
        (rf"some {_PEOPLE}", 0.01, 0.85),
        (rf"(?:only )?(?:a )?(?:very )?few {_PEOPLE}", 0.0, 0.30),
        (rf"a (?:very )?small (?:part|share|number|fraction) {_PEOPLE}", 0.0, 0.30),
        (rf"(?<!of )(?:all|every) {_PEOPLE}|no {_PEOPLE}", 0.75, 1.0),
        (r"everyone|everybody|nobody|no one", 0.75, 1.0),
    )
)
"""Who is hit in words, and between which shares of failing checkouts the words are true."""


def _extent(moment: Moment) -> _Contradiction | None:
    failing = moment.failing()
    if not failing:
        return None
    for sentence in telling.sentences(moment.post.text):
        if not telling.impact_in(sentence) or over_claims(sentence):
            continue
        found = _first_extent(sentence)
        if found and not any(found[1] <= share <= found[2] for share in failing):
            return found[0], f"{_range(failing)} of checkouts failed"
    return None


def _first_extent(sentence: str) -> tuple[str, float, float] | None:
    for pattern, low, high in _EXTENTS:
        match = pattern.search(sentence)
        if match:
            return match.group(), low, high
    return None


def _range(shares: Iterable[float]) -> str:
    known = sorted(shares)
    low, high = f"{known[0]:.0%}", f"{known[-1]:.0%}"
    return low if low == high else f"between {low} and {high}"


def _percentages(moment: Moment) -> _Contradiction | None:
    """A percentage is near the share that fails, that succeeds, or by which orders are down."""
    failing = moment.failing()
    if not failing:
        return None
    shares = [*failing, *(1 - share for share in failing), *_orders_lost(moment)]
    for match in patterns.PERCENT.finditer(moment.post.text):
        claimed = float(match[1].replace(",", ".")) / 100
        if not any(abs(claimed - share) <= _SHARE_SLACK for share in shares):
            return match.group(), f"{_range(failing)} of checkouts failed"
    return None


def _orders_lost(moment: Moment) -> list[float]:
    """Share by which completed orders are below those of the ten minutes before the impact."""
    if moment.truth.start_s is None:
        return []
    recording, at_s = moment.state.course.recording, moment.post.at_s
    start_s = moment.truth.start_s
    before = recording.truth_window("good", start_s - 600, start_s - 1).tolist()
    now = recording.truth_window("good", at_s - _LOOKED_BACK_S, at_s).tolist()
    usual = sum(before) / len(before) if before else 0.0
    return [1 - value / usual for value in now] if usual > 0 else []


def _since(moment: Moment) -> _Contradiction | None:
    """The time since when is near the true one (times in UTC only)."""
    if moment.truth.start_s is None:
        return None
    for since in whens.since_in(moment.post.text):
        claimed_s = _claimed_s(moment, since)
        if claimed_s is None:
            continue
        starts = (spell.start_s for spell in moment.truth.spells)
        if not any(abs(claimed_s - start_s) <= _TIME_SLACK_S for start_s in starts):
            away = abs(claimed_s - moment.truth.start_s) // 60
            return since.quote, f"the impact began {away} min away from that time"
    return None


def _claimed_s(moment: Moment, since: whens.Since) -> int | None:
    """The time since when as incident seconds; None unless it is a time of day in UTC."""
    if since.clock is None or since.zone.upper() not in {"UTC", "GMT", "Z"}:
        return None
    return clock_to_s(moment.plan.scenario.exercise.start, since.clock, moment.post.at_s)


_KEPT = re.compile(
    r"\bno (?:data|(?:confirmed )?orders?|bookings?) (?:was|were|has been|have been|is|are) lost\b"
    r"|\bno data loss\b|\bnothing (?:was|has been|is) lost\b"
    r"|\borders that were confirmed(?: to you)? are safe\b",
    re.IGNORECASE,
)


def _kept(moment: Moment) -> _Contradiction | None:
    """Whoever says that no data was lost must be right about confirmed orders."""
    claim = _KEPT.search(moment.post.text)
    if claim is None:
        return None
    recording = moment.state.course.recording
    lost = impact(moment.plan.shop, recording, 0, moment.post.at_s).lost_writes
    return (claim[0], f"{lost:.0f} orders that had been confirmed were gone") if lost >= 1 else None


_CLAIMS: tuple[Callable[[Moment], _Contradiction | None], ...] = (
    _over,
    _better,
    _back,
    _extent,
    _percentages,
    _since,
    _kept,
)
