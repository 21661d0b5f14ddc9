"""A scenario in the menu: what it is about, what it trains, and how it has gone so far."""

from game.faces.desk.past import NEVER, Record
from game.faces.desk.rich import Run
from game.faces.desk.screens.ratings import RATING_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Badge,
    Label,
    Panel,
    RichRow,
    RichText,
    Row,
    Rule,
    Widget,
    flex,
)
from game.scenario.catalogue import Card
from game.simtime import words

DIFFICULTY_TONES: dict[str, Tone] = {
    "tutorial": "good",
    "easy": "info",
    "medium": "warn",
    "hard": "bad",
}


def scenario_row(number: int, card: Card, record: Record | None) -> RichRow:
    """A line of the list: key, title, difficulty, length, and the best score if it is known."""
    runs = [
        Run(f"{number if number <= 9 else '  '}  ", "muted", "small"),
        Run(f"{card.title}  ", style="strong"),
        Run(card.difficulty, DIFFICULTY_TONES[card.difficulty], "small"),
        Run(f" · {words(card.duration_s)}", "muted", "small"),
    ]
    best = Run("new" if record is NEVER else "", "muted", "small")
    if record is not None and record.times:
        best = Run(f"{record.best:.0f}", RATING_TONES[record.best_rating], "small_strong")
    return RichRow(runs, key=card.id, right=best, pad=5, hang=18)


def scenario_parts(card: Card, record: Record | None) -> list[Widget]:
    """All that should be known before it is chosen; the lesson only once it was played.

    Without a record nobody knows yet how it has gone, and nothing is said of it.
    """
    start = [Badge("start here", tone="info", style="small")] if _is_first(card) else []
    length = words(card.duration_s)
    tone = DIFFICULTY_TONES[card.difficulty]
    head = Row(
        [
            flex(Label(card.title, style="large")),
            *start,
            Badge(card.difficulty, tone=tone, filled=False, style="small"),
            Badge(length, tone="muted", filled=False, style="small"),
        ],
        align="centre",
    )
    return [
        head,
        *(Label(text) for text in _paragraphs(card.story)),
        Rule(),
        Label("You practise to", style="strong"),
        *(Label(f"◇ {goal}", tone="muted") for goal in _goals(card)),
        Rule(),
        *([] if record is None else [RichText(_so_far(card, record))]),
        *([_lesson(card.lesson)] if record is not None and record.times else []),
    ]


def _is_first(card: Card) -> bool:
    return card.difficulty == "tutorial"


def _lesson(text: str) -> Widget:
    parts = [Label("The lesson", style="strong", tone="info"), Label(" ".join(text.split()))]
    return Panel(list(parts), tone="info", edge="left")


def _paragraphs(story: str) -> list[str]:
    return [part.replace("\n", " ").strip() for part in story.split("\n\n")]


def _goals(card: Card) -> list[str]:
    return [title for _, title in card.objectives]


def _so_far(card: Card, record: Record) -> list[Run]:
    """Scores, and which of the causes were met; those still unseen are only counted."""
    variants = card.variants
    count = f"{len(variants)} possible causes" if len(variants) > 1 else "one cause"
    if not record.times:
        return [Run("Not played yet", style="strong"), Run(f"   {count}, none seen", "muted")]
    seen = [title for key, title in variants if key in record.variants]
    times = "once" if record.times == 1 else f"{record.times} times"
    unseen = len(variants) - len(seen)
    best = RATING_TONES[record.best_rating]
    left = f"{unseen} still unseen" if unseen else "all seen"
    return [
        Run("Best  ", "muted"),
        Run(
            f"{record.best:.0f} {record.best_rating.value}",
            best,
            "strong",
        ),
        Run("   last time  ", "muted"),
        Run(f"{record.last:.0f} {record.rating.value}", RATING_TONES[record.rating], "strong"),
        Run(f"   played {times}\n", "muted"),
        Run(f"{count}, {left}", "text" if unseen else "good"),
        Run("".join(f"\n✓ {title}" for title in seen), "muted", "small"),
    ]
