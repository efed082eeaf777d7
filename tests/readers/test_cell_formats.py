from __future__ import annotations

import pytest

from htsd_cli.readers.sheets.cell_formats import Number, cell_format, shown_number
from htsd_cli.values.document import CellKind

DATE, NUMBER, PERCENT, FRACTION, TEXT = (
    CellKind.DATE,
    CellKind.NUMBER,
    CellKind.PERCENT,
    CellKind.FRACTION,
    CellKind.TEXT,
)
DECEMBER_3 = 45629  # 03/12/2024
HALF_PAST_TWO = 45629 + 14.5 / 24


def shown(value: Number, code: str | int, *, from_1904: bool = False) -> tuple[str, CellKind]:
    """Return what a number shows in a format: a code, or the id of a built-in one."""
    shape = cell_format(code, None) if isinstance(code, int) else cell_format(164, code)
    text, kind, _ = shown_number(value, shape, from_1904)
    return text, kind


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (14, "03/12/2024"),
        (15, "3/12/2024"),
        (16, "3/12"),
        (17, "12/2024"),
        (27, "03/12/2024"),
        (36, "03/12/2024"),
        (50, "03/12/2024"),
        (58, "03/12/2024"),
        ("d-mmm", "3/12"),
        ("d\\-mmm", "3/12"),
        ("dd-mmm", "03/12"),
        ("mmm-yy", "12/2024"),
        ("[$-42A]mmm\\-yy;@", "12/2024"),
        ("d-mmm-yy", "3/12/2024"),
        ("mmmm yyyy", "12/2024"),
        ("dd/mm/yyyy", "03/12/2024"),
        ("dd/mm/yyyy;@", "03/12/2024"),
        ("d/m", "3/12"),
        ("m/d", "12/3"),
        ("DD/MM/YY", "03/12/24"),
        ("yyyy\\-mm\\-dd", "2024-12-03"),
        ("[$-409]m/d/yy;@", "12/3/24"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "03/12/2024"),
        ('"ngày" dd "tháng" mm "năm" yyyy', "ngày 03 tháng 12 năm 2024"),
        ('"ngày" d "tháng" mmm', "ngày 3 tháng 12"),
        ("dddd, dd/mm/yyyy", "Thứ Ba, 03/12/2024"),
        ("[Red]dd.mm.yyyy", "03.12.2024"),
        ("yyyy", "2024"),
    ],
)
def test_a_date_shows_day_before_month_or_in_the_order_its_format_says(code: str | int, text: str) -> None:
    assert shown(DECEMBER_3, code) == (text, DATE)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (18, "2:30 CH"),
        (20, "14:30"),
        (21, "14:30:00"),
        (22, "03/12/2024 14:30"),
        (45, "30:00"),
        (46, "1095110:30:00"),
        ("h:mm", "14:30"),
        ("hh:mm:ss", "14:30:00"),
        ("h:mm AM/PM", "2:30 CH"),
        ("mm:ss.0", "30:00"),
        ("[h]:mm", "1095110:30"),
        ("[mm]:ss", "65706630:00"),
        ('dd/mm/yyyy "lúc" hh:mm', "03/12/2024 lúc 14:30"),
        ("d-mmm h:mm", "3/12 14:30"),
        ("[$-F400]h:mm:ss\\ AM/PM", "14:30:00"),
    ],
)
def test_an_m_next_to_hours_or_seconds_is_minutes(code: str | int, text: str) -> None:
    assert shown(HALF_PAST_TWO, code) == (text, DATE)


@pytest.mark.parametrize(
    ("serial", "text"),
    [
        (1, "01/01/1900"),
        (59, "28/02/1900"),
        (60, "29/02/1900"),  # a day of Excel's own
        (61, "01/03/1900"),
        (0, "00/01/1900"),
        (2958465, "31/12/9999"),
        (45629.9999999, "04/12/2024"),
    ],
)
def test_days_are_counted_as_excel_counts_them(serial: float, text: str) -> None:
    assert shown(serial, "dd/mm/yyyy") == (text, DATE)


@pytest.mark.parametrize(("serial", "text"), [(0, "01/01/1904"), (44167, "03/12/2024")])
def test_a_workbook_may_count_its_days_from_1904(serial: float, text: str) -> None:
    assert shown(serial, "dd/mm/yyyy", from_1904=True) == (text, DATE)


