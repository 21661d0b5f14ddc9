"""The jobs that the desk gives away; nothing here draws, so that a process for one starts soon."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from game.faces.author.claims import Claim
from game.faces.author.files import AuthorProblem
from game.faces.author.forecast import Forecast, forecast
from game.faces.author.prove import TEAMS, Proof, prove
from game.faces.author.teams import Outcome, Progress, cores
from game.faces.desk.work.errand import Tell
from game.faces.outcome import write_outcome
from game.scenario.library import Loaded, load
from game.session.folder import DrillFolder
from game.session.replay import open_replay
from scoring.judge import score
from scoring.scorecard import Scorecard
from scoring.study import study
from scoring.waiting import STEP_S
from scoring.whatif import WhatIf


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: what it is at, and how much of that is done; `of` is 0 until known."""

    title: str
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its median score in each variant; None where it did not play."""

    team: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """What proving a scenario has shown."""

    holds: bool
    claims: tuple[Claim, ...]
    variants: tuple[str, ...]
    teams: tuple[TeamRow, ...]
    best_moves: tuple[str, ...]
    moved_s: int
    warnings: tuple[str, ...]
    drills: int


def workers() -> int:
    """One core is left to the window."""
    return max(1, cores() - 1)


def forecast_job(scenario: Path, tell: Tell[Step | Forecast]) -> None:
    """What the scenario in that file brings."""
    loaded = _loaded(scenario)
    tell(Step("Two teams play"))
    tell(forecast(loaded, _progress("Two teams play", tell), workers()))


def prove_job(scenario: Path, runs: int, tell: Tell[Step | Proven]) -> None:
    """Whether the scenario in that file works, with so many drills a team and variant."""
    loaded = _loaded(scenario)

    def stage(title: str) -> Progress:
        tell(Step(title))
        return _progress(title, tell)

    tell(proven(prove(loaded, runs, stage, workers())))


def _progress(title: str, tell: Callable[[Step], None]) -> Progress:
    return lambda done, of: tell(Step(title, done, of))


def _loaded(scenario: Path) -> Loaded:
    found = load(scenario)
    if isinstance(found, list):
        message = f"{scenario.parent.name} has problems; “Check” shows them"
        raise AuthorProblem(message)
    return found


def proven(proof: Proof) -> Proven:
    """What a window shows of a proof."""
    evidence = proof.evidence
    variants = tuple(variant.id for variant in evidence.scenario.variants)
    teams = (
        TeamRow(team, tuple(_typical(evidence.of(team, variant)) for variant in variants))
        for team in TEAMS
    )
    return Proven(
        holds=proof.holds,
        claims=proof.claims,
        variants=variants,
        teams=tuple(row for row in teams if any(score is not None for score in row.scores)),
        best_moves=tuple(evidence.moves[variant][0].lever or "waiting" for variant in variants),
        moved_s=evidence.moved_s,
        warnings=proof.warnings,
        drills=len(evidence.outcomes),
    )


def _typical(outcomes: list[Outcome]) -> float | None:
    return median(item.score for item in outcomes) if outcomes else None


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a drill lie in its folder."""


OutcomeNews = Scorecard | Written | WhatIf


def outcome_job(folder: Path, tell: Tell[OutcomeNews]) -> None:
    """Tell the score of a drill and what waiting cost, and write its files."""
    drill = DrillFolder(folder)
    replay = open_replay(drill.log)
    state = replay.final()
    studied = study(replay.plan, state, STEP_S)
    tell(score(replay.plan, state, studied=studied))
    tell(studied.moved)
    write_outcome(drill, replay.plan, state, studied=studied)
    tell(Written())
