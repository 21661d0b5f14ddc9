"""Bars that fill: progress, and time running out."""

import pygame

from game.faces.desk.theme import Tone
from game.faces.desk.widgets.base import Widget


class ProgressBar(Widget):
    """A thin bar, filled from the left by a share of 0 to 1."""

    def __init__(
        self,
        share: float = 0.0,
        *,
        tone: Tone = "warn",
        height: int = 5,
        tooltip: str = "",
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, name=name)
        self.share = share
        self.tone: Tone = tone
        self.height = height

    def set_share(self, share: float, tone: Tone | None = None) -> None:
        """Fill it by another share, perhaps in another tone."""
        share, tone = min(1.0, max(0.0, share)), tone or self.tone
        if (round(share, 4), tone) != (round(self.share, 4), self.tone):
            self.share, self.tone = share, tone
            self.mark_dirty()

    def natural_width(self) -> int:
        """A short bar."""
        return self.skin.px(120)

    def natural_height(self, width_px: int) -> int:
        """Its thickness."""
        del width_px
        return self.skin.px(self.height)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw track and filling, in the middle of spare height."""
        skin, height = self.skin, min(self.rect.h, self.skin.px(self.height))
        track = pygame.Rect(self.rect.x, self.rect.centery - height // 2, self.rect.w, height)
        skin.box(surface, track, skin.colour("track"), radius=self.height // 2)
        filled = pygame.Rect(track.x, track.y, round(track.w * self.share), height)
        if filled.w > 0:
            skin.box(surface, filled, skin.colour(self.tone), radius=self.height // 2)
