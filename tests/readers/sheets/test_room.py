"""Texts that have no room in their cell of a workbook."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from htsd_cli.readers.registry import read_document
from htsd_cli.readers.sheets.grid import Merge
from htsd_cli.readers.sheets.looks.room import Lie, cut_texts
from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Cell, Seen, Sight
from tests.conftest import Convert
from tests.readers.sheets import xls_files as records
from tests.readers.sheets.ods_files import cell, row, write_fods
from tests.readers.sheets.test_looks import cell_of, with_styles
from tests.readers.sheets.xlsx_files import Book, Sheet, read, write

LONG = "1234567"


def beside(
    folder: Path, alignment: str, *, width: str = "5", text: str = LONG, more: str = "", size: int = 11
) -> str:
    """Return what is told as cut of a text in B1, between the filled cells A1 and C1, of columns of a width."""
    styles = with_styles(
        f'<sz val="{size}"/><name val="Calibri"/>',
        xf=f'fontId="1" applyAlignment="1">{alignment}</xf><xf',
    )
    head = f'<cols><col min="1" max="3" width="{width}"/></cols>' if width else ""
    cells = "".join(
        f'<c r="{column}1" s="{style}" t="inlineStr"><is><t>{said}</t></is></c>'
        for column, style, said in (("A", 0, "a"), ("B", 1, text), ("C", 0, "c"))
        if column not in more
    )
    parts = Book([Sheet(f'<row r="1">{cells}</row>', head=head)]).parts() | {"xl/styles.xml": styles}
    cell = cell_of(read_xlsx(write(folder, parts)), "B1")
    assert cell.text == text
    return " ".join(seen.text for seen in cell.sights if seen.sight is Sight.CUT)


@pytest.mark.parametrize(
    ("alignment", "more", "lost"),
    [
        ("", {}, "67"),
        ("", {"width": "6.2"}, "7"),
        ("", {"width": "7"}, ""),
        ("", {"width": "7", "size": 14}, "67"),
        ("", {"width": "5", "size": 7}, ""),
        ("", {"more": "C"}, ""),
        ("", {"width": ""}, ""),
        ("", {"text": "12 345 678"}, "5 678"),
        ("", {"text": "12 người học viên, học sinh"}, ""),
        ('<alignment horizontal="right"/>', {}, "12"),
        ('<alignment horizontal="right"/>', {"more": "C"}, "12"),
        ('<alignment horizontal="right"/>', {"more": "A"}, ""),
        ('<alignment horizontal="center"/>', {}, "1"),
        ('<alignment horizontal="centerContinuous"/>', {}, "1"),
        ('<alignment wrapText="1"/>', {}, ""),
        ('<alignment shrinkToFit="1"/>', {}, ""),
        ('<alignment textRotation="90"/>', {}, ""),
        ('<alignment horizontal="left" indent="15"/>', {"text": "14"}, "14"),
        ('<alignment horizontal="left" indent="1"/>', {"text": "14"}, ""),
    ],
)
def test_digits_of_a_text_that_the_cell_beside_it_cuts_off_are_told(
    tmp_path: Path, alignment: str, more: dict[str, str], lost: str
) -> None:
    assert beside(tmp_path, alignment, **more) == lost  # type: ignore[arg-type]


@pytest.mark.parametrize("target", ["xlsx", "xls"])
@pytest.mark.parametrize(
    ("laid", "lost"),
    [
        ({"horizontal": "justify"}, "99"), ({"horizontal": "distributed"}, "99"), ({"vertical": "justify"}, "99"),
        ({"vertical": "distributed"}, "99"), ({"horizontal": "left"}, ""),
    ],
)  # fmt: skip
def test_a_spread_text_is_broken_into_lines(
    tmp_path: Path, convert: Convert, target: str, laid: dict[str, str], lost: str
) -> None:
    book = Workbook()
    book.worksheets[0]["B1"] = "14 lớp học 99"
    book.worksheets[0]["B1"].alignment = Alignment(**laid)  # type: ignore[arg-type]
    book.worksheets[0].row_dimensions[1].height = 15
    book.worksheets[0].column_dimensions["B"].width = 8
    book.save(tmp_path / "a.xlsx")
    path = tmp_path / "a.xlsx" if target == "xlsx" else convert([tmp_path / "a.xlsx"], target)[0]
    assert " ".join(seen.text for seen in cell_of(read_document(path), "B1").sights) == lost


# How far texts are turned, how high their rows are, what is lost of 1234567 in letters of 11 points.
_TURNED = (
    (90, 18, "4567"), (180, 18, "4567"), (255, 30, "34567"), (255, 13, "234567"), (90, 45, ""), (255, 90, ""),
    (45, 18, ""),
)  # fmt: skip


@pytest.mark.parametrize("target", ["xlsx", "xls", "ods"])
def test_digits_of_a_turned_text_that_its_row_is_too_low_for_are_told(
    tmp_path: Path, convert: Convert, target: str
) -> None:
    book = Workbook()
    for number, (turned, height, _) in enumerate(_TURNED, 1):
        cell = book.worksheets[0].cell(number, 2, LONG)
        cell.alignment = Alignment(textRotation=turned)
        book.worksheets[0].row_dimensions[number].height = height
    book.worksheets[0].column_dimensions["B"].width = 5
    book.save(tmp_path / "a.xlsx")
    path = tmp_path / "a.xlsx" if target == "xlsx" else convert([tmp_path / "a.xlsx"], target)[0]
    (table,) = read_document(path).tables()
    told = [" ".join(seen.text for seen in cells[0].sights) for cells in table.rows]
    assert told == [lost for *_, lost in _TURNED]


def test_a_row_that_grows_with_its_text_cuts_no_turned_one(tmp_path: Path) -> None:
    assert beside(tmp_path, '<alignment textRotation="90"/>') == ""


def test_a_merged_cell_has_the_room_of_its_columns_and_no_other(tmp_path: Path) -> None:
    head = '<cols><col min="1" max="3" width="4"/></cols>'
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n, text in ((1, LONG), (2, LONG * 2))
    )
    tail = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    document = read(tmp_path, Sheet(cells, head=head, tail=tail))
    assert cell_of(document, "A1").sights == ()
    assert cell_of(document, "A2").sights == (Seen(Sight.CUT, "234567"),)


def lost_below(
    text: str, width: float, height: float, *, fixed: bool = True, down: str = "bottom", merged: bool = False
) -> str:
    """Return what is told as cut of a text broken into lines of 15 points, in a cell of a width in digits."""
    cells = {(1, 1): Cell(text, 1, 1)}
    merges = [Merge(1, 1, 2, 1)] if merged else []
    heights = {1: height / 2, 2: height / 2} if merged else {1: height}
    rows = {1} if fixed else set()
    cut_texts(cells, {(1, 1): Lie(1.0, "left", 15.0, down)}, merges, lambda _: width, heights, rows)
    return " ".join(seen.text for seen in cells[1, 1].sights)


@pytest.mark.parametrize(
    ("text", "more", "lost"),
    [
        ("12500000", {}, "000"),  # a number wider than its cell goes on below
        ("12500000", {"fixed": False}, ""),
        ("12500000", {"height": 30}, ""),
        ("12500000", {"height": 24}, ""),  # more than a half of the second line is seen
        ("12 lớp", {}, ""),  # the line with the figure may be the one that is seen
        ("12 lớp", {"down": "top"}, ""),
        ("lớp 12", {"down": "top", "width": 4}, "12"),
        ("12 lớp 40 người", {}, "40"),
        ("12 lớp 40 người", {"width": 20}, ""),
        ("12\n25", {"width": 20}, "25"),
        ("12 34 56", {"width": 2, "down": "center"}, "12 56"),
        ("12500000", {"fixed": False, "merged": True}, "000"),
        ("12500000", {"height": 30, "merged": True}, ""),
    ],
)
def test_digits_in_lines_that_a_row_is_too_low_for_are_told(
    text: str, more: dict[str, object], lost: str
) -> None:
    said: dict[str, object] = {"width": 5.0, "height": 15.0} | more
    assert lost_below(text, **said) == lost  # type: ignore[arg-type]


def cuts(path: Path) -> dict[str, str]:
    cells = [cell for table in read_document(path).tables() for row in table.rows for cell in row]
    return {
        cell.address or "": seen.text for cell in cells for seen in cell.sights if seen.sight is Sight.CUT
    }


def test_binary_workbooks_tell_of_cut_digits_as_xlsx_does(tmp_path: Path) -> None:
    old, new = tmp_path / "a.xls", tmp_path / "a.xlsb"
    old.write_bytes(
        records.Xls(
            {
                "a": records.column(0, 2, width=5 * 256)
                + records.row(1, fixed=True)
                + records.shared(0, 0, 0)
                + records.shared(0, 1, 0)
                + records.shared(1, 1, 0, 1)
            },
            styles=((0, 0), (0, 0, 8)),
            strings=records.strings(LONG),
        ).content()
    )
    assert cuts(old) == {"A1": "67", "B2": "67"}
    number = struct.pack("<I", 0)
    rows = records.row12(0) + records.cell12(7, 0, number) + records.cell12(7, 1, number)
    rows += records.row12(1, fixed=True) + records.cell12(7, 1, number, 1)
    columns = records.record12(390) + records.column12(0, 2) + records.record12(391)
    new.write_bytes(
        records.xlsb(
            {"a": rows},
            strings=[b"\0" + records.text12(LONG * 2)],
            after={"before a": columns},
            placed=[64],
        )
    )
    assert cuts(new) == {"A1": "4567", "B2": "4567"}


def test_an_ods_tells_of_cut_digits_as_xlsx_does(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="c" style:family="table-column"><style:table-column-properties '
        'style:column-width="25pt"/></style:style><style:style style:name="r" style:family="table-row">'
        '<style:table-row-properties style:row-height="12pt" style:use-optimal-row-height="false"/></style:style>'
        '<style:style style:name="w" style:family="table-cell"><style:table-cell-properties '
        'fo:wrap-option="wrap"/></style:style>'
    )
    text, wrapped = cell(LONG, kind="string"), cell(LONG, "w", kind="string")
    rows = row(text, text) + row("<table:table-cell/>", wrapped, more='table:style-name="r"')
    columns = '<table:table-column table:style-name="c" table:number-columns-repeated="3"/>'
    assert cuts(write_fods(tmp_path, rows, styles=styles, columns=columns)) == {"A1": "67", "B2": "67"}
