"""A form like another with every id in it called otherwise: what its outputs say must be the same, ids apart."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from htsd_cli.form import FORM_FILE, load_form
from htsd_cli.form.shipped import SHARED_FILE, templates_directory

_MARK = re.compile(r"z\d_")
_IN_COMMAND = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)


def renamed_id(name: str) -> str:
    """Return another id: each of its parts behind a mark that also puts it elsewhere in the alphabet."""
    return ".".join(f"z{sum(part.encode()) % 10}_{part}" for part in name.split("."))


def named_back(text: str) -> str:
    """Return a text with the ids as they were."""
    return _MARK.sub("", text)


def renamed_form(folder: Path, name: str = "htsd-2024") -> Path:
    """Write a shipped form into `folder` with every id renamed; return the folder.

    Renamed are the form, its sections, measures, tables, columns, indicators, rules, practices, themes and
    kinds of unit, and whatever names one of them, in `form.toml` and in the commands of the Word templates. What a word
    says (`words`), what a cell counts (`kind`, `said_by`) and the roles of columns are the program's own terms.
    """
    source = templates_directory() / name
    shutil.copytree(source, folder, dirs_exist_ok=True)
    shared = tomllib.loads((templates_directory() / SHARED_FILE).read_text("utf-8"))
    said = tomllib.loads((source / FORM_FILE).read_text("utf-8"))
    said["unit_kinds"] = said.get("unit_kinds", shared["unit_kinds"])
    (folder / FORM_FILE).write_text(_toml(_renamed(said)), "utf-8")
    form = load_form(name)
    ids = {part for row in form.indicators for part in row.id.split(".")}
    ids |= {str(measure) for measure in form.measures if measure != "text"}
    ids |= {section.id for section in form.sections}
    for template in ("bao-cao-tong-hop.docx", "mau-bao-cao.docx"):  # the others name no id
        _rename_commands(folder / template, ids)
    return folder


def _renamed(said: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(said)
    new["id"] = renamed_id(said["id"])

    def measure(item: Any) -> Any:
        if isinstance(item, str):
            return renamed_id(item)
        changed = item | {"id": renamed_id(item["id"])}
        if "column" in item:
            changed["column"] = renamed_id(item["column"])
        if "other_columns" in item:
            changed["other_columns"] = [renamed_id(name) for name in item["other_columns"]]
        return changed

    new["measures"] = [measure(item) for item in said["measures"]]
    new["sections"] = [_with(item, "id") for item in said["sections"]]
    new["tables"] = [
        _with(table, "id")
        | {key: [_with(item, "id") for item in table[key]] for key in ("columns", "added_columns")}
        | {
            "indicators": [
                _with(row, "id", "parent") | {"measures": [measure(item) for item in row["measures"]]}
                for row in table["indicators"]
            ]
        }
        for table in said["tables"]
    ]
    new["rules"] = [
        rule
        | {
            "total": _with(rule["total"], "indicator", "measure"),
            "parts": [
                renamed_id(part) if isinstance(part, str) else _with(part, "indicator", "measure")
                for part in rule["parts"]
            ],
        }
        for rule in said["rules"]
    ]
    new["proportions"] = [_with(item, "within", "of", "per") for item in said["proportions"]]
    new["practices"] = [_with(item, "id", "topic") for item in said["practices"]]
    new["themes"] = [_with(item, "id") for item in said["themes"]]
    new["unit_kinds"] = [_with(item, "id", "within") for item in said["unit_kinds"]]
    return new


def _with(item: dict[str, Any], *keys: str) -> dict[str, Any]:
    return item | {key: renamed_id(item[key]) for key in keys if item.get(key)}


def _rename_commands(path: Path, ids: set[str]) -> None:
    """Rename the ids that a Word template's commands name, behind a dot or in quotes; `by_unit.count` counts units."""
    names = "|".join(sorted(ids, key=len, reverse=True))
    named = re.compile(rf"(?<!by_unit\.)(?<=[.'’\"])(?:{names})(?=['’\"]|[^\w'’\"]|$)")

    def command(match: re.Match[str]) -> str:
        return named.sub(lambda name: renamed_id(name[0]), match[0])

    with zipfile.ZipFile(path) as archive:
        parts = [(item, archive.read(item)) for item in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item, content in parts:
            if item.filename.endswith(".xml"):
                content = _IN_COMMAND.sub(command, content.decode("utf-8")).encode("utf-8")
            archive.writestr(item, content)


def _toml(said: Mapping[str, Any]) -> str:
    """Return tables as TOML, each key on a line of its own, tables within it inline."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in said.items())


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)} = {_value(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
