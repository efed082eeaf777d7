"""Amounts and measured figures beside what the form counts in: a row's unit, its note, its name, the lines above."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from htsd_cli.interpret.grid.reading import GridReader
from htsd_cli.interpret.grid.scales import scale_above
from htsd_cli.values.document import Paragraph
from tests.documents import document
from tests.forms import form_of
from tests.interpret.grid.invented import FORM, ROWS, SOURCE, codes, report, said
from tests.learn.drawing import word
from tests.learn.reading import read_by


@pytest.mark.parametrize(
    ("text", "value"),
    [("12,5 triệu", "12.5"), ("12.500.000 đồng", "12.5"), ("12,5 triệu đồng", "12.5"), ("1,5 tỷ", "1500")],
)
def test_an_amount_that_names_its_scale_is_told_in_the_forms_unit(text: str, value: str) -> None:
    submission = said(report(ROWS.replace("| 10 | 1.250,5 |", f"| 10 | {text} |")))
    assert submission.numbers["kinh_phi"] == {"tong": Decimal(value)}


def test_another_unit_of_money_in_a_row_makes_its_figure_unknown() -> None:
    submission = said(report(ROWS.replace("| Kinh phí | triệu đồng |", "| Kinh phí | nghìn đồng |")))
    assert codes(submission) == [("unit-differs", "kinh_phi", None)]
    assert "kinh_phi" not in submission.numbers


@pytest.mark.parametrize(
    ("above", "note", "value", "told"),
    [
        ("Năm 2026", "Đã quyết toán", "1250.5", False),
        ("ĐVT: triệu đồng", "Đã quyết toán", "1250.5", False),
        ("Năm 2026", "ĐVT: nghìn đồng", "1.2505", True),
        ("Năm 2026", "ĐVT: triệu đồng", "1250.5", False),
    ],
)
def test_a_note_says_of_an_amount_only_what_it_says(above: str, note: str, value: str, told: bool) -> None:
    rows = ROWS.replace("| 1.250,5 | x | x | |", f"| 1.250,5 | x | x | {note} |")
    submission = said(report(rows).replace("Năm 2026", above))
    assert submission.numbers["kinh_phi"]["tong"] == Decimal(value)
    assert bool([code for code, indicator, _ in codes(submission) if indicator == "kinh_phi"]) == told


@pytest.mark.parametrize("note", ["", "Đã quyết toán"])
def test_an_amount_whose_row_and_table_name_two_units_counts_nowhere(note: str) -> None:
    rows = ROWS.replace("| 1.250,5 | x | x | |", f"| 1.250,5 | x | x | {note} |")
    submission = said(report(rows).replace("Năm 2026", "ĐVT: nghìn đồng"))
    assert "kinh_phi" not in submission.numbers
    assert [
        (item.code, item.message.partition(": ")[2])
        for item in submission.findings
        if item.indicator == "kinh_phi"
    ] == [
        (
            "scales-differ",
            "bảng ghi đơn vị tiền khác nhau (“ĐVT: nghìn đồng”, “triệu đồng”), không rõ là bao nhiêu đồng.",
        )
    ]


@pytest.mark.parametrize(
    ("unit", "label", "own", "told"),
    [
        ("Ha", "Diện tích", "ha", None),
        ("", "Diện tích", "ha", None),
        ("hécta", "Diện tích", "ha", None),
        ("lớp", "Diện tích", "ha", None),
        ("m2", "Diện tích", "lớp", None),
        ("m²", "Diện tích", "ha", (3, "m²", "ha")),
        ("", "Diện tích (m2)", "ha", (0, "m2", "ha")),
        ("", "Diện tích (ha)", "ha", None),
        ("nghìn đồng", "Diện tích", "triệu đồng", (3, "nghìn đồng", "triệu đồng")),
        ("nghìn", "Diện tích", "triệu đồng", (3, "nghìn", "triệu đồng")),
        ("nghìn đồng", "Diện tích", "triệu", (3, "nghìn đồng", "triệu")),
        ("Triệu đồng", "Diện tích", "triệu đồng", None),
    ],
)
def test_a_row_in_another_unit_of_measure_counts_nowhere(
    unit: str, label: str, own: str, told: tuple[int, str, str] | None
) -> None:
    table = FORM.tables[0]
    rows = tuple(
        item.model_copy(update={"unit": own, "label": "Diện tích"}) if item.id == "giao_vien" else item
        for item in table.indicators
    )
    form = FORM.model_copy(update={"tables": (table.model_copy(update={"indicators": rows}),), "rules": ()})
    for name in ("indicators", "by_id", "table_names", "_tables_of", "order"):
        form.__dict__.pop(name, None)
    drawn = ROWS.replace("| Tổng số giáo viên | người |", f"| {label} | {unit} |")
    found = GridReader(form).read(document(report(drawn, ""))).statistics
    assert found.figures["giao_vien_nu"]["tong"] == 35
    assert ("giao_vien" in found.figures) is (told is None)
    said = "ghi đơn vị tính “{}”: mẫu tính bằng {}, nên số của dòng này chưa được tính."
    assert [
        (item.origin.column if item.origin else 0, item.message.partition("” ")[2])
        for item in found.findings
        if item.code == "unit-differs"
    ] == ([(told[0], said.format(*told[1:]))] if told else [])


def test_amounts_in_one_other_scale_are_told_once_for_a_table(tmp_path: Path) -> None:
    one = '{ id = "tong", column = "tong", kind = "amount", unit = "triệu đồng", adds_up = "sum" }'
    three = ", ".join([one, one.replace("tong", "cong_lap"), one.replace("tong", "tu_thuc")])
    assert one in SOURCE
    form = form_of(tmp_path / "mau", SOURCE.replace(one, three))
    drawn = ROWS.replace("| 1.250,5 | x | x | |", "| 1.250 | 1.000 | 250 | ĐVT: nghìn đồng |")
    found = GridReader(form).read(document(report(drawn))).statistics
    assert found.figures["kinh_phi"] == {
        "tong": Decimal("1.25"), "cong_lap": 1, "tu_thuc": Decimal("0.25"),
    }  # fmt: skip
    assert [(item.code, item.measure) for item in found.findings] == [("scale-converted", "tong")]


def test_a_part_of_a_dong_is_in_doubt_in_its_own_words(tmp_path: Path) -> None:
    form = form_of(tmp_path / "mau", SOURCE.replace("triệu đồng", "đồng"))
    found = GridReader(form).read(document(report(ROWS.replace("triệu đồng", "đồng")))).statistics
    assert [(item.code, item.indicator) for item in found.findings] == [("scale-unclear", "kinh_phi")]
    assert "kinh_phi" not in found.figures


NOTED = {
    ("01", "14 lớp"): "14",
    ("01", "Tổng số: 13 lớp."): "13",
    ("10", "Tổng 12.505.000 đồng"): "12,505",
    ("10", "1.205,5 triệu đồng"): "1.205,5",
    ("10", "1.205,5 triệu"): "1.205,5",
    ("01", "12 lớp"): "",
    ("10", "2 trường"): "",
    ("01", "8 lớp"): "",
    ("01", "24 lớp"): "",
    ("01", "tăng 2 lớp"): "",
    ("01", "2 lớp mới"): "",
    ("01", "Năm 2025: 11 lớp"): "",
    ("01", "3 phòng"): "",
    ("01", "theo Công văn số 14"): "",
    ("10", "1.250.500.000 đồng"): "",
    ("10", "1.250,5 triệu đồng"): "",
    ("10", "nguồn 2 trường"): "",
}


@pytest.mark.parametrize(("place", "stated"), NOTED.items())
def test_one_number_in_the_note_that_is_not_the_rows_figure_is_told(
    place: tuple[str, str], stated: str
) -> None:
    code, note = place
    lines = [f"{line[:-1]}{note} |" if f"| {code} |" in line else line for line in ROWS.strip().splitlines()]
    submission = said(report("\n".join(lines)))
    assert submission.numbers == said(report()).numbers
    told = [item for item in submission.findings if item.code == "note-differs"]
    assert [item.hint.split("(")[1].split(" hay")[0] for item in told if item.hint] == (
        [stated] if stated else []
    )
    assert codes(submission) == [(item.code, item.indicator, item.measure) for item in told]


def test_a_note_beside_a_cell_that_is_no_figure_is_held_against_nothing() -> None:
    rows = ROWS.replace("| 01 | 12 | 8 | 4 | |", "| 01 | khoảng 12 | | | 14 lớp |")
    assert {code for code, _, _ in codes(said(report(rows)))} == {"estimate", "total-derived"}


@pytest.mark.parametrize(
    ("lines", "scale"),
    [
        (("Đơn vị: nghìn đồng", "", " ", "x", "y"), 1000),
        (("Đơn vị: nghìn đồng", *"vwxyz"), 1000),
        (("Đơn vị: nghìn đồng", *"uvwxyz"), None),
        (("Đơn vị: nghìn đồng", "Đơn vị: triệu đồng"), 1_000_000),
        (("Nghìn đồng",), 1000),
        (("nghìn",), None),
        (("(tr.đ)",), 1_000_000),
        (("(1.000 đ)",), 1000),
        (("DVT: nghin dong",), 1000),
        (("trieu dong",), 1_000_000),
        (("1.000 VNĐ",), 1000),
        (("Đơn vị: ngàn",), 1000),
        (("(tỷ)",), 10**9),
        *(
            ((said,), 1000)
            for said in (
                "(1.000 đồng)",
                "(1.000 vnđ)",
                "(1.000 vnd)",
                "(1.000đ)",
                "(ng. đ)",
                "(nghìn)",
                "(ngàn)",
                "(1.000 dong)",
                "(nghin)",
                "(ngan)",
                "ĐVT: 1.000",
                "Đơn vị: 1.000",
                "DVT: 1.000",
                "Don vi: 1.000",
            )
        ),
        (("(triệu)",), 1_000_000),
        (("(trieu)",), 1_000_000),
        (("Số: 1.000/BC-TH",), None),
        (("Số: 1.000/BC về hoạt động",), None),
    ],
)
def test_the_scale_of_amounts_is_the_last_stated_above_blank_lines_not_counted(
    lines: tuple[str, ...], scale: int | None
) -> None:
    (table,) = document("| a | b |").tables()
    above = tuple(Paragraph(text, at) for at, text in enumerate(lines))
    found = scale_above(document("")._replace(blocks=(*above, table)), table, 1)
    assert (found.scale if found else None) == scale


@pytest.mark.parametrize(
    ("box", "scale"),
    [
        ("| Biểu 1 | x | Đơn vị: nghìn đồng |", 1000),
        ("| Biểu 1 | x | y | Đơn vị: nghìn đồng |", None),  # a table of its own
        ("| Biểu 1 | Đơn vị: nghìn đồng |\n| x | y |", None),
    ],
)
def test_a_box_of_one_row_above_a_table_may_state_its_scale(box: str, scale: int | None) -> None:
    drawn = document(f"{box}\n\nSố liệu\n\n| a | b |\n| 1 | 2 |")
    found = scale_above(drawn, list(drawn.tables())[-1], 1)
    assert (found.scale if found else None) == scale


@pytest.mark.parametrize(
    ("other", "text", "said"),
    [
        ("1.250,5", "1,234", Decimal("1.234")),
        ("1,250,500", "1,234", ("ambiguous-number", 1234)),
        ("1,250.5", "1,234", ("ambiguous-number", 1234)),
        ("1,250.5", "12,5", Decimal("12.5")),
        ("1,250.5", "1,234.5", Decimal("1234.5")),
        ("1,250.5", "0,125", Decimal("0.125")),
        ("7", "1,234", ("ambiguous-number", 1234)),  # 1234 or 1.234? nothing in the table says
        ("0,5", "1,234", Decimal("1.234")),
        ("2.500", "1,234", Decimal("1.234")),
    ],
)
def test_a_comma_is_no_sure_mark_of_decimals_beside_numbers_grouped_by_commas(
    tmp_path: Path, other: str, text: str, said: Decimal | tuple[str, int]
) -> None:
    heading, title = "STT | Nội dung | Kinh phí (triệu đồng)\n", "BÁO CÁO KINH PHÍ"
    blank = word(tmp_path / "mau.docx", title, f"{heading}1 | Sách |\n2 | Vở |\n3 | Bút |")
    rows = f"{heading}1 | Sách | {other}\n2 | Vở | {text}\n3 | Bút | 5"
    submission = read_by(blank, word(tmp_path / "bao-cao.docx", title, rows))
    told = [(item.code, item.suggestion) for item in submission.findings if item.indicator == "vo"]
    if isinstance(said, Decimal):
        assert (list(submission.numbers["vo"].values()), told) == ([said], [])
    else:
        assert ("vo" in submission.numbers, told) == (False, [said])
