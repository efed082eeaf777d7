"""The note that goes with a returned report: an official letter (công văn) filled from the office's Word template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from htsd_cli.form import DEFAULT_FORM, Campaign, Form, templates_directory
from htsd_cli.values.findings import Severity
from htsd_cli.writers.report.any_form import subject
from htsd_cli.writers.report.fields import date_in_words, month_of, trimmed
from htsd_cli.writers.returns.remarks import Remark, printable
from htsd_cli.writers.word import fill, fit, word_bytes
from htsd_cli.writers.wording import place

TEMPLATE = "phieu-tra-lai.docx"
NOTE = "phieu-de-nghi-chinh-sua.docx"

_FORMULA = "(công thức)"  # stands for one: its letters say nothing to who reads a letter
_LONGEST_NAME = 120  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the note: where, what stands there, what is wrong with it, what to do."""

    number: str
    place: str
    found: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class NoteFields:
    """What a note speaks of: the unit, its file as received, and the copy sent back ("" when there is none).

    `was` names the kind of a received file that was turned into a Word or Excel file to be written into.
    """

    unit: str
    file: str
    copy: str = ""
    was: str = ""
    due: date | None = None


def return_note(fields: NoteFields, remarks: Sequence[Remark], form: Form, campaign: Campaign) -> bytes:
    """Return the note as the bytes of a Word file.

    Raises `TemplateError` when the template cannot be used.
    """
    year = campaign.term.year
    deadline = fields.due or campaign.term.deadline
    filing = [line for line in trimmed(campaign.office).copies if line.startswith("Lưu")]
    template = campaign.template(TEMPLATE, form)
    if not template.is_file():  # a form made before there was one
        template = templates_directory() / DEFAULT_FORM / TEMPLATE
    asked = subject(form, year).removeprefix("tổng hợp ")  # which the office does, not the unit
    document = fill(
        template,
        {
            "office": trimmed(campaign.office),
            "filing": filing[-1] if filing else "Lưu: VT",
            "symbol": symbol_of(campaign.office.abbreviation, filing[-1] if filing else ""),
            "figures_to_look_at": any(item.figure for item in remarks if item.severity is Severity.WARNING),
            "year": str(year),
            "month": month_of(form, campaign, fields.due),
            "month_year": str(deadline.year if deadline else year),
            "event": form.event,
            "about": f"{form.event} năm {year}" if form.event else asked,
            "subject": f"kết quả tổ chức {form.event} năm {year}" if form.event else asked,
            "unit": fields.unit,
            "file": printable(fields.file, _LONGEST_NAME),
            "copy": printable(fields.copy, _LONGEST_NAME),
            "was": fields.was,
            "due": fields.due,
            "errors": _items(remarks, Severity.ERROR),
            "warnings": _items(remarks, Severity.WARNING),
        },
        {"date": date_in_words},
    )
    fit(document)
    return word_bytes(document, {"htsd-output": "note", "htsd-form": form.id})


def symbol_of(abbreviation: str, filing: str) -> str:
    """Return the symbol of an official letter: the office's, and after it the section that drafts it.

    That section is the last of those with which the letter is filed (`Lưu: VT, GDTX`), where it is another's than
    the office's own and not the archive, `VT` (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, 3).
    """
    drafted = filing.rpartition(",")[2].strip(" .;") if "," in filing else ""
    known = re.fullmatch(r"[A-ZĐÂÊÔƠƯĂ][\w&-]*", drafted) is not None and drafted.upper() == drafted
    told = drafted in ("VT", *abbreviation.split("-"))
    return f"{abbreviation}-{drafted}" if known and not told else abbreviation


def _items(remarks: Sequence[Remark], severity: Severity) -> list[Item]:
    chosen = [item for item in remarks if item.severity is severity]
    return [
        Item(
            str(number),
            _where(item),
            _FORMULA if item.found.startswith("=") else item.found,
            item.reason,
            item.hint,
        )
        for number, item in enumerate(chosen, 1)
    ]


def _where(remark: Remark) -> str:
    """Return where a remark's text stands, in a workbook with the cell's address."""
    origin = remark.origin
    if origin is None:
        return remark.place or "Toàn bộ báo cáo"
    exact = place(origin)
    if not remark.place:
        return exact[:1].upper() + exact[1:]
    return f"{remark.place} ({exact})" if origin.cell is not None else remark.place
