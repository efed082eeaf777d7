"""Texts that have no room in their cell of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Seen, Sight
from tests.readers.test_looks import cell_of, with_styles
from tests.readers.xlsx_files import Book, Sheet, read, write

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
        ('<alignment wrapText="1"/>', {}, ""),
        ('<alignment shrinkToFit="1"/>', {}, ""),
        ('<alignment textRotation="90"/>', {}, ""),
    ],
)
def test_digits_of_a_text_that_the_cell_beside_it_cuts_off_are_told(
    tmp_path: Path, alignment: str, more: dict[str, str], lost: str
) -> None:
    assert beside(tmp_path, alignment, **more) == lost  # type: ignore[arg-type]


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
