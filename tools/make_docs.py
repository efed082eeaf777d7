"""Writes the pages of `docs/` made from the program: `findings.md`, `modules.md` and the JSON Schema files.

Run `python tools/make_docs.py`. A test fails when what is committed is not what this writes.
"""

from __future__ import annotations

import ast
import copy
import json
import string
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

sys.path.insert(0, str(Path(__file__).parents[1]))

from htsd_cli.consolidate.contract import ConsolidationJson
from htsd_cli.form import DEFAULT_FORM, FORM_FILE, Form, templates_directory, usual
from htsd_cli.form.kept import kept_bytes, kept_path
from htsd_cli.form.shipped import SHARED_FILE
from htsd_cli.form.toml_file import load_toml, read_toml
from htsd_cli.values.catalogue import (
    CHECKS,
    DECISIONS,
    DOCUMENTS,
    FIGURES,
    FILES,
    ROSTER,
    SIGHTS,
    TABLES,
    UNITS,
)
from htsd_cli.values.contract import FindingJson, SubmissionJson
from htsd_cli.values.findings import Entry
from htsd_cli.writers.wording import SEVERITY_WORDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "htsd_cli"
Schema = dict[str, Any]

# The rooms by floor, highest first: a module imports from the floors below its own and from its own room.
FLOORS: dict[int, tuple[str, ...]] = {
    9: ("cli",),
    8: ("pipeline",),
    7: ("writers",),
    6: ("decisions", "reading"),
    5: ("interpret", "consolidate"),
    4: ("checks", "earlier", "learn", "roster", "intake", "pictures", "store"),
    3: ("form", "readers"),
    2: ("values",),
    1: ("language",),
}

_HEAD = """\
# Các phát hiện

Trang này được viết ra từ `src/htsd_cli/values/catalogue/` bằng `tools/make_docs.py`; không sửa tay. Lệnh
`htsd explain MÃ` hiện cùng nội dung ngay trên cửa sổ lệnh.

- **Lỗi**: số liệu này chưa được cộng cho đến khi có người sửa.
- **Cảnh báo**: số liệu đã được cộng, nhưng nên có người xem.
- **Lưu ý**: số liệu đã được cộng, không cần làm gì.

Dấu … trong thông báo là chỗ của dòng, cột, nội dung cụ thể trong tệp.
"""
_MODULES_HEAD = """\
# The modules

Each in one sentence, from the highest floor to the lowest; [architecture.md](architecture.md) tells how they work
together. This page is made from the modules' own first lines by `tools/make_docs.py`.
"""
_FAMILIES: tuple[tuple[str, Sequence[Entry]], ...] = (
    ("Về tệp đã nhận", FILES),
    ("Về cả báo cáo trong tệp", DOCUMENTS),
    ("Về đơn vị gửi", UNITS),
    ("Về danh sách đơn vị", ROSTER),
    ("Về dòng, cột của bảng", TABLES),
    ("Về từng số liệu", FIGURES),
    ("Về điều hiện trên ô ngoài chữ thường", SIGHTS),
    ("Về các số liệu với nhau", CHECKS),
    ("Về xác nhận của cán bộ tổng hợp", DECISIONS),
)


def main() -> None:
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    kept_path().write_bytes(kept_form())


def kept_form() -> bytes:
    """Return what is kept of the default form, loaded anew from its `form.toml`."""
    return kept_bytes(str(usual("campaign", "form")), loaded_anew())


def loaded_anew() -> Form:
    """Return the default form as its `form.toml` says it."""
    folder = templates_directory() / DEFAULT_FORM
    shared = read_toml(templates_directory() / SHARED_FILE)
    return load_toml(folder / FORM_FILE, Form, shared, context={"form_directory": folder})


