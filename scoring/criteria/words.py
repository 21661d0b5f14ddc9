"""What was said and written: cadence and checks of posts, the timeline's recall, answers."""

from game.engine.events import InjectReleased
from game.scenario.criteria import AnsweredInjects, Cadence, PostCheck, TimelineRecall
from game.simtime import clock, words
from game.terms import Rating
from scoring.bands import lowered, rate_share
from scoring.cadence import Gap, gaps
from scoring.case import Bout, Case, Verdict
from scoring.narration import who
from scoring.scorecard import PostCheckResult, PostScore
from scoring.timeline import Numbered, numbers
from scoring.wording import counted, sentence

_LINES_PER_FACT = 6
_FEW_FACTS = 10


def judge_cadence(case: Case, bout: Bout, criterion: Cadence) -> Verdict:
    """The share of the posts due to an audience that came in time."""
    audience = criterion.cadence
    found = [
        gap for gap in gaps(case.plan, case.timeline, audience) if gap.closed_s >= bout.start_s
    ]
    if not found:
        note = f"no post to {audience.value} fell due"
        return Verdict(Rating.N, bout.events, sentence(note))
    kept = sum(gap.kept for gap in found)
    due = kept + sum(gap.missed for gap in found)
    longest = max(found, key=lambda gap: gap.length_s)
    events = {n for gap in found for n in (gap.from_event, gap.closed_event) if n is not None}
    note = f"{kept} of {counted(due, 'post')} due to {audience.value} came in time"
    note += f"; {_silence(longest)}"
    return Verdict(rate_share(kept / due), tuple(sorted(events)), sentence(note))


def _silence(gap: Gap) -> str:
    why = "as promised" if gap.promised else "by the cadence"
    text = f"the longest silence was {words(gap.length_s)}, from {clock(gap.from_s)} on"
    return f"{text} (due at {clock(gap.due_s)} {why})"


def judge_post_check(case: Case, bout: Bout, criterion: PostCheck) -> Verdict:
    """The share of the posts to an audience that pass a check; silence passes none."""
    audience = criterion.audience
    posts = [
        post
        for post in case.posts
        if post.audience is audience and case.timeline.all[post.event - 1].at_s >= bout.start_s
    ]
    if not posts:
        rating = Rating.U if case.truth.real else Rating.N
        note = f"no post to {audience.value} was published, so there is none that passes"
        return Verdict(rating, (*bout.events, *case.timeline.edges[-1:]), sentence(note))
    judged = _judged(_chosen(posts, criterion), criterion.post_check)
    if not judged:
        note = f"no post to {audience.value} gave occasion for this"
        return Verdict(Rating.N, tuple(post.event for post in posts), sentence(note))
    passed = sum(check.passed for _, check in judged)
    note = f"{passed} of {counted(len(judged), 'post')} to {audience.value} passed"
    note += _first_failure(case, judged)
    events = tuple(post.event for post, _ in judged)
    return Verdict(rate_share(passed / len(judged)), events, sentence(note))


def _chosen(posts: list[PostScore], criterion: PostCheck) -> list[PostScore]:
    match criterion.which:
        case "first":
            return posts[:1]
        case "last":
            return posts[-1:]
        case "every":
            return posts


def _judged(posts: list[PostScore], name: str) -> list[tuple[PostScore, PostCheckResult]]:
    return [(post, check) for post in posts for check in post.checks if check.check == name]


def _first_failure(case: Case, judged: list[tuple[PostScore, PostCheckResult]]) -> str:
    failed = next((pair for pair in judged if not pair[1].passed), None)
    if failed is None:
        return ""
    post, check = failed
    quote = f" (“{check.quotes[0]}”)" if check.quotes else ""
    return f"; in the one at {clock(case.timeline.all[post.event - 1].at_s)}: {check.says}{quote}"


