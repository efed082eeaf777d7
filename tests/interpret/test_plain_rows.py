"""A row of plain texts is read once; whatever is more than an answer is read, and told, each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.row.answers import RowReader
from htsd_cli.reading import read_with
from tests.documents import HEADING, document, draw_word, form_rows, report

FORM = load_form()
PLAIN = {
    "classes.professional": ("3", "40"),
    "classes.life_skills": ("2 lớp/45 người", "45"),
    "news_items": ("12 tin",),
    "books": ("2", "1.250 người"),
}
TELLING = {"culture_sport.arts": ("1", "khoảng 200"), "workshops": ("O5",)}


def test_the_same_rows_in_another_report_are_not_read_again_and_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interpreter = Interpreter(FORM)
    one = draw_word(tmp_path / "sen.docx", report(form_rows(PLAIN), "Trường Tiểu học Hoa Sen"))
    other = draw_word(tmp_path / "mai.docx", report(form_rows(PLAIN), "Trường Tiểu học Hoa Mai"))
    first = read_with(interpreter, one, "sen.docx")
    monkeypatch.setattr(RowReader, "answers", lambda _: pytest.fail("a row is read again"))
    second = read_with(interpreter, other, "mai.docx")
    assert second.figures == first.figures != {}
    assert (second.notes, second.other, second.cells) == (first.notes, first.other, first.cells)


def test_bare_numbers_are_read_once_whatever_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interpreter = Interpreter(FORM)
    one, other = ({"classes.professional": (lots, "40"), "news_items": (lots,)} for lots in ("3", "007"))
    first = draw_word(tmp_path / "sen.docx", report(form_rows(one), "Trường Tiểu học Hoa Sen"))
    second = draw_word(tmp_path / "mai.docx", report(form_rows(other), "Trường Tiểu học Hoa Mai"))
    read_with(interpreter, first, "sen.docx")
    monkeypatch.setattr(RowReader, "answers", lambda _: pytest.fail("a row is read again"))
    numbers = read_with(interpreter, second, "mai.docx").numbers
    assert (numbers["classes.professional"], numbers["news_items"]) == (
        {"count": 7, "people": 40},
        {"count": 7},
    )


def test_the_same_row_under_columns_in_another_order_says_something_else() -> None:
    interpreter, turned = Interpreter(FORM), HEADING.replace("Số lớp/số cuộc thi | Người", "Người | Số lớp")
    rows = {"classes.professional": ("3", "40")}
    assert turned != HEADING
    said = [
        interpreter.read(document(report(form_rows(rows, heading=one)))).tables for one in (HEADING, turned)
    ]
    assert [statistics.figures for ((_, statistics),) in said] == [
        {"classes.professional": {"count": 3, "people": 40}},
        {"classes.professional": {"count": 40, "people": 3}},
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"culture_sport.arts": ("1", "khoảng 201")},
        {"news_items": ("13",)},
        {"news_items": ("12 triệu",)},
        {"books": ("2", "0")},
        {"classes.life_skills": ("2 lớp/45 người", "47")},
    ],
)
def test_what_was_read_before_changes_nothing(tmp_path: Path, changed: dict[str, tuple[str, ...]]) -> None:
    interpreter = Interpreter(FORM)
    for number, cells in enumerate((PLAIN | TELLING, PLAIN | TELLING | changed, PLAIN | TELLING)):
        path = draw_word(tmp_path / f"{number}.docx", report(form_rows(cells), "Trường Tiểu học Hoa Sen"))
        known = read_with(interpreter, path, path.name)
        assert known == read_with(Interpreter(FORM), path, path.name)
        assert {item.code for item in known.findings} >= {"estimate", "letters-for-digits"}
