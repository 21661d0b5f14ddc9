"""A host in a process of its own: a window that is dragged or closed stops no room."""

import threading
from dataclasses import dataclass

from game.faces.desk.work.errand import Tell
from game.faces.web.hosting import Hosting, Wishes, open_rooms, serve
from game.faces.web.house import Opened
from game.faces.web.room import Room
from game.faces.web.server import Server
from game.terms import ExercisePhase, Role

LOOK_S = 0.5
"""So often it is looked who is there."""


@dataclass(frozen=True, slots=True)
class RoomOpen:
    """The room can be entered; the two keys are for the host alone."""

    base: str
    code: str
    title: str
    facilitator: str
    evaluator: str
    folder: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has joined."""

    name: str
    part: str
    seats: tuple[Role, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class InRoom:
    """Who is in the room, and where the exercise stands."""

    guests: tuple[Guest, ...]
    phase: ExercisePhase


HostNews = RoomOpen | InRoom


def host_job(wish: Wishes, tell: Tell[HostNews]) -> None:
    """Open one room and serve it until this process is told to end."""
    hosting = open_rooms(wish)
    tell(_opened(hosting))
    done = threading.Event()
    room = _only(hosting).room
    watcher = threading.Thread(target=_watch, args=(room, tell, done), daemon=True)
    watcher.start()
    try:
        serve(Server(hosting.house), hosting.listener)
    finally:
        done.set()
        watcher.join()


def _only(hosting: Hosting) -> Opened:
    return next(iter(hosting.house.rooms.values()))


def _opened(hosting: Hosting) -> RoomOpen:
    one = _only(hosting)
    room, keys = one.room, one.keys
    return RoomOpen(
        hosting.base,
        room.code,
        room.book.title,
        keys.facilitator,
        keys.evaluator,
        str(room.folder.path),
    )


def _watch(room: Room, tell: Tell[HostNews], done: threading.Event) -> None:
    """Tell whenever that has changed; whoever listened may have gone."""
    told: InRoom | None = None
    while not done.wait(LOOK_S):
        now = InRoom(
            tuple(Guest(p.name, p.part.value, p.roles, p.here > 0) for p in room.people),
            room.phase,
        )
        if now != told:
            told = now
            try:
                tell(now)
            except OSError:
                return
