"""What functions of formulas come to: as Excel and LibreOffice stored it, of both where they agree."""

from __future__ import annotations

import pytest

from htsd_cli.readers.sheets.computed.around import Around
from htsd_cli.readers.sheets.computed.values import Value
from htsd_cli.readers.sheets.formulas import NotPlain, Results
from tests.readers.sheets.test_formulas import cell, cells

# A: days, 1 January 2024 first; B: what was taught; C: how many; D: how much.
SHEET = """\
A: 45292 | 45330 | 45413 | 45537 | 45658
B: Môn | Toán | Văn | Toán | Sử
C: Số | 3 | 5 | 8 | 12
D: Tiền | 100 | 250 | 30 | 40
H: Môn | Toán | Sử
I: Số | 4
Z: | | | | | | | | 1.23456E+19
"""
NAMED = Around({"gấp": "LAMBDA(n,n*2)", "giờ": "LAMBDA(A1)"})


def shown(formula: str, around: Around = NAMED) -> Value:
    """Return what a formula comes to, compared as the reader compares: an error as its text."""
    found = Results(cells(SHEET), stale=True, exactly=True, around=around).shown(cell(99, 99, f"={formula}"))
    return str(found) if isinstance(found, Exception) else found


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        # of many numbers
        ("ROUND(STDEV(C2:C5),6)", 3.91578),
        ("ROUND(STDEV.P(C2:C5),6)", 3.391165),
        ("VAR(C2:C5)", 15.3333333333333),
        ("VARP(C2:C5)", 11.5),
        ("STDEV(C2)", "#DIV/0!"),
        ("DEVSQ(C2:C5)", 46),
        ("AVEDEV(C2:C5)", 3),
        ("MODE(C2:C5,8)", 8),
        ("MODE(C2:C5)", "#N/A"),
        ("GEOMEAN(2,8)", 4),
        ("ROUND(HARMEAN(2,8),9)", 3.2),
        ("PERCENTILE(C2:C5,0.5)", 6.5),
        ("QUARTILE(C2:C5,1)", 4.5),
        ("SUBTOTAL(8,C2:C5)^2", 11.5),
        ("AGGREGATE(14,6,C2:C5,2)", 8),
        ("AGGREGATE(12,6,C2:C5)", 6.5),
        ("MAXA(B2:C5)+MINA(B2:C5)+AVERAGEA(B2:C5)", 15.5),
        # of days
        ("NETWORKDAYS(A1,A2)", 29),
        ("NETWORKDAYS(A2,A1)", -29),
        ("NETWORKDAYS(A1,A2,A1:A2)", 27),
        ("NETWORKDAYS.INTL(A1,A2,11)", 34),
        ('NETWORKDAYS.INTL(A1,A2,"0000011")', 29),
        ("WORKDAY(A1,10)", 45306),
        ("WORKDAY(A1,-1)", 45289),
        ("WORKDAY.INTL(A1,6,11)", 45299),
        ("WEEKNUM(A2)+ISOWEEKNUM(A2)", 12),
        ("WEEKNUM(A5)", 1),
        ("HOUR(A1+0.75)+MINUTE(0.5104167)", 33),
        ("TIME(6,30,0)*24", 6.5),
        ('TEXT(A2,"dd/mm/yyyy")', "08/02/2024"),
        ('"Tháng "&TEXT(A2,"mm")', "Tháng 02"),
        ('TEXT(-12.5,"0")', "-13"),
        # of rows that stand in the formula: each of their values is meant
        ('OR(B3={"Toán","Văn"})', True),
        ('AND(B3={"Văn","Văn"})', True),
        ('SUM(COUNTIF(B2:B5,{"Toán","Sử"}))', 3),
        ('SUM(SUMIF(B2:B5,{"Toán";"Sử"},C2:C5))', 23),
        ('SUM(SUMIFS(D2:D5,B2:B5,{"Toán";"Sử"},C2:C5,">3"))', 70),
        ("SUM(LARGE(C2:C5,{1,2}))", 20),
        ('SUM(VLOOKUP("Văn",B2:D5,{2,3},0))', 255),
        # of cells that IF and CHOOSE choose
        ("SUM(IF(C2>1,C2:C5,D2:D5))", 28),
        ("SUM(CHOOSE(2,C2:C5,D2:D5))", 420),
        ("COUNT(IF(C2>9,C2:C5,B2:C3))", 2),
        # what stands in the formula itself is counted as it reads
        ('COUNT(TRUE,"23",C2)', 3),
        ('OR("TRUE")', True),
        ("XOR(TRUE,TRUE,TRUE)", True),
        ("(-3)^2", 9),
        # lists
        ('DSUM(B1:D5,"Tiền",H1:H3)', 170),
        ('DSUM(B1:D5,3,H1:I2)', 0),
        ('DCOUNT(B1:D5,"Số",H1:H3)', 3),
        ("DCOUNTA(B1:D5,,H1:H2)", 2),
        ('DAVERAGE(B1:D5,"Số",H1:H2)', 5.5),
        ('DMAX(B1:D5,"Tiền",H1:H2)-DMIN(B1:D5,"Tiền",H1:H2)', 70),
        ('DGET(B1:D5,"Tiền",H1:I2)', "#VALUE!"),
        # what formulas make themselves
        ("LAMBDA(x,y,x*y)(3,4)", 12),
        ("gấp(4)+gấp(1)", 10),
        ("_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1),_xlpm.f(2))", 3),
        ("REDUCE(0,C2:C5,LAMBDA(a,b,a+b*2))", 56),
        ("SUM(MAP(C2:C5,D2:D5,LAMBDA(a,b,MAX(a,b))))", 420),
        ("SUM(SCAN(0,C2:C5,LAMBDA(a,b,a+b)))", 55),
        ("SUM(BYROW(C2:D3,LAMBDA(r,MAX(r))))", 350),
        ("SUM(BYCOL(C2:D5,LAMBDA(r,MIN(r))))", 33),
        ("SUM(MAKEARRAY(2,3,LAMBDA(r,c,r*c)))", 18),
    ],
)  # fmt: skip
def test_a_function_comes_to_what_two_programs_stored(formula: str, value: Value) -> None:
    assert shown(formula) == (pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    "formula",
    [
        "MODE(3,3,5,5)",  # the first or the smallest
        "DATE(1900,2,29)",
        "XLOOKUP(Z1,B2:B5,C2:C5)",  # whether the blank cell is looked for
        'TEXT(TRUE,"0")',
        "0.00001&C2",
        'COUNTIF(B2:B5,"#N/A")',
        'DSUM(B1:D5,"Tiền",H2:H3)',  # a formula below a heading of its own
        "SUM(C2:C5*{1;2;3;4})",  # whose cells are meant
        "giờ()",
        "LAMBDA(x,x)(1,2)",
        "LAMBDA(x,x)",
        "HOUR(-1.4)",
        'OR("",TRUE)',
        "Z9+1",  # a number of more digits than are kept
    ],
)
def test_what_programs_take_for_different_things_is_not_worked_out(formula: str) -> None:
    with pytest.raises(NotPlain):
        shown(formula)


