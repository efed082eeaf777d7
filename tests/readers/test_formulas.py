from __future__ import annotations

import pytest

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.sheets.computed.around import Around, ListTable
from htsd_cli.readers.sheets.formulas import NotPlain, Sums, compare, moved, shows_picture
from htsd_cli.readers.sheets.grid import FILTERED, HIDDEN, Place
from htsd_cli.values.document import Cell, CellKind, Sight

SHEET = """\
A: 1 | 2 | | 4
B: 10 | 20.5 | không | 40
C: =SUM(A1:A4) | =B1+B4 | =C1+1 | =D1
"""


def cells(drawing: str) -> dict[Place, Cell]:
    """Return the cells of a drawn sheet, a line a column: its letter, then its cells from the first row down."""
    found: dict[Place, Cell] = {}
    for line in drawing.splitlines():
        letter, _, rest = line.partition(":")
        for row, text in enumerate(map(str.strip, rest.split("|")), 1):
            if text:
                found[row, column_number(letter)] = cell(row, column_number(letter), text)
    return found


def cell(row: int, column: int, text: str) -> Cell:
    if text.startswith("="):
        return Cell(text, row, column, kind=CellKind.UNCALCULATED, formula=text[1:])
    if text.replace(".", "").isdigit():
        return Cell(text, row, column, kind=CellKind.NUMBER, value=float(text) if "." in text else int(text))
    return Cell(text, row, column)


def computed(formula: str, drawing: str = SHEET) -> int | float | None:
    return Sums(cells(drawing)).value(cell(99, 99, f"={formula}"))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(A1:A4)", 7),
        ("SUM(A1:A5,B1,3)", 20),
        ("sum( $A$1 : A$4 )", 7),
        ("SUM(A4:A1)", 7),
        ("SUM(A1:B1)", 11),
        ("A1+B1+3", 14),
        ("+A1+A2", 3),
        ("A1", 1),
        ("SUM(A1:A2)+SUM(B1,B4)+A4", 57),
        ("A3+A1", 1),
        ("SUM(B2,0.5)", 21),
        ("SUM(C1:C2)", 57),
        ("C3", 8),
        ('IF(COUNT(A1:A4)=0,"",SUM(A1:A4))', 7),
        ("SUM(A1,A1)", 2),
        ("A4-A1*2", 2),
        ("A1-A2", -1),
        ("-A1+A4", 3),
        ("(A1+A2)*A4", 12),
        ("SUM(A1:A4)/2", 3.5),
        ("IF(A4>=4,B1,2)", 10),
        ("MAX(A1:A4)+MIN(A1:A4)", 5),
        ("SUM(SUM(A1),A2)", 3),
        ("A1++A2", 3),
        ("SUM(A1:A1000000)", 7),
        ("ROUND(A1/A2*100,1)", 50),
        ("ROUND(B2/8,2)", 2.56),
        ("ROUND(A2/16,2)", 0.13),
        ("ROUND(-A1/2,0)", -1),
        ("ROUND(15,-1)", 20),
        ('IF(A2=0,"",ROUND(B1/A2,1))', 5),
        ("IFERROR(A1/A3,0)", 0),
        ("AVERAGE(A1:A4)*3", 7),
        ("PRODUCT(A1:A4)", 8),
        ("ABS(A1-A4)", 3),
        ("INT(B2)+TRUNC(-B2)", 0),
        ("ROUNDUP(B2,0)+ROUNDDOWN(B2,0)", 41),
        ("A2^3*50%", 4),
        ("CHOOSE(2,A1,B1)", 10),
        ("SUMPRODUCT(A1:A2,B1:B2)", 51),
        ("SUBTOTAL(9,A1:A4)", 7),
        ('SUM(INDIRECT("A1:A2"))', 3),
        ('INDIRECT("B1")', 10),
        ("SUM(OFFSET(A1,0,0,2,1))", 3),
        ('SUMIF(B1:B4,"không",A2:A5)', 4),
        ('SUMIF(A1:A4,">1")', 6),
        ('COUNTIF(B1:B4,"kh*")', 1),
    ],
)
def test_plain_sums_come_to_what_excel_would_show(formula: str, value: float) -> None:
    found = computed(formula)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("formula", ["SUM(A3)", "A3+D9", "SUM(E1:F9)", 'IF(COUNT(A3)=0,"",SUM(A3))'])
