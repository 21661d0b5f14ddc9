"""After the end: the room is let go of, and whoever comes back finds the report all the same."""

import json
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page

from game.faces.desk.remote.door import ShutError, address_of, come_in
from tests.e2e.rooms import Host, Seat, browsing, hosting, open_seat
from tests.e2e.virtual import wait_for

pytestmark = pytest.mark.e2e
WRITTEN = "We saw it before customers told us."


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    home = tmp_path_factory.mktemp("host")
    arguments = ("hamster-wheel", "--port", "0", "--pace", "60")
    with hosting(home, *arguments, linger_s=0.2) as found:
        yield found


@pytest.fixture(scope="module")
def seat(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """Somebody who has played to the end, and at a desk of their own looked on."""
    desk, mirror = come_in(address_of(host.players), "Marek", tmp_path_factory.getbasetemp() / "m")
    assert mirror.ready
    with browsing() as browser:
        found = open_seat(browser).enter(host.players, "Priya", "Incident Commander")
        found.press("Begin the drill")
        found.page.wait_for_selector("text=Hot wash", timeout=60_000)
        desk.close()
        found.page.fill("#wash-0", WRITTEN)
        found.press("Close the drill and make the report")
        found.page.wait_for_selector("text=The drill is over")
        wait_for("the room to be let go of", lambda: asked(host, f"/qr/{host.code}.svg") == 404)
        yield found


def asked(host: Host, path: str) -> int:
    return httpx.get(f"{host.base}{path}", trust_env=False).status_code


def report_in(page: Page) -> str:
    return page.get_by_role("link", name="Open the report").get_attribute("href") or ""


def test_a_page_that_comes_back_is_shown_the_way_to_the_report(seat: Seat, host: Host) -> None:
    before = report_in(seat.page)
    seat.page.reload()
    seat.page.wait_for_selector("text=The drill is over")
    assert report_in(seat.page) == before
    assert asked(host, before) == 200
    for name in ("postmortem.html", "scorecard.json", "metrics.csv"):
        assert asked(host, f"{before}/{name}") == 200
    assert asked(host, f"{before}/log.jsonl") == 404
    assert asked(host, f"/status/{host.code}") == 200
    assert asked(host, f"{before[:-1]}/postmortem.html") == 404
    assert seat.page.title().startswith("The drill is over · ")
    assert not seat.errors


@pytest.mark.usefixtures("seat")
def test_what_stood_in_a_box_when_the_drill_was_closed_is_kept(host: Host) -> None:
    assert WRITTEN in (host.folder / "log.jsonl").read_text("utf-8")
    assert WRITTEN in (host.folder / "postmortem.md").read_text("utf-8")


@pytest.mark.usefixtures("seat")
def test_a_desk_that_comes_back_is_told_where_the_report_lies(
    host: Host, tmp_path_factory: pytest.TempPathFactory
) -> None:
    places = tmp_path_factory.getbasetemp() / "m"
    with pytest.raises(ShutError, match="the drill is over") as told:
        come_in(address_of(host.players), "Marek", places)
    report = str(told.value).rsplit(" ", 1)[1]
    assert httpx.get(report, trust_env=False).status_code == 200


@pytest.mark.usefixtures("seat")
def test_whoever_was_not_there_learns_only_that_it_is_over(host: Host) -> None:
    wish = {"code": host.code, "name": "Mallory"}
    answer = httpx.post(f"{host.base}/api/join", json=wish, trust_env=False)
    assert answer.status_code == 403
    assert answer.json()["text"].startswith("That drill is over.")


def test_a_page_whose_place_is_forgotten_is_at_the_door_again(seat: Seat, host: Host) -> None:
    forged = json.dumps({"token": "forgotten", "name": "Priya"})
    browser = seat.page.context.browser
    assert browser is not None
    other = open_seat(browser)
    other.page.goto(host.players)
    key = f"breakglass:{host.code}:player"
    other.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, forged])
    other.page.reload()
    other.page.wait_for_selector("#name")
    other.page.fill("#name", "Priya")
    other.press("Come in")
    other.page.wait_for_selector("text=That drill is over.")
