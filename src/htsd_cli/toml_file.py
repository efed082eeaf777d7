"""Loads a TOML file into a pydantic model and tells the line of every mistake in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from htsd_cli.os_errors import reason

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


def load_toml(path: Path, model: type[Model]) -> Model:
    """Return the file as an instance of `model`.

    Raises `TomlError` when the file cannot be read, is no TOML, or does not fit the model.
    """
    try:
        source = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except OSError as error:
        raise TomlError(f"Không đọc được tệp {path}: {reason(error)}.") from error
    except UnicodeDecodeError as error:
        raise TomlError(f"Tệp {path} không lưu bằng bảng mã UTF-8: hãy lưu lại với mã UTF-8.") from error
    try:
        return model.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise TomlError(f"Tệp {path} viết sai cú pháp TOML: {_syntax(error, source)}.") from error
    except ValidationError as error:
        lines = [
            f"Tệp {path}, dòng {line_of(source, _location(dict(item)))}: {_told(dict(item))}."
            for item in error.errors(include_url=False)
        ]
        raise TomlError("\n".join(dict.fromkeys(lines))) from error


def line_of(source: str, location: tuple[int | str, ...]) -> int:
    """Return the 1-based line on which the value at `location` (keys and 0-based indices) is written.

    Falls back to the nearest enclosing line, so a missing key is told at the head of its table.
    """
    line, table, pending = 1, "", list(location)
    lines = source.splitlines()
    while pending:
        key = pending.pop(0)
        if isinstance(key, int):
            continue
        path = f"{table}.{key}" if table else key
        nth = pending[0] if pending and isinstance(pending[0], int) else 0
        heads = [i for i, text in enumerate(lines, 1) if re.match(rf"\s*\[+\s*{re.escape(path)}\s*\]+", text)]
        if heads:
            line, table = heads[min(nth, len(heads) - 1)], path
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


def _location(item: dict[str, object]) -> tuple[int | str, ...]:
    context = item.get("ctx")
    error = context.get("error") if isinstance(context, dict) else None
    location = item["loc"]
    assert isinstance(location, tuple)
    return (*location, *error.location) if isinstance(error, Misfit) else location


def _told(item: dict[str, object]) -> str:
    """Return what is wrong: a sentence of its own, or one about the key it is at."""
    location = _location(item)
    sentence = _sentence(item)
    return sentence if item["type"] == "value_error" else f"{_name(location)} {sentence}"


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


def _syntax(error: tomllib.TOMLDecodeError, source: str) -> str:
    match = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    if match:
        return f"dòng {match.group(1)}, cột {match.group(2)}"
    return f"dòng {len(source.splitlines())} (cuối tệp)"
