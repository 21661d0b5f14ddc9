"""Tables of texts in files that spreadsheets read: CSV here, XLSX in a module of its own."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.faces.author.files import AuthorProblem

MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 2000
SUFFIXES = (".csv", ".xlsx")

_FORMULA = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading and rows of texts; `choices` are the words that fit into a column."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was read, with its number in the file, from 1."""

    number: int
    cells: tuple[str, ...]


def sheet_bytes(sheet: Sheet, suffix: str) -> bytes:
    """The table as a file of that kind, `.csv` or `.xlsx`."""
    if suffix == ".csv":
        return _csv_bytes(sheet)
    # openpyxl takes a third of a second to load, which only XLSX needs.
    from game.faces.author.sheets_xlsx import xlsx_bytes  # noqa: PLC0415

    return xlsx_bytes(sheet)


def read_sheet(path: Path) -> list[Line]:
    """The rows of a table that are not empty.

    AuthorProblem when it is no table; OSError when it cannot be read.
    """
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        message = f"{path} is larger than {MOST_BYTES // 1024 // 1024} MiB"
        raise AuthorProblem(message)
    try:
        lines = _rows(data, path.suffix.lower())
    except AuthorProblem as problem:
        message = f"{path}: {problem}"
        raise AuthorProblem(message) from None
    if len(lines) > MOST_ROWS:
        message = f"{path} has more than {MOST_ROWS} rows"
        raise AuthorProblem(message)
    return [line for line in lines if any(line.cells)]


def _rows(data: bytes, suffix: str) -> list[Line]:
    if suffix == ".csv":
        return _read_csv(data)
    # As above: openpyxl is slow to load.
    from game.faces.author.sheets_xlsx import read_xlsx  # noqa: PLC0415

    rows = read_xlsx(data, MOST_ROWS + 1)
    return [Line(number, tuple(map(tidy, cells))) for number, cells in enumerate(rows, 1)]


def tidy(cell: str) -> str:
    """A cell's text as it is compared: one kind of line end, no blanks around it."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _csv_bytes(sheet: Sheet) -> bytes:
    """UTF-8 with the mark by which spreadsheets recognise it.

    What a spreadsheet would run as a formula gets an apostrophe in front; reading takes it away.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.heading)
    writer.writerows([_guarded(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _read_csv(data: bytes) -> list[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = 'this is not UTF-8 text; in Excel save it as "CSV UTF-8", or as .xlsx'
        raise AuthorProblem(message) from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows: Sequence[list[str]] = list(reader)
    except csv.Error as error:
        message = f"line {reader.line_num} is not readable as CSV: {error}"
        raise AuthorProblem(message) from None
    return [Line(number, tuple(map(_unguarded, row))) for number, row in enumerate(rows, 1)]


def _unguarded(cell: str) -> str:
    text = tidy(cell)
    return text[1:] if _GUARDED.match(text) else text


def _delimiter(text: str) -> str:
    """What parts the cells of the heading: a comma, or what some countries' Excel writes."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)
