"""What an author saves while a drill runs."""

import os
from pathlib import Path

import pytest

from game.faces.author.new import new_scenario
from game.faces.watching import EVERY_S, News, Watch
from game.scenario.library import Loaded, load
from game.session.opening import Setup, open_in_memory
from game.session.session import Session


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return new_scenario("night-shift", None, tmp_path) / "scenario.yaml"


@pytest.fixture
def session(file: Path) -> Session:
    loaded = load(file)
    assert isinstance(loaded, Loaded)
    session = open_in_memory(loaded, Setup(1))
    session.begin()
    return session


def save(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    later_ns = file.stat().st_mtime_ns + 10**9
    os.utime(file, ns=(later_ns, later_ns))


def test_a_changed_file_is_taken_over_once(file: Path, session: Session) -> None:
    watch = Watch(file)
    assert watch.look(session, 0.0) is None
    save(file, "title: Roll back to", "title: Go back to")
    assert watch.look(session, EVERY_S / 2) is None, "it does not look all the time"
    assert watch.look(session, EVERY_S) == News("scenario.yaml is taken over.", taken_over=True)
    assert session.state.revised is not None
    assert watch.look(session, 2 * EVERY_S) is None


def test_a_broken_file_is_told_and_breaks_nothing(file: Path, session: Session) -> None:
    watch = Watch(file)
    save(file, "difficulty: ", "dificulty: ")
    before = session.state
    news = watch.look(session, 0.0)
    assert news is not None
    assert not news.taken_over
    assert "unknown key 'dificulty'" in news.text or "missing key 'difficulty'" in news.text
    assert news.text.endswith("The drill goes on as it was.")
    assert session.state is before
    save(file, "dificulty: ", "difficulty: ")
    assert watch.look(session, 1.0) is None, "it is as it was when the drill began"


def test_what_cannot_change_is_refused(file: Path, session: Session) -> None:
    watch = Watch(file)
    save(file, "share: 65%", "share: 60%")
    news = watch.look(session, 0.0)
    assert news is not None
    assert news.text.startswith("Not taken over. variants: this cannot be changed")


def test_a_file_that_is_away_for_a_moment_is_waited_for(file: Path, session: Session) -> None:
    watch = Watch(file)
    text = file.read_text("utf-8")
    file.unlink()
    assert watch.look(session, 0.0) is None
    file.write_text(text.replace("title: Roll back to", "title: Go back to", 1), "utf-8")
    later_ns = file.stat().st_mtime_ns + 10**9
    os.utime(file, ns=(later_ns, later_ns))
    news = watch.look(session, 1.0)
    assert news is not None
    assert news.taken_over
