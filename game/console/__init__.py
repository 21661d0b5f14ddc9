"""The on-call terminal: a typed line becomes a query answered from the view, or a command."""

from game.console.console import Console
from game.console.replies import Reply

__all__ = ["Console", "Reply"]
