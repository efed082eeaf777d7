from __future__ import annotations

import pytest

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.sheets.computed.around import Around, ListTable
from htsd_cli.readers.sheets.computed.tokens import EXCEL_97, formula_text
from htsd_cli.readers.sheets.formulas import (
    NotPlain,
    Results,
    Settings,
    compare,
    moved,
    settle,
    shows_picture,
)
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
    return Results(cells(drawing)).number(cell(99, 99, f"={formula}"))


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
        ('COUNTIF(B1:B4,"*")', 1),
        ('SUMIF(B1:B4,"",A1:A4)', 0),
        ("SUM(A:A)+SUM(1:1)", 7 + 1 + 10 + 7),
        ("SUM(A1:A4,)", 7),
        ("IF(A1,1,2)", 1),
        ("SUBTOTAL(3,A1:A4)", 3),
        ("MEDIAN(A1:A4)", 2),
        ("VLOOKUP(2,A1:B4,2,FALSE)", 20.5),
        ("VLOOKUP(3,A1:B2,2)", 20.5),
        ("HLOOKUP(1,A1:B2,2,0)", 2),
        ('INDEX(A2:A5,MATCH("KHÔNG",B1:B4,0))', 4),
        ("INDEX(A1:B4,4,2)", 40),
        ("SUM(INDEX(A1:B4,0,1))", 7),
        ("LOOKUP(99,A1:A4)", 4),
        ('LOOKUP(2,1/(B1:B4="không"),A2:A5)', 4),
        ("XLOOKUP(2,A1:A4,B1:B4)", 20.5),
        ("XLOOKUP(9,A1:A4,B1:B4,7)", 7),
        ('COUNTIFS(A1:A4,">=2",B1:B4,">30")', 1),
        ('SUMIFS(B1:B4,A1:A4,">=2")', 60.5),
        ('MAXIFS(B1:B4,A1:A4,"<4")', 20.5),
        ('AVERAGEIF(A1:A4,"<3")', 1.5),
        ("SUMPRODUCT((A1:A4>1)*(A1:A4))", 6),
        ('SUMPRODUCT(--(B1:B4="không"),A1:A4+1)', 1),
        ("COUNTA(A1:B4)-COUNTBLANK(A1:B4)", 6),
        ('IF(AND(A1>0,NOT(B3="x")),LEN(B3),0)', 5),
        ('LEFT("12A",2)+VALUE("3")', 15),
        ("LARGE(A1:A4,2)*RANK(A1,A1:A4)", 6),
        ("SUM({1,2;3,4})", 10),
        ("ROWS(A1:B4)*COLUMNS(A1:B4)+ROW(A3)", 11),
        ("IFERROR(VLOOKUP(9,A1:B4,2,0),0)", 0),
        ("_xlfn.LET(_xlpm.a,3,_xlpm.b,_xlpm.a+1,_xlpm.a*_xlpm.b)", 12),
        ("SUM(_xlfn.SEQUENCE(2,2,1,10))", 64),
        ("SUM(_xlfn._xlws.FILTER({3;8;5},{3;8;5}>4))", 13),
        ("SUM(_xlfn._xlws.FILTER({3,8,5},{1,0,1}))", 8),
        ("SUM(_xlfn._xlws.FILTER({3;8},{3;8}>9,2))", 2),
        ('COUNTA(_xlfn.UNIQUE({"Lớp";"lớp";"bài"}))', 2),
        ("ROWS(_xlfn.UNIQUE({1;1;2}))", 2),
        ("INDEX(_xlfn._xlws.SORT({3;8;5},1,-1),2,1)", 5),
        ("SUM(_xlfn.TAKE(_xlfn._xlws.SORT({3;8;5}),2))", 8),
        ("SUM(_xlfn.DROP({3;8;5},-1))+ROWS(_xlfn.VSTACK({1,2},{3,4}))+COLUMNS(_xlfn.HSTACK(1,2))", 15),
        ("ROWS(_xlfn.TOCOL({1,2,3}))", 3),
        ("AGGREGATE(9,6,A1:A1)-A1", 0),
        ("SUM(INDEX(A1:A4,1):INDEX(A1:A4,2))", 3),
        ("SUM(A2:INDEX(A1:A4,4))", 6),
        ('SUM(INDIRECT("B1"):A2)', 33.5),
        ("YEAR(45535)*10000+MONTH(45535)*100+DAY(45535)", 20240831),
        ("DATE(2024,14,0)-DATE(2025,1,1)", 30),
        ("WEEKDAY(45535)+WEEKDAY(45535,2)*10+WEEKDAY(45535,3)*100", 7 + 60 + 500),
        ("EDATE(45322,1)-45322", 29),
        ("EOMONTH(45535,-6)-45351", 0),
        ('DATEDIF(45351,45535,"m")+DATEDIF(45351,45535,"D")*100', 6 + 18400),
        ('DATEDIF(44000,45535,"Y")+DATEDIF(44000,45535,"YM")*10', 4 + 20),
        ("DAYS(45535,45530)", 5),
        ("SUMPRODUCT((YEAR({45535,45000})=2024)*{3,4})", 3),
        ('SUMIF(B1:B4,"KHÔNG",A2:A5)+SUMIF(B1:B4,"=không",A2:A5)*10', 44),
        ('COUNTIF(A1:A4,2)*100+COUNTIF(A1:A4,"=2")', 101),
        ('COUNTIFS(A1:A4,4,B1:B4,">30")+COUNTIFS(A1:A4,4,B1:B4,"<30")', 1),
        ('COUNTIF(A1:A4,"")+COUNTIF(A1:A4,"<>2")*10', 1 + 30),
        ('IFERROR(MATCH("2",A1:A4,0),9)+MATCH(2,A1:A4,0)+IFERROR(XMATCH("kh*",B1:B4),9)', 20),
        ("CEILING(9.2,5)+FLOOR(9.2,5)+MROUND(9.6,5)+SQRT(16)+SIGN(-3)+SUMSQ(1,2)", 33),
    ],
)
def test_plain_results_come_to_what_excel_would_show(formula: str, value: float) -> None:
    found = computed(formula)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("formula", ["SUM(A3)", "A3+D9", "SUM(E1:F9)", 'IF(COUNT(A3)=0,"",SUM(A3))'])
