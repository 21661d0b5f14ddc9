"""Whether a host's memory grows: drills one after another in one host, with browsers' sockets.

`python -m tests.benchmarks.soak --room` runs it. All rooms are open from the start. In each, four
seats are played by sockets that talk and come back after they were cut off, and one looks on; then
it is finished and its report written, and the host's memory is looked at from outside. A room that
is over and empty is let go of as soon as it would be at that pace.
"""

import asyncio
import json
import os
import tempfile
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from game.faces.web.server import LINGER_S
from tests.benchmarks.room_load import SEATS, joined
from tests.benchmarks.soak import HOUR_S, Sample, tell
from tests.e2e.rooms import hosting

SCENARIO = "bad-release"
DRILL_S = 1800
ACT_EVERY_S = 0.25
CUT_OFF_EVERY = 10  # acts
PATIENCE_S = 120


class Window:
    """A socket of a room that reads all it is sent, and may be cut off and come back."""

    def __init__(self, base: str, code: str, seat: str | None) -> None:
        self.seat = seat
        self._address = f"ws{base.removeprefix('http')}/ws"
        self._token = joined(base, code, f"at {seat}", seat)
        self.washing, self.over = asyncio.Event(), asyncio.Event()
        self._reader: asyncio.Task[None] | None = None
        self._socket: ClientConnection | None = None

    async def come(self) -> None:
        self._socket = await connect(
            self._address, max_size=None, compression=None, open_timeout=PATIENCE_S
        )
        await self.send({"t": "hello", "token": self._token})
        self._reader = asyncio.create_task(self._read(self._socket))

    async def go(self) -> None:
        assert self._socket is not None
        assert self._reader is not None
        self._reader.cancel()
        await self._socket.close()

    async def send(self, order: dict[str, object]) -> None:
        assert self._socket is not None
        await self._socket.send(json.dumps(order))

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            if '"phase":"hot_wash"' in str(text):
                self.washing.set()
            if '"t":"over"' in str(text):
                self.over.set()


async def _drill(base: str, code: str) -> None:
    """From the lobby to the report."""
    windows = [Window(base, code, seat) for seat in (*SEATS, None)]
    for window in windows:
        await window.come()
    first = windows[0]
    await first.send({"t": "begin"})
    acts = 0
    while not first.washing.is_set():
        await _act(windows[acts % len(SEATS)], acts)
        acts += 1
        if acts % CUT_OFF_EVERY == 0:
            cut_off = windows[acts // CUT_OFF_EVERY % len(windows)]
            await cut_off.go()
            await cut_off.come()
        await asyncio.sleep(ACT_EVERY_S)
    await first.send({"t": "finish"})
    async with asyncio.timeout(PATIENCE_S):
        await first.over.wait()
    for window in windows:
        await window.go()


async def _act(window: Window, n: int) -> None:
    said = {"channel": "incident", "text": f"Message {n}: still looking."}
    order: dict[str, object] = {"t": "act", "ref": f"r{n}", "role": window.seat}
    await window.send(order | {"do": "send_message", "with": said})


def resident_mib_of(process: int) -> float:
    """MiB of another process in memory now."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _options(pace: int) -> tuple[str, ...]:
    return ("--port", "0", "--seed", "1", "--pace", str(pace))


def play_in_a_room(hours: float, pace: int) -> list[Sample]:
    """Drills in a host's rooms until so many hours have been played; a sample after each."""
    rooms = [SCENARIO] * max(2, round(hours * HOUR_S / DRILL_S))
    samples: list[Sample] = []
    with (
        tempfile.TemporaryDirectory() as home,
        hosting(Path(home), *rooms, *_options(pace), linger_s=LINGER_S / pace) as host,
    ):
        codes = [line.rsplit(" ", 1)[1] for line in host.told.splitlines() if " code " in line]
        for n, code in enumerate(codes, 1):
            asyncio.run(_drill(host.base, code))
            hours = n * DRILL_S / HOUR_S
            samples.append(Sample(hours, resident_mib_of(host.process.pid), None))
            tell(samples[-1])
    return samples
