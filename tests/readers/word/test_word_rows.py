"""In which columns the cells of a Word table stand where only their widths say it, and rows that stand beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Seen, Sight, Table
from tests.documents import word, word_styles

WIDTH = 1500
BESIDE = (Seen(Sight.SHIFTED, "hàng bị dời lệch"),)
BY_STYLE = (Seen(Sight.UNKNOWN, "chữ bị kiểu của bảng dời chỗ hoặc đánh số"),)
CROSSED = (Seen(Sight.UNKNOWN, "đường kẻ chéo qua ô"),)


def tc(text: str, width: int = 1500, kind: str = "dxa", paragraph: str = "", run: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="{kind}"/></w:tcPr><w:p><w:pPr>{paragraph}</w:pPr><w:r>'
        f"<w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def table(*rows: str, grid: int = 1500, properties: str = "") -> str:
    columns = f'<w:gridCol w:w="{grid}"/>' * 4
    found = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{found}</w:tbl><w:p/>"


def read(folder: Path, body: str, styles: str = "") -> list[Table]:
    return list(read_docx(word(folder / "tep.docx", body, word_styles(styles))).tables())


FULL = tc("1") + tc("Lớp") + tc("14") + tc("300")
FREE = '<w:trPr><w:wBefore w:w="1500" w:type="dxa"/></w:trPr>'


@pytest.mark.parametrize(
    ("row", "grid", "places"),
    [
        pytest.param(tc("Cộng", 3000) + tc("15") + tc("310"), 1500, [(1, 2), (3, 1), (4, 1)], id="a wide first cell"),
        pytest.param(tc("Cộng", 3020) + tc("15") + tc("310", 1480), 0, [(1, 2), (3, 1), (4, 1)], id="not in the grid"),
        pytest.param(tc("2") + tc("Cộng", 3000) + tc("310"), 1500, [(1, 1), (2, 2), (4, 1)], id="a wide second one"),
        pytest.param(tc("Cộng", 2500, "pct") + tc("15", 1250, "pct") + tc("310", 1250, "pct"), 1500,
                     [(1, 2), (3, 1), (4, 1)], id="parts of the table"),
        pytest.param(tc("2") + tc("Lớp") + tc("15"), 1500, [(1, 1), (2, 1), (3, 1)], id="a row that ends early"),
        pytest.param(tc("2", 700) + tc("Lớp", 900) + tc("15", 800), 1500, [(1, 1), (2, 1), (3, 1)], id="no edge"),
        pytest.param(tc("2", 3000, "auto") + tc("Lớp") + tc("15"), 1500, [(1, 1), (2, 1), (3, 1)], id="no width"),
    ],
)  # fmt: skip
def test_a_row_of_fewer_cells_stands_in_the_columns_its_widths_say(
    row: str, grid: int, places: list[tuple[int, int]], tmp_path: Path
) -> None:
    [found] = read(tmp_path, table(FULL, row, FULL, grid=grid))
    assert [(cell.column, cell.column_span) for cell in found.rows[1]] == places
    assert [cell.sights for cell in found.rows[1]] == [()] * 3


def spanning(text: str, width: int, columns: int = 1) -> str:
    """Return a cell with its width and, where it is more than one, the columns it says it spans."""
    return tc(text, width).replace(
        "<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{columns}"/>' if columns > 1 else "<w:tcPr>"
    )


@pytest.mark.parametrize(
    ("cells", "before", "told"),
    [
        (
            [("a", WIDTH * 2, 1), ("b", WIDTH * 2, 2)],
            0,
            "ab",
        ),  # three columns by what they say, four by widths
        ([("a", WIDTH, 1), ("b", WIDTH * 2, 1), ("c", WIDTH, 1)], 0, ""),  # by widths alone: read so
        ([("a", WIDTH, 1), ("b", WIDTH * 2, 2), ("c", WIDTH, 1)], 0, ""),
        ([("a", WIDTH * 2, 1), ("b", WIDTH, 1)], 1, "ab"),
        ([("a", WIDTH, 1), ("b", WIDTH * 2, 1)], 1, "b"),
        ([("a", WIDTH, 1), ("b", WIDTH, 1), ("c", WIDTH, 1)], 1, ""),
        ([("a", WIDTH, 1), ("b", WIDTH, 1)], 1, ""),  # a short row, not as wide as the table
    ],
)
def test_cells_whose_widths_deny_the_columns_they_say_are_told(
    cells: list[tuple[str, int, int]], before: int, told: str, tmp_path: Path
) -> None:
    row = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' * (before > 0)
    row += "".join(spanning(*cell) for cell in cells)
    [found] = read(tmp_path, table(FULL, row, FULL))
    assert "".join(cell.text for cell in found.rows[1] if cell.sights == BESIDE) == told


@pytest.mark.parametrize(
    "properties",
    [
        FREE,
        '<w:tblPrEx><w:tblInd w:w="1500" w:type="dxa"/></w:tblPrEx>',
        '<w:tblPrEx><w:tblCellMar><w:left w:w="4000" w:type="dxa"/></w:tblCellMar></w:tblPrEx>',
    ],
)
def test_a_whole_row_moved_to_the_side_is_told(properties: str, tmp_path: Path) -> None:
    [found] = read(tmp_path, table(FULL, properties + FULL))
    assert [cell.sights for cell in found.rows[0]] == [()] * 4
    assert [cell.sights for cell in found.rows[1]] == [BESIDE] * 4


@pytest.mark.parametrize(
    ("row", "usual", "beside"),
    [
        ('<w:trPr><w:jc w:val="right"/></w:trPr>', "", True),
        ('<w:tblPrEx><w:jc w:val="center"/></w:tblPrEx>', "", True),
        ('<w:trPr><w:jc w:val="center"/></w:trPr>', '<w:jc w:val="center"/>', False),
        ('<w:trPr><w:gridBefore w:val="1"/><w:jc w:val="right"/></w:trPr>', "", False),
    ],
)
def test_a_short_row_at_another_side_than_its_table_is_told(
    row: str, usual: str, *, beside: bool, tmp_path: Path
) -> None:
    [found] = read(tmp_path, table(FULL, row + tc("2") + tc("Lớp") + tc("15"), properties=usual))
    assert [cell.sights for cell in found.rows[1]] == [BESIDE if beside else ()] * 3


@pytest.mark.parametrize(
    ("widths", "beside"),
    [
        ((1500, 1500, 750, 750, 1500), (False, False, True, True, True)),
        ((1500, 1500, 1500, 1500, 1500), (False,) * 5),  # one more column at the right
        ((1500, 1500, 1500, 750, 750), (False, False, False, True, True)),
    ],
)
def test_a_row_with_two_cells_in_a_column_is_told_from_there(
    widths: tuple[int, ...], beside: tuple[bool, ...], tmp_path: Path
) -> None:
    whole = "".join(tc(str(number), 1500) for number in range(7, 11))
    parted = "".join(tc("14", width) for width in widths)
    [found] = read(tmp_path, table(whole, parted))
    assert [cell.sights for cell in found.rows[1]] == [BESIDE if told else () for told in beside]


def test_what_a_tracked_change_moves_into_other_columns_or_joins_to_the_cell_above_is_told(
    tmp_path: Path,
) -> None:
    gone = tc("9").replace("</w:tcPr>", '<w:cellDel w:id="1" w:author="a"/></w:tcPr>')
    row = tc("2") + gone + tc("15") + tc("310")
    replaced = tc("2") + gone + tc("Lớp") + tc("15") + tc("310")
    uneven, even, full = read(tmp_path, table(FULL, row) + table(row, row) + table(FULL, replaced))
    assert [(cell.text, cell.sights) for cell in uneven.rows[1]] == [
        ("2", ()), ("15", BESIDE), ("310", BESIDE),
    ]  # fmt: skip
    assert [cell.sights for cell in even.rows[1]] == [()] * 3
    assert [cell.sights for cell in full.rows[1]] == [()] * 4
    joined = tc("14").replace("</w:tcPr>", '<w:cellMerge w:id="1" w:author="a" w:vMerge="cont"/></w:tcPr>')
    [found] = read(tmp_path, table(FULL, tc("2") + tc("Lớp") + joined + tc("310")))
    assert [cell.sights for cell in found.rows[1]] == [(), (), (Seen(Sight.UNKNOWN, "14"),), ()]


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ('<w:tcPr><w:tcBorders><w:tl2br w:val="single"/></w:tcBorders></w:tcPr>', CROSSED),
        ('<w:tblPr><w:tblCellMar><w:left w:w="4000"/></w:tblCellMar></w:tblPr>', BY_STYLE),
        ('<w:tblPr><w:tblCellMar><w:left w:w="108"/></w:tblCellMar></w:tblPr>', ()),
        ('<w:tcPr><w:tcBorders><w:tl2br w:val="nil"/></w:tcBorders></w:tcPr>', ()),
    ],
)
def test_what_a_table_style_lays_over_its_cells_is_told(
    style: str, told: tuple[Seen, ...], tmp_path: Path
) -> None:
    styles = f'<w:style w:type="table" w:styleId="B">{style}</w:style>'
    [found] = read(tmp_path, table(FULL, properties='<w:tblStyle w:val="B"/>'), styles)
    assert [cell.sights for cell in found.rows[0]] == [told] * 4


def test_a_table_of_numbers_alone_that_floats_is_told(tmp_path: Path) -> None:
    floating = '<w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="5000" w:tblpY="5000"/>'
    body = table(FULL) + table(tc("99"), properties=floating)
    assert read_docx(word(tmp_path / "tep.docx", body, {})).sights == (Seen(Sight.TEXT_BOX, "99"),)
    column = table(*(tc(str(number)) for number in range(90, 99)), properties=floating)
    assert [seen.text for seen in read_docx(word(tmp_path / "tep.docx", table(FULL) + column, {})).sights] == [
        "90", "91", "92", "93",
    ]  # fmt: skip
    frame = '<w:framePr w:vAnchor="page" w:hAnchor="page" w:x="5000" w:y="5000"/>'
    framed = table(tc("99", paragraph=frame))
    assert read_docx(word(tmp_path / "tep.docx", table(FULL) + framed, {})).sights == (
        Seen(Sight.TEXT_BOX, "99"),
    )
    body = table(FULL) + table(tc("Số: 99"), properties=floating)
    assert read_docx(word(tmp_path / "tep.docx", body, {})).sights == ()


@pytest.mark.parametrize(
    ("lift", "told"), [(-100, (Seen(Sight.UNKNOWN, "14"),)), (40, (Seen(Sight.UNKNOWN, "14"),)), (6, ())]
)
def test_a_figure_lifted_onto_another_line_is_told(lift: int, told: tuple[Seen, ...], tmp_path: Path) -> None:
    [found] = read(tmp_path, table(tc("14", run=f'<w:position w:val="{lift}"/>')))
    assert (found.rows[0][0].text, found.rows[0][0].sights) == ("14", told)


def test_letters_too_small_to_see_leave_a_gap_between_two_numbers(tmp_path: Path) -> None:
    tiny = '</w:t></w:r><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>'
    [found] = read(tmp_path, table(tc(f"86{tiny.format('409 lớp')}994") + tc(f"86{tiny.format('4')}994")))
    assert [cell.text for cell in found.rows[0]] == ["86\n994", "86994"]
