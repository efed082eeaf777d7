"""Where what is told of a figure stands: the column of the cell, called as in the file."""

from __future__ import annotations

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from tests.documents import FORM, document, form_rows, report

INTERPRETER = Interpreter(FORM)
ANCHOR = {"classes.professional": ("1", "30")}  # a table with something in it beside the row looked at


def places(drawing: str) -> list[tuple[str, str]]:
    """Return the places in the row of the budget's money that are told, with their findings' codes."""
    found = submission_of(INTERPRETER, document(report(drawing)), "bao-cao.docx").findings
    told = [item for item in found if item.indicator == "funding.state_budget"]
    return [(item.code, item.where.partition("”, ")[2]) for item in told]


def test_what_the_rules_say_of_a_figure_names_the_column_where_it_stands() -> None:
    assert [
        places(form_rows(ANCHOR | {"funding.state_budget": cells}))
        for cells in (("5.000",), ("", "5.000"), ("5.000.000.000.000",), ("", "5.000.000.000.000"))
    ] == [
        [("small-amount", "cột “Số lớp/số cuộc thi”")],
        [("small-amount", "cột “Người”")],
        [("larger-than-neighbours", "cột “Số lớp/số cuộc thi”")],
        [("larger-than-neighbours", "cột “Người”")],
    ]


def test_rows_that_come_twice_are_told_at_the_column_of_their_figures() -> None:
    rows = form_rows(ANCHOR | {"funding.state_budget": ("", "5.000.000")})
    row = next(line for line in rows.splitlines() if "5.000.000" in line)
    assert [
        places(rows.replace(row, f"{row}\n{row.replace('5.000.000', text)}"))
        for text in ("5.000.000", "6.000.000")
    ] == [[("doubled-row-same", "cột “Người”")], [("doubled-row", "cột “Người”")]]


def test_a_cell_over_both_columns_is_told_at_its_row_alone() -> None:
    rows = form_rows(ANCHOR | {"funding.state_budget": ("khoảng 2", "<")})
    assert places(rows) == [("estimate", "")]


def test_one_column_for_both_quantities_is_called_as_in_the_file() -> None:
    _, _, *rows = form_rows(
        {"classes.foreign_language": ("khoảng 2",), "classes.professional": ("30 người",)}
    ).splitlines()
    heading = "| STT | Các hoạt động | Đơn vị | Số lượng | Ghi chú |\n"
    lines = ["|".join([*row.split("|")[:5], "", ""]) for row in rows]
    ((_, found),) = INTERPRETER.read(document(report(heading + "\n".join(lines)))).tables
    assert [item.where.partition("”, ")[2] for item in found.findings] == ["cột “Số lượng”"]
    assert found.origins["classes.professional"]["people"].heading == "Số lượng"
