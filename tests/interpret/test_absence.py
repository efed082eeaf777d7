"""What stands in place of a statistics table that could be read, and files with tables of several units."""

from __future__ import annotations

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.values.document import Cell, Document, Seen, Sight, Table
from htsd_cli.values.findings import Finding
from tests.documents import FORM, HEADING, document, form_rows, report, workbook

INTERPRETER = Interpreter(FORM)
NEWS = "news_items"


def told(made: Document) -> list[Finding]:
    return list(INTERPRETER.read(made).told)


def codes(made: Document) -> list[str]:
    return [item.code for item in told(made)]


TWO_YEARS = (
    "| STT | Các hoạt động | Đơn vị | Năm 2023 | < | Năm 2024 | < |\n"
    "| ^ | ^ | ^ | Số lớp/số cuộc thi | Người | Số lớp/số cuộc thi | Người |\n"
)
SIDE_BY_SIDE = TWO_YEARS + "\n".join(
    f"| {item.number} | {item.label} | {item.unit} | 1 | 20 | 2 | 30 |" for item in FORM.indicators
)


@pytest.mark.parametrize("made", [document(report(SIDE_BY_SIDE)), workbook({"Số liệu": SIDE_BY_SIDE})])
def test_two_years_side_by_side_are_told_with_their_headings(made: Document) -> None:
    (finding,) = told(made)
    assert finding.code == "columns-repeated"
    assert "cột “Số lớp/số cuộc thi” có hai lần (Năm 2023; Năm 2024): có thể" in finding.message
    assert "của hai điểm trường thì cộng lại thành một bộ" in finding.hint
    assert INTERPRETER.read(made).tables == ()


def test_two_whole_tables_side_by_side_are_told() -> None:
    head, below = HEADING.splitlines()
    lines = [f"{head} {head.strip('| ')} |", f"{below} {below.strip('| ')} |"]
    rows = [
        f"| {i.number} | {i.label} | {i.unit} | 1 |  |  | {i.number} | {i.label} | {i.unit} | 2 |  |  |"
        for i in FORM.indicators
    ]
    assert codes(workbook({"Số liệu": "\n".join(lines + rows)})) == ["columns-repeated"]


def test_a_table_of_letters_nobody_sees_is_told_as_such() -> None:
    made = document(report(form_rows({NEWS: ("14",)})))
    blocks = tuple(
        block._replace(rows=tuple(tuple(_hidden(cell) for cell in row) for row in block.rows))
        if isinstance(block, Table)
        else block
        for block in made.blocks
    )
    (finding,) = told(made._replace(blocks=blocks))
    assert finding.code == "table-unseen"
    assert "bỏ dấu ở ô Ẩn (Hidden)" in finding.hint
    lines = "\n".join(cell.text for block in made.tables() for row in block.rows for cell in row)
    in_a_box = made._replace(blocks=(), sights=(Seen(Sight.UNSEEN, lines),))
    assert codes(in_a_box) == ["table-unseen"]


def _hidden(cell: Cell) -> Cell:
    return cell._replace(text="", sights=(Seen(Sight.UNSEEN, cell.text),))


def test_fewer_rows_of_the_form_than_a_table_of_it_has_are_told_as_none_of_it() -> None:
    labels = [item.label for item in FORM.indicators]
    rows = SIDE_BY_SIDE.splitlines()
    turned = [f"| Đơn vị | {' | '.join(labels[:number])} |\n| Điểm 1 |{' 1 |' * number}" for number in (4, 5)]
    unseen = [
        document("Báo cáo")._replace(sights=(Seen(Sight.UNSEEN, "\n".join(labels[:number])),))
        for number in (4, 5)
    ]
    other = "\n".join(
        ["| TT | Việc | Số buổi | Việc | Số buổi |", *(f"| {n} | a | 1 | b | 2 |" for n in range(6))]
    )
    assert [
        codes(made)
        for made in (
            *(document("\n".join(rows[:number])) for number in (6, 7)),
            *map(document, turned),
            *unseen,
            document(other),
        )
    ] == [
        *(["table-unknown"], ["columns-repeated"]),
        *(["no-statistics-table"], ["table-turned"]),
        *(["no-statistics-table"], ["table-unseen"]),
        ["table-unknown"],
    ]
    above = [*rows[:2], "| z | w |", *rows[2:]], [rows[0].replace("Năm 2023", "A"), *rows]
    assert [told(document("\n".join(lines)))[0].message.partition("hai lần ")[2][:36] for lines in above] == [
        "(Năm 2023; Năm 2024): có thể là hai ",
        "(A; Năm 2024; Năm 2023; Năm 2024): c",
    ]
    assert [codes(document("\n".join(["| a | b |"] * number + rows))) for number in (58, 59)] == [
        ["columns-repeated"],
        ["table-unknown"],
    ]
    first = turned[1].splitlines()[0]
    assert [codes(document("\n".join(["| a | b |"] * number + [first]))) for number in (59, 60)] == [
        ["table-turned"],
        ["no-statistics-table"],
    ]


