"""Forms as offices draw them in Word are learnt: tables, headings, rows, cells that ask, what must hold."""

from __future__ import annotations

from pathlib import Path

from tests.learn.drawing import counted, headings, learnt, roles, rows, rules, word

LETTERHEAD = "UBND PHƯỜNG TÂN HƯNG~Đơn vị báo cáo: ………… | Biểu số 01/VHXH"
SIGNED = "NGƯỜI LẬP BIỂU~(Ký, ghi rõ họ tên) | THỦ TRƯỞNG ĐƠN VỊ~(Ký tên, đóng dấu)"


def test_a_form_with_codes_captions_and_a_code_row(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "can-bo.docx",
            LETTERHEAD,
            "THỐNG KÊ ĐỘI NGŨ CÁN BỘ, VIÊN CHỨC\nNăm 2026",
            """
            Chỉ tiêu                | Mã số | Đơn vị tính | Tổng số | Trong đó | <
            ^                       | ^     | ^           | ^       | Nữ       | Dân tộc thiểu số
            A                       | B     | C           | 1       | 2        | 3
            1. Tổng số viên chức    | 01    | người       |         |          |
            Chia ra:                |       |             |         |          |
            - Cán bộ quản lý        | 02    | người       |         |          |
            - Giáo viên             | 03    | người       |         |          |
            - Nhân viên             | 04    | người       |         |          | x
            Trong đó:               |       |             |         |          |
            - Đảng viên             | 05    | người       |         |          |
            2. Tuổi bình quân       | 06    | tuổi        |         | #        | \\
            """,
            SIGNED,
        )
    )
    assert (form.id, form.title, form.year) == ("can-bo", "THỐNG KÊ ĐỘI NGŨ CÁN BỘ, VIÊN CHỨC", 2026)
    assert [table.place for table in form.tables] == [{"table": 2}]
    assert roles(form) == "label code unit value value value"
    assert headings(form) == ["Tổng số", "Trong đó › Nữ", "Trong đó › Dân tộc thiểu số"]
    assert rows(form) == [
        "1 [01] Tổng số viên chức (người): 4,5,6",
        "·[02] Cán bộ quản lý (người): 4,5,6",
        "·[03] Giáo viên (người): 4,5,6",
        "·[04] Nhân viên (người): 4,5",
        "·[05] Đảng viên (người): 4,5,6",
        "2 [06] Tuổi bình quân (tuổi): 4",
    ]
    assert counted(form)["Tuổi bình quân"] == "decimal none"
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == [
        "01 = 02 + 03 + 04 (caption)",
        "01 = 02 + 03 (caption)",
        "01 >= 05 (caption)",
        "cột 4 >= cột 5 (caption)",
        "cột 4 >= cột 6 (caption)",
    ]
