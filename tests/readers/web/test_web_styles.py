"""What a style sheet or a script does to letters is followed as a browser does; what cannot be followed is told.

Each line was held against what Chromium prints of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.web.html import read_html
from htsd_cli.readers.web.styles import media, sizes
from htsd_cli.readers.web.styles.declared import is_known
from htsd_cli.values.document import Seen, Sight

UNSEEN, STRUCK = [Seen(Sight.UNSEEN, "9")], [Seen(Sight.STRUCK, "9")]
TOLD, CUT = [Seen(Sight.UNKNOWN, "9")], [Seen(Sight.CUT, "9")]
GENERATED = [Seen(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm")]

TOLD_WHOLE = [Seen(Sight.UNKNOWN, "914")]
RULES = [  # of "b", a 9 before 14
    ("b{font-size:calc(1px + 1px)}", UNSEEN),
    ("b{font-size:clamp(1px, 1vw, 2px)}", UNSEEN),
    ("b{font-size:max(1px, 16px)}", []),
    ("b{font:calc(.5 * 2px) serif}", UNSEEN),
    ("b{font-size:env(x, 1px)}", TOLD),
    ("b{font-size:zork}", []),
    ("p{font-size:.4em} b{font-size:.4em}", UNSEEN),
    ("b{font-size-adjust:0}", TOLD),
    ("b{background:currentColor}", UNSEEN),
    ("b{background-image:linear-gradient(#000,#000)}", UNSEEN),
    ("b{background:linear-gradient(transparent 45%,#000 45%,#000 55%,transparent 55%)}", TOLD),
    ("b{background:url(data:image/png;base64,xx) black}", UNSEEN),
    ("b{background:#0000}", []),
    ("b{color:white;background:#0000}", UNSEEN),
    ("b{background:hsl(0,0%,0%)}", UNSEEN),
    ("b{opacity:calc(0)}", UNSEEN),
    ("b{-webkit-opacity:0}", UNSEEN),
    ("b{filter:invert(1)}", TOLD),
    ("b{filter:grayscale(1) brightness(110%)}", []),
    ("b{filter:progid:DXImageTransform.Microsoft.gradient(enabled=false)}", []),
    ("b{clip-path:polygon(0 0,0 0,0 0)}", TOLD),
    ("b{clip-path:inset(0)}", []),
    ("b{mix-blend-mode:difference;color:white}", UNSEEN),
    ("b{mix-blend-mode:screen}", TOLD),
    ("b{display:inline-block;contain:strict}", TOLD),
    ("b{offset-path:path('M-999 0')}", TOLD),
    ("b{display:inline-block;transform:skew(90deg)}", TOLD),
    ("b{transform:scale(.5)}", []),
    ("b{transform:rotate(180deg);translate:-60px;width:1px;overflow:hidden}", []),  # says nothing of a part of a line
    ("p{display:flex} b{transform:rotate(180deg)}", TOLD),
    ("p{display:flex} b{width:60px}", TOLD),
    ("p{text-decoration:line-through transparent}", []),
    ("p{text-decoration:line-through;text-decoration-line:none}", []),
    ("b{text-decoration-line:none;text-decoration:line-through}", STRUCK),
    ("b{writing-mode:vertical-rl}", TOLD),
    ("b{-webkit-writing-mode:tb-rl}", TOLD),
    ("b{writing-mode:horizontal-tb}", []),
    ("td{writing-mode:vertical-rl}", []),
    ("p{writing-mode:vertical-rl}", []),
    ("b{display:inline-block;rotate:90deg}", TOLD),
    ("p{transform:rotate(90deg)}", []),
    ("b{display:inline-block;transform:rotate(-10deg)}", []),
    ("b{display:inline-block;transform:scale(10%)}", TOLD),
    ("b{display:inline-block;transform:translateX(40px)}", TOLD),
    ("b{display:inline-block;transform:matrix(1,0,0,1,-2000,0)}", TOLD),
    ("b{transform:translateZ(0)}", []),
    ("b{letter-spacing:30px}", TOLD),
    ("b{display:inline-block;text-indent:100%;overflow:hidden;white-space:nowrap}", TOLD),
    ("b{display:inline-block;height:5px;overflow:hidden}", CUT),
    ("b{display:inline-block;line-height:0;overflow:hidden}", CUT),
    ("b{display:inline-block;inline-size:0;overflow:hidden}", UNSEEN),
    ("b{display:inline-block;width:min(5px,10px);overflow:scroll}", CUT),
    ("b{display:inline-block;width:12px;height:20px;overflow:hidden}", []),
    ("b{display:inline-block;width:40px;height:20px;overflow:hidden}", TOLD),
    ("b{margin:0 0 0 -9999px}", UNSEEN),
    ("b{margin-inline-start:-9999px}", UNSEEN),
    ("b{padding:0 0 0 5000px}", TOLD),
    ("b{vertical-align:999px}", [Seen(Sight.UNKNOWN, "9")]),
    ("b{display:block none}", []),
    ("@keyframes a{to{opacity:0}} b{animation:a 1s}", TOLD),
    ("b{animation:a 1s}", []),
    ("@media (orientation:landscape){b{display:none}}", UNSEEN),
    ("@media (prefers-color-scheme:dark){b{display:none}}", []),
    ("@media (100px<=width<=100000px){b{display:none}}", UNSEEN),
    ("@media (not (min-width:99999px)){b{display:none}}", UNSEEN),
    ("@supports not (display:zork){b{display:none}}", UNSEEN),
    ("@supports not (display:flex){b{display:none}}", []),
    ("@supports (-ms-ime-align:auto){b{display:none}}", []),
    ("@layer r{b{display:none!important}} b{display:inline!important}", UNSEEN),
    ("b:not(:hover){display:none}", UNSEEN),
    ("b{x:'}';display:none}", UNSEEN),
    ("b{display:n\\6fne}", UNSEEN),
    ("b{color:whit\\65}", UNSEEN),
    ("p{--a:var(--b);--b:var(--a)} b{display:var(--a,none)}", TOLD),
    ("@property --c{syntax:'<color>';inherits:true;initial-value:white} b{color:var(--c)}", UNSEEN),
    ("b{display:if(style(--x:1):none;else:none)}", TOLD),
    ("@keyframes n{from,to{content:'9'}} p::after{content:'';animation:n 1s infinite}", GENERATED),
    ("tr:has(b)::before{content:'9'}", GENERATED),
    ("p{opacity:.35} b{opacity:.35}", UNSEEN),
    ("table{opacity:.6} tr{opacity:.6} p{filter:opacity(.6)} b{opacity:60%}", UNSEEN),
    ("p{opacity:.7} b{opacity:.7}", []),
    ("td{direction:rtl;unicode-bidi:bidi-override}", [Seen(Sight.UNKNOWN, "914")]),
    ("td{direction:ltr;unicode-bidi:bidi-override}", []),
    ("table{direction:rtl} b{display:inline-block}", [Seen(Sight.UNKNOWN, "914")]),
    ("td{direction:rtl}", []),
    ("td{letter-spacing:-1em}", TOLD_WHOLE),
    ("table{-webkit-text-security:disc}", TOLD_WHOLE),
    ("td{letter-spacing:1px}", []),
    ("tr{display:flex} td{order:3}", TOLD_WHOLE),
    ("tr{display:grid} td{grid-column:3}", TOLD_WHOLE),
    ("tr{display:flex}", []),
    ("b{font-size:.01cqw}", UNSEEN),
    ("@import url('data:text/css,b {display:none}');", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sights"), RULES)
def test_a_rule_that_hides_or_distorts_is_followed_or_told(
    tmp_path: Path, rule: str, sights: list[Seen]
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<style>{rule}</style><table><tr><td>Tin<td><p><b>9</b>14</p></table>", encoding="utf-8")
    (found,) = (cell for table in read_html(path).tables() for cell in table.rows[0][1:])
    left_out = {seen.sight for seen in sights} & {Sight.UNSEEN, Sight.STRUCK}
    assert (found.text, list(found.sights)) == ("14" if left_out else "914", sights)


WRITTEN = "chữ do đoạn mã của trang tự ghi"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('document.querySelector(".so").textContent = "41"', True),
        ('document.querySelectorAll("td b")[0].innerHTML = "41"', True),
        ('document.getElementsByClassName("so")[0].style.display = "none"', True),
        ('document.getElementsByTagName("td")[1].textContent = 41', True),
        ('document.querySelector("table").rows[0].cells[1].innerHTML = 41', True),
        ("s1.textContent = 41", True),
        ('document.styleSheets[0].insertRule(".so{display:none}")', True),
        ("document.body.innerHTML = document.body.innerHTML.replace(14, 41)", True),
        ('document.querySelector(".khac").textContent = "41"', False),
        ('console.log(document.querySelector(".so"))', False),
        ('document.getElementById("menu").className = "mo"', False),
    ],
)
def test_a_script_that_may_change_a_cell_by_its_class_or_place_is_told(
    tmp_path: Path, script: str, told: bool
) -> None:
    page = f"<p id=menu></p><table><tr><td>Tin<td><b class=so id=s1>14</b></table><script>{script}</script>"
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    (found,) = (cell for table in read_html(path).tables() for cell in table.rows[0][1:])
    assert (found.text, {seen.text for seen in found.sights}) == ("14", {WRITTEN} if told else set())


@pytest.mark.parametrize(
    ("inner", "text", "sights"),
    [
        ("<input type=submit value=14>", "", [Seen(Sight.CONTROL, "14")]),
        ("<input type=submit value='Gửi'>14", "14", []),
        ("<input value=1234567 size=2>", "1234567", [Seen(Sight.CUT, "1234567")]),
        ("<input value=1234567 size=10>", "1234567", []),
        ("<textarea rows=1 cols=1>1234567</textarea>", "1234567", [Seen(Sight.CUT, "1234567")]),
        ("<select><option label=14>8</select>", "14", []),
        ("<select size=2><option>9<option>14</select>", "", [Seen(Sight.CONTROL)]),
        ("<select><option selected>8<option selected>14</select>", "14", []),
        ("<spacer>14", "14", []),
        ("<noframes>9</noframes>14", "14", []),
        ("<script type=text/plain style='display:block'>14</script>", "", [Seen(Sight.UNKNOWN, "script")]),
        ("<details open name=a>14</details><details open name=a>9</details>", "14", UNSEEN),
    ],
)
def test_a_field_of_a_form_says_what_it_shows(
    tmp_path: Path, inner: str, text: str, sights: list[Seen]
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<table><tr><td>Tin<td>{inner}</table>", encoding="utf-8")
    (found,) = (cell for table in read_html(path).tables() for cell in table.rows[0][1:])
    assert (found.text, list(found.sights)) == (text, sights)


@pytest.mark.parametrize(
    ("said", "points"),
    [("16px", 12.0), ("1.5em", 15.0), ("2rem", 16.0), ("50%", 50.0), ("calc(100% - 8px)", 94.0), ("0", 0.0),
     ("min(1in, 2cm)", 56.692), ("calc(2 * (1pt + 2pt))", 6.0), ("calc(6pt / 2)", 3.0), ("calc(1pt", None),
     ("1e1pt", 10.0), ("zork", None), ("calc(1pt * )", None), ("", None)],
)  # fmt: skip
def test_a_length_is_worked_out_in_points(said: str, points: float | None) -> None:
    found = sizes.length(said, em=10.0, whole=100.0, root=8.0) if said else sizes.length("x")
    assert found == (None if points is None else pytest.approx(points))


@pytest.mark.parametrize(
    ("query", "holds"),
    [("print", True), ("screen and (max-width: 600px)", False), ("not all", False), ("speech", False),
     ("(color)", True), ("(monochrome)", False), ("(prefers-reduced-motion: reduce)", False),
     ("(zork: 1)", True), ("not screen", True), ("only screen and (min-width: 20em)", True),
     ("((min-width: 1px) or (max-width: 1px))", True), ("(400px < width < 700px)", False), ("tv, print", True)],
)  # fmt: skip
def test_a_media_query_holds_on_paper_or_a_usual_screen(query: str, holds: bool) -> None:
    assert media.applies(query) is holds


@pytest.mark.parametrize(
    ("condition", "holds"),
    [("(display: grid)", True), ("(display: zork)", False), ("not (display: zork)", True), ("not (gap: 1px)", False),
     ("(display: grid) and (display: zork)", False), ("(display: zork) or (display: grid)", True),
     ("(-moz-appearance: none)", False), ("(foo: bar)", None), ("not (foo: bar)", None),
     ("selector(:has(a))", None), ("(display: grid) and (not (display: zork))", True)],
)  # fmt: skip
def test_what_a_browser_of_today_knows_decides_a_group_of_rules(condition: str, holds: bool | None) -> None:
    assert media.is_supported(condition, is_known) is holds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 250", True),
        ("3 / 120", True),
        ("-5", True),
        ("3 (120)", True),
        ("1.250", False),
        ("1&nbsp;250", False),
        ("25-30", False),
        ("3/120", False),
        ("3 lớp/120 người", False),
        ("120", False),
    ],
)
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
@pytest.mark.parametrize("within", ["{}", "<p>{}</p>"])
def test_numbers_that_change_places_from_right_to_left_are_told(
    tmp_path: Path, text: str, told: bool, direction: str, within: str
) -> None:
    path = tmp_path / "a.html"
    inside = within.format(text).replace("<p", f"<p dir={direction}")
    around = "ltr" if "<p" in within else direction
    path.write_text(f"<table dir={around}><tr><td>Tin<td>{inside}</table>", encoding="utf-8")
    (found,) = (cell for table in read_html(path).tables() for cell in table.rows[0][1:])
    assert list(found.sights) == ([Seen(Sight.UNKNOWN, text)] if told and direction == "rtl" else [])


def test_the_parts_of_a_cell_laid_out_in_reverse_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    inside = "<td style='display:flex;flex-direction:row-reverse'><i>1</i><i>2</i>"
    path.write_text(f"<table><tr><td>Tin{inside}</table>", encoding="utf-8")
    (found,) = (cell for table in read_html(path).tables() for cell in table.rows[0][1:])
    assert (found.text, list(found.sights)) == ("12", [Seen(Sight.UNKNOWN, "12")])


def test_a_style_sheet_written_into_an_import_is_told_as_one_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<style>@import url('data:text/css,b {display:none}');</style><table><td>1</table>", "utf-8"
    )
    assert [item.code for item in read_html(path).notices] == ["style-elsewhere"]
