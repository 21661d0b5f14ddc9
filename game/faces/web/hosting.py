"""Hosting: the listening socket, the rooms, and the links by which people come in."""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer
import uvicorn

from game.faces.display import has_display
from game.faces.qrcode import print_code
from game.faces.telling import fail, say, tell
from game.faces.web.hooks import Hooks
from game.faces.web.house import House
from game.faces.web.people import new_secret
from game.faces.web.register import RegisterProblem
from game.faces.web.room import Options
from game.faces.web.server import Server
from game.faces.web.wire import MESSAGE_MAX_BYTES
from game.faces.window import open_window
from game.paths import drills_dir
from game.scenario.library import load
from game.session.folder import next_seed
from game.session.log import LogProblem
from game.session.opening import Setup

TUTORIAL = "hamster-wheel"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants to host."""

    port: int
    bind: str
    scenarios: tuple[str, ...] = ()
    any_port: bool = False
    """Take another port where this one is in use."""
    window: bool = False
    pace: float | None = None
    seed: int | None = None
    variant: str | None = None
    policy: str = "competent"
    coach: bool = True
    webhook: str | None = None
    webhook_secret: str | None = None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Hosting:
    """Rooms that stand open, and the address that others write."""

    house: House
    """It alone holds the rooms: those that are over it lets go of."""
    listener: socket.socket
    base: str


def open_rooms(wish: Wishes) -> Hosting:
    """Take the port and open the rooms; typer.Exit where that cannot be done, after saying why."""
    house = House(drills_dir())
    listener = _listener(wish.bind, wish.port, any_port=wish.any_port)
    if wish.resume:
        _resume_rooms(house)
    else:
        _open_rooms(house, wish)
    base = f"http://{_reachable(wish.bind)}:{listener.getsockname()[1]}"
    return Hosting(house, listener, base)


def run_host(wish: Wishes) -> None:
    """Open the rooms, tell how to come in, and serve until somebody stops it."""
    hosting = open_rooms(wish)
    hooks = _hooks(wish.webhook, wish.webhook_secret)
    links = _invite(hosting, wish.bind)
    shown = wish.window and has_display(sys.platform, os.environ)
    with _console(links if shown else []):
        serve(Server(hosting.house, hooks), hosting.listener)


@contextmanager
def _console(links: list[str]) -> Iterator[None]:
    """The first room's console in a window until the host stops; the host outlives the window."""
    if not links:
        yield
        return
    window = open_window(links[0])
    say("The console opens in a window; close it as you like, the drill goes on without it.")
    if len(links) > 1:
        say("The other rooms' consoles: breakglass join, and their facilitator's link.")
    try:
        yield
    finally:
        window.terminate()


def _open_rooms(house: House, wish: Wishes) -> None:
    options = Options(wish.policy, coach=wish.coach)
    for name in wish.scenarios or (TUTORIAL,):
        _open(house, name, Setup(_seed(wish.seed), wish.variant), wish.pace, options)


def serve(server: Server, listener: socket.socket) -> None:
    """Serve until somebody stops it."""
    config = uvicorn.Config(
        server.app,
        ws="websockets-sansio",
        ws_max_size=MESSAGE_MAX_BYTES,
        ws_per_message_deflate=False,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listener(bind: str, port: int, *, any_port: bool) -> socket.socket:
    try:
        address = ipaddress.ip_address(bind)
    except ValueError:
        fail(f"{bind!r} is not an address; write 127.0.0.1, or 0.0.0.0 for every network")
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((bind, port))
    except OSError as problem:
        listener.close()
        if any_port:
            return _listener(bind, 0, any_port=False)
        reason = (problem.strerror or str(problem)).lower()
        fail(f"port {port} of {bind} cannot be used: {reason}; choose another with --port")
    listener.listen(512)
    return listener


def _open(house: House, name: str, setup: Setup, pace: float | None, options: Options) -> None:
    loaded = load(name)
    if isinstance(loaded, list):
        tell(loaded)
        raise typer.Exit(1)
    house.open(loaded, setup, pace or loaded.scenario.exercise.pace, options)


def _resume_rooms(house: House) -> None:
    folders = house.unfinished()
    if not folders:
        fail("no room has broken off; there is nothing to resume")
    for folder in folders:
        try:
            house.resume(folder)
        except (LogProblem, RegisterProblem) as problem:
            say(f"A room stays closed. {problem}")
    if not house.rooms:
        fail("none of the rooms that broke off can be resumed")


def _seed(seed: int | None) -> int:
    return next_seed(drills_dir()) if seed is None else seed


def _hooks(address: str | None, secret: str | None) -> Hooks | None:
    if address is None:
        return None
    if not address.startswith(("http://", "https://")):
        fail(f"{address!r} is not a web address; it begins with https:// or http://")
    if secret is None:
        secret = new_secret()
        say(f"Webhooks are signed with {secret}")
    return Hooks(address, secret)


def _invite(hosting: Hosting, bind: str) -> list[str]:
    """Tell how to come in; returns the facilitator's links, which are for the host alone."""
    links = []
    base = hosting.base
    if ipaddress.ip_address(bind).is_loopback:
        say("Only this machine can join; with --bind 0.0.0.0 the network around it can, too.")
    else:
        say(f"Open to the network: whoever reaches {base} and knows a code can join.")
    for one in hosting.house.rooms.values():
        room, keys = one.room, one.keys
        say("")
        say(f"{room.book.title}")
        say(f"  Players        {base}/{room.code}      code {room.code}")
        links.append(f"{base}/{room.code}#facilitator={keys.facilitator}")
        say(f"  Facilitator    {links[-1]}")
        say(f"  Evaluator      {base}/{room.code}#evaluator={keys.evaluator}")
        say(f"  Status page    {base}/status/{room.code}")
        say(f"  Folder         {room.folder.path}")
        if sys.stderr.isatty():
            print_code(f"{base}/{room.code}", sys.stderr)
    say("")
    say("Prometheus finds the metrics at /metrics. Stop with Ctrl+C; go on with --resume.")
    return links


def _reachable(bind: str) -> str:
    """The address that others write: this machine's own one where it listens on all."""
    if not ipaddress.ip_address(bind).is_unspecified:
        return f"[{bind}]" if ":" in bind else bind
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: this only picks the interface
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])
