"""What LibreOffice prints of drawn cells is what the Word reader reads; large by hand: `python -m tests.oracle`."""

from __future__ import annotations

from pathlib import Path

from tests.oracle.printed import differences
from tests.programs import requires_program


def test_cells_read_as_they_are_printed(tmp_path: Path) -> None:
    requires_program("soffice")
    assert [str(item) for item in differences("suite", 80, tmp_path)] == []
