"""The counts asked below a form's tables are added up where units answer alike; what else they say is named."""

from __future__ import annotations

import pytest

from htsd_cli.consolidate.telling.answers import answer_totals
from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import ExtraRow, Submission, UnitName
from tests.forms import LISTS, form_of

ASKED = (
    "Tổng số hội viên", "Khó khăn", "Tỷ lệ (%)", "Tỉ lệ đạt", "Số lớp", "Số lớp", "Điểm trung bình", "Diện tích (m2)",
)  # fmt: skip
FOOTED = LISTS.replace('total = "Cộng"', 'total = "Cộng"\nfooters = ["Số tổ đạt chuẩn:"]')


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    asked = ", ".join(f'"{line}"' for line in ASKED)
    return form_of(
        tmp_path_factory.mktemp("mau"), FOOTED.replace("year = 2026", f"year = 2026\nlines = [{asked}]")
    )


def unit(name: str, *rows: tuple[str, ...], counted: bool = True) -> Unit:
    """Return a unit whose report has rows below its table, each a label and its cells."""
    extra = tuple(ExtraRow(label=row[0], cells=row[1:], origin=Origin()) for row in rows)
    report = Submission(
        schema="htsd/validation/1", file=f"{name}.docx", form="x", unit=UnitName(name=name), extra_rows=extra,
        counted=counted,
    )  # fmt: skip
    return Unit(report.unit, "", submission=report)


def said(line: str, *answers: str, form: Form) -> list[tuple[str, int, list[str]]]:
    """Return what is told of a line that units answer: the sentence, how many are in it, what is apart."""
    units = [unit(f"Trường {at}", *([(line, text)] if text else [])) for at, text in enumerate(answers)]
    found = answer_totals(units, form)
    return [(item.line(len(answers)), item.units, list(item.apart.values())) for item in found]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            ("120 người; trong đó nữ: 45 người", "1.200 người, trong đó nữ 5 người"),
            [("Tổng số hội viên: 1.320 người; trong đó nữ: 50 người", 2, [])],
        ),
        (("12,5 triệu đồng", "0,25 triệu đồng"), [("Tổng số hội viên: 12,75 triệu đồng", 2, [])]),
        (("05", "12 em", "không có"), [("Tổng số hội viên: 17 em", 3, [])]),
        (("5 em", "7 em", ""), [("Tổng số hội viên: 12 em (cộng từ 2/3 đơn vị)", 2, [])]),
        (("5 em", "khoảng 7 em"), [("Tổng số hội viên: 5 em (cộng từ 1/2 đơn vị)", 1, ["khoảng 7 em"])]),
        (("1,250 em", "2.5", "A3", "20/11", "3 %"), []),
        (("5 em năm 2025", "7 em năm 2025"), []),
        (("5 em quý 3", "7 em quý 3"), []),
        (("5 em theo quyết định riêng", "7 em theo quyết định riêng"), []),
        (("0912 345 678", "0913 222 333"), []),
        (("đủ", "thiếu 2", "chưa rõ"), []),
        (("Tổng số hội viên: …… 12 em.", "……5 em……"), [("Tổng số hội viên: 17 em", 2, [])]),
        (("5", "5 em", "7 em"), [("Tổng số hội viên: 17 em", 3, [])]),
        (("5 em", "0", "không"), [("Tổng số hội viên: 5 em", 3, [])]),
        (("5 em, 3 thầy", "không"), [("Tổng số hội viên: 5 em, 3 thầy (cộng từ 1/2 đơn vị)", 1, ["không"])]),
        (("không", "không"), []),
        (("5 em", "7 bạn", "9 bạn"), [("Tổng số hội viên: 16 bạn (cộng từ 2/3 đơn vị)", 2, ["5 em"])]),
        (("1.250", "1.250.000,5"), [("Tổng số hội viên: 1.251.250,5", 2, [])]),
        (("5-7 em",), []),
        (("5 em, số 7",), []),
        (("5 7",), []),
        (("1; 2; 3; 4; 5; 6; 7; 8",), []),
        (
            ("a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8",),
            [("Tổng số hội viên: a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8", 1, [])],
        ),
        (("a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8 i 9",), []),
        (("5 em", "7%"), [("Tổng số hội viên: 5 em (cộng từ 1/2 đơn vị)", 1, ["7%"])]),
        (("x5 em",), []),
        (("(5 em)",), [("Tổng số hội viên: (5 em)", 1, [])]),
        (("5 em", "KHÔNG  có", "chưa có", "không phát sinh"), [("Tổng số hội viên: 5 em", 4, [])]),
        (("5 em", "vui", "buồn"), []),  # fewer than half
        (("5 em", "vui"), [("Tổng số hội viên: 5 em (cộng từ 1/2 đơn vị)", 1, ["vui"])]),
    ],
)
def test_numbers_are_added_where_the_words_around_them_are_the_same(
    answers: tuple[str, ...], told: list[tuple[str, int, list[str]]], form: Form
) -> None:
    assert said("Tổng số hội viên", *answers, form=form) == told


@pytest.mark.parametrize("line", ["Tỷ lệ (%)", "Tỉ lệ đạt", "Điểm trung bình"])
def test_a_line_that_asks_what_does_not_add_up_has_no_sum(form: Form, line: str) -> None:
    assert said(line, "5", "7", form=form) == []


def test_a_line_below_a_table_is_told_with_it_as_the_contract_has_it(form: Form) -> None:
    units = [
        unit("A", ("Số tổ đạt chuẩn:", "Số tổ đạt chuẩn: 1,5 tổ", "1,5 tổ"), ("Dòng lạ", "7")),
        unit("D", ("Số tổ đạt chuẩn:", "40 tổ"), counted=False),
        unit("B", ("số tổ ĐẠT chuẩn:", "2 tổ.")),
        unit("C", ("Số tổ đạt chuẩn:", "bốn"), ("Diện tích (m2)", "5", "6")),
        unit("E", ("Số tổ đạt chuẩn:", "……")),
    ]
    (found,) = answer_totals([*units, Unit(UnitName(name="F"), "")], form)
    assert found.to_json() == {
        "label": "Số tổ đạt chuẩn", "table": "bang_1", "said": "3,5 tổ", "numbers": [3.5], "units": 2,
        "apart": {"C": "bốn"},
    }  # fmt: skip
    assert (found.line(2), found.line(3)) == (
        "Số tổ đạt chuẩn: 3,5 tổ", "Số tổ đạt chuẩn: 3,5 tổ (cộng từ 2/3 đơn vị)",
    )  # fmt: skip


def test_of_lines_of_one_name_each_has_the_answer_in_its_place_and_fewer_answers_none(form: Form) -> None:
    units = [
        unit("A", ("Số lớp", "1 lớp"), ("Số lớp", "2 lớp")),
        unit("B", ("Số lớp", "10 lớp"), ("Số lớp", "20 lớp")),
    ]
    assert [item.numbers for item in answer_totals(units, form)] == [(11,), (22,)]
    assert answer_totals([unit("A", ("Số lớp", "1 lớp"))], form) == ()
