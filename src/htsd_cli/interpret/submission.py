"""A document as a unit's report: which table counts, whose and of which year it is, and whether it counts at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from htsd_cli.checks import blank_tables, examine, figures_in_order
from htsd_cli.form import Form
from htsd_cli.interpret import Interpretation, Interpreter
from htsd_cli.interpret.grid.old_form import on_another_form
from htsd_cli.interpret.letterhead import year_named
from htsd_cli.interpret.statistics import Statistics, join
from htsd_cli.interpret.tables import StatisticsTable
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Document
from htsd_cli.values.findings import Fate, Finding
from htsd_cli.values.submission import CellCount, RowReport, Submission, UnitName, UnitRow

Value = TypeVar("Value")

_YEARS = ("wrong-year", "other-year")
_AMISS = (
    "row-missing",
    "rows-missing",
    "row-unknown",
    "column-missing",
    "unasked-figure",
    "too-many-numbers",
)
_NO_TABLE = 1_000_000
_MARK = "htsd-"  # how the hidden properties of what we make begin


def submission_of(
    interpreter: Interpreter, document: Document, name: str, *, asked: Form | None = None
) -> Submission:
    """Return what a document says as a report of the interpreter's form, called `name`, checked by the form's rules.

    Its figures are counted unless a finding says of the file as a whole that they are not (`Fate`). `asked` is the form
    of the campaign where the interpreter's is that of an earlier year.
    """
    form = interpreter.form
    marks = {
        key.removeprefix(_MARK): value for key, value in document.properties.items() if key.startswith(_MARK)
    }
    said = interpreter.read(document)
    if said.reports:
        return _reports(interpreter, said, document, name)
    if marks.get("output") and marks.get("office"):  # a consolidated report names its office in full
        said = said._replace(letterhead=said.letterhead._replace(unit=marks["office"], found_in="properties"))
    findings = [*document.notices, *said.told]
    table, statistics, about_tables = _the_table(said)
    if asked is None and (found := _on_an_earlier_form(interpreter, document, name, table, statistics)):
        return found
    findings += about_tables
    other = on_another_form(form, statistics.findings)
    about_rows = statistics.findings
    if other is not None:
        findings.append(other[0])
        about_rows = other[1:]
    year = said.letterhead.year
    due = asked or form
    expected = due.year if due.event else year_named(due.title)
    if year is not None and year != expected:
        findings.append(_of_another_year(year, expected, due, old=bool(other or asked)))
    elif table is not None and (made_from := marks.get("form", form.id)) != form.id:
        findings.append(finding("other-form", found=made_from, expected=form.id))
    elif table is not None and not marks.get("output") and marks.get("form-state", form.state) != form.state:
        findings.append(finding("form-changed", expected=form.title))
    if said.lost_font:
        findings.append(finding("legacy-letters", text=said.lost_font[:60]))
    if table is not None:  # what is no report of this form need not name a unit or tell of activities
        if said.letterhead.found_in == "file":
            findings.append(finding("unit-from-file-name", text=said.letterhead.unit))
        if not statistics.empty and marks.get("output") != "workbook":  # of a form left empty nothing more
            findings += _about_narrative(said, form)
    told = [item for item in findings if item.fate is not Fate.COUNTS]
    figures = {indicator: dict(values) for indicator, values in statistics.figures.items()}
    if told:
        # What the table says is beside the point while the file as a whole is in doubt.
        if any(item.code not in _YEARS for item in told):
            figures = {}
        table_findings: list[Finding] = []
    else:
        figures, about_figures = examine(
            figures,
            statistics.origins,
            statistics.findings,
            form,
            derive=not marks.get("output"),
            rows=statistics.rows,
            groups=statistics.groups,
        )
        about_figures = [_with_rows_gone(item, said, form) for item in about_figures]
        blank = [] if marks.get("output") else blank_tables(figures, statistics.findings, form)
        table_findings = [*about_rows, *about_figures, *blank]
    findings += table_findings
    return Submission(
        file=name,
        form=form.id,
        unit=UnitName(name=said.letterhead.unit, kind=interpreter.names.kind_of(said.letterhead.unit)),
        figures=figures_in_order(figures, statistics.origins, form),
        notes=_ordered(statistics.notes, form),
        texts=statistics.texts,
        other=statistics.other,
        extra_rows=tuple(statistics.extra_rows),
        unasked=tuple(statistics.unasked),
        rows=_rows(statistics, form, counted=not told),
        groups=() if told else tuple(statistics.groups),
        narrative={section.id: said.narrative.get(section.id, ()) for section in form.told},
        report_date=said.letterhead.report_date,
        year=year,
        cells=statistics.cells,
        counted=not told,
        marks=marks,
        area=said.letterhead.area,
        file_format=document.format,
        unit_found_in=said.letterhead.found_in,
        findings=tuple(sorted(findings, key=lambda item: item.severity.rank)),
    )


def _with_rows_gone(item: Finding, said: Interpretation, form: Form) -> Finding:
    """Return what is said of a sum, with the rows of the form below it that stand in no table of the file."""
    if item.code != "sum-differs":
        return item
    places = {place for table, _ in said.tables for place in table.places}
    parts = {part.indicator for rule in form.plain_sums if rule.total.key == item.cell for part in rule.parts}
    gone = [row for place, row in enumerate(form.indicators) if row.id in parts and place not in places]
    if not places or not gone:
        return item
    names = ", ".join(f"“{row.short_label}”" for row in gone[:3])
    more = f" và {len(gone) - 3} dòng khác" if len(gone) > 3 else ""
    return replace(item, hint=f"{item.hint} Mẫu còn dòng {names}{more} không có trong tệp.")


def _on_an_earlier_form(
    interpreter: Interpreter,
    document: Document,
    name: str,
    table: StatisticsTable | None,
    statistics: Statistics,
) -> Submission | None:
    """Return a report that was filled on a form of an earlier year as one of this year's; None for any other.

    It is one where that form finds less than half as much amiss in it.
    """
    amiss = _amiss(table, statistics)
    if not amiss or not interpreter.form.earlier:
        return None
    for reader, earlier in interpreter.earlier:
        if 2 * _amiss(*_the_table(reader.read(document))[:2]) < amiss:
            from htsd_cli.interpret.grid.earlier_form import carried

            read = submission_of(reader, document, name, asked=interpreter.form)
            return carried(read, earlier, interpreter.form)
    return None


def _amiss(table: StatisticsTable | None, statistics: Statistics) -> int:
    """Return how many things in a table are not as a form has them; more than any number where there is none."""
    if table is None:
        return _NO_TABLE
    return sum(item.code in _AMISS for item in statistics.findings)


def _of_another_year(year: int, expected: int | None, form: Form, *, old: bool) -> Finding:
    """Return what is said of a report whose title names another year; one on an earlier form that is to be read bears
    that form's."""
    earlier = form.read_old_form and expected is not None and year < expected
    if form.event and not (earlier and old):
        return finding("wrong-year", event=form.event_called, found=year, expected=expected)
    return finding(
        "old-form-year" if earlier and (old or year + 1 == expected) else "other-year",
        found=year,
        expected=expected,
    )


