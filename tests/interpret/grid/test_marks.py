"""Names of rows, columns and units that differ in their marks alone: read by them, and told where only folds agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.interpret.grid.reading import GridReader
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn import learn_form
from htsd_cli.learn.kept import as_form
from htsd_cli.readers import read_document
from tests.learn.drawing import word
from tests.learn.reading import read_by

TITLE = "BÁO CÁO CHĂN NUÔI, TÍN DỤNG"
# The form's rows; below, the rows of a report; then its figures in the form's order, the rows told of, other findings.
ROWS = """
Số ca, Số cá, Cộng | Số ca 1, Số cá 2, Cộng 9 => 1 2 9 | |
Số ca, Số cá, Cộng | Số cá 2, Số ca 1, Cộng 9 => 1 2 9 | |
Số ca, Số cá, Cộng | SỐ CÁ 2, SỐ CA 1, CỘNG 9 => 1 2 9 | |
Số ca, Số cá, Cộng | Số cá 2, Cộng 9 => - 2 9 | | row-missing
Số ca, Số cá, Cộng | So ca 1, So ca 2, Cong 9 => 1 2 9 | Số ca, Số cá |
Số ca, Số cá, Cộng | So ca 1, Cong 9 => 1 - 9 | Số ca | row-missing
Số ca, Số cá, Cộng | So ca 1, Số ca 2, Cộng 9 => 2 1 9 | Số cá |
Số hội, Số bò, Cộng | Số hồi 1, Số bò 2, Cộng 9 => 1 2 9 | Số hội |
Số hội, Số bò, Cộng | Số hội 1, Số bò 2, Số hỏi 3, Cộng 9 => 1 2 9 | | row-unknown
Số hội, Số bò, Cộng | So hoi 1, So bo 2, Cong 9 => 1 2 9 | |
Số hòa giải, Tỷ lệ nợ, Cộng | Số hoà giải 1, Tỉ lệ nợ 2, Cộng 9 => 1 2 9 | |
Tỷ lệ nợ, Tỷ lệ nở, Cộng | Tỷ lệ nở 2, Tỷ lệ nợ 1, Cộng 9 => 1 2 9 | |
1. Số ca, 2. Số cá, 3. Cộng | 1. Số cá 2, 2. Số ca 1, 3. Cộng 9 => 1 2 9 | |
"""


def _table(rows: str) -> str:
    """Return a table of rows, the number at a row's end in its column of figures."""
    lines = ["Nội dung | Số lượng | Ghi chú"]
    for row in rows.split(","):
        label, _, number = row.strip().rpartition(" ")
        lines.append(f"{label} | {number} |" if number.isdigit() else f"{row.strip()} | |")
    return "\n".join(lines)


@pytest.mark.parametrize("drawn", ROWS.strip().splitlines())
def test_a_row_is_known_by_its_marks_first_and_by_its_fold_with_a_word(tmp_path: Path, drawn: str) -> None:
    files, _, expected = drawn.partition(" => ")
    blank, filled = files.split(" | ")
    figures, told, others = (part.strip() for part in expected.split("|"))
    submission = read_by(
        word(tmp_path / "mau.docx", TITLE, _table(blank)),
        word(tmp_path / "bao-cao.docx", "ĐƠN VỊ: XÃ NHÀ BÈ", TITLE, _table(filled)),
    )
    numbers = submission.numbers
    names = list(dict.fromkeys(_ids(blank)))
    assert " ".join(str(next(iter(numbers.get(name, {}).values()), "-")) for name in names) == figures
    doubted = [item.where for item in submission.findings if item.code == "name-marks-differ"]
    assert ", ".join(where.partition("“")[2].rstrip("”") for where in doubted) == told
    rest = [item.code for item in submission.findings if item.code != "name-marks-differ"]
    assert ", ".join(code for code in rest if code != "unit-from-file-name") == others


def _ids(rows: str) -> list[str]:
    """Return the ids that the learner gives the rows: those that fold alike are numbered."""
    found: list[str] = []
    for row in rows.split(","):
        name = fold(row.strip().lstrip("0123456789. ")).replace(" ", "_").replace("ti_le", "ty_le")
        found.append(name if name not in found else f"{name}_2")
    return found


