from __future__ import annotations

import pytest

from htsd_cli.readers.sheets.number_formats import Number, Shown, number_format
from htsd_cli.values.document import CellKind, Seen, Sight

DATE, NUMBER, PERCENT, FRACTION, TEXT = (
    CellKind.DATE,
    CellKind.NUMBER,
    CellKind.PERCENT,
    CellKind.FRACTION,
    CellKind.TEXT,
)
DECEMBER_3 = 45629  # 03/12/2024
HALF_PAST_TWO = 45629 + 14.5 / 24


def show(value: Number, code: str | int) -> Shown:
    """Return all that is said of a number in a format: a code, or the id of a built-in one."""
    return (
        number_format(code, None).show(value)
        if isinstance(code, int)
        else number_format(164, code).show(value)
    )


def shown(value: Number, code: str | int, *, from_1904: bool = False) -> tuple[str, CellKind]:
    """Return what a number shows in a format: a code, or the id of a built-in one."""
    shape = number_format(code, None) if isinstance(code, int) else number_format(164, code)
    return shape.show(value, from_1904)[:2]


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
        0, 1, 2, 3, 4, 11, 37, 38, 41, 44, 49,
        "General", "0", "#,##0", "000", "0.00E+00", "@",
        "[Red]0;[Blue]-0", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", "[>=1000]#,##0;0",
        "0.0", "#,##0.##", "# ##0", '#" "##0', '#"."##0', "#,##0_ ;-#,##0\\ ", "0;0;0;@", '[=0]"";0',
        '0.00," nghìn"', '0.00,"K"', '0.000000,," triệu"', "[<1]0%;0", '[<1000]0" triệu";#,##0', "0_-",
    ],
)  # fmt: skip
def test_a_number_is_the_one_stored_where_its_format_shows_the_same_quantity(code: str | int) -> None:
    assert show(1250, code) == ("1250", NUMBER, 1250, ())


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ('#,##0 "₫"', "₫"),
        ("#,##0\\ [$đ-42A]", "đ"),
        ("#,##0 [$VND]", "VND"),
        ("#,##0\\d", "d"),
        ("[$₫-42A]0", "₫"),
    ],
)
def test_a_number_with_a_sign_of_dong_says_so_and_is_the_one_stored(code: str, sign: str) -> None:
    assert show(1250, code) == (f"1250{sign}", NUMBER, 1250, ())


@pytest.mark.parametrize("code", ["?/?", "0/0"])
def test_a_whole_number_shown_over_one_is_a_fraction_all_the_same(code: str) -> None:
    assert show(10, code) == ("10/1", CellKind.FRACTION, 10, ())
    assert show(0, code) == ("0", NUMBER, 0, ())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('General" lớp"', "1250 lớp"),
        ('00" lớp"', "1250 lớp"),
        ('#,##0 "người dự"', "1.250 người dự"),
        ('"Số dư: "0', "Số dư: 1250"),
        ('"khoảng "0', "khoảng 1250"),
        ('0"%"', "1250%"),
        ("0\\%", "1250%"),
        ('0" trăm"', "1250 trăm"),
        ("0 \\m\\o\\n\\t\\h", "1250 month"),
        ("[$$-409]#,##0", "$1.250"),
        ('[<2000]"≈"0;0', "≈1250"),
        ('"-"0', "-1250"),
    ],
)
def test_words_and_signs_around_a_number_are_read_with_it(code: str, text: str) -> None:
    assert show(1250, code) == (text, TEXT, 1250, ())


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (14000, "0,", "14"),
        (14000, "#,##0,", "14"),
        (500_000, "#,##0,", "500"),
        (1250, '0,"K"', "1K"),
        (1250, '#,##0.0,," triệu"', "0,0 triệu"),
        (5_250_400, '#,##0," nghìn"', "5.250 nghìn"),
        (1250, '[>999999]#,,"M";[>999]#,"K";#', "1K"),
        (14, '0"000"', "14000"),
        (50_000, '#,##0".000"', "50.000.000"),
        (35, '0"/"0', "3/5"),
        (1450, '00"."00', "14.50"),
        (14, '#"."##0', ".14"),
        (1250, 48, "1,3E+3"),
        (123_456, "0.00E+00", "1,23E+05"),
        (12.6, "0", "13"),
        (12.34, "0.0", "12,3"),
        (13.99999999999, 0, "14"),
        (123_456_789_012, 0, "1,23457E+11"),
        (-5, "0;0", "5"),
        (14, "0.000", "14,000"),  # thousands to whoever reads it so
        (14, '#,##0.000" kg"', "14,000 kg"),
    ],
)
def test_another_quantity_shown_than_stored_is_told_with_what_is_shown(
    value: Number, code: str | int, seen: str
) -> None:
    assert show(value, code) == (str(value), NUMBER, value, (Seen(Sight.FORMAT, seen),))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (14, '"xem phụ lục"', "xem phụ lục"),
        (14, '[>10]"nhiều";0', "nhiều"),
        (1, '[=1]"✓";[=0]"✗";0', "✓"),
        (5, "[>=1000]#,##0", "#####"),
        (7, '"-"', "-"),
    ],
)
def test_words_in_place_of_a_number_are_what_is_seen(value: Number, code: str, text: str) -> None:
    assert show(value, code) == (text, TEXT, value, (Seen(Sight.FORMAT, text),))


