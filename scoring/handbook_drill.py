"""The tabletop plan in two copies: for who leads the drill, and for who plays it."""

from game.scenario.assemble import Loaded
from game.scenario.model import Inject
from game.scenario.runbook import Objective
from game.simtime import words
from scoring.handbook_blocks import Block, Grid, Heading, Items, Para, Sheet
from scoring.handbook_words import contact, on_paper
from scoring.wording import describe

MOST_INJECTS = 4
_RULES = (
    "Say what you would do and what you would look at; the facilitator says what you find.",
    "One clock for all. Decisions and their reasons are said aloud, and written down.",
    "Nobody is tested. The runbook, the tools and the way of working are.",
)
_PROMPTS = (
    "What do you know, what do you not know, and who is hit?",
    "Is this an incident? Which severity, and by which figure?",
    "Who decides, who has hands on the system, who writes, who keeps the timeline?",
    "What changed lately? Which step can be undone, and what must be true before you take it?",
    "What do customers read now, and when do they hear from you again?",
    "How do you know that it is over?",
)


def tabletop_facilitator(loaded: Loaded) -> Sheet:
    """The tabletop plan for who leads the drill: with injects, prompts and what is behind it."""
    scenario = loaded.scenario
    truth = scenario.variants[0].truth or scenario.truth
    blocks: tuple[Block, ...] = (
        Para(_setting(loaded)),
        Heading("Objectives"),
        Items(tuple(item.title for item in objectives(loaded))),
        Heading("Injects: release them, the players choose the path"),
        Grid(
            ("When", "From → to", "What they hear", "What a practised team does"),
            tuple(_inject(loaded, item) for item in chosen_injects(scenario.injects)),
        ),
        Heading("Decisions to steer towards"),
        Items(tuple(on_paper(loaded, item.question) for item in scenario.decisions)),
        Heading("If they are stuck, ask"),
        Items(_PROMPTS[:4]),
        Heading("What is behind it"),
        Para(f"{truth.summary} The lesson: {scenario.lesson}"),
        Heading("Debrief (10 minutes; ask how, not why)"),
        Items(loaded.runbook.hot_wash),
    )
    title = f"Tabletop plan: {scenario.title}"
    return Sheet("tabletop-facilitator", title, "Facilitator's copy: not for players", blocks)


def tabletop_players(loaded: Loaded) -> Sheet:
    """The tabletop plan for who plays: the story so far and their seats, and nothing to come."""
    scenario = loaded.scenario
    blocks: tuple[Block, ...] = (
        Para(_setting(loaded)),
        Heading("The story so far"),
        Para(on_paper(loaded, scenario.story)),
        Heading("What we practise"),
        Items(tuple(item.title for item in objectives(loaded))),
        Heading("Your seats"),
        Grid(
            ("Seat", "Owns", "Leaves to others", "Name"),
            tuple((rule.role.title, rule.owns, rule.leaves, "") for rule in loaded.runbook.roles),
        ),
        Heading("How we play"),
        Items(_RULES),
        Heading("Questions to come back to"),
        Items(_PROMPTS),
    )
    return Sheet("tabletop-players", f"Tabletop: {scenario.title}", "Players' copy", blocks)


def _setting(loaded: Loaded) -> str:
    exercise = loaded.scenario.exercise
    seats = ", ".join(rule.role.title for rule in loaded.runbook.roles)
    return (
        f"{words(exercise.duration_s)} and 10 minutes of debrief · the story begins at "
        f"{exercise.start:%H:%M} UTC · {seats}; on a small team one person takes two seats · "
        f"runbook at hand · {loaded.scenario.difficulty}"
    )


def objectives(loaded: Loaded) -> tuple[Objective, ...]:
    """The objectives that the scenario trains."""
    known = {
        item.id: item for item in (*loaded.runbook.objectives, *loaded.scenario.own_objectives)
    }
    return tuple(known[key] for key in loaded.scenario.objectives if key in known)


def chosen_injects(injects: tuple[Inject, ...]) -> tuple[Inject, ...]:
    """The few that fit a page: those that want an answer, spread over the seats, in file order."""
    asking = [item for item in injects if item.expects is not None] or list(injects)
    chosen: dict[str, Inject] = {}
    for item in asking:
        if item.expects is not None:
            chosen.setdefault(item.expects.role.value, item)
    rest = [item for item in asking if item not in chosen.values()]
    few = [*chosen.values(), *rest][:MOST_INJECTS]
    return tuple(item for item in injects if item in few)


def _inject(loaded: Loaded, item: Inject) -> tuple[str, ...]:
    sender = contact(loaded, item.sender) if item.sender != "monitoring" else "Monitoring"
    to = "all" if item.to == "all" else contact(loaded, item.to)
    expects = on_paper(loaded, item.expects.text) if item.expects else on_paper(loaded, item.prompt)
    return _when(item), f"{sender} → {to}", on_paper(loaded, item.text), expects


def _when(item: Inject) -> str:
    if item.at_s is not None:
        return f"{item.at_s // 60} min"
    return f"once {describe(item.when)}"
