"""Rows taken for the form's though their names have other marks: told where these make another word of the form."""

from __future__ import annotations

import unicodedata

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from tests.documents import FORM, document, form_rows, report

INTERPRETER = Interpreter(FORM)
(ROW,) = (item for item in FORM.indicators if item.label.startswith("Tổ chức hội thảo"))
OWN = ROW.label


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Tổ chức hội thao/sinh hoạt chuyên đề", True),
        ("Tổ chức hội thao, sinh hoạt chuyên đề tại trường", True),
        ("Tổ chức hội thảo/sinh hoạt chuyện đề", True),
        ("TỔ CHỨC HỘI THAO/SINH HOẠT CHUYÊN ĐỀ", True),
        (unicodedata.normalize("NFD", "Tổ chức hội thao/sinh hoạt chuyên đề"), True),
        (OWN, False),
        (unicodedata.normalize("NFD", OWN), False),
        ("TỔ CHỨC HỘI THẢO/SINH HOẠT CHUYÊN ĐỀ", False),
        ("Tổ chức hôi thảo/sinh hoạt chuyên đề", False),  # a slip: no such word
        ("Tổ chức hội thạo/sinh hoạt chuyên đề", False),
        ("To chuc hoi thao/sinh hoat chuyen de", False),  # no marks at all
    ],
)
def test_a_row_named_with_another_word_of_the_form_is_counted_and_told(written: str, told: bool) -> None:
    text = report(form_rows({ROW.id: ("2",)}, {ROW.id: written}))
    submission = submission_of(INTERPRETER, document(text), "a.docx")
    assert {name: dict(row) for name, row in submission.numbers.items()} == {ROW.id: {"count": 2}}
    assert [(item.code, item.indicator) for item in submission.findings if item.indicator] == (
        [("name-marks-differ", ROW.id)] if told else []
    )
