"""The proof: how far it is, and what it showed."""

from game.faces.author.claims import Claim
from game.faces.desk.rich import Run
from game.faces.desk.screens.author.bench import Running
from game.faces.desk.widgets import (
    Button,
    Cell,
    Column,
    Label,
    ListRow,
    ListView,
    Panel,
    ProgressBar,
    RichRow,
    RichText,
    Row,
    Table,
    TableColumn,
    Widget,
    fixed,
    flex,
)
from game.faces.desk.work.jobs import Proven
from game.simtime import clock, words

GOOD_FROM, POOR_BELOW = 95.0, 60.0
_AT = "move"


class ProgressCard:
    """Work under way: what it is at, a bar, and how to give it up."""

    def __init__(self, stop: Button) -> None:
        self._title = Label("", style="strong")
        self._count = Label("", tone="muted", style="small", wrap=False)
        self._bar = ProgressBar(0.0, tone="info", height=8)
        row = Row([flex(self._title), self._count, stop], align="centre")
        self.widget: Widget = Panel([row, self._bar], tone="info", edge="left")

    def show(self, running: Running, elapsed_s: float) -> None:
        """How far it is."""
        step = running.step
        self._title.set_text(step.title)
        known = f"{step.done} of {step.of} drills   " if step.of else ""
        self._count.set_text(f"{known}{words(int(elapsed_s))}")
        self._bar.set_share(step.done / step.of if step.of else 0.0)


def proof_parts(found: Proven) -> list[Widget]:
    """Verdict, claims, and the scores of every team."""
    claims = ListView(claim_rows(found), on_select=lambda _key: None, gap=2)
    left = Column([Label("What must hold", style="strong"), flex(_boxed(claims))])
    right = Column([Label(_heading(found), style="strong"), flex(_scores(found))])
    return [_verdict(found), flex(Row([flex(left, 6), flex(right, 5)]), least=140)]


def _boxed(inside: Widget) -> Widget:
    return Panel([flex(inside)], pad="small")


def _verdict(found: Proven) -> Widget:
    failing = sum(not claim.holds for claim in found.claims)
    played = Run(f"{found.drills} drills were played.", "muted")
    if found.holds:
        return RichText([Run("✓ Proven: all claims hold.  ", "good", "strong"), played])
    text = f"✗ {failing} of {len(found.claims)} claims fail.  "
    return RichText([Run(text, "bad", "strong"), played])


def claim_rows(found: Proven) -> list[ListRow]:
    """Each claim with what was found, those that fail first, then what an author should know."""
    claims = sorted(found.claims, key=lambda claim: claim.holds)
    rows: list[ListRow] = [_claim(claim) for claim in claims]
    rows += [
        RichRow([Run("! ", "warn", "strong"), Run(text, "muted", "small")], key=text, hang=16)
        for text in found.warnings
    ]
    return rows


def _claim(claim: Claim) -> RichRow:
    sign = Run("✓  ", "good", "strong") if claim.holds else Run("✗  ", "bad", "strong")
    runs = [sign, Run(claim.title, style="small_strong"), Run(f"\n{claim.shown}", "muted", "small")]
    for failure in claim.failures:
        runs.append(Run(f"\n{failure.says}", "bad", "small"))
        if failure.drill is not None:
            drill = failure.drill
            seen = f"\nsee {drill.policy}, {drill.variant}, seed {drill.seed}"
            runs.append(Run(seen, "muted", "small"))
    return RichRow(runs, key=claim.id, tone=None if claim.holds else "bad", hang=18, pad=3)


def _heading(found: Proven) -> str:
    most = f", best first move at {clock(found.moved_s)}" if found.best_moves else ""
    return f"Points of 100{most}"


def _scores(found: Proven) -> Widget:
    columns = [TableColumn("Team", px=104, style="small")]
    columns += [TableColumn(name, flex=1, align="right", style="small") for name in found.variants]
    table = Table(columns)
    rows: list[tuple[str, list[Cell | str]]] = [
        (row.team, [row.team, *(_score(score) for score in row.scores)]) for row in found.teams
    ]
    rows.append((_AT, [Cell("best move", "muted"), *(Cell(m, "info") for m in found.best_moves)]))
    table.set_rows(rows)
    return _boxed(table)


def _score(score: float | None) -> Cell:
    if score is None:
        return Cell("–", "muted")
    tone = "good" if score >= GOOD_FROM else "bad" if score < POOR_BELOW else "warn"
    return Cell(f"{score:.0f}", tone)  # type: ignore[arg-type]


def waiting_row(button: Button, text: str, *beside: Widget) -> Widget:
    """What can be started, and what it is for."""
    return Row([fixed(button, 190), *beside, flex(Label(text, tone="muted"))], align="centre")
