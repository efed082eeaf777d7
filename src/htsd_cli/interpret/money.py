"""The scale of money a table names, however offices write it: `1.000 đồng`, `ngđ`, `tr.đ`, `10⁶ đồng`, `x1000`.

A statement is a text, or a part of one between brackets and marks, that is nothing but a scale: "mỗi em 1.000 đồng" and
"50 triệu đồng" are amounts and state nothing.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from htsd_cli.form import Family
from htsd_cli.interpret.tokens import decimal_number
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean
from htsd_cli.values.document import Cell, Sight

NAMES = {1_000: "nghìn đồng", 1_000_000: "triệu đồng", 1_000_000_000: "tỷ đồng", 1: "đồng"}
_WORDS = {
    "nghin": 1_000, "ngan": 1_000, "ngin": 1_000, "ng": 1_000, "k": 1_000,
    "trieu": 1_000_000, "tr": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000,
    "chuc": 10, "tram": 100,  # of a scale: "trăm nghìn đồng"
    "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_POWER = r"1(?:[.,\s]?000){1,3}|10\s*\^\s*[369]"
_ENDS = r"(?=dong|vnd|d(?![a-z])|(?![a-z]))"  # behind the word of a scale: "trđ", not "trẻ"
_WORD = (
    r"(?:(?:chuc|tram)(?=\s+(?:nghin|ngan|ngin|trieu|ty|ti)\b)"
    rf"|(?:nghin|ngan|ngin|ng|k|trieu|tr|ty|ti|thousand|million|billion){_ENDS})"
)
_MONEY = r"(?:dong|vnd|vn dong|d)(?:\s*(?:viet nam|vn))?"
_SCALE = lazy_pattern(
    rf"(?P<times>x\s*)?(?P<power>{_POWER})?\s*(?P<words>(?:{_WORD}\.?\s*){{0,2}})(?P<money>{_MONEY})?\.?"
    rf"|(?P<money_times>{_MONEY}\s*x\s*)(?P<behind>{_POWER})"  # "đồng x 1.000"
)
_ONE = lazy_pattern(r"(?:0?1|mot)\s+(?=(?:nghin|ngan|trieu|ty)\b)")  # a unit of "1 triệu đồng"
_ONE_IN_BRACKETS = lazy_pattern(rf"[(\[]\s*(?:0?1|mot)\s*({_WORD}[^()\[\]]*)[)\]]")
_NUMBER_OF_SCALE = lazy_pattern(
    rf"{_POWER}|(?<!\d)0?1(?=\s+(?:ngh?[iì]n|ng[aà]n|tri[eệ]u|t[yỷ])\b)", re.IGNORECASE
)
_UNIT_ASKED = lazy_pattern(r"\b(?:don vi tinh|don vi tien|dvt|dv tinh|tinh (?:bang|theo))\b")
_INSIDE = lazy_pattern(
    rf"(?<![\w.,^])(?<!\d\s)(?:x\s*)?(?:(?:{_POWER})|{_WORD})[\w.\s]*?(?:dong|vnd|d)(?![a-z])"
)
_ALONE = lazy_pattern(r"(?:nghin|ngan|ngin|trieu|ty)")
_KEYWORD = lazy_pattern(
    r"\b(?:(?P<unit>don vi(?: tinh)?|dvt|dv tinh|tinh (?:bang|theo)|tien te)|so tien)\b(?:\s+(?:la|tien|so tien))?"
)
_UNIT_FOLLOWS = "\x1f"  # in place of the words that say so
_OF_MONEY = lazy_pattern(r"\b(?:kinh phi|tien|tri gia|gia tri|ngan sach|chi|thu|don vi|dvt)\b")
# Of a person, in small letters: no "ngàn", no "tỷ".
_NAME_ALONE = lazy_pattern(r"[(\[]\s*(?:ngân|tý|tí)\s*[)\]]")
_MARKS = lazy_pattern(
    r"([()\[\]:;\x1f\n/–—=]|,\s|\s-\s"
    r"|(?<=[a-z])(?!(?<=\btr)\.\s+\d)\.\s+(?!(?:dong|vnd|d)(?![a-z])))"  # but "tr. 5" is a page
)
_SPELLED = lazy_pattern(rf"(?<![\d.,])(\d[\d.,]*)\s*(nghin|ngan|ngin|ng(?=\.?\s*d)|k|trieu|tr|ty|ti){_ENDS}")
_TEN = lazy_pattern(r"(?<!\d)10(?!\d)")
_MOST = 300  # characters of a text that can state a scale
_SUPERSCRIPTS = str.maketrans({"³": "^3", "⁶": "^6", "⁹": "^9", "×": "x", "*": "x", "₫": "đ"})


class Statement(NamedTuple):
    """A scale that a text states, and the text; `of` is what it multiplies."""

    scale: int
    text: str
    of: Family = "amount"


def scale_in(text: str, *, unit: bool = False) -> int | None:
    """Return the scale of money a text states (1.000 for `nghìn đồng`, 1 for `đồng`), None when it states none.

    With `unit` the text is a unit cell or a heading: there a scale may stand without `đồng`, and among other words.
    """
    return _scale_in(text, unit) if len(text) <= _MOST else None


def scale_of_note(text: str) -> int | None:
    """Return the scale the text of a note cell states: there it may be one word alone, `nghìn`, `triệu` or `tr`."""
    return scale_in(f"({text})", unit=text.strip(" ()[]") == "tr")


def scale_of_name(text: str) -> int | None:
    """Return the scale a row's name states: in brackets there a one is that of a unit, `Kinh phí (1 triệu đồng)`."""
    stated = scale_in(text)
    if stated is not None or len(text) > _MOST:
        return stated
    found = _ONE_IN_BRACKETS.search(_bare(text))
    return _stated(found[1].strip(), short=True) if found else None


