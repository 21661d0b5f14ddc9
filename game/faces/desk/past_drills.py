"""The way back into drills that were played: looking at them again, and going on differently."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from game.faces.archive.reading import read_archive
from game.faces.desk.opening import open_file
from game.faces.desk.screens.history import HistoryScreen, PastWays
from game.faces.desk.screens.replay.screen import ReplayScreen
from game.faces.replacing import replace_file
from game.session.folder import DrillFolder, new_folder, utc_now
from game.session.fork import ForkProblem, fork
from game.session.log import LogProblem
from game.session.replay import Replay, open_replay
from game.simtime import clock
from game.terms import Role
from scoring.trends import trends
from scoring.trends_page import trends_html

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


def history(desk: "Desk") -> None:
    """Show the list of past drills."""

    def trends_page() -> None:
        page = desk.drills.parent / "trends.html"
        groups = trends(archive.records, archive.titles)
        try:
            replace_file(page, trends_html(groups, archive.records).encode())
        except OSError as problem:
            desk.excuse(f"The page of trends cannot be written: {problem.strerror}.")
            return
        if not open_file(page):
            desk.ui.toast(f"It lies at {page}", "info", seconds=15)

    archive = read_archive(desk.drills)
    ways = PastWays(
        watch=desk.watch,
        go_on=desk.go_on,
        open_file=open_file,
        trends=trends_page,
        back=desk.menu,
    )
    desk.show(HistoryScreen(desk.ui, archive, desk.drills, ways))


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
    desk.ui.toast(f"You go on from {clock(at_s)}, differently. The drill before stays as it was.")