@pytest.mark.parametrize("space", [" ", ""])  # without: as narrow columns of a PDF print them
def test_a_table_turned_by_a_quarter_is_told(space: str) -> None:
    labels = [item.label.replace(" ", space) for item in FORM.indicators[:12]]
    drawing = f"| Đơn vị | {' | '.join(labels)} |\n| Điểm 1 |{' 1 |' * 12}\n| Điểm 2 |{' 2 |' * 12}\n"
    (finding,) = told(document(report(drawing)))
    assert finding.code == "table-turned"
    assert "lập báo cáo theo đúng mẫu" not in finding.hint


def test_rows_of_the_form_set_as_lines_of_text_are_no_missing_table() -> None:
    lines = [
        f"{place} {item.label[:14]} {item.unit} {place}" for place, item in enumerate(FORM.indicators[:8], 1)
    ]
    (finding,) = told(document("TRƯỜNG TIỂU HỌC HOA SEN\n" + "\n".join(lines)))
    assert finding.code == "table-unruled"
    assert "dòng đầu: “1 Các lớp bồi dư lớp 1”" in finding.message
    assert codes(document("TRƯỜNG TIỂU HỌC HOA SEN\n" + "\n".join(lines[:4]))) == ["no-statistics-table"]


def test_a_table_of_other_figures_is_named() -> None:
    rows = "\n".join(f"| {n} | Việc thứ {n} | {n} buổi |" for n in range(1, 9))
    (finding,) = told(document(report(f"| TT | Việc | Số buổi thực hiện trong tuần |\n{rows}\n")))
    assert finding.code == "table-unknown"
    assert "bảng thứ 2, bắt đầu bằng “TT”" in finding.message
    assert "không nhận ra dòng nào của mẫu" in finding.message


def test_a_report_without_any_table_is_asked_for_one() -> None:
    assert codes(document(report("Không có bảng."))) == ["no-statistics-table"]


def test_a_cell_of_spaces_begins_no_table() -> None:
    rows = [(Cell(" ", 1, 1), Cell("Các số liệu khác", 1, 2))]
    rows += [(Cell("Việc", at, 1), Cell(f"{at} buổi", at, 2)) for at in range(2, 8)]
    (finding,) = told(document("")._replace(blocks=(Table(tuple(rows), number=1),)))
    assert (finding.code, "bắt đầu bằng “Các số liệu khác”" in finding.message) == ("table-unknown", True)


LABELS = [item.label for item in FORM.indicators]
APART = [LABELS[place] for place in (0, 1, 2, 5, 6, 7)]  # of other beginnings
SITES = [f"Điểm {number}" for number in range(1, 14)]
ROWS_OF_OTHERS = [f"| Việc {letter} | {number} |" for number, letter in enumerate("abcde", 1)]
ROWS_OF_FIGURES = [f"| {label} | {place} | 20 |" for place, label in enumerate(APART)]
CAN_BE = (
    "có thể là hai năm, hai điểm trường hoặc kế hoạch và kết quả đặt cạnh nhau;"
    " không rõ lấy cột nào nên chưa tính số nào."
)
UNKNOWN = "table-unknown: Tệp có bảng chứa số"


