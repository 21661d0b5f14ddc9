"""How the characters of the SimCell answer: by the first of their rules that fits, or as usual."""

from typing import Literal, NamedTuple

from game.engine.conditions import holds
from game.engine.plan import Plan
from game.engine.state import State
from game.scenario.model import Character

Occasion = Literal["page", "message"]


class Reply(NamedTuple):
    """An answer that will come: after how long, and by which rule (from 1; 0 for the usual one)."""

    after_s: int
    rule: int


def reply_of(
    plan: Plan, state: State, character: Character, on: Occasion, words: str
) -> Reply | None:
    """The answer to a page or message with these words; None when none will come."""
    said = words.casefold()
    for number, rule in enumerate(character.rules, 1):
        fits = rule.on == on and (
            not rule.words or any(word.casefold() in said for word in rule.words)
        )
        if fits and (rule.when is None or holds(plan, state, rule.when)):
            return None if rule.text is None else Reply(rule.after_s, number)
    usual = character.on_page if on == "page" else character.on_message
    return None if usual is None else Reply(usual.after_s, 0)


def answer_text(character: Character, on: Occasion, rule: int) -> str | None:
    """What the character says by that rule; None where there is nothing to say."""
    if rule:
        return character.rules[rule - 1].text if rule <= len(character.rules) else None
    usual = character.on_page if on == "page" else character.on_message
    return None if usual is None else usual.text
