"""How far a campaign has come on a day: of each kind of unit, and of all together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from htsd_cli.consolidate.consolidation import Consolidation
from htsd_cli.consolidate.coverage import Coverage
from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form


@dataclass(frozen=True, slots=True)
class KindProgress:
    """How far one kind of unit has come; `id` is None for units whose kind the form does not know."""

    id: str | None
    name: str
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign has come on the day `today`; `days_left` is negative after the deadline, None without one.

    `to_mend` are the units whose report has errors.
    """

    today: date
    deadline: date | None
    kinds: tuple[KindProgress, ...]
    total: Coverage
    missing: tuple[Unit, ...]
    unusable: tuple[Unit, ...]
    late: tuple[Unit, ...]
    to_mend: tuple[Unit, ...]

    @property
    def days_left(self) -> int | None:
        """Whole days from today to the deadline."""
        return None if self.deadline is None else (self.deadline - self.today).days


def measure_progress(
    consolidation: Consolidation, form: Form, deadline: date | None, today: date
) -> Progress:
    """Return how far a campaign has come, by kind in the form's order; kinds without units are left out."""
    units = list(consolidation.units)
    kinds: list[KindProgress] = []
    for kind in (*form.kinds, None):
        members = [unit for unit in units if (unit.kind if unit.kind in form.kinds else None) == kind]
        if any(unit.status != "optional" for unit in members):
            kinds.append(KindProgress(kind, form.kind_name(kind), consolidation.coverage(members)))
    return Progress(
        today=today,
        deadline=deadline,
        kinds=tuple(kinds),
        total=consolidation.coverage(),
        missing=tuple(unit for unit in units if unit.status == "missing"),
        unusable=tuple(unit for unit in units if unit.unusable),
        late=tuple(unit for unit in units if unit.late),
        to_mend=tuple(unit for unit in units if unit.wrong),
    )
