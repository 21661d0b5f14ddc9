"""Windows without a browser: a few words over the socket, for tests that look elsewhere."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from websockets.sync.client import ClientConnection, connect

from tests.e2e.rooms import Host


def token(host: Host, name: str, seat: str | None) -> str:
    body = json.dumps({"code": host.code, "name": name, "seat": seat}).encode()
    request = urllib.request.Request(f"{host.base}/api/join", body)  # noqa: S310 - our own host
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return str(json.load(answer)["token"])


@contextmanager
def window(host: Host, name: str, seat: str | None) -> Iterator[ClientConnection]:
    """Somebody's connection, after its hello."""
    hello = json.dumps({"t": "hello", "token": token(host, name, seat)})
    with connect(address(host), max_size=None, compression=None) as socket:
        socket.send(hello)
        yield socket


def address(host: Host) -> str:
    """Where the host listens for sockets."""
    return f"ws{host.base.removeprefix('http')}/ws"


def heard(socket: ClientConnection, kind: str) -> dict[str, object]:
    """The next message of that kind."""
    while True:
        data: dict[str, object] = json.loads(socket.recv(timeout=30))
        if data["t"] == kind:
            return data


@contextmanager
def playing_alone(host: Host) -> Iterator[ClientConnection]:
    """One person sits down as Incident Commander and starts; bots play the rest."""
    with window(host, "Priya", "ic") as socket:
        socket.send('{"t":"begin"}')
        while heard(socket, "lobby")["phase"] != "running":
            pass
        yield socket
