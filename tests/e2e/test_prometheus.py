"""A real Prometheus scrapes a drill: its series are there, and an alert of ours fires."""

import json
import os
import shutil
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.paths import assets_dir
from tests.e2e.rooms import REQUIRED, Host, hosting
from tests.e2e.talking import playing_alone

pytestmark = pytest.mark.e2e
PATIENCE_S = 90.0


@contextmanager
def prometheus(home: Path, host: Host) -> Iterator[str]:
    """A server with our own configuration, its address changed, and its times shortened."""
    binary = shutil.which("prometheus")
    if binary is None:
        if REQUIRED:
            pytest.fail("the end-to-end tests need prometheus")
        pytest.skip("needs prometheus")
    port = 20_000 + os.getpid() % 10_000
    for name in ("prometheus.yml", "rules.yml"):
        text = (assets_dir() / "prometheus" / name).read_text("utf-8")
        text = text.replace("127.0.0.1:8642", f"127.0.0.1:{host.port}")
        text = text.replace("5s\n", "1s\n").replace("for: 15s", "for: 2s")
        (home / name).write_text(text, "utf-8")
    process = subprocess.Popen(
        [
            binary,
            f"--config.file={home / 'prometheus.yml'}",
            f"--storage.tsdb.path={home / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


def asked(address: str, path: str, **query: str) -> object:
    url = f"{address}/api/v1/{path}?{urllib.parse.urlencode(query)}"
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return json.load(answer)["data"]
    except OSError:
        return {}


def until(found: Callable[[], bool]) -> None:
    """Wait for another program, as long as it takes it and no longer."""
    end_s = time.monotonic() + PATIENCE_S
    while not found():
        assert time.monotonic() < end_s, "it never came"
        time.sleep(0.3)


def test_series_are_scraped_and_an_alert_fires(tmp_path: Path) -> None:
    arguments = ("bad-release", "--port", "0", "--pace", "10", "--seed", "3", "--policy", "idle")
    with (
        hosting(tmp_path, *arguments) as host,
        prometheus(tmp_path, host) as server,
        playing_alone(host),
    ):

        def scraped() -> bool:
            data = asked(server, "query", query="breakglass_orders_rate_per_minute")
            return isinstance(data, dict) and bool(data.get("result"))

        def fired() -> bool:
            data = asked(server, "alerts")
            alerts = data.get("alerts", []) if isinstance(data, dict) else []
            names = {item["labels"]["alertname"] for item in alerts if item["state"] == "firing"}
            return "CheckoutFailing" in names

        until(scraped)
        until(fired)
        data = asked(server, "query", query="breakglass_orders_rate_per_minute")
        assert isinstance(data, dict)
        labels = data["result"][0]["metric"]
        assert labels["drill"] == host.code
        assert labels["scenario"] == "bad-release"


def test_only_what_the_dashboards_show_is_exposed(tmp_path: Path) -> None:
    with hosting(tmp_path, "--port", "0") as host, playing_alone(host):
        text = urllib.request.urlopen(f"{host.base}/metrics").read().decode()  # noqa: S310
    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    assert "breakglass_checkout_success_ratio" in names
    assert not any(word in text for word in ("truth", "failed_orders", "lost_revenue", "variant"))
