"""The terminal itself: finds out what a line means, and completes what has been begun."""

from collections.abc import Callable, Mapping

from game.console import acts, queries
from game.console.help import help_on
from game.console.queries import QUERIES
from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.teaching import teach
from game.console.words import LINE_MAX, nearest, tidy
from game.engine.handbook import Handbook
from game.engine.view import View
from game.shop import build
from game.terms import EvidenceKind

_ACTS: Mapping[str, Callable[[Scene, list[str]], Reply]] = {
    "check": acts.check,
    "snapshot": acts.snapshot,
    "ack": acts.acknowledge,
    "undo": acts.undo,
    "flag": acts.switch,
    "waf": acts.edge,
    "shed": acts.shed,
    "breaker": acts.breaker,
    "kubectl scale": acts.scale,
    "kubectl rollout undo": acts.roll_back,
    "kubectl rollout restart": acts.roll_restart,
    "kubectl rollout pause": acts.roll_pause,
}
_ALWAYS = (
    "curl -i https://shop.example/checkout",
    "git log --oneline --since=2h",
    "kubectl logs deploy/checkout --since=15m",
    "kubectl rollout history deploy/checkout",
    "kubectl rollout status deploy/checkout",
    "kubectl describe deploy/checkout",
    'psql orders -c "select * from pg_stat_activity"',
    'psql orders -c "select * from pg_locks where not granted"',
    'psql orders -c "select * from pg_stat_replication"',
    'psql orders -c "select * from pg_indexes"',
    'psql orders -c "select * from schema_migrations"',
    "ss -tan",
    "df -h",
    "free -h",
)
"""Lines that make sense in every drill, for completion."""
_BARE = frozenset({"curl", "ss", "df", "free", "kubectl get pod", "kubectl top pod"})
"""Beginnings that have a fuller line among those for completion."""
_HINT = "Type help for what this terminal knows."


class Console:
    """Reads lines for the Operations Lead; asks for a fresh view with every line."""

    def __init__(self, view: Callable[[], View], handbook: Handbook) -> None:
        self._view = view
        self._book = handbook
        self._shop = build(handbook.shop, (), int(handbook.start.timestamp()))

    def run(self, line: str) -> Reply:
        """What the line shows, and the command that it stands for, if any."""
        text = tidy(line)
        if not text:
            return Reply()
        if len(text) > LINE_MAX:
            return says(f"That line is too long: at most {LINE_MAX} characters.")
        scene = Scene(self._view(), self._book, self._shop)
        words = text.split()
        if words[0].casefold() in {"help", "?", "man"}:
            return help_on(self._book, words[1:])
        return (
            acts.planned(scene, text)
            or _known(scene, words)
            or _metric(scene, words)
            or self._unknown(scene, text)
        )

    def complete(self, prefix: str) -> list[str]:
        """Whole lines that begin so, spaces tidied, in alphabetical order."""
        begun = tidy(prefix).casefold()
        return [line for line in self.lines() if line.casefold().startswith(begun)]

    def lines(self) -> list[str]:
        """Every line that the terminal knows in this drill."""
        book = self._book
        known = {"help", "ack", "undo", "check", *QUERIES, *_ALWAYS} - _BARE
        known |= {f"snapshot {kind.value}" for kind in EvidenceKind}
        known |= {item.command for item in book.lookups.values() if item.command}
        known |= {item.command for item in book.levers.values() if item.command}
        known |= {f"flag {state} {flag.id}" for state in ("off", "on") for flag in book.flags}
        known |= {
            f"check {item.id} {q.id}" for item in book.levers.values() for q in item.questions
        }
        known |= {f"metrics {name}" for name in book.metrics}
        return sorted(known)

    def _unknown(self, scene: Scene, text: str) -> Reply:
        words = text.split()
        taught = teach(scene, words)
        if taught is not None:
            return taught
        meant = nearest(text, self.lines())
        if meant is None:
            return says(f"{words[0]}: not known on this terminal. {_HINT}")
        return says(f"Not known: {text}", f"Did you mean: {meant}")


def _known(scene: Scene, words: list[str]) -> Reply | None:
    for length in (3, 2, 1):
        head = " ".join(words[:length]).casefold()
        query = QUERIES.get(head) if len(words) >= length else None
        if query is not None and not (head in {"metrics", "dash"} and words[1:]):
            return query(scene, words[length:])
        act = _ACTS.get(head) if len(words) >= length else None
        if act is not None:
            return act(scene, words[length:])
    return None


def _metric(scene: Scene, words: list[str]) -> Reply | None:
    """One metric by its name, with or without the word metrics before it."""
    name = words[-1].casefold()
    if name not in scene.view.readings.metric_ids or len(words) > 2:
        return None
    return queries.one_metric(scene, name)
