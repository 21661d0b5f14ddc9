"""What the page's files promise, without a browser: contrast, size, and no way for text to run."""

import re
from itertools import pairwise

import pytest

from game.paths import assets_dir

WEB = assets_dir() / "web"
SCRIPTS = sorted(WEB.glob("*.js"))
LINES_MAX = 350
AA = 4.5
"""The contrast that WCAG asks for in text of ordinary size."""
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|"
    r"DOMParser|createContextualFragment|setTimeout\(\s*[\"'`]"
)


def palettes() -> list[dict[str, str]]:
    """The light colours and the dark ones, by name."""
    text = (WEB / "app.css").read_text("utf-8")
    found = re.findall(r":root \{([^}]*)\}", text)
    return [dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in found]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(scheme: int) -> None:
    colours = palettes()[scheme]
    for ground in ("paper", "card"):
        for ink in ("ink", "muted", "good", "bad", "mark", "accent", "warn", "focus"):
            ratio = contrast(colours[ink], colours[ground])
            assert ratio >= AA, f"--{ink} on --{ground}: {ratio:.2f}"
    assert contrast(colours["on-accent"], colours["accent"]) >= AA


def test_the_two_schemes_name_the_same_colours() -> None:
    assert len(palettes()) == 2
    assert all(set(one) == set(other) for one, other in pairwise(palettes()))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_short_and_make_no_markup_of_text(path: object) -> None:
    text = (WEB / str(path)).read_text("utf-8")
    assert len(text.splitlines()) <= LINES_MAX
    assert not MARKUP.search(text), MARKUP.search(text)
    assert not re.search(r"https?://", text), "the page asks nothing of other hosts"


def test_every_import_is_a_file_of_the_page_that_names_it() -> None:
    exports = {
        path.name: set(
            re.findall(r"export (?:async )?(?:function|class|const) (\w+)", path.read_text("utf-8"))
        )
        for path in SCRIPTS
    }
    for path in SCRIPTS:
        text = path.read_text("utf-8")
        for names, source in re.findall(r'import \{ ([^}]+) \} from "\./([\w.]+)"', text):
            missing = {name.strip() for name in names.split(",")} - exports[source]
            assert not missing, f"{path.name}: {missing} of {source}"
