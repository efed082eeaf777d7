"""The statistics table found in a file: among other tables, split, repeated, in a workbook."""

from __future__ import annotations

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.tables import rows_together
from htsd_cli.values.document import Table
from htsd_cli.values.figures import Numbers
from tests.documents import FORM, HEADING, document, form_rows, report, workbook

INTERPRETER = Interpreter(FORM)
FILLED = {
    "classes": ("3",),
    "classes.participants": ("", "100"),
    "classes.professional": ("1", "40"),
    "classes.life_skills": ("2", "60"),
    "news_items": ("7",),
    "culture_sport.arts": ("2", "300"),
    "awards.individuals": ("", "5"),
    "funding.other_sources": ("5.000.000",),
}
FIGURES = {
    "classes": {"count": 3},
    "classes.participants": {"people": 100},
    "classes.professional": {"count": 1, "people": 40},
    "classes.life_skills": {"count": 2, "people": 60},
    "news_items": {"count": 7},
    "culture_sport.arts": {"count": 2, "people": 300},
    "awards.individuals": {"people": 5},
    "funding.other_sources": {"amount": 5_000_000},
}
TABLE = form_rows(FILLED)
ROWS = TABLE.splitlines()[2:]


def rows(first: int, last: int) -> str:
    """Return the drawing of the form's rows from the first to before the last."""
    return "\n".join(ROWS[first:last]) + "\n"


def tables(drawing: str) -> list[Numbers]:
    """Return the figures of every statistics table a drawn Word file has."""
    return [statistics.figures for _, statistics in INTERPRETER.read(document(drawing)).tables]


def test_the_table_is_found_between_letterhead_and_signature() -> None:
    assert tables(report(TABLE)) == [FIGURES]


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 20, 36, 37, 38, 39, 40])
@pytest.mark.parametrize("again", [HEADING, ""], ids=["with its heading repeated", "without"])
def test_a_table_split_anywhere_is_one(at: int, again: str) -> None:
    assert tables(report(f"{HEADING}{rows(0, at)}\n{again}{rows(at, 41)}")) == [FIGURES]


@pytest.mark.parametrize("at", [3, 4])  # in the label, in the unit
def test_the_rest_of_a_table_ruled_with_a_line_more_keeps_the_order_of_its_cells(at: int) -> None:
    wider = [f"{'|'.join([*line.split('|')[:at], ' < ', *line.split('|')[at:]])}" for line in ROWS[16:]]
    signed = "|  | < | HIỆU TRƯỞNG | < | < | < | < |\n"
    assert tables(report(f"{HEADING}{rows(0, 16)}\n" + "\n".join(wider) + f"\n{signed}")) == [FIGURES]


def test_a_part_that_repeats_more_than_half_of_the_rows_is_another_table() -> None:
    for begin, parts in ((10, 1), (9, 2)):
        assert len(tables(report(f"{HEADING}{rows(0, 20)}\n{HEADING}{rows(begin, begin + 20)}"))) == parts


OWN_ROW = "|  | Việc của đơn vị |  | 9 |  |  |\n"
NARROW = "|  | Việc của đơn vị | 9 |\n"


@pytest.mark.parametrize(
    ("known", "rest", "counted", "extra"),
    [
        (1, "", True, 0),
        (
            1,
            OWN_ROW,
            True,
            1,
        ),  # the last row of the form with one of the unit's: it stands behind all the others
        (1, OWN_ROW * 3, True, 3),
        (1, OWN_ROW * 4, True, 4),
        (2, OWN_ROW, True, 1),
        (0, OWN_ROW, False, 0),  # none of the form's
        (1, NARROW, False, 0),  # another table
        (-1, OWN_ROW, False, 0),  # a row that was read before
    ],
)
def test_the_rest_of_a_table_without_a_heading_is_known_by_the_rows_of_the_form_in_it(
    known: int, rest: str, counted: bool, extra: int
) -> None:
    *lines, _ = form_rows(FILLED).splitlines()[2:]
    at = len(lines) - abs(known) if counted or rest == NARROW else len(lines)
    last = lines[-1] if known else ""
    if rest == NARROW:
        last = "|".join(["", *last.split("|")[1:3], " 5.000.000 |"])
    part = "\n".join(lines[at:]) if counted else last
    drawing = report(HEADING + "\n".join(lines[:at]) + f"\n\n{part}\n{rest}")
    [(_, statistics)] = INTERPRETER.read(document(drawing)).tables
    expected = (
        FIGURES
        if counted or known != 1
        else {name: said for name, said in FIGURES.items() if name != "funding.other_sources"}
    )
    assert (statistics.figures, len(statistics.extra_rows)) == (expected, extra)