@pytest.mark.parametrize(
    ("heading", "figures", "told"),
    [
        ("Nội dung | Số ca | Số cá | Số lợn", (1, 2, 3), []),
        ("Nội dung | Số cá | Số ca | Số lợn", (2, 1, 3), []),
        ("Nội dung | So ca | So ca | So lon", (1, 2, 3), ["Cột “Số ca”", "Cột “Số cá”"]),
        ("Nội dung | Số ca | Số cá | Số lớn", (1, 2, 3), ["Cột “Số lợn”"]),
    ],
)
def test_a_column_is_known_by_the_marks_of_its_heading_first(
    tmp_path: Path, heading: str, figures: tuple[int, ...], told: list[str]
) -> None:
    submission = read_by(
        word(tmp_path / "mau.docx", TITLE, "Nội dung | Số ca | Số cá | Số lợn\nXóm Bắc | | |\nXóm Nam | | |"),
        word(tmp_path / "bao-cao.docx", TITLE, f"{heading}\nXóm Bắc | 1 | 2 | 3\nXóm Nam | 1 | 2 | 3"),
    )
    assert submission.rows is not None
    first = {key.indicator: figure.value for key, figure in submission.rows[0].figures.items()}
    assert first == dict(zip(("so_ca", "so_ca_2", "so_lon"), figures, strict=True))
    assert [item.where for item in submission.findings if item.code == "name-marks-differ"] == told


def test_two_persons_whose_names_differ_in_a_mark_are_two(tmp_path: Path) -> None:
    heading = "STT | Họ và tên chủ hộ | Số nhân khẩu | Số trẻ em\n"
    blank = word(tmp_path / "mau.docx", "DANH SÁCH HỘ NGHÈO", heading + "1 | | |\n2 | | |\n3 | | |")
    rows = "1 | Lê Thị Hoa | 1 | 2\n2 | Lê Thị Hòa | 3 | 4\n3 | {} | 5 | 6"
    told = {}
    for name in ("Lê Thị Hỏa", "Lê Thị Hoà", "Le Thi Hoa"):
        path = word(tmp_path / "bao-cao.docx", "DANH SÁCH HỘ NGHÈO", heading + rows.format(name))
        found = read_by(blank, path).findings
        told[name] = [item.message for item in found if item.code == "unit-row-doubled"]
    assert told == {
        "Lê Thị Hỏa": [],
        "Lê Thị Hoà": ["“Lê Thị Hoà” có hai dòng trong bảng (dòng trước ở hàng 3); cả hai đều được giữ."],
        "Le Thi Hoa": ["“Le Thi Hoa” có hai dòng trong bảng (dòng trước ở hàng 3); cả hai đều được giữ."],
    }


@pytest.mark.parametrize(
    ("blank", "filled", "told"),
    [
        ("Số hội, Số bò", "Số hồi 1, Số bò 2", []),
        ("Số ca, Số cá", "Số cả 1, Số cạ 2", ["Dòng “Số ca”", "Dòng “Số cá”"]),
    ],
)
def test_the_marks_of_a_pdf_are_doubted_only_where_two_rows_fold_alike(
    tmp_path: Path, blank: str, filled: str, told: list[str]
) -> None:
    form = as_form(learn_form(word(tmp_path / "mau.docx", TITLE, _table(blank))), "mau.docx")
    document = read_document(word(tmp_path / "bao-cao.docx", TITLE, _table(filled)))
    statistics = GridReader(form).read(document._replace(format="pdf")).statistics
    assert [list(row.values()) for row in statistics.figures.values()] == [[1], [2]]
    assert [item.where for item in statistics.findings if item.code == "name-marks-differ"] == told


@pytest.mark.parametrize(
    ("groups", "figures"), [("Ca | < | Cá | <", (1, 2, 3, 4)), ("Cá | < | Ca | <", (3, 4, 1, 2))]
)
def test_columns_of_one_name_are_known_by_the_marks_of_the_headings_above(
    tmp_path: Path, groups: str, figures: tuple[int, ...]
) -> None:
    heading = "Nội dung | {}\n^ | Tổng số | Nữ | Tổng số | Nữ\nXóm Bắc | {}\nXóm Nam | {}"
    submission = read_by(
        word(tmp_path / "mau.docx", TITLE, heading.format("Ca | < | Cá | <", "| | |", "| | |")),
        word(tmp_path / "bao-cao.docx", TITLE, heading.format(groups, "1 | 2 | 3 | 4", "1 | 2 | 3 | 4")),
    )
    assert submission.rows is not None
    assert tuple(figure.value for figure in submission.rows[0].figures.values()) == figures
    assert [item.code for item in submission.findings] == ["unit-from-file-name"]
