"""Outgoing webhooks: injects, posts and decisions, signed, to an address that the host chose."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable

import httpx

from game.engine.codec import event_type, to_data
from game.engine.events import DecisionMade, Event, InjectReleased, PostPublished
from game.faces.web.room import Room

SIGNATURE = "X-Breakglass-Signature"
TRIES = 5
FIRST_WAIT_S = 1.0
QUEUE_MAX = 500
_TOLD = (InjectReleased, PostPublished, DecisionMade)


class Hooks:
    """Sends each event once, in order; a receiver that is away is tried again for a while."""

    def __init__(
        self,
        address: str,
        secret: str,
        client: httpx.AsyncClient | None = None,
        wait: Callable[[float], object] = asyncio.sleep,
    ) -> None:
        self._address = address
        self._secret = secret.encode()
        self._client = client or httpx.AsyncClient(timeout=5.0, follow_redirects=False)
        self._wait = wait
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(QUEUE_MAX)
        self.dropped = 0
        """Events that were given up: the receiver did not answer, or could not keep up."""

    def follow(self, room: Room) -> None:
        """From now on tell what happens in that room."""
        room.session.listen(lambda n, event: self._tell(room, n, event))

    def _tell(self, room: Room, n: int, event: Event) -> None:
        if not isinstance(event, _TOLD):
            return
        data = {
            "drill": room.code,
            "n": n,
            "at_s": event.at_s,
            "type": event_type(type(event)),
            "by": event.by.role.value,
            "data": to_data(event),
        }
        try:
            self._queue.put_nowait(json.dumps(data, ensure_ascii=False).encode())
        except asyncio.QueueFull:
            self.dropped += 1

    async def run(self) -> None:
        """Send what has been queued, until cancelled."""
        while True:
            body = await self._queue.get()
            if not await self._delivered(body):
                self.dropped += 1
            self._queue.task_done()

    async def settled(self) -> None:
        """Wait until everything queued has been sent or given up."""
        await self._queue.join()

    async def _delivered(self, body: bytes) -> bool:
        headers = {"Content-Type": "application/json", SIGNATURE: signature(self._secret, body)}
        for attempt in range(TRIES):
            try:
                answer = await self._client.post(self._address, content=body, headers=headers)
            except httpx.HTTPError:
                pass
            else:
                if answer.status_code < 500:
                    return answer.is_success
            waiting = self._wait(FIRST_WAIT_S * 2**attempt)
            if asyncio.iscoroutine(waiting):
                await waiting
        return False


def signature(secret: bytes, body: bytes) -> str:
    """HMAC-SHA256 of the body as hexadecimal digits, after `sha256=`."""
    return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
