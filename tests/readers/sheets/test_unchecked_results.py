"""Which stored results of formulas are believed that nobody can work out here, and which are told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from htsd_cli.readers.sheets.formulas import Reckoner, Results, Settings, compare, settle
from htsd_cli.readers.sheets.grid import Place
from htsd_cli.values.document import Cell, CellKind, Sight


def _books(*formulas: str) -> dict[Place, Cell]:
    """Return cells of a column that hold formulas, each with 7 stored as its result."""
    return {
        (row, 1): Cell("7", row, 1, kind=CellKind.NUMBER, value=7, formula=formula)
        for row, formula in enumerate(formulas, 1)
    }


def test_of_results_that_need_not_be_the_last_those_that_cannot_be_worked_out_are_told() -> None:
    known = _books("SUM(3,4)", "[1]Tổ!A1", "KURT(B1:B2)")
    compare(known, list(known), settings=Settings(trusted=False))
    assert [[seen.sight for seen in cell.sights] for cell in known.values()] == [
        [], [Sight.UNCHECKED], [Sight.UNCHECKED],
    ]  # fmt: skip


def test_past_what_can_be_computed_in_time_sums_are_compared_and_the_rest_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("htsd_cli.readers.sheets.computed.results.MOST_OPERANDS", 430)
    rows = 10
    known = {
        (row, 1): Cell("5", row, 1, kind=CellKind.NUMBER, value=5, formula="2+3") for row in range(1, rows)
    }
    known[rows, 1] = Cell("9", rows, 1, kind=CellKind.NUMBER, value=9, formula="SUM(A1:A2)")
    known[rows, 2] = Cell("9", rows, 2, kind=CellKind.NUMBER, value=9, formula="A9+4")
    compare(known, list(known))
    told = {place: [(seen.sight, seen.text) for seen in cell.sights] for place, cell in known.items()}
    assert told == {(row, 1): [] for row in range(1, 9)} | {
        (9, 1): [(Sight.UNCHECKED, "")],
        (10, 1): [(Sight.STALE, "10")],
        (10, 2): [(Sight.UNCHECKED, "")],
    }


@pytest.mark.parametrize(
    ("formula", "sights"),
    [
        ("B1", [Sight.LINKED]),
        ("SUM(B1:B1)", [Sight.LINKED]),
        ("B2", []),
        ("'[Tổ 1.xlsx]Năm 2024'!D5", [Sight.LINKED]),
        ("'C:\\[Tổ.xls]Năm'!D5+1", [Sight.LINKED]),
        ("[1]!tong", [Sight.LINKED]),
        ("SUM([0]!tong)", []),
        ("'file:///C:/Tổ.ods'#$Năm.D5", [Sight.LINKED]),
        ('IF(B2=7,7,LEN("[1]Tổ!A1"))', []),
        ("SUBTOTAL(9,Bảng[Số '[lớp']])", []),
        ("KURT(B2:B9)", []),
    ],
)
def test_a_result_that_rests_on_another_file_s_figures_says_so(formula: str, sights: list[Sight]) -> None:
    detail = {
        (row, 2): cell._replace(column=2) for (row, _), cell in _books("[1]Tổ!A1", "KURT(C1:C9)").items()
    }
    known = _books(formula) | detail
    compare(known, [(1, 1)])
    assert [seen.sight for seen in known[1, 1].sights] == sights


def test_where_one_result_is_not_the_last_one_no_other_is_believed_unchecked() -> None:
    others = {
        (row, 1): Cell(str(value), row, 1, kind=CellKind.NUMBER, value=value)
        for row, value in ((1, 3), (2, 4))
    }
    for formula, sights in (("A1+A2", []), ("A1+A2+1", [Sight.UNCHECKED])):
        detail = others | {(3, 1): Cell("7", 3, 1, kind=CellKind.NUMBER, value=7, formula=formula)}
        known = _books("KURT(B1:B9)", "A1+0", "[1]Tổ!A1", "7")
        sheets: dict[str, Mapping[Place, Cell]] = {"Báo cáo": known, "Chi tiết": dict(detail)}
        reckoner = Reckoner(sheets)
        reckoner.compare(known, list(known), {}, dict(known))
        reckoner.compare(detail, [(3, 1)], {}, sheets["Chi tiết"])
        reckoner.tell_unchecked()
        told = {row: [seen.sight for seen in one.sights] for (row, _), one in known.items()}
        assert told == {1: sights, 2: sights, 3: sights or [Sight.LINKED], 4: []}


def test_a_sum_over_results_there_was_no_time_for_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("htsd_cli.readers.sheets.computed.results.MOST_OPERANDS", 200)
    detail = {(row, 1): cell._replace(value=1) for (row, _), cell in _books(*["1+0"] * 7).items()}
    for count, sights in ((3, []), (7, [Sight.UNCHECKED])):
        known = {
            (1, 1): Cell(str(count), 1, 1, kind=CellKind.NUMBER, value=count, formula=f"SUM(Tổ!A1:A{count})")
        }
        compare(known, [(1, 1)], {"Tổ": detail, "Báo cáo": known})
        assert [seen.sight for seen in known[1, 1].sights] == sights


def test_results_of_a_file_that_computes_anew_rest_on_nothing_unchecked() -> None:
    for inner, sights in (("3+4", []), ("KURT(C1:C9)", [Sight.UNCHECKED])):
        known = _books("A2", inner)
        settle(known, {(1, 1): False}, settings=Settings(stale=True))
        assert [seen.sight for seen in known[1, 1].sights] == sights


def test_many_lookups_of_one_list_cost_little_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("htsd_cli.readers.sheets.computed.results.MOST_OPERANDS", 110_000)
    known = {
        (row, column): Cell(str(row), row, column, kind=CellKind.NUMBER, value=row)
        for row in range(1, 501)
        for column in (1, 2)
    }
    asked = (
        "VLOOKUP({0},A1:B500,2,0)", "INDEX(B1:B500,MATCH({0},A1:A500,0))", "XLOOKUP({0},A1:A500,B1:B500)",
        "SUMIF(A1:A500,{0},B1:B500)", 'SUMIFS(B1:B500,A1:A500,{0},B1:B500,">0")',
    )  # fmt: skip
    results = Results(known)
    for row in range(1, 201):
        for at, formula in enumerate(asked):
            assert results.number(Cell("", row, 90 + at, formula=formula.format(row))) == row
