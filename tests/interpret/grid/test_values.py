"""One cell of any form: what its words, its unit and its size let it say, exactly at each bound."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from htsd_cli.form import Form, Rule, load_form
from htsd_cli.interpret.grid.values import (
    Asked,
    Said,
    ValueReader,
    differences,
    exact_decimal,
    groups_by_commas,
    is_shown_rounded,
)
from htsd_cli.values.document import Cell, CellKind, Seen, Sight
from htsd_cli.values.figures import Key, Number
from tests.forms import LITERACY, form_of
from tests.interpret.grid.invented import FORM, SOURCE

VALUES = ValueReader(FORM)


def asked(row: str, form: Form = FORM, values: ValueReader = VALUES) -> Asked:
    indicator = form.by_id[row]
    return values.asked(indicator, indicator.measures[0])


def said(row: str, text: str) -> Number | str | None:
    """Return what a text says for a row's first figure: the figure, or the code of its problem."""
    reading = VALUES.read_text(text, asked(row))
    return reading.problem or reading.value


def stored(row: str, value: float, kind: CellKind = CellKind.NUMBER) -> Said:
    return VALUES.read(Cell(row=1, column=1, text=str(value), kind=kind, value=value), asked(row))


@pytest.mark.parametrize(
    ("row", "text", "value"),
    [
        ("lop", "12 lớp", 12),
        ("lop", "12 trẻ", "wrong-unit"),
        ("lop", "12 lớp 30 trẻ", "too-many-numbers"),
        ("lop", "123456789012345", 123456789012345),
        ("lop", "1234567890123456", "ambiguous-number"),
        ("lop", "…", None),
        ("lop", " ", None),
        ("lop", "0912345678", "not-a-number"),
        ("lop", "12 lớp học", 12),
        ("lop", "12 nhóm", "wrong-unit"),
        ("lop", "- 3", "negative"),
        ("lop", "+3", "not-a-number"),
        ("lop", "–.", 0),
        ("lop", "không có lớp", 0),
        ("hoc_sinh", "không người", 0),
        ("lop", "12,5 lớp", "decimal"),
        ("lop", "12 lớp, 3", "sum-in-words"),
        ("k_tong", "12 lớp", 12),
        ("k_tong", "12 người", 12),
        ("hoc_sinh", "12 em", 12),
        ("hoc_sinh", "12 lớp", "wrong-unit"),
        ("ti_le", "12,5 học sinh", Decimal("12.5")),
        ("ti_le", "12,5 lớp", "wrong-unit"),
        ("ti_le", "12,5 đồng", "wrong-unit"),
        ("ti_le", "12,5;", Decimal("12.5")),
        ("ti_le", "12,5 ;.", Decimal("12.5")),
        ("ti_le", "12,5%", "percentage"),
        ("ti_le", "12 345 678", 12345678),
        ("ti_le", "1 234,5", "ambiguous-number"),
        ("ti_le", "1.25.0", "ambiguous-number"),
        ("ti_le", "1,25,0 %", "ambiguous-number"),
        ("ti_le", "12,5 %%", "wrong-unit"),
        ("ti_le", "-3,5", "negative"),
        ("ti_le", "Không", 0),
        ("ti_le", "không có", 0),
        ("ti_le", "không học sinh", 0),
        ("ti_le", "……", None),
        ("kinh_phi", "._.", None),
        ("ti_le", "mười hai", "not-a-number"),
        ("ti_le", "khoảng 12", "estimate"),
        ("ti_le", "12 / 3", "too-many-numbers"),
        ("hoc_sinh", "12 người", 12),
        ("hoc_sinh", "12 cái", "wrong-unit"),
        ("dat_chuan", "12 em", "not-a-number"),
        ("dat_chuan", "khoảng 12%", "estimate"),
        ("kinh_phi", "12,5 triệu", Decimal("12.5")),
        ("kinh_phi", "12,5 triệu đồng", Decimal("12.5")),
        ("kinh_phi", "12,5 nghìn", Decimal("0.0125")),
        ("kinh_phi", "12 lớp", "wrong-unit"),
        ("kinh_phi", "12,5 %", "percentage"),
        ("kinh_phi", "abc", "not-a-number"),
        ("dat_chuan", "12,5 %.", Decimal("12.5")),
        ("dat_chuan", "12,5 % trẻ", "wrong-unit"),
        ("kinh_phi", "12,5 tỷ", 12500),
        ("kinh_phi", "500 nghìn", Decimal("0.5")),
        ("kinh_phi", "2.007.", 2007),
        ("kinh_phi", "2.007,5.", Decimal("2007.5")),
        ("kinh_phi", "2.007*", 2007),
        ("kinh_phi", "= 2.007", 2007),
        ("kinh_phi", "10.000 đồng", Decimal("0.01")),
        ("kinh_phi", "2.007 đ", "scale-unclear"),
        ("kinh_phi", "999.999", 999999),
        ("kinh_phi", "1.000.000", "scale-unclear"),
        ("kinh_phi", "1000000", "scale-unclear"),
    ],
)
def test_a_text_says_the_figure_of_its_row_or_why_it_says_none(
    row: str, text: str, value: Number | str | None
) -> None:
    assert said(row, text) == value


