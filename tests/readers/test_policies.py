"""No name that another library knows of a workbook's XML is without a policy; what nobody knows is told."""

from __future__ import annotations

from pathlib import Path

import openpyxl.worksheet._reader as their_reader
from openpyxl.cell.text import InlineFont, Text
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, OneCellAnchor, TwoCellAnchor
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.fonts import Font

from htsd_cli.readers.sheets import policies
from htsd_cli.readers.sheets.ods.drawn import LINES, SILENT, TEXTS
from htsd_cli.values.document import Seen, Sight
from tests.readers.sheets.xlsx_files import read


def test_every_part_of_a_font_a_run_and_a_conditional_format_has_a_policy() -> None:
    assert set(Font.__elements__) <= set(policies.FONT)
    assert set(InlineFont.__elements__) <= set(policies.FONT)
    assert set(Text.__elements__) <= set(policies.STRING)
    assert set(DifferentialStyle.__elements__) <= set(policies.CHANGE)


def test_every_kind_of_rule_has_a_policy() -> None:
    kinds = Rule.__dict__["type"].values
    assert len(kinds) >= 18
    assert set(kinds) <= set(policies.RULE)


def test_every_kind_of_drawing_has_a_policy() -> None:
    for anchor in (TwoCellAnchor, OneCellAnchor, AbsoluteAnchor):
        own = set(anchor.__elements__) - {"from", "_from", "to", "ext", "pos"}
        assert own <= set(policies.ANCHORED)


def test_every_part_of_a_sheet_that_another_reader_takes_has_a_policy() -> None:
    tags = {value.rpartition("}")[2] for name, value in vars(their_reader).items() if name.endswith("_TAG")}
    inside = {"c", "v", "f", "is", "row", "col", "mergeCell"}
    assert len(tags) > 15
    assert tags - inside <= set(policies.SHEET) | set(policies.CELL)


def test_every_element_that_draws_in_opendocument_has_one_policy() -> None:
    assert len(TEXTS | LINES | SILENT) == len(TEXTS) + len(LINES) + len(SILENT)


def test_what_nobody_knows_within_a_cell_is_told_at_it(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>14</v><ảnh/></c><c r="B1"><v>7</v><extLst/></c></row>'
    document = read(tmp_path, rows)
    sights = [cell.sights for table in document.tables() for row in table.rows for cell in row]
    assert sights == [(Seen(Sight.UNKNOWN, "ảnh"),), ()]
