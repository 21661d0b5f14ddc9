"""Up to where each tab has been read, and where the line stands that says what is new."""


class Unread:
    """Counts what has come to a tab since somebody looked at it last."""

    def __init__(self) -> None:
        self._read: dict[str, int] = {}
        self._line: dict[str, tuple[int, int]] = {}
        self._shown = ""

    def look(self, key: str, count: int) -> None:
        """That tab is on the screen, with so many lines in it."""
        if key != self._shown:
            self._shown = key
            read = self._read.get(key, 0)
            self._line[key] = (read, count - read)
        self._read[key] = count

    def new(self, key: str, count: int) -> int:
        """How many of the lines in a tab have come since it was left."""
        return 0 if key == self._shown else count - self._read.get(key, 0)

    def line(self, key: str) -> tuple[int, int]:
        """After how many lines the new ones begin in a tab that was come back to, and how many."""
        return self._line.get(key, (0, 0))
