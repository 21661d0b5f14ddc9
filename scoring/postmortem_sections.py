"""The sections of a postmortem, in the order of the template, each with its blanks marked."""

from collections.abc import Iterable

from game.simtime import words
from scoring.actions import ActionItem
from scoring.draft import AUTHORS, DUE, STATUS, Answer, Draft, Line
from scoring.lessons import Claim, WhyRow
from scoring.postmortem_blocks import (
    Bullets,
    Item,
    Said,
    Section,
    Strong,
    Table,
    Text,
    Words,
    establish,
    fill_in,
    said,
)

_LONGEST = 220
_ABOUT: Text = (
    Said(
        "This draft was made from the log of an exercise. It speaks of systems and of ways of "
        "working, never of persons. What nobody has established is marked"
    ),
    Strong("To be established"),
    Said("and what people must decide is marked"),
    Strong("To fill in"),
)
_ACTION_HEAD = (
    "Rank",
    "What",
    "Type",
    "Priority",
    "Impact × risk ÷ effort",
    "Owner",
    "Due",
    "Ticket",
    "Status",
)
_UNOWNED: tuple[Text, ...] = ((fill_in("owner"),), (fill_in("date"),), (fill_in("ticket"),))


def sections(pm: Draft) -> tuple[Section, ...]:
    """All of them; the first, without a title, is the head of the document."""
    return (
        Section("", (_head(pm), Words(_ABOUT, aside=True))),
        Section("Summary", (Words(said(pm.summary)),)),
        Section("Impact", (Table(("What", "How much"), _named(pm.impact)),)),
        Section("Timeline (UTC)", (_timeline(pm),)),
        Section("Detection", (_detection(pm),)),
        Section("Root cause", (Bullets(tuple(map(_claim, pm.cause))),)),
        Section("Contributing factors", (Bullets(tuple(_factor(*row) for row in pm.factors)),)),
        Section("Five whys", (Bullets(tuple(map(_why, pm.whys)), numbered=True),)),
        Section("What went well", (_well(pm),)),
        Section("What went poorly", (_poorly(pm),)),
        Section("Where we got lucky", (_lucky(pm),)),
        Section("Action items", _actions(pm)),
        Section("Follow-up metrics", _follow_up(pm)),
        Section("Hot wash", (_hot_wash(pm),)),
    )


def _named(rows: Iterable[tuple[str, str]]) -> tuple[tuple[Text, ...], ...]:
    return tuple((said(name), said(value)) for name, value in rows)


def _head(pm: Draft) -> Table:
    clock = f"T+00:00:00 is {pm.start:%H:%M:%S} UTC; e1, e2 … are events of the log"
    rows: tuple[tuple[Text, ...], ...] = (
        *_named((("Id", pm.id), ("Date", pm.date), ("Clock", clock))),
        *_named((("Fork", pm.origin),) if pm.origin else ()),
        *_named((("Began", _began(pm)), ("Duration", _duration(pm)))),
        (said("Severity"), _severity(pm)),
        (said("Incident Commander"), said(pm.commander)),
        (said("Authors"), (Said(", ".join(AUTHORS) + "."), fill_in("who finishes this text"))),
        *_named((("Status", f"{STATUS} (draft → in review → published), due {DUE}"),)),
    )
    return Table(("", ""), rows)


def _began(pm: Draft) -> str:
    return "never: customers were not hit" if pm.began is None else f"{pm.began:%H:%M:%S} UTC"


def _duration(pm: Draft) -> str:
    if pm.duration_s is None:
        return "no impact on customers"
    return words(pm.duration_s) + ("" if pm.over else ", not over when the exercise stopped")


def _severity(pm: Draft) -> Text:
    if pm.severities:
        return said(", then ".join(pm.severities))
    if pm.stood_down:
        return said("none: checked, and stood down as a false alarm")
    if pm.duration_s is None:
        return said("never declared; customers were not hit")
    return (Said("never declared."), fill_in("which severity would have fitted?"))


