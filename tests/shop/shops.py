"""Shops, faults and levers for tests, read as a scenario file would say them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from game.scenario.shop_model import FaultSpec, LeverSpec, ShopSpec
from game.shop import Pull, Shop, Traces, build, simulate

_SPACED = {
    "retry_after": "retry after",
    "breaks_at": "breaks at",
    "fallback_takes": "fallback takes",
}
SHOPS = Path(__file__).parents[2] / "scenarios" / "shops"


@cache
def _raw(name: str) -> dict[str, dict[str, str]]:
    text = (SHOPS / f"{name}.yaml").read_text(encoding="utf-8")
    raw: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return raw


def shop_spec(name: str = "checkout", **changes: str) -> ShopSpec:
    """A shipped shop, with changes such as checkout__workers="1"."""
    raw = {
        key: dict(value) if isinstance(value, dict) else value for key, value in _raw(name).items()
    }
    for path, value in changes.items():
        part, key = path.split("__")
        key = _SPACED.get(key, key)
        raw[part][key] = value
    return ShopSpec.model_validate(raw)


def fault(kind: str, **said: str) -> FaultSpec:
    return FaultSpec.model_validate({"id": "fault", "kind": kind, **_keys(said)})


def lever(kind: str, **said: str | tuple[str, ...]) -> LeverSpec:
    return LeverSpec.model_validate({"id": kind, "kind": kind, "title": kind, **_keys(said)})


def _keys(said: Mapping[str, object]) -> dict[str, object]:
    return {key.replace("_", " ").strip(): value for key, value in said.items()}


@cache
def course(
    faults: FaultSpec | tuple[FaultSpec, ...] = (),
    *pulls: Pull,
    spec: ShopSpec | None = None,
    seconds: int = 300,
) -> Traces:
    """What follows from a fault and some pulls, from T+0 on, without noise."""
    return simulate(calm(faults, spec), [pulls], seconds, 0)


def calm(faults: FaultSpec | tuple[FaultSpec, ...] = (), spec: ShopSpec | None = None) -> Shop:
    """A shop whose dashboards show expectations."""
    several = (faults,) if isinstance(faults, FaultSpec) else faults
    return build(spec or shop_spec(), several, 1, noise=False)


def between(traces: Traces, name: str, from_s: int, to_s: int) -> NDArray[np.float64]:
    """One metric (or, without a dot, one true quantity) of the first run over some seconds."""
    values = traces.metric(name) if "." in name else traces.true(name)
    first_s = traces.times[0]
    return values[0, max(from_s - first_s, 0) : to_s - first_s]


def mean(traces: Traces, name: str, from_s: int, to_s: int) -> float:
    return float(between(traces, name, from_s, to_s).mean())
