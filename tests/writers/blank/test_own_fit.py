"""Totals are wider than the figures a form's columns were drawn for: they are set smaller, and headings repeat."""

from __future__ import annotations

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from htsd_cli.writers.report.own_fit import fit_figures, repeat_headings


def drawn(*texts: str, millimetres: int) -> Table:
    table: Table = Document().add_table(len(texts), 1)
    for row, text in zip(table.rows, texts, strict=True):
        row.cells[0].width = Mm(millimetres)
        row.cells[0].paragraphs[0].add_run(text).font.size = Pt(10)
    return table


def sizes(table: Table) -> list[float]:
    runs = [row.cells[0].paragraphs[0].runs[0] for row in table.rows]
    return [run.font.size.pt for run in runs if run.font.size is not None]


def fitted(table: Table) -> list[float]:
    fit_figures(Document(), table._tbl, [row.cells[0]._tc for row in table.rows])
    return sizes(table)


def test_all_figures_of_a_table_are_set_as_small_as_the_widest_needs() -> None:
    assert fitted(drawn("12", "1.234.567", millimetres=18)) == [8.0, 8.0]
    assert fitted(drawn("12", "1.234.567", millimetres=30)) == [10, 10]


def test_figures_are_never_smaller_than_one_can_read() -> None:
    assert fitted(drawn("1.234.567.890", millimetres=8)) == [6.0]


def test_heading_rows_are_marked_to_be_repeated_once() -> None:
    table = drawn("Số lớp", "1", "25", millimetres=20)
    repeat_headings(table._tbl, 2)
    repeat_headings(table._tbl, 2)
    marks = [len(row._tr.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) for row in table.rows]
    assert marks == [1, 1, 0]
