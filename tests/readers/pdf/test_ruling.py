"""Which rows a PDF's rules make: those a page's end leaves open, those it cuts, and the words of narrow cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Document, Seen, Sight
from tests.pdf_files import RULES, in_cell, pdf, text

XS = (50, 70, 220, 300, 350)  # a number, a name, a unit, a figure


def read(tmp_path: Path, content: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return read_pdf(path)


def rows_of(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[item.text for item in row] for row in table.rows]


def grid(*levels: int, low: int, high: int, xs: tuple[float, ...] = XS) -> str:
    """Return level rules at some heights, and upright ones from `low` to `high`."""
    upright = "".join(f"{x} {low} m {x} {high} l S " for x in xs)
    return upright + "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S " for y in levels)


@pytest.mark.parametrize(("low", "high", "y"), [(170, 260, 180), (200, 290, 270)])
def test_a_row_whose_upright_rules_end_together_is_read_though_no_rule_closes_it(
    tmp_path: Path, low: int, high: int, y: int
) -> None:
    upright = "".join(f"{x} {low} m {x} {high} l S " for x in (50, 150, 250, 350))
    row = text(55, y, "Tin") + text(155, y, "14")
    document = read(tmp_path, pdf(RULES + upright + in_cell(1, 2, "7") + row))
    assert ["Tin", "14", ""] in rows_of(document)
    assert document.sights == ()


@pytest.mark.parametrize("ends", [(170, 173, 176, 179), (176, 170, 179, 173)])
def test_a_row_whose_upright_rules_end_apart_is_told(tmp_path: Path, ends: tuple[int, ...]) -> None:
    upright = "".join(f"{x} {end} m {x} 260 l S " for x, end in zip((50, 150, 250, 350), ends, strict=True))
    row = text(55, 185, "Tin") + text(155, 185, "14")
    document = read(tmp_path, pdf(RULES + upright + in_cell(1, 2, "7") + row))
    said = "trang 1 có dòng bảng không kẻ kín nên không đọc được: “Tin14”"
    assert document.sights == (Seen(Sight.UNKNOWN, said),)
    assert read(tmp_path, pdf(RULES + upright + in_cell(1, 2, "7"))).sights == ()


CUT = grid(200, 230, low=170, high=230)  # its last row is open below
TOP = text(55, 210, "1") + text(75, 210, "Tin") + text(225, 210, "tin") + text(305, 210, "7")
OPEN, CLOSED = grid(230, low=230, high=260), grid(230, 260, low=230, high=260)


@pytest.mark.parametrize(
    ("above", "rules", "below", "rows"),
    [
        (  # the name goes on, and its figure stands beside its rest
            text(75, 180, "To chuc cac lop hoc xxxxxx"), OPEN,
            text(75, 240, "nghe cho dan") + text(305, 240, "4"),
            [["", "To chuc cac lop hoc xxxxxx nghe cho dan", "", "4"]],
        ),
        (  # the same, but a rule parts them
            text(75, 180, "To chuc cac lop hoc xxxxxx"), CLOSED,
            text(75, 240, "nghe cho dan") + text(305, 240, "4"),
            [["", "To chuc cac lop hoc xxxxxx", "", ""], ["", "nghe cho dan", "", "4"]],
        ),
        (  # two rows, each with a name of its own
            text(75, 180, "Ca nhan") + text(225, 180, "Nguoi") + text(305, 180, "5"), OPEN,
            text(55, 240, "10") + text(75, 240, "Kinh phi"),
            [["", "Ca nhan", "Nguoi", "5"], ["10", "Kinh phi", "", ""]],
        ),
        (  # all of the name stands below
            text(225, 180, "Nguoi") + text(305, 180, "5"), OPEN, text(75, 240, "Ca nhan"),
            [["", "Ca nhan", "Nguoi", "5"]],
        ),
        (  # the same beside a unit of its own
            text(225, 180, "Nguoi") + text(305, 180, "5"), OPEN,
            text(75, 240, "Ca nhan") + text(225, 240, "Nguoi"),
            [["", "", "Nguoi", "5"], ["", "Ca nhan", "Nguoi", ""]],
        ),
        (  # two figures are of two rows, whatever the names say
            text(75, 180, "To chuc cac lop hoc xxxxxx") + text(305, 180, "5"), OPEN,
            text(75, 240, "nghe cho dan") + text(305, 240, "4"),
            [["", "To chuc cac lop hoc xxxxxx", "", "5"], ["", "nghe cho dan", "", "4"]],
        ),
    ],
    ids=["the rest", "a rule between", "a row of its own", "the name below", "a unit below", "two figures"],
)  # fmt: skip
def test_a_row_that_no_rule_closes_goes_on_on_the_next_page_where_its_name_does(
    tmp_path: Path, above: str, rules: str, below: str, rows: list[list[str]]
) -> None:
    document = read(tmp_path, pdf(CUT + TOP + above, rules + below))
    assert rows_of(document) == [["1", "Tin", "tin", "7"], *rows]


def test_a_heading_without_a_unit_is_no_rest_of_the_row_above_though_units_are_widest(tmp_path: Path) -> None:
    xs = (50, 70, 130, 300, 350)
    first = grid(200, 230, 260, low=200, high=260, xs=xs)
    for y, words in ((240, ("9", "Khen thuong", "", "")), (210, ("", "Ca nhan", "Nguoi", "17"))):
        first += "".join(text(x + 4, y, word, 9) for x, word in zip(xs, words, strict=False))
    second = grid(200, 230, 260, low=200, high=260, xs=xs)
    for y, words in ((240, ("10", "Kinh phi", "", "")), (210, ("", "Ngan sach", "dong", "0"))):
        second += "".join(text(x + 4, y, word, 9) for x, word in zip(xs, words, strict=False))
    assert rows_of(read(tmp_path, pdf(first, second)))[1:3] == [
        ["", "Ca nhan", "Nguoi", "17"],
        ["10", "Kinh phi", "", ""],
    ]


@pytest.mark.parametrize(
    ("above", "below", "shown"),
    [
        ("trung", "tam", "trung tam"),
        ("khoang", "165", "khoang 165"),
        ("nguo", "i", "nguoi"),
        ("xxxxxxx", "xx", "xxxxxxxxx"),
    ],
)
def test_a_column_as_wide_as_its_longest_word_keeps_the_spaces_between_words(
    tmp_path: Path, above: str, below: str, shown: str
) -> None:
    wide = {"trung": 26.0, "khoang": 38.1, "nguo": 25.4, "xxxxxxx": 38.5}[above]  # as Helvetica draws it
    xs = (50, 100, 101 + wide, 200, 350)
    words = text(100.5, 215, above, 11) + text(100.5, 203, below, 11)
    (rows,) = (rows_of(read(tmp_path, pdf(grid(200, 230, 260, low=200, high=260, xs=xs) + words))),)
    assert rows[1][1] == shown


def test_borders_with_their_ends_cut_askew_are_rules(tmp_path: Path) -> None:
    def bar(x: float, low: float, high: float) -> str:
        return f"{x} {low} m {x + 1} {low + 1} l {x + 1} {high - 1} l {x} {high} l h f "

    upright = "".join(bar(x, low, low + 30) for x in (50, 150, 250, 349) for low in (200, 230))
    level = "".join(f"50 {y} 300 1 re f " for y in (200, 229.5, 259))
    document = read(tmp_path, pdf(upright + level + in_cell(1, 1, "Tin") + in_cell(1, 2, "14")))
    (table,) = document.tables()
    assert [item.text for item in table.rows[0]] == ["Tin", "14", ""]
    assert {item.sights for row in table.rows for item in row} == {()}


def test_a_border_filled_between_its_outer_and_inner_side_hides_nothing(tmp_path: Path) -> None:
    ring = "150 230 100 30 re 151 231 98 28 re f* "
    document = read(tmp_path, pdf(ring + RULES + in_cell(1, 1, "Tin") + in_cell(1, 2, "14")))
    assert rows_of(document)[0] == ["Tin", "14", ""]
    covered = ring.replace("f*", "f") + RULES + in_cell(1, 1, "Tin") + in_cell(1, 2, "14")
    (table,) = read(tmp_path, pdf(covered)).tables()
    assert table.rows[0][1].sights == (Seen(Sight.UNSEEN, "14"),)


def dashed(thick: float, long: float, gap: float) -> str:
    """Return the rules of `RULES`, each dot or dash of them a rectangle, as browsers print them."""

    def places(start: float, end: float) -> list[float]:
        return [round(start + at * (long + gap), 3) for at in range(int((end - start) // (long + gap)) + 1)]

    upright = "".join(f"{x} {y} {thick} {long} re f " for x in (50, 150, 250, 350) for y in places(200, 260))
    return upright + "".join(
        f"{x} {y} {long} {thick} re f " for y in (200, 230, 260) for x in places(50, 350)
    )


@pytest.mark.parametrize(
    "dashes", [(0.75, 0.75, 0.75), (1.5, 1.5, 1.5), (2.25, 2.25, 2.25), (1.5, 4.5, 3.0), (2.25, 4.5, 4.4)]
)
def test_a_table_whose_borders_are_dots_or_dashes_is_read_as_one_with_rules(
    tmp_path: Path, dashes: tuple[float, float, float]
) -> None:
    document = read(tmp_path, pdf(dashed(*dashes) + in_cell(1, 1, "Tin") + in_cell(2, 3, "41")))
    assert rows_of(document) == [["Tin", "", ""], ["", "", "41"]]
    assert {item.sights for table in document.tables() for row in table.rows for item in row} == {()}
    assert (document.sights, document.notices) == ((), ())


def test_the_dots_of_a_border_count_as_one_shape_of_those_a_page_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("htsd_cli.readers.pdf.pdf._MOST_SHAPES", 7)
    content = dashed(0.75, 0.75, 0.75) + in_cell(1, 1, "Tin") + in_cell(2, 3, "41")
    document = read(tmp_path, pdf(content))
    assert rows_of(document) == [["Tin", "", ""], ["", "", "41"]]


def test_a_number_within_a_table_and_in_none_of_its_cells_is_told_there(tmp_path: Path) -> None:
    upright = "".join(
        f"{x} {low} m {x} 260 l S " for x, low in ((50, 200), (150, 200), (250, 200), (350, 230))
    )
    level = "50 260 m 350 260 l S 50 230 m 350 230 l S 50 200 m 250 200 l S "
    document = read(
        tmp_path, pdf(upright + level + in_cell(1, 1, "Tin") + in_cell(2, 2, "7") + in_cell(2, 3, "41"))
    )
    assert rows_of(document) == [["Tin", "", ""], ["", "7"]]
    said = "số đứng giữa bảng mà không nằm trong ô nào: 41"
    (table,) = document.tables()
    assert table.rows[1][1].sights == (Seen(Sight.UNKNOWN, said),)
    assert document.sights == (
        Seen(Sight.UNKNOWN, "trang 1 có số “41” đứng giữa bảng mà không nằm trong ô nào"),
    )


def test_rules_of_a_page_turned_by_its_content_are_found_though_they_stand_askew_by_a_hair(
    tmp_path: Path,
) -> None:
    turned = "q 0.00000001 1 -1 0.00000001 300 -30 cm " + RULES + in_cell(1, 1, "Tin") + in_cell(1, 2, "14")
    document = read(tmp_path, pdf(turned + in_cell(2, 3, "7") + "Q "))
    assert rows_of(document) == [["Tin", "14", ""], ["", "", "7"]]
    assert (document.sights, document.notices) == ((), ())
