"""The model beside the request-level simulation of the same shop, regime by regime.

`python -m tests.benchmarks.regimes` prints the table of all errors, with the time that each took.
"""

import time
from dataclasses import dataclass, field

from game.scenario.shop_model import FaultSpec, ShopSpec
from game.shop import Pull, build, simulate
from tests.shop.reference import Hands, Reference, Summary, summary
from tests.shop.shops import fault, lever, mean, shop_spec

TIMEOUT_S = 5.0


@dataclass(frozen=True)
class Regime:
    """A shop under a load, and the seconds that are compared."""

    name: str
    spec: ShopSpec
    faults: tuple[FaultSpec, ...] = ()
    hands: Hands = field(default_factory=Hands)
    from_s: int = 40
    to_s: int = 160
    runs: int = 1
    seeds: int = 1  # courses of the model, where chance decides in it too
    bins: int = 1  # parts of that time whose quantiles are averaged, where it is no steady state

    @property
    def pulls(self) -> tuple[Pull, ...]:
        """The hands as levers."""
        many = str(self.hands.added_replicas)
        more = Pull(lever("scale-out", replicas=many), -5000)
        shed = tuple(
            Pull(lever("shed", share=f"{100 * share:g}%"), int(begin), int(end))
            for begin, end, share in self.hands.shed
        )
        return (more, *shed)


def _always(kind: str, **said: str) -> tuple[FaultSpec, ...]:
    return (fault(kind, from_="-1h", **said),)


def _narrow(rps: str, **more: str) -> ShopSpec:
    """One worker a replica, so that forty customers a second are all it can take."""
    return shop_spec(traffic__base_rps=rps, checkout__workers="1", **more)


def _draining(name: str, until: str) -> Regime:
    """Ten seconds leave a line of four seconds, twelve one of five, which is the timeout."""
    slow = fault("slow-dependency", target="database", factor="8x", from_="40s", until=until)
    begin = slow.until_s or 0
    return Regime(
        name,
        _narrow("30", checkout__queue="150"),
        (slow,),
        from_s=begin + 2,
        to_s=begin + 22,
        runs=16,
        bins=5,
    )


STORMY = shop_spec(
    "small-shop",
    traffic__base_rps="42",
    traffic__retry_share="90%",
    traffic__retries_max="4",
    traffic__retry_after="3s",
    checkout__queue="400",
)
"""A queue longer than customers' patience, and customers who do not give up."""

TRIGGER = (fault("slow-dependency", target="database", factor="25x", from_="20s", until="50s"),)
_SHED = Hands(shed=((200.0, 320.0, 0.8),))

REGIMES = (
    Regime("light", shop_spec(traffic__base_rps="20")),
    Regime("50 % load", _narrow("19")),
    Regime("80 % load", _narrow("31"), to_s=300),
    Regime("95 % load", _narrow("36.5"), from_s=60, to_s=900),
    Regime("overload with retries", _narrow("55", checkout__queue="24")),
    Regime("payments x5", shop_spec(), _always("slow-dependency", target="payments", factor="5x")),
    Regime(
        "payments x5 for 30 %",
        shop_spec(),
        _always("slow-dependency", target="payments", factor="5x", share="30%"),
    ),
    Regime(
        "payments hang for 30 %",
        shop_spec(),
        _always("dependency-down", target="payments", hangs="true", share="30%"),
        runs=3,
    ),
    Regime(
        "payments hang, no breaker",
        shop_spec(),
        _always("dependency-down", target="payments", hangs="true"),
    ),
    Regime(
        "payments hang, breaker",
        shop_spec(checkout__breaks_at="50%"),
        _always("dependency-down", target="payments", hangs="true"),
        from_s=60,
        runs=3,
    ),
    Regime(
        "slow queries exhaust the pool",
        shop_spec(),
        _always("slow-query", target="database", factor="80x", share="10%"),
        runs=3,
    ),
    Regime(
        "database x10",
        shop_spec(),
        _always("slow-dependency", target="database", factor="10x"),
    ),
    Regime(
        "database x10, scaled out",
        shop_spec(),
        _always("slow-dependency", target="database", factor="10x"),
        Hands(added_replicas=6),
    ),
    Regime(
        "cache flush",
        shop_spec(database__cores="4"),
        (fault("cache-flush", target="inventory", from_="10s", until="11s"),),
        from_s=11,
        to_s=60,
    ),
    Regime("storm, nobody acts", STORMY, TRIGGER, from_s=140, to_s=320),
    Regime("storm, 80 % shed", STORMY, TRIGGER, _SHED, from_s=230, to_s=320),
    Regime("storm, after shedding", STORMY, TRIGGER, _SHED, from_s=360, to_s=460),
    _draining("backlog drains", "50s"),
    _draining("backlog drains, longer than patience", "52s"),
    Regime(
        "leak, crash loop",
        shop_spec(),
        (fault("memory-leak", grows_over="300", from_="0s"),),
        to_s=260,
        runs=3,
        seeds=4,
    ),
    Regime("code errors", shop_spec(), _always("code-errors", share="60%")),
    Regime(
        "replicas lost", shop_spec(checkout__workers="2"), _always("capacity-loss", share="75%")
    ),
)


