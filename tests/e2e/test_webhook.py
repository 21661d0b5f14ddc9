"""Webhooks over a real network: signed, in order, tried again, and nothing but what happened."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.e2e.rooms import hosting
from tests.e2e.talking import heard, playing_alone

pytestmark = pytest.mark.e2e
KEY = "the receiver's key"
EVIL = '<script>alert(1)</script>"\n{"type": "forged"} \u202e'


class Receiver(HTTPServer):
    """Refuses the first request, as something that is just starting would; keeps the rest."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.failures = 1
        self.got: list[tuple[str, bytes]] = []
        self.enough = threading.Event()


class _Door(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.failures -= 1
        failing = self.server.failures >= 0
        self.send_response(503 if failing else 204)
        self.end_headers()
        if not failing:
            self.server.got.append((self.headers["X-Breakglass-Signature"], body))
            if json.loads(body)["type"] == "post_published":
                self.server.enough.set()

    def log_message(self, *_words: object) -> None:
        """Nothing is said of requests that came."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = threading.Thread(target=receiver.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.shutdown()
        thread.join()
        receiver.server_close()


def test_posts_and_injects_reach_a_receiver_that_was_away_at_first(tmp_path: Path) -> None:
    with receiving() as receiver:
        where = f"http://127.0.0.1:{receiver.server_port}/drill"
        arguments = ("--webhook", where, "--webhook-secret", KEY, "--pace", "60", "--port", "0")
        with hosting(tmp_path, *arguments) as host, playing_alone(host) as ic:
            ic.send('{"t":"sit","seat":"comms"}')
            draft = {"audience": "customers", "stage": "investigating", "text": EVIL}
            order = {"t": "act", "ref": "d1", "role": "comms", "do": "draft_post", "with": draft}
            ic.send(json.dumps(order))
            key = f"draft-{heard(ic, 'done')['n']}"
            post = {"ref": "p1", "do": "publish_post", "with": {"draft": key}}
            ic.send(json.dumps({**order, **post}))
            assert heard(ic, "done")["ref"] == "p1"
            assert receiver.enough.wait(30)
            code = host.code
    told = [json.loads(body) for _, body in receiver.got]
    for signed, body in receiver.got:
        digest = hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signed, f"sha256={digest}")
    assert [one["n"] for one in told] == sorted({one["n"] for one in told})
    assert {one["type"] for one in told} <= {"inject_released", "post_published", "decision_made"}
    post_told = next(one for one in told if one["type"] == "post_published")
    assert (post_told["drill"], post_told["by"]) == (code, "comms")
    assert "<script>alert(1)</script>" in post_told["data"]["text"]
    assert "\u202e" not in post_told["data"]["text"]
