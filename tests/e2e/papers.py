"""Pages on paper, opened in a real browser: what a reader's eyes and a screen reader meet."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

_READ = """
() => {
  document.querySelectorAll('details').forEach((one) => { one.open = true; });
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  const links = [...document.querySelectorAll('a, area')].map((one) =>
    one.getAttribute('href') ?? one.getAttribute('xlink:href') ?? '');
  const acting = [...document.querySelectorAll('*')].filter((one) =>
    ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'IMG'].includes(one.tagName.toUpperCase())
    || one.getAttributeNames().some((name) => name.startsWith('on')));
  const unnamed = [...document.querySelectorAll('svg')].filter((one) =>
    one.getAttribute('aria-hidden') !== 'true'
    && !(one.getAttribute('role') && one.getAttribute('aria-label')));
  const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  return {
    ids, links,
    acting: acting.map((one) => one.outerHTML.slice(0, 120)),
    unnamed: unnamed.map((one) => one.outerHTML.slice(0, 120)),
    headings: headings.map((one) => Number(one.tagName[1])),
    width_px: document.documentElement.scrollWidth,
  };
}
"""

_FAINT = """
() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const seen = (css) => {
    if (!known.has(css)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(css, [r, g, b, a / 255]);
    }
    return known.get(css);
  };
  const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3]));
  const ground = (node) => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) {
      const layer = seen(getComputedStyle(one).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) break;
    }
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const bare = dark ? [18, 18, 18] : [255, 255, 255];
    return layers.reverse().reduce((under, layer) => over(layer, under), bare);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const faint = [];
  let checked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const holder = text.parentElement;
    if (!text.data.trim() || !holder.getClientRects().length) continue;
    if (['STYLE', 'title'].includes(holder.tagName)) continue;
    const drawn = holder.closest('svg');
    const style = getComputedStyle(holder);
    let under = ground(drawn ?? holder);
    const shape = holder.closest('.mark')?.querySelector('.shape');
    if (shape) {
      const filled = getComputedStyle(shape);
      const [r, g, b, a] = seen(filled.fill);
      under = over([r, g, b, a * Number(filled.fillOpacity)], under);
    }
    const ink = over(seen(drawn ? style.fill : style.color), under);
    const found = contrast(ink, under);
    checked += 1;
    if (found < 4.5) faint.push(`${found.toFixed(2)} ${text.data.trim().slice(0, 40)}`);
  }
  return { checked, faint: [...new Set(faint)] };
}
"""

_FIRST_SCREEN = """
() => {
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (text.data.trim() && box.width && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0)
      words.push(text.data.trim());
  }
  return words;
}
"""


class Found(TypedDict):
    """What a page is made of, as far as a reader's program cares."""

    ids: list[str]
    links: list[str]
    acting: list[str]
    unnamed: list[str]
    headings: list[int]
    width_px: int


@dataclass
class Opened:
    """A page in a browser, with everything that it asked for or tried."""

    page: Page
    asked: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        """Keep what the page asks for, beside itself and its empty icon."""
        if request.url not in {self.page.url, "data:,"} and not request.is_navigation_request():
            self.asked.append(request.url)

    def note_dialog(self, dialog: Dialog) -> None:
        """Keep what opened a dialog: only a script can."""
        self.tried.append(dialog.message)
        dialog.dismiss()

    def note_message(self, message: ConsoleMessage) -> None:
        """Keep what the browser complained about, such as a breach of the page's policy."""
        self.tried.append(message.text)

    def read(self) -> Found:
        """Ids, links, headings, and whatever should not be there; opens what is folded."""
        found: Found = self.page.evaluate(_READ)
        return found

    def faint(self) -> tuple[int, list[str]]:
        """How many texts were looked at, and those with a contrast below 4.5 : 1."""
        found = self.page.evaluate(_FAINT)
        return found["checked"], found["faint"]

    def first_screen(self) -> list[str]:
        """The texts that lie wholly in the window, without scrolling."""
        found: list[str] = self.page.evaluate(_FIRST_SCREEN)
        return found


def open_paper(browser: Browser, path: Path, width_px: int, scheme: str = "light") -> Opened:
    """A file in a window of that width, 900 px high; the colour scheme is light or dark."""
    dark = scheme == "dark"
    page = browser.new_page(
        viewport={"width": width_px, "height": 900}, color_scheme="dark" if dark else "light"
    )
    opened = Opened(page)
    page.on("request", opened.note_request)
    page.on("dialog", opened.note_dialog)
    page.on("console", opened.note_message)
    page.goto(path.as_uri())
    return opened
