"""Where data lies: beside the packages in a checkout, inside them in a wheel."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _data(name: str) -> Path:
    beside = _PACKAGE.parent / name
    return beside if beside.is_dir() else _PACKAGE / "_data" / name


def scenarios_dir() -> Path:
    """The folder with the shipped scenarios, runbooks and shops."""
    return _data("scenarios")


def assets_dir() -> Path:
    """The folder with theme, pictures and credits."""
    return _data("assets")


def drills_dir() -> Path:
    """The user's folder of played drills (not created here)."""
    return Path(platformdirs.user_data_dir("breakglass", appauthor=False)) / "drills"


def settings_file() -> Path:
    """The user's settings of the desk (may not exist)."""
    return Path(platformdirs.user_config_dir("breakglass", appauthor=False)) / "settings.json"


def rooms_file() -> Path:
    """The user's places in rooms that others host (may not exist); it holds secrets."""
    return drills_dir().parent / "rooms.json"
