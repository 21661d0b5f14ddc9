"""The scenario: everything that is planned for one drill.

Texts of injects, characters and investigations may hold placeholders, filled from the exercise at
that moment:

    {checkout.p99} and every other metric      the value as the dashboards show it, with its unit
    {cast.ID}   {cast.ID.title}                name and title of a character
    {role.ic}   {role.ops} {role.comms} {role.scribe}   who holds the role
    {time.utc}  {time.clock}                   the story's time; T+00:12:30
    {deploy.ID.version} .previous .age .time   a deploy of this scenario
    {flag.ID.state}                            on or off
    {support.tickets}                          customer tickets so far
    {fact.ID}                                  a fact of this scenario, as it is at that moment
    {company}                                  the shop's name
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from game.scenario.conditions import Condition
from game.scenario.fields import Count, DurationS, Factor, Id, Model, OffsetS, StartUtc, Text
from game.scenario.runbook import CriticalTask, Objective
from game.scenario.shop_changes import ShopChanges
from game.scenario.shop_model import FaultSpec, LeverPatch, LeverSpec
from game.terms import EvidenceKind, InjectKind, Role, Via


class Exercise(Model):
    """Length, pace and setting of the drill."""

    duration_s: DurationS = Field(alias="duration", description="Until EndEx.")
    start: StartUtc = Field(description="Wall time of T+0 in the story, in UTC.")
    pace: Factor = Field(1.0, description="Incident seconds per real second.")
    runbook: Id = Field(description="The runbook it is played by.")
    shop: Id = Field(description="The shop it is played in.")


class Deploy(Model):
    """Something that was released before or during the drill."""

    id: Id = Field(description="Name of the release.")
    service: Id = Field(description="The service that was released.")
    version: Id = Field(description="The version that went out.")
    previous: Id = Field(description="The version before it.")
    at_s: OffsetS = Field(alias="at", description="When it went out; before T+0 as -2m.")
    by: Text = Field("release bot", description="Who or what released it.")
    title: Text = Field(description="What it brings, in a line.")


class Flag(Model):
    """A feature flag of the shop."""

    id: Id = Field(description="Name of the flag.")
    on: bool = Field(description="Its state at T+0.")
    changed_s: OffsetS = Field(alias="changed", description="When it was last changed.")
    title: Text = Field(description="What it is for, in a line.")


class Migration(Model):
    """A change of the database's shape."""

    id: Id = Field(description="Name of the migration.")
    at_s: OffsetS = Field(alias="at", description="When it ran; before T+0 as -2m.")
    title: Text = Field(description="What it does, in a line.")
    reversible: bool = Field(True, description="Whether there is a way back.")


class Answer(Model):
    """How a character answers."""

    after_s: DurationS = Field(alias="after", description="How long it takes to come.")
    text: Text = Field(description="What they say.")


class Reaction(Model):
    """How a character answers in a certain case; the first rule that fits counts."""

    on: Literal["page", "message"] = Field(description="Whether it is about a page or a message.")
    words: tuple[Text, ...] = Field(
        (), description="Only when the page's note or the message has one of these words."
    )
    when: Condition | None = Field(None, description="Only while this is true.")
    after_s: DurationS = Field(0, alias="after", description="How long the answer takes to come.")
    text: Text | None = Field(None, description="What they say; without it they stay silent.")


class Character(Model):
    """A voice of the SimCell: somebody outside the four seats."""

    id: Id = Field(description="Name by which injects and the runbook call them.")
    title: Text = Field(description="Job, such as VP Engineering.")
    name: Text | None = Field(None, description="A fixed name; else the cast has one.")
    on_page: Answer | None = Field(
        None, alias="on page", description="Answer to a page; none: the person does not answer."
    )
    on_message: Answer | None = Field(None, alias="on message", description="Answer to a message.")
    rules: tuple[Reaction, ...] = Field(
        (), description="Other answers to certain pages and messages, tried in this order."
    )
    takes_role_after_s: DurationS | None = Field(
        None, alias="takes role after", description="Accepts an offered role after this time."
    )


class OtherFinding(Model):
    """What an investigation shows while something is true."""

    when: Condition = Field(description="Asked when the investigation is done.")
    text: Text = Field(description="What is found, as Ops reads it.")
    rules_out: tuple[Id, ...] = Field((), alias="rules out", description="Variants excluded by it.")


