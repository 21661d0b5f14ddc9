"""The public status page: exactly what customers would see, and nothing else."""

from dataclasses import dataclass
from html import escape

from game.faces.web.room import Room
from game.terms import Audience, Role, Stage

_QUIET = "All systems operational"
_STAGES = {
    Stage.INVESTIGATING: "Investigating",
    Stage.IDENTIFIED: "Identified",
    Stage.MONITORING: "Monitoring",
    Stage.RESOLVED: "Resolved",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A post as customers read it."""

    at: str
    """Time of day in UTC."""
    stage: Stage
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """What customers see of a drill."""

    company: str
    posts: tuple[Entry, ...]
    """Newest first."""

    @property
    def stage(self) -> str:
        """The stage of the newest post."""
        return self.posts[0].stage.value if self.posts else "operational"

    @property
    def headline(self) -> str:
        """How things stand, in a few words."""
        return _STAGES[self.posts[0].stage] if self.posts else _QUIET


def status_of(room: Room) -> Status:
    """What the Communications Lead of a room has told customers until now."""
    view = room.session.view(Role.OBSERVER)
    told = (post for post in reversed(view.posts) if post.audience is Audience.CUSTOMERS)
    posts = (Entry(f"{room.book.utc(post.at_s)} UTC", post.stage, post.text) for post in told)
    return Status(room.book.company, tuple(posts))


def status_data(status: Status) -> dict[str, object]:
    """The same as plain data."""
    return {
        "company": status.company,
        "headline": status.headline,
        "stage": status.stage,
        "posts": [
            {"at": post.at, "stage": _STAGES[post.stage], "text": post.text}
            for post in status.posts
        ],
    }


def status_page(status: Status) -> str:
    """The page; it looks again by itself every few seconds, and works without scripts."""
    posts = "".join(
        f"<article><h2>{post.stage.value.title()} <time>{escape(post.at)}</time></h2>"
        f"<p>{escape(post.text)}</p></article>"
        for post in status.posts
    )
    company = escape(status.company)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="refresh" content="10">'
        f"<title>Status: {company}</title>"
        '<link rel="stylesheet" href="/assets/status.css"></head><body>'
        f'<header><p>{company}</p><h1 class="{status.stage}">{status.headline}</h1></header>'
        f"<main>{posts or '<p>No incidents reported.</p>'}</main></body></html>"
    )
