"""An OpenDocument text is changed before its conversion so that what it shows is read, and what contradicts it told."""

from __future__ import annotations

import pytest
from lxml import etree

from htsd_cli.readers.converted import told
from htsd_cli.readers.converted.open_text import is_concerned, keep
from htsd_cli.values.document import Sight

ODF = "urn:oasis:names:tc:opendocument:xmlns"
XML = (
    f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"'
    f' xmlns:draw="{ODF}:drawing:1.0" xmlns:table="{ODF}:table:1.0" xmlns:form="{ODF}:form:1.0"'
    f' xmlns:style="{ODF}:style:1.0"><office:body><office:text>'
    "{}</office:text></office:body></office:document-content>"
)

TURNED = '<style:style style:name="T"><style:text-properties style:text-rotation-angle="90"/></style:style>'

BASED = (
    '<style:style style:name="T1" style:parent-style-name="T"/><style:style style:name="T2"'
    ' style:parent-style-name="T"><style:text-properties style:text-rotation-angle="0"/></style:style>'
)


def kept(inside: str) -> list[str]:
    """Return the texts of the paragraphs of a document that is about to be converted, with what is told in brackets."""
    content = XML.format(inside)
    root = etree.fromstring(content.encode())
    changed = keep(root)
    texts = []
    for paragraph in root.iter(f"{{{ODF}:text:1.0}}p"):
        text = "".join(map(str, paragraph.itertext()))
        for sight in Sight:
            for said in ("9", "14", "7", "3.5", "6", "11", "4", "12", "3", "chữ xoay: 4", "☑", "a; b", ""):
                text = text.replace(told.mark(sight, said), f"[{sight.value} {said}]")
        texts.append(text)
    assert is_concerned(content.encode()) or not changed
    return texts


def cells(*attributes: tuple[str, str]) -> str:
    """Draw a table of one column: of each cell its attributes and its text."""
    rows = "".join(
        f"<table:table-row><table:table-cell {said}><text:p>{text}</text:p></table:table-cell></table:table-row>"
        for said, text in attributes
    )
    return f"<table:table>{rows}</table:table>"


def number(value: str, formula: str = "") -> str:
    escaped = formula.replace("<", "&lt;").replace(">", "&gt;")
    more = f' table:formula="ooow:{escaped}"' if formula else ""
    return f'office:value-type="float" office:value="{value}"{more}'


@pytest.mark.parametrize(
    ("formula", "stored", "shown"),
    [
        ("sum <A1:A2>", "7", "7"),
        ("sum <A1:A2>", "9", "9[stale 7]"),
        ("<A1>+<A2>", "9", "9[stale 7]"),
        ("mean <A1:A2>", "9", "9[stale 3.5]"),
        ("sum <A1:A2>-1", "9", "9[stale 6]"),
        ("sum(<A1>|<A2>)", "9", "9[stale 7]"),
        ("<A1>|<A2>", "9", "9[stale 7]"),
        ("sum <A1>|2*<A2>", "9", "9[stale 11]"),
        ("max <A1>|<A2>", "9", "9[stale 4]"),
        ("<A1> sum <A2>", "9", "9[stale 4]"),
        ("<A1> mul <A2>", "9", "9[stale 12]"),
        ("sum <A1>", "9", "9[stale 3]"),
        ("<Khac.A1>+<A2>", "9", "9"),
        ("=<A1>+<A2>", "9", "9[stale 7]"),
        ("round <A1>", "9", "9"),
    ],
)
def test_a_sum_of_a_table_keeps_its_stored_result_and_a_stale_one_is_told(
    formula: str, stored: str, shown: str
) -> None:
    drawn = cells((number("3"), "3"), ("", "4"), (number(stored, formula), stored))
    assert kept(drawn) == ["3", "4", shown]


def test_a_sum_over_joined_cells_or_words_is_not_computed() -> None:
    joined = "<table:table-row><table:table-cell/><table:covered-table-cell/></table:table-row>"
    drawn = cells((number("3"), "3"), (number("9", "sum <A1:A2>"), "9"))
    assert kept(drawn.replace("<table:table>", f"<table:table>{joined}"))[-1] == "9"
    assert kept(cells(("", "ba"), ("", "4"), (number("9", "sum <A1:A2>"), "9")))[-1] == "9"


@pytest.mark.parametrize(
    ("said", "text", "shown"),
    [
        (number("14"), "14", "14"),
        (number("14"), "9", "9[format 9]"),
        (number("12000000"), "12.000.000", "12.000.000"),
        (number("14000"), "14", "14[format 14]"),
        ('office:value-type="percentage" office:value="0.14"', "14%", "14%"),
        ('office:value-type="string" office:string-value="9"', "14", "14[format 14]"),
        ('office:value-type="string" office:string-value="14"', "14", "14"),
        ('office:value-type="date" office:date-value="2024-12-03"', "3/12", "3/12"),
    ],
)
def test_a_stored_number_that_is_not_the_text_is_told(said: str, text: str, shown: str) -> None:
    assert kept(cells((said, text))) == [shown]