class Finding(Model):
    """What an investigation shows in a variant."""

    text: Text = Field(description="What is found, as Ops reads it.")
    rules_out: tuple[Id, ...] = Field((), alias="rules out", description="Variants excluded by it.")
    instead: tuple[OtherFinding, ...] = Field(
        (), description="Other findings on a condition; with them it can be looked at again."
    )


class OtherFact(Model):
    """What a fact says while something is true."""

    when: Condition = Field(description="While this is true.")
    text: Text = Field(description="What {fact.ID} stands for then.")


class Fact(Model):
    """Something that texts can tell as {fact.ID}, such as what a third party's page says now."""

    id: Id = Field(description="Name of the fact.")
    text: Text = Field(description="What {fact.ID} stands for.")
    instead: tuple[OtherFact, ...] = Field(
        (), description="What it stands for on a condition; the first that holds counts."
    )


class Tool(StrEnum):
    """What the team works with, and may have to do without."""

    CHAT = "chat"
    PAGER = "pager"
    STATUS_PAGE = "status-page"
    LEVERS = "levers"
    LOOKUPS = "lookups"


class Outage(Model):
    """One of the team's own tools does not work while something is true."""

    id: Id = Field(description="Name of the outage.")
    of: Tool = Field(description="Which tool.")
    only: tuple[Id, ...] = Field(
        (), description="Of levers or lookups: only these levers or investigations."
    )
    when: Condition = Field(description="It does not work while this is true.")
    says: Text = Field(description="What whoever tries it is told.")


class FastForward(Model):
    """A quiet stretch in which the clock runs faster, so that hours fit into a drill."""

    id: Id = Field(description="Name of the stretch.")
    when: Condition = Field(description="It begins once this is true.")
    until: Condition = Field(description="It ends once this is true.")
    pace: Factor = Field(60.0, description="Incident seconds per real second meanwhile.")
    says: Text = Field("", description="What the channel says when it begins.")


class Investigation(Model):
    """Something Ops can look into: it costs time and reveals a fact."""

    id: Id = Field(description="Name of the investigation.")
    title: Text = Field(description="What its button says.")
    command: Text = Field("", description="The console line that does it.")
    takes_s: DurationS = Field(alias="takes", description="How long it takes.")
    finding: Finding = Field(description="What it shows, unless the variant says otherwise.")
    evidence: EvidenceKind | None = Field(None, description="Needs this evidence not destroyed.")


class Expects(Model):
    """What an inject wants from the players."""

    text: Text = Field(description="What a practised team does, for the facilitator.")
    within_s: DurationS = Field(alias="within", description="Time for the answer.")
    role: Role = Field(description="The seat that should answer.")
    when: Condition | None = Field(
        None, description="Answered when this is true; without it, by a reply of the seat."
    )


class Inject(Model):
    """One line of the MSEL."""

    id: Id = Field(description="Name of the inject.")
    at_s: OffsetS | None = Field(None, alias="at", description="Timed: released at this moment.")
    when: Condition | None = Field(None, description="Conditional: released once this is true.")
    kind: InjectKind = InjectKind.INJECT
    sender: Id = Field(alias="from", description="A character, or monitoring.")
    to: Literal["all", "ic", "ops", "comms", "scribe"] = Field(
        "all", description="The seat that receives it, or all."
    )
    via: Via = Via.CHANNEL
    text: Text = Field(description="At most 50 words.")
    expects: Expects | None = None
    prompt: Text = Field("", description="For the facilitator: what to watch for.")


class Option(Model):
    """One way to decide."""

    id: Id = Field(description="Name of the option.")
    title: Text = Field(description="What its button says.")
    lever: Id | None = Field(None, description="The lever it means; none for waiting.")
    undoes: Id | None = Field(None, description="The lever in force that it takes back.")
    for_: tuple[Text, ...] = Field((), alias="for", description="What speaks for it.")
    against: tuple[Text, ...] = Field((), description="What speaks against it.")


class Decision(Model):
    """A question that the Incident Commander must settle."""

    id: Id = Field(description="Name of the decision.")
    question: Text = Field(description="What the IC is asked.")
    when: Condition = Field(description="When it is put to the IC.")
    within_s: DurationS = Field(180, alias="within", description="Time to decide.")
    options: tuple[Option, ...] = Field(min_length=2)


