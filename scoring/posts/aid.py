"""The checker as a live aid: what a draft still lacks, told while it is being written."""

from game.engine.handbook import Handbook
from game.terms import Audience, Stage
from scoring.posts.house import house_words
from scoring.posts.text import check_text
from scoring.scorecard import PostCheckResult


def what_it_lacks(
    handbook: Handbook, text: str, audience: Audience, stage: Stage, next_update_s: int | None
) -> tuple[str, ...]:
    """A sentence for each check of the text that would fail now; empty where none would.

    It knows what anybody at the table knows, and nothing of what is true in the shop.
    """
    names = tuple(contact.name for contact in handbook.contacts.values() if " " in contact.name)
    checks = check_text(text, audience, stage, next_update_s, names, house=house_words(handbook))
    return tuple(_sentence(check) for check in checks.values() if not check.passed)


def _sentence(check: PostCheckResult) -> str:
    says = check.says[:1].upper() + check.says[1:]
    if not check.quotes:
        return f"{says}."
    return f"{says}: “{'”, “'.join(check.quotes[:3])}”."
