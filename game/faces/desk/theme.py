"""Colours, text styles and spacing of the desk, read from assets/theme.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from game.paths import assets_dir

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

Tone = Literal[
    "text", "muted", "bad", "warn", "good", "info",
    "ic", "ops", "comms", "scribe", "character", "system",
]  # fmt: skip
"""A colour that text may have; each reaches 4.5:1 on every surface."""

Surface = Literal[
    "background", "panel", "raised", "hover", "pressed", "well",
    "primary", "primary_hover", "danger", "danger_hover", "selection",
]  # fmt: skip
"""A colour that text may stand on."""

Line = Literal["border", "border_strong", "grid", "track", "focus", "inverse"]
"""A colour of lines and of text on a filled chip."""

ColourName = Literal[Tone, Surface, Line]

TextStyle = Literal[
    "tiny", "small", "small_strong", "body", "strong", "title",
    "figure", "large", "display", "clock", "mono", "mono_small",
]  # fmt: skip

ThemeName = Literal["dark", "light", "contrast"]
"""The looks that players choose from."""

TABLES: Mapping[ThemeName, str] = {"dark": "colours", "light": "light", "contrast": "contrast"}
"""The table of the theme file that holds the colours of each look."""

FaceName = Literal["sans", "bold", "mono"]

SpaceName = Literal[
    "tight", "small", "gap", "pad", "wide", "radius",
    "focus_ring", "scrollbar", "control", "line_spacing_pct",
]  # fmt: skip

WASH = 0.13
"""Share of a tone's colour in the surface of a card washed with it."""


class ThemeError(ValueError):
    """The theme file lacks something or holds something that is not what it should be."""


@dataclass(frozen=True, slots=True)
class TextSpec:
    """Face and size (logical pixels) of a text style."""

    face: FaceName
    px: int


@dataclass(frozen=True, slots=True)
class ScaleRange:
    """Bounds and step of the player's text size."""

    least: float
    most: float
    step: float

    def clamp(self, scale: float) -> float:
        """The nearest allowed scale."""
        return min(self.most, max(self.least, scale))


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything the desk's look is made of, before the scale is applied."""

    colours: Mapping[ColourName, Colour]
    text: Mapping[TextStyle, TextSpec]
    space: Mapping[SpaceName, int]
    scale: ScaleRange

    def colour(self, name: ColourName) -> Colour:
        """The colour of that name."""
        return self.colours[name]

    def wash(self, tone: ColourName, surface: ColourName = "panel") -> Colour:
        """The surface, tinted slightly with a tone."""
        return mix(self.colours[surface], self.colours[tone], WASH)


def mix(ground: Colour, tint: Colour, share: float) -> Colour:
    """The colour `share` of the way from ground to tint."""
    red, green, blue = (round(g + (t - g) * share) for g, t in zip(ground, tint, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    channels = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def parse_colour(text: str) -> Colour:
    """A colour from `#rrggbb`; raises ThemeError for anything else."""
    digits = text.removeprefix("#")
    if not text.startswith("#") or len(digits) != 6:
        msg = f"theme: {text!r} is not a colour; write it as #rrggbb"
        raise ThemeError(msg)
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError as error:
        msg = f"theme: {text!r} is not a colour; write it as #rrggbb"
        raise ThemeError(msg) from error
    return red, green, blue


def load_theme(path: Path | None = None, name: ThemeName = "dark") -> Theme:
    """A look from a TOML file (the shipped one by default); raises ThemeError."""
    where = path or assets_dir() / "theme.toml"
    try:
        with where.open("rb") as file:
            table = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        msg = f"theme: cannot read {where}: {error}"
        raise ThemeError(msg) from error
    colours = _section(table, TABLES[name], _names(ColourName))
    text = _section(table, "text", _names(TextStyle))
    space = _section(table, "space", _names(SpaceName))
    scale = _section(table, "scale", ("least", "most", "step"))
    return Theme(
        colours={name: parse_colour(str(value)) for name, value in colours.items()},  # type: ignore[misc]
        text={name: _text_spec(name, value) for name, value in text.items()},  # type: ignore[misc]
        space={name: int(_number(name, value)) for name, value in space.items()},  # type: ignore[misc]
        scale=ScaleRange(**{name: _number(name, value) for name, value in scale.items()}),
    )


def _names(literal: object) -> tuple[str, ...]:
    return tuple(str(name) for name in get_args(literal))


def _section(table: Mapping[str, object], name: str, keys: tuple[str, ...]) -> dict[str, object]:
    section = table.get(name)
    if not isinstance(section, dict):
        msg = f"theme: the table [{name}] is missing"
        raise ThemeError(msg)
    if missing := [key for key in keys if key not in section]:
        msg = f"theme: [{name}] lacks {', '.join(missing)}"
        raise ThemeError(msg)
    return {key: section[key] for key in keys}


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = f"theme: {name} = {value!r} is not a number"
        raise ThemeError(msg)
    return value


def _text_spec(name: str, value: object) -> TextSpec:
    match value:
        case {"face": "sans" | "bold" | "mono" as face, "px": int(px)} if px > 0:
            return TextSpec(face, px)
        case _:
            msg = f"theme: text style {name} needs a face (sans, bold, mono) and a size in px"
            raise ThemeError(msg)
