"""Rows of the form in tables beside the statistics table: joined where they go on with it, else told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.lines import read_lines
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.document import Block, Cell, CellKind, Document, Paragraph, Seen, Sight, Table
from tests.documents import FORM, document, form_rows, report, workbook

INTERPRETER = Interpreter(FORM)
NEWS = "news_items"
BUDGET, OTHERS = "funding.state_budget", "funding.other_sources"
LABELS = {item.id: item.label for item in FORM.indicators}


def parted(rest: str, between: str = "") -> Document:
    """Return a report whose table ends before the last four rows, which follow as drawn."""
    lines = form_rows({NEWS: ("7",)}).splitlines()
    return document(report("\n".join(lines[:-4]) + f"\n\n{between}\n{rest}"))


def amounts(made: Document) -> dict[str, object]:
    (_, statistics), *_ = INTERPRETER.read(made).tables
    found = statistics.figures
    return {name: dict(found[name]) for name in (BUDGET, OTHERS) if name in found}


def told(made: Document) -> list[tuple[str, str | None]]:
    return [(item.code, item.indicator) for item in INTERPRETER.read(made).told]


REST = (
    "| 10 | < | Kinh phí | < | < |  | < |  |  |  |\n"
    f"|  | < | {LABELS[BUDGET]} | < | < | đồng | < | 5.000.000 |  |  |\n"
    f"|  | < | {LABELS[OTHERS]} | < | < | đồng | < | 2.500.000 |  |  |\n"
)


def test_the_rest_of_a_table_that_is_ruled_otherwise_goes_on_with_it() -> None:
    made = parted(REST)
    values = {name: [int(value) for value in row.values()] for name, row in amounts(made).items()}  # type: ignore[attr-defined]
    assert values == {BUDGET: [5_000_000], OTHERS: [2_500_000]}
    assert told(made) == []


def test_rows_of_the_form_in_another_table_are_told_where_the_form_leaves_them_blank() -> None:
    other = f"| Nguồn | Số tiền |\n| {LABELS[BUDGET]} | 5.000.000 |\n| {LABELS[OTHERS]} | 2.500.000 |\n"
    made = parted(other, between="Kinh phí:")
    assert amounts(made) == {}
    assert told(made) == [("row-elsewhere", BUDGET), ("row-elsewhere", OTHERS)]
    (first, _) = INTERPRETER.read(made).told
    assert "ghi “5.000.000”; chưa tính." in first.message


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # A row that stands twice, of one table or two, is told once; a heading is none.
        (f"| {LABELS[BUDGET]} | 5 |\n| {LABELS[BUDGET]} | 6 |\n| Khác | 7 |", [(BUDGET, 2, "5")]),
        (f"| {LABELS[NEWS]} | 5 |\n| {LABELS[BUDGET]} | 6 |\n\nVà:\n| {LABELS[BUDGET]} | 7 |\n| {LABELS[OTHERS]} | 8 |",
         [(BUDGET, 2, "6"), (OTHERS, 2, "8")]),
        # A number in front of a label is no figure of it, another label neither.
        (f"| 1 | {LABELS[BUDGET]} |\n| 2 | {LABELS[OTHERS]} |\n| 3 | {LABELS[NEWS]} |", []),
        (f"| {LABELS[BUDGET]} | {LABELS[OTHERS]} | 5 |\n| {LABELS[OTHERS]} | 2 lớp | 6 |",
         [(BUDGET, 3, "5"), (OTHERS, 2, "2 lớp")]),
        # A row without a place in the form's columns says nothing.
        (f"| {LABELS['classes']} | - |\n| Kinh phí | 4 |\n| {LABELS[BUDGET]} | 5 |", [(BUDGET, 2, "5")]),
    ],
)  # fmt: skip
def test_a_row_of_the_form_elsewhere_is_told_once_with_its_figure(
    rows: str, said: list[tuple[str, int, str]]
) -> None:
    made = document(report(form_rows({NEWS: ("7",)}) + f"\n\nKhác:\n{rows}\n"))
    assert [
        (item.indicator, item.origin.column, item.origin.text)
        for item in INTERPRETER.read(made).told
        if item.origin is not None
    ] == said


def test_a_row_of_the_table_with_a_finding_of_its_own_is_not_told_once_more() -> None:
    other = f"| Nguồn | Số tiền |\n| {LABELS[BUDGET]} | 5.000.000 |\n| {LABELS[OTHERS]} | 2.500.000 |\n"
    made = document(report(form_rows({BUDGET: ("khoảng 5 triệu",)}) + f"\n\nKinh phí:\n{other}"))
    assert told(made) == [("row-elsewhere", OTHERS)]


def test_what_a_narratives_table_repeats_is_not_told() -> None:
    table = form_rows({NEWS: ("7",), BUDGET: ("5.000.000",), OTHERS: ("2.500.000",)})
    other = f"| Nguồn | Số tiền |\n| {LABELS[BUDGET]} | 5.000.000 |\n| {LABELS[OTHERS]} | 2.500.000 |\n"
    assert told(document(report(f"{table}\n\nTrong đó:\n{other}"))) == []


def test_one_label_of_the_form_in_a_table_of_other_things_says_nothing() -> None:
    other = f"| Nội dung | Số |\n| {LABELS[BUDGET]} | 3 |\n| Việc khác | 4 |\n"
    assert told(document(report(form_rows({NEWS: ("7",)}) + "\n\nKhác:\n" + other))) == []


def test_a_row_alone_that_the_table_lacks_is_told() -> None:
    alone = f"| Thêm | 3 |\n| {LABELS[OTHERS]} | 2.500.000 |\n| Việc khác | 4 |\n"
    assert told(parted(alone, between="Khác:")) == [("row-elsewhere", OTHERS)]
    assert told(document(report(alone))) == [("no-statistics-table", None)]


@pytest.mark.parametrize(
    "labels",
    [
        {NEWS: NEWS},
        {NEWS: NEWS, "workshops": NEWS},
        {NEWS: NEWS, "workshops": "funding"},
    ],  # twice; of no figures
)
def test_a_row_ruled_otherwise_than_its_table_is_told(labels: dict[str, str]) -> None:
    made = document(report(form_rows({OTHERS: ("2.500.000",)})))
    instead = {LABELS[own]: LABELS[other] for own, other in labels.items()}

    def moved(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        label = next((instead[cell.text] for cell in row if cell.text in instead), None)
        if label is None:
            return row
        return tuple(Cell(text, row[0].row, at) for at, text in enumerate((label, "14", "", "", "", ""), 1))

    blocks = [
        block._replace(rows=tuple(moved(row) for row in block.rows)) if isinstance(block, Table) else block
        for block in made.blocks
    ]
    (finding,) = INTERPRETER.read(made._replace(blocks=tuple(blocks))).told
    assert (finding.code, finding.indicator, finding.severity.value) == ("row-askew", NEWS, "error")
    assert "“14” không rõ thuộc cột nào" in finding.message
    assert finding.origin is not None
    assert (finding.origin.column, finding.origin.text) == (2, "14")


# -- what stands beside the rows and may change a figure -----------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ghi chú: mục 2 số đúng là 24 tin, bài.", True),
        ("Đính chính: Số tin bài: 24", True),
        ("* Kinh phí chưa tính 3.000.000đ của Hội cha mẹ học sinh.", True),
        ("Số liệu trên là lũy kế cả năm học.", True),
        ("Ghi chú: Số liệu tính đến ngày 07/10/2024.", False),
        ("Quận 7, ngày 07 tháng 10 năm 2024", False),
        ("Nơi nhận: không gửi bản giấy 2024", False),
        ("IV. Kiến nghị", False),
    ],
)
def test_a_line_below_the_table_that_may_change_a_figure_is_told(line: str, told: bool) -> None:
    below = "Dòng thường.\n" + line + ("\nĐề nghị tạm tính 5 triệu đồng." if line.startswith("IV") else "")
    said = INTERPRETER.read(document(report(form_rows({"news_items": ("14",)}) + "\n" + below)))
    assert [item.code for item in said.told] == ["note-below-table"] * told
    assert all(line in item.message for item in said.told)


@pytest.mark.parametrize(
    "words",
    [
        "Đính chính mục 2: 24", "Mục 2 sửa lại 24", "Mục 2 sửa thành 24", "Số đúng: 24", "Số liệu đúng: 24",
        "Mục 2 đúng là 24", "Mục 2 đúng phải là 24", "Mục 2 là 24 chứ không phải 42", "Chưa tính 24 em",
        "Không tính 24 em", "Không bao gồm 24 em", "Không gồm 24 em", "Chưa kể 24 em", "Chưa cộng 24 em",
        "Số liệu tạm tính", "Số liệu ước tính", "Số liệu lũy kế", "Bảng trên lũy kế",
    ],
)  # fmt: skip
def test_each_word_of_one_who_corrects_is_known(words: str) -> None:
    said = INTERPRETER.read(document(report(f"{form_rows({'news_items': ('14',)})}\n{words}")))
    assert [item.code for item in said.told] == ["note-below-table"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (1, (Cell("Số tin bài đúng là 24", 0, 1),)),
        (2, (Cell("Số tin bài đúng là", 0, 1), Cell("24", 0, 4, kind=CellKind.NUMBER, value=24))),
    ],
    ids=["right below", "its number in a cell of its own"],
)
def test_a_line_below_a_sheet_s_table_is_told_as_well(rows: int, cells: tuple[Cell, ...]) -> None:
    drawn = document(report(form_rows({"news_items": ("14",)})))
    table = max(drawn.tables(), key=lambda one: len(one.rows))
    row = max(cell.row for cells in table.rows for cell in cells) + rows
    below = tuple(cell._replace(row=row) for cell in cells)
    sheet = table._replace(rows=(*table.rows, below), number=None, sheet="Báo cáo")
    said = INTERPRETER.read(
        drawn._replace(blocks=tuple(sheet if one is table else one for one in drawn.blocks))
    )
    assert [item.code for item in said.told] == ["note-below-table"]
    assert "“Số tin bài đúng là 24”" in said.told[0].message


def with_heading(heading: str = "Người", **said: Any) -> Document:
    """Return a report with something said of a heading: that of the second column of numbers."""
    made = document(report(form_rows({"news_items": ("14",)})))
    blocks = tuple(
        block._replace(
            rows=tuple(
                tuple(c._replace(**said) if c.text == heading else c for c in row) for row in block.rows
            )
        )
        if isinstance(block, Table)
        else block
        for block in made.blocks
    )
    return made._replace(blocks=blocks)


def test_a_note_at_a_heading_is_told_where_it_may_change_figures() -> None:
    for note, codes in (("Số liệu gồm cả năm 2023", ["note-at-heading"]), ("Thầy xem giúp", [])):
        for heading in ("Người", "Các hoạt động"):  # the first row of headings is one of them
            said = INTERPRETER.read(with_heading(heading, notes=(note,)))
            assert [item.code for item in said.told] == codes
    below = INTERPRETER.read(with_heading(FORM.indicators[0].label, notes=("Số liệu gồm cả năm 2023",)))
    assert "note-at-heading" not in [item.code for item in below.told]


def test_a_heading_of_which_nothing_is_left_is_told() -> None:
    struck = (Seen(Sight.STRUCK, "Người"),)
    (told,) = INTERPRETER.read(with_heading(text="", sights=struck)).told
    assert told.code == "lost-heading"
    assert "“Người” bị gạch bỏ hoặc không nhìn thấy" in told.message
    assert INTERPRETER.read(with_heading(sights=(Seen(Sight.STRUCK, "Số"),))).told == ()
    assert INTERPRETER.read(with_heading(text="", sights=(Seen(Sight.TEXT_BOX, "Người"),))).told == ()
    for heading, text in (("Số lượng", ""), ("Ghi chú", " ")):  # in the first row, and one of spaces
        assert [
            item.code for item in INTERPRETER.read(with_heading(heading, text=text, sights=struck)).told
        ] == ["lost-heading"]
    label = with_heading(LABELS["classes"], text="", sights=struck)  # a row's, below the headings
    assert "lost-heading" not in [item.code for item in INTERPRETER.read(label).told]


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("dòng 3 sửa thành 41", True),
        ("số người là 120 chứ không phải 102", True),
        ("Mục 2: 24 tin, bài", True),
        (f"{LABELS[NEWS]}: 24", True),
        ("Ô D38 ghi nhầm, 24 mới phải", True),
        ("24 tin, bài", True),
        ("Số liệu chưa tính các lớp mầm non", True),
        ("Đã kiểm tra 3 lần", False),
        ("Theo Kế hoạch số 12/KH-UBND", False),
        ("Sửa lại ngày 12/10/2024 theo Kế hoạch số 12/KH-UBND năm 2024", False),
        ("Anh xem lại câu này, sửa lại cho gọn", False),
        ("Tăng 2 lớp so với năm 2023", False),
        ("Cần xem lại: Dòng 2 ghi “14”.\n→ Ghi 24.", False),
    ],
)
def test_a_note_outside_the_table_is_told_where_it_corrects_a_figure(note: str, told: bool) -> None:
    made = document(report(form_rows({NEWS: ("14",)})))
    said = INTERPRETER.read(made._replace(notes=("Thầy xem giúp", note)))
    assert [item.code for item in said.told] == ["note-elsewhere"] * told
    assert all(f"nhận xét hoặc chú thích “{note}”; các số" in item.message for item in said.told)


def test_a_note_at_a_cell_of_the_table_is_told_at_its_figure_alone() -> None:
    made = document(report(form_rows({NEWS: ("14",)})))
    blocks = tuple(
        block._replace(
            rows=tuple(
                tuple(c._replace(notes=("sửa 24",)) if c.text == "14" else c for c in row)
                for row in block.rows
            )
        )
        if isinstance(block, Table)
        else block
        for block in made.blocks
    )
    said = INTERPRETER.read(made._replace(blocks=blocks))
    assert ([item.code for item in said.tables[0][1].findings], said.told) == (["note-at-figure"], ())


def test_the_lines_of_a_sheet_are_those_above_and_below_its_table_that_are_seen() -> None:
    drawn = f"| UBND | Trường |\n{form_rows({NEWS: ('14',)})}| Nơi nhận | Hiệu trưởng |\n| Lưu | A |\n"
    made = workbook({"Báo cáo": drawn})
    ((table, _),) = INTERPRETER.read(made).tables
    blocks = []
    for block in made.tables():
        rows = [
            [c._replace(hidden="ẩn" if c.text in ("UBND", "Lưu") else "") for c in row] for row in block.rows
        ]
        blocks.append(block._replace(rows=tuple(map(tuple, rows))))
    hidden = made._replace(blocks=tuple(blocks))
    said = [(line.text, line.after) for line in read_lines(made, table)]
    assert said == [
        ("UBND", False), ("Trường", False), ("Nơi nhận", True), ("Hiệu trưởng", True), ("Lưu", True), ("A", True),
    ]  # fmt: skip
    ((table, _),) = INTERPRETER.read(hidden).tables
    seen = [line.text for line in read_lines(hidden, table)]
    assert seen == ["Trường", "Nơi nhận", "Hiệu trưởng", "A"]


def test_a_note_at_a_cell_above_the_table_is_told_once() -> None:
    made = document(report(form_rows({NEWS: ("14",)})))
    letterhead = Table(((Cell("Ghi", 1, 1, notes=("dòng 3 sửa thành 41",)),),), number=9)
    said = INTERPRETER.read(made._replace(blocks=(letterhead, *made.blocks)))
    assert [item.code for item in said.told] == ["note-elsewhere"]


# -- columns and rows that are not the form's ------------------------------------------------------------------


def with_a_column(
    filled: Mapping[str, tuple[str, ...]], heading: str, only: Collection[str] = tuple(LABELS)
) -> Document:
    """Return a report whose table has one more column at its right, with the figures from 5 on in these rows."""
    made = document(report(form_rows(filled)))
    labels = {LABELS[name] for name in only}
    blocks: list[Block] = []
    for block in made.blocks:
        if isinstance(block, Table) and len(block.rows) > 20:
            figures = map(str, count(5))
            texts = [next(figures) if any(cell.text in labels for cell in row) else "" for row in block.rows]
            texts[0] = heading
            rows = tuple(
                (*row, Cell(text, row[0].row, 7)) for row, text in zip(block.rows, texts, strict=True)
            )
            block = block._replace(rows=rows)
        blocks.append(block)
    return made._replace(blocks=tuple(blocks))


def test_a_column_of_figures_the_form_has_not_is_told_once_by_its_heading() -> None:
    made = with_a_column({NEWS: ("14",), "workshops": ("3",)}, "Năm trước")
    (_, statistics), *_ = INTERPRETER.read(made).tables
    (told,) = statistics.findings
    assert (told.code, told.severity.value, told.indicator) == ("extra-column", "error", None)
    said = "Cột “Năm trước” không có trong mẫu mà có số ở 34 dòng để trống cột của mẫu (“5”, “6”, “7” …), nên"
    assert told.message.startswith(said)
    assert len({told.origin, *statistics.unasked}) == 34
    assert statistics.figures == {NEWS: {"count": 14}, "workshops": {"count": 3}}


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (4, ["unasked-figure"] * 2),
        (5, ["(“5”, “6”, “7”), nên các số này"]),
        (6, ["(“5”, “6”, “7” …), nên các số này"]),
    ],
)
def test_such_a_column_has_three_figures_of_which_three_are_shown(figures: int, told: list[str]) -> None:
    own = {NEWS: ("14",), "workshops": ("3",)}
    blank = [item.id for item in FORM.indicators if item.parent == "classes"]
    made = with_a_column(own, "Năm trước", (*own, *blank[: figures - 2]))
    ((_, statistics),) = INTERPRETER.read(made).tables
    found = [
        item.message.partition("cột của mẫu ")[2] if item.code == "extra-column" else item.code
        for item in statistics.findings
    ]
    assert [text.partition(" không")[0] for text in found] == told


def test_beside_such_a_column_other_findings_stay_as_they_are() -> None:
    filled = {NEWS: ("14",), "workshops": ("3",), "publications": ("2", "30"), BUDGET: ("khoảng 5 triệu",)}
    (_, statistics), *_ = INTERPRETER.read(with_a_column(filled, "Năm trước")).tables
    assert [(item.code, item.indicator) for item in statistics.findings] == [
        ("unasked-figure", "publications"), ("estimate", BUDGET), ("extra-column", None),
    ]  # fmt: skip


def test_numbers_in_a_column_of_the_form_where_it_asks_for_none_are_told_one_by_one() -> None:
    rows = dict.fromkeys(
        (NEWS, "publications", "workshops", "opening.districts", "classes.literacy"), ("2", "30")
    )
    rows["classes.professional"] = ("1", "20")
    (_, statistics), *_ = INTERPRETER.read(document(report(form_rows(rows)))).tables
    assert [item.code for item in statistics.findings] == ["unasked-figure"] * 4


@pytest.mark.parametrize("filled", [{}, {NEWS: ("14",)}], ids=["none", "one"])
def test_where_less_than_two_rows_have_figures_of_their_own_each_is_told_with_the_column_s_heading(
    filled: dict[str, tuple[str, ...]],
) -> None:
    (_, statistics), *_ = INTERPRETER.read(with_a_column(filled, "Kết quả")).tables
    assert {item.code for item in statistics.findings} == {"unasked-figure"}
    assert all("cột “Kết quả” ghi" in item.message for item in statistics.findings)


def test_a_sum_that_differs_names_the_rows_of_the_form_that_are_gone() -> None:
    parts = [item.id for item in FORM.indicators if item.parent == "classes"]
    many = form_rows({"classes": ("6",), parts[1]: ("1", "10"), parts[-1]: ("2", "20")})
    left = [
        line for line in many.splitlines() if not any(LABELS[name] in line for name in (*parts[2:7], NEWS))
    ]
    (told,) = (
        item for item in submission_of(INTERPRETER, document(report("\n".join(left))), "a.docx").findings
        if item.code == "sum-differs"
    )  # fmt: skip
    named = ", ".join(f"“{FORM.by_id[name].short_label}”" for name in parts[2:5])
    assert told.hint.endswith(f" Mẫu còn dòng {named} và 2 dòng khác không có trong tệp.")
    gone = LABELS["culture_sport.museum_visits"]
    rows = form_rows({"culture_sport": ("6",), "culture_sport.sports": ("1", "10")})
    other = LABELS[parts[2]]  # of another sum
    fewer = "\n".join(line for line in rows.splitlines() if gone not in line and other not in line)
    for text, more in ((rows, ""), (fewer, f" Mẫu còn dòng “{gone}” không có trong tệp.")):
        said = submission_of(INTERPRETER, document(report(text)), "a.docx")
        (told,) = (item for item in said.findings if item.code == "sum-differs")
        kept = "Kiểm tra lại dòng tổng và các dòng chi tiết; số tổng vẫn giữ như đã ghi."
        assert told.hint == f"{kept}{more}"


@pytest.mark.parametrize(
    ("head", "margin", "unit"),
    [
        ("", "TRƯỜNG MẦM NON SAO MAI", "Trường Mầm non Sao Mai"),
        ("", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN 7", "Trường Z"),
        ("", "", "Trường Z"),
        ("| TRƯỜNG TIỂU HỌC HOA SEN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "TRƯỜNG MẦM NON SAO MAI",
         "Trường Tiểu học Hoa Sen"),
    ],
)  # fmt: skip
def test_the_page_header_names_who_sends_where_else_the_files_properties_do(
    head: str, margin: str, unit: str
) -> None:
    made = document(f"{head}\n\nBÁO CÁO\n\n{form_rows({NEWS: ('7',)})}")
    margins = (Paragraph(margin, 1),) if margin else ()
    made = made._replace(margins=margins, properties={"htsd-unit": "Trường Z"})
    assert INTERPRETER.read(made).letterhead.unit == unit


@pytest.mark.parametrize(
    ("cells", "column", "code"), [(("7",), 4, "hidden-figure"), (("7", "", "5"), 6, "hidden-cells")]
)
def test_a_hidden_number_is_told_once(cells: tuple[str, ...], column: int, code: str) -> None:
    made = document(report(form_rows({BUDGET: ("5",), NEWS: cells})))
    blocks = tuple(
        block._replace(
            rows=tuple(
                tuple(
                    cell._replace(hidden="bị ẩn") if row[1:2] and row[1].text == LABELS[NEWS] and cell.column == column
                    else cell
                    for cell in row
                )
                for row in block.rows
            )
        )
        if isinstance(block, Table)
        else block
        for block in made.blocks
    )  # fmt: skip
    said = INTERPRETER.read(made._replace(blocks=blocks))
    ((_, statistics),) = said.tables
    assert [item.code for item in (*statistics.findings, *said.told)] == [code]
