"""Work beside the window: done elsewhere, answered here."""

from threading import Event, current_thread, main_thread

import pytest

from game.faces.desk.aside import Aside, load_what_follows

PATIENCE_S = 10


def test_work_is_done_in_a_thread_and_answered_in_this_one() -> None:
    woken = Event()
    aside = Aside(woken.set)
    answered: list[tuple[bool, bool]] = []

    def work() -> bool:
        return current_thread() is main_thread()

    aside.do(work, lambda here: answered.append((here, current_thread() is main_thread())))
    assert woken.wait(PATIENCE_S)
    assert not answered, "not before it is settled"
    aside.settle()
    aside.settle()
    assert answered == [(False, True)]


def test_what_goes_wrong_is_told_where_it_was_asked_for() -> None:
    woken = Event()
    aside = Aside(woken.set)

    def work() -> None:
        message = "gone"
        raise OSError(message)

    aside.do(work, lambda _: None)
    assert woken.wait(PATIENCE_S)
    with pytest.raises(OSError, match="gone"):
        aside.settle()


def test_without_threads_everything_keeps_its_order() -> None:
    aside = Aside(lambda: None, threads=False)
    found: list[int] = []
    for number in range(3):
        aside.do(lambda n=number: n, found.append)  # type: ignore[misc]
    aside.settle()
    assert found == [0, 1, 2]


def test_what_follows_can_be_loaded() -> None:
    load_what_follows()
