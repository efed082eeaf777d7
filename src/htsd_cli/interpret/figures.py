"""Reads the text of one cell as figures: every character is explained, or the reading is a problem.

`"12"`, `"1.250"`, `"12 lớp"`, `"3 lớp/120 người"`, `"12,5 triệu"`, `"Không"` are figures; `"khoảng 200"`,
`"45 GV + 300 HS"`, `"1,5"` of a class, `"O5"` are problems, with the number that was probably meant.

The grammar: `tokens` parts the text; here a cell is one of the productions of `CELL`, tried in their order, the first
that fits decides; what passes them is `quantities`, read as counts or as an amount. The docstring of a function is
its production.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from htsd_cli.form import Family, Words
from htsd_cli.interpret.amounts import SURELY_DONG, read_amount
from htsd_cli.interpret.quantities import find_quantities, read_counts
from htsd_cli.interpret.readings import BLANK, Reading
from htsd_cli.interpret.spoken import roman_number, spoken_number
from htsd_cli.interpret.tokens import GAP, TAB, Token, Tokenizer, is_telephone, tidy, whole_number
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import fold

__all__ = ["BLANK", "FigureReader", "Reading", "read_number"]

_FILLER = lazy_pattern(r"[.…_\s]*")
_LONGEST = 300  # characters of a cell that can still be a figure with its words
_WITH_PART = lazy_pattern(
    r"(?P<figure>[^()]*\d[^()]*?) *(?:[,;–-] *|\( *)?\btrong đó\b:?(?P<part>[^()]*)\)?\.?", re.IGNORECASE
)
_PART_NUMBER = lazy_pattern(r"\d[\d.]*(?<!\.)")
_OF_PERSONS = lazy_pattern(r"\b(?:nữ|nam|người|học sinh|học viên|hs|hv|gv|em|dân tộc)\b", re.IGNORECASE)
_TAKES_BACK = lazy_pattern(
    r"\b(?:không|chưa|thiếu|nhầm|sai|bỏ|trừ|thừa|dự kiến|kế hoạch|khoảng|mỗi|năm \d)\b|[%/]|\d,\d",
    re.IGNORECASE,
)
# Numbers that name or compare: "xem mục 1", "giảm 2 so với 2023"; a line between two.
_NO_FIGURE = lazy_pattern(
    r"\b(?:mục|dòng|phụ lục|bảng|biểu|trang|năm|khoản|điều) (?:số )?\d|\d\||\b(?:tăng|giảm|so với|không quá|tối đa)\b",
    re.IGNORECASE,
)
_DIGITS_AND_LOOKALIKES = lazy_pattern(r"(?=.*\d)(?=.*[oOlI|])[\doOlI|.]+")
_LOOKALIKES = str.maketrans("oOlI|", "00111")
_CLASSES_AND_PEOPLE = lazy_pattern(  # "3L/120N", "1c - 93hs"
    r"([\d.]+) ?[lc] ?[/,;\n–-] ?([\d.]+) ?(?:n|ng|hs|hv|sv|gv)\.?", re.IGNORECASE
)
_IN_WORDS = lazy_pattern(
    r"(?P<figure>.*\d[^(\n]*?)\s*(?:\(|\n|[–-]\s|(?=bằng chữ))\s*(?:(?:viết |ghi )?bằng chữ\s*:?)?\s*"
    r"(?P<words>[^\d()]+?)\s*(?:\./\.?)?\s*\)?[\s./]*",
    re.IGNORECASE,
)
_WORDS_ALONE = lazy_pattern(
    r"\(?\s*(?:số tiền\s*)?(?:(?:viết |ghi )?bằng chữ\s*:?)?\s*(?P<words>[^\d()]+?)[\s./]*\)?[\s./]*",
    re.IGNORECASE,
)
_MAYBE_IN_WORDS = lazy_pattern(r"\d[^\n(–-]*(?:[(\n–-]|bằng chữ)\W*[^\W\d_]")
_NO_WORDS = lazy_pattern(  # "(bằng chữ: ……)", left to be filled in
    r"(?<=\S)\s*(?:\(\s*(?:viết |ghi )?bằng chữ\s*:?[\s.…_]*\)|[,;]?\s(?:viết |ghi )?bằng chữ\s*:?[\s.…_]*$)",
    re.IGNORECASE,
)
_HALF = lazy_pattern(  # "3 triệu rưỡi"
    r"(?<![\d.,])([1-9]\d{0,2})\s*(nghìn|ngàn|triệu|tr|tỷ|tỉ)\s+(?:rưỡi|rưởi)\b", re.IGNORECASE
)
_FORMULA = lazy_pattern(
    r"\{?\s*[=@]\s*[-+(]*(?:[A-Za-z]+\s*\(|\$?[A-Za-z]{1,3}\$?\d)"
)  # "=SUM(A1)", "=D5+D6"
# "5. 000. 000": a space beside a mark between groups of three, where no list of numbers is meant.
_PARTED_GROUPS = lazy_pattern(
    r"(?<![\d.,])[1-9]\d{0,2}(?=[\d.,\s]*\s)(?:\s?([.,])\s?000|\s?([.,])\s?\d{3}(?=\s?\2\s?\d{3}))"
    r"(?:\s?[.,]\s?\d{3})*(?![\d.,])"
)
_PARTED_BY_HYPHEN = lazy_pattern(r"\d\u00ad+\d")
# Letters with a stroke laid over them by a mark of its own: struck.
_OVERLAID = lazy_pattern(r"(?:[^\W_][\u0335-\u0338\u20d2\u20d3\u20e5\u20e6\u20eb]+)+[\s,;]*")
_SOFT_HYPHEN = "\u00ad"  # seen as a hyphen by some programs, as nothing by others
_REVERSING = "\u202e"  # shows what follows from right to left: 41 where 14 is stored
_FEWEST_DONG = 1_000  # of an amount: "10 thùng sữa" is none
_FEWEST_OF_MONEY = 1_000_000  # "5 triệu" where something is counted is money in the wrong place
_ESTIMATE_MARKS = frozenset("~≈><≥≤±")
_SEPARATORS = frozenset(f"/;,-–—(:)&+•*.{TAB}{GAP}")
_DASHES = "-–—"
_JOINING, _OPENING = frozenset(("va", "voi", "gom", "la")), frozenset(("gom", "la"))
_BETWEEN_UNITS = frozenset(",/")  # "tin, bài", "tập thể/cá nhân"


class _Cell(NamedTuple):
    """A cell's tokens while it is judged. `tokens` are without the words that say nothing, `spoken` with them."""

    text: str
    spoken: list[Token]
    tokens: list[Token]
    numbers: list[Token]
    kinds: set[str]
    marks: set[str]
    asked: Sequence[Family]
    scale: int
    loose: bool

    @property
    def only(self) -> int | None:
        """The one whole number in it, where no scale changes it."""
        alone = len(self.numbers) == 1 and "scale" not in self.kinds
        return whole_number(self.numbers[0].text) if alone else None


