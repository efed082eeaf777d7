"""Figures on a cell's edge, marked, turned or on a dark ground are read as they are seen, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Seen, Sight, Table
from tests.pdf_files import RULES, in_cell, pdf, text

_CROSSED = "đường kẻ chạy ngang qua số"
_ACROSS = "số viết vắt qua đường kẻ giữa hai ô"
_TURNED = "BT /F1 12 Tf 0 1 -1 0 205 238 Tm (14) Tj ET "


def table_of(tmp_path: Path, operators: str) -> Table:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(RULES + in_cell(1, 1, "Tin") + in_cell(2, 1, "Cuoc") + operators))
    (table,) = read_pdf(path).tables()
    return table


@pytest.mark.parametrize("beside", ["", in_cell(2, 2, "7")], ids=["blank", "filled"])
def test_a_figure_on_the_rule_between_two_cells_is_told_in_both(tmp_path: Path, beside: str) -> None:
    table = table_of(tmp_path, text(160, 226, "14") + beside)
    assert [row[1].sights for row in table.rows] == [(Seen(Sight.UNKNOWN, f"{_CROSSED}: 14"),)] * 2


@pytest.mark.parametrize(
    ("operators", "shown"),
    [
        (text(330, 240, "766"), "766"),
        (text(330, 240, "7660"), ""),
        (text(330, 240, "16,85"), ""),
        (text(330, 240, "766") + text(358, 240, "1"), "766"),
        ("0 0 .5 rg 251 231 98 28 re f 1 g " + text(330, 240, "7660"), ""),
    ],
    ids=["inside", "over the table's edge", "with a comma", "apart", "white on a dark cell"],
)
def test_a_figure_that_runs_out_of_its_table_is_told(tmp_path: Path, operators: str, shown: str) -> None:
    found = table_of(tmp_path, operators).rows[0][2]
    assert found.text == shown
    assert [seen.sight for seen in found.sights] == ([] if shown else [Sight.UNKNOWN])


@pytest.mark.parametrize(
    ("operators", "shown", "sights"),
    [
        (_TURNED, "14", ()),
        (_TURNED + "0.6 w 201.5 238 m 201.5 251.4 l S ", "", (Seen(Sight.STRUCK, "14"),)),
        (_TURNED + "0.6 w 206.5 238 m 206.5 251.4 l S ", "14", ()),
        (_TURNED + "0.6 w 201.5 232 m 201.5 258 l S ", "14", ()),
    ],
    ids=["", "struck", "underlined", "a line of the table"],
)
def test_a_turned_figure_is_struck_by_a_stroke_along_it(
    tmp_path: Path, operators: str, shown: str, sights: tuple[Seen, ...]
) -> None:
    found = table_of(tmp_path, operators).rows[0][1]
    assert found.text == shown
    assert tuple(seen for seen in found.sights if seen.sight is Sight.STRUCK) == sights


@pytest.mark.parametrize(
    ("operators", "texts", "told"),
    [
        ("0 1 -1 0 205 213 Tm (88,95) Tj", ["", ""], ["95", "88,"]),
        ("0 -1 1 0 205 247 Tm (88,95) Tj", ["", ""], ["88,", "95"]),
        ("0 1 -1 0 205 233 Tm (88,9) Tj", ["88,9", ""], ["", ""]),
    ],
    ids=["upwards", "downwards", "inside"],
)
def test_a_turned_figure_over_a_rule_is_told_in_both_cells(
    tmp_path: Path, operators: str, texts: list[str], told: list[str]
) -> None:
    table = table_of(tmp_path, f"BT /F1 12 Tf {operators} ET ")
    cells = [row[1] for row in table.rows]
    assert [cell.text for cell in cells] == texts
    assert [cell.sights for cell in cells] == [
        (Seen(Sight.UNKNOWN, f"{_ACROSS}: {text}"),) if text else () for text in told
    ]


@pytest.mark.parametrize(
    ("first", "rest", "texts"),
    [
        ("88,9", "257", ["", ""]),
        ("88,9", "263", ["88,9", "5"]),
        ("88", "257", ["88", "5"]),
    ],
    ids=["on the rule", "in its cell", "beside a short line"],
)
def test_the_rest_of_a_turned_figure_on_the_rule_beside_is_told(
    tmp_path: Path, first: str, rest: str, texts: list[str]
) -> None:
    operators = "".join(
        f"BT /F1 12 Tf 0 1 -1 0 {x} 232 Tm ({drawn}) Tj ET " for x, drawn in (("245", first), (rest, "5"))
    )
    cells = table_of(tmp_path, operators).rows[0][1:3]
    assert [cell.text for cell in cells] == texts
    assert [bool(cell.sights) for cell in cells] == [not text for text in texts]


@pytest.mark.parametrize(
    ("colours", "shown"), [(("1 g", "1 G"), "8"), (("1 g", ".9 .9 0 RG"), "8"), (("0 1 1 rg", "1 G"), "41 8")]
)
def test_a_white_stroke_strikes_white_letters_on_a_dark_ground(
    tmp_path: Path, colours: tuple[str, str], shown: str
) -> None:
    dark = "0 0 .5 rg 151 231 98 28 re f "
    strike = f"{colours[1]} 0.6 w 155 244 m 168.4 244 l S "
    found = table_of(
        tmp_path, dark + f"{colours[0]} " + in_cell(1, 2, "41") + text(175, 240, "8") + strike
    ).rows[0][1]
    assert found.text == shown


def test_what_marks_letters_is_no_cell_and_a_shade_is_one(tmp_path: Path) -> None:
    marked = "1 1 0 rg 160 237.5 20 13 re f 0 g " + text(160, 240, "123")
    assert [len(row) for row in table_of(tmp_path, marked).rows] == [3, 3]
    shaded = "1 1 0 rg 151 231 60 28 re f 0 g " + text(160, 240, "123")
    assert [cell.text for cell in table_of(tmp_path, shaded).rows[0]] == ["Tin", "123", "", ""]
