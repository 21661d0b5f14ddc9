"""Drills that begin, and drills that go on where they broke off."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from game.faces.watching import Watch
from game.scenario.assemble import Loaded
from game.session.folder import DrillFolder, new_folder, utc_now
from game.session.log import LogProblem
from game.session.opening import Setup, open_drill
from game.session.problems import SetupProblem
from game.session.replay import resume
from game.terms import SEATS

if TYPE_CHECKING:
    from game.faces.desk.app import Choice, Desk


def play(desk: "Desk", loaded: Loaded, choice: "Choice") -> Watch | None:
    """Open a drill and sit down; without a place for its log, say so.

    The watch on the scenario's file, if there is to be one.
    """
    root = choice.out or desk.drills
    try:
        folder = new_folder(root, loaded.scenario.id, datetime.now(UTC))
        setup = Setup(choice.seed, choice.variant, choice.humans, choice.policy)
        session = open_drill(loaded, setup, folder.log, wall=utc_now)
    except OSError as problem:
        desk.excuse(f"The drill cannot be kept at {root}: {problem.strerror}.")
        return None
    except SetupProblem as problem:
        desk.excuse(str(problem))
        return None
    pace = choice.pace or loaded.scenario.exercise.pace
    desk.sit_down(session, folder, choice.humans, pace, coach=choice.coach)
    return None if choice.watch is None else Watch(choice.watch)


def go_on(desk: "Desk", folder: DrillFolder) -> None:
    """Go on with a drill that broke off, where it stood."""
    try:
        session = resume(folder.log, wall=utc_now)
    except (LogProblem, OSError) as problem:
        desk.excuse(str(problem))
        return
    humans = frozenset(session.header.roster.humans) or frozenset(SEATS)
    desk.sit_down(session, folder, humans, session.state.pace, coach=True)
