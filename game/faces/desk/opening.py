"""Files that other programs show: reports and postmortems."""

import webbrowser
from pathlib import Path


def open_file(path: Path) -> bool:
    """Show a file with whatever the system opens it with."""
    try:
        return webbrowser.open(path.resolve().as_uri())
    except (OSError, webbrowser.Error):
        return False
