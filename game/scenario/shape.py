"""Following a validation error's way through models and nodes at once.

Pydantic's locations mix keys of the file with names of union members; walking the types beside the
nodes tells the two apart.
"""

from dataclasses import dataclass, replace
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from game.scenario.nodes import ListNode, MapNode, Node, Path, Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the file with what the models expect there.

    `rivals` are the telling keys of a tagged union, of which a mapping has one. `steps` is the path
    in the nodes' present indexes, `cut` the nearest list entry around the place (empty: none).
    """

    path: Path
    place: Place
    node: Node
    kind: object
    name: str = ""
    field: FieldInfo | None = None
    rivals: tuple[str, ...] = ()
    steps: Path = ()
    cut: Path = ()

    @property
    def model(self) -> type[BaseModel] | None:
        """The model expected here, if it is one."""
        kind = _bare(self.kind)
        return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None

    @property
    def about(self) -> str:
        """What the models say of the field; may be empty."""
        return (self.field.description if self.field else "") or ""


def spot_of(model: type[BaseModel], root: Node, loc: tuple[int | str, ...]) -> Spot:
    """The deepest place that the location leads to."""
    spot = Spot((), root.place, root, model)
    for step in loc:
        spot = _tagged(spot, step) or _inside(spot, step) or spot
    return spot


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys that the model has in a file, with their fields."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def tags_of(kind: object) -> dict[str, object]:
    """The members of a tagged union by their tags; empty for any other type."""
    return {tag: member for member in _members(kind) if (tag := _tag(member)) is not None}


def _members(kind: object) -> tuple[object, ...]:
    kind = _bare(kind)
    if get_origin(kind) not in {Union, UnionType}:
        return ()
    return tuple(member for member in get_args(kind) if member is not type(None))


def _bare(kind: object) -> object:
    """The type without Annotated and without "or None"."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
            continue
        members = [member for member in get_args(kind) if member is not type(None)]
        optional = get_origin(kind) in {Union, UnionType} and len(members) == 1
        if not optional:
            return kind
        kind = members[0]


def _tag(member: object) -> str | None:
    if get_origin(member) is not Annotated:
        return None
    return next((note.tag for note in get_args(member)[1:] if isinstance(note, Tag)), None)


def _tagged(spot: Spot, step: int | str) -> Spot | None:
    """The same place, after the member of a tagged union has been chosen."""
    tags = tags_of(spot.kind)
    member = tags.get(str(step))
    return None if member is None else replace(spot, kind=member, rivals=tuple(tags))


def _inside(spot: Spot, step: int | str) -> Spot | None:
    """The value below this place; None when the file has none there."""
    match spot.node, step:
        case ListNode(items=items, labels=labels), int() if step < len(items):
            inner = _below(spot, labels[step], items[step], _item_type(spot.kind))
            return replace(inner, steps=(*spot.steps, step), cut=(*spot.steps, step))
        case MapNode(values=values), str() if step in values:
            return _below_key(spot, step, values[step])
        case _:
            return None


def _below_key(spot: Spot, key: str, value: Node) -> Spot:
    steps = (*spot.steps, key)
    inner = replace(_below(spot, key, value, _item_type(spot.kind)), steps=steps)
    if spot.model is None:
        return inner
    for name, field in spot.model.model_fields.items():
        if (field.alias or name) == key:
            return replace(inner, kind=field.annotation, name=name, field=field)
    return replace(inner, kind=object, name="", field=None)


def _below(spot: Spot, step: int | str, node: Node, kind: object) -> Spot:
    path = (*spot.path, step)
    return Spot(path, node.place, node, kind, spot.name, spot.field, cut=spot.cut)


def _item_type(kind: object) -> object:
    """What a tuple, list or dict holds."""
    arguments = [item for item in get_args(_bare(kind)) if item is not Ellipsis]
    return arguments[-1] if arguments else object
