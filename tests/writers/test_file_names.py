"""Names of files and folders that every system takes."""

from __future__ import annotations

import unicodedata

import pytest

from htsd_cli.writers.file_names import safe_file_name, safe_name, unlike


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Trường Mầm non 19/5", "Trường Mầm non 19-5"),
        ('a<b>c:d"e\\f|g?h*i', "a-b-c-d-e-f-g-h-i"),
        (" Phòng Nội vụ. ", "Phòng Nội vụ"),
        ("Hội\nKhuyến\u200bhọc", "Hội-Khuyến-học"),
        ("../../etc", "-..-etc"),
        ("con", "_con"),
        ("COM1.docx", "_COM1.docx"),
        ("Conan", "Conan"),
        ("...", ""),
        ("", ""),
        ("a" * 59 + ". b", "a" * 59),
        ("hỏng \udcff", "hỏng -"),
    ],
)
def test_what_a_system_forbids_is_not_in_a_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_letters_are_composed_as_windows_writes_them() -> None:
    assert safe_name(unicodedata.normalize("NFD", "Trường Tiểu học")) == "Trường Tiểu học"


def test_names_that_differ_only_in_capitals_are_told_apart_by_a_number() -> None:
    taken: set[str] = set()
    assert [unlike(name, taken) for name in ("Phú Mỹ", "PHÚ MỸ", "phú mỹ", "Tân Phú")] == [
        "Phú Mỹ", "PHÚ MỸ (2)", "phú mỹ (3)", "Tân Phú",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Trường Mầm non 19/5", "Trường Mầm non 19-5"),
        ("UBND phường “Tân Phú”: bản 2?", "UBND phường “Tân Phú”- bản 2-"),
        ("CON", "_CON"),
        ("nul.docx", "_nul.docx"),
        ("  ...", "bao-cao"),
        ("..\\..\\x.docx", "-..-x.docx"),
        ("a" * 300 + ".docx", "a" * 55 + ".docx"),
        ("Tru\u031bo\u031b\u0300ng", "Trường"),
        ("tên hỏng \udce9.docx", "tên hỏng -.docx"),
        ("Bao cao. ", "Bao cao"),
    ],
)
def test_a_file_s_name_keeps_its_ending(name: str, safe: str) -> None:
    assert safe_file_name(name, instead="bao-cao") == safe