@pytest.mark.parametrize(("serial", "text"), [(-5, "-5"), (2958466.5, "2958466.5"), (1e300, "1e+300")])
def test_a_number_that_is_no_day_shows_as_the_number(serial: float, text: str) -> None:
    assert shown(serial, "dd/mm/yyyy") == (text, DATE)


@pytest.mark.parametrize(
    "code",
    [
        0, 1, 2, 3, 4, 11, 37, 48, 49,
        "General", 'General" lớp"', "0", "#,##0", "000", "0.00E+00", "@",
        '00" lớp"', '0 "người dự"', '#,##0 "₫"', "#,##0\\ [$đ-42A]", "#,##0 [$VND]", '"Số dư: "0', "[Red]0;[Blue]-0",
        "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", "#,##0\\d", '0"%"', "0\\%", "[>=1000]#,##0;0",
        '#,##0.0,," triệu"', '0,"K"', "0 \\m\\o\\n\\t\\h",
    ],
)  # fmt: skip
def test_a_plain_number_stays_as_it_is_stored_whatever_its_format_adds(code: str | int) -> None:
    assert shown(1250, code) == ("1250", NUMBER)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.12, 9, "12%"),
        (0.125, 10, "12,5%"),
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (0.07, "0.00%;[Red]-0.00%", "7%"),
        (-0.5, "0 %", "-50%"),
    ],
)
def test_a_percentage_is_one_by_its_format(value: Number, code: str | int, text: str) -> None:
    assert shown(value, code) == (text, PERCENT)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.025, 13, "1/40"),
        (0.25, 12, "1/4"),
        (2.5, 12, "2 1/2"),
        (1.25, "?/?", "5/4"),
        (0.375, "# ?/8", "3/8"),
        (0.3, "# ??/100", "30/100"),
        (-0.5, "# ?/?", "-1/2"),
    ],
)
def test_a_fraction_shows_as_one(value: float, code: str | int, text: str) -> None:
    assert shown(value, code) == (text, FRACTION)


def test_a_whole_number_in_a_fraction_format_is_a_plain_number() -> None:
    assert shown(3, 12) == ("3", NUMBER)


@pytest.mark.parametrize(
    ("code", "text"),
    [('0" triệu"', "12,5 triệu"), ('#,##0.0 "Tr"', "12,5 Tr"), ('"VNĐ" 0 "nghìn"', "VNĐ 12,5 nghìn")],
)
def test_a_million_named_by_the_format_but_not_divided_by_it_is_part_of_the_text(
    code: str, text: str
) -> None:
    assert shown(12.5, code) == (text, TEXT)


@pytest.mark.parametrize(
    ("code", "value", "hidden"),
    [
        (";;;", 5, True),
        (";;;", 0, True),
        (";;;", -5, True),
        (";;;", None, True),
        (';"";', 5, True),
        ("0;;", -5, True),
        ("0;;", 5, False),
        ("0;-0;;@", 0, False),
        ("0;-0;;", None, True),
        (";;", None, False),
        ("dd/mm/yyyy;@", 5, False),
        ("General;;;", 5, False),
        ('"x";;', 5, False),
        ("0", 5, False),
        ("[Red]", 5, False),
    ],
)
def test_a_format_without_anything_in_a_section_hides_what_falls_in_it(
    code: str, value: Number | None, hidden: bool
) -> None:
    kind = TEXT if value is None else NUMBER
    assert cell_format(164, code).hides(kind, value) is hidden


def test_errors_and_truth_values_show_through_every_format() -> None:
    assert not cell_format(164, ";;;").hides(CellKind.ERROR, None)
    assert not cell_format(164, ";;;").hides(CellKind.BOOLEAN, None)


@pytest.mark.parametrize(
    "code", ['"', "\\", "_", "*", "[", "[$", ";", ";;;;;;;", "%", "/", "y" * 9000, "é", "\n"]
)
def test_no_code_is_too_odd_to_be_read(code: str) -> None:
    shape = cell_format(164, code)
    assert shown_number(1250, shape, from_1904=False).text
