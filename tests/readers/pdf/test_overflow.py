"""Text that its cell is too low for leaves it open whose the figures beside it are."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Seen, Sight
from tests.pdf_files import pdf, text

_LEVELS = (200, 212, 224, 236, 248)
_RULES = "".join(f"{x} 200 m {x} 248 l S " for x in (50, 150, 250, 350)) + "".join(
    f"50 {y} m 350 {y} l S " for y in _LEVELS
)
_SAID = (Seen(Sight.UNKNOWN, "chữ tràn khỏi ô sang dòng khác, không rõ số của dòng nào"),)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (text(52, 227, "Tin hoc cho nguoi dan", 9), set()),
        (text(52, 229, "gjpqy", 11) + text(52, 214, "Xoa mu chu", 11), set()),  # tight, but each in its row
        (text(52, 221, "Tin hoc cho", 9) + text(52, 230.5, "nguoi dan", 9), {2, 3}),  # over the rule between
        (
            text(52, 226, "Tin hoc cho", 9) + text(52, 229.5, "Ngoai ngu cho", 9),
            {1, 2, 3},
        ),  # over one another
        (text(52, 227, "Tin hoc", 9) + text(80, 230, "2", 6), set()),  # a note's mark
    ],
    ids=["in its row", "tight", "over a rule", "over one another", "a mark"],
)
def test_figures_and_blanks_beside_text_that_runs_out_of_its_cell_are_told(
    tmp_path: Path, names: str, told: set[int]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(_RULES + names + text(155, 227, "14", 9)))
    (table,) = read_pdf(path).tables()
    found = {
        row for row, cells in enumerate(table.rows, 1) for cell in cells if cell.column == 2 and cell.sights
    }
    assert found == told
    assert all(table.rows[row - 1][1].sights == _SAID for row in told)
