"""The status page as customers see it: how it stands, and what was posted, the newest first."""

from game.engine.handbook import Handbook
from game.engine.state import Post
from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import Column, ListView, Panel, RichRow, RichText, Widget, flex
from game.terms import Audience, Stage

_BANNERS: dict[Stage | None, tuple[str, Tone]] = {
    None: ("✓ All systems operational", "good"),
    Stage.INVESTIGATING: ("▲ We are investigating a problem", "bad"),
    Stage.IDENTIFIED: ("◆ We know what is wrong and are working on it", "warn"),
    Stage.MONITORING: ("● A fix is in place and we are watching it", "info"),
    Stage.RESOLVED: ("✓ Resolved", "good"),
}


def public(view: View) -> list[Post]:
    """What customers have been told, the oldest first."""
    return [post for post in view.posts if post.audience is Audience.CUSTOMERS]


class PublicPage:
    """Made once; `update` shows another moment."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._head = RichText([Run("")])
        self._says = RichText([Run("")])
        self._banner = Panel([self._says], tone="good", surface="raised", pad="pad")
        self._posts = ListView(empty="Customers have been told nothing yet.", gap=6)
        self.widget: Widget = Column([self._head, self._banner, flex(self._posts)], pad="pad")

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed."""
        self._handbook = handbook

    def update(self, view: View) -> None:
        """Show what customers read now."""
        company = self._handbook.company
        self._head.set_runs(
            [Run(f"{company}\n", style="title"), Run("status page, as customers see it", "muted")]
        )
        text, tone = _BANNERS[view.stage]
        self._says.set_runs([Run(text, tone, "strong")])
        self._banner.set_tone(tone)
        self._posts.set_rows([_row(self._handbook, post) for post in reversed(public(view))])


def _row(handbook: Handbook, post: Post) -> RichRow:
    _text, tone = _BANNERS[post.stage]
    runs = [
        Run(f"{post.stage.value.capitalize()}  ", tone, "strong"),
        Run(f"{handbook.utc(post.at_s)} UTC\n", "muted", "small"),
        Run(post.text),
    ]
    if post.next_update_at_s is not None:
        promise = f"\nNext update by {handbook.utc(post.next_update_at_s)} UTC"
        runs.append(Run(promise, "muted", "small"))
    return RichRow(runs, key=post.id, pad=8)
