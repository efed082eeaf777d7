"""Rows of the table that come twice, are hidden, or have no name: what is read of them and how they are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.reading import kind_of_row
from htsd_cli.values.document import Document, Seen, Sight, Table
from tests.documents import FORM, document, form_rows, report
from tests.forms import form_of
from tests.test_another_form import FORM as ANOTHER

INTERPRETER = Interpreter(FORM)
NEWS = "news_items"
ROWS = form_rows({NEWS: ("7",), "classes.professional": ("1", "40")}).splitlines()
(SEVEN,) = (line for line in ROWS if "| 7 |  |" in line)
TWICE = "Dòng 2 “Số tin bài về các hoạt động của Tuần lễ”, cột “Số lớp/số cuộc thi”: dòng này"


def hidden(made: Document, *copies: int) -> Document:
    """Return a document with these copies of the row of news hidden."""
    met = 0
    blocks = []
    for block in made.blocks:
        if isinstance(block, Table):
            rows = []
            for row in block.rows:
                if any(cell.text == FORM.by_id[NEWS].label for cell in row):
                    met += 1
                    if met in copies:
                        row = tuple(cell._replace(hidden=f"hàng {cell.row} bị ẩn") for cell in row)
                rows.append(row)
            block = block._replace(rows=tuple(rows))
        blocks.append(block)
    return made._replace(blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("second", "copies", "news", "told"),
    [
        ("7", (), 7, [f"doubled-row-same: {TWICE} ghi 2 lần với số giống nhau; chỉ tính một lần."]),
        ("8", (), None, [f"doubled-row: {TWICE} có 2 lần với số khác nhau (“7”, “8”), không rõ số nào đúng."]),
        ("8", (1,), 8, []),
        ("8", (2,), 7, []),
        ("8", (1, 2), None, [f"doubled-row: {TWICE} có 2 lần với số khác nhau (“7”, “8”), không rõ số nào đúng."]),
        ("", (), 7, []),
    ],
)  # fmt: skip
def test_a_row_that_comes_twice_counts_as_far_as_what_is_seen_of_it_agrees(
    second: str, copies: tuple[int, ...], news: int | None, told: list[str]
) -> None:
    made = document(report("\n".join([*ROWS, SEVEN.replace("| 7 |", f"| {second} |")])))
    ((_, said),) = INTERPRETER.read(hidden(made, *copies)).tables
    assert said.figures.get(NEWS, {}).get("count") == news
    assert [f"{item.code}: {item.message}" for item in said.findings] == told


@pytest.mark.parametrize(
    ("row", "at", "told"),
    [
        ("|  |  |  | 5 | 6 |  |", 2, "(không ghi tên)” có số liệu (5; 6)"),
        ("|  |  |  | 5 | 6 |  |", 17, "(không ghi tên, bên dưới dòng Các lớp bồi dưỡng, tập huấn khác)” có số"),
        ("| a |  | lớp | 5 |  |  |", 2, "(không ghi tên)” có số liệu (5)"),
        ("|  | Việc ↵ khác |  | 5 |  |  |", 2, "Việc khác” có số liệu (5)"),
        ("|  |  |  | 5 ↵ lớp | 6 |  |", 2, "(không ghi tên)” có số liệu (5 lớp; 6)"),
        ("|  |  |  | 0 | 6 |  |", 2, "(không ghi tên)” có số liệu (6)"),
    ],
)  # fmt: skip
def test_a_row_without_a_name_is_told_by_the_row_it_stands_below(row: str, at: int, told: str) -> None:
    made = document(report("\n".join([*ROWS[:at], row, *ROWS[at:]])))
    ((_, said),) = INTERPRETER.read(made).tables
    (finding,) = said.findings
    assert (finding.code, f"“{told}" in finding.message) == ("extra-row", True), finding.message


def test_an_added_row_is_kept_with_its_notes_and_boxes() -> None:
    made = document(report("\n".join([*ROWS, "| 12 | Câu lạc bộ |  |  |  |  |\n\n"])))
    table = max(made.tables(), key=lambda one: len(one.rows))
    first, label, *rest = table.rows[-1]
    label = label._replace(notes=("mới lập",), sights=(Seen(Sight.TEXT_BOX, "tháng 9"),))
    whole = table._replace(rows=(*table.rows[:-1], (first, label, *rest)))
    made = made._replace(blocks=tuple(whole if one is table else one for one in made.blocks))
    ((_, said),) = INTERPRETER.read(made).tables
    assert [row.cells for row in said.extra_rows] == [("12", "Câu lạc bộ", "mới lập", "tháng 9")]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Khám sàng lọc trẻ 5 tuổi", []),
        ("Khám sàng lọc cho trẻ 5 tuổi", []),
        ("Khám sàng lọc trẻ 5 tuổi: 40 em", ["unasked-figure"]),
    ],
)
def test_a_number_in_a_row_s_own_name_is_no_figure_beside_it(
    tmp_path: Path, label: str, told: list[str]
) -> None:
    form = form_of(tmp_path, ANOTHER.replace('"Khám sàng lọc"', '"Khám sàng lọc trẻ 5 tuổi"'))
    drawing = (
        "| TT | Nội dung | ĐVT | Số đợt | Số bệnh nhân | Ghi chú |\n| 1 | Hoạt động y tế | | | | |\n"
        f"| | {label} | đợt/bệnh nhân | 2 | 40 | |\n| | Tiêm chủng | đợt/bệnh nhân | 1 | 9 | |\n"
    )
    ((_, said),) = Interpreter(form).read(document(drawing)).tables
    assert said.figures["kham"] == {"dot": 2, "benh-nhan": 40}
    assert [item.code for item in said.findings] == told


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Trong đó: nữ", "part-row"),
        ("- Nữ", "part-row"),
        ("a) Số học sinh dân tộc thiểu số", "part-row"),
        ("Dân tộc", "part-row"),
        ("Giáo viên nam", "part-row"),
        ("Chia ra:", "part-row"),
        ("Riêng khối 5", "part-row"),
        ("T.đó: HS nữ", "part-row"),
        ("Bao gồm", "part-row"),
        ("Nữ công", "extra-row"),
        ("Tổng cộng", "total-row"),
        ("Cộng mục I", "total-row"),
        ("Toàn trường", "total-row"),
        ("Tổng các dòng 1 đến 5", "total-row"),
        ("TỔNG SỐ CHUNG", "total-row"),
        ("Tổng kết năm học", "extra-row"),
        ("Cộng đồng học tập", "extra-row"),
        ("1.2. Tổng số", "total-row"),
        ("", "extra-row"),
    ],
)
def test_a_row_of_no_indicator_is_a_part_a_sum_or_one_of_its_own(label: str, kind: str) -> None:
    assert kind_of_row(label) == kind
