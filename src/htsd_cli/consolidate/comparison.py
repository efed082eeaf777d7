"""This year's totals beside an earlier year's: more, fewer, by how much; a figure one year lacks is not zero."""

from __future__ import annotations

from dataclasses import dataclass

from htsd_cli.consolidate.results import Results
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.language.vietnamese import format_decimal, format_number
from htsd_cli.values.submission import Figures


@dataclass(frozen=True, slots=True)
class Change:
    """One total in both years; None where that year has none."""

    indicator: Indicator
    measure: Measure
    now: int | None
    before: int | None

    @property
    def difference(self) -> int | None:
        """By how much this year's total is larger; None where a year has none."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def ratio(self) -> float | None:
        """This year's total as a part of the earlier one's; None where that cannot be said."""
        return self.now / self.before if self.now is not None and self.before else None

    @property
    def words(self) -> str:
        """The change in words: `tăng 131 (12,5%)`; "" where neither year has a total."""
        if self.now is None:
            return "" if self.before is None else "năm nay chưa có số liệu"
        if self.before is None:
            return "năm trước không có số liệu"
        by = self.now - self.before
        if by == 0:
            return "không đổi"
        percent = f" ({format_decimal(100 * abs(by) / self.before)}%)" if self.before else ""
        return f"{'tăng' if by > 0 else 'giảm'} {format_number(abs(by))}{percent}"


def compare(totals: Figures, previous: Results, form: Form) -> list[Change]:
    """Return every total of the form in both years, in the form's order."""
    return [
        Change(
            indicator,
            measure,
            totals.get(indicator.id, {}).get(measure.value),
            previous.totals.get(indicator.id, {}).get(measure.value),
        )
        for indicator, measure in form.measured()
    ]


def year_name(previous: Results) -> str:
    """Return what the earlier year is called: `năm 2023`, or `năm trước` where its results do not say."""
    return "năm trước" if previous.year is None else f"năm {previous.year}"
