"""What a sheet prints above each page, where some offices put the letterhead: `&L&"Arial,Bold"TRƯỜNG …&R Trang &P`.

What is printed below each page is the page's furniture, but for the unit that its numbers count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from lxml import etree

from htsd_cli.readers.sheets.looks.styles import M
from htsd_cli.readers.sheets.workbook import readable
from htsd_cli.values.document import Paragraph

# ECMA-376 part 1, 18.3.1.39: `&` and what follows it; `&&` is the sign itself.
_SECTION = re.compile(r"&[LCRlcr]")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d{2}[+-]\d{3}|\d+|[A-Za-z])')
_PAGE = re.compile(r"&[PNpn](?![a-z])")  # a line with its number is the furniture of a page
_HEADERS = ("firstHeader", "oddHeader", "evenHeader")
_FOOTERS = ("firstFooter", "oddFooter", "evenFooter")
_UNIT = re.compile(r"đơn\s*vị\s*tính|(?<!\w)đ\.?v\.?t(?!\w)", re.IGNORECASE)
_SIGN = "\0"
_LONGEST = 1_000  # letters: a header holds 255


def lines_of(code: str) -> list[str]:
    """Return the lines a header's code prints, without page numbers, dates and names of files."""
    parts = _SECTION.split(code[:_LONGEST].replace("&&", _SIGN))
    printed = [line for part in parts for line in part.splitlines() if not _PAGE.search(line)]
    plain = (_CODE.sub("", line).replace(_SIGN, "&").strip() for line in printed)
    return [line for line in plain if any(letter.isalpha() for letter in line)]


def header_of(worksheet: etree._Element) -> list[str]:
    """Return the lines of a worksheet's header, the first page's before the others', and its footer's units."""
    found = worksheet.find(f"{M}headerFooter")
    if found is None:
        return []
    above, below = ([found.findtext(f"{M}{name}") or "" for name in names] for names in (_HEADERS, _FOOTERS))
    return printed(*([readable(code) for code in codes] for codes in (above, below)))


def printed(above: Iterable[str], below: Iterable[str]) -> list[str]:
    """Return the lines of the first header's code that prints any, and the units of the first footer's that has any."""
    first = next((lines for code in above if (lines := lines_of(code))), [])
    return first + next((lines for code in below if (lines := units_of(code))), [])


def units_of(code: str) -> list[str]:
    """Return the lines of a footer that say in what the sheet's numbers are counted."""
    return units_among(lines_of(code))


def units_among(lines: Iterable[str]) -> list[str]:
    """Return the lines that say in what numbers are counted."""
    return [line for line in lines if _UNIT.search(unicodedata.normalize("NFC", line))]


def margins_of(headers: Iterable[list[str]]) -> tuple[Paragraph, ...]:
    """Return the lines of the first header that prints any, as what stands in the margins of a document."""
    first = next((lines for lines in headers if lines), [])
    return tuple(Paragraph(line, number) for number, line in enumerate(first, 1))
