"""`htsd form`: a form learnt from a file is kept whole, shown as it was learnt, and never written over another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import Run, runner
from tests.learn.drawing import word

TABLE = """
    STT | Chỉ tiêu            | Mã số | ĐVT   | Tổng số | Nữ | Tỷ lệ nữ (%)
    A   | B                   | C     | D     | 1       | 2  | 3=2/1*100
    1   | Số học sinh         | 01    | người |         |    |
    2   | Số giáo viên        | 02    | người |         |    |
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return runner(monkeypatch, capsys)


def test_show_says_what_new_said_and_the_file_is_kept_byte_for_byte(tmp_path: Path, run: Run) -> None:
    file = word(tmp_path / "Biểu 1.docx", "THỐNG KÊ NĂM 2026", TABLE)
    made = run("form", "new", "Biểu 1.docx", "-o", "mau", "--format", "json")
    assert made.status == 0
    assert made.err == "Đã ghi mẫu vào “mau”.\n"
    learnt = json.loads(made.out)
    assert (learnt["schema"], learnt["id"], learnt["year"]) == ("htsd/form/1", "bieu-1", 2026)
    assert sorted(path.name for path in (tmp_path / "mau").iterdir()) == ["Biểu 1.docx", "form.toml"]
    assert (tmp_path / "mau" / "Biểu 1.docx").read_bytes() == file.read_bytes()
    shown = run("mau", "xem", "mau", "--format", "json")
    assert json.loads(shown.out) == learnt


def test_what_was_understood_is_a_table_of_80_columns(tmp_path: Path, run: Run) -> None:
    word(tmp_path / "bieu.docx", "THỐNG KÊ NĂM 2026", TABLE)
    said = run("form", "new", "bieu.docx")
    assert said.status == 0
    assert max(len(line.rstrip()) for line in said.out.splitlines()) <= 80
    assert "✓ cột (3) = cột (2) : cột (1) × 100 ở mọi dòng – theo dòng mã cột" in said.out
    assert "? cột (1) không nhỏ hơn: cột (2) ở mọi dòng – theo chữ trong tên" in said.out


def test_nothing_is_written_over(tmp_path: Path, run: Run) -> None:
    word(tmp_path / "bieu.docx", "THỐNG KÊ NĂM 2026", TABLE)
    run("form", "new", "bieu.docx", "-o", "mau")
    before = (tmp_path / "mau" / "form.toml").read_bytes()
    again = run("form", "new", "bieu.docx", "-o", "mau")
    assert (again.status, again.out) == (2, "")
    assert "đã có một mẫu (form.toml); htsd không ghi đè" in again.err
    assert (tmp_path / "mau" / "form.toml").read_bytes() == before


def test_a_file_without_a_table_is_refused_and_nothing_is_written(tmp_path: Path, run: Run) -> None:
    word(tmp_path / "cong-van.docx", "CÔNG VĂN", "Kính gửi: các trường")
    said = run("form", "new", "cong-van.docx", "-o", "mau")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Tệp “cong-van.docx” không có bảng số liệu nào để học thành mẫu.")
    assert not (tmp_path / "mau").exists()


def test_a_folder_without_a_form_is_told(tmp_path: Path, run: Run) -> None:
    said = run("form", "show", "khong-co")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Thư mục mẫu “khong-co” không có.")


def test_diff_ends_with_0_for_the_same_form_and_1_for_another(tmp_path: Path, run: Run) -> None:
    word(tmp_path / "cu.docx", "THỐNG KÊ NĂM 2025", TABLE)
    word(tmp_path / "moi.docx", "THỐNG KÊ NĂM 2026", TABLE.replace("Số giáo viên", "Số nhân viên"))
    same = run("form", "diff", "cu.docx", "cu.docx", "--format", "json")
    assert same.status == 0
    assert json.loads(same.out)["added"] == []
    other = run("form", "diff", "cu.docx", "moi.docx", "--format", "json")
    assert other.status == 1
    assert json.loads(other.out)["reworded"] == [{"old": "Số giáo viên", "new": "Số nhân viên"}]


def test_questions_are_answered_in_a_sheet_and_the_form_is_learnt_anew(tmp_path: Path, run: Run) -> None:
    word(tmp_path / "bieu.docx", "THỐNG KÊ NĂM 2026", TABLE)
    made = run("form", "new", "bieu.docx", "-o", "mau")
    assert made.out.endswith(
        "Câu hỏi còn mở: ghi trả lời vào “mau/mau.xlsx” rồi chạy: htsd form new “mau”.\n"
    )
    sheet = tmp_path / "mau" / "mau.xlsx"
    book = load_workbook(sheet)
    asked = book["Câu hỏi"]
    assert [cell.value for cell in asked[4]] == ["STT", "Điều chưa chắc", "Đang hiểu", "Trả lời"]
    asked["D5"] = "đúng"
    book.save(sheet)
    again = run("form", "new", "mau", "--format", "json")
    assert again.status == 0
    assert [rule["sure"] for rule in json.loads(again.out)["rules"]] == [True] * 4
    assert "Đã ghi 1 câu trả lời" in again.err
    text = (tmp_path / "mau" / "form.toml").read_text(encoding="utf-8")
    assert 'answer = "đúng"' in text
    (tmp_path / "mau" / "form.toml").write_text(text.replace("Số học sinh", "Số trẻ"), encoding="utf-8")
    refused = run("form", "new", "mau")
    assert (refused.status, refused.out) == (2, "")
    assert "đã được sửa tay, nên htsd không ghi đè" in refused.err


def test_a_sheet_of_questions_that_is_broken_is_told_and_one_that_is_gone_is_written_anew(
    tmp_path: Path, run: Run
) -> None:
    word(tmp_path / "bieu.docx", "THỐNG KÊ NĂM 2026", TABLE)
    run("form", "new", "bieu.docx", "-o", "mau")
    sheet, form = tmp_path / "mau" / "mau.xlsx", tmp_path / "mau" / "form.toml"
    before = form.read_bytes()
    sheet.write_bytes(b"khong phai Excel")
    broken = run("form", "new", "mau")
    assert (broken.status, broken.out, form.read_bytes()) == (2, "", before)
    assert " ".join(broken.err.split()) == (
        "Không mở được “mau/mau.xlsx”. Hãy đóng tệp ấy trong Excel rồi chạy lại; nếu tệp đã hỏng thì xóa đi, chạy lại"
        " để có tệp câu hỏi mới."
    )
    sheet.unlink()
    assert run("form", "new", "mau").status == 0
    assert form.read_bytes() == before
    assert load_workbook(sheet).sheetnames[0] == "Câu hỏi"
