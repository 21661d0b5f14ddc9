"""What a post must tell of times: since when, and when the next update comes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.posts.telling import SYMPTOM, sentences
from scoring.posts.times import CLOCK, DATE, SPAN, ZONE

_OPENS = (
    r"(?:since|from|between|beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|commenc\w+|onset|as of|"
    r"dat(?:es|ing) back to)"
)
_ON = rf"(?:{DATE},?\s*(?:\d{{4}},?\s*)?(?:at\s+|from\s+|[-–,]\s*)?)?"
_SINCE = re.compile(
    rf"\b{_OPENS}\b(?P<gap>(?:[^.;!?\n]|\b[ap]\.m\.){{0,34}}?)(?<![\d.:]){_ON}"
    rf"(?P<clock>{CLOCK})(?:\s*(?:to|and|until|till|through|-|–)\s*{CLOCK})?"
    rf"(?P<zone>\s*\(?{ZONE})?",
    re.IGNORECASE,
)
_SINCE_DAY = re.compile(rf"\b{_OPENS}\b[^.;!?\n]{{0,20}}?\b{DATE}", re.IGNORECASE)
_ON_DAY = re.compile(rf"^On\s+(?:{DATE},?\s*){{1,2}}(?:\d{{4}}\b)?", re.IGNORECASE)
_SINCE_SPAN = re.compile(
    rf"\b(?:for|over|in|during|within)\s+(?:about |around |approximately )?the (?:last|"
    rf"past)\s+{SPAN}"
    rf"|\b(?:about |around |roughly |approximately )?{SPAN}\s+ago\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b{_ON}(?P<clock>{CLOCK})(?:\s?{ZONE})?\s*(?:-|–|—|until|"
    rf"to)\s*{_ON}{CLOCK}(?P<zone>\s*\(?{ZONE})?",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|planned|scheduled|maintenance|window|open|hours|update)\b", re.IGNORECASE
)
_AT = re.compile(
    r"(?:\b(?:(?:at|around|about|on|during|shortly after|just after)\s+"
    rf"(?:approximately |about |around )?{_ON}|"
    rf"{DATE},?\s*)|^)"
    rf"(?P<clock>{CLOCK})(?P<zone>\s*\(?{ZONE})?",
    re.IGNORECASE,
)
_NOTICED = re.compile(
    r"\b(?:detect\w*|notic\w+|alert\w*|alarm\w*|monitoring picked|picked up|report(?:s|ed)|aware|"
    r"saw|see|"
    r"seeing|observ\w+|experienc\w+|identified an?|lost|failed|began|started|went|dropped|was|were|"
    r"occurred|fired)\b",
    re.IGNORECASE,
)
_REMEDY = re.compile(
    r"\bwe (?:began|started|are) (?:to )?\w+ing\b"
    r"|\b(?:fix(?:es|ed)?|patch\w*|recover\w*|restor\w+|resolv\w+|roll(?:ed|ing) (?:out|back)|"
    r"deployed|implemented|applied|mitigat\w+|went live|stable|normal\w*|works?|working|"
    r"update|post|back up|reopen\w*|dropping|declin\w+|improv\w+|maintenance|will)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Since:
    """Since when, as a post says it; `clock` is None for a day or a span."""

    quote: str
    clock: str | None = None
    zone: str = ""

    @property
    def whole(self) -> bool:
        """Whether readers elsewhere can tell the moment: a time of day needs its zone."""
        return self.clock is None or bool(self.zone)


_ZONE_BESIDE = re.compile(
    rf"{CLOCK}\s*\(?({ZONE})|\ball times\b[^.]*?({ZONE})|\((UTC|GMT)\)", re.IGNORECASE
)


def since_in(text: str) -> Iterator[Since]:
    """Every place that says since when; a zone may also stand behind another time of the text."""
    zone = _ZONE_BESIDE.search(text)
    elsewhere = "" if zone is None else next(part for part in zone.groups() if part)
    for sentence in sentences(text):
        for match in _since_matches(sentence):
            said = match.groupdict()
            own = (said.get("zone") or "").strip(" (")
            yield Since(match.group(), said.get("clock"), own or elsewhere)


def _since_matches(sentence: str) -> Iterator[re.Match[str]]:
    for match in _SINCE.finditer(sentence):
        if not _of_remedy(sentence, match):
            yield match
    if not _AHEAD.search(sentence):
        yield from _RANGE.finditer(sentence)
    if _NOTICED.search(sentence) or SYMPTOM.search(sentence):
        for match in _AT.finditer(sentence):
            if not _REMEDY.search(sentence):
                yield match
    if not _REMEDY.search(sentence):
        yield from _ON_DAY.finditer(sentence) if SYMPTOM.search(sentence) else ()
        yield from _SINCE_SPAN.finditer(sentence)
        yield from _SINCE_DAY.finditer(sentence)


def _of_remedy(sentence: str, match: re.Match[str]) -> bool:
    """Whether it is the fix that began then, or the calm since."""
    word = match.group().split()[0].lower()
    if word in {"from", "between"}:
        return bool(re.search(r"\bwill\b", sentence[: match.start()]))
    before = re.split(r"[,:;]\s|\bthat\b|\bafter\b", sentence[: match.start()])[-1]
    near = before + (match["gap"] or "")
    if word in {"since", "as"}:
        near += re.split(r"\b(?:we know|we have|but|and)\b", sentence[match.end() :])[0]
    return bool(_REMEDY.search(near)) and not _SINCE_TROUBLE.search(near)


_SINCE_TROUBLE = re.compile(
    r"\b(?:can(?:no|')?t|unable|fail\w*|errors?|not|slow\w*|unavailable|down|offline|delay\w*|late|"
    r"longer|stuck|problems?|issues?)\b|n't\b",
    re.IGNORECASE,
)


# Next update

_LEAD = (
    r"(?:(?:in|within|by|at|before|around|about|approximately|roughly|for|no later than|"
    r"not later than|"
    r"latest|every|each|after|until|till|over|the|next|or|least|due|planned|scheduled|is|:|-|–|"
    r"~)\s*)*"
)


def _when(clock: str, span: str) -> str:
    """By when, with the names of the groups for a time of day and for a span."""
    return (
        rf"{_LEAD}(?:{DATE},?\s+(?:at\s+)?)?(?:(?P<{clock}>{CLOCK})(?:\s?\(?{ZONE})?|"
        rf"(?P<{span}>{SPAN})"
        r"|\b(?:hourly|tomorrow|half-hourly|end of (?:the )?(?:business )?day|EOD)\b)"
    )


_NEWS = (
    r"(?:updates?|posts?|messages?|words?|news|info(?:rmation)?|communications?|report|details|"
    r"statement|summary)"
)
_SPEAK = (
    r"(?:updat(?:e|ing)|post(?:ing)?|be (?:given|posted|shared|sent|provided|issued|published)|"
    r"writ(?:e|ing)|report(?: back)?|inform|tell|be(?: \w+)? back(?! to normal| up\b| online|"
    r" to \w+)|"
    r"com(?:e|ing) back|be (?:here )?again|be here|get back|check (?:back|in|this page|again)|"
    r"look (?:here )?again|be in touch|shar(?:e|ing)|keep (?:you|everyone) \w+|provid(?:e|ing)|"
    r"giv(?:e|ing)|"
    r"send|publish|notify|let you know|confirm|follow(?: up)?|return|announce|speak|issue|look for|"
    r"expect|communicate)"
)
_WILL = r"(?:will|'ll|shall|expect(?: to)?|plan(?:s|ned)? to|aim to|going to|please|can|to be|to)"
_SEP = r"(?:[^.;!?\n]|(?<=\d)\.(?=\d)){0,%d}?"
NEXT_UPDATE = re.compile(
    rf"\b(?:next|another|further|additional|new|more|subsequent|follow-?up|"
    rf"an)\s+(?:\w+\s+){{0,2}}?{_NEWS}\b"
    + _SEP % 46
    + r"(?<![\w.:])"
    + _when("next", "next_span")
    + rf"|\b{_WILL}\s+(?:\w+\s+){{0,3}}?{_SPEAK}\b"
    + _SEP % 60
    + r"(?<![\w.:])"
    + _when("again", "again_span")
    + rf"|\b(?:hourly|half-hourly) {_NEWS}\b|\b{_NEWS} (?:will be |to be )?(?:\w+ )?(?:hourly|"
    rf"every {SPAN})"
    + rf"|\b{_SPEAK}\b[^.;!?\n]{{0,40}}?\bevery {SPAN}"
    + rf"|\bnext (?:\w+ )?{_NEWS}\s*[:–-]\s*(?P<plain>{CLOCK})",
    re.IGNORECASE,
)
"""When the next post comes."""

_NOT_NEXT = re.compile(
    r"\b(?:deploy|install|perform(?:ing)? an update|update of (?:our|the)|"
    r"roll(?:ing)? out|software update|resolved by|last (?:update|post)|"
    r""
    r"monitor(?:ing)? (?:it )?for the next|full (?:report|account|review)|invoice|credit)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """The next update as a post promises it: by a time of day, after a span, or neither."""

    quote: str
    clock: str | None = None
    span: str | None = None


def next_update_in(text: str) -> Promise | None:
    """The first promise of a next update in a text."""
    for sentence in sentences(text):
        match = None if _NOT_NEXT.search(sentence) else NEXT_UPDATE.search(sentence)
        if match:
            said = match.groupdict()
            clock = said["next"] or said["again"] or said["plain"]
            return Promise(match.group(), clock, said["next_span"] or said["again_span"])
    return None


def without_promises(sentence: str) -> str:
    """The sentence without what it says of the next update."""
    return NEXT_UPDATE.sub(" ", sentence)
