"""Several files of one unit: which of them counts, and what changed from one to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from htsd_cli.consolidate.arrival import Arrival, with_findings
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Totals
from htsd_cli.values.findings import Finding

MOST_CHANGES = 8  # told one by one

_BACKUP = re.compile(r"(?:\.(?:bak|old|orig|wbk|asd)|~)$|^(?:backup of|sao lưu của) ", re.IGNORECASE)
_ABOUT_NAME = frozenset(("unit-likely", "unit-inferred", "unit-conflict"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The file of a unit that counts, with what is to be said of the others; `received`: when its figures came in,
    `first`: when the first of its reports that could be counted did.
    """

    used: Arrival
    received: date
    first: date


def choose(group: Sequence[Arrival], form: Form, pin: str = "", refused: Sequence[Arrival] = ()) -> Chosen:
    """Return which of a unit's files counts: the newest that can be counted, or the one `pin` names.

    A copy that a program kept of what a file was before ("bc.docx.bak") counts only where nothing else does. `refused`
    are files of the unit that are no reports or cannot be read. Figures sent again unchanged came in when
    they were sent first.
    """
    versions = sorted(group, key=lambda item: (not is_backup(item.file), item.age))
    told: list[Finding] = []
    pinned = [item for item in versions if pin and _is_called(item.file, pin)]
    counted = [item for item in versions if item.submission.counted]
    used = (pinned or counted or versions)[-1]
    if pin and not pinned:
        told.append(finding("use-not-found", file=pin, used=used.file))
    told += _about_newer(used, versions, refused, bool(pinned))
    told += _about_others(used, counted, form, bool(pinned), len(versions))
    told += _about_names(used, versions)
    same = [item for item in counted if item.values == used.values] or [used]
    earliest = min(item.received for item in same) if used.submission.counted else used.received
    first = min((item.received for item in counted), default=earliest)
    return Chosen(with_findings(used, told), earliest.date(), first.date())


def is_backup(file: str) -> bool:
    """Return whether a file is by its name a copy of what another one was before."""
    return _BACKUP.search(PurePosixPath(file).name) is not None


def _is_called(file: str, name: str) -> bool:
    """Return whether a file is the one a person means: by its whole name or its last parts."""
    wanted = PurePosixPath(name.replace("\\", "/")).parts
    return PurePosixPath(file).parts[-len(wanted) :] == wanted


def _about_newer(
    used: Arrival, versions: Sequence[Arrival], refused: Sequence[Arrival], pinned: bool
) -> list[Finding]:
    """Tell of a newer file that cannot be counted: what the unit last wanted to say is not in the totals."""
    if pinned or not used.submission.counted:
        return []
    newer = [
        item
        for item in (*versions, *refused)
        if item.received > used.received and not item.submission.counted
    ]
    if not newer:
        return []
    last = max(newer, key=lambda item: item.age)
    why = last.submission.findings[0].complaint if last.submission.findings else ""
    return [finding("newest-not-counted", file=last.file, why=why, used=used.file)]


def _about_others(
    used: Arrival, counted: Sequence[Arrival], form: Form, pinned: bool, count: int
) -> list[Finding]:
    """Tell of several files of one unit unless their figures are the same."""
    others = [item for item in counted if item.values != used.values]
    if not others:
        return []
    before = others[-1]
    steps = _steps(before, counted, form)
    changes = _listed(before.values, used.values, form)
    told = f"Thay đổi so với {before.file}: {changes}." if changes else ""
    if pinned:
        return [finding("duplicate-pinned", count=count, used=used.file, changes=told)]
    return [
        finding(
            "duplicate-files",
            count=count,
            choice=_choice(used, others),
            used=used.file,
            changes=f"{told}{steps}",
        )
    ]


def _choice(used: Arrival, others: Sequence[Arrival]) -> str:
    if all(is_backup(item.file) for item in others):
        return "dùng tệp không phải bản sao lưu"
    together = [item for item in others if item.received == used.received]
    if not together:
        return "dùng tệp nhận sau cùng"
    if used.written and all(not item.written or item.written < used.written for item in together):
        return "các tệp nhận cùng lúc, dùng tệp được lưu sau cùng trong tệp nén"
    if not used.is_pdf and all(item.is_pdf for item in together):
        return "các tệp nhận cùng lúc, dùng tệp không phải PDF"
    return "các tệp nhận cùng lúc, dùng tệp có tên xếp sau cùng"


def _steps(before: Arrival, counted: Sequence[Arrival], form: Form) -> str:
    """Tell how many figures changed in the steps to the version `before` the last."""
    earlier = [
        item for item, after in pairwise(counted) if item.values != after.values and item.age <= before.age
    ]
    steps = [
        f"từ {one.file} sang {other.file} đổi {len(changes(one.values, other.values, form))} số liệu"
        for one, other in pairwise(earlier)
    ]
    return f" Trước đó, {'; '.join(steps[-3:])}." if steps else ""


def _listed(before: Totals, after: Totals, form: Form) -> str:
    found = changes(before, after, form)
    more = f" và {len(found) - MOST_CHANGES} số liệu khác" if len(found) > MOST_CHANGES else ""
    return "; ".join(found[:MOST_CHANGES]) + more


def changes(before: Totals, after: Totals, form: Form) -> list[str]:
    """Return what differs between two versions' figures, a phrase a figure, in the form's order."""
    found: list[str] = []
    for indicator, measure in form.measured():
        old, new = (version.get(indicator.key(measure)) for version in (before, after))
        if old != new:
            shown = [("trống" if value is None else format_number(value)) for value in (old, new)]
            found.append(
                f"“{indicator.short_label}”, cột “{form.column_heading(measure)}”: {shown[0]} → {shown[1]}"
            )
    return found


def _about_names(used: Arrival, versions: Sequence[Arrival]) -> list[Finding]:
    """Tell of a file taken for the unit's with some doubt although another one is used: it may be another unit's."""
    told: list[Finding] = []
    known = {(item.code, item.problem) for item in used.submission.findings}
    for item in versions:
        if item.values == used.values:
            continue
        for found in item.submission.findings:
            if found.code in _ABOUT_NAME and (found.code, found.problem) not in known:
                known.add((found.code, found.problem))
                told.append(replace(found, where=f"Tệp {item.file}", says=": "))
    return told
