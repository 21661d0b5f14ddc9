"""What a window says, taken apart: each message leads to one act of the room, or to a sentence."""

from typing import assert_never

from game.console.console import Console
from game.engine.events import Actor
from game.engine.orders import read_order
from game.faces.web.briefing import message
from game.faces.web.client import Client
from game.faces.web.coaching import lacking, suggestion, told
from game.faces.web.people import Part
from game.faces.web.room import Room
from game.faces.web.wire import (
    Act,
    Again,
    Begin,
    Complete,
    Finish,
    Hello,
    Hint,
    Incoming,
    Move,
    Note,
    Peek,
    Review,
    Rise,
    Series,
    Shell,
    Sit,
    Sources,
    StrangeMessage,
    Suggest,
    read_message,
)
from game.terms import SEATS, Role

_REFUSALS_TOLD = 200
"""After so many a client that is only refused is let go."""


def hear(room: Room, client: Client, text: str | bytes, now_s: float) -> Peek | None:
    """Deal with one message; what takes longer is handed back for the server to see to.

    Nothing that a client can send raises: it is answered, or refused in a sentence.
    """
    if not client.may_speak(now_s):
        _refuse(room, client, "Slower, please: that is more than anybody can mean.", "")
        return None
    try:
        said = read_message(text)
    except StrangeMessage as problem:
        _refuse(room, client, str(problem), "")
        return None
    return _dealt(room, client, said, now_s)


def gives_up_on(client: Client) -> bool:
    """Whether a client has been refused so often that there is nobody to talk to."""
    return client.refused > _REFUSALS_TOLD


def _refuse(room: Room, client: Client, text: str, ref: str) -> None:
    client.refused += 1
    room.audit.write("refuses", person=client.person.id, text=text)
    client.send(message("refused", ref=ref, text=text))


def _dealt(room: Room, client: Client, said: Incoming, now_s: float) -> Peek | None:
    refused: str | None = None
    match said:
        case Act():
            _act(room, client, said)
        case Shell():
            _shell(room, client, said)
        case Complete():
            lines = _console(room).complete(said.line) if _has_hands(client) else []
            client.send(message("completed", ref=said.ref, lines=lines[:40]))
        case Sit():
            refused = room.sit(client.person, said.seat, now_s)
        case Rise():
            room.rise(client.person, said.seat)
        case Series():
            refused = _series(room, client, said)
        case Sources():
            client.send(room.sources())
        case Review():
            client.send(message("reviewed", ref=said.ref, lacks=lacking(room, said)))
        case Suggest():
            _suggest(room, client, said)
        case Hint():
            if room.options.coach:
                room.seats.hint(client.person, said.seat, said.item)
        case Again():
            client.resend()
        case Hello():
            refused = "We have met already."
        case Begin() | Finish() | Peek() | Note() | Move():
            return _led(room, client, said, now_s)
        case _:
            assert_never(said)
    if refused is not None:
        _refuse(room, client, refused, "")
    return None


def _act(room: Room, client: Client, said: Act) -> None:
    try:
        command = read_order(said.do, said.fields, Actor("", said.role))
    except ValueError as problem:
        _refuse(room, client, f"That is not a command: {problem}.", said.ref)
        return
    refused = room.give(client.person, command, said.ref)
    if refused is None:
        client.send(message("done", ref=said.ref, n=room.session.state.n))
    else:
        _refuse(room, client, refused, said.ref)


def _console(room: Room) -> Console:
    return Console(lambda: room.session.view(Role.OPS), room.book)


def _has_hands(client: Client) -> bool:
    return Role.OPS in client.person.speaks_as


def _shell(room: Room, client: Client, said: Shell) -> None:
    if not _has_hands(client):
        _refuse(room, client, "The terminal is the Operations Lead's.", said.ref)
        return
    reply = _console(room).run(said.line)
    lines = list(reply.lines)
    if reply.command is not None:
        refused = room.give(client.person, reply.command, said.ref)
        lines += [refused] if refused else []
    client.send(message("printed", ref=said.ref, lines=lines))


def _series(room: Room, client: Client, said: Series) -> str | None:
    data = room.series(said.metric)
    if data is None:
        return "This shop has no such metric."
    client.send(data)
    return None


def _suggest(room: Room, client: Client, said: Suggest) -> None:
    if said.role not in client.person.speaks_as or said.role not in SEATS:
        _refuse(room, client, "The coach helps those who sit there.", said.ref)
        return
    client.send(message("suggested", ref=said.ref, **told(suggestion(room, client.person, said))))


def _led(
    room: Room, client: Client, said: Begin | Finish | Peek | Note | Move, now_s: float
) -> Peek | None:
    person = client.person
    leads = person.part is Part.FACILITATOR
    match said:
        case Begin() | Finish() if leads or (person.seats and not room.is_led):
            if isinstance(said, Begin):
                room.begin()
            else:
                room.close(now_s)
        case Peek() if leads:
            return said
        case Note() if leads:
            room.note(person, said.text)
        case Move() if leads:
            room.move(said.seat, said.person)
        case _:
            _refuse(room, client, "Only the facilitator does that.", "")
    return None
