"""Whom a rule means is told as a browser decides it; a rule of which nobody knows whether it holds is told.

Each line was held against what Chromium paints of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.web.html import read_html
from htsd_cli.readers.word.drawing import COVERING
from htsd_cli.values.document import Seen, Sight

UNSEEN, TOLD, STRUCK = [Seen(Sight.UNSEEN, "9")], [Seen(Sight.UNKNOWN, "9")], [Seen(Sight.STRUCK, "9")]
GENERATED = [Seen(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm")]
WHOLE, CUT = [Seen(Sight.UNKNOWN, "914")], [Seen(Sight.CUT, "914")]
CELL = "<p><b class='c a:b' title='x}}y' align=left>9</b>14</p>"
PAGE = f"<!DOCTYPE html><style>{{}}</style><table><tr><td>Tin<td>{CELL}</table>"

SELECTORS = [  # each hides or shows a 9 before 14
    ("td:nth-child(2 of td, th) b{display:none}", UNSEEN),
    ("b:nth-child(2 of b){display:none}", []),
    ("td:nth-child(1 of .x) b{display:none}", []),
    ("b:not(.x:hover){display:none}", UNSEEN),
    ("b:hover, b:not(:host){display:none}", UNSEEN),
    ("b{display:none} b:foo{display:inline}", UNSEEN),
    ("b:foo{display:none}", TOLD),
    ("b, i:foo{display:none}", TOLD),
    ("b:foo{color:red;font-weight:bold;font-size:20px;background:#eee}", []),
    ("b, ::-webkit-zork{display:none}", UNSEEN),
    (":where(b, ::foo){display:none}", UNSEEN),  # a list that forgives what is wrong in it
    ("b:is(#z,:nope){display:none} td:is(:nope) b{display:none}", []),
    ("h|b{display:none}", WHOLE),
    ("b:checked{display:none} b:valid{display:none} b:modal{display:none}", []),
    ("b:read-only{display:none}", UNSEEN),
    (".a\\:b{display:none}", UNSEEN),
    ("[title='x}y']{display:none}", UNSEEN),
    ("[align=LEFT]{display:none}", UNSEEN),
    ("[title='X}y']{display:none}", []),
    ("b.c.c{display:none} p b.c{display:inline}", UNSEEN),
    ("b{d\\isplay:none}", UNSEEN),
    ("b{display:none/* nobody ends this", UNSEEN),
    ("b{--x:initial;display:var(--x,none)}", UNSEEN),
    ("#z,p{b{display:none}} b.c{display:inline}", UNSEEN),
    ("i,p{b{display:none}}", UNSEEN),
    ("td{p &{display:inline} & b{display:none}}", UNSEEN),
    ("@scope (td:not(.x)){b{display:none}}", UNSEEN),
    ("@scope (b){:scope{display:none}}", UNSEEN),
    ("@scope (td){:scope b{display:none}}", UNSEEN),
    ("@scope (p){b{display:none}}", UNSEEN),
    ("@scope (i){b{display:none}}", []),
    ("@scope (td) to (p){b{display:none}}", TOLD),
    ("@container (min-width:1px){b{display:none}}", TOLD),
    ("@container (min-width:1px){b{color:navy}}", []),
    ("@starting-style{b{display:none}}", TOLD),
    ("@media (zork){b{display:none}}", TOLD),
    ("@page{@top-left{content:'5'}} @counter-style x{symbols:'9'}", []),
    ("@layer a{b{display:none}} b{display:revert-layer}", UNSEEN),
    ("b{display:none} b{display:revert}", []),
    ("b{display:none} b{all:unset}", []),
    ("@layer a{@layer c{b{display:none}} b{display:inline}}", []),
    ("@layer a, b; @layer b{b{display:none}} @layer a{p b.c{display:inline}}", UNSEEN),
    ("@layer{p b.c{display:inline}} @layer{b{display:none}}", UNSEEN),
]  # fmt: skip
LOOKS = [
    ("b{color:color-mix(in srgb,black,white 99%)}", UNSEEN),
    ("b{color:color-mix(in srgb,black 2%,transparent)}", UNSEEN),
    ("b{color:color-mix(in srgb,red,blue)} td{background:color-mix(in srgb,white,red 10%)}", []),
    ("b{color:color-mix(in oklab,color-mix(in srgb,red,blue) 50%,gray)}", []),
    ("b{color:light-dark(white,black)}", UNSEEN),
    ("b{color:light-dark(black,white)}", []),
    ("b{color:hsl(from red h s 100%)}", TOLD),
    ("b{color:rgb(calc(255) 255 255)}", TOLD),
    ("b{color:contrast-color(black)}", TOLD),
    ("b{color:color(display-p3 1 1 1)}", UNSEEN),
    ("b{color:hsl(0 0 100)}", UNSEEN),
    ("b{color:buttonface}", UNSEEN),
    ("b{display:--f()}", TOLD),
    ("b{font:16px Wingdings}", []),
    ("b{text-decoration:underline;text-underline-offset:-.4em}", TOLD),
    ("b{text-decoration:underline;text-underline-offset:.2em}", []),
    ("p{display:flex;flex-flow:row-reverse}", WHOLE),
    ("p{display:flex;direction:rtl}", WHOLE),
    ("p{display:flex;width:90px} b{flex-grow:1}", TOLD),
    ("b{margin-right:60px}", TOLD),
    ("b{padding:0 2px}", []),
    ("b{border-right:1px solid}", TOLD),
    ("b{border-bottom:1px solid}", []),
    ("p{padding-left:60px;border:1px solid}", []),
    ("p{text-indent:-2em}", WHOLE),
    ("p{text-indent:-2em;margin-left:2em}", []),
    ("td{overflow:hidden} p{margin-left:-10px}", WHOLE),
    ("td{padding:0 5.4pt} p{margin:0 -5.4pt}", []),
    ("b{-webkit-text-stroke-width:6px}", TOLD),
    ("b{text-shadow:10px 0 0 black}", TOLD),
    ("b{text-shadow:1px 1px 2px gray}", []),
    ("b{filter:drop-shadow(20px 0 black)}", TOLD),
    ("p{-webkit-box-reflect:below 0}", WHOLE),
    ("b{text-emphasis:'5'}", TOLD),
    ("b{text-emphasis:filled dot}", []),
    ("b{background:linear-gradient(red,red) 0 55%/100% 1px no-repeat}", TOLD),
    ("b{background:linear-gradient(red,red) 0 100%/100% 1px no-repeat}", []),
    ("b{border-image:linear-gradient(black,black) 1 fill}", TOLD),
    ("b{-webkit-mask-box-image:linear-gradient(transparent,transparent)}", TOLD),
    ("b{outline:20px solid white}", TOLD),
    ("b{display:inline-block;line-height:0;border-bottom:2px solid}", TOLD),
    ("p{height:0}", WHOLE),
    ("p{width:0}", WHOLE),
    ("td{line-height:0}", WHOLE),
    ("p{height:20px;line-height:80px;overflow:hidden}", CUT),
    ("td{max-width:8px;overflow:hidden}", CUT),
    ("table{table-layout:fixed;width:20px}", CUT),
    ("table{table-layout:fixed;width:200px}", []),
    ("p{contain:paint;height:1px}", CUT),
    ("td{position:relative;top:80px}", WHOLE),
    ("td{position:relative}", []),
    ("tr{transform:translateX(30px)}", WHOLE),
    ("tr{display:flex;flex-direction:row-reverse}", WHOLE),
    ("td{display:contents}", WHOLE),
    ("b{letter-spacing:-9px}", TOLD),
    ("p{letter-spacing:-3px}", WHOLE),
    ("b{content:linear-gradient(black,black)}", UNSEEN),
    ("b::after{content:'';margin-left:-9px;padding-left:9px;background:white}", GENERATED),
    ("p::before{content:'';border-left:1.5px solid}", GENERATED),
    ("p::after{content:'';display:table;clear:both} p::before{content:'';display:block;background:red;height:2px}", []),
]  # fmt: skip


def second(tmp_path: Path, page: str) -> tuple[str, list[Seen]]:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    (found,) = (cell for table in read_html(path).tables() for cell in table.rows[0][1:])
    return found.text, list(found.sights)


@pytest.mark.parametrize(("rule", "sights"), [*SELECTORS, *LOOKS])
def test_a_rule_means_whom_a_browser_takes_it_to_mean_or_is_told(
    tmp_path: Path, rule: str, sights: list[Seen]
) -> None:
    text, seen = second(tmp_path, PAGE.format(rule))
    gone = {one.sight for one in sights} & {Sight.UNSEEN, Sight.STRUCK}
    whole = "\ufffd14" if "Wingdings" in rule else "914"
    assert (text.replace("\n", ""), seen) == ("14" if gone else whole, sights)


@pytest.mark.parametrize(
    ("inner", "text", "sights"),
    [
        ("914<hr style='margin-top:-10px'>", "914", [Seen(Sight.UNKNOWN, COVERING)]),
        ("914<hr>", "914", []),
        ("<svg width=1 height=1 style='overflow:visible'><text y=15>9</text></svg>14", "14", [Seen(Sight.PICTURE)]),
        ("<input type=number value='9,14'>", "", []),
        ("<input type=number value=9.14>", "9.14", [Seen(Sight.CONTROL, "9.14")]),
        ("<input type=number value=914>", "914", []),
    ],
)  # fmt: skip
def test_what_an_element_shows_by_itself_is_told(
    tmp_path: Path, inner: str, text: str, sights: list[Seen]
) -> None:
    assert second(tmp_path, f"<table><tr><td>Tin<td>{inner}</table>") == (text, sights)


def test_a_style_sheet_taken_in_as_a_layer_is_named_where_it_did_not_come(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<style>@import 'a.css' layer(x);</style><table><tr><td>1<td>2</table>", encoding="utf-8")
    (notice,) = read_html(path).notices
    assert "“a.css”" in notice.message
