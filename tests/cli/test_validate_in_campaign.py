"""`htsd validate` inside a campaign: by itself, with the roster's names, and with what was decided."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.campaigns import scan
from tests.cli.running import Run, flat, runner
from tests.cli.test_status import campaign  # noqa: F401 - a fixture
from tests.decisions.office import headings

PHU_DONG = "Trường Tiểu học Phù Đổng"


@pytest.fixture
def htsd(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    campaign: Path,  # noqa: F811
) -> Run:
    monkeypatch.chdir(campaign)
    return runner(monkeypatch, capsys)


def test_no_argument_is_needed_and_only_errors_may_be_asked_for(htsd: Run) -> None:
    done = htsd("validate")
    assert done.status == 1
    assert "45 GV + 300 HS" in flat(done.out)
    assert "/bao-cao-nhan\n" in done.out
    assert "bao-cao-nhan/TH PHU DONG.docx" not in done.out
    short = htsd("kiem-tra", "--errors")
    assert short.status == 1
    assert "Đã kiểm tra 3 tệp, 1 tệp có lỗi phải sửa" in short.out
    assert "Cảnh báo:" not in short.out
    assert "Lê Văn Tám" not in short.out


def test_a_report_has_the_name_and_id_of_the_roster(htsd: Run) -> None:
    elements = json.loads(htsd("validate", "--format", "json").out)
    assert {element["unit"]["id"] for element in elements} == {"TIH-01", "TIH-02", "THPT-01"}


def test_what_was_decided_is_an_error_no_longer(htsd: Run, campaign: Path) -> None:  # noqa: F811
    htsd("aggregate")
    sheet = campaign / "ket-qua" / "can-xac-nhan.xlsx"
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    at = headings(page)
    decided = 0
    for row in range(2, page.max_row + 1):
        if page.cell(row, at["Gợi ý"]).value is not None:
            page.cell(row, at["Giá trị đúng"]).value = "x"
            page.cell(row, at["Người xác nhận"]).value = "Lan"
            decided += 1
    book.save(sheet)
    assert decided
    before = json.loads(htsd("validate", "--format", "json").out)
    (report,) = [element for element in before if element["unit"]["id"] == "TIH-02"]
    assert 345 in [value for row in report["figures"].values() for value in row.values()]
    assert "45 GV + 300 HS" not in [
        item["origin"]["text"]
        for item in report["findings"]
        if item["severity"] == "error" and item["origin"]
    ]


@pytest.mark.parametrize("named", ["TIH-02", "tih-02", PHU_DONG])
def test_a_unit_is_named_by_its_code_as_well(htsd: Run, campaign: Path, named: str) -> None:  # noqa: F811
    done = htsd("blank", "-o", "mau", "--unit", named)
    assert (done.status, done.err) == (0, "")
    assert all(PHU_DONG in path.name for path in (campaign / "mau").glob("*.docx"))


def test_the_scan_of_a_report_that_came_too_is_no_error(htsd: Run, campaign: Path) -> None:  # noqa: F811
    folder = campaign / "bao-cao-nhan"
    (report,) = folder.glob("TH Le Van Tam*")
    (folder / f"{report.stem} (ky so).pdf").write_bytes(scan())
    done = htsd("validate", "--errors")
    assert "Đã kiểm tra 4 tệp, 1 tệp có lỗi phải sửa" in done.out
    elements = json.loads(htsd("validate", "--format", "json").out)
    (told,) = [item for item in elements if item["file"].endswith("(ky so).pdf")]
    assert [(item["code"], item["severity"]) for item in told["findings"]] == [("scan-of-report", "info")]


def test_what_was_found_goes_into_a_text_file_that_notepad_shows_and_over_no_other_file(
    htsd: Run,
    campaign: Path,  # noqa: F811
) -> None:
    for _ in range(2):
        done = htsd("validate", "--errors", "-o", "loi.txt")
        assert (done.status, done.out.strip()) == (1, "Đã ghi loi.txt")
    written = (campaign / "loi.txt").read_bytes()
    assert written.startswith("\ufeffKẾT QUẢ KIỂM TRA BÁO CÁO\r\n".encode())
    assert "45 GV + 300 HS" in written.decode("utf-8-sig")
    (campaign / "ghi-chu.txt").write_text("của tôi", "utf-8")
    refused = htsd("validate", "-o", "ghi-chu.txt")
    assert refused.status == 2
    assert "không phải do htsd ghi" in refused.err