class FigureReader:
    """Reads cells with the words of one form."""

    def __init__(self, words: Words) -> None:
        self._tokenizer = Tokenizer(words)
        self._zero_marks = frozenset(word for word in words.zero if not fold(word))
        # The same few texts stand in most cells of thousands of reports.
        self._kept_text = lru_cache(maxsize=4096)(self._text)
        self.stray_unit = lru_cache(maxsize=1024)(self._tokenizer.stray_unit)

    def read(self, text: str, asked: Sequence[Family], scale: int = 1) -> Reading:
        """Read a cell's text.

        `asked` are the measures the cell may answer, the one of its own column first. `scale` multiplies an
        amount that names no scale of its own (the table says "triệu đồng").
        """
        bare = text.strip()
        if bare.isascii() and bare.isdigit() and (scale == 1 or is_telephone(bare)):
            if is_telephone(bare):
                return Reading(problem="not-a-number")
            return (
                Reading(((asked[0], int(bare)),)) if len(bare) <= 15 else Reading(problem="ambiguous-number")
            )
        if len(bare) > _LONGEST or _REVERSING in bare:
            return Reading(problem="not-a-number")
        return self._kept_text(text, tuple(asked), scale)

    def counts(self, unit: str) -> Family | None:
        """Return what a unit counts ("lớp", "người", "đồng"), None for other words."""
        return self._tokenizer.family(unit)

    def money_in_words(self, text: str) -> int | None:
        """Return the đồng that a text says in nothing but words: "Bằng chữ: năm triệu đồng"."""
        match = _WORDS_ALONE.fullmatch(tidy(text)) if len(text) <= _LONGEST else None
        number, measure = (self._spoken(match["words"]) if match else None) or (None, None)
        return number if measure == "amount" else None

    def _text(self, text: str, asked: tuple[Family, ...], scale: int) -> Reading:
        """Return what a text that is no bare number says; what only names or compares suggests nothing."""
        reading = self._said(text, asked, scale)
        likely = reading.suggestion
        if likely is None or not reading.problem:
            return reading
        things = asked[0] == "amount" and reading.problem == "not-a-number" and 0 < likely < _FEWEST_DONG
        return reading._replace(suggestion=None) if things or _NO_FIGURE.search(text) else reading

    def _said(self, text: str, asked: tuple[Family, ...], scale: int) -> Reading:
        """Return what a text that is no bare number says, whatever it suggests."""
        if _SOFT_HYPHEN in text and _PARTED_BY_HYPHEN.search(text):
            joined = text.replace(_SOFT_HYPHEN, "")
            return Reading(problem="not-a-number", suggestion=self.read(joined, asked, scale).likely)
        text = _HALF.sub(r"\1,5 \2", _NO_WORDS.sub("", tidy(text)))
        if _FILLER.fullmatch(text):
            return BLANK
        # Signs standing for nothing are answers, not numbers.
        if text in self._zero_marks or text.strip(" .;") in self._zero_marks:
            return _nothing(asked)
        if _DIGITS_AND_LOOKALIKES.fullmatch(text):
            likely = whole_number(text.translate(_LOOKALIKES))
            return Reading(problem="letters-for-digits", suggestion=likely)
        if "\ufffd" in text:
            return Reading(problem="not-a-number")
        if _FORMULA.match(text):
            return Reading(problem="formula-typed")
        if _OVERLAID.search(text):
            return Reading(
                problem="not-a-number", suggestion=self.read(_OVERLAID.sub("", text), asked, scale).likely
            )
        parted = _PARTED_GROUPS.search(text) if " " in text and ("." in text or "," in text) else None
        if parted and " " in parted.group():
            joined = f"{text[: parted.start()]}{parted.group().replace(' ', '')}{text[parted.end() :]}"
            return Reading(problem="ambiguous-number", suggestion=self.read(joined, asked, scale).likely)
        return (
            self._in_words(text, asked, scale)
            or self._with_part(text, asked, scale)
            or self._judge(text, asked, scale)
        )

    def _in_words(self, text: str, asked: Sequence[Family], scale: int) -> Reading | None:
        """in words = figure ("(" | newline | "-") ["bằng chữ" [":"]] number-words [unit] [")"].

        The words say the figure once more; where they say another, nobody knows which is meant.
        """
        match = _IN_WORDS.fullmatch(text) if _MAYBE_IN_WORDS.search(text) else None
        said = self._spoken(match["words"]) if match else None
        if match is None or said is None:
            return None
        number, measure = said
        reading = self.read(match["figure"], asked, scale)
        if reading.problem or reading.only is None:
            return reading if reading.problem else None
        if measure is not None and measure != reading.values[0][0]:
            return None
        return reading if number == reading.only else Reading(problem="spellings-differ")

    def _with_part(self, text: str, asked: Sequence[Family], scale: int) -> Reading | None:
        """with part = figure ("(" | "," | ";" | "-") "trong đó" words-with-numbers [")"]: the figure is the whole.

        No number of the part is larger than the whole, and nothing in it takes anything back.
        """
        match = _WITH_PART.fullmatch(text)
        if match is None or _TAKES_BACK.search(match["part"]):
            return None
        reading = self.read(match["figure"], asked, scale)
        parts = [whole_number(number) for number in _PART_NUMBER.findall(match["part"])]
        most = max((value for _, value in reading.values), default=0)
        persons = any(measure == "people" for measure, _ in reading.values)
        if not persons and _OF_PERSONS.search(match["part"]):  # women among classes: which is meant?
            return None
        if reading.problem or not parts or any(part is None or part > most for part in parts):
            return None
        return reading

    def _spoken(self, text: str) -> tuple[int, Family | None] | None:
        """Return the number a text says in words, with the measure its unit names."""
        words = text.split()
        for length in range(len(words), 0, -1):
            number = spoken_number(" ".join(words[:length]))
            if number is not None:
                rest, _ = self._tokenizer.parse(" ".join(words[length:]))
                units = [token for token in rest if token.text not in _BETWEEN_UNITS]
                if any(token.kind != "unit" for token in units) or len({u.measure for u in units}) > 1:
                    return None
                return number, units[0].measure if units else None
        return None

    def _judge(self, text: str, asked: Sequence[Family], scale: int) -> Reading:
        tokens, loose = self._tokenizer.parse(text)
        if not any(token.kind == "number" for token in tokens) and "zero" not in {t.kind for t in tokens}:
            said = self._spoken(text)
            return Reading(problem="not-a-number", suggestion=said[0] if said else roman_number(text))
        letters = _CLASSES_AND_PEOPLE.fullmatch(text)
        if letters and {"count", "people"} <= set(asked):
            count, people = whole_number(letters[1]), whole_number(letters[2])
            if count is not None and people is not None:
                return Reading((("count", count), ("people", people)), spoken=True)
        return _read(text, tokens, asked, scale, loose=loose)


