"""A row, a column, a note or a table that a unit called otherwise than the form counts another thing, or may."""

from __future__ import annotations

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.document import Document, Paragraph
from tests.documents import FORM, HEADING, document, form_rows, report

INTERPRETER = Interpreter(FORM)
NEWS, BOOKS, ARTS, BUDGET = "news_items", "book_drive.books", "culture_sport.arts", "funding.state_budget"
LABELS = {item.id: item.label for item in FORM.indicators}
UNITS = {item.id: item.unit for item in FORM.indicators}
FILLED = {NEWS: ("14",), BOOKS: ("860",), ARTS: ("2", "95"), BUDGET: ("5.000.000",), "culture_sport": ("2",)}
ASKED = {
    NEWS: {"count": 14}, BOOKS: {"count": 860}, ARTS: {"count": 2, "people": 95}, BUDGET: {"amount": 5_000_000},
    "culture_sport": {"count": 2},
}  # fmt: skip


def said(
    table: str, above: str = "", head: str = ""
) -> tuple[dict[str, object], list[tuple[str, str | None]]]:
    """Return the figures of a report and its findings with their indicators."""
    text = report(f"{above}\n{table}").replace(
        "\nBÁO CÁO\n", f"\n{head}\nBÁO CÁO\n" if head else "\nBÁO CÁO\n"
    )
    submission = submission_of(INTERPRETER, document(text), "a.docx")
    figures = {name: dict(row) for name, row in submission.numbers.items()}
    ignored = ("total-derived", "sum-differs")
    return dict(figures), [
        (item.code, item.indicator) for item in submission.findings if item.code not in ignored
    ]


def without(*rows: str) -> dict[str, object]:
    return {name: row for name, row in ASKED.items() if name not in rows}


# -- rows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "added"),
    [
        (NEWS, " (lũy kế từ đầu năm)"),
        (NEWS, " dự kiến"),
        (BOOKS, " (nghìn quyển)"),
        (BOOKS, " (kg)"),
        (ARTS, " (không tổ chức)"),
        (ARTS, " (hoãn sang tháng sau)"),
        (ARTS, " (du kien)"),
        (BUDGET, " còn lại"),
        (NEWS, " (KH năm)"),
        (NEWS, " (ƯTH)"),
        (NEWS, " (giao)"),
        (NEWS, " (cùng kì)"),
        (NEWS, " sơ bộ"),
        (BOOKS, " (x1000)"),
        (BOOKS, " (trị giá)"),
        (NEWS, " trong năm học 2022-2023"),
        (BOOKS, " (năm 2023)"),
        (BOOKS, " của năm 2023"),
    ],
)
def test_a_row_called_otherwise_than_the_form_s_does_not_count(row: str, added: str) -> None:
    figures, told = said(form_rows(FILLED, {row: LABELS[row] + added}))
    assert figures == without(row)
    assert set(told) - {("unasked-figure", row)} == {
        ("other-quantity", row)
    }  # years are numbers beside the label


@pytest.mark.parametrize(
    ("row", "added"),
    [
        (NEWS, " (fanpage, website)"),
        (ARTS, " (phối hợp với phường)"),
        (ARTS, " (theo kế hoạch của trường)"),
        (BUDGET, " (theo dự toán được giao)"),
        (BOOKS, " năm 2024"),
        (NEWS, " trong năm học 2024-2025"),
        (BUDGET, " (theo Nghị quyết năm học của trường)"),
        (BUDGET, " (không có thì ghi 0)"),
        (BUDGET, " (kinh phí)"),
    ],
)
def test_words_that_only_explain_a_row_change_nothing(row: str, added: str) -> None:
    figures, told = said(form_rows(FILLED, {row: LABELS[row] + added}))
    assert figures == ASKED
    assert told == []


