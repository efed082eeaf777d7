"""Reads one cell for one measure: a whole number, a decimal, a rate, an amount in the form's own unit, or words.

A number is exact: `12,5` is 12.5 and never 12.499…; whatever is not explained is a problem with its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from htsd_cli.form import Family, Form, Indicator, Measure
from htsd_cli.interpret.cells import DIGIT
from htsd_cli.interpret.figures import FigureReader, Reading
from htsd_cli.interpret.money import scale_in
from htsd_cli.interpret.tokens import Tokenizer, is_telephone, tidy
from htsd_cli.language.marks import has_marks, marked, may_mean
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.document import Cell, CellKind, Seen, Sight
from htsd_cli.values.figures import Key, Number, decimals

# number = whole | grouped [decimals] | digits decimals; dots group and a comma parts, as official Vietnamese has it,
# and the English way where it can be read in one way only.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,(\d+))?")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}")
# A date whose year a narrow column breaks in two, as a PDF has it: "24/09/20" over "26".
_WRAPPED_YEAR = re.compile(r"(\b\d{1,2}[/.-]\d{1,2}[/.-])(?=(?:\d\n?){4}(?!\d))(\d{1,3})\n(\d{1,3})")
_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")  # thousands the English way, or three decimals
# A number that a comma as the mark of thousands does not explain.
_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|0,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{4,},\d+")
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?")
_QUANTITY = re.compile(r"(?P<sign>[-–−])?\s?(?P<number>\d[\d.,]*\d|\d)\s*(?P<rest>.*)", re.DOTALL)
_SIGN = re.compile(r"[-–−+]\s?(?=\d)")
_SPACED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.,])")
_FILLER = re.compile(r"[.…_\s]*")
_LETTERS = re.compile(r"[\d.,\s]+")
_PARTS = re.compile(r"\s*[/,;]\s*|\s+và\s+|\s+hoặc\s+")
# Words folded, "y" as "i": tăng (+), giảm (-); chênh lệch; thừa, thiếu; tốc độ tăng trưởng.
_DIFFERENCE = re.compile(
    r"\btang (?:hoac |hai |va )?giam\b|\bchenh lech\b|\bthua (?:hoac |hai |va )?thieu\b"
    r"|\bthieu (?:hoac |hai |va )?thua\b"
    r"|\b(?:toc do|ti le|muc|so) tang\b|\btang truong\b|\bbien dong\b|\bso voi\b|\bso sanh\b"
)
_HUGE = 10**12  # đồng: an amount that is larger was hardly meant in the form's unit
_LITTLE = 100  # an amount that is less than this part of the form's unit was hardly meant as it says
_DIGITS = 15  # of a stored number, as Excel shows it


class Said(NamedTuple):
    """What a cell says: a number, nothing (both None and no problem), or the code of a problem with what was meant.

    `everything` says that a word for zero was written; `text` are the words of a cell that asks for words.
    """

    value: Number | None = None
    problem: str = ""
    suggestion: Number | None = None
    everything: bool = False
    text: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is said at all."""
        return self.value is None and not self.problem and not self.text


NOTHING = Said()


class Asked(NamedTuple):
    """What a cell is asked for: the row, its measure, the family of its unit words and the words of its unit.

    One that is `signed` is a difference, which may be below 0; one that is `english` is of a table that groups digits
    by commas, or says nowhere that it does not, so that `1,234` is no decimal there for sure.
    """

    indicator: Indicator
    measure: Measure
    family: Family
    units: frozenset[str]
    scale: int  # of an amount: how many đồng its unit is, else 1
    signed: bool
    english: bool = False


def is_unit(text: str, asked: Asked) -> bool:
    """Return whether a text is the unit that is asked, or one of them; with other marks it is another: `tá`, `tạ`."""
    bare = fold(text)
    return any(fold(unit) == bare and (may_mean(text, unit) or not has_marks(unit)) for unit in asked.units)


