"""What a web page shows is read as a browser shows it; what it hides, strikes or draws is told at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.web.elements import ELEMENTS, policy_of
from htsd_cli.readers.web.html import read_html
from htsd_cli.readers.web.styles.sheet import StyleSheet
from htsd_cli.values.document import Cell, Document, Seen, Sight

STYLE = """<style><!-- /* Excel's own */
@page {margin:1in} @font-face {font-family:".VnTime"; src:url(x)}
.xl65 {mso-style-parent:style0; mso-number-format:"\\#\\,\\#\\#0"; text-decoration:line-through;}
.xl66 {color:white;} .xl67 {font-size:1.0pt;} .up {vertical-align:super;} td.an {display:none}
table .trong span {text-decoration:line-through} #so9 {visibility:hidden} .them:before {content:"9"}
.den {background:navy; color:#FFFFFF} :target {color:white} @media print {.chi-man-hinh {display:none}}
:root {--giay: #fff} .manh {display:none !important} [data-cu] {display:none} td u + kbd {display:none}
--></style>"""


def read(tmp_path: Path, body: str, head: str = STYLE) -> Document:
    path = tmp_path / "a.htm"
    path.write_text(
        f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )
    return read_html(path)


def cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables() for row in table.rows for cell in row]


def cell(tmp_path: Path, inner: str, attributes: str = "") -> Cell:
    return cells(read(tmp_path, f"<table><tr><td>Tin</td><td {attributes}>{inner}</td></tr></table>"))[1]


@pytest.mark.parametrize(
    ("inner", "text", "sights"),
    [
        ("14", "14", []),
        ("<s>9</s> 14", "14", [Seen(Sight.STRUCK, "9")]),
        ("<del>9</del>14", "14", [Seen(Sight.STRUCK, "9")]),
        ("<font class=xl65>9</font> 14", "14", [Seen(Sight.STRUCK, "9")]),
        ("<span style='text-decoration: line-through red'>9</span>14", "14", [Seen(Sight.STRUCK, "9")]),
        ("<b class=trong><span>9</span></b>14", "14", [Seen(Sight.STRUCK, "9")]),
        ("14<sup>1</sup>", "14", [Seen(Sight.RAISED, "1")]),
        ("14<sub>a</sub>", "14", [Seen(Sight.RAISED, "a")]),
        ("14<span class=up>2</span>", "14", [Seen(Sight.RAISED, "2")]),
        ("10<sup>6</sup> đồng", "10⁶ đồng", [Seen(Sight.EXPONENT, "6")]),
        ("<sup>14</sup>", "14", []),
        ("<span class=xl66>9<b style='color:red'>14</b></span>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<span id=so9>9<b style='visibility:visible'>14</b></span>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<span class=xl67>9<b style='font-size:12pt'>14</b></span>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<select multiple><option selected>3<option>9<option selected>120</select>", "3; 120", []),
        ("14<span class=xl66>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<font color=#FFFFFE>0</font>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span class=xl67>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='font-size:0'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='font-size:6pt'>1</span>", "141", [Seen(Sight.UNEVEN, "14 1")]),
        ("<font size=-2>1</font>14", "114", [Seen(Sight.UNEVEN, "1 14")]),
        ("1.2<b style='font-size:200%'>14</b>", "1.214", [Seen(Sight.UNEVEN, "1.2 14")]),
        ("14<small>1</small>", "141", []),
        ("14<font size=1> lớp</font>", "14 lớp", []),
        ("14<span style='mso-hide:all'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='color:transparent'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='color:rgba(0,0,0,0)'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("<span style='color:rgb(0,0,0)'>14</span>", "14", []),
        ("14<span style='color:hsl(0, 0%, 100%)'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='color:var(--giay)'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='position:absolute;left:-9999px'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='position:absolute;clip:rect(0 0 0 0)'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<span style='display:inline-block;transform:scale(0)'>0</span>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<div style='height:0;overflow:hidden'>0</div>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("<div style='width:120px;overflow:hidden'>14</div>", "14", []),
        ("14<i class=manh style='display:inline'>0</i>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("14<i data-cu=1>0</i>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("<u>14</u><kbd>0</kbd>", "14", [Seen(Sight.UNSEEN, "0")]),
        ("<details><summary>14</summary>9</details>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<details open><summary>3</summary>120</details>", "3\n120", []),
        ("14<dialog>9</dialog>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<span style='display:block'>3</span>120", "3\n120", []),
        ("<span style='float:right'>120</span>3", "120\n3", [Seen(Sight.UNKNOWN, "120")]),
        ("<ol start=14><li></li></ol>", "", [Seen(Sight.LIST_NUMBER, "14.")]),
        ("<ol><li>4</li></ol>", "4", [Seen(Sight.LIST_NUMBER, "1.")]),
        ("<ol style='list-style:none'><li>4</li></ol>", "4", []),
        ("<ol style='list-style:square inside'><li>4</li></ol>", "4", []),
        ("<ol><li style='display:block'>4</li></ol>", "4", []),
        ("<ul><li>14</li></ul>", "14", []),
        ("<ul style='list-style-type:decimal'><li>4</li></ul>", "4", [Seen(Sight.LIST_NUMBER, "1.")]),
        ("<ul style=\"list-style:'1'\"><li>4</li></ul>", "4", [Seen(Sight.LIST_NUMBER, "1")]),
        ("<div style='display:list-item'>14</div>", "14", []),
        ("<div style='display:list-item;list-style:decimal'>4</div>", "4", [Seen(Sight.LIST_NUMBER, "1.")]),
        ("14<i style='color:oklch(1 0 0)'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i style='color:lab(100% 0 0)'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i style='color:hwb(0 100% 0%)'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i style='color:color(srgb 1 1 1)'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i style='color:rgb(100% 100% 100%)'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i style='color:Canvas'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i style='color:oklch(0.4 0.1 250)'>14</i>", "14", []),
        ("14<i style='zoom:.01'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i style='display:inline-block;translate:-9999px'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<b style='display:inline-block;rotate:180deg'>16</b>", "16", [Seen(Sight.UNKNOWN, "16")]),
        ("<b style='display:inline-block;transform:rotate(.5turn)'>6</b>", "6", [Seen(Sight.UNKNOWN, "6")]),
        ("<b style='transform:rotate(90deg)'>16</b>", "16", []),
        ("<b style='display:inline-block;transform:rotateX(90deg)'>9</b>14", "914", [Seen(Sight.UNKNOWN, "9")]),
        ("<b style='display:inline-block;scale:-1 1'>14</b>", "14", [Seen(Sight.UNKNOWN, "14")]),
        ("<b style='transform:matrix(1, 0, 0, 1, 3, 3)'>14</b>", "14", []),
        ("14<b style='mask:url(a.svg)'>9</b>", "149", [Seen(Sight.UNKNOWN, "9")]),
        ("<p style='display:grid'><b>3</b><b>120</b></p>", "3\n120", []),
        ("<p style='display:flex;gap:4px'><b>3</b><b>120</b></p>", "3\n120", []),
        ("<p style='display:flex'><b>1</b><b>4</b></p>", "14", []),
        ("9<b style='margin-left:-1em;background:#fff'>14</b>", "914", [Seen(Sight.UNKNOWN, "14")]),
        ("1<b style='position:relative;left:-20px'>4</b>", "14", [Seen(Sight.UNKNOWN, "4")]),
        ("<p style='margin-left:-5.4pt'>14</p>", "14", []),
        ("14<i style='position:absolute;inset:0;background:#fff'></i>", "14",
         [Seen(Sight.UNKNOWN, "hình vẽ có nền nằm trên chữ")]),
        ("14<i style='font-feature-settings:\"sups\"'>1</i>", "14", [Seen(Sight.RAISED, "1")]),
        ("<template shadowrootmode=open>14</template>9", "9", [Seen(Sight.UNKNOWN, "template")]),
        ("<bdo dir=rtl>41</bdo>", "41", [Seen(Sight.UNKNOWN, "41")]),
        ("<b style='unicode-bidi:bidi-override;direction:rtl'>41</b>", "41", [Seen(Sight.UNKNOWN, "41")]),
        ("<b dir=rtl style='unicode-bidi:bidi-override'>41</b>", "41", [Seen(Sight.UNKNOWN, "41")]),
        ("<i dir=rtl><b style='unicode-bidi:isolate-override'>41</b></i>", "41", [Seen(Sight.UNKNOWN, "41")]),
        ("<bdo dir=rtl>4<i>1</i></bdo>", "41", [Seen(Sight.UNKNOWN, "41")]),
        ("<b dir=ltr style='unicode-bidi:bidi-override'>14</b>", "14", []),
        ("<b dir=rtl>14</b>", "14", []),
        ("<bdo dir=rtl style='unicode-bidi:normal'>14</bdo>", "14", []),
        ("<b style='letter-spacing:-1em'>14</b>", "14", [Seen(Sight.UNKNOWN, "14")]),
        ("<b style='letter-spacing:-.2pt'>14</b>", "14", []),
        ("<b style='display:inline-block;transform:scaleX(-1)'>14</b>", "14", [Seen(Sight.UNKNOWN, "14")]),
        ("<font face='Wingdings, serif'>14</font>", "\ufffd\ufffd", []),
        ("14<i id=so9>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i hidden>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<span class=den>14</span>", "14", []),
        ("<span style='background:black;color:black'>14</span>", "", [Seen(Sight.UNSEEN, "14")]),
        ("<img src=x.png alt='chữ số'>", "", [Seen(Sight.PICTURE, "chữ số")]),
        ("14<img src=x.gif width=1 height=1>", "14", []),
        ("<svg><text>14</text></svg>", "", [Seen(Sight.PICTURE)]),
        ("<iframe src=x></iframe>", "", [Seen(Sight.OBJECT)]),
        ("<math><msup><mn>10</mn><mn>3</mn></msup></math>", "", [Seen(Sight.EXPONENT, "103")]),
        ("<input type=checkbox checked>", "", [Seen(Sight.CONTROL, "☑")]),
        ("<input type=checkbox>", "", []),
        ("<input value=14>", "14", []),
        ("<select><option>1<option selected>14</select>", "14", []),
        ("<so-luong>14</so-luong>", "14", [Seen(Sight.UNKNOWN, "so-luong")]),
        ("<o:p>14</o:p>", "14", []),
        ("<span class=them>14</span>", "14", [Seen(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm")]),
    ],
)  # fmt: skip
def test_a_cell_says_what_a_person_sees(tmp_path: Path, inner: str, text: str, sights: list[Seen]) -> None:
    found = cell(tmp_path, inner)
    assert (found.text, list(found.sights)) == (text, sights)


PLACED = """<style>.a:not(.b, .c){display:none} .fc > span:first-child{text-decoration:line-through}
.nc span:nth-of-type(2){display:none} .sib b ~ i{display:none} .has:has(kbd){display:none}
@media (max-width:600px){.mob{display:none}} @media (min-width:600px){.desk{display:none}}
@media (prefers-color-scheme:dark){.dark{color:#fff}} @supports (display:grid){.sup{display:none}}
@media print{.paper{display:none}} .nest{color:red; .in{display:none} & i{display:none}}
.fl::first-letter{font-size:0} .emp::before{content:""} .open{display:none</style>"""
SEEN = Sight.UNSEEN


@pytest.mark.parametrize(
    ("inner", "text", "sights"),
    [
        ("<var class=a>9</var><var class='a c'>14</var>", "14", [Seen(SEEN, "9")]),
        ("<p class=fc><span>9</span><span>14</span></p>", "14", [Seen(Sight.STRUCK, "9")]),
        ("<p class=nc><span>1</span><span>9</span><span>4</span></p>", "14", [Seen(SEEN, "9")]),
        ("<p class=sib><i>1</i><b>4</b><u></u><i>9</i></p>", "14", [Seen(SEEN, "9")]),
        ("<p class=has><kbd>9</kbd></p><p class=has>14</p>", "14", [Seen(SEEN, "9")]),
        ("<var class=mob>14</var><var class=desk>9</var>", "14", [Seen(SEEN, "9")]),
        ("<var class=dark>14</var><var class=sup>9</var>", "14", [Seen(SEEN, "9")]),
        ("<var class=paper>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<p class=nest><var class=in>9</var><i>8</i>14</p>", "14", [Seen(SEEN, "98")]),
        ("<p class=fl>914</p>", "914", [Seen(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm")]),
        ("<var class=emp>14</var><var class=open>9</var>", "14", [Seen(SEEN, "9")]),
        ("<var style='opacity:5%'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='font:0/0 a'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='font:bold 13px/1.2 Arial'>14</var>", "14", []),
        ("<div style='text-indent:-999em'>9</div>14", "14", [Seen(SEEN, "9")]),
        ("<var style='position:relative;left:-9999px'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='margin-left:-9999px'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='margin-left:-480px'>14</var>", "14", [Seen(Sight.UNKNOWN, "14")]),
        ("<var style='display:inline-block;transform:translateX(-9999px)'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='display:inline-block;transform:scaleX(.05)'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='color:rgba(0,0,0,.05)'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='--x:none;display:var(--x)'>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var popover>9</var>14", "14", [Seen(SEEN, "9")]),
        ("<var style='filter:blur(8px)'>14</var>", "14", [Seen(Sight.UNKNOWN, "14")]),
        ("<div style='width:10px;overflow:hidden'>1234567</div>", "1234567", [Seen(Sight.CUT, "1234567")]),
        ("14<var style='vertical-align:6px'>1</var>", "14", [Seen(Sight.RAISED, "1")]),
        ("14<var style='position:relative;top:-.5em'>1</var>", "14", [Seen(Sight.RAISED, "1")]),
        ("<var style='order:2'>4</var><var>1</var>", "41", [Seen(Sight.UNKNOWN, "4")]),
        ("14<var style='position:absolute;left:0'>25</var>", "14\n25", [Seen(Sight.UNKNOWN, "25")]),
        ("<pre>1\n4</pre>", "1\n4", []),
    ],
)  # fmt: skip
def test_a_style_sheet_is_followed_as_a_browser_does(
    tmp_path: Path, inner: str, text: str, sights: list[Seen]
) -> None:
    page = f"<table><tr><td>Tin</td><td>{inner}</td></tr></table>"
    found = cells(read(tmp_path, page, PLACED))[1]
    assert (found.text, list(found.sights)) == (text, sights)


def test_elements_of_one_name_look_as_what_stands_around_them_says(tmp_path: Path) -> None:
    rows = "<tr><td><span>14</span></td></tr>"
    page = f"<div class=old><table>{rows}</table></div><table>{rows}</table>"
    found = cells(read(tmp_path, page, "<style>.old td span { text-decoration: line-through }</style>"))
    assert [(item.text, item.sights) for item in found] == [("", (Seen(Sight.STRUCK, "14"),)), ("14", ())]


def test_a_rule_that_asks_for_places_is_told_in_a_table_of_thousands_of_rows(
    tmp_path: Path,
) -> None:
    rows = "<tr><td>1</td></tr>" * 2_500
    head = "<style>tr:nth-child(2) b{display:none}</style>"
    found = cells(read(tmp_path, f"<table>{rows}<tr><td>14<b>9</b></td></tr></table>", head))[-1]
    assert (found.text, found.sights) == ("149", (Seen(Sight.UNKNOWN, "9"),))


@pytest.mark.parametrize(
    ("rules", "struck"),
    [
        ("tbody td{text-decoration:line-through}", True),
        ("table > tr > td{text-decoration:line-through}", False),
        ("@supports not (display:grid){td{text-decoration:line-through}}", False),
    ],
)
def test_rules_hold_for_rows_without_a_group_as_in_a_browser(
    tmp_path: Path, rules: str, struck: bool
) -> None:
    page = f"<style>{rules}tbody{{}}</style><table><tr><td>14</td></tr></table>"
    assert cells(read(tmp_path, page))[0].text == ("" if struck else "14")


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("<link rel=Stylesheet href='Bao cao_files/stylesheet.css'>", ["“stylesheet.css”"]),
        ("<style>@import url(a.css); @import 'b.css' print;</style>", ["“a.css”, “b.css”"]),
        ("<link rel='stylesheet' href='https://x.vn/a.css?v=2'>" * 2, ["“a.css”"]),
        ("".join(f"<link rel=stylesheet href={n}.css>" for n in range(5)), ["“0.css”, “1.css”, “2.css” và 2 tệp khác"]),
        ("<link rel='alternate stylesheet' href=a.css><link rel=File-List href=filelist.xml>", []),
        ("<link rel=stylesheet href=a.css media=speech><style>/* @import 'a.css'; */</style>", []),
    ],
)  # fmt: skip
def test_a_style_sheet_that_did_not_come_with_the_page_is_told(
    head: str, names: list[str], tmp_path: Path
) -> None:
    document = read(tmp_path, "<table><tr><td>Tin</td><td>14</td></tr></table>", head)
    assert [item.code for item in document.notices] == ["style-elsewhere"] * len(names)
    assert all(
        f"không gửi kèm ({name});" in item.message for name, item in zip(names, document.notices, strict=True)
    )


def test_a_style_sheet_kept_beside_the_page_in_one_file_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_text(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
        "<html><head><link rel=stylesheet href=f/A.css></head>"
        "<body><table><tr><td>Tin</td><td><q class=an>9</q>14</td></tr></table></body></html>\n"
        "--x\nContent-Type: text/css\nContent-Location: file:///C:/f/a.css\n\n.an{display:none}\n--x--\n"
    )
    document = read_html(path, single_file=True)
    assert (cells(document)[1].text, document.notices) == ("14", ())


def test_a_table_within_a_cell_is_read_line_by_line_with_what_is_told_of_it(tmp_path: Path) -> None:
    inner = "<table><tr><td>3<s>9</s></td></tr><tr><td>120</td></tr><tr hidden><td>7</td></tr></table>"
    body = f"<table><tr><td>Tin</td><td>{inner}</td></tr>{'<tr><td>a</td><td>b</td></tr>' * 3}</table>"
    found = cells(read(tmp_path, body))[1]
    assert (found.text, list(found.sights)) == ("3\n120", [Seen(Sight.STRUCK, "9"), Seen(Sight.UNSEEN, "7")])


@pytest.mark.parametrize(
    ("stored", "shown", "told"),
    [
        ("x:num", "14", False),
        ('x:num="12000000"', "12.000.000", False),
        ('x:num="12000000"', "12", True),
        ('x:num="12000000"', "12.000", True),
        ('x:num="0.15"', "15%", False),
        ('x:num="12.4"', "12", False),
        ('x:num="45629"', "3/12", True),
        ('x:num="14"', "có", True),
        ('x:num="0"', "-", False),
        ('sdval="14" sdnum="1033;"', "14", False),
        ('sdval="14000" sdnum="1033;0;0,"', "14", True),
    ],
)
def test_a_number_that_shows_another_than_is_stored_is_told(
    tmp_path: Path, stored: str, shown: str, told: bool
) -> None:
    found = cell(tmp_path, shown, stored)
    assert (found.text, list(found.sights)) == (shown, [Seen(Sight.FORMAT, shown)] if told else [])


def test_rows_and_columns_that_are_hidden_hold_cells_that_say_so(tmp_path: Path) -> None:
    body = (
        "<table><col><col style='display:none'><tr><td>a</td><td>1</td></tr>"
        "<tr style='display:none'><td>b</td><td>2</td></tr><tr><td>c</td><td>3</td><td class=an>9</td></tr></table>"
    )
    found = [(item.text, item.row, item.hidden, list(item.sights)) for item in cells(read(tmp_path, body))]
    assert found == [
        ("a", 1, "", []),
        ("1", 1, "cột 2 bị ẩn", []),
        ("b", 2, "hàng 2 bị ẩn", []),
        ("2", 2, "hàng 2 bị ẩn", []),
        ("c", 3, "", []),
        ("3", 3, "cột 2 bị ẩn", [Seen(Sight.UNSEEN, "9")]),
    ]


def test_comments_and_footnotes_are_notes_of_their_cell(tmp_path: Path) -> None:
    body = (
        "<table><tr><td>14<a href='#_msocom_1'>[NTS1]</a></td>"
        "<td>15<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a></td>"
        "<td>16<comment>LAN: 61 mới đúng</comment></td></tr></table>"
        "<div style='mso-element:comment-list'><div><a name='_msocom_1'></a><p>[NTS1] Đúng là 41</p></div></div>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> kể cả 5 tin cũ</p></div>"
    )
    found = cells(read(tmp_path, body))
    assert [item.text for item in found] == ["14", "15", "16"]
    assert [item.notes for item in found] == [("Đúng là 41",), ("kể cả 5 tin cũ",), ("LAN: 61 mới đúng",)]
    assert found[1].sights == (Seen(Sight.RAISED, "1"),)


def test_a_hidden_sheet_is_hidden_and_keeps_its_name(tmp_path: Path) -> None:
    names = "".join(
        f"<x:ExcelWorksheet><x:Name>{name}</x:Name>{more}</x:ExcelWorksheet>"
        for name, more in (("Số liệu", ""), ("Nháp", "<x:Visible>SheetHidden</x:Visible>"))
    )
    head = f"<meta name=ProgId content=Excel.Sheet><!--[if gte mso 9]><xml>{names}</xml><![endif]-->"
    document = read(tmp_path, "<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>", head)
    assert [(table.sheet, table.hidden) for table in document.tables()] == [
        ("Số liệu", False),
        ("Nháp", True),
    ]


def test_a_page_written_by_gnumeric_is_a_workbook_whose_tables_are_sheets(tmp_path: Path) -> None:
    made = '<meta name="generator" content="Gnumeric 1.12.55 via GPFH/0.5" />'
    (table,) = read(
        tmp_path, "<p></p><table><caption>BC</caption><tr><td>14</td></tr></table>", made
    ).tables()
    assert (table.sheet, table.number) == ("Trang 1", None)


def test_struck_words_outside_the_tables_are_told_for_the_file(tmp_path: Path) -> None:
    document = read(tmp_path, "<p>Có <s>3</s> 4 lớp, 5 m<sup>2</sup></p>")
    assert [item.text for item in document.paragraphs()] == ["Có 4 lớp, 5 m²"]
    assert [item.code for item in document.notices] == ["struck-text"]


def test_every_element_of_html_has_one_policy() -> None:
    # The HTML Standard's index of elements, and its list of obsolete ones.
    standard = (
        "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col"
        " colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1"
        " h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark math"
        " menu meta meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp"
        " script search section select slot small source span strong style sub summary sup svg table tbody td template"
        " textarea tfoot th thead time title tr track u ul var video wbr applet acronym bgsound dir frame frameset"
        " noframes isindex keygen listing menuitem noindex plaintext param rb rtc strike xmp basefont big blink"
        " center font marquee nobr spacer tt noembed image"
    )
    assert [name for name in standard.split() if name not in ELEMENTS] == []
    assert policy_of("so-luong") is None


def test_the_stronger_rule_of_a_style_sheet_holds() -> None:
    from lxml import html

    sheet = StyleSheet()
    sheet.add(
        ".a {color:red} td {color:blue} td.a {color:green} .b .a {color:black} @media print {.c {display:none}}"
    )
    page = html.fromstring(
        "<div><p class=b><i class=a>x</i></p><table><tr><td class='a c' style='color:navy'>y</td></tr></table></div>"
    )
    (word,), (place,) = page.iter("i"), page.iter("td")
    assert sheet.of(word)["color"] == "black"
    assert dict(sheet.of(place)) == {"color": "navy", "display": "none"}


@pytest.mark.parametrize(
    ("opening", "inner", "text"),
    [
        ("<tr style='color:#fff'>", "14", ""),
        ("<tr bgcolor=black style='color:black'>", "14", ""),
        ("<tr style='color:#fff'>", "<b style='color:red'>14</b>", "14"),
        ("<tbody style='color:white'><tr>", "14", ""),
        ("<tr bgcolor=navy style='color:white'>", "14", "14"),
    ],
)
def test_the_colours_of_a_row_or_its_group_are_those_of_its_cells(
    tmp_path: Path, opening: str, inner: str, text: str
) -> None:
    found = cells(read(tmp_path, f"<table>{opening}<td>Tin</td><td>{inner}</td></tr></table>"))[1]
    assert (found.text, found.sights) == (text, () if text else (Seen(Sight.UNSEEN, "14"),))


def test_a_cell_that_is_invisible_keeps_its_place(tmp_path: Path) -> None:
    row = "<tr><td>Tin</td><td style='visibility:hidden'>9</td><td>14</td></tr>"
    found = cells(read(tmp_path, f"<table>{row}</table>"))
    assert [(item.column, item.text) for item in found] == [(1, "Tin"), (2, ""), (3, "14")]
    assert found[1].sights == (Seen(Sight.UNSEEN, "9"),)


def single_file(path: Path, **parts: str) -> Document:
    """Read a page of several parts in one file, each under its name."""
    inside = "".join(
        f"--x\nContent-Type: text/{'css' if name.endswith('_css') else 'html'}; charset=utf-8\n"
        f"Content-Location: file:///C:/f/{name.replace('_', '.')}\n\n{text}\n"
        for name, text in parts.items()
    )
    path.write_text(
        f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{inside}--x--\n", encoding="utf-8"
    )
    return read_html(path, single_file=True)


def test_a_part_in_one_file_has_the_name_of_its_sheet_and_only_its_own_styles(tmp_path: Path) -> None:
    table = (
        "<meta name=ProgId content=Excel.Sheet><link rel=stylesheet href={}><table><tr><td class=a>{}</table>"
    )
    sheet = "<x:ExcelWorksheet><x:Name>{}</x:Name><x:WorksheetSource HRef='f/{}.htm'/>{}</x:ExcelWorksheet>"
    head = sheet.format("Chính", "s1", "") + sheet.format("Nháp", "s2", "<x:Visible>SheetHidden</x:Visible>")
    document = single_file(
        tmp_path / "a.mht",
        main_htm=f"<xml>{head}</xml><frameset><frame src=f/s1.htm></frameset>",
        s2_htm=table.format("b.css", 9),
        s1_htm=table.format("a.css", 14),
        b_css=".a{visibility:hidden}",
        a_css=".b{display:none}",
        c_css="td{text-decoration:line-through}",
    )
    found = [
        (sheet.sheet, sheet.hidden, [cell.text for cell in sheet.rows[0]]) for sheet in document.tables()
    ]
    assert found == [("Nháp", True, [""]), ("Chính", False, ["14"])]
    assert document.notices == ()


def test_a_part_that_no_frame_shows_is_hidden(tmp_path: Path) -> None:
    table = "<table><tr><td>{}</table>"
    parts = {"old_htm": table.format(9), "new_htm": table.format(14)}
    framed = single_file(tmp_path / "a.mht", main_htm="<iframe src='f/new.htm'></iframe>", **parts)
    assert [(item.rows[0][0].text, item.hidden) for item in framed.tables()] == [("9", True), ("14", False)]
    plain = single_file(tmp_path / "b.mht", main_htm="<p>x</p>", **parts)
    assert [item.hidden for item in plain.tables()] == [False, False]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Content-Type: application/octet-stream\n",
        "Content-Type: text/xml\n",
        "Content-Type: text/plain\n",
    ],
)
def test_a_part_that_does_not_say_what_it_is_is_taken_for_what_it_is(tmp_path: Path, said: str) -> None:
    table = "<!-- a --><html><link rel=stylesheet href=a.css><table><tr><td>Tin<td><b>9</b>14</table></html>"
    parts = {"a.htm": table, "a.css": "b{display:none}", "a.txt": "Tin <td>9", "a.xml": "<xml>9</xml>"}
    inside = "".join(f"--x\n{said}Content-Location: {name}\n\n{text}\n" for name, text in parts.items())
    path = tmp_path / "a.mht"
    path.write_text(
        f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{inside}--x--\n", encoding="utf-8"
    )
    document = read_html(path, single_file=True)
    assert [[cell.text for cell in table.rows[0]] for table in document.tables()] == [["Tin", "14"]]
    assert (document.notices, [*document.paragraphs()]) == ((), [])
