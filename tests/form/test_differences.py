"""This year's form is held against last year's: what was added, dropped, reworded, moved, and what can be compared."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.form import Form
from htsd_cli.form.differences import differences
from htsd_cli.learn.kept import as_form
from tests.learn.drawing import learnt, word

OLD = """
    TT | Nội dung                           | ĐVT   | Số lượng | Nữ
    1  | Số lớp xóa mù chữ                  | lớp   |          |
    2  | Số học viên                        | người |          |
    3  | Số buổi tuyên truyền về đọc sách   | buổi  |          |
    4  | Số huyện tổ chức lễ phát động      | huyện |          |
    5  | Kinh phí thực hiện                 | đồng  |          |
"""
NEW = """
    TT | Nội dung                                        | ĐVT    | Tổng số | Nữ | Dân tộc thiểu số
    1  | Kinh phí thực hiện                              | đồng   |         |    |
    2  | Số lớp xóa mù chữ                               | lớp    |         |    |
    3  | Số học viên                                     | người  |         |    |
    4  | Số khóa học trực tuyến mở                       | khóa   |         |    |
    5  | Số xã, phường tổ chức lễ phát động              | phường |         |    |
"""


def form(folder: Path, name: str, table: str) -> Form:
    return as_form(learnt(word(folder / name, "BÁO CÁO KẾT QUẢ", table)), name)


def test_rows_and_columns_added_dropped_reworded_and_moved(tmp_path: Path) -> None:
    old, new = form(tmp_path, "cu.docx", OLD), form(tmp_path, "moi.docx", NEW)
    found = differences(old, new)
    assert found.to_json() == {
        "schema": "htsd/form-diff/1",
        "added": [{"label": "Số khóa học trực tuyến mở", "table": "bang_1"}],
        "dropped": [{"label": "Số buổi tuyên truyền về đọc sách", "table": "bang_1"}],
        "reworded": [{"old": "Số huyện tổ chức lễ phát động", "new": "Số xã, phường tổ chức lễ phát động"}],
        "moved": [{"label": "Kinh phí thực hiện", "table": "bang_1"}],
        "columns": {
            "added": [{"label": "Dân tộc thiểu số", "table": "bang_1"}],
            "dropped": [],
            "reworded": [{"old": "Số lượng", "new": "Tổng số"}],
        },
    }
    assert found.measure(old, new, "so_hoc_vien", "nu") == ("so_hoc_vien", "nu")
    assert found.measure(old, new, "so_buoi_tuyen_truyen_ve_doc_sach", "nu") is None


def test_a_form_held_against_itself_differs_in_nothing_though_its_numbers_changed(tmp_path: Path) -> None:
    old = form(tmp_path, "cu.docx", OLD)
    other = form(tmp_path, "khac.docx", OLD.replace("1  |", "I  |").replace("2  |", "II |"))
    assert differences(old, other).nothing


def test_a_name_that_is_another_with_more_words_or_with_its_opposite_is_another_row(tmp_path: Path) -> None:
    lines = (
        "    TT | Nội dung | Số lượng\n    1 | Số hộ điều tra | \n    2 | {} | \n    3 | Số buổi họp dân | "
    )
    for old, new, one in (
        ("Kinh phí hỗ trợ nạn nhân", "Kinh phí", False),
        ("Số hộ nghèo", "Số hộ cận nghèo", False),
        ("Số người mù chữ", "Số người biết chữ", False),
        ("Học sinh lớp 1", "Học sinh lớp 2", False),
        ("Phổ cập giáo dục (tiểu học, THCS)", "Phổ cập giáo dục", True),
        ("Số người biết chữ", "Số người biết chữ mức độ 2", True),
        ("Tổng số người tham gia", "Tổng số lượt người tham gia", True),
    ):
        before = form(tmp_path, "cu.docx", lines.format(old))
        after = form(tmp_path, "moi.docx", lines.format(new))
        found = differences(before, after)
        assert (len(found.added), len(found.reworded)) == ((0, 1) if one else (1, 0)), (old, new)


def test_a_column_of_women_is_none_of_men_and_millions_are_not_compared_with_units(tmp_path: Path) -> None:
    old = form(
        tmp_path,
        "cu.docx",
        "    TT | Nội dung | Tổng số | Nam\n    1 | Số học viên | | \n    2 | Số buổi | | ",
    )
    new = form(
        tmp_path,
        "moi.docx",
        "    TT | Nội dung | Tổng số | Nữ\n    1 | Số học viên | | \n    2 | Số buổi | | ",
    )
    found = differences(old, new)
    assert not found.columns_reworded
    assert [column.path for column, _ in found.columns_dropped] == [("Nam",)]
    money = "    TT | Nội dung | ĐVT | Số lượng\n    1 | Số học viên | người | \n    2 | Kinh phí thực hiện | {} | "
    old = form(tmp_path, "cu.docx", money.format("triệu đồng"))
    new = form(tmp_path, "moi.docx", money.format("đồng"))
    found = differences(old, new)
    assert found.measure(old, new, "kinh_phi_thuc_hien", "so_luong") is None
    assert found.measure(old, new, "so_hoc_vien", "so_luong") == ("so_hoc_vien", "so_luong")
