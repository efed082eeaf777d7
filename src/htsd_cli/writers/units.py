"""What the outputs say of several units: how far each kind has come, and what the totals do not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation, Unit, UnitFinding, UnitStatus
from htsd_cli.consolidate.coverage import Coverage
from htsd_cli.language.vietnamese import format_number


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


def left_out(views: Sequence[Unit]) -> list[str]:
    """Return what totals over the units do not hold, each in a phrase: `25 đơn vị chưa gửi báo cáo`."""
    kept_out = [view.kept_out_cells for view in views]
    cells = f"{format_number(sum(kept_out))} ô số liệu phải sửa của {format_number(sum(map(bool, kept_out)))} đơn vị"
    others = sum(view.wrong and view.counted and not view.kept_out_cells for view in views)
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
            (
                others,
                f"phần phải sửa trong báo cáo của {format_number(others)} đơn vị{' khác' if sum(kept_out) else ''}",
            ),
        )
        if count
    ]
