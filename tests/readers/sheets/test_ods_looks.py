"""What of an OpenDocument workbook's cells a person sees is read; what nobody sees, or in another way, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers import read_document
from htsd_cli.values.document import Seen, Sight
from tests.readers.sheets.ods_files import cell, row, write_fods


def styled(properties: str, format_: str = "") -> str:
    """Return the cell style "c" with these properties, and the number format "N"."""
    return (
        f'<number:number-style style:name="N">{format_}<number:number number:min-integer-digits="1"/>'
        '</number:number-style><style:style style:name="c" style:family="table-cell" '
        f'style:data-style-name="N">{properties}</style:style>'
    )


HIDDEN = '<style:table-cell-properties style:cell-protect="hidden-and-protected"/>'


@pytest.mark.parametrize(
    ("styles", "more", "shown", "sights"),
    [
        (styled(""), "", "14", ()),
        (styled('<style:text-properties loext:opacity="0%"/>'), "", "", (Seen(Sight.UNSEEN, "14"),)),
        (styled('<style:text-properties loext:opacity="60%"/>'), "", "14", ()),
        (styled('<style:text-properties style:text-line-through-type="double"/>'), "", "", (Seen(Sight.STRUCK, "14"),)),
        (styled(HIDDEN), "", "14", ()),
        (styled(HIDDEN), 'table:protected="true"', "", (Seen(Sight.UNSEEN, "14"),)),
        (
            styled('<style:table-cell-properties style:print-content="false"/>'), "", "14",
            (Seen(Sight.UNKNOWN, "ô không in ra giấy"),),
        ),
        (
            styled('<style:table-cell-properties style:diagonal-bl-tr="0.000cm none #c7c7c7"/>'),  # by Gnumeric
            "", "14", (),
        ),
        (
            styled('<style:table-cell-properties style:diagonal-bl-tr="0.06pt solid #000000"/>'),
            "", "14", (Seen(Sight.UNKNOWN, "đường kẻ chéo qua ô"),),
        ),
        (
            styled("", "<number:fill-character>0</number:fill-character>"), "", "14",
            (Seen(Sight.FORMAT, "14 và số 0 lặp lại cho đầy ô"),),
        ),
    ],
)  # fmt: skip
def test_a_figure_is_what_is_seen_of_it(
    tmp_path: Path, styles: str, more: str, shown: str, sights: tuple[Seen, ...]
) -> None:
    document = read_document(write_fods(tmp_path, row(cell("14", "c")), styles=styles, more=more))
    ((found,),) = next(iter(document.tables())).rows
    assert (found.text, found.sights) == (shown, sights)


def test_figures_under_a_merged_cell_and_tables_within_cells_are_told(tmp_path: Path) -> None:
    under = cell("25").replace("table-cell", "covered-table-cell")
    inner = f'<table:table table:name="b">{row(cell("9"))}</table:table>'
    rows = row(cell("14", more='table:number-columns-spanned="2"'), under) + row(cell("7", inner=inner))
    document = read_document(write_fods(tmp_path, rows))
    cells = [one for table in document.tables() for line in table.rows for one in line]
    assert [(one.text, one.sights) for one in cells] == [
        ("14", (Seen(Sight.UNSEEN, "25"),)),
        ("7", (Seen(Sight.OBJECT, "bảng lồng trong ô"),)),
    ]


@pytest.mark.parametrize(
    ("drawn", "shown", "told"),
    [
        ('<table:table-cell table:formula="of:=5+9"/>', "=5+9", []),  # alone in its row, and never computed
        (
            '<table:table-cell office:value-type="currency" office:currency="USD" office:value="14"><text:p>14</text:p>'
            "</table:table-cell>",
            "14 USD", [],
        ),
        (
            '<table:table-cell office:value-type="currency" office:currency="VND" office:value="14"><text:p>14</text:p>'
            "</table:table-cell>",
            "14VND", [],
        ),
        (
            '<table:table-cell office:value-type="string"><text:list><text:list-item><text:p>14</text:p>'
            "</text:list-item></text:list></table:table-cell>",
            "", [Seen(Sight.UNKNOWN, "list")],
        ),
    ],
)  # fmt: skip
def test_what_only_the_cell_itself_says_of_its_content_is_read_or_told(
    tmp_path: Path, drawn: str, shown: str, told: list[Seen]
) -> None:
    (table,) = read_document(write_fods(tmp_path, row(drawn))).tables()
    assert [(one.text, list(one.sights)) for cells in table.rows for one in cells] == [(shown, told)]


@pytest.mark.parametrize(
    ("value", "shown", "sights"),
    [
        ("14000", "14", (Seen(Sight.FORMAT, "14"),)),  # by Gnumeric, which loses the format "0,"
        ("14000", "14.000", ()),
        ("14000", "14 000,00", ()),
        ("14", "14.000", ()),
        ("14.4", "14", ()),
        ("14", "14 bài", ()),
        ("12.5", "125", (Seen(Sight.FORMAT, "125"),)),  # a digit that the format added
        ("12.5", "41", (Seen(Sight.FORMAT, "41"),)),
        ("14", "41 bài", (Seen(Sight.FORMAT, "41 bài"),)),
        ("-12.5", "-12,50", ()),
        ("12.5", "13", ()),
        ("1234.56", "1.234,6 đ", ()),
        ("1234.56", "1,235", ()),
        ("0.125", "12,5%", ()),
        ("14", "###", ()),
        ("1500000", "1.5E+06", ()),
    ],
)
def test_a_text_that_is_another_number_than_is_stored_is_told(
    tmp_path: Path, value: str, shown: str, sights: tuple[Seen, ...]
) -> None:
    number = f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p>'
    document = read_document(write_fods(tmp_path, row(f"{number}</table:table-cell>")))
    ((found,),) = next(iter(document.tables())).rows
    assert (found.text, found.sights) == (value, sights)


def test_hours_beyond_a_day_are_counted_on_where_the_style_says_so(tmp_path: Path) -> None:
    parts = '<number:hours/><number:text>:</number:text><number:minutes number:style="long"/>'
    styles = "".join(
        f'<number:time-style style:name="N{name}" {more}>{parts}</number:time-style>'
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="N{name}"/>'
        for name, more in (("day", ""), ("on", 'number:truncate-on-overflow="false"'))
    )
    cells = [
        f'<table:table-cell office:value-type="time" office:time-value="PT26H30M00S" table:style-name="{name}"/>'
        for name in ("day", "on")
    ]
    (table,) = read_document(write_fods(tmp_path, row(*cells), styles=styles)).tables()
    assert [one.text for one in table.rows[0]] == ["2:30", "26:30"]
