"""What this terminal does not do: what the line would do, and what there is instead."""

from collections.abc import Mapping

from game.console import acts
from game.console.replies import Reply, says
from game.console.scene import Scene

_WOULD: Mapping[str, tuple[str, str]] = {
    "ls": ("list files", "help"),
    "cd": ("change the folder", "help"),
    "cat": ("print a file", "kubectl logs deploy/checkout"),
    "tail": ("follow a file", "kubectl logs deploy/checkout"),
    "less": ("page through a file", "kubectl logs deploy/checkout"),
    "grep": ("search in a file", "kubectl logs deploy/checkout"),
    "journalctl": ("read a machine's journal", "kubectl logs deploy/checkout"),
    "ssh": ("log in to a machine", "kubectl describe deploy/checkout"),
    "top": ("show processes", "kubectl top pods"),
    "htop": ("show processes", "kubectl top pods"),
    "ps": ("show processes", "kubectl get pods"),
    "docker": ("speak to containers one by one", "kubectl get pods"),
    "systemctl": ("start and stop services", "kubectl rollout status deploy/checkout"),
    "netstat": ("show sockets", "ss -tan"),
    "ping": ("see whether a machine answers", "curl https://shop.example/checkout"),
    "dig": ("look a name up", "curl https://shop.example/checkout"),
    "wget": ("fetch a page", "curl https://shop.example/checkout"),
    "traceroute": ("show the way to a machine", "ss -tan"),
    "mysql": ("speak to another kind of database", "psql orders"),
    "redis-cli": ("speak to a cache", "metrics"),
    "du": ("add up folders", "df -h"),
    "vmstat": ("show memory and waiting", "free -h"),
    "vim": ("change a file: a fix forward, when something can be taken back", "git log"),
    "nano": ("change a file: a fix forward, when something can be taken back", "git log"),
    "terraform": ("change what machines there are, in many places at once", "help"),
    "helm": ("install a whole set of services", "kubectl rollout history deploy/checkout"),
    "sudo": ("act with all rights; nothing here needs them", "help"),
    "exit": ("leave; the seat of Ops stays yours", "help"),
    "history": ("list what was typed; the arrow keys go through it", "help"),
}
"""First word -> what it does elsewhere, and a line that does something like it here."""

_HARMFUL = frozenset({"rm", "reboot", "shutdown", "kill", "killall", "pkill", "mkfs", "dd"})


def teach(scene: Scene, words: list[str]) -> Reply | None:
    """An answer for a line that is known elsewhere and not here; None for any other."""
    first = words[0].casefold()
    if first in _HARMFUL:
        return says(
            f"{words[0]} would destroy something that nobody could put back, so it is not here.",
            "Steps that can be taken back come first. Type help for those of this drill.",
        )
    if first in _WOULD:
        does, here = _WOULD[first]
        return says(f"Elsewhere {words[0]} would {does}. Here try: {here}")
    return _of_tool(scene, first, words)


def _of_tool(scene: Scene, first: str, words: list[str]) -> Reply | None:
    if first == "kubectl":
        return _kubectl(scene, words[1:])
    if first == "git" and words[1:2] != ["log"]:
        return says(
            "Of git this terminal knows: git log --oneline --since=2h",
            "What is released is taken back with kubectl rollout undo, if the drill has it.",
        )
    if first in {"fallback", "route", "cache", "maintenance", "failover", "drain"}:
        return Reply((f"{words[0]} would change how the shop works.", *acts.instead(scene)))
    return None


def _kubectl(scene: Scene, rest: list[str]) -> Reply | None:
    verb = rest[0].casefold() if rest else ""
    if verb in {"delete", "exec", "edit", "apply", "patch", "cordon", "drain", "set"}:
        told = f"kubectl {verb} would change the cluster by hand, with no way back prepared."
        return Reply((told, *acts.instead(scene)))
    if verb == "get" and len(rest) > 1 and not rest[1].casefold().startswith("po"):
        return says(f"kubectl get {rest[1]} is not shown here. Try: kubectl get pods")
    return None
