"""The columns of a form found by headings as units have them: which stands where, which are others."""

from __future__ import annotations

import pytest

from htsd_cli.form import FormTable
from htsd_cli.interpret.grid.headings import HeadingFinder
from htsd_cli.interpret.grid.lines import lines_of
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.document import Table
from tests.documents import draw_cells
from tests.interpret.grid.disguised import BLANKS, padded_rows

# A form's columns: id = headings from the top, # the code under it, ~ another heading; * is the column of labels.
# Below each the headings of a received table, and the rows of its heading, where each column stands, others.
CASES = """
*ten = Nội dung; a = Số lớp; b = Số học sinh > Tổng số; c = Số học sinh > Nữ
| Nội dung | Số lớp | Số học sinh | < |
| ^ | ^ | Tổng số | Nữ |
| Dòng | 1 | 2 | 3 |
    0-2: ten 1, a 2, b 3, c 4
| Nội dung | Số lớp | Tổng số | Nữ |
| Dòng | 1 | 2 | 3 |
    0-1: ten 1, a 2, b 3, c 4
| Nội dung | Số lớp | Tổng số | Nữ |
| Nội dung | Số lớp |
    0-2: ten 1, a 2, b 3, c 4
| x | y |
| Nội dung | Nữ | Số lớp | Tổng số |
    1-2: ten 1, c 2, a 3, b 4
| Nội dung | Số lớp học | Tổng số học sinh | Nữ |
    0-1: ten 1, c 4; 2 so lop hoc; 3 tong so hoc sinh
| Nội dung | Số lơpp | Số học sinh | < |
| ^ | ^ | Tổng sốo | Nữ |
    0-2: ten 1, a 2, b 3, c 4
| Nội dung | Số lớp | Số học sinh | < |
| Nội dung | Số lớp | Chia ra | < |
| ^ | ^ | Tổng sốo | Nữ |
    0-3: ten 1, a 2, b 3, c 4
| Nội dung | Số giáo viên | Số học sinh | < |
| ^ | ^ | Tổng số | Nữ |
    0-2: ten 1, b 3, c 4; 2 so giao vien
| Nội dung | Số lớp | Số giáo viên | < |
| ^ | ^ | Tổng số | Nữ |
    0-2: ten 1, a 2; 3 so giao vien › tong so; 4 so giao vien › nu
| Nội dung | Số lớp | Học sinh (em) | < |
| ^ | ^ | Tổng số | Nữ |
    0-2: ten 1, a 2, b 3, c 4
| Nội dung | Số lớp | Chia ra | < |
| ^ | ^ | Tổng số | Nữ |
    0-2: ten 1, a 2, b 3, c 4
*ten = Nội dung; a = Số lớp; b = Đầu năm > Số học sinh > Nữ
| Nội dung | Số lớp | Trường |
| ^ | ^ | Học sinh (em) |
| ^ | ^ | Nữ |
    0-3: ten 1, a 2, b 3
| Nội dung | Số lớp | Trường |
| ^ | ^ | Giáo viên |
| ^ | ^ | Nữ |
    0-3: ten 1, a 2; 3 truong › giao vien › nu
*ten = Nội dung; a = Số lớp; b = Số học sinh > Tổng số; c = Số học sinh > Nữ
| Nội dung |
    -
| Nội dung | x |
    -
| Số lớp | Nữ |
    0-1: a 1, c 2
| Nội dung | Số lớp | Số học sinh nữ | x |
    0-1: ten 1, a 2, c 3; 4 x
| Nội dung | Số lớp | Ghi chú |
| A | 5 | ^ |
    0-1: ten 1, a 2; 3 ghi chu
| Nội dung | Số lớp | Tổng số | Nữ |
| A | 1 | 2 | 3 |
| Dòng | 1 | 2 | 3 |
    0-2: ten 1, a 2, b 3, c 4
*ten = Nội dung; x = Khác; a = Số lớp
| Nội dung | Số lớp | Số lớp |
    0-1: ten 1, a 3; 2 so lop
*ten = TT; a = 1; b = 2; c = 3
| TT | 1 | 2 | 3 |
    0-1: ten 1, a 2, b 3, c 4
*ten = Nội dung; a = 2025; b = 2026
| Nội dung | 2025 | 2026 |
| 2025 | 2026 | 7 |
    0-1: ten 1, a 2, b 3
*ten = Nội dung; a = Trường học > Học sinh > Nữ; b = Trường học > Giáo viên > Nữ
| Nội dung | Trường học | < |
| ^ | Giáo viênn | Học sinhh |
| ^ | Nữ | Nữ |
    0-3: ten 1, b 2, a 3
*ten = Nội dung; a = Năm 2025 > Tỉ lệ; b = Năm 2026 > Tỉ lệ
| Nội dung | Năm 2026 | Năm 2025 |
| ^ | Tỉ lệ | Tỉ lệ |
    0-2: ten 1, b 2, a 3
| Nội dung | Tỉ lệ | Tỉ lệ |
    -
| Nội dung | Năm 2024 | Năm 2026 |
| ^ | Tỉ lệ | Tỉ lệ |
    0-2: ten 1, b 3; 2 nam 2024 › ti le
| Nội dung | Năm 2024 | Năm 2025 |
| ^ | Tỉ lệ | Tỉ lệ |
    0-2: ten 1, a 3; 2 nam 2024 › ti le
| Nội dung | Thực hiện năm 2025 | Thực hiện năm 2026 |
| ^ | Tỉ lệ | Tỉ lệ |
    -
*ten = Nội dung; a = Số lớp học kỳ I; b = Số lớp học kỳ II; c = Số lớp 10A; d = Số học sinh toàn trường
| Nội dung | Số lớp học kỳ II | Số lớp học kỳ III | Số lớp 11A | Số học sinh toàn trường (1) |
    0-1: ten 1, b 2, d 5; 3 so lop hoc ki iii; 4 so lop 11a
| Nội dung | Số lớp học kỳ II | Số lớp họcc kỳ I | Số lớpp 10A | x |
    0-1: ten 1, b 2, a 3, c 4; 5 x
*ten = Nội dung # A; a = Lớp > Tỉ lệ # 1; s = Trường > Số # 2; b = Trường > Tỉ lệ # 3
| Nội dung | Tỉ lệ | Số | Tỉ lệ |
| A | 1 | 2 | 3 |
    0-2: ten 1, s 3; 2 ti le; 4 ti le
| Nội dung | Lớp | Trường | < |
| ^ | Tỉ lệ | Số | Tỉ lệ |
| A | 1 | 2 | 3 |
    0-3: ten 1, a 2, s 3, b 4
| Nội dung | Lớp | Trường | < |
| ^ | Tỉ lệ | Tỉ lệ | Số |
| A | 1 | 3 | 2 |
    0-3: ten 1, a 2, b 3, s 4
*ten = Nội dung; a = Số > Lớp; x = Tỉ lệ; b = Số > Trường; y = Tỉ lệ
| Nội dung | Trường | Tỉ lệ | Lớp | Tỉ lệ |
    0-1: ten 1, b 2, y 3, a 4, x 5
| Nội dung | Lớp | Trường | Tỉ lệ | Tỉ lệ |
    0-1: ten 1, a 2, b 3, x 4, y 5
| Nội dung | Tỉ lệ | Lớp | Trường | Tỉ lệ |
    0-1: ten 1, x 2, a 3, b 4, y 5
| Nội dung | Số | < | < | < |
| ^ | Lớp | Tỉ lệ | Trường | Tỉ lệ |
    0-2: ten 1, a 2, b 4; 3 so › ti le; 5 so › ti le
*ten = Nội dung; a = Số # 1; b = Số # 2
| Nội dung | Số | Số | Số |
| A | 3 | 2 | 1 |
    0-2: ten 1, b 3, a 4; 2 so
*ten = Nội dung; a = Số lớp học; b = Số trẻ
| Nội dung | Số lớp học | Số lớp hocc | Số trẻ |
    0-1: ten 1, a 2, b 4; 3 so lop hocc
*ten = Nội dung; a = Kinh phí ~ Số tiền; b = Ghi nhận thực tế của đơn vị
| Nội dung | Số tiền | Ghi nhận thực tế |
    0-1: ten 1, a 2; 3 ghi nhan thuc te
| Nội dung | Số tiền | Ghi nhận thực tế của đơn vii |
    0-1: ten 1, a 2, b 3
| Nội dung | Số liệu | Ghi nhận thực tế của đơn vị |
    0-1: ten 1, b 3; 2 so lieu
*ten = Nội dung; a = Kinh phí ~ Số tiền; b = Số tiền
| Nội dung | Số tiền | Kinh phí |
    0-1: ten 1, b 2, a 3
*ten = ; a = Số lớp; b = Số trẻ
| | Số lớp | Số trẻ |
| Dòng | 1 | 2 |
    0-1: ten 1, a 2, b 3
| Tên | Số lớp | Số trẻ |
    0-1: a 2, b 3; 1 ten
| Số lớp | Số trẻ |
    0-1: a 1, b 2
*ten = Nội dung; a = ; b = Số trẻ
| Nội dung | | Số trẻ |
    0-1: ten 1, b 3
*ten = Nội dung; a = Số lớp; b = Số trẻ (em); c = Kinh phí (đồng)
| Nội dung | Số lớp (lớp) | Số trẻ | Kinh phí |
    0-1: ten 1, a 2, b 3, c 4
| Nội dung | Số lớp (cái) | Số trẻ [em] | Kinh phí (triệu đồng) |
    0-1: ten 1, a 2, b 3, c 4
| Nội dung | Số lớp (ghép) | Số trẻ (nữ) | Kinh phí (xã hội hóa) |
    -
*ten = Nội dung; a = Số lượng (lớp); b = Số lượng (người); c = Tổng số
| Nội dung | Số lượng | Tổng số (người) |
    0-1: ten 1, c 3; 2 so luong
| Nội dung | Số lượng (người) | Số lượng (lớp) | Tổng số |
    0-1: ten 1, b 2, a 3, c 4
*ten = Nội dung; a = Số hộ > Tổng số; b = Trong kỳ > Tăng; c = Trong kỳ > Giảm; d = Đầu kỳ > Tăng
| Nội dung | Số hộ | Trong kỳ (hộ) | < | Đầu kỳ (hộ) |
| ^ | TS | Tăng (hộ) | Giảm (hộ) | Tăng |
    0-2: ten 1, a 2, b 3, c 4, d 5
| Nội dung | Số hộ | Trong kỳ (mới) | < | Đầu kỳ |
| ^ | TS | Tăng | Giảm | Tăng |
    0-2: ten 1, a 2, d 5; 3 trong ki moi › tang; 4 trong ki moi › giam
*ten = Nội dung; a = Trình độ > Tiến sĩ; b = Giáo viên > Tổng số
| Nội dung | Giáo viên | Trình độ |
| ^ | TS | TS |
    -
*ten = Nội dung; a = Số hộ > Tổng số; b = Tăng
| Nội dung | Số hộ | Tăng |
| ^ | T.số | ^ |
    0-2: ten 1, a 2, b 3
| Nội dung | Số hộ | Tăng |
| ^ | Tsố | ^ |
    0-2: ten 1, a 2, b 3
*ten = Nội dung; a = Số thửa đất; b = Trẻ > … > Nữ
| Nội dung | Số thửa đất (thửa) | Trẻ em |
| ^ | ^ | Nữ |
    0-2: ten 1, a 2, b 3
| Nội dung | Số thửa đất (cả đất thuê) | Trẻ |
| ^ | ^ | Nữ |
    0-2: ten 1, b 3; 2 so thua dat ca dat thue
*ten = Nội dung; a = Năng suất (tạ/ha); b = Sản lượng (tấn)
| Nội dung | Năng suất | Sản lượng |
    0-1: ten 1, a 2, b 3
| Nội dung | Năng suất (tấn/ha) | Sản lượng (tấn) |
    0-1: ten 1, b 3; 2 nang suat tan ha
| Nội dung | Tỉ lệ > % | Sản lượng |
    0-1: ten 1, b 3; 2 ti le
*ten = Nội dung; a = Thời gian (giờ); b = Sản lượng
| Nội dung | Thời gian (ngày) | Sản lượng |
    0-1: ten 1, b 3; 2 thoi gian ngai
| Nội dung | Thời gian | Sản lượng |
    0-1: ten 1, a 2, b 3
"""


