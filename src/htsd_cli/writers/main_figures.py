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
# Headings of columns that are no result: plans, and earlier times, beside those that are.
_NOT_DONE = re.compile(
    r"\b(?:ke hoach|du toan|du kien|duoc giao|chi tieu|dang ki|nam truoc|ki truoc|cung ki|dau (?:nam|ki))\b"
)
_DONE = re.compile(
    r"(?:da )?(?:thuc hien|dat|ket qua|ki nai|nam (?:nai|bao cao)|ca nam|so luong|so nguoi|tong)\b"
)
_BRACKETED = re.compile(r"\s*\(([^()]*)\)$")


def main_measures(form: Form) -> list[Figure]:
    """Return the figures that tell a unit's work in one line: all that add up but those that are parts of a sum.

    Of a form that no template of its own speaks of they are at most `MOST`: what was done, not what was planned or was
    the year before; rows that stand under no other first; of each only the figure that says most where all are too
    many, whole rows where none does; of a table with a row of totals that row's.
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
    for choice in (fewer, _without_parts(form, fewer), _first_of_each(form, fewer)):
        if len(choice) <= MOST:
            return choice
    share = max(1, MOST // len(form.tables))
    return [item for table in form.tables for item in _whole_rows(form, table, choice, share)][:MOST]


def _of_table(form: Form, table: FormTable, found: Sequence[Figure]) -> list[Figure]:
    """Return a table's figures without those of rows that stand under another; with a row of totals its alone."""
    own = [item for item in found if form.table_of(item[0]) is table]
    done = {id(item) for item in own if not _NOT_DONE.search(fold(" ".join(_path(form, item))))}
    own = [item for item in own if id(item) in done or not done]
    if table.rows == "units":
        return own
    totals = [item for item in own if is_total(item[0])]
    if totals:
        return totals
    return [item for item in own if not _under_another(form, item[0])] or own


def _path(form: Form, figure: Figure) -> tuple[str, ...]:
    indicator, measure = figure
    return form.table_of(indicator).by_column[measure.column].path


def _without_parts(form: Form, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures without those that are parts of another in their row: women, a class of a grade."""
    there = {(indicator.id, measure.id) for indicator, measure in figures}
    parts = {
        part.key
        for rule in form.rules
        if rule.kind in ("sum", "at_most") and rule.total.key in there
        for part in rule.parts
        if part.sign == 1 and part.indicator == rule.total.indicator
    }
    return [item for item in figures if (item[0].id, item[1].id) not in parts]


def _whole_rows(form: Form, table: FormTable, figures: Sequence[Figure], most: int) -> list[Figure]:
    """Return the first of a table's figures, as many rows as are whole within so many."""
    own = [item for item in figures if form.table_of(item[0]) is table]
    cut = own[:most]
    while cut and len(cut) < len(own) and own[len(cut)][0].id == cut[-1][0].id != own[0][0].id:
        cut.pop()
    return cut


def _under_another(form: Form, indicator: Indicator) -> bool:
    parent = form.by_id.get(indicator.parent)
    return parent is not None and bool(parent.measures)


def _first_of_each(form: Form, figures: Sequence[Figure]) -> list[Figure]:
    """Return of each row the figure that says most: of its total, of what was done; all where none does."""
    rows: dict[str, list[Figure]] = {}
    for item in _without_parts(form, figures):
        rows.setdefault(item[0].id, []).append(item)
    chosen: list[Figure] = []
    for own in rows.values():
        telling = [item for item in own if _says_most(form, item)]
        chosen += telling[:1] if telling and form.table_of(own[0][0]).rows == "indicators" else own
    return chosen


def _says_most(form: Form, figure: Figure) -> bool:
    """Return whether a figure stands in a column of what was done, or of all there is."""
    path = [fold(part) for part in _path(form, figure) if part]
    last = path[-1] if path else ""
    return last in _TOTALS | _PLAIN or bool(_DONE.match(last))


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
    label = _row_name(form, indicator)
    columns = {item.column for row in table.indicators for item in row.numeric_measures}
    path = tuple(part for part in table.by_column[measure.column].path if part)
    said = [part for part in path if fold(part) not in _PLAIN]
    if len(columns) == 1 or not said or len(indicator.numeric_measures) == 1:
        return label
    if is_total(indicator):
        return _joined(said)
    return f"{label}, {lower_first(_joined(said))}"


def _row_name(form: Form, indicator: Indicator) -> str:
    """Return what a row is called, behind the row it stands under where others are called so too."""
    label = clean(indicator.in_report)
    parent = form.by_id.get(indicator.parent)
    alike = sum(fold(other.in_report) == fold(label) for other in form.indicators if other.measures)
    return f"{clean(parent.in_report)}, {lower_first(label)}" if parent is not None and alike > 1 else label


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
    last = fold(name.rsplit(", ", 1)[-1])
    counts = last.startswith("so ") and not last.startswith("so luong") and name != _row_name(form, indicator)
    said = not measure.unit or f" {fold(measure.unit)} " in f" {fold(name)} "
    if counts and (said or measure.kind == "integer"):  # “Số lớp” of a table in “người”
        return ""
    unit = " ".join(clean(measure.unit or indicator.unit).split())
    parts = [part.strip() for part in unit.split("/")]
    if not measure.unit and len(parts) == len(indicator.numeric_measures) > 1:
        unit = parts[indicator.numeric_measures.index(measure)]
    unit = re.sub(r"^[Ss]ố ", "", unit)
    if not unit or unit == "%" or fold(unit) in _NO_COUNT:
        return ""
    return f" {lower_first(unit)}"
