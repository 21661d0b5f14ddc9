"""The words of the field, as enumerations everyone shares."""

from enum import StrEnum


class Role(StrEnum):
    """Who someone is in an exercise: the seats, those beside them, the rules themselves."""

    IC = "ic"
    OPS = "ops"
    COMMS = "comms"
    SCRIBE = "scribe"
    FACILITATOR = "facilitator"
    EVALUATOR = "evaluator"
    OBSERVER = "observer"
    SYSTEM = "system"

    @property
    def title(self) -> str:  # type: ignore[override]
        """The seat's name as people read it."""
        return _ROLE_TITLES[self]


_ROLE_TITLES = {
    Role.IC: "Incident Commander",
    Role.OPS: "Operations Lead",
    Role.COMMS: "Communications Lead",
    Role.SCRIBE: "Scribe",
    Role.FACILITATOR: "Facilitator",
    Role.EVALUATOR: "Evaluator",
    Role.OBSERVER: "Observer",
    Role.SYSTEM: "System",
}

SEATS = (Role.IC, Role.OPS, Role.COMMS, Role.SCRIBE)


class Severity(StrEnum):
    """How bad it is, by observables; SEV1 is worst."""

    SEV1 = "sev1"
    SEV2 = "sev2"
    SEV3 = "sev3"
    SEV4 = "sev4"

    @property
    def rank(self) -> int:
        """1 for the worst to 4 for the mildest."""
        return int(self.value[-1])


class Stage(StrEnum):
    """What the status page says about the incident."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


class Audience(StrEnum):
    """Whom a post is written for."""

    CUSTOMERS = "customers"
    EXECUTIVES = "executives"
    SUPPORT = "support"
    ENGINEERING = "engineering"


class Rating(StrEnum):
    """HSEEP rating of a critical task or objective; N is "not observed"."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"
    N = "N"


class Via(StrEnum):
    """The way an inject reaches people, as it would in life."""

    CHANNEL = "channel"
    DIRECT = "direct"
    PAGE = "page"
    PHONE = "phone"
    EMAIL = "email"
    TICKET = "ticket"
    MONITORING = "monitoring"
    STATUS_PAGE = "status-page"


class InjectKind(StrEnum):
    """A planned inject, or one of the three sorts of contingency inject."""

    INJECT = "inject"
    HELP = "help"
    PRESSURE = "pressure"
    REDIRECT = "redirect"


class EntryKind(StrEnum):
    """What a line of the Scribe's timeline tells."""

    DETECTED = "detected"
    OBSERVED = "observed"
    DECIDED = "decided"
    ACTED = "acted"
    SAID = "said"
    EFFECT = "effect"


class EvidenceKind(StrEnum):
    """What can be captured before it is gone."""

    DASHBOARDS = "dashboards"
    LOGS = "logs"
    HEAP = "heap"
    QUERIES = "queries"
    DEPLOYS = "deploys"
    PROVIDER = "provider"


class ExercisePhase(StrEnum):
    """Where the exercise itself stands."""

    LOBBY = "lobby"
    BRIEFING = "briefing"
    RUNNING = "running"
    PAUSED = "paused"
    HOT_WASH = "hot_wash"
    ENDED = "ended"


class IncidentPhase(StrEnum):
    """Where the incident stands, as the team has declared it."""

    QUIET = "quiet"
    DETECTED = "detected"
    DECLARED = "declared"
    MITIGATING = "mitigating"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    STOOD_DOWN = "stood_down"


class MitigationPhase(StrEnum):
    """Where one mitigation stands."""

    REQUESTED = "requested"
    RUNNING = "running"
    EFFECTIVE = "effective"
    PARTIAL = "partial"
    INEFFECTIVE = "ineffective"
    FAILED = "failed"
    REFUSED = "refused"
    ABORTED = "aborted"
    UNDONE = "undone"


class HandoverPhase(StrEnum):
    """The two-step command handshake."""

    HELD = "held"
    OFFERED = "offered"
    ACCEPTED = "accepted"


class Unit(StrEnum):
    """What a metric is measured in."""

    RATIO = "%"
    MILLISECONDS = "ms"
    PER_SECOND = "/s"
    PER_MINUTE = "/min"
    COUNT = ""
