"""What a message shows of a cell: its text on one line, cut off between words, and what stands above it."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.cells import listed, quoted, suggested, words_above
from htsd_cli.interpret.columns import Columns
from htsd_cli.interpret.tables import TableRow
from htsd_cli.values.document import Cell, Table
from tests.documents import draw_cells


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("  14\ntin ", 120, "14 ↵ tin"),
        ("mười bốn tin", 12, "mười bốn tin"),
        ("mười bốn tin", 11, "mười bốn…"),
        ("mườibốntin", 9, "mườibốnti…"),
        ("", 120, ""),
        ("a" * 121, 120, "a" * 120 + "…"),
    ],
)
def test_a_text_is_shown_on_one_line_and_not_too_long(text: str, longest: int, shown: str) -> None:
    assert quoted(text, longest) == shown
    assert longest != 120 or quoted(text) == shown


def test_five_of_several_names_are_listed() -> None:
    assert listed(["a", "b\nc"]) == "“a”; “b ↵ c”"
    assert listed([*"abcde"]) == "“a”; “b”; “c”; “d”; “e”"
    assert listed([*"abcdef"]) == "“a”; “b”; “c”; “d”; “e”; …"
    assert listed(["từ " * 20]) == f"“{('từ ' * 16).strip()}…”"


def test_a_suggestion_is_written_as_numbers_are() -> None:
    assert (suggested(None), suggested(0), suggested(12_500)) == ("", " (gợi ý: 0)", " (gợi ý: 12.500)")


def test_the_texts_of_a_row_are_those_of_its_filled_cells_without_spaces_around() -> None:
    cells = (Cell(" a ", 1, 1), Cell("  ", 1, 2), Cell("b\n", 1, 3))
    assert TableRow(Table((cells,)), cells, Columns(), None).texts() == ["a", "b"]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (1, "Nội dung"),
        (2, "Kết quả"),  # the nearer one
        (3, "Số lượng"),  # merged over two columns
        (4, "Số lượng"),
        (5, ""),  # a year is no heading, a blank none either
        (6, ""),
    ],
)
def test_the_words_above_a_cell_are_the_nearest_that_reach_over_it(column: int, words: str) -> None:
    rows = draw_cells(
        [
            "| Nội dung | Năm học | Số lượng | < | 2023 | |",
            "| | Kết quả | 5 | | | |",
            "| a | b | c | d | e | f |",
            "| dưới | dưới | dưới | dưới | dưới | dưới |",
        ]
    )
    row = TableRow(Table(rows), rows[2], Columns(), None)
    cell = next(cell for cell in rows[2] if cell.column == column)
    assert words_above(row, cell) == words
