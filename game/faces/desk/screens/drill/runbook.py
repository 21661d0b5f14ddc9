"""The runbook as players read it during a drill."""

from collections.abc import Iterator

from game.engine.handbook import Handbook
from game.faces.desk.rich import Run


def runbook_runs(handbook: Handbook) -> list[Run]:
    """The whole runbook as text with headings."""
    return [run for section in _SECTIONS for run in section(handbook)]


def _heading(text: str) -> Run:
    return Run(f"{text}\n", "info", "strong")


def _severities(handbook: Handbook) -> Iterator[Run]:
    yield _heading("Severity: go by what can be measured")
    for rule in handbook.runbook.severities:
        yield Run(f"{rule.label}  ", "warn", "small_strong")
        yield Run(f"{rule.says}\n", style="small")
    yield Run("\n")


def _checklist(handbook: Handbook) -> Iterator[Run]:
    yield _heading("The first fifteen minutes")
    for item in handbook.runbook.checklist:
        minutes = f"{item.from_s // 60}–{item.to_s // 60} min  "
        yield Run(minutes, "muted", "small")
        yield Run(f"{'◆ ' if item.decision else ''}{item.text}\n", style="small")
    yield Run("\n")


def _mitigations(handbook: Handbook) -> Iterator[Run]:
    yield _heading("Symptom, likely cause, first choice")
    for rule in handbook.runbook.mitigations:
        yield Run(f"{rule.symptom}: ", style="small_strong")
        yield Run(f"{rule.cause}. {rule.first}. Check: {rule.check}\n", style="small")
    yield Run("\n")


def _roles(handbook: Handbook) -> Iterator[Run]:
    yield _heading("Who does what")
    for rule in handbook.runbook.roles:
        yield Run(f"{rule.role.title}  ", style="small_strong")
        yield Run(f"owns {rule.owns}; leaves {rule.leaves}\n", style="small")
    yield Run("\n")


def _exit(handbook: Handbook) -> Iterator[Run]:
    yield _heading("Before you resolve")
    for criterion in handbook.runbook.exit_criteria:
        yield Run(f"◇ {criterion.text}\n", style="small")
    yield Run("\n")


def _escalation(handbook: Handbook) -> Iterator[Run]:
    yield _heading("Whom to call, and when")
    for rule in handbook.runbook.escalation:
        yield Run(f"{rule.when}: ", style="small_strong")
        yield Run(f"{rule.says}\n", style="small")


_SECTIONS = (_checklist, _severities, _mitigations, _roles, _exit, _escalation)
