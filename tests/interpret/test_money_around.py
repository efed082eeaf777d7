"""The scale of money that is stated around a table: how far off, of which of two tables, and hidden."""

from __future__ import annotations

import pytest

from tests.documents import HEADING, document, report, workbook
from tests.interpret.test_money import BUDGET, INTERPRETER, SCALED, read, table


@pytest.mark.parametrize(
    ("above", "below", "scaled"),
    [
        ("ĐVT: 1.000 đồng", "", True),
        ("1.000 đồng", "", False),  # so far off only a line that says it names a unit
        ("", "ĐVT: 1.000 đồng", True),
        ("", "1.000 đồng", False),
        (f"ĐVT: 1.000 đồng; {'x' * 103}", "", True),
        (f"ĐVT: 1.000 đồng; {'x' * 104}", "", False),  # a sentence of other things
        ("ẩn ĐVT: 1.000 đồng", "", False),
        ("", "ẩn ĐVT: 1.000 đồng", False),
    ],
)
def test_far_above_or_below_in_a_sheet_and_never_hidden(above: str, below: str, scaled: bool) -> None:
    far = "".join(f"| {letter} |\n" for letter in "abcdef")
    made = workbook({"Số liệu": f"| {above} |\n{far}{table()}{far}| {below} |\n"})
    blocks = tuple(
        block._replace(
            rows=tuple(
                tuple(
                    cell._replace(hidden="hàng bị ẩn" if cell.text.startswith("ẩn") else "") for cell in row
                )
                for row in block.rows
            )
        )
        for block in made.tables()
    )
    figures, findings = read(made._replace(blocks=blocks))
    told = [item for item in findings if item[0] != "hidden-cells"]
    assert (figures, told) == (SCALED if scaled else ({BUDGET: {"amount": 50_000}}, []))


def test_each_of_two_tables_keeps_what_is_said_of_it() -> None:
    made = document(report(f"ĐVT: 1.000 đồng\n{table()}\nLần hai\n\n{table()}"))
    assert [said.figures[BUDGET] for _, said in INTERPRETER.read(made).tables] == [
        {"amount": 50_000_000},
        {"amount": 50_000},
    ]
    split = table().splitlines()
    parts = "\n".join([*split[:20], "", *HEADING.splitlines(), *split[20:]])
    twice = INTERPRETER.read(document(report(f"ĐVT: 1.000 đồng\n{table()}\nLần hai\n\n{parts}"))).tables
    assert [
        ([part.number for part in found.tables], said.figures[BUDGET]["amount"]) for found, said in twice
    ] == [
        ([2], 50_000_000),
        ([3, 4], 50_000),
    ]