def pages() -> dict[str, str]:
    """Return the text of every page made, by its path under `docs/`."""
    made = {"findings.md": findings_page(), "modules.md": modules_page()}
    for name, schema in schemas().items():
        made[f"schema/{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return made


def findings_page() -> str:
    """Return the reference of every code, in the catalogue's order."""
    parts = [_HEAD]
    for heading, entries in _FAMILIES:
        parts.append(f"\n## {heading}\n\n| Mã | Mức | Nghĩa |\n| --- | --- | --- |\n")
        parts += [
            f"| [{entry.code}](#{entry.code}) | {SEVERITY_WORDS[entry.severity]} | {entry.title} |\n"
            for entry in entries
        ]
        parts += [_told(entry) for entry in entries]
    return "".join(parts)


def _told(entry: Entry) -> str:
    return (
        f"\n### {entry.code}\n\n**{entry.title}** ({SEVERITY_WORDS[entry.severity].lower()})\n\n{entry.explanation}\n\n"
        f"- Thông báo: {_without_fields(entry.message)}\n"
        f"- Ví dụ: {entry.example}\n"
        f"- Cách sửa: {entry.mend}\n"
    )


def _without_fields(template: str) -> str:
    parts = [text + ("…" if field else "") for text, field, _, _ in string.Formatter().parse(template)]
    return "".join(parts).replace("……", "…").replace("…  ", "… ").strip()


def modules_page() -> str:
    """Return the list of modules by floor, each with the first sentence of its docstring."""
    parts = [_MODULES_HEAD]
    for floor, names in FLOORS.items():
        parts.append(f"\n## Floor {floor}\n")
        for name in names:
            parts.append("\n| module | |\n| --- | --- |\n")
            paths = [SOURCE / f"{name}.py"] if (SOURCE / f"{name}.py").exists() else _folder(SOURCE / name)
            for path in paths:
                called = path.relative_to(SOURCE).as_posix().replace("__init__.py", "")
                parts.append(f"| [{called}](../src/htsd_cli/{called}) | {_first_sentence(path)} |\n")
    return "".join(parts)


def _folder(folder: Path) -> list[Path]:
    """Return a folder's modules, its door first."""
    return sorted(folder.rglob("*.py"), key=lambda path: (path.name != "__init__.py", path.as_posix()))


def _first_sentence(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def schemas() -> dict[str, Schema]:
    """Return the JSON Schema of `htsd validate --format json` and of `tong-hop.json`, by name.

    The models' own schemas describe the models; these describe what their `to_json` writes: every key is
    always there, a place has only the parts that apply to it, and the findings of a consolidation carry
    their file and unit beside the rest.
    """
    submission = _written(TypeAdapter(SubmissionJson).json_schema(mode="serialization"))
    consolidation = _written(TypeAdapter(ConsolidationJson).json_schema(mode="serialization"))
    definitions = consolidation["$defs"]
    beside = definitions.pop("UnitFinding")["properties"]
    finding = definitions["Finding"]
    for key in ("file", "unit"):
        finding["properties"][key] = beside[key]
        finding["required"].append(key)
    consolidation["properties"]["findings"]["items"] = {"$ref": "#/$defs/Finding"}
    one = {key: value for key, value in submission.items() if key != "$defs"}
    return {
        "validation": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "htsd validate --format json",
            "description": "One element for each file, in the order given; a folder's files sorted by path.",
            "type": "array",
            "items": {"$ref": "#/$defs/Submission"},
            "$defs": {"Submission": one, **submission["$defs"]},
        },
        "consolidation": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "tong-hop.json",
            **{key: value for key, value in consolidation.items() if key != "$defs"},
            "$defs": definitions,
        },
    }


def closed(schema: Schema) -> Schema:
    """Return the schema with no keys allowed but those it names, to find what it leaves untold."""
    shut = copy.deepcopy(schema)
    for part in _objects(shut):
        part["additionalProperties"] = False
    return shut


_SOMETIMES = ("rows", "answers", "texts", "ticked")  # keys that only some forms have


def _written(schema: Schema) -> Schema:
    """Return a model's schema as its JSON is written: no defaults, every key there, places without nulls.

    The published schema is open: a later version may add keys.
    """
    told = TypeAdapter(FindingJson).json_schema(mode="serialization")
    told.pop("$defs")
    schema["$defs"].pop("Mender", None)
    schema["$defs"]["Finding"] = told
    _forget(schema)
    for part in _objects(schema):
        part["required"] = [name for name in part["properties"] if name not in _SOMETIMES]
        part.pop("additionalProperties", None)
    place = schema["$defs"]["Origin"]
    place["required"] = ["text"]
    place["properties"] = {name: _never_null(part) for name, part in place["properties"].items()}
    return schema


def _never_null(part: Schema) -> Schema:
    kinds = [kind for kind in part.get("anyOf", ()) if kind != {"type": "null"}]
    return kinds[0] if kinds else part


def _objects(part: object) -> Iterator[Schema]:
    """Yield every schema in `part` that names the keys of an object."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield part
        for inner in part.values():
            yield from _objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _objects(inner)


def _forget(part: object, named: bool = False) -> None:
    """Drop titles and defaults; `named` says that the keys of `part` are names and no keywords."""
    if isinstance(part, dict):
        for key in ("title", "default", "readOnly"):
            if not named:
                part.pop(key, None)
        for key, inner in part.items():
            _forget(inner, named=not named and key in ("properties", "$defs"))
    elif isinstance(part, list):
        for inner in part:
            _forget(inner)


if __name__ == "__main__":
    main()
