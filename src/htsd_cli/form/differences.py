"""What differs between two forms, last year's and this year's: rows and columns added, dropped, reworded, moved.

Rows are matched by their codes and names, the likeliest first and each once; a row that only changed its number, or the
unit beside it, is the same row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from htsd_cli.form.form import Form
from htsd_cli.form.measure import Measure
from htsd_cli.form.table import Column, FormTable, Indicator
from htsd_cli.language.marks import marked
from htsd_cli.language.vietnamese import fold

_SURE, _LIKELY, _POSSIBLE = 96.0, 84.0, 68.0  # likeness of names in hundredths
_PLAIN = frozenset(("so luong", "tong so", "so lieu", "ket qua", "thuc hien", "tong cong"))
_SAME_CODE = 55.0  # likeness at which rows of one code are one row
_NARROWER = 85.0  # a name with more words than another is a narrower thing below this: “Kinh phí”, “Kinh phí hỗ trợ …”
_FEW_WORDS = 8  # a number in a longer name is that of a paper rather than of a class, an age, a level
_OPPOSITE = tuple(
    frozenset(pair.split())
    for pair in (
        "nam nữ",
        "tăng giảm",
        "thu chi",
        "mù biết",
        "trong ngoài",
        "trước sau",
        "trước này",
        "trước nay",
        "đầu cuối",
        "trên dưới",
        "đến đi",
        "công tư",
    )
)
_SIZES = frozenset(("nghin", "ngan", "trieu", "ti", "ha", "m2", "m²", "km2", "km", "kg", "ta", "tan"))
_NOT = frozenset(("không", "chưa", "cận", "ngoài", "trừ"))


class Differences(NamedTuple):
    """The rows and columns of two forms held against each other.

    `rows` maps the ids of the old form's rows to the new one's, `columns` likewise (table, column) of each. The others
    are what has no match, and of the matched ones those with another name or another place.
    """

    rows: dict[str, str]
    columns: dict[tuple[str, str], tuple[str, str]]
    added: tuple[tuple[Indicator, FormTable], ...]
    dropped: tuple[tuple[Indicator, FormTable], ...]
    reworded: tuple[tuple[Indicator, Indicator], ...]
    moved: tuple[tuple[Indicator, FormTable], ...]
    columns_added: tuple[tuple[Column, FormTable], ...]
    columns_dropped: tuple[tuple[Column, FormTable], ...]
    columns_reworded: tuple[tuple[Column, Column], ...]

    @property
    def nothing(self) -> bool:
        """Whether the forms ask the same under the same names in the same places."""
        return not any(self[2:])

    def measure(self, old: Form, new: Form, indicator: str, measure: str) -> tuple[str, str] | None:
        """Return where a figure of the old form stands in the new one, None where it has no like."""
        found = self.rows.get(indicator)
        if found is None:
            return None
        before, after = old.by_id[indicator], new.by_id[found]
        own = next((item for item in before.measures if item == measure), None)
        if own is None:
            return None
        place = self.columns.get((old.table_of(before).id, own.column))
        table = new.table_of(after).id
        for item in after.measures:
            if (table, item.column) == place and item.kind == own.kind and _size(item) == _size(own):
                return found, item.id
        return None

    def to_json(self) -> dict[str, object]:
        """Return the differences as `htsd form diff --format json` prints them."""
        return {
            "schema": "htsd/form-diff/1",
            "added": [_row(*item) for item in self.added],
            "dropped": [_row(*item) for item in self.dropped],
            "reworded": [{"old": old.label, "new": new.label} for old, new in self.reworded],
            "moved": [_row(*item) for item in self.moved],
            "columns": {
                "added": [_column(*item) for item in self.columns_added],
                "dropped": [_column(*item) for item in self.columns_dropped],
                "reworded": [{"old": _path(old), "new": _path(new)} for old, new in self.columns_reworded],
            },
        }


def _size(measure: Measure) -> str:
    """Return by what a figure is told apart from one of another size: thousands, millions; hectares, square metres."""
    words = fold(measure.unit).split()
    return next((word for word in words if word in _SIZES), "")


def _row(indicator: Indicator, table: FormTable) -> dict[str, object]:
    return {"label": indicator.label, "table": table.id}


def _column(column: Column, table: FormTable) -> dict[str, object]:
    return {"label": _path(column), "table": table.id}


def _path(column: Column) -> str:
    return " › ".join(column.path)


def differences(old: Form, new: Form) -> Differences:
    """Return what differs between last year's form and this year's."""
    rows = _matched_rows(_rows(old), _rows(new))
    columns = _matched_columns(old, new, rows)
    found = {olds.id: news for olds, news in rows}
    taken = {news.id for _, news in rows}
    reworded = [pair for pair in rows if marked(pair[0].label) != marked(pair[1].label)]
    kept = {(table.id, column.id) for table, column, _, _ in columns}
    met = {(table.id, column.id) for _, _, table, column in columns}
    return Differences(
        {olds.id: news.id for olds, news in rows},
        {(a.id, b.id): (c.id, d.id) for a, b, c, d in columns},
        tuple((item, new.table_of(item)) for item in _rows(new) if item.id not in taken),
        tuple((item, old.table_of(item)) for item in _rows(old) if item.id not in found),
        tuple(reworded),
        tuple((item, new.table_of(item)) for item in _moved(new, rows)),
        tuple((column, table) for table, column in _columns(new) if (table.id, column.id) not in met),
        tuple((column, table) for table, column in _columns(old) if (table.id, column.id) not in kept),
        tuple((b, d) for _, b, _, d in columns if not _same_heading(b, d)),
    )


def _rows(form: Form) -> list[Indicator]:
    return [item for table in form.tables if table.rows == "indicators" for item in table.indicators]


def _columns(form: Form) -> list[tuple[FormTable, Column]]:
    return [(table, column) for table in form.tables for column in table.columns if column.role == "value"]


# -- rows ----------------------------------------------------------------------------------------------------


def _matched_rows(olds: Sequence[Indicator], news: Sequence[Indicator]) -> list[tuple[Indicator, Indicator]]:
    """Return the rows of both forms that are one, in the old form's order."""
    pairs: dict[str, Indicator] = {}
    taken: set[str] = set()

    def take(old: Indicator, new: Indicator) -> None:
        pairs[old.id] = new
        taken.add(new.id)

    labels = {item.id: item for item in olds}
    # Rows of the same name: those under the same name first, and before names without their marks those with them.
    for said, same_parent in ((marked, True), (fold, True), (marked, False), (fold, False)):
        waiting: dict[str, list[Indicator]] = {}
        over = {item.id: _above(item, news, said) for item in news}
        for item in news:
            for name in _names(item, said):
                waiting.setdefault(name, []).append(item)
        for old in olds:
            if old.id in pairs:
                continue
            above = _above(old, olds, said)
            for name in _names(old, said):
                like = [
                    item
                    for item in waiting.get(name, [])
                    if item.id not in taken and (not same_parent or above == over[item.id])
                ]
                if like:
                    take(old, like[0])
                    break
    scored = sorted(
        (
            (score, -abs(a / max(len(olds), 1) - b / max(len(news), 1)), old.id, new)
            for a, old in enumerate(olds)
            if old.id not in pairs
            for b, new in enumerate(news)
            if new.id not in taken and (score := _likeness(old, new)) >= _POSSIBLE
        ),
        key=lambda item: (-item[0], -item[1]),
    )
    for score, _, name, new in scored:
        if name in pairs or new.id in taken:
            continue
        old = labels[name]
        beside = _beside(old, new, olds, news, pairs)
        if score >= _LIKELY or beside:
            take(old, new)
    return [(item, pairs[item.id]) for item in olds if item.id in pairs]


