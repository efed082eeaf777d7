"""The tracking page `theo-doi.html`: one offline file that shows who is in and where numbers come from."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from htsd_cli.consolidate import Consolidation, Unit, UnitStatus, units_of
from htsd_cli.consolidate.adding_up import mismatches
from htsd_cli.consolidate.areas import areas_of
from htsd_cli.consolidate.coverage import Coverage
from htsd_cli.consolidate.last_year import units_then
from htsd_cli.earlier.comparison import own_name, year_name
from htsd_cli.earlier.results import Results
from htsd_cli.form import DEFAULT_FORM, Campaign, Form, Indicator, templates_directory
from htsd_cli.language.numbers import percent
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.findings import Severity
from htsd_cli.writers.links import Received
from htsd_cli.writers.main_figures import figure_said, main_measures
from htsd_cli.writers.output import write_pieces
from htsd_cli.writers.page.activities import activities_of
from htsd_cli.writers.page.arrivals import arrivals_of, chart_of
from htsd_cli.writers.page.data import FileLink, finding_data, page_data, to_script
from htsd_cli.writers.page.figures import (
    change_rows,
    changes_of,
    choices_of,
    page_tables,
    shares_of,
)
from htsd_cli.writers.units import kind_views, left_out, loose_findings
from htsd_cli.writers.wording import (
    LATE_SYMBOL,
    LATE_WORDS,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    in_year,
    measure_heading,
    printable,
)

MOST_ROWS = 500  # of units, in the page itself; its script makes the others' when they are to be shown
MOST_SENTENCES = 200  # of one activity; the sheet of activities has all of them
_PIECE = 1 << 16  # letters written at a time
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
    """One kind of unit: how far it has come, and how many of its units have each status."""

    name: str
    coverage: Coverage
    tallies: list[Tally]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line of the table of units."""

    number: int
    view: Unit
    symbol: str
    words: str
    errors: int
    warnings: int
    notices: int
    received: str
    file_name: str
    link: str | None


class _Compiled(BytecodeCache):
    """What Jinja made of the page's template, for the next page of the same process."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_compiled = _Compiled()


def write_page(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    path: Path,
    received: Received | None = None,
    *,
    previous: Results | None = None,
) -> None:
    """Write the page, from the template `theo-doi.html` of the form's folder (else of the default form).

    With `received`, each received file that stands there is linked; with `previous` the figures stand beside
    that year's. Raises `OSError` when `path` cannot be written and `jinja2.TemplateError` when the template is
    wrong.
    """
    pieces = _rendered(consolidation, form, campaign, received, previous)
    write_pieces(path, (piece.encode("utf-8") for piece in pieces))


def render_page(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    received: Received | None = None,
    *,
    previous: Results | None = None,
) -> str:
    """Return the page's HTML; the same consolidation gives the same text."""
    return "".join(_rendered(consolidation, form, campaign, received, previous))


def _rendered(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    received: Received | None,
    previous: Results | None,
) -> Iterator[str]:
    """Yield the page in pieces: that of thousands of units is never held as a whole."""
    links: dict[str, str | None] = {}

    def link(file: str | None) -> str | None:
        if file is None or received is None:
            return None
        if file not in links:
            links[file] = received.page_link(file)
        return links[file]

    views = units_of(consolidation, form)
    total = consolidation.coverage(views)
    kinds = list(dict.fromkeys(view.kind_name for view in views))
    choices = choices_of(consolidation, form)
    changes = changes_of(consolidation, previous, form)
    measured = form.measured()
    shown = next((measured[choice.measure] for choice in choices if choice.chosen), None)
    arrivals = arrivals_of(views, consolidation.expected, campaign.term.deadline)
    loader = FileSystemLoader([form.directory, templates_directory() / DEFAULT_FORM])
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_compiled,
    )
    environment.filters |= {"vn": format_number, "percent_of": lambda part, whole: f"{percent(part, whole)}%"}
    environment.globals["heading_of"] = lambda measure, row: measure_heading(form, measure, row)
    environment.globals["figure_heading"] = lambda row, measure: figure_heading(form, row, measure)
    script = loader.get_source(environment, _SCRIPT)[0]
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    page = environment.get_template(_PAGE).generate(
        form=form,
        title=in_year(form.title, form, campaign.term.year),
        year=campaign.term.year,
        office=campaign.office,
        deadline=campaign.term.deadline,
        total=total,
        coverage=left_out(views, form),
        mismatches=[
            f"{form.where(item.indicator, item.measure)} {item.words}."
            for item in mismatches(consolidation, form)
        ],
        arrivals=arrivals,
        chart=chart_of(arrivals),
        tallies=_tallies({status: sum(view.status == status for view in views) for status in STATUS_WORDS}),
        late=None if total.late is None else Tally("late", LATE_SYMBOL, LATE_WORDS, total.late),
        kinds=_kind_rows(consolidation, views),
        areas=areas_of(consolidation, form, views),
        area_columns=main_measures(form),
        units=_unit_lines(views[:MOST_ROWS], link),
        count=len(views),
        kind_names=kinds,
        tables=page_tables(consolidation, form, views, kinds, changes),
        choices=choices,
        shares=shares_of(views, kinds, *shown) if shown else (),
        activities=activities_of(consolidation),
        most_sentences=MOST_SENTENCES,
        previous=previous,
        previous_year=year_name(previous) if previous else "",
        own_name=own_name(previous, campaign.term.year) if previous else "",
        not_alike=[item for item in units_then(consolidation, previous, form) if item.note]
        if previous
        else [],
        changes=change_rows(consolidation, previous, form) if previous else [],
        loose=[
            finding_data(item.finding, form) | {"file": item.file, "unit": item.unit, "link": link(item.file)}
            for item in loose_findings(consolidation)
        ],
        unrecognised=[(item, link(item.file)) for item in consolidation.unrecognised],
        duplicates=consolidation.duplicates,
        passed_over=consolidation.passed_over,
        data=Markup(
            to_script(*page_data(consolidation, changes, views, kinds, form, campaign, link, MOST_ROWS))
        ),
        script=Markup(script),
        script_hash=f"sha256-{base64.b64encode(digest).decode()}",
    )
    for text in _joined(page):
        yield printable(text)


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Yield texts of some size, made of many small ones."""
    waiting, size = list[str](), 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)


def figure_heading(form: Form, row: Indicator, measure: str) -> str:
    """Return what stands above a column of one of the form's main figures."""
    if form.table_of(row).mixed:
        return f"{row.short_label} ({measure_heading(form, measure, row).lower()})"
    name, unit = figure_said(form, row, measure)
    return f"{name} ({unit})" if unit else name


def _tallies(counts: dict[UnitStatus, int]) -> list[Tally]:
    every = sum(counts.values()) or 1
    return [
        Tally(status, STATUS_SYMBOLS[status], words, count, f"{100 * count / every:.2f}")
        for status, words in STATUS_WORDS.items()
        if (count := counts.get(status, 0)) or status not in ("unusable", "missing", "optional")
    ]


def _kind_rows(consolidation: Consolidation, views: list[Unit]) -> list[KindRow]:
    return [
        KindRow(kind.name, kind.coverage, _tallies(kind.statuses))
        for kind in kind_views(consolidation, views)
    ]


def _unit_lines(views: Sequence[Unit], link: FileLink) -> list[UnitLine]:
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
