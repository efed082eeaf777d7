"""The usual form as it was once loaded and checked, kept beside its `form.toml`: a command need not do it again.

The kept file says of what it was made: a digest of the TOML files, of the program's own room of forms and of its own
content. Where anything of it is another, or the file is damaged or not there, the form is loaded from its `form.toml`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from htsd_cli.form.shipped import (
    DEFAULT_FORM,
    FORM_FILE,
    SHARED_FILE,
    USUAL_FILE,
    templates_directory,
    usual,
)

Model = TypeVar("Model", bound=BaseModel)
Turn = Callable[[Any], Any]

# The modules that say what a form is made of.
_MAKING = (
    "form.py", "kept.py", "measure.py", "part.py", "practices.py", "rule.py", "section.py", "table.py", "words.py",
)  # fmt: skip
_STATE = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
KEPT_FILE = "form.json"  # beside `form.toml`; made by `tools/make_docs.py`


class Kept(NamedTuple):
    """What is kept: the name of the form that holds without an `htsd.toml`, and the default form as plain parts."""

    usual: str
    form: dict[str, Any]


@cache
def kept() -> Kept | None:
    """Return what is kept; None where it is not there, damaged, or made of other files than there are now."""
    try:
        told, _, text = kept_path().read_bytes().partition(b"\n")
        if told.decode("ascii", "replace") != _digest(text):
            return None
        return Kept(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def kept_bytes(usual_form: str, form: BaseModel) -> bytes:
    """Return what to keep of the default form and of which is the usual one: a line with the digest, one with both."""
    plain = form.model_dump(mode="json", by_alias=True, exclude_unset=True)
    text = json.dumps(Kept(usual_form, plain)._asdict(), ensure_ascii=False, separators=(",", ":")).encode()
    return _digest(text).encode() + b"\n" + text + b"\n"


def usual_form() -> str:
    """Return the name of the form that holds where there is no `htsd.toml`. Raises `TomlError` as `usual` does."""
    found = kept()
    return found.usual if found is not None else str(usual("campaign", "form"))


def made(model: type[Model], parts: dict[str, Any]) -> Model:
    """Return a model of its plain parts as they were dumped, without looking at these again."""
    turns, usual_parts = _fields(model)
    own = dict(usual_parts)
    told = set()
    for key, part in parts.items():
        name, turn = turns[key]
        own[name] = part if turn is None else turn(part)
        told.add(name)
    if model.__private_attributes__:
        return model.model_construct(told, **{name: own[name] for name in told})
    # What `model_construct` does for a model without attributes of its own, in a tenth of the time.
    one = model.__new__(model)
    for name, value in zip(_STATE, (own, told, None, None), strict=True):
        object.__setattr__(one, name, value)
    return one


@cache
def _fields(model: type[BaseModel]) -> tuple[dict[str, tuple[str, Turn | None]], dict[str, Any]]:
    """Return a model's fields by their keys in a file, each with what makes its value, and all with their defaults."""
    fields = model.model_fields
    turns = {field.alias or name: (name, _turn(field.annotation)) for name, field in fields.items()}
    return turns, {name: field.get_default(call_default_factory=True) for name, field in fields.items()}


def _turn(kind: Any) -> Turn | None:
    """Return what makes a value of a type of its plain part, None where it is the part itself."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _turn(arguments[0])
    if origin is tuple:
        inner = _turn(arguments[0])
        return tuple if inner is None else lambda parts: tuple(map(inner, parts))
    if origin in (Union, UnionType):
        turn = next((found for choice in arguments if (found := _turn(choice)) is not None), None)
        return None if turn is None else lambda part: None if part is None else turn(part)
    if isinstance(kind, type) and origin is None and issubclass(kind, BaseModel):
        return partial(made, kind)
    return Decimal if kind is Decimal else None


def kept_path() -> Path:
    """Return where the kept form lies: beside its `form.toml`."""
    return templates_directory() / DEFAULT_FORM / KEPT_FILE


def _digest(text: bytes) -> str:
    """Return what a kept text and all it was made of are known by. Raises `OSError` where something is not there."""
    templates = templates_directory()
    files = (templates / USUAL_FILE, templates / SHARED_FILE, templates / DEFAULT_FORM / FORM_FILE)
    digest = hashlib.sha256()
    for path in (*files, *(Path(__file__).with_name(name) for name in _MAKING)):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    digest.update(text.strip())
    return digest.hexdigest()
