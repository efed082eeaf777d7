"""The closed world of a workbook's XML: what can stand in it, and what is done with each; the unknown is told.

Names are those of ECMA-376 part 1, 18 (sheets, styles, strings) and 20.5 (drawings). `tests/readers/test_policies.py`
walks the names that another library knows and fails when one has no policy here.
"""

from __future__ import annotations

from enum import StrEnum


class Policy(StrEnum):
    """What is done with an element."""

    TEXT = "gives text"
    HOLDS = "is transparent: what it holds counts"
    NOTHING = "shows nothing of a figure"
    LOOKS = "changes how text or a number looks"
    SHOWS = "shows something that is no text, told at its cell"


_TEXT, _HOLDS, _NOTHING, _LOOKS, _SHOWS = Policy

CELL = {"v": _TEXT, "f": _TEXT, "is": _HOLDS, "extLst": _NOTHING}  # anything else in a cell is told
STRING = {"t": _TEXT, "r": _HOLDS, "rPh": _NOTHING, "phoneticPr": _NOTHING}
FONT = dict.fromkeys(("strike", "vertAlign", "sz", "color", "name", "rFont"), _LOOKS) | dict.fromkeys(
    ("b", "i", "u", "outline", "shadow", "condense", "extend", "charset", "family", "scheme"), _NOTHING
)
CHANGE = dict.fromkeys(("font", "numFmt", "fill"), _LOOKS) | dict.fromkeys(
    ("alignment", "border", "protection", "extLst"), _NOTHING
)
RULE = dict.fromkeys(
    ("expression", "cellIs", "containsText", "notContainsText", "beginsWith", "endsWith", "containsBlanks",
     "notContainsBlanks", "containsErrors", "notContainsErrors", "top10", "uniqueValues", "duplicateValues",
     "aboveAverage", "timePeriod", "dataBar", "iconSet", "colorScale"), _LOOKS
)  # fmt: skip
ANCHORED = dict.fromkeys(("sp", "grpSp", "graphicFrame", "cxnSp", "pic", "contentPart"), _SHOWS) | {
    "clientData": _NOTHING
}
SHEET = {
    "sheetData": _HOLDS,
    "cols": _LOOKS,
    "sheetFormatPr": _LOOKS,
    "mergeCells": _LOOKS,
    "autoFilter": _LOOKS,
    "conditionalFormatting": _LOOKS,
    "drawing": _SHOWS,
    "legacyDrawing": _SHOWS,
    "oleObjects": _SHOWS,  # by their drawings
    "controls": _SHOWS,
    "extLst": _HOLDS,
} | dict.fromkeys(
    ("sheetPr", "dimension", "sheetViews", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios",
     "sortState", "dataConsolidate", "customSheetViews", "phoneticPr", "dataValidations", "hyperlinks",
     "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
     "cellWatches", "ignoredErrors", "smartTags", "legacyDrawingHF", "drawingHF", "picture", "webPublishItems",
     "tableParts"), _NOTHING
)  # fmt: skip
