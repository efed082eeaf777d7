"""What each row of a table with a row for each unit is: a unit's, a section's over several units, a total, a footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from htsd_cli.language.vietnamese import clean, fold

RowKind = Literal["unit", "section", "subtotal", "total", "footer", "blank"]
_TOTAL = re.compile(
    r"(?:tong cong|tong|cong|tong hop"
    r"|toan (?:xa|phuong|quan|huien|truong|tinh|thanh pho|dac khu|khu pho|don vi|dang bo|chi bo|nganh|khoi|hoi|doan"
    r"|trung tam|cum|thon|ap|to|co quan))"
    # No two of these begin alike: each text is gone through once, whatever it repeats.
    r"(?: (?:chung|so|cac don vi|toan (?:xa|phuong|quan|huien|truong|tinh|dang bo|nganh)|[ivx]{2,4}|[a-z])\b)*+"
    r"(?: tren dia ban(?: .{1,40})?)?"
)
_ADDED = re.compile(r"(?:tong )?cong\b|tong so\b|tong\b")
_OUTWARD = re.compile(r"(?:tong so|tong cong(?! ti\b)|cong)\b")  # begins the name of a total at a table's end
_ADDED_UP = frozenset(  # what “Cộng” in front adds up, though in capitals
    ("khoi", "cum", "nhom", "cap", "bac", "nganh", "loai", "phan", "muc", "dot", "ki", "qui", "khu", "vung", "mien",
     "toan", "tinh", "huien", "xa", "phuong", "thon", "ap", "to", "truong", "chung", "cac", "dang", "chi", "doan")
)  # fmt: skip
_HIGH = re.compile(r"[IVX]{1,5}|[A-ZĐ]")
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})*")


class UnitLine(NamedTuple):
    """A row as it is told what it is by: its number, its name, its first text, whether it has figures, as typed."""

    number: str
    name: str
    first: str
    filled: bool


class Row(NamedTuple):
    """What a row is, and how high it stands among the sections: 0 for what is none."""

    kind: RowKind
    rank: int = 0


def rows_of(lines: Sequence[UnitLine], total: str, footers: Sequence[str]) -> list[Row]:
    """Return what each row is. `total` is the name of the form's total row, `footers` begin what it asks below it.

    Sections are numbered I, II or A, B above 1, 2, or 1 above 1.1; without a number and figures they only name what
    follows. The total is the last of the rows called so, or the first where units follow it; “Cộng” between the units
    adds up those above it.
    """
    numbers = [line.number.strip().strip(".):(").strip() for line in lines]
    names = [fold(line.name) or fold(line.first) for line in lines]
    digits = [number for number in numbers if _NUMBER.fullmatch(number)]
    high = [bool(digits) and _HIGH.fullmatch(number) is not None for number in numbers]
    filled = [at for at, line in enumerate(lines) if line.filled]
    ends = {filled[0], filled[-1]} if len(filled) > 2 else set()
    called = [
        at
        for at, name in enumerate(names)
        if not high[at]
        and (
            number_is_total(numbers[at])
            or name == fold(total) != ""
            or _TOTAL.fullmatch(name)
            or (
                at in ends
                and not numbers[at]
                and _OUTWARD.match(name)
                and adds_up(lines[at].name or lines[at].first)
            )
        )
    ]
    last_unit = max((at for at, number in enumerate(numbers) if _NUMBER.fullmatch(number)), default=-1)
    footer = [any(fold(line.first).startswith(text) for text in footers) for line in lines]
    the_total = _the_total(called, names, fold(total), last_unit)
    found: list[Row] = []
    ranks: list[bool] = []  # whether Roman, else by letters: the way that is met first is the higher
    for at, line in enumerate(lines):
        number = numbers[at]
        if not line.first:
            found.append(Row("blank"))
        elif at == the_total:
            found.append(Row("total"))
        elif footer[at]:
            found.append(Row("footer"))
        elif high[at]:
            roman = _is_roman(number) and _romans(numbers)
            ranks += [] if roman in ranks else [roman]
            found.append(Row("section", 1 + ranks.index(roman)))
        elif at in called:
            found.append(Row("subtotal"))
        elif number in _heads(numbers):
            found.append(Row("section", 5 + number.count(".")))
        elif the_total is not None and at > the_total and not _may_follow(the_total, number, found):
            found.append(Row("footer"))
        elif (
            digits
            and not number
            and _ADDED.match(names[at])
            and adds_up(line.name or line.first)
            and line.filled
        ):
            found.append(Row("subtotal"))
        elif digits and not number and not line.filled and line.name.strip():
            found.append(Row("section", 4))
        else:
            found.append(Row("unit"))
    return found


def adds_up(name: str) -> bool:
    """Return whether a row that begins with “Cộng” does so: “Công an xã”, “Công đoàn”, “Cộng Hòa” are units."""
    text = clean(name)
    return not text.casefold().startswith("công") and not _is_a_place(text.split())


def _is_a_place(words: Sequence[str]) -> bool:
    """Return whether words are a name of two capitals: “Cộng Hòa”, “Tổng Cọt”, not “Cộng khối”, “Cộng Khối”."""
    return len(words) == 2 and all(map(str.istitle, words)) and fold(words[1]) not in _ADDED_UP


def number_is_total(number: str) -> bool:
    """Return whether the column of numbers says that a row is the total."""
    return number == "@"


def _the_total(called: Sequence[int], names: Sequence[str], total: str, last_unit: int) -> int | None:
    """Return the row of the total among those called so."""
    if not called:
        return None
    own = [at for at in called if names[at] == total]
    if len(own) == 1:
        return own[0]
    return called[0] if called[0] == 0 and called[-1] < last_unit else called[-1]


def _may_follow(total: int, number: str, found: Sequence[Row]) -> bool:
    """Return whether a row below the total may be a unit's: the total came first, or its number goes on."""
    before = any(row.kind == "unit" for row in found[:total])
    return not before or _NUMBER.fullmatch(number) is not None


def _is_roman(number: str) -> bool:
    return set(number) <= set("IVX")


def _romans(numbers: Sequence[str]) -> bool:
    """Return whether I, V and X are numerals: beside I or II they are, V alone is the letter behind U."""
    return any(number == "I" or (len(number) > 1 and _is_roman(number)) for number in numbers)


def _heads(numbers: Sequence[str]) -> frozenset[str]:
    """Return the numbers under which others stand: `1` of `1.1`."""
    return frozenset(number.rpartition(".")[0] for number in numbers if _NUMBER.fullmatch(number)) - {""}