def judge_recall(case: Case, bout: Bout, criterion: TimelineRecall) -> Verdict:
    """P for the recall asked for, S from three quarters of it, M from four tenths.

    A band lower where over a fifth of the lines tell of what never happened, two from two fifths;
    and a band lower where there are too many lines to read, two for twice as many.
    """
    found = [
        item
        for item in case.scribe.items
        if not criterion.kinds or item.fact.main_kind.value in criterion.kinds
    ]
    if not found:
        return Verdict(Rating.N, bout.events, "Nothing happened that the timeline had to tell.")
    written = [item for item in found if item.entry is not None]
    recall = len(written) / len(found)
    note = f"{len(written)} of the {counted(len(found), 'event')} that mattered stand in the"
    note += f" timeline; that is {recall:.0%}, and {criterion.timeline_recall:.0%} are asked for"
    lacking = [item.fact for item in found if item.entry is None]
    if lacking:
        missing = ", ".join(f"{fact.label} at {clock(fact.at_s)}" for fact in lacking[:3])
        note += f"; not there: {missing}{' and more' if len(lacking) > 3 else ''}"
    events = {n for item in found for n in (item.fact.n, item.entry) if n is not None}
    invented = len(case.scribe.invented)
    if invented:
        note += f"; {counted(invented, 'line')} of {case.scribe.lines} fit nothing that happened"
    rating = _rate_recall(recall, criterion.timeline_recall)
    rating = lowered(_inventive(invented, case.scribe.lines), rating)
    crowd = _crowded(case.scribe.lines, len(case.scribe.items))
    if crowd:
        note += f"; {case.scribe.lines} lines are more than anybody reads"
        rating = lowered(crowd, rating)
    return Verdict(rating, tuple(sorted(events)), sentence(note))


def _rate_recall(recall: float, asked: float) -> Rating:
    steps = ((1.0, Rating.P), (0.75, Rating.S), (0.4, Rating.M))
    return next((rating for part, rating in steps if recall >= part * asked - 1e-9), Rating.U)


def _inventive(invented: int, lines: int) -> int:
    """How many bands the invented lines cost: none up to a fifth, then one, two over two fifths."""
    if not lines:
        return 0
    return (invented > lines / 5) + (invented > lines * 2 / 5)


def _crowded(lines: int, facts: int) -> int:
    """How many bands a heap of lines costs: one beyond six for each thing that mattered."""
    room = _LINES_PER_FACT * max(facts, _FEW_FACTS)
    return (lines > room) + (lines > 2 * room)


def judge_answers(case: Case, bout: Bout, criterion: AnsweredInjects) -> Verdict:
    """The share of what was asked of a seat that it answered in time."""
    asked = [item for item in case.timeline.of("inject_released") if _asks(case, item, criterion)]
    answered = {item.value("inject"): item for item in case.timeline.of("inject_answered")}
    expired = {item.value("inject"): item for item in case.timeline.of("inject_expired")}
    judged = [item for item in asked if item.value("inject") in {**answered, **expired}]
    if not judged:
        note = f"nothing was asked of the {criterion.answers.title} that fell due"
        return Verdict(Rating.N, bout.events, sentence(note))
    met = [item for item in judged if _in_time(item, answered, expired)]
    note = f"{len(met)} of {counted(len(judged), 'question')} to the {criterion.answers.title}"
    note += " got an answer in time"
    late = [item for item in judged if item not in met]
    if late:
        note += (
            f"; open: {', '.join(f'{_asker(case, item)} at {clock(item.at_s)}' for item in late)}"
        )
    ends = [
        found[key]
        for item in judged
        for found in (answered, expired)
        if (key := item.value("inject")) in found
    ]
    return Verdict(rate_share(len(met) / len(judged)), numbers([*judged, *ends]), sentence(note))


def _asks(case: Case, item: Numbered, criterion: AnsweredInjects) -> bool:
    event = item.event
    if not isinstance(event, InjectReleased) or event.expects_s is None:
        return False
    inject = case.plan.injects.get(event.inject)
    return (
        inject is not None
        and inject.expects is not None
        and inject.expects.role is criterion.answers
    )


def _in_time(item: Numbered, answered: dict[str, Numbered], expired: dict[str, Numbered]) -> bool:
    key = item.value("inject")
    if key not in answered:
        return False
    return key not in expired or answered[key].n < expired[key].n


def _asker(case: Case, item: Numbered) -> str:
    return who(case.plan, item.event.sender) if isinstance(item.event, InjectReleased) else ""
