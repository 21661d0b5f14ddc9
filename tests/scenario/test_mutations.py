from tests.benchmarks.mutations import run


def test_spoilt_files_are_told_about_quickly_and_touch_nothing() -> None:
    tally = run(30, seed=7)
    assert tally.failures == []
    assert tally.files == 30
    assert 0 < tally.whole < 25, "some mutations are no mistakes"
