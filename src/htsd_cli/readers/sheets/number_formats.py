"""What a workbook's number formats make of what is stored: what a person sees, and whether it is the same quantity.

The codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31: up to four sections (positive; negative; zero;
text, or by conditions in brackets) of placeholders, quoted or escaped letters, colours and locales. What is
shown is written as on a Vietnamese computer: a dot between thousands, a comma before decimals.
"""

from __future__ import annotations

from functools import lru_cache

from htsd_cli.readers.sheets.dates import shown_date
from htsd_cli.readers.sheets.formats.codes import sections
from htsd_cli.readers.sheets.formats.digits import SHOWS_AT_MOST
from htsd_cli.readers.sheets.formats.sections import SHORT_DATE_CODE, Section, holds
from htsd_cli.readers.sheets.formats.shown import Number, Shown, rounded
from htsd_cli.values.document import CellKind, Seen, Sight

__all__ = ["GENERAL", "SHORT_DATE", "Number", "NumberFormat", "Shown", "number_format", "rounded"]

_LONGEST_CODE = 255  # characters; Excel takes no longer one
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 49: "@"}
_BUILT_IN |= {5: "#,##0_);(#,##0)", 7: "#,##0.00_);(#,##0.00)", 12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0"}
_BUILT_IN |= dict.fromkeys((6, 37, 38, 41, 42), "#,##0_);(#,##0)")
_BUILT_IN |= dict.fromkeys((8, 39, 40, 43, 44), "#,##0.00_);(#,##0.00)")
_BUILT_IN |= dict.fromkeys((14, *range(27, 32), 36, *range(50, 55), 57, 58), SHORT_DATE_CODE)
_BUILT_IN |= dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm")
_BUILT_IN |= {15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm"}
_BUILT_IN |= {21: "h:mm:ss", 22: f"{SHORT_DATE_CODE} h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"}
_NOT_NEGATIVE = (0, 1e-9, 1, 1e15)


@lru_cache(maxsize=512)
def number_format(number: int, code: str | None) -> NumberFormat:
    """Return a number format by its id and its code (None or "" for a built-in one)."""
    return NumberFormat((code or _BUILT_IN.get(number, "General"))[:_LONGEST_CODE])


class NumberFormat:
    """One format code, taken apart once.

    `plain` says that every whole number from 0 shows as itself, and every text too; `coloured` that a section has
    its own colour.
    """

    def __init__(self, code: str) -> None:
        parts = [Section(tokens) for tokens in sections(code)]
        self._text = parts.pop() if len(parts) == 4 or parts[-1].of_text else None
        self._numbers = parts
        self.plain = (
            len(parts) < 2 and (not parts or parts[0].plain) and (self._text is None or self._text.bare)
        )
        self._conditional = any(section.condition is not None for section in parts[:2])
        every = (*parts, *([] if self._text is None else [self._text]))
        self.coloured = any(section.colour is not None for section in every)

    def colour(self, value: Number | None) -> int | None:
        """Return the colour a number is shown in, or with None a text; None where the format names none."""
        section = self._text if value is None else self._chosen(value)[0] if self._numbers else None
        return None if section is None else section.colour

    def show(self, value: Number, from_1904: bool = False) -> Shown:
        """Return what a cell with a number shows.

        Where the same quantity is shown, the text is the number itself ("1250", "12.5"); of a date, percentage
        or fraction, and where words stand with the number ("12 triệu", "1.250 người"), it is what a person sees.
        """
        if self.plain and isinstance(value, int) and 0 <= value < SHOWS_AT_MOST:
            return Shown(str(value), CellKind.NUMBER, value)
        if not self._numbers:
            shown = _GENERAL.show(value, signed=True)
            around = shown.text if self._text is None else self._text.around(shown.text).strip()
            return shown if around == shown.text else shown._replace(sights=(Seen(Sight.FORMAT, around),))
        section, signed = self._chosen(value)
        if section is None:  # Excel fills the cell with #
            return Shown("#####", CellKind.TEXT, value, (Seen(Sight.FORMAT, "#####"),))
        if section.date is not None:
            return Shown(shown_date(value, section.date, from_1904), CellKind.DATE, value)
        return section.show(value, signed)

    def show_text(self, text: str) -> tuple[str, tuple[Seen, ...]]:
        """Return what a cell with a text shows, and what is to be told of it."""
        if self._text is None or self._text.bare:
            return text, ()
        shown = self._text.around(text)
        if not shown.strip():
            return "", (Seen(Sight.UNSEEN, text),)
        times = self._text.tokens.count("@")
        told = () if times == 1 else (Seen(Sight.FORMAT, shown),)
        return text if times > 1 else shown, told

    def _chosen(self, value: Number) -> tuple[Section | None, bool]:
        """Return the section for a number, and whether a minus is put before a negative one.

        A section that is for negative numbers alone says itself how one looks.
        """
        parts = self._numbers
        if not self._conditional:
            if value < 0 and len(parts) > 1:
                return parts[1], False
            return parts[2 if value == 0 and len(parts) > 2 else 0], True
        conditions = [section.condition for section in parts[:2]]
        if len(parts) > 2 and conditions[1] is None:
            conditions[1] = ("<", 0.0)
        asked = [condition for condition in conditions if condition is not None]
        for section, condition in zip(parts, asked, strict=False):
            if holds(condition, value):
                return section, any(holds(condition, number) for number in _NOT_NEGATIVE)
        rest = parts[len(asked) :]
        signed = not all(any(holds(item, number) for item in asked) for number in _NOT_NEGATIVE)
        return (rest[0] if rest else None), signed


_GENERAL = Section(("General",))
GENERAL = number_format(0, None)
SHORT_DATE = number_format(14, None)