def finder(columns: str) -> HeadingFinder:
    made = []
    for index, column in enumerate(columns.split("; "), 1):
        name, _, rest = column.partition(" = ")
        rest, _, code = rest.partition(" # ")
        path, *others = rest.split(" ~ ")
        made.append(
            {
                "id": name.removeprefix("*").strip(),
                "role": "label" if name.startswith("*") else "value",
                "heading": [text for text in path.split(" > ") if text.strip()],
                "other_headings": others,
                "code": code,
                "index": index,
            }
        )
    rows = [{"id": "dong", "label": "Dòng", "measures": [{"id": made[-1]["id"]}]}]
    return HeadingFinder(FormTable.model_validate({"id": "bang", "columns": made, "indicators": rows}))


def found(form: HeadingFinder, drawing: list[str], before: str = "", behind: str = "") -> str:
    heading = form.find(lines_of(Table(padded_rows(draw_cells(drawing), before, behind), 1)))
    if heading is None:
        return "-"
    columns = sorted(heading.columns.items(), key=lambda item: item[1])
    said = ", ".join(f"{name} {at}" for name, at in columns)
    others = "".join(
        f"; {at} {' › '.join(map(fold, text.split(' › ')))}" for at, text in heading.others.items()
    )
    return f"{heading.first}-{heading.end}: {said}{others}"