def _said_within(words: Sequence[str], known: str) -> bool:
    """Return whether words that were typed are among a unit's, or the unit among them, one behind the other."""
    said, unit = (
        ([*map(fold, words)], fold(known).split()) if not has_marks(known) else (words, known.split())
    )
    short, long = sorted((said, unit), key=len)
    if not short:
        return False
    for start in range(len(long) - len(short) + 1):
        part = long[start : start + len(short)]
        pairs = zip(short, part, strict=True) if short is said else zip(part, short, strict=True)
        if all(may_mean(written, known) for written, known in pairs):
            return True
    return False


class ValueReader:
    """Reads the cells of one form."""

    def __init__(self, form: Form) -> None:
        known = Tokenizer(form.words)
        own = [unit for unit in _units(form) if not known.family(unit)]
        words = form.words.model_copy(update={"count": (*form.words.count, *own)})
        self._tokens = Tokenizer(words)
        self._figures = FigureReader(words)
        self._zeros = {fold(word): word for word in words.zero if fold(word)}
        self._zero_marks = frozenset(word for word in words.zero if not fold(word))
        self._differences = differences(form)
        self._formulas = frozenset(
            Key(*rule.total.key) for rule in form.rules if rule.sure and rule.told_by == "formula"
        )

    def asked(self, indicator: Indicator, measure: Measure) -> Asked:
        """Return what is asked for in a cell."""
        unit = measure.unit or indicator.unit
        parts = [part for part in (*_PARTS.split(unit), unit) if fold(part)]
        units = frozenset(parts)
        family = next((found for part in parts if (found := self._tokens.family(part))), None)
        signed = indicator.key(measure) in self._differences
        if measure.is_money:
            return Asked(indicator, measure, "amount", units, scale_in(unit, unit=True) or 1, signed)
        counted: Family = "count" if family is None or family == "amount" else family
        return Asked(indicator, measure, counted, units, 1, signed)

    def is_zero(self, text: str) -> bool:
        """Return whether a text is a word or a mark for nothing."""
        bare = text.strip()
        if bare in self._zero_marks or bare.strip(" .;") in self._zero_marks:
            return True
        word = self._zeros.get(fold(bare))
        return word is not None and may_mean(bare, word)

    def is_formula(self, asked: Asked) -> bool:
        """Return whether the form itself has a formula for a cell, so that what it comes to is nothing to look at."""
        return Key(asked.indicator.id, asked.measure.id) in self._formulas

    # -- a cell --------------------------------------------------------------------------------------------

    def read(self, cell: Cell, asked: Asked) -> Said:
        """Return what a cell says for what it is asked."""
        kind = asked.measure.kind
        if kind == "text":
            return Said(text=_WRAPPED_YEAR.sub(r"\1\2\3", cell.text.strip()))
        if cell.kind is CellKind.TEXT:
            return self.read_text(cell.text, asked)
        if cell.kind in (CellKind.NUMBER, CellKind.UNCALCULATED) and cell.value is not None:
            return _stored(_exact(cell.value), asked)
        if cell.kind is CellKind.PERCENT and cell.value is not None and kind == "percent":
            return _stored(_exact(cell.value) * 100, asked)
        problems = {
            CellKind.DATE: "date-in-cell",
            CellKind.PERCENT: "percentage",
            CellKind.FRACTION: "ambiguous-number",
            CellKind.ERROR: "error-value",
            CellKind.UNCALCULATED: "formula-without-result",
        }
        return Said(problem=problems.get(cell.kind, "not-a-number")) if cell.text.strip() else NOTHING

    def read_text(self, text: str, asked: Asked) -> Said:
        """Return what a text says for what is asked."""
        bare = text.strip()
        sign = _SIGN.match(bare) if asked.signed else None
        if sign is not None:
            said = self.read_text(bare[sign.end() :], asked._replace(signed=False))
            return said if said.value is None or sign[0][0] == "+" else said._replace(value=-said.value)
        if not bare:
            return NOTHING
        if bare.isdigit() and bare.isascii() and len(bare) <= _DIGITS:
            if is_telephone(bare):
                return Said(problem="not-a-number")
            return _within(Decimal(bare), asked) if asked.scale != 1 else Said(int(bare))
        if _FILLER.fullmatch(bare):
            return NOTHING
        if self.is_zero(bare):
            return Said(0, everything=True)
        kind = asked.measure.kind
        if kind == "integer":
            return self._whole(text, asked)
        return self._exact_number(text, asked) or self._not_a_number(text, asked)

    def _whole(self, text: str, asked: Asked) -> Said:
        """whole = number [unit]: the unit is the row's own, or another word for the persons it counts."""
        reading = self._figures.read(text, (asked.family,))
        if not reading.values:
            return Said(problem=reading.problem, suggestion=reading.suggestion)
        if len(reading.values) > 1:
            return Said(problem="too-many-numbers")
        ((family, value),) = reading.values
        if reading.everything:
            return Said(value, everything=True)
        if reading.spoken and not self._is_unit(text, family, asked):
            return Said(problem="wrong-unit", suggestion=value)
        return Said(value)

    def _is_unit(self, text: str, family: Family, asked: Asked) -> bool:
        """Return whether the words beside a number are of the unit that is asked; a row without a unit takes any."""
        said = marked(_LETTERS.sub(" ", text)).split()
        if not asked.units:
            return True
        if family != asked.family:
            return False
        near = any(_said_within(said, unit) for unit in asked.units)
        return family == "people" or near

    def _exact_number(self, text: str, asked: Asked) -> Said | None:
        """exact number = number ["%"] | number [unit] | amount with words of its own scale."""
        tidied = tidy(text)
        joined = _SPACED.sub(lambda match: match.group().replace(" ", ""), tidied)
        found = _QUANTITY.fullmatch(joined)
        if found is None:
            return None
        value, rest = exact_decimal(found["number"]), found["rest"]
        if value is None:
            return None
        if found["sign"]:
            return Said(problem="negative", suggestion=tidy_number(value))
        if asked.english and _COMMA.fullmatch(found["number"]):
            return Said(problem="ambiguous-number", suggestion=int(found["number"].replace(",", "")))
        percent = asked.measure.kind == "percent"
        if rest.startswith("%") and not rest[1:].strip(" ."):
            return _within(value, asked) if percent else Said(problem="percentage")
        if not rest.strip(" .;") or is_unit(rest, asked) or _says_scale(rest, asked):
            return _within(value, asked)
        if asked.measure.is_money:
            return self._spoken_amount(text, value, rest, asked)
        return None

    def _spoken_amount(self, text: str, number: Decimal, rest: str, asked: Asked) -> Said | None:
        """Return an amount that names its own scale, in the form's unit: "12,5 triệu" is 12500 nghìn đồng."""
        reading = self._figures.read(text, ("amount",))
        if not reading.values:
            return None
        if asked.scale != 1 and not any(token.measure == "amount" for token in self._tokens.parse(text)[0]):
            return None if DIGIT.search(rest) else _within(number, asked)  # "2.007)" names no scale
        value = Decimal(reading.values[0][1]) / asked.scale
        if 0 < value * _LITTLE < 1:  # "2.007 đ" where millions are asked for
            return Said(problem="scale-unclear")
        return Said(tidy_number(value))

    def _not_a_number(self, text: str, asked: Asked) -> Said:
        """Return the problem of a text that is no number, as the grammar of whole numbers names it."""
        reading = self._figures.read(text.replace("%", " "), (asked.family,))
        if reading.everything:
            return Said(0, everything=True)
        return self._problem(reading, text, asked)

    def _problem(self, reading: Reading, text: str, asked: Asked) -> Said:
        """Return why a text is no number of the form's unit, with what was probably meant in that unit."""
        likely = reading.suggestion
        spoken = asked.scale != 1 and any(token.measure == "amount" for token in self._tokens.parse(text)[0])
        if likely is not None and spoken:
            likely = tidy_number(Decimal(likely) / asked.scale)
        # Decimals are asked for: it is the unit behind them that is another.
        code = "wrong-unit" if reading.problem == "decimal" else reading.problem
        return Said(problem=code or "not-a-number", suggestion=likely)


