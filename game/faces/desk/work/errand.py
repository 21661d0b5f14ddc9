"""An errand: a job that runs in a process of its own and tells of itself piece by piece."""

import _thread
import atexit
import contextlib
import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, Protocol, TypeAlias, TypeVar

import typer

from game.faces.author.files import AuthorProblem
from game.session.log import LogProblem
from game.session.problems import SetupProblem

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Tell: TypeAlias = Callable[[T], None]
Job: TypeAlias = Callable[[Tell[T]], None]
"""A function of a module, or a partial of one, so that it can be sent to another process."""

PATIENCE_S = 60.0
"""So long a process that must be done is waited for at the end."""

ENDED_BADLY = "It ended unexpectedly. Is there enough memory and room on the disk?"


class Errand(Protocol[T_co]):
    """What the window sees of a job."""

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not, and all its news were taken."""
        ...

    @property
    def problem(self) -> str:
        """Why it could not be done, in a sentence; empty while nothing is wrong."""
        ...

    def news(self) -> Sequence[T_co]:
        """What it has told since the last call; never waits."""
        ...

    def stop(self) -> None:
        """Have it end soon; it tells nothing more."""
        ...


class Hire(Protocol):
    """Starts a job."""

    def __call__(self, job: Job[T]) -> Errand[T]:
        """The errand that it becomes."""
        ...


@dataclass(frozen=True, slots=True)
class _End:
    """The last thing that a process tells."""

    problem: str = ""


class ProcessErrand(Generic[T]):
    """A job in a process; it ends when it is told to, and when this process is gone.

    A `patient` one is waited for when this process ends.
    """

    def __init__(self, job: Job[T], *, patient: bool = False) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(job, theirs))
        self._process.start()
        theirs.close()
        self.over, self.problem = False, ""
        # The interpreter waits for its processes at exit; this one waits to be told.
        self._patient = patient
        atexit.register(self._at_exit)

    def _at_exit(self) -> None:
        if self._patient:
            self._process.join(PATIENCE_S)
        self.stop()

    def news(self) -> list[T]:
        """What it has told since the last call; never waits."""
        found: list[T] = []
        while not self.over:
            try:
                if not self._pipe.poll():
                    break
                item = self._pipe.recv()
            except (EOFError, OSError):
                item = _End(ENDED_BADLY)
            if isinstance(item, _End):
                self.problem = item.problem
                self.stop()
            else:
                found.append(item)
        return found

    def stop(self) -> None:
        """Have it end soon; it tells nothing more."""
        if not self.over:
            self.over = True
            self._pipe.close()
            atexit.unregister(self._at_exit)


def in_a_process(job: Job[T]) -> Errand[T]:
    """Start a job beside this process."""
    return ProcessErrand(job)


class _Done(Generic[T]):
    """A job that was done where it was asked for."""

    def __init__(self, job: Job[T]) -> None:
        self._told: list[T] = []
        self.problem = outcome_of(job, self._told.append)
        self.over = False

    def news(self) -> list[T]:
        """All of it."""
        self.over = True
        return self._told

    def stop(self) -> None:
        """It has ended long ago."""
        self.over = True


def at_once(job: Job[T]) -> Errand[T]:
    """Do a job here and now, where there are to be no processes."""
    return _Done(job)


def in_a_process_to_its_end(job: Job[T]) -> Errand[T]:
    """Start a job beside this process that is done even if this one ends before."""
    return ProcessErrand(job, patient=True)


def _work(job: Job[T], pipe: Connection) -> None:
    """In the process: do the job until it is done, or until nobody listens any more."""
    threading.Thread(target=_listen, args=(pipe,), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        problem = outcome_of(job, pipe.send)
        pipe.send(_End(problem))


def _listen(pipe: Connection) -> None:
    """Nothing is ever sent this way: the other end was closed, and the job is to end."""
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    _thread.interrupt_main()


def outcome_of(job: Job[T], tell: Tell[T]) -> str:
    """Do a job here and now; what is wrong with what was asked is the answer, in a sentence."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            job(tell)
    except typer.Exit as ended:
        return _sentence(said.getvalue()) if ended.exit_code else ""
    except BrokenPipeError:
        raise
    except OSError as problem:
        return f"{problem.filename or 'A file'}: {problem.strerror or problem}"
    except (AuthorProblem, LogProblem, SetupProblem) as problem:
        return str(problem)
    return ""


def _sentence(said: str) -> str:
    """What a command would have said to a terminal."""
    return said.strip().removeprefix("breakglass: ") or ENDED_BADLY