def _read(text: str, spoken: list[Token], asked: Sequence[Family], scale: int, *, loose: bool) -> Reading:
    """cell = one of `CELL` | quantities."""
    tokens = [token for token in spoken if token.kind != "neutral"]
    numbers = [token for token in tokens if token.kind == "number"]
    kinds: set[str] = {token.kind for token in tokens}
    marks = {token.text for token in tokens if token.kind == "mark"}
    cell = _Cell(text, spoken, tokens, numbers, kinds, marks, asked, scale, loose)
    for production in CELL:
        reading = production(cell)
        if reading is not None:
            return reading
    return _quantities(cell)


# -- productions -------------------------------------------------------------------------------------------


def _zero(cell: _Cell) -> Reading | None:
    """zero = zero-word { zero-word | unit | "." | ";" | "," | "/" | newline }."""
    if cell.numbers:
        return None
    alone = cell.kinds <= {"zero", "unit", "mark", "newline"} and cell.marks <= {".", ";", ",", "/"}
    return _nothing(cell.asked) if alone and "zero" in cell.kinds else Reading(problem="not-a-number")


def _percentage(cell: _Cell) -> Reading | None:
    """percentage = … "%" …"""
    return Reading(problem="percentage") if "%" in cell.marks else None


def _estimate(cell: _Cell) -> Reading | None:
    """estimate = (approximate-word | "~" | ">" | …) cell | cell "+"."""
    vague = [token for token in cell.tokens if token.kind == "approximate" or token.text in _ESTIMATE_MARKS]
    if not vague and not cell.text.endswith("+"):
        return None
    if not vague:
        return Reading(problem="estimate", suggestion=cell.only)
    exact = [token for token in cell.tokens if token not in vague]
    said = _read(cell.text.rstrip("+ "), exact, cell.asked, cell.scale, loose=cell.loose)
    likely = said.values[0][1] if len(said.values) == 1 else said.suggestion
    return Reading(problem="estimate", suggestion=likely)


