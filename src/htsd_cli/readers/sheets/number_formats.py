"""What a workbook's number formats make of what is stored: what a person sees, and whether it is the same quantity.

The codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31: up to four sections (positive; negative; zero;
text, or by conditions in brackets) of placeholders, quoted or escaped letters, colours and locales. What is
shown is written as on a Vietnamese computer: a dot between thousands, a comma before decimals.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from htsd_cli.readers.sheets.dates import shown_date
from htsd_cli.readers.sheets.looks.colours import PALETTE
from htsd_cli.values.document import CellKind, Seen, Sight

Number = int | float
Tokens = tuple[str, ...]

_LONGEST_CODE = 255  # characters; Excel takes no longer one
_DATE = "dd/mm/yyyy"  # what Excel shows as the short date on a Vietnamese computer
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 49: "@"}
_BUILT_IN |= {5: "#,##0_);(#,##0)", 7: "#,##0.00_);(#,##0.00)", 12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0"}
_BUILT_IN |= dict.fromkeys((6, 37, 38, 41, 42), "#,##0_);(#,##0)")
_BUILT_IN |= dict.fromkeys((8, 39, 40, 43, 44), "#,##0.00_);(#,##0.00)")
_BUILT_IN |= dict.fromkeys((14, *range(27, 32), 36, *range(50, 55), 57, 58), _DATE)
_BUILT_IN |= dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm")
_BUILT_IN |= {15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm"}
_BUILT_IN |= {21: "h:mm:ss", 22: f"{_DATE} h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"}
_SYSTEM = {"[$-F800]": _DATE, "[$-X-SYSDATE]": _DATE, "[$-F400]": "h:mm:ss", "[$-X-SYSTIME]": "h:mm:ss"}

_TOKEN = re.compile(
    r'"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|general|am/pm|a/p|e[+-]|\.0+|d+|m+|y+|h+|s+|;|.',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(
    r"\[\s*(<=|>=|<>|<|>|=)\s*([+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?(?:[eE][+-]?[0-9]{1,3})?)\s*\]"
)
_COLOUR = re.compile(  # the last one is how OpenDocument names them
    r"\[(?:(black|white|red|green|blue|yellow|magenta|cyan)|color\s*([1-9][0-9]?)|#([0-9a-f]{6}))\]",
    re.IGNORECASE,
)
_NAMED = ("black", "white", "red", "green", "blue", "yellow", "magenta", "cyan")
_NAMED_PLACES = {name: place for place, name in enumerate(_NAMED)}  # of the palette
_COMPARED: dict[str, Callable[[Number, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_FRACTION = re.compile(r"(?:([0#?,]+)\s+)?[0#?]+\s*/\s*([0#?]+|[1-9][0-9]*)")
_SCALES = {"nghìn": 1, "ngàn": 1, "ngìn": 1, "ng": 1, "ngđ": 1, "k": 1, "triệu": 2, "tr": 2, "trđ": 2, "m": 2}
_SCALES |= {"tỷ": 3, "tỉ": 3}
_WORD = re.compile(r"[^\W\d_]+")
_DONG = re.compile(r"(?:₫|đ|d|đồng|vnđ|vnd)?\.?", re.IGNORECASE)  # says nothing that an amount does not
_BELOW = re.compile(r"^\s*/\s*[0-9]+")  # a fraction's denominator that its format names
_NOTHING = re.compile(r"[-–—]|[.…]+")  # what stands for a zero
_NOT_NEGATIVE = (0, 1e-9, 1, 1e15)
# "14,000" of a format with three decimals: who reads it takes it for thousands, or not, by the computer's language.
_LIKE_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2},000(?!\d)")
_SHOWS_AT_MOST = 10**11  # as a whole number in General


class Shown(NamedTuple):
    """What a cell shows: its text, what kind of value it holds, the number stored (None where it holds none).

    `sights` tell where the format shows nothing of it (UNSEEN) or another quantity than is stored (FORMAT).
    """

    text: str
    kind: CellKind
    value: Number | None = None
    sights: tuple[Seen, ...] = ()


def rounded(number: float) -> Number:
    """Return a number with the 15 digits Excel shows of it, a whole one as int."""
    near = float(f"{number:.15g}")
    return int(near) if abs(near) < 1e15 and near == int(near) else near


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
        sections = [_Section(tokens) for tokens in _sections(code)]
        self._text = sections.pop() if len(sections) == 4 or sections[-1].of_text else None
        self._numbers = sections
        self.plain = (
            len(sections) < 2
            and (not sections or sections[0].plain)
            and (self._text is None or self._text.bare)
        )
        every = (*sections, *([] if self._text is None else [self._text]))
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
        if self.plain and isinstance(value, int) and 0 <= value < _SHOWS_AT_MOST:
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

    def _chosen(self, value: Number) -> tuple[_Section | None, bool]:
        """Return the section for a number, and whether a minus is put before a negative one.

        A section that is for negative numbers alone says itself how one looks.
        """
        sections = self._numbers
        conditions = [section.condition for section in sections[:2]]
        if not any(conditions):
            if value < 0 and len(sections) > 1:
                return sections[1], False
            return sections[2 if value == 0 and len(sections) > 2 else 0], True
        if len(sections) > 2 and conditions[1] is None:
            conditions[1] = ("<", 0.0)
        asked = [condition for condition in conditions if condition is not None]
        for section, condition in zip(sections, asked, strict=False):
            if _holds(condition, value):
                return section, any(_holds(condition, number) for number in _NOT_NEGATIVE)
        rest = sections[len(asked) :]
        signed = not all(any(_holds(item, number) for item in asked) for number in _NOT_NEGATIVE)
        return (rest[0] if rest else None), signed


@dataclass(frozen=True)
class _Section:
    tokens: Tokens

    @cached_property
    def of_text(self) -> bool:
        return "@" in self.tokens and not any(_is_placeholder(token) for token in self.tokens)

    @cached_property
    def bare(self) -> bool:
        """Whether a text shows as itself."""
        return self.tokens.count("@") == 1 and not self.around("").strip()

    @cached_property
    def colour(self) -> int | None:
        match = next(filter(None, map(_COLOUR.fullmatch, self.tokens)), None)
        if match is None:
            return None
        name, number, value = match.groups()
        if value:
            return int(value, 16)
        place = _NAMED_PLACES[name.lower()] if name else int(number) + 7
        return PALETTE[place] if place < len(PALETTE) else None

    @cached_property
    def condition(self) -> tuple[str, float] | None:
        found = (_CONDITION.fullmatch(token) for token in self.tokens)
        match = next(filter(None, found), None)
        return None if match is None else (match.group(1), float(match.group(2).replace(",", ".")))

    @cached_property
    def date(self) -> Tokens | None:
        """The tokens of a date or time, None where it shows none."""
        system = next((_SYSTEM[token.upper()] for token in self.tokens if token.upper() in _SYSTEM), None)
        if system is not None:
            return _sections(system)[0]
        counted = self.general or any(token[0] in "0#?" for token in self.tokens)
        if any(_is_elapsed(token) or (_is_date_part(token) and not counted) for token in self.tokens):
            return self.tokens
        return None

    @cached_property
    def general(self) -> bool:
        return "general" in {token.lower() for token in self.tokens}

    @cached_property
    def percent(self) -> bool:
        return "%" in self.tokens

    @cached_property
    def fraction(self) -> tuple[int, bool] | None:
        """A fraction's greatest denominator, negative for one that is fixed, and whether wholes stand before it."""
        if self.general or self.percent:
            return None
        kept = (token for token in self.tokens if token[0].isdecimal() or token in ("#", "?", "/", " ", ","))
        match = _FRACTION.search("".join(kept))
        if match is None:
            return None
        whole, below = match.groups()
        most = -int(below) if below.isdigit() and int(below) else 10 ** min(len(below), 4) - 1
        return most, whole is not None

    @cached_property
    def beside(self) -> tuple[str, str]:
        """The letters that stand before and after a number."""
        places = [at for at, token in enumerate(self.tokens) if _is_placeholder(token)] or [0]
        before, after = self.tokens[: places[0]], self.tokens[places[-1] + 1 :]
        return "".join(map(_literal, before)), "".join(map(_literal, after))

    @cached_property
    def plain(self) -> bool:
        """Whether a whole number from 0 shows as itself."""
        if self.date is not None or self.percent or self.fraction or self.condition:
            return False
        return all(
            self.show(value, signed=True) == (str(value), CellKind.NUMBER, value, ()) for value in _SAMPLES
        )

    def around(self, text: str) -> str:
        """Return the section's letters with a text in place of its @."""
        return "".join(text if token == "@" else _literal(token) for token in self.tokens)

    def show(self, value: Number, signed: bool) -> Shown:
        """Return what a section that is no date's shows of a number."""
        if self.percent:
            before, after = self.beside
            exact = f"{rounded(value * 100)}%".replace(".", ",")
            if (
                (before + after).replace("%", "").strip()
            ):  # letters that may change what is said: a minus, a scale
                return Shown(f"{before}{exact}{after.replace('%', '', 1)}".strip(), CellKind.TEXT, value)
            return Shown(exact, CellKind.PERCENT, value)
        if self.fraction is not None and value != int(value):
            return Shown(_fraction(value, *self.fraction), CellKind.FRACTION, value)
        stored = str(value)
        if self.fraction is not None:
            before, after = self.beside
            letters = before + _BELOW.sub("", after)  # without a denominator that is fixed
            if _DONG.fullmatch(letters.strip()):
                return Shown(stored, CellKind.NUMBER, value)
            whole = f"{before}{stored.replace('.', ',')}{_BELOW.sub('', after)}".strip()
            if not any(map(str.isdecimal, letters)):
                return Shown(whole, CellKind.TEXT, value)
            return Shown(stored, CellKind.NUMBER, value, (Seen(Sight.FORMAT, whole),))
        drawn = _draw(self, value, signed)
        shown = drawn.text.strip()
        if not shown:
            if value == 0:  # zeros are commonly not shown; they are zeros all the same
                return Shown(stored, CellKind.NUMBER, value)
            return Shown("", CellKind.TEXT, value, (Seen(Sight.UNSEEN, stored.replace(".", ",")),))
        if value == 0 and _NOTHING.fullmatch(shown):
            return Shown(stored, CellKind.NUMBER, value)
        if drawn.quantity is None:  # letters in place of the number, perhaps of another one
            if value == 0 and not any(char.isdecimal() for char in shown):
                return Shown(shown, CellKind.TEXT, value)
            return Shown(shown, CellKind.TEXT, value, (Seen(Sight.FORMAT, shown),))
        words = f"{drawn.before} {drawn.after}".strip()
        names = {_SCALES[word.lower()] for word in _WORD.findall(words) if word.lower() in _SCALES}
        quantity = drawn.quantity * 1000 ** (drawn.thousands if drawn.thousands in names else 0)
        if drawn.broken or quantity != _decimal(value):
            told = (Seen(Sight.FORMAT, shown),)
            if names and not drawn.thousands and not drawn.broken:  # "12,5 triệu", shown as "13 triệu"
                exact = drawn.before + stored.replace(".", ",") + drawn.after
                return Shown(exact.strip(), CellKind.TEXT, value, told)
            return Shown(stored, CellKind.NUMBER, value, told)
        if not self.general and _LIKE_THOUSANDS.search(shown):
            return Shown(stored, CellKind.NUMBER, value, (Seen(Sight.FORMAT, shown),))
        if drawn.thousands:
            words = _WORD.sub(lambda word: "" if word[0].lower() in _SCALES else word[0], words).strip()
        if _DONG.fullmatch(words):
            return Shown(stored, CellKind.NUMBER, value)
        return Shown(shown, CellKind.TEXT, value)


