"""The texts in the records of an .xls: as of Excel 97 in UTF-16, before in a code page."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from htsd_cli.language.legacy_fonts import is_legacy


@dataclass(slots=True)
class Texts:
    """How a workbook writes its texts, as its first records say."""

    wide: bool = True  # as of Excel 97: two bytes a character, or one with the high byte left out
    codepage: str = "cp1252"

    def use_codepage(self, number: int) -> None:
        """Take the code page of a workbook by its number; one that Python does not know changes nothing."""
        name = {1200: "utf-16-le", 10000: "mac_roman", 32768: "mac_roman", 32769: "cp1252"}.get(
            number, f"cp{number}"
        )
        try:
            "".encode(name)
        except LookupError:
            return
        self.codepage = name

    def short(self, body: memoryview, at: int) -> str:
        """Return a text whose length is one byte."""
        return self.decoded(body, at + 1, body[at])

    def long(self, body: memoryview, at: int, font: str = "") -> str:
        """Return a text whose length is two bytes, in a font of this name."""
        return self.decoded(body, at + 2, struct.unpack_from("<H", body, at)[0], font)

    def either(self, body: memoryview, at: int) -> str:
        """Return a text whose length is two bytes as of Excel 97 and one byte before."""
        return self.long(body, at) if self.wide else self.short(body, at)

    def decoded(self, body: memoryview, at: int, length: int, font: str = "") -> str:
        """Return a text of so many characters; raises `IndexError` beyond the record's end."""
        if not self.wide:
            # The letters of a legacy font are places in its table, whatever the workbook's code page.
            codepage = "latin-1" if is_legacy(font) else self.codepage
            return bytes(body[at : at + length]).decode(codepage, "replace")
        if body[at] & 1:
            return bytes(body[at + 1 : at + 1 + 2 * length]).decode("utf-16-le", "replace")
        return bytes(body[at + 1 : at + 1 + length]).decode("latin-1")
