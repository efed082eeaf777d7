"""The tracking page `theo-doi.html`: one offline file that shows who is in and where numbers come from."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from htsd_cli.campaign import Campaign
from htsd_cli.consolidate import Consolidation
from htsd_cli.findings import Severity
from htsd_cli.form import DEFAULT_FORM, Form, Measure, templates_directory
from htsd_cli.vietnamese import format_number
from htsd_cli.writers.links import Received
from htsd_cli.writers.output import write_whole
from htsd_cli.writers.page_data import FileLink, finding_data, page_data, to_script
from htsd_cli.writers.units import UnitView, kind_views, loose_findings, unit_views
from htsd_cli.writers.wording import (
    LATE_SYMBOL,
    LATE_WORDS,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    UnitStatus,
    measure_in,
    printable,
    row_number,
)

_PAGE, _SCRIPT = "theo-doi.html", "theo-doi.js"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units have a status; `percent` of all those it stands among, for the width of a bar."""

    status: str
    symbol: str
    words: str
    count: int
    percent: str = "0"


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of unit: how many reported of how many, and how they stand."""

    name: str
    received: int
    due: int | None
    tallies: list[Tally]
    late: int


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line of the table of units."""

    number: int
    view: UnitView
    symbol: str
    words: str
    errors: int
    warnings: int
    notices: int
    received: str
    file_name: str
    link: str | None


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of the consolidated table; `measure` is the place of a total among the form's measures."""

    column: str
    text: str
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One indicator of the consolidated table."""

    number: int
    label: str
    main: bool
    unit: str
    cells: list[FormCell]


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of the consolidated table's two heading rows."""

    column: str
    text: str
    rows: int = 1
    columns: int = 1


def write_page(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    path: Path,
    received: Received | None = None,
) -> None:
    """Write the page, from the template `theo-doi.html` of the form's folder (else of the default form).

    With `received`, each received file that stands there is linked. Raises `OSError` when `path` cannot be
    written and `jinja2.TemplateError` when the template is wrong.
    """
    write_whole(path, render_page(consolidation, form, campaign, received).encode("utf-8"))


def render_page(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    received: Received | None = None,
) -> str:
    """Return the page's HTML; the same consolidation gives the same text."""
    links: dict[str, str | None] = {}

    def link(file: str | None) -> str | None:
        if file is None or received is None:
            return None
        if file not in links:
            links[file] = received.page_link(file)
        return links[file]

    views = unit_views(consolidation, form)
    loader = FileSystemLoader([form.directory, templates_directory() / DEFAULT_FORM])
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["vn"] = format_number
    script = loader.get_source(environment, _SCRIPT)[0]
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    page = environment.get_template(_PAGE).render(
        form=form,
        office=campaign.office,
        deadline=campaign.campaign.deadline,
        expected=consolidation.expected,
        received=len(consolidation.units),
        due_and_in=(consolidation.expected or 0) - len(consolidation.missing),
        counted=sum(view.counted for view in views),
        tallies=_tallies({status: sum(view.status == status for view in views) for status in STATUS_WORDS}),
        late=Tally("late", LATE_SYMBOL, LATE_WORDS, sum(view.late for view in views)),
        kinds=_kind_rows(views, consolidation.expected),
        units=_unit_lines(views, link),
        headings=_headings(form),
        rows=_form_rows(consolidation, form),
        loose=[
            finding_data(item.finding, form) | {"file": item.file, "unit": item.unit, "link": link(item.file)}
            for item in loose_findings(consolidation)
        ],
        unrecognised=[(item, link(item.file)) for item in consolidation.unrecognised],
        duplicates=consolidation.duplicates,
        passed_over=consolidation.passed_over,
        data=Markup(to_script(page_data(views, form, campaign, link))),
        script=Markup(script),
        script_hash=f"sha256-{base64.b64encode(digest).decode()}",
    )
    return printable(page)


def _tallies(counts: dict[UnitStatus, int]) -> list[Tally]:
    every = sum(counts.values()) or 1
    return [
        Tally(status, STATUS_SYMBOLS[status], words, count, f"{100 * count / every:.2f}")
        for status, words in STATUS_WORDS.items()
        if (count := counts.get(status, 0)) or status != "missing"
    ]


def _kind_rows(views: list[UnitView], expected: int | None) -> list[KindRow]:
    return [
        KindRow(kind.name, kind.received, kind.expected, _tallies(kind.statuses), kind.late)
        for kind in kind_views(views, expected)
    ]


def _unit_lines(views: Sequence[UnitView], link: FileLink) -> list[UnitLine]:
    return [
        UnitLine(
            number=number,
            view=view,
            symbol=STATUS_SYMBOLS[view.status],
            words=STATUS_WORDS[view.status],
            errors=view.count(Severity.ERROR),
            warnings=view.count(Severity.WARNING),
            notices=view.count(Severity.INFO),
            received=f"{view.received:%d/%m/%Y}" if view.received else "",
            file_name=PurePosixPath(view.file or "").name,
            link=link(view.file),
        )
        for number, view in enumerate(views)
    ]


def _headings(form: Form) -> tuple[list[Heading], list[Heading]]:
    """Return the two heading rows of the form's table; a heading without a group stands over both."""
    top: list[Heading] = []
    below: list[Heading] = []
    for column in form.columns:
        if not column.group:
            top.append(Heading(column.id, column.heading, rows=2))
            continue
        below.append(Heading(column.id, column.heading))
        if top and top[-1].text == column.group and top[-1].rows == 1:
            top[-1] = Heading("group", column.group, columns=top[-1].columns + 1)
        else:
            top.append(Heading("group", column.group))
    return top, below


def _form_rows(consolidation: Consolidation, form: Form) -> list[FormRow]:
    others = sum(bool(report.other) for report in consolidation.submissions)
    places = {key: place for place, key in enumerate((item.id, measure) for item, measure in form.measured())}
    rows = []
    for number, indicator in enumerate(form.indicators):
        note = ""
        if indicator.adds_up == "once":
            note = "Tính 1 cho cả địa bàn"
        elif Measure.TEXT in indicator.measures and others:
            note = f"{others} đơn vị có nội dung"
        texts = {"number": indicator.number, "label": indicator.label, "unit": indicator.unit, "note": note}
        cells = []
        for column in form.columns:
            measure = measure_in(column, indicator)
            total = consolidation.totals.get(indicator.id, {}).get(measure.value) if measure else None
            if measure is not None and total is not None:
                cells.append(FormCell(column.id, format_number(total), places[indicator.id, measure]))
            else:
                cells.append(FormCell(column.id, texts.get(column.id, "")))
        label = f"{row_number(form, indicator)}. {indicator.short_label}"
        rows.append(FormRow(number, label, bool(indicator.number), indicator.unit, cells))
    return rows
