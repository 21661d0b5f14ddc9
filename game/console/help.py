"""Help: what the terminal knows, in three short lists, and a word on each command."""

from collections.abc import Mapping

from game.console.replies import Reply, says
from game.console.words import nearest, table
from game.engine.handbook import Handbook

_LOOK: Mapping[str, str] = {
    "metrics": "all charts with their limits; !! marks what is beyond",
    "metrics NAME": "one of them, now and a minute ago",
    "alerts": "what is firing",
    "curl": "ten tries at the checkout, with status and time",
    "kubectl get pods": "each replica, ready or not, and its version",
    "kubectl top pods": "how busy they are",
    "kubectl logs deploy/checkout": "some lines of the log, of this second",
    "kubectl rollout history deploy/NAME": "revisions of a service",
    "kubectl rollout status deploy/NAME": "what is in service, and what is under way",
    "kubectl describe deploy/NAME": "a service, its last change, whom it asks",
    "git log --oneline --since=2h": "what was released and migrated",
    "flag list": "feature flags and their state",
    "psql orders -c ...": "pg_stat_activity, pg_locks, pg_stat_replication, pg_indexes, "
    "schema_migrations, orders by the minute",
    "ss -tan": "sockets by state, and with whom",
    "df -h": "the database's disk",
    "free -h": "the memory of the database's machine",
    "status provider": "the payments provider's page, and our own figures",
}
_DO: Mapping[str, str] = {
    "ack": "acknowledge the page",
    "check": "list what each lever needs; check LEVER QUESTION finds out",
    "snapshot KIND": "save evidence: dashboards, logs, heap, queries, deploys, provider",
    "flag off NAME": "turn a flag off, where that has been prepared",
    "undo LEVER": "take a mitigation back",
    "kubectl rollout undo | restart": "back to the version before; replicas one by one",
    "kubectl scale, shed, waf, breaker": "more replicas, fewer visitors, an edge rule, cut off",
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
