"""The way into hosting: the choice, the room, and back to it from the menu."""

import webbrowser
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.faces.desk.remote.app import visit
from game.faces.desk.remote.door import Address, ShutError
from game.faces.desk.remote.link import Link
from game.faces.desk.screens.host.room import HostedRoom, RoomScreen, RoomWays
from game.faces.desk.screens.host.wishes import HostScreen
from game.faces.desk.widgets import Answer, question
from game.faces.desk.work.errand import in_a_process
from game.faces.desk.work.hosted import RoomOpen, host_job
from game.faces.web.hosting import Wishes

if TYPE_CHECKING:
    from game.faces.desk.app import Desk

HOST = "Facilitator"
PLAYER = "Host"


class Hosting:
    """What this desk hosts: one room at a time."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._room: HostedRoom | None = None
        self._link: Link | None = None

    @property
    def told(self) -> str:
        """What the menu says of the open room; empty where there is none."""
        if self._room is None or self._room.opened is None:
            return ""
        self._room.follow()
        if self._room.over:
            return ""
        opened = self._room.opened
        return f"Your room for “{opened.title}” is open: {opened.base}/{opened.code}"

    def show(self) -> None:
        """The open room, or the choice of one."""
        if self.told:
            self._show_room()
        else:
            self._choose("")

    def close(self) -> None:
        """Stop what is hosted."""
        if self._link is not None:
            self._link.close()
        if self._room is not None:
            self._room.close()
        self._room = self._link = None

    def ask_to_leave(self, leave: Callable[[], object]) -> None:
        """The room closes with the window, and others may be in it."""
        ui = self._desk.ui
        answers = [
            Answer("Stay", ui.close_dialog, "primary"),
            Answer("Close window and room", leave, "danger"),
        ]
        text = "Everybody in it loses the connection. Nothing that happened is lost."
        ui.open_dialog(question("Your room is open", text, answers))

    def _choose(self, problem: str) -> None:
        desk = self._desk
        screen = HostScreen(desk.ui, desk.cards, open_room=self._open, back=desk.menu)
        desk.show(screen)
        if problem:
            screen.say(problem)

    def _open(self, wish: Wishes) -> None:
        self._room = HostedRoom(in_a_process(partial(host_job, wish)))
        self._show_room()

    def _show_room(self) -> None:
        assert self._room is not None
        ways = RoomWays(
            lead=self._lead,
            play=self._play,
            browse=_browse,
            stop=self._stop,
            back=self._desk.menu,
            failed=self._failed,
        )
        self._desk.show(RoomScreen(self._desk.ui, self._room, ways))

    def _stop(self) -> None:
        self.close()
        self._choose("")

    def _failed(self, problem: str) -> None:
        self.close()
        self._choose(problem)

    def _lead(self, opened: RoomOpen) -> None:
        self._visit(Address(opened.base, opened.code, "facilitator", opened.facilitator), HOST)

    def _play(self, opened: RoomOpen) -> None:
        self._visit(Address(opened.base, opened.code), PLAYER)

    def _visit(self, address: Address, name: str) -> None:
        if self._link is not None:
            self._link.close()
        try:
            self._link = visit(self._desk, address, name)
        except ShutError as shut:
            self._desk.excuse(str(shut))


def _browse(opened: RoomOpen) -> None:
    webbrowser.open(f"{opened.base}/{opened.code}#facilitator={opened.facilitator}")