def test_what_was_probably_meant_is_suggested_and_never_taken() -> None:
    assert VALUES.read_text("-3,5", asked("ti_le")).suggestion == Decimal("3.5")
    assert VALUES.read_text("12 lớp", asked("hoc_sinh")).suggestion == 12
    assert VALUES.read_text("khoảng 12 tỷ", asked("kinh_phi")) == Said(problem="estimate", suggestion=12000)
    assert VALUES.read_text("khoảng 12", asked("kinh_phi")) == Said(problem="estimate", suggestion=12)
    assert VALUES.read_text("mười hai", asked("ti_le")) == Said(problem="not-a-number", suggestion=12)
    assert VALUES.read_text("1.000.000,5", asked("kinh_phi")) == Said(
        None, "scale-unclear", Decimal("1.0000005")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12", Said(12)),
        ("1.000.000.000.000", Said(10**12)),
        ("12,5", Said(problem="scale-unclear")),
        ("12,5 triệu", Said(12_500_000)),
        ("khoảng 12 triệu", Said(problem="estimate", suggestion=12_000_000)),
    ],
)
def test_an_amount_in_dong_is_whole_and_as_large_as_may_be(text: str, said: Said) -> None:
    assert VALUES.read_text(text, asked("kinh_phi")._replace(scale=1)) == said


def test_one_word_of_a_unit_is_enough() -> None:
    of_two_words = asked("lop")._replace(units=frozenset(("nhom lop",)))
    assert VALUES.read_text("12 lớp", of_two_words) == Said(12)
    assert VALUES.read_text("12 lớp", asked("lop")._replace(units=frozenset(("nhom",)))).value is None


@pytest.mark.parametrize(("text", "all_of_it"), [("không có lớp", True), ("Không", True), ("0 lớp", False)])
def test_a_word_for_zero_answers_all_that_is_asked(text: str, all_of_it: bool) -> None:
    assert VALUES.read_text(text, asked("lop")) == Said(0, everything=all_of_it)


@pytest.mark.parametrize(
    ("text", "zero"), [("-", True), ("–.", True), (" — ;", True), ("Không", True), ("x", False), ("", False)]
)
def test_a_word_or_a_mark_says_nothing_is_there(text: str, zero: bool) -> None:
    assert VALUES.is_zero(text) is zero


def test_a_cell_for_words_says_them_and_a_formula_without_a_result_says_its_stored_number() -> None:
    def read(row: str, kind: CellKind, value: float | None = None) -> Said:
        return VALUES.read(Cell(row=1, column=1, text=" 1 ", kind=kind, value=value), asked(row))

    assert read("y_kien", CellKind.TEXT) == read("y_kien", CellKind.NUMBER, 1) == Said(text="1")
    assert read("lop", CellKind.UNCALCULATED, 12) == Said(12)
    assert read("lop", CellKind.NUMBER) == read("lop", CellKind.BOOLEAN) == Said(problem="not-a-number")
    assert read("dat_chuan", CellKind.PERCENT) == Said(problem="percentage")