def _says_scale(text: str, asked: Asked) -> bool:
    """Return whether a text is the scale of the form's own unit: "triệu" of "triệu đồng"."""
    return asked.scale != 1 and scale_in(text, unit=True) == asked.scale


def differences(form: Form) -> frozenset[Key]:
    """Return the cells that may be below 0: what a rule takes off something, what a heading calls a difference, and
    sums of such."""
    found = {
        Key(*rule.total.key)
        for rule in form.rules
        if rule.kind != "at_most" and any(part.sign < 0 for part in rule.parts)
    }
    for table in form.tables:
        columns = {column.id for column in table.columns if _DIFFERENCE.search(fold(" ".join(column.path)))}
        found |= {
            item.key(measure)
            for item in table.indicators
            for measure in item.measures
            if measure.column in columns or _DIFFERENCE.search(fold(item.label))
        }
    while True:
        more = {
            Key(*rule.total.key)
            for rule in form.rules
            if rule.kind == "sum" and any(Key(*part.key) in found for part in rule.parts)
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _units(form: Form) -> list[str]:
    texts = (
        text
        for indicator in form.indicators
        for text in (
            indicator.unit,
            *(measure.unit for measure in indicator.measures if not measure.is_money),
        )
    )
    parts = (part.strip() for text in texts for part in (text, *_PARTS.split(text)))
    return list(dict.fromkeys(part for part in parts if fold(part) and not any(c.isdigit() for c in part)))


def _stored(value: Decimal, asked: Asked) -> Said:
    """Return what a stored number says."""
    if value < 0 and asked.signed:
        said = _stored(-value, asked)
        return said if said.value is None else said._replace(value=-said.value)
    if value < 0:
        return Said(problem="negative", suggestion=tidy_number(-value))
    if asked.measure.kind == "integer" and value != value.to_integral_value():
        thousands = value * 1000
        likely = int(thousands) if thousands == thousands.to_integral_value() else None
        return Said(problem="decimal", suggestion=likely)
    return _within(value, asked)


def _within(value: Decimal, asked: Asked) -> Said:
    """Return a number of the form's unit; an amount of money that is out of all proportion names another scale."""
    if asked.measure.is_money:
        if asked.scale != 1 and value * asked.scale >= _HUGE:
            return Said(problem="scale-unclear", suggestion=tidy_number(value / asked.scale))
        if asked.scale == 1 and value != value.to_integral_value():
            return Said(problem="scale-unclear")
    return Said(tidy_number(value))


def exact_decimal(raw: str) -> Decimal | None:
    """Return the digits of one number exactly, None when they are grouped in no known way.

    `1.250` is 1250 and `12,5` is 12.5; `12.5` and `1,234.5` can be read in one way only, too.
    """
    grouped = _GROUPED.fullmatch(raw)
    if grouped:
        whole, _, decimals = raw.partition(",")
        return Decimal(f"{whole.replace('.', '')}.{decimals or 0}")
    if _ENGLISH.fullmatch(raw):
        return Decimal(raw.replace(",", ""))
    return Decimal(raw.replace(",", ".")) if _PLAIN.fullmatch(raw) else None


def is_english(text: str) -> bool:
    """Return whether a text is a number that only the English way of grouping explains: `1,234,567`, `1,234.5`."""
    return _ENGLISH.fullmatch(text.strip()) is not None


def groups_by_commas(texts: Iterable[str]) -> bool:
    """Return whether a comma before three digits may part thousands in a table's texts: no other number denies it."""
    numbers = {text.strip() for text in texts if "," in text or "." in text}
    if not any(map(_COMMA.fullmatch, numbers)):
        return False
    return any(map(is_english, numbers)) or not any(map(_VIETNAMESE.fullmatch, numbers))


def is_shown_rounded(cell: Cell, seen: Seen) -> bool:
    """Return whether a cell's format shows its stored number with fewer digits behind the comma, and no other one."""
    if seen.sight is not Sight.FORMAT or not isinstance(cell.value, int | float):
        return False
    text = seen.text.strip().lstrip("-−")
    percent = text.endswith("%")
    shown = exact_decimal(text.rstrip("% "))
    if shown is None:
        return False
    stored = abs(_exact(cell.value)) * (100 if percent else 1)
    return abs(stored - shown) * 2 <= Decimal(10) ** -decimals(shown)


def tidy_number(value: Decimal) -> Number:
    """Return a whole number as such, a decimal without zeros at its end."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def _exact(value: int | float) -> Decimal:
    """Return a stored number with the digits a workbook shows at most."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")
