"""How strongly each fault acts at one second, with what the levers have done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.scenario.shop_model import FaultKind, FaultSpec, LeverKind
from game.shop.arrays import Floats, larger, smaller
from game.shop.levers import AWAY_S, Programme, Slot
from game.shop.system import DATABASE, Shop
from game.shop.wiring import Service

RELIEF_S: Final = 60  # how long the database is rid of queries that will be made again
GROWTH_STEPS: Final = 200
_OF_ONE_MACHINE: Final = frozenset(
    {
        FaultKind.CAPACITY_LOSS,
        FaultKind.SLOW_DEPENDENCY,
        FaultKind.DEPENDENCY_DOWN,
        FaultKind.DISK_FULL,
        FaultKind.LOCK_CONTENTION,
        FaultKind.REPLICATION_STALL,
        FaultKind.CPU_CONTENTION,
    }
)
"""Faults of the database that stay behind when another machine takes over."""

Strength = float | Floats


@dataclass(frozen=True, slots=True, eq=False)
class Acting:
    """Strengths of all faults and all levers, 0 to 1; all parameters follow from them."""

    faults: tuple[Strength, ...]
    levers: tuple[tuple[Slot, Floats], ...]
    away: dict[int, Strength]  # replicas of a service that restart just now
    back: dict[int, Strength]  # those that have come back from a restart
    daily: float  # how busy this time of the day is

    def signature(self) -> list[float | bytes]:
        """The same for two seconds in which nothing differs, in any run."""
        values = (*self.faults, *(s for _, s in self.levers), *self.away.values())
        values = (*values, *self.back.values())
        kept = [v.tobytes() if isinstance(v, np.ndarray) else v for v in values]
        return [*kept, self.daily]


def acting(shop: Shop, pulls: Programme, now_s: int, grown: Floats) -> Acting:
    """Everything that acts at that second; `grown` counts requests for faults that grow."""
    away: dict[int, Strength] = {}
    back: dict[int, Strength] = {}
    for slot in pulls.of(LeverKind.RESTART):
        service = shop.service(slot.lever.target)
        if service is not None:
            returned = slot.started(now_s - AWAY_S, service.replicas)
            gone = slot.started(now_s, service.replicas) - returned
            away[service.n] = away.get(service.n, 0.0) + gone
            back[service.n] = back.get(service.n, 0.0) + returned
    return Acting(
        tuple(_strength(shop, n, pulls, now_s, grown) for n in range(len(shop.faults))),
        tuple((slot, slot.strength(now_s)) for slot in pulls.of(*pulls.slots)),
        away,
        back,
        _daily(shop, now_s),
    )


def growing(shop: Shop) -> tuple[int, ...]:
    """The faults that grow with requests, by number; a leak of memory grows in each replica."""
    return tuple(
        n
        for n, fault in enumerate(shop.faults)
        if fault.grows_over and fault.kind is not FaultKind.MEMORY_LEAK
    )


def fault_course(fault: FaultSpec, now_s: float) -> float:
    """How far a fault has come by itself, from 0 to 1, whatever the levers do."""
    if now_s < fault.from_s:
        return 0.0
    since_s = now_s - fault.from_s
    if fault.every_s:
        since_s %= fault.every_s
        if since_s >= (fault.lasts_s or fault.every_s):
            return 0.0
    grown = min(1.0, since_s / fault.ramp_s) if fault.ramp_s else 1.0
    over_s = -1.0 if fault.until_s is None else now_s - fault.until_s
    if over_s < 0:
        return grown
    return grown * max(1.0 - over_s / fault.fade_s, 0.0) if fault.fade_s else 0.0


def _course(fault: FaultSpec, pulls: Programme, now_s: int) -> Strength:
    """The same, where a fault may wait for a lever: its clock then starts with the lever's act."""
    course: Strength = 0.0
    if fault.while_lever is not None:
        for slot in _uses(pulls, fault.while_lever):
            course = larger(course, slot.strength(now_s))
        return course * fault_course(fault, now_s)
    if fault.after_lever is not None:
        begun = [slot.begins_s for slot in _uses(pulls, fault.after_lever)]
    elif fault.after_undo is not None:
        begun = [slot.undone_at_s + 1 for slot in _uses(pulls, fault.after_undo)]
    else:
        return fault_course(fault, now_s)
    for moments_s in begun:
        come = [fault_course(fault, now_s - moment_s) for moment_s in moments_s.tolist()]
        course = larger(course, np.array(come))
    return course


def _uses(pulls: Programme, lever: str) -> list[Slot]:
    return [slot for slot in pulls.of(*pulls.slots) if slot.lever.id == lever]


def _daily(shop: Shop, now_s: int) -> float:
    """A sine over the day from trough to peak, quantised; 1 at T+0's flat day."""
    traffic = shop.spec.traffic
    if traffic.daily <= 1.0:
        return 1.0
    swing = (traffic.daily - 1.0) / (traffic.daily + 1.0)

    def level(at_s: int) -> float:
        return 1.0 + swing * float(np.cos(2 * np.pi * (at_s - traffic.peak_s) / 86400))

    return round(level(now_s) / level(0), 3)


