"""A rich text file is changed before its conversion where LibreOffice would show another thing than Word."""

from __future__ import annotations

import pytest

from htsd_cli.readers.converted.rich_text import as_shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # a text written twice: the second, in Unicode, is the one that is shown
        (rb"{\rtf1{\upr{9}{\*\ud{14}}}}", rb"{\rtf1{\upr{\*\ud{14}}}}"),
        (rb"{\rtf1{\upr{{\b 9}}{\*\ud{14}}}}", rb"{\rtf1{\upr{\*\ud{14}}}}"),
        # a break of the page within a cell begins a new line
        (rb"{\rtf1\intbl 1\page 4\cell\pard\page}", rb"{\rtf1\intbl 1\line 4\cell\pard\page}"),
        (rb"{\rtf1\intbl 1\column 4\cell}", rb"{\rtf1\intbl 1\line 4\cell}"),
        # moved away is deleted, `0` is not
        (rb"{\rtf1{\mvf\mvauth1 9}{\mvt 14}}", rb"{\rtf1{\deleted \mvauth1 9}{\mvt 14}}"),
        (rb"{\rtf1\deleted0 14}", rb"{\rtf1 14}"),
        # the end of a double stroke that never began is no end of the single one
        (
            rb"{\rtf1{\strike\striked0 9}\striked1 9\striked0 14}",
            rb"{\rtf1{\strike 9}\striked1 9\striked0 14}",
        ),
        # entries of an index show nothing
        (rb"{\rtf1{\tc\v {a}9}{\xe 9}14}", rb"{\rtf1 14}"),
        (rb"{\rtf1{\tcelld}14}", rb"{\rtf1{\tcelld}14}"),
        # a field within the instruction of another
        (
            rb"{\field{\*\fldinst = {\field{\*\fldinst 7}{\fldrslt 7}}+7}{\fldrslt 14}}",
            rb"{{14}}",
        ),
        (rb"{\field{\*\fldinst IF {\field{\*\fldinst 7}}}{\fldrslt 14}}", rb"{\field{\*\fldinst IF }{\fldrslt 14}}"),
        # a formula keeps the result that is stored; one that comes to another number is told
        (rb"{\field{\*\fldinst {\rtlch\fcs1 =7+7 \\# 0}}{\fldrslt {\b 14}}}", rb"{{{\b 14}}}"),
        (rb"{\field{\*\fldinst =7+7}{\fldrslt 9}}", rb"{{9\u-1807?stale\u-1806?14\u-1805?}}"),
        (rb"{\field{\*\fldinst =SUM(ABOVE)}{\fldrslt 9}}",
         rb"{{9\u-1807?formula\u-1806?=SUM(ABOVE)\u-1804?9\u-1805?}}"),
        (rb"{\field{\*\fldinst {GOTOBUTTON a 14}}{\fldrslt }}", rb"{\field{\*\fldinst {GOTOBUTTON a 14}}{\fldrslt }}"
         rb"\u-1807?unknown\u-1806?n\u250?t b\u7845?m: 14\u-1805?"),
        (rb"{\field{\*\fldinst { EDITTIME }}{\fldrslt {\b 9}}}", rb"{{{\b 9}}}"),
        (rb"{\field{\*\fldinst { AUTHOR }}{\fldrslt {\b 9}}}", rb"{\field{\*\fldinst { AUTHOR }}{\fldrslt {\b 9}}}"),
        (rb"{\itap2 {\field{\*\fldinst =SUM(ABOVE)}{\fldrslt 9}}}", rb"{\itap2 {{9}}}"),
        (rb"{\field{\*\fldinst =7+7}{\fldrslt }}", rb"{\field{\*\fldinst =7+7}{\fldrslt }}"),
        # what Word fills in itself is told
        (rb"{\rtf1\chtime}", rb"{\rtf1\u-1807?unknown\u-1806?gi\u7901? t\u7921? \u273?\u7897?ng\u-1805?}"),
        # a note has no cells
        (rb"{\intbl 14{\*\footnote\pard\plain\intbl\itap1 {\intbl 9\page}}\intbl\itap2\page}",
         rb"{\intbl 14{\*\footnote\pard\plain{9\page}}\intbl\itap2\line }"),
        (rb"{14{\*\annotation \intbl 9}}", rb"{14{\*\annotation 9}}"),
        # bytes of a picture are no words
        (rb"{\rtf1{\pict\bin8 {\tc\v }}\intbl\page}", rb"{\rtf1{\pict\bin8 {\tc\v }}\intbl\line }"),
        (rb"{\rtf1 1\page 4}", rb"{\rtf1 1\page 4}"),
    ],
)  # fmt: skip
def test_what_word_shows_is_what_will_be_converted(before: bytes, after: bytes) -> None:
    assert as_shown(before) == after


@pytest.mark.parametrize("first", [True, False])
def test_cells_that_a_tracked_change_deleted_and_moved_are_told(first: bool) -> None:
    defined = rb"\trowd\cellx1\cldel\cldelauth1\cellx2\cellx3 "
    row = rb"1\cell 9\cell 14\cell "
    found = as_shown(rb"{\rtf1 " + (defined + row if first else row + defined) + rb"\row 2\cell\row}")
    assert [part.count(rb"shifted") for part in found.split(rb"\cell ")] == [0, 1, 1, 0]


def test_deleted_cells_of_a_table_in_a_cell_are_told_beside_those_of_the_outer_one() -> None:
    inner = rb"\itap2 1\nestcell 9\nestcell{\*\nesttableprops\trowd\cellx5\cldel\cellx9\nestrow}\pard\intbl "
    found = as_shown(rb"{\rtf1\trowd\cellx9\cldel\cellx9\pard\intbl " + inner + rb"7\cell 8\cell\row}")
    assert [part.count(rb"shifted") for part in found.split(rb"cell")[2:]] == [0, 1, 0, 0, 0, 1, 0]
