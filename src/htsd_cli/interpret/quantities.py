"""The quantities of a cell: numbers with their units and what stands between them; counts, and what notes state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from htsd_cli.form import Family
from htsd_cli.interpret.readings import Reading
from htsd_cli.interpret.tokens import TAB, Token, decimal_number, whole_number
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, fold

_YEAR = lazy_pattern(r"(?:19|20)\d\d")
_EACH = frozenset(("lop", "khoi", "truong", "don vi", "chi doi", "tuan", "thang", "ngai", "buoi"))
_PIECES = frozenset(
    ("tin", "bai", "tin bai", "quien", "cuon", "to", "sach", "an pham", "san pham", "bang ron")
)
BULLETS = frozenset(":•*")  # may stand before the first quantity
_LONGEST_NOTE = 80  # characters of a note that is one number
_STATED = lazy_pattern(
    r"\s*(?:(?:số liệu|số tiền|kinh phí|tổng số|tổng|số lượng|thực tế|đúng|cộng|đính chính|sửa lại|sửa|là)"
    r"\s*(?:(?:là|thành|bằng|[:=])\s*)?){0,3}"
    r"(?P<said>\d[\d.,\s]*(?<=\d)\s*(?P<unit>[^\d\s.,;:()/][^\d;:()]{0,30}?))\s*[.;]?\s*",
    re.IGNORECASE,
)
_ORDER: tuple[Family, Family] = ("count", "people")


class Quantity(NamedTuple):
    """A number with what stands around it; `value` None when its digits are grouped in no known way."""

    value: Decimal | None
    raw: str
    measure: Family | None
    scaled: bool
    before: str  # the marks between the quantity before and this one

    @property
    def whole(self) -> int | None:
        """The number, where it is a whole one."""
        return whole_number(self.raw)


def find_quantities(tokens: Sequence[Token]) -> list[Quantity] | None:
    """quantities = { mark } quantity { mark quantity }; quantity = [unit [":"]] number | number unit [mark unit].

    None when a unit belongs to no number or to two.
    """
    found: list[Quantity] = []
    before = ""
    prefix: Family | None = None
    last = len(tokens) - 1
    for place, token in enumerate(tokens):
        if token.kind in ("mark", "newline"):
            if not (place == last and token.text in ".,;"):
                before += token.text
        elif token.kind == "number":
            found.append(Quantity(decimal_number(token.text), token.text, prefix, False, before))
            before, prefix = "", None
        elif token.kind in ("unit", "scale"):
            measure = token.measure
            if found and before in ("", "(") and found[-1].measure in (None, measure):
                scaled = found[-1].scaled or token.kind == "scale"
                found[-1] = found[-1]._replace(measure=measure, scaled=scaled)
                before = ""
            elif (
                found
                and before
                and set(before) <= {",", "/", "-"}
                and found[-1].measure == measure
                and not _introduces(tokens[place + 1 :])
                and not (before == "/" and _is_rate(tokens[place - 2], token))
            ):
                before = ""  # "tin, bài", "quyển/tờ": one unit in two words
            elif not found or before:
                if prefix not in (None, measure):
                    return None
                prefix = measure
            else:
                return None
    if prefix is not None or any(mark not in ")." for mark in before):
        return None
    return found


def _is_rate(unit: Token, each: Token) -> bool:
    """Return whether two units say so many of one for each of the other, as "2 bài/lớp" does and "lớp/cuộc" not."""
    return fold(each.text) in _EACH and fold(unit.text) in _PIECES


def _introduces(following: Sequence[Token]) -> bool:
    """Return whether a unit stands before its number, as in "GV: 45, HS: 300"."""
    return next((token.kind for token in following if token.text != ":"), "") == "number"


# -- counts ------------------------------------------------------------------------------------------------


def read_counts(quantities: Sequence[Quantity], asked: Sequence[Family], *, loose: bool) -> Reading:
    """counts = single | named pair | pair | range | sum; anything else has too many numbers."""
    loose = loose or any("," in quantity.raw for quantity in quantities)
    if len(quantities) == 1:
        return _single(quantities[0], asked, loose=loose)
    wholes = [quantity.whole for quantity in quantities]
    if len(quantities) == 2 and None not in wholes:
        for production in (_named_pair, _pair, _range):
            reading = production(quantities[0], quantities[1], asked)
            if reading is not None:
                return reading
    return _sum(quantities)


def _single(quantity: Quantity, asked: Sequence[Family], *, loose: bool) -> Reading:
    """single = [bullet] number [unit]."""
    whole = quantity.whole
    if whole is None:
        plain = re.fullmatch(r"\d+[.,]\d{1,2}", quantity.raw)
        return Reading(problem="decimal" if plain else "ambiguous-number")
    if set(quantity.before) - BULLETS:
        return Reading(problem="not-a-number", suggestion=whole)
    measure = quantity.measure or asked[0]
    return Reading(((measure, whole),), spoken=quantity.measure is not None, loose=loose)


def _named_pair(first: Quantity, second: Quantity, asked: Sequence[Family]) -> Reading | None:
    """named pair = number count-unit [mark] number people-unit, in either order."""
    del asked
    if {first.measure, second.measure} != set(_ORDER):
        return None
    values = [(q.measure, q.whole) for q in (first, second)]
    return Reading(tuple((m, w) for m, w in values if m is not None and w is not None), spoken=True)


def _pair(first: Quantity, second: Quantity, asked: Sequence[Family]) -> Reading | None:
    """pair = number [count-unit] ("/" | newline | tab | ";" | "(") number [people-unit], where both are asked."""
    fits = set(asked) >= set(_ORDER) and all(
        quantity.measure in (None, measure) for quantity, measure in zip((first, second), _ORDER, strict=True)
    )
    if not fits:
        return None
    named = first.measure is not None or second.measure is not None
    between = second.before.strip(":")
    bare = second.measure is None if between == "(" else not named and between == "/"
    if bare and _YEAR.fullmatch(second.raw):
        return Reading(problem="ambiguous-number")  # "10/2024", "10 lớp (2024)": a year as likely as people
    few, many = first.whole or 0, second.whole or 0
    # "3 (120)" is three classes with 120 people, "12 (1)" a remark or a footnote.
    if between in ("/", "\n", ";", TAB) or (between == "(" and (named or few <= many)):
        stacked = not named and between != "/"
        return Reading((("count", few), ("people", many)), spoken=named, stacked=stacked)
    return None


def _range(first: Quantity, second: Quantity, asked: Sequence[Family]) -> Reading | None:
    """range = number [unit] "-" number [unit]."""
    del asked
    dashed = second.before.strip(":") in ("-", "–", "—")
    return Reading(problem="range") if dashed and len({first.measure, second.measure} - {None}) <= 1 else None


def _sum(quantities: Sequence[Quantity]) -> Reading:
    """sum = quantity { ("+" | "," | ";" | "&" | newline) quantity }, all of one unit."""
    spoken = {quantity.measure for quantity in quantities}
    if len(spoken - {None}) <= 1 and all(set(q.before) <= set("+,;&\n:") for q in quantities[1:]):
        wholes = [quantity.whole for quantity in quantities]
        known = [whole for whole in wholes if whole is not None]
        grouped = any(
            q.before == "," and q.measure is None and len(q.raw) == 3 for q in quantities[1:]
        )  # "1, 250": perhaps 1.250
        alike = len(spoken) == 1 and len(known) == len(wholes) and not grouped
        return Reading(problem="sum-in-words", suggestion=sum(known) if alike else None)
    return Reading(problem="too-many-numbers")


# -- what a note states -------------------------------------------------------------------------------------


class Stated(NamedTuple):
    """A number with its unit, as written, and the unit alone."""

    number: str
    unit: str


def stated_in(note: str) -> Stated | None:
    """Return what a note states that says nothing but a number with its unit, or says it as the whole.

    `2 hộ mới`, `tăng 3 lớp` and `năm 2024: 12 lớp` tell of something else: their unit is none, or other words stand
    before the number.
    """
    text = clean(note).replace("\n", " ").strip()
    match = _STATED.fullmatch(text) if len(text) <= _LONGEST_NOTE else None
    return Stated(match["said"], match["unit"]) if match else None
