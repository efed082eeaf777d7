"""The consolidated official report: the form's Word template filled with the totals and laid out by the decree."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from docx.document import Document as DocumentFile
from lxml import etree

from htsd_cli.campaign import Campaign
from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Form
from htsd_cli.vietnamese import format_decimal
from htsd_cli.writers.fitting import fit
from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.report_fields import active, added, date_in_words, largest, report_fields
from htsd_cli.writers.template_mistakes import TemplateError
from htsd_cli.writers.word_template import fill

__all__ = ["TEMPLATE", "TemplateError", "write_report"]

TEMPLATE = "bao-cao-tong-hop.docx"

_CLOCK = ("created", "modified", "lastPrinted", "lastModifiedBy", "revision")


def write_report(consolidation: Consolidation, form: Form, campaign: Campaign, path: Path) -> None:
    """Write the official report (Nghị định 30/2020/NĐ-CP) of a consolidation as a Word file.

    It is the template `bao-cao-tong-hop.docx`, the office's own or the form's, filled. Raises `TemplateError` when the
    template cannot be used, `OSError` when `path` cannot be written.
    """
    template = campaign.template(TEMPLATE, form.directory)
    document = fill(template, report_fields(consolidation, form, campaign), _FILTERS)
    fit(document)
    _forget_clock(document)
    stream = io.BytesIO()
    document.save(stream)
    write_whole(path, without_clock(stream.getvalue()))


def percent_of(part: int, whole: int) -> str:
    """Return what part of the whole this is, in per cent with at most one decimal, never rounded up to 100."""
    tenths = part * 1000 // whole if whole else 0
    return format_decimal(tenths / 10).removesuffix(",0")


_FILTERS: dict[str, Callable[..., object]] = {
    "active": active,
    "added": added,
    "date": date_in_words,
    "largest": largest,
    "percent_of": percent_of,
}


def _forget_clock(document: DocumentFile) -> None:
    """Drop from the file's properties when and by whom the template was last saved."""
    properties = document.core_properties._element
    for element in list(properties):
        if etree.QName(element).localname in _CLOCK:
            properties.remove(element)
