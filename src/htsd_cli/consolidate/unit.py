"""A unit of a campaign with everything known of it: its files, what was counted, how it stands; silent ones too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from htsd_cli.form import Form
from htsd_cli.language.vietnamese import printable
from htsd_cli.roster import RosterUnit
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Figure, Figures, Key, Number
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Status, Submission, UnitName, UnitRow

UnitStatus = Status | Literal["unusable", "missing", "optional"]


@dataclass(frozen=True)
class Unit:
    """One unit that reported or is on the roster; every list, count and state of units is told from it.

    `called` is its roster id, name and kind, as the roster or else its report has them; `listed` its line in the
    roster, None for a unit on none. `submission` is the report in use, with the `digest` of its file (the first 16
    hexadecimal digits of the SHA-256) and the day it was `received`, on which its figures first came in. Of a unit that
    is `late` only with a correction, `in_time` is the day its first report came. Of a unit of which only files came in
    that cannot be used, `refused` has these, `unread` says what the newest of them is.
    """

    called: UnitName
    kind_name: str
    listed: RosterUnit | None = None
    submission: Submission | None = None
    received: date | None = None
    late: bool = False
    in_time: date | None = None
    digest: str = ""
    refused: tuple[str, ...] = ()
    unread: Finding | None = None

    @property
    def id(self) -> str | None:
        """Its roster id."""
        return self.called.id

    @property
    def kind(self) -> str | None:
        """The id of its kind."""
        return self.called.kind

    @property
    def key(self) -> str:
        """What it is called among the figures of a consolidation: its roster id, else its name."""
        return self.called.key

    @cached_property
    def name(self) -> str:
        """Its name as it can be shown, told from its file where nobody knows it."""
        return printable(self.called.name or f"Chưa rõ đơn vị ({Path(self.file or '').name})")

    @property
    def nameless(self) -> bool:
        """Whether it has no name of its own: at most that of its file, which tells no kind of unit ("Bc20")."""
        if self.listed is not None or self.kind is not None:
            return False
        return not self.called.name or (
            self.submission is not None and self.submission.unit_found_in == "file"
        )

    @property
    def required(self) -> bool | None:
        """Whether the roster demands its report: None for a unit that is on no roster."""
        return self.listed.required if self.listed else None

    @property
    def late_note(self) -> str:
        """What is to be said beside the day of a late correction whose first version came in time, else ""."""
        return f"bản đầu nhận ngày {self.in_time:%d/%m/%Y}" if self.in_time else ""

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The report in use, or all the files that cannot be used."""
        return (self.submission.file,) if self.submission else self.refused

    @cached_property
    def file(self) -> str | None:
        """The report in use, or the last of the files that cannot be used; None for a unit that sent nothing."""
        return self.files[-1] if self.files else None

    @property
    def sent(self) -> bool:
        """Whether a report of the unit came in that is used, counted or not."""
        return self.submission is not None

    @property
    def unusable(self) -> bool:
        """Whether only files came in that cannot be used."""
        return self.submission is None and bool(self.refused)

    @property
    def counted(self) -> bool:
        """Whether its figures are in the totals."""
        return self.submission is not None and self.submission.counted

    @cached_property
    def status(self) -> UnitStatus:
        """How it stands; told alike in every output."""
        if self.submission is not None:
            return self.submission.status
        if self.refused:
            return "unusable"
        return "missing" if self.required else "optional"

    @property
    def wrong(self) -> bool:
        """Whether its report has errors."""
        return self.status == "error"

    @property
    def reason(self) -> str:
        """Why what came in cannot be used, "" for any other unit."""
        return self.unread.message if self.unusable and self.unread else ""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of its report, the worst first; of a unit without one what its files are."""
        if self.submission is not None:
            return tuple(sorted(self.submission.findings, key=lambda finding: finding.severity.rank))
        return (self.unread,) if self.unread else ()

    @property
    def hint(self) -> str:
        """What the unit should do about its gravest finding, "" without one."""
        return self.findings[0].hint_to_unit if self.findings else ""

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @cached_property
    def figures(self) -> Figures:
        """The figures that entered the totals, never others."""
        return self.submission.figures if self.submission is not None and self.submission.counted else {}

    @property
    def rows(self) -> tuple[UnitRow, ...] | None:
        """The rows of its tables with a row for each unit; None where the form has none, or it is not counted."""
        return self.submission.rows if self.submission is not None and self.submission.counted else None

    def value(self, key: Key) -> Number | None:
        """Return a number that entered the totals, None where it gave none."""
        figure = self.figures.get(key)
        return figure.value if figure else None

    def figure(self, key: Key) -> Figure | None:
        """Return a figure of its report, counted or not, None for a blank cell."""
        return self.submission.figures.get(key) if self.submission is not None else None

    def kept_out(self) -> dict[Key, Origin]:
        """Return the places of the cells whose text is no figure until a person mends it."""
        return {
            finding.cell: finding.origin
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding.cell and finding.origin
            and self.value(finding.cell) is None and _row_of(finding.origin) not in self._lists
        }  # fmt: skip

    @cached_property
    def _lists(self) -> dict[tuple[object, ...], UnitRow]:
        """The rows and sections of its own lists by their places."""
        if self.submission is None:
            return {}
        sections = (group.row for group in self.submission.groups)
        return {_row_of(row.origin): row for row in (*(self.submission.rows or ()), *sections)}

    @cached_property
    def kept_out_cells(self) -> int:
        """How many cells of a counted report have no number in the results until a person mends them.

        Those of a unit's own list and its sections among them, of which only the total below counts.
        """
        if not self.counted:
            return 0
        cells: set[tuple[object, ...]] = set()
        for finding in self.findings:
            if finding.severity is not Severity.ERROR or not finding.cell or not finding.origin:
                continue
            place = _row_of(finding.origin)
            row = self._lists.get(place)
            if row is not None and finding.cell not in row.figures:
                cells.add((finding.cell, place))
            elif self.value(finding.cell) is None:
                cells.add((finding.cell,))
        return len(cells)


def _row_of(origin: Origin) -> tuple[object, ...]:
    return origin.file, origin.table, origin.sheet, origin.row


def in_kinds(units: Iterable[Unit], form: Form) -> list[Unit]:
    """Return units by kind in the form's order; within a kind in the order given."""
    order = {kind.id: place for place, kind in enumerate(form.unit_kinds)}
    return sorted(units, key=lambda unit: order.get(unit.kind or "", len(order)))
