"""What a sheet prints above each page, where some offices put the letterhead: `&L&"Arial,Bold"TRƯỜNG …&R Trang &P`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from htsd_cli.readers.sheets.looks.styles import M
from htsd_cli.values.document import Paragraph

# ECMA-376 part 1, 18.3.1.39: `&` and what follows it; `&&` is the sign itself.
_SECTION = re.compile(r"&[LCRlcr]")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d{2}[+-]\d{3}|\d+|[A-Za-z])')
_PAGE = re.compile(r"&[PNpn](?![a-z])")  # a line with its number is the furniture of a page
_HEADERS = ("firstHeader", "oddHeader", "evenHeader")
_SIGN = "\0"
_LONGEST = 1_000  # letters: a header holds 255


def lines_of(code: str) -> list[str]:
    """Return the lines a header's code prints, without page numbers, dates and names of files."""
    parts = _SECTION.split(code[:_LONGEST].replace("&&", _SIGN))
    printed = [line for part in parts for line in part.splitlines() if not _PAGE.search(line)]
    plain = (_CODE.sub("", line).replace(_SIGN, "&").strip() for line in printed)
    return [line for line in plain if any(letter.isalpha() for letter in line)]


def header_of(worksheet: etree._Element) -> list[str]:
    """Return the lines of a worksheet's header, the first page's before the others'."""
    codes = (worksheet.findtext(f"{M}headerFooter/{M}{name}") or "" for name in _HEADERS)
    return next((lines for code in codes if (lines := lines_of(code))), [])


def margins_of(headers: Iterable[list[str]]) -> tuple[Paragraph, ...]:
    """Return the lines of the first header that prints any, as what stands in the margins of a document."""
    first = next((lines for lines in headers if lines), [])
    return tuple(Paragraph(line, number) for number, line in enumerate(first, 1))
