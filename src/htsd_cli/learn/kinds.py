"""What a cell counts: its unit as the form writes it, the kind of number, how it adds up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold

Kind = Literal["integer", "decimal", "amount", "percent", "text"]
AddsUp = Literal["sum", "once", "recompute", "none"]
_BRACKET = re.compile(r"\s*\(\s*([^()]{1,40}?)\s*\)\s*[:*]?\s*$")
_ANY_BRACKET = re.compile(r"\(\s*([^()]{1,40}?)\s*\)")
_RATE_WORDS = words.pattern(r"(?:^|\s)(?:ty le|ty trong|ty so|ty suat|phan tram)(?:\s|$)")
_POINTS = words.pattern(
    r"\b(?:cham diem|diem so|tong diem|so diem)\b"
    r"|\bdiem (?:tu )?(?:cham|danh gia|dat|tham dinh|thuong|tru|cong|toi da)\b"
    r"|\btu cham\b|(?:^| )diem$"
)
_RANKS = ("", "hang", "thu hang", "so")
_ACRONYM = re.compile(r"[A-ZĐ]{2,}")


class Kinds(NamedTuple):
    """A cell's unit, kind and way of adding up, before its rules are known."""

    unit: str
    kind: Kind
    adds_up: AddsUp


def bracketed_unit(label: str, *, common: bool) -> str:
    """Return the unit in brackets at the end of a name: `Số hộ nghèo (Hộ)`; "" where the brackets hold something else.

    `common` says that most names of the column end in brackets, so that a word nobody knows is a unit too.
    """
    match = _BRACKET.search(label)
    if match is None:
        return ""
    text = match[1].strip()
    if text == "%" or _known(text):
        return text
    bare = fold(text)
    if not common or _ACRONYM.fullmatch(text) or words.NO_UNIT.fullmatch(bare) or "=" in text:
        return ""
    return text if len(bare.split()) <= 4 and not re.search(r"\d", text) and "," not in text else ""


def has_bracket(label: str) -> bool:
    """Return whether a name ends in brackets that may hold its unit."""
    match = _BRACKET.search(label)
    return match is not None and not words.NO_UNIT.fullmatch(fold(match[1])) and "=" not in match[1]


def _known(text: str) -> bool:
    if _ACRONYM.fullmatch(text):
        return False
    parts = [bare_unit(part) for part in text.split("/")]
    return all(_is_unit(part) for part in parts)


def _is_unit(bare: str) -> bool:
    return (
        bare in words.USUAL_UNITS
        or bare in words.DECIMAL
        or bool(bare and words.MONEY.match(bare))
        or bare in words.PER
    )


def heading_unit(heading: Sequence[str]) -> str:
    """Return the unit a column's headings name in brackets, the lowest first: `Diện tích (ha)`, `Tỷ lệ (%)`."""
    for part in reversed(heading):
        for found in reversed(_ANY_BRACKET.findall(part)):
            text = found.strip()
            if text == "%" or _known(re.sub(r"^(?:ĐVT|Đơn vị tính)\s*:\s*", "", text)):
                return re.sub(r"^(?:ĐVT|Đơn vị tính)\s*:\s*", "", text)
        if "%" in part:
            return "%"
    return ""


def around_unit(texts: Iterable[str]) -> str:
    """Return the unit that stands beside a table: “Đvt: Người”, “Đơn vị tính: triệu đồng”."""
    found = ""
    for text in texts:
        for match in words.AROUND_UNIT.finditer(text):
            unit = match["unit"].strip(" .…_)")
            if unit and len(unit.split()) <= 5 and not re.search(r"[.…_]{3,}", match["unit"]):
                if text[match.start() : match.start() + 7].lower().startswith("đơn vị:") and not _known(unit):
                    continue
                found = unit
    return found


def kinds_of(unit: str, label: str, heading: str, shape: str) -> Kinds:
    """Return what a cell counts by its unit, its row's name, its headings (folded) and its number format."""
    bare, name = bare_unit(unit), fold(label)
    mean = is_mean(name) or is_mean(heading) or (bare in _RANKS and words.RANKED.fullmatch(name) is not None)
    if "%" in unit or bare in ("phan tram",) or "%" in shape:
        return Kinds("%", "percent", "none")
    if not unit and ("%" in label or words.RATE.match(name) or _is_rate(heading)):
        return Kinds("%" if "%" in label or _is_rate(heading) else "", "percent", "none")
    if bare in ("ty le", "ti le"):
        return Kinds(unit, "percent", "none")
    if "/" in unit and (_is_yield(unit) or words.RATIO_ROWS.match(name)):
        return Kinds(unit, "decimal", "none")
    if mean:
        return Kinds(unit, "decimal", "none")
    decimals = re.search(r"0[.,]0", shape) is not None
    if bare and words.MONEY.match(bare):
        return Kinds(unit, "amount", "sum")
    if bare in words.DECIMAL or decimals or (not bare and words.EXTENTS.match(name)):
        return Kinds(unit, "decimal", "sum")
    return Kinds(unit, "integer", "sum")


