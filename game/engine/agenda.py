"""What the future surely brings, unless something takes it back."""

from dataclasses import dataclass

from game.terms import Role


@dataclass(frozen=True, slots=True)
class CheckFinishes:
    """Planned: the check of a precondition is done."""

    at_s: int
    lever: str
    precondition: str


@dataclass(frozen=True, slots=True)
class InvestigationFinishes:
    """Planned: an investigation is done."""

    at_s: int
    investigation: str


@dataclass(frozen=True, slots=True)
class MitigationCompletes:
    """Planned: a lever is fully pulled."""

    at_s: int
    mitigation: str


@dataclass(frozen=True, slots=True)
class MitigationIsAssessed:
    """Planned: what a mitigation truly did is measured."""

    at_s: int
    mitigation: str


@dataclass(frozen=True, slots=True)
class PageAnswered:
    """Planned: somebody who was called in answers, by one of their rules (0 for none)."""

    at_s: int
    target: str
    rule: int = 0


@dataclass(frozen=True, slots=True)
class CharacterSpeaks:
    """Planned: a character answers a message."""

    at_s: int
    character: str
    channel: str
    to: str
    reply_to: str
    rule: int = 0


@dataclass(frozen=True, slots=True)
class RoleIsTaken:
    """Planned: a character accepts an offered role."""

    at_s: int
    seat: Role
    character: str


@dataclass(frozen=True, slots=True)
class InjectExpires:
    """Planned: the time for an answer is over."""

    at_s: int
    inject: str


Planned = (
    CheckFinishes
    | InvestigationFinishes
    | MitigationCompletes
    | MitigationIsAssessed
    | PageAnswered
    | CharacterSpeaks
    | RoleIsTaken
    | InjectExpires
)
"""What the future surely brings, unless something takes it back."""
