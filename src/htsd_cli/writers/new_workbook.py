"""A new workbook to write into, in which whatever looks like a formula, an address or a number stays text."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter


def new_workbook(stream: BytesIO, font: str = "") -> xlsxwriter.Workbook:
    """Return a workbook that is written to `stream` when it is closed; `font`, at 11 points, is that of its cells.

    A unit's text that begins with “=” or “http://” is no formula and no link. Without a font each format names its own.
    """
    options: dict[str, object] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    if font:
        options |= {"default_format_properties": {"font_name": font, "font_size": 11}}
    return xlsxwriter.Workbook(stream, options)
