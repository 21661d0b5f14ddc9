"""XLSX, through openpyxl: all cells are texts, nothing is a number, a date or a formula."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from game.faces.author.files import AuthorProblem
from game.faces.author.sheets import Sheet

MOST_UNPACKED_BYTES = 64 * 1024 * 1024
MOST_COLUMNS = 100
_LONGEST_LIST = 255
"""So many characters Excel takes as a list of choices."""


def xlsx_bytes(sheet: Sheet) -> bytes:
    """The table as a workbook, with a fixed heading and lists to choose from."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "MSEL"
    for number, cells in enumerate((sheet.heading, *sheet.rows), 1):
        for column, text in enumerate(cells, 1):
            _write(page.cell(number, column), text)
    for column, name in enumerate(sheet.heading, 1):
        page.cell(1, column).font = Font(bold=True)
        letter = get_column_letter(column)
        longest = max((len(row[column - 1]) for row in sheet.rows), default=0)
        page.column_dimensions[letter].width = max(10, min(longest, 60))
        _offer(page, letter, sheet.choices.get(name, ()))
    page.freeze_panes = "B2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(cell: object, text: str) -> None:
    assert isinstance(cell, Cell)
    if text:
        cell.value = text
        cell.data_type = "s"  # a text that begins with = is no formula
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _offer(page: Worksheet, letter: str, words: tuple[str, ...]) -> None:
    """Let people choose from these words; others are still taken."""
    listed = ",".join(words)
    if words and len(listed) <= _LONGEST_LIST:
        validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        validation.showErrorMessage = False
        validation.add(f"{letter}2:{letter}1000")
        page.add_data_validation(validation)


def read_xlsx(data: bytes, most_rows: int) -> list[list[str]]:
    """The cells of the first sheet as texts; AuthorProblem when it has none, or not only texts."""
    try:
        _refuse_bomb(data)
        book = load_workbook(io.BytesIO(data), read_only=True)
        page = book.worksheets[0]
        return [list(row) for row in _texts(page, most_rows)]
    except AuthorProblem:
        raise
    except Exception:  # noqa: BLE001 - a broken workbook fails anywhere inside openpyxl
        message = "this is not readable as an Excel workbook (.xlsx)"
        raise AuthorProblem(message) from None


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(item.file_size for item in archive.infolist()) > MOST_UNPACKED_BYTES:
            message = "the workbook is far larger than an MSEL when it is unpacked"
            raise AuthorProblem(message)


def _texts(page: object, most_rows: int) -> Iterator[list[str]]:
    rows = page.iter_rows(max_row=most_rows, max_col=MOST_COLUMNS)  # type: ignore[attr-defined]
    for number, row in enumerate(rows, 1):
        cells = [_text(cell, f"{get_column_letter(n)}{number}") for n, cell in enumerate(row, 1)]
        used = max((n for n, text in enumerate(cells, 1) if text), default=0)
        yield cells[:used]


def _text(cell: object, where: str) -> str:
    """What a cell says; figures as they are written, and nothing that has to be guessed."""
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "n") == "f":
        message = f"{where} holds a formula; write a text"
        raise AuthorProblem(message)
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str() | int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() | date() | time() | timedelta():
            message = f"{where} holds a time of day; write a text, such as T+00:12:30 or 12m"
            raise AuthorProblem(message)
        case _:
            return str(value)
