"""The door to the templates: everything that is put into them is escaped, unless we made it."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, broken code points, and marks that turn a text's direction around."""
_MARKDOWN = re.compile(r"([\\`*_\[\]#|~])")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@cache
def html_pages() -> Environment:
    """Templates of HTML and SVG."""
    return Environment(
        loader=PackageLoader("scoring"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
    )


@cache
def markdown_pages() -> Environment:
    """Templates of Markdown: every value comes out as plain words on one line."""
    return Environment(
        loader=PackageLoader("scoring"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=markdown,
    )


@dataclass(frozen=True, slots=True)
class Style:
    """A stylesheet as it stands in a page, and the hash that a content security policy admits."""

    text: Markup
    hash: str


def stylesheet(*names: str) -> Style:
    """Our own stylesheets put together; they hold nothing of any drill."""
    pages = html_pages()
    assert pages.loader is not None
    text = "\n" + "".join(pages.loader.get_source(pages, name)[0] for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    # The files are ours.
    return Style(Markup(text), f"sha256-{digest}")  # noqa: S704


def plain(text: str) -> str:
    """The text without what is not seen and could make it read as something else."""
    return _UNSEEN.sub("", text)


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def markdown(value: object) -> object:
    """A value as Markdown that shows it letter by letter, on one line."""
    if isinstance(value, Markup):
        return value
    line = " ".join(plain(str(value)).split())
    escaped = _MARKDOWN.sub(r"\\\1", line)
    # Both escapes together are our own markup: nothing of the value can act as Markdown or HTML.
    return Markup("".join(_HTML.get(letter, letter) for letter in escaped))  # noqa: S704
