"""What a seat is sent: everything once, then numbered differences, each made into JSON once.

    {"t": "view", "role": "ic", "k": 0, "n": 12, "set": {...}, "list": {"messages": [0, [...]]}}
    {"t": "diff", "role": "ic", "k": 1, "n": 13, "set": {...}, "list": {"messages": [7, [...]]}}

`k` counts the messages of this seat; a client that misses one asks for everything again. `set`
holds the values that changed. `list` holds, for each list that changed, from where on it is to be
replaced, and by what. `n` is the number of the newest event.
"""

from collections.abc import Mapping

from pydantic_core import to_json

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.web.sections import encoded, lists_of, values_of
from game.terms import Role


class Feed:
    """One seat's stream; all who sit there, or look over its shoulder, get the same bytes."""

    def __init__(self, role: Role, book: Handbook) -> None:
        self.role = role
        self._book = book
        self._k = 0
        self._n = 0
        self._values: dict[str, object] = {}
        self._value_texts: dict[str, bytes] = {}
        self._lists: dict[str, tuple[object, ...]] = {}
        self._list_texts: dict[str, list[bytes]] = {}

    def update(self, view: View, more: Mapping[str, object] | None = None) -> bytes | None:
        """The difference to what was sent before; None when nothing has changed.

        `more` holds values that are not part of a seat's view.
        """
        changed = self._changed_values({**values_of(view), **(more or {})})
        spliced = self._changed_lists(lists_of(view))
        if not changed and not spliced:
            return None
        self._k, self._n = self._k + 1, view.n
        return self._message(b"diff", changed, spliced)

    def everything(self) -> bytes:
        """All that has been sent so far, for whoever comes now."""
        lists = {name: (0, texts) for name, texts in self._list_texts.items()}
        return self._message(b"view", self._value_texts, lists)

    def _changed_values(self, values: Mapping[str, object]) -> dict[str, bytes]:
        changed: dict[str, bytes] = {}
        for name, value in values.items():
            old = self._values.get(name, self)
            if value is old or value == old:
                continue
            self._values[name] = value
            self._value_texts[name] = changed[name] = to_json(value, inf_nan_mode="null")
        return changed

    def _changed_lists(
        self, lists: Mapping[str, tuple[object, ...]]
    ) -> dict[str, tuple[int, list[bytes]]]:
        spliced: dict[str, tuple[int, list[bytes]]] = {}
        for name, items in lists.items():
            old = self._lists.get(name)
            if old is items:
                continue
            place = _same(old or (), items)
            self._lists[name] = items
            if old is not None and place == len(items) == len(old):
                continue
            texts = self._list_texts.setdefault(name, [])
            texts[place:] = [encoded(item, self._book) for item in items[place:]]
            spliced[name] = (place, texts[place:])
        return spliced

    def _message(
        self,
        kind: bytes,
        values: Mapping[str, bytes],
        lists: Mapping[str, tuple[int, list[bytes]]],
    ) -> bytes:
        sets = b",".join(b'"%s":%s' % (name.encode(), text) for name, text in values.items())
        splices = b",".join(
            b'"%s":[%d,[%s]]' % (name.encode(), place, b",".join(texts))
            for name, (place, texts) in lists.items()
        )
        head = b'{"t":"%s","role":"%s","k":%d,"n":%d' % (
            kind,
            self.role.value.encode(),
            self._k,
            self._n,
        )
        return b'%s,"set":{%s},"list":{%s}}' % (head, sets, splices)


def _same(old: tuple[object, ...], new: tuple[object, ...]) -> int:
    """How many items at the beginning are the same."""
    place = 0
    for one, other in zip(old, new, strict=False):
        if one is not other and one != other:
            break
        place += 1
    return place
