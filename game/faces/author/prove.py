"""Proving a scenario: teams of bots play it, first moves are simulated, and claims are judged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from game.faces.author.claims import (
    BOOK,
    LESSER,
    Claim,
    Evidence,
    Failure,
    judge,
    not_observed,
    unearned,
    unreleased,
)
from game.faces.author.crew import Crew
from game.faces.author.files import AuthorProblem
from game.faces.author.teams import ABSENT, EXPLORER, Drill, Outcome, Progress, keep
from game.scenario.conditions import EventHappened, LeverIs
from game.scenario.library import Loaded
from game.scenario.parts import walk
from game.scenario.runbook import CriticalTask
from game.scenario.shop_model import LeverKind
from game.terms import SEATS

FORMAT = "breakglass-proof"
VERSION = 1
TEAMS = (BOOK, "competent", "novice", *LESSER)
COMPARED = (BOOK, *LESSER)
"""The teams that the claims compare with each other."""

FIRST_MOVE = 0.25
"""When the first move is simulated if no team made one, as a part of the exercise."""

Stage = Callable[[str], Progress]
"""Is told what begins now, and gives back whom to tell how far it is."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was tried, what holds and what does not; `logs` are the drills that were kept."""

    loaded: Loaded
    evidence: Evidence
    claims: tuple[Claim, ...]
    logs: Mapping[Drill, Path] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether the scenario is proven."""
        return all(claim.holds for claim in self.claims)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What an author should know, though it is no mistake."""
        return tuple(
            f"{task}: not observed, no team had occasion for it"
            for task in not_observed(self.evidence.outcomes)
        )


def prove(loaded: Loaded, runs: int, stage: Stage, workers: int) -> Proof:
    """Let teams play every variant `runs` times and judge what came of it.

    AuthorProblem when a worker was ended from outside.
    """
    with Crew([loaded], workers) as crew:
        return _proven(loaded, runs, stage, crew)


def prove_all(library: Sequence[Loaded], runs: int, stage: Stage, workers: int) -> Iterator[Proof]:
    """Prove several scenarios at once, and tell of each in their order as soon as it is known.

    AuthorProblem when a worker was ended from outside.
    """
    with Crew(library, workers) as crew, ThreadPoolExecutor(max(workers, 1)) as desk:
        proofs = [
            desk.submit(_proven, loaded, runs, _named(stage, loaded), crew) for loaded in library
        ]
        for proof in proofs:
            yield proof.result()


def _named(stage: Stage, loaded: Loaded) -> Stage:
    return lambda title: stage(f"{loaded.scenario.id}: {title.lower()}")


def _proven(loaded: Loaded, runs: int, stage: Stage, crew: Crew) -> Proof:
    outcomes = crew.play(loaded, list(_drills(loaded, runs)), stage("Teams play"))
    for wave in _special_teams(loaded, runs):
        drills = [drill for drill in wave if _may_help(loaded, outcomes, drill)]
        if drills:
            outcomes += crew.play(loaded, drills, stage("Special teams play"))
    at_s = _first_move_s(loaded, outcomes)
    moves = crew.moves(loaded, at_s, stage("First moves are simulated"))
    evidence = Evidence(loaded.scenario, tuple(outcomes), moves, at_s)
    return Proof(loaded, evidence, judge(evidence))


def _drills(loaded: Loaded, runs: int) -> Iterator[Drill]:
    """With one run, only the teams that the claims compare; the others play where they may help."""
    for seed in range(1, runs + 1):
        for variant in loaded.scenario.variants:
            for policy in COMPARED if runs == 1 else TEAMS:
                yield Drill(policy, variant.id, seed)


def _special_teams(loaded: Loaded, runs: int) -> Iterator[list[Drill]]:
    """Teams that may show what the usual ones did not: another lever, or an empty seat.

    In waves, each team in one variant first and only then in the others: most often that is enough.
    """
    variants = [variant.id for variant in loaded.scenario.variants]
    levers = [item.id for item in loaded.scenario.levers if item.kind is not LeverKind.WAIT]
    crews = [[ABSENT + seat.value for seat in SEATS], [EXPLORER + lever for lever in levers]]
    if runs == 1:
        crews.insert(0, [team for team in TEAMS if team not in COMPARED])
    for turn in range(len(variants)):
        for policies in crews:
            yield [
                Drill(policy, variants[(number + turn) % len(variants)], 1)
                for number, policy in enumerate(policies)
            ]


