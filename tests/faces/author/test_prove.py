import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

from game.engine.plan import Plan
from game.faces.author.claims import LESSER, Claim, Evidence, judge
from game.faces.author.crew import Crew
from game.faces.author.files import AuthorProblem
from game.faces.author.moves import Move, best_moves, failed_orders, first_moves, plan_of
from game.faces.author.prove import TEAMS, Proof, keep_logs, prove, to_data
from game.faces.author.teams import Drill, Earned, Outcome, play
from game.scenario.library import Loaded, load, load_sources
from game.scenario.shop_model import LeverOutcome
from game.session.folder import find_log
from game.session.replay import open_replay
from game.shop import Pull
from scoring.judge import score

SHORT = Path(__file__).parents[2] / "session" / "short"
WORKS, REFUSED = LeverOutcome.WORKS, LeverOutcome.REFUSED


def scenario(name: str | Path) -> Loaded:
    found = load(name)
    assert isinstance(found, Loaded)
    return found


def tiny() -> str:
    """Seventy seconds: too short to be won, long enough to show why."""
    text = (SHORT / "scenario.yaml").read_text("utf-8")
    assert text.count("duration: 4m") == 1
    return text.replace("duration: 4m", "duration: 70s").replace("until: 3m 55s", "until: 69s")


def tiny_scenario() -> Loaded:
    sources = {**scenario(SHORT).sources, "scenario.yaml": tiny()}
    found = load_sources(sources)
    assert isinstance(found, Loaded)
    return found


def silent(_title: str) -> Callable[[int, int], None]:
    return lambda _done, _of: None


@pytest.fixture(scope="module")
def proof() -> Proof:
    """What can be shown of a drill that is too short to be won by the runbook."""
    return prove(tiny_scenario(), 1, silent, workers=1)


def claim(claims: tuple[Claim, ...], name: str) -> Claim:
    return next(item for item in claims if item.id == name)


# ---------------------------------------------------------------- claims, on made-up evidence


