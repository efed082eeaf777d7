"""A submission: one received file, understood — unit, figures with their origins, narrative, findings."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from htsd_cli.values.document import Origin
from htsd_cli.values.figures import (
    Figures,
    Key,
    Numbers,
    as_json,
    json_of,
    nested,
    numbers_of,
    origins_of,
    values_of,
)
from htsd_cli.values.findings import Finding, Severity

Status = Literal["ok", "warning", "error"]


class _Value(BaseModel):
    """A value whose fields are taken as they are given: only the program's own parts make one, and mypy checks these.

    To validate what was written with our own hands took longer than to read a report. `model_validate` still does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    if not TYPE_CHECKING:  # a checker sees the parameters that the fields make

        def __init__(self, /, **given: object) -> None:
            """Take the fields by their names in the contract; raises `TypeError` for one too many or too few."""
            own, told = {}, set()
            for name, field in type(self).model_fields.items():
                key = field.alias or name
                if key in given:
                    own[name] = given.pop(key)
                    told.add(name)
                elif field.default_factory is not None:
                    own[name] = field.default_factory()
                elif field.is_required():
                    raise TypeError(f"{type(self).__name__} without “{key}”")
                else:
                    own[name] = field.default
            if given:
                raise TypeError(f"{type(self).__name__} has no “{next(iter(given))}”")
            object.__setattr__(self, "__dict__", own)
            object.__setattr__(self, "__pydantic_fields_set__", told)
            object.__setattr__(self, "__pydantic_extra__", None)
            object.__setattr__(self, "__pydantic_private__", None)

        __init__.__pydantic_base_init__ = True  # `model_validate` does not come here


class UnitName(_Value):
    """Who a report is of: the unit's roster id (None when there is no roster or it is not on it), name and kind."""

    id: str | None = None
    name: str = ""
    kind: str | None = None

    @property
    def key(self) -> str:
        """What the unit is called in `Consolidation.figures`: its roster id, else its name."""
        return self.id or self.name


class ExtraRow(_Value):
    """A row of the statistics table that is none of the form's rows."""

    label: str
    cells: tuple[str, ...]
    origin: Origin


class UnitRow(_Value):
    """A row of a table with a row for each unit: whose it is, and its figures; `note` are its words.

    `texts` are its cells in columns of words, `doubted` the cells that a finding of severity error names. `section` is
    the heading it stands under in the table, "" for none.
    """

    table: str
    unit: UnitName
    figures: SkipValidation[Figures] = Field(default_factory=dict)
    texts: SkipValidation[Mapping[Key, str]] = Field(default_factory=dict)
    doubted: tuple[Key, ...] = ()
    note: str = ""
    section: str = ""
    origin: Origin

    def to_json(self) -> dict[str, Any]:
        """Return the row as the contract writes it."""
        return {
            "table": self.table,
            "unit": {"id": self.unit.id, "name": self.unit.name},
            "figures": json_of(values_of(self.figures).items()),
            "origins": origins_to_json(self.figures),
            "note": self.note,
            "section": self.section,
        }


class UnitGroup(_Value):
    """A row with figures over several units of such a table, “I. Khối mầm non” or “Cộng khối mầm non”.

    Its units are the rows of the report from `first` to before `end`.
    """

    row: UnitRow
    first: int
    end: int


class RowReport(_Value):
    """A report that is one row of a table with a row for each unit that reports; `sent` when the row says so."""

    unit: UnitName
    row: int
    figures: SkipValidation[Figures] = Field(default_factory=dict)
    notes: dict[str, str] = Field(default_factory=dict)
    texts: dict[str, dict[str, str]] = Field(default_factory=dict)
    extra_rows: tuple[ExtraRow, ...] = ()
    filled: int = 0
    findings: tuple[Finding, ...] = ()
    sent: datetime | None = None


class CellCount(_Value):
    """How many cells for figures the statistics table has, and how many of them hold text."""

    looked_at: int = 0
    filled: int = 0


