"""A column of years of birth in a table of ages: printed in the form, and never added up."""

from __future__ import annotations

from pathlib import Path

from tests.learn.drawing import counted, excel, learnt


def test_years_of_birth_beside_ages_are_words(tmp_path: Path) -> None:
    form = learnt(
        excel(
            tmp_path / "pho-cap.xlsx",
            {
                "Bieu 1": [
                    "BIỂU THỐNG KÊ PHỔ CẬP GIÁO DỤC TIỂU HỌC NĂM 2026",
                    """
STT | Độ tuổi | Năm sinh | Tổng số trẻ | Nữ
1 | 6 tuổi | 2020 | |
2 | 7 tuổi | 2019 | |
 | Cộng | | |
""",
                ]
            },
        )
    )
    assert set(counted(form).values()) == {"text none / integer sum"}
