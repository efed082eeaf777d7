"""Rates, differences and growths beside their parts: likely what the headings before them let one compute."""

from __future__ import annotations

import re
from fractions import Fraction

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.columns import LearntColumn
from htsd_cli.learn.draft import Draft
from htsd_cli.learn.rules import Found, adds, rule_of

_COMPARED = words.pattern(
    r"\b(?:so voi|so sanh|so cung|so ke|hoan thanh|ke hoach|thuc hien|th kh|tang|giam|cung ky|dat)\b"
)
_RATE_WORDS = frozenset(
    ("ti", "le", "trong", "phan", "tram", "so", "tong", "cua", "tren", "duoc", "dat", "do", "muc")
)
_PLANS = words.pattern(
    r"ke hoach|cung ky|nam truoc|ky truoc|\bgiao\b(?! (?:vien|duc|thong|dich))|du toan|nhu cau|dinh muc|"
    r"dau (?:ky|nam)|truoc|chi tieu"
)
_RESULTS = words.pattern(
    r"thuc hien|ky (?:nay|bao cao)|nam nay|ket qua|uoc|hien (?:co|tai|nay)|thuc te|co mat|cuoi (?:ky|nam)|bao cao|"
    r"dat duoc"
)
_HELD_AGAINST = (  # what a comparison names, and what the column must name that it is held against
    (words.pattern(r"cung ky|nam truoc|ky truoc"), words.pattern(r"cung ky|nam truoc|ky truoc|20\d\d")),
    (words.pattern(r"du toan"), words.pattern(r"du toan")),
    (words.pattern(r"ke hoach"), words.pattern(r"ke hoach|chi tieu|giao")),
)


def likely_rates(draft: Draft) -> list[Found]:
    """`Tỷ lệ` beside a number is likely that number in the hundred of the first of its group.

    `Tăng, giảm` behind two numbers is likely the second without the first, in the hundred of the first where it is a
    rate.
    """
    found: list[Found] = []
    for place in draft.values:
        growth = _grown(draft, place)
        parts = growth or rate_parts(draft, place)
        if parts is None:
            continue
        new, old = parts
        for at in [0] if draft.nature == "units" else sorted(draft.row_ids):
            kind = draft.kind(at, place)
            if kind is None or not all(adds(draft, at, part) for part in parts):
                continue
            item = None
            if growth and kind.kind != "percent":
                cells = [(at, new, 1), (at, old, -1)]
                item = rule_of(draft, "sum", (at, place), cells, "label", sure=False)
            elif growth:
                cells = [(at, new, 1), (at, old, -1), (at, old, 1)]
                item = rule_of(
                    draft, "ratio", (at, place), cells, "label", sure=False, times=Fraction(100), above=2
                )
            elif kind.kind == "percent":
                cells = [(at, new, 1), (at, old, 1)]
                item = rule_of(draft, "ratio", (at, place), cells, "label", sure=False, times=Fraction(100))
            if item is not None:
                found.append(item)
    return found


def _grown(draft: Draft, place: int) -> tuple[int, int] | None:
    """Return the columns of a difference or a growth, the new one first: the two before it, where their headings say
    which is held against which, and no others are there."""
    spots = draft.columns[place].spots
    said = next((spot for spot in spots[::-1] if words.GROWTH.search(spot.bare)), None)
    if said is None or sum(1 for other in draft.values if said in draft.columns[other].spots) > 2:
        return None
    before = [
        other
        for other in draft.values
        if other < place and not _is_rate(draft, other) and not words.GROWTH.search(draft.columns[other].path)
    ]
    return _by_time(draft, *before) if len(before) == 2 else None


def _by_time(draft: Draft, first: int, second: int) -> tuple[int, int] | None:
    """Return two columns, the later or reached one before the earlier or planned one; None where nothing says it."""
    paths = [draft.columns[place].path for place in (first, second)]
    years = [re.findall(r"\b20\d\d\b", path) for path in paths]
    if all(years) and years[0][-1] != years[1][-1]:
        return (second, first) if years[0][-1] < years[1][-1] else (first, second)
    old = [_PLANS.search(path) is not None for path in paths]
    new = [_RESULTS.search(path) is not None and not was for path, was in zip(paths, old, strict=True)]
    if old[0] and not old[1] and (new[1] or years[1]):
        return second, first
    return (first, second) if old[1] and not old[0] and (new[0] or years[0]) else None


def rate_parts(draft: Draft, place: int) -> tuple[int, int] | None:
    """Return the columns a rate likely comes from: what it stands behind, and the whole; None where that is open."""
    column = draft.columns[place]
    if not words.RATE.match(column.bare) and "%" not in " ".join(column.heading):
        return None
    if words.GROWTH.search(column.path):
        return None
    before = [other for other in draft.values if other < place and not _is_rate(draft, other)]
    if not before:
        return None
    compared = _COMPARED.search(_said_of_rate(column))
    group = [
        other
        for other in before
        if draft.columns[other].spots[:1] == column.spots[:1] and len(column.spots) > 1
    ]
    own = group or before
    if compared:
        plans = [other for other in own if _PLANS.search(draft.columns[other].path)]
        others = [other for other in own if other not in plans and _RESULTS.search(draft.columns[other].path)]
        if len(others) > 1:
            others = [other for other in others if words.TOTAL.fullmatch(draft.columns[other].bare)]
        for said, held in _HELD_AGAINST:
            if said.search(_said_of_rate(column)):
                plans = [other for other in plans if held.search(draft.columns[other].path)]
                break
        return (others[0], plans[0]) if len(plans) == 1 and len(others) == 1 else None
    number, whole = own[-1], own[0]
    if number == whole:
        whole = before[0] if before[0] != number else number
    elif not words.WHOLE.match(draft.columns[whole].bare):
        return None  # “Mức độ 1” is not what “Mức độ 2” is a part of
    if _are_peers(draft, number, whole):
        return None  # “Tiểu học › Số mắc” is no part of “Mầm non › Số mắc”
    named = set(column.bare.split()) - _RATE_WORDS
    if named and not named <= set(draft.columns[number].path.split()):
        return None  # “Tỷ lệ đại học” is no rate of the number it happens to stand behind
    return (number, whole) if number != whole and number == before[-1] else None


def _are_peers(draft: Draft, number: int, whole: int) -> bool:
    """Return whether two columns count the same under headings side by side, none of them the total."""
    one, other = draft.columns[number], draft.columns[whole]
    return (
        len(one.heading) == len(other.heading) > 1
        and one.bare == other.bare
        and not any(words.TOTAL.fullmatch(fold(part)) for part in other.heading[:-1])
    )


def _said_of_rate(column: LearntColumn) -> str:
    """Return what a column's headings say of its rate: the lowest, and those above that are about rates too."""
    above = [part for part in column.heading[:-1] if "%" in part or words.RATE.search(fold(part))]
    return fold(" ".join((*above, *column.heading[-1:])))


def _is_rate(draft: Draft, place: int) -> bool:
    column = draft.columns[place]
    return bool(words.RATE.match(column.bare)) or "%" in " ".join(column.heading)