def test_what_a_formula_fills_is_known_though_another_asked_for_its_first_cell() -> None:
    known = cells("A: 1 | 2 | 3")
    filling = cell(1, 2, "=A1:A3*2")
    area = {(1, 2): (1, 2, 3, 2)}
    over = {**known, (1, 2): filling}
    results = Results(over, stale=True, exactly=True, sheets={"": over}, around=Around(arrays={"": area}))
    assert results.shown(cell(9, 9, "=B1+1"), over) == 3
    assert results.rows(filling, over) == [[2], [4], [6]]


@pytest.mark.parametrize(
    ("formula", "first", "last"),
    [
        ("SUM(A$1:A{row})", 1, 18_003_000),
        ("SUBTOTAL(3,A$1:A{row})", 1, 6_000),
        ("MAX(A$1:A{row})+1", 2, 6_001),
        ("AVERAGE(A$1:A{row})", 1, 3000.5),
        ("COUNTIF(A$1:A{row},A{row})", 1, 1),
    ],
)
def test_sums_that_run_down_thousands_of_rows_are_all_worked_out(
    formula: str, first: float, last: float
) -> None:
    rows = 6_000
    known = {(row, 1): cell(row, 1, str(row)) for row in range(1, rows + 1)}
    known |= {(row, 2): cell(row, 2, f"={formula.format(row=row)}") for row in range(1, rows + 1)}
    results = Results(known, stale=True, exactly=True)
    found = [results.shown(known[row, 2], known) for row in (1, rows, *range(2, rows))]
    assert found[:2] == [first, last]


@pytest.mark.parametrize("name", ["SUM", "COUNT", "COUNTA", "MAX", "MIN", "AVERAGE"])
def test_what_first_rows_come_to_does_not_hang_on_which_were_asked_before(name: str) -> None:
    held = ["3", "không", "0.1", "", "7", "0.2", "=B99", "2"] * 8
    drawing = f"A: {' | '.join(held)}"
    for asked in ((33, 40, 64), (64, 33, 40)):
        known = cells(drawing)
        running = Results(known, stale=True, exactly=True)
        for last in asked:
            plainly = Results(known, stale=True, exactly=True)
            one_by_one = ",".join(f"A{row}:A{min(row + 7, last)}" for row in range(1, last + 1, 8))
            assert running.shown(cell(1, 9, f"={name}(A1:A{last})")) == pytest.approx(
                plainly.shown(cell(1, 9, f"={name}({one_by_one})"))
            ), last
            running._known.clear()


def test_a_sum_down_a_column_that_holds_itself_is_a_circle() -> None:
    known = cells("A: " + " | ".join(["1"] * 50))
    known[40, 1] = cell(40, 1, "=SUM(A$1:A45)")
    with pytest.raises(NotPlain):
        Results(known, stale=True, exactly=True).shown(known[40, 1], known)
