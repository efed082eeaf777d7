"""Last year's form, where it is known: a report filled on it is read by it, and what both forms ask is carried over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.form import Form, load_form
from htsd_cli.form.toml_file import TomlError
from htsd_cli.interpret.cells import listed, quoted
from htsd_cli.language.marks import marked
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Figure, Figures, Key
from htsd_cli.values.findings import Fate, Finding

if TYPE_CHECKING:
    from htsd_cli.form.differences import Differences
    from htsd_cli.values.submission import Submission


class EarlierForm(NamedTuple):
    """A form of an earlier year, and what differs between it and this year's."""

    form: Form
    differences: Differences


def earlier_forms(form: Form) -> list[EarlierForm]:
    """Return the forms beside the campaign, and of those that come with the program, that are this one's of another
    year: half of what they ask this one asks too. A folder that holds no sound form is passed over."""
    from htsd_cli.form.differences import differences

    found: list[EarlierForm] = []
    for name in form.earlier:
        try:
            old = load_form(name)
        except (TomlError, OSError):
            continue
        if old.id == form.id or (old.year and form.year and old.year >= form.year):
            continue
        apart = differences(old, form)
        cells = old.measured()
        like = sum(apart.measure(old, form, row.id, measure) is not None for row, measure in cells)
        if cells and 2 * like >= len(cells):
            found.append(EarlierForm(old, apart))
    return found


def carried(read: Submission, earlier: EarlierForm, form: Form) -> Submission:
    """Return a report that was read by an earlier form as one of this year's.

    Where the office wants such reports counted (`read_old_form`) each figure stands in the row and column that ask the
    same now, else none does. A sum that was added from a row that is asked no more is left out. One finding tells what
    differs; what concerns rows of the earlier form alone is left out.
    """
    old, apart = earlier
    places = {
        Key(row.id, measure.id): Key(*place)
        for row, measure in old.measured()
        if (place := apart.measure(old, form, row.id, measure)) is not None
    }
    figures = _moved(read.figures, places)
    told = [moved for item in read.findings if (moved := _about(item, apart, places)) is not None]
    held = any(item.fate is not Fate.COUNTS for item in told)
    counted = form.read_old_form and not held
    said = finding(
        "earlier-form-read" if form.read_old_form else "earlier-form",
        form=quoted(old.title),
        count=len(figures),
        differs=_differs(read, earlier, places),
        renamed=_renamed(figures, apart),
    )
    if not form.told:
        told = [item for item in told if item.code != "narrative-missing"]
    if not counted:
        told = [item for item in told if item.fate is not Fate.COUNTS]
    if counted or not form.read_old_form:  # else what holds the file back says all there is to say
        told.append(said)
    return read.model_copy(
        update={
            "form": form.id,
            "figures": figures if counted else {},
            "notes": {apart.rows[row]: note for row, note in read.notes.items() if row in apart.rows},
            "texts": {},
            "rows": () if any(table.rows == "units" for table in form.tables) else None,
            "groups": (),
            "narrative": {section.id: read.narrative.get(section.id, ()) for section in form.told},
            "counted": counted,
            "findings": tuple(sorted(told, key=lambda item: item.severity.rank)),
        }
    )


def _moved(figures: Figures, places: dict[Key, Key]) -> dict[Key, Figure]:
    moved: dict[Key, Figure] = {}
    for key, figure in figures.items():
        place = places.get(key)
        if place is None or any(part not in places for part in figure.derived_from):
            continue
        moved[place] = figure._replace(derived_from=tuple(places[part] for part in figure.derived_from))
    return moved


def _about(item: Finding, apart: Differences, places: dict[Key, Key]) -> Finding | None:
    """Return a finding about the rows of this year's form; None for one about a row that only the earlier one has."""
    if item.indicator is None:
        return item
    row = apart.rows.get(item.indicator)
    if row is None:
        return None
    if item.measure is None:
        return replace(item, indicator=row)
    place = places.get(Key(item.indicator, item.measure))
    return replace(item, indicator=place.indicator, measure=place.measure) if place is not None else None


def _differs(read: Submission, earlier: EarlierForm, places: Mapping[Key, Key]) -> str:
    """Return what this year's form asks more, and what stands in the report that it asks no more."""
    old, apart = earlier
    filled = {key.indicator for key in read.figures}
    said = []
    if added := [row.short_label for row, _ in apart.added if row.measures]:
        said.append(f"thêm {len(added)} dòng ({listed(added)})")
    if columns := [" › ".join(column.path) for column, _ in apart.columns_added]:
        said.append(f"thêm {len(columns)} cột ({listed(columns)})")
    dropped = [row.short_label for row, _ in apart.dropped if row.id in filled]
    if dropped:
        said.append(f"không còn {len(dropped)} dòng có số liệu trong báo cáo ({listed(dropped)})")
    lost = {key.indicator for key in read.figures if key.indicator in apart.rows and key not in places}
    if others := [row.short_label for row in old.indicators if row.id in lost]:
        said.append(f"hỏi số loại khác hoặc theo đơn vị tính khác ở {len(others)} dòng ({listed(others)})")
    lists = {row.table for row in read.rows or ()} | {
        old.table_of(row).id for row in old.indicators if row.id in filled
    }
    left = [
        table.title or f"bảng thứ {place}"
        for place, table in enumerate(old.tables, 1)
        if table.rows == "units" and table.id in lists
    ]
    told = f"; mẫu của đợt này {', '.join(said)}" if said else ""
    return f"{told}; chưa lấy số liệu của bảng có mỗi dòng một đơn vị ({listed(left)})" if left else told


def _renamed(figures: Figures, apart: Differences) -> str:
    """Return the rows that are counted although this year's form words them otherwise."""
    filled = {key.indicator for key in figures}
    pairs = [
        (before.short_label, after.short_label)
        for before, after in apart.reworded
        if after.id in filled and marked(before.short_label) != marked(after.short_label)
    ]
    if not pairs:
        return ""
    shown = "; ".join(f"“{quoted(a)}” → “{quoted(b)}”" for a, b in pairs)
    return f", kể cả {len(pairs)} dòng đã đổi tên: {shown}"
