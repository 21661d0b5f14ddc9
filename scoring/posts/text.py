"""Checks of a post's text alone: usable on a draft while it is being written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.terms import Audience, Stage
from scoring.posts import patterns, readability, telling, whens
from scoring.scorecard import PostCheckResult

LONGEST_SENTENCE_WORDS = 35
_OUTSIDE = frozenset({Audience.CUSTOMERS, Audience.SUPPORT})
_ALL = frozenset(Audience)
_NOT_ENGINEERS = _ALL - {Audience.ENGINEERING}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is checked: a text for an audience at a stage, with the promise of the next update."""

    text: str
    audience: Audience
    stage: Stage
    next_update_s: int | None
    names: tuple[str, ...] = ()
    house: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """The sentences of the text."""
        return telling.sentences(self.text)

    @property
    def blanks(self) -> tuple[str, ...]:
        """Places that were left open."""
        return tuple(match.group() for match in patterns.BLANK.finditer(self.text))


def check_text(
    text: str,
    audience: Audience,
    stage: Stage,
    next_update_s: int | None,
    names: Sequence[str] = (),
    *,
    house: Sequence[str] = (),
) -> dict[str, PostCheckResult]:
    """The checks that need nothing but the text, by name.

    Those that are not for this audience or this stage are absent.

    `next_update_s` is the promise beside the text (any number; None for no promise), `names` are
    people who must not be named to customers, `house` words that only this house knows. What only
    the drill can tell (approved, true, promise_kept) is checked by `score_posts`.
    """
    draft = Draft(text, audience, stage, next_update_s, tuple(names), tuple(house))
    results = (check(draft) for check, audiences in _CHECKS if audience in audiences)
    return {result.check: result for result in results if result is not None}


def _passed(check: str, quotes: Sequence[str] = (), says: str = "") -> PostCheckResult:
    return PostCheckResult(check, passed=True, quotes=tuple(quotes), says=says)


def _failed(check: str, quotes: Sequence[str], says: str) -> PostCheckResult:
    return PostCheckResult(check, passed=False, quotes=tuple(quotes), says=says)


def _says(draft: Draft, check: str, quote: str | None, lacking: str) -> PostCheckResult:
    """A check for something that must be there, in a text without blanks."""
    if draft.blanks:
        return _failed(check, draft.blanks, "a blank of the template is still open")
    return _passed(check, [quote]) if quote else _failed(check, (), lacking)


def _first(draft: Draft, find: Callable[[str], str | None]) -> str | None:
    """What the first sentence that has it says."""
    return next((quote for sentence in draft.sentences if (quote := find(sentence))), None)


def _impact(draft: Draft) -> PostCheckResult:
    quote = _first(draft, telling.impact_in)
    return _says(draft, "impact", quote, "it does not say what customers see")


def _scope(draft: Draft) -> PostCheckResult:
    quote = _first(draft, telling.scope_in)
    return _says(draft, "scope", quote, "it does not say who is hit: all, some, which ones")


def _since(draft: Draft) -> PostCheckResult:
    found = list(whens.since_in(draft.text))
    whole = next((item.quote for item in found if item.whole), None)
    lacking = "the time has no time zone" if found else "it does not say since when"
    return _says(draft, "since", whole, lacking)


def _next_update(draft: Draft) -> PostCheckResult | None:
    """None for a final post, after which nothing more is due."""
    if draft.stage is Stage.RESOLVED:
        return None
    promise = whens.next_update_in(draft.text)
    if promise is None and draft.next_update_s is not None and not draft.blanks:
        return _passed("next_update", says="promised beside the text")
    quote = promise.quote if promise else None
    return _says(draft, "next_update", quote, "it does not say when the next update comes")


def _stage(draft: Draft) -> PostCheckResult:
    """The text does not speak of another stage than the post is published under."""
    over = over_claims(draft.text)
    looking = patterns.LOOKING_INTO.search(draft.text)
    found = patterns.FOUND.search(draft.text)
    early = draft.stage in {Stage.INVESTIGATING, Stage.IDENTIFIED}
    if early and over:
        return _failed("stage", over, f"it says that it is over, at the stage {draft.stage.value}")
    if not early and looking:
        return _failed(
            "stage", [looking.group()], f"it is still looking, at the stage {draft.stage.value}"
        )
    if draft.stage is Stage.INVESTIGATING and found:
        return _failed("stage", [found.group()], "what has been found belongs to identified")
    return _passed("stage")


