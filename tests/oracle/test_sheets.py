"""What LibreOffice shows of workbooks is what the reader says of them, cell by cell."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from openpyxl import Workbook

from htsd_cli.values.document import Cell, CellKind, Seen, Sight
from tests.oracle.sheets import agrees, differences, shown_by_libreoffice
from tests.programs import requires_program

CODES = (
    "General", "0", "#,##0", "0.0", "#,##0.00", "000", '0" lớp"', '#,##0" người"', '"khoảng "0', '0"%"', "0%",
    "#,##0,", '0.0," nghìn"', '#,##0,," triệu"', '0"000"', '#,##0".000"', '0"/"0', '00"."00', "0;-0;0", "0;(0)",
    '0;-0;"không"', '[=0]"";0', '[>=1000]#,##0;0', '[<10]0" ít";[<100]0" vừa";0" nhiều"', '[>10]"nhiều";0', ";;;",
    "0;;", "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "#,##0 [$₫-42A]", "[Red]0;[Blue]-0", "# ##0", "0.00E+00",
    "#,##0_ ;-#,##0 ", '"Số: "0', "[<1]0%;0", '[<1000]0" triệu";#,##0', "#.##", "0.0#",
)  # fmt: skip
VALUES = (
    0,
    1,
    7,
    14,
    35,
    99,
    100,
    999,
    1000,
    1250,
    14000,
    50000,
    500_000,
    5_000_000,
    12_500_000,
    -5,
    -1250,
    0.5,
    12.6,
    2.25,
)


def draw(path: Path, seed: int, cells: int) -> None:
    """Write a workbook of numbers in formats, drawn by chance."""
    chance = random.Random(seed)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for place in range(cells):
        cell = sheet.cell(place // 10 + 1, place % 10 + 1, chance.choice(VALUES))
        cell.number_format = chance.choice(CODES)
    for column in "ABCDEFGHIJ":
        sheet.column_dimensions[column].width = 30
    book.save(path)


@pytest.mark.parametrize("ending", ["xlsx"])
def test_numbers_in_formats_drawn_by_chance_read_as_they_are_shown(tmp_path: Path, ending: str) -> None:
    requires_program("soffice")
    paths = [tmp_path / f"ve-{seed}.{ending}" for seed in range(2)]
    for seed, path in enumerate(paths):
        draw(path, seed, 400)
    folder = tmp_path / "so sánh"
    folder.mkdir()
    shown = shown_by_libreoffice(paths, folder)
    assert set(shown) == set(paths)
    assert [str(item) for path in paths for item in differences(path, shown[path])] == []


def test_the_oracle_can_fail() -> None:
    cell = Cell("14000", 1, 1, kind=CellKind.NUMBER, value=14000)
    assert agrees(cell, "14,000")
    assert not agrees(cell, "14")
    assert agrees(cell._replace(sights=(Seen(Sight.FORMAT, "14"),)), "14")
    assert not agrees(Cell("914", 1, 1), "14")
