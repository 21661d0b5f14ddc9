"""The way into the author's corner, and from there into a drill and back."""

from pathlib import Path
from typing import TYPE_CHECKING

from game.faces.desk.app import Choice
from game.faces.desk.opening import open_file
from game.faces.desk.screens.author.screen import AuthorScreen, AuthorWays
from game.faces.desk.screens.briefing import BriefingScreen, Start
from game.faces.desk.work.errand import at_once, in_a_process
from game.scenario.assemble import Loaded
from game.session.folder import next_seed

if TYPE_CHECKING:
    from game.faces.desk.app import Desk

OWN = "scenarios"
"""The folder beside the drills in which new scenarios are written."""


def author(desk: "Desk") -> None:
    """Show the author's scenarios: those of the user's folder, and of the folder we are in."""

    def brief(loaded: Loaded, file: Path | None) -> None:
        def start(wish: Start) -> None:
            seed = next_seed(desk.drills)
            desk.play(
                loaded,
                Choice(seed, wish.humans, wish.pace, wish.coach, policy=wish.policy, watch=file),
            )

        def back() -> None:
            desk.show(screen)

        desk.show(BriefingScreen(desk.ui, loaded, start=start, back=back))

    places = (desk.drills.parent / OWN, Path.cwd())
    hire = in_a_process if desk.threads else at_once
    ways = AuthorWays(play=brief, open_file=open_file, back=desk.menu)
    screen = AuthorScreen(desk.ui, desk.cards, places, hire, ways)
    desk.show(screen)