def _timeline(pm: Draft) -> Table:
    rows = tuple(_line(line) for line in pm.timeline)
    blank = ((said(""), said(""), (fill_in("what happened?"),)),)
    return Table(("Time", "Who", "What"), rows or blank)


def _line(line: Line) -> tuple[Text, ...]:
    cited = f" (e{line.n})" if line.n is not None else ""
    return said(f"{line.time:%H:%M:%S}"), said(line.actor), said(_cut(line.text) + cited)


def _cut(text: str) -> str:
    """The text, ended after a whole word where it is long."""
    if len(text) <= _LONGEST:
        return text
    kept = text[: _LONGEST - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept) + "…"


def _detection(pm: Draft) -> Bullets:
    lines = [Item(said(text)) for text in pm.detection]
    return Bullets((*lines, Item((fill_in("what would have told us earlier?"),))))


def _claim(claim: Claim) -> Item:
    told = establish(claim.ask) if claim.text is None else Said(claim.text)
    return Item((Said(f"{claim.name}:"), told))


def _factor(name: str, items: tuple[str, ...]) -> Item:
    open_ = ((establish("did anything here contribute?"),),)
    return Item(said(name), tuple(map(said, items)) or open_)


def _why(row: WhyRow) -> Item:
    unknown = establish("the answer was not found during the exercise.")
    return Item((Strong(row.question), unknown if row.answer is None else Said(row.answer)))


def _plain(texts: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(said(text)) for text in texts)


def _well(pm: Draft) -> Bullets:
    return Bullets(_plain(pm.well) or (Item((fill_in("what helped, and what made it help?"),)),))


def _poorly(pm: Draft) -> Bullets:
    harder = fill_in("what was harder than it should be?")
    none = Item((Said("Nothing that was rated met major challenges."), harder))
    asked = (Item((fill_in(question),)) for question in pm.prompts)
    return Bullets((*(_plain(pm.poorly) or (none,)), *asked))


def _lucky(pm: Draft) -> Bullets:
    unknown = Item((establish("what could easily have made this worse?"),))
    return Bullets(_plain(pm.lucky) or (unknown,))


def _actions(pm: Draft) -> tuple[Words, Table]:
    rows = tuple(_action(rank, item) for rank, item in enumerate(pm.actions, 1))
    what = fill_in("what will we change, and how do we tell that it is done?")
    blank = ((said("1"), (what,), *[said("")] * 3, *_UNOWNED, said("open")),)
    about = (
        "Proposals, ranked by customer impact × risk taken away ÷ effort (each 1 to 5). "
        "Nobody owns them yet."
    )
    return Words(said(about)), Table(_ACTION_HEAD, rows or blank)


def _action(rank: int, item: ActionItem) -> tuple[Text, ...]:
    weight = f"{item.impact} × {item.risk} ÷ {item.effort} = {item.weight:.1f}"
    known = (str(rank), item.description, item.type, item.priority, weight)
    return (*map(said, known), *_UNOWNED, said("open"))


def _follow_up(pm: Draft) -> tuple[Words, Bullets]:
    unknown = Item((fill_in("which figure will show that the actions work?"),))
    always = (
        "Completion of the action items above; incidents of this severity; time to detect, beside "
        "their severity and never as a ranking of people or teams"
    )
    watched = Bullets((*(_plain(pm.follow_up) or (unknown,)), Item(said(always))))
    return Words(said("To be watched for 30 days after the action items are done:")), watched


def _hot_wash(pm: Draft) -> Bullets:
    asked = tuple(_answered(item) for item in pm.hot_wash)
    open_ = Item((fill_in("went well, poorly, lucky, surprising, to be changed."),))
    return Bullets(asked or (open_,))


def _answered(item: Answer) -> Item:
    told = tuple(said(f"{role}: {text}") for role, text in item.answers)
    return Item(said(item.question), told or ((fill_in("nobody has answered yet."),),))
