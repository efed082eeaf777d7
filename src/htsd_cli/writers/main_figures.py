"""The figures that stand for a form where there is no room for all of them, and what they are called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from htsd_cli.form import Form, FormTable, Indicator, Measure
from htsd_cli.language.vietnamese import clean, fold, lower_first

MOST = 12  # so many columns a landscape page takes, so many lines a reader

Figure = tuple[Indicator, Measure]

# What a row of totals is called, and headings that say nothing beside a row's own name.
_TOTALS = frozenset(
    ("tong", "tong so", "tong cong", "cong", "toan bo", "tong hop", "cong chung", "tong chung", "chung")
)
_PLAIN = frozenset(
    (
        "so luong", "so lieu", "tong so", "tong cong", "thuc hien", "ket qua", "ki nai", "nam nai", "trong ki",
        "ket qua thuc hien", "so luong thuc hien", "gia tri", "so bao cao", "thuc hien nam nai", "thuc hien trong ki",
    )
)  # fmt: skip
_NO_COUNT = frozenset(("co khong", "co hoac khong", "dat khong dat", "x"))  # of cells that are ticked
_BRACKETED = re.compile(r"\s*\(([^()]*)\)$")


def main_measures(form: Form) -> list[Figure]:
    """Return the figures that tell a unit's work in one line: all that add up but those that are parts of a sum.

    Of a form that no template of its own speaks of they are at most `MOST`: rows that stand under no other first, of
    each the first figure where all are too many; of a table with a row of totals that row's.
    """
    rows = {part for rule in form.sums for part in rule.parts}
    cells = {
        part.key
        for rule in form.rules
        if rule.kind == "sum" and rule.sure
        for part in rule.parts
        if part.sign == 1
    }
    found = [
        (indicator, measure)
        for indicator, measure in form.measured()
        if indicator.id not in rows and (indicator.id, measure.id) not in cells
        if measure.adds_up in ("sum", "once") and fold(measure.unit or indicator.unit) not in _NO_COUNT
    ]
    if form.has_prose:
        return found
    fewer = [figure for table in form.tables for figure in _of_table(form, table, found)]
    for choice in (fewer, _first_of_each(fewer)):
        if len(choice) <= MOST:
            return choice
    by_table = [[item for item in choice if form.table_of(item[0]) is table] for table in form.tables]
    share = max(1, MOST // len(form.tables))
    return [item for own in by_table for item in own[:share]][:MOST]


def _of_table(form: Form, table: FormTable, found: Sequence[Figure]) -> list[Figure]:
    """Return a table's figures without those of rows that stand under another; with a row of totals its alone."""
    own = [item for item in found if form.table_of(item[0]) is table]
    if table.rows == "units":
        return own
    totals = [item for item in own if is_total(item[0])]
    if totals:
        return totals
    return [item for item in own if not _under_another(form, item[0])] or own


def _under_another(form: Form, indicator: Indicator) -> bool:
    parent = form.by_id.get(indicator.parent)
    return parent is not None and bool(parent.measures)


def _first_of_each(figures: Sequence[Figure]) -> list[Figure]:
    seen: set[str] = set()
    first: list[Figure] = []
    for indicator, measure in figures:
        if indicator.id not in seen:
            first.append((indicator, measure))
        seen.add(indicator.id)
    return first


def is_total(indicator: Indicator) -> bool:
    """Return whether a row is named as nothing but a total: “Tổng số”, “Cộng”."""
    return fold(indicator.short_label) in _TOTALS


def figure_name(form: Form, indicator: Indicator, measure: Measure) -> str:
    """Return what a figure is called where its row and column are not seen: `Tiểu học, số được khám`.

    A column that says no more than that it is the number is left out, and so is a row that is but the total.
    """
    name = _name(form, indicator, measure)
    found = _BRACKETED.search(name)
    own = fold(measure.unit or indicator.unit)
    return name[: found.start()] if found and own and fold(found[1]) in (own, f"dvt: {own}") else name


def _name(form: Form, indicator: Indicator, measure: Measure) -> str:
    table = form.table_of(indicator)
    if table.rows == "units":
        return _joined(table.by_column[measure.column].path or (indicator.short_label,))
    label = clean(indicator.in_report)
    columns = {item.column for row in table.indicators for item in row.numeric_measures}
    path = tuple(part for part in table.by_column[measure.column].path if part)
    said = [part for part in path if fold(part) not in _PLAIN]
    if len(columns) == 1 or not said or len(indicator.numeric_measures) == 1:
        return label
    if is_total(indicator):
        return _joined(said)
    return f"{label}, {lower_first(_joined(said))}"


def _joined(path: Sequence[str]) -> str:
    """Return the headings of a column as one, the widest first, each said once."""
    parts: list[str] = []
    for part in path:
        text = " ".join(clean(part).replace("\n", " ").split())
        if text and fold(text) not in {fold(other) for other in parts}:
            parts.append(lower_first(text) if parts else text)
    return ", ".join(parts)


def figure_unit(form: Form, indicator: Indicator, measure: Measure) -> str:
    """Return the unit behind a figure in a sentence, with a space before it: ` học sinh`; "" for none.

    A figure that is called by a column which says what it counts (“Số lớp”) has none from its row.
    """
    name = figure_name(form, indicator, measure)
    counts = fold(name.rsplit(", ", 1)[-1]).startswith("so ") and name != clean(indicator.in_report)
    if counts and (not measure.unit or f" {fold(measure.unit)} " in f" {fold(name)} "):
        return ""
    unit = " ".join(clean(measure.unit or indicator.unit).split())
    parts = [part.strip() for part in unit.split("/")]
    if not measure.unit and len(parts) == len(indicator.numeric_measures) > 1:
        unit = parts[indicator.numeric_measures.index(measure)]
    unit = re.sub(r"^[Ss]ố ", "", unit)
    if not unit or unit == "%" or fold(unit) in _NO_COUNT:
        return ""
    return f" {lower_first(unit)}"
