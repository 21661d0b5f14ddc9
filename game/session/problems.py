"""What can be wrong with a drill that is to be played; light, so that any face may know it."""


class SetupProblem(Exception):  # noqa: N818 - a problem of what was chosen, not of the program
    """A drill cannot be played as it was chosen; the text says why."""
