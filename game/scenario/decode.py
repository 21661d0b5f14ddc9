"""Bytes into lines of text, or the one reason why they are none."""

import re

from game.scenario.nodes import Place
from game.scenario.problems import Problem

MAX_BYTES = 256 * 1024

BEYOND_ASCII = "\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
"""Part of a character class: what may stand in a text besides ASCII."""

_UNREADABLE = re.compile(f"[^\t\n\r\x20-\x7e\x85{BEYOND_ASCII}]")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def decode(file: str, data: bytes | str) -> str | Problem:
    """The text of a file, with plain line ends; `file` is its name in the problem."""
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024} KiB"
        return Problem(file, 1, 1, "", message, "runbook and shop can be files of their own")
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_text(file, error.object, error.start)
    return _strange_character(file, text) or text.replace("\r\n", "\n")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines as YAML counts them."""
    return tuple(_LINE_END.split(text))


def _not_text(file: str, data: bytes, offset: int) -> Problem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(file, 1, 1, "", "the file is in UTF-16", "save it as UTF-8")
    place = _place_after(data[:offset].decode("utf-8"))
    message = f"not UTF-8 text: the byte 0x{data[offset]:02x} cannot stand here"
    hint = "save it as UTF-8; a picture or an archive cannot be read"
    return Problem(file, place.line, place.col, "", message, hint)


def _strange_character(file: str, text: str) -> Problem | None:
    strange = _UNREADABLE.search(text)
    if strange is None:
        return None
    place = _place_after(text[: strange.start()])
    code = ord(strange.group())
    message = f"the character U+{code:04X} cannot stand in a text file"
    hint = "is this a binary file? it must be plain UTF-8 text"
    if code == 0xFEFF:
        message, hint = "a byte order mark (U+FEFF)", "save the file as UTF-8 without it"
    return Problem(file, place.line, place.col, "", message, hint)


def _place_after(before: str) -> Place:
    lines = lines_of(before)
    return Place(len(lines), len(lines[-1]) + 1)
