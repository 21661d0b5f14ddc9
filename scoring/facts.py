"""What an entry of the timeline can tell of: events with the kinds and the words that fit them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from game.engine.codec import to_data
from game.engine.plan import Plan
from game.terms import SEATS, Audience, EntryKind, Role
from scoring.timeline import Numbered, Timeline

_K = EntryKind
_STEM = 5
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """An event that an entry may tell of; `words` are stems, `kinds` the main one first."""

    n: int
    at_s: int
    label: str
    kinds: tuple[EntryKind, ...]
    words: frozenset[str]

    @property
    def main_kind(self) -> EntryKind:
        """The kind that says it best."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True)
class _Sort:
    """How events of one type are told: label, kinds that fit, and words people use."""

    label: str
    kinds: tuple[EntryKind, ...]
    usual: str


_MATTERS: dict[str, _Sort] = {
    "incident_declared": _Sort(
        "the declaration",
        (_K.DECIDED, _K.ACTED, _K.SAID),
        "declare declared declares incident sev1 sev2 sev3 sev4 severity",
    ),
    "severity_changed": _Sort(
        "a change of severity",
        (_K.DECIDED, _K.SAID, _K.ACTED),
        "severity raised lowered upgrade downgrade changed sev1 sev2 sev3 sev4",
    ),
    "decision_made": _Sort(
        "a decision",
        (_K.DECIDED, _K.SAID),
        "decide decided decides decision choose chose",
    ),
    "mitigation_started": _Sort(
        "the start of a mitigation",
        (_K.ACTED, _K.DECIDED),
        "start started starts begin began mitigation running pulled",
    ),
    "mitigation_completed": _Sort(
        "the completion of a mitigation",
        (_K.EFFECT, _K.ACTED, _K.OBSERVED),
        "complete completed done finished through success errors recover recovered recovering "
        "normal back mitigation effect",
    ),
    "role_accepted": _Sort(
        "a handover",
        (_K.ACTED, _K.SAID, _K.DECIDED),
        "command handover handed takes took accepts accepted role has",
    ),
    "incident_mitigated": _Sort(
        "the end of the impact",
        (_K.EFFECT, _K.DECIDED, _K.OBSERVED, _K.SAID, _K.ACTED),
        "mitigated mitigation impact ended over recovered recovery normal monitoring success",
    ),
    "incident_resolved": _Sort(
        "the resolution",
        (_K.DECIDED, _K.EFFECT, _K.SAID, _K.ACTED, _K.OBSERVED),
        "resolved resolve resolves resolution closed over",
    ),
    "incident_reopened": _Sort(
        "the reopening",
        (_K.DECIDED, _K.DETECTED, _K.OBSERVED, _K.SAID, _K.ACTED),
        "reopened reopen again back relapse returned",
    ),
    "incident_stood_down": _Sort(
        "the stand-down",
        (_K.DECIDED, _K.SAID, _K.ACTED),
        "stand stood down false alarm",
    ),
}
_ALERT = _Sort(
    "the first alert",
    (_K.DETECTED, _K.OBSERVED),
    "alert alerts page paged pager fired alarm detected checkout orders errors failing",
)
_POST = _Sort(
    "a public post",
    (_K.SAID, _K.ACTED),
    "post posted posts published publish status page customers update public told informed",
)
_OTHERS: dict[str, _Sort] = {
    "alert_fired": _ALERT,
    "alert_resolved": _Sort(
        "a cleared alert", (_K.OBSERVED, _K.EFFECT, _K.DETECTED), "alert cleared resolved"
    ),
    "page_acknowledged": _Sort(
        "an acknowledged page", (_K.ACTED, _K.DETECTED), "acknowledged page pager ack alert"
    ),
    "inject_released": _Sort(
        "an inject",
        (_K.DETECTED, _K.OBSERVED, _K.SAID),
        "report reported reports customers tickets support asks asked",
    ),
    "role_assigned": _Sort(
        "a named role",
        (_K.DECIDED, _K.ACTED, _K.SAID),
        "role roles named assigned commander command ops comms scribe",
    ),
    "role_offered": _Sort(
        "an offered role",
        (_K.ACTED, _K.SAID, _K.DECIDED),
        "handover handing offers offered command role",
    ),
    "task_assigned": _Sort(
        "a task", (_K.DECIDED, _K.ACTED, _K.SAID), "task asks asked assigned gives gave"
    ),
    "task_confirmed": _Sort("a confirmed task", (_K.SAID, _K.ACTED), "task confirmed understood"),
    "task_done": _Sort(
        "a finished task", (_K.ACTED, _K.SAID, _K.OBSERVED), "task done reported finished"
    ),
    "option_proposed": _Sort(
        "a proposal", (_K.SAID, _K.DECIDED), "proposed proposes proposal suggests"
    ),
    "person_paged": _Sort(
        "a page to a person", (_K.ACTED, _K.DECIDED, _K.SAID), "paged paging page called calling"
    ),
    "person_answered": _Sort(
        "an answered page", (_K.SAID, _K.ACTED, _K.OBSERVED), "answered joined answers"
    ),
    "post_published": _POST,
    "post_drafted": _Sort("a draft", (_K.ACTED, _K.SAID), "draft drafted post"),
    "post_approved": _Sort(
        "an approval", (_K.DECIDED, _K.ACTED, _K.SAID), "approved approves draft post"
    ),
    "post_returned": _Sort(
        "a returned draft", (_K.DECIDED, _K.ACTED, _K.SAID), "returned returns draft post"
    ),
    "check_started": _Sort("a check", (_K.ACTED,), "check checks checking precondition"),
    "precondition_checked": _Sort(
        "a check", (_K.OBSERVED, _K.ACTED, _K.DETECTED), "check checked precondition safe"
    ),
    "investigation_started": _Sort(
        "an investigation", (_K.ACTED,), "looking looks investigating checks checking"
    ),
    "investigation_finished": _Sort(
        "a finding", (_K.OBSERVED, _K.DETECTED, _K.ACTED), "found finds finding shows saw"
    ),
    "mitigation_refused": _Sort(
        "a refused mitigation", (_K.EFFECT, _K.OBSERVED, _K.ACTED), "refused refuses blocked"
    ),
    "mitigation_failed": _Sort(
        "a failed mitigation", (_K.EFFECT, _K.OBSERVED, _K.ACTED), "failed fails"
    ),
    "mitigation_aborted": _Sort(
        "a stopped mitigation", (_K.ACTED, _K.DECIDED, _K.EFFECT), "stopped aborted cancelled"
    ),
    "mitigation_undone": _Sort(
        "an undone mitigation", (_K.ACTED, _K.DECIDED, _K.EFFECT), "undone undo taken back reverted"
    ),
    "evidence_captured": _Sort(
        "evidence", (_K.ACTED, _K.OBSERVED), "snapshot captured saved evidence capture dump"
    ),
    "status_doc_set": _Sort("the pinned status", (_K.ACTED, _K.SAID), "status pinned doc"),
    "message_sent": _Sort("a message", (_K.SAID, _K.DECIDED, _K.DETECTED), ""),
}
_EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the and for with was were are has have had not but that this from into our out over all "
        "its their they will can been who what when where which than then too very you your we",
    )
)


