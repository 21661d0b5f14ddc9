"""An observer's window: the wall and nothing else, for a projector or a second screen."""

from game.faces.desk.remote.door import Address
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.screens.drill.trouble import TroubleBar
from game.faces.desk.screens.lead.leaving import ask_to_leave
from game.faces.desk.screens.lead.wall import Wall
from game.faces.desk.screens.shortcuts import EVERYWHERE
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Column, KeySection, flex, key_help
from game.terms import Role

KEYS = KeySection("The wall", (("f11", "full screen"), ("ctrl+e", "leave the room")))


class WallScreen:
    """Shows a room's wall from lobby to report."""

    def __init__(self, ui: Ui, table: RemoteTable, address: Address) -> None:
        self._ui, self._table, self._address = ui, table, address
        self._wall = Wall(table.handbook, address)
        self._trouble = TroubleBar()
        self._shown: tuple[object, ...] = ()

    def enter(self) -> None:
        """Show it."""
        self._ui.set_root(Column([self._trouble.widget, flex(self._wall.widget)], gap=0))
        self._ui.bind("ctrl+e", self._ask_to_leave)
        self._ui.bind("f1", self._help)
        self._refresh()

    def _help(self) -> None:
        self._ui.open_dialog(key_help((KEYS, EVERYWHERE), self._ui.close_dialog))

    def _ask_to_leave(self) -> None:
        ask_to_leave(self._ui, self._table.leave)

    def step(self, now_s: float) -> float | None:
        """Take in what the room has sent; when to come back."""
        self._table.keep_up()
        self._trouble.update(self._table.trouble)
        self._refresh()
        return now_s + self._table.next_s()

    def _refresh(self) -> None:
        view, mirror = self._table.view(Role.OBSERVER), self._table.mirror
        moment = (view.at_s, view.n, view.phase, mirror.lobby, mirror.report)
        if moment != self._shown:
            self._shown = moment
            report = None if mirror.report is None else f"{self._address.base}{mirror.report}"
            self._wall.update(view, mirror.lobby, report)
