"""How a total differs from the year before: more, fewer, by how much, in numbers and per cent."""

from __future__ import annotations

from dataclasses import dataclass

from htsd_cli.consolidate.results import Results
from htsd_cli.language.vietnamese import format_number


@dataclass(frozen=True, slots=True)
class PreviousFields:
    """The results compared with: `year` is its year as text, empty when its file does not name one.

    `name` is for a sentence (`năm 2023`, else `năm trước`); `units` is how many units its totals are made of.
    """

    given: bool = False
    year: str = ""
    name: str = "năm trước"
    units: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A total beside the one of the year before; `percent` is empty where the year before has none to divide by."""

    now: int
    before: int

    @property
    def more(self) -> bool:
        """Whether it grew."""
        return self.now > self.before

    @property
    def fewer(self) -> bool:
        """Whether it shrank."""
        return self.now < self.before

    @property
    def difference(self) -> int:
        """By how much, never below 0."""
        return abs(self.now - self.before)

    @property
    def percent(self) -> str:
        """By how many per cent of the year before, rounded to one decimal (half up): `12,5`, `1.250`."""
        if not self.before:
            return ""
        tenths = (self.difference * 2000 + self.before) // (2 * self.before)
        if self.difference and not tenths:
            return "dưới 0,1"
        whole, rest = divmod(tenths, 10)
        return f"{format_number(whole)},{rest}" if rest else format_number(whole)


def previous_fields(previous: Results | None) -> PreviousFields:
    """Return what a template may say of the results compared with."""
    if previous is None:
        return PreviousFields()
    year = str(previous.year) if previous.year else ""
    return PreviousFields(True, year, f"năm {year}" if year else "năm trước", previous.counted)


def in_words(
    change: Change | None,
    what: str,
    unit: str,
    more: str = "tăng",
    fewer: str = "giảm",
    same: str = "không đổi",
) -> str:
    """Return `số lớp tăng 120 lớp (12,5%)`; nothing where there is nothing to compare or both are 0."""
    if change is None or not (change.now or change.before):
        return ""
    if not change.difference:
        return f"{what} {same}"
    percent = f" ({change.percent}%)" if change.percent else ""
    verb = more if change.more else fewer
    return f"{what} {verb} {format_number(change.difference)} {unit}{percent}"
