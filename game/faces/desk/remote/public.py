"""What everybody in the room may see of somebody's view: for a wall that all look at."""

from dataclasses import replace

from game.engine.view import View
from game.terms import Audience, Role, Via

_OPEN = frozenset({Via.CHANNEL, Via.MONITORING, Via.STATUS_PAGE})


def public(view: View) -> View:
    """That view as an observer's: nothing that was said, sent or written to somebody alone."""
    return replace(
        view,
        role=Role.OBSERVER,
        messages=tuple(item for item in view.messages if item.channel == "incident"),
        injects=tuple(item for item in view.injects if item.via in _OPEN or item.to == "all"),
        posts=tuple(item for item in view.posts if item.audience is Audience.CUSTOMERS),
        drafts=(),
        due=tuple(replace(item, say=item.text, why="", with_={}) for item in view.due),
    )
