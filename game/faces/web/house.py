"""The house: all rooms of one host, the door to them, and their return after a crash."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from game.engine.commands import SetPace
from game.engine.events import Actor
from game.faces.web.audit import Audit
from game.faces.web.people import PEOPLE_MAX, Part, People, Person, new_code, same_secret
from game.faces.web.register import FILE_NAME, Keys, Record, new_keys, read_record, write_record
from game.faces.web.room import Options, Room
from game.faces.web.seats import is_away
from game.faces.web.statuspage import Status, status_of
from game.faces.web.wire import Joining
from game.scenario.library import Loaded
from game.session.clock import Wall
from game.session.folder import DrillFolder, drills, new_folder, utc_now
from game.session.opening import Setup, open_drill
from game.session.replay import resume
from game.terms import Role

TRIES = 10
"""Wrong codes and secrets from one address in a minute, before it has to wait."""
MINUTE_S = 60.0
ADDRESSES_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Closed:
    """What stays of a room that is over and empty: what customers saw, and its papers."""

    folder: DrillFolder
    report_key: str
    tokens: frozenset[str]
    over: bytes
    """The message that tells where the report lies."""
    status: Status


@dataclass(frozen=True, slots=True)
class Opened:
    """A room with its keys."""

    room: Room
    keys: Keys
    pace: float


class House:
    """Every room under one roof."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._rooms: dict[str, Opened] = {}
        self._closed: dict[str, Closed] = {}
        self._tries: OrderedDict[str, list[float]] = OrderedDict()

    @property
    def rooms(self) -> Mapping[str, Opened]:
        """All rooms by their code."""
        return self._rooms

    def room(self, code: str) -> Room | None:
        """The room with that code, however it is written."""
        found = self._rooms.get(code.strip().upper())
        return found.room if found else None

    def open(self, loaded: Loaded, setup: Setup, pace: float, options: Options) -> Opened:
        """A new room with a drill in its lobby.

        SetupProblem when the scenario has no such variant; OSError when nothing can be written.
        """
        folder = new_folder(self._root, loaded.scenario.id, datetime.now(UTC))
        session = open_drill(loaded, setup, folder.log, wall=utc_now)
        if pace != session.state.pace:
            session.submit(SetPace(by=Actor("", Role.FACILITATOR), pace=pace))
        room = Room(
            self._free_code(),
            session,
            Wall(pace=pace),
            folder,
            options=options,
            audit=Audit(folder.path / "audit.jsonl"),
        )
        return self._add(room, new_keys(room.code), pace)

    def resume(self, folder: DrillFolder) -> Opened:
        """A room that broke off, with its code, its people and everything that was acknowledged.

        RegisterProblem or LogProblem when it cannot be.
        """
        record = read_record(folder.path)
        session = resume(folder.log, wall=utc_now)
        pace = session.state.pace
        room = Room(
            record.keys.code,
            session,
            Wall(float(session.state.at_s), pace),
            folder,
            people=People(record.people),
            options=Options(record.policy, record.coach),
            audit=Audit(folder.path / "audit.jsonl"),
        )
        room.restore()
        return self._add(room, record.keys, pace)

    def unfinished(self) -> list[DrillFolder]:
        """Folders of rooms that were not played to their end, newest first."""
        return [
            entry.folder
            for entry in drills(self._root)
            if not entry.ended and (entry.folder.path / FILE_NAME).is_file()
        ]

    def _add(self, room: Room, keys: Keys, pace: float) -> Opened:
        opened = Opened(room, keys, pace)
        self._rooms[room.code] = opened
        self.remember(room.code)
        return opened

    def _free_code(self) -> str:
        while self.knows(code := new_code()):
            pass
        return code

    def close(self, code: str) -> None:
        """Let go of a room that is over and empty; its papers stay where they are."""
        opened = self._rooms.pop(code)
        room = opened.room
        tokens = frozenset(person.token for person in room.people)
        self._closed[code] = Closed(
            room.folder, opened.keys.report, tokens, room.over(), status_of(room)
        )

    def knows(self, code: str) -> bool:
        """Whether there is such a room, or was one."""
        return code.strip().upper() in self._rooms.keys() | self._closed.keys()

    def status(self, code: str) -> Status | None:
        """The status page of a room, also when it is closed."""
        room, closed = self.room(code), self._closed.get(code.strip().upper())
        if room is not None:
            return status_of(room)
        return closed.status if closed is not None else None

    def papers(self, code: str, key: str) -> DrillFolder | None:
        """The folder of a drill that is over, for whoever has the key that was told at the end."""
        opened, closed = self._rooms.get(code.upper()), self._closed.get(code.upper())
        if opened is not None and opened.room.report and same_secret(opened.keys.report, key):
            return opened.room.folder
        if closed is not None and same_secret(closed.report_key, key):
            return closed.folder
        return None

    def remember(self, code: str) -> None:
        """Write down who is in a room and where they sit; OSError when that cannot be done."""
        opened = self._rooms[code]
        room = opened.room
        options = room.options
        people = tuple(room.people)
        record = Record(opened.keys, options.policy, options.coach, opened.pace, people)
        write_record(room.folder.path, record)
        room.moved = False

    # ------------------------------------------------------------------ the door

    def greet(self, token: str) -> tuple[Opened, Person] | Closed | None:
        """Whoever has that token, with their room, or what stays of it; None for a stranger."""
        for opened in self._rooms.values():
            person = opened.room.people.by_token(token)
            if person is not None:
                return opened, person
        for closed in self._closed.values():
            if any(same_secret(known, token) for known in closed.tokens):
                return closed
        return None

    def enter(self, wish: Joining, address: str, now_s: float) -> Person | str:
        """Let somebody into a room; a sentence when the door stays shut."""
        if not self._may_try(address, now_s):
            return "Too many wrong codes from here. Wait a minute, then try again."
        code = wish.code.strip().upper()
        opened = self._rooms.get(code)
        if opened is None and code in self._closed:
            return "That drill is over. Whoever was there has the address of its report."
        if opened is None:
            self._tries[address].append(now_s)
            return "There is no room with that code. Check it with whoever invited you."
        name = "".join(c for c in wish.name if c.isprintable()).strip()
        if len(opened.room.people) >= PEOPLE_MAX:
            opened.room.people.forget(lambda person: is_away(person, now_s))
        refused = _unfit(opened, wish, name)
        if refused is not None:
            self._tries[address].append(now_s)
            opened.room.audit.write("turned-away", name=name, part=wish.part, address=address)
            return refused
        if wish.seat is not None:
            refused = opened.room.seats.taken(wish.seat, now_s)
            if refused is not None:  # nobody comes in to stand around without the seat they want
                return refused
        person = opened.room.people.join(name, Part(wish.part))
        opened.room.audit.write("joins", person=person.id, name=name, part=wish.part)
        if wish.seat is not None:
            opened.room.sit(person, wish.seat, now_s)
        self.remember(opened.room.code)
        return person

    def _may_try(self, address: str, now_s: float) -> bool:
        tries = [at_s for at_s in self._tries.pop(address, []) if now_s - at_s < MINUTE_S]
        self._tries[address] = tries
        while len(self._tries) > ADDRESSES_MAX:
            self._tries.popitem(last=False)
        return len(tries) < TRIES


def _unfit(opened: Opened, wish: Joining, name: str) -> str | None:
    """Why somebody may not come in; None when they may."""
    if not name:
        return "Say your name, so that the others know who you are."
    if len(opened.room.people) >= PEOPLE_MAX:
        return "The room is full."
    wanted = {"facilitator": opened.keys.facilitator, "evaluator": opened.keys.evaluator}
    if wish.seat is not None and wish.part != "player":
        return "Only players take one of the four seats."
    secret = wanted.get(wish.part)
    if secret is not None and not same_secret(secret, wish.secret):
        return "That part needs the link that the host was given."
    return None
