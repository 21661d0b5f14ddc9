"""The archive's commands by themselves: whoever only looks need not wait for what plays drills."""

import typer

from game.faces.archive.commands import register
from game.faces.telling import HELP, answer_any_terminal


def main() -> None:
    """Run one of the archive's commands, as the whole command line would."""
    answer_any_terminal()
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, context_settings=HELP)
    register(app)
    app(prog_name="breakglass")
