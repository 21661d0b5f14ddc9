"""A copy of what the room shows a seat: views, book and metrics, rebuilt from its messages."""

from collections.abc import Mapping
from typing import assert_never, get_args, get_type_hints

from pydantic import TypeAdapter

from game.engine.handbook import Choice, Handbook
from game.engine.readings import Readings
from game.engine.state import DecisionState
from game.engine.view import View
from game.faces.desk.remote.messages import (
    Closing,
    Done,
    HistorySent,
    Incoming,
    Lobby,
    Over,
    Peeked,
    Refused,
    SeriesSent,
    SourcesSent,
    Stranger,
    Tick,
    ViewSent,
    Welcome,
    You,
)
from game.faces.desk.remote.script import Script
from game.faces.desk.remote.tape import Tape
from game.faces.web.sections import LISTS, VALUES
from game.scenario.model import Option
from game.scenario.runbook import Runbook
from game.scenario.shop_model import ShopSpec
from game.terms import Role

_HINTS = get_type_hints(View)
_VALUES: Mapping[str, TypeAdapter[object]] = {name: TypeAdapter(_HINTS[name]) for name in VALUES}
_ITEMS: Mapping[str, TypeAdapter[object]] = {
    name: TypeAdapter(get_args(_HINTS[name])[0]) for name in LISTS
}
_STATE: TypeAdapter[DecisionState] = TypeAdapter(DecisionState)
_OPTIONS: TypeAdapter[tuple[Option, ...]] = TypeAdapter(tuple[Option, ...])


class Mirror:
    """Takes messages in; ValueError when one fits nothing that this version knows."""

    def __init__(self) -> None:
        self.you: You | None = None
        self.lobby: Lobby | None = None
        self.coach = False
        self.closing = False
        """Whether somebody has closed the drill, and it ends as soon as all have handed in."""
        self.report: str | None = None
        """Where the report lies at the host, once it is written."""
        self.book: Handbook | None = None
        """What everybody may read; stays the same value through a drill."""
        self.wanted: list[str] = []
        """Metrics of whose past nothing is known yet."""
        self.script = Script()
        """What only those are sent who lead or rate; empty for everybody else."""
        self._welcome: Welcome | None = None
        self._sources: SourcesSent | None = None
        self._tape = Tape(())
        self._asked: dict[str, Choice] = {}
        self._parts: dict[Role, dict[str, object]] = {}
        self._counts: dict[Role, tuple[int, int]] = {}
        self._views: dict[Role, View] = {}

    @property
    def ready(self) -> bool:
        """Whether there is enough to show a drill."""
        return self.book is not None and bool(self._parts) and self.lobby is not None

    @property
    def roles(self) -> tuple[Role, ...]:
        """Through whose eyes the drill is seen."""
        return self.you.roles if self.you else ()

    def take(self, sent: Incoming) -> bool:
        """Take a message in; False when one before it was missed, so that all must come again."""
        match sent:
            case Welcome():
                self._begin(sent)
            case SourcesSent():
                self._sources = sent
                self._make_book()
            case You():
                self.you = sent
                self._counts = {}
            case Lobby():
                self.lobby = sent
            case HistorySent():
                self._views.clear()
                self.wanted = list(self._tape.begin(sent.from_s, sent.to_s, sent.series))
            case SeriesSent():
                self._tape.fill(sent.metric, sent.from_s, sent.values)
            case Tick():
                self._views.clear()
                return self._tape.append(sent.from_s, sent.rows)
            case ViewSent():
                return self._look(sent)
            case Closing():
                self.closing = True
            case Over():
                self.report = sent.report
            case Done() | Refused() | Peeked() | Stranger():
                pass
            case _:
                assert_never(sent)
        return True

    def view(self, role: Role) -> View:
        """What that seat may see; LookupError when nothing was sent for it."""
        if role not in self._views:
            parts = self._parts[role]
            self._views[role] = View(
                role=role,
                at_s=self._tape.last_s,
                n=self._counts.get(role, (0, 0))[1],
                readings=Readings(self._tape),
                **parts,  # type: ignore[arg-type]
            )
        return self._views[role]

    @property
    def seen(self) -> tuple[Role, ...]:
        """The seats for which there is a view."""
        return tuple(self._parts)

    # ------------------------------------------------------------------ the book

    def _begin(self, sent: Welcome) -> None:
        self.coach = sent.coach
        if self._welcome is not None and self._welcome.book == sent.book:
            return
        self._welcome = sent
        self._tape = Tape(tuple(metric.id for metric in sent.metrics))
        self._make_book()

    def _make_book(self) -> None:
        if self._welcome is None or self._sources is None or self.book is not None:
            return
        told = self._welcome.book
        shop = ShopSpec.model_validate(self._sources.shop, by_alias=True, by_name=False)
        self.book = Handbook(
            title=told.title,
            story=told.story,
            company=told.company,
            start=told.start,
            duration_s=told.duration_s,
            runbook=Runbook.model_validate(self._sources.runbook, by_alias=True, by_name=False),
            levers={item.id: item for item in told.levers},
            lookups={item.id: item for item in told.lookups},
            decisions=self._asked,
            contacts={item.id: item for item in told.contacts},
            deploys=told.deploys,
            flags=told.flags,
            migrations=told.migrations,
            metrics={item.id: item for item in shop.metrics},
            alerts={item.id: item.title for item in shop.alerts},
            shop=shop,
        )

    # ------------------------------------------------------------------ views

    def _look(self, sent: ViewSent) -> bool:
        role = sent.role
        if sent.t == "diff" and self._counts.get(role, (-9, 0))[0] + 1 != sent.k:
            return False
        old = {} if sent.t == "view" else self._parts[role]
        self._parts[role] = {**old, **self._read(sent, old)}
        self._counts[role] = (sent.k, sent.n)
        told = {key: value for key, value in sent.values.items() if key in Script.model_fields}
        if told:
            fresh = Script.model_validate(told)
            self.script = self.script.model_copy(update={key: getattr(fresh, key) for key in told})
        self._views.clear()
        for gone in set(self._parts) - set(self.roles):
            del self._parts[gone]
        return True

    def _read(self, sent: ViewSent, old: Mapping[str, object]) -> dict[str, object]:
        new = {
            name: _VALUES[name].validate_python(value)
            for name, value in sent.values.items()
            if name in _VALUES
        }
        for name, (place, items) in sent.lists.items():
            if name in _ITEMS:
                before = old.get(name, ())
                kept = before[:place] if isinstance(before, tuple) else ()
                new[name] = (*kept, *(self._item(name, item) for item in items))
        return new

    def _item(self, name: str, item: object) -> object:
        if name != "decisions":
            return _ITEMS[name].validate_python(item)
        match item:
            case {"state": state, "question": str(question), "options": options}:
                asked = _STATE.validate_python(state)
                ways = _OPTIONS.validate_python(options)
                self._asked[asked.id] = Choice(asked.id, question, ways)
                return asked
            case _:
                message = "a question without its words"
                raise ValueError(message)
