"""The public status page: exactly what customers would see, and nothing else."""

from html import escape

from game.engine.state import Post
from game.faces.web.room import Room
from game.terms import Audience, Role, Stage

_QUIET = "All systems operational"
_STAGES = {
    Stage.INVESTIGATING: "Investigating",
    Stage.IDENTIFIED: "Identified",
    Stage.MONITORING: "Monitoring",
    Stage.RESOLVED: "Resolved",
}


def status_data(room: Room) -> dict[str, object]:
    """Headline and posts, newest first, as plain data."""
    posts = _posts(room)
    newest = posts[0].stage if posts else None
    return {
        "company": room.book.company,
        "headline": _STAGES[newest] if newest else _QUIET,
        "stage": newest.value if newest else "operational",
        "posts": [
            {
                "at": f"{room.book.utc(post.at_s)} UTC",
                "stage": _STAGES[post.stage],
                "text": post.text,
            }
            for post in posts
        ],
    }


def _posts(room: Room) -> list[Post]:
    view = room.session.view(Role.OBSERVER)
    return [post for post in reversed(view.posts) if post.audience is Audience.CUSTOMERS]


def status_page(room: Room) -> str:
    """The page; it looks again by itself every few seconds, and works without scripts."""
    data = status_data(room)
    posts = "".join(
        f"<article><h2>{post.stage.value.title()} <time>{escape(room.book.utc(post.at_s))} UTC"
        f"</time></h2><p>{escape(post.text)}</p></article>"
        for post in _posts(room)
    )
    company = escape(room.book.company)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="refresh" content="10">'
        f"<title>Status: {company}</title>"
        '<link rel="stylesheet" href="/assets/status.css"></head><body>'
        f'<header><p>{company}</p><h1 class="{escape(str(data["stage"]))}">'
        f"{escape(str(data['headline']))}</h1></header>"
        f"<main>{posts or '<p>No incidents reported.</p>'}</main></body></html>"
    )
