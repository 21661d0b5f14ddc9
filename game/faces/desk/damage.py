"""Which parts of the window must be drawn again."""

import pygame

MOST_PARTS = 24
"""Above this many separate parts one bigger part is cheaper."""


class Damage:
    """Collects rectangles and hands them out merged, so that none is drawn twice."""

    def __init__(self, bounds: pygame.Rect) -> None:
        self.bounds = bounds
        self._parts: list[pygame.Rect] = []

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, rect: pygame.Rect) -> None:
        """Note a damaged rectangle; parts that touch grow together."""
        part = rect.clip(self.bounds)
        if part.w <= 0 or part.h <= 0:
            return
        while (index := part.collidelist(self._parts)) >= 0:
            known = self._parts[index]
            if known.contains(part):
                return
            part = part.union(self._parts.pop(index))
        self._parts.append(part)

    def add_all(self) -> None:
        """Note the whole window."""
        self._parts = [pygame.Rect(self.bounds)]

    def take(self) -> list[pygame.Rect]:
        """The damaged parts, none overlapping; forgotten from now on."""
        parts, self._parts = self._parts, []
        if len(parts) > MOST_PARTS:
            return [parts[0].unionall(parts[1:])]
        return parts
