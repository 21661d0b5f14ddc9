"""Validation errors in words for people who write scenarios."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from game import simtime
from game.scenario.nodes import ListNode, MapNode, TextNode, kind_of
from game.scenario.problems import did_you_mean, one_of, shown
from game.scenario.shape import Spot, keys_of, tags_of

_KEYS_LISTED = 12
_LONGEST_REASON = 240
_BOUNDS = {"ge": "at least", "le": "at most", "gt": "over", "lt": "under"}


class Said(NamedTuple):
    """A message and a hint (may be empty)."""

    message: str
    hint: str = ""


class Fault(NamedTuple):
    """An error of the validation and the spot that it is about."""

    spot: Spot
    error: ErrorDetails

    @property
    def context(self) -> dict[str, Any]:
        """Limits and expected words, as pydantic tells them."""
        return self.error.get("ctx", {})

    @property
    def shown(self) -> str:
        """The value as it is quoted in messages."""
        node = self.spot.node
        return shown(node.text) if isinstance(node, TextNode) else kind_of(node)

    @property
    def found(self) -> str:
        """What stands there, in words."""
        return kind_of(self.spot.node)


def say(fault: Fault) -> Said:
    """What is wrong, for people."""
    if fault.error["type"] == "enum" and fault.error["loc"][-1] == "[key]":
        return _key(fault)
    return _SPEAKERS.get(fault.error["type"], _fallback)(fault)


def _missing(fault: Fault) -> Said:
    model, key = fault.spot.model, str(fault.error["loc"][-1])
    field = keys_of(model).get(key) if model else None
    about = field.description if field else None
    return Said(f"missing key {key!r}", f"{key}: {about}" if about else "")


def _unknown(fault: Fault) -> Said:
    """The spot is the mapping that has the key."""
    spot, key = fault.spot, str(fault.error["loc"][-1])
    message = f"unknown key {shown(key)}"
    if spot.model is None or not isinstance(spot.node, MapNode):
        return Said(message)
    if key in spot.rivals:
        return Said(message, f"a mapping has one of the keys {', '.join(spot.rivals)}")
    internal = spot.model.model_fields.get(key)
    if internal is not None and internal.alias:
        return Said(message, f"did you mean {internal.alias!r}?")
    keys = keys_of(spot.model)
    free = [known for known in keys if known not in spot.node.values]
    return Said(message, did_you_mean(key, free or keys))


def _choice(fault: Fault) -> Said:
    words = re.findall(r"'([^']*)'", str(fault.context.get("expected", "")))
    node = fault.spot.node
    if not isinstance(node, TextNode):
        return Said(f"expected one word, found {fault.found}", one_of(words))
    message = f"{shown(node.text)} is not one of {', '.join(words)}"
    hint = did_you_mean(node.text, words)
    return Said(message, hint if hint.startswith("did") else fault.spot.about)


def _key(fault: Fault) -> Said:
    """A key of a free mapping that is not one of the words it may be."""
    words = re.findall(r"'([^']*)'", str(fault.context.get("expected", "")))
    key = str(fault.error["input"])
    return Said(f"the key {shown(key)} is not one of {', '.join(words)}", did_you_mean(key, words))


def _value(fault: Fault) -> Said:
    reason = str(fault.context.get("error", fault.error["msg"]))
    cut = reason if len(reason) <= _LONGEST_REASON else reason[: _LONGEST_REASON - 1] + "…"
    return Said(cut, fault.spot.about)


def _number(fault: Fault) -> Said:
    return Said(f"{fault.shown} is not a number", fault.spot.about)


def _whole(fault: Fault) -> Said:
    return Said(f"{fault.shown} is not a whole number", fault.spot.about)


def _too_large(fault: Fault) -> Said:
    return Said(f"{fault.shown} is too large a number", fault.spot.about)


def _boolean(fault: Fault) -> Said:
    return Said(f"{fault.shown} is neither true nor false", "write true or false")


def _scalar(fault: Fault) -> Said:
    return Said(f"expected one value, found {fault.found}", fault.spot.about)


def _list(fault: Fault) -> Said:
    return Said(f"expected a list, found {fault.found}", "begin each entry with '- '")


def _mapping(fault: Fault) -> Said:
    model = fault.spot.model
    keys = ", ".join(list(keys_of(model))[:_KEYS_LISTED]) if model else ""
    hint = f"its keys: {keys}" if keys else "write it as key: value"
    return Said(f"expected a mapping of keys, found {fault.found}", hint)


def _bound(fault: Fault) -> Said:
    key = next(key for key in _BOUNDS if key in fault.context)
    limit = fault.context[key]
    said = f"{limit:,}"
    if fault.spot.name.endswith("_s"):
        said = f"{'-' if limit < 0 else ''}{simtime.words(int(abs(limit)))}"
    return Said(f"{fault.shown} is out of range: {_BOUNDS[key]} {said}", fault.spot.about)


def _pattern(fault: Fault) -> Said:
    hint = "letters, digits, '.', '_' and '-', at most 64, with a letter or digit first"
    return Said(f"{shown(fault.error['input'])} cannot be an id", hint)


def _too_long(fault: Fault) -> Said:
    return Said(f"the text is longer than {fault.context.get('max_length')} characters")


def _too_few(fault: Fault) -> Said:
    least, node = fault.context.get("min_length", 1), fault.spot.node
    found = len(node.items) if isinstance(node, ListNode) else 0
    return Said(f"needs at least {least} {'entry' if least == 1 else 'entries'}, found {found}")


def _union(fault: Fault) -> Said:
    """No member of a tagged union fits: the mapping has none of the telling keys."""
    message, node = fault.error["msg"], fault.spot.node
    if not isinstance(node, MapNode):
        return Said(f"expected a mapping of keys, found {fault.found}", message)
    near = (did_you_mean(key, tags_of(fault.spot.kind)) for key in node.values)
    return Said(message, next((hint for hint in near if hint.startswith("did")), ""))


def _fallback(fault: Fault) -> Said:
    message = fault.error["msg"]
    return Said(message[:1].lower() + message[1:])


_SPEAKERS: dict[str, Callable[[Fault], Said]] = {
    "enum": _choice,
    "literal_error": _choice,
    "value_error": _value,
    "float_parsing": _number,
    "int_parsing": _whole,
    "int_from_float": _whole,
    "int_parsing_size": _too_large,
    "bool_parsing": _boolean,
    **dict.fromkeys(
        ("string_type", "int_type", "float_type", "bool_type", "datetime_type"), _scalar
    ),
    **dict.fromkeys(("tuple_type", "list_type"), _list),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _mapping),
    **dict.fromkeys(("greater_than_equal", "less_than_equal", "greater_than", "less_than"), _bound),
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _too_long,
    "too_short": _too_few,
    "condition_kind": _union,
    "criterion_kind": _union,
}