def _tape(cell: _Cell) -> Reading | None:
    """tape = number { "+" number } "=" number, as a calculator shows it: the total, if the parts make it."""
    kinds = [token.kind for token in cell.tokens]
    marks = [token.text for token in cell.tokens if token.kind == "mark"]
    if kinds[::2] != ["number"] * len(kinds[::2]) or set(marks[:-1]) != {"+"} or marks[-1:] != ["="]:
        return None
    *parts, total = (whole_number(token.text) for token in cell.numbers)
    known = [part for part in parts if part is not None]
    agree = len(known) == len(parts) and sum(known) == total
    return Reading(problem="sum-in-words", suggestion=total if agree else None)


def _unexplained(cell: _Cell) -> Reading | None:
    """unexplained = … (unknown | yes-word | zero-word | strange mark) …"""
    if cell.kinds & {"unknown", "yes", "zero"} or not cell.marks <= _SEPARATORS:
        return Reading(problem="not-a-number", suggestion=cell.only)
    return None


def _unfinished(cell: _Cell) -> Reading | None:
    """unfinished = joining-word cell | cell joining-word: what else was to be counted is missing ("1.250 và")."""
    first, last = cell.spoken[0], cell.spoken[-1]
    joins = fold(last.text) in _JOINING or (last is not first and fold(first.text) in _JOINING - _OPENING)
    return Reading(problem="not-a-number", suggestion=cell.only) if joins else None