def _names(item: Indicator, said: Callable[[str], str]) -> Iterable[str]:
    return dict.fromkeys(said(label) for label in (item.label, *item.other_labels))


def _above(item: Indicator, items: Sequence[Indicator], said: Callable[[str], str]) -> str:
    parent = next((other for other in items if other.id == item.parent), None)
    return "" if parent is None else said(parent.label)


def _likeness(old: Indicator, new: Indicator) -> float:
    """Return how alike two rows are named, in hundredths; a common code speaks for them, unlike units against."""
    from rapidfuzz import fuzz

    if bool(old.measures) != bool(new.measures) or other_thing(old.label, new.label):
        return 0.0
    score = 0.0
    for strip in (str, _without_brackets):
        first, second = fold(strip(old.label)), fold(strip(new.label))
        ratio = fuzz.ratio(first, second)
        narrower = set(first.split()) < set(second.split()) or set(second.split()) < set(first.split())
        both = ratio if narrower and ratio < _NARROWER else fuzz.token_set_ratio(first, second)
        score = max(score, 0.55 * ratio + 0.45 * both)
    if old.code and old.code == new.code and score >= _SAME_CODE:
        return max(score, _LIKELY)
    return score


def other_thing(old: str, new: str) -> bool:
    """Return whether two names that may be alike letter by letter are of different things.

    They are where a word stands against its opposite (“nam”, “nữ”), one alone denies (“không”, “chưa”), or short names
    have other numbers that are no years.
    """
    first, second = _words(old), _words(new)
    only_old, only_new = first - second, second - first
    if any(only_old & pair and only_new & pair for pair in _OPPOSITE) or (only_old ^ only_new) & _NOT:
        return True
    numbers = [{word for word in words if word.isdigit() and len(word) < 4} for words in (first, second)]
    short = max(len(first), len(second)) <= _FEW_WORDS
    return short and all(numbers) and numbers[0] != numbers[1]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", normalize("NFC", text).lower()))


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)


