"""Help: what the terminal knows, in three short lists, and a word on each command."""

from collections.abc import Mapping

from game.console.replies import Reply, says
from game.console.words import nearest, table
from game.engine.handbook import Handbook

_LOOK: Mapping[str, str] = {
    "metrics": "all charts with their limits; !! marks what is beyond",
    "metrics NAME": "one of them, now and a minute ago",
    "alerts": "what is firing",
    "curl": "ten tries at the checkout",
    "kubectl get pods": "replicas in service and their version",
    "kubectl top pods": "how busy they are",
    "kubectl rollout history deploy/NAME": "revisions of a service",
    "kubectl rollout status deploy/NAME": "what is in service",
    "kubectl describe deploy/NAME": "a service and its last change",
    "git log": "what was released and migrated",
    "flag list": "feature flags and their state",
    "psql": "activity of the database",
    "status provider": "the payments provider's page, and our own figures",
}
_DO: Mapping[str, str] = {
    "ack": "acknowledge the page",
    "check": "list what each lever needs; check LEVER QUESTION finds out",
    "snapshot KIND": "save evidence: dashboards, logs, heap, queries, deploys, provider",
    "flag off NAME": "turn a flag off, where that has been prepared",
    "undo LEVER": "take a mitigation back",
}


def help_on(book: Handbook, words: list[str]) -> Reply:
    """Everything in short, or one command."""
    if words:
        return _on(book, " ".join(words))
    taken = {item.command for item in book.lookups.values()}
    looks = table([(line, text) for line, text in _LOOK.items() if line not in taken])
    acts = table(list(_DO.items()))
    return Reply(
        (
            "LOOK (changes nothing)",
            *looks,
            "",
            "LOOK INTO (takes time, answers later)",
            *table([(item.command, item.title) for item in book.lookups.values() if item.command]),
            "",
            "DO",
            *acts,
            *table([(item.command, item.title) for item in book.levers.values() if item.command]),
            "",
            "Only Ops has hands on the system, and only for what the Incident Commander decided.",
        )
    )


def _on(book: Handbook, topic: str) -> Reply:
    known = {**_LOOK, **_DO}
    known |= {item.command: item.title for item in book.lookups.values() if item.command}
    known |= {
        item.command: f"{item.title}. {item.explain}"
        for item in book.levers.values()
        if item.command
    }
    found = [key for key in known if key.casefold().startswith(topic.casefold())]
    if found:
        return Reply(table([(key, known[key]) for key in found]))
    meant = nearest(topic, known)
    if meant is None:
        return says(f"There is no help on {topic}. Type help for the whole list.")
    return says(f"There is no help on {topic}. Did you mean: help {meant}")
