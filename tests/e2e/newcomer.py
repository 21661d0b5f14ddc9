"""Somebody who has never been on call, at a real window: reads it, and clicks or types."""

import json
import re
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.virtual import Game, wait_for

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the screen: a widget, a row of a list or a tab."""

    kind: str
    text: str
    rect: Box
    tooltip: str = ""
    shortcut: str = ""
    main: bool = False
    enabled: bool = True
    stop: bool = False
    focus: bool = False

    @property
    def centre(self) -> tuple[int, int]:
        x, y, w, h = self.rect
        return x + w // 2, y + h // 2


@dataclass(frozen=True, slots=True)
class Sight:
    """What the window shows at a moment."""

    size: tuple[int, int]
    scale: float
    things: tuple[Thing, ...]

    def find(self, text: str, *kinds: str) -> Thing | None:
        """The first thing that begins with that text."""
        return next(
            (
                thing
                for thing in self.things
                if thing.text.startswith(text) and (not kinds or thing.kind in kinds)
            ),
            None,
        )

    @property
    def form(self) -> Thing | None:
        """The button that hands in the form being filled in."""
        back = self.find("✗ Back", "Button")
        if back is None:
            return None
        below = [thing for thing in self.things if thing.main and thing.rect[1] > back.rect[1]]
        return next((thing for thing in below if thing.shortcut == "ctrl+enter"), None)

    @property
    def advised(self) -> Thing | None:
        """The button on the coach's card, where it asks for something."""
        word = self.find("Coach  ", "RichText")
        if word is None:
            return None
        left, top, width, _ = word.rect
        below = (
            thing
            for thing in self.things
            if thing.main and thing.rect[1] > top and left <= thing.centre[0] <= left + width
        )
        return next(below, None)

    def outside(self) -> list[str]:
        """What lies partly outside the window."""
        width, height = self.size
        return [
            f"{thing.kind} {thing.text!r} {thing.rect}"
            for thing in self.things
            for x, y, w, h in (thing.rect,)
            if x < 0 or y < 0 or x + w > width or y + h > height
        ]


class Watched(Game):
    """The game, with somebody who sees what its window shows."""

    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.e2e.seen", str(self.sight), *self.arguments]

    @property
    def sight(self) -> Path:
        return self.home / "sight.json"

    def look(self) -> Sight:
        """What is shown now."""

        def read() -> Sight | None:
            if self.process.poll() is not None:
                assert self.process.stderr is not None
                pytest.fail(f"the game has ended: {self.process.stderr.read().decode()}")
            try:
                data = json.loads(self.sight.read_text(encoding="utf-8"))
            except FileNotFoundError:
                return None
            things = tuple(
                Thing(**{**thing, "rect": tuple(thing["rect"])}) for thing in data["things"]
            )
            return Sight(tuple(data["size"]), data["scale"], things)

        found = wait_for("a first look", read)
        assert isinstance(found, Sight)
        return found

    def fits(self, size: tuple[int, int], scale: float) -> bool:
        """Whether the window is drawn at that size, with text of that scale."""
        sight = self.look()
        return (sight.size, sight.scale) == (size, scale)

    def see(self, text: str, *kinds: str, limit_s: float = 15) -> Thing:
        """Something with that text, once it is there."""
        found = wait_for(f"{text!r}", lambda: self.look().find(text, *kinds), limit_s)
        assert isinstance(found, Thing)
        return found


class Hand:
    """Presses what it is told to; by mouse or by keys, as the subclass does."""

    def __init__(self, game: Watched) -> None:
        self.game = game

    def press(self, thing: Thing) -> None:
        raise NotImplementedError

    def leave_list(self) -> None:
        """Close a list that is open over the screen."""
        raise NotImplementedError

    def choose(self, text: str, *kinds: str) -> None:
        """Press what bears that text, once it is there."""
        self.press(self.game.see(text, *kinds))


