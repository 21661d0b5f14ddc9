"""Commands as plain data: what a message from outside may ask for."""

from collections.abc import Mapping
from typing import get_args

from game.engine.commands import AdvanceTo, Command, Order, ReviseScript, ShowHint, TakeSeat
from game.engine.events import Actor
from game.engine.plain import shape_of, snake, typed

_OWN = (AdvanceTo, ReviseScript, ShowHint, TakeSeat)
"""What only the program itself gives: time, hints, seats and the script."""

COMMAND_TYPES: dict[str, type[Command]] = {
    snake(kind.__name__): kind for kind in get_args(Command) if kind not in _OWN
}
"""Name -> class of every command that may come from outside: declare, post_update ..."""

_SHAPES = {name: shape_of(kind, ("by",)) for name, kind in COMMAND_TYPES.items()}


def order_type(kind: type[Order]) -> str:
    """The command's name in messages: StartMitigation -> start_mitigation."""
    return snake(kind.__name__)


def read_order(name: str, data: Mapping[str, object], by: Actor) -> Command:
    """The command with that name; ValueError says what does not fit."""
    kind = COMMAND_TYPES.get(name)
    if kind is None:
        message = f"unknown command {name!r}"
        raise ValueError(message)
    return kind(by=by, **typed(name, _SHAPES[name], data))  # type: ignore[arg-type]