@pytest.mark.parametrize(
    ("row", "unit", "likely"),
    [
        (BOOKS, "nghìn quyển", 860_000),
        (BOOKS, "chục quyển", 8_600),
        (BOOKS, "thùng", None),
        (NEWS, "trăm tin", 1_400),
        (NEWS, "bài/tháng", None),
        (NEWS, "bài/lớp", None),
        (BOOKS, "x1000", 860_000),
        (BOOKS, "vạn quyển", 8_600_000),
        (BUDGET, "USD", None),
    ],
)
def test_a_row_in_another_unit_does_not_count(row: str, unit: str, likely: int | None) -> None:
    lines = [
        line.replace(f"| {UNITS[row]} |", f"| {unit} |") if f"| {LABELS[row]} |" in line else line
        for line in form_rows(FILLED).splitlines()
    ]
    submission = submission_of(INTERPRETER, document(report("\n".join(lines) + "\n")), "a.docx")
    assert {name: dict(values) for name, values in submission.numbers.items()} == without(row)
    (found,) = [item for item in submission.findings if item.indicator == row]
    assert (found.code, found.severity.value, found.suggestion) == ("other-quantity", "error", likely)
    assert f"ghi “{unit}”, khác với mẫu" in found.message


@pytest.mark.parametrize("unit", ["Cuộc/học sinh", "cuộc/HS", "Cuộc/em"])
def test_a_unit_that_names_what_both_columns_count_is_the_form_s(unit: str) -> None:
    lines = [
        line.replace(f"| {UNITS[ARTS]} |", f"| {unit} |") if f"| {LABELS[ARTS]} |" in line else line
        for line in form_rows(FILLED).splitlines()
    ]
    submission = submission_of(INTERPRETER, document(report("\n".join(lines) + "\n")), "a.docx")
    assert {name: dict(values) for name, values in submission.numbers.items()} == ASKED


def test_a_row_of_nothing_says_nothing_whatever_it_is_called() -> None:
    filled = {**FILLED, ARTS: ("0", "0")}
    figures, told = said(form_rows(filled, {ARTS: f"{LABELS[ARTS]} (không tổ chức)"}))
    assert figures[ARTS] == {"count": 0, "people": 0}
    assert told == []


# -- columns ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "measures"),
    [
        ("Người", "Người (ước tính)", ["people"]),
        ("Người", "Trăm người", ["people"]),
        ("Người", "Người/lớp", ["people"]),
        ("Người", "Người (KH)", ["people"]),
        ("Người", "Người năm học trước", ["people"]),
        ("Người", "Số người đăng kí", ["people"]),
        ("Người", "Người vắng", ["people"]),
        ("Người", "Số người bình quân một lớp", ["people"]),
        ("Số lượng", "Kế hoạch", ["count", "people", "amount"]),
        ("Số lượng", "Số lượng KH năm 2024", ["count", "people", "amount"]),
        ("Số lượng", "Dự kiến", ["count", "people", "amount"]),
        ("Số lượng", "Năm 2023", ["count", "people", "amount"]),
        ("Số lượng", "Số lượng ƯTH 2024", ["count", "people", "amount"]),
        ("Số lượng", "Số lượng TH 2023", ["count", "people", "amount"]),
        ("Số lượng", "Số lượng TH 2024", []),
        ("Số lượng", "Tăng (+), giảm (-)", ["count", "people", "amount"]),
        ("Số lượng", "Thực hiện năm 2024", []),
        ("Số lượng", "Kết quả", []),
    ],
)
def test_a_column_called_otherwise_than_the_form_s_does_not_count(
    old: str, new: str, measures: list[str]
) -> None:
    figures, told = said(form_rows(FILLED, heading=HEADING.replace(f"| {old} |", f"| {new} |")))
    left = {
        name: {measure: value for measure, value in row.items() if measure not in measures}
        for name, row in ASKED.items()
    }
    assert figures == {name: row for name, row in left.items() if row}
    assert {code for code, _ in told} == ({"other-quantity"} if measures else set())


