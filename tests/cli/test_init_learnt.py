"""`htsd init --form FILE` learns the form on the way; blanks are the office's own file with the unit's name in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.cli.founding.addressee import addressees
from htsd_cli.learn.titles import addressees_of
from htsd_cli.readers import read_document
from tests.cli.running import Run, runner
from tests.learn.drawing import excel, word

ROWS = """
    STT | Chỉ tiêu            | ĐVT   | Số lượng
    1   | Số học sinh         | người |
    2   | Số lớp              | lớp   |
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def texts(path: Path) -> list[str]:
    """Return the lines of a file's cells and paragraphs that hold any."""
    document = read_document(path)
    cells = [cell.text for table in document.tables() for row in table.rows for cell in row]
    return [
        line for text in (*cells, *(item.text for item in document.paragraphs())) for line in text.split("\n")
    ]


def test_a_campaign_of_a_learnt_form_needs_no_other_option(tmp_path: Path, run: Run) -> None:
    file = word(tmp_path / "bieu.docx", "Đơn vị báo cáo: …………………", "THỐNG KÊ NĂM 2026", ROWS)
    assert run("init", "dot", "--form", "bieu.docx", "--yes").status == 0
    assert (tmp_path / "dot" / "bieu" / "bieu.docx").read_bytes() == file.read_bytes()
    settings = (tmp_path / "dot" / "htsd.toml").read_text(encoding="utf-8")
    assert 'form = "bieu"' in settings
    assert "year = 2026" in settings
    assert "Tuần lễ" not in settings
    assert [path.name for path in (tmp_path / "dot" / "mau-gui-don-vi").iterdir()] == [
        "mau-bao-cao-bieu.docx"
    ]
    assert run("init", "dot").status == 0


def test_a_unit_s_blank_is_the_office_s_own_word_file_with_its_name_on_the_dots(
    tmp_path: Path, run: Run
) -> None:
    file = word(
        tmp_path / "bieu.docx",
        "ĐẢNG BỘ: ………~Đơn vị báo cáo: ………… | Biểu số 1",
        "THỐNG KÊ NĂM 2026",
        ROWS,
    )
    run("form", "new", "bieu.docx", "-o", "mau")
    assert run("blank", "--form", "mau", "--unit", "Trường THCS Tân Hưng", "-o", "ra").status == 0
    made = tmp_path / "ra" / "mau-bao-cao-bieu - Trường THCS Tân Hưng.docx"
    changed = [line.replace("………… ", "") for line in texts(file)]
    assert texts(made) == [
        line if not line.startswith("Đơn vị") else "Đơn vị báo cáo: Trường THCS Tân Hưng" for line in changed
    ]
    properties = read_document(made).properties
    assert properties == {
        "htsd-form": "bieu",
        "htsd-form-state": properties["htsd-form-state"],
        "htsd-unit": "Trường THCS Tân Hưng",
    }
    assert run("blank", "--form", "mau", "--unit", "Trường THCS Tân Hưng", "-o", "nua").status == 0
    assert (tmp_path / "nua" / made.name).read_bytes() == made.read_bytes()


def test_a_unit_s_blank_of_an_excel_form_keeps_formulas_and_formats(tmp_path: Path, run: Run) -> None:
    from openpyxl import load_workbook

    excel(
        tmp_path / "bieu.xlsx",
        {
            "Bieu": [
                "Đơn vị báo cáo: …………",
                "THỐNG KÊ NĂM 2026",
                "STT | Chỉ tiêu | Tổng số | Nữ | Tỷ lệ\n1 | Học sinh | | | =D4/C4§0.0%",
            ]
        },
    )
    run("form", "new", "bieu.xlsx", "-o", "mau")
    assert run("blank", "--form", "mau", "--unit", "Khu phố 1", "-o", "ra").status == 0
    made = tmp_path / "ra" / "mau-bao-cao-bieu - Khu phố 1.xlsx"
    sheet = load_workbook(made)["Bieu"]
    assert sheet["A1"].value == "Đơn vị báo cáo: Khu phố 1"
    assert (sheet["E4"].value, sheet["E4"].number_format) == ("=D4/C4", "0.0%")
    properties = read_document(made).properties
    assert properties == {
        "htsd-form": "bieu",
        "htsd-form-state": properties["htsd-form-state"],
        "htsd-unit": "Khu phố 1",
    }


