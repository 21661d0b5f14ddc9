"""What a player has set: look, text size, sound, motion; kept between starts, never in the way."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import get_args

from game.faces.desk.keymap import keymap_of
from game.faces.desk.theme import ThemeName
from game.paths import settings_file

VOLUME = 0.6


@dataclass(frozen=True, slots=True)
class Settings:
    """The desk's settings; `scale` is a factor on all lengths, None for what fits the window."""

    scale: float | None = None
    reduced_motion: bool = False
    theme: ThemeName = "dark"
    volume: float = VOLUME
    """0 to 1."""
    muted: bool = False
    welcomed: bool = False
    """Whether the tutorial has been offered already."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Own key combinations for those that the game names; see `keymap`."""


def load_settings(path: Path | None = None) -> Settings:
    """What was saved; the defaults for what was not, or cannot be read."""
    try:
        data = json.loads((path or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    volume = _number(data, "volume")
    return Settings(
        scale=_number(data, "scale"),
        reduced_motion=data.get("reduced_motion") is True,
        theme=next((name for name in get_args(ThemeName) if name == data.get("theme")), "dark"),
        volume=VOLUME if volume is None else min(1.0, max(0.0, volume)),
        muted=data.get("muted") is True,
        welcomed=data.get("welcomed") is True,
        keys=keymap_of(data.get("keys")).own,
    )


def _number(data: Mapping[str, object], key: str) -> float | None:
    value = data.get(key)
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if known and math.isfinite(value) else None  # type: ignore[arg-type]


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings; a disk that cannot be written loses them and nothing else."""
    target = path or settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(asdict(settings)), encoding="utf-8")
    except OSError:
        return