class Why(Model):
    """One of the five whys."""

    question: Text = Field(description="A why.")
    answer: Text = Field(description="Its answer, which leads to the next why.")


class SuggestedAction(Model):
    """An action item proposed for the postmortem."""

    text: Text = Field(description="What to do, concrete enough to be checked.")
    type: Literal["prevent", "detect", "mitigate"] = Field(
        description="Whether it prevents, detects or mitigates."
    )
    priority: Literal["P0", "P1", "P2"] = Field("P1", description="P0 first.")
    impact: Count = Field(3, ge=1, le=5, description="Customer impact it addresses, 1 to 5.")
    risk: Count = Field(3, ge=1, le=5, description="Risk it takes away, 1 to 5.")
    effort: Count = Field(3, ge=1, le=5, description="Effort, 1 to 5.")


class Factors(Model):
    """Contributing factors by category (fishbone)."""

    process: tuple[Text, ...] = Field((), description="How work is done.")
    technology: tuple[Text, ...] = Field((), description="How things are built.")
    environment: tuple[Text, ...] = Field((), description="Circumstances of that hour.")
    external: tuple[Text, ...] = Field((), description="What came from outside.")


class Truth(Model):
    """What really happened; never shown before the hot wash."""

    summary: Text = Field(description="What happened, in plain words.")
    trigger: Text = Field(description="What set it off.")
    weakness: Text = Field(description="The latent weakness.")
    guardrail: Text = Field(description="The guardrail that was missing.")
    factors: Factors = Field(default_factory=Factors)
    whys: tuple[Why, ...] = Field((), description="The five whys.")
    lucky: tuple[Text, ...] = Field((), description="Where it went better than it had to.")
    actions: tuple[SuggestedAction, ...] = Field((), description="Action items for the postmortem.")
    revealed_by: tuple[Id, ...] = Field(
        (), alias="revealed by", description="Investigations that establish the cause."
    )


class Variant(Model):
    """One of the hypotheses: same first symptoms, other cause or other way out."""

    id: Id = Field(description="Name of the variant.")
    title: Text = Field(description="For the facilitator; never shown before the hot wash.")
    weight: Factor = Field(1.0, description="How often it is drawn, compared with the others.")
    faults: tuple[FaultSpec, ...] = Field(min_length=1)
    levers: dict[Id, LeverPatch] = Field(
        default_factory=dict, description="What is different about levers while it is true."
    )
    findings: dict[Id, Finding] = Field(
        default_factory=dict, description="What investigations show while it is true."
    )
    truth: Truth | None = Field(None, description="In place of the scenario's truth.")


class Scenario(Model):
    """A whole scenario, as in scenarios/<id>/scenario.yaml."""

    id: Id = Field(description="Name of the scenario and of its folder.")
    version: Count = Field(1, description="Counts changes that matter to those who compare scores.")
    title: Text = Field(description="What the menu calls it.")
    story: Text = Field(description="What the players read in the briefing.")
    difficulty: Literal["tutorial", "easy", "medium", "hard"] = Field(
        description="How hard it is for a practised team."
    )
    lesson: Text = Field(description="Shown after the first play.")
    objectives: tuple[Id, ...] = Field(description="Objectives of the runbook or of its own.")
    own_objectives: tuple[Objective, ...] = Field((), alias="own objectives")
    exercise: Exercise
    shop_changes: ShopChanges = Field(default_factory=ShopChanges, alias="shop changes")
    deploys: tuple[Deploy, ...] = ()
    flags: tuple[Flag, ...] = ()
    migrations: tuple[Migration, ...] = ()
    variants: tuple[Variant, ...] = Field(min_length=1)
    levers: tuple[LeverSpec, ...]
    investigations: tuple[Investigation, ...] = ()
    characters: tuple[Character, ...] = ()
    facts: tuple[Fact, ...] = ()
    outages: tuple[Outage, ...] = ()
    fast_forward: tuple[FastForward, ...] = Field((), alias="fast forward")
    injects: tuple[Inject, ...] = ()
    decisions: tuple[Decision, ...] = ()
    truth: Truth
    tasks: tuple[CriticalTask, ...] = Field((), description="Critical tasks of its own.")
    without_tasks: tuple[Id, ...] = Field(
        (), alias="without tasks", description="Tasks of the runbook that do not count here."
    )
    end_when: Condition | None = Field(
        None, alias="end when", description="EndEx comes early once this is true."
    )