@pytest.mark.parametrize(
    ("lines", "area", "office", "expected"),
    [
        (["Kính gửi: Sở Nội vụ;"], "phường Tân Hưng", "Phòng Nội vụ phường Tân Hưng", ["Sở Nội vụ"]),
        (["Kính gửi:", "- Sở Y tế;", "- UBND phường Tân Hưng.", "BÁO CÁO"], "phường Tân Hưng",
         "Phòng Văn hóa - Xã hội phường Tân Hưng", ["Sở Y tế", "UBND phường Tân Hưng"]),
        (["- Cơ quan nhận báo cáo: Chi cục Thống kê"], "xã Nhà Bè", "Phòng Kinh tế xã Nhà Bè", ["Chi cục Thống kê"]),
        (["- Đơn vị nhận báo cáo: UBND phường, xã"], "phường Tân Hưng", "Phòng X phường Tân Hưng", ["………"]),
        (["Kính gửi: UBND phường Tân Hưng"], "phường Tân Hưng", "Ủy ban nhân dân phường Tân Hưng", ["………"]),
        (["Kính gửi: Đảng ủy phường Phú Thuận"], "phường Tân Hưng", "Phòng X phường Tân Hưng", ["………"]),
        (["Kính gửi: Ủy ban nhân dân ………"], "phường Tân Hưng", "Phòng X phường Tân Hưng", ["………"]),
        (["Nơi nhận:", "- Như trên;"], "phường Tân Hưng", "Phòng X phường Tân Hưng", ["………"]),
        (["Sở Lao động - Thương binh và Xã hội"], "phường Tân Hưng", "Phòng X phường Tân Hưng", ["………"]),
    ],
)  # fmt: skip
def test_a_report_goes_to_whom_its_form_names_and_never_to_the_one_who_collects_it(
    lines: list[str], area: str, office: str, expected: list[str]
) -> None:
    assert addressees(addressees_of(lines), office, area) == expected


def test_a_form_that_names_nobody_leaves_the_addressee_open_and_says_so(tmp_path: Path, run: Run) -> None:
    word(tmp_path / "bieu.docx", "Kính gửi: Sở Nội vụ", "THỐNG KÊ NĂM 2026", ROWS)
    word(tmp_path / "trong.docx", "THỐNG KÊ NĂM 2026", ROWS)
    named = run("init", "dot", "--form", "bieu.docx", "--area", "phường Tân Hưng", "--yes")
    assert "Kính gửi: Sở Nội vụ (lấy theo mẫu)" in named.out
    assert 'recipients = ["Sở Nội vụ"]' in (tmp_path / "dot" / "htsd.toml").read_text(encoding="utf-8")
    run("form", "new", "trong.docx", "-o", "nua/mau")
    left_open = run("init", "nua", "--form", "mau", "--area", "phường Tân Hưng", "--yes")
    assert "chỗ “Kính gửi” đang để “………”" in " ".join(left_open.out.split())
    settings = (tmp_path / "nua" / "htsd.toml").read_text(encoding="utf-8")
    assert 'recipients = ["………"]' in settings
    assert "year = 2026" in settings
    told = run("init", "ba", "--form", "trong.docx", "--area", "phường Tân Hưng", "--to", "Sở Y tế", "--yes")
    assert "………" not in told.out
    assert 'recipients = ["Sở Y tế"]' in (tmp_path / "ba" / "htsd.toml").read_text(encoding="utf-8")
