"""An invented form with what forms have: two tables, heading paths, codes, decimals, rates, money, rows of units."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from htsd_cli.form import Form, load_form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.figures import values_of
from htsd_cli.values.submission import Submission
from tests.documents import document
from tests.interpret.grid.disguised import in_one_sheet, padded

_MEASURES = """
    {{ id = "tong", column = "tong", kind = "integer", unit = "{unit}" }},
    {{ id = "cong_lap", column = "cong_lap", kind = "integer", unit = "{unit}" }},
    {{ id = "tu_thuc", column = "tu_thuc", kind = "integer", unit = "{unit}" }},
"""


def _row(name: str, label: str, unit: str = "", measures: str = "", **more: str) -> str:
    keys = "".join(f'{key} = "{value}"\n' for key, value in more.items())
    return (
        f'[[tables.indicators]]\nid = "{name}"\nlabel = "{label}"\nunit = "{unit}"\n{keys}'
        f"measures = [{measures or _MEASURES.format(unit=unit)}]\n\n"
    )


def _one(kind: str, adds_up: str = "sum", unit: str = "") -> str:
    return f'{{ id = "tong", column = "tong", kind = "{kind}", unit = "{unit}", adds_up = "{adds_up}" }}'


def _sum(total: str, parts: tuple[str, ...], column: str, *, sure: bool = True) -> str:
    told = ", ".join(f'"{part}"' for part in parts)
    return (
        f'[[rules]]\nkind = "sum"\ntotal = {{ indicator = "{total}", measure = "{column}" }}\nparts = [{told}]\n'
        f'told_by = "caption"\nsure = {"true" if sure else "false"}\n\n'
    )


def _along(row: str) -> str:
    return (
        f'[[rules]]\nkind = "sum"\ntotal = {{ indicator = "{row}", measure = "tong" }}\n'
        f'parts = [{{ indicator = "{row}", measure = "cong_lap" }}, {{ indicator = "{row}", measure = "tu_thuc" }}]\n'
        'told_by = "code row"\n\n'
    )


SOURCE = (
    """
id = "lop-hoc"
title = "THỐNG KÊ LỚP HỌC"
year = 2026

[[tables]]
id = "bang_1"
title = "Lớp và học sinh"
heading_rows = 3
place = { table = 2 }

[[tables.columns]]
id = "number"
role = "number"
heading = ["TT"]
index = 1

[[tables.columns]]
id = "label"
role = "label"
heading = ["Chỉ tiêu"]
index = 2

[[tables.columns]]
id = "unit"
role = "unit"
heading = ["Đơn vị tính"]
index = 3

[[tables.columns]]
id = "code"
role = "code"
heading = ["Mã số"]
index = 4

[[tables.columns]]
id = "tong"
role = "value"
heading = ["Số lượng", "Tổng số"]
index = 5
code = "1"

[[tables.columns]]
id = "cong_lap"
role = "value"
heading = ["Số lượng", "Chia ra", "Công lập"]
index = 6
code = "2"

[[tables.columns]]
id = "tu_thuc"
role = "value"
heading = ["Số lượng", "Chia ra", "Tư thục"]
index = 7
code = "3"

[[tables.columns]]
id = "note"
role = "note"
heading = ["Ghi chú"]
index = 8

"""
    + _row("lop", "Tổng số lớp", "lớp", number="1", code="01")
    + _row("lop_nam", "Lớp năm tuổi", "lớp", parent="lop", code="02")
    + _row("lop_ghep", "Lớp ghép", "lớp", parent="lop", code="03")
    + _row("hoc_sinh", "Tổng số học sinh", "học sinh", number="2", code="04")
    + _row("hoc_sinh_nu", "Nữ", "học sinh", parent="hoc_sinh", code="05")
    + _row("giao_vien", "Tổng số giáo viên", "người", number="3", code="06")
    + _row("giao_vien_nu", "Nữ", "người", parent="giao_vien", code="07")
    + _row("ti_le", "Tỉ lệ học sinh mỗi lớp", "học sinh", _one("decimal", "recompute"), number="4", code="08")
    + _row("dat_chuan", "Tỉ lệ đạt chuẩn", "%", _one("percent", "recompute", "%"), number="5", code="09")
    + _row("kinh_phi", "Kinh phí", "triệu đồng", _one("amount", unit="triệu đồng"), number="6", code="10")
    + _row("y_kien", "Kiến nghị", "", _one("text", "none"), number="7", code="11")
    + """
[[tables]]
id = "bang_2"
title = "Lớp theo khu phố"
rows = "units"
heading_rows = 2
place = { table = 3 }
total = "Cộng"
footers = ["Số khu phố đạt chuẩn:"]

[[tables.columns]]
id = "k_number"
role = "number"
heading = ["TT"]
index = 1

[[tables.columns]]
id = "k_label"
role = "label"
heading = ["Khu phố"]
index = 2

[[tables.columns]]
id = "k_tong"
role = "value"
heading = ["Người trong độ tuổi"]
index = 3

[[tables.columns]]
id = "k_biet"
role = "value"
heading = ["Biết chữ"]
index = 4

[[tables.columns]]
id = "k_ti_le"
role = "value"
heading = ["Tỉ lệ"]
index = 5

[[tables.indicators]]
id = "k_tong"
label = "Người trong độ tuổi"
measures = [{ id = "value", column = "k_tong", kind = "integer", largest = 100000 }]

