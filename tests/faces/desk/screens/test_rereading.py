"""What an author saves while a drill is played is shown at once, wherever it stands."""

import os
from pathlib import Path

import pytest

from game.faces.author.new import new_scenario
from game.faces.desk.app import Choice
from game.faces.desk.widgets import Choice as Cards
from game.scenario.library import Loaded, load
from game.terms import Role
from tests.faces.desk.screens.seated import Seated


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return new_scenario("night-shift", None, tmp_path) / "scenario.yaml"


@pytest.fixture
def watched(seated: Seated, file: Path) -> Seated:
    loaded = load(file)
    assert isinstance(loaded, Loaded)
    seated.desk.play(loaded, Choice(1, watch=file))
    seated.step()
    seated.pass_time(60)
    return seated


def save(seated: Seated, file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    later_ns = file.stat().st_mtime_ns + 10**9
    os.utime(file, ns=(later_ns, later_ns))
    seated.desk._step(10.0)
    seated.draw()


def test_a_title_is_shown_anew_in_every_part(watched: Seated, file: Path) -> None:
    title = watched.session.plan.scenario.title
    assert title in watched.texts()
    save(watched, file, title, "Another night")
    assert title not in watched.texts()
    assert "Another night" in watched.texts()
    watched.key("f2")
    watched.draw()
    assert "Another night" in watched.texts()


def test_an_open_form_keeps_what_was_typed(watched: Seated, file: Path) -> None:
    watched.drill._seat.choose(Role.SCRIBE)
    watched.drill._seat.open("write-entry")
    watched.type("Half a sentence")
    save(watched, file, watched.session.plan.scenario.title, "Another night")
    form = watched.drill._seat._form
    assert form is not None
    assert form.values()["text"] == "Half a sentence"


def test_levers_and_terminal_know_the_new_words(watched: Seated, file: Path) -> None:
    save(watched, file, "title: Roll back to", "title: Go back to")
    book = watched.drill._table.handbook
    assert any(lever.title.startswith("Go back to") for lever in book.levers.values())
    watched.drill._seat.choose(Role.OPS)
    watched.drill._seat.open("mitigate")
    titles = [card.option.title for choice in watched.all(Cards) for card in choice.buttons]
    assert any(title.startswith("Go back to") for title in titles)
    assert watched.drill._terminal._console._book is book
    assert watched.drill._book is book
