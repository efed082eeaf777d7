"""Fields whose results were taken from elsewhere in the file: where that says another number by now, it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Seen, Sight
from tests.documents import WORD_NAMESPACES, word
from tests.readers.word.test_field_sums import CHAR, field, run, tc

PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="SoLop"><vt:i4>14</vt:i4></property>'
    "</Properties>"
)
SETTINGS = (
    f'<w:settings {WORD_NAMESPACES}><w:docVars><w:docVar w:name="So" w:val="14"/></w:docVars></w:settings>'
)


def bookmark(name: str, content: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def told(folder: Path, content: str, around: str = "") -> tuple[Seen, ...]:
    """Return what is told of a cell with some content, `around` standing in another."""
    body = f"<w:tbl><w:tr>{tc(around)}{tc(content)}</w:tr></w:tbl>"
    parts = {"docProps/custom.xml": PROPERTIES, "word/settings.xml": SETTINGS}
    return next(read_docx(word(folder / "tep.docx", body, parts)).tables()).rows[0][1].sights


DELETED = '<w:del w:id="9" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("code", "result", "around", "now"),
    [
        (" REF Tong ", "9", bookmark("Tong", run("14")), "14"),
        (" Tong ", "9", bookmark("Tong", run("14")), "14"),
        (" REF tong \\h \\* MERGEFORMAT ", "9", bookmark("Tong", DELETED + run("14")), "14"),
        (" REF Tong ", "14", bookmark("Tong", run("14 lớp")), None),
        (" REF Tong ", "1.400", bookmark("Tong", run("1400")), None),
        (" REF Tong \\r ", "9", bookmark("Tong", run("14")), None),  # the number of its paragraph
        (" REF Khac ", "9", bookmark("Tong", run("14")), None),
        (" REF Tong ", "9", f"{bookmark('Tong', run('14'))}{bookmark('Tong', run('15'), 2)}", None),
        (" REF Tong ", "9", bookmark("Tong", run("14") + "</w:p><w:p>"), None),
        (' DOCPROPERTY "SoLop" ', "9", "", "14"),
        (" DOCPROPERTY SoLop ", "14", "", None),
        (" DOCVARIABLE so ", "9", "", "14"),
        (' QUOTE "14" ', "9", "", "14"),
        (" QUOTE 14 ", "14", "", None),
        (' IF 5 > 3 "14" "9" ', "9", "", "14"),
        (" IF 5&lt;=3 9 14 \\* MERGEFORMAT ", "9", "", "14"),
        (' IF "a" = "a" "14" "9" ', "14", "", None),
        (' IF "a" &lt;> "a" "9" "14" ', "9", "", "14"),
        (' IF "a" = "A" "14" "9" ', "9", "", None),  # how Word compares them is not known for sure
        (' IF "1.250" > 9 "14" "9" ', "9", "", None),  # nor how it reads the point
        (' IF 5 > 3 "14" "9" \\# 0 ', "9", "", None),
        (f' IF </w:instrText></w:r>{field(" MERGEFIELD So ", "5")}<w:r><w:instrText> > 3 "14" "9" ', "9", "", None),
        (" SEQ So ", "9", "", "1"),
        (" SEQ So \\* ARABIC ", "1", field(" SEQ Hinh ", "1"), None),
        (" SEQ So ", "1", field(" SEQ so ", "1"), "2"),
        (" SEQ So \\c ", "9", f"{field(' SEQ So ', '1')}{field(' SEQ So ', '2')}", "2"),
        (" SEQ So \\r 14 ", "9", "", "14"),
        (" SEQ So ", "9", field(" SEQ So \\r13 ", "13"), "14"),
        (" SEQ So ", "9", field(" SEQ So \\s 1 ", "1"), None),  # begins anew at each heading
        (" SEQ So ", "9", field(" SEQ So Khac ", "1"), None),
        (" SEQ So ", "9", f'<w:fldSimple w:instr=" SEQ So ">{run("1")}</w:fldSimple>', "2"),
        (" SEQ So ", "1", f'<w:del w:id="9" w:author="a">{field(" SEQ So ", "1")}</w:del>', None),
        (" MERGEFIELD So ", "9", bookmark("So", run("14")), None),
        (" =So1+So2*2 ", "9", f"{bookmark('So1', run('4'))}{bookmark('So2', run('5'), 2)}", "14"),
        (" =So1+So2*2 ", "14", f"{bookmark('So1', run('4'))}{bookmark('So2', run('5'), 2)}", None),
        (" =SUM(So1;So2) ", "7", f"{bookmark('So1', run('4'))}{bookmark('So2', run('5'), 2)}", "9"),
        (" =So1+Khac ", "7", bookmark("So1", run("4")), None),
        (" =A1+1 ", "7", bookmark("A1", run("4")), None),  # a cell or a bookmark
    ],
)  # fmt: skip
def test_a_result_is_told_where_its_source_says_another_number(
    code: str, result: str, around: str, now: str | None, tmp_path: Path
) -> None:
    assert told(tmp_path, field(code, result), around) == (() if now is None else (Seen(Sight.STALE, now),))


@pytest.mark.parametrize(("result", "now"), [("9", "14"), ("14", None)])
def test_a_form_field_that_computes_is_told_where_it_comes_to_another_number(
    result: str, now: str | None, tmp_path: Path
) -> None:
    entry = '<w:textInput><w:type w:val="calculated"/><w:default w:val="=Text1*2"/></w:textInput>'
    begin = CHAR.format("begin")
    content = field(" FORMTEXT ", result).replace(
        begin, begin.replace("/></w:r>", f"><w:ffData>{entry}</w:ffData></w:fldChar></w:r>"), 1
    )
    assert told(tmp_path, content, bookmark("Text1", run("7"))) == (
        () if now is None else (Seen(Sight.STALE, now),)
    )


@pytest.mark.parametrize(
    ("result", "sights"), [("", ()), (run("14"), ()), (run("9"), (Seen(Sight.CONTROL, "9"),))]
)
def test_a_drop_down_shows_its_entry_once_whatever_is_stored_as_its_result(
    result: str, sights: tuple[Seen, ...], tmp_path: Path
) -> None:
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="9"/><w:listEntry w:val="14"/></w:ddList>'
    begin = CHAR.format("begin")
    content = (
        field(" FORMDROPDOWN ", "14")
        .replace(run("14"), result)
        .replace(begin, begin.replace("/></w:r>", f"><w:ffData>{entries}</w:ffData></w:fldChar></w:r>"), 1)
    )
    body = f"<w:tbl><w:tr>{tc(content)}</w:tr></w:tbl>"
    cell = next(read_docx(word(tmp_path / "tep.docx", body)).tables()).rows[0][0]
    assert (cell.text, cell.sights) == ("14", sights)
