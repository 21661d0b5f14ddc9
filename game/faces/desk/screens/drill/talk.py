"""What is said: the lines of a channel, narrowed down as one likes, and the line that is new."""

from collections.abc import Callable, Sequence

from game.engine.handbook import Handbook
from game.engine.state import Message
from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.lines import message_row, waiting_for
from game.faces.desk.screens.drill.sorting import SORT_TITLES, Sort, narrowed
from game.faces.desk.widgets import (
    Column,
    Dropdown,
    ListRow,
    ListView,
    Option,
    RichRow,
    Row,
    TextField,
    Widget,
    flex,
)

_EMPTY = "Nobody has written yet."
_NONE = "Nothing here fits. Choose All, or empty the field, to see every line."


class Talk:
    """The lines and what narrows them down; `pick` is told the line that was chosen twice."""

    def __init__(self, handbook: Handbook, pick: Callable[[str], object]) -> None:
        self._handbook = handbook
        self._rows: dict[str, tuple[object, RichRow]] = {}
        self._shown: tuple[View, tuple[Message, ...], tuple[int, int]] | None = None
        self._sort = Dropdown(
            tuple(Option(sort.value, title) for sort, title in SORT_TITLES.items()),
            lambda _key: self._narrow(),
            selected=Sort.ALL.value,
        )
        self._search = TextField(
            placeholder="Search ( / )", max_length=60, on_change=lambda _: self._narrow()
        )
        self.list = ListView(
            stick_to_bottom=True,
            fill="panel",
            empty=_EMPTY,
            on_activate=pick,
            tooltip="Press a line twice to answer it (the Scribe writes it down).",
        )
        self.sieve: Widget = Row([flex(self._sort, 1), flex(self._search, 1)], gap="small")
        self.widget: Widget = Column([self.sieve, flex(self.list, least=60)], gap="small")

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed."""
        self._handbook = handbook
        self._rows.clear()

    @property
    def search(self) -> Widget:
        """Where a word to look for is typed."""
        return self._search

    def reset(self) -> None:
        """Show everything again."""
        self._search.clear()
        self._sort.select(Sort.ALL.value, tell=False)
        self._narrow()

    @property
    def narrowed(self) -> bool:
        """Whether some lines are held back."""
        return bool(self._search.text.strip()) or self._sort.selected != Sort.ALL.value

    def show(self, view: View, items: Sequence[Message], new: tuple[int, int]) -> None:
        """Show these lines; after how many a line says that so many are new."""
        came_back = new != (self._shown[2] if self._shown else (0, 0))
        self._shown = (view, tuple(items), new)
        self._fill()
        if came_back and new[1] and not self.narrowed:
            self.list.begin_at(new[0])

    def _narrow(self) -> None:
        if self._shown is not None:
            self._fill()
        self.list.empty = _NONE if self.narrowed else _EMPTY

    def _fill(self) -> None:
        assert self._shown is not None
        view, items, (after, new) = self._shown
        sort, search = Sort(self._sort.selected), self._search.text.strip().casefold()
        said = {item.id: item for item in view.messages}
        waiting = waiting_for(view)
        rows: list[ListRow] = []
        new = sum(item.role is not view.role for item in items[after : after + new])
        for count, item in enumerate(items):
            if count == after and new and not self.narrowed:
                rows.append(_line(new))
            if narrowed(view, item, sort, search):
                rows.append(self._row(view, item, said, item.id in waiting))
        self.list.set_rows(rows)

    def _row(self, view: View, item: Message, said: dict[str, Message], waits: bool) -> RichRow:
        """The row of a line: made anew only when something in it has changed."""
        state = (view.role, view.seats.get(view.role), view.at_s if waits else None)
        kept = self._rows.get(item.id)
        if kept is None or kept[0] != state:
            kept = (state, message_row(self._handbook, view, item, said))
            self._rows[item.id] = kept
        return kept[1]


def _line(count: int) -> RichRow:
    return RichRow([Run(f"↓ {count} new since you looked", "info", "small_strong")], tone="info")
