"""What holds in the shop at one second: the faults' and levers' effects on its parameters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.scenario.shop_model import FaultKind, FaultSpec
from game.shop.arrays import Floats, columns
from game.shop.levers import AWAY_S, Programme, Slot
from game.shop.payments import Calls, calls
from game.shop.system import Shop

FEWEST_SERVERS: Final = 0.05  # a database without any would never answer again


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """The model's parameters at one second, a column a run."""

    acting: "Acting"
    replicas: Floats  # in service
    entered: Floats  # that have come into service since the start, less those lost
    database_servers: Floats  # queries that can run at once
    connections: Floats  # of the pool, free for queries
    held: Floats  # connections that replicas keep to themselves
    work_s: Floats  # own work of one request, on a warm replica
    query_s: Floats  # mean time of one query, without waiting
    query_square: Floats  # its second moment, s2
    code_errors: Floats  # share of requests that fail early, by the code
    query_errors: Floats
    payment_errors: Floats
    calls: Calls


@dataclass(frozen=True, slots=True, eq=False)
class Acting:
    """How strongly each fault acts and how many replicas come and go; all else follows."""

    strengths: tuple[float | Floats, ...]  # of the shop's faults, 0 to 1
    added: float | Floats
    away: float | Floats
    back: float | Floats

    def signature(self) -> list[float | bytes]:
        """The same for two seconds in which nothing differs, in any run."""
        values = (*self.strengths, self.added, self.away, self.back)
        return [v.tobytes() if isinstance(v, np.ndarray) else v for v in values]


def conditions(
    shop: Shop, pulls: Programme, now_s: int, before: Conditions | None = None
) -> Conditions:
    """All parameters at that second; `before` is returned when nothing has changed since."""
    acting = _acting(shop, pulls, now_s)
    if before is not None and before.acting.signature() == acting.signature():
        return before
    return _conditions(shop, acting, np.ones(columns(pulls.runs)))


def _conditions(shop: Shop, acting: Acting, ones: Floats) -> Conditions:
    active = [_Active(f, s * ones) for f, s in zip(shop.faults, acting.strengths, strict=True)]
    base = float(shop.spec.checkout.replicas)
    lost = np.rint(base * _any(active, FaultKind.CAPACITY_LOSS, "checkout", ones))
    replicas = np.maximum(base - lost - acting.away, 0.0) + acting.added
    database = shop.spec.database
    pool = max(database.connections, 1)
    held = np.minimum(replicas * database.held, pool - 1.0)
    connections = pool - held
    cores = database.cores * (1.0 - _any(active, FaultKind.CAPACITY_LOSS, "database", ones))
    query_s, query_square = _queries(shop, active, ones)
    return Conditions(
        acting=acting,
        replicas=replicas,
        entered=acting.added + acting.back - lost,
        database_servers=np.maximum(np.minimum(cores, connections), FEWEST_SERVERS),
        connections=connections,
        held=held,
        work_s=shop.work_s * _slowdown(active, "checkout", ones),
        query_s=query_s,
        query_square=query_square,
        code_errors=_any(active, FaultKind.CODE_ERRORS, "checkout", ones),
        query_errors=_any(active, FaultKind.CODE_ERRORS, "database", ones),
        payment_errors=_payment_errors(shop, active, ones),
        calls=calls(shop, *_payment_branches(shop, active, ones)),
    )


def fault_course(fault: FaultSpec, now_s: int) -> float:
    """How far a fault has come by itself, from 0 to 1, whatever the levers do."""
    if now_s < fault.from_s or (fault.until_s is not None and now_s >= fault.until_s):
        return 0.0
    return min(1.0, (now_s - fault.from_s) / fault.ramp_s) if fault.ramp_s else 1.0


def _acting(shop: Shop, pulls: Programme, now_s: int) -> Acting:
    base = float(shop.spec.checkout.replicas)
    added: float | Floats = 0.0
    away: float | Floats = 0.0
    back: float | Floats = 0.0
    for slot in pulls.scale_outs:
        added = added + np.floor(slot.strength(now_s) * slot.lever.replicas)
    for slot in pulls.restarts:
        returned = slot.started(now_s - AWAY_S, base)
        away = away + (slot.started(now_s, base) - returned)
        back = back + returned
    return Acting(tuple(_strength(shop, f, pulls, now_s) for f in shop.faults), added, away, back)