def test_words_in_place_of_a_zero_are_read_and_a_dash_or_nothing_is_the_zero() -> None:
    assert show(0, '0;-0;"chưa thống kê"') == ("chưa thống kê", TEXT, 0, ())
    assert show(0, '_(* "-"??_)') == ("0", NUMBER, 0, ())
    assert show(0, "#,###") == ("0", NUMBER, 0, ())


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (-5, "0;-0", "-5"),
        (-5, "#,##0_);(#,##0)", "-5"),
        (-5, "[>=0]0;-0", "-5"),
        (-5, "[<0]-0;0", "-5"),
        (-5, "[>100]0;0", "-5"),
        (5, "[<0]-0;0", "5"),
        (5, "[>10]0;0;0", "5"),
    ],
)
def test_a_section_for_negative_numbers_alone_says_their_sign_itself(
    value: Number, code: str, text: str
) -> None:
    assert show(value, code) == (text, NUMBER, value, ())


@pytest.mark.parametrize(
    ("code", "text", "sights"),
    [
        ("0", "14", ()),
        ("@", "14", ()),
        ("0;0;0;_(@_)", "14", ()),
        ('"khoảng "@', "khoảng 14", ()),
        ('0;0;0;@" nghìn"', "14 nghìn", ()),
        (';;;"đã nộp"', "đã nộp", (Seen(Sight.FORMAT, "đã nộp"),)),
        ("0;-0;0;", "", (Seen(Sight.UNSEEN, "14"),)),
    ],
)
def test_a_text_shows_as_the_section_of_texts_says(code: str, text: str, sights: tuple[Seen, ...]) -> None:
    assert number_format(164, code).show_text("14") == (text, sights)


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
    [('0.0" triệu"', "12,5 triệu"), ('#,##0.0 "Tr"', "12,5 Tr"), ('"VNĐ" 0.# "nghìn"', "VNĐ 12,5 nghìn")],
)
def test_a_million_named_by_the_format_but_not_divided_by_it_is_part_of_the_text(
    code: str, text: str
) -> None:
    assert show(12.5, code) == (text, TEXT, 12.5, ())


def test_a_million_whose_decimals_are_not_shown_keeps_them_and_is_told() -> None:
    assert show(12.5, '0" triệu"') == ("12,5 triệu", TEXT, 12.5, (Seen(Sight.FORMAT, "13 triệu"),))


@pytest.mark.parametrize(
    ("code", "value", "unseen"),
    [
        (";;;", 5, True),
        (";;;", 0, False),  # a zero that is not shown is one all the same
        (";;;", -5, True),
        (';"";', 5, True),
        ("0;;", -5, True),
        ("0;;", 5, False),
        ("dd/mm/yyyy;@", 5, False),
        ("General;;;", 5, False),
        ('"x";;', 5, False),
        ("0", 5, False),
        ("#", 0.3, True),
    ],
)
def test_a_format_without_anything_in_a_section_hides_what_falls_in_it(
    code: str, value: Number, unseen: bool
) -> None:
    said = show(value, code)
    told = (Seen(Sight.UNSEEN, str(value).replace(".", ",")),)
    assert ((said.text, said.sights) == ("", told)) is unseen


