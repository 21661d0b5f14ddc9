"""What a client is told about a drill before it begins: the public book, ready to be shown."""

import math
from collections.abc import Mapping

from pydantic_core import to_json

from game.engine.handbook import Handbook
from game.engine.readings import Readings
from game.scenario.assemble import RUNBOOK, SHOP
from game.scenario.nodes import Document, plain
from game.scenario.shop_metrics import facts_of
from game.scenario.source import read

DIGITS = 4


def book_data(book: Handbook) -> dict[str, object]:
    """The handbook without what a player must not know yet: no questions, no scored tasks."""
    runbook = book.runbook.model_dump(mode="json", exclude={"tasks"})
    return {
        "title": book.title,
        "story": book.story,
        "company": book.company,
        "start": book.start,
        "duration_s": book.duration_s,
        "runbook": runbook,
        "levers": tuple(book.levers.values()),
        "lookups": tuple(book.lookups.values()),
        "contacts": tuple(book.contacts.values()),
        "deploys": book.deploys,
        "flags": book.flags,
        "migrations": book.migrations,
        "alerts": book.alerts,
    }


def sources(texts: Mapping[str, str]) -> bytes:
    """Runbook and shop, which are public: what their files say, without the authors' remarks.

    Which tasks count in which variant is left out: that there are variants is no player's business.
    """
    runbook = _plain(RUNBOOK, texts)
    tasks = runbook.get("tasks")
    if isinstance(tasks, list):
        runbook["tasks"] = [{k: v for k, v in one.items() if k != "variants"} for one in tasks]
    return message("sources", runbook=runbook, shop=_plain(SHOP, texts))


def _plain(name: str, texts: Mapping[str, str]) -> dict[str, object]:
    document = read(name, texts[name])
    data = plain(document.root) if isinstance(document, Document) else None
    return dict(data) if isinstance(data, dict) else {}


def metrics_data(book: Handbook, readings: Readings) -> list[dict[str, object]]:
    """Every metric, in the order of a tick's values: id, unit, meaning; title where it is shown."""
    return [_metric(book, name) for name in readings.metric_ids]


def _metric(book: Handbook, name: str) -> dict[str, object]:
    facts = facts_of(name)
    data: dict[str, object] = {"id": name, "unit": facts.unit, "means": facts.text}
    shown = book.metrics.get(name)
    if shown is not None:
        data |= {"title": shown.title, "better": shown.better, "chart": shown.chart}
        data["threshold"] = shown.threshold.value if shown.threshold else None
    return data


def charted(book: Handbook) -> list[str]:
    """The metrics that the dashboards show, in their order."""
    return [name for name, spec in book.metrics.items() if spec.chart]


def series_data(readings: Readings, metric: str, from_s: int) -> list[float | None]:
    """A metric's values from that second on; None where the monitoring had none."""
    values = readings.window(metric, from_s, readings.last_s).tolist()
    return [_short(value) for value in values]


def _short(value: float) -> float | None:
    if math.isnan(value):
        return None
    return float(f"{value:.{DIGITS}g}")


def tick(readings: Readings, from_s: int) -> bytes:
    """The seconds since: a row each, with a value for every metric in their order."""
    columns = [series_data(readings, name, from_s) for name in readings.metric_ids]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return message("tick", from_s=from_s, rows=rows)


def message(kind: str, /, **fields: object) -> bytes:
    """A message of the room, as JSON."""
    data: Mapping[str, object] = {"t": kind, **fields}
    return to_json(data, inf_nan_mode="null")
