"""Work beside the window: what is read and loaded while the menu is there already.

It is done in threads of this process, as what they load is wanted here. Such work touches nothing
that is shown; what follows from it is done between two frames.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class Aside:
    """Does work beside the window, or, without threads, here and now.

    `wake` is called from a thread when there is something to settle.
    """

    def __init__(self, wake: Callable[[], object], *, threads: bool = True) -> None:
        self._wake, self._threads = wake, threads
        self._done: deque[Callable[[], object]] = deque()

    def do(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do the work; `then` is called with what comes of it when the window has a moment."""
        if self._threads:
            Thread(target=self._work, args=(work, then), daemon=True).start()
        else:
            self._done.append(partial(then, work()))

    def _work(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        try:
            self._done.append(partial(then, work()))
        except BaseException as error:  # noqa: BLE001 - it is raised where the work was asked for
            self._done.append(partial(_raise, error))
        self._wake()

    def settle(self) -> None:
        """Call what waits for work that is done; raises what went wrong in it."""
        while self._done:
            self._done.popleft()()


def _raise(error: BaseException) -> None:
    raise error


def load_what_follows() -> None:
    """Load what a drill needs and the menu does not; nobody waits for it after that."""
    import game.faces.desk.screens.briefing  # noqa: PLC0415
    import game.faces.desk.screens.drill.screen  # noqa: PLC0415
    import game.faces.desk.table  # noqa: PLC0415
    import game.faces.headless  # noqa: PLC0415
    import game.scenario.library  # noqa: PLC0415
    import game.session.opening  # noqa: F401, PLC0415
