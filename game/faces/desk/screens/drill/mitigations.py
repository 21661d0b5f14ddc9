"""What was changed, as cards: how far it is, what it should do, and what the dashboards say."""

import math
from collections.abc import Iterator

import pygame

from game.engine.handbook import Handbook, Lever
from game.engine.state import Mitigation
from game.engine.texts import show
from game.engine.view import View
from game.faces.desk.forms.figures import mean_shown
from game.faces.desk.rich import Run
from game.faces.desk.skin import Skin
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import RichRow, RowState
from game.simtime import countdown, words
from game.terms import MitigationPhase

BEFORE_S = 30
"""What it was before is the mean of so many seconds."""
NOW_S = 15
"""What it is now is the mean of so many seconds."""
_WATCHED = ("checkout.success", "orders.rate")
_ENDED: dict[MitigationPhase, tuple[str, Tone]] = {
    MitigationPhase.REFUSED: ("✗ refused", "bad"),
    MitigationPhase.FAILED: ("✗ failed", "bad"),
    MitigationPhase.ABORTED: ("■ stopped", "muted"),
    MitigationPhase.UNDONE: ("↶ taken back", "muted"),
}


class MitigationRow(RichRow):
    """A card with a bar that fills while the change is carried out."""

    def __init__(self, runs: list[Run], *, key: str, share: float | None) -> None:
        super().__init__(runs, key=key, tone="ops" if share is not None else None)
        self._share = share

    def height(self, skin: Skin, width_px: int) -> int:
        """The words, and the bar while there is one."""
        bar = 0 if self._share is None else skin.px(8)
        return super().height(skin, width_px) + bar

    def draw(self, surface: pygame.Surface, skin: Skin, rect: pygame.Rect, state: RowState) -> None:
        """Draw the words, and the bar below them."""
        super().draw(surface, skin, rect, state)
        if self._share is None:
            return
        track = pygame.Rect(rect.x + skin.px(14), 0, rect.w - skin.px(22), skin.px(4))
        track.bottom = rect.bottom - skin.px(4)
        surface.fill(skin.colour("track"), track)
        track.w = round(track.w * self._share)
        surface.fill(skin.colour("warn"), track)


def mitigation_row(
    view: View, handbook: Handbook, item: Mitigation, *, mine: bool = True
) -> MitigationRow:
    """One change; `mine` for those who may take it back."""
    lever = handbook.levers[item.lever]
    word, tone = _stands(view, item)
    runs = [
        Run(f"◆ {lever.title}  ", style="small_strong"),
        Run(f"{word}\n", tone, "small_strong"),
    ]
    if item.phase in _ENDED:
        note = item.note or "Nothing of it is in force."
        runs.append(Run(note, style="small"))
        return MitigationRow(runs, key="", share=None)
    runs += [Run("Expected  ", "muted", "small_strong"), Run(expected(lever), "muted", "small")]
    runs += list(_observed(view, handbook, item))
    if mine and (item.completed_s is None or lever.undo):
        undo = "stop it" if item.completed_s is None else "take it back"
        runs.append(Run(f"\n↶ Press to {undo}", "info", "small"))
    return MitigationRow(runs, key=item.id if mine else "", share=_share(view, item))


def _stands(view: View, item: Mitigation) -> tuple[str, Tone]:
    if item.phase in _ENDED:
        return _ENDED[item.phase]
    if item.completed_s is None:
        return f"… {countdown(max(0, item.full_s - view.at_s))}", "warn"
    return f"in force {countdown(view.at_s - item.completed_s)}", "info"


def _share(view: View, item: Mitigation) -> float | None:
    if item.completed_s is not None:
        return None
    return min(1.0, (view.at_s - item.at_s) / max(1, item.full_s - item.at_s))


def expected(lever: Lever) -> str:
    """What its button promised: what it does, and when."""
    what = lever.explain.split(". ")[0].rstrip(".")
    when = f"in full after {words(max(1, lever.full_after_s))}"
    return f"{what}; {when}." if what else f"{when.capitalize()}."


def observed(view: View, handbook: Handbook, item: Mitigation) -> list[tuple[str, float, float]]:
    """What the charts showed before it was begun and show now, by metric."""
    found = [
        (
            metric,
            mean_shown(view, metric, item.at_s - BEFORE_S, item.at_s),
            mean_shown(view, metric, max(item.at_s, view.at_s - NOW_S), view.at_s),
        )
        for metric in _WATCHED
        if metric in handbook.metrics
    ]
    return [figures for figures in found if not any(map(math.isnan, figures[1:]))]


def _observed(view: View, handbook: Handbook, item: Mitigation) -> Iterator[Run]:
    for number, (metric, before, now) in enumerate(observed(view, handbook, item)):
        head = "\nObserved  " if number == 0 else "; "
        yield Run(head, "muted", "small_strong")
        spec = handbook.metrics[metric]
        better = (now > before) is (spec.better == "high")
        moved = abs(now - before) > 0.05 * max(abs(before), abs(now))
        tone: Tone = "text" if not moved else "good" if better else "bad"
        sign = "→" if not moved else "↗" if now > before else "↘"
        yield Run(f"{spec.title} {show(metric, before)} {sign} ", style="small")
        yield Run(show(metric, now), tone, "small_strong")