class _Drawn(NamedTuple):
    """What a section makes of a number: the text; the quantity its digits say, None without digits; the letters
    before and after these, without the sign; by how many thousands it is divided; and whether other digits or
    marks stand among its own."""

    text: str
    quantity: Decimal | None = None
    before: str = ""
    after: str = ""
    thousands: int = 0
    broken: bool = False


def _draw(section: _Section, value: Number, signed: bool) -> _Drawn:
    tokens = _spread(section.tokens)
    places = [at for at, token in enumerate(tokens) if _is_placeholder(token)]
    minus = "-" if signed and value < 0 else ""
    if not places:
        text = "".join(map(_literal, tokens))
        return _Drawn(minus + text if text.strip() else text)
    first, last = places[0], places[-1]
    before = "".join(map(_literal, tokens[:first]))
    after = "".join(map(_literal, tokens[last + 1 :]))
    thousands = 0
    if section.general:
        middle, quantity, broken = *_general(value), False
    else:
        inside = list(tokens[first : last + 1])
        point = next((at for at, token in enumerate(inside) if token == "."), len(inside))
        behind = last + 1
        while behind < len(tokens) and tokens[behind] == ",":
            thousands, behind = thousands + 1, behind + 1
        while 0 < point < len(inside) and inside[point - 1] == ",":
            thousands, point = thousands + 1, point - 1
            del inside[point]
        middle, quantity, broken = _fill(inside, point, _decimal(abs(value)) / 1000**thousands)
    filling = next((token[1] for token in tokens if token[0] == "*" and token[1:].isdecimal()), "")
    text = f"{minus}{before}{middle}{after}" + (f" và số {filling} lặp lại cho đầy ô" if filling else "")
    broken = broken or bool(filling) or any(char.isdecimal() for char in before + after)
    if minus:
        return _Drawn(text, -quantity, before, after, thousands, broken)
    if value < 0 and before.strip().startswith("-"):
        return _Drawn(text, -quantity, before.replace("-", "", 1), after, thousands, broken)
    if value < 0 and "(" in before and ")" in after:
        before, after = before.replace("(", "", 1), after.replace(")", "", 1)
        return _Drawn(text, -quantity, before, after, thousands, broken)
    return _Drawn(text, quantity, before, after, thousands, broken)