[[tables.indicators]]
id = "k_biet"
label = "Biết chữ"
measures = [{ id = "value", column = "k_biet", kind = "integer" }]

[[tables.indicators]]
id = "k_ti_le"
label = "Tỉ lệ"
unit = "%"
measures = [{ id = "value", column = "k_ti_le", kind = "percent", unit = "%", adds_up = "recompute" }]

"""
    + _sum("lop", ("lop_nam", "lop_ghep"), "cong_lap")
    + "".join(_along(row) for row in ("lop", "hoc_sinh", "giao_vien"))
    + """
[[rules]]
kind = "at_most"
total = { indicator = "hoc_sinh", measure = "tong" }
parts = ["hoc_sinh_nu"]
told_by = "label"

[[rules]]
kind = "ratio"
total = { indicator = "ti_le", measure = "tong" }
parts = [{ indicator = "hoc_sinh", measure = "tong" }, { indicator = "lop", measure = "tong" }]
told_by = "formula"

[[rules]]
kind = "ratio"
total = { indicator = "k_ti_le", measure = "value" }
parts = [{ indicator = "k_biet", measure = "value" }, { indicator = "k_tong", measure = "value" }]
times = 100
told_by = "code row"
"""
)

HEADING = """
| TT | Chỉ tiêu | Đơn vị tính | Mã số | Số lượng | < | < | Ghi chú |
| ^ | ^ | ^ | ^ | Tổng số | Chia ra | < | ^ |
| ^ | ^ | ^ | ^ | ^ | Công lập | Tư thục | ^ |
| A | B | C | D | 1 | 2 | 3 | E |
"""
ROWS = """
| 1 | Tổng số lớp | lớp | 01 | 12 | 8 | 4 | |
| | Chia ra: | | | | | | |
| | - Lớp năm tuổi | lớp | 02 | 7 | 5 | 2 | |
| | - Lớp ghép | lớp | 03 | 5 | 3 | 2 | |
| 2 | Tổng số học sinh | học sinh | 04 | 1.250 | 1.000 | 250 | |
| | Trong đó: Nữ | học sinh | 05 | 600 | 500 | 100 | |
| 3 | Tổng số giáo viên | người | 06 | 40 | 30 | 10 | |
| | Nữ | người | 07 | 35 | 28 | 7 | |
| 4 | Tỉ lệ học sinh mỗi lớp | học sinh | 08 | 104,17 | x | x | |
| 5 | Tỉ lệ đạt chuẩn | % | 09 | 12,5 | x | x | |
| 6 | Kinh phí | triệu đồng | 10 | 1.250,5 | x | x | |
| 7 | Kiến nghị | | 11 | Cấp thêm bàn ghế | x | x | |
"""
UNITS = """
| TT | Khu phố | Người trong độ tuổi | Biết chữ | Tỉ lệ |
| 1 | 2 | 3 | 4 | 5=4*100/3 |
| 1 | Khu phố 1 | 400 | 300 | 75 |
| 2 | Khu phố 2 | 300 | 100 | 33,33 |
| 3 | Khu phố 3 | 0 | Không | |
| @ | Cộng | 700 | 400 | 57,14 |
| Số khu phố đạt chuẩn: 02 | < | < | < | |
"""


def _load() -> Form:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "form.toml").write_text(SOURCE, encoding="utf-8")
        return load_form(folder)


FORM = _load()
INTERPRETER = Interpreter(FORM)


def report(rows: str = ROWS, units: str = UNITS, heading: str = HEADING) -> str:
    """Return the drawing of a whole report."""
    return f"""
| Đơn vị báo cáo: Trường Mầm non Hoa Sen | Biểu số 1 |
THỐNG KÊ LỚP HỌC
Năm 2026

{heading.strip()}
{rows.strip()}

Biểu số 2

{units.strip()}

| NGƯỜI LẬP BIỂU | HIỆU TRƯỞNG |
"""


def said(drawing: str) -> Submission:
    """Return what a drawn report says; it says the same with blanks in its cells, and pasted into one sheet."""
    drawn = document(drawing)
    submission = submission_of(INTERPRETER, drawn, "bao-cao.docx")
    for other, right in ((padded(drawn, " \n", " "), 0), (in_one_sheet(drawn, 2, 1), 1)):
        assert _told(submission_of(INTERPRETER, other, "bao-cao.docx"), right) == _told(submission, 0)
    return submission


def _told(submission: Submission, right: int) -> tuple[object, ...]:
    """Return all that a submission says, with the columns (so many to the `right`) but without numbers of rows."""
    figures = [
        (key, figure.value, figure.origin and (figure.origin.column or 0) - right)
        for key, figure in submission.figures.items()
    ]
    findings = [
        (re.sub(r"hàng \d+", "hàng", item.message, flags=re.IGNORECASE), item.hint, item.suggestion,
         (item.origin.column or right) - right if item.origin else None)
        for item in submission.findings
    ]  # fmt: skip
    rows = [
        (row.unit.name, row.section, values_of(row.figures), row.texts, row.doubted, row.note)
        for row in submission.rows or ()
    ]
    groups = [(group.row.unit.name, group.first, group.end) for group in submission.groups]
    return figures, findings, rows, groups, submission.notes, submission.texts


def codes(submission: Submission) -> list[tuple[str, str | None, str | None]]:
    """Return the findings by code and cell."""
    return [(item.code, item.indicator, item.measure) for item in submission.findings]
