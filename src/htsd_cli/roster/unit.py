"""A unit of the roster: what it is called now and was called before, where it is, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class OldName(NamedTuple):
    """A name a unit had; `until` is the last day of it, None where the roster does not say."""

    name: str
    until: date | None = None


class RosterUnit(NamedTuple):
    """One unit of the roster; `kind` is a kind of the form or None.

    `area` is the area or cluster it is in. `merged_into` is the id of the unit it went into, `merged_on` the first day
    of that (None: at all times). `split_from` is the id of the unit it was part of. It is there from `since` to `until`
    (None: without limit). `received` are the days on which the office says its reports came in. `apart` is what tells
    it from others of its name: its area, or its code; "" where the name is its alone.
    """

    id: str
    name: str
    kind: str | None
    other_names: tuple[str, ...] = ()
    email: str = ""
    required: bool = True
    contact: str = ""
    phone: str = ""
    area: str = ""
    old_names: tuple[OldName, ...] = ()
    merged_into: str = ""
    merged_on: date | None = None
    split_from: str = ""
    since: date | None = None
    until: date | None = None
    received: tuple[date, ...] = ()
    apart: str = ""

    @property
    def shown(self) -> str:
        """The name by which every output calls it: never another unit's too."""
        return f"{self.name} ({self.apart})" if self.apart else self.name

    def received_in(self, year: int | None) -> date | None:
        """Return the day on which the office says a report came in: that of a campaign's year, or of the one after.

        A roster may serve several campaigns, each with a day of its own. None leaves it to the file or its mail.
        """
        days = [day for day in self.received if year is None or year <= day.year <= year + 1]
        return min(days) if days else None

    @property
    def every_name(self) -> tuple[str, ...]:
        """All names it goes or went by, the present one first."""
        return (self.name, *self.other_names, *(old.name for old in self.old_names))

    def is_gone(self, day: date | None) -> bool:
        """Return whether it is part of another unit on a day; without a day, whether it ever was to be."""
        return bool(self.merged_into) and (day is None or self.merged_on is None or self.merged_on <= day)

    def is_due(self, day: date | None) -> bool:
        """Return whether it must report on a day, as far as it must at all."""
        before = day is not None and self.since is not None and day < self.since
        after = day is not None and self.until is not None and day > self.until
        return self.required and not before and not after
