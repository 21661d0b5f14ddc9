"""Every event as a sentence a person can read, without saying who did it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.engine.codec import event_type
from game.engine.events import (
    AlertFired,
    AlertResolved,
    CheckStarted,
    Event,
    InjectReleased,
    InvestigationFinished,
    InvestigationStarted,
    PersonAnswered,
    PreconditionChecked,
    TaskRated,
)
from game.engine.plan import Plan
from game.engine.state import State
from game.scenario.model import Character
from game.simtime import clock, utc, words
from game.terms import Role

TEXTS: dict[str, str] = {
    "briefing_opened": "The story was read out.",
    "exercise_started": "The exercise began (StartEx).",
    "exercise_paused": "The clock was paused: {reason}",
    "exercise_resumed": "The clock ran on.",
    "pace_set": "The pace was set to {pace} times real time.",
    "exercise_extended": "The exercise got more time: {by_s} seconds.",
    "exercise_stopped": "The exercise stopped (EndEx): {reason}",
    "hot_wash_answered": "Hot wash: {question} {text}",
    "exercise_ended": "The drill was closed.",
    "alert_fired": "Alert: {title}",
    "alert_resolved": "Alert cleared: {title}",
    "page_acknowledged": "The page was acknowledged.",
    "inject_released": "To {to} ({via}): {text}",
    "inject_answered": "The request “{inject}” was answered.",
    "inject_expired": "The request “{inject}” was not answered in time.",
    "inject_skipped": "The inject “{inject}” was left out: {reason}",
    "inject_delayed": "The inject “{inject}” was moved by {delay_s}.",
    "message_sent": "To {to}: {text}",
    "incident_declared": "Declared {severity}: {title}",
    "severity_changed": "Severity changed from {was} to {severity}: {reason}",
    "incident_mitigated": "Marked as mitigated: {reason}",
    "incident_resolved": "Resolved: {summary}",
    "incident_stood_down": "Stood down as a false alarm: {reason}",
    "incident_reopened": "Reopened: {reason}",
    "role_assigned": "{person} was named {seat}.",
    "role_offered": "The role of {seat} was offered to {to}: {text}",
    "role_accepted": "{person} accepted the role of {seat}.",
    "role_declined": "{person} declined the role of {seat}.",
    "task_assigned": "Task for {to}, within {limit_s}: {text}",
    "task_confirmed": "Task understood: {task}",
    "task_done": "Task done: {task} Result: {result}",
    "decision_prompted": "To be decided: {question}",
    "option_proposed": "Proposed: {option}. {text}",
    "decision_made": "Decided: {option}. Reason: {reason}",
    "person_paged": "{target} was paged: {note}",
    "person_answered": "Answered the page: {text}",
    "post_drafted": "Post drafted for {audience} ({stage}): {text}",
    "post_approved": "Draft for {draft} approved. {comment}",
    "post_returned": "Draft for {draft} returned: {comment}",
    "post_published": "Post to {audience} ({stage}): {text}",
    "check_started": "Check begun for “{lever}”: {precondition}",
    "precondition_checked": "Checked for “{lever}”: {precondition} {finding}",
    "investigation_started": "Began to look into: {investigation}",
    "investigation_finished": "{investigation}: {finding}",
    "mitigation_started": "Mitigation started: {lever}",
    "mitigation_refused": "Mitigation refused: {lever}. {text}",
    "mitigation_failed": "Mitigation failed: {lever}. {text}",
    "mitigation_completed": "Mitigation fully in place: {lever}",
    "mitigation_assessed": "Effect of “{lever}”: {outcome}; failing checkouts {before} → {after}.",
    "mitigation_aborted": "Mitigation stopped half-way: {lever}",
    "mitigation_undone": "Mitigation taken back: {lever}",
    "evidence_captured": "Evidence captured ({kind}): {text}",
    "entry_written": "Timeline entry for {time_s} ({kind}): {text}",
    "entry_corrected": "Timeline entry corrected to {time_s} ({kind}): {text}",
    "entry_pinned": "Timeline entry pinned: {entry}",
    "status_doc_set": "Pinned status: {text}",
    "hint_shown": "Hint of the coach: {text}",
    "seat_taken": "{person} plays as {seat} from now on.",
    "task_rated": "Rated {rating} by hand: {task} {note}",
    "postmortem_owner_named": "Postmortem owner: {person}",
    "script_revised": "The author changed texts or injects of the drill.",
}
"""Event type -> its sentence; names in braces are the event's fields, in people's words."""

_EMPTY = {
    "reason": "no reason given.",
    "note": "no note.",
    "result": "none given.",
    "summary": "no summary given.",
    "finding": "nothing was noted.",
}


NAMELESS: dict[str, str] = {
    **TEXTS,
    "role_assigned": "The role of {seat} was given out.",
    "role_accepted": "The role of {seat} was accepted.",
    "role_declined": "The role of {seat} was declined.",
    "seat_taken": "Somebody else plays as {seat} from now on.",
}
"""The same where no person is named."""


def narrate(plan: Plan, state: State, event: Event, texts: Mapping[str, str] = TEXTS) -> str:
    """What happened, as a sentence; ids are replaced by the titles people saw."""
    return texts[event_type(type(event))].format_map(_Words(plan, state, event)).strip()


@dataclass(frozen=True, slots=True)
class _Words:
    """The fields of one event in people's words, looked up when a sentence asks for them."""

    plan: Plan
    state: State
    event: Event

    def __getitem__(self, name: str) -> str:
        value = getattr(self.event, name)
        namer = _NAMERS.get(name)
        text = str(value) if namer is None else namer(self, value)
        return text or _EMPTY.get(name, "")


