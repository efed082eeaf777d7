"""The appendix with what each unit wrote, word for word, by kind: behind the report's other appendices or by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from docx.document import Document as DocumentFile

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, Form
from htsd_cli.values.submission import Submission
from htsd_cli.writers.marks import output_marks
from htsd_cli.writers.report.any_form import any_form_fields
from htsd_cli.writers.report.appendix_fields import reported_views
from htsd_cli.writers.report.appendix_names import NUMERALS, added_rows, appendix_names, has_words
from htsd_cli.writers.report.fields import report_fields
from htsd_cli.writers.word import fill, fit, save_word
from htsd_cli.writers.wording import in_year, two_digits

NARRATIVES = "phu-luc-noi-dung.docx"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a unit's report: its heading on the form, in the campaign's year, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a unit wrote beside a row of the table."""

    row: str
    text: str


@dataclass(frozen=True, slots=True)
class UnitWords:
    """All a unit wrote besides figures. `number` runs through all kinds.

    `parts` are the sections it filled, `other` the lines of its row for other matters, `notes` those beside the
    rows, `added_rows` the texts of the rows it added to the table, their cells joined.
    """

    number: str
    name: str
    parts: tuple[Part, ...]
    other: tuple[str, ...]
    notes: tuple[Note, ...]
    added_rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindWords:
    """The units of one kind: those that wrote something, and the names of those that only gave figures."""

    numeral: str
    name: str
    units: tuple[UnitWords, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NarrativeFields:
    """What the template of the appendix may speak of, beside what that of the report may.

    `name` is what the appendix is called. `count` counts the units that wrote something; `not_counted` are the
    names of those whose report is not in the totals, whose words are left out too. `apart` says that it is a file by
    itself, which must have room for a signature at the top right of its first page.
    """

    name: str
    kinds: tuple[KindWords, ...]
    count: int
    not_counted: tuple[str, ...]
    apart: bool = False


def write_narratives(
    consolidation: Consolidation, form: Form, campaign: Campaign, path: Path, *, photos: bool = False
) -> None:
    """Write the appendix as a Word file: its template, the office's own or the form's, filled.

    `photos` says that the report has an appendix with photographs too, which its number depends on.
    Raises `TemplateError` when the template cannot be used, `OSError` when `path` cannot be written.
    """
    document = filled_narratives(consolidation, form, campaign, apart=True, photos=photos)
    save_word(document, path, output_marks(consolidation, "appendix"))


def filled_narratives(
    consolidation: Consolidation, form: Form, campaign: Campaign, *, apart: bool, photos: bool = False
) -> DocumentFile:
    """Return the appendix's template filled; raises `TemplateError` when it cannot be used."""
    make = report_fields if form.has_prose else any_form_fields
    fields = make(consolidation, form, campaign)
    name = appendix_names(consolidation, form, long=True, photos=photos).narratives or "Phụ lục"
    fields["narratives"] = replace(narrative_fields(consolidation, form, campaign, name), apart=apart)
    document = fill(campaign.template(NARRATIVES, form), fields, {"two_digits": two_digits})
    fit(document)
    return document


def narrative_fields(
    consolidation: Consolidation, form: Form, campaign: Campaign, name: str = "Phụ lục"
) -> NarrativeFields:
    """Return what each counted unit wrote, by kind in the form's order; `name` is the appendix's."""
    headings: dict[str, str] = {
        section.id: in_year(section.brief or section.heading, form, campaign.term.year)
        for section in form.told
    }
    views = reported_views(consolidation, form)
    kinds: list[KindWords] = []
    number = 0
    for kind in dict.fromkeys(view.kind_name for view in views if view.counted):
        units, silent = [], []
        for view in views:
            if not view.counted or view.kind_name != kind:
                continue
            if view.submission is None or not has_words(view.submission, form):
                silent.append(view.name)
                continue
            number += 1
            units.append(_words(str(number), view.name, view.submission, headings, form))
        kinds.append(KindWords(NUMERALS[len(kinds)], kind, tuple(units), tuple(silent)))
    return NarrativeFields(
        name=name,
        kinds=tuple(kinds),
        count=number,
        not_counted=tuple(view.name for view in views if not view.counted),
    )


def one_paragraph(text: str) -> str:
    """Return lines written beside a row as one: `Đạt: x; Minh chứng: sổ đầu bài`."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return " ".join(
        line if line.endswith((".", ";", ":", "!", "?")) or at == len(lines) else f"{line};"
        for at, line in enumerate(lines, 1)
    )


def _words(number: str, name: str, submission: Submission, headings: dict[str, str], form: Form) -> UnitWords:
    return UnitWords(
        number=number,
        name=name,
        parts=tuple(
            Part(heading, submission.narrative[section])
            for section, heading in headings.items()
            if submission.narrative.get(section)
        ),
        other=tuple(line for line in submission.other.split("\n") if line.strip()),
        notes=tuple(
            Note(form.by_id[indicator].short_label, one_paragraph(text))
            for indicator, text in submission.notes.items()
        ),
        added_rows=added_rows(submission, form),
    )
