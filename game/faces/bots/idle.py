"""Somebody who is not there."""

from collections.abc import Sequence

from game.engine.commands import Command
from game.engine.view import View


class Idle:
    """Does nothing at all."""

    def looks_up(self, at_s: int) -> bool:
        """Never."""
        del at_s
        return False

    def act(self, view: View) -> Sequence[Command]:
        """Nothing."""
        del view
        return ()
