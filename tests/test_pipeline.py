"""From a path to a submission: figures, unit, narrative, findings worst first, and never an exception."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from docx import Document

from htsd_cli.pipeline import read_all, read_submission
from htsd_cli.reading import one
from htsd_cli.values.catalogue import CATALOGUE
from htsd_cli.values.figures import origins_of
from htsd_cli.values.submission import Submission
from htsd_cli.writers.blank import write_blank_word
from tests.documents import FORM, UNIT, draw_excel, draw_word, form_rows, report

FILLED = {
    "classes": ("3",),
    "classes.participants": ("", "100"),
    "classes.professional": ("1", "40"),
    "classes.life_skills": ("2", "60"),
    "workshops": ("2", "", "tại hội trường"),
    "funding.state_budget": ("5 triệu",),
    "other": ("Ra mắt câu lạc bộ", ""),
}
FIGURES = {
    "classes": {"count": 3},
    "classes.participants": {"people": 100},
    "classes.professional": {"count": 1, "people": 40},
    "classes.life_skills": {"count": 2, "people": 60},
    "workshops": {"count": 2},
    "funding.state_budget": {"amount": 5_000_000},
}


def read(folder: Path, drawing: str, name: str = "bao-cao.docx") -> Submission:
    """Return a drawn Word report read back."""
    return read_submission(draw_word(folder / name, drawing), FORM, name)


def codes(submission: Submission) -> list[str]:
    return [item.code for item in submission.findings]


def test_a_clean_word_report_is_read_whole_and_has_no_findings(tmp_path: Path) -> None:
    submission = read(tmp_path, report(form_rows(FILLED)))
    assert (submission.numbers, codes(submission), submission.status) == (FIGURES, [], "ok")
    assert (submission.unit.name, submission.unit.kind, submission.year) == (UNIT, "tih", 2024)
    assert str(submission.report_date) == "2024-10-09"
    assert submission.notes == {"workshops": "tại hội trường"}
    assert submission.other == "Ra mắt câu lạc bộ"
    assert submission.narrative == {
        "organisation": ("Nhà trường xây dựng kế hoạch và phân công thực hiện.",),
        "activities": ("Tổ chức ngày hội đọc sách.",),
    }
    assert (submission.cells.looked_at, submission.cells.filled) == (len(FORM.measured()), 8)


def test_a_clean_workbook_is_read_like_a_word_report(tmp_path: Path) -> None:
    top = """\
| ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA SEN | < | < | < | < | < |
| Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024 | < | < | < | < | < |
| I. CÔNG TÁC TRIỂN KHAI | < | < | < | < | < |
| Đã triển khai. | < | < | < | < | < |
| II. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN | < | < | < | < | < |
| Đã tổ chức. | < | < | < | < | < |
"""
    path = draw_excel(tmp_path / "bao-cao.xlsx", {"Báo cáo": top + form_rows(FILLED)})
    submission = read_submission(path, FORM)
    assert (submission.numbers, codes(submission)) == (FIGURES, [])
    assert submission.unit.name == UNIT
    assert submission.narrative == {"organisation": ("Đã triển khai.",), "activities": ("Đã tổ chức.",)}
    assert (
        origins_of(submission.figures)["workshops"]["count"].cell
        == f"D{6 + 2 + FORM.position['workshops'] + 1}"
    )


def test_findings_come_worst_first(tmp_path: Path) -> None:
    cells = {**FILLED, "classes": ("4",), "news_items": ("khoảng 5",), "culture_sport.arts": ("1", "20")}
    submission = read(tmp_path, report(form_rows(cells)))
    assert codes(submission) == ["estimate", "sum-differs", "total-derived"]
    assert submission.status == "error"
    assert submission.numbers["culture_sport"] == {"count": 1}
    assert submission.numbers["classes"] == {"count": 4}
    assert "news_items" not in submission.numbers


def test_a_derived_total_has_no_place_in_the_file(tmp_path: Path) -> None:
    cells = {name: texts for name, texts in FILLED.items() if name != "classes"}
    submission = read(tmp_path, report(form_rows(cells)))
    assert submission.numbers["classes"] == {"count": 3}
    assert "classes" not in origins_of(submission.figures)
    assert (codes(submission), submission.status) == (["total-derived"], "ok")


def test_nothing_is_told_that_only_follows_from_another_finding(tmp_path: Path) -> None:
    cells = {**FILLED, "classes.life_skills": ("khoảng 2", "60")}
    assert codes(read(tmp_path, report(form_rows(cells)))) == ["estimate"]
    cells = {**FILLED, "classes.life_skills": ("2 lớp, toàn trường", "")}
    assert codes(read(tmp_path, report(form_rows(cells)))) == ["not-a-number"]


# -- files in doubt as a whole -----------------------------------------------------------------------------


def test_last_year_s_report_is_an_error_and_not_counted(tmp_path: Path) -> None:
    submission = read(tmp_path, report(form_rows(FILLED), year=2023))
    assert (codes(submission), submission.counted, submission.year) == (["wrong-year"], False, 2023)
    assert submission.findings[0].message.startswith("Báo cáo ghi Tuần lễ năm 2023, trong khi")
    assert (
        FORM.model_copy(update={"event": "Ngày hội Đọc sách", "event_short": ()}).event_called
        == "Ngày hội Đọc sách"
    )


def test_a_form_left_empty_is_an_error_that_says_so_and_no_more(tmp_path: Path) -> None:
    submission = read(tmp_path, report(form_rows()))
    assert (codes(submission), submission.counted, submission.figures) == (["empty-form"], False, {})


def test_a_form_of_zeros_is_not_empty(tmp_path: Path) -> None:
    submission = read(tmp_path, report(form_rows({item.id: ("0", "Không") for item in FORM.indicators})))
    assert (submission.counted, codes(submission)) == (True, [])
    assert submission.numbers["workshops"] == {"count": 0}


def test_a_file_without_the_table_says_so_and_no_more(tmp_path: Path) -> None:
    submission = read(tmp_path, report("| Họ và tên | Lớp |\n| Nguyễn Văn A | 3 |\n"))
    assert (codes(submission), submission.counted, submission.figures) == (["no-statistics-table"], False, {})


def test_two_different_filled_tables_are_an_error_that_names_both(tmp_path: Path) -> None:
    other = form_rows({**FILLED, "workshops": ("9",)})
    submission = read(tmp_path, report(f"{form_rows(FILLED)}\n{other}"))
    assert (codes(submission), submission.counted, submission.figures) == (["several-tables"], False, {})
    assert submission.findings[0].message.endswith("bảng thứ 2, bảng thứ 3.")
    path = draw_excel(tmp_path / "a.xlsx", {"2023": other, "2024": form_rows(FILLED)})
    told = read_submission(path, FORM).findings[0]
    assert (told.code, told.message.split(": ")[1]) == ("several-tables", "trang “2023”, trang “2024”.")


def test_a_blank_or_equal_second_table_does_no_harm(tmp_path: Path) -> None:
    for second in (form_rows(), form_rows(FILLED)):
        submission = read(tmp_path, report(f"{form_rows(FILLED)}\n{second}"))
        assert (submission.numbers, submission.counted) == (FIGURES, True)


def test_a_table_filled_in_two_copies_is_joined_and_told(tmp_path: Path) -> None:
    first = {name: texts for name, texts in FILLED.items() if name.startswith("classes")}
    second = {name: texts for name, texts in FILLED.items() if not name.startswith("classes")}
    submission = read(tmp_path, report(f"{form_rows(first)}\n{form_rows(second)}"))
    assert (submission.numbers, codes(submission)) == (FIGURES, ["tables-joined"])


def test_a_hidden_sheet_with_last_year_s_form_does_not_win(tmp_path: Path) -> None:
    sheets = {"2023": form_rows({"workshops": ("9",)}), "2024": form_rows(FILLED)}
    path = draw_excel(tmp_path / "a.xlsx", sheets, {"2023": "hidden"})
    assert read_submission(path, FORM).numbers == FIGURES


def test_missing_parts_of_the_text_are_told(tmp_path: Path) -> None:
    drawing = report(form_rows(FILLED)).replace("Tổ chức ngày hội đọc sách.\n", "")
    submission = read(tmp_path, drawing)
    assert codes(submission) == ["narrative-missing"]
    assert submission.findings[0].message == "Phần II “Các hoạt động đã thực hiện” chưa có nội dung."


def test_a_unit_that_names_itself_nowhere_is_taken_from_the_file_s_name(tmp_path: Path) -> None:
    drawing = report(form_rows(FILLED), unit="……………")
    submission = read(tmp_path, drawing, "BC HTSD - Trường MN Hoa Hồng.docx")
    assert (submission.unit.name, codes(submission)) == ("Trường MN Hoa Hồng", ["unit-from-file-name"])


def test_the_number_of_a_document_left_blank_is_no_unit(tmp_path: Path) -> None:
    drawing = report(form_rows(FILLED), unit="……………").replace("Số: 12/BC-HS", "Số:          /BC-")
    assert read(tmp_path, drawing, "Trường MN Hoa Hồng.docx").unit.name == "Trường MN Hoa Hồng"


# -- files that cannot be read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"PK\x03\x04 cut off", "damaged-file"),
        (b"\x89PNG\r\n\x1a\n", "scanned-file"),
        (b"just a note", "unknown-format"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_submission_with_one_finding(
    tmp_path: Path, content: bytes, code: str
) -> None:
    (tmp_path / "bao-cao.docx").write_bytes(content)
    submission = read_submission(tmp_path / "bao-cao.docx", FORM)
    assert (codes(submission), submission.counted, submission.unit.name) == ([code], False, "")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert codes(read_submission(tmp_path / "khong-co.docx", FORM)) == ["reading-failed"]


@pytest.mark.parametrize("error", [RecursionError(), MemoryError(), ZeroDivisionError(), KeyError("x")])
def test_whatever_goes_wrong_inside_one_file_is_its_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(path: Path) -> None:
        raise error

    monkeypatch.delenv("HTSD_DEBUG", raising=False)
    monkeypatch.setattr(one, "read_document", fail)
    submission = read_submission(tmp_path / "a.docx", FORM)
    assert codes(submission)[0] in ("reading-failed", "too-large")
    assert not submission.counted


# -- many files --------------------------------------------------------------------------------------------


def test_files_are_read_in_their_order_here_or_by_workers(tmp_path: Path) -> None:
    files = []
    for number in range(6):
        table = form_rows({**FILLED, "news_items": (str(number),)})
        name = f"{number}.docx"
        files.append((draw_word(tmp_path / name, report(table)), name))
    seen = []
    here = list(read_all(files, FORM, progress=lambda: seen.append(1)))
    assert [item.numbers["news_items"]["count"] for item in here] == list(range(6))
    assert len(seen) == 6
    with ThreadPoolExecutor(2) as workers:
        assert list(read_all(files, FORM, workers)) == here


# -- the contract ------------------------------------------------------------------------------------------


def test_the_json_is_the_contract_s(tmp_path: Path) -> None:
    table = form_rows({**FILLED, "news_items": ("45 + 3",)}) + "| | Câu lạc bộ | | 3 | | |\n"
    data = json.loads(json.dumps(read(tmp_path, report(table)).to_json()))
    contract = [
        "schema", "file", "form", "unit", "status", "figures", "origins", "notes", "other", "extra_rows", "narrative",
        "findings",
    ]  # fmt: skip
    assert set(contract) <= set(data)
    assert [key for key in data if key in contract] == contract
    assert (data["schema"], data["file"], data["form"]) == ("htsd/validation/1", "bao-cao.docx", "htsd-2024")
    assert data["unit"] == {"id": None, "name": UNIT, "kind": "tih"}
    assert data["figures"] == FIGURES
    place = {"table": 2, "row": 2 + FORM.position["workshops"] + 1, "column": 4, "text": "2"}
    assert data["origins"]["workshops"] == {"count": place}
    assert data["extra_rows"] == [
        {
            "label": "Câu lạc bộ",
            "cells": ["Câu lạc bộ", "3"],
            "origin": {"table": 2, "row": 44, "column": 2, "text": "Câu lạc bộ"},
        }
    ]
    assert set(data["narrative"]) == {"organisation", "activities"}
    keys = {"code", "severity", "indicator", "measure", "message", "hint", "suggestion", "origin"}
    assert all(set(item) == keys for item in data["findings"])
    assert next(item for item in data["findings"] if item["indicator"] == "news_items") == {
        "code": "sum-in-words",
        "severity": "error",
        "indicator": "news_items",
        "measure": "count",
        "message": "Dòng 2 “Số tin bài về các hoạt động của Tuần lễ”, cột “Số lớp/số cuộc thi” ghi “45 + 3”:"
        " nhiều số trong một ô, cần một số tổng.",
        "hint": "Ghi một số tổng (gợi ý: 48).",
        "suggestion": 48,
        "origin": {"table": 2, "row": 18, "column": 4, "text": "45 + 3"},
    }


def test_no_message_is_left_with_an_empty_or_unfilled_place(tmp_path: Path) -> None:
    odd = (
        "khoảng 5",
        "200-300",
        "45 + 3",
        "100%",
        "x y",
        "O5",
        "1,5",
        "-5",
        "12 50",
        "3/4/5",
        "5 triệu",
        "9 người",
    )
    rows = [item.id for item in FORM.indicators if item.measures and item.id != "other"]
    for first in range(0, len(odd), 4):
        cells = {
            name: (odd[(first + at) % len(odd)], odd[(first + 2 * at) % len(odd)])
            for at, name in enumerate(rows)
        }
        for item in read(tmp_path, report(form_rows(cells))).findings:
            assert item.code in CATALOGUE
            for text in (item.message, item.hint):
                assert "{" not in text
                assert "“”" not in text
                assert "None" not in text
                assert text[0].isupper()
                assert text.endswith((".", "?"))


def from_the_blank(folder: Path, form_id: str, title: str) -> Submission:
    """Return a report filled into the blank of another form, its title changed to `title`."""
    write_blank_word(FORM.model_copy(update={"id": form_id}), folder / "mau.docx", UNIT)
    document = Document(str(folder / "mau.docx"))
    document.tables[1].rows[2].cells[3].paragraphs[0].add_run("3")
    for paragraph in document.paragraphs:
        if paragraph.text == FORM.title:
            paragraph.runs[0].text = title
    document.save(str(folder / "bao-cao.docx"))
    return read_submission(folder / "bao-cao.docx", FORM, "bao-cao.docx")


def test_a_file_made_from_another_forms_blank_is_counted_and_told(tmp_path: Path) -> None:
    submission = from_the_blank(tmp_path, "htsd-2023", FORM.title)
    told = next(item for item in submission.findings if item.code == "other-form")
    assert told.message == (
        "Tệp được làm từ mẫu “htsd-2023”, đợt này dùng mẫu “htsd-2024”; số liệu được đọc theo tên các dòng."
    )
    assert (submission.counted, submission.numbers) == (True, {"classes": {"count": 3}})


def test_of_another_years_report_its_form_is_not_told_too(tmp_path: Path) -> None:
    submission = from_the_blank(tmp_path, "htsd-2023", FORM.title.replace("2024", "2023"))
    assert "wrong-year" in codes(submission)
    assert "other-form" not in codes(submission)
    assert submission.counted is False


def test_a_file_made_from_this_forms_blank_is_no_finding(tmp_path: Path) -> None:
    assert "other-form" not in codes(from_the_blank(tmp_path, FORM.id, FORM.title))
