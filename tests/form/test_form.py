"""The form as data: the 2024 form is as the plan prints it, and a wrong form is rejected with its line."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from htsd_cli.form import Rule, load_form, templates_directory
from htsd_cli.form.toml_file import TomlError
from htsd_cli.values.origin import Origin
from htsd_cli.writers.wording import figure_place
from tests.documents import FORM
from tests.interpret.grid.invented import FORM as INVENTED

SOURCE = (templates_directory() / "htsd-2024" / "form.toml").read_text(encoding="utf-8")


def test_the_2024_form_has_its_41_rows_and_their_numbers() -> None:
    assert len(FORM.indicators) == 41
    assert [item.number for item in FORM.indicators if item.number] == [
        str(number) for number in range(1, 12)
    ]
    assert (FORM.id, FORM.year) == ("htsd-2024", 2024)


def test_the_2024_form_asks_for_sixty_figures() -> None:
    asked = [measure.id for _, measure in FORM.measured()]
    assert len(asked) == len(set(FORM.measured()))
    assert (asked.count("count"), asked.count("people"), asked.count("amount")) == (
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
    assert FORM.where(FORM.by_id["culture_sport"], "count") == (
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
            'total = {indicator = "culture_sport"',
            'total = {indicator = "culture"',
            'total = {indicator = "culture"',
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
            "chỉ nhận một trong các giá trị 'sum', 'once', 'recompute' hoặc 'none', đang ghi “max”.",
        ),
        (
            'id = "people"\nrole = "value"',
            'id = "count"\nrole = "value"',
            None,
            "cột “count” được khai nhiều lần.",
        ),
        ('parent = "awards"', 'parent = "award"', 'parent = "award"', "phải là một chỉ tiêu ở trước nó"),
        (
            'number = "2"',
            'number = "2"\ncolour = "red"',
            "colour",
            "không có khóa nào tên như vậy; các khóa dùng được: id, number, code, label,",
        ),
        ("[[rules]]", "[[rules]", "[[rules]", "tên bảng thiếu dấu ngoặc vuông: phải viết [[rules]]."),
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
        load_form(str(tmp_path))
    assert f"dòng {wanted}" in str(caught.value)
    assert said in str(caught.value)


def test_a_figure_in_a_column_the_table_has_not_is_told(tmp_path: Path) -> None:
    source = SOURCE.replace('id = "people"\nrole', 'id = "persons"\nrole', 1)
    (tmp_path / "form.toml").write_text(source, encoding="utf-8")
    with pytest.raises(
        TomlError, match=r"số liệu “people” của chỉ tiêu “classes\.participants” ở cột không có"
    ):
        load_form(str(tmp_path))


def test_a_table_without_a_column_of_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(
        SOURCE.replace('role = "label"', 'role = "note"', 1), encoding="utf-8"
    )
    with pytest.raises(TomlError, match="bảng thiếu cột tên"):
        load_form(str(tmp_path))


def test_a_form_may_say_words_of_its_own_beside_those_all_forms_share(tmp_path: Path) -> None:
    own = SOURCE + '\n[words.scales]\n"chục" = 10\n\n[abbreviations]\ncntt = "công nghệ thông tin"\n'
    (tmp_path / "form.toml").write_text(own, encoding="utf-8")
    form = load_form(str(tmp_path))
    assert form.words.scales == {"chục": 10}
    assert form.words.people == FORM.words.people
    assert (form.abbreviations["cntt"], form.abbreviations["hs"]) == ("công nghệ thông tin", "học sinh")
    assert form.unit_kinds == FORM.unit_kinds


def test_a_wrong_word_of_a_form_is_told_with_its_line(tmp_path: Path) -> None:
    own = SOURCE + '\n[words.scales]\n"nghìn" = 0\n'
    (tmp_path / "form.toml").write_text(own, encoding="utf-8")
    with pytest.raises(TomlError, match="phải từ 1 trở lên, đang ghi 0") as caught:
        load_form(str(tmp_path))
    assert f"dòng {len(own.splitlines())}:" in str(caught.value)


def test_a_measure_is_found_by_its_id_and_says_what_it_counts() -> None:
    money = FORM.by_id["funding.state_budget"].measures[0]
    assert (money, money.kind, money.unit, money.columns) == ("amount", "amount", "đồng", ("count", "amount"))
    by_id: dict[str, int] = {money: 5}
    assert by_id["amount"] == 5
    assert copy.deepcopy(money).unit == pickle.loads(pickle.dumps(money)).unit == "đồng"


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


def test_each_of_several_tables_is_called_by_a_caption_of_its_own_or_its_number() -> None:
    form = load_form()
    assert form.table_names == {}
    table = form.tables[0]
    titles = ("THỐNG KÊ", "II. Kinh phí", "Biểu 4. Cán bộ", "THỐNG KÊ", "")
    several = [
        table.model_copy(update={"id": f"bang_{at}", "title": title}) for at, title in enumerate(titles, 1)
    ]
    copied = form.model_copy(update={"tables": tuple(several)})
    copied.__dict__.pop("table_names")
    assert list(copied.table_names.values()) == [
        "Bảng 1", "Bảng 2 “II. Kinh phí”", "Bảng “Biểu 4. Cán bộ”", "Bảng 4", "Bảng 5"
    ]  # fmt: skip


def test_a_figure_s_place_in_a_file_names_the_table_where_the_form_has_several() -> None:
    origin = Origin(table=3, row=5, column=2)
    row = INVENTED.indicators[0]
    assert figure_place(origin, INVENTED, row) == "bảng 1 “Lớp và học sinh”, dòng 5, cột 2"
    assert figure_place(origin, load_form(), load_form().indicators[0]) == "bảng số liệu, dòng 5, cột 2"
    assert figure_place(origin, INVENTED, None) == "bảng 3, dòng 5, cột 2"


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ({"kind": "sum", "total": {"indicator": "a", "measure": "so"}, "parts": "a"}, ("parts",)),
        ({"kind": "sum", "total": "a", "parts": ["b"]}, ("total",)),
        ({"kind": "sum", "total": {"indicator": "a", "measure": "so"}, "parts": []}, ("parts",)),
        ("a = b + c", ()),
    ],
)
def test_a_rule_that_is_written_otherwise_is_told_where(written: object, at: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as told:
        Rule.model_validate(written)
    assert told.value.errors()[0]["loc"] == at
