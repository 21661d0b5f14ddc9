"""The checks of posts agree with people, on the posts of both halves."""

import pytest

from game.terms import Audience
from scoring.posts import check_text
from tests.scoring.agreement import FAULTS, SAYS, agreement, labelled, main, table

POSTS = labelled()
AT_LEAST = {
    "impact": 0.9,
    "scope": 0.85,
    "since": 0.85,
    "next_update": 0.9,
    "no_repair_time": 0.8,
    "no_cause": 0.8,
    "no_blame": 0.8,
    "plain": 0.75,
}


def test_there_are_many_posts_of_both_halves_and_no_post_twice() -> None:
    halves = [post.half for post in POSTS]
    assert min(halves.count("development"), halves.count("held out")) >= 100
    assert len({post.text for post in POSTS}) == len(POSTS)
    for name in (*SAYS, *FAULTS):
        assert sum(name in post.says | post.faults for post in POSTS) >= 15


@pytest.mark.parametrize("half", ["development", "held out"])
@pytest.mark.parametrize("name", [*SAYS, *FAULTS])
def test_checks_agree_with_people(half: str, name: str) -> None:
    found = agreement([post for post in POSTS if post.half == half], name)
    assert found.f1 >= AT_LEAST[name], found


def test_every_verdict_quotes_words_of_its_post() -> None:
    for post in POSTS:
        checks = check_text(post.text, Audience.CUSTOMERS, post.stage, None)
        for check in checks.values():
            assert all(quote in post.text for quote in check.quotes), (post.text, check)
            if check.check in SAYS and check.passed:
                assert check.quotes, (post.text, check)


def test_the_figures_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    said = capsys.readouterr().out
    assert "held out" in said
    assert table([post for post in POSTS if post.half == "held out"]) in said
