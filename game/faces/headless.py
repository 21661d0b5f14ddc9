"""Drills without a face: bots in all seats, as fast as it goes."""

from collections.abc import Callable

from game.engine.handbook import handbook_of
from game.faces.bots.policies import POLICIES, make_player
from game.scenario.library import Loaded
from game.session.folder import DrillFolder
from game.session.log import LogProblem, read_log
from game.session.opening import Setup, open_drill
from game.session.replay import resume
from game.session.session import Session, run_headless

Progress = Callable[[int, int], None]
"""Is told incident seconds played, and in all."""


def seat_bots(session: Session) -> None:
    """Put a bot into every seat that the roster gives to one.

    ValueError when the roster names a policy that this version does not have.
    """
    handbook = handbook_of(session.plan)
    for role, policy in session.header.roster.bots.items():
        session.seat(role, make_player(policy, handbook, role, session.header.seed))


def play_bots(
    loaded: Loaded, setup: Setup, folder: DrillFolder, progress: Progress | None = None
) -> Session:
    """Play a whole drill with bots and close it; the log lies in the folder.

    SetupProblem when the scenario has no such variant; OSError when the log cannot be written.
    """
    return _to_the_end(open_drill(loaded, setup, folder.log, durable=False), progress)


def resume_bots(folder: DrillFolder, progress: Progress | None = None) -> Session:
    """Play an interrupted drill of bots to its end; LogProblem when its log cannot be read."""
    for policy in read_log(folder.log).header.roster.bots.values():
        if policy not in POLICIES:
            message = f"this version has no bots that play {policy!r}"
            raise LogProblem(str(folder.log), 1, message)
    return _to_the_end(resume(folder.log, durable=False), progress)


def _to_the_end(session: Session, progress: Progress | None) -> Session:
    try:
        seat_bots(session)
        run_headless(session, progress)
    finally:
        session.close()
    return session
