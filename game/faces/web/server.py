"""The server: sockets, addresses and headers around the house; every decision lies in the room."""

import asyncio
import contextlib
import io
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import segno
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from game.faces.web import facilitation
from game.faces.web.briefing import message
from game.faces.web.client import Client
from game.faces.web.exposition import CONTENT_TYPE, exposition
from game.faces.web.guard import headers_for, same_origin
from game.faces.web.hooks import Hooks
from game.faces.web.house import Closed, House, Opened
from game.faces.web.people import Person
from game.faces.web.reception import gives_up_on, hear
from game.faces.web.room import Room
from game.faces.web.statuspage import status_data, status_page
from game.faces.web.wire import Hello, Peek, StrangeMessage, read_joining, read_message
from game.paths import assets_dir
from game.session.folder import DrillFolder
from game.terms import ExercisePhase

HELLO_S = 10.0
"""Time for a new connection to say who it is."""
CONNECTIONS_MAX = 1000
BODY_MAX = 4096
PAPERS = frozenset(
    {"postmortem.html", "postmortem.md", "postmortem.json", "scorecard.json", "metrics.csv"}
)
"""What everybody may take along at the end, besides the report; the log stays with the host."""
SLOW = "hello comes first, and soon"
LINGER_S = 300.0
"""How long a room that is over stays whole after the last one has left it."""
LOOK_S = 5.0
LAST_WORDS_MAX = 200
"""So much is listened to from somebody whose room is closed; no answer is given."""
_POLICY = 1008