def _strength(shop: Shop, n: int, pulls: Programme, now_s: int, grown: Floats) -> Strength:
    fault = shop.faults[n]
    strength = _course(fault, pulls, now_s)
    if not np.any(strength):
        return 0.0
    places = growing(shop)
    if n in places:
        part = np.minimum(grown[places.index(n)] / fault.grows_over, 1.0)
        strength = strength * (np.floor(part * GROWTH_STEPS) / GROWTH_STEPS)
    if fault.flag is not None:
        strength = strength * _flag_on(fault.flag, pulls, now_s)
    if fault.without_flag is not None:
        strength = strength * (1.0 - _turned_on(fault.without_flag, pulls, now_s))
    if fault.release is not None:
        strength = strength * _still_running(shop, fault, pulls, now_s)
    return _relieved(fault, strength, pulls, now_s)


def _flag_on(flag: str, pulls: Programme, now_s: int) -> Strength:
    on: Strength = 1.0
    for slot in pulls.of(LeverKind.FLAG_OFF):
        if slot.lever.flag == flag:
            on = smaller(on, 1.0 - slot.strength(now_s))
    return on


def _turned_on(flag: str, pulls: Programme, now_s: int) -> Strength:
    on: Strength = 0.0
    for slot in pulls.of(LeverKind.FLAG_ON):
        if slot.lever.flag == flag:
            on = larger(on, slot.strength(now_s))
    return on


def _still_running(shop: Shop, fault: FaultSpec, pulls: Programme, now_s: int) -> Strength:
    """Share of the replicas that run the fault's release; they are replaced one by one."""
    service = shop.service(fault.target) or shop.main
    whole = max(service.replicas, 1.0)
    left: Strength = fault.replicas
    for slot in pulls.of(LeverKind.ROLLBACK):
        if slot.lever.release == fault.release:
            replaced = np.floor(slot.strength(now_s) * whole) / whole
            left = smaller(left, fault.replicas * (1.0 - replaced))
    return left


def _relieved(fault: FaultSpec, strength: Strength, pulls: Programme, now_s: int) -> Strength:
    """What is left of a fault under the levers that work on just such faults."""
    for slot in pulls.of(*_CURES.get(fault.kind, ()), *_ALWAYS):
        lever = slot.lever
        match lever.kind:
            case LeverKind.REPAIR if fault.id in lever.faults:
                strength = strength * (1.0 - slot.strength(now_s))
            case LeverKind.CANARY_HALT if lever.release == fault.release is not None:
                strength = strength * _stopped(fault, slot, now_s)
            case LeverKind.KILL_QUERIES if fault.kind is FaultKind.LOCK_CONTENTION:
                strength = strength * (1.0 - slot.strength(now_s))
            case LeverKind.KILL_QUERIES if fault.kind is FaultKind.SLOW_QUERY:
                rid = slot.since_s(now_s)
                strength = strength * np.where((rid >= 0) & (rid < RELIEF_S), 0.0, 1.0)
            case LeverKind.CREATE_INDEX if fault.kind is FaultKind.MISSING_INDEX:
                strength = strength * np.where(slot.strength(now_s) < 1.0, 1.0, 0.0)
            case LeverKind.FAIL_OVER | LeverKind.DRAIN_ZONE if _left_behind(fault, slot):
                strength = strength * (1.0 - slot.strength(now_s))
            case LeverKind.RESTART if fault.kind is FaultKind.CONSUMER_STUCK:
                if lever.target == fault.target:
                    strength = strength * (1.0 - slot.strength(now_s))
            case _:
                pass
    return strength


_ALWAYS: Final = (
    LeverKind.REPAIR,
    LeverKind.CANARY_HALT,
    LeverKind.FAIL_OVER,
    LeverKind.DRAIN_ZONE,
)
_CURES: Final[dict[FaultKind, Sequence[LeverKind]]] = {
    FaultKind.LOCK_CONTENTION: (LeverKind.KILL_QUERIES,),
    FaultKind.SLOW_QUERY: (LeverKind.KILL_QUERIES,),
    FaultKind.MISSING_INDEX: (LeverKind.CREATE_INDEX,),
    FaultKind.CONSUMER_STUCK: (LeverKind.RESTART,),
}


def _stopped(fault: FaultSpec, slot: Slot, now_s: int) -> Floats:
    """A canary, on some of the replicas, is taken back; a rollout to all stays where it was.

    Undone, either goes on.
    """
    if fault.replicas < 1.0:
        return 1.0 - slot.strength(now_s)
    now = fault_course(fault, now_s)
    stopped_s = slot.at_s + slot.lever.delay_s
    if fault.ramp_s == 0:
        return np.ones_like(stopped_s)
    then = np.minimum(np.maximum((stopped_s - fault.from_s) / fault.ramp_s, 0.0), 1.0)
    held = (now_s >= stopped_s) & (now_s <= slot.undone_at_s)
    return np.where(held, np.minimum(then / max(now, 1e-9), 1.0), 1.0)


def _left_behind(fault: FaultSpec, slot: Slot) -> bool:
    """Whether traffic or the primary moves away from where the fault is."""
    lever = slot.lever
    if lever.zone is not None:
        return fault.zone == lever.zone and fault.kind is not FaultKind.ZONE_LOSS
    if lever.kind is LeverKind.DRAIN_ZONE or lever.target not in {None, DATABASE}:
        return False
    return fault.target == DATABASE and fault.kind in _OF_ONE_MACHINE


def replicas_of(service: Service, share: Strength) -> Floats:
    """Whole replicas that make up a share."""
    whole: Floats = np.rint(service.replicas * share)
    return whole
