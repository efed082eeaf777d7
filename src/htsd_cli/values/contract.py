"""The JSON of a submission as the contract `htsd/validation/1` describes it, for its published schema."""

from __future__ import annotations

from datetime import date
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from htsd_cli.values.document import Origin
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import CellCount, ExtraRow, Status, UnitName


class SubmissionJson(TypedDict):
    """One received file, understood. Its JSON is the contract `htsd/validation/1`.

    `figures` holds no key for a blank cell and 0 for a zero. `origins` has the place of each figure that
    stands in the file (a derived figure has none). `counted` says whether the figures may enter totals:
    not when the file as a whole is in doubt (no table, another year, another form). `unasked` are the cells
    with a word for zero where the form asks for nothing.
    `decided` are the figures the office decided, by indicator and measure; they count in place of the file's.
    `texts` are the words in cells that ask for words, by indicator and measure; no key where there are none.
    """

    schema: Literal["htsd/validation/1"]
    file: str
    form: str
    unit: UnitName
    status: Status
    figures: dict[str, dict[str, float]]
    origins: dict[str, dict[str, Origin]]
    notes: dict[str, str]
    other: str
    extra_rows: tuple[ExtraRow, ...]
    unasked: tuple[Origin, ...]
    narrative: dict[str, tuple[str, ...]]
    report_date: date | None
    year: int | None
    cells: CellCount
    counted: bool
    findings: tuple[Finding, ...]
    decided: dict[str, dict[str, DecidedJson]]
    texts: NotRequired[dict[str, dict[str, str]]]
    rows: NotRequired[list[UnitRowJson]]


class DecidedJson(TypedDict):
    """What the office decided of one figure: `value` counts, None for a figure left blank; `text` is what stands there.

    `by` is who answers for it, `reason` may be "".
    """

    value: float | None
    by: str
    reason: str
    text: str


class UnitRowJson(TypedDict):
    """A row of a table with a row for each unit. The figures of the total row are those of the report."""

    table: str
    unit: UnitOfRow
    figures: dict[str, dict[str, float]]
    origins: dict[str, dict[str, Origin]]
    note: str
    section: str


class UnitOfRow(TypedDict):
    """Whose row it is: the id where the roster has it, and the name as the row has it."""

    id: str | None
    name: str


class FindingJson(TypedDict):
    """One finding. `indicator` and `measure` name the figure it is about, where there is one.

    `message` says where, what stands there and what was expected; `hint` says what to do; both Vietnamese.
    `suggestion` is the number that was probably meant, never used without a person's word.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    indicator: str | None
    measure: str | None
    suggestion: float | None
    origin: Origin | None
