"""The form as data: the 2024 form is as the plan prints it, and a wrong form is rejected with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Form, Measure, load_form, templates_directory
from htsd_cli.form.toml_file import TomlError, load_toml
from tests.documents import FORM

SOURCE = (templates_directory() / "htsd-2024" / "form.toml").read_text(encoding="utf-8")


def test_the_2024_form_has_its_41_rows_and_their_numbers() -> None:
    assert len(FORM.indicators) == 41
    assert [item.number for item in FORM.indicators if item.number] == [
        str(number) for number in range(1, 12)
    ]
    assert (FORM.id, FORM.year) == ("htsd-2024", 2024)


def test_the_2024_form_asks_for_sixty_figures() -> None:
    asked = [measure for _, measure in FORM.measured()]
    assert len(asked) == len(set(FORM.measured()))
    assert (asked.count(Measure.COUNT), asked.count(Measure.PEOPLE), asked.count(Measure.AMOUNT)) == (
        32,
        22,
        2,
    )


def test_the_rows_of_a_heading_ask_for_nothing() -> None:
    assert [item.id for item in FORM.indicators if not item.measures] == [
        "book_drive",
        "opening",
        "awards",
        "funding",
    ]


def test_only_the_district_s_opening_counts_once() -> None:
    assert [item.id for item in FORM.indicators if item.adds_up == "once"] == ["opening.districts"]


def test_the_sums_of_the_form_are_those_of_rows_1_5_and_6() -> None:
    sums = {(rule.total, rule.measure.value): len(rule.parts) for rule in FORM.sums}
    assert sums == {
        ("classes", "count"): 13,
        ("classes.participants", "people"): 13,
        ("reading_events", "count"): 5,
        ("culture_sport", "count"): 3,
    }


def test_a_place_is_named_by_number_label_and_column() -> None:
    assert FORM.where(FORM.by_id["culture_sport"], Measure.COUNT) == (
        "Dòng 6 “Tổ chức hoạt động văn nghệ, thể thao, thăm quan, sinh hoạt chuyên đề”, cột “Số lớp/số cuộc thi”"
    )
    assert FORM.where(FORM.by_id["classes.participants"]) == "Dòng “Tổng số người tham gia”"
    assert FORM.where(FORM.by_id["classes.general_education"]).endswith("…”")


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        (
            'id = "loudspeaker_cars"',
            'id = "banners"',
            None,
            "việc làm “banners” được khai nhiều lần.",
        ),
        (
            'topic = "culture_sport"',
            'topic = "culture"',
            "culture",
            "việc làm “visits” thuộc chỉ tiêu hoặc phần không có là “culture”.",
        ),
        ("year = 2024", 'year = "nay"', "year = ", "“year” phải là một số nguyên, đang ghi “nay”."),
        (
            'measures = ["count", "people"]',
            'measures = ["count", "persons"]',
            "persons",
            "chỉ nhận một trong các giá trị",
        ),
        (
            'id = "classes.foreign_language"',
            'id = "classes.professional"',
            None,
            "chỉ tiêu “classes.professional” được khai nhiều lần.",
        ),
        ('id = "news_items"', 'id = "News Items"', "News Items", "không đúng dạng"),
        (
            'label = "Xóa mù chữ"',
            'label = "Học nghề cho lao động nông thôn"',
            None,
            "vừa của “classes.rural_vocational” vừa của “classes.literacy”.",
        ),
        (
            '"Lớp xóa mù chữ"',
            '"Dạy nghề cho lao động nông thôn"',
            None,
            "vừa của “classes.rural_vocational” vừa của “classes.literacy”.",
        ),
        (
            '    "classes.literacy",\n',
            '    "classes.literacie",\n',
            "classes.literacie",
            "nhắc chỉ tiêu không có là “classes.literacie”.",
        ),
        (
            'total = "culture_sport"',
            'total = "culture"',
            'total = "culture"',
            "nhắc chỉ tiêu không có là “culture”.",
        ),
        (
            '    "reading_events.book_fairs",',
            '    "awards.individuals",',
            None,
            "cần số liệu mà “awards.individuals” không có.",
        ),
        (
            'within = "reading_events"',
            'within = "reading"',
            'within = "reading"',
            "tỷ lệ nhắc chỉ tiêu không có là “reading”.",
        ),
        (
            'adds_up = "once"',
            'adds_up = "max"',
            "adds_up",
            "chỉ nhận một trong các giá trị 'sum' hoặc 'once', đang ghi “max”.",
        ),
        ('"nghìn" = 1_000', '"nghìn" = 0', '"nghìn" = 0', "phải từ 1 trở lên, đang ghi 0."),
        (
            'number = "2"',
            'number = "2"\ncolour = "red"',
            "colour",
            "không có khóa nào tên như vậy; các khóa dùng được: id, number, label,",
        ),
        ("[[sums]]", "[[sums]", "[[sums]", "tên bảng thiếu dấu ngoặc vuông: phải viết [[sums]]."),
    ],
)
def test_a_wrong_form_is_rejected_with_the_line_that_is_wrong(
    tmp_path: Path, right: str, wrong: str, line: str | None, said: str
) -> None:
    assert right in SOURCE
    path = tmp_path / "form.toml"
    changed = SOURCE.replace(right, wrong, 1)
    path.write_text(changed, encoding="utf-8")
    before = SOURCE.splitlines()
    different = (at for at, text in enumerate(changed.splitlines(), 1) if text != before[at - 1])
    wanted = next(at for at in different if line is None or line in changed.splitlines()[at - 1])
    with pytest.raises(TomlError) as caught:
        load_toml(path, Form)
    assert f"dòng {wanted}" in str(caught.value)
    assert said in str(caught.value)


def test_a_form_without_a_column_of_numbers_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text(SOURCE.replace('id = "people"\nheading', 'id = "amount"\nheading', 1), encoding="utf-8")
    with pytest.raises(TomlError, match="thiếu cột “people”"):
        load_toml(path, Form)


def test_a_form_may_be_a_folder_of_one_s_own(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(
        SOURCE.replace('id = "htsd-2024"', 'id = "htsd-2025"', 1), encoding="utf-8"
    )
    form = load_form(str(tmp_path))
    assert (form.id, form.directory) == ("htsd-2025", tmp_path)


def test_a_form_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(TomlError) as caught:
        load_form("htsd-1999")
    assert str(caught.value) == "Không có mẫu báo cáo “htsd-1999”. Các mẫu hiện có: “htsd-2024”."