def _fill(tokens: list[str], point: int, number: Decimal) -> tuple[str, Decimal, bool]:
    """Put a number's digits in the places of a section; return the text, the quantity, and whether it is broken."""
    exponent = next((at for at, token in enumerate(tokens) if token[:2].lower() in ("e+", "e-")), None)
    if exponent is not None:
        return *_scientific(
            number, tokens[: min(point, exponent)], tokens[point:exponent], tokens[exponent:]
        ), False
    whole_part, decimal_part = tokens[:point], tokens[point + 1 :]
    decimals = sum(token in "0#?" for token in decimal_part)
    near = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits, _, rest = f"{near:f}".partition(".")
    digits = digits.lstrip("0")
    text, broken = _wholes(whole_part, digits)
    if point < len(tokens):
        drawn, broken_behind = _decimals(decimal_part, rest)
        text, broken = f"{text},{drawn}" if drawn.strip() else text, broken or broken_behind
    return text, near, broken


def _scientific(
    number: Decimal, wholes: list[str], decimals: list[str], exponent: list[str]
) -> tuple[str, Decimal]:
    """Return a number with an exponent, a multiple of the places before the point."""
    step = max(1, sum(token in "0#?" for token in wholes))
    places = Decimal(1).scaleb(-sum(token in "0#?" for token in decimals))
    power = number.adjusted() // step * step if number else 0
    near = number.scaleb(-power).quantize(places, ROUND_HALF_UP)
    size = f"{abs(power):0{max(1, len(exponent) - 1)}}"
    return f"{near:f}E{'-' if power < 0 else '+'}{size}".replace(".", ","), near.scaleb(power)


