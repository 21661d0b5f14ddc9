"""A list behaves as all its rows laid out below one another, seen through a window, would."""

from itertools import accumulate

import pygame
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from game.faces.desk.rich import Run
from game.faces.desk.skin import Skin
from game.faces.desk.widgets import Column, ListRow, ListView, RichRow, fixed
from tests.faces.desk.driver import Driver

TEXTS = st.sampled_from(("a", "two words", "a much longer row that wraps " * 3, "日本 🙂\nx", ""))
SIZES = st.tuples(st.integers(60, 400), st.integers(20, 300))


class Lists(RuleBasedStateMachine):
    """Rows come and change, somebody scrolls, chooses, resizes: the list keeps its promises."""

    @initialize(sticky=st.booleans(), size=SIZES)
    def begin(self, sticky: bool, size: tuple[int, int]) -> None:
        self.driver = Driver(Skin(), (500, 400))
        self.chosen: list[str] = []
        self.list = ListView(on_select=self.chosen.append, stick_to_bottom=sticky)
        self.made = 0
        self.driver.show(Column([fixed(self.list, size[1])]))

    def row(self, text: str) -> ListRow:
        self.made += 1
        return RichRow([Run(text)], key=f"row {self.made}" if self.made % 5 else "")

    @rule(text=TEXTS)
    def append(self, text: str) -> None:
        end, before = self.list.at_bottom, self.list.unseen
        self.list.append(self.row(text))
        if self.list.stick_to_bottom and end:
            assert self.list.at_bottom, "the newest row is in view"
        assert self.list.unseen >= before or self.list.at_bottom

    @rule(texts=st.lists(TEXTS, max_size=12), kept=st.integers(0, 5))
    def change(self, texts: list[str], kept: int) -> None:
        key = self.list.selected_key
        rows = self.list.rows[:kept] + [self.row(text) for text in texts]
        self.list.set_rows(rows)
        there = bool(key) and any(row.key == key for row in rows)
        assert self.list.selected_key == (key if there else "")

    @rule(turns=st.integers(-9, 9))
    def wheel(self, turns: int) -> None:
        self.driver.wheel(self.list.rect.center, turns)

    @rule(key=st.sampled_from(["up", "down", "pageup", "pagedown", "home", "end"]))
    def press_a_key(self, key: str) -> None:
        self.driver.ui.focus(self.list)
        before, told = self.list.selected, len(self.chosen)
        self.driver.key(key)
        at = self.list.selected
        if key in {"up", "down"} and at is not None:
            assert self.list.rows[at].key, "headings are passed over"
            top, bottom = self.tops()[at], self.tops()[at + 1] - self.list.skin.px(self.list.gap)
            seen = min(bottom, self.list.offset + self.list.rect.h) - max(top, self.list.offset)
            assert seen >= min(bottom - top, self.list.rect.h), "the chosen row is in view"
        assert (len(self.chosen) > told) == (at != before)

    @rule(y=st.integers(0, 399))
    def press(self, y: int) -> None:
        at = self.list.row_at((self.list.rect.x + 3, y))
        bar = self.list._unseen_rect().collidepoint(self.list.rect.x + 3, y)
        self.driver.click((self.list.rect.x + 3, y))
        if at is not None and self.list.rows[at].key and not bar:
            assert self.list.selected == at

    @rule(size=SIZES)
    def resize(self, size: tuple[int, int]) -> None:
        self.driver.surface = pygame.Surface(size)
        self.driver.ui.resize(size)

    @rule(scale=st.sampled_from((0.75, 1.0, 1.5, 3.0)))
    def grow(self, scale: float) -> None:
        self.driver.ui.fit_scale(scale)

    def tops(self) -> list[int]:
        """Where each row begins, measured anew."""
        width, skin = self.list.view_rect().w, self.list.skin
        gap = skin.px(self.list.gap)
        return list(accumulate((r.height(skin, width) + gap for r in self.list.rows), initial=0))

    @invariant()
    def holds(self) -> None:
        self.driver.draw()
        shown = self.list
        assert 0 <= shown.offset <= shown.furthest()
        assert shown._tops == self.tops(), "what was measured row by row is as if measured anew"
        gap = shown.skin.px(shown.gap) if shown.rows else 0
        assert shown.content_height() == max(0, self.tops()[-1] - gap)
        assert shown.bar_needed or shown.content_height() <= shown.rect.h
        for y in range(shown.rect.y, shown.rect.bottom, 7):
            at = shown.row_at((shown.rect.x + 1, y))
            if at is not None:
                top = shown.rect.y - shown.offset + self.tops()[at]
                assert top <= y < shown.rect.y - shown.offset + self.tops()[at + 1]


TestLists = Lists.TestCase
TestLists.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
