"""A note that the form's own file prints says nothing of a report's figures, wherever it stands; any other is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from htsd_cli.form import Form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.grid.printed import PrintedWords
from htsd_cli.interpret.submission import submission_of
from htsd_cli.learn import learn_form
from htsd_cli.learn.kept import as_form
from htsd_cli.readers import read_document
from htsd_cli.values.document import Cell, Document, Paragraph, Table
from tests.learn.drawing import excel, word

FOOTNOTE = "Tính đến ngày 31/12/2024, theo Thông tư 12"
ROWS = ("Số lớp", "Số học sinh", "Số giáo viên")


def sheet(path: Path, notes: dict[str, str], *figures: int) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["STT", "Chỉ tiêu", "Số lượng"])
    for number, label in enumerate(ROWS):
        page.append([number + 1, label, figures[number] if figures else None])
    for cell, text in notes.items():
        page[cell].comment = Comment(text, "A")
    page["A6"] = "Ghi chú: số liệu do đơn vị tự chịu trách nhiệm"
    book.save(path)
    return path


@pytest.fixture
def form(tmp_path: Path) -> Form:
    blank = sheet(
        tmp_path / "mau.xlsx", {"B2": FOOTNOTE, "C3": "Ghi số em học 2 buổi", "A6": "Sửa lại: 14 lớp"}
    )
    form = as_form(learn_form(blank), blank.name)
    form._directory = tmp_path
    return form


@pytest.mark.parametrize(
    ("line", "told"), [("Số liệu năm 2024", []), ("Số liệu năm 2023", ["note-below-table"])]
)
def test_a_line_above_the_table_that_the_form_prints_says_nothing(
    tmp_path: Path, line: str, told: list[str]
) -> None:
    table = "STT | Chỉ tiêu | Số lượng\n" + "\n".join(
        f"{at} | {label} | 5" for at, label in enumerate(ROWS, 1)
    )
    blank = word(tmp_path / "mau.docx", "BÁO CÁO NĂM 2025\nSố liệu năm 2024", table.replace("| 5", "|"))
    form = as_form(learn_form(blank), blank.name)
    form._directory = tmp_path
    report = read_document(word(tmp_path / "g.docx", f"BÁO CÁO NĂM 2025\n{line}", table))
    found = [item.code for item in submission_of(Interpreter(form), report, "g.docx").findings]
    assert [code for code in found if code == "note-below-table"] == told


@pytest.mark.parametrize(
    ("notes", "told", "kept"),
    [
        ({}, [], {}),
        ({"B2": FOOTNOTE}, [], {}),
        ({"B2": FOOTNOTE, "C3": "Ghi số em  học 2 buổi", "A6": "Sửa lại: 14 lớp"}, [], {}),
        ({"B4": FOOTNOTE}, [], {}),  # at another row: it still says nothing of its own
        ({"B2": "Tính đến ngày 31/12/2025"}, ["note-at-figure"], {0: "Tính đến ngày 31/12/2025"}),
        ({"B2": FOOTNOTE, "C2": "sửa 15"}, ["note-at-figure"], {0: "sửa 15"}),
        ({"A6": "Sửa lại: 15 lớp", "B2": FOOTNOTE}, ["note-elsewhere"], {}),
    ],
)
def test_only_what_the_form_does_not_print_itself_is_told(
    form: Form, tmp_path: Path, notes: dict[str, str], told: list[str], kept: dict[int, str]
) -> None:
    filled = sheet(tmp_path / "Trường A.xlsx", notes, 14, 400, 25)
    submission = submission_of(Interpreter(form), read_document(filled), filled.name)
    ids = [item.id for item in form.indicators]
    assert [figure.value for figure in submission.figures.values()] == [14, 400, 25]
    assert [item.code for item in submission.findings if item.code != "unit-from-file-name"] == told
    assert submission.notes == {ids[number]: text for number, text in kept.items()}


def test_a_document_keeps_all_that_is_no_note_of_the_form_s_and_is_the_same_where_it_has_none(
    form: Form,
) -> None:
    printed, words = PrintedWords(form), Paragraph("Kính gửi", 1)
    cells = Cell("Số lớp", 1, 1, notes=(FOOTNOTE, "xem lại")), Cell("14", 1, 2)
    made = Document(Path("a.docx"), "docx", (words, Table((cells,), 1)), notes=("chú ý", f" {FOOTNOTE}"))
    left = (cells[0]._replace(notes=("xem lại",)), cells[1])
    assert printed.left_out_of(made) == made._replace(blocks=(words, Table((left,), 1)), notes=("chú ý",))
    for notes in ((), ("chú ý",)):
        other = Document(Path("a.docx"), "docx", (words,), notes=notes)
        assert printed.left_out_of(other) is other
    own = form.model_copy(update={"blank": ""})
    assert PrintedWords(own).left_out_of(made) is made  # a form without a file


@pytest.mark.parametrize("broken", [True, False])
def test_every_note_is_told_where_the_form_s_own_file_is_gone_or_broken(
    form: Form, tmp_path: Path, broken: bool
) -> None:
    filled = sheet(tmp_path / "Trường A.xlsx", {"B2": FOOTNOTE}, 14, 400, 25)
    (tmp_path / "mau.xlsx").unlink()
    if broken:
        (tmp_path / "mau.xlsx").write_bytes(b"PK\x03\x04")
    submission = submission_of(Interpreter(form), read_document(filled), filled.name)
    assert "note-at-figure" in [item.code for item in submission.findings]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("printed", "filled", "name", "found_in"),
    [
        ("Phòng, chống bạo lực gia đình", "", "Phường Tân Phú", "file"),
        ("Phường đạt chuẩn đô thị văn minh", "", "Phường Tân Phú", "file"),
        ("(Ban hành kèm theo Công văn số 12/UBND)", "", "Phường Tân Phú", "file"),
        ("Đơn vị:", "Đơn vị: Phường Tân Quy", "Phường Tân Quy", "letterhead"),
        ("PHƯỜNG ……………", "PHƯỜNG TÂN QUY", "Phường Tân Quy", "letterhead"),
        ("Phòng, chống cháy, nổ", "Phòng, chống cháy, nổ|ĐƠN VỊ: PHƯỜNG TÂN QUY", "Phường Tân Quy", "letterhead"),
    ],
)  # fmt: skip
def test_a_line_that_the_form_prints_is_nobody_s_name(
    tmp_path: Path, ending: str, printed: str, filled: str, name: str, found_in: str
) -> None:
    title, table = "DANH SÁCH HỘ NGHÈO NĂM 2026", "STT | Khu phố | Số hộ | Số người\n"

    def written(place: Path, line: str, rows: str) -> Path:
        parts = [title, *line.split("|"), table + rows]
        return word(place, *parts) if ending == "docx" else excel(place, {"Bieu": parts})

    blank = written(tmp_path / f"mau.{ending}", printed, "1 | | |\n2 | | |\n3 | | |")
    form = as_form(learn_form(blank), blank.name)
    form._directory = tmp_path
    rows = "1 | Khu phố 1 | 2 | 3\n2 | Khu phố 2 | 4 | 5\n3 | Khu phố 3 | 6 | 7"
    report = written(tmp_path / f"Phường Tân Phú.{ending}", filled or printed, rows)
    submission = submission_of(Interpreter(form), read_document(report), report.name)
    assert (submission.unit.name, submission.unit_found_in) == (name, found_in)
