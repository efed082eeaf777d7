"""One run over lists whose names differ in marks alone: Word report, workbook, page and JSON say the same of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from htsd_cli.readers import read_document
from tests.cli.running import Run, runner
from tests.forms import LISTS
from tests.learn.drawing import excel, word

TABLE = """
    STT | Tổ dân phố | Số hộ
    1   | {0} | {1}
    2   | {2} | {3}
    3   | {4} | {5}
        | Cộng | {6}
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def desk(root: Path, *lists: tuple[object, ...]) -> None:
    """Make a campaign with a report of each ward: three names with their numbers, and what these come to."""
    (root / "mau").mkdir()
    (root / "mau" / "form.toml").write_text(
        LISTS.replace('rows = "units"', 'rows = "units"\nlists = "added"'), encoding="utf-8"
    )
    (root / "htsd.toml").write_text('[campaign]\nform = "mau"\nyear = 2026\n', encoding="utf-8")
    (root / "bao-cao-nhan").mkdir()
    for ward, figures in zip("ABC", lists, strict=False):
        word(root / "bao-cao-nhan" / f"{ward}.docx", f"ĐƠN VỊ: Phường {ward}", TABLE.format(*figures))


def written(root: Path) -> dict[str, list[list[object]]]:
    """Return the rows of the lists as the Word report and the workbook have them, and the findings by unit."""
    document = read_document(root / "bao-cao-tong-hop.docx")
    table = next(
        rows
        for table in document.tables()
        if (rows := [[cell.text for cell in row] for row in table.rows])[0] == ["STT", "Tổ dân phố", "Số hộ"]
    )
    book = load_workbook(root / "so-lieu-tong-hop.xlsx", data_only=True)["Tổng hợp"]
    data = json.loads((root / "tong-hop.json").read_text("utf-8"))
    return {
        "word": [[name, int(number)] for _, name, number in table[1:]],
        "workbook": [
            list(row[1:3]) for row in book.iter_rows(values_only=True) if isinstance(row[2], int | float)
        ],
        "findings": [[item["unit"], item["code"], item["message"]] for item in data["findings"]],
    }


def test_two_names_that_marks_tell_apart_stay_two_in_every_output(tmp_path: Path, run: Run) -> None:
    desk(
        tmp_path,
        ("Hoa", 10, "Hòa", 20, "Tú", 5, 35),
        ("Hòa", 1, "Hoa", 2, "Tú", 3, 6),
    )
    assert run("aggregate").status == 0
    told = written(tmp_path / "ket-qua")
    rows = [["Hoa", 12], ["Hòa", 21], ["Tú", 8], ["Cộng", 41]]
    assert told == {"word": rows, "workbook": rows, "findings": []}


def test_names_without_marks_are_given_to_the_one_name_they_may_be_and_told_in_every_output(
    tmp_path: Path, run: Run
) -> None:
    desk(
        tmp_path,
        ("Hoa", 10, "Hòa", 20, "Tú", 5, 35),
        ("Hòa", 1, "Hoa", 2, "Tú", 3, 6),
        ("Tu", 100, "Hoa", 200, "Lan", 1, 301),
    )
    assert run("aggregate").status == 0
    told = written(tmp_path / "ket-qua")
    rows = [["Hoa", 12], ["Hòa", 21], ["Tú", 108], ["Hoa (Phường C)", 200], ["Lan", 1], ["Cộng", 342]]
    given = (
        "Danh sách ghi tên không dấu nên 1 dòng được cộng vào tên có dấu của danh sách khác: “Tu” vào “Tú”."
    )
    apart = (
        "1 dòng của danh sách không cộng chung với tên gần giống ở danh sách khác:"
        " “Hoa” (có thể là “Hoa” hoặc “Hòa”)."
    )
    assert told == {
        "word": rows,
        "workbook": rows,
        "findings": [
            ["Phường C", "list-names-unmarked", given],
            ["Phường C", "list-names-apart", apart],
        ],
    }
    page = (tmp_path / "ket-qua" / "theo-doi.html").read_text("utf-8")
    assert given in page
    assert apart in page


def test_a_name_printed_in_the_office_s_own_workbook_gets_the_figures_of_its_marks(
    tmp_path: Path, run: Run
) -> None:
    printed = "STT | Tổ dân phố | Số hộ\n1 | Hoa | \n2 | Hòa | \n3 | Tú | \n | Cộng | "
    filled = "STT | Tổ dân phố | Số hộ\n1 | Hoa | {}\n2 | Tú | {}\n | Cộng | {}"
    head = ["THỐNG KÊ HỘ NGHÈO NĂM 2026", "Đơn vị báo cáo: {}"]
    excel(tmp_path / "bieu.xlsx", {"So lieu": [head[0], head[1].format("………"), printed]})
    assert run("init", "dot", "--form", "bieu.xlsx", "--yes").status == 0
    toml = tmp_path / "dot" / "bieu" / "form.toml"
    toml.write_text(
        toml.read_text("utf-8").replace('rows = "units"', 'rows = "units"\nlists = "added"'), "utf-8"
    )
    for ward, figures in (("Phường A", (1, 2, 3)), ("Phường B", (10, 20, 30))):
        parts = [head[0], head[1].format(ward), filled.format(*figures)]
        excel(tmp_path / "dot" / "bao-cao-nhan" / f"{ward}.xlsx", {"So lieu": parts})
    assert run("aggregate", "dot").status == 0
    book = load_workbook(tmp_path / "dot" / "ket-qua" / "mau-da-dien.xlsx", data_only=True)["So lieu"]
    rows = [list(row[1:3]) for row in book.iter_rows(min_row=4, values_only=True) if row[1]]
    assert rows == [["Hoa", 11], ["Hòa", None], ["Tú", 22], ["Cộng", 33]]
    data = json.loads((tmp_path / "dot" / "ket-qua" / "tong-hop.json").read_text("utf-8"))
    assert [item["message"] for item in data["findings"]] == [
        "Bảng thiếu 1 tên mẫu đã in sẵn: Hòa; chưa có số liệu của tên ấy."
    ] * 2
