import asyncio
import hashlib
import hmac
import json

import httpx

from game.faces.web.hooks import SIGNATURE, TRIES, Hooks
from game.faces.web.room import Room
from game.terms import Role
from tests.faces.web.conftest import Enter

KEY = "a key"


class Receiver:
    """An address that fails for a while, and keeps what it was sent."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.got: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.got.append(request)
        self.failures -= 1
        if self.failures == 1:
            raise httpx.ConnectError(str(request.url))
        return httpx.Response(503 if self.failures >= 0 else 200)


def run(room: Room, enter: Enter, receiver: Receiver) -> tuple[Hooks, list[float]]:
    """Publish a post, and let the hooks work until they have nothing to do."""
    waits: list[float] = []

    async def play() -> Hooks:
        client = httpx.AsyncClient(transport=httpx.MockTransport(receiver))
        hooks = Hooks("https://chat.example/drill", KEY, client, waits.append)
        hooks.follow(room)
        comms = enter("Ana", Role.COMMS)
        comms.say("begin")
        draft = {"audience": "customers", "stage": "investigating", "text": "We look into it."}
        comms.act(Role.COMMS, "draft_post", **draft)
        comms.act(Role.COMMS, "publish_post", draft=next(iter(room.session.state.drafts)))
        working = asyncio.create_task(hooks.run())
        await hooks.settled()
        working.cancel()
        return hooks

    return asyncio.run(play()), waits


def test_what_is_sent_is_signed_and_tried_again(room: Room, enter: Enter) -> None:
    receiver = Receiver(failures=3)
    hooks, waits = run(room, enter, receiver)
    assert hooks.dropped == 0
    assert waits == [1.0, 2.0, 4.0]
    request = receiver.got[-1]
    right = hmac.new(KEY.encode(), request.content, hashlib.sha256).hexdigest()
    assert request.headers[SIGNATURE] == f"sha256={right}"
    told = json.loads(request.content)
    assert (told["drill"], told["type"], told["by"]) == ("ABCDEF", "post_published", "comms")
    assert told["data"]["text"] == "We look into it."


def test_what_nobody_takes_is_given_up_and_counted(room: Room, enter: Enter) -> None:
    receiver = Receiver(failures=99)
    hooks, _waits = run(room, enter, receiver)
    assert hooks.dropped == 1
    assert len(receiver.got) == TRIES
