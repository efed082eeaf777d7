"""The lines of a sheet of decisions as a person may have left it: columns moved, gone, added, doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.decisions.sheet import DecisionsError, _read, extra_headings
from htsd_cli.decisions.values import LineKey, Row, SheetText, Subject
from htsd_cli.values.document import Cell, CellKind, Table
from tests.documents import draw_cells

PATH = Path("nam/can-xac-nhan.xlsx")
KEY = LineKey("0" * 16, Subject("news_items", "count"), "a" * 10, "b" * 10, "sen")


def read(*lines: str, numbers: tuple[str, ...] = ()) -> tuple[list[Row], set[LineKey]]:
    """Read the lines of a table; the cells with one of `numbers` are numbers."""
    rows = [
        tuple(
            cell._replace(kind=CellKind.NUMBER, value=float(cell.text)) if cell.text in numbers else cell
            for cell in row
        )
        for row in draw_cells(list(lines))
    ]
    return _read(PATH, [Table(tuple(rows))])


def test_a_line_is_read_by_its_headings_wherever_they_stand() -> None:
    (row,), keys = read(
        "| Sổ xác nhận | | | | | | | | | |",
        "| Giá trị đúng | Người xác nhận | Đơn vị | Ý kiến  riêng | Chỉ tiêu | Cột | Nội dung trong báo cáo | Lý do"
        " | Mã dòng | Gợi ý | Tệp | Vị trí | Vướng mắc |",
        f"| 5 | Cô  Lan | Trường Sen | đã gọi | Tin, bài | Số | O5 | gọi  điện | {KEY} | 5 | a.docx | ô 5 | lạ |",
    )
    assert row == Row(
        PATH, 3, SheetText("Trường Sen", "Tin, bài", "Số", "O5"), True, KEY, row.value, "gọi điện", "Cô Lan",
        (("Ý kiến riêng", "đã gọi"),), ("a.docx", "ô 5", "lạ"), "5",
    )  # fmt: skip
    assert row.value is not None
    assert (row.value.text, keys, extra_headings([row, row])) == ("5", {KEY}, ["Ý kiến riêng"])


def test_columns_that_are_gone_are_blank_and_told() -> None:
    (row,), _ = read("| Mã dòng | Giá trị đúng |", f"| {KEY} | x |")
    assert (row.shown, row.complete, row.key, row.reason, row.suggestion) == (
        SheetText("", "", "", ""), False, KEY, "", None,
    )  # fmt: skip
    (row,), _ = read("| Đơn vị | Chỉ tiêu | Giá trị đúng |", "| A | B | 5 |")
    assert (row.shown, row.complete, row.key) == (SheetText("A", "B", "", ""), False, None)


def test_a_suggestion_is_a_number_where_it_is_a_whole_one() -> None:
    head = "| Mã dòng | Giá trị đúng | Gợi ý |"
    for text, numbers, suggested in (("345", ("345",), 345), ("2.5", ("2.5",), "2.5"), (" 345 ", (), "345")):
        (row,), _ = read(head, f"| {KEY} | x | {text} |", numbers=numbers)
        assert row.suggestion == suggested


def test_keys_are_known_wherever_they_stand_and_the_first_headings_count() -> None:
    other = KEY._replace(unit_id="mai")
    rows, keys = read(
        f"| {other} | |", "| Mã dòng | Giá trị đúng |", f"| {KEY} | 5 |", "| Mã dòng | Giá trị đúng |",
        f"| {other} | 6 |",
    )  # fmt: skip
    assert keys == {KEY, other}
    assert [row.key for row in rows] == [KEY, None, other]


def test_a_line_without_cells_is_no_word_of_anybody() -> None:
    ((row,), _) = _read(PATH, [Table((*draw_cells(["| Mã dòng | Giá trị đúng |"]), ()))])
    assert (row.number, row.filled) == (0, False)


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("| Đơn vị | Chỉ tiêu | Giá trị đúng | Giá trị  ĐÚNG |", "có hai cột “Giá trị đúng”"),
        ("| Đơn vị | Giá trị đúng |", "không có dòng tiêu đề với cột “Đơn vị”, “Chỉ tiêu” và “Giá trị đúng”"),
        (
            "| Đơn vị | Chỉ tiêu | Mã dòng |",
            "không có dòng tiêu đề với cột “Đơn vị”, “Chỉ tiêu” và “Giá trị đúng”",
        ),
    ],
)
def test_a_sheet_that_cannot_be_understood_is_refused_before_anything_is_written(head: str, why: str) -> None:
    with pytest.raises(DecisionsError) as told:
        read(head, "| a | b | c | d |")
    assert str(told.value) == (
        f"Không đọc được tệp xác nhận “{PATH}”: {why}. Chưa có tệp nào bị ghi đè. Hãy sửa tệp này, hoặc chuyển nó đi"
        " nơi khác nếu không dùng nữa, rồi chạy lại."
    )


def test_what_a_person_typed_is_a_number_or_the_words_without_spaces() -> None:
    def typed(cell: Cell | None, **more: object) -> tuple[object, bool]:
        row = Row(PATH, 2, SheetText("", "", "", ""), True, None, cell, **more)  # type: ignore[arg-type]
        return row.typed, row.filled

    assert typed(Cell(" x ", 2, 6)) == ("x", True)
    assert typed(Cell("5", 2, 6, kind=CellKind.NUMBER, value=5)) == (5, True)
    assert typed(Cell("5", 2, 6, kind=CellKind.DATE, value=5)) == ("5", True)
    assert typed(None) == (None, False)
    assert [typed(None, **more)[1] for more in ({"reason": "a"}, {"by": "a"}, {"others": (("a", "b"),)})] == [
        True
    ] * 3
