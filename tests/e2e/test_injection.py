"""Script, style and links in every text field stay text: in pages, report and postmortem."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request
from websockets.sync.client import ClientConnection, connect

from game.engine.orders import COMMAND_TYPES
from tests.e2e.rooms import Host, browsing, hosting
from tests.e2e.talking import address, heard

pytestmark = pytest.mark.e2e
EVIL = (
    "<script>window.__pwned=1</script><img src=x onerror=window.__pwned=2>"
    "<svg onload=window.__pwned=3><style>*{display:none}</style>"
    '"\'><a href="javascript:window.__pwned=4">here</a><iframe srcdoc="<script>'
    'top.__pwned=5</script>"></iframe>[x](javascript:alert(1))</textarea></title>{{7*7}}${7*7}'
)
"""What must come out as it went in, and do nothing on the way."""
NAMES = ("<img src=x onerror=window.__pwned=6>", "<script>__pwned=7</script>")
PARTS = "img:not([src^='/qr/']):not([src^='data:']), iframe, svg[onload], a[href^='javascript']"
PACE = "60"


class Voice:
    """Somebody with a connection, who says what is asked of them and hears the answer."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.refs = 0
        self.view: dict[str, list[dict[str, object]]] = {}
        self.done: set[str] = set()
        self.refused: dict[str, str] = {}

    def hears(self, data: dict[str, object]) -> None:
        if data["t"] not in {"view", "diff"}:
            return
        spliced = data["list"]
        assert isinstance(spliced, dict)
        for name, (place, items) in spliced.items():
            self.view[name] = [*self.view.get(name, [])[:place], *items]

    def act(self, role: str, do: str, **fields: object) -> bool:
        """Give a command; whether it was taken."""
        self.refs += 1
        ref = f"v{self.refs}"
        self.line.send(json.dumps({"t": "act", "ref": ref, "role": role, "do": do, "with": fields}))
        while (data := json.loads(self.line.recv(timeout=30))).get("ref") != ref:
            self.hears(data)
        if data["t"] == "done":
            self.done.add(do)
        else:
            self.refused[do] = str(data["text"])
        return bool(data["t"] == "done")

    def waits_for(self, name: str, many: int = 1) -> list[dict[str, object]]:
        """A list of the view, once there is so much in it."""
        while len(self.view.get(name, [])) < many:
            self.hears(json.loads(self.line.recv(timeout=60)))
        return self.view[name]


def come(host: Host, stack: ExitStack, name: str, part: str = "player") -> Voice:
    """Join, say hello, and take all four seats where one plays."""
    link = {"facilitator": host.facilitator, "evaluator": host.evaluator}.get(part, "#=")
    wish = {"code": host.code, "name": name, "part": part, "secret": link.rsplit("=", 1)[1]}
    request = urllib.request.Request(f"{host.base}/api/join", json.dumps(wish).encode())  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own host
        token = json.load(answer)["token"]
    line = stack.enter_context(connect(address(host), max_size=None, compression=None))
    line.send(json.dumps({"t": "hello", "token": token}))
    if part == "player":
        for seat in ("ic", "ops", "comms", "scribe"):
            line.send(json.dumps({"t": "sit", "seat": seat}))
    return Voice(line)


@contextmanager
def canary(browser: Browser) -> Iterator[Page]:
    """A page that notices whatever an injected script or link could do."""
    opened = browser.new_context(viewport={"width": 1280, "height": 720})
    opened.add_init_script("window.__pwned = 0")
    page = opened.new_page()
    page.set_default_timeout(30_000)
    strayed: list[str] = []

    def noticed(request: Request) -> None:
        if request.url.rsplit("/", 1)[-1] == "x":
            strayed.append(request.url)

    page.on("request", noticed)
    page.on("dialog", lambda dialog: strayed.append(dialog.message))
    yield page
    assert strayed == []
    opened.close()


def inert(page: Page, where: str) -> None:
    """Nothing ran, nothing was built, and the text stands there to be read."""
    assert page.evaluate("window.__pwned") in {0, None}, where
    assert page.locator(PARTS).count() == 0, where
    assert "<script>window.__pwned=1</script>" in page.inner_text("body"), where
    assert page.evaluate("getComputedStyle(document.body).display") != "none", where


