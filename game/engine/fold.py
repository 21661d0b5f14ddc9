"""From a list of events back to the state: any log is a drill."""

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping

from game.engine.events import Event
from game.engine.evolve import evolve, initial, lapse
from game.engine.plan import Plan
from game.engine.state import History, State

__all__ = ["fingerprint", "fold", "fold_until", "initial"]


def fold(plan: Plan, events: Iterable[Event]) -> State:
    """The state after all these events."""
    state = initial(plan)
    for event in events:
        state = evolve(plan, state, event)
    return state


def fold_until(plan: Plan, events: Iterable[Event], at_s: int) -> State:
    """The state at second `at_s`: all events up to and including it, then time passing."""
    state = initial(plan)
    for event in events:
        if event.at_s > at_s:
            break
        state = evolve(plan, state, event)
    return lapse(plan, state, at_s)


def fingerprint(state: State) -> dict[str, object]:
    """Everything in a state as plain data, the shop's recording as a digest: for comparing."""
    plain = {
        field.name: _plain(getattr(state, field.name))
        for field in dataclasses.fields(state)
        if field.name not in {"course", "history", "revised"}
    }
    plain["events"] = _events(state.history)
    plain["shop"] = hashlib.sha256(state.course.recording.tobytes()).hexdigest()
    return plain


def _events(history: History) -> int:
    return len(history.events)


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _key(key: object) -> str:
    return "/".join(key) if isinstance(key, tuple) else str(key)
