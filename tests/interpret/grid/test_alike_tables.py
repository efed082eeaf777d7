"""Tables of one form that only the upper row of their headings tells apart: no figure is taken for the other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.learn.kept import as_form
from tests.documents import document
from tests.learn.drawing import learnt, word

LITERACY = """
TT | Đơn vị điều tra | {upper} | < | < | < | <
^ | ^ | Tổng số | Biết chữ mức độ 1 | Tỉ lệ | Biết chữ mức độ 2 | Tỉ lệ
{body}"""
LISTED = "".join(f"{number} | | | | | |\n" for number in range(1, 5)) + "| Cộng | | | | |\n"
ROWS = """
TT | Chỉ tiêu | {upper} | < | <
^ | ^ | Tổng số | Nữ | Tỉ lệ
{body}"""
NAMED = "1 | Cán bộ | | |\n2 | Công chức | | |\n3 | Viên chức | | |\n"
YOUNG, ALL = "Độ tuổi 15 - 25", "Độ tuổi 15 - 60"
# Of each table: what its heading says in the file, and the figures of its first row.
OWN = {YOUNG: "200 | 175 | 87,5 | 165 | 82,5", ALL: "400 | 330 | 82,5 | 210 | 52,5"}
SHORT = {YOUNG: "200 | 75 | 37,5", ALL: "400 | 110 | 27,5"}


def form_of(folder: Path, drawing: str, body: str) -> Form:
    """Return a form learnt from a file with the table twice, under either heading."""
    parts = ("THỐNG KÊ XÓA MÙ CHỮ", *(drawing.format(upper=upper, body=body) for upper in OWN))
    return as_form(learnt(word(folder / "mau.docx", *parts)), "mau.docx")


def sent(drawing: str, **tables: str) -> str:
    """Return a file's drawing with the tables under these headings."""
    lines = [drawing.format(upper=upper, body=body) for upper, body in tables.items()]
    bars = ["\n".join(f"| {line} |" for line in table.strip().splitlines()) for table in lines]
    return "Phường Tân Hưng\n" + "\nchữ\n\n".join(bars)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ((YOUNG, ALL), ((YOUNG, "200 175 87.5 165 82.5"), (ALL, "400 330 82.5 210 52.5"))),
        ((ALL, YOUNG), ((YOUNG, "200 175 87.5 165 82.5"), (ALL, "400 330 82.5 210 52.5"))),
        ((YOUNG,), ((YOUNG, "200 175 87.5 165 82.5"), (ALL, ""))),
        ((ALL,), ((YOUNG, ""), (ALL, "400 330 82.5 210 52.5"))),
    ],
)
def test_lists_of_units_are_told_apart_by_what_stands_over_their_columns(
    order: tuple[str, ...], said: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    form = form_of(tmp_path, LITERACY, LISTED)
    file = sent(LITERACY, **{upper: f"1 | Khu phố 1 | {OWN[upper]}\n" for upper in order})
    read = submission_of(Interpreter(form), document(file), "bao-cao.docx")
    for (upper, figures), table in zip(said, form.tables, strict=True):
        assert table.columns[2].path[0] == upper
        rows = [row for row in read.rows or () if row.table == table.id]
        assert " ".join(str(figure.value) for row in rows for figure in row.figures.values()) == figures
    if len(order) == 2:
        assert [finding.code for finding in read.findings if finding.code == "column-unknown"] == []


@pytest.mark.parametrize("order", [(YOUNG, ALL), (ALL, YOUNG), (YOUNG,), (ALL,)])
def test_tables_with_the_same_rows_are_told_apart_by_what_stands_over_their_columns(
    order: tuple[str, ...], tmp_path: Path
) -> None:
    form = form_of(tmp_path, ROWS, NAMED)
    rest = "2 | Công chức | 8 | 3 | 37,5\n3 | Viên chức | 8 | 1 | 12,5\n"
    file = sent(ROWS, **{upper: f"1 | Cán bộ | {SHORT[upper]}\n{rest}" for upper in order})
    read = submission_of(Interpreter(form), document(file), "bao-cao.docx")
    for upper, table in zip(OWN, form.tables, strict=True):
        first = table.indicators[0].id
        got = [str(figure.value) for key, figure in read.figures.items() if key.indicator == first]
        assert got == (SHORT[upper].replace(",", ".").split(" | ") if upper in order else [])
