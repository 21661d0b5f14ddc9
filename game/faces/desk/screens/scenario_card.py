"""A scenario in the menu: what it is about, what it trains, and how it has gone so far."""

from game.faces.desk.past import Record
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
from game.scenario.library import Loaded
from game.simtime import words

DIFFICULTY_TONES: dict[str, Tone] = {
    "tutorial": "good",
    "easy": "info",
    "medium": "warn",
    "hard": "bad",
}


def scenario_row(number: int, item: Loaded, record: Record | None) -> RichRow:
    """A line of the list: key, title, difficulty, length, and the best score."""
    scenario = item.scenario
    runs = [
        Run(f"{number if number <= 9 else '  '}  ", "muted", "small"),
        Run(f"{scenario.title}  ", style="strong"),
        Run(scenario.difficulty, DIFFICULTY_TONES[scenario.difficulty], "small"),
        Run(f" · {words(scenario.exercise.duration_s)}", "muted", "small"),
    ]
    best = Run("new", "muted", "small")
    if record is not None:
        best = Run(f"{record.best:.0f}", RATING_TONES[record.best_rating], "small_strong")
    return RichRow(runs, key=scenario.id, right=best, pad=5, hang=18)


def scenario_parts(item: Loaded, record: Record | None) -> list[Widget]:
    """All that should be known before it is chosen; the lesson only once it was played."""
    scenario = item.scenario
    start = [Badge("start here", tone="info", style="small")] if _is_first(item) else []
    length = words(scenario.exercise.duration_s)
    tone = DIFFICULTY_TONES[scenario.difficulty]
    head = Row(
        [
            flex(Label(scenario.title, style="large")),
            *start,
            Badge(scenario.difficulty, tone=tone, filled=False, style="small"),
            Badge(length, tone="muted", filled=False, style="small"),
        ],
        align="centre",
    )
    return [
        head,
        *(Label(text) for text in _paragraphs(scenario.story)),
        Rule(),
        Label("You practise to", style="strong"),
        *(Label(f"◇ {goal}", tone="muted") for goal in _goals(item)),
        Rule(),
        RichText(_so_far(item, record)),
        *([] if record is None else [_lesson(scenario.lesson)]),
    ]


def _is_first(item: Loaded) -> bool:
    return item.scenario.difficulty == "tutorial"


def _lesson(text: str) -> Widget:
    parts = [Label("The lesson", style="strong", tone="info"), Label(" ".join(text.split()))]
    return Panel(list(parts), tone="info", edge="left")


def _paragraphs(story: str) -> list[str]:
    return [part.replace("\n", " ").strip() for part in story.split("\n\n")]


def _goals(item: Loaded) -> list[str]:
    objectives = (*item.runbook.objectives, *item.scenario.own_objectives)
    titles = {objective.id: objective.title for objective in objectives}
    return [titles.get(key, key) for key in item.scenario.objectives]


def _so_far(item: Loaded, record: Record | None) -> list[Run]:
    """Scores, and which of the causes were met; those still unseen are only counted."""
    variants = item.scenario.variants
    count = f"{len(variants)} possible causes" if len(variants) > 1 else "one cause"
    if record is None:
        return [Run("Not played yet", style="strong"), Run(f"   {count}, none seen", "muted")]
    seen = [variant.title for variant in variants if variant.id in record.variants]
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
