"""Single requests: the probe of the checkout, and what checkout writes into its log."""

import math

from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.words import table
from game.shop.lines import Line, log_lines

_PROBES = 10
_LINES = 12
_PHRASES = {
    200: "OK",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


def probe(scene: Scene, rest: list[str]) -> Reply:
    """Ten requests at the checkout, each with its status and time."""
    elsewhere = [word for word in rest if "." in word and "checkout" not in word]
    if elsewhere:
        return says(
            f"curl: this terminal only reaches the checkout, not {elsewhere[0]}",
            "For the provider's page type: status provider",
        )
    lines = _now(scene, _PROBES)
    if not lines:
        return says("curl: no answer, and the dashboards have no data either")
    good = sum(not line.error for line in lines)
    rows = [("TRY", "STATUS", "", "TIME")]
    rows += [_tried(n, line) for n, line in enumerate(lines, 1)]
    told = f"{good} of {_PROBES} answered 200 OK, {_PROBES - good} failed."
    if 0 < good < _PROBES:
        told += " One try says little here: some go through, some do not."
    over_all = f"Over all customers: {scene.shown('checkout.success')} succeed, "
    over_all += f"p50 {scene.shown('checkout.p50')}, p95 {scene.shown('checkout.p95')}."
    return Reply((*table(rows), told, over_all))


def _tried(n: int, line: Line) -> tuple[str, str, str, str]:
    status = status_of(line)
    return str(n), str(status), _PHRASES[status], f"{line.took_ms / 1000:.2f} s"


def status_of(line: Line) -> int:
    """The status with which a request of that line was answered."""
    if not line.error:
        return 200
    begins = line.error[:3]
    if begins.isdigit() and int(begins) in _PHRASES:
        return int(begins)
    return 502 if line.error.startswith("payments") else 500


def logs(scene: Scene, rest: list[str]) -> Reply:
    """Some lines of checkout's log, as many with errors as requests fail at this second."""
    named = [word.partition("/")[2] for word in rest if "/" in word]
    if named and not named[0].startswith("checkout"):
        return says(f"{named[0]} writes no log that this terminal reads; checkout does.")
    lines = _now(scene, _LINES)
    if not lines:
        return says("No lines: the dashboards have no data for this second.")
    told = "A sample of this second; for an excerpt to keep type: snapshot logs"
    return Reply((*(f"{scene.book.utc(line.at_s)} {line}" for line in lines), told))


def _now(scene: Scene, many: int) -> tuple[Line, ...]:
    """Requests of this second; none where the instruments that they follow are silent."""
    needed = ("checkout.success", "checkout.p50", "checkout.p95", "checkout.p99")
    if any(math.isnan(scene.value(metric)) for metric in needed):
        return ()
    return log_lines(scene.shop, scene.view.readings, scene.view.at_s, many)
