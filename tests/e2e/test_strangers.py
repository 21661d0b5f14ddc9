"""Strangers at the host's door, over a real network: slow, silent, loud, or from another page."""

import json
import random
import socket
import struct
import urllib.error
import urllib.request
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from game.engine.events import MessageSent
from game.faces.web.audit import LINES_MAX
from game.faces.web.server import PAPERS, invitation
from game.session.log import read_log
from tests.e2e.rooms import Host, hosting
from tests.e2e.talking import address, heard, playing_alone, token, window
from tests.faces.web.strange import MANY, hostile

pytestmark = pytest.mark.e2e
CROWD = 500
PATIENCE = 200
"""So much is refused on one connection before the host ends it."""
STORM = PATIENCE + 50


def asks(host: Host, path: str, body: bytes | None = None, **headers: str) -> int:
    request = urllib.request.Request(f"{host.base}{path}", body, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_the_drill_goes_on_among_five_hundred_silent_and_slow_connections(
    tmp_path: Path,
) -> None:
    with hosting(tmp_path, "--port", "0") as host, playing_alone(host) as ic, ExitStack() as crowd:
        for n in range(CROWD):
            one = crowd.enter_context(socket.create_connection(("127.0.0.1", host.port)))
            if n % 2:
                one.send(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")  # and never more
        said = {"channel": "incident", "text": "Can anybody hear me?"}
        order = {"t": "act", "ref": "r1", "role": "ic", "do": "send_message", "with": said}
        ic.send(json.dumps(order))
        assert heard(ic, "done")["ref"] == "r1"
        assert asks(host, "/healthz") == 200


def test_another_pages_script_and_a_stranger_are_turned_away(tmp_path: Path) -> None:
    with hosting(tmp_path, "--port", "0") as host:
        elsewhere = Origin("https://evil.example")
        with pytest.raises(InvalidStatus), connect(address(host), origin=elsewhere):
            pass
        wish = json.dumps({"code": host.code, "name": "Mallory"}).encode()
        assert asks(host, "/api/join", wish, Origin=elsewhere) == 403
        with connect(address(host)) as stranger:
            stranger.send('{"t":"hello","token":"guessed"}')
            assert json.loads(stranger.recv(timeout=10))["t"] == "stranger"
            with pytest.raises(ConnectionClosed):
                stranger.recv(timeout=10)


def test_parts_need_their_secret_and_codes_cannot_be_guessed(tmp_path: Path) -> None:
    with hosting(tmp_path, "--port", "0") as host:
        for part in ("facilitator", "evaluator"):
            wish = {"code": host.code, "name": "Mallory", "part": part, "secret": "guessed"}
            assert asks(host, "/api/join", json.dumps(wish).encode()) == 403
        for n in range(12):
            wish = {"code": f"AAAA{n:02}", "name": "Mallory"}
            assert asks(host, "/api/join", json.dumps(wish).encode()) == 403
        right = {"code": host.code, "name": "Mallory"}
        assert asks(host, "/api/join", json.dumps(right).encode()) == 403  # has to wait now
        turned_away = (host.folder / "audit.jsonl").read_text("ascii")
        assert '"turned-away"' in turned_away


def test_nothing_but_the_page_can_be_fetched(tmp_path: Path) -> None:
    with hosting(tmp_path, "--port", "0") as host:
        for path in (
            "/assets/..%2f..%2fpyproject.toml",
            "/assets/%2e%2e/theme.toml",
            "/report/" + host.code + "/guessed",
            "/status/NOROOM",
            "/NOROOM",
            "/room.json",
        ):
            assert asks(host, path) == 404
        assert asks(host, "/api/join", b"{" * 100_000) == 400


def shouts(loud: ClientConnection, text: str = '{"t":"sit","seat":"ic"}') -> None:
    """The same over and over, until the host has had enough."""
    for n in range(100_000):
        loud.send(text)
        if n % 100 == 0:
            loud.recv(timeout=10)


def test_a_loud_client_is_let_go_and_leaves_nothing_in_the_log(tmp_path: Path) -> None:
    with hosting(tmp_path, "--port", "0") as host, playing_alone(host) as ic:
        with window(host, "Mallory", None) as loud, pytest.raises(ConnectionClosed):
            shouts(loud)
        with window(host, "Mona", None) as big, pytest.raises(ConnectionClosed):
            shouts(big, "x" * 1_000_000)
        said = {"channel": "incident", "text": "Still here."}
        order = {"t": "act", "ref": "r2", "role": "ic", "do": "send_message", "with": said}
        ic.send(json.dumps(order))
        assert heard(ic, "done")["ref"] == "r2"
        names = {event.by.person for event in read_log(host.folder / "log.jsonl").events}
    assert "Mallory" not in names


def test_a_hundred_thousand_hostile_messages_leave_the_drill_alone(tmp_path: Path) -> None:
    """Each is read by the host and refused; whoever is let go comes back and goes on."""
    said = {"channel": "incident", "text": "Mine alone."}
    order = {"t": "act", "ref": "r3", "role": "ic", "do": "send_message", "with": said}
    with hosting(tmp_path, "--port", "0") as host, playing_alone(host) as ic:
        ic.send(json.dumps(order))
        assert heard(ic, "done")["ref"] == "r3"
        worst = hostile(random.Random(11), json.dumps(order))  # noqa: S311 - to be repeated
        hello = json.dumps({"t": "hello", "token": token(host, "Mallory", None)})
        for _ in range(-(-MANY // PATIENCE)):
            storm(host, [hello, *islice(worst, STORM)])
        ic.send(json.dumps({**order, "ref": "r4"}))
        assert heard(ic, "done")["ref"] == "r4"
        events = read_log(host.folder / "log.jsonl").events
        audit = (host.folder / "audit.jsonl").read_text("ascii")
    assert audit.count('"what": "refuses"') > LINES_MAX * 0.9  # it keeps no more than that
    assert "Mallory" not in {event.by.person for event in events}
    mine = [event for event in events if isinstance(event, MessageSent)]
    assert sum(event.text == "Mine alone." for event in mine) == 2


def storm(host: Host, texts: list[str]) -> None:
    """Say all that at once on a bare socket, and wait until the host ends it.

    It ends a connection only when it has read and refused more than its patience allows.
    """
    greeting = (
        f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{host.port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", host.port), timeout=30) as line:
        line.sendall(greeting.encode())
        assert b"101 Switching" in line.recv(4096)
        with suppress(ConnectionError):
            line.sendall(b"".join(map(frame, texts)))
            while line.recv(1 << 16):
                pass


def frame(text: str) -> bytes:
    """A text message as a client sends it, masked with zeros."""
    data = text.encode("utf-8", "replace")
    size = (
        struct.pack(">BBH", 0x81, 0xFE, len(data))
        if len(data) > 125
        else bytes((0x81, 0x80 | len(data)))
    )
    return size + bytes(4) + data


def test_papers_are_for_those_who_were_told_where_they_are(tmp_path: Path) -> None:
    with hosting(tmp_path, "--pace", "60", "--port", "0") as host, playing_alone(host) as ic:
        key = json.loads((host.folder / "room.json").read_text("utf-8"))["keys"]["report"]
        address_ = f"/report/{host.code}/{key}"
        for name in ("", "/scorecard.json", "/postmortem.md"):
            assert asks(host, address_ + name) == 404  # it is not over
        while heard(ic, "diff")["set"].get("phase") != "hot_wash":  # type: ignore[attr-defined]
            pass
        ic.send('{"t":"finish"}')
        assert heard(ic, "over")["report"] == address_
        for name in ("", *(f"/{paper}" for paper in PAPERS)):
            assert asks(host, address_ + name) == 200
            assert asks(host, f"/report/{host.code}/guessed{name}") == 404
        for name in ("/log.jsonl", "/room.json", "/audit.jsonl", "/..%2froom.json"):
            assert (
                asks(host, address_ + name) == 404
            )  # what was said in private stays with the host


def test_an_invitation_is_a_picture_of_the_address(tmp_path: Path) -> None:
    with hosting(tmp_path, "--port", "0") as host:
        with urllib.request.urlopen(f"{host.base}/qr/{host.code}.svg") as answer:  # noqa: S310
            assert answer.headers["Content-Type"] == "image/svg+xml"
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert answer.read() == invitation(host.players)
        assert asks(host, "/qr/NOROOM.svg") == 404


def test_a_secret_is_never_told_to_those_it_is_not_for(tmp_path: Path) -> None:
    with hosting(tmp_path, "--port", "0") as host:
        own = token(host, "Ana", "comms")
        with window(host, "Priya", "ic") as ic:
            told = json.dumps([heard(ic, kind) for kind in ("welcome", "you", "lobby", "view")])
        secrets = json.loads((host.folder / "room.json").read_text("utf-8"))["keys"]
        assert own not in told
        for name in ("facilitator", "evaluator", "report"):
            assert secrets[name] not in told
        assert (host.folder / "room.json").stat().st_mode & 0o077 == 0
