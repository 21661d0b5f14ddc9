"""The way back into drills that were played: looking at them again, and going on differently."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from game.faces.desk.screens.replay.screen import ReplayScreen
from game.session.folder import DrillFolder, new_folder, utc_now
from game.session.fork import ForkProblem, fork
from game.session.log import LogProblem
from game.session.replay import Replay, open_replay
from game.terms import Role

if TYPE_CHECKING:
    from game.faces.desk.app import Desk, Screen


def watch(desk: "Desk", folder: DrillFolder, at_event: int | None, back: "Screen | None") -> None:
    """Show the replay of a drill, from one of its events or from its start; then `back`, or home.

    A log that cannot be read is told, and the screen stays as it is.
    """

    def go_back() -> None:
        if back is None:
            desk.menu()
        else:
            desk.show(back)

    try:
        replay = open_replay(folder.log)
        screen = ReplayScreen(
            desk.ui,
            replay,
            at_event=at_event,
            go_on=lambda n, at_s, humans: go_on(desk, replay, n, at_s, humans),
            back=go_back,
        )
    except LogProblem as problem:
        desk.excuse(str(problem))
    else:
        desk.show(screen)


def go_on(desk: "Desk", replay: Replay, n: int, at_s: int, humans: frozenset[Role]) -> None:
    """Play on from a moment of a recorded drill, as a drill of its own in a folder of its own."""
    try:
        folder = new_folder(desk.drills, replay.header.scenario, datetime.now(UTC))
    except OSError as problem:
        desk.excuse(f"The drill cannot be kept at {desk.drills}: {problem.strerror}.")
        return
    try:
        session = fork(replay, n, folder.log, humans, wall=utc_now)
    except (ForkProblem, LogProblem, OSError) as problem:
        folder.path.rmdir()
        desk.excuse(f"This cannot be played on from here: {problem}.")
        return
    session.advance(at_s)
    desk.sit_down(session, folder, humans, session.state.pace, coach=True)
