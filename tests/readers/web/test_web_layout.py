"""Where a web page sets a figure's digits, those of blocks within blocks too, is followed as Chromium does, or told.

Each line was held against what Chromium shows of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.web.html import read_html
from htsd_cli.readers.word.drawing import COVERING
from htsd_cli.values.document import Seen, Sight

TOLD, OVER = [Seen(Sight.UNKNOWN, "914")], [Seen(Sight.UNKNOWN, COVERING)]
PART = [Seen(Sight.UNKNOWN, "9")]

CELLS = [  # what stands in a cell, its text, what is told
    # what a wrapper does to the letters of a block in it
    ("<div style='transform:rotate(180deg)'><p>914</p></div>", "914", TOLD),
    ("<div style='-webkit-text-security:disc'><p>914</p></div>", "914", TOLD),
    ("<div style='letter-spacing:-8px'><p>914</p></div>", "914", TOLD),
    ("<div style='height:3px;overflow:hidden'><p>914</p></div>", "914", [Seen(Sight.CUT, "914")]),
    ("<div style='position:relative;left:60px'><p>914</p></div>", "914", TOLD),
    ("<div style='position:relative;left:9px'>914</div>", "914", TOLD),
    ("<div style='position:relative;left:5px;top:8px'>914</div>", "914", []),
    ("<div style='margin-left:-20px'><table><tr><td>914</table></div>", "914", TOLD),
    ("<table style='transform:translateX(50px)'><tr><td>914</table>", "914", TOLD),
    ("<div style='color:navy;padding:4px'><p>914</p></div>", "914", []),
    ("<p style='margin-top:-40px'>914</p>", "914", TOLD),
    ("<p style='margin:-4px 0'>914</p>", "914", []),
    ("<p style='margin-top:-99px'></p>914", "914", OVER),
    ("<i style='margin-right:-10px'><br></i>914", "914", OVER),
    ("<b style='margin-left:-200px'>914</b>", "914", TOLD),
    ("<mark style='margin:100%'>914</mark>", "914", TOLD),
    # digits below one another, apart or joined
    ("<div style='word-break:break-all;width:10px'>914</div>", "914", TOLD),
    ("<div style='display:flex'><div>9</div>14</div>", "914", []),
    ("<div style='display:flex'><blockquote>9</blockquote>14</div>", "9\n14", []),
    ("<div style='display:flex;justify-content:space-between'><b>9</b>14</div>", "9\n14", PART),
    ("<div style='display:flex;gap:8px'><b>9 lớp</b>14</div>", "9 lớp\n14", []),
    ("<p style='display:inline-block'>9</p>14", "914", []),
    ("<div style='display:inline-block'><p>9</p></div>14", "9\n14", PART),
    ("<div style='display:ruby'>9</div>14", "914", []),
    ("9<s> </s>14", "9 14", []),
    ("9<span style='display:none'> </span>14", "914", []),
    ("9<u style='position:fixed'><br></u>14", "914", []),
    ("14<p style='float:left'>9</p>", "14\n9", PART),
    ("<i style='float:left'>9</i>14", "9\n14", PART),
    ("<i style='float:left'>9 lớp</i>14", "9 lớp\n14", []),
    ("<div style='display:flex'><p>9</p><p>14</p></div>", "9\n14", []),
    ("9<input value=14>", "9\t14", []),
    ("9<q>14</q>", "9“14”", []),
    ("<q style='quotes:none'>914</q>", "914", []),
    ("<dialog open>914</dialog>", "914", TOLD),
    ("14<noscript>9</noscript>", "14", [Seen(Sight.UNSEEN, "9")]),
    # from right to left
    ("<h4 dir=rtl>9<bdi>14</bdi></h4>", "914", TOLD),
    ("<p dir=rtl>914.</p>", "914.", [Seen(Sight.UNKNOWN, "914.")]),
    ("<code dir=rtl>&nbsp;9</code>14", "914", PART),
    ("<p dir=rtl>914</p>", "914", []),
    # what one says for all of it begins anew
    ("<b style='font-size:14px;font:0/0 a'>9</b>14", "14", [Seen(Sight.UNSEEN, "9")]),
    ("<b style='font:0/0 a;font-size:14px'>9</b>14", "914", []),
    ("<b style='background-color:#000;background:#fff;color:#fff'>9</b>14", "14", [Seen(Sight.UNSEEN, "9")]),
    ("<b style='background-color:#000;background:#fff'>9</b>14", "914", []),
    ("<b style='background:#000;background-color:#fff'>9</b>14", "914", []),
    ("<div style='scale:.4'><p style='scale:.4'>9</p></div>14", "14", [Seen(Sight.UNSEEN, "9")]),
    ("<p style='all:unset'>9</p>14", "914", []),
]


@pytest.mark.parametrize(("inner", "text", "sights"), CELLS)
def test_where_digits_stand_is_followed_or_told(
    tmp_path: Path, inner: str, text: str, sights: list[Seen]
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<!DOCTYPE html><table><tr><td>Tin<td>{inner}</table>", encoding="utf-8")
    (table,) = read_html(path).tables()
    assert (table.rows[0][1].text, list(table.rows[0][1].sights)) == (text, sights)


ROWS = [  # a style sheet for two rows, the second of class "x" with an id, and what is told of its figure 914
    (".x{display:flex}", TOLD),
    ("tr{display:flex}", []),
    (".x{float:right}", TOLD),
    (".x{rotate:90deg}", TOLD),
    (".x::before{content:'5'}", [Seen(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm"), *TOLD]),
    ("td{word-break:break-all;width:1ch}", TOLD),
    ("td{word-wrap:break-word;width:10px}", []),  # such a cell is as wide as its longest word
    ("table{width:1px} td{line-break:anywhere}", TOLD),
    ("table{width:400px;word-break:break-all}", []),
    (".x td{max-width:8px}", TOLD),
    (".x td{text-indent:100%}", TOLD),
    (".x td{display:block;width:15px;overflow:hidden}", [Seen(Sight.CUT, "Bài"), Seen(Sight.CUT, "914")]),
    ("div{letter-spacing:-8px}", TOLD),
    ("col:foo{visibility:collapse}", TOLD),
    ("col:nth-child(1){color:red}", []),
    (".X{visibility:hidden} #So{display:none}", []),  # with a document type capitals count
]


@pytest.mark.parametrize(("rule", "sights"), ROWS)
def test_a_row_or_a_column_laid_out_otherwise_is_told(tmp_path: Path, rule: str, sights: list[Seen]) -> None:
    table = "<div><table><col><col><tr><td>Tin<td>12<tr class=x id=so><td>Bài<td>914</table></div>"
    path = tmp_path / "a.html"
    path.write_text(f"<!DOCTYPE html><style>{rule}</style>{table}", encoding="utf-8")
    (found,) = read_html(path).tables()
    cell = found.rows[1][-1]
    assert (cell.text.split("\n")[-1], list(cell.sights), cell.hidden) == ("914", sights, "")


SHEETS = [  # where a style sheet is that did not come with the page, and how it is told
    ("https://fonts.googleapis.com/css?family=Roboto", ""),
    ("//themes.googleusercontent.com/fonts/css?kit=abc", ""),
    ("https://docs.google.com/static/spreadsheets2/client/css/waffle.css", ""),
    ("resources/sheet.css", ""),
    ("resources/sheet.css.bak", "sheet.css.bak"),
    ("https://example.vn/fonts.googleapis.com/css", "css"),
    ("https://fonts.googleapis.com.vn/css", "css"),
    ("sheet.css", "sheet.css"),
]


@pytest.mark.parametrize(("address", "told"), SHEETS)
@pytest.mark.parametrize("way", ["<link rel=stylesheet href='{}'>", "<style>@import url('{}');</style>"])
def test_a_style_sheet_of_fonts_alone_need_not_come_with_the_page(
    tmp_path: Path, way: str, address: str, told: str
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"{way.format(address)}<table><tr><td>Tin<td>14</table>", encoding="utf-8")
    notices = read_html(path).notices
    assert [notice.code for notice in notices] == (["style-elsewhere"] if told else [])
    assert all(f"“{told}”" in notice.message for notice in notices)


def test_the_numbers_and_letters_around_googles_sheet_are_no_cells(tmp_path: Path) -> None:
    head = (
        "<tr><th class='row-header freezebar-origin-ltr'><th class=column-headers-background>A<th class=x>B"
    )
    row = "<tr><th class=row-headers-background><div>2</div></th><td>Tin<td>14"
    path = tmp_path / "a.html"
    path.write_text(f"<table class=waffle><thead>{head}</thead><tbody>{row}</table>", encoding="utf-8")
    (table,) = read_html(path).tables()
    assert [[(cell.text, cell.column) for cell in row] for row in table.rows] == [
        [("B", 1)],
        [("Tin", 1), ("14", 2)],
    ]


TYPES = [  # a document type, and whether capitals in the names of classes and ids are none
    ("", True),
    ("<!-- lưu từ Word -->\n<!DOCTYPE html>", False),
    ("<!doctype HTML SYSTEM 'about:legacy-compat'>", False),
    ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', True),
    ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">', False),
    ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">', True),
    ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">', True),
    ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/strict.dtd">', False),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "any_case"), TYPES)
@pytest.mark.parametrize("rule", [".An", "#So1", "td:nth-child(2) .AN", "tr:has(.an) .AN", "td .aN"])
def test_capitals_in_a_name_count_where_the_page_has_a_document_type(
    tmp_path: Path, rule: str, kind: str, any_case: bool
) -> None:
    page = (
        f"{kind}<style>{rule}{{display:none}}</style><table><tr><td>Tin<td><b class=an id=so1>9</b>14</table>"
    )
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    (table,) = read_html(path).tables()
    assert table.rows[0][1].text == ("14" if any_case else "914")
