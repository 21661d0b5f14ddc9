"""The score as a list: each objective with its points, and under it what they were given for."""

from collections.abc import Callable

import pygame

from game.engine.plan import Plan
from game.faces.desk.rich import Run
from game.faces.desk.screens.ratings import RATING_TONES
from game.faces.desk.skin import Skin
from game.faces.desk.widgets import ListRow, ListView, RichRow, RowState
from scoring.scorecard import ObjectiveScore, Scorecard, TaskFinding

OBJECTIVE = "objective "
"""Begins the keys of the rows that can be folded."""

BAR_PX = 56
REVEAL_S = 0.3
"""Between one objective and the next, while the score unfolds."""


class ObjectiveRow:
    """An objective: its title, a bar, and its points; Enter folds what is under it."""

    def __init__(self, item: ObjectiveScore, title: str, *, unfolded: bool) -> None:
        self.key = OBJECTIVE + item.id
        self._tone = RATING_TONES[item.rating]
        self._share = item.points / item.max_points if item.max_points else 0.0
        sign = "▾" if unfolded else "▸"
        points = f"{item.rating.value} {item.points:.0f}/{item.max_points:.0f}"
        runs = [Run(f"{sign} ", "muted"), Run(title, style="strong")]
        # The bar stands left of the points: the row keeps a place for it there.
        self._row = RichRow(runs, right=Run(f"{BLANK}{points}", self._tone, "small_strong"), pad=5)

    def text(self) -> str:
        """The title and its points."""
        return self._row.text()

    def height(self, skin: Skin, width_px: int) -> int:
        """Of its lines."""
        return self._row.height(skin, width_px)

    def draw(self, surface: pygame.Surface, skin: Skin, rect: pygame.Rect, state: RowState) -> None:
        """Draw the row and its bar."""
        self._row.draw(surface, skin, rect, state)
        assert self._row.right is not None
        right = skin.width("small_strong", self._row.right.text)
        left = rect.right - skin.px(9) - right
        line = skin.px(5) + skin.line_px("strong") // 2
        track = pygame.Rect(left, rect.y + line - skin.px(4), skin.px(BAR_PX), skin.px(8))
        skin.box(surface, track, skin.colour("track"), radius=4)
        filled = pygame.Rect(track.x, track.y, round(track.w * self._share), track.h)
        if filled.w:
            skin.box(surface, filled, skin.colour(self._tone), radius=4)


BLANK = "\u00a0" * 18
"""About as wide as the bar and a gap."""


class FindingList:
    """Unfolds objective by objective; those that lost points show why, the others on request."""

    def __init__(
        self,
        plan: Plan,
        card: Scorecard,
        *,
        jump: Callable[[TaskFinding], object],
        watch: Callable[[TaskFinding], object],
    ) -> None:
        self._card, self._jump, self._watch = card, jump, watch
        self._titles = {item.id: item.title for item in plan.objectives}
        self._tasks = {task.id: task.title for task in plan.tasks}
        self._findings = {item.task: item for item in card.findings}
        lost = {item.id for item in card.objectives if item.points < item.max_points}
        self._open = lost or {item.id for item in card.objectives}
        self._shown = 0
        self._next_s: float | None = None
        self.list = ListView(on_select=self._select, on_activate=self._activate)

    def begin(self, *, at_once: bool) -> None:
        """Show everything, or unfold it with time."""
        done = at_once or self._shown == len(self._card.objectives)
        self._shown = len(self._card.objectives) if done else 0
        self._fill()

    def step(self, now_s: float) -> float | None:
        """Show the next objective when its time has come; when to be called again."""
        if self._shown >= len(self._card.objectives):
            return None
        if self._next_s is None or now_s >= self._next_s:
            self._shown += 1
            self._next_s = now_s + REVEAL_S
            self._fill()
        return self._next_s

    def unfold(self, task: str) -> None:
        """Show a finding, and choose its row."""
        self._shown = len(self._card.objectives)
        self._open.add(self._findings[task].objective)
        self._fill()
        self.list.select(task)

    def _fill(self) -> None:
        rows: list[ListRow] = []
        for item in self._card.objectives[: self._shown]:
            unfolded = item.id in self._open
            rows.append(ObjectiveRow(item, self._titles.get(item.id, item.id), unfolded=unfolded))
            if unfolded:
                mine = (each for each in self._card.findings if each.objective == item.id)
                rows += [self._row(each) for each in mine]
        self.list.set_rows(rows)

    def _row(self, item: TaskFinding) -> RichRow:
        tone = RATING_TONES[item.rating]
        points = Run(f"{item.points:g}/{item.max_points:g}", tone, "small_strong")
        runs = [
            Run(f"{item.rating.value}  ", tone, "strong"),
            Run(f"{self._tasks.get(item.task, item.task)}  ", style="strong"),
            Run(item.note, "muted", "small"),
        ]
        return RichRow(runs, key=item.task, right=points, hang=20)

    def _select(self, key: str) -> None:
        if key in self._findings:
            self._jump(self._findings[key])

    def _activate(self, key: str) -> None:
        if key in self._findings:
            self._watch(self._findings[key])
        elif key.startswith(OBJECTIVE):
            self._open ^= {key.removeprefix(OBJECTIVE)}
            self._fill()