class Server:
    """One host: its rooms, its windows and the tasks that let time pass."""

    def __init__(self, house: House, hooks: Hooks | None = None) -> None:
        self.house = house
        self._hooks = hooks
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._waiting: set[str] = set()
        self._others: set[asyncio.Task[None]] = set()
        self._connections = 0
        self.app = Starlette(routes=self._routes(), lifespan=self._lifespan)

    def _routes(self) -> list[Route | WebSocketRoute]:
        return [
            Route("/", self._page),
            Route("/healthz", _healthy),
            Route("/metrics", self._metrics),
            Route("/api/join", self._join, methods=["POST"]),
            Route("/assets/{name}", self._asset),
            Route("/status/{code}", self._status),
            Route("/status/{code}/now", self._status_now),
            Route("/report/{code}/{key}", self._report),
            Route("/report/{code}/{key}/{name}", self._paper),
            Route("/qr/{code}.svg", self._qr),
            Route("/{code}", self._page),
            WebSocketRoute("/ws", self._socket),
        ]

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        for code in self.house.rooms:
            self.start(code)
        if self._hooks is not None:
            self._others.add(asyncio.create_task(self._hooks.run()))
        yield
        for task in (*self._tasks.values(), *self._others):
            task.cancel()
        for opened in self.house.rooms.values():
            opened.room.session.close()

    # ------------------------------------------------------------------ time

    def start(self, code: str) -> None:
        """Let time pass in a room."""
        opened = self.house.rooms[code]
        if self._hooks is not None:
            self._hooks.follow(opened.room)
        self._tasks[code] = asyncio.create_task(self._live(opened))

    async def _live(self, opened: Opened) -> None:
        room = opened.room
        while not (room.session.ended and room.report):
            room.pass_time(time.monotonic())
            room.flush()
            if room.session.ended:
                await self._write_report(opened)
            await asyncio.sleep(room.next_s())
        await self._emptied(room)
        self.house.close(room.code)
        del self._tasks[room.code]

    async def _emptied(self, room: Room) -> None:
        """Wait until nobody has been there for a while."""
        alone_s = 0.0
        while room.clients or alone_s < LINGER_S:
            look_s = min(LOOK_S, LINGER_S)
            await asyncio.sleep(look_s)
            alone_s = 0.0 if room.clients else alone_s + look_s

    async def _write_report(self, opened: Opened) -> None:
        """In a process of its own: scoring takes a second, and other rooms play on."""
        room = opened.room
        room.session.close()
        command = (sys.executable, "-m", "game", "report", str(room.folder.path))
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        await process.wait()
        room.report = f"/report/{room.code}/{opened.keys.report}"
        room.tell_all(room.over())
        room.flush()

    def _soon(self, opened: Opened) -> None:
        """Send what has changed once this turn of the loop is over, however much that is."""
        code = opened.room.code
        if code not in self._waiting:
            self._waiting.add(code)
            asyncio.get_running_loop().call_soon(self._flush, opened)

    def _flush(self, opened: Opened) -> None:
        self._waiting.discard(opened.room.code)
        opened.room.flush()

    # ------------------------------------------------------------------ windows

    async def _socket(self, socket: WebSocket) -> None:
        if not same_origin(socket) or self._connections >= CONNECTIONS_MAX:
            await socket.close(_POLICY)
            return
        await socket.accept()
        self._connections += 1
        try:
            found = await self._greeted(socket)
            if isinstance(found, Closed):
                await _tell_last(socket, found)
            elif found is not None:
                await self._serve(socket, *found)
        except (WebSocketDisconnect, RuntimeError):  # gone while something was being sent
            pass
        finally:
            self._connections -= 1

    async def _greeted(self, socket: WebSocket) -> tuple[Opened, Person] | Closed | None:
        """The room and the person of a new connection; None when it is nobody's."""
        try:
            text = await asyncio.wait_for(_text(socket), HELLO_S)
            said = read_message(text)
        except (TimeoutError, StrangeMessage):
            await socket.close(_POLICY, SLOW)
            return None
        if isinstance(said, Hello):
            found = self.house.greet(said.token)
            if found is not None:
                return found
            await _send(socket, message("stranger", text="Join first, please."))
        await socket.close(_POLICY, SLOW)
        return None

    async def _serve(self, socket: WebSocket, opened: Opened, person: Person) -> None:
        room = opened.room
        bell = asyncio.Event()
        client = room.connect(person, bell.set)
        bell.set()
        writing = asyncio.create_task(_write(socket, client, bell))
        self._soon(opened)
        try:
            while not gives_up_on(client):
                text = await _text(socket)
                longer = hear(room, client, text, time.monotonic())
                if longer is not None:
                    self._look(opened, client, longer)
                if room.moved:
                    self.house.remember(room.code)
                self._soon(opened)
        finally:
            writing.cancel()
            room.disconnect(client, time.monotonic())
            self._soon(opened)

    def _look(self, opened: Opened, client: Client, peek: Peek) -> None:
        """What takes a while is worked out beside the loop, on a state that never changes."""
        task = asyncio.create_task(_looked(opened, client, peek))
        self._others.add(task)
        task.add_done_callback(self._others.discard)

    # ------------------------------------------------------------------ addresses

    async def _page(self, request: Request) -> Response:
        code = request.path_params.get("code", "")
        if code and not self.house.knows(code):
            text = "There is no room with that code. Check the address with whoever invited you."
            return PlainTextResponse(text, 404, headers_for("text"))
        return _file("index.html")

    async def _asset(self, request: Request) -> Response:
        return _file(request.path_params["name"])

    async def _join(self, request: Request) -> Response:
        if not same_origin(request):
            return JSONResponse({"text": "Not from there."}, 403)
        body = await _body(request)
        try:
            wish = read_joining(body)
        except StrangeMessage as problem:
            return JSONResponse({"text": str(problem)}, 400)
        address = request.client.host if request.client else ""
        found = self.house.enter(wish, address, time.monotonic())
        if isinstance(found, str):
            return JSONResponse({"text": found}, 403)
        code = wish.code.strip().upper()
        self._soon(self.house.rooms[code])
        return JSONResponse({"token": found.token, "room": code})

    async def _status(self, request: Request) -> Response:
        status = self.house.status(request.path_params["code"])
        if status is None:
            return PlainTextResponse("There is no such status page.", 404, headers_for("text"))
        return Response(status_page(status), headers=headers_for("page"), media_type="text/html")

    async def _status_now(self, request: Request) -> Response:
        status = self.house.status(request.path_params["code"])
        if status is None:
            return JSONResponse({}, 404)
        return JSONResponse(status_data(status), headers=headers_for("text"))

    async def _metrics(self, _request: Request) -> Response:
        rooms = [
            opened.room
            for opened in self.house.rooms.values()
            if opened.room.phase in {ExercisePhase.RUNNING, ExercisePhase.PAUSED}
        ]
        return Response(exposition(rooms), media_type=CONTENT_TYPE)

    async def _report(self, request: Request) -> Response:
        folder = self._papers(request)
        if folder is None or not folder.report.is_file():
            return PlainTextResponse("There is no such report.", 404, headers_for("text"))
        return FileResponse(folder.report, headers=headers_for("report"), media_type="text/html")

    async def _paper(self, request: Request) -> Response:
        folder, name = self._papers(request), request.path_params["name"]
        path = None if folder is None or name not in PAPERS else folder.path / name
        if path is None or not path.is_file():
            return PlainTextResponse("There is no such file.", 404, headers_for("text"))
        return FileResponse(path, headers=headers_for("text"), filename=name)

    def _papers(self, request: Request) -> DrillFolder | None:
        return self.house.papers(request.path_params["code"], request.path_params["key"])

    async def _qr(self, request: Request) -> Response:
        room = self.house.room(request.path_params["code"])
        if room is None:
            return PlainTextResponse("There is no such room.", 404, headers_for("text"))
        picture = invitation(f"{request.url.scheme}://{request.url.netloc}/{room.code}")
        return Response(picture, headers=headers_for("text"), media_type="image/svg+xml")


