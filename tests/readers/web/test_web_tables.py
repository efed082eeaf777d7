"""The tables of a web page stand as a browser lays them, from whatever markup a program left."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.web.html import read_html
from htsd_cli.values.document import Cell, Document, Seen, Sight
from htsd_cli.values.unreadable import UnreadableFile


def read(tmp_path: Path, body: str, head: str = "") -> Document:
    path = tmp_path / "a.htm"
    path.write_text(
        f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )
    return read_html(path)


def cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables() for row in table.rows for cell in row]


def places(tmp_path: Path, rows: str, head: str = "") -> str:
    """Return the cells of a table as `text@row.column`, those across several with how far they reach."""
    found = cells(read(tmp_path, f"<table>{rows}</table>", head))
    return " ".join(
        f"{item.text}@{item.row}.{item.column}"
        + (f"+{item.row_span}.{item.column_span}" if item.row_span * item.column_span > 1 else "")
        for item in found
        if item.text
    )


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        # a number as HTML reads it
        ("<tr><td colspan=2px>a<td>b", "a@1.1+1.2 b@1.3"),
        ("<tr><td colspan=+2>a<td colspan='2.9'>b<td>c", "a@1.1+1.2 b@1.3+1.2 c@1.5"),
        ("<tr><td colspan=0>a<td colspan=x>b<td colspan=-1>c", "a@1.1 b@1.2 c@1.3"),
        # no cell reaches out of its group of rows
        ("<tbody><tr><td rowspan=3>a<td>b<tbody><tr><td>c<td>d", "a@1.1 b@1.2 c@2.1 d@2.2"),
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", "a@1.1+3.1 b@1.2 c@2.2 d@3.2"),
        ("<tr><td rowspan=9>a<td>b<tr><td>c", "a@1.1+2.1 b@1.2 c@2.2"),
        # the head is above, the foot below
        ("<tfoot><tr><td>f<tbody><tr><td>b<thead><tr><td>h", "h@1.1 b@2.1 f@3.1"),
        ("<tfoot><tr><td>f<tfoot><tr><td>g<tbody><tr><td>b", "g@1.1 b@2.1 f@3.1"),
        ("<tbody style='display:table-footer-group'><tr><td>f<tbody><tr><td>b", "b@1.1 f@2.1"),
        # a row that is not displayed takes no place, one that is invisible keeps it
        ("<tr><td rowspan=2>a<td>b<tr hidden><td>x<tr><td>c", "a@1.1+2.1 b@1.2 x@2.2 c@3.2"),
        ("<tr><td style='opacity:0'>x<td>b", "b@1.2"),
        ("<tr><td style='display:none'>x<td>b", "b@1.1"),
        # parts that are no cells share one
        ("<tr><td>a<td style='display:block'>b<td style='float:left'>c<td>d", "a@1.1 b\nc@1.2 d@1.3"),
        ("<tr><td style='position:absolute'>a<td>b", "b@1.2"),
        # whatever the markup
        ("<form><tr><td>a<td>b</tr></form>", "a@1.1 b@1.2"),
        ("<tr><form><td>a<td>b</form></tr>", "a@1.1 b@1.2"),
        ("<div><tr><td>a<td>b</tr></div>", "a@1.1 b@1.2"),
        ("<td>a<td>b", "a@1.1 b@1.2"),
        ("<tbody><th>a<td>b<tbody><tr><td>c", "a@1.1 b@1.2 c@2.1"),
        ("<tr><td>a<td><s>9<tr><td>b<td>14", "a@1.1 b@2.1 14@2.2"),
        ("<tr><td>a</body><td>b", "a@1.1 b@1.2"),
        ("<tr><td/>a<td>1</br>4", "a@1.1 1\n4@1.2"),
        ("<template><tr><td>x</template><tr><td>a", "a@1.1"),
        ("<table><tr><td>a<td>b</table>", "a@1.1 b@1.2"),
    ],
)
def test_cells_stand_where_a_browser_lays_them(tmp_path: Path, rows: str, drawn: str) -> None:
    assert places(tmp_path, rows) == drawn


def test_a_cell_moved_out_of_its_row_is_told_where_it_was(tmp_path: Path) -> None:
    first, second = cells(
        read(tmp_path, "<table><tr><td style='position:fixed'>9</td><td>14</td></tr></table>")
    )
    assert (first.text, first.sights, second.text) == ("", (Seen(Sight.UNKNOWN, "9"),), "14")


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [
        ("<col><col style='visibility:collapse'>", ["", "cột 2 bị ẩn", ""]),
        ("<colgroup style='display:none' span=2></colgroup>", ["cột 1 bị ẩn", "cột 2 bị ẩn", ""]),
        ("<colgroup hidden><col><col></colgroup><col>", ["cột 1 bị ẩn", "cột 2 bị ẩn", ""]),
    ],
)
def test_columns_are_hidden_by_themselves_or_with_their_group(
    columns: str, hidden: list[str], tmp_path: Path
) -> None:
    found = cells(read(tmp_path, f"<table>{columns}<tr><td>1<td>2<td>3</table>"))
    assert [item.hidden for item in found] == hidden


def test_columns_hidden_in_a_table_within_a_cell_hide_none_around_it(tmp_path: Path) -> None:
    inner = "<table><col style='visibility:collapse'><tr><td>9</table>"
    found = cells(read(tmp_path, f"<table><tr><td>1<td>{inner}<tr><td>2<td>3<tr><td>4<td>5</table>"))
    assert [item.hidden for item in found] == [""] * 6


WRITTEN = "chữ do đoạn mã của trang tự ghi"


@pytest.mark.parametrize(
    ("inner", "text", "sights"),
    [
        ("14<script>document.write(9)</script>", "14", [Seen(Sight.UNKNOWN, WRITTEN)]),
        ("14<script>var a = 1</script>", "14", []),
        ("<b id=tong></b>", "", [Seen(Sight.UNKNOWN, WRITTEN)]),
        ("<b id=khac>14</b>", "14", []),
        ("<input placeholder=14>", "", [Seen(Sight.PLACEHOLDER, "14")]),
        ("<input placeholder=9 value=14>", "14", []),
        ("<textarea placeholder=14></textarea>", "", [Seen(Sight.PLACEHOLDER, "14")]),
        ("<map>14</map>", "14", []),
        ("<sup>1</sup>4", "¹4", []),
        ("<sup>14</sup>", "14", []),
        ('<q style=\'quotes:"1" "2"\'>4</q>', "4", [Seen(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm")]),
        ("14<i style='display:table-column'>9</i>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("14<i style='font-variant:small-caps super'>1</i>", "14", [Seen(Sight.RAISED, "1")]),
        ("<i style='display:none;display:nothing'>9</i>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i style='color:#fff;color:rgb(1)'>9</i>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i style='color:pink;background:pink'>9</i>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i class=v>9</i><b class=w><i class=v>14</i></b>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i class=l>9</i><u class=l>14</u>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i class=m>9</i><u class=m>14</u>", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i style='color:#FFF8'>9</i>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i style='color:#ffffff80'>9</i>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i style='color:#000f'>14</i>", "14", []),
        (
            "<i style='display:inline-block;transform:translate(-100vw)'>9</i>14",
            "14",
            [Seen(Sight.UNSEEN, "9")],
        ),
        (
            "14<i style='display:inline-block;transform:translateY(-6px)'>1</i>",
            "14",
            [Seen(Sight.RAISED, "1")],
        ),
        ("14<i style='display:inline-block;translate:0 -6px'>1</i>", "14", [Seen(Sight.RAISED, "1")]),
        ("<i style='display:-webkit-box'>9</i>14", "9\n14", []),
        ("<i style='content:url(x.png)'>9</i>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i class=r>9</i>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<i class=r2>14</i>", "14", []),
        ("<b class=sc><i>9</i></b>14", "14", [Seen(Sight.UNSEEN, "9")]),
        ("<u class=st>9</u>14", "914", [Seen(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm")]),
        ("<u class=cf>14</u>", "14", []),
    ],
)
def test_a_cell_says_what_a_browser_shows(tmp_path: Path, inner: str, text: str, sights: list[Seen]) -> None:
    head = (
        "<script>document.getElementById('tong').innerHTML = 14</script><style>"
        ":root{--an:none} .w{--an:inline} .v{display:var(--an)}"
        "i.l{display:none} @layer a{.l.l{display:inline}}"
        "@media (width >= 400px){.r{display:none}} @media (width<400px){.r2{display:none}}"
        "@scope (.sc){i{display:none}} .st::after{content:'';position:absolute;border-top:1px solid}"
        ".cf::after{content:'';display:table;clear:both}"
        "@layer c, d; @layer d{i.m{display:none}} @layer c{.m.m{display:inline}}</style>"
    )
    found = cells(read(tmp_path, f"<table><tr><td>Tin</td><td>{inner}</td></tr></table>", head))[1]
    assert (found.text, list(found.sights)) == (text, sights)


def test_elements_too_deep_within_one_another_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, f"{'<div>' * 300}14")
    assert caught.value.code == "too-large"


def test_a_longer_table_in_a_cell_makes_no_frame_of_a_table_with_texts_of_its_own(tmp_path: Path) -> None:
    inner = f"<table>{'<tr><td>việc</td></tr>' * 5}</table>"
    rows = f"<tr><td>10<td>Kinh phí<td>đồng<td>5000<tr><td>11<td>Khác<td><td>{inner}"
    (table,) = read(tmp_path, f"<table>{rows}</table>").tables()
    assert [cell.text for cell in table.rows[0]] == ["10", "Kinh phí", "đồng", "5000"]
    assert table.rows[1][3].text.split() == ["việc"] * 5
    framed = read(tmp_path, f"<table><tr><td>Logo<td>{inner}</table>")
    assert [len(table.rows) for table in framed.tables()] == [5]


def test_a_table_in_what_is_folded_up_is_told_cell_by_cell_and_not_read(tmp_path: Path) -> None:
    table = "<table><tr><td>Số <b>tin</b>,\n bài<td>14<tr><td>Số lớp<br>mở<td>9</table>"
    (tmp_path / "a.html").write_text(
        f"<p>Báo cáo</p><details><summary>Số liệu</summary>Gồm<p>bảng</p>{table} hết</details>", "utf-8"
    )
    page = read_html(tmp_path / "a.html")
    lines = ("Gồm", "bảng", "Số tin, bài", "14", "Số lớp", "mở", "9", "hết")
    assert page.sights == (Seen(Sight.UNSEEN, "\n".join(lines)),)
    assert not list(page.tables())
