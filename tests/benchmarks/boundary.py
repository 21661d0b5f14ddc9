"""Where an outage begins to outlive its cause: in the model, and request by request.

`python -m tests.benchmarks.boundary` prints the table. A slow database is the trigger; once it is
well again, the shop either recovers by itself or stays down. The boundary is found by bisection
along each of three ways: how busy the shop is, how long the trigger lasts, how much is shed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from game.scenario.shop_model import FaultSpec, ShopSpec
from game.shop import Pull, simulate
from tests.benchmarks.regimes import STORMY
from tests.shop.reference import Hands, Reference
from tests.shop.shops import calm, fault, lever, shop_spec

BEGINS_S: Final = 20
SHED_S: Final = (140, 260)
SETTLES_S: Final = 240
LOOKED_AT_S: Final = 60  # at the end
HALF: Final = 0.5  # of the customers get an order: nothing in between lasts
SEEDS: Final = 3


@dataclass(frozen=True)
class Storm:
    """A shop, its trigger, and what is shed."""

    spec: ShopSpec
    lasts_s: int = 30
    shed: float = 0.0

    @property
    def ends_s(self) -> int:
        return (SHED_S[1] if self.shed else BEGINS_S + self.lasts_s) + SETTLES_S

    @property
    def trigger(self) -> tuple[FaultSpec, ...]:
        until = f"{BEGINS_S + self.lasts_s}s"
        slow = {"target": "database", "factor": "25x", "from_": f"{BEGINS_S}s", "until": until}
        return (fault("slow-dependency", **slow),)

    def at(self, rps: float) -> "Storm":
        traffic = self.spec.traffic.model_copy(update={"base_rps": rps})
        return replace(self, spec=self.spec.model_copy(update={"traffic": traffic}))


def recovers(storm: Storm) -> bool:
    """In the model."""
    pulls: tuple[Pull, ...] = ()
    if storm.shed:
        pulls = (Pull(lever("shed", share=f"{100 * storm.shed:g}%"), *SHED_S),)
    shop = calm(storm.trigger, storm.spec)
    traces = simulate(shop, [pulls], storm.ends_s, 0, observed=False)
    good, offered = (traces.true(name)[0, -LOOKED_AT_S:].sum() for name in ("good", "offered"))
    return bool(good > HALF * offered)


def recovers_by_requests(storm: Storm, seeds: int = SEEDS) -> bool:
    """In most runs of the request-level simulation."""
    return 2 * sum(_recovers_once(storm, seed) for seed in range(seeds)) > seeds


def _recovers_once(storm: Storm, seed: int) -> bool:
    hands = Hands(shed=((float(SHED_S[0]), float(SHED_S[1]), storm.shed),)) if storm.shed else None
    reference = Reference(storm.spec, storm.trigger, seed + 1, hands)
    reference.run(storm.ends_s)
    from_s = storm.ends_s - LOOKED_AT_S
    good = sum(answer.good for answer in reference.answers if answer.at_s >= from_s)
    return good > HALF * storm.spec.traffic.base_rps * LOOKED_AT_S


def edge(yes: float, no: float, within: float, holds: Callable[[float], bool]) -> float:
    """Where `holds` turns from true to false between the two; they may be in either order."""
    while abs(no - yes) > within:
        middle = (yes + no) / 2
        yes, no = (middle, no) if holds(middle) else (yes, middle)
    return (yes + no) / 2


GIVING_UP = shop_spec(
    "small-shop",
    traffic__base_rps="42",
    traffic__retry_share="70%",
    traffic__retries_max="2",
    traffic__retry_after="6s",
    checkout__queue="400",
)
"""The same shop with customers who sooner or later give up."""

SMALL = shop_spec(
    "small-shop",
    traffic__base_rps="10",
    traffic__retry_share="70%",
    traffic__retries_max="2",
    traffic__retry_after="6s",
    checkout__replicas="1",
    checkout__queue="100",
    database__cores="2",
)
"""A quarter of it, which is as much cheaper to ask."""

STORMS: Final = {
    "nine of ten try up to four times": Storm(STORMY),
    "seven of ten try up to twice": Storm(GIVING_UP),
}
Judge = Callable[[Storm], bool]


def critical_load(storm: Storm, judge: Judge, within: float = 0.006) -> float:
    """Customers a second from which on the outage stays."""
    longer = replace(storm, lasts_s=60)  # so that it is not the trigger that decides
    full_rps = storm.spec.traffic.base_rps
    return edge(
        0.2 * full_rps,
        0.8 * full_rps,
        within * full_rps,
        lambda rps: judge(longer.at(rps)),
    )


def critical_length_s(storm: Storm, judge: Judge) -> float:
    """Seconds of trigger from which on the outage stays."""
    return edge(1.0, 41.0, 1.0, lambda length_s: judge(replace(storm, lasts_s=round(length_s))))


def critical_shed(storm: Storm, judge: Judge, within: float = 0.01) -> float:
    """Share that must be shed for two minutes to end it."""
    return edge(0.95, 0.15, within, lambda share: judge(replace(storm, shed=round(share, 3))))


def main() -> None:
    """Print the table."""
    print("| customers | where the boundary lies | ref | model | aim |\n|---|---|---|---|---|")  # noqa: T201
    for name, storm in STORMS.items():
        for what, find, unit, aim in (
            ("load, after 60 s of trigger", critical_load, "/s", "±8 %"),
            ("length of the trigger at 42/s", critical_length_s, " s", ""),
            ("share shed for two minutes at 42/s", critical_shed, "", "±0.06"),
        ):
            ref, ours = find(storm, recovers_by_requests), find(storm, recovers)
            shown = [f"{value:.2f}{unit}" for value in (ref, ours)]
            print(f"| {name} | {what} | {shown[0]} | {shown[1]} | {aim} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
