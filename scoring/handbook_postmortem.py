"""A sheet for afterwards: the blank postmortem, with guidance and the rubric for action items."""

from game.scenario.assemble import Loaded
from scoring.draft import DUE
from scoring.handbook_blocks import Block, Grid, Heading, Items, Para, Sheet

_HEAD = (
    "Title",
    "Id",
    "Date",
    "Began and ended, UTC",
    "Duration",
    "Severity",
    "Incident Commander (role)",
    "Authors",
    "Status: draft, in review or published",
)
_IMPACT = (
    "Duration",
    "Customers hit",
    "Failed orders",
    "Lost revenue",
    "Error budget used",
    "Service agreement breached?",
)
_CAUSE = (
    "Trigger: what set it off at that moment?",
    "Latent weakness: what was there before?",
    "Missing guardrail: what would have kept it small?",
)
_FACTORS = ("People and process", "Technology", "Environment", "External")
_ACTION = ("What, and how we tell that it is done", "Type", "Priority", "Weight", "Owner", "Due")
_VAGUE = (
    ("Improve monitoring", "Page when fewer than 95 % of checkouts succeed for 2 minutes"),
    ("Be more careful with migrations", "Refuse a migration that drops what the old version reads"),
    ("Train people", "Play this drill with each new on-call before the first shift"),
)
_SCORES = (
    ("1", "hardly anybody notices", "a rare nuisance", "an hour"),
    ("3", "some customers cannot buy", "would have made this one smaller", "some days"),
    ("5", "nobody can buy, or data is lost", "this cannot happen again", "a quarter"),
)


def postmortem_sheet(loaded: Loaded) -> Sheet:
    """A blank postmortem with guidance for each section and the rubric for action items."""
    blocks: tuple[Block, ...] = (
        Para(
            f"Due {DUE}. It speaks of systems and ways of working, never of persons: “the process "
            "allowed …”. Ask “how did it make sense to …?”. What nobody has established stays "
            "open; causes and owners are never invented."
        ),
        Grid(("Incident", ""), _blank(_HEAD)),
        Heading("Summary"),
        _guide("One paragraph for people outside: what they saw, how many, how it ended."),
        Heading("Impact"),
        Grid(("What", "How much"), _blank(_IMPACT)),
        Heading("Timeline (UTC)"),
        Grid(("Time", "Who (role), what"), _blank(("",) * 5)),
        Heading("Detection"),
        _guide("By what was it noticed, how late, and what would have told us earlier?"),
        *_learning(loaded),
        Heading("Action items"),
        Grid((*_ACTION, "Ticket, status"), (("",) * 7,) * 3),
        *_rubric(),
        Heading("Follow-up metrics"),
        _guide("Which figures will show that the actions work? Watch them for 30 days."),
    )
    return Sheet("postmortem-template", "Postmortem", "Blank template", blocks)


def _learning(loaded: Loaded) -> tuple[Block, ...]:
    """From the root cause to where we got lucky."""
    return (
        Heading("Root cause"),
        Grid(("Part", "What is established, and by which evidence"), _blank(_CAUSE)),
        Heading("Contributing factors"),
        Grid(("Category", "What contributed"), _blank(_FACTORS)),
        Heading("Five whys"),
        Grid(("Why?", "Because …"), _blank(tuple(f"{number}." for number in range(1, 6)))),
        Heading("What went well"),
        _guide("What helped, and what made it help?"),
        Heading("What went poorly"),
        _guide("What was harder than it should be?"),
        Heading("Where we got lucky"),
        _guide("What could easily have made this worse?"),
        Heading("Hot wash"),
        Items(loaded.runbook.hot_wash),
    )


def _rubric() -> tuple[Block, ...]:
    return (
        Heading("How to rank action items"),
        Para(
            "Weight = customer impact × risk taken away ÷ effort, each 1 to 5. Type: prevent, "
            "detect or mitigate. P0 before the next release, P1 this month, P2 this quarter."
        ),
        Grid(("Score", "Customer impact", "Risk taken away", "Effort"), _SCORES),
        Grid(("Instead of", "Write something that can be checked"), _VAGUE),
    )


def _guide(text: str) -> Para:
    return Para(text, quiet=True)


def _blank(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Rows with a name and room to write."""
    return tuple((name, "") for name in names)
