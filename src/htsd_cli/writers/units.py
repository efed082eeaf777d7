"""What the outputs say of several units: how far each kind has come, and what the totals do not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation, Unit, UnitFinding, UnitStatus
from htsd_cli.consolidate.coverage import Coverage
from htsd_cli.decisions import CELLS_TO_MEND, OUTSIDE_THE_FORM, subjects_of
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import in_a_list


@dataclass(frozen=True, slots=True)
class KindView:
    """How far one kind of unit has come, and how many of its units have each status."""

    name: str
    coverage: Coverage
    statuses: dict[UnitStatus, int]


def kind_views(consolidation: Consolidation, views: Sequence[Unit]) -> list[KindView]:
    """Return how far each kind has come, in the order of `views`."""
    kinds: list[KindView] = []
    for name in dict.fromkeys(view.kind_name for view in views):
        members = [view for view in views if view.kind_name == name]
        statuses = Counter(view.status for view in members)
        kinds.append(KindView(name, consolidation.coverage(members), dict(statuses)))
    return kinds


def loose_findings(consolidation: Consolidation) -> list[UnitFinding]:
    """Return the findings of no unit: neither of a report that is used nor of files that cannot be."""
    files = {file for unit in consolidation.units for file in unit.files}
    return [item for item in consolidation.findings if item.file not in files]


def left_out(views: Sequence[Unit], form: Form) -> list[str]:
    """Return what totals over the units do not hold, each in a phrase: `25 đơn vị chưa gửi báo cáo`."""
    held_back = [_held_back(view, form) for view in views]
    kept_out = [cells for cells, _ in held_back]
    beyond = sum(numbers for _, numbers in held_back)
    cells = (
        f"{format_number(sum(kept_out))} {CELLS_TO_MEND} của {format_number(sum(map(bool, kept_out)))} đơn vị"
    )
    others = sum(
        view.wrong and view.counted and not any(held) for view, held in zip(views, held_back, strict=True)
    )
    missing = sum(view.status == "missing" for view in views)
    unread = sum(view.unusable for view in views)
    unusable = sum(view.sent and not view.counted for view in views)
    return [
        phrase
        for count, phrase in (
            (missing, f"{format_number(missing)} đơn vị chưa gửi báo cáo"),
            (unread, f"{format_number(unread)} đơn vị đã gửi tệp chưa đọc được"),
            (unusable, f"{format_number(unusable)} đơn vị có báo cáo chưa dùng được"),
            (sum(kept_out), cells),
            (beyond, f"{format_number(beyond)} {OUTSIDE_THE_FORM}"),
            (
                others,
                f"phần phải sửa trong báo cáo của {format_number(others)} đơn vị"
                f"{' khác' if sum(kept_out) or beyond else ''}",
            ),
        )
        if count
    ]


def _held_back(view: Unit, form: Form) -> tuple[int, int]:
    """Return how many cells of the form a counted report gives no number for, and how many numbers beside them.

    They are those that the sheet of decisions asks about, and cells of a unit's own lists.
    """
    report = view.submission
    if report is None or not view.counted:
        return view.kept_out_cells, 0
    subjects = {
        subject
        for item in view.findings
        if item.severity is Severity.ERROR and not in_a_list(item, report.rows or (), report.groups)
        for subject in subjects_of(item, form)
    }
    known = view.kept_out()
    rows = [
        one for one in subjects if not one.spot and one.cell not in known and view.value(one.cell) is None
    ]
    return view.kept_out_cells + len(rows), sum(1 for one in subjects if one.spot)