def test_each_column_is_found_by_its_headings_and_what_is_another_s_is_none() -> None:
    form, drawing = finder("*ten = Nội dung; a = Số"), list[str]()
    for line in CASES.strip("\n").splitlines():
        if line.startswith("*"):
            form = finder(line)
        elif line.startswith("|"):
            drawing.append(line)
        else:
            for blanks in (("", ""), *BLANKS):
                assert found(form, drawing, *blanks) == line.strip(), drawing
            drawing = []


UNITS = (
    "người, em, HS, GV, học sinh, sinh viên, giáo viên, cán bộ, hội viên, đoàn viên, đảng viên, lớp, lượt, lượt người,"
    " trường, cơ sở, đơn vị, phòng, máy, cái, chiếc, bộ, cuốn, quyển, bàn, tổ, nhóm, hộ, hộ dân, nhà, buổi, cuộc, tin,"
    " bài, tin bài, giải, m², ha, kg, SL, số lượng, đơn vị tính, ĐVT, điểm, tiết, lần, ca, vụ, vụ việc, con, cây,"
    " giường, xe, hồ sơ, văn bản, đề tài, công trình, dự án, doanh nghiệp, khẩu, nhân khẩu, đầu sách"
)


def test_what_a_heading_counts_may_stand_behind_it_in_brackets() -> None:
    form = finder("*ten = Nội dung; a = Trồng mới; b = Kết quả")
    for unit in UNITS.split(", "):
        assert found(form, [f"| Nội dung | Việc | Trồng mới ({unit}) |"]) == "0-1: ten 1, a 3; 2 viec", unit