class Mouse(Hand):
    """Never touches the keyboard."""

    def press(self, thing: Thing) -> None:
        self.game.click(thing.centre)

    def leave_list(self) -> None:
        self.game.click((self.game.look().size[0] // 2, 4))

    def pace(self, sign: str) -> None:
        """The dropdown of paces on the briefing; it may lie below the fold."""
        for _ in range(40):
            found = self.game.look().find("×", "Dropdown")
            if found is not None and found.rect[3] > 20:
                break
            self.game.do("click", "5")
            time.sleep(0.05)
        self.choose("×", "Dropdown")
        self.choose(sign, "Row")


class Keys(Hand):
    """Never touches the mouse: the key that a thing shows or tells, else Tab until it is there."""

    def press(self, thing: Thing) -> None:
        told = re.search(r"\((Ctrl\+\w)\)", thing.tooltip)
        if thing.shortcut or told:
            self.game.key(_xkey(thing.shortcut or told[1].lower()))  # type: ignore[index]
        elif self.reach(thing):
            self.game.key("Return")

    def leave_list(self) -> None:
        self.game.key("Escape")

    def reach(self, thing: Thing) -> bool:
        """Tab until the ring is on it; False when it is gone meanwhile."""
        for _ in range(120):
            sight = self.game.look()
            here = next((each for each in sight.things if each.focus), None)
            if here is not None and (here.kind, here.text) == (thing.kind, thing.text):
                return True
            if sight.find(thing.text, thing.kind) is None:
                return False
            self.game.key("Tab")
            wait_for("the ring to move", partial(self._moved, here), 3)
        pytest.fail(f"Tab never came to {thing.text!r}")

    def _moved(self, here: Thing | None) -> bool:
        now = next((each for each in self.game.look().things if each.focus), None)
        return now is not None and now != here


def _xkey(shortcut: str) -> str:
    names = {"enter": "Return", "esc": "Escape", ",": "comma", "plus": "plus"}
    return "+".join(names.get(part, part) for part in shortcut.split("+"))


def follow(hand: Hand, limit_s: float, *, until: str = "exercise_stopped") -> None:
    """Do what the coach on the screen says until the drill is over, or has come so far."""
    game, end_s = hand.game, time.monotonic() + limit_s
    done: Thing | None = None
    while until not in game.types():
        if time.monotonic() > end_s:
            pytest.fail(f"the drill is not over; the screen says {said(game.look())}")
        sight = game.look()
        wanted = sight.form or sight.advised
        if wanted is None or not wanted.enabled:
            _let_time_pass(hand, sight)
            continue
        before = wanted
        hand.press(wanted)
        _changed(game, before)
        done = wanted
    assert done is not None, "the coach never asked for anything"


def at_the_hot_wash(hand: Hand) -> None:
    """Whoever handed a form in just as the drill ended is asked whether they mean to skip this."""

    if _press_if_asked(hand, "Write something"):
        hand.game.see("To the results", "Button")


def _press_if_asked(hand: Hand, answer: str) -> bool:
    """Give that answer where a question is open; False when the hot wash is there without one."""

    def shown() -> Thing | None:
        sight = hand.game.look()
        return sight.find(answer, "Button") or sight.find("To the results", "Button")

    found = wait_for(f"{answer!r}, or the hot wash", shown)
    assert isinstance(found, Thing)
    if found.text != answer:
        return False
    hand.press(found)
    return True


def _let_time_pass(hand: Hand, sight: Sight) -> None:
    if any(thing.kind == "DropdownPopup" for thing in sight.things):
        hand.leave_list()  # a press too many, as happens where the machine is slow
        return
    if sight.find("Coach  The incident is resolved. You may end the drill"):
        leave = next((t for t in sight.things if t.text == "✗" and t.kind == "Button"), None)
        if leave is not None:
            hand.press(leave)
            _end_it(hand)
            return
    time.sleep(0.05)


def _end_it(hand: Hand) -> None:
    """Say that it is meant, unless the drill has run out meanwhile."""

    _press_if_asked(hand, "End it")


def _changed(game: Watched, pressed: Thing) -> None:
    """Wait until what was pressed is no longer asked for, for a moment at most."""
    end_s = time.monotonic() + 4
    while time.monotonic() < end_s:
        sight = game.look()
        if pressed not in (sight.form, sight.advised):
            return
        time.sleep(0.02)


def said(sight: Sight) -> str:
    """All that can be read, in short."""
    return " | ".join(thing.text for thing in sight.things if thing.text)[:1500]
