"""This year's totals beside an earlier year's: more, fewer, by how much; a figure one year lacks is not zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from htsd_cli.earlier.results import Results
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.language.numbers import percent
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Number, Totals, decimals, rounded, size


@dataclass(frozen=True, slots=True)
class Change:
    """A total in both years; None where that year has none. Every output tells a change by this."""

    now: Number | None
    before: Number | None

    @property
    def known(self) -> bool:
        """Whether both years have the total."""
        return self.now is not None and self.before is not None

    @property
    def by(self) -> Number | None:
        """By how much this year's total is larger, below 0 where it is smaller; None where a year has none."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def more(self) -> bool:
        """Whether it grew."""
        return (self.by or 0) > 0

    @property
    def fewer(self) -> bool:
        """Whether it shrank."""
        return (self.by or 0) < 0

    @property
    def difference(self) -> Number:
        """By how much, never below 0; 0 where a year has none."""
        return size(self.by or 0)

    @property
    def percent(self) -> str:
        """By how many per cent of the earlier year's: `12,5`; "" where that cannot be said."""
        return percent(self.difference, self.before) if self.known and self.before else ""

    @property
    def ratio(self) -> float | None:
        """This year's total as a part of the earlier one's; None where that cannot be said."""
        return float(self.now / self.before) if self.now is not None and self.before else None

    @property
    def words(self) -> str:
        """The change in words: `tăng 131 (12,5%)`; "" where neither year has a total."""
        if self.now is None:
            return "" if self.before is None else "kỳ này chưa có số liệu"
        if self.before is None:
            return "kỳ trước không có số liệu"
        if not self.difference:
            return "không đổi"
        share = f" ({self.percent}%)" if self.percent else ""
        return f"{'tăng' if self.more else 'giảm'} {format_number(self.difference)}{share}"


class Compared(NamedTuple):
    """One total of the form with its change."""

    indicator: Indicator
    measure: str
    change: Change


def compare(totals: Totals, previous: Results, form: Form) -> list[Compared]:
    """Return every total of the form in both years, in the form's order."""
    return [
        Compared(
            indicator,
            measure,
            _change(totals.get(indicator.key(measure)), previous.total(indicator.key(measure)), measure),
        )
        for indicator, measure in form.measured()
    ]


def _change(now: Number | None, before: Number | None, measure: Measure) -> Change:
    """Return a total in both years; an earlier rate, which its results keep exactly, rounded as this year's is."""
    if before is not None and measure.adds_up == "recompute":
        before = rounded(before, max(1, decimals(now or 0)))
    return Change(now, before)


def year_name(previous: Results) -> str:
    """Return what the earlier run is called: `năm 2023`, `kỳ trước` where it does not say, `đợt trước`."""
    if previous.called:
        return previous.called
    return "kỳ trước" if previous.year is None else f"năm {previous.year}"


def own_name(previous: Results, year: int) -> str:
    """Return what this run is called beside the earlier one: `năm 2024`, `đợt này` beside a round of the same year."""
    return "đợt này" if previous.called else f"năm {year}"
