"""Values as plain parts that JSON can hold, and back again, made from the fields of their types.

A model, dataclass or named tuple becomes the list of its fields in their order, without their names: short to keep and
quick to take up, since nothing is checked again. Whoever keeps such a list keeps beside it which program made it.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from sys import intern
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter

Turn = Callable[[Any], Any]
_SHORT = 200  # letters
_MOST_KNOWN = 1 << 14  # values of a type
_PLAIN = (str, int, float, bool, type(None))


class Coder(NamedTuple):
    """How values of a type become plain parts and these become values; None where they are plain already."""

    plain: Turn | None = None
    value: Turn | None = None


@cache
def coder_of(
    hint: Any,
) -> Coder:  # a type, or what stands for one in an annotation: no type of typing's holds both
    """Return the coder of a type. What it has no rule for goes through pydantic, slower."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return coder_of(arguments[0])
    if hint in _PLAIN or origin is typing.Literal:
        return Coder()
    if origin in (typing.Union, types.UnionType):
        return _any_of(hint, arguments)
    if origin in (list, tuple, Sequence, frozenset, set):
        return _many(hint, origin, arguments)
    if origin in (dict, Mapping):
        return _by_key(*arguments)
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return Coder(lambda item: item.value, {item.value: item for item in hint}.__getitem__)
        if hint is date or hint is datetime:
            return Coder(hint.isoformat, hint.fromisoformat)
        if issubclass(hint, BaseModel) or dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
            return _fields(hint)
    return _by_pydantic(hint)


def _by_pydantic(hint: Any) -> Coder:
    adapter = TypeAdapter(hint)
    return Coder(lambda item: adapter.dump_python(item, mode="json"), adapter.validate_python)


def _any_of(hint: Any, choices: tuple[Any, ...]) -> Coder:
    """Return the coder of `X | None`, or of a choice among plain types."""
    others = [choice for choice in choices if choice is not type(None)]
    if Decimal in others and all(choice in (int, float, bool, Decimal) for choice in others):
        return Coder(_number_plain, _number_value)
    coders = [coder_of(choice) for choice in others]
    if all(coder == Coder() for coder in coders):
        return Coder()
    if len(others) > 1:
        return _by_pydantic(hint)
    plain, value = coders[0]
    assert plain is not None
    assert value is not None
    return Coder(
        lambda item: None if item is None else plain(item), lambda part: None if part is None else value(part)
    )


def _number_plain(number: int | float | Decimal | None) -> int | float | str | None:
    """Return a number as it stands in JSON: a decimal as its letters, so that not a digit of it is lost."""
    return str(number) if isinstance(number, Decimal) else number


def _number_value(part: int | float | str | None) -> int | float | Decimal | None:
    return Decimal(part) if isinstance(part, str) else part


def _many(hint: Any, kind: Any, arguments: tuple[Any, ...]) -> Coder:
    """Return the coder of a tuple, list or set of one type of items."""
    if kind is tuple and (len(arguments) != 2 or arguments[1] is not ...):
        return _by_pydantic(hint)
    made = tuple if kind is Sequence else kind
    plain, value = coder_of(arguments[0])
    ordered = sorted if made in (set, frozenset) else list
    if plain is None or value is None:
        return Coder(ordered, made)
    return Coder(lambda items: [plain(item) for item in items], lambda parts: made(map(value, parts)))


def _by_key(key: Any, kept: Any) -> Coder:
    """Return the coder of a dict, whose keys need not be texts: else it becomes a list of pairs."""
    (key_plain, key_value), (plain, value) = coder_of(key), coder_of(kept)
    if isinstance(key, type) and issubclass(key, str) and not issubclass(key, Enum):
        if plain is None or value is None:
            return Coder()
        return Coder(
            lambda items: {name: plain(item) for name, item in items.items()},
            lambda parts: {name: value(part) for name, part in parts.items()},
        )
    name_plain, name_value = key_plain or _same, key_value or _same
    item_plain, item_value = plain or _same, value or _same
    return Coder(
        lambda items: [(name_plain(name), item_plain(item)) for name, item in items.items()],
        lambda parts: {name_value(name): item_value(part) for name, part in parts},
    )