def facts_that_matter(plan: Plan, timeline: Timeline) -> tuple[Fact, ...]:
    """What a timeline must tell, oldest first: see the table above, first alert, public posts."""
    return tuple(sorted(_mattering(plan, timeline), key=lambda fact: fact.n))


def _mattering(plan: Plan, timeline: Timeline) -> Iterator[Fact]:
    alert = timeline.first("alert_fired")
    if alert is not None:
        yield _fact(plan, alert, _ALERT)
    for item in timeline.matching("post_published", {"audience": Audience.CUSTOMERS.value}):
        yield _fact(plan, item, _POST)
    for name, sort in _MATTERS.items():
        for item in timeline.of(name):
            yield _fact(plan, item, sort)


def happenings(plan: Plan, timeline: Timeline) -> tuple[Fact, ...]:
    """Everything that an entry could truthfully tell of, whether it mattered or not."""
    sorts = {**_OTHERS, **_MATTERS}
    return tuple(_fact(plan, item, sorts[item.type]) for item in timeline.all if item.type in sorts)


def _fact(plan: Plan, item: Numbered, sort: _Sort) -> Fact:
    by = item.event.by
    words = stems(f"{sort.usual} {by.person} {by.role.title} {_own_words(plan, item)}")
    return Fact(item.n, item.at_s, sort.label, sort.kinds, words)


def _own_words(plan: Plan, item: Numbered) -> str:
    """The texts of the event's fields, with titles of levers, options and the like."""
    texts = [str(value) for value in to_data(item.event).values() if isinstance(value, str)]
    titles = [title for key in texts if (title := _title(plan, key))]
    seats = [Role(text).title for text in texts if text in {role.value for role in SEATS}]
    return " ".join([*texts, *titles, *seats])


def _title(plan: Plan, key: str) -> str:
    """What people call the thing with that id."""
    lever = plan.levers.get(key)
    if lever is not None:
        return lever.title
    inquiry = plan.investigations.get(key)
    if inquiry is not None:
        return inquiry.title
    options = (option for decision in plan.decisions.values() for option in decision.options)
    return next((option.title for option in options if option.id == key), "")


def stems(text: str) -> frozenset[str]:
    """The words of a text, cut to their first letters, without those that say nothing."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(
        word[:_STEM] for word in words if len(word) >= _SHORTEST and word not in _EMPTY_WORDS
    )
