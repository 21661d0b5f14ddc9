"""The Scribe's timeline held against what happened: what stands in it, and what never happened.

An entry tells of an event when its kind fits, its time is at most two minutes off, and it shares
two words with the event or with the usual words for such an event (one, if it has no more). One
entry tells of one event: pairs are made best first, by kind, then by shared words, then by the
smaller time error. An entry that says something was detected, decided or done, and
fits nothing that was logged, counts as invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from game.engine.events import EntryCorrected, EntryWritten
from game.engine.plan import Plan
from game.terms import EntryKind
from scoring.facts import Fact, facts_that_matter, happenings, stems
from scoring.scorecard import ScribeScore
from scoring.timeline import Timeline

NEAR_S = 120
_SHARED_WORDS = 2
_CLAIMS = frozenset({EntryKind.DETECTED, EntryKind.DECIDED, EntryKind.ACTED})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the timeline in its last version; `n` is the event that first wrote it."""

    n: int
    entry: str
    time_s: int
    kind: EntryKind
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that mattered, and the event of the entry that tells of it (None: none does)."""

    fact: Fact
    entry: int | None
    error_s: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """The timeline reviewed: what mattered, and the events of entries that fit nothing."""

    items: tuple[Told, ...]
    invented: tuple[int, ...]
    lines: int

    @property
    def score(self) -> ScribeScore:
        """The figures for the scorecard."""
        told = [item for item in self.items if item.entry is not None]
        errors = [item.error_s for item in told if item.error_s is not None]
        return ScribeScore(
            recall=len(told) / len(self.items) if self.items else None,
            invented=len(self.invented),
            median_error_s=float(median(errors)) if errors else None,
        )


def review(plan: Plan, timeline: Timeline) -> Review:
    """Hold the timeline's entries against the events."""
    lines = lines_of(timeline)
    facts = facts_that_matter(plan, timeline)
    pairs = _matched(facts, lines)
    items = tuple(_told(fact, pairs.get(fact.n)) for fact in facts)
    used = {line.n for line in pairs.values()}
    everything = happenings(plan, timeline)
    invented = tuple(
        line.n
        for line in lines
        if line.kind in _CLAIMS and line.n not in used and not _supported(line, everything)
    )
    return Review(items, invented, len(lines))


def lines_of(timeline: Timeline) -> tuple[Line, ...]:
    """The entries in their last version, in the order of writing."""
    lines: dict[str, Line] = {}
    for item in timeline.of("entry_written", "entry_corrected"):
        event = item.event
        if isinstance(event, EntryWritten | EntryCorrected):
            first = lines.get(event.entry)
            words = stems(event.text)
            n = first.n if first else item.n
            lines[event.entry] = Line(n, event.entry, event.time_s, event.kind, words)
    return tuple(lines.values())


def _told(fact: Fact, line: Line | None) -> Told:
    if line is None:
        return Told(fact, None, None)
    return Told(fact, line.n, abs(line.time_s - fact.at_s))


def _matched(facts: tuple[Fact, ...], lines: tuple[Line, ...]) -> dict[int, Line]:
    """Fact's number -> its line, each line used once, the best pairs first."""
    found: dict[int, Line] = {}
    used: set[int] = set()
    for fact, line in sorted(_candidates(facts, lines), key=_worth):
        if fact.n not in found and line.n not in used:
            found[fact.n] = line
            used.add(line.n)
    return found


def _candidates(facts: tuple[Fact, ...], lines: tuple[Line, ...]) -> Iterator[tuple[Fact, Line]]:
    return ((fact, line) for fact in facts for line in lines if _fits(fact, line))


def _worth(pair: tuple[Fact, Line]) -> tuple[bool, int, int, int, int]:
    """Sorts the best pair first: main kind, most words in common, least time error."""
    fact, line = pair
    shared = len(fact.words & line.words)
    return (
        line.kind is not fact.main_kind,
        -shared,
        abs(line.time_s - fact.at_s),
        fact.n,
        line.n,
    )


def _fits(fact: Fact, line: Line) -> bool:
    if abs(line.time_s - fact.at_s) > NEAR_S or line.kind not in fact.kinds:
        return False
    return len(fact.words & line.words) >= min(_SHARED_WORDS, max(1, len(line.words)))


def _supported(line: Line, everything: tuple[Fact, ...]) -> bool:
    """Whether anything that was logged fits the entry, whether it mattered or not."""
    return any(_fits(fact, line) for fact in everything)
