"""A report of any form: its tables found, its rows and columns known again, every cell accounted for."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from htsd_cli.checks import CODES
from htsd_cli.interpret.grid.reading import GridReader
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.document import Cell, Document, Paragraph, Seen, Sight, Table
from htsd_cli.values.findings import Finding
from tests.documents import document
from tests.forms import form_of
from tests.interpret.grid.invented import FORM, HEADING, INTERPRETER, ROWS, UNITS, codes, report, said

CLEAN = {
    "lop": {"tong": 12, "cong_lap": 8, "tu_thuc": 4},
    "lop_nam": {"tong": 7, "cong_lap": 5, "tu_thuc": 2},
    "lop_ghep": {"tong": 5, "cong_lap": 3, "tu_thuc": 2},
    "hoc_sinh": {"tong": 1250, "cong_lap": 1000, "tu_thuc": 250},
    "hoc_sinh_nu": {"tong": 600, "cong_lap": 500, "tu_thuc": 100},
    "giao_vien": {"tong": 40, "cong_lap": 30, "tu_thuc": 10},
    "giao_vien_nu": {"tong": 35, "cong_lap": 28, "tu_thuc": 7},
    "ti_le": {"tong": Decimal("104.17")},
    "dat_chuan": {"tong": Decimal("12.5")},
    "kinh_phi": {"tong": Decimal("1250.5")},
    "k_tong": {"value": 700},
    "k_biet": {"value": 400},
    "k_ti_le": {"value": Decimal("57.14")},
}


def swapped(drawing: str, first: int, second: int) -> str:
    """Return a drawing with two of its columns exchanged."""
    lines = []
    for line in drawing.strip().splitlines():
        cells = line.strip().strip("|").split("|")
        cells[first], cells[second] = cells[second], cells[first]
        lines.append("|" + "|".join(cells) + "|")
    return "\n".join(lines)


def test_a_clean_report_has_every_figure_exactly_and_no_finding() -> None:
    submission = said(report())
    assert submission.numbers == CLEAN
    assert codes(submission) == []
    assert submission.unit.name == "Trường Mầm non Hoa Sen"
    assert submission.notes == {"y_kien": "Cấp thêm bàn ghế"}
    assert submission.status == "ok"


def test_each_figure_has_its_place() -> None:
    figure = said(report()).figures[FORM.by_id["giao_vien_nu"].key("tu_thuc")]
    assert figure.origin is not None
    assert (figure.origin.table, figure.origin.row, figure.origin.column, figure.origin.text) == (
        2,
        12,
        7,
        "7",
    )


def test_columns_exchanged_with_their_headings_are_read_by_heading() -> None:
    heading = HEADING.replace("| Công lập | Tư thục |", "| Tư thục | Công lập |").replace(
        "| 2 | 3 |", "| 3 | 2 |"
    )
    assert said(report(swapped(ROWS, 5, 6), heading=heading)).numbers == CLEAN


def test_a_table_broken_by_a_page_is_one_with_or_without_its_heading_again() -> None:
    lines = ROWS.strip().splitlines()
    for between in ("\n\n", f"\n\n(tiếp theo)\n\n{HEADING.strip()}\n"):
        submission = said(report("\n".join(lines[:6]) + between + "\n".join(lines[6:])))
        assert submission.numbers == CLEAN
        assert codes(submission) == []


def test_the_same_label_under_two_rows_is_told_by_the_rows_it_stands_under() -> None:
    rows = "\n".join(line for line in ROWS.splitlines() if "| 05 |" not in line)
    bare = "\n".join(
        line.replace("| 07 |", "| |").replace("| 06 |", "| |").replace("| 04 |", "| |")
        for line in rows.splitlines()
    )
    submission = said(report(bare))
    assert submission.numbers["giao_vien_nu"] == {"tong": 35, "cong_lap": 28, "tu_thuc": 7}
    assert "hoc_sinh_nu" not in submission.numbers
    assert codes(submission) == [("row-missing", "hoc_sinh_nu", None)]


def test_a_code_decides_where_the_label_was_reworded() -> None:
    rows = ROWS.replace("- Lớp ghép | lớp | 03", "- Lớp ghép nhiều độ tuổi | lớp | 03")
    assert said(report(rows)).numbers == CLEAN


def test_a_code_beside_another_rows_label_is_told_and_counts_nowhere() -> None:
    rows = ROWS.replace("Tổng số giáo viên | người | 06", "Tổng số giáo viên | người | 02")
    submission = said(report(rows))
    assert "giao_vien" not in submission.numbers
    assert {"row-unknown", "row-missing"} <= {code for code, _, _ in codes(submission)}


def test_rows_in_another_order_are_known_again() -> None:
    lines = ROWS.strip().splitlines()
    moved = [*lines[:4], *lines[6:8], *lines[4:6], *lines[8:]]
    assert said(report("\n".join(moved))).numbers == CLEAN


def test_a_missing_row_is_a_finding_that_names_it() -> None:
    rows = "\n".join(line for line in ROWS.splitlines() if "| 03 |" not in line)
    submission = said(report(rows))
    told = [item for item in submission.findings if item.code == "row-missing"]
    assert [item.message for item in told] == [
        "Bảng 1 “Lớp và học sinh”, dòng “Lớp ghép” không có trong báo cáo, nên chưa có số liệu của dòng này."
    ]


@pytest.mark.parametrize(
    ("rows", "more"), [(14, ""), (15, "1 dòng khác của mẫu: Việc mo"), (16, "Việc mo; Việc mp")]
)
def test_of_many_missing_rows_twelve_are_told_one_by_one(tmp_path: Path, rows: int, more: str) -> None:
    columns = "".join(
        f'[[tables.columns]]\nid = "{name}"\nrole = "{role}"\nheading = ["{text}"]\nindex = {at}\n\n'
        for at, (name, role, text) in enumerate((("ten", "label", "Nội dung"), ("so", "value", "Số")), 1)
    )
    lines = "".join(
        f'[[tables.indicators]]\nid = "{name}"\nlabel = "Việc m{name}"\nmeasures = [{{ id = "so" }}]\n\n'
        for name in "abcdefghijklmnop"[:rows]
    )
    form = form_of(
        tmp_path / "mau", f'id = "viec"\ntitle = "Việc"\n\n[[tables]]\nid = "bang"\n\n{columns}{lines}'
    )
    found = (
        GridReader(form).read(document("| Nội dung | Số |\n| Việc ma | 1 |\n| Việc mb | 2 |\n")).statistics
    )
    assert [item.code for item in found.findings[:12]] == ["row-missing"] * 12
    assert [item.code for item in found.findings[12:]] == (["rows-missing"] if more else [])
    assert all(more in item.message for item in found.findings[12:])


def test_a_missing_table_is_a_finding_that_names_it() -> None:
    submission = said(report(units=""))
    told = [item for item in submission.findings if item.code == "table-missing"]
    assert [item.message for item in told] == [
        "Báo cáo không có bảng “Lớp theo khu phố” của mẫu, hoặc bảng ấy không còn đúng tiêu đề."
    ]


def test_a_missing_table_without_a_title_is_named_by_its_columns_or_its_first_row() -> None:
    tables = tuple(table.model_copy(update={"title": ""}) for table in FORM.tables)
    reader = GridReader(FORM.model_copy(update={"tables": tables}))
    assert [
        [item.message for item in reader.read(drawn).statistics.findings if item.code == "table-missing"]
        for drawn in (document(report(units="")), document(UNITS))
    ] == [
        [f"Báo cáo không có bảng “{table}” của mẫu, hoặc bảng ấy không còn đúng tiêu đề."]
        for table in ("có các cột Người trong độ tuổi, Biết chữ, Tỉ lệ", "bắt đầu từ dòng Tổng số lớp")
    ]


def test_a_missing_column_is_a_finding_that_names_it() -> None:
    def without(drawing: str) -> str:
        rows = [line.strip().strip("|").split("|") for line in drawing.strip().splitlines()]
        return "\n".join("|" + "|".join([*row[:6], *row[7:]]) + "|" for row in rows)

    submission = said(report(without(ROWS), heading=without(HEADING)))
    assert [item.message for item in submission.findings if item.code == "column-missing"] == [
        "Bảng không có cột “Tư thục” của mẫu, hoặc tiêu đề cột ấy đã bị sửa, nên chưa có số liệu của cột này."
    ]
    assert submission.numbers["giao_vien_nu"] == {"tong": 35, "cong_lap": 28}


def test_blank_zero_and_words_for_zero_stay_three_things() -> None:
    rows = ROWS.replace("| 02 | 7 | 5 | 2 |", "| 02 | | Không | - |").replace(
        "| 03 | 5 | 3 | 2 |", "| 03 | 0 | 8 | 4 |"
    )
    submission = said(report(rows))
    assert submission.numbers["lop_nam"] == {"cong_lap": 0, "tu_thuc": 0}
    assert submission.numbers["lop_ghep"] == {"tong": 0, "cong_lap": 8, "tu_thuc": 4}


@pytest.mark.parametrize(
    ("right", "wrong", "code", "suggestion"),
    [
        ("| 06 | 40 |", "| 06 | khoảng 40 |", "estimate", 40),
        ("| 06 | 40 |", "| 06 | 25 + 15 |", "sum-in-words", 40),
        ("| 06 | 40 |", "| 06 | 4O |", "letters-for-digits", 40),
        ("| 06 | 40 |", "| 06 | 40% |", "percentage", None),
        ("| 06 | 40 |", "| 06 | 12,5 |", "decimal", None),
        ("| 01 | 12 |", "| 01 | 12 người |", "wrong-unit", 12),
        ("| 09 | 12,5 |", "| 09 | khoảng 12 |", "estimate", 12),
        ("| 09 | 12,5 |", "| 09 | đạt |", "not-a-number", None),
        ("| 10 | 1.250,5 |", "| 10 | 1.250.000.000 |", "amount-unclear", 1250),
        ("| 10 | 1.250,5 |", "| 10 | -5 |", "negative", 5),
    ],
)
def test_what_is_no_figure_is_a_finding_at_its_cell(
    right: str, wrong: str, code: str, suggestion: int | None
) -> None:
    assert right in ROWS
    submission = said(report(ROWS.replace(right, wrong)))
    told = [item for item in submission.findings if item.code == code]
    assert len(told) == 1
    assert (told[0].suggestion, told[0].measure) == (suggestion, "tong")
    assert told[0].indicator is not None
    assert "tong" not in submission.numbers.get(told[0].indicator, {})


def test_what_is_to_be_written_instead_is_a_whole_number_where_one_is_asked() -> None:
    drawn = ROWS.replace("| 06 | 40 |", "| 06 | a |").replace("| 09 | 12,5 |", "| 09 | đạt |")
    assert [item.hint for item in said(report(drawn)).findings if item.code == "not-a-number"] == [
        "Ghi một số nguyên; nếu không có thì ghi 0.",
        "Ghi một số; nếu không có thì ghi 0.",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5%", "12.5"),
        ("12.5 %", "12.5"),
        ("0,125", "0.125"),
        ("100", "100"),
        ("1.250,25", "1250.25"),
        ("-", "0"),
    ],
)
def test_a_rate_is_read_exactly(text: str, value: str) -> None:
    submission = said(report(ROWS.replace("| 09 | 12,5 |", f"| 09 | {text} |")))
    assert submission.numbers["dat_chuan"] == {"tong": Decimal(value)}
    assert codes(submission) == []


def test_a_figure_where_the_form_asks_nothing_is_told() -> None:
    submission = said(report(ROWS.replace("| 09 | 12,5 | x |", "| 09 | 12,5 | 30 |")))
    assert codes(submission) == [("unasked-figure", "dat_chuan", None)]


def test_an_added_row_with_figures_is_kept_and_told() -> None:
    submission = said(report(ROWS + "| | Lớp năng khiếu | lớp | | 3 | 3 | | |\n"))
    assert codes(submission) == [("row-unknown", None, None)]
    assert [row.label for row in submission.extra_rows] == ["Lớp năng khiếu", "Số khu phố đạt chuẩn: 02"]
    assert submission.numbers == CLEAN


def test_a_row_that_comes_twice_counts_only_where_both_agree() -> None:
    again = "| | - Lớp ghép | lớp | 03 | 5 | 3 | 1 | |\n"
    submission = said(report(ROWS + again))
    assert submission.numbers["lop_ghep"] == {"tong": 5, "cong_lap": 3}
    assert [item.message for item in submission.findings if item.code == "doubled-row"] == [
        "Bảng 1 “Lớp và học sinh”, dòng “Lớp ghép”, cột “Tư thục”: dòng này có 2 lần với số khác nhau (“2”, “1”),"
        " không rõ số nào đúng."
    ]
    submission = said(report(ROWS + again.replace("| 5 | 3 | 1 |", "| 6 | 3 | 2 |")))
    assert submission.numbers["lop_ghep"] == {"cong_lap": 3, "tu_thuc": 2}


def test_notes_are_kept_with_their_row() -> None:
    rows = ROWS.replace("| 06 | 40 | 30 | 10 | |", "| 06 | 40 | 30 | 10 | kể cả hợp đồng |")
    assert said(report(rows)).notes["giao_vien"] == "kể cả hợp đồng"


def test_a_merged_cell_of_two_columns_is_told() -> None:
    submission = said(report(ROWS.replace("| 06 | 40 | 30 | 10 | |", "| 06 | 40 | 30 | < | |")))
    assert submission.numbers["giao_vien"] == {"tong": 40}
    assert {("merged-figures", "giao_vien", "cong_lap"), ("merged-figures", "giao_vien", "tu_thuc")} <= set(
        codes(submission)
    )


def test_words_in_a_cell_merged_over_rows_are_told_once() -> None:
    rows = ROWS.replace("| 06 | 40 |", "| 06 | a |").replace("| 07 | 35 |", "| 07 | ^ |")
    assert codes(said(report(rows))) == [("not-a-number", "giao_vien", "tong")]


def test_a_document_without_the_forms_tables_is_told() -> None:
    submission = said("BÁO CÁO\nKhông có bảng.\n")
    assert [code for code, _, _ in codes(submission)] == ["no-statistics-table"]
    assert not submission.counted


def test_a_document_with_none_of_the_tables_misses_no_single_one() -> None:
    assert GridReader(FORM).read(document("BÁO CÁO\nKhông có bảng.\n")).statistics.findings == []


def test_the_cells_are_counted_and_those_with_nothing_that_is_asked_are_known() -> None:
    drawn = ROWS.replace("| 104,17 | x | x |", "| 104,17 | … | 0 |").replace(
        "| 12,5 | x | x |", "| 12,5 | Không | – |"
    )
    found = GridReader(FORM).read(document(report(drawn))).statistics
    assert (found.cells.looked_at, found.cells.filled, found.findings) == (37, 36, [])
    assert [(place.row, place.column, place.text) for place in found.unasked if place.text != "x"] == [
        (13, 6, "…"), (13, 7, "0"), (14, 6, "Không"), (14, 7, "–"),
    ]  # fmt: skip


def test_a_number_beside_a_row_of_which_nothing_is_asked_belongs_to_the_rows_below_it() -> None:
    table = FORM.tables[0]
    rows = tuple(
        item.model_copy(update={"measures": ()}) if item.id == "giao_vien" else item
        for item in table.indicators
    )
    form = FORM.model_copy(update={"tables": (table.model_copy(update={"indicators": rows}),), "rules": ()})
    for name in ("indicators", "by_id", "table_names", "_tables_of", "order"):
        form.__dict__.pop(name, None)
    rows[5].__dict__.pop("numeric_measures", None)
    told = (
        GridReader(form)
        .read(document(report(ROWS.replace("| người | 06 |", "| 5 tổ | 06 |"), "")))
        .statistics
    )
    assert [(item.code, item.origin.column if item.origin else 0, item.hint) for item in told.findings] == [
        ("unasked-figure", 3, "Nếu là số liệu của dòng này thì ghi vào các dòng chi tiết bên dưới; nếu không thì xóa"
         " số ở ô này."),
        *(("figure-on-heading-row", at, "Chuyển số xuống dòng chi tiết bên dưới.") for at in (5, 6, 7)),
    ]  # fmt: skip


def test_a_table_that_is_a_picture_is_told_as_one() -> None:
    drawn = document("BÁO CÁO\n")._replace(sights=(Seen(Sight.PICTURE, ""),))
    assert GridReader(FORM).why_no_table(drawn).code == "table-is-picture"


def test_a_large_table_of_another_matter_is_named_and_neither_a_small_nor_a_hidden_one() -> None:
    def told(rows: int, *, hidden: bool = False, sheet: str | None = None) -> Finding:
        lines = tuple((Cell(" ", row, 1), Cell(f"Thực đơn {row}", row, 2)) for row in range(1, rows + 1))
        return GridReader(FORM).why_no_table(
            Document(Path("a.xlsx"), "xlsx", (Table(lines, 1, hidden=hidden, sheet=sheet),))
        )

    assert (told(5).code, told(4).code) == ("table-unknown", "no-statistics-table")
    assert (told(5, hidden=True).code, told(4, hidden=True).code) == ("no-statistics-table",) * 2
    message = (
        "Tệp có bảng chứa số ({}, bắt đầu bằng “Thực đơn 1”) nhưng không nhận ra dòng nào của mẫu, nên chưa "
    )
    message += "tính số nào."
    assert told(5).message == message.format("bảng thứ 1")
    assert told(5, sheet="Bếp").message == message.format("trang “Bếp”")


def test_an_empty_form_is_told_as_one() -> None:
    blank = "\n".join(
        "|" + "|".join([*line.strip().strip("|").split("|")[:4], "", "", "", ""]) + "|"
        for line in ROWS.strip().splitlines()
    )
    heads = "\n".join(UNITS.strip().splitlines()[:2]) + "\n| 1 | | | | |\n| @ | Cộng | | | |"
    assert "empty-form" in [code for code, _, _ in codes(said(report(blank, heads)))]


def test_a_typed_decision_on_a_decimal_is_taken_exactly() -> None:
    from htsd_cli.interpret.grid.values import ValueReader

    values = ValueReader(FORM)
    for indicator, text, value in (
        ("dat_chuan", "12,5%", "12.5"),
        ("ti_le", "104,17", "104.17"),
        ("lop", "12", "12"),
    ):
        row = FORM.by_id[indicator]
        assert values.read_text(text, values.asked(row, row.measures[0])).value == Decimal(value)


def test_no_word_of_another_form_stands_in_what_is_told() -> None:
    rows = ROWS.replace("| 06 | 40 |", "| 06 | 40% |").replace("| 09 | 12,5 |", "| 09 | đạt |")
    submission = said(report(rows + "| | Lớp năng khiếu | lớp | | 3 | 3 | | |\n"))
    texts = " ".join(f"{item.message} {item.hint}" for item in submission.findings)
    assert len(submission.findings) == 3
    assert not any(
        word in texts for word in ("Tuần lễ", "học tập suốt đời", "số cuộc", "dòng 11", "bao nhiêu lớp")
    )


def test_a_number_in_a_rows_label_is_told_and_counts_nowhere() -> None:
    submission = said(report(ROWS.replace("| Tổng số học sinh |", "| Tổng số học sinh 1.300 |")))
    assert [item.message for item in submission.findings] == [
        "Bảng 1 “Lớp và học sinh”, dòng 2 “Tổng số học sinh” ghi “Tổng số học sinh 1.300”: mẫu không yêu cầu số"
        " liệu ở ô này nên số này không được tính."
    ]
    assert submission.numbers["hoc_sinh"] == {"tong": 1250, "cong_lap": 1000, "tu_thuc": 250}
    assert codes(said(report(ROWS.replace("| Tổng số học sinh |", "| 2. Tổng số học sinh |")))) == []
    assert codes(said(report(ROWS.replace("| Kinh phí |", "| Kinh phí (km2) |")))) == []
    behind = said(report(ROWS.replace("| Tổng số học sinh |", "| Tổng số học sinh 1.300. em |")))
    assert codes(behind) == [("unasked-figure", "hoc_sinh", None)]


def test_a_number_in_a_column_of_no_form_is_told() -> None:
    heading = HEADING.replace("| Ghi chú |", "| Ghi chú | Khác |").replace("| ^ |\n", "| ^ | ^ |\n")
    rows = ROWS.replace(" |\n", " | |\n").replace("| 12 | 8 | 4 | | |", "| 12 | 8 | 4 | | 7 lớp |")
    found = (
        GridReader(FORM)
        .read(document(report(rows, heading=heading.replace("| E |", "| E | F |"))))
        .statistics
    )
    assert [(item.code, item.origin.column if item.origin else 0) for item in found.findings] == [
        ("unasked-figure", 9)
    ]
    assert (found.figures["lop"]["tong"], found.notes["lop"]) == (12, "7 lớp")


def test_a_list_of_units_goes_on_below_a_page_break() -> None:
    lines = UNITS.strip().splitlines()
    submission = said(report(units="\n".join([*lines[:3], "", *lines[3:]])))
    assert [row.unit.name for row in submission.rows or ()] == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    assert codes(submission) == []


def test_a_row_of_no_indicator_with_noughts_between_blanks_is_not_told() -> None:
    drawn = document(report(f"{ROWS}| | Việc lạ | | | nought | | | |\n"))
    blocks = tuple(
        block
        if isinstance(block, Paragraph)
        else block._replace(
            rows=tuple(
                tuple(cell._replace(text=cell.text.replace("nought", "\n0 ")) for cell in row)
                for row in block.rows
            )
        )
        for block in drawn.blocks
    )
    submission = submission_of(INTERPRETER, drawn._replace(blocks=blocks), "bao-cao.docx")
    assert codes(submission) == []
    assert [item.cells for item in submission.extra_rows[:1]] == [("Việc lạ", "0")]


@pytest.mark.parametrize(
    ("row", "extra", "told"),
    [
        ("| | Việc khác | | | | | | |", ["Việc khác"], []),
        ("| | Trong đó: | | | | | | |", [], []),
        *(
            (f"| | {caption} | | | | | | |", [], [])
            for caption in (
                "Chia ra", "Chia theo giới tính", "Trong đó", "Trong tổng số", "Trong số này", "Bao gồm", "Gồm có",
                "Gồm",
            )
        ),
        ("| | Việc lạ: | | | 0 | 0,0 | | |", ["Việc lạ:"], []),
        ("| | Việc khác | | 99 | | | | |", ["Việc khác"], []),
        ("| | Việc ↵ lạ: | | | 5 ↵ em | | 7 | |", ["Việc lạ:"], ["row-unknown 5: Việc lạ: 5 em; 7"]),
        ("| | Tổng cộng | | | 5 | | | |", ["Tổng cộng"], ["total-row 5: Tổng cộng 5"]),
        ("| | - Lớp năm tuổi 12 | lớp | 02 | | | | |", [], ["unasked-figure 2: - Lớp năm tuổi 12"]),
        ("| | 02. Lớp năm tuổi | lớp | 02 | | | | |", [], []),
        ("| | 14) Lớp năm tuổi | lớp | 02 | | | | |", [], []),
        ("| | 14) Lớp năm tuổi 12 | lớp | 02 | | | | |", [], ["unasked-figure 2: 14) Lớp năm tuổi 12"]),
    ],
)  # fmt: skip
def test_a_row_of_no_indicator_is_kept_and_told_where_it_has_figures(
    row: str, extra: list[str], told: list[str]
) -> None:
    submission = said(report(f"{ROWS}{row}\n"))
    assert [item.label for item in submission.extra_rows if item.origin.table == 2] == extra
    found = []
    for item in submission.findings:
        if item.code in ("row-unknown", "total-row", "unasked-figure") and item.origin:
            quoted = " ".join(re.findall(r"[“(](.*?)[”)]", item.problem)) or item.origin.text
            found.append(f"{item.code} {item.origin.column}: {quoted}")
    assert found == told


def test_words_that_are_asked_are_kept_as_such_and_as_the_note() -> None:
    submission = said(report())
    assert submission.texts == {"y_kien": {"tong": "Cấp thêm bàn ghế"}}
    assert submission.notes == {"y_kien": "Cấp thêm bàn ghế"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| | Nữ | người | 07 | 600 | 500 | 100 | < |", "tong 600, cong_lap 500, tu_thuc 100"),
        ("| | Nữ | người | 07 | 600 | chưa | < | < |", "tong 600, ghi chú: chưa"),
        ("| | Nữ | người | 07 | 600 | 500 | Không | < |", "tong 600, cong_lap 500, ghi chú: Không"),
        (
            "| | Nữ | người | 07 | 600 | 500 | < | < |",
            "tong 600, merged-figures cong_lap “500”, merged-figures tu_thuc “500”",
        ),
        (
            "| | Nữ | 45 người | < | < | 500 | 100 | |",
            "cong_lap 500, tu_thuc 100, unasked-figure None “45 người”",
        ),
        ("| | Nữ | người | < | < | 500 | 100 | |", "cong_lap 500, tu_thuc 100"),
    ],
)
def test_no_number_vanishes_in_a_cell_that_joins_columns_of_figures_with_others(row: str, told: str) -> None:
    drawn = report().replace("| | Nữ | người | 07 | 35 | 28 | 7 | |", row)
    found = submission_of(INTERPRETER, document(drawn), "bao-cao.docx")
    said = [
        f"{key.measure} {item.value}"
        for key, item in found.figures.items()
        if key.indicator == "giao_vien_nu"
    ]
    said += [f"ghi chú: {found.notes['giao_vien_nu']}"] if "giao_vien_nu" in found.notes else []
    said += [
        f"{item.code} {item.measure} “{item.origin.text}”"
        for item in found.findings
        if item.indicator == "giao_vien_nu" and item.origin and item.code not in CODES
    ]
    assert ", ".join(said) == told
