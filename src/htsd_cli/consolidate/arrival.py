"""An arrival: a submission with when and from whom it came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from htsd_cli.values.figures import Key, Number, values_of
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import Submission, reports_of

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A submission, when it came in (Vietnamese time), what its file's content is known by, and who sent it.

    `sender` and `subject` are those of the mail it came in, "" for a file by itself. `written` is the time
    a zip gives the file itself; it tells apart files that came in together.
    """

    submission: Submission
    received: datetime
    digest: str = ""
    sender: str = ""
    written: datetime | None = None
    subject: str = ""

    @property
    def file(self) -> str:
        """The file's name in the inbox."""
        return self.submission.file

    @property
    def values(self) -> dict[Key, Number]:
        """The numbers it gives, by cell: what tells one version of a report from another."""
        return values_of(self.submission.figures)

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF by its name: the print of a report, or its scan."""
        return PurePosixPath(self.file).suffix.lower() == ".pdf"

    @property
    def age(self) -> tuple[Any, ...]:
        """What orders arrivals from the oldest to the newest; of two at the same time the Word file, then the name."""
        return (self.received, self.written or _NEVER, not self.is_pdf, _natural(self.file), self.file)


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts names as a person would: "lần 10" after "lần 2"."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d{1,9})", name.casefold())
        if part
    )


def arrivals_of(
    submission: Submission,
    received: datetime,
    digest: str,
    sender: str = "",
    written: datetime | None = None,
    subject: str = "",
) -> list[Arrival]:
    """Return a file's report, or those of its rows, with when each came in: a row of an export by its own time, which
    is no later than the file's."""
    return [
        Arrival(
            one,
            one.sent if one.sent is not None and one.sent.date() <= received.date() else received,
            digest_of(digest, submission, one),
            sender,
            written,
            subject,
        )
        for one in reports_of(submission)
    ]


def with_findings(arrival: Arrival, told: Sequence[Finding], without: Sequence[str] = ()) -> Arrival:
    """Return the arrival with further findings, worst first, and without those of some codes."""
    if not told and not without:
        return arrival
    kept = [item for item in arrival.submission.findings if item.code not in without]
    findings = sorted((*kept, *told), key=lambda item: item.severity.rank)
    return replace(arrival, submission=arrival.submission.model_copy(update={"findings": tuple(findings)}))


def digest_of(digest: str, submission: Submission, report: Submission) -> str:
    """Return what tells a report's content from any other's: its file's digest, and its row where it is one of a table.

    The rows of a file are no copies of each other.
    """
    if not digest or report is submission:
        return digest
    row = report.file.rpartition(" ")[2]
    return f"{digest[:-6]}{int(row):06x}" if row.isdigit() else digest
