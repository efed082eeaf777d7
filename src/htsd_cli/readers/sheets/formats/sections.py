"""A section of a number format: when it stands for a number, and what it shows of one."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from htsd_cli.readers.sheets.formats.codes import (
    Tokens,
    is_date_part,
    is_elapsed,
    is_placeholder,
    literal,
    sections,
)
from htsd_cli.readers.sheets.formats.digits import decimal, draw, fraction
from htsd_cli.readers.sheets.formats.shown import Number, Shown, rounded
from htsd_cli.readers.sheets.looks.colours import PALETTE
from htsd_cli.values.document import CellKind, Seen, Sight

SHORT_DATE_CODE = "dd/mm/yyyy"  # what Excel shows as the short date on a Vietnamese computer
_SYSTEM = {
    "[$-F800]": SHORT_DATE_CODE,
    "[$-X-SYSDATE]": SHORT_DATE_CODE,
    "[$-F400]": "h:mm:ss",
    "[$-X-SYSTIME]": "h:mm:ss",
}

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
# "14,000" of a format with three decimals: who reads it takes it for thousands, or not, by the computer's language.
_LIKE_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2},000(?!\d)")
_DIGITS = re.compile(r"[#0?]+(?:,[#0?]{3})*(?:\.([#0?]+))?")
_OF_A_THOUSAND = 3  # decimals that may be taken for thousands
_LARGEST = 1e15
_SAMPLES = (0, 7, 1250, 1_234_567)


@dataclass(frozen=True)
class Section:
    """One section of a format, by its tokens."""

    tokens: Tokens

    @cached_property
    def of_text(self) -> bool:
        """Whether the section is for texts alone."""
        return "@" in self.tokens and not any(is_placeholder(token) for token in self.tokens)

    @cached_property
    def bare(self) -> bool:
        """Whether a text shows as itself."""
        return self.tokens.count("@") == 1 and not self.around("").strip()

    @cached_property
    def colour(self) -> int | None:
        """The colour it shows in, None where it names none."""
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
        """The comparison in brackets that a number must meet, None where there is none."""
        found = (_CONDITION.fullmatch(token) for token in self.tokens)
        match = next(filter(None, found), None)
        return None if match is None else (match.group(1), float(match.group(2).replace(",", ".")))

    @cached_property
    def date(self) -> Tokens | None:
        """The tokens of a date or time, None where it shows none."""
        system = next((_SYSTEM[token.upper()] for token in self.tokens if token.upper() in _SYSTEM), None)
        if system is not None:
            return sections(system)[0]
        counted = self.general or any(token[0] in "0#?" for token in self.tokens)
        if any(is_elapsed(token) or (is_date_part(token) and not counted) for token in self.tokens):
            return self.tokens
        return None

    @cached_property
    def general(self) -> bool:
        """Whether a number shows as in General."""
        return "general" in {token.lower() for token in self.tokens}

    @cached_property
    def percent(self) -> bool:
        """Whether a number shows as a percentage."""
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
        places = [at for at, token in enumerate(self.tokens) if is_placeholder(token)] or [0]
        before, after = self.tokens[: places[0]], self.tokens[places[-1] + 1 :]
        return "".join(map(literal, before)), "".join(map(literal, after))

    @cached_property
    def decimals(self) -> int | None:
        """How many decimals a number shows and nothing else but blanks around it; None for any other section."""
        places = [at for at, token in enumerate(self.tokens) if is_placeholder(token) or token in ",."]
        if not places or self.general or self.condition is not None or self.date is not None:
            return None
        first, last = places[0], places[-1] + 1
        around = (*self.tokens[:first], *self.tokens[last:])
        match = _DIGITS.fullmatch("".join(self.tokens[first:last]))
        if match is None or any(
            literal(token).strip() or token == "%" or token[1:].isdecimal() for token in around
        ):
            return None
        shown = len(match[1] or "")
        return None if shown == _OF_A_THOUSAND else shown

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
        return "".join(text if token == "@" else literal(token) for token in self.tokens)

    def show(self, value: Number, signed: bool) -> Shown:
        """Return what a section that is no date's shows of a number."""
        return self.zero if value == 0 and isinstance(value, int) else self._show(value, signed)

    @cached_property
    def zero(self) -> Shown:
        """What is shown of a 0, which many cells of a form hold."""
        return self._show(0, signed=True)

    def _show(self, value: Number, signed: bool) -> Shown:
        if self.decimals is not None and 0 <= value < _LARGEST and _has_at_most(value, self.decimals):
            return Shown(str(value), CellKind.NUMBER, value)
        if self.percent:
            before, after = self.beside
            exact = f"{rounded(value * 100)}%".replace(".", ",")
            if (
                (before + after).replace("%", "").strip()
            ):  # letters that may change what is said: a minus, a scale
                return Shown(f"{before}{exact}{after.replace('%', '', 1)}".strip(), CellKind.TEXT, value)
            return Shown(exact, CellKind.PERCENT, value)
        if self.fraction is not None and (value != int(value) or (value and not self.fraction[1])):
            return Shown(fraction(value, *self.fraction), CellKind.FRACTION, value)
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
        drawn = draw(self.tokens, value, signed)
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
        if drawn.broken or quantity != decimal(value):
            told = (Seen(Sight.FORMAT, shown),)
            if names and not drawn.thousands and not drawn.broken:  # "12,5 triệu", shown as "13 triệu"
                exact = drawn.before + stored.replace(".", ",") + drawn.after
                return Shown(exact.strip(), CellKind.TEXT, value, told)
            return Shown(stored, CellKind.NUMBER, value, told)
        if not self.general and _LIKE_THOUSANDS.search(shown):
            return Shown(stored, CellKind.NUMBER, value, (Seen(Sight.FORMAT, shown),))
        if drawn.thousands:
            words = _WORD.sub(lambda word: "" if word[0].lower() in _SCALES else word[0], words).strip()
        if _DONG.fullmatch(words):  # an amount all the same; where none is asked for, it says so
            return Shown(stored + words, CellKind.NUMBER, value)
        return Shown(shown, CellKind.TEXT, value)


def _has_at_most(value: Number, decimals: int) -> bool:
    """Return whether a number has no more decimals, of the 15 digits a workbook keeps."""
    if isinstance(value, int):
        return True
    text = f"{value:.15g}"
    return "e" not in text and len(text.partition(".")[2]) <= decimals


def holds(condition: tuple[str, float], value: Number) -> bool:
    """Return whether a section's condition holds for a number."""
    return _COMPARED[condition[0]](value, condition[1])
