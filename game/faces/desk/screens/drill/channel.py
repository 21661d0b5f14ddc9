"""The middle of the screen: channel, direct messages, status page, runbook, terminal."""

from collections.abc import Callable, Sequence

from game.engine.commands import SendMessage
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.state import Message
from game.engine.view import View
from game.faces.desk.forms.form import Give
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.curtain import Curtain
from game.faces.desk.screens.drill.lines import is_meant
from game.faces.desk.screens.drill.publicpage import PublicPage, public
from game.faces.desk.screens.drill.runbook import runbook_runs
from game.faces.desk.screens.drill.talk import Talk
from game.faces.desk.screens.drill.terminal import Terminal
from game.faces.desk.screens.drill.unread import Unread
from game.faces.desk.widgets import (
    Button,
    Column,
    Dropdown,
    Label,
    Option,
    Panel,
    RichText,
    Row,
    ScrollView,
    Tab,
    Tabs,
    TextEditor,
    Widget,
    auto,
    fixed,
    flex,
)
from game.terms import SEATS, Role

_PLACEHOLDERS = {
    "incident": "Message # incident … (Enter sends)",
    "direct": "Write to them alone … (Enter sends)",
}
_EDITORS = frozenset({Role.IC, Role.SCRIBE})
"""Who may write the pinned status."""