def _may_help(loaded: Loaded, outcomes: Sequence[Outcome], drill: Drill) -> bool:
    """Whether something is left to show that such a team might."""
    if unreleased(loaded.scenario, outcomes):
        return True
    if unearned(outcomes):
        return True
    unseen = set(not_observed(outcomes))
    tasks = (*loaded.scenario.tasks, *loaded.runbook.tasks)
    waiting = any(item.id in unseen and _waits_for_lever(item) for item in tasks)
    return waiting and drill.policy.startswith(EXPLORER)


def _waits_for_lever(task: CriticalTask) -> bool:
    """Whether its clock starts with what becomes of a lever."""
    for found in walk(task.start):
        match found.model:
            case LeverIs():
                return True
            case EventHappened(event=event) if event.startswith("mitigation_"):
                return True
            case _:
                pass
    return False


def _first_move_s(loaded: Loaded, outcomes: Sequence[Outcome]) -> int:
    """When teams by the book first decide: for the first move must be made without hindsight."""
    moments = [item.decided_s for item in outcomes if item.drill.policy == BOOK]
    known = [moment for moment in moments if moment is not None]
    duration_s = loaded.scenario.exercise.duration_s
    return round(median(known) if known else duration_s * FIRST_MOVE)


def failing_drills(proof: Proof) -> tuple[Drill, ...]:
    """The drills that show what does not hold, each once."""
    failures = (failure for claim in proof.claims for failure in claim.failures)
    return tuple(dict.fromkeys(item.drill for item in failures if item.drill is not None))


def keep_logs(proof: Proof, folder: Path) -> Proof:
    """The proof with the log of each drill that shows a failure, in a folder of its own below.

    AuthorProblem when the folder is in use; OSError when a log cannot be written.
    """
    drills = failing_drills(proof)
    taken = [folder / drill.name for drill in drills if (folder / drill.name).exists()]
    if taken:
        message = f"{taken[0]} exists already; choose another folder for the logs"
        raise AuthorProblem(message)
    logs = {drill: keep(proof.loaded, drill, folder / drill.name) for drill in drills}
    return Proof(proof.loaded, proof.evidence, proof.claims, logs)


def to_data_of_all(proofs: Sequence[Proof]) -> dict[str, object]:
    """Several proofs as plain data."""
    return {
        "format": f"{FORMAT}s",
        "version": VERSION,
        "proven": all(proof.holds for proof in proofs),
        "proofs": [to_data(proof) for proof in proofs],
    }


def to_data(proof: Proof) -> dict[str, object]:
    """The proof as plain data; see the author's guide for the meaning of each key."""
    evidence = proof.evidence
    return {
        "format": FORMAT,
        "version": VERSION,
        "scenario": evidence.scenario.id,
        "digest": proof.loaded.digest,
        "proven": proof.holds,
        "claims": [_claim(proof, claim) for claim in proof.claims],
        "warnings": list(proof.warnings),
        "drills": [_outcome(item) for item in evidence.outcomes],
        "first_moves": {
            "at_s": evidence.moved_s,
            "variants": {
                variant: [
                    {
                        "lever": move.lever,
                        "outcome": move.outcome.value,
                        "failed_orders": round(move.failed_orders, 1),
                    }
                    for move in moves
                ]
                for variant, moves in evidence.moves.items()
            },
        },
    }


def _claim(proof: Proof, claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "title": claim.title,
        "holds": claim.holds,
        "shown": claim.shown,
        "failures": [_failure(proof, failure) for failure in claim.failures],
    }


def _failure(proof: Proof, failure: Failure) -> dict[str, object]:
    drill = failure.drill
    log = None if drill is None else proof.logs.get(drill)
    return {
        "says": failure.says,
        "drill": None if drill is None else _drill(drill),
        "log": None if log is None else str(log),
    }


def _drill(drill: Drill) -> dict[str, object]:
    return {"policy": drill.policy, "variant": drill.variant, "seed": drill.seed}


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        **_drill(outcome.drill),
        "score": outcome.score,
        "recovered": outcome.recovered,
        "failed_orders": round(outcome.failed_orders, 1),
        "first_decision_s": outcome.decided_s,
        "ended_s": outcome.ended_s,
        "injects": [{"inject": inject, "at_s": at_s} for inject, at_s in outcome.injects],
        "tasks": [
            {"task": item.task, "points": round(item.points, 2), "max_points": item.most}
            for item in outcome.earned
        ],
    }
