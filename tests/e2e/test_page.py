"""What a browser seat can do, and how it looks: sizes, keys, labels, charts, late seats."""

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.rooms import Host, Seat, browsing, hosting, open_seat, pictures

pytestmark = pytest.mark.e2e
SIZES = {
    "laptop": (1280, 720),
    "desk": (1920, 1080),
    "phone": (390, 844),
    "zoomed": (640, 360),  # a laptop at 200 %
}
NAMELESS = """
() => [...document.querySelectorAll('button, a[href], input, select, textarea, canvas')]
  .filter((node) => node.offsetParent !== null)
  .filter((node) => !(node.getAttribute('aria-label') || node.textContent.trim()
    || node.labels?.length || node.closest('label')))
  .map((node) => node.outerHTML.slice(0, 120))
"""
STICKS_OUT = """
() => [...document.querySelectorAll('button, input, select, textarea, h1, h2, canvas')]
  .filter((node) => node.offsetParent !== null && !node.closest('[hidden], .top'))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1
    || node.getBoundingClientRect().left < -1)
  .map((node) => node.outerHTML.slice(0, 120))
"""


def fits(page: Page, where: str) -> None:
    """Nothing sticks out at the side, and everything to press or fill in has a name."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), where
    assert page.evaluate(STICKS_OUT) == [], where
    assert page.evaluate(NAMELESS) == [], where


def every_size(seat: Seat, moment: str, folder: Path) -> None:
    """At each size, dark and light, on each part of the page."""
    for size, (width, height) in SIZES.items():
        seat.page.set_viewport_size({"width": width, "height": height})
        for scheme in ("dark", "light"):
            seat.page.emulate_media(color_scheme=scheme)
            pictures(folder, f"{moment}-{size}-{scheme}", {"seat": seat})
        parts = seat.page.locator(".pages button:visible")
        covered = seat.page.locator("dialog[open]").count() > 0
        for n in range(0 if covered else parts.count()):
            parts.nth(n).click()
            fits(seat.page, f"{moment} {size} part {n}")
        fits(seat.page, f"{moment} {size}")
    seat.page.set_viewport_size({"width": 1280, "height": 720})


@pytest.fixture(scope="module")
def browser() -> object:
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> object:
    arguments = ("bad-release", "--pace", "4", "--seed", "7", "--port", "0")
    with hosting(tmp_path_factory.mktemp("host"), *arguments) as opened:
        yield opened


@pytest.fixture(autouse=True)
def closed(ic: Seat) -> None:
    """No form is left open by a test that went wrong."""
    while ic.page.locator("dialog[open]").count():
        ic.page.keyboard.press("Escape")


@pytest.fixture(scope="module")
def ic(browser: Browser, host: Host, tmp_path_factory: pytest.TempPathFactory) -> Seat:
    """Somebody who leads, and has begun; bots play the rest."""
    seat = open_seat(browser, viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    seat.enter(host.players, "Priya", "Incident Commander")
    every_size(seat, "lobby", tmp_path_factory.mktemp("lobby"))
    seat.press("Begin the drill")
    seat.page.wait_for_selector(".drill")
    return seat


def test_every_part_fits_every_screen(ic: Seat, tmp_path: Path) -> None:
    ic.page.wait_for_selector(".due .first")
    every_size(ic, "drill", tmp_path)
    ic.form("Declare…")
    every_size(ic, "form", tmp_path)
    ic.page.keyboard.press("Escape")
    assert ic.errors == []


def test_the_keyboard_stays_where_it_is_while_time_goes_on(ic: Seat) -> None:
    ic.page.locator(".doings button").first.focus()
    before = ic.page.evaluate("document.activeElement.textContent")
    clock = ic.page.inner_text(".clock")
    ic.page.wait_for_function(
        "(old) => document.querySelector('.clock').innerText !== old", arg=clock
    )
    assert ic.page.evaluate("document.activeElement.textContent") == before


def test_letters_act_until_they_are_switched_off(ic: Seat) -> None:
    ic.page.keyboard.press("?")
    ic.page.wait_for_selector("dialog[aria-label=Keys]")
    ic.page.keyboard.press("Escape")
    ic.page.keyboard.press("t")
    ic.page.wait_for_selector("dialog[aria-label='Give a task']")
    ic.page.keyboard.press("Escape")
    ic.page.keyboard.press(".")
    ic.page.keyboard.type("t is only a letter here")
    assert ic.page.input_value("#talk") == "t is only a letter here"
    ic.page.keyboard.press("Enter")
    ic.page.wait_for_selector(".messages >> text=only a letter")
    ic.page.keyboard.press("Escape")
    ic.page.keyboard.press("F1")
    ic.page.locator("dialog input[type=checkbox]").uncheck()
    ic.page.keyboard.press("Escape")
    ic.page.keyboard.press("t")
    assert ic.page.locator("dialog[open]").count() == 0
    ic.page.keyboard.press("F1")
    ic.page.locator("dialog input[type=checkbox]").check()
    ic.page.keyboard.press("Escape")


def test_a_chart_opens_large_with_its_parts(ic: Seat) -> None:
    ic.page.get_by_role("button", name="Checkout success: large chart").click()
    part = ic.page.locator("dialog .parts label", has_text="Web · success · eu")
    part.locator("input").check()
    part.locator(".value", has_text="%").wait_for()
    ic.page.locator("dialog canvas").focus()
    ic.page.keyboard.press("PageUp")
    assert "at T+" in ic.page.inner_text("dialog .now")
    ic.page.locator("dialog summary").click()
    ic.page.wait_for_selector("dialog tr")
    ic.page.keyboard.press("Escape")
    ic.page.select_option(".more select", "web.success.us")
    ic.page.wait_for_selector("figure:has-text('Web · success · us') .value:has-text('%')")


def test_whoever_comes_late_takes_a_seat_and_is_told_what_means_them(
    ic: Seat, browser: Browser, host: Host
) -> None:
    late = open_seat(browser, viewport={"width": 390, "height": 844}, is_mobile=True)
    late.enter(host.players, "Marek")
    late.page.get_by_role("button", name="Sit as Operations Lead").click()
    late.page.wait_for_selector("text=What you can do")
    ic.page.select_option(".writer select", "ops")
    ic.page.fill("#talk", "Between us: look at the deploys first.")
    ic.page.keyboard.press("Enter")
    late.page.wait_for_selector(".pages button:has-text('@')")
    late.page.locator(".pages button", has_text="Talk").click()
    late.page.wait_for_selector(".messages .mine >> text=Between us")
    late.page.select_option(".finder select", "direct")
    late.page.fill(".finder input", "deploys")
    assert late.page.locator(".messages li").count() == 1
    assert late.page.inner_text("#said").endswith("look at the deploys first.")
    ic.page.select_option(".writer select", "")
    assert late.errors == ic.errors == []


def test_an_evaluator_rates_in_a_browser_and_players_see_nothing_of_it(
    ic: Seat, browser: Browser, host: Host, tmp_path: Path
) -> None:
    judge = open_seat(browser, viewport={"width": 1280, "height": 720})
    judge.enter(host.evaluator, "Eva")
    first = judge.page.locator(".leading article").first
    first.get_by_role("button", name="S, some challenges").click()
    judge.page.wait_for_selector("text=Write what you saw first.")
    first.locator("input").fill("Asked twice, decided once.")
    first.get_by_role("button", name="S, some challenges").click()
    judge.page.wait_for_selector("[aria-pressed=true]:text-is('S')")
    pictures(tmp_path, "rated", {"evaluator": judge})
    judge.page.reload()
    judge.page.wait_for_selector("[aria-pressed=true]:text-is('S')")
    assert judge.page.locator(".leading input").first.input_value() == "Asked twice, decided once."
    assert "Asked twice" not in ic.page.content()
    assert judge.errors == []


def test_a_connection_that_only_looks_open_is_given_up_and_comes_back(ic: Seat, host: Host) -> None:
    host.process.send_signal(signal.SIGSTOP)  # as when a laptop sleeps, or the network is gone
    try:
        ic.page.wait_for_selector("#link:has-text('no connection')")
    finally:
        host.process.send_signal(signal.SIGCONT)
    ic.page.wait_for_selector("#link:has-text('no connection')", state="detached")
    ic.say("Here again.")


def test_nothing_moves_for_those_who_asked_for_stillness(ic: Seat) -> None:
    moving = "document.getAnimations().length"
    assert ic.page.evaluate(moving) == 0
