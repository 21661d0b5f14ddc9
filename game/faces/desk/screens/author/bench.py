"""The bench: what was forecast and proven, and the one piece of work that is under way."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from game.faces.author.forecast import Forecast
from game.faces.desk.screens.author.shelf import Shelved, Stamp
from game.faces.desk.work.errand import Errand, Hire
from game.faces.desk.work.jobs import Proven, Step, forecast_job, prove_job

Kind = Literal["forecast", "prove"]


@dataclass(frozen=True, slots=True)
class Made:
    """A result with the state of the files that it was made from."""

    result: Forecast | Proven
    stamp: Stamp


@dataclass(slots=True)
class Running:
    """The work under way."""

    item: Shelved
    kind: Kind
    errand: Errand[Step | Forecast | Proven]
    began_s: float
    step: Step


class Bench:
    """Starts work, follows it, and keeps what came of it; one piece at a time."""

    def __init__(self, hire: Hire, now_s: Callable[[], float]) -> None:
        self._hire, self._now_s = hire, now_s
        self.running: Running | None = None
        self.problems: dict[tuple[str, Kind], str] = {}
        self._made: dict[tuple[str, Kind], Made] = {}

    def made(self, item: Shelved, kind: Kind) -> Made | None:
        """What is known of a scenario; it may be from before its last change."""
        return self._made.get((item.key, kind))

    def forecast(self, item: Shelved) -> None:
        """Work out what a scenario brings."""
        self._start(item, "forecast", self._hire(partial(forecast_job, item.file)))

    def prove(self, item: Shelved, runs: int) -> None:
        """Let bots play a scenario so many times a team and variant."""
        self._start(item, "prove", self._hire(partial(prove_job, item.file, runs)))

    def _start(self, item: Shelved, kind: Kind, errand: Errand[Step | Forecast | Proven]) -> None:
        self.problems.pop((item.key, kind), None)
        self.running = Running(item, kind, errand, self._now_s(), Step("Getting ready"))

    def stop(self) -> None:
        """Give the work up."""
        if self.running is not None:
            self.running.errand.stop()
            self.running = None

    def follow(self) -> bool:
        """Take what the work tells; whether there is anything new to show."""
        running = self.running
        if running is None:
            return False
        news = running.errand.news()
        for item in news:
            self._take(running, item)
        if running.errand.over:
            self._close(running)
        return bool(news) or running.errand.over

    def _take(self, running: Running, news: Step | Forecast | Proven) -> None:
        if isinstance(news, Step):
            running.step = news
        else:
            key = (running.item.key, running.kind)
            self._made[key] = Made(news, running.item.stamp)

    def _close(self, running: Running) -> None:
        if running.errand.problem:
            self.problems[running.item.key, running.kind] = running.errand.problem
        self.running = None

    def elapsed_s(self) -> float:
        """Real seconds since the work began."""
        return 0.0 if self.running is None else self._now_s() - self.running.began_s
