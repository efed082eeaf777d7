"""What LibreOffice would show once it has converted a text document stays hidden."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from htsd_cli.readers.converted.kept_hidden import keep_hidden
from htsd_cli.readers.converted.rich_text import as_shown
from htsd_cli.readers.converted.told import mark
from htsd_cli.readers.packages import Package
from htsd_cli.values.document import Sight

ODF = "urn:oasis:names:tc:opendocument:xmlns"
XML = (
    f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"'
    f' xmlns:style="{ODF}:style:1.0"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"><office:body><office:text>'
    "{}</office:text></office:body></office:document-content>"
)
BOOKMARK = (
    '<text:p><text:bookmark-start text:name="b" loext:hidden="true"/>9'
    '<text:bookmark-end text:name="b"/>14</text:p>'
)
SECTION = '<text:section {}><text:p>9<text:span text:style-name="a">8</text:span></text:p></text:section>'


@pytest.mark.parametrize(
    ("inside", "hidden"),
    [
        (SECTION.format('text:display="none"'), ["98"]),
        (SECTION.format('text:display="condition" text:condition="ooow:1==1" text:is-hidden="true"'), ["98"]),
        (SECTION.format('text:display="condition" text:condition="ooow:1==0" text:is-hidden="false"'), []),
        (SECTION.format('text:name="s"'), []),
        (
            '<text:p>14<text:hidden-paragraph text:condition="ooow:1==1" text:is-hidden="true"/></text:p>',
            ["14"],
        ),
        ('<text:p>14<text:hidden-paragraph text:condition="ooow:1==0" text:is-hidden="false"/></text:p>', []),
        (BOOKMARK, ["9"]),
    ],
)
@pytest.mark.parametrize("flat", [False, True])
def test_hidden_parts_of_open_document_become_hidden_letters(
    inside: str, hidden: list[str], flat: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.odt"
    if flat:
        path.write_text(XML.format(inside), encoding="utf-8")
    else:
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("content.xml", XML.format(inside))
            package.writestr("meta.xml", "<a/>")
    before = path.read_bytes()
    keep_hidden(path)
    assert (path.read_bytes() == before) is (hidden == [])
    if flat:
        changed = path.read_text(encoding="utf-8")
    else:
        with Package(path) as made:
            assert made.read("meta.xml") == b"<a/>"
            changed = (made.read("content.xml") or b"").decode()
    spans = changed.split('<text:span text:style-name="htsd-hidden">')[1:]
    letters = [re.sub(r"<[^>]*>", "", span.split("</text:span>")[0]) for span in spans]
    assert "".join(letters) == "".join(hidden)
    assert changed.count('style:name="htsd-hidden"') == (1 if hidden else 0)


def test_a_wide_space_of_rich_text_parts_two_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 3\emspace 120\enspace{}5}")
    keep_hidden(path)
    assert path.read_bytes() == rb"{\rtf1 3\~120\~{}5}"


def test_fields_of_open_document_that_would_be_lost_become_plain_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.fodt"
    path.write_text(
        XML.format(
            '<text:p><text:meta>1<text:meta-field xml:id="m">4</text:meta-field></text:meta></text:p>'
        ),
        encoding="utf-8",
    )
    keep_hidden(path)
    assert "<text:p><text:span>1<text:span>4</text:span></text:span></text:p>" in path.read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rb"{\rtf1 \intbl 1{\v\par}4\cell}", rb"{\rtf1 \intbl 1{\v}4\cell}"),
        (rb"{\rtf1 \intbl 1\v\par\v0 4\cell}", rb"{\rtf1 \intbl 1\v\v0 4\cell}"),
        (
            rb"{\rtf1 \intbl 1{\deleted\revauthdel1\par}4\cell}",
            rb"{\rtf1 \intbl 1{\deleted\revauthdel1}4\cell}",
        ),
        (rb"{\rtf1 \intbl\pard {\v 1\par}4\cell}", rb"{\rtf1 \intbl\pard {\v 1\par}4\cell}"),
        (rb"{\rtf1 \intbl {\v 9}1\par 4\cell}", rb"{\rtf1 \intbl {\v 9}1\par 4\cell}"),
        (rb"{\rtf1 \intbl 1\v 9\plain\par 4\cell}", rb"{\rtf1 \intbl 1\v 9\plain\par 4\cell}"),
        (rb"{\rtf1 \viewkind4 1\par 4}", rb"{\rtf1 \viewkind4 1\par 4}"),
    ],
)
def test_hidden_and_deleted_paragraph_marks_of_rich_text_part_no_lines(before: bytes, after: bytes) -> None:
    assert as_shown(before) == after


def test_a_style_in_a_part_of_its_own_turns_letters_of_the_content(tmp_path: Path) -> None:
    turned = (
        '<style:style style:name="T"><style:text-properties style:text-rotation-angle="90"/></style:style>'
    )
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "content.xml", XML.format('<text:p>1<text:span text:style-name="T">4</text:span></text:p>')
        )
        package.writestr("styles.xml", XML.format(turned))
    keep_hidden(path)
    with Package(path) as read:
        text = "".join(map(str, read.parse("content.xml").itertext()))
        assert text == f"14{mark(Sight.UNKNOWN, 'chữ xoay: 4')}"
        assert "text-rotation-angle" in (read.read("styles.xml") or b"").decode()
