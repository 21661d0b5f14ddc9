"""What an on-call person asks a machine: sockets by state, disks, memory."""

import math

from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.words import table

_DISK_GB = 500
_LINGERS_S = 60
_MEMORY_MB = 64_000
_SHARED_MB = 16_000
_SESSION_MB = 24


def sockets(scene: Scene, rest: list[str]) -> Reply:
    """Sockets of checkout by state, counted from what the dashboards show of its calls."""
    if math.isnan(scene.value("checkout.requests")):
        return says("ss: no data about requests, so the counts would be guesses.")
    wanted = {word.casefold().removeprefix("state") for word in rest if not word.startswith("-")}
    rows = [row for row in _counted(scene) if _asked_for(row[0], wanted)]
    if not rows:
        known = "established, syn-recv, close-wait, time-wait"
        return says(f"ss: no sockets in that state; the states here are {known}.")
    return Reply(table([("STATE", "COUNT", "PEER"), *rows]))


_LONG = {
    "ESTAB": "established",
    "SYN-RECV": "syn-recv",
    "CLOSE-WAIT": "close-wait",
    "TIME-WAIT": "time-wait",
}


def _asked_for(state: str, wanted: set[str]) -> bool:
    names = wanted & {*_LONG.values(), *(key.casefold() for key in _LONG)}
    others = wanted - {""} - {*_LONG.values()} - {key.casefold() for key in _LONG}
    if others and not names:
        return False
    return not names or state.casefold() in names or _LONG[state] in names


def _counted(scene: Scene) -> list[tuple[str, str, str]]:
    """By Little's law: as many are open as begin in a second, times how long each lasts."""
    rate = scene.number("checkout.requests")
    good = scene.number("checkout.success", 1.0)
    calling = rate * scene.number("payments.latency") / 1000.0
    spec = scene.book.shop.checkout
    replicas = scene.number("replicas.ready", spec.replicas)
    working = scene.number("checkout.utilisation") * replicas * spec.workers
    given_up = rate * (1.0 - good) if _slow(scene) else 0.0
    rows = [
        ("ESTAB", scene.number("db.connections"), "database:5432"),
        ("ESTAB", min(calling, replicas * spec.workers), "payments:443"),
        ("ESTAB", working, "web, being worked on"),
        ("SYN-RECV", scene.number("checkout.queue"), "web, waiting for a worker"),
        ("CLOSE-WAIT", given_up, "web, given up by the caller"),
        ("TIME-WAIT", rate * _LINGERS_S, "web, closed within the last minute"),
    ]
    return [(state, f"{count:.0f}", peer) for state, count, peer in rows]


def _slow(scene: Scene) -> bool:
    """Whether requests end because the caller goes, not because they are refused."""
    return scene.number("checkout.p95") >= 900.0 * scene.book.shop.checkout.timeout_s


def disk(scene: Scene, _rest: list[str]) -> Reply:
    """The disks of the orders database."""
    share = scene.value("db.disk")
    if math.isnan(share):
        return says("df: no data about the database's disk.")
    used_gb = share * _DISK_GB
    rows = [
        ("FILESYSTEM", "SIZE", "USED", "AVAIL", "USE%", "MOUNTED ON"),
        (
            "/dev/data",
            f"{_DISK_GB}G",
            f"{used_gb:.0f}G",
            f"{_DISK_GB - used_gb:.0f}G",
            f"{share:.0%}",
            "/var/lib/orders",
        ),
        ("/dev/root", "40G", "11G", "29G", "28%", "/"),
    ]
    full = share >= 0.9
    return Reply((*table(rows), *(("A database that cannot write takes no orders.",) * full)))


def memory(scene: Scene, _rest: list[str]) -> Reply:
    """Memory of the database's machine: what it shares, and what each session takes."""
    sessions = scene.value("db.connections")
    if math.isnan(sessions):
        return says("free: no data about the database's sessions.")
    used = _SHARED_MB + sessions * _SESSION_MB
    cached = 0.8 * (_MEMORY_MB - used)
    free = _MEMORY_MB - used - cached
    rows = [
        ("", "TOTAL", "USED", "FREE", "CACHE", "AVAILABLE"),
        ("Mem:", *(_gb(mb) for mb in (_MEMORY_MB, used, free, cached, free + cached))),
        ("Swap:", "0G", "0G", "0G", "", ""),
    ]
    told = f"{sessions:.0f} sessions take {_SESSION_MB} MB each. This is the database's machine;"
    return Reply((*table(rows), f"{told} for the replicas type: kubectl top pods"))


def _gb(megabytes: float) -> str:
    return f"{megabytes / 1000:.1f}G"
