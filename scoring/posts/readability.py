"""How hard a text is to read: Flesch's reading ease, with syllables counted by hyphenation.

R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948): 206.835 less
1.015 for each word of the mean sentence, less 84.6 for each syllable of the mean word. 100 is very
easy, 60 is plain English, and below 30 is what only scholars read. Few words give a rough figure,
so only sentences of some length are judged.
"""

import re
from collections.abc import Sequence
from functools import cache

from pyphen import Pyphen

HARD_BELOW = 30.0
"""Reading ease below which a post is too hard for customers."""
JUDGED_FROM_WORDS = 20

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def reading_ease(sentences: Sequence[str]) -> float:
    """Flesch's reading ease of sentences of English; 100 where there are no words."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 100.0
    syllables = sum(_syllables(word.lower()) for word in words)
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)


def hardest(sentences: Sequence[str]) -> str | None:
    """The hardest sentence of a text that is too hard as a whole; None for one that is not."""
    if sum(len(_WORD.findall(item)) for item in sentences) < JUDGED_FROM_WORDS:
        return None
    if reading_ease(sentences) >= HARD_BELOW:
        return None
    long = [item for item in sentences if len(_WORD.findall(item)) >= JUDGED_FROM_WORDS // 3]
    return min(long or sentences, key=lambda item: reading_ease([item]))


def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_US")
