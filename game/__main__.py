"""Where the program starts: straight into the menu, or through the command line."""

import os
import sys

from game.faces.display import has_display


def main() -> None:
    """Run `breakglass`; the menu, the usual start, does not wait for all the commands to load."""
    if len(sys.argv) == 1 and has_display(sys.platform, os.environ):
        from game.faces.desk.app import run_menu  # noqa: PLC0415 - brings pygame

        run_menu()
        return
    from game.cli import main as command_line  # noqa: PLC0415 - brings everything else

    command_line()


if __name__ == "__main__":
    main()