def says_all(team: Voice, lead: Voice, judge: Voice) -> None:
    """Every text field of every command that there is."""
    e = EVIL
    team.act("ic", "declare", severity="sev2", title=e)
    team.act("ic", "change_severity", severity="sev1", reason=e)
    for role in ("ic", "ops", "comms", "scribe"):
        team.act(role, "send_message", channel="incident", text=f"{role} {e}")
    team.act("ops", "send_message", channel="direct", to="ic", text=e)
    team.act("ic", "assign_task", to="ops", text=e, limit_s=300)
    task = team.waits_for("tasks")[0]["id"]
    team.act("ops", "confirm_task", task=task)
    team.act("ops", "finish_task", task=task, result=e)
    team.act("ic", "page_person", target="secondary", note=e)
    team.act("scribe", "set_status_doc", text=e)
    line = {"time_s": 0, "who": e[:80], "kind": "observed", "text": e}
    team.act("scribe", "write_entry", **line)
    entry = team.waits_for("entries")[0]["id"]
    team.act("scribe", "correct_entry", entry=entry, **line)
    for audience in ("customers", "executives"):
        draft = {"audience": audience, "stage": "investigating", "text": e}
        team.act("comms", "draft_post", **draft)
    first, second = (item["id"] for item in team.waits_for("drafts", 2))
    team.act("ic", "approve_post", draft=first, comment=e)
    team.act("comms", "publish_post", draft=first)
    team.act("ic", "return_post", draft=second, comment=e)
    team.line.send(json.dumps({"t": "shell", "ref": "s1", "line": e}))
    lead.act("facilitator", "ad_hoc_inject", sender="support", via="channel", to="all", text=e)
    lead.act("facilitator", "pause_exercise", reason=e)
    lead.act("facilitator", "resume_exercise")
    lead.act("facilitator", "skip_inject", inject="running-again", reason=e)
    lead.line.send(json.dumps({"t": "note", "text": e}))
    lead.act("facilitator", "name_postmortem_owner", person=e[:40])
    judge.act("evaluator", "rate_task", task=_task(judge), rating="S", note=e)
    asked = team.waits_for("decisions")[0]
    options, state = asked["options"], asked["state"]
    assert isinstance(options, list)
    assert isinstance(state, dict)
    choice = {"decision": state["id"], "option": options[-1]["id"]}
    team.act("ops", "propose_option", **choice, text=e)
    team.act("ic", "decide", **choice, reason=e)
    team.act("ic", "mark_mitigated", reason=e)
    team.act("ic", "reopen", reason=e)
    team.act("ic", "stand_down", reason=e)
    team.act("ic", "reopen", reason=e)
    team.act("ic", "resolve", summary=e)
    lead.act("facilitator", "stop_exercise", reason=e)
    team.act("ic", "answer_hot_wash", question=0, text=e)


def _task(judge: Voice) -> object:
    tasks = heard(judge.line, "you")["tasks"]
    assert isinstance(tasks, list)
    return tasks[0]["id"]


def test_script_style_and_links_in_every_text_field_stay_text(tmp_path: Path) -> None:
    arguments = ("hamster-wheel", "--pace", PACE, "--seed", "3", "--port", "0")
    with browsing() as browser, hosting(tmp_path, *arguments) as host, ExitStack() as stack:
        team = come(host, stack, NAMES[0])
        lead = come(host, stack, NAMES[1], "facilitator")
        judge = come(host, stack, EVIL[:40], "evaluator")
        links = (host.facilitator, host.evaluator, host.players)
        pages = {link: stack.enter_context(canary(browser)) for link in links}
        for link, page in pages.items():
            page.goto(link)
            page.fill("#name", EVIL[:40])
            page.get_by_role("button", name="Come in").click()
            page.wait_for_selector(".lobby")
            assert page.evaluate("window.__pwned") == 0
        lead.line.send('{"t":"begin"}')
        team.act("ops", "acknowledge_page", page="none")
        says_all(team, lead, judge)
        _every_field_was_tried(team, lead, judge)
        for link, page in pages.items():
            page.wait_for_selector("text=Hot wash")
            for tab in ("Channel", "Posts", "Timeline"):
                page.get_by_role("tab", name=tab).click()
                inert(page, f"{link} {tab}")
        public = stack.enter_context(canary(browser))
        public.goto(f"{host.base}/status/{host.code}")
        inert(public, "status page")
        lead.line.send('{"t":"finish"}')
        report = heard(lead.line, "over")["report"]
        public.goto(f"{host.base}{report}")
        inert(public, "report from the host")
        for name in ("report.html", "postmortem.html"):
            public.goto((host.folder / name).as_uri())  # as somebody opens what was archived
            inert(public, name)


def _every_field_was_tried(*voices: Voice) -> None:
    """All commands that carry a text of somebody's own were taken, or no text is kept of them."""
    done = set().union(*(voice.done for voice in voices))
    worded = {"text", "title", "reason", "note", "result", "comment", "summary", "who", "person"}
    known = {
        name for name, kind in COMMAND_TYPES.items() if worded & set(kind.__dataclass_fields__)
    }
    refused = {name: text for voice in voices for name, text in voice.refused.items()}
    assert known <= done, {name: refused.get(name) for name in known - done}
