"""How far a campaign has come: of each kind of unit who reported, on time or late, what is to mend, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from htsd_cli.consolidate import Consolidation, LateUnit, MissingUnit, UnitRow
from htsd_cli.form import Form
from htsd_cli.roster import Roster


@dataclass(frozen=True, slots=True)
class KindProgress:
    """How far one kind of unit has come, or all together.

    `expected` is how many must report (None without a roster), `reported` how many of these did, `others` how
    many reported who need not. `on_time` and `late` part `reported` and `others` together; both are None without
    a deadline. `to_mend` have errors, `missing` sent nothing.
    """

    id: str | None
    name: str
    expected: int | None
    reported: int
    others: int
    on_time: int | None
    late: int | None
    to_mend: int
    missing: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign has come on the day `today`; `days_left` is negative after the deadline, None without one.

    `to_mend` are the units whose report has errors, in the consolidation's order.
    """

    today: date
    deadline: date | None
    kinds: tuple[KindProgress, ...]
    total: KindProgress
    missing: tuple[MissingUnit, ...]
    late: tuple[LateUnit, ...]
    to_mend: tuple[UnitRow, ...]

    @property
    def days_left(self) -> int | None:
        """Whole days from today to the deadline."""
        return None if self.deadline is None else (self.deadline - self.today).days


def measure_progress(
    consolidation: Consolidation, form: Form, roster: Roster | None, deadline: date | None, today: date
) -> Progress:
    """Return how far a campaign has come, by kind in the form's order; kinds without units are left out."""
    late = {item.file for item in consolidation.late}
    required = {unit.id for unit in roster.units if unit.required} if roster else None

    def tell(id_: str | None, name: str, rows: Sequence[UnitRow], missing: int) -> KindProgress:
        reported = [row for row in rows if required is None or row.id in required]
        behind = sum(row.file in late for row in rows)
        return KindProgress(
            id=id_,
            name=name,
            expected=None if required is None else len(reported) + missing,
            reported=len(reported),
            others=len(rows) - len(reported),
            on_time=None if deadline is None else len(rows) - behind,
            late=None if deadline is None else behind,
            to_mend=sum(row.status == "error" for row in rows),
            missing=missing,
        )

    def rows_of(kind: str | None) -> list[UnitRow]:
        return [row for row in consolidation.units if _known(row.kind, form) == kind]

    def missing_of(kind: str | None) -> int:
        return sum(_known(unit.kind, form) == kind for unit in consolidation.missing)

    names = {kind.id: kind.name for kind in form.unit_kinds}
    kinds = [
        tell(kind, names.get(kind or "", "Chưa rõ loại"), rows_of(kind), missing_of(kind))
        for kind in (*names, None)
        if rows_of(kind) or missing_of(kind)
    ]
    return Progress(
        today=today,
        deadline=deadline,
        kinds=tuple(kinds),
        total=tell(None, "Tất cả", consolidation.units, len(consolidation.missing)),
        missing=consolidation.missing,
        late=consolidation.late,
        to_mend=tuple(row for row in consolidation.units if row.status == "error"),
    )


def _known(kind: str | None, form: Form) -> str | None:
    return kind if kind in form.kinds else None
