"""The door of a room: its address, coming in, and sitting down; what stays shut is told."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from game.faces.desk.remote.link import Link
from game.faces.desk.remote.memory import remember, remembered
from game.faces.desk.remote.messages import Incoming, Over, Refused, Stranger
from game.faces.desk.remote.mirror import Mirror
from game.terms import SEATS, Role

PATIENCE_S = 10.0
_CODE = re.compile(r"[A-Za-z0-9]{4,8}")
_KEY = re.compile(r"(facilitator|evaluator)=([A-Za-z0-9_-]{1,64})")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class ShutError(Exception):
    """The door stays shut; the text says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a room is: the host's address and the room's code; and what one comes for."""

    base: str
    code: str
    part: str = "player"
    """player, observer, facilitator or evaluator; the last two need the host's key."""
    secret: str = ""

    @property
    def room(self) -> str:
        """The address as players are given it."""
        return f"{self.base}/{self.code}"

    @property
    def place(self) -> str:
        """What a place in the room is remembered by: one for each part."""
        return self.room if self.part == "player" else f"{self.room}#{self.part}"

    @property
    def only_here(self) -> bool:
        """Whether nobody but this machine can reach the host."""
        return urlsplit(self.base).hostname in _LOOPBACK

    @property
    def socket(self) -> str:
        """Where the host listens for sockets."""
        return f"ws{self.base.removeprefix('http')}/ws"


def address_of(text: str) -> Address:
    """The address in HOST:PORT/CODE, with http:// or without; ShutError when it is none.

    A key behind it, as in #facilitator=…, opens the part that it is for.
    """
    whole = text.strip() if "://" in text else f"http://{text.strip()}"
    try:
        parts = urlsplit(whole)
        found = parts.scheme in {"http", "https"} and parts.hostname is not None
        port = parts.port
    except ValueError:
        found, port = False, None
    code = parts.path.strip("/") if found else ""
    if not found or not _CODE.fullmatch(code):
        message = f"{text!r} is not a room's address; it looks like http://192.168.1.20:8642/ABCDEF"
        raise ShutError(message)
    key = _KEY.fullmatch(parts.fragment)
    if parts.fragment and key is None:
        message = "what follows the # is no key; copy the whole link that the host was given"
        raise ShutError(message)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    base = f"{parts.scheme}://{host if port is None else f'{host}:{port}'}"
    part, secret = key.groups() if key else ("player", "")
    return Address(base, code.upper(), part, secret)


def come_in(address: Address, name: str, tokens: Path) -> tuple[Link, Mirror]:
    """Open a connection as whoever was here before, or else as somebody new; or ShutError."""
    token = remembered(tokens, address.place)
    if token is not None:
        known = _opened(address, token)
        if known is not None:
            return known
    token = _knock(address, name)
    remember(tokens, address.place, token)
    opened = _opened(address, token)
    if opened is None:
        remember(tokens, address.place, None)
        message = "the room has let nobody in; try again"
        raise ShutError(message)
    return opened


def _knock(address: Address, name: str) -> str:
    """Join as somebody new; the token."""
    wish = {
        "code": address.code,
        "name": name,
        "part": address.part,
        "secret": address.secret,
    }
    try:
        answer = httpx.post(
            f"{address.base}/api/join", json=wish, timeout=PATIENCE_S, trust_env=False
        )
        told = answer.json()
    except httpx.HTTPError:
        message = f"nobody answers at {address.base}; is the host running, and the address right?"
        raise ShutError(message) from None
    except ValueError:
        told = None
    match told:
        case {"token": str(token)}:
            return token
        case {"text": str(text)}:
            raise ShutError(_sentence(text))
        case _:
            message = f"{address.base} is not a host of Break Glass rooms"
            raise ShutError(message)


def _sentence(text: str) -> str:
    return text.rstrip(".")


def _opened(address: Address, token: str) -> tuple[Link, Mirror] | None:
    """A connection that knows who is in the room; None when the room does not know the token."""
    link, mirror = Link(address.socket, token), Mirror()
    link.start()
    try:
        _wait(link, mirror, lambda: mirror.ready)
    except _StrangerError:
        link.close()
        return None
    except _OverError as over:
        link.close()
        sent = over.sent
        message = f"the drill is over ({sent.title}); its report is at {address.base}{sent.report}"
        raise ShutError(message) from None
    except ShutError:
        link.close()
        raise
    return link, mirror


def sit_down(link: Link, mirror: Mirror, role: Role | None) -> None:
    """Take that seat, or keep the one there is, or take the first free one; or ShutError."""
    if role is None and set(mirror.roles) & set(SEATS):
        return
    wanted = role or _free(mirror)
    if wanted is None:
        message = (
            "all four seats are taken; ask somebody, or the facilitator, to free one, or watch "
            "with --role observer"
        )
        raise ShutError(message)
    if wanted not in mirror.roles:
        link.tell("sit", seat=wanted.value)
        _wait(link, mirror, lambda: wanted in mirror.seen)


def _free(mirror: Mirror) -> Role | None:
    seats = mirror.lobby.seats if mirror.lobby else {}
    return next((seat for seat, place in seats.items() if place.person is None), None)


class _StrangerError(Exception):
    pass


class _OverError(Exception):
    def __init__(self, sent: Over) -> None:
        super().__init__(sent.title)
        self.sent = sent


def _wait(link: Link, mirror: Mirror, done: Callable[[], bool]) -> None:
    """Take messages in until it is done; ShutError when it is refused, or takes too long."""
    end_s = time.monotonic() + PATIENCE_S
    while not done():
        sent = link.hear(0.1)
        match sent:
            case Stranger():
                raise _StrangerError
            case Refused():
                raise ShutError(_sentence(sent.text))
            case Over() if not mirror.ready:  # the room is closed, and tells only that
                raise _OverError(sent)
            case None:
                _check(link, end_s)
            case _:
                _take(link, mirror, sent)


def _take(link: Link, mirror: Mirror, sent: Incoming) -> None:
    try:
        if not mirror.take(sent):
            link.tell("again")
    except (ValueError, LookupError):
        raise ShutError(_OTHER) from None


_OTHER = "the host's Break Glass is not the version of this one"


def _check(link: Link, end_s: float) -> None:
    if link.standing == "strange":
        raise ShutError(_OTHER)
    if time.monotonic() > end_s:
        message = "the host does not answer; is it still running?"
        raise ShutError(message)