def test_a_sum_over_blank_cells_is_blank(formula: str) -> None:
    assert computed(formula) is None


@pytest.mark.parametrize(
    "formula",
    [
        "", "SUM(B1:B4)", "B3", "SUM(Sheet2!A1)", "A1/A3", "A1&A2", "(A1-A2)^0.5", "A1>A2",
        "Sheet2!A1+A2", "[1]Sheet1!A1", "A1 + ", "SUM()", "ROUND(A1,A2/3)",
        "A1:A2", '"12"', "VLOOKUP(A1,B:C,2,0)", "SUM(tong)", "1" * 9000,
        "INDIRECT(A1)", "OFFSET(A1,-1,0)", "CHOOSE(3,A1,A2)",
        "Bảng[Số]", "IF(B3>0,1,2)", "KURT(A1:A4)", 'SUMIF(A1:A4,">1/1",B1:B4)', 'VALUE("1.250")', 'TEXT(A1,"0.0")',
        "YEAR(60)", "DATE(1899,1,1)", 'DATEDIF(45000,45535,"MD")', "WEEKDAY(45535,4)", "YEAR(A3)", "DATE(9999,12,32)",
        'YEAR("31/12/2024")', "A1:B", "SUM(A1:1)", "DATE(2024,1,10^9)", "EDATE(45535,-9999999)",
        "LET(x,A1,x" + "+x" * 900 + ")", "SUM(Bảng[[#All],[Số]])", "(" * 90 + "A1" + ")" * 90,
    ],
)  # fmt: skip
def test_nothing_else_is_computed(formula: str) -> None:
    with pytest.raises(NotPlain):
        computed(formula)


def test_a_subtotal_leaves_out_hidden_rows_and_other_subtotals() -> None:
    known = cells("A: 1 | 2 | 4 | 8 | =SUBTOTAL(9,A1:A4)")
    results = Results(known, sheets={"a": known}, around=Around(hidden={"a": {2: FILTERED, 3: HIDDEN}}))
    assert results.number(cell(8, 99, "=SUBTOTAL(109,A1:A5)")) == 9
    assert results.number(cell(8, 98, "=SUBTOTAL(9,A4:A4)")) == 8
    with pytest.raises(NotPlain):
        results.number(cell(7, 99, "=SUBTOTAL(9,A1:A5)"))


