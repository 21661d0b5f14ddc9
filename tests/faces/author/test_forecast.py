import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from game.faces.author.forecast import STEP_S, Case, Forecast, forecast, to_data
from game.faces.author.forecast_chart import draw
from game.scenario.library import Loaded, load
from game.scenario.shop_model import LeverOutcome

SHORT = Path(__file__).parents[2] / "session" / "short"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def short() -> Forecast:
    loaded = load(SHORT)
    assert isinstance(loaded, Loaded)
    return forecast(loaded, lambda _done, _of: None, workers=1)


def case(found: Forecast, variant: str, lever: str | None, at_s: int | None) -> Case:
    (outlook,) = (item for item in found.outlooks if item.variant == variant)
    return next(item for item in outlook.cases if (item.lever, item.at_s) == (lever, at_s))


def test_a_lever_that_ends_the_cause_saves_orders(short: Forecast) -> None:
    idle = case(short, "dark", None, None)
    pulled = case(short, "dark", "rollback", 180)
    assert 0 < pulled.failed_orders < idle.failed_orders
    assert pulled.lost_revenue < idle.lost_revenue
    assert pulled.curves["checkout.success"][-1] > 0.95 > idle.curves["checkout.success"][-1]


def test_a_lever_beside_the_cause_saves_nothing(short: Forecast) -> None:
    idle = case(short, "afraid", None, None)
    pulled = case(short, "afraid", "rollback", 180)
    assert pulled.failed_orders == pytest.approx(idle.failed_orders, rel=0.01)


def test_levers_are_pulled_only_within_the_exercise(short: Forecast) -> None:
    assert short.times_s == (180,)  # of four minutes


def test_injects_come_as_planned_and_as_played(short: Forecast) -> None:
    for outlook in short.outlooks:
        (item,) = outlook.msel
        assert (item.inject, item.planned_s, item.idle_s, item.book_s) == ("dark-here", 60, 60, 60)


def test_a_refused_lever_is_said_to_be_refused(
    author: Callable[..., Result], tmp_path: Path
) -> None:
    text = (SHORT / "scenario.yaml").read_text("utf-8")
    patch = "    levers: {rollback: {outcome: refused, refusal: The lamp is sold out.}}\nlevers:\n"
    assert text.count("\n\nlevers:\n") == 1
    (tmp_path / "sold.yaml").write_text(text.replace("\n\nlevers:\n", f"\n{patch}"), "utf-8")
    result = author("forecast", "sold.yaml", "--json")
    cases = json.loads(result.stdout)["variants"][1]["cases"]
    assert [item["outcome"] for item in cases] == ["works", "refused"]
    assert cases[0]["failed_orders"] == cases[1]["failed_orders"]


def test_the_document_is_stable(short: Forecast) -> None:
    data = json.loads(json.dumps(to_data(short)))
    assert list(data) == [
        "format",
        "version",
        "scenario",
        "digest",
        "duration_s",
        "step_s",
        "metrics",
        "variants",
    ]
    first = data["variants"][0]["cases"][0]
    assert list(first) == ["lever", "at_s", "outcome", "failed_orders", "lost_revenue", "curves"]
    assert list(first["curves"]) == data["metrics"]
    assert {len(curve) for curve in first["curves"].values()} == {240 // STEP_S + 1}
    assert first["lever"] is None
    assert first["outcome"] == LeverOutcome.WORKS


def test_the_picture_is_drawn(short: Forecast, tmp_path: Path) -> None:
    draw(short, tmp_path / "short.png")
    assert (tmp_path / "short.png").read_bytes().startswith(PNG)
    draw(short, tmp_path / "short.svg")
    text = (tmp_path / "short.svg").read_text("utf-8")
    assert "<svg" in text


def test_the_command_prints_a_table_and_leaves_a_picture(
    author: Callable[..., Result], tmp_path: Path
) -> None:
    said = author("forecast", SHORT).stdout
    assert "nobody acts" in said
    assert "dark-here" in said
    assert (tmp_path / "short-forecast.png").read_bytes().startswith(PNG)


def test_bad_usage_is_told(author: Callable[..., Result], tmp_path: Path) -> None:
    author("forecast", SHORT, "--out", "picture.doc", code=2)
    assert "no folder" in author("forecast", SHORT, "--out", "no/such/x.png", code=2).stderr
    assert "there is no file and no scenario" in author("forecast", "moon", code=1).stderr
    assert list(tmp_path.iterdir()) == []
