"""How long an act takes to reach every seat, and what it costs the host.

    python -m tests.benchmarks.room_load            40 windows in one drill, 20 acts a second
    python -m tests.benchmarks.room_load --drills   60 drills with 5 windows each

The host runs in a process of its own, the windows in this one; all figures are of one run.
"""

import argparse
import asyncio
import json
import os
import re
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from websockets.asyncio.client import ClientConnection, connect

from tests.e2e.rooms import Host, hosting

SEATS = ("ic", "ops", "comms", "scribe")
MARK = re.compile(r"mark-\d+-")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Found:
    """What was seen: seconds from an act to a window, and how many acts were lost."""

    delays_s: list[float] = field(default_factory=list)
    awaited: int = 0

    @property
    def lost(self) -> int:
        return self.awaited - len(self.delays_s)


def joined(base: str, code: str, name: str, seat: str | None) -> str:
    body = {"code": code, "name": name, "seat": seat, "part": "player" if seat else "observer"}
    request = urllib.request.Request(  # noqa: S310 - our own host
        f"{base}/api/join", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return str(json.load(answer)["token"])


class Drill:
    """The windows of one drill, and the acts of its four seats."""

    def __init__(self, base: str, code: str, windows: int, found: Found) -> None:
        self._found = found
        self._address = f"ws{base.removeprefix('http')}/ws"
        seats = [*SEATS[:windows], *([None] * (windows - len(SEATS)))]
        self._tokens = [joined(base, code, f"w{n}", seat) for n, seat in enumerate(seats)]
        self._sent: dict[str, float] = {}
        self._sockets: list[ClientConnection] = []
        self._n = 0

    async def open(self) -> None:
        for token in self._tokens:
            socket = await connect(self._address, max_size=None, compression=None)
            await socket.send(json.dumps({"t": "hello", "token": token}))
            self._sockets.append(socket)
        self._readers = [asyncio.create_task(self._read(socket)) for socket in self._sockets]
        await self._sockets[0].send('{"t":"begin"}')

    async def _read(self, socket: ClientConnection) -> None:
        seen: set[str] = set()
        async for text in socket:
            now_s = time.perf_counter()
            for mark in set(MARK.findall(str(text))) - seen:
                seen.add(mark)
                self._found.delays_s.append(now_s - self._sent[mark])

    async def act(self) -> None:
        self._n += 1
        mark = f"mark-{self._n}-"
        said = {"channel": "incident", "text": mark}
        place = self._n % len(SEATS)
        order: dict[str, object] = {"t": "act", "ref": f"r{self._n}", "role": SEATS[place]}
        order |= {"do": "send_message", "with": said}
        self._sent[mark] = time.perf_counter()
        self._found.awaited += len(self._sockets)
        await self._sockets[place].send(json.dumps(order))

    async def close(self) -> None:
        for reader in self._readers:
            reader.cancel()
        for socket in self._sockets:
            await socket.close()


def cpu_s(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def load(host: Host, codes: list[str], windows: int, rate: float, seconds: float) -> None:
    found = Found()
    drills = [Drill(host.base, code, windows, found) for code in codes]
    for drill in drills:
        await drill.open()
    await asyncio.sleep(3)
    found.delays_s.clear()
    found.awaited = 0
    began_s, used_s = time.perf_counter(), cpu_s(host.process.pid)
    for n in range(round(rate * seconds)):
        await drills[n % len(drills)].act()
        await asyncio.sleep(max(0.0, began_s + (n + 1) / rate - time.perf_counter()))
    await asyncio.sleep(1)
    spent = (cpu_s(host.process.pid) - used_s) / (time.perf_counter() - began_s)
    for drill in drills:
        await drill.close()
    tell(found, spent, len(codes), windows, rate)


def tell(found: Found, spent: float, drills: int, windows: int, rate: float) -> None:
    cuts = quantiles(found.delays_s, n=100)
    line = (
        f"{drills} drills x {windows} windows, {rate:.0f} acts/s: p50 {cuts[49] * 1000:.1f} ms, "
        f"p99 {cuts[98] * 1000:.1f} ms, {found.lost} of {found.awaited} lost, "
        f"{spent:.1%} of a core, load of the machine {os.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.write(line)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--drills", action="store_true")
    asked.add_argument("--seconds", type=float, default=20.0)
    wish = asked.parse_args()
    scenarios = ["hamster-wheel"] * (60 if wish.drills else 1)
    with (
        tempfile.TemporaryDirectory() as home,
        hosting(Path(home), *scenarios, "--port", "0", "--seed", "1") as host,
    ):
        codes = [line.rsplit(" ", 1)[1] for line in host.told.splitlines() if " code " in line]
        windows = 5 if wish.drills else 40
        asyncio.run(load(host, codes, windows, 20.0, wish.seconds))


if __name__ == "__main__":
    main()