def referred(regime: Regime, seed: int = 7) -> Summary:
    """What the request-level simulation finds; quantiles are means over runs and parts."""
    references = [
        Reference(regime.spec, regime.faults, seed + n, regime.hands) for n in range(regime.runs)
    ]
    for reference in references:
        reference.run(regime.to_s)
    whole = summary(references, regime.from_s, regime.to_s)
    width = (regime.to_s - regime.from_s) // regime.bins
    parts = [
        summary([one], regime.from_s + n * width, regime.from_s + (n + 1) * width)
        for one in references
        for n in range(regime.bins)
    ]
    p50, p95, p99 = (sum(p.latencies_s[q] for p in parts) / len(parts) for q in range(3))
    return Summary(whole.orders_rps, whole.error_share, (p50, p95, p99))


def modelled(regime: Regime) -> Summary:
    """What the model expects, the mean of its seeds."""
    found = [_modelled(regime, seed) for seed in range(1, regime.seeds + 1)]
    p50, p95, p99 = (sum(one.latencies_s[q] for one in found) / len(found) for q in range(3))
    orders_rps = sum(one.orders_rps for one in found) / len(found)
    return Summary(orders_rps, sum(f.error_share for f in found) / len(found), (p50, p95, p99))


def _modelled(regime: Regime, seed: int) -> Summary:
    """One course, its dashboards looking at a whole part at once."""
    width = (regime.to_s - regime.from_s) // regime.bins
    spec = regime.spec.model_copy(update={"window_s": width})
    begin = -5
    shop = build(spec, regime.faults, seed, noise=False)
    traces = simulate(shop, [regime.pulls], regime.to_s - begin, begin)
    span = regime.from_s, regime.to_s
    front = spec.traffic.enters
    ends = slice(regime.from_s + width - 1 - begin - 1, None, width)
    p50, p95, p99 = (traces.metric(f"{front}.p{q}")[0, ends].mean() / 1000 for q in (50, 95, 99))
    bad = mean(traces, "bad_requests", *span) / mean(traces, "requests", *span)
    return Summary(mean(traces, "good", *span), bad, (p50, p95, p99))


def main() -> None:
    """Print the table."""
    heads = (
        "regime | orders/s ref / model | errors % ref / model | p50 | p95 | p99 | cost ref / model"
    )
    print(f"| {heads} |\n|---|---|---|---|---|---|---|")  # noqa: T201 - a command's output
    for regime in REGIMES:
        begun = time.process_time()
        ref = referred(regime)
        mid = time.process_time()
        ours = modelled(regime)
        done = time.process_time()
        shown = [
            f"{100 * (ours_s / ref_s - 1):+.1f} %" if 0.02 < ref_s < 0.99 * TIMEOUT_S else "atom"
            for ours_s, ref_s in zip(ours.latencies_s, ref.latencies_s, strict=True)
        ]
        print(  # noqa: T201
            f"| {regime.name} | {ref.orders_rps:.1f} / {ours.orders_rps:.1f} "
            f"| {100 * ref.error_share:.1f} / {100 * ours.error_share:.1f} "
            f"| {' | '.join(shown)} | {mid - begun:.1f} s / {done - mid:.2f} s |",
            flush=True,
        )


if __name__ == "__main__":
    main()
