"""The way through a room at the desk: lobby, drill, hot wash, and the report's address."""

import contextlib
import webbrowser
from dataclasses import replace

from game.faces.desk.app import Desk
from game.faces.desk.remote.closing import ClosingScreen, RoomHotWash
from game.faces.desk.remote.door import Address, ShutError, come_in, sit_down
from game.faces.desk.remote.lead import Lead
from game.faces.desk.remote.link import Link
from game.faces.desk.remote.lobby import LobbyScreen
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.screens.drill.screen import DrillScreen
from game.faces.desk.screens.lead.console import LeadScreen
from game.faces.desk.screens.lead.sheet import SheetScreen
from game.faces.desk.screens.lead.wallscreen import WallScreen
from game.faces.desk.settings import load_settings
from game.faces.desk.sound.ears import DrillSounds
from game.faces.window import open_window
from game.paths import rooms_file
from game.terms import ExercisePhase, Role


class Visit:
    """One stay in a room."""

    def __init__(self, desk: Desk, table: RemoteTable, address: Address) -> None:
        self._desk, self._table, self._address = desk, table, address
        table.link.wake = desk.loop.wake
        table.leave = self.leave

    def begin(self) -> None:
        """Show what somebody has come for; a drill that is under way is shown at once."""
        match self._address.part:
            case "facilitator":
                self._lead()
            case "observer":
                self._desk.show(WallScreen(self._desk.ui, self._table, self._address))
            case "evaluator":
                self._desk.show(SheetScreen(self._desk.ui, self._table, self._address, self.leave))
            case _:
                self._desk.show(
                    LobbyScreen(self._desk.ui, self._table, self._address, done=self._drill)
                )

    def _lead(self) -> None:
        self._desk.show(
            LeadScreen(
                self._desk.ui,
                Lead(self._table, self._address),
                leave=self.leave,
                open_wall=self._open_wall,
                open_page=_open_page,
            )
        )

    def _open_wall(self) -> None:
        open_window(self._address.room, observing=True)

    def leave(self) -> None:
        """Close the connection, and go to the menu."""
        self._table.link.close()
        self._desk.menu()

    def _drill(self) -> None:
        if self._table.phase is ExercisePhase.ENDED:
            self._close()
        else:
            sounds = DrillSounds(self._desk.preferences.speaker)
            self._desk.show(
                DrillScreen(
                    self._desk.ui,
                    self._table,
                    self._wash,
                    hear=sounds.hear,
                    entries=self._desk.entries(),
                )
            )

    def _wash(self) -> None:
        if self._table.humans and self._table.phase is ExercisePhase.HOT_WASH:
            self._desk.show(RoomHotWash(self._desk.ui, self._table, self._close))
        else:
            self._close()

    def _close(self) -> None:
        self._desk.show(
            ClosingScreen(
                self._desk.ui, self._table, self._address, show=_open_page, menu=self.leave
            )
        )


def _open_page(address: str) -> bool:
    with contextlib.suppress(webbrowser.Error):
        return webbrowser.open(address)
    return False


def _arrive(address: Address, name: str, role: Role | None) -> RemoteTable:
    """Come in, and take a seat where one plays; ShutError when it cannot be."""
    link, mirror = come_in(address, name, rooms_file())
    try:
        if address.part == "player":
            sit_down(link, mirror, role)
    except ShutError:
        link.close()
        raise
    return RemoteTable(link, mirror)


def visit(desk: Desk, address: Address, name: str, role: Role | None = None) -> Link:
    """Show a room on a desk that is open already; ShutError when it cannot be.

    Leaving the room closes the link and shows the menu; closing the window is the caller's to see.
    """
    table = _arrive(address, name, role)
    Visit(desk, table, address).begin()
    return table.link


def run_join(address: Address, name: str, role: Role | None) -> None:
    """Come in, sit down and play until the window is closed; ShutError when it cannot be."""
    if role is Role.OBSERVER:
        address, role = replace(address, part="observer", secret=""), None
    table = _arrive(address, name, role)
    try:
        desk = Desk(load_settings())
        Visit(desk, table, address).begin()
        desk.run()
    finally:
        table.link.close()
