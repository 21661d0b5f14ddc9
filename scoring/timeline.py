"""The events of a drill with their numbers, found by type and pattern."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.engine.codec import event_type
from game.engine.conditions import matches
from game.engine.events import Event
from game.engine.state import State


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event and its number in the log, counted from 1."""

    n: int
    event: Event

    @property
    def at_s(self) -> int:
        """When it happened."""
        return self.event.at_s

    @property
    def type(self) -> str:
        """The event's name in logs and runbooks."""
        return event_type(type(self.event))

    def value(self, name: str) -> str:
        """A field as text; `by` is the acting role."""
        value = self.event.by.role if name == "by" else getattr(self.event, name, "")
        return str(value).lower()


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """All events of a drill, oldest first, up to and including the hot wash."""

    all: tuple[Numbered, ...]
    by_type: Mapping[str, tuple[Numbered, ...]]
    start_s: int
    end_s: int

    def of(self, *names: str) -> tuple[Numbered, ...]:
        """The events of these types, oldest first."""
        if len(names) == 1:
            return self.by_type.get(names[0], ())
        found = [item for name in names for item in self.by_type.get(name, ())]
        return tuple(sorted(found, key=lambda item: item.n))

    def matching(
        self, name: str, where: Mapping[str, str], from_s: int | None = None
    ) -> tuple[Numbered, ...]:
        """The events of a type whose fields have these values, from `from_s` on."""
        return tuple(
            item
            for item in self.of(name)
            if (from_s is None or item.at_s >= from_s) and matches(item.event, where)
        )

    def first(self, *names: str) -> Numbered | None:
        """The first event of these types."""
        found = self.of(*names)
        return found[0] if found else None

    @property
    def edges(self) -> tuple[int, ...]:
        """The numbers of StartEx and EndEx, as far as they are there."""
        return numbers(self.of("exercise_started", "exercise_stopped"))


def numbers(items: Iterable[Numbered]) -> tuple[int, ...]:
    """The numbers of some events, each once, in order."""
    return tuple(sorted({item.n for item in items}))


def timeline_of(state: State) -> Timeline:
    """The numbered events of a folded state."""
    everything = tuple(Numbered(n, event) for n, event in enumerate(state.history.events, 1))
    by_type: dict[str, list[Numbered]] = {}
    for item in everything:
        by_type.setdefault(item.type, []).append(item)
    kept = {name: tuple(items) for name, items in by_type.items()}
    stopped = kept.get("exercise_stopped")
    started = kept.get("exercise_started")
    return Timeline(
        all=everything,
        by_type=kept,
        start_s=started[0].at_s if started else 0,
        end_s=stopped[-1].at_s if stopped else state.at_s,
    )
