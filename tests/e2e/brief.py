"""The game with hosts that let go of a room soon after it is over and empty.

`python -m tests.e2e.brief SECONDS host …`
"""

import sys

from game.cli import app
from game.faces.web import server

if __name__ == "__main__":
    server.LINGER_S = float(sys.argv.pop(1))
    app()