@pytest.mark.parametrize(
    "code",
    [
        '"',
        "\\",
        "_",
        "*",
        "[",
        "[$",
        ";",
        ";;;;;;;",
        "%",
        "/",
        "y" * 9000,
        "é",
        "\n",
        ".",
        ",",
        "0.0.0",
        "E+",
    ],
)
def test_no_code_is_too_odd_to_be_read(code: str) -> None:
    for value in (0, 1250, -1250, 0.5, 1e-9, 999_999_999_999_999):
        show(value, code)
        number_format(164, code).show_text("12")


@pytest.mark.parametrize(
    ("value", "code", "colour"),
    [
        (350, "[White]0", 0xFFFFFF),
        (350, "[Color2]0", 0xFFFFFF),
        (350, "[Red][>1000]0;[color 2]0", 0xFFFFFF),
        (1350, "[Red][>1000]0;[White]0", 0xFF0000),
        (350, "0;[Red]-0", None),
        (None, "0;-0;0;[White]@", 0xFFFFFF),
        (None, "[White]0", None),
    ],
)
def test_a_section_has_its_own_colour(value: Number | None, code: str, colour: int | None) -> None:
    assert number_format(164, code).colour(value) == colour


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (350, '[<1000]"-";0', "-"),
        (350, '"0"', "0"),
        (0, '0;-0;"5"', "5"),
        (5, '# ?/?"00"', "500"),
        (350, "0*0", "350 và số 0 lặp lại cho đầy ô"),
        (350, '@"00"', "35000"),
    ],
)
def test_letters_that_could_be_another_number_are_told(value: Number, code: str, seen: str) -> None:
    assert show(value, code).sights == (Seen(Sight.FORMAT, seen),)


def test_dots_in_place_of_a_zero_are_a_zero() -> None:
    assert show(0, '0;-0;"…"') == ("0", NUMBER, 0, ())


@pytest.mark.parametrize(
    ("value", "code", "text", "kind"),
    [
        (0.12, "0%", "12%", CellKind.PERCENT),
        (0.12, "0% ", "12%", CellKind.PERCENT),
        (0.12, "_-0.0%_-", "12%", CellKind.PERCENT),
        (0.12, "\\-0%", "-12%", CellKind.TEXT),
        (0.12, '0%" HS"', "12% HS", CellKind.TEXT),
    ],
)
def test_letters_beside_a_percentage_are_read_with_it(
    value: Number, code: str, text: str, kind: CellKind
) -> None:
    assert show(value, code) == (text, kind, value, ())


@pytest.mark.parametrize("code", ["# ?/2", "# ??/100", "# ?/?", "# ?/8 _)"])
def test_a_whole_number_in_a_fraction_s_format_is_itself(code: str) -> None:
    assert show(5, code) == ("5", NUMBER, 5, ())


def test_letters_beside_a_fraction_or_a_scale_are_read_with_the_number() -> None:
    assert show(5, '# ?/8" m"') == ("5 m", CellKind.TEXT, 5, ())
    assert show(5, '"khoảng "# ?/?') == ("khoảng 5", CellKind.TEXT, 5, ())
    assert show(50_000, '"khoảng "0.0,"k ₫"') == ("khoảng 50,0k ₫", CellKind.TEXT, 50_000, ())
    assert show(5_000_000, '0,," triệu đồng"') == ("5000000đồng", NUMBER, 5_000_000, ())


def test_a_text_that_its_format_shows_twice_is_told() -> None:
    assert number_format(164, "@@").show_text("14") == ("14", (Seen(Sight.FORMAT, "1414"),))


@pytest.mark.parametrize(
    ("value", "text", "told"), [(14, "14", ""), (12.6, "12.6", ""), (45.61911, "45.61911", "45,6")]
)
def test_the_digits_before_a_point_show_where_the_format_has_no_place_for_them(
    value: Number, text: str, told: str
) -> None:
    assert show(value, ".0") == Shown(text, NUMBER, value, (Seen(Sight.FORMAT, told),) if told else ())
