"""The theme can be read from afar, and its file is checked."""

import importlib.util
from pathlib import Path
from typing import get_args

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from game.faces.desk.fonts import FILES, SIGNS, fonts_dir
from game.faces.desk.skin import Skin, suggested_scale
from game.faces.desk.theme import (
    TABLES,
    Surface,
    ThemeError,
    ThemeName,
    Tone,
    contrast,
    load_theme,
    luminance,
    parse_colour,
)

THEME = load_theme()
LOOKS = {name: load_theme(name=name) for name in TABLES}
LEAST: dict[ThemeName, float] = {"dark": 4.5, "light": 4.5, "contrast": 7}
WRITTEN_ON: tuple[Surface, ...] = (
    "background", "panel", "raised", "pressed", "well", "hover", "selection",
)  # fmt: skip

look = pytest.mark.parametrize("name", get_args(ThemeName))


@look
@pytest.mark.parametrize("surface", get_args(Surface))
def test_plain_text_stands_out_on_every_surface(name: ThemeName, surface: Surface) -> None:
    colours = LOOKS[name].colours
    assert contrast(colours["text"], colours[surface]) >= LEAST[name]


@look
@pytest.mark.parametrize("surface", WRITTEN_ON)
@pytest.mark.parametrize("tone", get_args(Tone))
def test_every_tone_stands_out_where_it_is_written(
    name: ThemeName, tone: Tone, surface: Surface
) -> None:
    colours = LOOKS[name].colours
    assert contrast(colours[tone], colours[surface]) >= LEAST[name]


@look
@pytest.mark.parametrize("wash", [tone for tone in get_args(Tone) if tone != "text"])
def test_every_tone_stands_out_on_tinted_cards(name: ThemeName, wash: Tone) -> None:
    theme = LOOKS[name]
    for tone in get_args(Tone):
        assert contrast(theme.colours[tone], theme.wash(wash)) >= LEAST[name], tone


@look
@pytest.mark.parametrize("tone", get_args(Tone))
def test_text_on_filled_chips_stands_out(name: ThemeName, tone: Tone) -> None:
    colours = LOOKS[name].colours
    assert contrast(colours["inverse"], colours[tone]) >= LEAST[name]


@look
@pytest.mark.parametrize("surface", get_args(Surface))
def test_the_focus_ring_stands_out(name: ThemeName, surface: Surface) -> None:
    colours = LOOKS[name].colours
    assert contrast(colours["focus"], colours[surface]) >= 3


def test_the_looks_differ_in_colours_alone() -> None:
    for theme in LOOKS.values():
        assert (theme.text, theme.space, theme.scale) == (THEME.text, THEME.space, THEME.scale)
    grounds = [luminance(theme.colours["background"]) for theme in LOOKS.values()]
    assert grounds[1] > 0.7
    assert grounds[2] <= grounds[0] < 0.02


def test_a_skin_changes_its_look_and_keeps_its_size() -> None:
    skin = Skin(scale=1.5)
    skin.set_theme(LOOKS["light"])
    assert skin.colour("panel") == LOOKS["light"].colours["panel"]
    assert skin.scale == 1.5


def test_contrast_spans_from_one_to_twenty_one() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((9, 90, 200), (9, 90, 200)) == 1


@pytest.mark.parametrize("face", ["sans", "bold"])
def test_the_fonts_have_all_signs(face: str) -> None:
    name = {"sans": FILES["sans"], "bold": FILES["bold"]}[face]
    known = TTFont(fonts_dir() / name).getBestCmap()
    assert [sign for sign in SIGNS if ord(sign) not in known] == []


def test_fonts_are_found_without_importing_matplotlib() -> None:
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    assert fonts_dir().is_relative_to(Path(spec.origin).parent)


@pytest.mark.parametrize("text", ["red", "#12345", "#12345g", "123456"])
def test_a_colour_that_is_none_is_named(text: str) -> None:
    with pytest.raises(ThemeError, match="#rrggbb"):
        parse_colour(text)


def write(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = (Path(__file__).parents[3] / "assets" / "theme.toml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = tmp_path / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_theme_reads_from_a_file(tmp_path: Path) -> None:
    assert load_theme(write(tmp_path)) == THEME


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('text = "#e9eef3"\n', "", r"\[colours\] lacks text"),
        ("gap = 6", 'gap = "six"', "gap = 'six' is not a number"),
        ('body = { face = "sans", px = 13 }', "body = 13", "text style body needs"),
        ("[space]", "[spacing]", r"\[space\] is missing"),
        ("[scale]", "[scale", "cannot read"),
    ],
)
def test_a_broken_theme_says_what_is_wrong(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    with pytest.raises(ThemeError, match=message):
        load_theme(write(tmp_path, (before, after)))


def test_a_missing_theme_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"none\.toml"):
        load_theme(tmp_path / "none.toml")


def test_the_scale_stays_within_bounds() -> None:
    skin = Skin(scale=99)
    assert skin.scale == THEME.scale.most
    assert not skin.set_scale(99)
    assert skin.set_scale(0.1)
    assert skin.scale == THEME.scale.least
    assert skin.px(0) == 0
    assert skin.px(0.2) == 1


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 720), 1.0), ((1366, 768), 1.0), ((1920, 1080), 1.25), ((3840, 2160), 1.75)],
)
def test_larger_windows_suggest_larger_text(size: tuple[int, int], scale: float) -> None:
    assert suggested_scale(THEME, size) == scale