def test_an_aggregate_leaves_out_what_its_option_says() -> None:
    known = cells("A: 1 | 2 | 4 | =SUBTOTAL(9,A1:A3) | =AGGREGATE(9,4,A1:A3)")
    asked = {0: 7, 1: 7, 2: 7, 3: 7, 4: 21, 6: 21, 5: 21, 7: 21}
    for option, value in asked.items():
        assert Results(known).number(cell(8, 9, f"=AGGREGATE(9,{option},A1:A5)")) == value, option
    hidden = Results(known, sheets={"a": known}, around=Around(hidden={"a": {2: HIDDEN}}))
    assert hidden.number(cell(8, 9, "=AGGREGATE(9,1,A1:A5)")) == 5
    for formula in ("=AGGREGATE(9,0,A1:A5)", "=AGGREGATE(9,5,A1:A5)", "=AGGREGATE(14,4,A1:A5,1)"):
        with pytest.raises(NotPlain):
            Results(known, sheets={"a": known}, around=Around(hidden={"a": {2: HIDDEN}})).number(
                cell(8, 99, formula)
            )


def test_names_of_cells_and_columns_of_tables_are_followed() -> None:
    known = cells("A: 5 | 1 | 2 | 4 | 7\nB: 3 | 10 | 20 | 40 | 9")
    tables = {"bảng1": ListTable("Lớp", 2, 4, {"số [lớp]": 1, "người": 2}, 1, 5)}
    results = Results(known, sheets={"lớp": known}, around=Around({"tong": "$A$1:$A$3", "day": "A1"}, tables))
    assert results.number(cell(9, 99, "=SUM(Tong)")) == 8
    assert results.number(cell(9, 95, "=SUM([0]!Tong)")) == 8
    assert results.number(cell(9, 98, "=SUBTOTAL(109,Bảng1[Số '[lớp']])")) == 7
    assert results.number(cell(3, 97, "=Bảng1[[#This Row],[Số '[lớp']]]*2")) == 4
    for at, (formula, value) in enumerate(
        [
            ("SUM(Bảng1[[#Data],[Người]])", 70),
            ("SUM(Bảng1[[#All],[Người]])", 82),
            ("Bảng1[[#Totals],[Người]]", 9),
            ("SUM(Bảng1[#Headers])", 8),
            ("SUM(Bảng1[[Số '[lớp']]:[Người]])", 77),
            ("SUM(Bảng1)+ROWS(Bảng1[])", 80),
        ]
    ):
        assert results.number(cell(9, 80 + at, f"={formula}")) == value, formula
    for formula in (
        "Bảng1[Lớp]",
        "Bảng1[[#Data],[#Totals],[Người]]",
        "Bảng1[@Người]",
        "Bảng1[[Người],[Số '[lớp']]]",
    ):
        with pytest.raises(NotPlain):
            results.number(cell(9, 79, f"=SUM({formula})"))
    with pytest.raises(NotPlain):
        results.number(cell(9, 96, "=SUM(day)"))


def test_cells_of_other_sheets_are_found_by_their_names() -> None:
    others = {"Tổ 1": cells("A: 3 | =A1+1"), "To2": cells("A: 5")}
    results = Results(cells(SHEET), sheets=others)
    assert results.number(cell(99, 99, "='Tổ 1'!A2+to2!A1+A1")) == 10
    with pytest.raises(NotPlain):
        results.number(cell(98, 99, "='Tổ 3'!A2"))


def test_a_number_is_not_counted_beside_a_text_that_is_one() -> None:
    known = cells("A: 1 | 2") | {(3, 1): Cell("2", 3, 1)}
    assert Results(known).number(cell(9, 9, '=COUNTIF(A1:A2,2)+COUNTIF(A1:A3,"x")')) == 1
    with pytest.raises(NotPlain):
        Results(known).number(cell(9, 8, "=COUNTIF(A1:A3,2)"))


def test_days_counted_from_1904_are_left_alone() -> None:
    with pytest.raises(NotPlain):
        Results(cells(SHEET), around=Around(from_1904=True)).number(cell(9, 9, "=YEAR(45535)"))


def test_floats_are_added_up_as_excel_shows_them() -> None:
    assert computed("SUM(A1:A2)", "A: 0.1 | 0.2") == 0.3


