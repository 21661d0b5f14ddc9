"""The way into the author's corner."""

from pathlib import Path
from typing import TYPE_CHECKING

from game.faces.desk.opening import open_file
from game.faces.desk.screens.author.screen import AuthorScreen, AuthorWays
from game.faces.desk.work.errand import at_once, in_a_process

if TYPE_CHECKING:
    from game.faces.desk.app import Desk

OWN = "scenarios"
"""The folder beside the drills in which new scenarios are written."""


def author(desk: "Desk") -> None:
    """Show the author's scenarios: those of the user's folder, and of the folder we are in."""
    places = (desk.drills.parent / OWN, Path.cwd())
    hire = in_a_process if desk.threads else at_once
    ways = AuthorWays(play=desk.brief, open_file=open_file, back=desk.menu)
    desk.show(AuthorScreen(desk.ui, desk.cards, places, hire, ways))
