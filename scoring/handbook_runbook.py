"""Two sheets to respond with: the runbook, and who is told what, when and in which words."""

from game.scenario.assemble import Loaded
from game.scenario.model import Investigation
from game.scenario.runbook import ChecklistItem, MitigationRule, SeverityRule, Template
from game.simtime import words
from game.terms import Audience, Severity
from scoring.handbook_blocks import Block, Grid, Heading, Items, Para, Quoted, Sheet
from scoring.handbook_words import contact, example, on_paper

_NEVER = (
    "A time of repair. Promise the next update, never the repair.",
    "A guess at a cause, or a cause that is not established.",
    "A person, a team or another company to blame.",
    "Names of components, versions or error codes: write what people see.",
    "Anything that the dashboards do not show at that moment.",
)
_ALWAYS = (
    "What people see, and who is hit: all, some, which ones.",
    "Since when, with the time zone.",
    "That we are working on it, in general words.",
    "When the next update comes. Keep that promise, even with nothing new.",
    "In the last post: whether data was lost.",
)


def runbook_sheet(loaded: Loaded) -> Sheet:
    """The runbook on one or two pages."""
    runbook = loaded.runbook
    blocks: tuple[Block, ...] = (
        Para("Stop the bleeding, then communicate, then understand, then prevent. Declare early."),
        Heading("Severity: read it off, do not debate it"),
        Grid(
            ("Severity", "When", "Page", "Customers hear", "Management hears"),
            tuple(_severity(loaded, rule) for rule in runbook.severities),
        ),
        Heading("Roles"),
        Grid(
            ("Role", "Owns", "Leaves to others", "Alternate"),
            tuple(
                (rule.role.title, rule.owns, rule.leaves, _alternate(loaded, rule.alternate))
                for rule in runbook.roles
            ),
        ),
        Quoted(on_paper(loaded, runbook.handover)),
        Heading("The first 15 minutes"),
        Items(tuple(_step(item) for item in runbook.checklist), boxes=True),
        Heading("Mitigations: the reversible first"),
        Grid(
            ("You see", "Likely", "First", "Check before"),
            tuple(_mitigation(loaded, rule) for rule in runbook.mitigations),
        ),
        Heading("Where to look"),
        Items(tuple(_lookup(item) for item in loaded.scenario.investigations if item.command)),
        Heading("Keep as evidence, with the UTC time"),
        Items(tuple(rule.text for rule in runbook.evidence), boxes=True),
        Heading("Call in"),
        Grid(
            ("When", "Whom", "Do"),
            tuple((rule.when, contact(loaded, rule.to), rule.says) for rule in runbook.escalation),
        ),
        Heading("It is over when"),
        Items(tuple(item.text for item in runbook.exit_criteria), boxes=True),
    )
    return Sheet("runbook", f"Runbook: {runbook.title}", "Break glass in case of fire", blocks)


def _severity(loaded: Loaded, rule: SeverityRule) -> tuple[str, ...]:
    pages = ", ".join(contact(loaded, key) for key in rule.pages) or "nobody beyond on-call"
    customers, managers = (
        _every(rule, audience) for audience in (Audience.CUSTOMERS, Audience.EXECUTIVES)
    )
    return rule.label, rule.says, pages, customers, managers


def _every(rule: SeverityRule, audience: Audience) -> str:
    every_s = rule.cadence.get(audience)
    if not every_s:
        return "–"
    return f"every {every_s // 3600} h" if every_s % 3600 == 0 else f"every {words(every_s)}"


def _alternate(loaded: Loaded, key: str | None) -> str:
    return contact(loaded, key) if key else "–"


def _step(item: ChecklistItem) -> str:
    sign = "◇ Decide: " if item.decision else ""
    return f"{item.from_s // 60}–{item.to_s // 60} min · {sign}{item.text}"


def _mitigation(loaded: Loaded, rule: MitigationRule) -> tuple[str, ...]:
    commands = [
        lever.command
        for lever in loaded.scenario.levers
        if lever.id in rule.levers and lever.command
    ]
    first = f"{rule.first} ({'; '.join(commands)})" if commands else rule.first
    return rule.symptom, rule.cause, first, rule.check


def _lookup(item: Investigation) -> str:
    return f"{item.title.rstrip('.?')}: {item.command}"


def communications_sheet(loaded: Loaded) -> Sheet:
    """The communications plan: who is told, how often, by whom and in which manner."""
    runbook = loaded.runbook
    cadences = tuple(
        (rule.label, *(_every(rule, audience) for audience in Audience))
        for rule in runbook.severities
    )
    blocks: tuple[Block, ...] = (
        Para(
            "Comms writes, the Incident Commander approves, Comms publishes. Nobody else speaks to "
            "the outside. Silence is panic: nothing new is news."
        ),
        Heading("Stakeholders"),
        Grid(
            ("Audience", "Who they are", "Channel", "What they want to know"),
            tuple(
                (item.audience.value.capitalize(), item.who, item.channel, item.wants)
                for item in runbook.stakeholders
            ),
        ),
        Heading("How often they hear from us, at the least"),
        Grid(("Severity", *(item.value.capitalize() for item in Audience)), cadences),
        Heading("Stages of a public incident"),
        Para(
            "Investigating → identified → monitoring → resolved. Going back is allowed, and honest."
        ),
        Heading("A good post says"),
        Items(_ALWAYS, boxes=True),
        Heading("A good post never says"),
        Items(_NEVER),
    )
    return Sheet("communications-plan", "Communications plan", runbook.title, blocks)


def templates_sheet(loaded: Loaded) -> Sheet:
    """All templates with their blanks, and one incident told with them from end to end."""
    runbook = loaded.runbook
    blocks: list[Block] = [
        Para(
            "Fill every bracket, or leave the sentence out. A post with an open bracket stays here."
        ),
        Heading("Templates"),
    ]
    for template in runbook.templates:
        blocks += [Para(_for(template)), Quoted(on_paper(loaded, template.text))]
    rule = runbook.severity(Severity.SEV1) or runbook.severities[0]
    blocks += [
        Heading(f"A filled example: a {rule.label}"),
        Para(
            f"Invented, with the clock of “{loaded.scenario.title}”. {rule.says} Posts go to "
            f"customers {_every(rule, Audience.CUSTOMERS)}, to management "
            f"{_every(rule, Audience.EXECUTIVES)}."
        ),
    ]
    filled = [(example(loaded, item), item) for item in _without_repeats(loaded)]
    for (time, text), template in sorted(filled, key=lambda pair: pair[0][0]):
        blocks += [Para(f"{time} · {_for(template)}"), Quoted(text)]
    return Sheet("templates", "Templates, and a filled example", runbook.title, tuple(blocks))


def _for(template: Template) -> str:
    return f"{template.title} (to {template.audience.value}, {template.stage.value})"


def _without_repeats(loaded: Loaded) -> list[Template]:
    """One template for each audience and stage."""
    found: dict[tuple[Audience, str], Template] = {}
    for template in loaded.runbook.templates:
        found.setdefault((template.audience, template.stage.value), template)
    return list(found.values())
