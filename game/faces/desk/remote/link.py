"""The connection to a room: a thread that opens it again by itself and loses nothing.

What is asked for keeps its name until it is answered, and is sent again after a loss: the room
takes each name once, so nothing is done twice.
"""

import contextlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from typing import Literal

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from game.faces.desk.remote.messages import (
    Done,
    Incoming,
    Peeked,
    Refused,
    Stranger,
    read_sent,
)

FIRST_PAUSE_S = 0.3
LONGEST_PAUSE_S = 10.0
OPEN_S = 10.0
PING_S = 5.0
"""A connection that says nothing for twice as long is gone."""
AGAIN_S = 3.0
"""What is not answered for so long is sent again."""

Answer = Done | Refused | Peeked
Standing = Literal["opening", "open", "away", "stranger", "strange"]
"""`stranger`: the room does not know us; `strange`: we do not understand what it says."""


class Link:
    """Speaks with one room; methods are for the desk's thread, which is woken by `wake`."""

    def __init__(self, address: str, token: str) -> None:
        self.wake: Callable[[], object] = lambda: None
        """Called from the link's thread when there is something new."""
        self._address, self._token = address, token
        self._news: SimpleQueue[Incoming] = SimpleQueue()
        self._told = threading.Condition()
        self._socket: ClientConnection | None = None
        self._standing: Standing = "opening"
        self._waiting: dict[str, tuple[str, float]] = {}
        self._answers: dict[str, Answer] = {}
        self._closed = threading.Event()
        self._name, self._count = secrets.token_hex(4), 0
        self._thread = threading.Thread(target=self._live, name="room", daemon=True)

    def start(self) -> None:
        """Open the connection; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """Leave for good."""
        self._closed.set()
        with self._told:
            socket = self._socket
        if socket is not None:
            socket.close()
        self._thread.join(2.0)

    @property
    def standing(self) -> Standing:
        """How the connection is."""
        return self._standing

    # ------------------------------------------------------------------ speaking

    def tell(self, kind: str, **told: object) -> None:
        """Say something that matters now or not at all."""
        with self._told:
            if self._socket is not None:
                self._send(self._socket, json.dumps({"t": kind, **told}))

    def ask(self, kind: str, told: Mapping[str, object]) -> str:
        """Ask for something to be done; its name, by which there will be an answer."""
        self._count += 1
        ref = f"{self._name}-{self._count}"
        text = json.dumps({"t": kind, "ref": ref, **told})
        with self._told:
            self._waiting[ref] = (text, time.monotonic())
            if self._socket is not None:
                self._send(self._socket, text)
        return ref

    def answer(self, ref: str, within_s: float = 0.0) -> Answer | None:
        """The answer to what was asked for, once; None while there is none."""
        with self._told:
            self._told.wait_for(lambda: ref in self._answers, within_s)
            return self._answers.pop(ref, None)

    def hear(self, within_s: float = 0.0) -> Incoming | None:
        """The next message of the room; None when there is none."""
        try:
            return self._news.get(timeout=within_s) if within_s else self._news.get_nowait()
        except Empty:
            return None

    def _send(self, socket: ClientConnection, text: str) -> None:
        # Where this fails the thread finds out as well, and what waits for an answer goes again.
        with contextlib.suppress(WebSocketException, OSError):
            socket.send(text)

    # ------------------------------------------------------------------ the thread

    def _live(self) -> None:
        tries = 0
        while not self._closed.is_set() and self._standing not in {"stranger", "strange"}:
            try:
                with connect(
                    self._address,
                    open_timeout=OPEN_S,
                    ping_interval=PING_S,
                    ping_timeout=PING_S,
                    close_timeout=1.0,
                    max_size=None,
                    compression=None,
                    proxy=None,
                ) as socket:
                    self._greet(socket)
                    tries = 0
                    self._listen(socket)
            except (WebSocketException, OSError):
                tries += 1
            self._lose()
            self._closed.wait(min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(tries, 6)))

    def _greet(self, socket: ClientConnection) -> None:
        """Say who we are, then all that was not answered."""
        socket.send(json.dumps({"t": "hello", "token": self._token}))
        socket.send(json.dumps({"t": "sources"}))
        with self._told:
            self._socket = socket
            self._standing = "open"
            self._send_again(0.0)
        self.wake()

    def _listen(self, socket: ClientConnection) -> None:
        while not self._closed.is_set() and self._standing == "open":
            with contextlib.suppress(TimeoutError):
                self._heard(socket.recv(timeout=AGAIN_S))
            with self._told:
                self._send_again(AGAIN_S)

    def _send_again(self, older_s: float) -> None:
        now_s = time.monotonic()
        for ref, (text, at_s) in tuple(self._waiting.items()):
            if self._socket is not None and now_s - at_s >= older_s:
                self._waiting[ref] = (text, now_s)
                self._send(self._socket, text)

    def _heard(self, text: str | bytes) -> None:
        try:
            sent = read_sent(text)
        except ValueError:
            self._standing = "strange"
            return
        match sent:
            case Done() | Refused() | Peeked() if sent.ref:
                with self._told:
                    if self._waiting.pop(sent.ref, None) is not None:
                        self._answers[sent.ref] = sent
                    self._told.notify_all()
            case Stranger():
                self._standing = "stranger"
                self._news.put(sent)
            case None:
                return
            case _:
                self._news.put(sent)
        self.wake()

    def _lose(self) -> None:
        with self._told:
            self._socket = None
            if self._standing in {"open", "opening"}:
                self._standing = "away"
        self.wake()
