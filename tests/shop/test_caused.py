"""Faults that wait for a lever, levers that act in part or wear off, and faults that fade."""

import pytest

from game.shop import Pull
from tests.shop.shops import course, fault, lever, mean

SHED = lever("shed", share="20%")


def test_a_fault_after_a_lever_begins_with_the_act_and_stays() -> None:
    harm = fault("code-errors", share="50%", from_="30s", after_lever=SHED.id)
    assert mean(course(harm), "success", 100, 300) > 0.99
    traces = course(harm, Pull(SHED, 60, undone_at_s=150))
    assert mean(traces, "success", 60, 88) > 0.75
    assert mean(traces, "success", 160, 300) == pytest.approx(0.5, abs=0.02)


def test_a_fault_while_a_lever_acts_goes_with_it() -> None:
    harm = fault("code-errors", share="50%", from_="0s", while_lever=SHED.id)
    traces = course(harm, Pull(SHED, 60, undone_at_s=150))
    assert mean(traces, "success", 90, 150) < 0.5
    assert mean(traces, "success", 170, 300) > 0.99


def test_a_fault_after_the_undoing_begins_with_it() -> None:
    relapse = fault("code-errors", share="50%", from_="0s", after_undo=SHED.id)
    traces = course(relapse, Pull(SHED, 60, undone_at_s=150))
    assert mean(traces, "success", 90, 150) > 0.75
    assert mean(traces, "success", 170, 300) == pytest.approx(0.5, abs=0.02)


def test_a_lever_in_part_leaves_the_rest() -> None:
    half = lever("repair", faults=("wrong",), effect="50%")
    wrong = fault("code-errors", id="wrong", share="60%", from_="0s")
    assert mean(course(wrong, Pull(half, 60)), "success", 90, 300) == pytest.approx(0.7, abs=0.02)


def test_a_lever_that_lasts_wears_off() -> None:
    cure = lever("repair", faults=("wrong",), lasts="100s")
    wrong = fault("code-errors", id="wrong", share="60%", from_="0s")
    traces = course(wrong, Pull(cure, 60))
    assert mean(traces, "success", 70, 150) > 0.99
    assert mean(traces, "success", 180, 300) == pytest.approx(0.4, abs=0.02)


def test_a_fault_fades_after_its_end() -> None:
    tail = fault("code-errors", share="60%", from_="0s", until="100s", fade="200s")
    traces = course(tail)
    assert mean(traces, "success", 20, 100) == pytest.approx(0.4, abs=0.02)
    assert 0.5 < mean(traces, "success", 150, 250) < 0.9
    assert mean(traces, "success", 290, 300) > 0.97