async def _write(socket: WebSocket, client: Client, bell: asyncio.Event) -> None:
    """Send what lies in the outbox, whenever something does."""
    while True:
        await bell.wait()
        bell.clear()
        for data in client.take():
            await _send(socket, data)


async def _send(socket: WebSocket, data: bytes) -> None:
    await socket.send_text(data.decode())


async def _tell_last(socket: WebSocket, closed: Closed) -> None:
    """Tell where the report lies, and leave the rest to whoever asked."""
    await _send(socket, closed.over)
    for _ in range(LAST_WORDS_MAX):
        await _text(socket)
    await socket.close(_POLICY)


async def _looked(opened: Opened, client: Client, peek: Peek) -> None:
    room = opened.room
    work = facilitation.score_so_far if peek.at == "score" else facilitation.forecast
    found = await asyncio.to_thread(work, room.session.plan, room.session.state)
    client.send(message("peeked", ref=peek.ref, at=peek.at, found=found))


async def _text(socket: WebSocket) -> str:
    data = await socket.receive()
    if data["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(data.get("code", 1000))
    text = data.get("text")
    return text if isinstance(text, str) else ""


async def _body(request: Request) -> bytes:
    """The beginning of a body; more than that is no form of ours."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_MAX:
            return b""
    return body


def invitation(address: str) -> bytes:
    """A QR code of an address as an SVG file, dark on light whatever the page looks like."""
    out = io.BytesIO()
    segno.make(address, micro=False).save(out, kind="svg", scale=4, border=2, light="#fff")
    return out.getvalue()


async def _healthy(_request: Request) -> Response:
    return PlainTextResponse("ok")


def _file(name: str) -> Response:
    """A file of the page: only those that lie there, never a path."""
    known = {path.name: path for path in (assets_dir() / "web").iterdir() if path.is_file()}
    path: Path | None = known.get(name)
    if path is None:
        return PlainTextResponse("There is no such page.", 404, headers_for("text"))
    return FileResponse(path, headers=headers_for("page"))