def _strength(shop: Shop, fault: FaultSpec, pulls: Programme, now_s: int) -> float | Floats:
    course = fault_course(fault, now_s)
    if course == 0.0:
        return course
    strength = course * _flag_on(fault, pulls.flags_off, now_s)
    if fault.release is not None:
        strength = strength * _still_running(shop, fault, pulls.rollbacks, now_s)
    return strength


def _flag_on(fault: FaultSpec, flags_off: Iterable[Slot], now_s: int) -> float | Floats:
    on: float | Floats = 1.0
    for slot in flags_off:
        if fault.flag is not None and slot.lever.flag == fault.flag:
            on = np.minimum(on, 1.0 - slot.strength(now_s))
    return on


def _still_running(
    shop: Shop, fault: FaultSpec, rollbacks: Iterable[Slot], now_s: int
) -> float | Floats:
    """Share of the replicas that run the fault's release; they are replaced one by one."""
    whole = max(shop.spec.checkout.replicas, 1)
    left: float | Floats = fault.replicas
    for slot in rollbacks:
        if slot.lever.release == fault.release:
            replaced = np.floor(slot.strength(now_s) * whole) / whole
            left = np.minimum(left, fault.replicas * (1.0 - replaced))
    return left


@dataclass(frozen=True, slots=True, eq=False)
class _Active:
    """A fault and how strongly it acts in each run, from 0 to 1."""

    fault: FaultSpec
    strength: Floats

    @property
    def share(self) -> Floats:
        return self.strength * self.fault.share

    @property
    def factor(self) -> Floats:
        """The ramp of a slow dependency leads from 1 to its factor."""
        return 1.0 + self.strength * (max(self.fault.factor, 0.01) - 1.0)


def _of(active: Iterable[_Active], kind: FaultKind, target: str) -> list[_Active]:
    return [a for a in active if a.fault.kind is kind and a.fault.target == target]


def _any(active: Iterable[_Active], kind: FaultKind, target: str, ones: Floats) -> Floats:
    """Share hit by at least one of the faults, taken as independent."""
    spared = ones
    for one in _of(active, kind, target):
        spared = spared * (1.0 - one.share)
    return ones - spared


def _slowdown(active: Iterable[_Active], target: str, ones: Floats) -> Floats:
    """Mean factor on a time, when a share of the uses is so many times slower."""
    factor = ones
    for one in _of(active, FaultKind.SLOW_DEPENDENCY, target):
        factor = factor + one.fault.share * (one.factor - 1.0)
    return np.maximum(factor, 0.01)


def _queries(shop: Shop, active: Iterable[_Active], ones: Floats) -> tuple[Floats, Floats]:
    """First two moments of a query's time: exponential, with the slow share so much longer."""
    square = ones
    for one in _of(active, FaultKind.SLOW_DEPENDENCY, "database"):
        square = square + one.fault.share * (one.factor * one.factor - 1.0)
    mean = _slowdown(active, "database", ones)
    return mean * shop.query_s, np.maximum(square, mean * mean) * (2.0 * shop.query_s**2)


def _payment_errors(shop: Shop, active: Iterable[_Active], ones: Floats) -> Floats:
    spared = 1.0 - _any(active, FaultKind.CODE_ERRORS, "payments", ones)
    spared = spared * (1.0 - _any(active, FaultKind.CAPACITY_LOSS, "payments", ones))
    return 1.0 - spared * (1.0 - shop.spec.payments.errors)


def _payment_branches(shop: Shop, active: Iterable[_Active], ones: Floats) -> tuple[Floats, Floats]:
    """Shares and slowness of calls, [branch, B]: the usual ones, then a branch a slow fault."""
    slow = [one for one in active if one.fault in shop.slow_payments]
    shares, factors, left = [], [ones], ones
    for one in slow:
        shares.append(left * one.fault.share)
        factors.append(one.factor)
        left = left * (1.0 - one.fault.share)
    return np.stack([left, *shares]), np.stack(factors)
