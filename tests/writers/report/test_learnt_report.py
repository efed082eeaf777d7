"""The report of a learnt form is the form's own table, filled, and says nothing of any other form."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers import read_document
from tests.cli.running import Run, runner
from tests.learn.drawing import excel, word

HEAD = "Đơn vị báo cáo: {unit} | Biểu số 2"
ROWS = """
    STT | Chỉ tiêu           | ĐVT   | Tổng số | Nữ  | Tỷ lệ nữ (%)
    A   | B                  | C     | 1       | 2   | 3=2/1*100
    1   | Tổng số học sinh   | người | {0}     | {1} | {2}
        | Trong đó: bán trú  | người | {3}     | {4} | {5}
    2   | Số lớp             | lớp   | {6}     | x   | x
"""
UNITS = """
    TT | Khu phố | Số hộ | Hộ nghèo | Tỷ lệ (%)
    1  | {0}     | {1}   | {2}      | {3}
    2  | {4}     | {5}   | {6}      | {7}
       | Cộng    | {8}   | {9}      | {10}
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def tables(path: Path) -> list[list[list[str]]]:
    """Return the tables of a file, row by row, each cell's text."""
    return [[[cell.text for cell in row] for row in table.rows] for table in read_document(path).tables()]


def everything(path: Path) -> str:
    document = read_document(path)
    cells = [cell.text for table in document.tables() for row in table.rows for cell in row]
    return "\n".join([*(item.text for item in document.paragraphs()), *cells])


def test_the_form_s_own_table_has_every_row_with_its_total(tmp_path: Path, run: Run) -> None:
    blank = [""] * 7
    word(
        tmp_path / "bieu.docx",
        HEAD.format(unit="…………"),
        "THỐNG KÊ HỌC SINH NĂM 2026",
        ROWS.format(*blank),
        "Người lập biểu",
    )
    assert run("init", "dot", "--form", "bieu.docx", "--yes").status == 0
    inbox = tmp_path / "dot" / "bao-cao-nhan"
    for name, figures in (
        ("Trường Tiểu học A", ("100", "40", "40", "20", "5", "25", "4")),
        ("Trường Tiểu học B", ("300", "180", "60", "10", "10", "100", "9")),
    ):
        head = HEAD.format(unit=name)
        word(
            inbox / f"{name}.docx",
            head,
            "THỐNG KÊ HỌC SINH NĂM 2026",
            ROWS.format(*figures),
            "Người lập biểu",
        )
    assert run("aggregate", "dot").status == 0
    report = tmp_path / "dot" / "ket-qua" / "bao-cao-tong-hop.docx"
    own = next(table for table in tables(report) if table[0][0] == "STT" and table[0][1] == "Chỉ tiêu")
    assert own == [
        ["STT", "Chỉ tiêu", "ĐVT", "Tổng số", "Nữ", "Tỷ lệ nữ (%)"],
        ["A", "B", "C", "1", "2", "3=2/1*100"],
        ["1", "Tổng số học sinh", "người", "400", "220", "55,0"],
        ["", "Trong đó: bán trú", "người", "30", "15", "50,0"],
        ["2", "Số lớp", "lớp", "13", "x", "x"],
    ]
    said = everything(report)
    assert "có 02 đơn vị gửi báo cáo." in said
    assert "- Tổng số học sinh: 400 người;\n- Tổng số học sinh, nữ: 220 người;\n- Số lớp: 13 lớp." in said
    assert "Tổng hợp thống kê học sinh năm 2026" in said
    assert "báo cáo tổng hợp thống kê học sinh năm 2026 trên địa bàn phường Tân Hưng" in said
    assert "Người lập biểu" not in said
    assert not [word_ for word_ in ("HTSĐ", "Tuần lễ", "học tập suốt đời") if word_ in said]


def test_a_table_of_units_has_each_with_its_list_below_it_and_its_rate_recomputed(
    tmp_path: Path, run: Run
) -> None:
    word(
        tmp_path / "bieu.docx",
        HEAD.format(unit="…………"),
        "THỐNG KÊ HỘ NGHÈO NĂM 2026",
        UNITS.format(*[""] * 11),
    )
    assert run("init", "dot", "--form", "bieu.docx", "--yes").status == 0
    inbox = tmp_path / "dot" / "bao-cao-nhan"
    for name, figures in (
        ("Phường A", ("Khu phố 1", "50", "5", "10", "Khu phố 2", "50", "15", "30", "100", "20", "20")),
        ("Phường B", ("Khu phố 3", "200", "10", "5", "Khu phố 4", "100", "15", "15", "300", "25", "8,33")),
        ("Phường C", ("Khu phố 5", "60", "0", "0", "Khu phố 6", "40", "5", "12,5", "100", "5", "5")),
    ):
        head = HEAD.format(unit=name)
        word(inbox / f"{name}.docx", head, "THỐNG KÊ HỘ NGHÈO NĂM 2026", UNITS.format(*figures))
    assert run("aggregate", "dot").status == 0
    report = tmp_path / "dot" / "ket-qua" / "bao-cao-tong-hop.docx"
    own = next(table for table in tables(report) if table[0][:2] == ["TT", "Khu phố"])
    assert own == [
        ["TT", "Khu phố", "Số hộ", "Hộ nghèo", "Tỷ lệ (%)"],
        ["I", "Phường A", "100", "20", "20"],
        ["1", "Khu phố 1", "50", "5", "10"],
        ["2", "Khu phố 2", "50", "15", "30"],
        ["II", "Phường B", "300", "25", "8,33"],
        ["1", "Khu phố 3", "200", "10", "5"],
        ["2", "Khu phố 4", "100", "15", "15"],
        ["III", "Phường C", "100", "5", "5"],
        ["1", "Khu phố 5", "60", "0", "0"],
        ["2", "Khu phố 6", "40", "5", "12,5"],
        ["", "Cộng", "500", "50", "10,00"],
    ]


def test_the_table_of_an_excel_form_is_drawn_with_its_own_headings(tmp_path: Path, run: Run) -> None:
    table = """
    Mã | Chỉ tiêu        | Trong tháng | <
    ^  | ^               | Tổng số     | Nữ
    01 | Số người (Người) | {0}        | {1}
    02 | Số hộ (Hộ)       | {2}        | {3}
    """
    excel(
        tmp_path / "bieu.xlsx",
        {"So lieu": ["PHIẾU SỐ LIỆU NĂM 2026", "Đơn vị báo cáo: ………", table.format(*[""] * 4)]},
    )
    assert run("init", "dot", "--form", "bieu.xlsx", "--yes").status == 0
    inbox = tmp_path / "dot" / "bao-cao-nhan"
    for name, figures in (("Khu phố 1", (5, 2, 3, 1)), ("Khu phố 2", (7, 3, 4, 0))):
        parts = ["PHIẾU SỐ LIỆU NĂM 2026", f"Đơn vị báo cáo: {name}", table.format(*figures)]
        excel(inbox / f"{name}.xlsx", {"So lieu": parts})
    assert run("aggregate", "dot").status == 0
    own = next(
        table
        for table in tables(tmp_path / "dot" / "ket-qua" / "bao-cao-tong-hop.docx")
        if table[0][0] == "Mã"
    )
    assert own[0] == ["Mã", "Chỉ tiêu", "Trong tháng"]
    assert own[1:] == [["Tổng số", "Nữ"], ["01", "Số người", "12", "5"], ["02", "Số hộ", "7", "1"]]
