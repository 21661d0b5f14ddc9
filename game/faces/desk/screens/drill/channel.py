"""The middle of the screen: channel, direct messages, status page, runbook, terminal."""

from collections.abc import Callable

from game.engine.commands import SendMessage
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.state import Message, Post
from game.engine.view import View
from game.faces.desk.forms.form import Give
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.runbook import runbook_runs
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.screens.drill.terminal import Terminal
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Column,
    Dropdown,
    Label,
    ListView,
    Option,
    Panel,
    RichRow,
    RichText,
    ScrollView,
    Tab,
    Tabs,
    TextEditor,
    Widget,
    auto,
    fixed,
    flex,
)
from game.simtime import countdown
from game.terms import SEATS, Audience, Role, Via

VIA_SIGNS = {
    Via.CHANNEL: "",
    Via.DIRECT: "✎ ",
    Via.PAGE: "▲ ",
    Via.PHONE: "☎ ",
    Via.EMAIL: "✉ ",
    Via.TICKET: "☷ ",
    Via.MONITORING: "▲ ",
    Via.STATUS_PAGE: "◎ ",
}


_PLACEHOLDERS = {
    "incident": "Message # incident … (Enter sends)",
    "direct": "Write to them alone … (Enter sends)",
}


class Channel:
    """All that is said and read; `update` appends what is new."""

    def __init__(
        self, handbook: Handbook, give: Give, seat: Callable[[], Role], terminal: Terminal
    ) -> None:
        self._handbook, self._give, self._seat = handbook, give, seat
        self._read: dict[str, int] = {}
        self._shown = "incident"
        self._signature: tuple[object, ...] = ()
        self._tabs = Tabs(self._tab_list(0, 0), self._show, selected="incident")
        self._pinned = RichText([Run("")])
        pinned = auto(ScrollView(self._pinned), most=150, shrink=True, least=36)
        self._pin = Panel([pinned], tone="info", edge="left", surface="raised", pad="gap")
        self._list = ListView(stick_to_bottom=True, fill="panel", empty="Nobody has written yet.")
        self._composer = TextEditor(
            placeholder=_PLACEHOLDERS["incident"],
            rows=1,
            grow_to=4,
            submit_on_enter=True,
            on_submit=self._send,
        )
        self._refusal = Label("", tone="bad", style="small")
        self._refusal.visible = False
        self._to = Dropdown((), lambda _key: None, placeholder="To whom …")
        self._to.visible = False
        self._page = ListView(empty="Customers have been told nothing yet.")
        self._terminal = terminal
        self._talk = Column(
            [
                auto(self._pin, shrink=True, least=48),
                flex(self._list, least=80),
                self._to,
                self._refusal,
                self._composer,
            ],
            pad="gap",
        )
        runbook = ScrollView(Column([RichText(runbook_runs(handbook))], pad="gap"))
        self._bodies: dict[str, Widget] = {
            "incident": self._talk,
            "direct": self._talk,
            "status": Column([flex(self._page)], pad="gap"),
            "runbook": runbook,
            "terminal": terminal.widget,
        }
        self._body = Column([flex(self._talk)])
        self.widget: Widget = Panel([fixed(self._tabs, 36), flex(self._body)], pad=0, gap=0)

    def _tab_list(self, direct: int, pages: int) -> list[Tab]:
        return [
            Tab("incident", "# incident"),
            Tab("direct", "Direct", direct),
            Tab("status", "Status", pages, "info"),
            Tab("runbook", "Runbook"),
            Tab("terminal", "Terminal"),
        ]

    def _show(self, key: str) -> None:
        self._shown = key
        self._signature = ()
        self._body.replace_children([flex(self._bodies[key])])
        self._composer.placeholder = _PLACEHOLDERS.get(key, "")
        self._pin.visible = key == "incident"
        self._to.visible = key == "direct"
        self._body.mark_layout()

    def show(self, key: str) -> None:
        """Turn to one of the tabs."""
        self._tabs.select(key)

    @property
    def composer(self) -> Widget:
        """Where messages are typed."""
        return self._composer

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
        )
        refusal = self._give((command,))
        self._refuse("" if refusal is None else refusal.text)
        if refusal is None:
            self._composer.clear()

    def _refuse(self, text: str) -> None:
        self._refusal.set_text(f"✗ {text}")
        self._refusal.visible = bool(text)
        self._refusal.mark_layout()

    def update(self, view: View) -> None:
        """Show what this seat may read now."""
        signature = (view.role, self._shown, len(view.messages), view.status_doc, len(view.posts))
        waiting = tuple((item.id, view.at_s) for item in view.injects if _waits(view, item.id))
        if (*signature, waiting) == self._signature:
            return
        self._signature = (*signature, waiting)
        self._to.set_options(self._people(view))
        self._pinned.set_runs(_status(view))
        direct = [item for item in view.messages if item.channel == "direct"]
        if self._shown == "direct":
            self._read[view.role] = len(direct)
        unread = len(direct) - self._read.get(view.role, 0)
        self._tabs.set_tabs(self._tab_list(unread, 0))
        shown = "direct" if self._shown == "direct" else "incident"
        mine = (item for item in view.messages if item.channel == shown)
        self._list.set_rows([message_row(self._handbook, view, item) for item in mine])
        self._page.set_rows([_post_row(self._handbook, post) for post in _public(view)])

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


def message_row(handbook: Handbook, view: View, item: Message) -> RichRow:
    """What somebody said, as a line, with how long they have waited for an answer."""
    sign = VIA_SIGNS[item.via]
    at = handbook.utc(item.at_s)
    runs = [
        Run(f"{at}  ", "muted", "small"),
        Run(f"{sign}{_who(item)}  ", _tone(item), "strong"),
    ]
    runs.append(Run(item.text))
    if _waits(view, item.id):
        inject = next(inject for inject in view.injects if inject.id == item.id)
        left = countdown(inject.at_s + (inject.expects_s or 0) - view.at_s)
        runs += [
            Run(" "),
            Run(f"waits for an answer {left}", "warn", "small_strong", chip=True),
        ]
    return RichRow(runs, key=item.id)


def _who(item: Message) -> str:
    name = ROLE_NAMES.get(item.role)
    return f"{item.sender} · {name}" if name else item.sender


def _tone(item: Message) -> Tone:
    if item.via is Via.MONITORING:
        return "system"
    return ROLE_TONES.get(item.role, "character")


def _waits(view: View, key: str) -> bool:
    return any(
        item.id == key
        and item.expects_s is not None
        and item.answered_s is None
        and item.expired_s is None
        for item in view.injects
    )


def _status(view: View) -> list[Run]:
    if view.status_doc:
        return [Run("⚑ Status  ", "info", "strong"), Run(view.status_doc)]
    text = "Nothing pinned yet: the Scribe or the IC writes here how it stands."
    return [Run("⚑ Status  ", "info", "strong"), Run(text, "muted")]


def _public(view: View) -> list[Post]:
    return [post for post in view.posts if post.audience is Audience.CUSTOMERS]


def _post_row(handbook: Handbook, post: Post) -> RichRow:
    runs = [
        Run(f"{handbook.utc(post.at_s)} UTC  ", "muted", "small"),
        Run(f"{post.stage.value.capitalize()}\n", "info", "strong"),
        Run(post.text),
    ]
    if post.next_update_at_s is not None:
        promise = f"\nNext update by {handbook.utc(post.next_update_at_s)} UTC"
        runs.append(Run(promise, "muted", "small"))
    return RichRow(runs, key=post.id, pad=8)
