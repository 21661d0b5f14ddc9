"""What is due now, for every seat: open critical tasks, and duties that the game itself makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import assert_never

from game.engine.cadence import next_posts
from game.engine.conditions import became_true_s, holds, matches
from game.engine.events import DecisionMade
from game.engine.plan import Plan
from game.engine.state import State
from game.engine.texts import render
from game.scenario.criteria import CarriedOut, Done, TaskAbout
from game.scenario.runbook import CriticalTask
from game.scenario.vocabulary import REPEATABLE
from game.simtime import words
from game.terms import SEATS, Audience, ExercisePhase, HandoverPhase, Role

ACKNOWLEDGE_S = 180
APPROVE_S = 60
PUBLISH_S = 45
CONFIRM_S = 60
ACCEPT_S = 60
SOON_S = 150
"""An update is put on the list this long before it is due."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that a seat should do, or has done.

    `action` is a key of `game.scenario.vocabulary.ACTIONS`; `with_` says what to fill in (ids of
    levers, drafts, pages …). `due_s` is the incident second by which a practised team has done it.
    """

    id: str
    seat: Role
    text: str
    say: str
    why: str
    action: str
    with_: Mapping[str, str] = field(default_factory=dict)
    since_s: int = 0
    due_s: int | None = None
    done_s: int | None = None


@dataclass(frozen=True, slots=True)
class Duties:
    """All items of all seats, and when customers must hear something next."""

    items: tuple[DueItem, ...] = ()
    next_update_s: int | None = None


@lru_cache(maxsize=4)  # the four seats ask about the same state, one after another
def duties(plan: Plan, state: State) -> Duties:
    """What is due, open items before those done, the most urgent first."""
    if state.phase not in {ExercisePhase.RUNNING, ExercisePhase.PAUSED}:
        return Duties()
    posts = next_posts(plan, state)
    made = (source(plan, state) for source in _SOURCES)
    items = [item for source in made for item in source]
    items += _updates(state, posts)
    items = _said_once(items)
    items.sort(key=_urgency)
    return Duties(tuple(items), posts.get(Audience.CUSTOMERS))


def _said_once(items: list[DueItem]) -> list[DueItem]:
    """Without what the game asks for while a critical task asks for the same."""
    asked = {item.action for item in items if item.done_s is None and ":" not in item.id}
    return [
        item
        for item in items
        if not (item.action == "acknowledge" and ":" in item.id and "acknowledge" in asked)
    ]


def _urgency(item: DueItem) -> tuple[bool, float, str]:
    return item.done_s is not None, item.due_s if item.due_s is not None else 1e9, item.id


def _tasks(plan: Plan, state: State) -> Iterator[DueItem]:
    for task in plan.tasks:
        if task.coach is not None and isinstance(task.done, Timed):
            item = _task(plan, state, task, task.done)
            if item is not None:
                yield item


Timed = Done | TaskAbout | CarriedOut
"""Criteria with a moment at which the thing is done, so that it can be due."""


def _task(plan: Plan, state: State, task: CriticalTask, done: Timed) -> DueItem | None:
    since_s = 0 if task.start is None else became_true_s(plan, state, task.start)
    if since_s is None or task.coach is None:
        return None
    done_s = _done_s(plan, state, done, since_s)
    clock_s = None if task.clock is None else became_true_s(plan, state, task.clock)
    due_s = (since_s if clock_s is None else clock_s) + (task.target_s or task.limit_s)
    if done_s is None and task.unless is not None and holds(plan, state, task.unless):
        return None
    return DueItem(
        id=task.id,
        seat=task.role,
        text=task.title,
        say=render(plan, state, task.coach.say),
        why=render(plan, state, task.coach.why),
        action=task.coach.do,
        with_=task.coach.with_,
        since_s=since_s,
        due_s=max(due_s, since_s),
        done_s=done_s,
    )


def _done_s(plan: Plan, state: State, done: Timed, since_s: int) -> int | None:
    """When it was done; None while it is open."""
    match done:
        case Done():
            return _happened_s(state, done, since_s)
        case TaskAbout():
            texts = ((task.text.lower(), task.at_s) for task in state.tasks.values())
            wanted = [word.lower() for word in done.task_about]
            return next((at_s for text, at_s in texts if any(w in text for w in wanted)), None)
        case CarriedOut():
            return _carried_out_s(plan, state)
        case _:
            assert_never(done)


def _carried_out_s(plan: Plan, state: State) -> int | None:
    """When the newest lever decided on was pulled, or taken back; None while nobody has."""
    made = [event for event in state.history.of("decision_made") if isinstance(event, DecisionMade)]
    if not made:
        return state.at_s
    if made[-1].lever:
        pulls = (item for item in state.mitigations.values() if item.lever == made[-1].lever)
        return next((item.at_s for item in pulls), None)
    left = plan.undoes(made[-1].decision, made[-1].option)
    pulls = (item for item in state.mitigations.values() if item.lever == left)
    return None if any(item.ended_s is None for item in pulls) else state.at_s


def _happened_s(state: State, done: Done, since_s: int) -> int | None:
    """Since then, or before where it cannot be done a second time."""
    events = (event for event in state.history.of(done.event) if matches(event, done.where))
    again = done.event in REPEATABLE
    return next((event.at_s for event in events if event.at_s >= since_s or not again), None)


def _pages(_plan: Plan, state: State) -> Iterator[DueItem]:
    for page in state.pages:
        yield DueItem(
            id=f"ack:{page.id}",
            seat=Role.OPS,
            text=f"Acknowledge: {page.text}",
            say="Your pager is ringing. Acknowledge it, so that everybody knows you are on it.",
            why="Until somebody takes the page, it goes on to the next person.",
            action="acknowledge",
            with_={"page": page.id},
            since_s=page.at_s,
            due_s=page.at_s + ACKNOWLEDGE_S,
            done_s=page.acknowledged_s,
        )


def _injects(plan: Plan, state: State) -> Iterator[DueItem]:
    for item in state.injects.values():
        planned = plan.injects.get(item.id)
        if item.expects_s is None or planned is None or planned.expects is None:
            continue
        if item.expired_s is not None and item.answered_s is None:
            continue
        sender = plan.person(item.sender)
        yield DueItem(
            id=f"answer:{item.id}",
            seat=planned.expects.role,
            text=f"Answer {sender}",
            say=f"{sender} waits for an answer from you: “{item.text}”",
            why="People who get no answer ask again, louder, and somebody else.",
            action="reply",
            with_={"inject": item.id, "sender": item.sender},
            since_s=item.at_s,
            due_s=item.at_s + item.expects_s,
            done_s=item.answered_s,
        )


def _assigned(_plan: Plan, state: State) -> Iterator[DueItem]:
    for task in state.tasks.values():
        yield DueItem(
            id=f"confirm:{task.id}",
            seat=task.to,
            text=f"Confirm the task: {task.text}",
            say="You were given a task. Say that you have understood it.",
            why="A task nobody confirmed is a task nobody does.",
            action="confirm-task",
            with_={"task": task.id},
            since_s=task.at_s,
            due_s=task.at_s + CONFIRM_S,
            done_s=task.confirmed_s,
        )
        yield DueItem(
            id=f"finish:{task.id}",
            seat=task.to,
            text=task.text,
            say=f"Report the result of your task within {words(task.limit_s)}: {task.text}",
            why="The Incident Commander plans the next step on your answer.",
            action="finish-task",
            with_={"task": task.id},
            since_s=task.at_s,
            due_s=task.at_s + task.limit_s,
            done_s=task.done_s,
        )


def _decisions(plan: Plan, state: State) -> Iterator[DueItem]:
    for asked in state.decisions.values():
        decision = plan.decisions[asked.id]
        yield DueItem(
            id=f"decide:{asked.id}",
            seat=Role.IC,
            text=f"Decide: {decision.question}",
            say="A decision is yours. Ask for objections, choose, and say why.",
            why="A wrong decision can be corrected; none costs orders every minute.",
            action="decide",
            with_={"decision": asked.id},
            since_s=asked.at_s,
            due_s=asked.at_s + decision.within_s,
            done_s=asked.made_s,
        )


def _drafts(_plan: Plan, state: State) -> Iterator[DueItem]:
    for draft in state.drafts.values():
        if draft.returned_s is not None:
            continue
        settled_s = draft.published_s if draft.approved_s is None else draft.approved_s
        yield DueItem(
            id=f"approve:{draft.id}",
            seat=Role.IC,
            text=f"Approve the post for {draft.audience.value}",
            say="A post waits for your approval. Is it true, plain, and without a promise?",
            why="What goes out cannot be called back.",
            action="approve",
            with_={"draft": draft.id},
            since_s=draft.at_s,
            due_s=draft.at_s + APPROVE_S,
            done_s=settled_s,
        )
        if draft.approved_s is not None:
            yield DueItem(
                id=f"publish:{draft.id}",
                seat=Role.COMMS,
                text=f"Publish the post for {draft.audience.value}",
                say="Your post is approved. Send it out.",
                why="An approved post that nobody sends informs nobody.",
                action="publish",
                with_={"draft": draft.id},
                since_s=draft.approved_s,
                due_s=draft.approved_s + PUBLISH_S,
                done_s=draft.published_s,
            )


def _offers(_plan: Plan, state: State) -> Iterator[DueItem]:
    for seat, holder in state.roles.items():
        if holder.phase is HandoverPhase.OFFERED and holder.offered_to in set(SEATS):
            yield DueItem(
                id=f"accept:{seat.value}",
                seat=Role(holder.offered_to),
                text=f"Accept the role: {seat.title}",
                say=f"You are offered the role of {seat.title}. Accept it in so many words.",
                why="Until you accept, nobody knows who holds it.",
                action="accept-role",
                with_={"seat": seat.value},
                since_s=holder.since_s,
                due_s=holder.since_s + ACCEPT_S,
            )


_SOURCES = (_pages, _tasks, _injects, _assigned, _decisions, _drafts, _offers)


def _updates(state: State, posts: Mapping[Audience, int]) -> Iterator[DueItem]:
    under_way = {
        draft.audience
        for draft in state.drafts.values()
        if draft.published_s is None and draft.returned_s is None
    }
    for audience, due_s in posts.items():
        if due_s - state.at_s > SOON_S or audience in under_way:
            continue
        yield DueItem(
            id=f"update:{audience.value}",
            seat=Role.COMMS,
            text=f"Update {audience.value}",
            say=f"An update for {audience.value} is due. Nothing new is news too: say so.",
            why="Silence beyond what was promised is read as panic.",
            action="post",
            with_={"audience": audience.value},
            since_s=due_s - SOON_S,
            due_s=due_s,
        )
