"""`htsd aggregate` with a sheet of decisions: what it says, how it ends, what it leaves alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from htsd_cli.cli import app as program
from htsd_cli.form import DECISIONS_FILE
from tests.cli.running import flat
from tests.decisions.office import headings
from tests.documents import draw_word, form_rows, report

CELLS = {"workshops": ("khoảng 2",), "classes": ("2",), "classes.literacy": ("1", "30")}
SHEET = Path("ket-qua") / DECISIONS_FILE


@pytest.fixture(autouse=True)
def _at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HTSD_DEBUG", raising=False)
    Path("nhan").mkdir()
    draw_word(Path("nhan/sen.docx"), report(form_rows(CELLS)))


def aggregate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["htsd", "aggregate", *(arguments or ("nhan", "-o", "ket-qua"))])
    capsys.readouterr()
    status = program.run()
    out, err = capsys.readouterr()
    return status, re.sub(r"\s+", " ", out), re.sub(r"\s+", " ", err)


def fill(path: Path, text: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = headings(sheet)
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, at["Nội dung trong báo cáo"]).value == text:
            sheet.cell(row, at["Giá trị đúng"]).value = value  # type: ignore[assignment]
            sheet.cell(row, at["Người xác nhận"]).value = "Lan"
    book.save(path)


def test_the_command_says_what_waits_then_what_was_decided_and_ends_with_0_once_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = aggregate(monkeypatch, capsys)
    assert status == 1
    assert "can-xac-nhan.xlsx số liệu cần xác nhận (Excel)" in flat(out)
    assert (
        "Còn 1 ô số liệu phải sửa, chưa được cộng, cần xác nhận; 1 số đã cộng, nên xem lại. Mở can-xac-nhan.xlsx,"
        " ghi giá trị đúng, lưu, đóng tệp, rồi gõ lại htsd aggregate." in out
    )
    fill(SHEET, "khoảng 2", 2)
    status, out, _ = aggregate(monkeypatch, capsys)
    assert status == 0
    assert "1 số liệu theo xác nhận của cán bộ tổng hợp" in out
    assert "Còn 1 số đã cộng, nên xem lại." in out
    fill(SHEET, "2", "xem lại")
    status, out, _ = aggregate(monkeypatch, capsys)
    assert status == 1
    assert "1 xác nhận chưa áp dụng được" in out
    draw_word(Path("nhan/sen.docx"), report(form_rows(CELLS | {"news_items": ("3",)})))
    status, out, _ = aggregate(monkeypatch, capsys)
    assert "1 xác nhận hết hiệu lực vì tệp đã thay đổi, cần xác nhận lại" in out


def test_a_damaged_sheet_ends_the_command_with_2_in_one_sentence_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    aggregate(monkeypatch, capsys)
    SHEET.write_bytes(SHEET.read_bytes()[:500])
    before = {path: path.read_bytes() for path in Path("ket-qua").iterdir()}
    status, out, err = aggregate(monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert err.startswith(f"Không đọc được tệp xác nhận “{SHEET}”: tệp bị hỏng")
    assert {path: path.read_bytes() for path in Path("ket-qua").iterdir()} == before


def test_a_sheet_that_cannot_be_written_stops_all_outputs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    aggregate(monkeypatch, capsys)
    SHEET.unlink()
    SHEET.mkdir()
    before = {path: path.read_bytes() for path in Path("ket-qua").iterdir() if path != SHEET}
    draw_word(Path("nhan/mai.docx"), report(form_rows(CELLS), unit="Trường Mầm non Hoa Mai"))
    status, out, err = aggregate(monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert DECISIONS_FILE in err
    assert {path: path.read_bytes() for path in Path("ket-qua").iterdir() if path != SHEET} == before


def test_in_a_campaign_the_sheet_may_lie_in_its_folder_its_inbox_or_its_results(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("htsd.toml").write_text("[campaign]\nyear = 2024\n[folders]\ninbox = 'nhan'\n", "utf-8")
    aggregate(monkeypatch, capsys, ".")
    for folder in (Path(), Path("nhan"), Path("ket-qua")):
        made = SHEET.read_bytes()
        other = folder / DECISIONS_FILE
        if other != SHEET:
            SHEET.rename(other)
        fill(other, "khoảng 2", 2)
        status, out, _ = aggregate(monkeypatch, capsys, ".", "-o", "noi-khac")
        assert status == 0
        assert "1 số liệu theo xác nhận của cán bộ tổng hợp" in out
        other.unlink()
        (Path("noi-khac") / DECISIONS_FILE).unlink()
        SHEET.write_bytes(made)


def roster(name: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Mã", "Tên đơn vị", "Loại", "Tên khác"])
    sheet.append(["tih-hoa-sen", name, "tih", "Trường Tiểu học Hoa Sen"])
    sheet.append(["tih-hoa-mai", "Trường Tiểu học Hoa Mai", "tih", ""])
    book.save("don-vi.xlsx")


def test_a_unit_given_another_name_in_the_roster_keeps_its_decisions_and_is_told_when_they_expire(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("htsd.toml").write_text("[campaign]\nyear = 2024\n[folders]\ninbox = 'nhan'\n", "utf-8")
    roster("Trường Tiểu học Hoa Sen")
    aggregate(monkeypatch, capsys, ".")
    fill(SHEET, "khoảng 2", 2)
    roster("Trường Tiểu học Hoa Sen Trắng")
    status, out, _ = aggregate(monkeypatch, capsys, ".")
    assert status == 0
    assert "1 số liệu theo xác nhận của cán bộ tổng hợp" in out
    figures = json.loads(Path("ket-qua/tong-hop.json").read_text("utf-8"))["figures"]
    assert figures["tih-hoa-sen"]["workshops"] == {"count": 2}
    draw_word(Path("nhan/sen.docx"), report(form_rows(CELLS | {"news_items": ("3",)})))
    roster("Trường Tiểu học Hoa Sen Hồng")
    status, out, _ = aggregate(monkeypatch, capsys, ".")
    assert status == 1
    assert "1 xác nhận hết hiệu lực vì tệp đã thay đổi, cần xác nhận lại" in out