def is_mean(name: str) -> bool:
    """Return whether a folded name is that of a mean, a price or a norm; not of things counted by such a one."""
    found = words.MEAN.search(name)
    return found is not None and not (
        words.SO_MANY.match(name) is not None and words.HAVING.search(name[: found.start()]) is not None
    )


def kinds_of_column(heading: str) -> Kinds | None:
    """Return what every cell of a column counts by its lowest heading (folded), whatever its row does; else None."""
    if words.RATE_HEAD.match(heading):
        return Kinds("%", "percent", "none")
    if words.RANKED.fullmatch(heading):
        return Kinds("", "decimal", "none")
    if _POINTS.search(heading) and not is_mean(heading):
        return Kinds("", "decimal", "sum")
    return Kinds("", "decimal", "none") if words.COMPARED.search(heading) else None


def asks_words(unit: str, label: str, *, alone: bool = False) -> bool:
    """Return whether a row asks for a word, a mark or a date: by its unit (`Có/không`), by the brackets at the end of
    its name (`(đánh dấu x)`), or by its name where no unit says that it counts (`Số điện thoại`); where all is answered
    in one column (`alone`), by more names (`Hiệu trưởng`).
    """
    bare = bare_unit(unit)
    if words.ANSWERED.fullmatch(bare) or words.GRADES.fullmatch(bare):
        return True
    bracket = _BRACKET.search(label)
    if bracket is not None and _is_answer(bracket[1]):
        return True
    choices = "/" in unit and not any(_is_unit(bare_unit(part)) for part in unit.split("/"))
    if bare not in ("", "so", "nam", "ngai", "ngai thang", "ngai thang nam", "ten") and not choices:
        return False
    name = fold(_BRACKET.sub("", label))
    return bool(words.TOLD_ROWS.fullmatch(name) or (alone and words.TOLD_ALONE.fullmatch(name)))


def heads_words(heading: Sequence[str]) -> bool:
    """Return whether a column's headings ask for a word, a mark or a date: `Đạt/Không đạt`, `Thư viện (có/không)`."""
    if any(words.MARKED.search(fold(part)) for part in heading):
        return True
    lowest = heading[-1] if heading else ""
    return ("/" in lowest and _is_answer(lowest)) or any(map(_is_answer, _ANY_BRACKET.findall(lowest)))


def _is_answer(text: str) -> bool:
    return words.ANSWERED.fullmatch(fold(text)) is not None or words.MARKED.search(fold(text)) is not None


def _is_rate(heading: str) -> bool:
    return _RATE_WORDS.search(heading) is not None


def _is_yield(unit: str) -> bool:
    """Return whether a unit is a quantity held against another (`tạ/ha`), not two quantities (`lớp/người`)."""
    parts = [bare_unit(part) for part in unit.split("/")]
    if len(parts) < 2:
        return False
    return any(part in words.PER for part in parts[1:]) or bool(words.QUANTITIES.match(parts[0]))


def counts_things(name: str) -> bool:
    """Return whether a folded name counts persons or things, whatever unit of money stands beside the table."""
    match = words.SO_MANY.match(name)
    if match is None:
        return False
    first = match[1].split()[0]
    return (
        match[1] in words.USUAL_UNITS
        or first in words.USUAL_UNITS
        or match[1] in ("doi tuong", "so luong")
        or words.PEOPLE.match(match[1]) is not None
    )


def bare_unit(unit: str) -> str:
    """Return a unit folded, m² as m2."""
    return fold(unit.replace("²", "2").replace("³", "3"))


def unit_parts(unit: str) -> tuple[str, ...]:
    """Return the quantities a unit names: `lớp/người` are two, `tạ/ha` is one."""
    if "/" not in unit or _is_yield(unit):
        return (unit.strip(),) if unit.strip() else ()
    return tuple(part.strip() for part in unit.split("/") if part.strip())


def is_people(text: str) -> bool:
    """Return whether a unit or heading counts persons."""
    return words.PEOPLE.search(fold(text)) is not None


def with_decimals(found: Kinds, text: str) -> Kinds:
    """Return a cell's kind with the decimals that stand in it as an example: `12,5`."""
    if found.kind == "integer" and re.fullmatch(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})*,\d+", text.strip()):
        return found._replace(kind="decimal")
    return found