@pytest.mark.parametrize("drawing", ["A: =A1", "A: =A2 | =A1", "A: =SUM(A1:A3) | 1 | 2"])
def test_a_formula_that_leads_back_to_itself_is_not_computed(drawing: str) -> None:
    with pytest.raises(NotPlain):
        computed("A1", drawing)


def test_results_of_results_are_each_computed_once() -> None:
    chain = " | ".join(f"=A{n}+A{n}" for n in range(2, 32))
    assert computed("A1", f"A: {chain} | 1") == 2**30


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1" + "+A1" * 2_000, 2_001),
        ("SUMPRODUCT((A1:A4" + "+A1:A4" * 1_000 + ")*1)", 7_007),
        ("A1" + "%" * 20 + "+2", 2),
        ("@" * 8_000 + "A1", 1),
        ("tong+1", 1_501),
    ],
)
def test_a_formula_of_many_parts_is_computed(formula: str, value: int) -> None:
    around = Around({"tong": "$A$1" + "+$A$1" * 1_499})
    assert Results(cells(SHEET), around=around).number(cell(99, 99, f"={formula}")) == value


def test_a_chain_of_results_is_followed_however_long() -> None:
    chain = " | ".join(f"=A{n}+1" for n in range(2, 3000))
    assert computed("A1", f"A: {chain} | 1") == 2999
    with pytest.raises(NotPlain):
        computed("A1", f"A: {chain} | =A7")


def test_a_stale_result_gives_way_to_what_its_formula_comes_to() -> None:
    stored = Cell("0", 1, 1, kind=CellKind.NUMBER, value=0, formula="SUM(B1:B2)")
    known = cells("B: 3 | 4") | {(1, 1): stored}
    assert Results(known).number(cell(9, 9, "=A1+1")) == 1
    assert Results(known, stale=True).number(cell(9, 9, "=A1+1")) == 8


def test_a_stale_result_that_cannot_be_computed_counts_unless_it_is_zero() -> None:
    def total(value: int) -> int | float | None:
        stored = Cell(str(value), 1, 1, kind=CellKind.NUMBER, value=value, formula="KURT(B1:B2)")
        return Results({(1, 1): stored}, stale=True).number(cell(9, 9, "=A1+1"))

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
        ('IF(A1="B1",1,2)', 1, 0, 'IF(A2="B1",1,2)'),
        ("SUM(A:$B,2:$3)", 1, 1, "SUM(B:$B,3:$3)"),
        ("'Tổ A1'!B2+Tổ2!B2", 1, 0, "'Tổ A1'!B3+Tổ2!B3"),
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
        ("ROUND(SUMPRODUCT(B1*PI()),0)", "3", "9"),
        ("10^20", "3", "1e+20"),
        ("2000000000*2000000000", "3", "4e+18"),
        ("IF(ROW()>0,4*1E15,B1)", "3", "4e+15"),
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


@pytest.mark.parametrize(
    ("formula", "stored", "told"),
    [
        ('A1&" lớp"', "3 lớp", None),
        ('A1&" lớp"', "5 lớp", "3 lớp"),
        ('CONCATENATE("Có ",A1+A2," em")', "Có 4 em", "Có 7 em"),
        ('TEXT(A1*1000,"#,##0")&" đ"', "3.000 đ", None),
        ('TEXT(A1*1000,"#,##0")&" đ"', "2.000 đ", "3,000 đ"),
        ('IF(A1>2,"có","không")', "có", None),
        ('IF(A1>2,"có","không")', "không", "có"),
        ('IF(A1>2,"",5)', "5", "ô trống"),
        ("A3", "chữ khác", "chữ"),
        ("A1", "ba", "3"),
        ('"số "&A1+1', "số 4", None),
        ('IF(ISNUMBER(SEARCH("x",A3)),1,"")', "", None),
        ('IF(A1>2,A1,"")', "", "3"),
        ("A9", "", None),
        ("KURT(A1:A2)", "ba", None),
    ],
)
def test_a_text_that_a_formula_makes_is_compared_too(formula: str, stored: str, told: str | None) -> None:
    known = cells("A: 3 | 4 | chữ")
    own = {(1, 9): cell(1, 9, stored)._replace(formula=formula)}
    found = known | own if stored else known
    compare(found, [(1, 9)], over=known | own)
    assert [seen.text for one in found.values() for seen in one.sights] == ([] if told is None else [told])


