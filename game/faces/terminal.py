"""What the command line prints for people: a scorecard, a moment, the way of a long run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from game.engine.plan import Plan
from game.engine.state import State
from game.scenario.shop_model import LeverOutcome
from game.simtime import clock, utc
from game.terms import SEATS
from scoring import figures, glance
from scoring.resim import Loss
from scoring.scorecard import Scorecard
from scoring.whatif import HELD_FIXED, LeverCurve, WhatIf

_STYLES = {"P": "green", "S": "cyan", "M": "yellow", "U": "red", "N": "dim"}


def print_score(console: Console, plan: Plan, card: Scorecard) -> None:
    """The scorecard at a glance: objectives, response times, what to practise."""
    says = glance.RATING_WORDS[card.rating]
    console.print(Text(f"{plan.scenario.title}, variant {card.variant}, seed {card.seed}"))
    console.print(Text(f"{card.score:.1f} of 100 points, {card.rating.value}: {says}", "bold"))
    if any(finding.override for finding in card.findings):
        console.print(Text(f"{card.judged_score:.1f} by the rules, without ratings by hand."))
    console.print(_objectives(plan, card))
    for figure in (*glance.measures(card), *glance.impacts(card.impact)):
        console.print(Text(f"{figure.name + ':':<28}{figure.value}"))
    losses = glance.practise(plan, card)
    if losses:
        console.print(Text("Practise next:"))
    for row in losses:
        console.print(Text(f"  {row.seat}: {row.title}. {row.finding.note}"))


def _objectives(plan: Plan, card: Scorecard) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Objective")
    table.add_column("Rating", justify="center")
    table.add_column("Points", justify="right")
    for group in glance.by_objective(plan, card):
        rating = Text(group.rating.value, _STYLES[group.rating.value])
        earned = f"{figures.points(group.points)} of {figures.points(group.max_points)}"
        table.add_row(Text(group.title), rating, earned)
    return table


def print_what_if(console: Console, plan: Plan, found: WhatIf) -> None:
    """Failed orders by when each lever is pulled, the actual moment and never beside them."""
    console.print(Text(f"{plan.scenario.title}, variant {found.variant}, seed {found.seed}"))
    console.print(Text(f"As it was: {_cost(found.actual)}.", "bold"))
    console.print(_moved(found))
    console.print(Text(f"Held fixed: {HELD_FIXED}", "dim"))


def _moved(found: WhatIf) -> Table:
    table = Table(box=None, pad_edge=False, title="Failed orders, had it been pulled at")
    table.add_column("Lever")
    shown_s = _shown_s(found)
    for at_s in shown_s:
        table.add_column(clock(at_s), justify="right")
    table.add_column("Never", justify="right")
    table.add_column("Was pulled at")
    for curve in found.levers:
        table.add_row(Text(curve.title), *_costs(curve, shown_s), _pulled(curve))
    return table


def _shown_s(found: WhatIf) -> list[int]:
    """At most four moments, evenly spread over those that were simulated."""
    every_s = range(found.from_s, found.to_s + 1, found.step_s)
    return [every_s[len(every_s) * part // 4] for part in range(4)] if len(every_s) > 3 else []


def _costs(curve: LeverCurve, shown_s: list[int]) -> list[str]:
    by_s = {point.at_s: point.loss for point in curve.points}
    chosen = (*(by_s[at_s] for at_s in shown_s), curve.never)
    return [figures.grouped(loss.failed_orders) for loss in chosen]


def _pulled(curve: LeverCurve) -> str:
    when = "never" if curve.pulled_s is None else clock(curve.pulled_s)
    return when if curve.outcome is LeverOutcome.WORKS else f"{when} ({curve.outcome.value})"


def _cost(loss: Loss) -> str:
    orders = figures.grouped(loss.failed_orders)
    return f"{orders} failed orders, {figures.grouped(loss.lost_revenue)} €"


def print_moment(console: Console, plan: Plan, state: State) -> None:
    """Where the exercise stood at that second."""
    incident = state.incident
    severity = incident.severity.value.upper() if incident.severity else "no severity"
    stage = state.stage.value if state.stage else "nothing posted"
    lines = (
        ("Time", f"{clock(state.at_s)}  {utc(plan.scenario.exercise.start, state.at_s)} UTC"),
        ("Exercise", state.phase.value.replace("_", " ")),
        ("Incident", f"{incident.phase.value.replace('_', ' ')}, {severity}"),
        ("Status page", stage),
        ("Alerts firing", ", ".join(sorted(state.firing)) or "none"),
        ("Mitigations", ", ".join(_mitigations(plan, state)) or "none"),
        ("Seats", ", ".join(f"{role.title} {state.seats[role]}" for role in SEATS)),
    )
    for name, value in lines:
        console.print(Text(f"{name + ':':<15}{value}"))


def _mitigations(plan: Plan, state: State) -> Iterator[str]:
    for item in state.mitigations.values():
        lever = plan.levers.get(item.lever)
        yield f"{lever.title if lever else item.lever} ({item.phase.value})"


@contextmanager
def progress_bar(console: Console, title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar while a drill is played; nothing where the output is not a terminal."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[clock]}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(title, clock=clock(0))
        yield lambda at_s, all_s: bar.update(task, completed=at_s, total=all_s, clock=clock(at_s))