def test_persons_in_two_columns_that_are_none_of_the_form_s_are_told() -> None:
    heading = (
        "| STT | Các hoạt động | Đơn vị | Số lượng | < | < | Ghi chú |\n"
        "| ^ | ^ | ^ | Số lớp/số cuộc thi | Giáo viên | Học sinh | ^ |"
    )
    row = f"|  | {LABELS[ARTS]} | {UNITS[ARTS]} | 2 | 30 | 65 |  |"
    rows = [f"| {item.number} | {item.label} | {item.unit} |  |  |  |  |" for item in FORM.indicators]
    table = "\n".join([heading, *(row if f"| {LABELS[ARTS]} |" in line else line for line in rows)]) + "\n"
    figures, told = said(table)
    assert ARTS not in figures
    assert ("too-many-numbers", ARTS) in told


# -- notes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("số đúng: 24", True),
        ("sửa thành 24", True),
        ("không phải 14 mà là 24", True),
        ("chưa tính bài trên Zalo", True),
        ("ước tính", True),
        ("uoc tinh", True),
        ("lũy kế cả năm", True),
        ("số của năm 2023", True),
        ("chưa chốt", True),
        ("số này chưa chắc, chờ xác nhận", True),
        ("chờ trường kiểm tra phòng máy", False),
        ("bỏ dòng này", True),
        ("đã tính ở mục 1", True),
        ("nghìn tin", True),
        ("x10", True),
        ("tổng 24", True),
        ("tổng 14", False),
        ("ƯTH", True),
        ("sơ bộ", True),
        ("đvt: trăm", True),
        ("thực tế là 24", True),
        ("thực tế là 14", False),
        ("thiếu 10 bài", True),
        ("cộng thêm 10 bài nữa", True),
        ("nhầm cột", True),
        ("gộp mục 3", True),
        ("chưa thực hiện", True),
        ("hoãn do mưa", True),
        ("hoãn 1 buổi, đã tổ chức bù", False),
        ("bài/tháng", True),
        ("01 buổi/tuần", False),
        ("dự kiến 20 bài", True),
        ("dự kiến trao thưởng ngày 20/11/2024", False),
        ("số của năm trước", True),
        ("giảm so với năm trước", False),
        ("xem lại số này", True),
        ("kiểm tra lại trang thiết bị", False),
        ("không tổ chức ngoài nhà trường", False),
        ("sửa lại: 24", True),
        ("sửa lại tủ sách", False),
        ("số của năm 2024", False),
        ("Theo Kế hoạch số 12/KH-TH", False),
        ("đăng trên trang của thư viện thiếu nhi", False),
        ("sửa chữa tủ sách", False),
        ("trong đó 4 bài trên báo", False),
    ],
)
def test_a_note_that_corrects_the_figure_of_its_row_is_told_and_the_figure_counts(
    note: str, told: bool
) -> None:
    figures, found = said(form_rows({**FILLED, NEWS: ("14", "", note)}))
    assert figures == ASKED
    assert found == [("note-at-figure", NEWS)] * told


def test_a_note_that_corrects_a_row_with_two_figures_is_told_once() -> None:
    _, found = said(form_rows({**FILLED, ARTS: ("2", "95", "số đúng: 3 cuộc, 120 người")}))
    assert found == [("note-at-figure", ARTS)]


