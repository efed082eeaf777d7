"""Loads a TOML file into a pydantic model and tells the line of every mistake in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from htsd_cli.language.refusals import reason

Model = TypeVar("Model", bound=BaseModel)

# What pydantic found -> what a person should read. {…} are the fields of the error's context.
_SENTENCES = {
    "missing": "thiếu khóa này",
    "extra_forbidden": "không có khóa nào tên như vậy",
    "string_type": "phải là một chuỗi trong ngoặc kép",
    "int_type": "phải là một số nguyên",
    "int_parsing": "phải là một số nguyên",
    "bool_type": "phải là true hoặc false",
    "list_type": "phải là một danh sách trong ngoặc vuông",
    "tuple_type": "phải là một danh sách trong ngoặc vuông",
    "dict_type": "phải là một bảng",
    "date_type": "phải là một ngày dạng 2024-10-11",
    "date_parsing": "phải là một ngày dạng 2024-10-11",
    "date_from_datetime_parsing": "phải là một ngày dạng 2024-10-11",
    "date_from_datetime_inexact": "phải là một ngày dạng 2024-10-11",
    "int_from_float": "phải là một số nguyên",
    "model_type": "phải là một bảng",
    "model_attributes_type": "phải là một bảng",
    "literal_error": "chỉ nhận một trong các giá trị {expected}",
    "enum": "chỉ nhận một trong các giá trị {expected}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "phải từ {le} trở xuống",
    "too_short": "không được để trống",
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": "không đúng dạng {pattern}",
    "value_error": "{error}",
}


class Misfit(ValueError):  # noqa: N818 - a sentence for a person, not the name of an error
    """Parts of a file that do not fit together; `location` (keys and 0-based indices) is the one to correct."""

    def __init__(self, sentence: str, *location: int | str) -> None:
        super().__init__(sentence)
        self.location = location


class TomlError(ValueError):
    """A TOML file that cannot be used; `str()` is one Vietnamese sentence per mistake, each with its line."""


def load_toml(
    path: Path,
    model: type[Model],
    shared: Mapping[str, Any] = MappingProxyType({}),
    context: Mapping[str, object] = MappingProxyType({}),
) -> Model:
    """Return the file as an instance of `model`.

    `shared` is what holds where the file says nothing: whole keys, and in a table `[words]` each key of it. `context`
    is what the model's validators must know besides. Raises `TomlError` when the file cannot be read, is no TOML, or
    does not fit the model.
    """
    source = _source(path)
    own = _parsed(path, source)
    try:
        return model.model_validate(_completed(own, shared), context=dict(context))
    except ValidationError as error:
        lines = [
            f"Tệp {path}, dòng {line_of(source, _location(dict(item)))}: {_ended(_told(dict(item), model))}"
            for item in _first_told(error.errors(include_url=False))
        ]
        raise TomlError("\n".join(dict.fromkeys(lines))) from error


def _first_told(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors without those that only follow: a list is empty since none of its items could be read."""
    return [
        item
        for item in errors
        if item["type"] != "too_short"
        or not any(
            len(other["loc"]) > len(item["loc"]) and other["loc"][: len(item["loc"])] == item["loc"]
            for other in errors
        )
    ]


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file says; raises `TomlError` when it cannot be read or is no TOML."""
    return _parsed(path, _source(path))


def _parsed(path: Path, source: str) -> dict[str, Any]:
    import tomllib

    try:
        return _loads(source)
    except tomllib.TOMLDecodeError as error:
        from htsd_cli.form.toml_mistakes import syntax_mistake

        mistake = syntax_mistake(str(error), source)
        raise TomlError(f"Tệp {path}, dòng {mistake.line}: {mistake.sentence}.") from error


@lru_cache(maxsize=4)
def _loads(source: str) -> dict[str, Any]:
    """Return what a text says; a form is asked for one key before it is loaded, and parsed once."""
    import tomllib

    return tomllib.loads(source)


def _completed(own: dict[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    full = dict(shared)
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(full.get(key), dict)
        full[key] = full[key] | value if both else value
    return full


def mistake_at(path: Path, location: tuple[int | str, ...], sentence: str) -> TomlError:
    """Return the error of a file that loads and yet cannot be right, told at the line of `location`."""
    return TomlError(f"Tệp {path}, dòng {line_of(_source(path), location)}: {sentence}.")


def _source(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TomlError(f"Không đọc được tệp {path}: {reason(error)}.") from error
    if content.startswith((b"PK\3\4", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        raise TomlError(
            f"Tệp {path} là tệp Word, không phải văn bản thuần: hãy mở, chép chữ sang Notepad rồi lưu lại với mã UTF-8."
        )
    try:
        return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise TomlError(
            f"Tệp {path} không lưu bằng bảng mã UTF-8: hãy mở bằng Notepad, chọn Save As, ở ô Encoding chọn UTF-8"
            " rồi lưu đè."
        ) from error


def line_of(source: str, location: tuple[int | str, ...]) -> int:
    """Return the 1-based line on which the value at `location` (keys and 0-based indices) is written.

    Falls back to the nearest enclosing line, so a missing key is told at the head of its table.
    """
    line, end, table, pending = 1, 0, "", list(location)
    lines = source.splitlines()
    while pending:
        key = pending.pop(0)
        if isinstance(key, int):
            continue
        path = f"{table}.{key}" if table else key
        nth = pending[0] if pending and isinstance(pending[0], int) else 0
        head = re.compile(rf"\s*\[+\s*{re.escape(path)}\s*\]+")
        heads = [i for i, text in enumerate(lines, 1) if i > line * bool(table) and head.match(text)]
        heads = [i for i in heads if not end or i < end]
        if not heads and any(re.match(rf"\s*\[+\s*{re.escape(path)}\.", text) for text in lines):
            table = path  # only tables within it have a head
            continue
        if heads:  # of a list of tables within another only those of the one it is in
            nth = min(nth, len(heads) - 1)
            end = heads[nth + 1] if nth + 1 < len(heads) else end
            line, table = heads[nth], path
            continue
        for number in range(line, len(lines) + 1):
            text = lines[number - 1]
            if number > line and re.match(r"\s*\[", text) and table:
                break
            if re.match(rf"""\s*["']?{re.escape(str(key))}["']?\s*=""", text):
                return number + _lines_down(lines[number - 1 :], pending)
    return line


def _lines_down(lines: Sequence[str], pending: Sequence[int | str]) -> int:
    """Return how many lines below its key an item of a list stands that has a line for each."""
    if not pending or not isinstance(pending[0], int) or not lines[0].rstrip().endswith("["):
        return 0
    items = [at for at, text in enumerate(lines) if at and text.strip() and not text.strip().startswith("#")]
    return (
        items[pending[0]]
        if pending[0] < len(items) and "]" not in "".join(lines[1 : items[pending[0]]])
        else 0
    )


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def _location(item: dict[str, object]) -> tuple[int | str, ...]:
    context = item.get("ctx")
    error = context.get("error") if isinstance(context, dict) else None
    location = item["loc"]
    assert isinstance(location, tuple)
    return (*location, *error.location) if isinstance(error, Misfit) else location


def _told(item: dict[str, object], model: type[BaseModel]) -> str:
    """Return what is wrong: a sentence of its own, or one about the key it is at."""
    location = _location(item)
    sentence = _sentence(item)
    if item["type"] == "value_error":
        return sentence
    if item["type"] == "extra_forbidden":
        return f"{_name(location)} {sentence}{_meant(location, model)}"
    return f"{_name(location)} {sentence}{_written(item)}"


def _written(item: dict[str, object]) -> str:
    """Return what stands there, and for a date or a list what was probably meant."""
    value, kind = item.get("input"), str(item["type"])
    if kind == "missing" or not isinstance(value, str | int | float) or kind.endswith("_short"):
        return ""
    from htsd_cli.form.toml_mistakes import written_date

    shown = f"“{value}”" if isinstance(value, str) else str(value)
    meant = written_date(str(value)) if kind.startswith("date") else ""
    if kind in ("list_type", "tuple_type") and isinstance(value, str) and value.strip():
        parts = [part.strip() for part in value.split(";") if part.strip()]
        quoted = ", ".join(f'"{part}"' for part in parts)
        meant = f"[{quoted}]"
    return f", đang ghi {shown}" + (f"; hãy ghi {meant}" if meant else "")


def _meant(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """Return which key was probably meant by one that does not exist, or where that key belongs."""
    from rapidfuzz import process

    wrong, tables = str(location[-1]), _tables(model)
    here = _model_at(model, location[:-1])
    own = _keys(here) if here else []
    near = process.extractOne(wrong.lower(), own, score_cutoff=65)
    if near:
        return f"; có phải là “{near[0]}”?"
    at_home = next((name for name, table in tables.items() if wrong in _keys(table)), "")
    if at_home and _table_of(location) != at_home:
        return f"; khóa này thuộc bảng [{at_home}], hãy chuyển xuống dưới dòng [{at_home}]"
    return f"; các khóa dùng được: {', '.join(own)}" if 0 < len(own) <= 16 else ""


def _table_of(location: tuple[int | str, ...]) -> str:
    """Return the table a location is in, "" at the top of the file."""
    return ".".join(str(part) for part in location[:-1] if isinstance(part, str))


def _keys(model: type[BaseModel]) -> list[str]:
    """Return the keys of a table in a file."""
    return list(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _tables(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return the tables at the top of a file: the model's fields that are models themselves."""
    return {
        name: kind
        for name, field in _fields(model).items()
        if (kind := _model_of(field.annotation)) is not None
    }


def _model_at(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, str) and found is not None:
            field = _fields(found).get(part)
            found = _model_of(field.annotation) if field else None
    return found


def _model_of(annotation: object) -> type[BaseModel] | None:
    """Return the model of a field that is a table or a list of tables."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _name(location: tuple[int | str, ...]) -> str:
    parts = [f"mục thứ {part + 1}" if isinstance(part, int) else f"“{part}”" for part in location]
    return " › ".join(parts) or "nội dung"


def _sentence(item: dict[str, object]) -> str:
    context = item.get("ctx")
    template = _SENTENCES.get(str(item["type"]))
    if template is None:
        return f"không hợp lệ ({item['msg']})"
    fields = context if isinstance(context, dict) else {}
    return template.format(**{name: str(value).replace(" or ", " hoặc ") for name, value in fields.items()})
