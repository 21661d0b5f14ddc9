"""The recipes of the desk's sounds, read from assets/sounds.toml, and the waves they make."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from game.paths import assets_dir

SoundName = Literal["pager", "phone", "alert", "due", "posted", "recovered"]
Wave = Literal["sine", "triangle", "square"]

RATE_HZ = 22_050
"""Samples in a second: plenty for tones below 2 kHz."""
LOUDEST = 0.8
"""Of what a sample can hold, so that nothing clips."""
LONGEST_S = 5.0


class RecipeError(ValueError):
    """The file of sounds lacks something or holds something that is not what it should be."""


@dataclass(frozen=True, slots=True)
class Note:
    """One tone: pitch in hertz (0 for a rest) and length in seconds."""

    hz: float
    s: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a sound is made; `gain` is 0 to 1, `again_s` seconds until it comes again (0: not)."""

    notes: tuple[Note, ...]
    wave: Wave
    gain: float
    fade_s: float
    again_s: float


def load_recipes(path: Path | None = None) -> Mapping[SoundName, Recipe]:
    """All sounds of a TOML file (the shipped one by default); raises RecipeError."""
    where = path or assets_dir() / "sounds.toml"
    try:
        with where.open("rb") as file:
            tables = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        msg = f"sounds: cannot read {where}: {error}"
        raise RecipeError(msg) from error
    return {name: _recipe(name, tables.get(name)) for name in get_args(SoundName)}


def _recipe(name: str, table: object) -> Recipe:
    match table:
        case {
            "wave": "sine" | "triangle" | "square" as wave,
            "gain": int() | float() as gain,
            "fade_s": int() | float() as fade_s,
            "again_s": int() | float() as again_s,
            "notes": [_, *_] as notes,
        } if 0 <= gain <= 1 and 0 <= fade_s <= 1 and 0 <= again_s <= 60:
            tones = tuple(_note(name, note) for note in notes)
        case _:
            msg = (
                f"sounds: [{name}] needs notes, a wave ({', '.join(get_args(Wave))}), a gain of 0 "
                "to 1, a fade_s of 0 to 1 and an again_s of 0 to 60"
            )
            raise RecipeError(msg)
    if sum(note.s for note in tones) > LONGEST_S:
        msg = f"sounds: [{name}] is longer than {LONGEST_S:g} s"
        raise RecipeError(msg)
    return Recipe(tones, wave, gain, fade_s, again_s)


def _note(name: str, note: object) -> Note:
    match note:
        case {"hz": int() | float() as hz, "s": int() | float() as s} if (
            0 <= hz <= RATE_HZ / 4 and 0 < s <= LONGEST_S
        ):
            return Note(hz, s)
        case _:
            msg = f"sounds: a note of [{name}] needs hz (0 to {RATE_HZ // 4}) and s (above 0)"
            raise RecipeError(msg)


def samples(recipe: Recipe) -> NDArray[np.int16]:
    """The sound as mono samples of 16 bits at `RATE_HZ`."""
    parts = [_tone(recipe, note) for note in recipe.notes]
    loud = np.concatenate(parts) * recipe.gain * LOUDEST * np.iinfo(np.int16).max
    return loud.astype(np.int16)


def _tone(recipe: Recipe, note: Note) -> NDArray[np.float64]:
    times = np.arange(max(1, round(note.s * RATE_HZ))) / RATE_HZ
    turns = times * note.hz
    # Half as steep towards both ends as a plain ramp: no click where a note begins or ends.
    edge = np.minimum(times, note.s - times) / max(recipe.fade_s, 1 / RATE_HZ)
    envelope = np.sin(np.clip(edge, 0, 1) * np.pi / 2) ** 2
    return np.asarray(_shape(recipe.wave, turns) * envelope * (note.hz > 0))


def _shape(wave: Wave, turns: NDArray[np.float64]) -> NDArray[np.float64]:
    sine = np.sin(2 * np.pi * turns)
    match wave:
        case "sine":
            return np.asarray(sine)
        case "triangle":
            return np.asarray(np.arcsin(sine) * 2 / np.pi)
        case "square":
            return np.sign(sine) * 0.6  # as loud to the ear as the others
