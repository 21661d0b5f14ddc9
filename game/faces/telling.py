"""How the command line speaks: answers on stdout, everything else on stderr, and no traceback."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, NoReturn

import typer

from game.scenario.problems import Problem, render
from game.session.log import LogProblem
from game.session.problems import SetupProblem

HELP = {"help_option_names": ["-h", "--help"]}
"""How all commands let themselves be asked for help."""

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
"""How commands are asked for something that programs read."""


def answer_any_terminal() -> None:
    """A terminal that cannot show some letter gets another in its place, and never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Something for people, away from stdout."""
    typer.echo(text, err=True)


def tell(problems: Sequence[Problem]) -> None:
    """Every problem with its place, its line and its hint."""
    for problem in problems:
        say(render(problem))
    say(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} found.")


def fail(sentence: str) -> NoReturn:
    """Stop with a sentence, and exit code 1."""
    say(f"breakglass: {sentence}")
    raise typer.Exit(1)


@contextmanager
def problems_told() -> Iterator[None]:
    """What is wrong with the user's files is told in a sentence, never as a traceback."""
    try:
        yield
    except (LogProblem, SetupProblem) as problem:
        fail(str(problem))
    except BrokenPipeError:  # whoever read our output has had enough
        raise
    except OSError as error:
        fail(_sentence(error))


def _sentence(error: OSError) -> str:
    if error.strerror is None:
        return str(error)
    reason = error.strerror.lower()
    return f"{error.filename}: {reason}" if error.filename else reason


def print_json(document: object) -> None:
    """One JSON document on stdout."""
    print_exactly(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def print_exactly(text: str) -> None:
    """These very characters on stdout, in UTF-8 whatever the terminal."""
    typer.echo(text.encode("utf-8", "backslashreplace"), nl=False)