def test_a_formula_over_an_area_is_compared_in_every_cell_it_fills() -> None:
    known = cells("A: 3 | 4 | 5\nB: 6 | 8 | 11\nC: 12")
    known[1, 2] = known[1, 2]._replace(formula="A1:A3*2")
    known[1, 3] = known[1, 3]._replace(formula="SUM(A1:A3*(A1:A3>3))")
    arrays = {(1, 2): (1, 2, 3, 2), (1, 3): (1, 3, 1, 3)}
    compare(known, [(1, 2), (1, 3)], {"a": known}, arrays=arrays, around=Around(arrays={"a": arrays}))
    told = {place: one.sights[0].text for place, one in known.items() if one.sights}
    assert told == {(3, 2): "10", (1, 3): "9"}


@pytest.mark.parametrize(
    ("tokens", "formula"),
    [
        (
            "2301000000 44000000c0 1e0000 06 24000000c0 4203ff00",
            "IFERROR(A1/0,A1)",
        ),  # by its name, as Excel 97 has it
        ("44000000c0 1e0903 0d 19020900 24000000c0 19080a00 170000 19080300 42030100", 'IF(A1>777,A1,"")'),
        ("1e0200 19040200080009000a00 16 24000000c0 42036400", "CHOOSE(2,,A1)"),
        ("170100 62 2500000200 00c001c0 1e0200 1d00 42046600", 'VLOOKUP("b",A1:B3,2,FALSE)'),
        ("290c00 24000000c0 24010000c0 10 15 42010400", "SUM((A1,A2))"),  # known cells apart, and in common
        ("26000000000c00 24000000c0 24010000c0 10 15 42010400", "SUM((A1,A2))"),
        ("291300 250000020000c000c0 250100030000c000c0 0f 42010400", "SUM(A1:A3 A2:A4)"),
        ("291300 250000020000c000c0 250100030000c000c0 11 42010400", "SUM(A1:A3:A2:A4)"),
        ("2a00000000", "#REF!"),
        ("4203ff00", ""),
    ],
)
def test_tokens_of_an_old_workbook_are_written_as_its_formula(tokens: str, formula: str) -> None:
    assert formula_text(bytes.fromhex(tokens), EXCEL_97, name=lambda _: "_xlfn.IFERROR") == formula


def test_sheets_from_one_to_another_are_added_up() -> None:
    sheets = {"Tổ 1": cells("A: 1"), "Tổ 2": cells("A: 2"), "Tổ 3": cells("A: 4"), "Khác": cells("A: 8")}
    assert Results(cells(SHEET), sheets=sheets).number(cell(9, 9, "=SUM('Tổ 1:Tổ 3'!A1)")) == 7


def test_a_formula_computed_step_by_step_may_use_its_own_result() -> None:
    known = {(1, 1): Cell("5", 1, 1, kind=CellKind.NUMBER, value=5, formula="A1+1")}
    compare(known, [(1, 1)], settings=Settings(iterates=True))
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


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("VLOOKUP(2,A1:C9,2,0)", []),  # the row before its own
        ("VLOOKUP(3,A1:C9,3,0)", ["vòng lặp: ô tính theo chính nó"]),
        ("HLOOKUP(1,A1:C9,2,0)", ["2"]),
        ("VLOOKUP(1,A1:Z9,26,0)", ["0"]),  # no cell stands there
    ],
)
def test_a_lookup_turns_on_itself_only_where_it_finds_its_own_cell(formula: str, told: list[str]) -> None:
    known = cells("A: 1 | 2 | 3\nB: 10 | 20 | 30")
    known[3, 3] = Cell("20", 3, 3, kind=CellKind.NUMBER, value=20, formula=formula)
    compare(known, [(3, 3)])
    assert [seen.text for seen in known[3, 3].sights] == told


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ('"Trường "&B1', "Trường Hoa Hồng"),
        ('SWITCH(A1,1,"một","khác")', "một"),
        ('A1&" lớp"', "1 lớp"),
        ('A1/2&" lớp"', '=A1/2&" lớp"'),  # 0.5 or 0,5, by the computer's language
    ],
)
def test_a_text_that_was_never_computed_is_computed_where_every_language_writes_it_alike(
    formula: str, shown: str
) -> None:
    known = cells(f"A: 1\nB: Hoa Hồng\nC: ={formula}")
    settle(known, {(1, 3): False})
    assert known[1, 3].text == shown