def _wholes(tokens: list[str], digits: str) -> tuple[str, bool]:
    grouped = "," in tokens
    places = sum(token in "0#?" for token in tokens)
    out: list[str] = []  # from right to left
    broken = False
    count = left = 0
    for token in reversed(tokens):
        if token in "0#?":
            left += 1
            take = digits[::-1] if left == places else digits[-1:]
            digits = "" if left == places else digits[:-1]
            for digit in take or ("0" if token == "0" else "\u2007" if token == "?" else ""):
                if grouped and count and count % 3 == 0 and digit.isdecimal():
                    out.append(".")
                out.append(digit)
                count += digit.isdecimal()
        elif token != "," and (mark := _literal(token)):
            parted = mark.isspace() or (mark in (".", "'") and digits != "")
            broken = broken or not (parted and count % 3 == 0) or any(char.isdecimal() for char in mark)
            if digits or not mark.isspace():
                out.append(mark[::-1])
    return "".join(out)[::-1].replace("\u2007", " "), broken


def _decimals(tokens: list[str], digits: str) -> tuple[str, bool]:
    out, broken, kept = "", False, digits.rstrip("0")
    at = 0
    for token in tokens:
        if token in "0#?":
            if at < len(kept) or token == "0":
                out += digits[at : at + 1]
            at += 1
        elif token != "," and (mark := _literal(token)):
            out += mark
            broken = broken or bool(mark.strip())
    return out, broken


