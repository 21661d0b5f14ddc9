"""Ratings as the screens show them: a colour, and words for who does not know the letters."""

from game.faces.desk.theme import Tone
from game.terms import Rating

RATING_TONES: dict[Rating, Tone] = {
    Rating.P: "good",
    Rating.S: "info",
    Rating.M: "warn",
    Rating.U: "bad",
    Rating.N: "muted",
}
RATING_WORDS = {
    Rating.P: "performed",
    Rating.S: "some challenges",
    Rating.M: "major challenges",
    Rating.U: "not performed",
    Rating.N: "not observed",
}
