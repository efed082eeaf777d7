"""Which of a received file's tables are the form's, whole, in part, split, side by side: by headings and rows."""

from __future__ import annotations

from itertools import cycle, islice

import pytest

from htsd_cli.interpret.grid.lines import lines_of
from htsd_cli.interpret.grid.placing import known_tables, place_tables
from tests.documents import document, workbook
from tests.interpret.grid.disguised import BLANKS, padded
from tests.interpret.grid.invented import FORM

KNOWN = known_tables(FORM)
ROWS = ("Tổng số lớp", "Lớp năm tuổi", "Lớp ghép", "Tổng số học sinh", "Nữ", "Tổng số giáo viên")
ONE = "| Chỉ tiêu | Tổng số |\n"
TWO = "| Chỉ tiêu | Tổng số | Công lập |\n"
UNITS = "| Khu phố | Người trong độ tuổi | Biết chữ |\n| Khu phố 1 | 11 | 2 |\n"
NEXT = "| Khu phố 2 | 30 | 4 |\n"
EIGHT, OTHER = "| | Nữ | | | 1 | 1 | 0 | |", "| | Việc | | | 1 | 1 | 0 | |"


def rows(known: int, of: int, heading: str = TWO) -> str:
    """Return a heading and rows below it, the first of which are the form's."""
    names = [*islice(cycle(ROWS), known), *(f"Việc {number}" for number in range(of - known))]
    return heading + "".join(f"| {name} |{' 5 |' * (1 if heading == ONE else 2)}\n" for name in names)


@pytest.mark.parametrize(
    ("drawing", "parts"),
    [
        (rows(3, 5, ONE), "bang_1 1-6"),  # a column of three, most rows
        (rows(2, 5, ONE), ""),
        (rows(3, 8, ONE), ""),
        (rows(2, 8), ""),  # two columns of three
        (rows(3, 12), "bang_1 1-13"),
        (rows(2, 6), "bang_1 1-7"),
        (rows(3, 30), "bang_1 1-31"),
        (rows(3, 3) + rows(0, 2), "bang_1 1-4"),  # the heading once more, above nothing of the form's
        (rows(0, 2) + rows(3, 3), "bang_1 4-7"),
        (rows(3, 3) + rows(3, 3), "bang_1 1-8"),  # and above more of it
        (f"{rows(3, 3)}\nchữ\n\n{rows(3, 3)}", "bang_1 1-4, bang_1 1-4"),
        (rows(3, 3) + UNITS, "bang_1 1-4, bang_2 5-6"),
        (rows(3, 3) + UNITS + UNITS, "bang_1 1-4, bang_2 5-8"),
        (UNITS, "bang_2 1-2"),
        ("| Khu phố | Biết chữ |\n| Khu phố 1 | 11 |\n", ""),
        (f"{UNITS}\n{NEXT}", "bang_2 1-2, bang_2 1-1"),
        (f"{UNITS}\nchữ\n\n{NEXT}", "bang_2 1-2, bang_2 1-1"),
        (f"{UNITS}\nchữ\n\n| Khu phố 2 | x | y |\n", "bang_2 1-2"),
        (f"{UNITS}\nchữ\n\n| 2. Khu phố 2 | x | y |\n", "bang_2 1-2"),
        (f"{UNITS}\nchữ\n\n| Khu phố 2 | | 4 |\n", "bang_2 1-2, bang_2 1-1"),
        (f"{EIGHT}\n", ""),  # one row of the form's that is as wide
        (f"{EIGHT}\n{EIGHT}\n", "bang_1 1-2"),
        (f"{EIGHT}\n{EIGHT}\n{OTHER}\n{OTHER}\n", "bang_1 1-4"),
        (f"{EIGHT}\n{EIGHT}\n{OTHER}\n{OTHER}\n{OTHER}\n", ""),
        (f"{UNITS}\n| Khu phố 2 | 30 | 4 | 5 |\n", "bang_2 1-2"),
        (f"{UNITS}\n| Nội dung | Năm 2025 | Năm 2026 |\n| Lớp | 30 | 4 |\n", "bang_2 1-2"),
        (f"{rows(3, 3)}\n| Nữ | 5 | 6 |\n| Tổng số giáo viên | 1 | 2 |\n", "bang_1 1-4, bang_1 1-2"),
        (f"{rows(3, 3)}\n| Nữ | 5 | 6 |\n", "bang_1 1-4, bang_1 1-1"),
        (f"{rows(3, 3)}\n| Nữ | 5 | 6 |\n| Việc | 1 | 2 |\n", "bang_1 1-4"),
        (f"{rows(3, 3)}\n| Nữ | 5 | 6 | 7 |\n", "bang_1 1-4"),
        (f"{rows(3, 3)}\n| Nữ | | |\n| Tổng số giáo viên | 1 | 2 |\n", "bang_1 1-4, bang_1 1-2"),
        (f"{rows(3, 3)}\n{rows(17, 34, '')}", "bang_1 1-4, bang_1 1-34"),
        (f"{rows(3, 3)}\n{rows(16, 33, '')}", "bang_1 1-4"),
    ],
)
def test_the_tables_of_the_form_are_those_with_its_headings_and_rows(drawing: str, parts: str) -> None:
    for drawn in (document(drawing), *(padded(document(drawing), *blanks) for blanks in BLANKS)):
        placed = place_tables(drawn, KNOWN)
        said = [f"{part.known.table.id} {part.first_row}-{part.last_row}" for part in placed]
        assert ", ".join(said) == parts


