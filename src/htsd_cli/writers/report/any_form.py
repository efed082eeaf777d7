"""What the template of the report of any form may speak of: what it is about, its main figures, its own tables.

Python counts and the template words: nothing here is a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation
from htsd_cli.earlier.comparison import Change, compare
from htsd_cli.earlier.results import Results
from htsd_cli.form import Campaign, Form
from htsd_cli.language.capitals import lowered
from htsd_cli.language.vietnamese import clean, fold, format_number, lower_first
from htsd_cli.values.figures import Key
from htsd_cli.writers.main_figures import figure_name, figure_unit, main_measures
from htsd_cli.writers.report.change import previous_fields
from htsd_cli.writers.report.fields import (
    CampaignFields,
    count_units,
    month_of,
    names_of_units,
    own_words_of,
    trimmed,
)
from htsd_cli.writers.report.form_tables import TABLES
from htsd_cli.writers.report.own_parts import own_fields

# What a form is called before what it is about: “Biểu số 02:”, “Phiếu cung cấp số liệu của …”.
_CALLED = re.compile(
    r"^(?:(?:biểu|mẫu|bảng|phụ lục)(?: mẫu| biểu)?(?: số)?\s*[\w./-]{0,12}\s*[:.–-]\s*|báo cáo\s+(?:nhanh\s+)?"
    r"|(?:biểu|mẫu|bảng|phụ lục)(?: mẫu| biểu)? số\s*(?=\S*\d)[\w./-]{1,16}\s+"
    r"|phiếu\s+(?:cung cấp|thu thập|báo cáo|tổng hợp)\s+|biểu\s+(?:mẫu\s+)?(?:báo cáo|tổng hợp)\s+"
    r"|phiếu\s+(?=khảo sát|điều tra)|mẫu\s+báo cáo\s+)",
    re.IGNORECASE,
)
_OF_ITSELF = ("ket qua", "cong tac", "tinh hinh", "tong hop", "viec", "hoat dong")


@dataclass(frozen=True, slots=True)
class AnyForm:
    """The form's own texts; `subject` is what the report is about, as it reads in a sentence."""

    title: str
    subject: str
    year: str


@dataclass(frozen=True, slots=True)
class MainFigure:
    """A figure that is told in a sentence, its value with its unit; `change` from the year before, "" for none."""

    name: str
    value: str
    change: str


def any_form_fields(
    consolidation: Consolidation, form: Form, campaign: Campaign, previous: Results | None = None
) -> dict[str, object]:
    """Return every field a template of the report of any form may use, by name.

    The campaign's year stands behind the day of signing: that of the deadline, which a form on a school year may have
    in the next one.
    """
    year, deadline = campaign.term.year, campaign.term.deadline
    of = len(consolidation.narrated)
    names = names_of_units(consolidation, form)
    return {
        "office": trimmed(campaign.office),
        "campaign": CampaignFields(str(deadline.year if deadline else year), campaign.term.level, deadline),
        "month": month_of(form, campaign),
        "form": AnyForm(clean(form.title), subject(form, year), str(form.year or year)),
        "units": count_units(consolidation, form),
        "figures": tuple(_figures(consolidation, form, previous)),
        "previous": previous_fields(previous),
        "own": own_fields(own_words_of(campaign), consolidation, form, of, names),
        "tables": TABLES,
    }


def _figures(consolidation: Consolidation, form: Form, previous: Results | None) -> list[MainFigure]:
    changes: dict[Key, Change] = {}
    if previous is not None:
        changes = {
            item.indicator.key(item.measure): item.change
            for item in compare(consolidation.shown, previous, form)
        }
    found: list[MainFigure] = []
    for indicator, measure in main_measures(form):
        key = indicator.key(measure)
        total = consolidation.shown.get(key)
        if total is None:
            continue
        change = changes.get(key)
        words = change.words if change is not None and change.known else ""
        value = f"{format_number(total)}{figure_unit(form, indicator, measure)}"
        found.append(MainFigure(figure_name(form, indicator, measure), value, words))
    return found


def subject(form: Form, year: int) -> str:
    """Return what a report on a form is about, within a sentence: `kết quả phổ cập giáo dục năm 2026`."""
    said = " ".join(clean(form.title).replace("\n", " ").split())
    before = ""
    while before != said:
        before, said = said, _CALLED.sub("", said).strip()
    said = said or clean(form.title)
    said = lowered(said)
    said = lower_first(said)
    if fold(said).startswith(("thuc hien", "khao sat", "dieu tra")):
        said = f"kết quả {said}"
    elif not fold(said).startswith(_OF_ITSELF):
        said = f"tổng hợp {said}"
    return said if re.search(r"\b20\d\d\b", said) else f"{said} năm {year}"
