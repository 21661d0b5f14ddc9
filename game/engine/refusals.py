"""Refusals: why something does not happen, in a sentence that teaches."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What sort of refusal it is."""

    WRONG_ROLE = "wrong-role"
    WRONG_PHASE = "wrong-phase"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    ALREADY = "already"
    NOT_YET = "not-yet"
    OUT_OF_RANGE = "out-of-range"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that was not taken: a code for programs, a sentence for the person."""

    reason: Reason
    text: str