@pytest.mark.parametrize(
    "word",
    ["Chia ra", "Trong đó", "Gồm", "Bao gồm", "Số lượng", "Số liệu", "Kết quả", "Tổng số", "Nội dung"],
)
def test_a_heading_above_that_may_stand_over_any_matter_parts_no_column(word: str) -> None:
    form = finder("*ten = Dòng; a = Số lớp; b = Số trẻ > Nam")
    assert found(form, ["| Dòng | Số lớp | Số thầy |", "| ^ | ^ | Nam |"]) == (
        "0-2: ten 1, a 2; 3 so thai › nam"
    )
    assert found(form, [f"| Dòng | Số lớp | {word} |", "| ^ | ^ | Nam |"]) == "0-2: ten 1, a 2, b 3"


def test_a_heading_is_looked_for_in_four_hundred_rows_and_is_eight_deep_at_most() -> None:
    form, heading = finder("*ten = Dòng; a = Số lớp"), "| Dòng | Số lớp |"
    assert found(form, ["| x | y |"] * 10 + [heading, heading]) == "10-12: ten 1, a 2"
    assert found(form, ["| x | y |"] * 399 + [heading]) == "399-400: ten 1, a 2"
    assert found(form, ["| x | y |"] * 400 + [heading]) == "-"
    assert found(form, [heading] * 9).startswith("0-8: ")