def _shared(part: Any) -> Any:
    """Return a plain part; a short text is one object wherever it stands, since thousands of reports say the same."""
    return intern(part) if part.__class__ is str and len(part) <= _SHORT else part


def _same(item: Any) -> Any:
    return item


def _fields(kind: type) -> Coder:
    """Return the coder of a type with fields: the list of these in their order."""
    hints = typing.get_type_hints(kind, include_extras=True)
    if issubclass(kind, BaseModel):
        names = list(kind.model_fields)
        asked = [field.alias or name for name, field in kind.model_fields.items()]
    else:
        names = (
            [field.name for field in dataclasses.fields(kind)]
            if dataclasses.is_dataclass(kind)
            else list(getattr(kind, "_fields", ()))
        )
        asked = names
    coders = [coder_of(hints[name]) for name in names]
    usual = _usual(kind, names, coders)
    if all(coder == Coder() for coder in coders) and not issubclass(kind, BaseModel):
        made = _made_once(kind) if _exact(hints[name] for name in names) else None
        return Coder(
            lambda item: _shortened([getattr(item, name) for name in names], usual),
            made or (lambda parts: kind(*map(_shared, parts))),
        )
    plains = [(name, coder.plain or _same) for name, coder in zip(names, coders, strict=True)]
    values = [(name, coder.value) for name, coder in zip(asked, coders, strict=True)]
    all_names = set(names)  # one for all models of the type, which would hold kilobytes each

    def by_name(parts: Sequence[Any]) -> dict[str, Any]:
        return {
            name: _shared(part) if value is None else value(part)
            for (name, value), part in zip(values, parts, strict=True)
        }

    def in_order(parts: Sequence[Any]) -> list[Any]:
        return [
            _shared(part) if value is None else value(part)
            for (_, value), part in zip(values, parts, strict=False)
        ]

    return Coder(
        lambda item: _shortened([plain(getattr(item, name)) for name, plain in plains], usual),
        (lambda parts: kind.model_construct(all_names, **by_name(parts)))
        if issubclass(kind, BaseModel)
        else (lambda parts: kind(*in_order(parts))),
    )


_OWN: Any = object()  # equals no part


def _usual(kind: type, names: Sequence[str], coders: Sequence[Coder]) -> list[Any]:
    """Return how the usual value of each field of a dataclass or a named tuple looks as a plain part."""
    known: dict[str, Any] = dict(getattr(kind, "_field_defaults", {}))
    if dataclasses.is_dataclass(kind):
        known = {
            field.name: field.default
            for field in dataclasses.fields(kind)
            if field.default is not dataclasses.MISSING
        }
    return [
        (coder.plain or _same)(known[name]) if name in known else _OWN
        for name, coder in zip(names, coders, strict=True)
    ]


def _shortened(parts: list[Any], usual: Sequence[Any]) -> list[Any]:
    """Return the parts of a value without those at their end that are as usual: it is made without them too."""
    while parts and type(parts[-1]) is type(usual[len(parts) - 1]) and parts[-1] == usual[len(parts) - 1]:
        parts.pop()
    return parts


def _exact(hints: Iterable[Any]) -> bool:
    """Return whether values of these types are alike only when they are the same: 1 is not 1.0, nor True."""
    return all(
        choice in (str, int, type(None)) for hint in hints for choice in (typing.get_args(hint) or (hint,))
    )


def _made_once(kind: type) -> Turn:
    """Return what makes a value of its parts, one object for all that are alike: reports of one form share places."""
    known: dict[tuple[Any, ...], Any] = {}

    def made(parts: Sequence[Any]) -> Any:
        key = tuple(parts)
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            found = known[key] = kind(*map(_shared, parts))
        return found

    return made
