"""One open window: what waits to be sent to it, and how much it may say."""

from collections import deque
from collections.abc import Callable

from game.faces.web.people import Person

OUTBOX_MAX = 256
"""Messages that may wait for a slow client; after that it is sent everything anew instead."""
BURST = 40
PER_SECOND = 15.0
"""Messages that a client may send: so many at once, and so many a second after that."""


class Client:
    """A connection that the room can write to without ever waiting for it."""

    def __init__(self, person: Person, wake: Callable[[], None]) -> None:
        self.person = person
        self.lost = True
        """It has to be sent everything: it is new, or too slow, or asked for it."""
        self.refused = 0
        """How much of what it said was refused."""
        self._outbox: deque[bytes] = deque()
        self._wake = wake
        self._tokens = float(BURST)
        self._filled_s: float | None = None

    def send(self, message: bytes) -> None:
        """Put a message in the outbox; one that is full is thrown away as a whole."""
        if len(self._outbox) >= OUTBOX_MAX:
            self.resend()
            return
        self._outbox.append(message)
        self._wake()

    def resend(self) -> None:
        """Forget what waits, and send everything anew."""
        self._outbox.clear()
        self.lost = True
        self._wake()

    def take(self) -> list[bytes]:
        """All that waits, to be sent now."""
        messages = list(self._outbox)
        self._outbox.clear()
        return messages

    def may_speak(self, now_s: float) -> bool:
        """Whether it has not said too much lately (a token bucket)."""
        if self._filled_s is not None:
            more = (now_s - self._filled_s) * PER_SECOND
            self._tokens = min(float(BURST), self._tokens + more)
        self._filled_s = now_s
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
