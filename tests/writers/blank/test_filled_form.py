"""The office's own workbook filled with the totals: values where units fill it, its formulas and its look untouched."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.readers.packages import Package
from htsd_cli.writers.returns.package_copy import PackageCopy
from htsd_cli.writers.workbook.own_cells import SheetCells
from tests.cli.running import Run, flat, runner
from tests.learn.drawing import excel
from tests.writers.test_workbook import recalculate

HEAD = ["Đơn vị báo cáo: {unit}", "THỐNG KÊ HỌC SINH NĂM 2026"]
ROWS = """
    STT | Chỉ tiêu  | ĐVT   | Tổng số  | Nam | Nữ  | Tỷ lệ nữ
    1   | Tiểu học  | người | {0}      | {1} | {2} | {3}
    2   | THCS      | người | {4}      | {5} | {6} | {7}
"""
NO_ROWS = ("=E4+F4", "", "", "=F4/D4§0.0%", "=E5+F5", "", "", "=F5/D5§0.0%")
UNITS = """
    TT | Khu phố | Số hộ | Hộ nghèo | Tỷ lệ (%)
    1  | {0}     | {1}   | {2}      | {3}
    2  | {4}     | {5}   | {6}      | {7}
       | Cộng    | {8}   | {9}      | {10}
"""
NO_UNITS = ("", "", "", "=D4/C4*100", "", "", "", "=D5/C5*100", "=SUM(C4:C5)", "=SUM(D4:D5)", "=D6/C6*100")
FILLED = "mau-da-dien.xlsx"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def campaign(run: Run, table: str, blank: tuple[object, ...], reports: dict[str, tuple[object, ...]]) -> Path:
    """Learn a form from its workbook, let units fill it, and return the folder of the results."""
    draw(Path("bieu.xlsx"), table, "………", blank)
    book = load_workbook("bieu.xlsx")
    book.worksheets[0]["A2"].font = Font(name="Times New Roman", size=17, bold=True)
    book.worksheets[0].column_dimensions["B"].width = 41
    book.save("bieu.xlsx")
    assert run("init", "dot", "--form", "bieu.xlsx", "--yes").status == 0
    for unit, figures in reports.items():
        draw(Path("dot/bao-cao-nhan") / f"{unit}.xlsx", table, unit, figures)
    assert run("aggregate", "dot").status == 0
    return Path("dot/ket-qua")


def test_counts_asked_below_the_table_are_added_up_where_the_form_asks_them(run: Run) -> None:
    def form(path: Path, unit: str, lines: int, cases: str, fund: str) -> None:
        below = f"""
            Số vụ việc: {cases} |
            Kinh phí hỗ trợ:   | {fund}
        """
        table = f"""
            STT | Chỉ tiêu | Số lượng
            1   | Số lớp   | {lines or ""}
            2   | Học sinh | {lines or ""}
        """
        excel(path, {"Bieu": [line.format(unit=unit) for line in HEAD] + [table, "", below]})

    form(Path("bieu.xlsx"), "………", 0, "…… vụ; đã xử lý …… vụ", "……… triệu đồng")
    assert run("init", "dot", "--form", "bieu.xlsx", "--yes").status == 0
    form(Path("dot/bao-cao-nhan/A.xlsx"), "Trường A", 5, "3 vụ; đã xử lý 1 vụ", "2,5 triệu đồng")
    form(Path("dot/bao-cao-nhan/B.xlsx"), "Trường B", 7, "4 vụ; đã xử lý 4 vụ", "")
    assert run("aggregate", "dot").status == 0
    folder = Path("dot/ket-qua")
    said = ["Số vụ việc: 7 vụ; đã xử lý 5 vụ", "Kinh phí hỗ trợ: 2,5 triệu đồng (cộng từ 1/2 đơn vị)"]
    below = shown(load_workbook(folder / FILLED).worksheets[0], 8)
    assert below[:2] == [[said[0], None, None], ["Kinh phí hỗ trợ:", said[1].partition(": ")[2], None]]
    drawn = shown(load_workbook(folder / "so-lieu-tong-hop.xlsx").worksheets[0], 7)
    assert [row[0] for row in drawn if row[0]] == said


def test_a_product_is_no_product_of_totals_and_its_total_stands_as_a_number_with_a_note(run: Run) -> None:
    table = """
        STT | Khoản thu | Số học sinh | Mức thu bình quân (nghìn đồng) | Thành tiền (nghìn đồng)
        1   | Bán trú   | {0}         | {1}                            | {2}
        2   | Nước uống | {3}         | {4}                            | {5}
    """
    reports: dict[str, tuple[object, ...]] = {
        "Trường A": (10, 20, 200, 5, 4, 20),
        "Trường B": (30, 10, 300, 5, 6, 30),
    }
    folder = campaign(run, table, ("", "", "=C4*D4", "", "", "=C5*D5"), reports)
    assert [row[4] for row in shown(load_workbook(folder / FILLED).worksheets[0])][:2] == [500, 50]
    assert "không còn công thức =C4*D4." in notes(folder / FILLED)["E4"]


def draw(path: Path, table: str, unit: str, figures: tuple[object, ...]) -> None:
    excel(path, {"Bieu": [line.format(unit=unit) for line in HEAD] + [table.format(*figures)]})


def shown(sheet: Worksheet, first: int = 4) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(min_row=first, values_only=True)]


def notes(path: Path) -> dict[str, str]:
    """Return what is told of cells, without who tells it and what to do."""
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row if cell.comment]
    return {cell.coordinate: cell.comment.text.split("\n")[1] for cell in cells if cell.comment}


A, B = (50, 30, 20, "40%", 25, 10, 15, "60%"), (50, 15, 35, "70%", 25, 0, 25, "100%")


def test_totals_stand_where_units_write_and_formulas_stay_with_their_results(run: Run) -> None:
    results = campaign(run, ROWS, NO_ROWS, {"Trường A": A, "Trường B": B})
    assert shown(load_workbook(results / FILLED).worksheets[0]) == [
        ["1", "Tiểu học", "người", "=E4+F4", 45, 55, "=F4/D4"],
        ["2", "THCS", "người", "=E5+F5", 10, 40, "=F5/D5"],
    ]
    assert shown(load_workbook(results / FILLED, data_only=True).worksheets[0]) == [
        ["1", "Tiểu học", "người", 100, 45, 55, 0.55],
        ["2", "THCS", "người", 50, 10, 40, 0.8],
    ]
    assert notes(results / FILLED) == {}
    assert "mau-da-dien.xlsx       biểu mẫu Excel của cấp trên đã điền tổng" in run("aggregate", "dot").out


def test_libreoffice_calculates_what_is_stored(run: Run, tmp_path: Path) -> None:
    results = campaign(run, ROWS, NO_ROWS, {"Trường A": A, "Trường B": B})
    recalculate([results / FILLED], tmp_path / "lo")
    stored = load_workbook(results / FILLED, data_only=True).worksheets[0]
    assert shown(load_workbook(tmp_path / "lo" / FILLED, data_only=True).worksheets[0]) == shown(stored)


def test_every_part_but_the_sheet_keeps_its_very_bytes_and_two_runs_give_the_same(run: Run) -> None:
    results = campaign(run, ROWS, NO_ROWS, {"Trường A": A, "Trường B": B})
    first = (results / FILLED).read_bytes()
    with zipfile.ZipFile("bieu.xlsx") as old, zipfile.ZipFile(results / FILLED) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert set(new.namelist()) - set(old.namelist()) == {"docProps/custom.xml"}
    sheet, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    assert changed == {sheet, book, "[Content_Types].xml", "_rels/.rels"}
    look = load_workbook(results / FILLED).worksheets[0]
    assert (look["A2"].font.sz, look.column_dimensions["B"].width) == (17, 41)
    (results / FILLED).unlink()
    run("aggregate", "dot")
    assert (results / FILLED).read_bytes() == first


def test_a_formula_that_gives_another_figure_than_the_consolidation_is_told_in_its_cell(run: Run) -> None:
    results = campaign(run, ROWS, NO_ROWS, {"Trường A": A, "Trường B": (*B[:4], 26, *B[5:])})
    assert notes(results / FILLED) == {
        "D5": "Cần xem lại: Số tổng hợp là 51; công thức của ô này cho 50.",
        "G5": "Cần xem lại: Số tổng hợp là 78,4; công thức của ô này cho 80.",
    }


def ward(one: str, other: str, *figures: object) -> tuple[object, ...]:
    first, second, total = figures[:3], figures[3:6], figures[6:]
    return (one, *first, other, *second, *total)


WARDS = {
    "Phường A": ward("Khu phố 1", "Khu phố 2", 50, 5, 10, 50, 15, 30, 100, 20, 20),
    "Phường B": ward("Khu phố 3", "Khu phố 4", 200, 10, 5, 100, 15, 15, 300, 25, "8,33"),
}


def test_a_table_of_units_has_each_in_its_row_above_the_formulas_of_the_total(run: Run) -> None:
    results = campaign(run, UNITS, NO_UNITS, WARDS)
    assert shown(load_workbook(results / FILLED).worksheets[0]) == [
        ["1", "Phường A", 100, 20, "=D4/C4*100"],
        ["2", "Phường B", 300, 25, "=D5/C5*100"],
        [None, "Cộng", "=SUM(C4:C5)", "=SUM(D4:D5)", "=D6/C6*100"],
    ]
    sheet = load_workbook(results / FILLED, data_only=True).worksheets[0]
    assert [cell.value for cell in sheet[6]] == [None, "Cộng", 400, 45, 11.25]
    assert notes(results / FILLED) == {}


def test_more_units_than_rows_leave_the_rows_blank_and_the_total_as_numbers(run: Run) -> None:
    more = {"Phường C": ward("Khu phố 5", "Khu phố 6", 60, 0, 0, 40, 5, "12,5", 100, 5, 5)}
    results = campaign(run, UNITS, NO_UNITS, WARDS | more)
    assert shown(load_workbook(results / FILLED).worksheets[0]) == [
        ["1", None, None, None, "=D4/C4*100"],
        ["2", None, None, None, "=D5/C5*100"],
        [None, "Cộng", 500, 50, 10],
    ]
    assert notes(results / FILLED) == {
        "B6": "Cần xem lại: 3 đơn vị được cộng không xếp vừa 2 dòng của mẫu, nên các dòng ấy để trống và dòng này ghi"
        " thẳng tổng của 3 đơn vị, không còn công thức."
    }


def test_a_unit_stands_in_the_row_that_has_its_name_printed(run: Run) -> None:
    results = campaign(run, UNITS, NO_UNITS, WARDS)
    book = load_workbook("dot/bieu/bieu.xlsx")
    book.worksheets[0]["B4"] = "PHƯỜNG B"
    book.save("dot/bieu/bieu.xlsx")
    run("aggregate", "dot")
    sheet = load_workbook(results / FILLED, data_only=True).worksheets[0]
    assert [[cell.value for cell in row][:4] for row in sheet.iter_rows(min_row=4)] == [
        ["1", "PHƯỜNG B", 300, 25],
        ["2", "Phường A", 100, 20],
        [None, "Cộng", 400, 45],
    ]


def test_a_formula_shared_with_a_cell_that_takes_a_number_is_not_lost_in_silence() -> None:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    first = '<c r="A1"><f t="shared" ref="A1:B1" si="0">SUM(A2:A3)</f><v>1</v></c>'
    cells = f'{first}<c r="B1"><f t="shared" si="0"/><v>2</v></c>'
    root = etree.fromstring(f'<s xmlns="{name}"><sheetData><row r="1">{cells}</row></sheetData></s>')
    sheet = SheetCells(root, ())
    assert not sheet.lost_formulas()
    sheet.write((1, 1), 5)
    assert sheet.lost_formulas()


def test_a_cell_that_the_file_left_out_is_made_in_its_place() -> None:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<row r="2"><c r="B2" s="1"><v>9</v></c></row>'
    root = etree.fromstring(f'<s xmlns="{name}"><sheetData>{rows}</sheetData></s>')
    sheet = SheetCells(root, {1})
    for spot, value in (
        ((2, 2), Decimal("12.5")),
        ((2, 1), 7),
        ((2, 3), None),
        ((1, 1), 0),
        ((4, 2), Decimal("1.50")),
    ):
        sheet.write(spot, value)
    found = {cell.get("r"): "".join(map(str, cell.itertext())) for cell in root.iter(f"{{{name}}}c")}
    assert list(found.items()) == [("A1", "0"), ("A2", "7"), ("B2", "0.125"), ("B4", "1.50")]


def test_a_stored_order_of_calculation_goes_since_formulas_may_have_gone(run: Run) -> None:
    results = campaign(run, UNITS, NO_UNITS, WARDS)
    blank = Path("dot/bieu/bieu.xlsx")
    with Package(blank) as package:
        copy = PackageCopy(package)
        name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        chain = f'<calcChain xmlns="{name}"><c r="C6" i="1"/></calcChain>'.encode()
        copy.add(
            "xl/calcChain.xml",
            chain,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
        )
        copy.relate("xl/workbook.xml", "calcChain", "xl/calcChain.xml", strict=False)
        content = copy.content()
    blank.write_bytes(content)
    run("aggregate", "dot")
    with zipfile.ZipFile(results / FILLED) as made:
        assert "xl/calcChain.xml" not in made.namelist()
        assert b"calcChain" not in made.read("[Content_Types].xml") + made.read("xl/_rels/workbook.xml.rels")


def test_it_goes_with_the_form_that_no_longer_fits_it(run: Run) -> None:
    results = campaign(run, ROWS, NO_ROWS, {"Trường A": A, "Trường B": B})
    draw(Path("dot/bieu/bieu.xlsx"), UNITS, "………", NO_UNITS)
    run("aggregate", "dot")
    assert not (results / FILLED).exists()


def test_the_first_papers_of_a_campaign_say_what_the_form_is(run: Run) -> None:
    draw(Path("bieu.xlsx"), ROWS, "………", NO_ROWS)
    said = flat(run("init", "dot", "--form", "bieu.xlsx", "--yes").out)
    assert "+ bieu/ mẫu học từ bieu.xlsx" in said
    assert "giữ nguyên" not in said
    told = flat(Path("dot/DOC-TRUOC.txt").read_text("utf-8-sig"))
    assert "mỗi đơn vị một tệp Excel đã ghi tên" in told
    assert "mau-da-dien.xlsx: chính biểu mẫu Excel của cấp trên, đã điền số tổng hợp." in told
    assert "Hai mẫu chung" not in told
    assert "Không thiếu gì; không tệp nào bị thay đổi." in run("init", "dot").out