def repeated(heading: str, times: int, fourth: str = "") -> Document:
    return document(
        f"{heading}\n| | | {fourth} |{' Số lớp/số cuộc thi | Người |' * times}\n"
        + "\n".join(f"| {place} | {label} | |{' 1 | 20 |' * times}" for place, label in enumerate(APART))
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            workbook({"Biểu 2": "\n".join(["| | Các số liệu khác |", *ROWS_OF_OTHERS])}),
            f"{UNKNOWN} (trang “Biểu 2”, bắt đầu bằng “Các số liệu khác”) nhưng không nhận ra dòng nào của mẫu, nên"
            " chưa tính số nào.",
        ),
        (  # the blank cell of its corner begins no table
            document("\n".join(["| | Các số liệu khác |", *ROWS_OF_OTHERS, f"| {APART[0]} | 3 |"])),
            f"{UNKNOWN} (bảng thứ 1, bắt đầu bằng “Các số liệu khác”) nhưng chỉ nhận ra 1 dòng của mẫu, nên chưa tính"
            " số nào.",
        ),
        (document("\n".join(ROWS_OF_OTHERS)), f"{UNKNOWN} (bảng thứ 1, bắt đầu bằng “Việc a”) …"),
        (document("\n".join(ROWS_OF_OTHERS[:4])), "no-statistics-table: …"),
        (document("\n".join(["| Việc | Số |", *ROWS_OF_OTHERS[:4]])), "no-statistics-table: …"),
        (document("\n".join(["| Việc |"] * 5)), "no-statistics-table: …"),
        (  # what is cut off is told as cut off
            document("\n".join([f"| {'Số liệu ' * 9} |", *ROWS_OF_OTHERS])),
            f"{UNKNOWN} (bảng thứ 1, bắt đầu bằng “" + ("Số liệu " * 9)[:58] + "…”) nhưng …",
        ),
        (  # of two tables that which has most of the form
            document("\n".join([*ROWS_OF_OTHERS * 2, "", *ROWS_OF_OTHERS, f"| {APART[0]} | 3 |"])),
            f"{UNKNOWN} (bảng thứ 2, bắt đầu bằng “Việc a”) …",
        ),
        (  # … or most figures
            document("\n".join([*ROWS_OF_OTHERS, "", *ROWS_OF_OTHERS * 2])),
            f"{UNKNOWN} (bảng thứ 2, bắt đầu bằng “Việc a”) …",
        ),
        (
            repeated("| STT | Nội dung | | " + " | ".join(f"{site} | <" for site in SITES) + " |", 13),
            "columns-repeated: Trong bảng thứ 1, cột “Số lớp/số cuộc thi” có hai lần ("
            f"{'; '.join(SITES[:12])}): {CAN_BE}",
        ),
        (
            repeated("| STT | Nội dung | | | | | |", 2),
            f"columns-repeated: Trong bảng thứ 1, cột “Số lớp/số cuộc thi” có hai lần: {CAN_BE}",
        ),
        (
            document("| STT | Hoạt động | Người | Người |\n" + "\n".join(f"| 1 | {name} | 2 | 3 |" for name in APART)),
            f"columns-repeated: Trong bảng thứ 1, cột “Người” có hai lần: {CAN_BE}",
        ),
        (  # what stands two rows above the columns is the title of a sheet
            repeated("| | | | Mẫu 2 | | | |\n| Phường 5 |\n| STT | Nội dung | | | | Năm nay | < |", 2),
            f"columns-repeated: Trong bảng thứ 1, cột “Số lớp/số cuộc thi” có hai lần (Năm nay): {CAN_BE}",
        ),
        (  # as lines of one cell
            document(f"TRƯỜNG HOA SEN\n| x | y | 5. {' ↵ '.join(APART)} |"),
            f"table-unruled: Trong tệp có nhiều dòng của mẫu (dòng đầu: “5. {APART[0]}”) …",
        ),
        (  # … or of a cell each
            document(report("\n".join(f"| {place}. {name} lớp {place} |" for place, name in enumerate(APART, 2)))),
            f"table-unruled: Trong tệp có nhiều dòng của mẫu (dòng đầu: “2. {APART[0]} lớp 2”) …",
        ),
        (  # all rows are there, and the columns set with spaces
            document("\n".join(["| Nội dung | Số lớp/số cuộc thi   Người |", *ROWS_OF_FIGURES])),
            f"{UNKNOWN} (bảng thứ 1, bắt đầu bằng “Nội dung”) nhưng một ô tiêu đề “Số lớp/số cuộc thi Người” ghi tên"
            " nhiều cột, không rõ số nào của cột nào, nên chưa tính số nào.",
        ),
        (
            document("\n".join(["| Việc đã làm | Nam | Nữ |", *ROWS_OF_FIGURES])),
            f"{UNKNOWN} (bảng thứ 1, bắt đầu bằng “Việc đã làm”) nhưng không thấy tiêu đề cột như mẫu (nhận ra 6"
            " dòng), nên chưa tính số nào.",
        ),
        (
            document(report(f"| {' | '.join(f'{label} |' for label in APART)} |\n| 1 | 2 |")),
            "table-turned: Trong bảng thứ 2 …",
        ),
        (
            workbook({"A": form_rows({NEWS: ("7",)}), "B": form_rows({NEWS: ("8",)})}, hidden=("A", "B")),
            "table-on-hidden-sheet: Bảng số liệu đã điền nằm ở trang ẩn “A”, “B”; trang ẩn không được tính nên chưa"
            " tính số nào.",
        ),
        (
            document("Báo cáo")._replace(sights=(Seen(Sight.UNSEEN, "\n".join(APART)),)),
            "table-unseen: Trong tệp có bảng số liệu nhưng người xem không thấy: chữ ẩn, chữ cùng màu nền, phần gập"
            " lại hoặc hộp chữ bị ẩn; chữ không thấy không được tính nên chưa tính số nào.",
        ),
        (  # struck, not hidden
            document("Báo cáo")._replace(sights=(Seen(Sight.STRUCK, "\n".join(APART)),)),
            "no-statistics-table: …",
        ),
        (  # hidden text that is none of the form's
            document("Báo cáo")._replace(sights=(Seen(Sight.UNSEEN, "\n".join("abcdef")),)),
            "no-statistics-table: …",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_the_table_is_told_word_for_word(made: Document, said: str) -> None:
    (finding,) = told(made)
    found = f"{finding.code}: {finding.message}"
    begins = said.removesuffix(" …")
    assert (found if begins == said else found[: len(begins)]) == begins


# -- several units -----------------------------------------------------------------------------------------


def sheet(unit: str, count: str) -> str:
    head = (
        f"| ĐƠN VỊ: {unit} |\n| BÁO CÁO |\n| Tuần lễ hưởng ứng học tập suốt đời năm 2024 |\n" if unit else ""
    )
    return head + form_rows({NEWS: (count,)})


@pytest.mark.parametrize("second", ["14", "77"])
def test_a_sheet_for_each_unit_is_told_with_their_names_even_when_the_figures_are_alike(second: str) -> None:
    made = workbook(
        {"A": sheet("Trường Tiểu học Bàu Sen", "14"), "B": sheet("Trường Mầm non Hoa Lan", second)}
    )
    (finding,) = told(made)
    assert finding.code == "several-units"
    assert "Bàu Sen" in finding.message
    assert "Hoa Lan" in finding.message
    assert "“Trường Tiểu học Bàu Sen”; “Trường Mầm non Hoa Lan”" in finding.message
    assert "giữ lại một bảng" not in finding.hint


def test_a_cover_sheet_names_no_unit_of_the_sheets_behind_it() -> None:
    cover = "| ĐƠN VỊ: Trường Tiểu học Sao Mai |"
    assert (
        codes(workbook({"Bìa": cover, "1": sheet("", "14"), "2": sheet("Trường Mầm non Hoa Lan", "14")}))
        == []
    )


def test_sheets_named_by_their_units_are_of_several_units() -> None:
    assert codes(workbook({"TH Bàu Sen": sheet("", "14"), "MN Hoa Lan": sheet("", "77")})) == [
        "several-units"
    ]


def test_tables_of_several_units_one_after_another_are_told() -> None:
    first, second = (
        report(form_rows({NEWS: (count,)}), unit)
        for unit, count in (("Trường Tiểu học Bàu Sen", "1"), ("Trường Mầm non Hoa Lan", "2"))
    )
    assert codes(document(f"{first}\n{second}")) == ["several-units"]


def test_two_tables_of_one_unit_are_of_one_unit() -> None:
    unit = "Trường Tiểu học Bàu Sen"
    assert codes(workbook({"2023": sheet(unit, "14"), "2024": sheet(unit.upper(), "77")})) == []
    assert codes(workbook({"1": sheet(unit, "14"), "2": sheet("TH Bàu Sen", "77")})) == []
    assert codes(workbook({"TH Bàu Sen": sheet("", "14"), "Bản chép": sheet("", "77")})) == []


def test_a_blank_sheet_of_another_unit_does_not_matter() -> None:
    made = workbook({"A": sheet("Trường Tiểu học Bàu Sen", "14"), "B": sheet("Trường Mầm non Hoa Lan", "")})
    assert codes(made) == []


def test_a_filled_table_on_a_hidden_sheet_is_told_for_what_it_is() -> None:
    filled = form_rows({NEWS: ("7",)})
    made = workbook({"Bìa": "| Báo cáo |", "Biểu mẫu": filled}, hidden=("Biểu mẫu",))
    (finding,) = told(made)
    assert (finding.code, finding.severity.value) == ("table-on-hidden-sheet", "error")
    assert "nằm ở trang ẩn “Biểu mẫu”" in finding.message
    assert "lập báo cáo theo đúng mẫu" not in finding.hint


def test_a_blank_form_before_a_filled_one_on_a_hidden_sheet_names_the_hidden_sheet() -> None:
    made = workbook({"Mẫu": form_rows(), "Nháp": form_rows({NEWS: ("7",)})}, hidden=("Nháp",))
    assert codes(made) == ["table-on-hidden-sheet"]


@pytest.mark.parametrize("hidden", [form_rows({NEWS: ("7",)}), form_rows(), "| a | 1 |\n"])
def test_what_else_stands_on_hidden_sheets_says_nothing_beside_a_filled_table(hidden: str) -> None:
    made = workbook({"Số liệu": form_rows({NEWS: ("9",)}), "Năm trước": hidden}, hidden=("Năm trước",))
    assert codes(made) == []


def test_a_blank_form_on_a_hidden_sheet_is_no_table_of_figures() -> None:
    assert codes(workbook({"Bìa": "| Báo cáo |", "Mẫu": form_rows()}, hidden=("Mẫu",))) == [
        "no-statistics-table"
    ]