def over_claims(text: str) -> list[str]:
    """The words that say the impact has ended, without those that wish or set conditions."""
    claims = []
    for sentence in telling.sentences(text):
        for clause in re.split(r"[,;:]\s+", sentence):
            match = patterns.SAYS_OVER.search(clause)
            if match and not patterns.HEDGED.search(clause) and not patterns.PARTLY.search(clause):
                claims.append(match.group())
    return claims


def _no_repair_time(draft: Draft) -> PostCheckResult:
    quotes = []
    for sentence in draft.sentences:
        rest = whens.without_promises(sentence)
        promise = patterns.REPAIR_TIME.search(rest) if patterns.FUTURE.search(rest) else None
        match = promise or patterns.ESTIMATE.search(rest)
        if match and not patterns.NEGATED.search(rest):
            quotes.append(match.group())
    if quotes:
        return _failed("no_repair_time", quotes, "it promises a time of repair")
    return _passed("no_repair_time")


def _no_cause(draft: Draft) -> PostCheckResult:
    """No guess at any stage; a cause may be named once it is over and known."""
    quotes = [quote for sentence in draft.sentences if (quote := _cause_in(draft, sentence))]
    return _failed("no_cause", quotes, "it guesses at a cause") if quotes else _passed("no_cause")


def _cause_in(draft: Draft, sentence: str) -> str | None:
    rest = patterns.NO_CAUSE_YET.sub(" ", sentence)
    guess = patterns.GUESS.search(rest)
    noun = patterns.CAUSE_NOUN.search(rest)
    if guess and noun:
        return sentence
    named = patterns.CAUSE.search(rest) or patterns.CULPRIT.search(rest)
    return sentence if named and (guess or draft.stage is not Stage.RESOLVED) else None


def _no_blame(draft: Draft) -> PostCheckResult:
    quotes = [quote for sentence in draft.sentences if (quote := _blame_in(draft, sentence))]
    if draft.audience is Audience.CUSTOMERS:
        quotes += [name for name in draft.names if _names(draft.text, name)]
    if quotes:
        return _failed("no_blame", quotes, "it names a person or another company as the cause")
    return _passed("no_blame")


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _blame_in(draft: Draft, sentence: str) -> str | None:
    person = patterns.BLAME.search(sentence)
    if person:
        return person.group()
    if draft.audience is Audience.ENGINEERING:
        return None
    vendor = patterns.VENDOR.search(sentence)
    blamed = patterns.VENDOR_BLAMED.search(sentence)
    return sentence if vendor and blamed else None


def _plain(draft: Draft) -> PostCheckResult:
    if draft.blanks:
        return _failed("plain", draft.blanks, "a blank of the template is still open")
    if not draft.text.strip():
        return _failed("plain", (), "there is no text")
    if draft.audience is Audience.ENGINEERING:
        return _passed("plain")
    strict = draft.audience is Audience.CUSTOMERS
    pattern = patterns.JARGON if strict else patterns.TECHNICAL
    jargon = [match.group() for match in pattern.finditer(draft.text)]
    if strict:
        jargon += [word for word in draft.house if _names(draft.text, word)]
    if jargon:
        return _failed("plain", list(dict.fromkeys(jargon)), "words that its readers do not use")
    long = next((sentence for sentence in draft.sentences if _too_long(sentence)), None)
    if long:
        return _failed("plain", [long], f"a sentence of over {LONGEST_SENTENCE_WORDS} words")
    hard = readability.hardest(draft.sentences)
    if hard:
        return _failed("plain", [hard], "it is hard to read: long words in long sentences")
    return _passed("plain")


def _too_long(sentence: str) -> bool:
    return len(patterns.WORD.findall(sentence)) > LONGEST_SENTENCE_WORDS


_CHECKS: tuple[tuple[Callable[[Draft], PostCheckResult | None], frozenset[Audience]], ...] = (
    (_impact, _NOT_ENGINEERS),
    (_scope, _NOT_ENGINEERS),
    (_since, _NOT_ENGINEERS),
    (_next_update, _ALL),
    (_no_repair_time, _NOT_ENGINEERS),
    (_no_cause, _OUTSIDE),
    (_no_blame, _ALL),
    (_plain, _ALL),
    (_stage, _ALL),
)
"""The checks in the order in which they are shown, and for whom each applies."""
