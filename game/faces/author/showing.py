"""How the author's results look in a terminal."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from game.faces.author.claims import Claim
from game.faces.author.forecast import Case, Forecast, Outlook
from game.faces.author.prove import TEAMS, Proof, Stage
from game.faces.author.teams import Drill
from game.faces.bots.policies import POLICIES
from game.scenario.shop_model import LeverOutcome
from game.simtime import clock

_YES, _NO = ("✓ holds", "green"), ("✗ fails", "bold red")


@contextmanager
def stages(console: Console) -> Iterator[Stage]:
    """A bar for each stage of long work; nothing where the output is not a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:

        def stage(title: str) -> "_Bar":
            return _Bar(bars, title)

        yield stage


class _Bar:
    """Moves one bar."""

    def __init__(self, bars: Progress, title: str) -> None:
        self._bars, self._task = bars, bars.add_task(title, total=None)

    def __call__(self, done: int, of: int) -> None:
        self._bars.update(self._task, completed=done, total=of)


def print_forecast(console: Console, found: Forecast) -> None:
    """Failed orders of every case, and when each inject comes."""
    for outlook in found.outlooks:
        console.print(Text(f"{outlook.variant}: {outlook.title}", "bold"))
        console.print(_losses(found, outlook))
        console.print()
    console.print(_releases(found))


def _losses(found: Forecast, outlook: Outlook) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Failed orders when pulled at")
    for at_s in found.times_s:
        table.add_column(clock(at_s), justify="right")
    idle = outlook.cases[0]
    for lever in found.levers:
        cases = [case for case in outlook.cases if case.lever == lever.id]
        table.add_row(Text(lever.id), *(_loss(case, idle) for case in cases))
    table.add_row("nobody acts", *(f"{idle.failed_orders:,.0f}" for _ in found.times_s))
    return table


def _loss(case: Case, idle: Case) -> Text:
    """The loss; better and worse than nobody acting by sign, not by colour alone."""
    if case.outcome is not LeverOutcome.WORKS:
        return Text(case.outcome.value, "dim")
    change = case.failed_orders - idle.failed_orders
    notable = abs(change) > 1 + 0.01 * idle.failed_orders
    sign, style = ("  ", "") if not notable else ("▼ ", "green") if change < 0 else ("▲ ", "red")
    return Text(f"{sign}{case.failed_orders:,.0f}", style)


def _releases(found: Forecast) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Inject", overflow="fold")
    table.add_column("planned")
    for outlook in found.outlooks:
        table.add_column(Text(f"{outlook.variant}\nnobody acts / by book"), overflow="fold")
    for rows in zip(*(outlook.msel for outlook in found.outlooks), strict=True):
        planned = rows[0].planned_s
        first = "on condition" if planned is None else clock(planned)
        both = (f"{_moment(row.idle_s):<10} / {_moment(row.book_s)}" for row in rows)
        table.add_row(Text(rows[0].inject), first, *both)
    return table


def _moment(at_s: int | None) -> str:
    return "–" if at_s is None else clock(at_s)


def print_proof(console: Console, proof: Proof, scenario: str) -> None:
    """Scores by team, the claims, and for each that fails why, and which drill shows it."""
    console.print(Text(proof.evidence.scenario.id, "bold"))
    console.print(_scores(proof))
    console.print()
    console.print(_claims(proof))
    for claim in proof.claims:
        if not claim.holds:
            console.print(_failing(proof, claim, scenario))
    for warning in proof.warnings:
        console.print(Text(f"! {warning}", "yellow"))
    console.print()
    count = sum(not claim.holds for claim in proof.claims)
    verdict = (
        f"{count} of {len(proof.claims)} claims fail." if count else "Proven: all claims hold."
    )
    console.print(Text(verdict, "bold"))


def print_verdicts(console: Console, proofs: Sequence[Proof]) -> None:
    """A line for each scenario of a library."""
    table = Table(box=None, pad_edge=False)
    for heading in ("Scenario", "", "What fails"):
        table.add_column(heading)
    for proof in proofs:
        failing = [claim.id for claim in proof.claims if not claim.holds]
        word, style = _YES if not failing else _NO
        table.add_row(proof.evidence.scenario.id, Text(word, style), ", ".join(failing))
    console.print(table)


def _failing(proof: Proof, claim: Claim, scenario: str) -> Text:
    """A claim with everything that speaks against it."""
    text = Text(f"\n✗ {claim.title}", "bold red")
    for failure in claim.failures:
        text.append(f"\n  {failure.says}", "not bold default")
        if failure.drill is not None:
            text.append(
                f"\n    see {_shows(proof, failure.drill, scenario)}", "not bold dim default"
            )
    return text


def _shows(proof: Proof, drill: Drill, scenario: str) -> str:
    """Where the drill lies that shows a failure, or how to play it again."""
    if drill in proof.logs:
        return str(proof.logs[drill])
    if drill.policy not in POLICIES:
        return f"{drill.policy}, variant {drill.variant}; --out DIR keeps its log"
    words = f"--policy {drill.policy} --variant {drill.variant} --seed {drill.seed}"
    return f"breakglass run {scenario} {words}"


def _scores(proof: Proof) -> Table:
    evidence = proof.evidence
    variants = [variant.id for variant in evidence.scenario.variants]
    table = Table(box=None, pad_edge=False, title_justify="left")
    table.add_column("Points of 100 (median)")
    for variant in variants:
        table.add_column(Text(variant), justify="right")
    for policy in TEAMS:
        played = [bool(evidence.of(policy, variant)) for variant in variants]
        scores = (
            f"{evidence.typical(policy, variant):.1f}" if known else "–"
            for known, variant in zip(played, variants, strict=True)
        )
        if any(played):
            table.add_row(policy, *scores)
    table.add_row(
        f"best first move, at {clock(evidence.moved_s)}",
        *(Text(evidence.moves[variant][0].lever or "waiting") for variant in variants),
        style="dim",
    )
    return table


def _claims(proof: Proof) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("What must hold")
    table.add_column("")
    table.add_column("What was found")
    for claim in proof.claims:
        word, style = _YES if claim.holds else _NO
        table.add_row(Text(claim.title), Text(word, style), Text(claim.shown))
    return table
