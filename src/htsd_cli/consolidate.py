"""The consolidation: totals, who is in them, who is missing, what was left out and why."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from htsd_cli.findings import Finding
from htsd_cli.submission import Figures, Status, Submission, finding_to_json


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitRow(_Value):
    """A unit that sent a report: the file used, its status, and whether its figures are in the totals."""

    id: str | None
    name: str
    kind: str | None
    file: str
    status: Status
    counted: bool
    received: date | None = None

    @property
    def key(self) -> str:
        """The unit's key in `Consolidation.figures`: its roster id, else its name."""
        return self.id or self.name


class MissingUnit(_Value):
    """A unit of the roster that sent nothing."""

    id: str
    name: str
    kind: str | None


class LateUnit(_Value):
    """A unit whose report came in after the deadline; its figures count all the same."""

    id: str | None
    name: str
    kind: str | None
    file: str
    received: date


class Duplicate(_Value):
    """A unit that sent several files; only `used` counts."""

    id: str | None
    name: str
    files: tuple[str, ...]
    used: str


class LeftOut(_Value):
    """A file that is no report, with the reason in a Vietnamese sentence."""

    file: str
    reason: str


class UnitFinding(_Value):
    """A finding together with the file and the unit it concerns."""

    finding: Finding
    file: str | None
    unit: str | None


class Consolidation(_Value):
    """All submissions of a campaign taken together. Its JSON is the contract `htsd/consolidation/1`.

    `totals` has a measure only where at least one unit gave a figure: missing is not zero. `figures` maps a
    unit's key to its figures, counted units only. `submissions` are the files used, one for each of `units`
    and in the same order. `expected` counts the roster (None without one).
    """

    schema_: Literal["htsd/consolidation/1"] = Field("htsd/consolidation/1", alias="schema")
    form: str
    totals: Figures
    units: tuple[UnitRow, ...]
    figures: dict[str, Figures]
    missing: tuple[MissingUnit, ...] = ()
    late: tuple[LateUnit, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    unrecognised: tuple[LeftOut, ...] = ()
    findings: tuple[UnitFinding, ...] = ()
    passed_over: tuple[LeftOut, ...] = ()
    expected: int | None = None
    submissions: tuple[Submission, ...] = Field(default=(), exclude=True)

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object."""
        data = self.model_dump(mode="json", by_alias=True, exclude={"findings"})
        findings = [
            finding_to_json(item.finding) | {"file": item.file, "unit": item.unit} for item in self.findings
        ]
        order = ("schema", "form", "totals", "units", "figures")
        order += ("missing", "late", "duplicates", "unrecognised")
        return {key: data.pop(key) for key in order} | {"findings": findings} | data
