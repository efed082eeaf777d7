"""The counts asked below a form's tables are added up where units answer alike; what else they say is named."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import ExtraRow, Submission, UnitName
from tests.forms import LISTS, form_of

ASKED = 'year = 2026\nlines = ["Tổng số hội viên", "Khó khăn"]'


def said(line: str, *answers: str, folder: Path) -> list[tuple[str, int, list[str]]]:
    """Return what is told of a line that units answer: the sentence, how many are in it, what is apart."""
    form = form_of(folder, LISTS.replace("year = 2026", ASKED))
    reports = [
        Submission(
            schema="htsd/validation/1",
            file=f"{at}.docx",
            form=form.id,
            unit=UnitName(name=f"Trường {at}"),
            extra_rows=(ExtraRow(label=line, cells=(text,), origin=Origin()),) if text else (),
        )
        for at, text in enumerate(answers)
    ]
    found = consolidate([Arrival(report, datetime(2026, 10, 5)) for report in reports], form).answers
    return [(item.line(len(answers)), item.units, list(item.apart.values())) for item in found]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            ("120 người; trong đó nữ: 45 người", "1.200 người, trong đó nữ 5 người"),
            [("Tổng số hội viên: 1.320 người; trong đó nữ: 50 người", 2, [])],
        ),
        (("12,5 triệu đồng", "0,25 triệu đồng"), [("Tổng số hội viên: 12,75 triệu đồng", 2, [])]),
        (("05", "12 em", "không có"), [("Tổng số hội viên: 17 em", 3, [])]),
        (("5 em", "7 em", ""), [("Tổng số hội viên: 12 em (cộng từ 2/3 đơn vị)", 2, [])]),
        (("5 em", "khoảng 7 em"), [("Tổng số hội viên: 5 em (cộng từ 1/2 đơn vị)", 1, ["khoảng 7 em"])]),
        (("1,250 em", "2.5", "A3", "20/11", "3 %"), []),
        (("5 em năm 2025", "7 em năm 2025"), []),
        (("0912 345 678", "0913 222 333"), []),
        (("đủ", "thiếu 2", "chưa rõ"), []),
        (("Tổng số hội viên: …… 12 em.", "……5 em……"), [("Tổng số hội viên: 17 em", 2, [])]),
        (("5", "5 em", "7 em"), [("Tổng số hội viên: 17 em", 3, [])]),
        (("5 em", "0", "không"), [("Tổng số hội viên: 5 em", 3, [])]),
        (("5 em, 3 thầy", "không"), [("Tổng số hội viên: 5 em, 3 thầy (cộng từ 1/2 đơn vị)", 1, ["không"])]),
        (("không", "không"), []),
        (("5 em", "7 bạn", "9 bạn"), [("Tổng số hội viên: 16 bạn (cộng từ 2/3 đơn vị)", 2, ["5 em"])]),
        (("1.250", "1.250.000,5"), [("Tổng số hội viên: 1.251.250,5", 2, [])]),
        (("5-7 em",), []),
        (("5 em, số 7",), []),
        (("5 7",), []),
        (("1; 2; 3; 4; 5; 6; 7; 8",), []),
        (
            ("a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8",),
            [("Tổng số hội viên: a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8", 1, [])],
        ),
        (("a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8 i 9",), []),
    ],
)
def test_numbers_are_added_where_the_words_around_them_are_the_same(
    answers: tuple[str, ...], told: list[tuple[str, int, list[str]]], tmp_path: Path
) -> None:
    assert said("Tổng số hội viên", *answers, folder=tmp_path) == told
