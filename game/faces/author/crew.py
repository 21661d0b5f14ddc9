"""A crew of processes that play drills and simulate first moves, for one scenario or a library."""

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

from game.faces.author.files import AuthorProblem
from game.faces.author.moves import Move, first_moves, plan_of
from game.faces.author.teams import Drill, Outcome, Progress, play
from game.scenario.library import Loaded

T = TypeVar("T")


class Crew:
    """As many processes as there are workers; with one worker, this process does it all.

    Several threads may hand in work at once: what they hand in shares the processes.
    """

    def __init__(self, scenarios: Sequence[Loaded], workers: int) -> None:
        self._pool = None if workers <= 1 else _pool(scenarios, workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def play(self, loaded: Loaded, drills: Sequence[Drill], progress: Progress) -> list[Outcome]:
        """Play all drills and return what they showed, in the same order.

        AuthorProblem when the system ended a worker.
        """
        if self._pool is None:
            return _one_by_one([partial(play, loaded, drill) for drill in drills], progress)
        futures = [self._pool.submit(_play, loaded.digest, drill) for drill in drills]
        return _gathered(futures, progress)

    def moves(self, loaded: Loaded, at_s: int, progress: Progress) -> dict[str, tuple[Move, ...]]:
        """The first moves in every variant; see `first_moves`.

        AuthorProblem when the system ended a worker.
        """
        names = [variant.id for variant in loaded.scenario.variants]
        if self._pool is None:
            jobs = [partial(_moves_in, loaded, name, at_s) for name in names]
            return dict(zip(names, _one_by_one(jobs, progress), strict=True))
        futures = [self._pool.submit(_moves, loaded.digest, name, at_s) for name in names]
        return dict(zip(names, _gathered(futures, progress), strict=True))


def _pool(scenarios: Sequence[Loaded], workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_begin_work,
        initargs=(tuple(scenarios),),
    )


def _one_by_one(jobs: Sequence[Callable[[], T]], progress: Progress) -> list[T]:
    done: list[T] = []
    for job in jobs:
        done.append(job())
        progress(len(done), len(jobs))
    return done


def _gathered(futures: Sequence["Future[T]"], progress: Progress) -> list[T]:
    try:
        for done, future in enumerate(as_completed(futures), 1):
            future.result()
            progress(done, len(futures))
    except BrokenProcessPool:
        message = "the system ended a worker; is there enough memory? try --workers 1"
        raise AuthorProblem(message) from None
    finally:
        for future in futures:
            future.cancel()
    return [future.result() for future in futures]


_scenarios: dict[str, Loaded] = {}
"""In a worker process: the scenarios it was started for, by digest."""


def _begin_work(scenarios: tuple[Loaded, ...]) -> None:
    """Whoever presses Ctrl+C stops the parent, which stops its workers without their tracebacks."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _scenarios.clear()
    _scenarios.update({loaded.digest: loaded for loaded in scenarios})


def _play(digest: str, drill: Drill) -> Outcome:
    return play(_scenarios[digest], drill)


def _moves(digest: str, variant: str, at_s: int) -> tuple[Move, ...]:
    return _moves_in(_scenarios[digest], variant, at_s)


def _moves_in(loaded: Loaded, variant: str, at_s: int) -> tuple[Move, ...]:
    return first_moves(plan_of(loaded, variant), at_s)
