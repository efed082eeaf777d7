"""What a workbook's number formats make of a number: a date, a percentage, a fraction, nothing at all.

The codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31: up to four sections (positive; negative; zero;
text) of placeholders, quoted or escaped letters, and conditions, colours and locales in brackets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from htsd_cli.readers.sheets.dates import shown_date
from htsd_cli.values.document import CellKind

Number = int | float

_LONGEST_CODE = 255  # characters; Excel takes no longer one
_DATE = "dd/mm/yyyy"  # what Excel shows as the short date on a Vietnamese computer
_BUILT_IN = {9: "0%", 10: "0.00%", 12: "# ?/?", 13: "# ??/??"}
_BUILT_IN |= dict.fromkeys((14, *range(27, 32), 36, *range(50, 55), 57, 58), _DATE)
_BUILT_IN |= dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm")
_BUILT_IN |= {15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm"}
_BUILT_IN |= {21: "h:mm:ss", 22: f"{_DATE} h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"}
_SYSTEM = {"[$-F800]": _DATE, "[$-X-SYSDATE]": _DATE, "[$-F400]": "h:mm:ss", "[$-X-SYSTIME]": "h:mm:ss"}

_TOKEN = re.compile(
    r'"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|general|am/pm|a/p|e[+-]|\.0+|d+|m+|y+|h+|s+|;|.',
    re.IGNORECASE | re.DOTALL,
)
_FRACTION = re.compile(r"(?:([0#?,]+)\s+)?[0#?]+\s*/\s*([0#?]+|[1-9][0-9]*)")
_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")
_SCALE = re.compile(r"(?<!\w)(?:nghìn|ngàn|ngìn|triệu|tỷ|tỉ|trđ?|k)(?!\w)", re.IGNORECASE)


class CellFormat(NamedTuple):
    """What a format makes of a number.

    `kind` is NUMBER, PERCENT, FRACTION or DATE. `tokens` are those of its first section, `blank` says of each
    section whether it shows nothing. `denominator` is the greatest a fraction may have, negative for one that
    is fixed; `mixed` says that wholes stand before it. `before` and `after` are the words around a number that
    name a thousand or a million although the number is not divided by it ("12 triệu" for 12).
    """

    kind: CellKind = CellKind.NUMBER
    tokens: tuple[str, ...] = ()
    blank: tuple[bool, ...] = ()
    denominator: int = 0
    mixed: bool = False
    before: str = ""
    after: str = ""

    def hides(self, kind: CellKind, value: Number | None) -> bool:
        """Return whether nothing is shown for such a value (";;;"). A zero is only hidden where all numbers are.

        `value` is None for a text. Errors, TRUE and FALSE are always shown.
        """
        if len(self.blank) < 2 or kind in (CellKind.ERROR, CellKind.BOOLEAN):
            return False
        if value is None:
            return len(self.blank) == 4 and self.blank[3]
        return self.blank[value < 0]


PLAIN = CellFormat()


def cell_format(number: int, code: str | None) -> CellFormat:
    """Return a number format by its id and its code (None or "" for a built-in one)."""
    if not code:
        code = _BUILT_IN.get(number)
        if code is None:
            return PLAIN
    sections = _sections(code[:_LONGEST_CODE])
    first = sections[0]
    blank = tuple(not any(_shows(token) for token in section) for section in sections)
    pattern = "".join(token for token in first if _stands_for_number(token) or token in ("%", "/", " ", ","))
    counted = any(token[0] in "0#?" for token in first)
    if "general" in {token.lower() for token in first}:
        return CellFormat(CellKind.NUMBER, first, blank)
    if "%" in pattern:
        return CellFormat(CellKind.PERCENT, first, blank)
    system = next((_SYSTEM[token.upper()] for token in first if token.upper() in _SYSTEM), None)
    if system is not None:
        return CellFormat(CellKind.DATE, _sections(system)[0])
    if any(_is_elapsed(token) or (_is_date_part(token) and not counted) for token in first):
        return CellFormat(CellKind.DATE, first, blank)
    if fraction := _FRACTION.search(pattern):
        whole, below = fraction.groups()
        denominator = -int(below) if below.isdigit() and int(below) else 10 ** min(len(below), 4) - 1
        return CellFormat(CellKind.FRACTION, first, blank, denominator, whole is not None)
    before, after = _around(first)
    if _SCALE.search(before + " " + after) and not _THOUSANDS.search("".join(first)):
        return CellFormat(CellKind.NUMBER, first, blank, before=before, after=after)
    return CellFormat(CellKind.NUMBER, first, blank)


class Shown(NamedTuple):
    """What a cell shows: its text, what kind of value it holds, and the number stored, None where it holds none."""

    text: str
    kind: CellKind
    value: Number | None = None


def shown_number(value: Number, shape: CellFormat, from_1904: bool) -> Shown:
    """Return what a cell with a number shows.

    The text of a plain number is the number itself ("1250", "12.5") whatever its format adds, since the number
    is what was typed; of a date, percentage or fraction it is what a person sees ("3/12", "12,5%", "1/40").
    """
    kind = shape.kind
    if kind is CellKind.DATE:
        return Shown(shown_date(value, shape.tokens, from_1904), kind, value)
    if kind is CellKind.PERCENT:
        return Shown(f"{rounded(value * 100)}%".replace(".", ","), kind, value)
    if kind is CellKind.FRACTION and value != int(value):
        return Shown(_fraction(value, shape), kind, value)
    text = str(value)
    if shape.before or shape.after:  # "12 triệu" for a stored 12: the words are part of the number
        return Shown(f"{shape.before} {text.replace('.', ',')} {shape.after}".strip(), CellKind.TEXT)
    return Shown(text, CellKind.NUMBER, value)


def rounded(number: float) -> Number:
    """Return a number with the 15 digits Excel shows of it, a whole one as int."""
    near = float(f"{number:.15g}")
    return int(near) if abs(near) < 1e15 and near == int(near) else near


def _fraction(value: float, shape: CellFormat) -> str:
    from fractions import Fraction

    exact = Fraction(abs(value))
    if shape.denominator < 0:
        below = -shape.denominator
        above = round(exact * below)
    else:
        near = exact.limit_denominator(shape.denominator)
        above, below = near.numerator, near.denominator
    whole, rest = divmod(above, below) if shape.mixed else (0, above)
    parts = ([str(whole)] if whole else []) + ([f"{rest}/{below}"] if rest or not whole else [])
    return ("-" if value < 0 else "") + " ".join(parts)


def _sections(code: str) -> tuple[tuple[str, ...], ...]:
    sections: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(tuple(section) for section in sections[:4])


def _shows(token: str) -> bool:
    """Return whether a token puts anything on the paper."""
    return bool(_literal(token).strip()) or _stands_for_number(token) or _is_date_part(token) or token == "@"


def _literal(token: str) -> str:
    """Return the letters a token shows as they are, "" for a placeholder, a date part or a filling."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("[$"):
        return token[2:].rstrip("]").partition("-")[0]
    if token[0] in "_*[" or _stands_for_number(token) or _is_date_part(token) or token in (",", "@"):
        return ""
    return token


def _stands_for_number(token: str) -> bool:
    return token[0] in "0#?" or token.lower() == "general" or token.startswith(".0") or token[0].isdecimal()


def _is_date_part(token: str) -> bool:
    return token[0] in "dmyhsDMYHS" or _is_elapsed(token)


def _is_elapsed(token: str) -> bool:
    return token.lower() in ("[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]")


def _around(section: tuple[str, ...]) -> tuple[str, str]:
    """Return the letters before the first placeholder of a section and those after its last."""
    places = [place for place, token in enumerate(section) if _stands_for_number(token)]
    if not places:
        return "", ""
    before = "".join(_literal(token) for token in section[: places[0]])
    return before.strip(), "".join(_literal(token) for token in section[places[-1] + 1 :]).strip()
