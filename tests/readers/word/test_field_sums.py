"""Formula fields over a table's cells: a stored result that no way to compute gives is told, any other is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.converted.told import formula_mark, taken_out
from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Cell, Document, Seen, Sight, Table
from tests.documents import word

CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
Rows = tuple[tuple[str, ...], ...]
FEW: Rows = (("TT", "Nội dung", "Số lớp"), ("1", "A", "3"), ("2", "B", "5"))
MANY: Rows = (("TT", "Nội dung", "Số tiền"), ("1", "A", "3.000"), ("2", "B", "5.000"))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    inner = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return CHAR.format("begin") + inner + CHAR.format("separate") + run(result) + CHAR.format("end")


def tc(content: str, properties: str = "") -> str:
    inline = content if content.startswith("<") else run(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{inline}</w:p></w:tc>"


def table(rows: Rows) -> str:
    lines = ("".join(map(tc, row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def told(tmp_path: Path, body: str) -> dict[tuple[int, int], str]:
    """Return what the formulas of a table come to that are told as stale: (row, column) -> text."""
    read = next(read_docx(word(tmp_path / "tep.docx", body)).tables())
    return {
        (cell.row, cell.column): seen.text
        for row in read.rows
        for cell in row
        for seen in cell.sights
        if seen.sight is Sight.STALE
    }


@pytest.mark.parametrize(
    ("rows", "code", "result", "stale"),
    [
        pytest.param(FEW, " =SUM(ABOVE) ", "8", None, id="the cells above"),
        pytest.param(FEW, " =SUM(ABOVE) ", "9", "8", id="a number changed above"),
        pytest.param(FEW, " =sum(above) \\* MERGEFORMAT ", "9", "8", id="small letters"),
        pytest.param(FEW, " =SUM(C2:C3) ", "9", "8", id="a range"),
        pytest.param(FEW, " =SUM(C2;C3) ", "9", "8", id="a list"),
        pytest.param(FEW, " =C2+C3*2 ", "14", "13", id="a calculation"),
        pytest.param(FEW, " =C2+C3*2 ", "13", None, id="a calculation that is right"),
        pytest.param(FEW, " =AVERAGE(C2:C3) ", "4", None, id="a mean"),
        pytest.param(FEW, " =PRODUCT(ABOVE) ", "16", "15", id="a product"),
        pytest.param(FEW, " =COUNT(C2:C3) ", "3", "2", id="a count"),
        pytest.param(FEW, " =SUM(ABOVE)/3 ", "3", None, id="a result shown rounded"),
        pytest.param(FEW, " =SUM(ABOVE)/3 ", "2,7", None, id="a result with a decimal"),
        pytest.param(MANY, ' =SUM(ABOVE) \\# "#.##0" ', "8.000", None, id="thousands"),
        pytest.param(MANY, ' =SUM(ABOVE) \\# "#.##0" ', "8.500", "8000", id="thousands that changed"),
        pytest.param((("3,000",), ("5,000",)), " =SUM(ABOVE) ", "8,000", None, id="an English computer"),
        pytest.param((("3,5",), ("5,5",)), " =SUM(ABOVE) ", "9", None, id="decimals"),
        pytest.param((("3,5",), ("5,5",)), " =SUM(ABOVE) ", "8", "9", id="decimals that changed"),
        # Word stops at a blank cell, people do not.
        pytest.param((("3",), ("",), ("5",)), " =SUM(ABOVE) ", "5", None, id="to the blank cell"),
        pytest.param((("3",), ("",), ("5",)), " =SUM(ABOVE) ", "8", None, id="over the blank cell"),
        pytest.param((("3",), ("",), ("5",)), " =SUM(ABOVE) ", "7", "5", id="neither"),
        # Word counts numbers among words, in headings too.
        pytest.param((("Năm 2024",), ("3",), ("5",)), " =SUM(ABOVE) ", "2032", None, id="with the heading"),
        pytest.param((("3 lớp",), ("5 lớp",)), " =SUM(ABOVE) ", "8", None, id="numbers with words"),
        pytest.param((("3 lớp",), ("5 lớp",)), " =SUM(ABOVE) ", "9", "8", id="words, and changed"),
        pytest.param((("(1)", "(2)", "(3)"), ("", "", "4")), " =SUM(ABOVE) ", "4", None, id="codes of columns"),
        # What cannot be worked out is left as it is.
        pytest.param((("12 300",), ("5",)), " =SUM(ABOVE) ", "9", None, id="a gap in a number"),
        pytest.param((("15%",), ("5",)), " =SUM(ABOVE) ", "9", None, id="per cent"),
        pytest.param(FEW, " =SUM(Bang1 C2:C3) ", "9", None, id="another table"),
        pytest.param(FEW, " =SUM(C2:C9) ", "9", None, id="cells that are not there"),
        pytest.param(FEW, " =IF(C2>2;1;0) ", "9", None, id="a condition"),
        pytest.param(FEW, " =SUM(ABOVE) \\* CardText ", "chín", None, id="in words"),
        pytest.param(FEW, " =SUM(BELOW) ", "9", None, id="nothing there"),
    ],
)  # fmt: skip
def test_a_result_that_no_way_gives_is_told(
    tmp_path: Path, rows: Rows, code: str, result: str, stale: str | None
) -> None:
    last = (*("" for _ in rows[0][1:]), field(code, result))
    expected = {} if stale is None else {(len(rows) + 1, len(rows[0])): stale}
    assert told(tmp_path, table((*rows, last))) == expected


def test_a_sum_of_sums_follows_what_these_come_to(tmp_path: Path) -> None:
    rows = (
        ("A", "3", "5", field("=SUM(LEFT)", "9")),
        ("B", "4", "5", field("=SUM(LEFT)", "9")),
        ("", "7", "10", field("=SUM(ABOVE)", "18")),
    )
    assert told(tmp_path, table(rows)) == {(1, 4): "8", (3, 4): "17"}


def test_columns_are_counted_as_the_grid_or_as_the_cells_of_a_row(tmp_path: Path) -> None:
    def body(code: str, result: str) -> str:
        wide = tc("Tên", '<w:gridSpan w:val="2"/>')
        heading = f"<w:tr>{wide}{tc('7')}{tc('1')}</w:tr>"
        rows = "".join(f"<w:tr>{''.join(map(tc, row))}</w:tr>" for row in (("1", "A", "3", "2"),))
        return f"<w:tbl>{heading}{rows}<w:tr>{''.join(map(tc, ('', '', field(code, result), '')))}</w:tr></w:tbl>"

    assert told(tmp_path, body("=SUM(ABOVE)", "10")) == {}  # 7 + 3, below each other
    assert told(tmp_path, body("=SUM(ABOVE)", "4")) == {}  # 1 + 3, both the third cells of their rows
    assert told(tmp_path, body("=SUM(ABOVE)", "11")) == {(3, 3): "10"}


def test_a_struck_or_hidden_number_above_leaves_a_sum_open(tmp_path: Path) -> None:
    struck = f"<w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r>{run('3')}"
    assert told(tmp_path, table(((struck,), ("5",), (field("=SUM(ABOVE)", "17"),)))) == {}


def test_a_formula_in_an_inner_table_is_none_of_the_outer_one(tmp_path: Path) -> None:
    inner = "<w:tbl>" + "".join(f"<w:tr>{tc(text)}</w:tr>" for text in ("3", field("=SUM(ABOVE)", "3")))
    body = table((("1",), ("2",))).removesuffix("</w:tbl>")
    assert told(tmp_path, f"{body}<w:tr><w:tc>{inner}</w:tbl><w:p/></w:tc></w:tr></w:tbl>") == {}


def test_a_mark_of_a_converted_file_is_computed_and_taken_out() -> None:
    texts = ("3", "5", f"9{formula_mark(' =SUM(ABOVE)', '9')}")
    rows = tuple((Cell(text, at, 1),) for at, text in enumerate(texts, 1))
    read = taken_out(Document(Path("a.rtf"), "rtf", (Table(rows, number=1),)))
    assert next(read.tables()).rows[2] == (Cell("9", 3, 1, sights=(Seen(Sight.STALE, "8"),)),)
