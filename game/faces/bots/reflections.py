"""What a bot says in the hot wash: one thing it has seen happen, without judging anybody."""

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.signs import impact_of
from game.simtime import words
from game.terms import SEATS, Role


def reflection(view: View, role: Role, handbook: Handbook) -> tuple[int, str] | None:
    """A question of the hot wash (its number) and this seat's answer; None without questions."""
    questions = handbook.runbook.hot_wash
    if not questions or role not in SEATS:
        return None
    return SEATS.index(role) % len(questions), _seen(view, role, handbook)


def _seen(view: View, role: Role, handbook: Handbook) -> str:
    match role:
        case Role.IC:
            return _lasting(view, handbook)
        case Role.OPS:
            return (
                f"We looked into {len(view.inquiries)} things, checked {len(view.checks)} "
                f"preconditions and started {len(view.mitigations)} steps."
            )
        case Role.COMMS:
            return f"{len(view.posts)} posts went out, {_approved(view)} of them approved."
        case _:
            return f"{len(view.entries)} lines stand in the timeline."


def _approved(view: View) -> int:
    return sum(post.approved for post in view.posts)


def _lasting(view: View, handbook: Handbook) -> str:
    impact = impact_of(view, handbook)
    if impact is None:
        return "Customers noticed nothing that the dashboards show."
    if impact.until_s is None:
        return "Customers were still hit at the end; we found no way out in time."
    return f"Customers were hit for {words(impact.until_s - impact.since_s)}."
