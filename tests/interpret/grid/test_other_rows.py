"""Rows of a form's table that are none of the form's: captions that say nothing, rows kept, figures told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.checks import CODES
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.submission import Submission
from tests.documents import document
from tests.forms import form_of
from tests.interpret.grid.invented import ROWS, SOURCE, report, said

TOLD = "Dòng “{}” có số liệu ({}) nhưng không khớp với dòng nào của mẫu nên không tính."


@pytest.mark.parametrize(
    ("row", "kept", "figures"),
    [
        ("| | Việc lạ | | | | | | |", ("Việc lạ",), ""),
        ("| | Việc lạ | | | 5 | | 7 lớp | |", ("Việc lạ", "5", "7 lớp"), "5; 7 lớp"),
        ("| | Việc lạ | 5 lớp | | 7 | | | |", ("Việc lạ", "5 lớp", "7"), "7"),
        ("| | Việc lạ | 5 lớp | | | | | |", ("Việc lạ", "5 lớp"), ""),
        ("| | Việc lạ | | | 0 | 0,0 | 0. | |", ("Việc lạ", "0", "0,0", "0."), ""),
        ("| | Việc lạ | | | 10 | | | |", ("Việc lạ", "10"), "10"),
        ("| | Việc lạ | | | 5 ↵ lớp | | | |", ("Việc lạ", "5 ↵ lớp"), "5 lớp"),
        ("| | Việc ↵ lạ | | | 5 | | | |", ("Việc ↵ lạ", "5"), "5"),
        ("| | Năm học 2025-2026 | < | < | < | < | < | |", ("Năm học 2025-2026",), ""),
        ("| 2025 | | | | | | | |", ("2025",), ""),
        ("| 15 | | | | 5 | | | |", ("15", "5"), "5"),
        ("| | | | | | | | |", None, ""),
        ("| | Việc lạ: | | | | | | |", None, ""),
        ("| | Việc lạ: | | | 5 | | | |", ("Việc lạ:", "5"), "5"),
        ("| | Chia theo vùng | | | 5 | | | |", ("Chia theo vùng", "5"), "5"),
        ("| | Trong đó | | | x | | | |", None, ""),
        ("| | Gồmx | | | | | | |", ("Gồmx",), ""),
    ],
)
def test_a_row_of_no_indicator_is_kept_and_its_figures_are_told(
    row: str, kept: tuple[str, ...] | None, figures: str
) -> None:
    submission = said(report(f"{ROWS}{row}\n"))
    rows = [item for item in submission.extra_rows if not item.label.startswith("Số khu phố")]
    label = kept[0].replace(" ↵ ", " ") if kept else ""
    cells = tuple(text.replace(" ↵ ", "\n") for text in kept or ())
    assert [(item.label, item.cells) for item in rows] == ([(label, cells)] if kept else [])
    assert [item.message for item in submission.findings] == (
        [TOLD.format(label, figures)] if figures else []
    )


@pytest.mark.parametrize(
    "words",
    ["Chia ra", "Chia theo", "Trong đó", "Trong tổng số", "Trong số", "Bao gồm", "Gồm có", "Gồm", "Gồm các lớp"],
)  # fmt: skip
def test_a_caption_over_the_rows_below_it_says_nothing(words: str) -> None:
    submission = said(report(ROWS.replace("| | - Lớp ghép", f"| | {words} | | | | | | |\n| | - Lớp ghép", 1)))
    assert [row.label for row in submission.extra_rows] == ["Số khu phố đạt chuẩn: 02"]
    assert submission.findings == ()


@pytest.mark.parametrize(
    ("text", "figures", "told"),
    [
        ("Không", [0, 0], []),
        ("Chưa rõ", [None, None], [("not-a-number", "lop_nam")]),
        ("", [None, None], []),
        ("5", [None, None], [("merged-rows", "lop_nam"), ("merged-rows", "lop_ghep")]),
    ],
)
def test_words_in_a_cell_merged_over_two_rows_are_told_once_and_none_is_none_in_both(
    text: str, figures: list[int | None], told: list[tuple[str, str]]
) -> None:
    rows = ROWS.replace("| 02 | 7 | 5 | 2 |", f"| 02 | {text} | 5 | |").replace(
        "| 03 | 5 | 3 |", "| 03 | ^ | 3 |"
    )
    assert rows.count("^") == 1
    submission = said(report(rows))
    assert [submission.numbers[row].get("tong") for row in ("lop_nam", "lop_ghep")] == figures
    found = [(item.code, item.indicator) for item in submission.findings if item.code not in CODES]
    assert found == told


def test_a_row_that_comes_twice_without_a_figure_is_told_and_counts_nowhere() -> None:
    again = "| | - Lớp ghép | lớp | 03 | khoảng 5 | 3 | 2 | |\n"
    submission = said(report(ROWS.replace("| 03 | 5 | 3 | 2 |", "| 03 | khoảng 5 | 3 | 2 |") + again))
    assert submission.numbers["lop_ghep"] == {"cong_lap": 3, "tu_thuc": 2}
    told = [(item.code, item.measure) for item in submission.findings if item.indicator == "lop_ghep"]
    assert told == [
        ("doubled-row", "tong"),
        ("doubled-row-same", "cong_lap"),
        ("doubled-row-same", "tu_thuc"),
    ]


def _read(folder: Path, asked: str, instead: str, rows: str) -> Submission:
    """Return what a report of rows says where the invented form asks otherwise; without its list."""
    source = SOURCE[: SOURCE.index('[[tables]]\nid = "bang_2"')]
    assert asked in source
    form = form_of(folder / "mau", source.replace(asked, instead))
    return submission_of(Interpreter(form), document(report(rows, "")), "bao-cao.docx")


def test_a_row_that_only_heads_others_may_be_left_out(tmp_path: Path) -> None:
    asked = next(
        part for part in SOURCE.split("\n\n") if '"giao_vien"' in part and "tables.indicators" in part
    )
    heads = asked[: asked.index("measures")] + "measures = []"
    left = [line for line in ROWS.splitlines() if "| 06 |" not in line]
    assert _read(tmp_path, asked, heads, "\n".join(left)).findings == ()
    left = [line for line in left if "| 07 |" not in line]
    found = _read(tmp_path, asked, heads, "\n".join(left)).findings
    assert [(item.code, item.indicator) for item in found] == [("row-missing", "giao_vien_nu")]


@pytest.mark.parametrize("columns", [1, 2])
def test_words_of_several_columns_are_noted_each_under_its_heading(tmp_path: Path, columns: int) -> None:
    asked = 'column = "tong", kind = "text", unit = "", adds_up = "none" }'
    more = ', { id = "hai", column = "cong_lap", kind = "text", adds_up = "none" }' if columns == 2 else ""
    row = next(line for line in ROWS.splitlines() if "Kiến nghị" in line)
    cells = row.split("|")
    cells[5:7] = [" Thêm phòng ", " Thêm người "]
    found = _read(tmp_path, asked, f"{asked}{more}", ROWS.replace(row, "|".join(cells)))
    said = {1: "Thêm người\nThêm phòng", 2: "Tổng số: Thêm phòng\nCông lập: Thêm người"}
    assert found.notes["y_kien"] == said[columns]


def test_the_code_of_a_row_in_front_of_its_name_is_no_figure(tmp_path: Path) -> None:
    rows = ROWS.replace("- Lớp năm tuổi | lớp | 02 |", "CT02 Lớp năm tuổi | lớp | |")
    assert rows != ROWS
    found = _read(tmp_path, 'code = "02"', 'code = "CT02"', rows)
    assert (found.numbers["lop_nam"], found.findings) == ({"tong": 7, "cong_lap": 5, "tu_thuc": 2}, ())
