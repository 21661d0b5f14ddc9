"""Any text in every field there is: it stays as it was meant, is drawn, and nothing breaks."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.faces.desk.text import clean
from game.faces.desk.widgets import TextEditor, TextField
from tests.faces.desk.screens.gallery import Scene, fit, scenes, shown
from tests.faces.desk.screens.seated import Seated

ODD = {
    "emoji": "It works 🙂👩\u200d🚒🏴\N{VARIATION SELECTOR-16} now",
    "right to left": "שלום, checkout מת — مرحبا ١٢٣",
    "right-to-left controls": "a\u202eb\u2066c\u2069\u200f d",
    "Chinese and Japanese": "結帳失敗了。チェックアウト",
    "accents by themselves": "e\u0301\u0308\u0323" * 20,
    "controls": "a\x00b\x07c\x1b[31md\x7fe\ufffef",
    "half a pair": "a\ud83d b",
    "lines": "one\r\ntwo\u2028three\vfour\ttab",
    "markup": "<b>{checkout.p99}</b> %s \\n &amp;",
    "very long": "x" * 3000 + " " + "word " * 400,
}

Field = TextField | TextEditor


def fields(seated: Seated) -> list[Field]:
    return [*seated.all(TextField), *seated.all(TextEditor)]


def with_fields(people: dict[str, Seated]) -> Iterator[tuple[Seated, Scene]]:
    for where in ("decision", "hot wash"):
        for scene in scenes(where, people[where]):
            yield people[where], scene


def typed(seated: Seated, field: Field, text: str) -> None:
    """Type over all there was, look at it, and leave it."""
    seated.ui.focus(field)
    seated.key("ctrl+a")
    seated.type(text)
    kept = field.text
    wanted = clean(text, multiline=isinstance(field, TextEditor))
    assert kept == wanted[: len(kept)], "as typed, up to what the field takes"
    assert kept or not wanted.strip()
    for key in ("home", "left", "right", "up", "end", "backspace", "ctrl+z", "ctrl+a", "ctrl+c"):
        seated.key(key)
    seated.draw()


@pytest.mark.parametrize("kind", ODD)
def test_odd_text_in_every_field(people: dict[str, Seated], kind: str) -> None:
    fit(people, (1280, 720), 1.0)
    met: set[str] = set()
    for seated, scene in with_fields(people):
        with shown(scene, seated):
            for field in fields(seated):
                before = field.text
                typed(seated, field, ODD[kind])
                field.set_text(before)
                met.add(scene.name)
            seated.ui.focus(None)
    assert len(met) >= 10, "the forms, the channel, the terminal, the palette, the hot wash"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.text(st.characters(codec=None), max_size=80),
    size=st.sampled_from(((1280, 720), (1366, 768), (1920, 1080))),
    scale=st.sampled_from((0.75, 1.0, 1.5, 2.0)),
)
def test_any_text_in_a_form(
    people: dict[str, Seated], text: str, size: tuple[int, int], scale: float
) -> None:
    fit(people, size, scale)
    seated = people["decision"]
    for scene in scenes("decision", seated):
        if scene.name in {"scribe write-entry", "comms post", "palette"}:
            with shown(scene, seated):
                for field in fields(seated):
                    typed(seated, field, text)
                seated.ui.focus(None)
