"""How well the checks of posts agree with people: precision, recall and F1 over labelled posts.

    python -m tests.scoring.agreement [FILE.jsonl]

A line of the file is one post: `stage`, `text`, what it `says` (impact, scope, since, next_update)
and its `faults` (no_repair_time, no_cause, no_blame, plain), as a person read it. `half` is
"development" for the posts that the rules were written with, and "held out" for those that nobody
looked at meanwhile.

What the labels mean. Impact: something that customers notice, named; "a problem" is none. Scope:
how many, which ones or where; bare "customers" or the name of a product is none. Since: a time of
day, a date, or how long ago; "earlier today" is none. Next update: a time or a span, of the update
itself; "as soon as we know more" is none, and a final post needs none.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.terms import Audience, Stage
from scoring.posts import check_text

POSTS = Path(__file__).parent / "data" / "posts.jsonl"
SAYS = ("impact", "scope", "since", "next_update")
FAULTS = ("no_repair_time", "no_cause", "no_blame", "plain")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A post as a person read it."""

    half: str
    stage: Stage
    text: str
    says: frozenset[str]
    faults: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over posts: found by both, by the check alone, by the person alone."""

    both: int
    check_alone: int
    person_alone: int

    @property
    def precision(self) -> float:
        """How much of what the check finds is there."""
        return self.both / max(1, self.both + self.check_alone)

    @property
    def recall(self) -> float:
        """How much of what is there the check finds."""
        return self.both / max(1, self.both + self.person_alone)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.both / max(1, 2 * self.both + self.check_alone + self.person_alone)


def labelled(path: Path = POSTS) -> tuple[Labelled, ...]:
    """The posts of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_labelled(json.loads(line)) for line in lines if line.strip())


def _labelled(data: dict[str, object]) -> Labelled:
    says, faults = data.get("says", []), data.get("faults", [])
    assert isinstance(says, list)
    assert isinstance(faults, list)
    return Labelled(
        str(data.get("half", "")),
        Stage(str(data.get("stage", "investigating"))),
        str(data["text"]),
        frozenset(map(str, says)),
        frozenset(map(str, faults)),
    )


@cache
def found(post: Labelled) -> frozenset[str]:
    """What the checks find: of what must be said, what is; of what must not be, what is."""
    checks = check_text(post.text, Audience.CUSTOMERS, post.stage, None)
    says = {name for name in SAYS if name in checks and checks[name].passed}
    return frozenset(says | {name for name in FAULTS if not checks[name].passed})


def agreement(posts: Iterable[Labelled], name: str) -> Agreement:
    """How one check agrees with the labels."""
    pairs = [(name in found(post), name in post.says | post.faults) for post in posts]
    return Agreement(
        sum(check and person for check, person in pairs),
        sum(check and not person for check, person in pairs),
        sum(person and not check for check, person in pairs),
    )


def disagreements(posts: Iterable[Labelled]) -> Iterator[tuple[str, str, str]]:
    """Each post where check and person differ: the check, who found it, and the text."""
    for post in posts:
        person = post.says | post.faults
        for name in sorted(found(post) ^ person):
            yield name, "person" if name in person else "check", post.text


def table(posts: Sequence[Labelled]) -> str:
    """The figures of all checks as lines of text."""
    return "\n".join(_row(name, agreement(posts, name)) for name in (*SAYS, *FAULTS))


def _row(name: str, item: Agreement) -> str:
    count = item.both + item.person_alone
    return (
        f"{name:<15} precision {item.precision:.2f}  recall {item.recall:.2f}  "
        f"F1 {item.f1:.2f}  of {count}"
    )


def main(words: Sequence[str], say: Callable[[str], object] = print) -> None:
    """Print the figures, per half; with --show, the disagreements of the development half too."""
    paths = [word for word in words if not word.startswith("-")]
    posts = labelled(Path(paths[0]) if paths else POSTS)
    for half in dict.fromkeys(post.half for post in posts):
        mine = [post for post in posts if post.half == half]
        say(f"{half or 'all'}: {len(mine)} posts\n{table(mine)}\n")
        if "--show" in words and half != "held out":
            for line in disagreements(mine):
                say(" | ".join(line))


if __name__ == "__main__":
    main(sys.argv[1:])
