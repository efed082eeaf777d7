"""Names that fold alike: the same, one without its marks, or another word."""

from __future__ import annotations

import pytest

from htsd_cli.language.marks import Alike, ByName, alike, marked, may_mean


@pytest.mark.parametrize(
    ("written", "known", "how"),
    [
        ("Số cá", "SỐ  CÁ:", Alike.SAME),
        ("Số hoà giải", "Số hòa giải", Alike.SAME),
        ("Giaó viên", "Giáo viên", Alike.SAME),
        ("Tỉ lệ", "Tỷ lệ", Alike.SAME),
        ("Kỹ năng", "kĩ năng", Alike.SAME),
        ("So ca", "Số cá", Alike.UNMARKED),
        ("Số cá", "So ca", Alike.UNMARKED),
        ("Số ca", "Số cá", Alike.OTHER),
        ("Tỷ lệ nở", "Tỷ lệ nợ", Alike.OTHER),
        ("Số hồi", "Số hội", Alike.OTHER),
        ("Số đàn", "Số dân", Alike.OTHER),
        ("Sô trẻ em dưới năm tuổi", "Số trẻ em dưới năm tuổi", Alike.UNMARKED),
        ("Số trẻ em duoi năm tuổi", "Số trẻ em dưới năm tuổi", Alike.UNMARKED),
        ("Số trẻ em dưới nằm tuổi", "Số trẻ em dưới năm tuổi", Alike.OTHER),
        ("Số trẻ em đưới năm tuổi", "Số trẻ em dưới năm tuổi", Alike.OTHER),
        ("Số hộ", "Số hộ", Alike.SAME),
        ("Quý Mỹ", "Quí Mĩ", Alike.SAME),
        ("Lý Yên", "Lí Iên", Alike.SAME),
        ("Số máy", "Số mái", Alike.OTHER),
        ("So may", "So mai", Alike.OTHER),
        ("So may", "Số mái", Alike.OTHER),
        ("So may", "Số máy", Alike.UNMARKED),
        ("Thúy", "Thúi", Alike.OTHER),
    ],
)
def test_names_are_one_word_for_word_without_marks_or_not(written: str, known: str, how: Alike) -> None:
    assert alike(marked(written), marked(known)) is how


@pytest.mark.parametrize(
    ("names", "asked", "found"),
    [
        (("Hoa", "Hòa"), "Hoa", ["Hoa"]),
        (("Hoa", "Hòa"), "HOÀ", ["Hòa"]),
        (("Hoa", "Hòa"), "Hoa\u0300", ["Hòa"]),
        (("Hòa", "Hóa"), "Hoa", []),
        (("Hòa", "Lan"), "Hoa", ["Hòa"]),
        (("Hoa", "Lan"), "Hòa", ["Hoa"]),
        (("Hoa", "Tú"), "Hòa", []),
        (("Nguyễn Thị Hoa", "Lan"), "Nguyễn Thị Hòa", []),
        (("Nguyễn Thị Hòa", "Lan"), "Nguyen Thi Hoa", ["Nguyễn Thị Hòa"]),
        (("Nguyễn Thị Hòa", "Nguyễn Thị Hoa"), "Nguyen Thi Hoa", []),
        (("Mai", "Lan"), "May", []),
        (("Quý", "Quý "), "Quí", ["Quý", "Quý "]),
        (("…",), "…", []),
    ],
)
def test_a_thing_is_found_by_its_marks_and_without_any_where_one_fits(
    names: tuple[str, ...], asked: str, found: list[str]
) -> None:
    assert ByName((name, name) for name in names).all(asked) == found


@pytest.mark.parametrize(
    ("written", "known", "may"),
    [
        ("nguoi", "người", True), ("ngừơi", "người", True), ("ngươi", "người", True), ("người", "người", True),
        ("chậu", "cháu", False), ("chau", "cháu", True), ("tá", "tạ", False), ("TA", "tạ", True),
        ("khống", "không", False), ("lơp hoc", "lớp học", True), ("lớp", "lớp học", False), ("tì lệ", "tỷ lệ", False),
        ("tỉ lệ", "tỷ lệ", True), ("đong", "đồng", True), ("dồng", "đồng", True), ("đông", "dông", False),
    ],
)  # fmt: skip
def test_a_word_may_be_a_known_one_with_marks_left_out_or_moved_but_with_none_besides(
    written: str, known: str, may: bool
) -> None:
    assert may_mean(written, known) is may
