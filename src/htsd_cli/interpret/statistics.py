"""What a statistics table says: figures with their origins, notes, extra rows, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Number, Numbers
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import CellCount, ExtraRow, UnitGroup, UnitRow


@dataclass(slots=True)
class Statistics:
    """What one statistics table says; `unasked` are the cells with a word for zero where nothing is asked.

    `rows` are the rows of tables with a row for each unit, `groups` the sections of units that have figures.
    `texts` are the words of cells that ask for words, by indicator and measure; they stand among the notes too.
    `told_scales` are the tables and the scales of money in them that a finding names, `named` the cells with the names
    of hidden rows whose figures are told.
    """

    figures: Numbers = field(default_factory=dict)
    origins: dict[str, dict[str, Origin]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    other: str = ""
    extra_rows: list[ExtraRow] = field(default_factory=list)
    unasked: list[Origin] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows: list[UnitRow] = field(default_factory=list)
    groups: list[UnitGroup] = field(default_factory=list)
    told_scales: set[tuple[str, str]] = field(default_factory=set)
    named: set[Origin] = field(default_factory=set)
    cells: CellCount = field(default_factory=CellCount)

    @property
    def empty(self) -> bool:
        """Whether no cell for figures holds anything."""
        return self.cells.filled == 0


def join(parts: Sequence[Statistics]) -> Statistics | None:
    """Return one reading of several copies of the table, each filled in part; None when they contradict."""
    joined = Statistics()
    said: dict[tuple[str, str], Number | None] = {}
    for part in parts:
        answers: dict[tuple[str, str], Number | None] = {
            (item.indicator, item.measure): None
            for item in part.findings
            if item.indicator and item.measure and item.severity is Severity.ERROR
        }
        answers |= {(i, m): value for i, row in part.figures.items() for m, value in row.items()}
        if any(key in said and said[key] != value for key, value in answers.items()):
            return None
        said |= answers
        for indicator, row in part.figures.items():
            joined.figures.setdefault(indicator, {}).update(row)
            joined.origins.setdefault(indicator, {}).update(part.origins.get(indicator, {}))
        joined.notes |= part.notes
        joined.texts |= part.texts
        joined.extra_rows += part.extra_rows
        joined.unasked += part.unasked
        joined.findings += part.findings
    joined.other = "\n".join(dict.fromkeys(part.other for part in parts if part.other))
    looked_at = max(part.cells.looked_at for part in parts)
    joined.cells = CellCount(looked_at=looked_at, filled=len(said))
    return joined
