"""Forms as data, and the panel that shows one and hands its commands in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from game.engine.commands import Command
from game.engine.refusals import Refusal
from game.faces.desk.rich import Run
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Button,
    Choice,
    Column,
    Dropdown,
    Label,
    Option,
    RichText,
    Row,
    ScrollView,
    TextEditor,
    TextField,
    Widget,
    flex,
)


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several; as cards where each needs a word of explanation."""

    key: str
    label: str
    options: tuple[Option, ...]
    selected: str = ""
    cards: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """Some lines of text."""

    key: str
    label: str
    text: str = ""
    placeholder: str = ""
    rows: int = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    key: str
    label: str
    text: str = ""
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to read, not to fill in."""

    text: str
    tone: Tone = "muted"
    strong: bool = False


Ask = Pick | Words | Line | Note
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Extra:
    """A second way to hand the form in, such as returning a draft in place of approving it."""

    text: str
    build: Callable[[Values], Sequence[Command]]
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """An action to fill in.

    `react` may change other fields when one has been chosen; `advise` says what is lacking, and is
    asked again with each change.
    """

    title: str
    asks: tuple[Ask, ...]
    submit: str
    build: Callable[[Values], Sequence[Command]]
    extras: tuple[Extra, ...] = ()
    react: Callable[[str, str], Mapping[str, str]] | None = None
    advise: Callable[[Values], str] | None = None
    danger: bool = False


Give = Callable[[Sequence[Command]], Refusal | None]
"""Hands commands in; the refusal of the first that was not taken."""


class FormPanel(Column):
    """A form on the screen: Ctrl+Enter hands it in, Esc leaves it."""

    def __init__(self, form: Form, give: Give, close: Callable[[], object]) -> None:
        self._form, self._give, self._close = form, give, close
        self._choices: dict[str, Choice | Dropdown] = {}
        self._texts: dict[str, TextEditor | TextField] = {}
        self._unseen: Widget | None = None
        self._refusal = Label("", tone="bad", style="small_strong")
        self._refusal.visible = False
        fields = [widget for ask in form.asks for widget in self._widgets(ask)]
        self._advice = Label("", style="small")
        self._advise()
        super().__init__(
            [
                Row(
                    [
                        flex(Label(form.title, style="strong")),
                        Button("✗ Back", close, kind="quiet", compact=True, style="small"),
                    ],
                    align="centre",
                ),
                flex(ScrollView(Column([*fields, self._advice], gap="small"))),
                self._refusal,
                self._buttons(),
            ]
        )

    def begin(self) -> None:
        """Send keys to the first field; to the chosen card where there are cards."""
        self._unseen = self._first_field()
        if self.host is not None and self._unseen is not None:
            self.host.focus(self._unseen, ring=True)

    def arrange(self) -> None:
        """Lay out; the first time, scroll to where keys go."""
        super().arrange()
        if self._unseen is not None:
            field, self._unseen = self._unseen, None
            field.reveal(field.rect)

    def _first_field(self) -> Widget | None:
        for ask in self._form.asks:
            if isinstance(ask, Words | Line):
                return self._texts[ask.key]
            if isinstance(ask, Pick):
                return _stop(self._choices[ask.key])
        return self.main

    def _buttons(self) -> Widget:
        form = self._form
        main = self.main = Button(
            form.submit,
            self.submit,
            kind="danger" if form.danger else "primary",
            shortcut="ctrl+enter",
        )
        extras = [
            Button(extra.text, self._extra(extra), kind="danger" if extra.danger else "normal")
            for extra in form.extras
        ]
        return Column([main, *extras], gap="small")

    def _extra(self, extra: Extra) -> Callable[[], None]:
        return lambda: self._hand_in(extra.build)

    def _widgets(self, ask: Ask) -> list[Widget]:
        match ask:
            case Note():
                return [
                    Label(ask.text, style="small_strong" if ask.strong else "small", tone=ask.tone)
                ]
            case Pick():
                return [_label(ask.label), self._pick(ask)]
            case Words():
                editor = TextEditor(
                    ask.text,
                    placeholder=ask.placeholder,
                    rows=ask.rows,
                    grow_to=ask.rows + 4,
                    on_change=lambda _: self._advise(),
                )
                self._texts[ask.key] = editor
                return [_label(ask.label), editor]
            case Line():
                line = TextField(
                    ask.text, placeholder=ask.placeholder, on_submit=lambda _: self.submit()
                )
                self._texts[ask.key] = line
                return [_label(ask.label), line]

    def _pick(self, ask: Pick) -> Widget:
        def chosen(value: str) -> None:
            self._react(ask.key, value)

        widget: Choice | Dropdown
        if ask.cards:
            widget = Choice(ask.options, chosen, selected=ask.selected)
        else:
            widget = Dropdown(ask.options, chosen, selected=ask.selected)
        self._choices[ask.key] = widget
        return widget

    def _advise(self) -> None:
        """Say what the form's adviser says of it as it stands."""
        said = self._form.advise(self.values()) if self._form.advise else ""
        self._advice.set_text(said, "muted")
        self._advice.visible = bool(said)
        self._advice.mark_layout()

    def _react(self, key: str, value: str) -> None:
        changes = self._form.react(key, value) if self._form.react else {}
        for other, text in changes.items():
            if other in self._texts:
                self._texts[other].set_text(text)
            elif other in self._choices:
                self._choices[other].select(text, tell=False)
        self._advise()

    def values(self) -> dict[str, str]:
        """What is filled in, by the keys of the fields."""
        chosen = {key: widget.selected for key, widget in self._choices.items()}
        return chosen | {key: widget.text for key, widget in self._texts.items()}

    def submit(self) -> None:
        """Hand the form in."""
        self._hand_in(self._form.build)

    def _hand_in(self, build: Callable[[Values], Sequence[Command]]) -> None:
        values = self.values()
        missing = self._missing(values)
        if missing:
            self._say(f"Choose: {missing}.")
            return
        refusal = self._give(build(values))
        if refusal is None:
            self._close()
        else:
            self._say(refusal.text)

    def _missing(self, values: Values) -> str:
        asks = (ask for ask in self._form.asks if isinstance(ask, Pick) and ask.needed)
        return next((ask.label.lower() for ask in asks if not values[ask.key]), "")

    def _say(self, text: str) -> None:
        self._refusal.set_text(f"✗ {text}")
        self._refusal.visible = True
        self._refusal.mark_layout()


def _stop(choice: Choice | Dropdown) -> Widget | None:
    if isinstance(choice, Dropdown):
        return choice
    stops = [button for button in choice.buttons if button.enabled]
    return next((button for button in stops if button.chosen), next(iter(stops), None))


def _label(text: str) -> RichText:
    return RichText([Run(text, "muted", "small_strong")])
