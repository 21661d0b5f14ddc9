"""A room for tests: the small drill of the session's tests, with a clock moved by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.faces.web.client import Client
from game.faces.web.people import Part, Person
from game.faces.web.reception import hear
from game.faces.web.room import Options, Room
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.terms import Role
from tests.session.drill import fresh


class Window:
    """Somebody's browser: keeps a copy of the view the way the page does."""

    def __init__(self, room: Room, person: Person) -> None:
        self.room = room
        self.client: Client = room.connect(person, lambda: None)
        self.heard: list[dict[str, object]] = []
        self.views: dict[str, dict[str, object]] = {}
        self.counts: dict[str, int] = {}
        self.refs = 0

    def say(self, kind: str, **fields: object) -> None:
        text = json.dumps({"t": kind, **{k.rstrip("_"): v for k, v in fields.items()}})
        hear(self.room, self.client, text, 0.0)
        self.read()

    def act(self, role: Role, do: str, **fields: object) -> str:
        """Give a command; the sentence of the refusal, or nothing."""
        self.refs += 1
        ref = f"r{self.refs}"
        self.say("act", ref=ref, role=role.value, do=do, with_=fields)
        answers = [item for item in self.heard if item.get("ref") == ref]
        assert len(answers) == 1
        return str(answers[0].get("text", ""))

    def read(self) -> list[dict[str, object]]:
        self.room.flush()
        news = [json.loads(data) for data in self.client.take()]
        for item in news:
            self._keep(item)
        self.heard += news
        return news

    def _keep(self, item: dict[str, object]) -> None:
        if item["t"] == "view":
            self.views[str(item["role"])] = {}
            self.counts[str(item["role"])] = int(str(item["k"])) - 1
        if item["t"] not in {"view", "diff"}:
            return
        role = str(item["role"])
        assert int(str(item["k"])) == self.counts[role] + 1, "a difference was missed"
        self.counts[role] += 1
        view = self.views[role]
        values, lists = item["set"], item["list"]
        assert isinstance(values, dict)
        assert isinstance(lists, dict)
        view.update(values)
        for name, (place, items) in lists.items():
            old = view.get(name, [])
            assert isinstance(old, list)
            view[name] = [*old[:place], *items]

    def last(self, kind: str) -> dict[str, object]:
        return next(item for item in reversed(self.heard) if item["t"] == kind)


Enter = Callable[..., Window]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room("ABCDEF", fresh(), Manual(), DrillFolder(tmp_path), options=Options("idle"))


@pytest.fixture
def enter(room: Room) -> Enter:
    def come(name: str, *seats: Role, part: Part = Part.PLAYER) -> Window:
        person = room.people.join(name, part)
        for seat in seats:
            assert room.sit(person, seat, 0.0) is None
        window = Window(room, person)
        window.read()
        return window

    return come
