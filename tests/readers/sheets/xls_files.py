"""Excel 97-2003 and binary workbooks written record by record, each for one rule of their readers."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.corpus import ooxml
from tests.hostile.ole_file import write_ole

# -- .xls: [MS-XLS] ----------------------------------------------------------------------------------------

BIFF8, BIFF5 = 0x0600, 0x0500


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def packed(row: int, column: int, value: int, style: int = 0) -> bytes:
    return record(0x027E, struct.pack("<HHHI", row, column, style, value & 0xFFFFFFFF))


def shared(row: int, column: int, index: int, style: int = 0) -> bytes:
    return record(0x00FD, struct.pack("<HHHI", row, column, style, index))


def formula(
    row: int, column: int, result: bytes, tokens: bytes = b"", style: int = 0, *, flags: int = 0
) -> bytes:
    body = struct.pack("<HHH", row, column, style) + result + struct.pack("<HI", flags, 0)
    return record(0x0006, body + struct.pack("<H", len(tokens)) + tokens)


def special(kind: int, value: int = 0) -> bytes:
    """Return the result of a formula that is a text (0), TRUE or FALSE (1), an error (2), or blank (3)."""
    return bytes((kind, 0, value, 0, 0, 0, 0xFF, 0xFF))


def short_text(text: str, version: int = BIFF8) -> bytes:
    if version < BIFF8:
        content = text.encode("latin-1")
        return bytes((len(content),)) + content
    return bytes((len(text), 1)) + text.encode("utf-16-le")


def long_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def row(place: int, *, hidden: bool = False, height: int = 300, fixed: bool = False) -> bytes:
    flags = 0x20 * hidden + 0x40 * fixed
    return record(0x0208, struct.pack("<HHHHHHHH", place, 0, 9, height, 0, 0, flags, 0))


def column(first: int, last: int, *, hidden: bool = False, width: int = 2000) -> bytes:
    return record(0x007D, struct.pack("<HHHHHH", first, last, width, 0, int(hidden), 0))


def merge(top: int, bottom: int, left: int, right: int) -> bytes:
    return record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))


@dataclass
class Xls:
    """A workbook: the records of its sheets by name; style n is the n-th of (font, number format, how it is placed)."""

    sheets: dict[str, bytes]
    fonts: Sequence[str] = ("Times New Roman",)
    formats: dict[int, str] = field(default_factory=dict)
    styles: Sequence[tuple[int, int] | tuple[int, int, int]] = ((0, 0),)
    strings: bytes = b""  # the table of shared texts, as records
    states: dict[str, int] = field(default_factory=dict)
    before: bytes = b""  # records of the workbook before the fonts
    version: int = BIFF8

    def content(self) -> bytes:
        stream = "Workbook" if self.version == BIFF8 else "Book"
        return write_ole({stream: self.stream()})

    def stream(self) -> bytes:
        head = record(0x0809, struct.pack("<HHHH", self.version, 5, 0, 0) + bytes(8)) + self.before
        head += b"".join(record(0x0031, bytes(14) + short_text(font, self.version)) for font in self.fonts)
        head += b"".join(
            record(0x041E, struct.pack("<H", place) + (long_text(code) if self.version == BIFF8 else
                   short_text(code, self.version)))
            for place, code in self.formats.items()
        )  # fmt: skip
        head += b"".join(
            record(0x00E0, struct.pack("<HHHB", *style[:2], 0, *(style[2:] or (0,))) + bytes(13))
            for style in self.styles
        )
        bodies = [
            record(0x0809, struct.pack("<HHHH", self.version, 0x10, 0, 0) + bytes(8)) + body + record(0x000A)
            for body in self.sheets.values()
        ]
        tail = self.strings + record(0x000A)
        names = [short_text(name, self.version) for name in self.sheets]
        place = len(head) + sum(4 + 6 + len(name) for name in names) + len(tail)
        for name, body, title in zip(names, bodies, self.sheets, strict=True):
            head += record(0x0085, struct.pack("<IBB", place, self.states.get(title, 0), 0) + name)
            place += len(body)
        return head + tail + b"".join(bodies)


def strings(*texts: str) -> bytes:
    """Return a table of shared texts, one byte a character where that is enough."""
    body = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        narrow = all(ord(char) < 256 for char in text)
        body += struct.pack("<HB", len(text), 0 if narrow else 1)
        body += text.encode("latin-1" if narrow else "utf-16-le")
    return record(0x00FC, body)


# -- .xlsb: [MS-XLSB] --------------------------------------------------------------------------------------


def record12(kind: int, body: bytes = b"") -> bytes:
    head = bytes((kind,)) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length = len(body)
    size = b""
    while True:
        size += bytes((length & 0x7F | (0x80 if length > 0x7F else 0),))
        length >>= 7
        if not length:
            return head + size + body


def text12(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell12(kind: int, column: int, content: bytes, style: int = 0) -> bytes:
    return record12(kind, struct.pack("<II", column, style) + content)


def row12(place: int, *, hidden: bool = False, fixed: bool = False) -> bytes:
    flags = 0x10 * hidden + 0x20 * fixed
    return record12(0, struct.pack("<IIHBBBI", place, 0, 300, 0, flags, 0, 0))


def column12(first: int, last: int, *, hidden: bool = False) -> bytes:
    return record12(60, struct.pack("<IIIIH", first, last, 2560, 0, int(hidden)))


def xlsb(
    sheets: dict[str, bytes],
    *,
    strings: Sequence[bytes] = (),
    fonts: Sequence[str] = ("Times New Roman",),
    formats: dict[int, str] | None = None,
    styles: Sequence[tuple[int, int]] = ((0, 0),),
    states: dict[str, int] | None = None,
    after: dict[str, bytes] | None = None,
    from_1904: bool = False,
    border: bytes = bytes(51),
    placed: Sequence[int] = (),
) -> bytes:
    """Return a binary workbook: the rows' records by sheet, styles as (number format, font), raw shared items.

    `border` is the second one (the first is none), `placed` gives the flags of styles that have it.
    """
    numbers = range(1, len(sheets) + 1)
    book = record12(131) + record12(153, struct.pack("<III", int(from_1904), 0, 0)) + record12(143)
    for place, name in zip(numbers, sheets, strict=True):
        state = (states or {}).get(name, 0)
        book += record12(156, struct.pack("<II", state, place) + text12(f"rId{place}") + text12(name))
    book += record12(144) + record12(132)
    look = record12(278) + record12(615, struct.pack("<I", len(formats or {})))
    for place, code in (formats or {}).items():
        look += record12(44, struct.pack("<H", place) + text12(code))
    look += record12(616) + record12(611, struct.pack("<I", len(fonts)))
    look += b"".join(
        record12(43, struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 0, 0, 0) + bytes(8) + b"\0" + text12(font))
        for font in fonts
    )
    look += record12(612) + record12(603, struct.pack("<I", 1))
    look += (
        record12(45, struct.pack("<I", 0) + bytes(64)) + record12(604) + record12(613, struct.pack("<I", 1))
    )
    look += record12(46, bytes(51)) + record12(46, border) + record12(614)
    look += record12(626, struct.pack("<I", 1)) + record12(
        47, struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0)
    )
    look += record12(627) + record12(617, struct.pack("<I", len(styles)))
    look += b"".join(
        record12(47, struct.pack("<HHHHHBBHH", 0, form, font, 0, 0, 0, 0, 0x1008, 0)) for form, font in styles
    )
    look += b"".join(
        record12(47, struct.pack("<HHHHHBBHH", 0, 0, 0, 0, 1, 0, 0, flags, 0)) for flags in placed
    )
    look += record12(618) + record12(279)
    table = record12(159, struct.pack("<II", len(strings), len(strings)))
    table += b"".join(record12(19, item) for item in strings) + record12(160)
    relations = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.bin") for n in numbers}
    relations |= {"rId98": ("styles", "styles.bin"), "rId99": ("sharedStrings", "sharedStrings.bin")}
    kind = "application/vnd.ms-excel."
    types = {"xl/workbook.bin": f"{kind}sheet.binary.macroEnabled.main", "xl/styles.bin": f"{kind}styles"}
    types |= {"xl/sharedStrings.bin": f"{kind}sharedStrings"}
    types |= {f"xl/worksheets/sheet{n}.bin": f"{kind}worksheet" for n in numbers}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": ooxml.content_types(types),
        "_rels/.rels": ooxml.relationships({"rId1": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": ooxml.relationships(relations),
        "xl/styles.bin": look,
        "xl/sharedStrings.bin": table,
    }
    for place, (name, rows) in zip(numbers, sheets.items(), strict=True):
        dimension = record12(148, struct.pack("<IIII", 0, 99, 0, 19))
        data = record12(129) + dimension + (after or {}).get("before " + name, b"")
        data += record12(145) + rows + record12(146) + (after or {}).get(name, b"") + record12(130)
        parts[f"xl/worksheets/sheet{place}.bin"] = data
    return ooxml.pack(parts)


def with_part(content: bytes, name: str, more: bytes) -> bytes:
    """Return a binary workbook with records put before the last one of a part, or with a new part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            own = source.read(entry)
            target.writestr(entry, own[:-3] + more + own[-3:] if entry == name else own)
        if name not in source.namelist():
            target.writestr(name, more)
    return out.getvalue()