@pytest.mark.parametrize(
    ("columns", "drawing", "told"),
    [
        ("a = Số ca; b = Số cá", ["| Nội dung | So ca | So ca |"], {"a": "So ca", "b": "So ca"}),
        ("a = Số ca; b = Số cá", ["| Nội dung | Số cá | Số ca |"], {}),
        ("a = Số ca; b = Số bò", ["| Nội dung | So ca | So bo |"], {}),
        ("a = Số ca; b = Số bò", ["| Nội dung | Số cá | Số bò |"], {"a": "Số cá"}),
        ("a = Số ca # 1; b = Số cá # 2", ["| Nội dung | So ca | So ca |", "| A | 1 | 2 |"], {}),
        ("a = Số ca; b = Số cá", ["| Nội dung | So ca | So ca |", "| A | 1 | 2 |"], {"a": "So ca", "b": "So ca"}),
    ],
)  # fmt: skip
def test_a_heading_with_other_marks_is_doubted_where_no_code_says_whose_it_is(
    columns: str, drawing: list[str], told: dict[str, str]
) -> None:
    heading = finder(f"*ten = Nội dung # A; {columns}").find(lines_of(Table(draw_cells(drawing), 1)))
    assert heading is not None
    assert heading.doubted == told


@pytest.mark.parametrize("remark", ["(ghi rõ tên)", "[ghi rõ tên]"])
def test_a_remark_in_brackets_leaves_a_row_one_of_headings(remark: str) -> None:
    form = finder("*ten = Dòng; a = Số lớp")
    assert found(form, [f"| Dòng {remark} | Số lớp |"]) == "0-1: a 2; 1 dong ghi ro ten"


@pytest.mark.parametrize(
    ("own", "said", "known"),
    [
        ("Nhóm trẻ", "Nhómm trẻ", True),
        ("Nhà trẻ", "Nhà trt", False),  # 6 letters of 7 are the same: 85.7 of 100
        ("x" * 43 + "a" * 7, "x" * 43 + "b" * 7, True),  # 43 of 50 are: 86 exactly
        ("x" * 42 + "a" * 8, "x" * 42 + "b" * 8, False),
    ],
)
def test_a_misspelt_heading_is_known_where_six_letters_of_seven_are_right(
    own: str, said: str, known: bool
) -> None:
    told = found(finder(f"*ten = Nội dung; a = Số lớp; b = {own}"), [f"| Nội dung | Số lớp | {said} |"])
    assert told.startswith("0-1: ten 1, a 2, b 3") == known


def test_a_table_without_a_heading_has_the_form_s_columns_where_it_is_as_wide() -> None:
    form = finder("*ten = Nội dung; a = Số lớp; b = Số trẻ")
    three, two = (lines_of(Table(draw_cells([row]), 1)) for row in ("| A | 1 | 2 |", "| A | 1 |"))
    heading = form.by_index(three)
    assert heading is not None
    assert heading.columns == {"ten": 1, "a": 2, "b": 3}
    assert form.by_index(two) is None
    last = form.table.columns[2].model_copy(update={"index": None})  # the office's own file has it not
    put_in = HeadingFinder(form.table.model_copy(update={"columns": (*form.table.columns[:2], last)}))
    heading = put_in.by_index(two)
    assert heading is not None
    assert heading.columns == {"ten": 1, "a": 2}


@pytest.mark.parametrize(
    ("above", "known"),
    [
        *((f"{said} bán trú", True) for said in ("Số", "Tổng số", "Số lượng", "Tổng")),
        *((f"Bán trú {unit}", True) for unit in (
            "em", "người", "lượt", "lớp", "trường", "cơ sở", "đồng", "triệu đồng", "nghìn đồng",
        )),
        ("Số bán trú (em)", True), ("Bán trú nữa", False), ("Chưa bán trú", False), ("Nội trú", False),
    ],
)  # fmt: skip
def test_what_a_heading_above_counts_parts_no_column_and_another_matter_does(above: str, known: bool) -> None:
    form = finder("*ten = Dòng; a = Số lớp; b = Bán trú > Nam")
    told = found(form, [f"| Dòng | Số lớp | {above} |", "| ^ | ^ | Nam |"])
    assert told == ("0-2: ten 1, a 2, b 3" if known else f"0-2: ten 1, a 2; 3 {fold(above)} › nam")


NUMBERS = ("I", "II", "III", "IV", "V", "2026", "10A", "B2")


@pytest.mark.parametrize("own", NUMBERS)
def test_a_heading_with_another_number_is_of_another_thing(own: str) -> None:
    form = finder(f"*ten = Dòng; a = Số lớp; b = Tỉ lệ chuyên cần của học kỳ {own}")
    for other in NUMBERS:
        told = found(form, [f"| Dòng | Số lớp | Tỉ lệ chuyên cầnn của học kỳ {other} |"])
        assert told.startswith("0-1: ten 1, a 2, b 3") == (own == other)
