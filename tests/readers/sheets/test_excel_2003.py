"""Excel 2003's XML is read like any workbook: what a person sees in a cell counts, what does not is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.values.document import Cell, CellKind, Document, Seen, Sight

SPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
STYLES = (
    '<Style ss:ID="Default"><Font ss:FontName="Arial" ss:Size="10"/></Style>'
    '<Style ss:ID="cut"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="own" ss:Parent="cut"/>'
    '<Style ss:ID="white"><Font ss:Color="#FFFFFF"/></Style>'
    '<Style ss:ID="vn"><Font ss:FontName=".VnTime"/></Style>'
    '<Style ss:ID="blue"><Font ss:Color="#FFFFFF"/><Interior ss:Color="#0000FF" ss:Pattern="Solid"/></Style>'
    '<Style ss:ID="bare" ss:Parent="blue"><Interior/></Style><Style ss:ID="plain" ss:Parent="k"><NumberFormat/></Style>'
    '<Style ss:ID="k"><NumberFormat ss:Format="#,##0,"/></Style>'
    '<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style>'
    '<Style ss:ID="cross"><Borders><Border ss:Position="DiagonalLeft" ss:LineStyle="Continuous"/></Borders></Style>'
)


def read(folder: Path, rows: str, *, columns: str = "", after: str = "") -> Document:
    path = folder / "bao-cao.xml"
    path.write_text(
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook {SPACES}><Styles>{STYLES}</Styles>'
        f'<Worksheet ss:Name="Báo cáo"><Table>{columns}{rows}</Table>{after}</Worksheet></Workbook>',
        encoding="utf-8",
    )
    return read_document(path)


def cells(document: Document) -> dict[str | None, Cell]:
    return {cell.address: cell for table in document.tables() for row in table.rows for cell in row}


def data(kind: str, text: str, more: str = "", attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data>{more}</Cell>'


@pytest.mark.parametrize(
    ("cell", "text", "sights"),
    [
        (data("Number", "10"), "10", []),
        (data("Number", "10", attributes='ss:StyleID="cut"'), "", [Seen(Sight.STRUCK, "10")]),
        (data("Number", "10", attributes='ss:StyleID="own"'), "", [Seen(Sight.STRUCK, "10")]),
        (data("Number", "10", attributes='ss:StyleID="white"'), "", [Seen(Sight.UNSEEN, "10")]),
        (data("Number", "10", attributes='ss:StyleID="blue"'), "10", []),
        (data("Number", "10", attributes='ss:StyleID="bare"'), "", [Seen(Sight.UNSEEN, "10")]),
        (data("Number", "17000000", attributes='ss:StyleID="plain"'), "17000000", []),
        (data("Number", "17000000", attributes='ss:StyleID="k"'), "17000000", [Seen(Sight.FORMAT, "17.000")]),
        (
            '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>9</S> 10</ss:Data></Cell>',
            " 10",
            [Seen(Sight.STRUCK, "9")],
        ),
        (
            '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">14<Sup>2</Sup></ss:Data></Cell>',
            "14",
            [Seen(Sight.RAISED, "2")],
        ),
        (data("String", "10", attributes='ss:StyleID="cut"'), "", [Seen(Sight.STRUCK, "10")]),
        (data("String", "10", attributes='ss:StyleID="white"'), "", [Seen(Sight.UNSEEN, "10")]),
        (data("String", "Líp", attributes='ss:StyleID="vn"'), "Lớp", []),
        (
            '<Cell ss:StyleID="cut"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">9<B>0</B></ss:Data>'
            "</Cell>",
            "",
            [Seen(Sight.STRUCK, "90")],
        ),
        (
            '<Cell ss:StyleID="white"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">9'
            '<Font html:Color="#000000" xmlns:html="http://www.w3.org/TR/REC-html40">0</Font></ss:Data></Cell>',
            "0",
            [Seen(Sight.UNSEEN, "9")],
        ),
        (
            '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40" '
            'xmlns:html="http://www.w3.org/TR/REC-html40"><B>1</B><Span>2</Span>'
            '<Span html:Style="display:none">9</Span>'
            "<s>4</s></ss:Data></Cell>",
            "1294",
            [Seen(Sight.UNKNOWN, "Span"), Seen(Sight.UNKNOWN, "s")],
        ),
        (data("Strange", "10"), "10", [Seen(Sight.UNKNOWN, "unknown")]),
        (data("Number", "10", "<Strange/>"), "10", [Seen(Sight.UNKNOWN, "Strange")]),
    ],
)
def test_a_cell_says_what_is_seen_of_it(tmp_path: Path, cell: str, text: str, sights: list[Seen]) -> None:
    found = cells(read(tmp_path, f"<Row>{cell}</Row>"))["A1"]
    assert (found.text, list(found.sights)) == (text, sights)


def test_kinds_places_notes_and_what_is_hidden_are_kept(tmp_path: Path) -> None:
    rows = (
        '<Row ss:Index="3">'
        + data("Error", "#N/A")
        + data("Boolean", "1")
        + data("DateTime", "2024-10-05T00:00:00.000", attributes='ss:StyleID="day"')
        + data("Number", "5", attributes='ss:Index="6" ss:MergeAcross="1"')
        + data(
            "Number",
            "7",
            '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">Sửa 8</ss:Data></Comment>',
        )
        + '</Row><Row ss:Hidden="1">'
        + data("Number", "9")
        + "</Row><Row>"
        + data("Number", "99", attributes='ss:Formula="=SUM(R[-2]C[5]:R[-2]C[7],R3C6)"')
        + data("Number", "1", attributes='ss:StyleID="cross"')
        + "</Row>"
    )
    columns = '<Column ss:Index="8" ss:Width="0"/>'
    found = cells(read(tmp_path, rows, columns=columns))
    assert [found[at].kind for at in ("A3", "B3", "C3")] == [CellKind.ERROR, CellKind.BOOLEAN, CellKind.DATE]
    assert found["C3"].text == "05/10/2024"
    assert (found["F3"].column_span, found["H3"].notes) == (2, ("Sửa 8",))
    assert (found["A4"].hidden, found["H3"].hidden) == (
        "hàng 4 đang bị ẩn",
        "cột H hẹp đến mức không nhìn thấy",
    )
    assert (found["A5"].formula, found["A5"].sights) == ("SUM(F3:H3,$F$3)", (Seen(Sight.STALE, "17"),))
    assert [seen.sight for seen in found["B5"].sights] == [Sight.UNKNOWN]


def test_a_conditional_format_and_a_view_of_formulas_are_seen(tmp_path: Path) -> None:
    rows = "<Row>" + data("Number", "10") + data("Number", "3", attributes='ss:Formula="=1+2"') + "</Row>"
    condition = "<x:Qualifier>Greater</x:Qualifier><x:Value1>5</x:Value1><x:Format Style='color:white'/>"
    after = "<x:WorksheetOptions><x:DisplayFormulas/></x:WorksheetOptions><x:ConditionalFormatting>"
    after += f"<x:Range>R1C1</x:Range><x:Condition>{condition}</x:Condition></x:ConditionalFormatting>"
    found = cells(read(tmp_path, rows, after=after))
    assert (found["A1"].text, found["A1"].sights) == ("", (Seen(Sight.UNSEEN, "10"),))
    assert found["B1"].sights == (Seen(Sight.FORMAT, "=1+2"),)


@pytest.mark.parametrize("row", ['<Row ss:Index="0"/>', '<Row ss:Index="x"/>', '<Row ss:Span="-1"/>'])
def test_rows_that_stand_nowhere_are_damage(tmp_path: Path, row: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, row)
    assert caught.value.code == "damaged-file"


@pytest.mark.parametrize(
    ("moment", "days"),
    [("1899-12-31T12:00:00.000", 0.5), ("1900-02-28T00:00:00.000", 59), ("1900-03-01T00:00:00.000", 61)],
)
def test_moments_before_march_1900_are_counted_as_excel_counts_them(
    tmp_path: Path, moment: str, days: float
) -> None:
    found = cells(read(tmp_path, f"<Row>{data('DateTime', moment)}</Row>"))["A1"]
    assert (found.value, found.kind) == (days, CellKind.DATE)


def test_a_cell_without_a_style_has_that_of_its_row_its_column_or_its_table(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.xml"
    row = f'<Row>{data("Number", "1") * 4}</Row><Row ss:StyleID="white">{data("Number", "2")}</Row>'
    columns = '<Column ss:StyleID="k"/><Column ss:Index="3" ss:StyleID="cut"/>'
    path.write_text(
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook {SPACES}><Styles>{STYLES}</Styles>'
        f'<Worksheet ss:Name="Báo cáo"><Table ss:StyleID="white">{columns}{row}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    found = {at: [seen.sight for seen in cell.sights] for at, cell in cells(read_document(path)).items()}
    assert found == {
        "A1": [Sight.FORMAT], "B1": [Sight.UNSEEN], "C1": [Sight.STRUCK], "D1": [Sight.UNSEEN], "A2": [Sight.UNSEEN],
    }  # fmt: skip
