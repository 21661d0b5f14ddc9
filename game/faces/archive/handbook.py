"""The handbook's files: each sheet in Markdown and as a page to print."""

from pathlib import Path

from game.scenario.assemble import Loaded
from scoring.handbook import handbook, sheet_html, sheet_md


def write_handbook(loaded: Loaded, folder: Path) -> tuple[Path, ...]:
    """Write all sheets into a folder, over those of an older one; OSError when it cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for sheet in handbook(loaded):
        texts = {".md": sheet_md(sheet), ".html": sheet_html(sheet, loaded)}
        for suffix, text in texts.items():
            path = folder / f"{sheet.name}{suffix}"
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return tuple(written)
