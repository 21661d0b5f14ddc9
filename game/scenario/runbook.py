"""The runbook: what a team has agreed to do, and what it is scored by."""

from pydantic import Field

from game.scenario.conditions import Condition
from game.scenario.criteria import Criterion
from game.scenario.fields import DurationS, Id, Model, OffsetS, Share, Text
from game.terms import Audience, EvidenceKind, Role, Severity, Stage


class SeverityRule(Model):
    """One severity: when it applies, who is paged and how often posts are due."""

    id: Severity = Field(description="sev1 to sev4.")
    label: Text = Field(description="What this house calls it.")
    when: tuple[Condition, ...] = Field((), description="Observables; any of them is enough.")
    says: Text = Field(description="The observables in words.")
    pages: tuple[Id, ...] = Field((), description="Characters or teams to page.")
    cadence: dict[Audience, DurationS] = Field(
        default_factory=dict, description="Longest time between two posts, per audience."
    )
    examples: tuple[Text, ...] = Field((), description="Incidents of this severity.")


class RoleRule(Model):
    """What a role owns and what it leaves to others."""

    role: Role
    owns: Text = Field(description="What this role decides and does.")
    leaves: Text = Field(description="What this role does not do.")
    alternate: Id | None = Field(None, description="The character who takes over.")


class ChecklistItem(Model):
    """A line of the first-15-minutes checklist."""

    from_s: OffsetS = Field(alias="from", description="Minute in which it begins.")
    to_s: OffsetS = Field(alias="to", description="Minute by which it is done.")
    text: Text = Field(description="What to do, in a line.")
    decision: bool = Field(False, description="Whether it is a decision point.")


class MitigationRule(Model):
    """First choice for a symptom."""

    symptom: Text = Field(description="What is seen.")
    cause: Text = Field(description="What is likely behind it.")
    first: Text = Field(description="What to do first.")
    check: Text = Field(description="What to ask before doing it.")
    levers: tuple[Id, ...] = Field((), description="Levers that do it, best first.")


class EvidenceRule(Model):
    """What to capture, and when."""

    kind: EvidenceKind
    text: Text = Field(description="What to keep, and when.")


class ExitCriterion(Model):
    """What must be true before the incident is resolved."""

    id: Id = Field(description="Name of the criterion.")
    text: Text = Field(description="What must be true, in words.")
    when: Condition | None = Field(None, description="How the program can tell, if it can.")


class Escalation(Model):
    """Who is called in, and when."""

    when: Text = Field(description="In which case, in words.")
    to: Id = Field(description="The character who is called in.")
    says: Text = Field(description="What to do, in words.")


class Stakeholder(Model):
    """A line of the communications plan."""

    audience: Audience
    who: Text = Field(description="Who they are.")
    channel: Text = Field(description="How they are reached.")
    wants: Text = Field(description="What they want to know.")


class Template(Model):
    """A post with placeholders in braces, to be filled by the Comms Lead."""

    id: Id = Field(description="Name of the template.")
    audience: Audience
    stage: Stage
    title: Text = Field(description="What the list of templates calls it.")
    text: Text = Field(description="The post, with placeholders in braces.")
    example: Text = Field("", description="The post as it read in some incident, for learning.")


class Coaching(Model):
    """What the coach says about a task, and where it points."""

    say: Text = Field(description="What to do now, in plain words.")
    why: Text = Field("", description="Why a practised responder does it.")
    do: Id = Field(description="The action on the screen (see the list of actions).")
    with_: dict[str, str] = Field(
        default_factory=dict, alias="with", description="What to fill in, such as lever: rollback."
    )


class Bands(Model):
    """Share of a task's points for each rating."""

    performed: Share = Field(1.0, alias="P", description="Done well.")
    some: Share = Field(0.7, alias="S", description="Done with some challenges.")
    major: Share = Field(0.35, alias="M", description="Done with major challenges.")
    unable: Share = Field(0.0, alias="U", description="Not done.")


class CriticalTask(Model):
    """Something a practised team does, with its clock, its points and its source."""

    id: Id = Field(description="Name of the task.")
    role: Role = Field(description="The seat whose task it is.")
    objective: Id = Field(description="The objective it counts for.")
    title: Text = Field(description="What it asks for, in a line.")
    start: Condition | None = Field(
        None, description="Its clock starts when this becomes true (default: at T+0)."
    )
    clock: Condition | None = Field(
        None,
        description=(
            "Its time counts from when this became true, if it ever did (default: from its start);"
            " so that a late step before it gains no time."
        ),
    )
    unless: Condition | None = Field(
        None, description="Not observed when this is true at its start or before it is done."
    )
    target_s: DurationS = Field(0, alias="target", description="Done by then: performed (P).")
    limit_s: DurationS = Field(0, alias="limit", description="Done by then: some challenges (S).")
    done: Criterion = Field(description="What counts as done.")
    points: int = Field(ge=1, le=100, description="Points for doing it well.")
    bands: Bands = Field(default_factory=Bands, description="Share of the points per rating.")
    variants: tuple[Id, ...] = Field((), description="Only in these variants; empty for all.")
    source: Text = Field(description="Where the practice comes from.")
    coach: Coaching | None = None


class Objective(Model):
    """What the drill trains."""

    id: Id = Field(description="Name of the objective.")
    title: Text = Field(description="What is trained, in a line.")


class Runbook(Model):
    """A whole runbook, as in scenarios/runbooks/*.yaml."""

    id: Id = Field(description="Name of the runbook.")
    title: Text = Field(description="What the handbook calls it.")
    severities: tuple[SeverityRule, ...] = Field(min_length=1)
    roles: tuple[RoleRule, ...]
    handover: Text = Field(description="The set words, with {person}.")
    checklist: tuple[ChecklistItem, ...]
    mitigations: tuple[MitigationRule, ...]
    evidence: tuple[EvidenceRule, ...]
    exit_criteria: tuple[ExitCriterion, ...] = Field(alias="exit")
    escalation: tuple[Escalation, ...]
    stakeholders: tuple[Stakeholder, ...]
    templates: tuple[Template, ...]
    objectives: tuple[Objective, ...] = Field(min_length=1)
    tasks: tuple[CriticalTask, ...] = Field(min_length=1)
    hot_wash: tuple[Text, ...] = Field(alias="hot wash", description="Reflection questions.")

    def severity(self, severity: Severity) -> SeverityRule | None:
        """The rule of a severity, if the runbook has it."""
        return next((rule for rule in self.severities if rule.id is severity), None)
