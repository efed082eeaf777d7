"""The columns of the table found by their headings, in whatever order and under whatever group they stand."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.columns import ColumnFinder, Columns
from tests.documents import FORM, HEADING, draw_cells

FINDER = ColumnFinder(FORM.tables[0])


def found(drawing: str) -> dict[str, tuple[int, int]] | None:
    """Return the columns of drawn heading rows: first and last grid column of each."""
    columns = FINDER.find(draw_cells(drawing.strip().splitlines()))
    return None if columns is None else {str(name): place for name, place in columns.ranges.items()}


OWN = {"number": (1, 1), "label": (2, 2), "unit": (3, 3), "count": (4, 4), "people": (5, 5), "note": (6, 6)}


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(HEADING, id="as in the form"),
        pytest.param(HEADING.upper(), id="in capitals"),
        pytest.param(
            "| STT | Các hoạt động | Đơn vị | Số lớp/số cuộc thi | Người | Ghi chú |", id="in one row"
        ),
        pytest.param("| STT | Các hoạt động | Đơn vị | Số lượng | < | Ghi chú |", id="with the group alone"),
        pytest.param(
            "| TT | Nội dung | ĐVT | Số lớp, số cuộc thi | Số người tham gia | Chú thích |", id="other names"
        ),
        pytest.param(
            "| STT | Các hoạt đông | Đơn vi | Số lớp/ số cuộc thị | Nguời | Ghi chu |", id="misspelt"
        ),
        pytest.param(
            "| STT | Các hoạt động | Đơn vị | Kết quả | < | Ghi chú |\n| ^ | ^ | ^ | Số lớp | Số người | ^ |",
            id="with another group",
        ),
        pytest.param(
            "| STT | Các hoạt động | Đơn vị | Số lượng | < | Ghi chú |\n| ^ | ^ | ^ |  |  | ^ |",
            id="with the second row left blank",
        ),
        pytest.param(
            "| STT | Các hoạt động | Đơn vị | Kết quả thực hiện | < | Ghi chú |\n"
            "| ^ | ^ | ^ | Số lượng | < | ^ |\n| ^ | ^ | ^ | Số lớp/số cuộc thi | Người | ^ |",
            id="in three rows",
        ),
        pytest.param(
            "| STT | Các hoạt động | Đơn vị | Số lượng | < | Ghi chú |\n| Số lớp/số cuộc thi | Người |",
            id="with the second row moved to the left where a program lost the merges",
        ),
    ],
)
def test_the_form_s_columns_are_known_however_they_are_headed(drawing: str) -> None:
    assert found(drawing) == OWN


def test_columns_are_known_in_any_order_and_with_others_between() -> None:
    drawing = "| Các hoạt động | Thời gian | Người | Ghi chú | Số lớp/số cuộc thi | STT | ĐVT |"
    assert found(drawing) == {
        "label": (1, 1), "people": (3, 3), "note": (4, 4), "count": (5, 5), "number": (6, 6), "unit": (7, 7),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("drawing", "count"),
    [
        ("| STT | Các hoạt động | Đơn vị | Ghi chú |\n| a | b | c | Số lớp/số cuộc thi | Người |", None),
        ("| STT | Các hoạt động | Số lượng | < |\n| ^ | ^ | Số lớp/số cuộc thi | Người |", (3, 3)),
        ("| STT | Các hoạt động | < | Số lượng | < |\n| a | b | Số lớp/số cuộc thi | c | Người |", (3, 3)),
        ("| STT | Các hoạt động | Số lượng | < |\n| Số lớp/số cuộc thi | < | Người | d |", (4, 4)),
    ],
)
def test_a_lesser_heading_moved_under_another_column_says_nothing_of_where_figures_stand(
    drawing: str, count: tuple[int, int] | None
) -> None:
    assert (found(drawing) or {}).get("count") == count


def test_columns_may_be_missing_but_not_the_rows_names_or_the_numbers() -> None:
    assert found("| Các hoạt động | Số lượng |") == {"label": (1, 1), "count": (2, 2)}
    assert found("| Các hoạt động | Số lớp/số cuộc thi | Người |") is not None
    assert found("| STT | Đơn vị | Số lớp/số cuộc thi | Người |") is None
    assert found("| STT | Các hoạt động | Ghi chú |") is None


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        ("| | | Số lượng | |", True),  # alone in its row: the rest was merged and is lost
        ("| | | Số lượng | x |", False),
        ("| x | Số lượng | Ghi chú |", True),
        ("| x | | y |", False),
        ("| | |", False),
    ],
)
def test_a_row_of_headings_has_two_or_nothing_else(row: str, heading: bool) -> None:
    assert FINDER.is_heading_row(draw_cells([row])[0]) is heading


@pytest.mark.parametrize(
    ("heading", "below", "goes_on"),
    [
        ("| STT | Các hoạt động | Số lượng | < |", "| | | Số lớp | Trăm người |", True),
        (
            "| STT | Các hoạt động | Số lượng | < |",
            "| | | Trăm lớp | Trăm người |",
            False,
        ),  # none is the form's
        ("| STT | Các hoạt động | Số lượng | < |", "| | | Số lớp | 20 người |", False),  # a figure
        ("| STT | Các hoạt động | Số lượng | < |", "| | | Số lớp | 20 |", False),
        (
            "| STT | Các hoạt động | Số lượng | < |",
            "| | Lớp | Số lớp | Trăm người |",
            False,
        ),  # beside the group
        (
            "| STT | Các hoạt động | Số lượng | Tổng |",
            "| | | Số lớp | Trăm người |",
            False,
        ),  # nothing is shared
        ("| STT | Các hoạt động | | < |", "| | | Số lớp | Trăm người |", False),  # … that says anything
        ("| STT | Các hoạt động | Số lượng | < |\n| ^ | ^ | ^ | ^ |", "| | | Số lớp | Trăm người |", False),
        ("| STT | Các hoạt động | Số lượng | < |", "| | | Số lớp | Người |", True),
    ],
)
def test_parts_of_a_shared_heading_go_on_below_it_though_only_one_is_the_form_s(
    heading: str, below: str, goes_on: bool
) -> None:
    rows = draw_cells([*heading.splitlines(), below])
    assert FINDER.goes_on(rows[0], rows[-1]) is goes_on


@pytest.mark.parametrize("letters", [59, 60, 61, 130, 299, 300, 301, 330])
def test_a_heading_of_the_form_is_known_however_long_it_is(letters: int) -> None:
    heading = ("Số lượt người được bồi dưỡng " * 12)[: letters - 1] + "x"
    table = FORM.tables[0].model_copy()
    table.__dict__["by_column"] = {
        name: column.model_copy(update={"path": (heading,)}) if column.name == "people" else column
        for name, column in FORM.tables[0].by_column.items()
    }
    finder = ColumnFinder(table)
    texts = (heading, heading.upper(), heading * 2, "Số lớp")
    assert [finder.heading(text) for text in texts] == ["people", "people", None, "count"]


def test_with_one_column_of_numbers_known_no_other_may_be_unknown() -> None:
    assert found("| STT | Nội dung | Thời gian | Người |") is None
    assert found("| STT | Các hoạt động | Đơn vị | SL | Người | Ghi chú |") is None


def test_what_stands_above_the_rows_names_or_is_hidden_is_no_column_unknown() -> None:
    assert found("| Danh mục | Người |\n| Các hoạt động | ^ |") == {"label": (1, 1), "people": (2, 2)}
    (row,) = draw_cells(["| Các hoạt động | Người | SL |"])
    seen = FINDER.find([row])
    hidden = FINDER.find([[*row[:2], row[2]._replace(hidden="cột C bị ẩn")]])
    assert (seen, hidden and hidden.ranges) == (None, {"label": (1, 1), "people": (2, 2)})


def test_a_heading_said_once_more_below_itself_is_one() -> None:
    assert found("| STT | Các hoạt động | Số lớp | Người |\n|  |  | Số lớp | Người |") == {
        "number": (1, 1), "label": (2, 2), "count": (3, 3), "people": (4, 4),
    }  # fmt: skip


def test_the_same_heading_twice_is_two_years_or_a_plan_and_is_not_guessed() -> None:
    assert found("| STT | Các hoạt động | Số lớp | Người | Số lớp | Người | Ghi chú |") is None


def test_classes_beside_contests_are_one_column_in_two() -> None:
    assert found("| STT | Các hoạt động | Số lớp | Số cuộc thi | Người |") == {
        "number": (1, 1), "label": (2, 2), "count": (3, 4), "people": (5, 5),
    }  # fmt: skip
    columns = FINDER.find(draw_cells(["| Các hoạt động | Số lớp | < | Số cuộc thi | < | Người |"]))
    assert columns is not None
    assert (columns.ranges["count"], columns.headings["count"]) == ((2, 5), "Số lớp Số cuộc thi")


def test_a_hidden_column_is_none_where_one_that_is_seen_has_its_heading() -> None:
    (row,) = draw_cells(["| STT | Các hoạt động | Số lớp | Số lớp | Người | Người | Ghi chú |"])
    for hidden in ((3, 6), (4, 5)):
        seen = [cell._replace(hidden="bị ẩn" if cell.column in hidden else "") for cell in row]
        columns = FINDER.find([seen])
        assert columns is not None
        assert columns.ranges == {
            "number": (1, 1), "label": (2, 2), "count": (7 - hidden[0],) * 2, "people": (11 - hidden[1],) * 2,
            "note": (7, 7),
        }  # fmt: skip
    (row,) = draw_cells(["| Các hoạt động | Số lớp | Người | Số lớp | Ghi chú |"])
    columns = FINDER.find([[cell._replace(hidden="bị ẩn" if cell.column > 3 else "") for cell in row]])
    assert columns is not None
    assert columns.ranges["note"] == (5, 5)
    (row,) = draw_cells(["| Các hoạt động | Số lớp | Người | Người | Ghi chú |"])
    columns = FINDER.find([[cell._replace(hidden="bị ẩn" if cell.column > 3 else "") for cell in row]])
    assert columns is not None
    assert (columns.ranges["people"], columns.ranges["note"]) == ((3, 3), (5, 5))


@pytest.mark.parametrize(
    ("drawing", "twice"),
    [
        ("| Các hoạt động | Số lớp | Người | Số lớp |", ("Số lớp", 2)),
        ("| Các hoạt động | Số lớp | < | Người | < | Số lớp |", ("Số lớp", 2)),
        ("| Các hoạt động | Số lớp | < |\n| ^ | Người | Số lớp |", None),  # it stands below itself
        ("| Các hoạt động | Người | < | Số lớp | < |\n| ^ | Số lớp | Người | a | b |", ("Số lớp", 4)),
        ("| Các hoạt động | Ghi chú | Số lớp | Ghi chú |", None),
        ("| Số lớp | Năm 2023 |\n| Số lớp | Năm 2024 |", None),  # no heading row
    ],
)
def test_a_column_of_numbers_stands_twice_where_its_headings_stand_apart(
    drawing: str, twice: tuple[str, int] | None
) -> None:
    assert FINDER.repeated(draw_cells(drawing.splitlines())) == twice


def test_a_heading_keeps_what_it_says_of_the_scale() -> None:
    rows = draw_cells(["| STT | Các hoạt động | Số lượng (triệu đồng) | < |", "| ^ | ^ | Số lớp | Người |"])
    columns = FINDER.find(rows)
    assert columns is not None
    assert "triệu đồng" in columns.headings["count"]


@pytest.mark.parametrize(
    "row", ["| (1) | (2) | (3) | (4) |", "| 1 | 2 | 3 | 4 | 5 | 6 |", "| A | B | C | 1 | 2 |"]
)
def test_a_row_that_numbers_the_columns_is_known(row: str) -> None:
    assert FINDER.is_numbering_row(draw_cells([row])[0])


@pytest.mark.parametrize("row", ["| 1 | Xóa mù chữ | 2 | 30 |", "| 4 | 5 |", "| Người | 20 |"])
def test_a_row_of_figures_numbers_no_columns(row: str) -> None:
    assert not FINDER.is_numbering_row(draw_cells([row])[0])


def test_a_cell_stands_in_the_columns_it_covers_wholly_else_in_the_one_it_shares_most_with() -> None:
    columns = Columns({"label": (1, 2), "count": (3, 4), "people": (5, 6)})
    (row,) = draw_cells(["| a | < | b | < | < | < |"])
    assert [columns.covered(cell) for cell in row] == [("label",), ("count", "people")]
    (row,) = draw_cells(["| a | < | < | b | c | d |"])
    assert [columns.covered(cell) for cell in row] == [("label",), ("count",), ("people",), ("people",)]
