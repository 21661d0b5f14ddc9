"""What holds in the shop at one second: the faults' and levers' effects on its parameters."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from game.scenario.shop_model import FaultKind, FaultSpec
from game.shop.arrays import Floats, columns
from game.shop.levers import AWAY_S, Programme, Slot
from game.shop.system import Shop


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """The model's parameters at one second, a column a run."""

    replicas: Floats  # in service
    entered: Floats  # that have come into service since the start, less those lost
    cores: Floats
    connections: Floats  # of the pool, free for queries
    held: Floats  # connections that replicas keep to themselves
    work_s: Floats  # own work of one request, on a warm replica
    query_s: Floats  # mean time of one query, without waiting
    query_square: Floats  # its second moment, s2
    code_errors: Floats  # share of requests that fail early, by the code
    query_errors: Floats
    payment_errors: Floats
    payment_shares: Floats  # [branch, B]: untouched calls, then one branch a slow fault
    payment_factors: Floats  # [branch, B]: times the usual latency


@dataclass(frozen=True, slots=True, eq=False)
class _Active:
    """A fault and how strongly it acts in each run, from 0 to 1."""

    fault: FaultSpec
    strength: Floats

    @property
    def share(self) -> Floats:
        return self.strength * self.fault.share


def conditions(shop: Shop, pulls: Programme, now_s: int) -> Conditions:
    """All parameters at that second."""
    active = [_Active(f, _strength(shop, f, pulls, now_s)) for f in shop.faults]
    ones = np.ones(columns(pulls.runs))
    replicas, entered = _replicas(shop, active, pulls, now_s, ones)
    database = shop.spec.database
    held = replicas * database.held
    query_s, query_square = _queries(shop, active, ones)
    shares, factors = _payment_branches(shop, active, ones)
    return Conditions(
        replicas=replicas,
        entered=entered,
        cores=database.cores * (ones - _any(active, FaultKind.CAPACITY_LOSS, "database", ones)),
        connections=np.maximum(database.connections - held, 1.0),
        held=held,
        work_s=shop.work_s * _slowdown(active, "checkout", ones),
        query_s=query_s,
        query_square=query_square,
        code_errors=_any(active, FaultKind.CODE_ERRORS, "checkout", ones),
        query_errors=_any(active, FaultKind.CODE_ERRORS, "database", ones),
        payment_errors=_payment_errors(shop, active, ones),
        payment_shares=shares,
        payment_factors=factors,
    )


def fault_course(fault: FaultSpec, now_s: int) -> float:
    """How far a fault has come by itself, from 0 to 1, whatever the levers do."""
    if now_s < fault.from_s or (fault.until_s is not None and now_s >= fault.until_s):
        return 0.0
    return min(1.0, (now_s - fault.from_s) / fault.ramp_s) if fault.ramp_s else 1.0


def _strength(shop: Shop, fault: FaultSpec, pulls: Programme, now_s: int) -> Floats:
    strength = np.full(columns(pulls.runs), fault_course(fault, now_s))
    if fault.release is not None:
        strength = strength * _still_running(shop, fault, pulls.rollbacks, now_s)
    if fault.flag is not None:
        for slot in pulls.flags_off:
            if slot.lever.flag == fault.flag:
                strength = np.minimum(strength, 1.0 - slot.strength(now_s))
    return strength


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


def _of(active: Iterable[_Active], kind: FaultKind, target: str) -> list[_Active]:
    return [a for a in active if a.fault.kind is kind and a.fault.target == target]


def _any(active: Iterable[_Active], kind: FaultKind, target: str, ones: Floats) -> Floats:
    """Share hit by at least one of the faults, taken as independent."""
    spared = ones
    for one in _of(active, kind, target):
        spared = spared * (1.0 - one.share)
    return ones - spared


def _replicas(
    shop: Shop, active: list[_Active], pulls: Programme, now_s: int, ones: Floats
) -> tuple[Floats, Floats]:
    """Replicas in service, and the count of those that came in cold."""
    base = float(shop.spec.checkout.replicas)
    lost = np.rint(base * _any(active, FaultKind.CAPACITY_LOSS, "checkout", ones))
    added, away, back = ones * 0.0, ones * 0.0, ones * 0.0
    for slot in pulls.scale_outs:
        added = added + np.floor(slot.strength(now_s) * slot.lever.replicas)
    for slot in pulls.restarts:
        returned = slot.started(now_s - AWAY_S, base)
        away = away + (slot.started(now_s, base) - returned)
        back = back + returned
    return np.maximum(base - lost - away, 0.0) + added, added + back - lost


def _slowdown(active: list[_Active], target: str, ones: Floats) -> Floats:
    """Mean factor on a time, when a share of the uses is so many times slower."""
    factor = ones
    for one in _of(active, FaultKind.SLOW_DEPENDENCY, target):
        factor = factor + one.fault.share * (_factor(one) - 1.0)
    return np.maximum(factor, 0.0)


def _factor(one: _Active) -> Floats:
    """The ramp of a slow dependency leads from 1 to its factor."""
    return 1.0 + one.strength * (max(one.fault.factor, 0.01) - 1.0)


def _queries(shop: Shop, active: list[_Active], ones: Floats) -> tuple[Floats, Floats]:
    """First two moments of a query's time: exponential, with the slow share so much longer."""
    mean, square = ones, ones
    for one in _of(active, FaultKind.SLOW_DEPENDENCY, "database"):
        factor = _factor(one)
        mean = mean + one.fault.share * (factor - 1.0)
        square = square + one.fault.share * (factor * factor - 1.0)
    mean, square = np.maximum(mean, 0.01), np.maximum(square, 1e-4)
    return mean * shop.query_s, square * (2.0 * shop.query_s**2)


def _payment_errors(shop: Shop, active: list[_Active], ones: Floats) -> Floats:
    spared = 1.0 - _any(active, FaultKind.CODE_ERRORS, "payments", ones)
    spared = spared * (1.0 - _any(active, FaultKind.CAPACITY_LOSS, "payments", ones))
    return 1.0 - spared * (1.0 - shop.spec.payments.errors)


def _payment_branches(shop: Shop, active: list[_Active], ones: Floats) -> tuple[Floats, Floats]:
    """Calls split by the first slow fault that hits them."""
    shares, factors, left = [], [ones], ones
    for one in active:
        if one.fault in shop.slow_payments:
            shares.append(left * one.fault.share)
            factors.append(_factor(one))
            left = left * (1.0 - one.fault.share)
    return np.stack([left, *shares]), np.stack(factors)
