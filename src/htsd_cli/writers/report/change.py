"""How a total differs from the year before: more, fewer, by how much, in numbers and per cent."""

from __future__ import annotations

from dataclasses import dataclass

from htsd_cli.earlier.comparison import Change, year_name
from htsd_cli.earlier.results import Results
from htsd_cli.language.vietnamese import format_number


@dataclass(frozen=True, slots=True)
class PreviousFields:
    """The results compared with: `year` is its year as text, empty when its file does not name one.

    `name` is for a sentence (`năm 2023`, `đợt trước`, else `kỳ trước`); `units` is how many units its totals are made
    of.
    """

    given: bool = False
    year: str = ""
    name: str = "kỳ trước"
    units: int = 0


def previous_fields(previous: Results | None) -> PreviousFields:
    """Return what a template may say of the results compared with."""
    if previous is None:
        return PreviousFields()
    year = str(previous.year) if previous.year and not previous.called else ""
    return PreviousFields(True, year, year_name(previous), previous.counted)


def in_words(
    change: Change | None,
    what: str,
    unit: str,
    more: str = "tăng",
    fewer: str = "giảm",
    same: str = "không đổi",
) -> str:
    """Return `số lớp tăng 120 lớp (12,5%)`; nothing where there is nothing to compare or both are 0."""
    if change is None or not change.known or not (change.now or change.before):
        return ""
    if not change.difference:
        return f"{what} {same}"
    percent = f" ({change.percent}%)" if change.percent else ""
    verb = more if change.more else fewer
    return f"{what} {verb} {format_number(change.difference)} {unit}{percent}"