def test_a_table_split_into_five_with_text_between_is_one() -> None:
    parts = [f"{HEADING}{rows(first, first + 9)}" for first in range(0, 41, 9)]
    assert tables(report("\n(tiếp theo)\n".join(parts))) == [FIGURES]


@pytest.mark.parametrize("size", [1, 2])
def test_rows_that_are_tables_of_their_own_are_one_table_and_told(size: int) -> None:
    parts = (rows(first, first + size) for first in range(0, 41, size))
    said = INTERPRETER.read(document(report(f"{HEADING}\n" + "\n".join(parts))))
    [(_, statistics)] = said.tables
    assert (statistics.figures, [item.code for item in said.told]) == (FIGURES, ["rows-apart"])
    origin = statistics.origins["classes.professional"]["people"]
    assert (origin.table, origin.row, origin.text) == (3 + 2 // size, 1 + 2 % size, "40")
    other = "\n\n".join(["| Hình 1 | Hình 2 |"] * 6)
    assert INTERPRETER.read(document(report(f"{TABLE}\n\nẢnh:\n{other}"))).told == ()


def test_a_heading_repeated_inside_the_table_is_no_row() -> None:
    drawing = report(f"{HEADING}{rows(0, 20)}{HEADING}{rows(20, 41)}")
    assert tables(drawing) == [FIGURES]
    assert INTERPRETER.read(document(drawing)).tables[0][1].extra_rows == []


def test_a_row_of_column_numbers_below_the_heading_is_no_row() -> None:
    drawing = report(f"{HEADING}| (1) | (2) | (3) | (4) | (5) | (6) |\n{rows(0, 41)}")
    assert tables(drawing) == [FIGURES]
    assert INTERPRETER.read(document(drawing)).tables[0][1].findings == []


def test_a_table_without_any_heading_is_known_by_its_rows_when_it_has_the_form_s_columns() -> None:
    assert tables(report(rows(0, 41))) == [FIGURES]
    ((later, _),) = INTERPRETER.read(document(f"{rows(0, 20)}{HEADING}{rows(20, 41)}")).tables
    assert (later.first_row, later.last_row) == (1, 43)  # a heading farther down is not its beginning
    turned = "\n".join(
        "|".join(["", row.split("|")[2], row.split("|")[1], *row.split("|")[3:]]) for row in ROWS
    )
    assert tables(report(turned)) == []


@pytest.mark.parametrize(("rows_kept", "found"), [(4, []), (5, [{"classes": {"count": 3}}])])
def test_five_rows_of_the_form_are_a_table_of_it(rows_kept: int, found: list[Numbers]) -> None:
    assert [
        {"classes": figures["classes"]} for figures in tables(report(f"{HEADING}{rows(0, rows_kept)}"))
    ] == found


def test_a_second_copy_of_the_form_is_another_table() -> None:
    assert tables(report(f"{TABLE}\n{form_rows({})}")) == [FIGURES, {}]


@pytest.mark.parametrize(
    ("above", "below"), [("Đơn vị tính: triệu đồng", "Hết"), ("Bảng 2", "Đơn vị tính: triệu đồng")]
)
def test_what_stands_around_the_last_of_two_tables_is_said_of_it_alone(above: str, below: str) -> None:
    drawn = [form_rows({"funding.other_sources": (amount,)}) for amount in ("5.000.000", "7")]
    assert tables(report(f"{drawn[0]}\n{above}\n{drawn[1]}\n{below}")) == [
        {"funding.other_sources": {"amount": amount}} for amount in (5_000_000, 7_000_000)
    ]


@pytest.mark.parametrize(
    "other",
    [
        "| STT | Nội dung | Thời gian | Người |\n| 1 | Văn nghệ | 02/10 | 20 |\n| 2 | Xóa mù chữ | 03/10 | 9 |\n",
        "| STT | Nội dung | Đơn vị | Số lượng | Thời gian |\n| 1 | Hoạt động văn nghệ | Đoàn | 3 | 04/10 |\n",
        "| Họ và tên | Chức vụ |\n| Nguyễn Văn A | Giáo viên |\n",
        "| Nội dung chi | Số tiền |\n| In băng rôn | 1.500.000 |\n",
    ],
    ids=["a schedule", "a list of events", "a list of names", "a list of expenses"],
)
def test_another_table_before_or_after_adds_nothing(other: str) -> None:
    assert tables(report(f"{other}\n{TABLE}")) == [FIGURES]
    assert tables(report(f"{TABLE}\n{other}")) == [FIGURES]


@pytest.mark.parametrize(
    "drawing",
    [
        "| STT | Họ và tên | Lớp | Người |\n| 1 | An | 3A | 1 |\n",
        "| STT | Các hoạt động | Số lượng |\n| 1 | Xóa mù chữ | 2 |\n| 2 | Hoạt động văn nghệ | 3 |\n",
        "| STT | Nội dung | Thời gian | Người |\n"
        + "".join(f"| | {item.label} | sáng | 5 |\n" for item in FORM.indicators),
        "",
    ],
)
def test_a_file_without_the_form_s_table_has_none(drawing: str) -> None:
    assert tables(report(drawing)) == []


# -- workbooks ---------------------------------------------------------------------------------------------

TOP = """\
| UBND QUẬN 7 | < | < | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | < | < |
| TRƯỜNG TIỂU HỌC HOA SEN | < | < | Độc lập - Tự do - Hạnh phúc | < | < |
| BÁO CÁO | < | < | < | < | < |
| Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024 | < | < | < | < | < |
"""
BOTTOM = "| | | | THỦ TRƯỞNG ĐƠN VỊ | < | < |\n| Số trang: 3 | < | < | < | < | < |\n"


def test_a_sheet_holds_letterhead_table_and_signature_in_one() -> None:
    said = INTERPRETER.read(workbook({"Báo cáo": TOP + TABLE + BOTTOM}))
    ((_, statistics),) = said.tables
    assert (statistics.figures, statistics.extra_rows) == (FIGURES, [])
    assert (said.letterhead.unit, said.letterhead.year) == ("Trường Tiểu học Hoa Sen", 2024)


def test_a_table_may_begin_at_any_column_of_a_sheet() -> None:
    shifted = "\n".join(f"| | | {line}" for line in TABLE.splitlines())
    ((_, statistics),) = INTERPRETER.read(workbook({"Trang tính": shifted})).tables
    assert statistics.figures == FIGURES


def test_every_visible_sheet_is_looked_at_and_no_hidden_one() -> None:
    sheets = {"2023": form_rows({"workshops": ("9",)}), "Bìa": TOP, "2024": TABLE}
    both = INTERPRETER.read(workbook(sheets)).tables
    assert [statistics.figures for _, statistics in both] == [{"workshops": {"count": 9}}, FIGURES]
    ((_, statistics),) = INTERPRETER.read(workbook(sheets, hidden=("2023",))).tables
    assert statistics.figures == FIGURES


def test_rows_of_numbers_right_below_a_sheet_s_table_belong_to_it_and_later_ones_do_not() -> None:
    drawing = f"{TABLE}| | Tổng cộng | | 500 | 9000 | |\n| | | | | | |\n| | Người lập biểu | | 5 | | |\n"
    for one in (drawing, drawing.replace("| 9000 |", "| |")):
        ((_, statistics),) = INTERPRETER.read(workbook({"Trang tính": one})).tables
        assert [row.label for row in statistics.extra_rows] == ["Tổng cộng"]


def by_kind(text: str) -> str:
    """Return the form's rows with other columns of figures, as the appendix of a consolidated report has them."""
    heading = "| STT | Các hoạt động | Đơn vị tính | Trường tiểu học | Trường THCS | Tổng cộng |\n"
    return (
        heading
        + "\n".join(f"| | {row.split('|')[2].strip()} | lớp | 1 | 2 | 3 |" for row in ROWS)
        + f"\n{text}"
    )


def test_the_table_by_kind_in_an_appendix_is_no_copy_of_the_statistics_table() -> None:
    assert (
        len(tables(report(f"{TABLE}\n{by_kind('')}"))) == 2
    )  # laid out just like the form, it passes for one
    for heading in ("Phụ lục I", "PHỤ LỤC 1: SỐ LIỆU THEO LOẠI ĐƠN VỊ", "Phụ lục số 02"):
        assert tables(report(f"{TABLE}\n{heading}\n{by_kind('')}")) == [FIGURES]


def test_a_list_of_units_in_an_appendix_is_no_rest_of_the_statistics_table() -> None:
    units = "".join(f"| {number} | Phổ cập giáo dục | Xóa mù chữ |\n" for number in range(9))
    drawing = f"| STT | Tên đơn vị | Lý do |\n{units}"
    for heading, parts in (("Phụ lục III", 1), ("Danh sách", 2)):
        read = INTERPRETER.read(document(report(f"{TABLE}\n{heading}\n{drawing}"))).tables
        assert [len(table.tables) for table, _ in read] == [parts]


def test_a_second_table_under_the_form_s_headings_is_seen_in_an_appendix_too() -> None:
    other = form_rows({**FILLED, "news_items": ("8",)})
    both = tables(report(f"{TABLE}\nPhụ lục 1\n{other}"))
    assert [figures["news_items"]["count"] for figures in both] == [7, 8]


def test_a_table_that_stands_only_in_an_appendix_is_found() -> None:
    assert tables(report(f"Phụ lục I\n{TABLE}")) == [FIGURES]
    assert tables(report(f"Phụ lục I\n{HEADING}{rows(0, 20)}\n(tiếp theo)\n{rows(20, 41)}")) == [FIGURES]


ROW, THREE, FOUR, WIDE = (
    f"{rows}\n\n"
    for rows in ("| a | b |", "| a | b |\n" * 2 + "| a | b |", "| a | b |\n" * 4, "| a | b | c |")
)


@pytest.mark.parametrize(
    ("drawing", "blocks"),
    [
        (ROW * 4, ["1", "1", "1", "1"]),
        (f"đầu\n\n{ROW * 5}cuối", ["đầu", "1-5: 5", "cuối"]),
        (THREE * 5, ["1-5: 15"]),
        (FOUR * 5, ["4", "4", "4", "4", "4"]),
        (ROW * 4 + FOUR + ROW, ["1-6: 9"]),
        (f"{ROW * 3}chữ\n\n{ROW * 2}", ["1", "1", "1", "chữ", "1", "1"]),
        (f"{ROW * 5}chữ\n\n{ROW * 5}", ["1-5: 5", "chữ", "6-10: 5"]),
        (f"| x |\n\n{ROW * 5}", ["1-6: 6"]),
        (ROW * 5 + WIDE * 5, ["1-5: 5", "6-10: 5"]),
        (f"{ROW * 5}| x |\n\n{WIDE * 5}", ["1-6: 6", "7-11: 5"]),
        (ROW * 4 + WIDE * 5, ["1", "1", "1", "1", "5-9: 5"]),
    ],
)
def test_tables_of_a_row_or_two_one_below_another_are_one_where_they_are_five_and_as_wide(
    drawing: str, blocks: list[str]
) -> None:
    found, made = rows_together(document(drawing))
    last = {whole.number: whole_last.number for whole, whole_last in made}
    assert [
        (f"{block.number}-{last[block.number]}: " if block.number in last else "") + str(len(block.rows))
        if isinstance(block, Table)
        else block.text
        for block in found.blocks
    ] == blocks
    for table in found.tables():
        assert [row[0].row for row in table.rows] == [*range(1, len(table.rows) + 1)]
        assert len({(table.origin(row[0]).table, table.origin(row[0]).row) for row in table.rows}) == len(
            table.rows
        )
        widths = {row[-1].column + row[-1].column_span - 1 for row in table.rows}
        assert widths == {max(len(row) for row in table.rows)}


def test_a_hidden_table_parts_those_around_it() -> None:
    drawn = document(ROW * 6)
    drawn = drawn._replace(blocks=tuple(t._replace(hidden=t.number == 3) for t in drawn.tables()))
    assert rows_together(drawn) == (drawn, ())


def test_a_line_above_the_heading_is_none_of_it_whatever_blank_cells_stand_beside_it() -> None:
    above = "| ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA SEN |  |  |  |  |  |\n"
    said = INTERPRETER.read(workbook({"a": above + TABLE}))
    assert (said.letterhead.unit, said.tables[0][0].first_row) == ("Trường Tiểu học Hoa Sen", 2)


def test_what_a_sheet_states_around_its_table_is_none_of_the_table_s_rows() -> None:
    drawing = f"| Biểu 1 | | | | | |\n{TABLE}| | | | x | | |\n"
    ((table, _),) = INTERPRETER.read(workbook({"Trang tính": drawing})).tables
    assert {"Biểu 1", "x", "Trang tính"} <= set(table.around)
    blank = "".join(f"| {place} | | | | | |\n" for place in "ab")
    far = f"{drawing}{blank}| y | | | | | |\n| ĐVT: đồng | | | | | |\n"
    ((table, _),) = INTERPRETER.read(workbook({"Trang tính": far})).tables
    assert table.around[0] == "Biểu 1"
    assert table.around[-5:] == ("x", "a", "b", "ĐVT: đồng", "Trang tính")
    assert not {item.label for item in FORM.indicators} & set(table.around)


def test_a_row_that_comes_twice_is_told_with_both_its_figures() -> None:
    (row,) = (row for row in ROWS if "| 1 | 40 |" in row)
    drawing = report(f"{TABLE}{row.replace('| 1 |', '| 2 |')}\n")
    ((_, statistics),) = INTERPRETER.read(document(drawing)).tables
    told = {item.code: item.message for item in statistics.findings}
    assert "(“1”, “2”)" in told["doubled-row"]
    assert "2 lần với số giống nhau" in told["doubled-row-same"]


def test_the_rest_of_a_table_with_a_column_of_the_unit_s_own_keeps_its_columns_where_a_line_parts_one_cell() -> (
    None
):
    heading = (
        "| STT | Các hoạt động | Đơn vị | Số lượng | < | < | Ghi chú |\n"
        "| ^ | ^ | ^ | Số lớp/số cuộc thi | Nữ | Người | ^ |\n"
    )
    lines = []
    for item in FORM.indicators:
        count, people = (*FILLED.get(item.id, ()), "", "")[:2]
        women = "1" if people else ""
        lines.append(f"| {item.number} | {item.label} | {item.unit} | {count} | {women} | {people} |  |")
    parted = [line.replace("|", "\0", 3).replace("|", "| < |", 1).replace("\0", "|") for line in lines]
    for at in (5, 20, 36):
        drawing = heading + "\n".join(lines[:at]) + "\n\nTrang 2\n\n" + "\n".join(parted[at:]) + "\n"
        assert tables(report(drawing)) == [FIGURES], at
