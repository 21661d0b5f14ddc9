"""Messages of a client that means harm: random, broken, forged, out of order, replayed."""

import json
import random
from collections.abc import Iterator

from pydantic import JsonValue

from game.engine.orders import COMMAND_TYPES
from game.terms import Role

MANY = 100_000
KINDS = (
    "hello act sit rise begin finish shell complete series sources review suggest hint again peek "
    "note move ack over view"
)
WORDS: tuple[JsonValue, ...] = (
    "",
    "ic",
    "ops",
    "system",
    "facilitator",
    "p1",
    "p2",
    "sev1",
    "score",
    "orders.rate",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\u0000\u202e\ud800",
    "{checkout.p99}{truth}",
    "x" * 3000,
    -1,
    10**30,
    1e308,
    True,
    None,
    [],
    {"a": {"b": {"c": []}}},
)
FIELDS = "ref role do with seat person line metric audience stage text at token severity title item"


def strange(dice: random.Random) -> str:
    """Something that may or may not be a message."""
    fields: dict[str, JsonValue] = {
        name: dice.choice(WORDS) for name in dice.sample(FIELDS.split(), dice.randrange(6))
    }
    fields["t"] = dice.choice([*KINDS.split(), *WORDS[:4]])
    if dice.random() < 0.5:
        order: dict[str, JsonValue] = {
            name: dice.choice(WORDS) for name in dice.sample(FIELDS.split(), 3)
        }
        fields |= {"t": "act", "ref": f"r{dice.randrange(50)}", "with": order}
        fields |= {"role": dice.choice(list(Role)).value, "do": dice.choice(list(COMMAND_TYPES))}
    text = json.dumps(fields)
    return text[: dice.randrange(len(text))] if dice.random() < 0.1 else text


def hostile(dice: random.Random, replayed: str) -> Iterator[str]:
    """Without end: anything at all, and again and again what somebody else has said."""
    while True:
        roll = dice.random()
        if roll < 0.1:
            yield replayed
        else:
            yield strange(dice)
