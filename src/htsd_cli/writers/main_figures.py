"""The figures that stand for a form where there is no room for all of them, and what they are called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from htsd_cli.form import Form, FormTable, Indicator, Measure
from htsd_cli.language.capitals import lowered
from htsd_cli.language.vietnamese import clean, fold, lower_first
from htsd_cli.writers.wording import counted_in, measure_heading

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
_CAPTIONS = frozenset(("trong do", "chia ra", "chia theo", "bao gom", "gom", "gom co", "trong tong so"))
# What stands before a table's own name: “II.”, “Bảng 2.”, “Biểu số 3:”.
_ORDINAL = re.compile(
    r"^(?:(?:bảng|biểu|phần|mục|phụ lục)(?: số)?\s*[\dIVXA-Z./-]{1,8}\s*[.:)–-]?\s+|"
    r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d+)*|[A-Da-d])\s*[.:)/–-]\s*)",
    re.IGNORECASE,
)
_MOST_PARTS = 5  # of the one total of a table, told beside it


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
    below = _parts_below(form, cells)
    found = [item for item in found if (item[0].id, item[1].id) not in below]
    fewer = [figure for table in form.tables for figure in _of_table(form, table, found)]
    for choice in (fewer, _without_parts(form, fewer), _first_of_each(form, fewer)):
        if len(choice) <= MOST:
            return _with_parts(form, choice)
    share = max(1, MOST // len(form.tables))
    return [item for table in form.tables for item in _whole_rows(form, table, choice, share)][:MOST]


def _with_parts(form: Form, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures, behind the one total of a table its parts along its row where they are few."""
    alone = [
        item
        for item in figures
        if is_total(item[0])
        and sum(form.table_of(other[0]) is form.table_of(item[0]) for other in figures) == 1
    ]
    out: list[Figure] = []
    room = MOST - len(figures)
    for item in figures:
        out.append(item)
        parts = _parts_of(form, item) if item in alone else []
        if 1 < len(parts) <= min(_MOST_PARTS, room):
            out += parts
            room -= len(parts)
    return out


def _parts_of(form: Form, figure: Figure) -> list[Figure]:
    """Return what a figure is surely the sum of along its row, none where something is taken off."""
    indicator, measure = figure
    for rule in form.rules:
        if rule.kind != "sum" or not rule.sure or rule.total.key != (indicator.id, measure.id):
            continue
        if all(part.sign == 1 and part.indicator == indicator.id for part in rule.parts):
            return [(indicator, indicator.measure(part.measure)) for part in rule.parts]
    return []


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
    """Return the figures without those that are parts of another in their row: women, a class of a grade.

    Parts of a part are left out too, whether or not that part is among the figures.
    """
    parts = _parts_below(form, [(indicator.id, measure.id) for indicator, measure in figures])
    return [item for item in figures if (item[0].id, item[1].id) not in parts]


def _parts_below(form: Form, wholes: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the cells that are parts of some cells along their row, and parts of these."""
    below: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for rule in form.rules:
        if rule.kind in ("sum", "at_most"):
            own = (part for part in rule.parts if part.sign == 1 and part.indicator == rule.total.indicator)
            below.setdefault(rule.total.key, set()).update(part.key for part in own)
    parts: set[tuple[str, str]] = set()
    waiting = list(wholes)
    while waiting:
        found = below.get(waiting.pop(), set()) - parts
        parts |= found
        waiting += found
    return parts


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
        counted = [item for item in own if fold(_last(form, item)).startswith("so ")]
        telling = [item for item in telling if not counted or fold(_last(form, item)) != "ket qua"]
        chosen += telling[:1] if telling and form.table_of(own[0][0]).rows == "indicators" else own
    return chosen


def _last(form: Form, figure: Figure) -> str:
    return next((part for part in reversed(_path(form, figure)) if part), "")


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
    own = table_said(form, table)
    path = tuple(part for part in table.by_column[measure.column].path if part)
    if table.rows == "units":
        name = _joined([part for part in path if fold(part) not in _CAPTIONS] or (indicator.short_label,))
        alike = sum(other.rows == "units" and _heads(other, path) for other in form.tables)
        return f"{own}, {lower_first(name)}" if own and alike > 1 else name
    columns = {item.column for row in table.indicators for item in row.numeric_measures}
    said = [part for part in path if fold(part) not in _PLAIN | _TOTALS | _CAPTIONS]
    if len(columns) == 1 or len(indicator.numeric_measures) == 1:
        return row_said(form, indicator)
    if not said and fold(path[-1] if path else "") == "ket qua" and _counts_beside(table):
        said = [path[-1]]  # one of several things that are told of a row
    if not said:
        return row_said(form, indicator)
    if is_total(indicator):
        return f"{own}, {lower_first(_joined(said))}" if own else _joined(said)
    return f"{row_said(form, indicator)}, {lower_first(_joined(said))}"


def _counts_beside(table: FormTable) -> bool:
    return any(fold(column.heading).startswith("so ") for column in table.of_role("value"))


def _heads(table: FormTable, path: tuple[str, ...]) -> bool:
    return any(column.role == "value" and column.path == path for column in table.columns)


def table_said(form: Form, table: FormTable) -> str:
    """Return what one of several tables is about, without its number: `Kinh phí thực hiện`; "" for none of its own."""
    title = " ".join(clean(table.title).split())
    if len(form.tables) < 2 or not title or fold(title) == fold(form.title):
        return ""
    if sum(fold(other.title) == fold(title) for other in form.tables) > 1:
        return ""
    said = lowered(_ORDINAL.sub("", title).strip(" .:;"))
    return said[:1].upper() + said[1:]


def row_said(form: Form, indicator: Indicator) -> str:
    """Return what a row is called where its table is not seen: a row of totals by what the table is about."""
    name = _row_name(form, indicator)
    if not is_total(indicator):
        return name
    return table_said(form, form.table_of(indicator)) or ("Tổng số" if fold(name) == "cong" else name)


def figure_said(
    form: Form, indicator: Indicator, measure: str, filled: Collection[str] = ()
) -> tuple[str, str]:
    """Return what a figure is called beside others, and what it counts ("" where its name says so or nothing does).

    In a table whose cells hold several quantities they are its row and what `counted_in` says.
    """
    if form.table_of(indicator).mixed:
        return indicator.short_label, counted_in(form, indicator, measure, filled)
    own = indicator.measure(measure)
    return figure_name(form, indicator, own), figure_unit(form, indicator, own).strip()


def row_and_column(form: Form, indicator: Indicator, measure: Measure) -> tuple[str, str]:
    """Return what stands above a column of such figures, in two cells: of the row, and of the row's column."""
    heading = measure_heading(form, measure, indicator)
    table = form.table_of(indicator)
    if table.mixed:
        return indicator.short_label, heading
    if table.rows == "units":
        return figure_name(form, indicator, measure), figure_unit(form, indicator, measure).strip()
    return row_said(form, indicator), heading


def _row_name(form: Form, indicator: Indicator) -> str:
    """Return what a row is called, behind the row it stands under where others are called so too."""
    label = clean(indicator.in_report)
    parent = form.by_id.get(indicator.parent)
    alike = sum(fold(other.in_report) == fold(label) for other in form.indicators if other.measures)
    if parent is None and alike > 1 and not is_total(indicator):
        own = table_said(form, form.table_of(indicator))
        return f"{own}, {lower_first(label)}" if own else label
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
    counts = last.startswith("so ") and not last.startswith("so luong") and name != row_said(form, indicator)
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
