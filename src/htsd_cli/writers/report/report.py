"""The consolidated official report: the form's Word template filled with the totals and laid out by the decree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Literal

from htsd_cli.consolidate import Consolidation
from htsd_cli.earlier.results import Results
from htsd_cli.form import Campaign, Form
from htsd_cli.form.shipped import REPORT_TEMPLATE
from htsd_cli.language.numbers import percent
from htsd_cli.language.vietnamese import format_number
from htsd_cli.writers.marks import output_marks
from htsd_cli.writers.report.any_form import any_form_fields
from htsd_cli.writers.report.appendix_fields import appendix_fields
from htsd_cli.writers.report.appendix_names import appendix_names
from htsd_cli.writers.report.fields import among, date_in_words, report_fields, under
from htsd_cli.writers.report.form_tables import place_tables
from htsd_cli.writers.report.leading import named
from htsd_cli.writers.report.narratives import NARRATIVES, filled_narratives
from htsd_cli.writers.report.own_look import dress
from htsd_cli.writers.report.own_parts import OwnFields
from htsd_cli.writers.report.rows import active, added, change, compared, largest, leading, leading_kinds
from htsd_cli.writers.word import TemplateError, fill, fit, save_word
from htsd_cli.writers.word.joining import can_be_joined, join
from htsd_cli.writers.wording import two_digits

__all__ = ["TEMPLATE", "TemplateError", "write_report"]

TEMPLATE = REPORT_TEMPLATE


def write_report(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    path: Path,
    previous: Results | None = None,
    *,
    long: bool = False,
    photos: bool = False,
) -> bool:
    """Write the official report (Nghị định 30/2020/NĐ-CP) of a consolidation as a Word file.

    It is the template `bao-cao-tong-hop.docx`, filled: the office's own, else that of the form's folder, else that of
    all forms, which has the form's own tables as its first appendix. With
    `previous` totals are compared with those of that earlier year. Where the office wants one file to sign, the
    appendix with the units' own words stands in it too; returns whether no file beside it is needed, which is also
    False for an appendix whose own template has pictures or links. Raises `TemplateError` when the template
    cannot be used, `OSError` when `path` cannot be written. `long`: with the appendices of each unit, however many
    there are (see `appendix_names`). `photos`: an appendix with photographs goes with it.
    """
    fields = (
        report_fields(consolidation, form, campaign, previous)
        if form.has_prose
        else any_form_fields(consolidation, form, campaign, previous)
    )
    fields["appendices"] = appendix_fields(consolidation, form, long=long, photos=photos)
    document = fill(campaign.template(TEMPLATE, form), fields, filters_of(form))
    place_tables(document, consolidation, form)
    fit(document)
    own = fields["own"]
    assert isinstance(own, OwnFields)
    dress(document, own.tables)
    whole = campaign.office.one_file
    if whole and not campaign.template(NARRATIVES, form).is_file():
        whole = False  # an office's own folder of templates without it: writing the file tells
    elif whole and appendix_names(consolidation, form, long=long).narratives:
        words = filled_narratives(consolidation, form, campaign, apart=False, photos=photos)
        whole = can_be_joined(words)
        if whole:
            join(document, words)
    save_word(document, path, output_marks(consolidation, "report"))
    return whole


def stacked(parts: Iterable[int | str | None]) -> str:
    """Return figures or words below one another, a missing one as an empty line; nothing when all are missing."""
    lines = ["" if part is None else format_number(part) if isinstance(part, int) else part for part in parts]
    return "\n".join(lines) if any(lines) else ""


def day(moment: date) -> str:
    """Return a date in digits for a cell of a table: `05/10/2024`."""
    return f"{moment:%d/%m/%Y}"


def filters_of(form: Form) -> dict[str, Callable[..., object]]:
    """Return what a template may write behind a "|", the measures of the form the only ones that it takes."""
    measures = Literal[tuple(measure.id for _, measure in form.measured())]  # type: ignore[valid-type]
    return {
        name: _taking(function, measures) if "measure" in function.__annotations__ else function
        for name, function in _FILTERS.items()
    }


def _taking(function: Callable[..., object], measures: object) -> Callable[..., object]:
    @wraps(function)
    def taking(*given: object, **named: object) -> object:
        return function(*given, **named)

    taking.__annotations__ = {**function.__annotations__, "measure": measures}
    return taking


_FILTERS: dict[str, Callable[..., object]] = {
    "active": active,
    "added": added,
    "among": among,
    "change": change,
    "compared": compared,
    "date": date_in_words,
    "day": day,
    "largest": largest,
    "leading": leading,
    "leading_kinds": leading_kinds,
    "named": named,
    "percent_of": percent,
    "stacked": stacked,
    "two_digits": two_digits,
    "under": under,
}
