"""Opening rooms, and opening them again after the host broke off."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import typer

from game.faces.web import hosting
from game.faces.web.hosting import Hosting, Wishes
from game.faces.web.register import FILE_NAME


class Hosts:
    """Hosts one after another on the same disk."""

    def __init__(self) -> None:
        self.ports = ExitStack()

    def open(self, *scenarios: str, resume: bool = False) -> Hosting:
        wish = Wishes(port=0, bind="127.0.0.1", scenarios=scenarios, resume=resume)
        found = hosting.open_rooms(wish)
        self.ports.callback(found.listener.close)
        return found


@pytest.fixture
def hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    monkeypatch.setattr(hosting, "drills_dir", lambda: tmp_path)
    found = Hosts()
    with found.ports:
        yield found


def broken_off(hosts: Hosts, *scenarios: str) -> dict[str, Path]:
    """The folders of a host's rooms, by their codes, after it is gone."""
    rooms = [opened.room for opened in hosts.open(*scenarios).house.rooms.values()]
    for room in rooms:
        room.session.close()
    return {room.code: room.folder.path for room in rooms}


@pytest.mark.parametrize("damaged", ["log.jsonl", FILE_NAME])
def test_one_room_that_cannot_be_resumed_keeps_no_other_closed(
    hosts: Hosts, damaged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (worse, path), (other, _) = broken_off(hosts, "hamster-wheel", "bad-release").items()
    file = path / damaged
    file.write_text(file.read_text("utf-8").replace("hamster", "gerbil").replace("keys", "locks"))
    again = hosts.open(resume=True)
    assert list(again.house.rooms) == [other]
    assert again.house.room(worse) is None
    told = capsys.readouterr().err
    assert told.startswith("A room stays closed. ")
    assert str(file) in told
    again.house.rooms[other].room.session.close()


def test_without_any_room_to_resume_it_says_so(
    hosts: Hosts, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit):
        hosts.open(resume=True)
    assert "nothing to resume" in capsys.readouterr().err
    ((_, path),) = broken_off(hosts, "hamster-wheel").items()
    (path / FILE_NAME).write_text("{}")
    with pytest.raises(typer.Exit):
        hosts.open(resume=True)
    assert "none of the rooms" in capsys.readouterr().err
