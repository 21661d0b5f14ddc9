"""Where the program starts: straight into the menu, or through the command line."""

import os
import sys

from game.faces.display import NoDisplayError, has_display

ARCHIVE = frozenset({"history", "trends", "actions"})
"""Commands that only look at what was played, and need nothing that plays."""


def main() -> None:
    """Run `breakglass`; neither the menu nor the archive waits for all the commands to load."""
    if len(sys.argv) == 1 and has_display(sys.platform, os.environ):
        from game.faces.desk.app import run_menu  # noqa: PLC0415 - brings pygame

        try:
            run_menu()
        except NoDisplayError:
            pass  # the command line says so, and opens a room
        else:
            return
    if len(sys.argv) > 1 and sys.argv[1] in ARCHIVE:
        from game.faces.archive.alone import main as archive  # noqa: PLC0415 - brings typer

        archive()
        return
    from game.cli import main as command_line  # noqa: PLC0415 - brings everything else

    command_line()


if __name__ == "__main__":
    main()
