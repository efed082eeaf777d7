"""How far a campaign has come: how many must report, of these are in, are late, are to mend; counted here alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from htsd_cli.language.numbers import percent


class Counted(Protocol):
    """What of a unit decides where it is counted.

    `required` is None for a unit on no roster; `sent` says that a report of it came in that is used, `unusable` that
    only files came in that cannot be read, `wrong` that its report has errors, `counted` that it is in the totals.
    """

    @property
    def required(self) -> bool | None:
        """Whether the roster demands its report."""

    @property
    def sent(self) -> bool:
        """Whether a report of the unit is used."""

    @property
    def unusable(self) -> bool:
        """Whether what came in cannot be read."""

    @property
    def wrong(self) -> bool:
        """Whether its report has errors."""

    @property
    def late(self) -> bool:
        """Whether its report came in after the deadline."""

    @property
    def counted(self) -> bool:
        """Whether its figures are in the totals."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many units stand how, of one kind or of all.

    `expected` must report (None without a roster); each of them is in `reported`, `unusable` or `missing`. `others`
    reported who need not. `received` are `reported` and `others` together: `on_time` and `late` part them (None
    without a deadline), and so do `counted`, whose figures are in the totals, and `not_counted`. `to_mend` of them have
    errors, `partly` are counted all the same with the figures that are in order. Without a roster all are `reported`.
    """

    expected: int | None
    reported: int
    others: int
    on_time: int | None
    late: int | None
    to_mend: int
    missing: int
    unusable: int
    counted: int
    partly: int

    @property
    def received(self) -> int:
        """How many sent a report that is used, whether they must or not."""
        return self.reported + self.others

    @property
    def not_counted(self) -> int:
        """How many sent a report of which nothing is in the totals."""
        return self.received - self.counted

    @property
    def standing(self) -> str:
        """How many sent, of how many that must, and how many others: `2/3`, `2/3 +1`, `+1`; `2` without a roster."""
        if self.expected is None:
            return str(self.reported)
        of = f"{self.reported}/{self.expected}" if self.expected else ""
        return " ".join(filter(None, (of, f"+{self.others}" if self.others else ""))) or "0"

    @property
    def rate(self) -> str:
        """How many per cent of those that must report did, without the sign; "" where nobody must."""
        return percent(self.reported, self.expected) if self.expected else ""


def coverage_of(units: Iterable[Counted], *, roster: bool, deadline: bool) -> Coverage:
    """Return how some units stand; `roster` says that there is one, `deadline` that there is one."""
    units = list(units)
    sent = [unit for unit in units if unit.sent]
    due = [unit for unit in units if unit.required] if roster else sent
    reported = sum(unit.sent for unit in due)
    late = sum(unit.late for unit in sent)
    return Coverage(
        expected=len(due) if roster else None,
        reported=reported,
        others=len(sent) - reported,
        on_time=len(sent) - late if deadline else None,
        late=late if deadline else None,
        to_mend=sum(unit.wrong for unit in sent),
        missing=sum(not unit.sent and not unit.unusable for unit in due),
        unusable=sum(unit.unusable for unit in units),
        counted=sum(unit.counted for unit in sent),
        partly=sum(unit.wrong and unit.counted for unit in sent),
    )
