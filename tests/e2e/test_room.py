"""A team drill on the network: five browsers, one of them a phone, from the lobby to the report."""

import json
import re
import urllib.request
from pathlib import Path

import pytest

from game.session.log import read_log
from tests.e2e.rooms import Seat, browsing, hosting, open_seat, pictures, start

pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 720}}


def test_five_browsers_play_from_lobby_to_report(tmp_path: Path) -> None:
    arguments = ("hamster-wheel", "--pace", "5", "--seed", "3", "--port", "0")
    with browsing() as browser:
        host = start(tmp_path, *arguments)
        lead = open_seat(browser, **LAPTOP).enter(host.facilitator, "Fay")
        ic = open_seat(browser, **LAPTOP).enter(host.players, "Priya", "Incident Commander")
        ops = open_seat(browser, **LAPTOP).enter(host.players, "Marek", "Operations Lead")
        comms = open_seat(browser, **PHONE).enter(host.players, "Ana", "Communications Lead")
        scribe = open_seat(browser, **LAPTOP).enter(host.players, "Jo", "Scribe")
        named = {"facilitator": lead, "ic": ic, "ops": ops, "comms": comms, "scribe": scribe}
        everybody = list(named.values())
        pictures(tmp_path, "1-lobby", named)
        lead.press("Begin the drill")
        for seat in everybody:
            seat.page.wait_for_selector(".drill")
        _work(ic, ops, comms, scribe)
        pictures(tmp_path, "2-drill", named)
        _leave_and_return(scribe)
        host.kill()
        assert host.process.stderr
        host.process.stderr.close()
        again = start(tmp_path, "--resume", "--port", str(host.port))
        try:
            assert again.code == host.code
            _go_on(ic, ops)
            pictures(tmp_path, "3-resumed", named)
            _end(lead, ic)
            pictures(tmp_path, "4-over", named)
            _everything_is_kept(everybody, again.folder)
        finally:
            again.stop()
    assert [problem for seat in everybody for problem in seat.errors] == []


def _work(ic: Seat, ops: Seat, comms: Seat, scribe: Seat) -> None:
    ic.say("I am here.")
    ops.page.wait_for_selector(".ringing")
    ops.press("Acknowledge")
    ops.page.wait_for_selector(".ringing", state="detached")
    ic.form("Declare…")
    ic.page.locator("dialog .card").first.click()
    ic.page.fill("dialog [data-key=title]", "Checkout is failing")
    ic.hand_in()
    ops.page.wait_for_selector("text=declared SEV1")
    ops.page.get_by_role("tab", name="Terminal").click()
    ops.page.fill(".terminal input", "help")
    ops.page.keyboard.press("Enter")
    ops.page.wait_for_selector(".out:has-text('snapshot')")
    comms.form("Write a post…")
    comms.page.select_option("dialog [data-key=template]", index=1)
    comms.page.wait_for_selector("dialog .checks li")
    comms.hand_in()
    ic.form("Approve a post…")
    ic.hand_in()
    comms.form("Publish…")
    comms.hand_in()
    scribe.form("Write a line…")
    scribe.page.fill("dialog [data-key=who]", "Priya")
    scribe.page.fill("dialog [data-key=text]", "declared SEV1")
    scribe.hand_in()


def _leave_and_return(seat: Seat) -> None:
    """The laptop sleeps, wakes, and everything is there."""
    address = seat.page.url
    seat.page.goto("about:blank")
    seat.page.goto(address)
    seat.page.wait_for_selector(".drill")
    seat.page.get_by_role("tab", name="Timeline").click()
    seat.page.wait_for_selector(".entries >> text=declared SEV1")


def _go_on(ic: Seat, ops: Seat) -> None:
    """The windows find the host again by themselves, and it knows everything."""
    ic.page.wait_for_selector("text=no connection", state="detached")
    ic.say("We are back.")
    ops.page.get_by_role("tab", name="Channel").click()
    ops.page.wait_for_selector(".messages >> text=We are back.")
    ops.page.wait_for_selector(".messages >> text=I am here.")


def _end(lead: Seat, ic: Seat) -> None:
    lead.press("End the exercise…")
    lead.page.fill("dialog textarea", "enough for today")
    lead.press("Do it")
    ic.page.wait_for_selector("#wash-0")
    ic.page.fill("#wash-0", "We declared early.")
    ic.page.locator(".wash form button").first.click()
    ic.page.wait_for_selector("text=Kept.")
    lead.press("Close the drill and make the report")
    for seat in (lead, ic):
        seat.page.wait_for_selector("text=The drill is over")
    with ic.page.expect_navigation():
        ic.page.get_by_role("link", name="Open the report").click()
    assert "Hamster" in ic.page.title() or "hamster" in ic.page.content()


def _everything_is_kept(seats: list[Seat], folder: Path) -> None:
    """Each acknowledged command stands in the log, once; and nothing else came from the seats."""
    log = read_log(folder / "log.jsonl")
    named = re.findall(r'"ref":"p\d+:([^"]+)"', (folder / "log.jsonl").read_text("utf-8"))
    assert len(named) == len(set(named))
    acknowledged = {ref for seat in seats for ref in seat.done}
    asked = {ref for seat in seats for ref in seat.sent}
    assert acknowledged <= set(named) <= asked
    assert (folder / "scorecard.json").is_file()
    people = {json.loads(line)["name"] for line in _audit(folder) if '"joins"' in line}
    assert people == {"Fay", "Priya", "Marek", "Ana", "Jo"}
    assert log.events


def _audit(folder: Path) -> list[str]:
    return (folder / "audit.jsonl").read_text("ascii").splitlines()


def test_the_page_asks_nothing_of_other_hosts_and_keeps_its_policy(tmp_path: Path) -> None:
    with browsing() as browser, hosting(tmp_path, "--port", "0") as host:
        seat = open_seat(browser, **LAPTOP)
        asked: list[str] = []
        seat.page.on("request", lambda request: asked.append(request.url))
        seat.page.on("console", lambda said: seat.errors.append(said.text))
        seat.enter(host.players, "<img src=x onerror=alert(1)>", "Scribe")
        assert all(url.startswith((host.base, "data:")) for url in asked)
        assert seat.page.locator("img").count() == 0
        assert seat.errors == []
        with urllib.request.urlopen(f"{host.base}/metrics") as answer:  # noqa: S310
            assert answer.status == 200
