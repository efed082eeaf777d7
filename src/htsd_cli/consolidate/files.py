"""What became of files that are not a unit's report in use: sent twice, left out, beside a report; and what is told."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from htsd_cli.values.findings import Finding


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Duplicate(_Value):
    """A unit that sent several files; only `used` counts."""

    id: str | None
    name: str
    files: tuple[str, ...]
    used: str


class LeftOut(_Value):
    """A file that is no report, with the reason in a Vietnamese sentence.

    `unit` is the key of the unit that seems to have sent it, None when nothing tells. With `beside` it is a mail whose
    report was read all the same (only while it is consolidated: the results do not keep it).
    """

    file: str
    reason: str
    unit: str | None = None
    beside: bool = Field(default=False, exclude=True)


class Belonging(_Value):
    """A file that belongs to a unit's report without being one; `what` it is in Vietnamese. No error."""

    file: str
    unit: str
    what: str


class UnitFinding(_Value):
    """A finding together with the file and the unit it concerns."""

    finding: Finding
    file: str | None
    unit: str | None
