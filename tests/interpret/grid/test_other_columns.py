"""Columns that are none of the form's, and those that stand twice: of two years, of another count."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.interpret.grid.reading import GridReader
from htsd_cli.learn import learn_form
from htsd_cli.learn.kept import as_form
from htsd_cli.readers import read_document
from htsd_cli.values.document import Seen, Sight
from tests.documents import document
from tests.interpret.grid.invented import FORM, report
from tests.learn.drawing import word
from tests.learn.reading import read_by

TITLE = "BÁO CÁO CÔNG TÁC BẢO ĐẢM AN TOÀN GIAO THÔNG"
LIST = "STT | Khu phố | Số vụ | Số người chết"
ROWS = ("1 | Khu phố 1", "2 | Khu phố 2", "3 | Khu phố 3")
ITEMS = "Nội dung | Số vụ | Số người"
NAMES = ("Đường bộ", "Đường sắt", "Đường thủy")
DOUBLED = (
    "Bảng có 2 cột “Số vụ”{} đều có số liệu và số không giống nhau: có thể là hai năm, hai điểm trường hoặc kế hoạch"
    " và kết quả đặt cạnh nhau; không rõ lấy cột nào nên chưa tính số nào."
)
UNKNOWN = "{} không có trong mẫu mà có số ở {} dòng ({}); các số này không được tính."


def _drawn(heading: str, names: tuple[str, ...], cells: str) -> str:
    return "\n".join([heading, *(f"{name} | {cells}" for name in names)])


def _said(folder: Path, blank: str, filled: str):  # type: ignore[no-untyped-def]
    return read_by(
        word(folder / "mau.docx", TITLE, blank),
        word(folder / "bao-cao.docx", "ĐƠN VỊ: XÃ NHÀ BÈ", TITLE, filled),
    )


@pytest.mark.parametrize(
    ("heading", "cells", "told"),
    [
        (LIST, "4 | 5", []),
        (f"{LIST} | Số vụ nhẹ", "4 | 5 | 7", [UNKNOWN.format("Cột “Số vụ nhẹ”", 3, "7; 7; 7")]),
        (f"{LIST} |", "4 | 5 | 7", [UNKNOWN.format("Cột thứ 5 (không có tiêu đề)", 3, "7; 7; 7")]),
        (f"{LIST} | Số điện thoại", "4 | 5 | 0909123456", []),
        (f"{LIST} | Ngày báo", "4 | 5 | 12/9/2026", []),
        (f"{LIST} | Số vụ", "4 | 5 | ", []),
    ],
)
def test_figures_of_a_list_in_a_column_of_no_form_are_told_once_for_the_column(
    tmp_path: Path, heading: str, cells: str, told: list[str]
) -> None:
    submission = _said(tmp_path, _drawn(LIST, ROWS, " | "), _drawn(heading, ROWS, cells))
    assert [[figure.value for figure in row.figures.values()] for row in submission.rows or ()] == [
        [4, 5]
    ] * 3
    assert [item.message for item in submission.findings if item.code == "column-unknown"] == told
    assert submission.counted


@pytest.mark.parametrize(
    ("heading", "cells", "values", "told"),
    [
        ("Nội dung | Số vụ | Số vụ | Số người", "3 | 4 | 5", None, ""),
        ("Nội dung | Số vụ | Số vụ | Số người", " | 4 | 5", [4, 5], None),
        ("Nội dung | Số vụ | Số vụ | Số người", "4 | | 5", [4, 5], None),
        ("Nội dung | Số vụ | Số vụ | Số người", "4 | 4 | 5", [4, 5], None),
        (
            "Nội dung | Năm 2025 | < | Năm 2026 | <\n^ | Số vụ | Số người | Số vụ | Số người",
            "3 | 3 | 4 | 5",
            None,
            "",
        ),
        (
            "Nội dung | Năm 2025 | Năm 2026 | Số người\n^ | Số vụ | Số vụ | ^",
            "3 | 4 | 5",
            None,
            " (Năm 2025 › Số vụ, Năm 2026 › Số vụ)",
        ),
    ],
)
def test_a_column_that_stands_twice_is_the_filled_one_or_holds_the_file_back(
    tmp_path: Path, heading: str, cells: str, values: list[int] | None, told: str | None
) -> None:
    submission = _said(tmp_path, _drawn(ITEMS, NAMES, " | "), _drawn(heading, NAMES, cells))
    messages = [item.message for item in submission.findings if item.code == "columns-doubled"]
    assert messages == ([] if told is None else [DOUBLED.format(told)])
    assert submission.counted is (told is None)
    if values is not None:
        assert [list(row.values()) for row in submission.numbers.values()] == [values] * 3


def test_words_that_are_longer_than_their_cell_are_read_whole(tmp_path: Path) -> None:
    form = as_form(
        learn_form(
            word(tmp_path / "mau.docx", TITLE, "STT | Khu phố | Số vụ | Nguyên nhân\n1 | | |\n2 | | |")
        ),
        "mau.docx",
    )
    filled = word(
        tmp_path / "f.docx", TITLE, "STT | Khu phố | Số vụ | Nguyên nhân\n1 | Khu phố 1 | 4 | Lùi xe 2 lần"
    )
    document = read_document(filled)
    table = next(document.tables())
    *before, last = table.rows[1]
    cut = (*before, last._replace(sights=(Seen(Sight.CUT, "2 lần"),)))
    blocks = tuple(
        block._replace(rows=(block.rows[0], cut)) if block is table else block for block in document.blocks
    )
    statistics = GridReader(form).read(document._replace(blocks=blocks)).statistics
    assert [list(row.texts.values()) for row in statistics.rows] == [["Lùi xe 2 lần"]]
    assert statistics.findings == []


def test_a_table_without_its_headings_is_read_in_the_form_s_order_with_a_word(tmp_path: Path) -> None:
    rows = "\n".join(f"{name} | {at} | {at + 5}" for at, name in enumerate(NAMES, 1))
    submission = _said(tmp_path, _drawn(ITEMS, NAMES, " | "), rows)
    assert [list(row.values()) for row in submission.numbers.values()] == [[1, 6], [2, 7], [3, 8]]
    assert [item.message for item in submission.findings] == [
        "Ở bảng thứ 1 không có dòng tiêu đề cột như mẫu; các số được lấy theo thứ tự cột của mẫu."
    ]
    whole = _said(tmp_path, _drawn(ITEMS, NAMES, " | "), f"{ITEMS}\n{rows}")
    assert whole.findings == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("24/09/20~26", "24/09/2026"),
        ("24/9/2~026", "24/9/2026"),
        ("24/09/2026~ngày 5", "24/09/2026\nngày 5"),
        ("24/09/20~5 vụ", "24/09/20\n5 vụ"),
    ],
)
def test_a_date_that_a_narrow_column_breaks_is_one(tmp_path: Path, written: str, said: str) -> None:
    heading = "STT | Khu phố | Số vụ | Ngày xảy ra\n"
    blank = f"{heading}1 | | |\n2 | | |\n3 | | |"
    submission = _said(tmp_path, blank, f"{heading}1 | Khu phố 1 | 4 | {written}")
    assert [list(row.texts.values()) for row in submission.rows or ()] == [[said]]


def test_a_missing_list_is_named_by_those_of_its_columns_that_have_a_heading() -> None:
    columns = tuple(
        column.model_copy(update={"path": ()}) if column.id == "k_biet" else column
        for column in FORM.tables[1].columns
    )
    bare = FORM.tables[1].model_copy(update={"title": "", "columns": columns})
    reader = GridReader(FORM.model_copy(update={"tables": (FORM.tables[0], bare)}))
    found = reader.read(document(report(units=""))).statistics.findings
    assert [item.message for item in found] == [
        "Báo cáo không có bảng “có các cột Người trong độ tuổi, Tỉ lệ” của mẫu, hoặc bảng ấy không còn đúng tiêu đề."
    ]


@pytest.mark.parametrize(
    ("columns", "where"),
    [
        (2, "cột “Số bò” hoặc “Số dê”"),
        (4, "cột “Số bò” hoặc “Số dê” hoặc “Số gà” hoặc “Số vịt”"),
        (5, "đúng cột của mẫu"),
    ],
)
def test_a_number_beside_the_columns_is_told_with_those_it_may_be_meant_for(
    tmp_path: Path, columns: int, where: str
) -> None:
    heading = " | ".join(("Nội dung", "Số bò", "Số dê", "Số gà", "Số vịt", "Số cá")[: columns + 1])
    rows = _drawn(f"{heading} | Khác", NAMES, f"{'1 | ' * columns}7 con")
    found = _said(tmp_path, _drawn(heading, NAMES, " | " * (columns - 1)), rows).findings
    cure = f"Nếu là số liệu của dòng này thì ghi vào {where}; nếu không thì xóa số ở ô này."
    assert [(item.code, item.hint) for item in found] == [("unasked-figure", cure)] * 3
