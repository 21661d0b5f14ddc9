"""Wrapping loses nothing and fits; cleaning leaves only what can be drawn."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from game.faces.desk.text import Wrapped, clean, ellipsize, fitting, wrap, wrap_spans

WORDS = st.text(alphabet="abcii  WW\n", max_size=120)


def measure(text: str) -> int:
    """A pretend font: narrow i, wide W."""
    return sum({"i": 3, "W": 12}.get(char, 7) for char in text)


@given(WORDS, st.integers(1, 200))
def test_spans_cover_every_character_once(text: str, width: int) -> None:
    spans = wrap_spans(text, measure, width)
    rebuilt = "".join(text[s.start : s.end] + "\n" * s.hard for s in spans)
    assert rebuilt == text


@given(WORDS, st.integers(1, 200))
def test_lines_fit_unless_a_single_letter_does_not(text: str, width: int) -> None:
    for line in wrap(text, measure, width):
        assert measure(line.rstrip(" ")) <= width or len(line) == 1


@given(WORDS, st.integers(1, 200))
def test_words_are_broken_only_when_longer_than_a_line(text: str, width: int) -> None:
    for span in wrap_spans(text, measure, width):
        inside_word = span.end < len(text) and " " not in text[span.end - 1 : span.end + 1]
        if inside_word and not span.hard and span.end > span.start:
            word_start = max(text.rfind(" ", 0, span.end), text.rfind("\n", 0, span.end)) + 1
            ends = [text.find(char, span.end) for char in " \n"]
            word_end = min([end for end in ends if end >= 0], default=len(text))
            assert measure(text[word_start:word_end]) > width


@given(WORDS, WORDS, WORDS, WORDS, st.integers(1, 120))
def test_an_edited_text_is_wrapped_as_if_it_were_new(
    before: str, old: str, new: str, after: str, width: int
) -> None:
    first, second = before + old + after, before + new + after
    wrapped = Wrapped(first, tuple(wrap_spans(first, measure, width)))
    again = wrapped.edited(second, measure, width)
    assert list(again.spans) == wrap_spans(second, measure, width)
    assert again.text == second


def test_an_edit_in_a_long_text_measures_little() -> None:
    measured: list[int] = []

    def counted(text: str) -> int:
        measured.append(len(text))
        return measure(text)

    text = "abc ii WW " * 500
    wrapped = Wrapped(text, tuple(wrap_spans(text, counted, 300)))
    whole = len(measured)
    measured.clear()
    wrapped.edited(text[:2500] + "x" + text[2500:], counted, 300)
    assert len(measured) < whole / 10


@given(WORDS, st.integers(0, 400))
def test_bisection_agrees_with_trying_each_length(text: str, width: int) -> None:
    tried = max(n for n in range(len(text) + 1) if n == 0 or measure(text[:n]) <= width)
    assert fitting(text, 0, len(text), measure, width) == tried


@given(st.text(max_size=80), st.integers(0, 300))
def test_shortened_text_fits(text: str, width: int) -> None:
    short = ellipsize(text, measure, width)
    assert measure(short) <= width
    assert "\n" not in short


@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaned_text_has_no_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"} for c in cleaned)


def test_cleaning_keeps_what_people_type() -> None:
    assert clean("a\tb\r\nc\rd\x00e\x1b[31m\u202e ▲ é 日") == "a    b\nc\nde[31m ▲ é 日"
    assert clean("a\nb", multiline=False) == "a b"


def test_wrapping_hangs_spaces_over_the_edge() -> None:
    assert wrap("aa    bb", measure, 14) == ["aa", "bb"]
    assert wrap("", measure, 10) == [""]
    assert wrap("a\n\nb", measure, 10) == ["a", "", "b"]