def who(plan: Plan, key: str) -> str:
    """A seat, a character or a sender by its title; the key itself if it has none."""
    if key in set(Role):
        return Role(key).title
    character = plan.characters.get(key)
    if character is not None:
        return character.title
    return {"": "everyone", "all": "everyone", "monitoring": "Monitoring"}.get(key, key)


def option_title(plan: Plan, decision: str, option: str) -> str:
    """The title of a decision's option; its id if the scenario does not have it."""
    found = plan.decisions.get(decision)
    options = found.options if found else ()
    return next((item.title for item in options if item.id == option), option)


def lever_title(plan: Plan, lever: str) -> str:
    """What the lever's button says; its id if the scenario does not have it."""
    return plan.levers[lever].title if lever in plan.levers else lever


def _who(said: _Words, value: object) -> str:
    return who(said.plan, str(value))


def _lever(said: _Words, value: object) -> str:
    return lever_title(said.plan, str(value))


def _inject(said: _Words, value: object) -> str:
    released = said.state.injects.get(str(value))
    if released is None:
        return str(value)
    asked = released.text if len(released.text) <= 60 else released.text[:59].rstrip() + "…"
    return f"{who(said.plan, released.sender)}: {asked}"


def _precondition(said: _Words, value: object) -> str:
    lever = said.plan.levers.get(getattr(said.event, "lever", ""))
    known = lever.preconditions if lever else ()
    return next((item.text for item in known if item.id == value), str(value))


def _investigation(said: _Words, value: object) -> str:
    found = said.plan.investigations.get(str(value))
    return (found.title if found else str(value)).removesuffix("?")


def _option(said: _Words, value: object) -> str:
    return option_title(said.plan, getattr(said.event, "decision", ""), str(value))


def _question(said: _Words, value: object) -> str:
    if isinstance(value, str):
        return value
    asked = said.plan.runbook.hot_wash
    return asked[value] if isinstance(value, int) and 0 <= value < len(asked) else ""


def _draft(said: _Words, value: object) -> str:
    draft = said.state.drafts.get(str(value))
    return draft.audience.value if draft else str(value)


def _task(said: _Words, value: object) -> str:
    if isinstance(said.event, TaskRated):
        titles = (task.title for task in said.plan.tasks if task.id == value)
        return f"{next(titles, value)}."
    task = said.state.tasks.get(str(value))
    return task.text if task else str(value)


def _entry(said: _Words, value: object) -> str:
    entry = said.state.entries.get(str(value))
    return entry.text if entry else str(value)


def _span(_said: _Words, value: object) -> str:
    return words(value) if isinstance(value, int) else str(value)


def _moment(said: _Words, value: object) -> str:
    if not isinstance(value, int):
        return str(value)
    return f"{utc(said.plan.scenario.exercise.start, value)} UTC ({clock(value)})"


def _share(_said: _Words, value: object) -> str:
    return f"{value:.1%}".replace("%", " %") if isinstance(value, float | int) else str(value)


def _number(_said: _Words, value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else str(value)


def _upper(_said: _Words, value: object) -> str:
    return str(value).upper()


def _via(_said: _Words, value: object) -> str:
    return str(value).replace("-", " ")


_NAMERS: dict[str, Callable[[_Words, object], str]] = {
    "after": _share,
    "before": _share,
    "delay_s": _span,
    "draft": _draft,
    "entry": _entry,
    "inject": _inject,
    "investigation": _investigation,
    "lever": _lever,
    "limit_s": _span,
    "option": _option,
    "pace": _number,
    "precondition": _precondition,
    "question": _question,
    "seat": _who,
    "sender": _who,
    "severity": _upper,
    "target": _who,
    "task": _task,
    "time_s": _moment,
    "to": _who,
    "via": _via,
    "was": _upper,
}


def actor(plan: Plan, state: State, event: Event) -> str:
    """Who did it, by seat or by a character's title: never a person's name."""
    if isinstance(event, PreconditionChecked | InvestigationFinished):
        return _starter(state, event).title
    if isinstance(event, InjectReleased):
        return who(plan, event.sender)
    if isinstance(event, AlertFired | AlertResolved):
        return "Monitoring"
    if isinstance(event, PersonAnswered):
        return who(plan, event.target)
    if event.by.role is not Role.SYSTEM:
        return event.by.role.title
    return next(
        (item.title for item in plan.characters.values() if _voice(plan, item) == event.by.person),
        Role.SYSTEM.title,
    )


def _starter(state: State, event: PreconditionChecked | InvestigationFinished) -> Role:
    """The seat that began what has now come to its end."""
    for earlier in reversed(state.history.events):
        if isinstance(earlier, InvestigationStarted) and isinstance(event, InvestigationFinished):
            if earlier.investigation == event.investigation:
                return earlier.by.role
        elif isinstance(earlier, CheckStarted) and isinstance(event, PreconditionChecked):
            begun, done = (earlier.lever, earlier.precondition), (event.lever, event.precondition)
            if begun == done:
                return earlier.by.role
    return event.by.role


def _voice(plan: Plan, character: Character) -> str:
    return character.name or plan.person(character.id)