def test_a_stored_number_without_a_text_is_left_for_libreoffice() -> None:
    root = etree.fromstring(XML.format(cells((number("14", "<A1>+1"), ""))).encode())
    assert keep(root)
    (cell,) = root.iter(f"{{{ODF}:table:1.0}}table-cell")
    assert {str(name): said for name, said in cell.items()} == {
        f"{{{ODF}:office:1.0}}value-type": "float",
        f"{{{ODF}:office:1.0}}value": "14",
    }


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('<text:p><text:toc-mark-start text:id="i"/>14<text:toc-mark-end text:id="i"/></text:p>', ["14"]),
        ('<text:p>1<text:alphabetical-index-mark text:string-value="9"/>4</text:p>', ["14"]),
        ("<text:p>14<text:bibliography-mark>[9]</text:bibliography-mark>.</text:p>", ["14[9]."]),
        (
            '<text:user-field-decl text:name="u" office:value="14"/>'
            '<text:p><text:user-field-get text:name="u">9</text:user-field-get></text:p>',
            ["9[format 14]"],
        ),
        (
            '<text:user-field-decl text:name="u" office:value="14"/>'
            '<text:p><text:user-field-get text:name="u">14</text:user-field-get></text:p>',
            ["14"],
        ),
        ('<text:p><text:expression text:formula="ooow:7+7">9</text:expression></text:p>', ["9[stale 14]"]),
        ('<text:p><text:expression text:formula="ooow:7+7">14</text:expression></text:p>', ["14"]),
        (TURNED + BASED + '<text:p>1<text:span text:style-name="T1">4</text:span></text:p>',
         ["14[unknown chữ xoay: 4]"]),
        (f'{TURNED}{BASED}<text:p>1<text:span text:style-name="T2">4</text:span></text:p>', ["14"]),
        (f'{TURNED}<text:p>1<text:span text:style-name="T">4</text:span></text:p>', ["14[unknown chữ xoay: 4]"]),
        (f'{TURNED}<text:p><text:span text:style-name="T">14</text:span></text:p>', ["14"]),
        (f'{TURNED}<text:p>14 <text:span text:style-name="T">lớp</text:span></text:p>', ["14 lớp"]),
        ('<text:p><text:expression office:value="9">7</text:expression></text:p>', ["7[format 7]"]),
        ('<text:p><text:expression text:formula="ooow:1" text:display="formula">9</text:expression></text:p>', ["9"]),
    ],
)  # fmt: skip
def test_marks_and_fields_keep_their_text(inside: str, shown: list[str]) -> None:
    assert kept(inside) == shown


@pytest.mark.parametrize(
    ("formula", "deep", "shown"),
    [
        ("ooow:SUM(&lt;B2:B1&gt;)", 1, f"9{told.formula_mark('=SUM(B2:B1)', '9')}"),
        ("ooow:sum &lt;A1:A2&gt;", 1, f"9{told.formula_mark('=SUM(A1:A2)', '9')}"),
        ("ooow:sum &lt;A1:A2&gt;", 2, "9"),
        ("ooow:&lt;Bang2.A1&gt;", 1, "9"),
    ],
)
def test_a_formula_field_in_a_cell_keeps_its_result_and_is_marked(
    formula: str, deep: int, shown: str
) -> None:
    field = f'<text:p><text:table-formula text:formula="{formula}">9</text:table-formula></text:p>'
    for _ in range(deep):
        cell = f"<table:table-cell>{field}</table:table-cell>"
        field = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert kept(field) == [shown]


@pytest.mark.parametrize(
    ("position", "becomes"),
    [
        ("10% 60%", "super 58%"),
        ("-8% 58%", "sub 58%"),
        ("0% 100%", None),
        ("5% 100%", None),
        ("super 58%", None),
    ],
)
def test_small_letters_beside_the_line_are_raised_as_a_notes_mark(position: str, becomes: str | None) -> None:
    letters = f'<style:style><style:text-properties style:text-position="{position}"/></style:style>'
    root = etree.fromstring(XML.format(letters).encode())
    assert keep(root) is (becomes is not None)
    (found,) = root.iter(f"{{{ODF}:style:1.0}}text-properties")
    assert found.get(f"{{{ODF}:style:1.0}}text-position") == (becomes or position)


@pytest.mark.parametrize(
    ("control", "shown"),
    [
        ('<form:text form:id="c" form:current-value="14"/>', "[control 14]"),
        ('<form:text form:id="c"/>', "[control ]"),
        ('<form:checkbox form:id="c" form:current-state="checked"/>', "[control ☑]"),
        ('<form:checkbox form:id="c" form:current-state="unchecked"/>', ""),
        ('<form:button form:id="c" form:label="9"/>', ""),
        (
            '<form:listbox form:id="c"><form:option form:label="a" form:current-selected="true"/>'
            '<form:option form:label="c"/><form:option form:label="b" form:selected="true"/></form:listbox>',
            "[control a; b]",
        ),
        ("", "[control ]"),
    ],
)
def test_what_a_control_shows_is_told(control: str, shown: str) -> None:
    inside = f'<office:forms>{control}</office:forms><text:p><draw:control draw:control="c"/></text:p>'
    assert kept(inside) == [shown]


def test_a_style_of_the_documents_own_part_is_known() -> None:
    styles = etree.fromstring(XML.format(TURNED).encode())
    root = etree.fromstring(
        XML.format('<text:p>1<text:span text:style-name="T">4</text:span></text:p>').encode()
    )
    assert keep(root, styles)
    assert "".join(map(str, root.itertext())) == f"14{told.mark(Sight.UNKNOWN, 'chữ xoay: 4')}"
