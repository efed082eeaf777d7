"""A received table as lines: which cell stands over each column of a row."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.grid.lines import is_code_line, lines_of, widest
from htsd_cli.values.document import Cell, Table
from tests.documents import draw_cells

MERGED = draw_cells(["| a | b | < | < |", "| ^ | c | d | e |", "| f | g | ^ | h |", "| i | j | k | l |"])


def test_a_cell_stands_over_every_column_and_row_it_reaches_over_and_no_further() -> None:
    lines = lines_of(Table(MERGED))
    assert [[line.text(column) for column in range(1, 6)] for line in lines] == [
        ["a", "b", "b", "b", ""],
        ["a", "c", "d", "e", ""],
        ["f", "g", "d", "h", ""],
        ["i", "j", "k", "l", ""],
    ]
    assert widest(lines) == 4


def test_only_what_begins_in_a_row_is_its_own() -> None:
    lines = lines_of(Table(MERGED))
    assert [[line.own_text(column) for column in (1, 3, None)] for line in lines] == [
        ["a", "b", ""],
        ["", "d", ""],
        ["f", "", ""],
        ["i", "k", ""],
    ]
    assert [line.texts for line in lines] == [
        ["a", "b"],
        ["c", "d", "e"],
        ["f", "g", "h"],
        ["i", "j", "k", "l"],
    ]
    assert lines[0].text(None) == ""


def test_a_cell_that_reaches_over_rows_is_gone_below_them_though_nothing_stands_in_its_column() -> None:
    rows = ((Cell("a", 1, 1), Cell("5", 1, 2, 2)), (Cell("b", 2, 1),), (Cell("c", 3, 1),))
    assert [line.text(2) for line in lines_of(Table(rows))] == ["5", "5", ""]


def test_hidden_cells_stand_over_nothing_and_are_kept_apart() -> None:
    rows = ((Cell("a", 1, 1), Cell("9", 1, 2, 2, hidden="cột 2 bị ẩn")), (Cell("b", 2, 1), Cell("7", 2, 3)))
    first, second = lines_of(Table(rows))
    assert ([cell.text for cell in first.hidden], sorted(first.at)) == (["9"], [1])
    assert (second.hidden, sorted(second.at)) == ((), [1, 3])


def test_rows_without_cells_are_no_lines_and_a_far_reaching_cell_is_cut() -> None:
    rows = ((), (Cell("a", 2, 1, 1, 5_000),))
    (line,) = lines_of(Table(rows))
    assert (line.number, max(line.at), widest([line]), widest([])) == (2, 200, 200, 0)
    (far,) = lines_of(Table(((Cell("5", 1, 201),),)))
    assert far.text(201) == "5"
    (none,) = lines_of(Table(((Cell("9", 1, 2, hidden="cột 2 bị ẩn"),),)))
    assert (widest([none]), widest([none, line])) == (0, 200)


@pytest.mark.parametrize(
    ("drawn", "is_code"),
    [
        ("| A | B | 1 | 2 | 3=1+2 |", True),
        ("| (1) | (2) | (3) |", True),
        ("| [A] | [B] | [1] |", True),
        ("| đ | Đ | 1a |", True),
        ("| A | – | — | - |", True),
        ("| ( 1 ) | 2 (=1+3) | 3=1-2 |", True),
        ("| A | B | 1ab |", False),
        ("| A | B | x1 |", False),
        ("| A | B | 1+2 |", False),
        *(
            (f"| {head} | A | B | 1 |", True)
            for head in ("STT", "TT", "MS", "Mã số", "Mã", "Cột", "Số cột", "Cột số", "Mã cột")
        ),
        ("| STT | A | B |", False),
        ("| Tên | A | B | 1 |", False),
        ("| 1 | 1 | 1 |", False),
        ("| 1 | 2 |", False),
        ("| A | B | 123 |", False),
        ("| 1 | Lớp học | 12 |", False),
    ],
)
def test_a_line_that_only_names_the_columns_is_one_of_codes(drawn: str, is_code: bool) -> None:
    (line,) = lines_of(Table(draw_cells([drawn])))
    assert is_code_line(line) is is_code
