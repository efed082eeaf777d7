"""A file made from a blank form is known by its hidden properties, whatever program saved it and as what."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from openpyxl import load_workbook

from htsd_cli.form import Form, load_form
from htsd_cli.pipeline import read_all
from htsd_cli.readers.packages import OleFile, user_properties
from htsd_cli.writers.blank import write_blank_word, write_blank_workbook
from tests.conftest import Convert
from tests.hostile.ole_file import write_ole

UNIT, UNIT_ID = "Trường Tiểu học Đặng Thùy Trâm", "TH01"
MARKS = {"form": "htsd-2024", "unit": UNIT, "unit-id": UNIT_ID}
STREAM = "\x05DocumentSummaryInformation"


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def test_a_form_saved_by_libreoffice_keeps_them(form: Form, tmp_path: Path, convert: Convert) -> None:
    write_blank_word(form, tmp_path / "mau.docx", UNIT, UNIT_ID)
    write_blank_workbook(form, tmp_path / "mau.xlsx", UNIT, UNIT_ID)
    saved = {"mau.docx": ["docx", "doc", "odt", "rtf", "fodt"], "mau.xlsx": ["xlsx", "xls", "ods", "fods"]}
    made = [
        path for name, targets in saved.items() for to in targets for path in convert([tmp_path / name], to)
    ]
    read = read_all([(path, path.name) for path in made], form)
    assert {path.suffix: item.marks for path, item in zip(made, read, strict=True)} == {
        f".{to}": MARKS for targets in saved.values() for to in targets
    }


def test_an_excel_form_saved_by_another_program_keeps_them(form: Form, tmp_path: Path) -> None:
    write_blank_workbook(form, tmp_path / "mau.xlsx", UNIT, UNIT_ID)
    load_workbook(tmp_path / "mau.xlsx").save(tmp_path / "khac.xlsx")
    [submission] = read_all([(tmp_path / "khac.xlsx", "khac.xlsx")], form)
    assert submission.marks == MARKS


# -- the stream of an OLE2 file, byte by byte --------------------------------------------------------------


def property_stream(codepage: int, names: dict[int, str], texts: dict[int, tuple[int, str]]) -> bytes:
    """Return a stream with an empty first set and a second of user-defined texts: id -> (type, text)."""

    def encoded(text: str, *, wide: bool) -> bytes:
        return f"{text}\0".encode(
            {65001: "utf-8"}.get(codepage, f"cp{codepage}") if not wide else "utf-16-le"
        )

    two_bytes = codepage == 1200
    dictionary = struct.pack("<I", len(names))
    for key, name in names.items():
        content = encoded(name, wide=two_bytes)
        dictionary += struct.pack("<II", key, len(content) // 2 if two_bytes else len(content)) + content
        dictionary += b"\0" * (-len(content) % 4) if two_bytes else b""
    values = {0: dictionary, 1: struct.pack("<IHH", 2, codepage, 0)}
    for key, (kind, text) in texts.items():
        content = encoded(text, wide=kind == 0x1F or two_bytes)
        length = len(content) // 2 if kind == 0x1F else len(content)
        values[key] = struct.pack("<II", kind, length) + content
    table, body = b"", b""
    start = 8 + 8 * len(values)
    for key, value in values.items():
        table += struct.pack("<II", key, start + len(body))
        body += value + b"\0" * (-len(value) % 4)
    user_defined = struct.pack("<II", start + len(body), len(values)) + table + body
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 0, bytes(16), 2)
    kinds = (
        bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae"),
        bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae"),
    )
    places = struct.pack("<16sI16sI", kinds[0], 68, kinds[1], 76)
    return head + places + struct.pack("<II", 8, 0) + user_defined


@pytest.mark.parametrize(
    ("codepage", "kind", "text"),
    [(1252, 0x1E, "TH01"), (65001, 0x1E, UNIT), (1258, 0x1F, UNIT), (1200, 0x1F, UNIT), (1200, 0x1E, UNIT)],
)
def test_user_defined_texts_are_read_in_each_encoding(
    tmp_path: Path, codepage: int, kind: int, text: str
) -> None:
    stream = property_stream(codepage, {2: "htsd-unit", 3: "so"}, {2: (kind, text), 3: (0x03, "")})
    (tmp_path / "a.xls").write_bytes(write_ole({STREAM: stream}))
    assert user_properties(OleFile(tmp_path / "a.xls")) == {"htsd-unit": text}


def test_a_file_without_them_or_with_a_broken_stream_has_none(tmp_path: Path) -> None:
    whole = property_stream(65001, {2: "htsd-unit"}, {2: (0x1E, UNIT)})
    path = tmp_path / "a.xls"
    path.write_bytes(write_ole({"Workbook": b"x"}))
    assert user_properties(OleFile(path)) == {}
    for end in range(0, len(whole), 3):
        path.write_bytes(write_ole({STREAM: whole[:end]}))
        assert set(user_properties(OleFile(path))) <= {"htsd-unit"}
    for place in range(28, len(whole) - 3, 4):  # a number that leads nowhere
        path.write_bytes(write_ole({STREAM: whole[:place] + b"\xff\xff\xff\x7f" + whole[place + 4 :]}))
        user_properties(OleFile(path))
