"""Whether there is a screen to draw on."""

from collections.abc import Mapping


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be opened there."""
    if environment.get("SDL_VIDEODRIVER"):
        return True
    if platform in {"darwin", "win32"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
