"""`python -m game`: the same as `breakglass`."""

from game.cli import main

if __name__ == "__main__":
    main()
