"""A finding: something a person must know, with its code, severity, place, message and the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from htsd_cli.values.origin import Origin


class Severity(StrEnum):
    """What a finding means for the totals; the same for every finding.

    error: not counted until a person mends it. warning: counted, and a person should look.
    info: counted, good to know.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True)
class Finding:
    """One finding. `indicator` and `measure` name the figure it is about, where there is one.

    `message` says where, what stands there and what was expected; `hint` says what to do; both Vietnamese.
    `suggestion` is the number that was probably meant, never used without a person's word.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    indicator: str | None = None
    measure: str | None = None
    suggestion: int | None = None
    origin: Origin | None = None


class Entry(NamedTuple):
    """A kind of finding in the catalogue.

    `message` and `hint` are templates with named fields. `explanation` tells what it means and why it
    matters, `example` shows one, `mend` tells how to mend it; they make `htsd explain` and the reference.
    """

    code: str
    severity: Severity
    title: str
    message: str
    hint: str
    explanation: str
    example: str
    mend: str

    def finding(
        self,
        *,
        indicator: str | None = None,
        measure: str | None = None,
        suggestion: int | None = None,
        origin: Origin | None = None,
        **fields: object,
    ) -> Finding:
        """Return a finding of this kind, its templates filled with `fields`."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=self.message.format(**fields),
            hint=self.hint.format(**fields),
            indicator=indicator,
            measure=measure,
            suggestion=suggestion,
            origin=origin,
        )
