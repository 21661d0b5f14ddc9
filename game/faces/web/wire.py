"""What clients may say: a closed set of small messages, checked before anything looks at them.

A client opens a WebSocket and sends `hello` with its token; after that any of the others. Every
message is one JSON object with its kind in `t`. Whatever does not fit is answered with a sentence
and otherwise ignored. What the room sends is described in `game.faces.web.feed` and `room`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from game.terms import Audience, Role, Stage

MESSAGE_MAX_BYTES = 16 * 1024
NAME_MAX = 40

Name = Annotated[str, Field(min_length=1, max_length=NAME_MAX)]
Ref = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
Secret = Annotated[str, Field(min_length=1, max_length=64)]
Line = Annotated[str, Field(max_length=2000)]


class Message(BaseModel):
    """What all messages have: nothing but the fields they name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Hello(Message):
    """The first message: who it is, by the token that joining gave."""

    t: Literal["hello"]
    token: Secret


class Act(Message):
    """A command of a seat; `ref` names it, so that sending it again does no harm."""

    t: Literal["act"]
    ref: Ref
    role: Role
    do: Annotated[str, Field(max_length=40)]
    fields: Annotated[dict[str, JsonValue], Field(alias="with", max_length=12)] = {}


class Sit(Message):
    """Take a free seat."""

    t: Literal["sit"]
    seat: Role


class Rise(Message):
    """Leave a seat to a bot, or to whoever comes."""

    t: Literal["rise"]
    seat: Role


class Begin(Message):
    """Start the drill; bots take the seats that are free."""

    t: Literal["begin"]


class Finish(Message):
    """Close the drill after its hot wash."""

    t: Literal["finish"]


class Shell(Message):
    """A line typed into the terminal of the Operations Lead."""

    t: Literal["shell"]
    ref: Ref
    line: Line


class Complete(Message):
    """What the terminal could make of a line that has been begun."""

    t: Literal["complete"]
    ref: Ref
    line: Line


class Series(Message):
    """The whole history of one metric."""

    t: Literal["series"]
    metric: Annotated[str, Field(max_length=80)]


class Sources(Message):
    """Runbook and shop as they stand in their files, for a client that works with them itself."""

    t: Literal["sources"]


class Review(Message):
    """What the checker says about a post before it goes out."""

    t: Literal["review"]
    ref: Ref
    audience: Audience
    stage: Stage
    text: Annotated[str, Field(max_length=4000)]
    next_update_s: Annotated[int, Field(ge=0, le=86400)] | None = None


class Hint(Message):
    """The coach on somebody's screen has shown them what is to be done in a seat of theirs."""

    t: Literal["hint"]
    seat: Role
    item: Annotated[str, Field(max_length=200)]


class Suggest(Message):
    """The coach is asked to fill a form in: that of an action, for an item that is due."""

    t: Literal["suggest"]
    ref: Ref
    role: Role
    action: Annotated[str, Field(max_length=40)]
    item: Annotated[str, Field(max_length=200)] = ""


class Again(Message):
    """Something was missed: send everything anew."""

    t: Literal["again"]


class Peek(Message):
    """The facilitator asks for the score so far, or for what comes if nothing changes."""

    t: Literal["peek"]
    ref: Ref
    at: Literal["score", "forecast"]


class Note(Message):
    """A private note of the facilitator."""

    t: Literal["note"]
    text: Annotated[str, Field(min_length=1, max_length=2000)]


class Move(Message):
    """The facilitator frees a seat, or gives it to somebody who is there."""

    t: Literal["move"]
    seat: Role
    person: Annotated[str, Field(max_length=64)] = ""


Incoming = (
    Hello
    | Act
    | Sit
    | Rise
    | Begin
    | Finish
    | Shell
    | Complete
    | Series
    | Sources
    | Review
    | Suggest
    | Hint
    | Again
    | Peek
    | Note
    | Move
)
"""Every message that a client may send."""

_READER: TypeAdapter[Incoming] = TypeAdapter(Annotated[Incoming, Field(discriminator="t")])


class Joining(Message):
    """What the form at the door sends: a name, and what one comes for."""

    code: Annotated[str, Field(max_length=16)]
    name: Name
    part: Literal["player", "observer", "facilitator", "evaluator"] = "player"
    seat: Role | None = None
    secret: Annotated[str, Field(max_length=64)] = ""


_JOINING: TypeAdapter[Joining] = TypeAdapter(Joining)


class StrangeMessage(Exception):  # noqa: N818 - a client's mistake, not the program's
    """A message that is none; the text says why."""


def read_message(text: str | bytes) -> Incoming:
    """The message in that JSON; StrangeMessage when it is not one of ours."""
    if len(text) > MESSAGE_MAX_BYTES:
        message = f"A message has at most {MESSAGE_MAX_BYTES} bytes."
        raise StrangeMessage(message)
    try:
        return _READER.validate_json(text)
    except (ValidationError, ValueError, RecursionError) as problem:
        raise StrangeMessage(_sentence(problem)) from None


def read_joining(text: bytes) -> Joining:
    """What the form at the door sent; StrangeMessage when it is something else."""
    try:
        return _JOINING.validate_json(text)
    except (ValidationError, ValueError, RecursionError) as problem:
        raise StrangeMessage(_sentence(problem)) from None


def _sentence(problem: Exception) -> str:
    if not isinstance(problem, ValidationError):
        return "That is not a message."
    first = problem.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"][1:3]) or "the message"
    return f"{where}: {first['msg']}"