def test_a_sum_over_blank_cells_is_blank(formula: str) -> None:
    assert computed(formula) is None


@pytest.mark.parametrize(
    "formula",
    [
        "", "SUM(B1:B4)", "B3", "MEDIAN(A1:A4)", "SUM(A:A)", "SUM(Sheet2!A1)", "A1/A3", "A1&A2", "(A1-A2)^2", "A1>A2",
        "Sheet2!A1+A2", "[1]Sheet1!A1", "IF(A1,1,2)", "SUM(A1:A4,)", "A1 + ", "SUM()", "ROUND(A1,A2/3)",
        "A1:A2", '"12"', "VLOOKUP(A1,B:C,2,0)", "SUM(tong)", "1" * 9000, "SUBTOTAL(3,A1:A4)",
        "INDIRECT(A1)", "OFFSET(A1,-1,0)", 'SUMIF(B1:B4,"",A1:A4)', "CHOOSE(3,A1,A2)",
        'COUNTIF(B1:B4,"*")', "Bảng[Số]",
        "SUM(Bảng[[#All],[Số]])", "(" * 90 + "A1" + ")" * 90,
    ],
)  # fmt: skip
def test_nothing_else_is_computed(formula: str) -> None:
    with pytest.raises(NotPlain):
        computed(formula)


def test_a_subtotal_leaves_out_hidden_rows_and_other_subtotals() -> None:
    known = cells("A: 1 | 2 | 4 | 8 | =SUBTOTAL(9,A1:A4)")
    sums = Sums(known, around=Around(hidden={2: FILTERED, 3: HIDDEN}))
    assert sums.value(cell(8, 99, "=SUBTOTAL(109,A1:A5)")) == 9
    assert sums.value(cell(8, 98, "=SUBTOTAL(9,A4:A4)")) == 8
    with pytest.raises(NotPlain):
        sums.value(cell(7, 99, "=SUBTOTAL(9,A1:A5)"))


def test_names_of_cells_and_columns_of_tables_are_followed() -> None:
    known = cells("A: 5 | 1 | 2 | 4 | 7")
    tables = {"bảng1": ListTable("Lớp", 2, 4, {"số [lớp]": 1})}
    sums = Sums(known, sheets={"lớp": known}, around=Around({"tong": "$A$1:$A$3", "day": "A1"}, tables))
    assert sums.value(cell(9, 99, "=SUM(Tong)")) == 8
    assert sums.value(cell(9, 98, "=SUBTOTAL(109,Bảng1[Số '[lớp']])")) == 7
    assert sums.value(cell(3, 97, "=Bảng1[[#This Row],[Số '[lớp']]]*2")) == 4
    with pytest.raises(NotPlain):
        sums.value(cell(9, 96, "=SUM(day)"))


def test_cells_of_other_sheets_are_found_by_their_names() -> None:
    others = {"Tổ 1": cells("A: 3 | =A1+1"), "To2": cells("A: 5")}
    sums = Sums(cells(SHEET), sheets=others)
    assert sums.value(cell(99, 99, "='Tổ 1'!A2+to2!A1+A1")) == 10
    with pytest.raises(NotPlain):
        sums.value(cell(98, 99, "='Tổ 3'!A2"))


def test_floats_are_added_up_as_excel_shows_them() -> None:
    assert computed("SUM(A1:A2)", "A: 0.1 | 0.2") == 0.3


@pytest.mark.parametrize("drawing", ["A: =A1", "A: =A2 | =A1", "A: =SUM(A1:A3) | 1 | 2"])
def test_a_formula_that_leads_back_to_itself_is_not_computed(drawing: str) -> None:
    with pytest.raises(NotPlain):
        computed("A1", drawing)


def test_sums_of_sums_are_each_computed_once() -> None:
    chain = " | ".join(f"=A{n}+A{n}" for n in range(2, 32))
    assert computed("A1", f"A: {chain} | 1") == 2**30


def test_a_chain_longer_than_any_form_is_not_followed() -> None:
    chain = " | ".join(f"=A{n}+1" for n in range(2, 3000))
    with pytest.raises(NotPlain):
        computed("A1", f"A: {chain} | 1")