# -- the table as a whole --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("(Số liệu ước tính đến ngày 05/10)", True),
        ("Số liệu năm 2023", True),
        ("Số liệu chưa bao gồm phân hiệu 2", True),
        ("(Bản nháp)", True),
        ("Bảng số liệu cũ - không sử dụng", True),
        ("(Số liệu ước)", True),
        ("Số liệu chưa chính thức", True),
        ("ĐVT: chục", True),
        ("Dự kiến Tuần lễ năm 2025 tổ chức tại thư viện", False),
        ("Số liệu năm 2024", False),
        ("Đơn vị tính: lớp, người", False),
        ("Số liệu lấy đến hết tháng 8", True),
        ("Số liệu đã bao gồm cả mầm non", True),
        ("Lập theo mẫu cũ", True),
        ("Số liệu tính đến ngày 30/9/2024", False),
        ("Báo cáo lập theo mẫu mới", False),
    ],
)
def test_a_line_above_the_table_that_makes_it_doubtful_is_told(line: str, told: bool) -> None:
    figures, found = said(form_rows(FILLED), above=line)
    assert figures == ASKED
    assert found == [("note-below-table", None)] * told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("(DỰ THẢO)", True),
        ("BÁO CÁO SƠ BỘ", True),
        ("Tổng kết 5 năm thực hiện", True),
        ("Kết quả giai đoạn 2021-2025", True),
        ("Thực hiện Đề án xây dựng xã hội học tập giai đoạn 2021-2030", False),
        ("KẾ HOẠCH TỔ CHỨC", True),
        ("Số: 12/KH-TH", False),
    ],
)
def test_a_line_in_the_head_that_says_it_is_no_final_report_is_told(line: str, told: bool) -> None:
    figures, found = said(form_rows(FILLED), head=line)
    assert figures == ASKED
    assert found == [("note-below-table", None)] * told


def test_a_unit_of_many_persons_stated_for_the_table_keeps_only_persons_from_counting() -> None:
    figures, told = said(form_rows(FILLED), above="Đơn vị tính: nghìn người")
    assert figures == {**ASKED, ARTS: {"count": 2}}
    assert told == [("other-quantity", ARTS)]


def test_rows_read_before_are_read_anew_where_their_table_states_a_unit() -> None:
    made: list[Document] = [
        document(report(f"{above}\n{form_rows(FILLED)}")) for above in ("", "ĐVT: trăm người")
    ]
    read = [submission_of(INTERPRETER, item, "a.docx").numbers[ARTS] for item in made]
    assert [dict(row) for row in read] == [{"count": 2, "people": 95}, {"count": 2}]


# -- tables of other years -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("Số liệu năm 2023 để so sánh:", "Số liệu năm 2024:", True),
        ("Số liệu năm 2024:", "Số liệu năm 2023:", True),
        ("Kết quả năm 2022", "Kết quả năm 2023 - 2024", True),
        ("Số liệu năm 2023:", "Số liệu điểm lẻ:", False),
        ("Số liệu năm 2024:", "Số liệu năm 2024:", False),
        (f"Số liệu năm 2023 {'x' * 63}", "Số liệu năm 2024", True),
        (f"Số liệu năm 2023 {'x' * 64}", "Số liệu năm 2024", False),  # a sentence, no caption
    ],
)
def test_a_table_whose_caption_names_another_year_is_left_out_beside_one_of_the_year(
    first: str, second: str, read: bool
) -> None:
    old = form_rows({**FILLED, NEWS: ("12",)})
    tables = (
        {first: old, second: form_rows(FILLED)}
        if "2024" in second
        else {first: form_rows(FILLED), second: old}
    )
    if first == second:
        tables = {first: old, f"{second} ": form_rows(FILLED)}
    text = "\n".join(f"{caption}\n\n{table}" for caption, table in tables.items())
    made = document(report(text))
    blocks = [part for block in made.blocks for part in (Paragraph(" ", 1), block)]  # lines left blank
    submission = submission_of(INTERPRETER, made._replace(blocks=tuple(blocks)), "a.docx")
    figures = {name: dict(row) for name, row in submission.numbers.items()}
    assert (figures == ASKED) is read
    assert ([item.code for item in submission.findings] == ["other-year-table"]) is read
    assert submission.counted is read or any(item.severity.value == "error" for item in submission.findings)


def test_a_lone_table_of_another_year_is_read_and_told() -> None:
    figures, told = said(form_rows(FILLED), above="Số liệu năm 2023:\n")
    assert figures == ASKED
    assert told == [("note-below-table", None)]