def outcome(policy: str, variant: str, points: float, **changes: object) -> Outcome:
    base = Outcome(
        drill=Drill(policy, variant, 1),
        score=points,
        earned=(Earned("look", points / 10, 10, "looked"), Earned("rest", 0, 0, "no occasion")),
        injects=tuple((name, 60) for name in INJECTS),
        decided_s=300,
        hurt=True,
        recovered=True,
        failed_orders=100,
        ended_s=900,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


WHEEL = scenario("hamster-wheel").scenario
VARIANTS = [variant.id for variant in WHEEL.variants]
INJECTS = [inject.id for inject in WHEEL.injects]
SCORES = dict(zip(TEAMS, (100.0, 90.0, 60.0, 30.0, 30.0, 0.0), strict=True))


def evidence(**scores: float) -> Evidence:
    wanted = SCORES | {name.replace("_", "-"): points for name, points in scores.items()}
    good, bad = Move("rollback", WORKS, 100), Move("flag-off", WORKS, 900)
    return Evidence(
        WHEEL,
        tuple(outcome(team, variant, wanted[team]) for variant in VARIANTS for team in TEAMS),
        {
            VARIANTS[0]: (good, bad, Move(None, WORKS, 1000)),
            VARIANTS[1]: (replace(bad, failed_orders=100), Move(None, WORKS, 1000)),
        },
        moved_s=300,
    )


def failing(given: Evidence) -> dict[str, str]:
    return {
        item.id: "; ".join(failure.says for failure in item.failures)
        for item in judge(given)
        if not item.holds
    }


def test_a_scenario_that_works_is_proven() -> None:
    assert failing(evidence()) == {}


def test_a_path_of_the_runbook_that_earns_too_little_is_told_with_what_it_lost() -> None:
    told = failing(evidence(by_the_book=94.9))
    assert told.keys() == {"mastery", "points"}
    assert "wrong-wheel: 94.9 points; lost most at look (looked)" in told["mastery"]


@pytest.mark.parametrize("policy", LESSER)
def test_those_who_ignore_the_lesson_must_stay_behind(policy: str) -> None:
    told = failing(evidence(**{policy: 81.0}))
    assert told == {
        "distance": f"wrong-wheel: {policy} comes within 19.0 points of the runbook's path; "
        f"wrong-flag: {policy} comes within 19.0 points of the runbook's path"
    }


def test_a_variant_that_nobody_wins_is_told_with_a_drill() -> None:
    given = evidence()
    lost = tuple(
        replace(item, recovered=item.drill.variant == VARIANTS[0]) for item in given.outcomes
    )
    won = claim(judge(replace(given, outcomes=lost)), "winnable")
    assert not won.holds
    assert won.failures[0].drill == Drill("by-the-book", VARIANTS[1], 1)


def test_an_inject_that_never_comes_is_told() -> None:
    given = evidence()
    quiet = tuple(replace(item, injects=item.injects[1:]) for item in given.outcomes)
    told = failing(replace(given, outcomes=quiet))
    assert told == {"injects": f"{INJECTS[0]}: came in none of 12 drills"}


def test_variants_that_no_investigation_tells_apart_are_told() -> None:
    bare = WHEEL.model_copy(
        update={"variants": tuple(v.model_copy(update={"findings": {}}) for v in WHEEL.variants)}
    )
    told = failing(replace(evidence(), scenario=bare))
    assert told["told-apart"].startswith("wrong-wheel: no investigation there rules out wrong-flag")


def test_one_right_answer_for_all_variants_is_told() -> None:
    given = evidence()
    same = dict.fromkeys(VARIANTS, given.moves[VARIANTS[0]])
    told = failing(replace(given, moves=same))
    assert told == {"decision": "rollback is the best first move in every variant"}
    alone = replace(
        given,
        scenario=WHEEL.model_copy(update={"variants": WHEEL.variants[:1]}),
        moves={VARIANTS[0]: given.moves[VARIANTS[0]]},
    )
    assert "one variant only" in failing(alone)["decision"]


def test_waiting_is_the_best_of_equals_and_a_refused_lever_never_is() -> None:
    equals = (Move("a", WORKS, 99.5), Move(None, WORKS, 100), Move("b", WORKS, 900))
    assert best_moves(equals) == {None}
    refused = (Move("a", REFUSED, 10), Move("b", WORKS, 50), Move(None, WORKS, 900))
    assert best_moves(refused) == {"b"}
    disastrous = (Move("a", WORKS, 10), Move("b", WORKS, 60), Move(None, WORKS, 900))
    assert best_moves((*disastrous, Move("c", WORKS, 1e6))) == {"a"}


# ---------------------------------------------------------------- simulated first moves


def wheel(variant: str) -> Plan:
    return plan_of(scenario("hamster-wheel"), variant)


def test_the_best_first_move_follows_the_cause() -> None:
    for variant, lever in (("wrong-wheel", "rollback"), ("wrong-flag", "flag-off")):
        assert best_moves(first_moves(wheel(variant), 270)) == {lever}


def test_a_pull_saves_orders_and_the_later_the_fewer() -> None:
    plan = wheel("wrong-wheel")
    lever = plan.levers["rollback"]
    early, late, never = failed_orders(plan, [[Pull(lever, 180)], [Pull(lever, 600)], []])
    assert 0 < early < late < never
    assert failed_orders(plan, [[]]) == pytest.approx([never])  # the noise is shared


# ---------------------------------------------------------------- drills


def test_a_team_plays_the_same_drill_in_any_process() -> None:
    loaded = tiny_scenario()
    drills = [Drill(team, "dark", 1) for team in ("idle", "spammer", "absent:comms")]
    with Crew([loaded], workers=1) as one, Crew([loaded], workers=2) as two:
        alone = one.play(loaded, drills, silent(""))
        assert two.play(loaded, drills, silent("")) == alone
    assert [item.drill for item in alone] == drills


def test_an_explorer_pulls_its_lever_with_care() -> None:
    loaded = scenario("hamster-wheel")
    careful = play(loaded, Drill("explorer:restart", "wrong-wheel", 1))
    earned = {item.task: item for item in careful.earned}
    assert earned["heap-before-restart"].points == earned["heap-before-restart"].most > 0
    assert careful.recovered


def test_what_fails_is_told_with_its_log(proof: Proof, tmp_path: Path) -> None:
    assert not proof.holds
    assert not claim(proof.claims, "mastery").holds
    kept = keep_logs(proof, tmp_path)
    assert kept.logs
    scores = {item.drill: item.score for item in proof.evidence.outcomes}
    for drill, path in kept.logs.items():
        replay = open_replay(find_log(str(path.parent), tmp_path))
        assert score(replay.plan, replay.final()).score == scores[drill]
    with pytest.raises(AuthorProblem, match="exists already"):
        keep_logs(proof, tmp_path)


def test_tasks_without_an_occasion_are_a_warning(proof: Proof) -> None:
    assert "answers-ops: not observed, no team had occasion for it" in proof.warnings
    assert not any("answers-ops" in f.says for item in proof.claims for f in item.failures)


def test_the_document_is_stable(proof: Proof) -> None:
    data = json.loads(json.dumps(to_data(proof)))
    assert list(data) == [
        "format",
        "version",
        "scenario",
        "digest",
        "proven",
        "claims",
        "warnings",
        "drills",
        "first_moves",
    ]
    assert [item["id"] for item in data["claims"]] == [
        "winnable",
        "mastery",
        "distance",
        "points",
        "injects",
        "told-apart",
        "decision",
    ]
    assert data["first_moves"]["variants"].keys() == {"dark", "afraid"}


def test_the_command_says_what_fails_and_leaves_with_one(
    author: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "tiny.yaml").write_text(tiny(), encoding="utf-8")
    result = author("prove", "tiny.yaml", "--runs", 1, "--workers", 1, "--out", "logs", code=1)
    assert "✗ The runbook's path earns at least 95 of 100 points" in result.stdout
    assert (tmp_path / "logs" / "by-the-book-dark-1" / "log.jsonl").is_file()


def test_bad_usage_is_told(author: Callable[..., Result], tmp_path: Path) -> None:
    assert "there is no file and no scenario" in author("prove", "moon", code=1).stderr
    author("prove", SHORT, "--runs", 0, code=2)
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    assert "broken.yaml:1" in author("prove", "broken.yaml", code=1).stderr