def test_of_tables_that_are_alike_each_has_its_turn_and_half_of_the_columns_are_enough() -> None:
    columns = tuple(column for column in FORM.tables[0].columns if column.id != "tu_thuc")
    first = FORM.tables[0].model_copy(update={"columns": columns})
    known = known_tables(
        FORM.model_copy(update={"tables": (first, first.model_copy(update={"id": "bang_3"}))})
    )
    drawn = document(f"{rows(3, 8, ONE)}\nchữ\n\n{rows(3, 8, ONE)}")
    assert [part.known.table.id for part in place_tables(drawn, known)] == ["bang_1", "bang_3"]


@pytest.mark.parametrize(
    ("drawing", "last"),
    [
        (rows(3, 3) + "| Cộng | 9 | 9 |\n| Người lập | | |\n| | | 7 |\n", 5),
        (rows(3, 5), 6),
        (rows(3, 3) + "| Việc | | |\n| Nữ | 3 | 4 |\n| Việc | | |\n", 6),
        (UNITS + "| Khu phố 2 | | |\n| Cộng | 1 | 2 |\n| Người lập | | |\n", 4),
        (UNITS + "| | | |\n| Khu phố 3 | 5 | 6 |\n", 4),
    ],
)
def test_a_table_in_a_sheet_ends_with_its_last_row_and_the_figures_right_below(
    drawing: str, last: int
) -> None:
    (part,) = place_tables(workbook({"Trang tính": drawing}), KNOWN)
    assert part.last_row == last


def test_the_last_filled_column_of_labels_names_a_row_and_the_first_groups_it() -> None:
    columns = [
        item.model_copy(update={"role": "label"}) if item.role == "unit" else item
        for item in FORM.tables[0].columns
    ]
    table = FORM.tables[0].model_copy(update={"columns": tuple(columns)})
    drawn = document(
        "| TT | Chỉ tiêu | Đơn vị tính | Tổng số |\n| 1 | Học sinh | Mầm non | 5 |\n| 2 | ^ | Tiểu học | 6 |\n"
        "| 3 | Giáo viên | | 7 |\n| 4 | Tổng số lớp | ở xã | 8 |\n"
    )
    for form, named in (
        (FORM.model_copy(update={"tables": (table,)}), [
            ("1", "Mầm non", "Học sinh"), ("2", "Tiểu học", "Học sinh"), ("3", "Giáo viên", "Giáo viên"),
            ("4", "Tổng số lớp", "Tổng số lớp"),
        ]),
        (FORM, [("1", "Học sinh", ""), ("2", "", ""), ("3", "Giáo viên", ""), ("4", "Tổng số lớp", "")]),
    ):  # fmt: skip
        known = known_tables(form)[0]
        lines = lines_of(next(iter(drawn.tables())))
        heading = known.headings.find(lines)
        assert heading is not None
        found = [
            (known.text(line, heading, "number"), known.label(line, heading), known.group(line, heading))
            for line in lines[1:]
        ]
        assert found == named


@pytest.mark.parametrize(
    ("first", "second", "place", "repeated"),
    [
        (("5", ""), ("", ""), 2, []),
        (("", ""), ("", "6"), 3, []),
        (("5", ""), ("5", ""), 2, []),  # both say the same
        (("5", ""), ("", "6"), 2, ["Năm 2025 › Tổng số", "Năm 2026 › Tổng số"]),
        (("5", "6"), ("5", "7"), 2, ["Năm 2025 › Tổng số", "Năm 2026 › Tổng số"]),
    ],
)
def test_of_columns_under_one_heading_the_one_with_figures_is_the_form_s(
    first: tuple[str, str], second: tuple[str, str], place: int, repeated: list[str]
) -> None:
    drawn = "| Chỉ tiêu | Năm 2025 | Năm 2026 | Công lập |\n| ^ | Tổng số | Tổng số | ^ |\n"
    for name, one, other in zip(ROWS, first, second, strict=False):
        drawn += f"| {name} | {one} | {other} | 3 |\n"
    (part,) = place_tables(document(f"{drawn}| Lớp ghép | | | 3 |\n"), KNOWN)
    assert part.heading.columns["tong"] == place
    assert part.repeated.get("tong", []) == repeated


def test_a_hidden_table_is_none() -> None:
    drawn = workbook({"Ẩn": rows(3, 3), "Báo cáo": UNITS}, hidden=("Ẩn",))
    assert [part.known.table.id for part in place_tables(drawn, KNOWN)] == ["bang_2"]
