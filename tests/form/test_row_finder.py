"""Which row of the form a person means."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Form, load_form
from htsd_cli.form.rows import (
    RowNotFound,
    find_row,
    measure_name,
    measured_rows,
    row_name,
    row_title,
    rows_below,
)
from tests.forms import LITERACY, form_of
from tests.interpret.grid.invented import FORM as INVENTED

FORM = load_form()


@pytest.mark.parametrize("row", FORM.indicators, ids=lambda row: row.id)
def test_every_row_is_found_by_its_id_its_number_and_its_whole_label(row: object) -> None:
    indicator = next(item for item in FORM.indicators if item is row)
    assert find_row(FORM, indicator.id) is indicator
    assert find_row(FORM, row_name(FORM, indicator)) is indicator
    assert find_row(FORM, f"Dòng {row_name(FORM, indicator)}.") is indicator
    assert find_row(FORM, indicator.label) is indicator


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("1", "classes"),
        ("01", "classes"),
        ("5.2", "reading_events.exhibitions"),
        ("5,2", "reading_events.exhibitions"),
        ("STT 10", "funding"),
        ("professional", "classes.professional"),
        ("Classes.Professional", "classes.professional"),
        ("xoa mu", "classes.literacy"),
        ("XÓA MÙ CHỮ", "classes.literacy"),
        ("KNS", "classes.life_skills"),
        ("kỹ năng sống", "classes.life_skills"),
        ("kĩ năng sống", "classes.life_skills"),
        ("tin bài", "news_items"),
        ("tờ rơi", "publications"),
        ("văn nghệ", "culture_sport.arts"),
        ("TDTT", "culture_sport.sports"),
        ("so huyen", "opening.districts"),
    ],
)
def test_a_row_is_found_by_part_of_what_it_is_called(asked: str, found: str) -> None:
    assert find_row(FORM, asked).id == found


def test_a_name_several_rows_share_is_told_with_their_numbers() -> None:
    with pytest.raises(RowNotFound) as told:
        find_row(FORM, "sinh hoạt chuyên đề")
    assert str(told.value).splitlines() == [
        "“sinh hoạt chuyên đề” có thể là 3 chỉ tiêu:",
        "  5.5   Sinh hoạt chuyên đề HTSĐ, xây dựng XHHT  (reading_events.thematic_meetings)",
        "  6     Tổ chức hoạt động văn nghệ, thể thao, thăm quan, sinh hoạt chuyên đề  (culture_sport)",
        "  8     Tổ chức hội thảo/sinh hoạt chuyên đề  (workshops)",
        "Hãy gõ số dòng ở đầu.",
    ]


def test_an_unknown_name_is_answered_with_the_nearest_three() -> None:
    with pytest.raises(RowNotFound) as told:
        find_row(FORM, "xóa mù trữ")
    lines = str(told.value).splitlines()
    assert lines[0] == "Không có chỉ tiêu “xóa mù trữ”. Gần nhất là:"
    assert lines[1] == "  1.13  Xóa mù chữ  (classes.literacy)"
    assert lines[-1] == (
        "Gõ số dòng của mẫu (ví dụ 1.1), một phần tên chỉ tiêu hoặc mã (classes.participants);"
        " không gõ chỉ tiêu thì hiện danh sách."
    )
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("12", "Mẫu báo cáo không có dòng 12; các dòng có số từ 1 đến 11."),
        ("2.1", "Dòng 2 “Số tin bài về các hoạt động của Tuần lễ” không có dòng con nào; hãy gõ 2."),
        ("4.3", "chỉ có 2 dòng con, từ 4.1 đến 4.2:\n  4.1   Số tập thể/ cá nhân tặng sách"),
        ("4.0", "chỉ có 2 dòng con"),
        ("?!", "Chưa cho biết chỉ tiêu cần xem."),
    ],
)
def test_a_number_the_form_has_not_is_told_with_those_it_has(asked: str, said: str) -> None:
    with pytest.raises(RowNotFound) as told:
        find_row(FORM, asked)
    assert said in str(told.value)


def test_a_measure_goes_by_its_id_or_its_vietnamese_name() -> None:
    row = find_row(FORM, "xóa mù chữ")
    assert measured_rows(FORM, [row]) == [(row, "count"), (row, "people")]
    for asked in ("people", "người", "Nguoi", "số người"):
        assert measured_rows(FORM, [row], asked) == [(row, "people")]
    for asked in ("count", "lớp", "số cuộc", "Số lớp/số cuộc thi"):
        assert measured_rows(FORM, [row], asked) == [(row, "count")]
    below = rows_below(FORM, FORM.by_id["awards"])
    assert [row.id for row, _ in measured_rows(FORM, below, "người")] == ["awards.individuals"]


def test_a_measure_a_row_has_not_is_told_with_those_it_has() -> None:
    with pytest.raises(RowNotFound) as told:
        measured_rows(FORM, [FORM.by_id["funding.state_budget"]], "người")
    assert str(told.value) == (
        "Dòng 10.1 “Ngân sách nhà nước” không có số liệu people (Người), chỉ có amount (Đồng)."
    )
    with pytest.raises(RowNotFound) as told:
        measured_rows(FORM, list(FORM.indicators[-2:]), "người")
    assert str(told.value) == "Các dòng này không có số liệu people (Người), chỉ có amount (Đồng)."
    with pytest.raises(RowNotFound) as told:
        measured_rows(FORM, [FORM.by_id["book_drive.books"]], "quyển")
    assert str(told.value) == (
        "Không có loại số liệu “quyển”: --measure chỉ nhận count (số lớp/số cuộc thi), people (người), amount (đồng)."
    )


def test_a_row_without_a_number_is_told_by_its_name_and_a_point_behind_one_is_none_of_it(
    tmp_path: Path,
) -> None:
    form = form_of(tmp_path / "mau")
    assert [row_title(form, form.by_id[row]) for row in ("nguoi", "biet_chu")] == [
        "Dòng “Người trong độ tuổi”", "Dòng “Số người biết chữ”",
    ]  # fmt: skip
    rows = INVENTED.by_id
    assert measure_name(INVENTED, rows["lop"].measures[0]) == "Tổng số"  # not its unit, as an amount is
    assert measure_name(INVENTED, rows["kinh_phi"].measures[0]) == "Triệu đồng"
    assert find_row(with_numbers("1."), "1").number == "1."


def test_a_number_that_rows_of_two_tables_bear_is_asked_back_and_rows_without_numbers_by_name(
    tmp_path: Path,
) -> None:
    two = LITERACY.replace('label = "Kinh phí', 'number = "1"\nlabel = "Kinh phí').replace(
        'label = "Tuổi', 'number = "1"\nlabel = "Tuổi'
    )
    with pytest.raises(RowNotFound, match=r"Số “1” là của 2 dòng"):
        find_row(form_of(tmp_path / "hai", two), "1")
    with pytest.raises(RowNotFound, match="không có số thứ tự"):
        find_row(form_of(tmp_path / "mot"), "5")


def with_numbers(*numbers: str) -> Form:
    """Return a form of the first rows of ours, numbered so."""
    rows = tuple(
        row.model_copy(update={"number": number})
        for row, number in zip(FORM.indicators, numbers, strict=False)
    )
    form = FORM.model_copy(update={"tables": (FORM.tables[0].model_copy(update={"indicators": rows}),)})
    for name in ("indicators", "by_id"):
        form.__dict__.pop(name, None)
    return form


def test_a_number_of_two_parts_is_the_row_s_that_bears_it_before_that_of_a_row_below_another() -> None:
    form = with_numbers("1", "1.2", "1.1.", "2")
    assert [find_row(form, said).number for said in ("1.1", "1,2", "dòng 1.2", "2")] == [
        "1.1.",
        "1.2",
        "1.2",
        "2",
    ]


def test_an_unknown_name_is_answered_with_rows_whose_ids_are_like_it_and_how_to_ask_without_numbers(
    tmp_path: Path,
) -> None:
    with pytest.raises(RowNotFound) as told:
        find_row(FORM, "workshopss")
    assert "(workshops)" in str(told.value).splitlines()[1]
    with pytest.raises(RowNotFound) as told:
        find_row(form_of(tmp_path / "mau"), "Việc lạ")
    assert str(told.value).splitlines()[-1] == (
        "Gõ một phần tên chỉ tiêu hoặc mã (nguoi); không gõ chỉ tiêu thì hiện danh sách."
    )


def test_a_row_numbered_by_a_letter_is_found_by_it_as_it_is_printed() -> None:
    form = with_numbers("A", "a", "b.")
    assert [find_row(form, said).number for said in ("A", "Dòng A.", "a", "b")] == ["A", "A", "a", "b."]