def test_a_stale_result_gives_way_to_what_its_formula_comes_to() -> None:
    stored = Cell("0", 1, 1, kind=CellKind.NUMBER, value=0, formula="SUM(B1:B2)")
    known = cells("B: 3 | 4") | {(1, 1): stored}
    assert Sums(known).value(cell(9, 9, "=A1+1")) == 1
    assert Sums(known, stale=True).value(cell(9, 9, "=A1+1")) == 8


def test_a_stale_result_that_cannot_be_computed_counts_unless_it_is_zero() -> None:
    def total(value: int) -> int | float | None:
        stored = Cell(str(value), 1, 1, kind=CellKind.NUMBER, value=value, formula="MEDIAN(B1:B2)")
        return Sums({(1, 1): stored}, stale=True).value(cell(9, 9, "=A1+1"))

    assert total(5) == 6
    with pytest.raises(NotPlain):
        total(0)


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "there"),
    [
        ("SUM(D5:D9)", 0, 1, "SUM(E5:E9)"),
        ("A1+$B1+C$1+$D$1", 2, 1, "B3+$B3+D$1+$D$1"),
        ("SUM(Z1)", 0, 1, "SUM(AA1)"),
        ("LOG10(A1)", 1, 0, "LOG10(A2)"),
        ("A1", -1, 0, ""),
        ("XFD1", 0, 1, ""),
        ('IF(A1="B1",1,2)', 1, 0, ""),
        ('IF(COUNT(A1:A2)=0,"",SUM(A1:A2))', 0, 1, 'IF(COUNT(B1:B2)=0,"",SUM(B1:B2))'),
    ],
)
def test_a_shared_formula_reads_as_it_would_further_on(
    formula: str, rows: int, columns: int, there: str
) -> None:
    assert moved(formula, rows, columns) == there


@pytest.mark.parametrize(("name", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_columns_are_counted_from_a(name: str, number: int) -> None:
    assert (column_number(name), column_name(number)) == (number, name)


@pytest.mark.parametrize(
    ("formula", "other", "told"),
    [
        ("RAND()*100", "3", "số khác mỗi lần mở tệp"),
        ("45000-TODAY()", "3", "số khác mỗi lần mở tệp"),
        ("A1+1", "3", "vòng lặp: ô tính theo chính nó"),
        ("B1+1", "=A1", "vòng lặp: ô tính theo chính nó"),
        ("B1+1", "=TODAY()-45000", "số khác mỗi lần mở tệp"),
        ("B1+1", "3", "4"),
        ("B1-3", "3", None),
        ("RANDOM(B1)", "3", None),
    ],
)
def test_a_result_that_is_not_what_the_formula_comes_to_is_told(
    formula: str, other: str, told: str | None
) -> None:
    known = cells(f"B: {other}") | {(1, 1): Cell("0", 1, 1, kind=CellKind.NUMBER, value=0, formula=formula)}
    compare(known, [(1, 1)])
    assert [(seen.sight, seen.text) for seen in known[1, 1].sights] == (
        [] if told is None else [(Sight.STALE, told)]
    )


def test_a_result_of_another_sheet_s_cells_is_compared_too() -> None:
    other = {"Chi tiết": cells("A: 1 | 2\nB: =SUM(A1:A2)")}
    for value, told in ((3, ()), (5, ("3",))):
        known = {(1, 1): Cell("", 1, 1, kind=CellKind.NUMBER, value=value, formula="'Chi tiết'!B1")}
        compare(known, [(1, 1)], other)
        assert tuple(seen.text for seen in known[1, 1].sights) == told


def test_a_formula_computed_step_by_step_may_use_its_own_result() -> None:
    known = {(1, 1): Cell("5", 1, 1, kind=CellKind.NUMBER, value=5, formula="A1+1")}
    compare(known, [(1, 1)], iterates=True)
    assert known[1, 1].sights == ()


@pytest.mark.parametrize(
    ("formula", "picture"),
    [
        ('_xlfn.DISPIMG("ID_9A3F",1)', True),
        ('_xlfn.IMAGE("https://thcs-a.edu.vn/1.png")', True),
        ('IFERROR(IMAGE(A1),"")', True),
        ("IMAGINARY(A1)", False),
        ("SUM(A1)", False),
    ],
)
def test_a_formula_that_puts_a_picture_into_its_cell_is_known(formula: str, picture: bool) -> None:
    assert shows_picture(formula) is picture