def _ordinal(cell: _Cell) -> Reading | None:
    """ordinal = (count-unit | "số") number, at the beginning or behind a mark: "lớp 3", "số 14"; not "Số lớp: 3"."""
    named = any(
        ((token.kind == "unit" and token.measure == "count") or fold(token.text) == "so")
        and after.kind == "number"
        and (before is None or before.kind in ("mark", "newline"))
        for before, token, after in zip([None, *cell.spoken], cell.spoken, cell.spoken[1:], strict=False)
    )
    return Reading(problem="not-a-number", suggestion=cell.only) if named else None


def _parted(cell: _Cell) -> Reading | None:
    """parted = number (nothing | wide gap) number."""
    beside = GAP in cell.marks or any(
        first.kind == second.kind == "number" for first, second in pairwise(cell.spoken)
    )
    return Reading(problem="ambiguous-number") if beside else None


def _dashed(cell: _Cell) -> Reading | None:
    """dashed = "-" mark …"""
    first, second = cell.tokens[0], cell.tokens[1] if len(cell.tokens) > 1 else None
    marks = first.text in _DASHES and second is not None and second.kind in ("mark", "newline")
    return Reading(problem="not-a-number") if marks else None


def _negative(cell: _Cell) -> Reading | None:
    """negative = "-" cell; a dash with a space behind it before a figure with its unit is a bullet."""
    if cell.tokens[0].text not in _DASHES:
        return None
    units = any(token.kind == "unit" for token in cell.tokens)
    bullet = units and cell.tokens[1].spaced
    return None if bullet else Reading(problem="negative", suggestion=cell.only)


def _quantities(cell: _Cell) -> Reading:
    """quantities = counts | amount; a unit that belongs to no number or to two leaves it unexplained."""
    tokens = cell.tokens[1:] if cell.tokens[0].text in _DASHES else cell.tokens
    found = find_quantities(tokens)
    if found is None:
        return Reading(problem="not-a-number", suggestion=cell.only)
    if (
        "scale" in cell.kinds
        and "amount" not in cell.asked
        and {q.measure for q in found} <= {"amount", None}
    ):
        said = read_amount(found, tokens, ("amount",), 1, loose=cell.loose).only
        if said is not None and said < _FEWEST_OF_MONEY and not any(t.kind == "unit" for t in tokens):
            return Reading(problem="ambiguous-number", suggestion=said)  # "14 nghìn" of a count
    if "amount" in cell.asked or any(token.measure == "amount" for token in tokens):
        return read_amount(found, tokens, cell.asked, cell.scale, loose=cell.loose)
    return read_counts(found, cell.asked, loose=cell.loose)


CELL: tuple[Callable[[_Cell], Reading | None], ...] = (
    _zero, _percentage, _estimate, _tape, _unexplained, _unfinished, _dashed, _ordinal, _parted, _negative,
)  # fmt: skip


def _nothing(asked: Sequence[Family]) -> Reading:
    return Reading(tuple((measure, 0) for measure in asked), everything=True)


# -- numbers of a workbook ---------------------------------------------------------------------------------


def read_number(value: int | float, asked: Sequence[Family], scale: int = 1) -> Reading:
    """Read a number a workbook stores, for the measure `asked[0]`."""
    measure = asked[0]
    exact = Decimal(str(value)) * (scale if measure == "amount" else 1)
    if measure == "amount" and scale > 1 and value >= SURELY_DONG:
        return Reading(problem="scale-unclear", suggestion=int(value))
    if exact < 0:
        return Reading(problem="negative", suggestion=int(-exact) if exact == int(exact) else None)
    if exact != int(exact):
        thousands = Decimal(str(value)) * 1000
        likely = int(thousands) if thousands == int(thousands) else None
        return Reading(problem="scale-unclear" if measure == "amount" else "decimal", suggestion=likely)
    return Reading(((measure, int(exact)),), spoken=measure == "amount", scaled=scale > 1)