class Channel:
    """All that is said and read; `update` appends what is new.

    `write_down` is told a line that the Scribe chose; `edit_status` opens the pinned status.
    """

    def __init__(
        self,
        handbook: Handbook,
        give: Give,
        seat: Callable[[], Role],
        terminal: Terminal,
        *,
        humans: Callable[[], frozenset[Role]],
        write_down: Callable[[Message], object],
        edit_status: Callable[[], object],
    ) -> None:
        self._handbook, self._give, self._seat = handbook, give, seat
        self._humans, self._write_down = humans, write_down
        self._view: View | None = None
        self._unread = Unread()
        self._answering = ""
        self._shown = "incident"
        self._signature: tuple[object, ...] = ()
        self._tabs = Tabs(self._tab_list(0, 0, 0, meant=False), self._show, selected="incident")
        self._pinned = RichText([Run("")])
        self._edit = Button("Edit", edit_status, kind="quiet", compact=True, style="small")
        pinned = auto(ScrollView(self._pinned), most=108, shrink=True, least=36)
        pin = Row([flex(pinned), self._edit], gap="small", align="start")
        self._pin = Panel([pin], tone="info", edge="left", surface="raised", pad="gap")
        self.talk = Talk(handbook, self._pick)
        self._curtain = Curtain(self._drawn_back)
        self._composer = TextEditor(
            placeholder=_PLACEHOLDERS["incident"],
            rows=1,
            grow_to=4,
            submit_on_enter=True,
            on_submit=self._send,
        )
        self._asked = Label("", tone="info", style="small", max_lines=1, wrap=False)
        leave = Button("✗", lambda: self._answer(None), kind="quiet", compact=True, style="small")
        self._answer_bar = Row([flex(self._asked), leave], align="centre")
        self._answer_bar.visible = False
        self._refusal = Label("", tone="bad", style="small")
        self._refusal.visible = False
        self._to = Dropdown((), lambda _key: None, placeholder="To whom …")
        self._to.visible = False
        self._page = PublicPage(handbook)
        self._runbook = RichText(runbook_runs(handbook))
        self._terminal = terminal
        self._talk_widget = self._lay_talk()
        self._bodies: dict[str, Widget] = {
            "incident": self._talk_widget,
            "direct": self._talk_widget,
            "status": self._page.widget,
            "runbook": ScrollView(Column([self._runbook], pad="gap")),
            "terminal": terminal.widget,
        }
        self._body = Column([flex(self._talk_widget)])
        self.widget: Widget = Panel([fixed(self._tabs, 36), flex(self._body)], pad=0, gap=0)

    def _lay_talk(self) -> Widget:
        said = Column([flex(self.talk.widget, least=80), self._curtain.widget])
        return Column(
            [
                auto(self._pin, shrink=True, least=48),
                flex(said, least=80),
                self._to,
                self._answer_bar,
                self._refusal,
                self._composer,
            ],
            pad="gap",
        )

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed."""
        self._handbook = handbook
        self.talk.reread(handbook)
        self._runbook.set_runs(runbook_runs(handbook))
        self._page.reread(handbook)
        self._signature = ()

    # -- tabs -------------------------------------------------------------------------------

    def _tab_list(self, said: int, direct: int, pages: int, *, meant: bool) -> list[Tab]:
        return [
            Tab("incident", "# incident", said, "warn" if meant else "info"),
            Tab("direct", "Direct", direct),
            Tab("status", "Status", pages, "info"),
            Tab("runbook", "Runbook"),
            Tab("terminal", "Terminal"),
        ]

    def _show(self, key: str) -> None:
        self._shown = key
        self._signature = ()
        self._answer(None)
        self._body.replace_children([flex(self._bodies[key])])
        self._composer.placeholder = _PLACEHOLDERS.get(key, "")
        self._pin.visible = key == "incident"
        self._to.visible = key == "direct"
        self._body.mark_layout()
        if self._view is not None:
            self.update(self._view)

    @property
    def shown(self) -> str:
        """The tab that is shown."""
        return self._shown

    def show(self, key: str) -> None:
        """Turn to one of the tabs."""
        self._tabs.select(key)

    @property
    def composer(self) -> Widget:
        """Where messages are typed."""
        return self._composer

    # -- writing ----------------------------------------------------------------------------

    def _pick(self, key: str) -> None:
        """Answer a line; the Scribe writes it down."""
        view = self._view
        item = next((item for item in view.messages if item.id == key), None) if view else None
        if item is None or self._seat() not in self._humans():
            return
        if self._seat() is Role.SCRIBE and item.channel == "incident":
            self._write_down(item)
        else:
            self._answer(item)

    def _answer(self, item: Message | None) -> None:
        self._answering = item.id if item else ""
        self._answer_bar.visible = item is not None
        if item is not None:
            self._asked.set_text(f"↳ Answers {item.sender}: “{item.text}”")
            self._asked.tooltip = self._asked.text
            self._to.select(self._whom(item), tell=False)
            if self._composer.host is not None:
                self._composer.host.focus(self._composer)
        self._answer_bar.mark_layout()

    def _whom(self, item: Message) -> str:
        """Who a direct answer goes to: the seat that spoke, or the person outside the seats."""
        if item.role in SEATS:
            return item.role.value
        people = self._handbook.contacts.values()
        return next((one.id for one in people if one.name == item.sender), "")

    def _send(self, text: str) -> None:
        direct = self._shown == "direct"
        if direct and not self._to.selected:
            self._refuse("Choose to whom.")
            return
        command = SendMessage(
            by=Actor("", self._seat()),
            channel="direct" if direct else "incident",
            text=text,
            to=self._to.selected if direct else "",
            reply_to=self._answering,
        )
        refusal = self._give((command,))
        self._refuse("" if refusal is None else refusal.text)
        if refusal is None:
            self._composer.clear()
            self._answer(None)

    def _refuse(self, text: str) -> None:
        self._refusal.set_text(f"✗ {text}")
        self._refusal.visible = bool(text)
        self._refusal.mark_layout()

    # -- showing ----------------------------------------------------------------------------

    def update(self, view: View) -> None:
        """Show what this seat may read now."""
        self._view = view
        covered = self._shown == "direct" and self._curtain.covers(view, self._humans())
        signature = (
            *(view.role, self._shown, len(view.messages), view.status_doc, len(view.posts)),
            *(covered, view.stage, view.at_s if _somebody_waits(view) else None),
        )
        if signature == self._signature:
            return
        self._signature = signature
        self._to.set_options(self._people(view))
        self._pinned.set_runs(_status(view))
        self._edit.visible = view.role in _EDITORS & self._humans()
        self._page.update(view)
        self._show_talk(view, covered=covered)

    def _show_talk(self, view: View, *, covered: bool) -> None:
        by_channel = {"incident": list[Message](), "direct": list[Message]()}
        for item in view.messages:
            by_channel["direct" if item.channel == "direct" else "incident"].append(item)
        said, direct = by_channel["incident"], by_channel["direct"]
        counts = {"incident": len(said), "direct": len(direct), "status": len(public(view))}
        if not covered:
            self._unread.look(self._key(self._shown), counts.get(self._shown, 0))
        new = {key: self._unread.new(self._key(key), count) for key, count in counts.items()}
        unseen = _of_others(view, said[len(said) - new["incident"] :])
        whispered = _of_others(view, direct[len(direct) - new["direct"] :])
        meant = any(is_meant(view, item) for item in unseen)
        self._tabs.set_tabs(self._tab_list(len(unseen), len(whispered), new["status"], meant=meant))
        self.talk.widget.visible = not covered
        self._curtain.cover(view, shown=covered)
        shown = by_channel.get(self._shown)
        if shown is not None and not covered:
            self.talk.show(view, shown, self._unread.line(self._key(self._shown)))

    def _key(self, tab: str) -> str:
        """What everybody at this desk reads is read by all; direct messages by their seat."""
        return f"{tab}/{self._seat().value}" if tab == "direct" else tab

    def _drawn_back(self) -> None:
        self._signature = ()
        if self._view is not None:
            self.update(self._view)

    def _people(self, view: View) -> tuple[Option, ...]:
        seats = tuple(
            Option(seat.value, f"{view.seats[seat]}, {seat.title}")
            for seat in SEATS
            if seat is not view.role
        )
        outside = tuple(
            Option(contact.id, f"{contact.name}, {contact.title}")
            for contact in self._handbook.contacts.values()
        )
        return (*seats, *outside)


def _of_others(view: View, items: Sequence[Message]) -> list[Message]:
    return [item for item in items if item.role is not view.role]


def _somebody_waits(view: View) -> bool:
    return any(
        item.expects_s is not None and item.answered_s is None and item.expired_s is None
        for item in view.injects
    )


def _status(view: View) -> list[Run]:
    if view.status_doc:
        return [Run("⚑ Status  ", "info", "strong"), Run(view.status_doc)]
    text = "Nothing pinned yet: the Scribe or the IC writes here how it stands."
    return [Run("⚑ Status  ", "info", "strong"), Run(text, "muted")]
