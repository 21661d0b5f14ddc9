"""All services of one second: what is asked, who is served, what is answered, who is called."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import ONE, TINY, Floats
from game.shop.asked import Asked, asked
from game.shop.conditions import Conditions
from game.shop.customers import Asking
from game.shop.latency import Answers, answers, replies
from game.shop.network import Flow, serve
from game.shop.standing import Plant
from game.shop.state import passing
from game.shop.system import Shop


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """Everything that went through in one second."""

    flow: Flow
    asks: Asked
    answers: Answers
    replies: Floats
    repeated: Floats  # [service, B]: requests of this second that were made again
    calls: Floats  # [ask, B]
    failures: Floats  # [ask, B]: of the calls
    coming: Floats  # [2, service, B]: calls that arrive in the next second; made again of those
    to_providers: Floats  # [2, provider, B]: calls; failures of those
    misses: Floats  # [cache, B]


def pass_through(shop: Shop, plant: Plant, now: Conditions, who: Asking) -> Pass:
    """Settle all services, work out their answers, and send their calls on their way.

    A call arrives in the second after the request that makes it was taken up, and its caller
    sees what was answered in the last second.
    """
    wiring = shop.wiring
    coming = plant.coming.copy()
    coming[0, 0], coming[1, 0] = who.let_in, who.retries
    arrivals, repeated = coming
    there = np.concatenate((plant.replies, now.providers.replies), axis=1)
    asks = asked(wiring, now.asks, passing(shop, now, plant.slow), _spared(shop, plant), there)
    flow = serve(shop, now, plant.settled, plant.slow, arrivals=arrivals, asks=asks)
    found = answers(shop, now, flow, asks, plant.answers)
    calls = flow.going.take(wiring.by, axis=0) * asks.attempts
    reached = np.empty((2, *calls.shape))
    np.multiply(calls, now.asks.answered, out=reached[0])
    again = (repeated / np.maximum(arrivals, TINY)).take(wiring.by, axis=0)
    if wiring.repeats:
        again = again + (ONE - again) * asks.again
    np.multiply(reached[0], again, out=reached[1])
    outward = np.empty((2, *calls.shape))
    outward[0] = calls
    failures = np.multiply(calls, asks.in_vain, out=outward[1])
    return Pass(
        flow=flow,
        asks=asks,
        answers=found,
        replies=replies(shop, now.services, flow, found, plant.replies),
        repeated=repeated,
        calls=calls,
        failures=failures,
        coming=wiring.asked.of(reached),
        to_providers=wiring.providing.of(outward),
        misses=wiring.looked_up.of(flow.going) * flow.missed,
    )


def _spared(shop: Shop, plant: Plant) -> Floats:
    """Share of attempts of each ask that are within the other side's rate limit."""
    if not shop.wiring.limited:
        return ONE
    over = plant.slow.over
    nothing = np.zeros((len(shop.services), over.shape[1]))
    spared: Floats = 1.0 - np.concatenate((nothing, over)).take(shop.wiring.to, axis=0)
    return spared
