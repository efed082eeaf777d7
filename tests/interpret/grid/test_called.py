"""What a table of an office's own form says of its counts beside the form's words: a plan, thousands, another year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.learn.drawing import word
from tests.learn.reading import read_by

_TITLE = "BÁO CÁO DÂN CƯ NĂM 2025"
_BLANK = """
TT | Nội dung | Đơn vị tính | Số lượng | Tỷ lệ (%)
1 | Số hộ dân | hộ | |
2 | Số người lao động | người | |
3 | Kinh phí | đồng | |
"""
_FILLED = """
TT | Nội dung | Đơn vị tính | Số lượng | Tỷ lệ (%)
1 | Số hộ dân | hộ | 120 | 50
2 | Số người lao động | người | 45 | 12,5
3 | Kinh phí | đồng | 5.000.000 |
"""


def _held(folder: Path, old: str, new: str, line: str = "Xã Tân Hòa") -> list[tuple[str, str]]:
    """Return the figures that a report holds back, and what it is told that they are called."""
    blank = word(folder / "m.docx", _TITLE, "Xã Tân Hòa", _BLANK)
    filled = word(folder / "b.docx", _TITLE, line, _FILLED.replace(old, new))
    submission = read_by(blank, filled)
    told = [item for item in submission.findings if item.code == "other-quantity" and item.origin is not None]
    assert all((item.measure or "") not in submission.numbers.get(item.indicator or "", {}) for item in told)
    return [(item.origin.text, item.message.split("ghi “")[-1].split("”")[0]) for item in told if item.origin]


@pytest.mark.parametrize(
    ("heading", "held"),
    [
        ("Số lượng", []),
        ("Số lượng (nghìn)", ["120", "45"]),  # an amount is read in it
        ("Số lượng (ĐVT: 1.000)", ["120", "45"]),
        ("Số lượng (triệu đồng)", ["120", "45"]),
        ("Số lượng (%)", ["120", "45", "5.000.000"]),
        ("Số lượng (nếu có)", []),
    ],
)
def test_a_column_called_otherwise_than_the_form_s_counts_another_thing(
    tmp_path: Path, heading: str, held: list[str]
) -> None:
    found = _held(tmp_path, "Số lượng", heading)
    assert found == [(text, heading) for text in held]


@pytest.mark.parametrize(
    ("label", "held"),
    [
        ("Số người lao động", False),
        ("Số người lao động (nghìn)", True),
        ("Số người lao động (dự kiến)", True),
        ("Số người lao động (triệu đồng)", True),
        ("Số người lao động (ĐVT: 1.000 người)", True),
        ("Số người lao động (người)", False),
        ("Số người lao động (đang làm việc)", False),
    ],
)
def test_a_row_called_otherwise_than_the_form_s_counts_another_thing(
    tmp_path: Path, label: str, held: bool
) -> None:
    assert _held(tmp_path, "Số người lao động", label) == ([("45", label)] if held else [])


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("Đơn vị tính: nghìn người", True),
        ("(ĐVT: 1.000 người)", True),
        ("Đơn vị tính: người", False),
        ("Đơn vị tính: nghìn tấn", False),
    ],
)
def test_a_line_above_the_table_that_counts_in_thousands_is_told_at_what_it_counts(
    tmp_path: Path, line: str, held: bool
) -> None:
    assert _held(tmp_path, "", "", line) == ([("45", line)] if held else [])


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Số liệu ước thực hiện, chưa chính thức", "Đầu báo cáo"),
        ("Số liệu năm 2024", "Trên bảng số liệu"),
        ("Số liệu năm 2025", None),
        ("Bảng số liệu tổng hợp", None),
    ],
)
def test_a_line_above_the_table_that_doubts_its_figures_is_told_once(
    tmp_path: Path, line: str, place: str | None
) -> None:
    blank = word(tmp_path / "m.docx", _TITLE, "Xã Tân Hòa", _BLANK)
    submission = read_by(blank, word(tmp_path / "b.docx", _TITLE, line, _FILLED))
    told = [item.message for item in submission.findings if item.code == "note-below-table"]
    assert told == (
        [f"{place} có ghi “{line}”; các số trong bảng vẫn được tính như đã ghi."] if place else []
    )
