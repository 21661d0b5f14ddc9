"""What Ops can do to a shop, and what must be true first."""

from enum import StrEnum

from pydantic import Field

from game.scenario.conditions import Condition
from game.scenario.fields import Count, DurationS, Factor, Id, Model, Share, Text


class LeverKind(StrEnum):
    """What a mitigation does to the shop."""

    ROLLBACK = "rollback"
    CANARY_HALT = "canary-halt"
    FLAG_OFF = "flag-off"
    FLAG_ON = "flag-on"
    SCALE_OUT = "scale-out"
    SCALE_IN = "scale-in"
    RESTART = "restart"
    BREAKER_OPEN = "breaker-open"
    BREAKER_CLOSE = "breaker-close"
    FALLBACK = "fallback"
    SHED = "shed"
    RATE_LIMIT = "rate-limit"
    BLOCK = "block"
    KILL_QUERIES = "kill-queries"
    CREATE_INDEX = "create-index"
    RAISE_POOL = "raise-pool"
    FAIL_OVER = "fail-over"
    DRAIN_ZONE = "drain-zone"
    CLEAR_CACHE = "clear-cache"
    PAUSE_CONSUMERS = "pause-consumers"
    RAISE_TIMEOUT = "raise-timeout"
    CUT_RETRIES = "cut-retries"
    READ_ONLY = "read-only"
    MAINTENANCE = "maintenance"
    REPAIR = "repair"
    WAIT = "wait"


class OtherAnswer(Model):
    """What the check of a precondition tells while something is true."""

    when: Condition = Field(description="Asked when the check is done.")
    holds: bool = Field(True, description="Whether the precondition is true then.")
    finding: Text = Field(description="What the check tells.")


class Precondition(Model):
    """What must be true before a lever is safe to pull."""

    id: Id = Field(description="Name of the precondition.")
    text: Text = Field(description="The question, as on a checklist.")
    holds: bool = Field(True, description="Whether it is true.")
    finding: Text = Field(description="What the check tells.")
    takes_s: DurationS = Field(30, alias="takes", description="How long checking takes.")
    instead: tuple[OtherAnswer, ...] = Field(
        (), description="Other answers on a condition; with them it can be checked again."
    )


class LeverOutcome(StrEnum):
    """What becomes of a lever that is pulled."""

    WORKS = "works"
    REFUSED = "refused"
    FAILS = "fails"


class LeverCase(Model):
    """What is different about a lever when it is pulled while a condition holds."""

    when: Condition = Field(description="Asked at the moment when the lever is pulled.")
    outcome: LeverOutcome = Field(LeverOutcome.WORKS, description="works, refused or fails.")
    refusal: Text = Field("", description="What the tool says when it refuses or fails.")
    effect: Share | None = Field(None, description="How strongly it acts then.")
    delay_s: DurationS | None = Field(None, alias="delay", description="Time until it acts then.")
    ramp_s: DurationS | None = Field(None, alias="ramp", description="Time to full effect then.")


class LeverSpec(Model):
    """A mitigation that Ops can start."""

    id: Id = Field(description="Name of the lever.")
    kind: LeverKind = Field(description="What it does to the shop.")
    title: Text = Field(description="What its button says.")
    explain: Text = Field("", description="What it does and costs, in a sentence.")
    command: Text = Field("", description="The console line that starts it.")
    release: Id | None = Field(
        None, description="rollback, canary-halt: the release it takes out or stops."
    )
    flag: Id | None = Field(None, description="flag-off, flag-on: the flag it turns.")
    replicas: Count = Field(0, description="scale-out, scale-in: replicas added or taken away.")
    target: Id | None = Field(
        None, description="The part it works on, where there are several; checkout if not said."
    )
    share: Share = Field(1.0, description="shed, rate-limit, block, cut-retries: how much of it.")
    collateral: Share = Field(
        0.0, description="rate-limit, block: share of real customers that it hits as well."
    )
    segment: Id | None = Field(
        None, description="shed, rate-limit, block: only this group of customers."
    )
    connections: Count = Field(0, description="raise-pool: connections added.")
    factor: Factor = Field(1.0, description="raise-timeout: how many times longer.")
    zone: Id | None = Field(None, description="drain-zone, fail-over: the zone that is left.")
    faults: tuple[Id, ...] = Field((), description="repair: the faults that it ends.")
    delay_s: DurationS = Field(0, alias="delay", description="Time until it begins to act.")
    ramp_s: DurationS = Field(0, alias="ramp", description="Time from there to full effect.")
    effect: Share = Field(1.0, description="How strongly it acts at full effect: 40% helps a bit.")
    lasts_s: DurationS = Field(
        0, alias="lasts", description="It wears off by itself after so long at full effect."
    )
    preconditions: tuple[Precondition, ...] = Field((), description="Check these first.")
    cases: tuple[LeverCase, ...] = Field(
        (), description="What becomes of it on a condition; the first that holds counts."
    )
    outcome: LeverOutcome = Field(LeverOutcome.WORKS, description="works, refused or fails.")
    refusal: Text = Field("", description="What the tool says when it refuses or fails.")
    undo: bool = Field(True, description="Whether it can be undone.")
    destroys: tuple[Id, ...] = Field((), description="Evidence that is gone afterwards.")


class LeverPatch(Model):
    """What one variant changes about a lever."""

    outcome: LeverOutcome | None = Field(None, description="works, refused or fails.")
    refusal: Text | None = Field(None, description="What the tool says when it refuses or fails.")
    holds: dict[Id, bool] = Field(default_factory=dict, description="Preconditions: true or not.")
    findings: dict[Id, Text] = Field(default_factory=dict, description="What their checks tell.")
    effect: Share | None = Field(None, description="How strongly it acts at full effect.")
    lasts_s: DurationS | None = Field(None, alias="lasts", description="It wears off after that.")
    delay_s: DurationS | None = Field(None, alias="delay", description="Time until it acts.")
    ramp_s: DurationS | None = Field(None, alias="ramp", description="Time to full effect.")
    cases: tuple[LeverCase, ...] | None = Field(None, description="In place of its cases.")
