"""Finds for which figure of which report a line of the sheet was written, or says why nobody can know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from htsd_cli.decisions.doubts import doubt_about, doubts_of
from htsd_cli.decisions.values import LineKey, Row, Subject, same_text
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.form.rows import figure_heading
from htsd_cli.language.vietnamese import clean, modern_tones
from htsd_cli.values.submission import Submission


class Report(NamedTuple):
    """A unit's report that is used: the unit's name and roster id ("" without one), the file's digest, what it says."""

    name: str
    unit_id: str
    digest: str
    submission: Submission


class Place(NamedTuple):
    """Where a line belongs: `report` None when the unit has none now, `current` False when its file has changed.

    `why` says why the line belongs nowhere; then `subject` is None.
    """

    report: Report | None = None
    subject: Subject | None = None
    current: bool = False
    key: LineKey | None = None
    why: str = ""


class Placer:
    """Places lines among the reports now used; `keys` are all keys the sheets ever held."""

    def __init__(self, reports: Sequence[Report], keys: Iterable[LineKey], form: Form) -> None:
        self._form = form
        self._reports = [report for report in reports if report.digest]
        self._by_what_is_shown: dict[tuple[str, str], set[LineKey]] = {}
        for key in keys:
            self._by_what_is_shown.setdefault((key.who, key.what), set()).add(key)
        self._labels: dict[str, set[str]] = {}
        for indicator in form.indicators:
            for label in (indicator.label, indicator.short_label, *indicator.other_labels):
                self._labels.setdefault(_spelt(label), set()).add(indicator.id)

    def place(self, row: Row) -> Place:
        """Return where a filled line belongs."""
        key = self._key(row)
        if key is not None:
            return self._by_key(key, row)
        if row.key is not None or (row.shown.who, row.shown.what) in self._by_what_is_shown:
            return Place(why="bốn ô đầu của dòng không khớp với mã dòng, có thể các dòng đã bị xáo trộn")
        return self._by_what_it_shows(row)

    def _key(self, row: Row) -> LineKey | None:
        """Return the line's key, if what it shows agrees: sorting some columns only parts a line from its key."""
        own, shown = row.key, row.shown
        if own is not None and not row.complete:
            return own
        alike = self._by_what_is_shown.get((shown.who, shown.what), set())
        if own is not None and (own in alike or (not alike and own.who == shown.who)):
            return own
        return next(iter(alike)) if len(alike) == 1 else None

    def _by_key(self, key: LineKey, row: Row) -> Place:
        same_file = [report for report in self._reports if report.digest == key.digest]
        if len(same_file) > 1:  # one file sent for two units
            same_file = [report for report in same_file if self._is_of(report, key, row)]
        if same_file:
            return Place(same_file[0], key.subject, True, key)
        same_unit = [report for report in self._reports if self._is_of(report, key, row)]
        return Place(same_unit[0] if same_unit else None, key.subject, False, key)

    def _is_of(self, report: Report, key: LineKey, row: Row) -> bool:
        if key.unit_id and report.unit_id:
            return report.unit_id == key.unit_id
        return _spelt(report.name) == _spelt(row.shown.unit)

    def _by_what_it_shows(self, row: Row) -> Place:
        """Place a line without a key, as one that a person added: what it shows must be what the report says now."""
        shown = row.shown
        unit = _spelt(shown.unit)
        named = [
            report
            for report in self._reports
            if unit and unit in (_spelt(report.name), _spelt(report.unit_id))
        ]
        if len({(report.name, report.unit_id) for report in named}) != 1:
            why = f"ghi “{shown.unit}”, không rõ là đơn vị nào" if shown.unit else "để trống"
            return Place(why=f"cột “Đơn vị” {why}")
        places = [self._in_report(report, row) for report in named]  # the parts of one report
        return next((place for place in places if place.subject), places[0])

    def _in_report(self, report: Report, row: Row) -> Place:
        shown = row.shown
        doubts = doubts_of(report.submission, self._form)
        spots = [
            doubt.subject
            for doubt in doubts
            if doubt.subject.spot
            and (_spelt(doubt.indicator), _spelt(doubt.column))
            == (_spelt(shown.indicator), _spelt(shown.column))
            and same_text(doubt.text, shown.text)
        ]
        if len(spots) == 1:
            return Place(report, spots[0], True)
        subject = self._figure(shown.indicator, shown.column)
        if isinstance(subject, str):
            return Place(report, why=subject)
        found = next((item for item in doubts if item.subject == subject), None)
        found = found or doubt_about(subject, report.submission, self._form)
        if not same_text(found.text, shown.text):
            now = f"ghi “{found.text}”" if found.text else "để trống"
            then = f"“{shown.text}”" if shown.text else "ô trống"
            return Place(report, why=f"báo cáo hiện {now}, không phải {then}")
        return Place(report, subject, True)

    def _figure(self, label: str, column: str) -> Subject | str:
        """Return the figure a line names, or why it names none."""
        bare = re.sub(r"^\d+[.)]?\s+", "", label.strip())
        ids = self._labels.get(_spelt(label)) or self._labels.get(_spelt(bare)) or set()
        if len(ids) != 1:
            return f"không rõ chỉ tiêu nào (cột “Chỉ tiêu” ghi “{label}”)"
        indicator = self._form.by_id[next(iter(ids))]
        measures = [m for m in indicator.numeric_measures if _spelt(column) in self._headings(indicator, m)]
        if not column:
            measures = list(indicator.numeric_measures)
        if len(measures) != 1:
            return f"không rõ cột nào (cột “Cột” ghi “{column}”, dòng này {_columns(indicator, self._form)})"
        return Subject(indicator.id, str(measures[0]))

    def _headings(self, indicator: Indicator, measure: Measure) -> set[str]:
        table = self._form.table_of(indicator)
        names = {figure_heading(self._form, indicator, measure), self._form.heading_of(indicator, measure)}
        alone = table.mixed and len(indicator.numeric_measures) == 1  # may stand in any column of numbers
        own = measure if table.mixed else measure.column
        for column in (*table.columns, *table.added_columns):
            if column.id == own or (alone and column.role == "value"):
                names |= {column.heading, *column.other_headings}
        return {_spelt(name) for name in names}


def _columns(indicator: Indicator, form: Form) -> str:
    headings = [f"“{figure_heading(form, indicator, measure)}”" for measure in indicator.numeric_measures]
    return f"có {' và '.join(headings)}" if headings else "không hỏi số liệu nào"


def _spelt(text: str) -> str:
    return " ".join(modern_tones(clean(text)).casefold().split())