@pytest.mark.parametrize(
    ("label", "may_be_below"),
    [
        ("Số hộ tăng hoặc giảm", True), ("Tăng, giảm trong kỳ", True), ("Tăng và giảm", True), ("Chênh lệch", True),
        ("Giáo viên thừa, thiếu", True), ("Thiếu hoặc thừa", True), ("Tốc độ tăng", True), ("Tỉ lệ tăng", True),
        ("Mức tăng", True), ("Số tăng thêm", True), ("Tăng trưởng", True), ("Biến động", True),
        ("So với năm trước", True), ("So sánh", True), ("Tăng cường", False), ("Giảm giá", False), ("Số thiếu", False),
    ],
)  # fmt: skip
def test_a_label_says_that_a_difference_is_asked_for(tmp_path: Path, label: str, may_be_below: bool) -> None:
    (tmp_path / "form.toml").write_text(SOURCE.replace("Lớp ghép", label), encoding="utf-8")
    assert (Key("lop_ghep", "tong") in differences(load_form(str(tmp_path)))) is may_be_below


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.250", "1250"), ("1.250,5", "1250.5"), ("12,5", "12.5"), ("12.5", "12.5"), ("1,234", "1.234"),
        ("1,234.5", "1234.5"), ("1,234,567", "1234567"), ("0.125", "0.125"), ("0,123456789", "0.123456789"),
        ("0,1234567891", None), ("1.25.0", None), ("1.250.5", None), ("1,25,0", None), ("1234567890123456", None),
    ],
)  # fmt: skip
def test_digits_are_grouped_in_one_way_or_are_no_number(raw: str, value: str | None) -> None:
    assert exact_decimal(raw) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("others", "grouped"),
    [
        ("", True), ("5; 12", True), ("1,234,567", True), ("1,234.5", True), ("1.250; 1,234.5", True),
        ("1.250", False), ("12.500", False), ("125.000", False), ("1.250.000", False), ("1.250,5", False),
        ("1.250,125", False), ("0,1", False), ("0,125", False), ("12,5", False), ("12,75", False),
        ("12,1234", False), ("1234,567", False), ("12.5", True), ("2,345", True), (" 12,5 ", False), ("a 12,5", True),
    ],
)  # fmt: skip
def test_a_comma_may_group_digits_where_no_number_of_the_table_is_written_otherwise(
    others: str, grouped: bool
) -> None:
    assert groups_by_commas([" 1,234 ", *others.split("; ")]) is grouped


@pytest.mark.parametrize(
    ("row", "value", "kind", "answer"),
    [
        ("lop", 0, CellKind.NUMBER, Said(0)),
        ("lop", 12, CellKind.NUMBER, Said(12)),
        ("lop", -3, CellKind.NUMBER, Said(problem="negative", suggestion=3)),
        ("lop", 2.5, CellKind.NUMBER, Said(problem="decimal", suggestion=2500)),
        ("lop", 2.5004, CellKind.NUMBER, Said(problem="decimal")),
        ("lop", 0.5, CellKind.PERCENT, Said(problem="percentage")),
        ("ti_le", 0.1, CellKind.NUMBER, Said(Decimal("0.1"))),
        ("dat_chuan", 0.125, CellKind.PERCENT, Said(Decimal("12.5"))),
        ("dat_chuan", 12.5, CellKind.NUMBER, Said(Decimal("12.5"))),
        ("kinh_phi", 999_999, CellKind.NUMBER, Said(999_999)),
        ("kinh_phi", 1_000_000, CellKind.NUMBER, Said(problem="scale-unclear", suggestion=1)),
    ],
)
def test_a_stored_number_is_taken_exactly_where_the_form_can_have_asked_for_it(
    row: str, value: float, kind: CellKind, answer: Said
) -> None:
    assert stored(row, value, kind) == answer


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (CellKind.DATE, "date-in-cell"),
        (CellKind.FRACTION, "ambiguous-number"),
        (CellKind.ERROR, "error-value"),
        (CellKind.UNCALCULATED, "formula-without-result"),
    ],
)
def test_a_cell_of_another_kind_is_a_problem_only_where_something_stands_in_it(
    kind: CellKind, problem: str
) -> None:
    for text, told in (("x", problem), (" ", "")):
        assert VALUES.read(Cell(row=1, column=1, text=text, kind=kind), asked("lop")) == Said(problem=told)


def test_a_rule_that_takes_off_makes_its_total_a_difference_unless_it_only_says_at_most() -> None:
    def total(kind: str, sign: int) -> frozenset[Key]:
        rule = {
            "kind": kind,
            "total": {"indicator": "giao_vien", "measure": "tong"},
            "parts": [
                {"indicator": "hoc_sinh", "measure": "tong"},
                {"indicator": "lop", "measure": "tong", "sign": sign},
            ],
        }
        return differences(FORM.model_copy(update={"rules": (Rule.model_validate(rule),)}))

    assert total("sum", -1) == {Key("giao_vien", "tong")}
    assert total("sum", 1) == total("at_most", -1) == frozenset()


def test_a_cell_is_a_formula_s_where_the_form_itself_says_so() -> None:
    assert [row for row in FORM.by_id if FORM.by_id[row].measures and VALUES.is_formula(asked(row))] == [
        "ti_le"
    ]


