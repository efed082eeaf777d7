"""What a form field of Word 97 to 2003 shows: the record behind its mark ([MS-DOC] 2.9.78, FFData)."""

from __future__ import annotations

import struct

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHECK_BOX, _LIST = 1, 2
_UNDECIDED = 25  # neither ticked nor chosen since: the default holds


def form_field(data: bytes) -> etree._Element | None:
    """Return a check box's or a list's record as a `w:ffData` with its state; None for a text field and no record."""
    try:
        version, bits = struct.unpack_from("<IH", data)
        kind, result = bits & 3, bits >> 2 & 31
        if version != 0xFFFFFFFF or kind not in (_CHECK_BOX, _LIST):
            return None
        _, place = _text(data, 10)
        (default,) = struct.unpack_from("<H", data, place)
        state = default if result == _UNDECIDED else result
        made = etree.Element(f"{_W}ffData")
        if kind == _CHECK_BOX:
            box = etree.SubElement(made, f"{_W}checkBox")
            etree.SubElement(box, f"{_W}checked", {f"{_W}val": str(state)})
            return made
        place += 2
        for _ in range(5):  # format, help, status, two macros
            _, place = _text(data, place)
        choices = etree.SubElement(made, f"{_W}ddList")
        etree.SubElement(choices, f"{_W}result", {f"{_W}val": str(state)})
        (count,) = struct.unpack_from("<H", data, place + 2)
        place += 6
        for _ in range(count):
            (length,) = struct.unpack_from("<H", data, place)
            entry = data[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
            etree.SubElement(choices, f"{_W}listEntry", {f"{_W}val": entry})
            place += 2 + 2 * length
    except (struct.error, ValueError):
        return None
    return made


def _text(data: bytes, place: int) -> tuple[str, int]:
    """Return the text that begins at a place with its length and ends with a zero, and where the next thing begins."""
    (length,) = struct.unpack_from("<H", data, place)
    end = place + 2 + 2 * length
    return data[place + 2 : end].decode("utf-16-le", "replace"), end + 2
