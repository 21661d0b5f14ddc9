"""What a player has set: text size, motion; kept between starts, and never in the way."""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from game.paths import settings_file


@dataclass(frozen=True, slots=True)
class Settings:
    """The desk's settings; `scale` is a factor on all lengths, None for what fits the window."""

    scale: float | None = None
    reduced_motion: bool = False


def load_settings(path: Path | None = None) -> Settings:
    """What was saved; the defaults where nothing was, or what was cannot be read."""
    try:
        data = json.loads((path or settings_file()).read_text(encoding="utf-8"))
        scale = None if data["scale"] is None else float(data["scale"])
        if scale is not None and not math.isfinite(scale):
            return Settings()
        return Settings(scale=scale, reduced_motion=bool(data["reduced_motion"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings; a disk that cannot be written loses them and nothing else."""
    target = path or settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(asdict(settings)), encoding="utf-8")
    except OSError:
        return
