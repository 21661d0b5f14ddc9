"""The live aid: what a draft still lacks, from what anybody at the table knows."""

from game.engine.handbook import handbook_of
from game.terms import Audience, Stage
from scoring.posts.aid import what_it_lacks
from scoring.posts.house import house_words
from tests.scoring.sample import busy
from tests.scoring.stage import GOOD_POST

HANDBOOK = handbook_of(busy().plan)


def lacks(text: str, audience: Audience = Audience.CUSTOMERS) -> str:
    return "\n".join(what_it_lacks(HANDBOOK, text, audience, Stage.INVESTIGATING, None))


def test_a_good_post_lacks_nothing() -> None:
    assert not lacks(GOOD_POST)


def test_what_is_lacking_is_told_with_the_words_it_rests_on() -> None:
    said = lacks("Checkout fails. It will be fixed in 10 minutes.")
    assert "It does not say who is hit: all, some, which ones." in said
    assert "It promises a time of repair: “fixed in 10 minutes”." in said


def test_names_of_the_house_are_for_the_house() -> None:
    words = house_words(HANDBOOK)
    assert words
    for word in words:
        assert f"“{word}”" in lacks(f"{GOOD_POST} We look into {word}."), word
        assert f"“{word}”" not in lacks(f"{GOOD_POST} We look into {word}.", Audience.ENGINEERING)
