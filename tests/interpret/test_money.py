"""The scale of money, however offices write it and wherever it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.money import (
    names_its_unit,
    scale_in,
    scale_of_cell,
    scale_of_name,
    spelled_in,
    unit_in,
    without_scale,
)
from htsd_cli.values.document import Cell, Document, Paragraph, Seen, Sight, Table
from htsd_cli.values.figures import Number, Numbers
from tests.documents import FORM, HEADING, document, form_rows, report, workbook

INTERPRETER = Interpreter(FORM)
BUDGET, OTHER = "funding.state_budget", "funding.other_sources"
THOUSANDS = [
    "nghìn đồng", "Nghìn đồng", "ngàn đồng", "nghìn đ", "ngàn đ", "ngđ", "ng.đ", "ng. đ", "Ng.đồng", "1.000 đồng",
    "1000 đồng", "1.000đ", "1000đ", "1,000 đ", "1 000 đồng", "1.000 VNĐ", "10³ đồng", "10^3 đ", "x1000", "x 1.000đ",
    "×1000 đồng", "ĐVT: 1.000 đ", "ĐVT: 1.000đ.", "(ĐVT: nghìn đồng)", "Đơn vị tính: 1.000 đồng", "Đơn vị: 1000đ",
    "Đơn vị tính nghìn đồng", "Đơn vị tính: nghìn", "Số tiền tính bằng nghìn đồng", "(nghìn đồng)", "Số tiền (1.000đ)",
    "ĐVT: lớp, người, nghìn đồng", "đồng x 1000", "đ x 1.000", "đồng (x1.000)", "đồng (nghìn đồng)", "nghìn đồng VN",
]  # fmt: skip
MILLIONS = [
    "triệu đồng", "Triệu đ", "trđ", "tr.đ", "tr đ", "Tr.đồng", "triệu VNĐ", "10⁶ đồng", "1.000.000 đồng",
    "1.000.000đ", "ĐVT: triệu đồng", "Đơn vị tính: trđ", "(triệu)", "x1.000.000",
    "Trđồng", "đồng x 1.000.000", "ĐVT: 1 triệu đồng", "Kinh phí tính bằng một triệu đồng", "triệu đồng Việt Nam",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        *[(text, 1_000) for text in THOUSANDS],
        *[(text, 1_000_000) for text in MILLIONS],
        ("tỷ đồng", 1_000_000_000),
        ("ĐVT: tỉ đồng", 1_000_000_000),
        ("nghìn tỷ đồng", 1_000_000_000_000),
        ("ĐVT: trăm nghìn đồng", 100_000),
        ("chục triệu đồng", 10_000_000),
        ("Unit: thousand VND", 1_000),
        ("Unit: million VND", 1_000_000),
        ("billion VND", 1_000_000_000),
        ("đồng", 1),
        ("ĐVT: đ", 1),
        ("VNĐ", 1),
        *[
            (text, 1_000)
            for text in (
                "ĐVT: 1.000",
                "(Đơn vị tính: 1000)",
                "Tính bằng 1.000",
                "Đơn vị tính số tiền: 1.000",
                "ĐVT: lớp, người, nghìn",
                "Kinh phí (năm 2025): ngàn",
                "Kinh phí: 10³",
                "x 1.000",
            )
        ],
        *[(text, 1_000_000) for text in ("Kinh phí (tr)", "Số tiền [tr.]", "ĐVT: tr. Người: 5", "(ĐVT: tr)")],
    ],
)
def test_a_text_that_is_nothing_but_a_scale_states_it(text: str, scale: int) -> None:
    assert scale_in(text) == scale


@pytest.mark.parametrize(
    "text",
    [
        "", "50 triệu đồng", "Hỗ trợ mỗi em 1.000 đồng", "Tổng kinh phí: 50 triệu đồng", "a) b) c) d)", "Số lớp",
        "Đơn vị tính", "Người", "1.000", "k", "Trường Tiểu học Hoa Sen", "tr", "Kinh phí", "Đơn vị: Trường TH 10",
        "Ngân sách nhà nước", "Đã chi 12.500.000đ", "10 đồng chí", "Tổng kinh phí: 1 triệu đồng", "(1 triệu đồng)",
        "Số: 1.000/BC-TH", "Số: 1000/BC", "Đơn vị: Trường TH Hoa Sen, số: 1000/BC", "Tổng số học sinh: 1.000",
        "Kinh phí: 1.000.000", "Số tiền: 1.000", "Người lập: Ngân", "Kế toán: Tý", "Người lập biểu: Triệu", "(Ngân)",
        "Đơn vị: Trường THCS Hoa Sen; người lập: Ngân", "Ngân sách năm 2025\nNgười lập: Ngân",
        "(tr)", "(tr 5)", "(tr. 5)", "tr. 5", "(Tr.)", "Trường (Tr.)", "Phụ lục (tr)", "Kinh phí (tr. 5)",
        "Kinh phí (theo Tr.)", "Kinh phí (tr - 5)",
    ],
)  # fmt: skip
def test_an_amount_or_any_other_text_states_no_scale(text: str) -> None:
    assert scale_in(text) is None


@pytest.mark.parametrize(
    ("name", "scale"),
    [
        ("Ngân sách nhà nước (1 triệu đồng)", 1_000_000),
        ("Kinh phí [01 nghìn đồng]", 1_000),
        ("Kinh phí (1 trđ)", 1_000_000),
        ("Kinh phí (nghìn đồng)", 1_000),
        ("Kinh phí (1 tr )", 1_000_000),
        ("Kinh phí (một triệu đồng.)", 1_000_000),
        ("Kinh phí (1 triệu đồng/suất)", None),
        ("Kinh phí (15 triệu đồng)", None),
        ("Kinh phí 1 triệu đồng", None),
    ],
)
def test_a_one_in_brackets_in_the_name_of_a_row_is_that_of_a_unit(name: str, scale: int | None) -> None:
    assert scale_of_name(name) == scale


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("triệu", 1_000_000),
        ("Nghìn", 1_000),
        ("1.000", 1_000),
        ("Kinh phí triệu đồng", 1_000_000),
        ("tr", 1_000_000),
        ("1 triệu đồng", 1_000_000),
    ],
)
def test_a_unit_cell_or_a_heading_states_it_in_short(text: str, scale: int) -> None:
    assert (scale_in(text), scale_in(text, unit=True)) == (None, scale)


def test_the_numbers_of_a_scale_are_no_figures() -> None:
    assert without_scale(Cell("Ngân sách (1.000đ)", 1, 1)) == "Ngân sách ( đ)"
    assert without_scale(Cell("Ngân sách 5 tỷ", 1, 1)) == "Ngân sách 5 tỷ"


# -- where it stands ---------------------------------------------------------------------------------------


def read(made: Document) -> tuple[Numbers, list[tuple[str, str | None, Number | None]]]:
    """Return the figures and the findings of a document with one table."""
    ((_, said),) = INTERPRETER.read(made).tables
    return said.figures, [(item.code, item.indicator, item.suggestion) for item in said.findings]


def table(
    amount: str = "50.000", unit: str = "đồng", label: str = "", note: str = "", heading: str = HEADING
) -> str:
    rows = form_rows({BUDGET: (amount, "", note)}, {BUDGET: label} if label else None, heading)
    name = label or FORM.by_id[BUDGET].label
    return rows.replace(f"| {name} | đồng |", f"| {name} | {unit} |")


SCALED = ({BUDGET: {"amount": 50_000_000}}, [("scaled-amount", BUDGET, None)])
AMOUNT_COLUMN = (
    "| STT | Các hoạt động | Đơn vị | Số lượng (1.000đ) | < | Ghi chú |\n| ^ | ^ | ^ | Số lớp | Người | ^ |\n"
)


@pytest.mark.parametrize("text", THOUSANDS[:24])
def test_in_the_unit_cell(text: str) -> None:
    assert read(document(report(table(unit=text)))) == SCALED


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        ("50", "triệu"),
        ("50.000", "nghìn"),
        ("50.000", "k"),
        ("50", "Kinh phí, triệu đồng"),
        ("50.000.000", "đ"),
    ],
)
def test_in_short_in_the_unit_cell(amount: str, unit: str) -> None:
    assert read(document(report(table(amount, unit))))[0] == SCALED[0]


@pytest.mark.parametrize(
    ("amount", "label", "unit"),
    [
        ("50.000", "Ngân sách nhà nước (1.000đ)", "đồng"),
        ("50", "Ngân sách nhà nước (1 triệu đồng)", "đồng"),
        ("50.000", "Ngân sách nhà nước (đồng)", "1.000đ"),  # the label says what money is counted in, not how
    ],
)
def test_in_the_label(amount: str, label: str, unit: str) -> None:
    assert read(document(report(table(amount, unit, label)))) == SCALED


def test_in_the_note() -> None:
    assert read(document(report(table(note="ĐVT: 1.000đ"))))[0] == SCALED[0]


@pytest.mark.parametrize(
    ("note", "amount"),
    [
        ("ĐVT: nghìn đồng", 500_000),
        ("(đơn vị: triệu đồng)", 500_000_000),
        ("1.000đ", 500_000),
        ("ĐVT: nghìn đồng. Chưa quyết toán", 500_000),
        ("Ngân sách quận cấp, ĐVT: tr. đồng", 500_000_000),
        ("Nghìn", 500_000),
        ("triệu", 500_000_000),
        ("(tr)", 500_000_000),
    ],
)
def test_a_note_states_the_scale_in_a_sentence_or_in_one_word(note: str, amount: int) -> None:
    figures, findings = read(document(report(table(amount="500", note=note))))
    assert (figures, findings) == ({BUDGET: {"amount": amount}}, [("scaled-amount", BUDGET, None)])


def test_a_note_that_contradicts_the_unit_cell_is_an_error() -> None:
    made = read(document(report(table(amount="500", unit="triệu đồng", note="ĐVT: nghìn đồng"))))
    assert made == ({}, [("scales-differ", BUDGET, 500_000_000)])


def test_a_note_merged_over_both_rows_of_money_counts_for_both() -> None:
    rows = form_rows({BUDGET: ("500", "", "ĐVT: nghìn đồng"), OTHER: ("20", "", "^")})
    assert read(document(report(rows)))[0] == {BUDGET: {"amount": 500_000}, OTHER: {"amount": 20_000}}


def test_a_note_that_says_the_figure_once_more_with_a_scale_makes_it_unclear() -> None:
    ((_, said),) = INTERPRETER.read(
        document(report(table(amount="500", note="Đã chi 500 nghìn đồng")))
    ).tables
    (finding,) = said.findings
    assert (said.figures, finding.code, finding.suggestion) == ({}, "scale-unclear", 500_000)
    assert "ghi “500 (ghi chú: Đã chi 500 nghìn đồng)”: không rõ là bao nhiêu đồng" in finding.message


@pytest.mark.parametrize(
    "note", ["Mỗi lớp 50 nghìn đồng", "Đã chi 12.500.000đ", "Hỗ trợ mỗi em 1.000 đồng", "k", "tr. 5", "(Tr.)"]
)
def test_a_note_of_other_amounts_changes_nothing(note: str) -> None:
    assert read(document(report(table(amount="2.000.000", note=note)))) == (
        {BUDGET: {"amount": 2_000_000}},
        [],
    )


@pytest.mark.parametrize(
    ("amount", "note", "figure", "told"),
    [
        ("50.000", "50 triệu đồng", {}, [("scale-unclear", BUDGET, 50_000_000)]),
        ("50", "Tổng 50.000.000đ", {}, [("scale-unclear", BUDGET, 50_000_000)]),
        ("5.000.000", "5 triệu đồng", {BUDGET: {"amount": 5_000_000}}, []),
        (
            "5.000.000",
            "Thực tế: 6 triệu đồng",
            {BUDGET: {"amount": 5_000_000}},
            [("note-differs", BUDGET, None)],
        ),
    ],
)
def test_a_note_that_is_another_amount_is_told(
    amount: str, note: str, figure: Numbers, told: list[tuple[str, str | None, Number | None]]
) -> None:
    assert read(document(report(table(amount=amount, note=note)))) == (figure, told)


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("24 tin", ["note-differs"]), ("Đính chính: 24 bài", ["note-differs"]), ("14 tin, bài", []), ("4 tin Zalo", []),
        ("tăng 2 tin", []),
    ],
)  # fmt: skip
def test_a_note_that_is_another_count_in_the_row_s_unit_is_told(note: str, codes: list[str]) -> None:
    figures, findings = read(document(report(form_rows({"news_items": ("14", "", note)}))))
    assert (figures, [code for code, _, _ in findings]) == ({"news_items": {"count": 14}}, codes)


@pytest.mark.parametrize(
    ("note", "codes"),
    [("lớp", ["note-at-figure"]), ("ĐVT: lớp", ["note-at-figure"]), ("người", []), ("lớp 6", [])],
)
def test_a_note_of_another_unit_than_the_row_s_is_told(note: str, codes: list[str]) -> None:
    people = "classes.participants"
    figures, findings = read(document(report(form_rows({people: ("", "30", note)}))))
    assert (figures, [code for code, _, _ in findings]) == ({people: {"people": 30}}, codes)


def test_in_the_heading() -> None:
    assert read(document(report(table(heading=AMOUNT_COLUMN)))) == SCALED
    in_short = AMOUNT_COLUMN.replace("(1.000đ)", "(tr)")
    assert read(document(report(table("50", heading=in_short)))) == SCALED


def test_on_the_heading_row_of_money() -> None:
    drawing = table().replace("| 10 | Kinh phí |  |  |", "| 10 | Kinh phí |  | 1.000đ |")
    assert drawing != table()
    assert read(document(report(drawing))) == SCALED
    drawing = table().replace("| 10 | Kinh phí |", "| 10 | Kinh phí (1.000 đồng) |")
    assert read(document(report(drawing))) == SCALED
    drawing = table("50").replace("| 10 | Kinh phí |", "| 10 | Kinh phí (tr) |")
    assert read(document(report(drawing))) == SCALED
    numbered = table().replace("| 10 | Kinh phí |", "| 10 | k) Kinh phí |")  # the letter of its place
    assert read(document(report(numbered))) == ({BUDGET: {"amount": 50_000}}, [])


@pytest.mark.parametrize("line", ["Đơn vị tính: 1.000 đồng", "(ĐVT: ngđ)", "Kinh phí tính bằng nghìn đồng."])
def test_in_a_line_above_or_below_the_table(line: str) -> None:
    assert read(document(report(f"{line}\n{table()}"))) == SCALED
    assert read(document(report(f"{table()}\n{line}"))) == SCALED


@pytest.mark.parametrize(
    "line", ["(Đơn vị tính tiền: 1.000 đồng)", "Kinh phí trong bảng tính bằng nghìn đồng."]
)
def test_far_from_the_table_in_a_line_that_says_it_names_a_unit(line: str) -> None:
    between = "Kế hoạch.\nPhân công.\nTreo băng rôn.\nĐọc sách.\n"
    assert read(document(report(f"{line}\n{between}{table()}"))) == SCALED
    assert read(document(report(f"{table()}\n{between}{line}"))) == SCALED
    assert read(document(report(f"nghìn đồng\n{between}{table()}")))[0] == {BUDGET: {"amount": 50_000}}


@pytest.mark.parametrize("line", ["Số: 1.000/BC-TH", "Tổng số học sinh: 1.000", "Người lập: Ngân"])
def test_a_number_or_a_name_beside_the_table_that_is_no_unit_scales_nothing(line: str) -> None:
    for drawing in (f"{line}\n{table()}", f"{table()}\n{line}"):
        assert read(document(report(drawing))) == ({BUDGET: {"amount": 50_000}}, [])


def test_in_the_page_header() -> None:
    made = document(report(table()))._replace(margins=(Paragraph("Đơn vị tính: nghìn đồng", 1),))
    assert read(made) == SCALED


def test_the_unit_over_another_table_is_that_table_s() -> None:
    other = "Đơn vị tính: triệu đồng\n| Khoản | Chi |\n| Sách | 2 |\n| Băng rôn | 3 |\n"
    plain = {BUDGET: {"amount": 50_000}}
    assert read(document(report(f"{other}\n{table()}"))) == (plain, [])
    assert read(document(report(f"{table()}\n{other}"))) == (plain, [])
    far = "Kế hoạch.\nPhân công.\nTreo băng rôn.\nnghìn đồng\n"
    assert read(document(report(f"{table()}\n{far}{other}"))) == (plain, [])


@pytest.mark.parametrize(
    ("row", "into"),
    [
        ("|  | (ĐVT: nghìn đồng) |  |  |  |  |", "| 10 | Kinh phí |"),
        ("| 11 | Các nội dung khác (nếu có) |  | Số tiền ở mục 10 tính bằng nghìn đồng |  |  |", "| 11 |"),
    ],
)
def test_in_a_row_of_nothing_else_or_among_the_words_of_the_last_row(row: str, into: str) -> None:
    lines = table().splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith(into))
    lines[at : at + 1] = [row] if row.startswith("| 11") else [lines[at], row]
    assert read(document(report("\n".join(lines) + "\n"))) == SCALED


def test_in_a_line_above_the_heading_of_the_table_s_second_part() -> None:
    lines = table().splitlines()
    above = "| ĐVT: 1.000 đồng | < | < | < | < | < |"
    parts = "\n".join([*lines[:20], "", above, *HEADING.splitlines(), *lines[20:]])
    assert read(document(report(parts))) == SCALED


def test_in_a_table_of_one_cell_above_it() -> None:
    assert read(document(report(f"| ĐVT: 1.000 đồng |\n\n{table()}"))) == SCALED


def test_in_a_sheet_above_below_and_in_its_name() -> None:
    assert read(workbook({"Số liệu": f"| Đơn vị tính: 1.000 đồng |\n{table()}"})) == SCALED
    assert read(workbook({"Số liệu": f"{table()}| Ghi chú: số tiền tính bằng nghìn đồng |\n"})) == SCALED
    assert read(workbook({"Số liệu (nghìn đồng)": table()})) == SCALED


def test_a_raised_power_in_the_unit_cell() -> None:
    made = document(report(table(amount="50", unit="10 đồng")))

    def raised(cell: Cell) -> Cell:
        return cell._replace(sights=(Seen(Sight.RAISED, "6"),)) if cell.text == "10 đồng" else cell

    blocks = tuple(
        block._replace(rows=tuple(tuple(map(raised, row)) for row in block.rows))
        if isinstance(block, Table)
        else block
        for block in made.blocks
    )
    assert read(made._replace(blocks=blocks)) == SCALED


@pytest.mark.parametrize("amount", ["12,5 triệu", "12.500 nghìn đồng", "12500 ngđ", "12,5 tr.đ", "12,5 trđ"])
def test_an_amount_with_its_own_unit_keeps_it(amount: str) -> None:
    assert read(document(report(table(amount=amount, unit="1.000đ")))) == (
        {BUDGET: {"amount": 12_500_000}},
        [],
    )


@pytest.mark.parametrize("amount", ["50.000.000", "50.000 đồng"])
def test_an_amount_that_can_hardly_be_in_the_scale_is_an_error(amount: str) -> None:
    figures, ((code, _, suggestion),) = read(document(report(table(amount=amount, unit="1.000đ"))))
    assert (figures, code, suggestion) == ({}, "scale-unclear", int(amount.split()[0].replace(".", "")))


def test_two_scales_that_contradict_are_an_error() -> None:
    figures, ((code, indicator, suggestion),) = read(
        document(report(f"Đơn vị tính: triệu đồng\n{table(unit='1.000đ')}"))
    )
    assert (figures, code, indicator, suggestion) == ({}, "scales-differ", BUDGET, 50_000_000)


@pytest.mark.parametrize("amount", ["0", "Không", "12,5 triệu"])
def test_scales_that_contradict_do_not_matter_to_a_zero_or_an_own_unit(amount: str) -> None:
    figures, findings = read(
        document(report(f"Đơn vị tính: triệu đồng\n{table(amount=amount, unit='1.000đ')}"))
    )
    assert (len(figures), findings) == (1, [])


def test_the_unit_the_form_itself_prints_contradicts_nothing() -> None:
    assert read(document(report(f"Đơn vị tính: 1.000 đồng\n{table(unit='Đồng')}"))) == SCALED


@pytest.mark.parametrize(
    ("unit", "name", "amount"),
    [
        ("1.000đ", "nghìn đồng", "50.000"),
        ("tr.đ", "triệu đồng", "50.000.000"),
        ("tỷ đồng", "tỷ đồng", "50.000.000.000"),
    ],
)
def test_the_scale_that_was_applied_is_named(unit: str, name: str, amount: str) -> None:
    ((_, said),) = INTERPRETER.read(document(report(table(amount="50", unit=unit)))).tables
    (finding,) = said.findings
    assert f"{name}: tính là {amount} đồng" in finding.message


@pytest.mark.parametrize(("letters", "short"), [(300, True), (301, False)])
def test_a_long_text_states_neither_a_unit_nor_an_amount(letters: int, short: bool) -> None:
    amount, unit = (text.ljust(letters, "x") for text in ("Chi 500 nghìn ", "Đơn vị tính: lớp "))
    assert spelled_in(amount, Decimal(500)) == (500_000 if short else None)
    assert names_its_unit(unit) is short
    assert unit_in(unit).startswith("lop") is short
    assert scale_of_name("Kinh phí (1 triệu đồng)".ljust(letters)) == (1_000_000 if short else None)


@pytest.mark.parametrize(
    ("text", "number", "amount"),
    [
        ("Đã chi 500 nghìn đồng", 500, 500_000),
        ("Đã chi 500.nghìn đồng", 500, 500_000),
        ("Chi 12,5tr, còn 3 tr", 3, 3_000_000),
        ("Chi 12,5tr, còn 3 tr", Decimal("12.5"), 12_500_000),
        ("500 ng.đ", 500, 500_000),
        ("500 người", 500, None),
        ("500 k", 500, 500_000),
        ("5 ty", 5, 5_000_000_000),
        ("500 nghìn", 50, None),
        ("5 tỉ", 5, 5_000_000_000),
        ("500trđ cho học sinh", 500, 500_000_000),
        ("500 trẻ", 500, None),
        ("500 kg", 500, None),
        ("500 ng", 500, None),
    ],
)
def test_a_text_says_a_number_once_more_with_the_word_of_a_scale_behind_it(
    text: str, number: Decimal, amount: int | None
) -> None:
    assert spelled_in(text, Decimal(number)) == amount


@pytest.mark.parametrize(
    ("sight", "raised", "scale"),
    [
        (Sight.RAISED, "6", 1_000_000),
        (Sight.EXPONENT, "3", 1_000),
        (Sight.RAISED, "⁹", 1_000_000_000),
        (Sight.RAISED, "(6)", 1_000_000),
        (Sight.RAISED, "1", None),
        (Sight.STRUCK, "6", None),
        (Sight.TEXT_BOX, "6 tin", None),
    ],
)
def test_a_raised_number_behind_ten_is_a_power(sight: Sight, raised: str, scale: int | None) -> None:
    ten = Cell("10 đồng", 1, 1, sights=(Seen(Sight.PICTURE, ""), Seen(sight, raised)))
    assert scale_of_cell(ten) == scale
    assert without_scale(ten) == ("  đồng" if scale else "10 đồng")
    assert scale_of_cell(ten._replace(text="110 đồng")) is None