def _general(value: Number) -> tuple[str, Decimal]:
    """Return what General shows of a number without its sign: up to 11 digits, else with an exponent."""
    size = abs(value)
    if isinstance(size, int) and size < _SHOWS_AT_MOST:
        return str(size), Decimal(size)
    shown = f"{size:.6g}" if size >= _SHOWS_AT_MOST else f"{size:.10g}"
    near = Decimal(shown)
    # A decimal that goes on shows as a decimal: nobody takes it for a whole number.
    same = near != near.to_integral_value() and size != int(size)
    return shown.upper().replace(".", ","), _decimal(size) if same else near


def _decimal(value: Number) -> Decimal:
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _fraction(value: float, most: int, mixed: bool) -> str:
    from fractions import Fraction

    exact = Fraction(abs(value))
    if most < 0:
        below = -most
        above = round(exact * below)
    else:
        near = exact.limit_denominator(most)
        above, below = near.numerator, near.denominator
    whole, rest = divmod(above, below) if mixed else (0, above)
    parts = ([str(whole)] if whole else []) + ([f"{rest}/{below}"] if rest or not whole else [])
    return ("-" if value < 0 else "") + " ".join(parts)


def _holds(condition: tuple[str, float], value: Number) -> bool:
    return _COMPARED[condition[0]](value, condition[1])


# -- tokens ------------------------------------------------------------------------------------------------


def _sections(code: str) -> tuple[Tokens, ...]:
    sections: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(tuple(section) for section in sections[:4])


def _spread(tokens: Tokens) -> Tokens:
    """Return tokens with the decimal places that a time's seconds may have taken apart."""
    if not any(token.startswith(".0") for token in tokens):
        return tokens
    return tuple(part for token in tokens for part in (token if token.startswith(".0") else (token,)))


def _literal(token: str) -> str:
    """Return the letters a token shows as they are, "" for a placeholder, a date part or a filling."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("[$"):
        return token[2:].rstrip("]").partition("-")[0]
    if token[0] == "_":
        return " "
    if token[0] in "*[" or _is_placeholder(token) or _is_date_part(token) or token in (",", "@"):
        return ""
    return token


def _is_placeholder(token: str) -> bool:
    return token in ("0", "#", "?") or token.lower() == "general" or token.startswith(".0")


def _is_date_part(token: str) -> bool:
    return token[0] in "dmyhsDMYHS" or _is_elapsed(token) or token.lower() in ("am/pm", "a/p")


def _is_elapsed(token: str) -> bool:
    return token.lower() in ("[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]")


_SAMPLES = (0, 7, 1250, 1_234_567)
_GENERAL = _Section(("General",))
GENERAL = number_format(0, None)
SHORT_DATE = number_format(14, None)