def spelled_in(text: str, number: Decimal) -> int | None:
    """Return the đồng that a text says with a scale's word behind `number` itself: 500.000 for 500, "chi 500 nghìn"."""
    if len(text) > _MOST:
        return None
    said = (
        match for match in _SPELLED.finditer(_bare(text)) if decimal_number(match[1].rstrip(".,")) == number
    )
    return next((int(number * _WORDS[match[2]]) for match in said), None)


def names_its_unit(text: str) -> bool:
    """Return whether a text says that it names a unit: "Đơn vị tính: …", "ĐVT …", "… tính bằng …"."""
    return len(text) <= _MOST and _UNIT_ASKED.search(_bare(text)) is not None


def unit_in(text: str) -> str:
    """Return a note's text without brackets and the words that only say that a unit follows: "ĐVT: lớp" is "lớp"."""
    return _KEYWORD.sub(" ", _bare(text)).strip(" .:()[]-") if len(text) <= _MOST else ""


@lru_cache(maxsize=4096)  # the labels and units of a form stand in every report
def _scale_in(text: str, unit: bool) -> int | None:
    bare = _bare(text)
    keyed = False  # whether the part follows "đơn vị tính" or "kinh phí:": it is a unit then, however short
    before = ""  # what stands before a colon: "Người lập: Ngân" says no "ngàn"
    named = unit  # whether the part is the first behind words that name a unit: "ĐVT: 1.000", but not "Số: 1.000/BC"
    bracket = False
    one = unit or _UNIT_ASKED.search(bare) is not None
    plain = None  # "đồng" is said; what else stands there may say what it is counted in: "đồng (x 1.000)"
    parts = _MARKS.split(_KEYWORD.sub(lambda word: _UNIT_FOLLOWS if word["unit"] else " tien = ", bare))
    for part, behind in pairwise([*parts, ""]):
        if _MARKS.fullmatch(part):
            if part == _UNIT_FOLLOWS:
                keyed = named = True
            elif part in ":=" and before:
                keyed = _OF_MONEY.search(before) is not None
            before = "" if part in f":=;\n{_UNIT_FOLLOWS}" else before
            bracket = part in "(["
            continue
        said = part.strip(" .-")
        stated = _ONE.sub("", said, count=1) if one else said
        # "tr" is a page's and a school's too: "Kinh phí (tr)", but not "Trường (Tr.)"
        in_short = bracket and behind in ")]" and stated == "tr" and _OF_MONEY.search(before) is not None
        found = _stated(stated, short=unit or keyed or in_short, alone=bracket, named=named)
        named = unit or (named and not said)
        before = f"{before} {said}".strip()
        if found is not None and found > 1:
            return found
        plain = found if plain is None else plain
    if plain is not None:
        return plain
    if unit:
        inside = _INSIDE.search(bare)
        return _stated(inside.group(), short=True) if inside else None
    return None


def scale_of_cell(cell: Cell, *, unit: bool = False) -> int | None:
    """Return the scale a cell states; a raised 6 behind its 10 is a power."""
    return scale_in(_with_power(cell), unit=unit)


def without_scale(cell: Cell) -> str:
    """Return a cell's text without the numbers of a scale it states, for looking for figures in it."""
    text = _with_power(cell)
    return (
        _NUMBER_OF_SCALE.sub(" ", text.translate(_SUPERSCRIPTS))
        if scale_in(text, unit=True) is not None
        else cell.text
    )


def _with_power(cell: Cell) -> str:
    text = cell.text
    for seen in cell.sights:
        power = re.search(r"[369³⁶⁹]", seen.text) if seen.sight in (Sight.RAISED, Sight.EXPONENT) else None
        if power and _TEN.search(text):
            text = _TEN.sub(f"10^{unicodedata.normalize('NFKC', power.group())}", text)
    return text


def _stated(part: str, *, short: bool, alone: bool = False, named: bool = True) -> int | None:
    match = _SCALE.fullmatch(part)
    if match is None or not part:
        return None
    if match["behind"]:
        return _power(match["behind"])
    power, words, money = match["power"], match["words"].replace(".", " ").split(), match["money"]
    if not (power or words):
        return 1 if money and (short or len(money) > 1) else None
    if not (money or match["times"] or short or (alone and _ALONE.fullmatch(part))):
        return None
    if power and "^" not in power and not (words or money or match["times"] or named):
        return None  # a number behind a colon: of a paper, of pupils, an amount
    scale = _power(power) if power else 1
    for word in words:
        scale *= _WORDS[word]
    return scale


def _power(text: str) -> int:
    base, raised, exponent = text.partition("^")
    return 10 ** int(exponent) if raised else int(re.sub(r"\D", "", base))


def _bare(text: str) -> str:
    """Return a text without marks on its letters, in small letters, with superscripts as powers."""
    text = _NAME_ALONE.sub("()", clean(text).translate(_SUPERSCRIPTS).casefold()).replace("đ", "d")
    text = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in text if not unicodedata.combining(letter)).replace("\xa0", " ")