def _beside(
    old: Indicator,
    new: Indicator,
    olds: Sequence[Indicator],
    news: Sequence[Indicator],
    pairs: dict[str, Indicator],
) -> bool:
    """Return whether the rows before or behind two rows are matched with each other."""
    a, b = olds.index(old), news.index(new)
    for step in (-1, 1):
        if 0 <= a + step < len(olds) and 0 <= b + step < len(news):
            like = pairs.get(olds[a + step].id)
            if like is not None and like.id == news[b + step].id:
                return True
    return False


def _moved(new: Form, rows: Sequence[tuple[Indicator, Indicator]]) -> list[Indicator]:
    """Return the rows that stand elsewhere among the matched ones: out of the longest run that kept its order."""
    order = {item.id: place for place, item in enumerate(_rows(new))}
    places = [order[item.id] for _, item in rows]
    kept = _longest_rising(places)
    parents = {a.id: b.id for a, b in rows}
    moved: list[Indicator] = []
    for at, (before, after) in enumerate(rows):
        elsewhere = (
            bool(before.parent and after.parent) and parents.get(before.parent, after.parent) != after.parent
        )
        if at not in kept or elsewhere:
            moved.append(after)
    return moved


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the places of the longest rising part of a sequence."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(tails[at - 1] if at else None)
        if at == len(ends):
            ends.append(number)
            tails.append(place)
        else:
            ends[at], tails[at] = number, place
    kept: set[int] = set()
    place_or_none = tails[-1] if tails else None
    while place_or_none is not None:
        kept.add(place_or_none)
        place_or_none = before[place_or_none]
    return kept


# -- columns -------------------------------------------------------------------------------------------------


def _matched_columns(
    old: Form, new: Form, rows: Sequence[tuple[Indicator, Indicator]]
) -> list[tuple[FormTable, Column, FormTable, Column]]:
    from rapidfuzz import fuzz

    tables = _matched_tables(old, new, rows)
    found: list[tuple[FormTable, Column, FormTable, Column]] = []
    for first, second in tables:
        olds = [column for column in first.columns if column.role == "value"]
        news = [column for column in second.columns if column.role == "value"]
        scored: list[tuple[float, int, int]] = []
        for a, before in enumerate(olds):
            for b, after in enumerate(news):
                if other_thing(_path(before), _path(after)):
                    continue
                score = max(fuzz.ratio(one, two) for one in _headings(before) for two in _headings(after))
                score -= 0.0 if _same_heading(before, after) else 0.5
                if score >= _POSSIBLE:
                    near = -abs(a - b) / 1000
                    scored.append((score + near, a, b))
        taken: set[tuple[str, int]] = set()
        for _, a, b in sorted(scored, reverse=True):
            if ("old", a) in taken or ("new", b) in taken:
                continue
            taken |= {("old", a), ("new", b)}
            found.append((first, olds[a], second, news[b]))
    order = {(table.id, column.id): place for place, (table, column) in enumerate(_columns(old))}
    return sorted(found, key=lambda item: order[item[0].id, item[1].id])


def _matched_tables(
    old: Form, new: Form, rows: Sequence[tuple[Indicator, Indicator]]
) -> list[tuple[FormTable, FormTable]]:
    """Return which table of the old form is which of the new: by their rows, else by what they are and their order."""
    votes: dict[tuple[str, str], int] = {}
    for before, after in rows:
        key = (old.table_of(before).id, new.table_of(after).id)
        votes[key] = votes.get(key, 0) + 1
    pairs: list[tuple[str, str]] = []
    for key in sorted(votes, key=lambda item: -votes[item]):
        if all(key[0] != first and key[1] != second for first, second in pairs):
            pairs.append(key)
    for first in old.tables:
        like = [
            second
            for second in new.tables
            if second.rows == first.rows and second.id not in {found for _, found in pairs}
        ]
        if like and first.id not in {found for found, _ in pairs}:
            pairs.append((first.id, like[0].id))
    before_ = {table.id: table for table in old.tables}
    after_ = {table.id: table for table in new.tables}
    return [(before_[first], after_[second]) for first, second in pairs]


def _headings(column: Column) -> list[str]:
    """Return what a column is called: its whole path, its lowest heading, its other headings."""
    path = [fold(part) for part in column.path if part]
    whole = " ".join(path)
    groups = (
        [" ".join(path[:-1])]
        if len(path) > 1 and path[-1] in ("tong so", "tong cong", "cong", "chung")
        else []
    )
    lowest = path[-1:] if path and path[-1] not in ("tong so", "tong cong", "cong", "nu", "chung") else []
    others = [fold(heading) for heading in column.other_headings]
    ends = [part for part in path[-2:-1] if groups]
    plain = ["*"] if whole in _PLAIN else []  # a form's one column of figures, whatever it is called
    return list(dict.fromkeys([whole, *groups, *lowest, *others, *ends, *plain]))


def _same_heading(old: Column, new: Column) -> bool:
    return [marked(part) for part in old.path] == [marked(part) for part in new.path]
