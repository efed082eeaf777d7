"""The findings about decisions: what was not applied and why, what applies no longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from htsd_cli.decisions.doubts import Doubt, doubt_about, doubts_of
from htsd_cli.decisions.values import Row, Subject
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission


class _About(TypedDict):
    indicator: str | None
    measure: str | None
    origin: Origin | None


class Teller(NamedTuple):
    """Tells of one subject why what a person wrote of it was not applied, or not all of it."""

    doubt: Doubt
    form: Form

    @property
    def _where(self) -> str:
        return where_of(self.doubt, self.form)

    @property
    def _about(self) -> _About:
        subject = self.doubt.subject
        return {
            "indicator": subject.indicator or None,
            "measure": subject.measure or None,
            "origin": self.doubt.origin,
        }

    def conflict(self, count: int, values: Sequence[str]) -> Finding:
        """Say that one sheet has different values."""
        return finding(
            "decision-conflict", **self._about, where=self._where, count=count, values=_quoted(values)
        )

    def copies(self, chosen: Row, values: Sequence[str]) -> Finding:
        """Say that several sheets differ, and which one counts."""
        file = f"{chosen.source.parent.name}/{chosen.source.name}"
        return finding("decision-copies", **self._about, where=self._where, values=_quoted(values), file=file)

    def unreadable(self, row: Row, why: str, cure: str, suggestion: Number | None) -> Finding:
        """Say that a value is not certain."""
        return finding(
            "decision-unreadable", **self._about, suggestion=suggestion,
            where=self._where, value=typed_words(row), why=why, cure=cure,
        )  # fmt: skip

    def unsigned(self, row: Row) -> Finding:
        """Say that nobody answers for a value."""
        return finding("decision-unsigned", **self._about, where=self._where, value=typed_words(row))

    def expired(self, row: Row, value: Number | None, now: str) -> Finding:
        """Say that a decision was made for another file, and the figure has still to be looked at."""
        return finding(
            "decision-expired", **self._about, suggestion=value,
            where=self._where, value=typed_words(row), by=row.by, now=now,
        )  # fmt: skip

    def obsolete(self, row: Row, now: str) -> Finding:
        """Say that a decision was made for another file, and is needed no longer."""
        return finding("decision-obsolete", **self._about, where=self._where, value=typed_words(row), now=now)


def told_of(row: Row, subject: Subject, value: Number | None, submission: Submission, form: Form) -> Finding:
    """Return what is to be said of a decision made for another file: `submission` is the unit's file now."""
    doubts = {item.subject: item for item in doubts_of(submission, form)}
    if subject.spot:
        was = doubt_about(subject, submission, form)
        tell = Teller(Doubt(subject, row.shown.indicator or was.indicator, was.column, "", None, None), form)
        if any(item.spot and item.indicator == subject.indicator for item in doubts):
            return tell.expired(row, None, "vẫn có số ở ngoài mẫu")
        return tell.obsolete(row, "tệp hiện nay không còn chỗ ấy")
    now = doubts.get(subject) or doubt_about(subject, submission, form)
    tell = Teller(now, form)
    if subject not in doubts and now.counted == value:
        return tell.obsolete(row, "tệp hiện nay ghi đúng như đã xác nhận")
    return tell.expired(row, value, f"ghi “{now.text}”" if now.text else "để trống ô này")


def unplaced(row: Row, why: str) -> Finding:
    """Return what is to be said of a line that belongs to no figure."""
    cure = "Chép đúng bốn ô đầu (đơn vị, chỉ tiêu, cột, nội dung trong báo cáo), hoặc ghi vào dòng có sẵn."
    return finding("decision-unplaced", row=row.shown.called or f"dòng {row.number}", why=why, cure=cure)


def where_of(doubt: Doubt, form: Form) -> str:
    """Return a subject's place for a message."""
    indicator = form.by_id.get(doubt.subject.indicator)
    if indicator is None:
        return f"Dòng thêm “{doubt.indicator}”"
    return form.where(indicator, doubt.subject.measure or None)


def typed_words(row: Row) -> str:
    """Return what a person typed, a number as it is written officially."""
    typed = row.typed
    if isinstance(typed, int) or (isinstance(typed, float) and typed == int(typed)):
        return format_number(int(typed))
    return str(typed).replace(".", ",") if isinstance(typed, float) else str(typed)


def _quoted(values: Sequence[str]) -> str:
    return ", ".join(f"“{value}”" for value in values)
