"""The results of a drill: the score, what it rests on, and what follows from it."""

from game.faces.desk.screens.results.screen import ResultsScreen, ResultWays

__all__ = ["ResultWays", "ResultsScreen"]