class Submission(_Value):
    """One received file, understood.

    `figures` holds no key for a blank cell and 0 for a zero; those the office decided count in place of the file's.
    `texts` are the words in cells that ask for words, by indicator and measure.
    `rows` are the rows of tables with a row for each unit, None where the form has no such table; the figures of such a
    table are its total row's. `groups` are the sections of those rows that have figures of their own. `reports` are
    the reports of a file with a row for each unit that reports; it has then no figures of its own, and `reports_of`
    gives each as a submission.
    `counted` says whether the figures may enter totals: not when the file as a whole is in doubt (no table, another
    year, another form). `unasked` are the cells with a word for zero where the form asks for nothing. `marks` are the
    file's hidden properties by which what `htsd` made is known again (`htsd-form`, `htsd-unit`, `htsd-unit-id` …),
    without their "htsd-". `area` is what the people's committee in the letterhead governs.
    `file_format` is the reader's name for the file ("docx"), `unit_found_in` where the unit's name stands
    ("letterhead", "sentence", "properties", "file"); both are empty for a file that cannot be read.
    """

    schema_: Literal["htsd/validation/1"] = Field(default="htsd/validation/1", alias="schema")
    file: str
    form: str
    unit: UnitName = UnitName()
    figures: SkipValidation[Figures] = Field(default_factory=dict)
    notes: dict[str, str] = Field(default_factory=dict)
    texts: dict[str, dict[str, str]] = Field(default_factory=dict)
    other: str = ""
    extra_rows: tuple[ExtraRow, ...] = ()
    unasked: tuple[Origin, ...] = ()
    rows: tuple[UnitRow, ...] | None = None
    groups: tuple[UnitGroup, ...] = ()
    narrative: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    report_date: date | None = None
    year: int | None = None
    cells: CellCount = CellCount()
    counted: bool = True
    findings: tuple[Finding, ...] = ()
    marks: dict[str, str] = Field(default_factory=dict)
    area: str = ""
    file_format: str = ""
    unit_found_in: str = ""
    reports: tuple[RowReport, ...] = ()
    sent: datetime | None = None

    @property
    def numbers(self) -> Numbers:
        """The numbers that count, by indicator and measure."""
        return numbers_of(self.figures)

    @property
    def status(self) -> Status:
        """The worst severity among the findings; findings of severity info leave it ok."""
        return worst(self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object, its keys in the contract's order."""
        return {
            "schema": self.schema_,
            "file": self.file,
            "form": self.form,
            "unit": self.unit.model_dump(mode="json"),
            "status": self.status,
            "figures": json_of(values_of(self.figures).items()),
            "origins": origins_to_json(self.figures),
            "notes": self.notes,
            "other": self.other,
            "extra_rows": [
                {"label": row.label, "cells": list(row.cells), "origin": place_to_json(row.origin)}
                for row in self.extra_rows
            ],
            "unasked": [place_to_json(origin) for origin in self.unasked],
            "narrative": {section: list(texts) for section, texts in self.narrative.items()},
            "report_date": self.report_date.isoformat() if self.report_date else None,
            "year": self.year,
            "cells": self.cells.model_dump(mode="json"),
            "counted": self.counted,
            "findings": [finding_to_json(finding) for finding in self.findings],
            "decided": decided_to_json(self.figures),
            **({"texts": self.texts} if self.texts else {}),
            **({} if self.rows is None else {"rows": [row.to_json() for row in self.rows]}),
        }


def in_a_list(finding: Finding, rows: Sequence[UnitRow], groups: Sequence[UnitGroup]) -> bool:
    """Return whether a finding is about a row or a section of a table with a row for each unit, not its total."""
    place = finding.origin
    return place is not None and any(
        (row.origin.file, row.origin.table, row.origin.sheet, row.origin.row)
        == (place.file, place.table, place.sheet, place.row)
        for row in (*rows, *(group.row for group in groups))
    )


def reports_of(submission: Submission) -> tuple[Submission, ...]:
    """Return what a file holds as reports: itself, or one for each row of a table of reports."""
    return tuple(
        submission.model_copy(
            update={
                "file": f"{submission.file}, dòng {report.row}",
                "unit": report.unit,
                "figures": report.figures,
                "notes": report.notes,
                "texts": report.texts,
                "extra_rows": report.extra_rows,
                "cells": CellCount(looked_at=submission.cells.looked_at, filled=report.filled),
                "findings": tuple(
                    sorted((*submission.findings, *report.findings), key=lambda item: item.severity.rank)
                ),
                "reports": (),
                "sent": report.sent,
            }
        )
        for report in submission.reports
    ) or (submission,)


def worst(findings: tuple[Finding, ...] | list[Finding]) -> Status:
    """Return "error", "warning" or "ok" after the worst of the findings."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return "error"
    return "warning" if Severity.WARNING in severities else "ok"


def place_to_json(origin: Origin) -> dict[str, Any]:
    """Return an origin as JSON, without the parts that do not apply to its format."""
    place: dict[str, Any] = {}
    if origin.file is not None:
        place["file"] = origin.file
    if origin.table is not None:
        place["table"] = origin.table
    if origin.sheet is not None:
        place["sheet"] = origin.sheet
    if origin.row is not None:
        place["row"] = origin.row
    if origin.column is not None:
        place["column"] = origin.column
    if origin.cell is not None:
        place["cell"] = origin.cell
    if origin.paragraph is not None:
        place["paragraph"] = origin.paragraph
    place["text"] = origin.text
    return place


def origins_to_json(figures: Figures) -> dict[str, dict[str, Any]]:
    """Return the places of the figures that count and stand in the file, by indicator and measure."""
    return {
        indicator: {measure: place_to_json(origin) for measure, origin in places.items()}
        for indicator, places in origins_of(figures).items()
    }


def decided_to_json(figures: Figures) -> dict[str, dict[str, Any]]:
    """Return what the office decided, by indicator and measure."""
    return nested((key, item.decided.to_json()) for key, item in figures.items() if item.decided is not None)


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as the contract's JSON object."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "indicator": finding.indicator,
        "measure": finding.measure,
        "message": finding.message,
        "hint": finding.hint,
        "suggestion": as_json(finding.suggestion),
        "origin": place_to_json(finding.origin) if finding.origin else None,
    }
