"""After the hot wash: closing the drill, and where its report is."""

from collections.abc import Callable

from game.faces.desk.remote.door import Address
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.screens.drill.trouble import TroubleBar
from game.faces.desk.screens.hotwash import HotWashScreen
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Button, Column, Label, Panel, Row, Spacer, Widget, fixed, flex
from game.terms import ExercisePhase


class RoomHotWash(HotWashScreen):
    """The hot wash in a room, where somebody else may close the drill meanwhile.

    What stands in the boxes is handed in then.
    """

    def __init__(self, ui: Ui, table: RemoteTable, done: Callable[[], object]) -> None:
        super().__init__(ui, table, done)
        self._remote, self._handed_in = table, False

    def step(self, now_s: float) -> float | None:
        """Stay in touch with the room; go on once the drill is closed."""
        self._remote.keep_up()
        if self._remote.mirror.closing and not self._handed_in:
            self._handed_in = True
            self._hand_in()
        if self._remote.phase is ExercisePhase.ENDED:
            self._done()
            self._ui.toast("The facilitator has closed the drill.", "info", seconds=12)
            return None
        return now_s + self._remote.next_s()


class ClosingScreen:
    """The report lies with the host; this shows its address once it is written."""

    def __init__(
        self,
        ui: Ui,
        table: RemoteTable,
        address: Address,
        *,
        show: Callable[[str], bool],
        menu: Callable[[], object],
    ) -> None:
        self._ui, self._table, self._address = ui, table, address
        self._show, self._menu = show, menu
        self._shown: tuple[object, ...] = ()
        self._trouble = TroubleBar()
        table.tell(self._say)

    def enter(self) -> None:
        """Show it."""
        self._ui.bind("ctrl+e", self._menu)
        self._refresh()

    def step(self, now_s: float) -> float | None:
        """Wait for the report."""
        self._table.keep_up()
        self._trouble.update(self._table.trouble)
        self._refresh()
        return now_s + self._table.next_s()

    @property
    def report(self) -> str | None:
        """The report's address, once there is one."""
        path = self._table.mirror.report
        return None if path is None else f"{self._address.base}{path}"

    def _say(self, text: str, tone: Tone) -> None:
        self._ui.toast(text, tone)

    def _led(self) -> bool:
        lobby = self._table.mirror.lobby
        return lobby is not None and lobby.led

    def _refresh(self) -> None:
        moment = (self.report, self._table.phase, self._led())
        if moment != self._shown:
            self._shown = moment
            self._ui.set_root(self._layout())

    def _layout(self) -> Widget:
        body = Column(
            [
                Label("The drill is over", style="display"),
                self._trouble.widget,
                Panel([Column(self._what(), gap="pad")]),
                Row([flex(Spacer()), Button("To the menu", self._menu, kind="quiet")]),
            ],
            gap="pad",
        )
        return Row([flex(Spacer()), fixed(body, 900), flex(Spacer())], pad="wide")

    def _what(self) -> list[Widget]:
        if self.report is not None:
            return [
                Label("The report is written. It lies with the host, at this address:"),
                Label(self.report, style="mono", tone="info"),
                Row([Button("Open the report", self._open, kind="primary"), flex(Spacer())]),
            ]
        if self._table.phase is ExercisePhase.ENDED:
            return [Label("The host writes the report …", tone="muted")]
        if self._led():
            return [Label("The facilitator closes the drill; then there is a report.")]
        said = "Others may still be writing. When everybody is done, close the drill."
        close = Button("Close the drill and make the report", self._close, kind="primary")
        return [Label(said), Row([close, flex(Spacer())])]

    def _close(self) -> None:
        self._table.link.tell("finish")

    def _open(self) -> None:
        if self.report is not None and not self._show(self.report):
            self._ui.toast("No browser could be opened; write the address down.", "bad")