def test_a_unit_that_only_a_figure_names_is_known_as_one(tmp_path: Path) -> None:
    head, rest = SOURCE.split('id = "lop_ghep"\n')
    row, tail = rest.split("[[tables", 1)
    row = row.replace('unit = "lớp"\n', 'unit = ""\n', 1).replace('"lớp"', '"lồng"')
    (tmp_path / "form.toml").write_text(f'{head}id = "lop_ghep"\n{row}[[tables{tail}', encoding="utf-8")
    form = load_form(str(tmp_path))
    values = ValueReader(form)
    assert values.read_text("12 lồng", asked("lop_ghep", form, values)) == Said(12)
    assert values.read_text("12 tàu", asked("lop_ghep", form, values)).value is None


def test_only_a_difference_may_be_below_0(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(SOURCE.replace("Lớp ghép", "Số lớp tăng, giảm"), encoding="utf-8")
    assert differences(FORM) == frozenset()
    form = load_form(str(tmp_path))
    # The row itself in its three columns, and the total of a rule it is a part of, along and down.
    assert Key("lop_ghep", "tong") in differences(form)
    assert Key("lop", "cong_lap") in differences(form)
    assert Key("lop_nam", "cong_lap") not in differences(form)
    values = ValueReader(form)
    signed = asked("lop_ghep", form, values)
    assert [values.read_text(text, signed).value for text in ("-3", "– 3", "+3", "3", "-0")] == [
        -3,
        -3,
        3,
        3,
        0,
    ]
    cell = Cell(row=1, column=1, text="-3", kind=CellKind.NUMBER, value=-3)
    assert values.read(cell, signed) == Said(-3)
    assert values.read(cell._replace(text="0", value=0), signed) == Said(0)
    assert values.read_text("-3", asked("lop_nam", form, values)) == Said(problem="negative", suggestion=3)


@pytest.mark.parametrize(
    ("value", "shown", "rounded"),
    [
        (12.34, "12,3", True), (12.35, "12,3", True), (12.351, "12,3", False), (12.25, "12,3", True),
        (-12.34, "-12,3", True), (0.1234, "12,3%", True), (0.1234, "12,4%", False), (12.34, "mười hai", False),
        (-12.34, " −12,3 ", True), (0.1234, "12,3 %", True), (12.3, "1.230%", True),
    ],
)  # fmt: skip
def test_a_number_shown_with_fewer_digits_is_no_other_one(value: float, shown: str, rounded: bool) -> None:
    cell = Cell(row=1, column=1, text=shown, kind=CellKind.NUMBER, value=value)
    assert is_shown_rounded(cell, Seen(Sight.FORMAT, shown)) is rounded
    assert not is_shown_rounded(cell, Seen(Sight.STALE, shown))


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        ("giàn/khóm", "12 giàn", 12),
        ("giàn/khóm", "12 khóm", 12),
        ("giàn/khóm", "12 luống", "not-a-number"),
        ("lớp, người", "12 lớp", 12),  # the first of units of two kinds is the row's
        ("lớp, người", "12 người", "wrong-unit"),
        ("người, lớp", "12 người", 12),
        ("người, lớp", "12 lớp", "wrong-unit"),
    ],
)
def test_a_row_that_has_several_units_takes_each_of_the_kind_of_the_first(
    tmp_path: Path, unit: str, text: str, value: Number | str
) -> None:
    (tmp_path / "form.toml").write_text(SOURCE.replace('"lớp"', f'"{unit}"'), encoding="utf-8")
    form = load_form(str(tmp_path))
    values = ValueReader(form)
    found = values.read_text(text, asked("lop", form, values))
    assert (found.problem or found.value) == value


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        ("cháu", "5 cháu", 5), ("cháu", "5 chau", 5), ("cháu", "5 chậu", None), ("chậu", "5 chậu", 5),
        ("chậu", "5 cháu", None), ("tạ", "5 tạ", 5), ("tạ", "5 ta", 5), ("tạ", "5 tá", None),
        ("bó", "5 bò", None), ("bó", "5 bó", 5), ("cái", "5 cải", None), ("chau", "5 cháu", 5),
    ],
)  # fmt: skip
def test_a_unit_with_other_marks_is_another(tmp_path: Path, unit: str, text: str, value: int | None) -> None:
    toml = LITERACY.replace('label = "Số xã có lớp"', f'label = "Số xã có lớp"\nunit = "{unit}"')
    form = form_of(tmp_path, toml)
    values = ValueReader(form)
    assert values.read_text(text, asked("xa", form, values)).value == value