def _reports(interpreter: Interpreter, said: Interpretation, document: Document, name: str) -> Submission:
    """Return the submission of a table with a row for each unit that reports: it holds a report for each."""
    from htsd_cli.interpret.grid.reading import enter

    form = interpreter.form
    reports = []
    for row in said.reports:
        out = Statistics()
        for answer in row.answers:
            enter(answer, form, out)
        figures, told = examine(out.figures, out.origins, out.findings, form)
        unit = interpreter.names.tidy(row.name)
        reports.append(
            RowReport(
                unit=UnitName(name=unit, kind=interpreter.names.kind_of(unit)),
                row=row.line.number,
                figures=figures_in_order(figures, out.origins, form),
                notes=_ordered(out.notes, form),
                texts=out.texts,
                extra_rows=row.rest,
                filled=len(row.answers),
                sent=row.sent,
                findings=(*row.findings, *out.findings, *told),
            )
        )
    return Submission(
        file=name,
        form=form.id,
        cells=CellCount(looked_at=len(form.measured())),
        file_format=document.format,
        unit_found_in="letterhead",
        findings=document.notices,
        reports=tuple(reports),
    )


def _rows(statistics: Statistics, form: Form, *, counted: bool) -> tuple[UnitRow, ...] | None:
    """Return the rows of tables with a row for each unit, None for a form without such a table."""
    if all(table.rows != "units" for table in form.tables):
        return None
    return tuple(statistics.rows) if counted else ()


def _the_table(said: Interpretation) -> tuple[StatisticsTable | None, Statistics, list[Finding]]:
    """Return the one table that counts, and what is to be said when there is none or more than one."""
    if not said.tables:
        return None, Statistics(), []
    filled = [(table, statistics) for table, statistics in said.tables if not statistics.empty]
    if not filled:
        return *said.tables[0], [finding("empty-form")]
    table, statistics = filled[0]
    if all(other.figures == statistics.figures for _, other in filled[1:]):
        return table, statistics, []
    places = ", ".join(_called(table) for table, _ in filled)
    joined = join([statistics for _, statistics in filled])
    if any(item.code == "several-units" for item in said.told):
        return table, statistics, []
    if joined is None:
        return table, statistics, [finding("several-tables", count=len(filled), places=places)]
    return table, joined, [finding("tables-joined", count=len(filled), places=places)]


def _called(table: StatisticsTable) -> str:
    first = table.tables[0]
    return f"trang “{first.sheet}”" if first.sheet is not None else f"bảng thứ {first.number}"


def _about_narrative(said: Interpretation, form: Form) -> list[Finding]:
    return [
        finding(
            "narrative-missing",
            section=f"{section.number} “{section.heading}”",
            where=f"Phần {section.number}",
        )
        for section in form.told
        if not said.narrative.get(section.id)
    ]


def _ordered(values: dict[str, Value], form: Form) -> dict[str, Value]:
    return {name: values[name] for name in form.by_id if name in values}
