"""Which appendices a report has, and what each is called: "Phụ lục I"."""

from __future__ import annotations

from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.submission import Submission
from htsd_cli.writers.main_figures import main_measures
from htsd_cli.writers.wording import kind_in_report

NUMERALS = tuple(f"{tens}{ones}" for tens in ("", "X", "XX", "XXX") for ones in (
    "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
))[1:]  # fmt: skip

MOST_UNITS = 300  # in an appendix that tells of each: more is asked for


@dataclass(frozen=True, slots=True)
class AppendixNames:
    """What each appendix is called, in their order: "Phụ lục I"; None for one with nothing to say.

    A lone appendix has no numeral (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III).
    """

    tables: str | None
    by_kind: str | None
    by_unit: str | None
    by_area: str | None
    awaited: str | None
    narratives: str | None
    photos: str | None


def appendix_names(
    consolidation: Consolidation, form: Form, *, long: bool = False, photos: bool = False
) -> AppendixNames:
    """Return which appendices there are and what each is called, the two that are files by themselves among them.

    `photos` says that one has photographs.

    One kind alone, or one unit alone, would only repeat the report's own table; where the report has its form's tables
    in an appendix, kinds are subtotals of the one by unit. Of more units than `MOST_UNITS` those
    with each unit in them would be hundreds of pages, and are there only when the office asks for them: `long`.
    """
    counted = consolidation.counted
    each = long or len(counted) <= MOST_UNITS
    kinds = {kind_in_report(form, unit.kind) for unit in counted}
    main = bool(main_measures(form))
    has = {
        "tables": not form.has_prose,
        "by_kind": len(kinds) > 1 and form.has_prose,
        "by_unit": each and len(counted) > 1 and main,
        "by_area": len(consolidation.areas) > 1 and bool(counted) and main,
        "awaited": bool(
            consolidation.missing
            or consolidation.unusable
            or consolidation.late
            or len(counted) < len(consolidation.reported)
        ),
        "narratives": each and any(unit.submission and has_words(unit.submission, form) for unit in counted),
        "photos": photos,
    }
    there = [name for name, present in has.items() if present]
    called = {
        name: f"Phụ lục {numeral}" if len(there) > 1 else "Phụ lục"
        for name, numeral in zip(there, NUMERALS, strict=False)
    }
    return AppendixNames(**{name: called.get(name) for name in has})


def has_words(submission: Submission, form: Form) -> bool:
    """Return whether a unit wrote anything besides figures."""
    told = (submission.other.strip(), submission.notes, added_rows(submission, form))
    return any(told) or any(submission.narrative.values())


def added_rows(submission: Submission, form: Form) -> tuple[str, ...]:
    """Return what stands in rows that are not the form's, a text a row; one asked below a table and not answered has
    none."""
    asked = {fold(text) for table in form.tables for text in table.footers} | {
        fold(line) for line in form.lines
    }
    out: list[str] = []
    for row in submission.extra_rows:
        texts = list(dict.fromkeys(text for cell in (row.label, *row.cells) if (text := cell.strip())))
        if fold(row.label) in asked:
            said = "; ".join(line.lstrip("-+• ") for text in texts[1:] for line in text.split("\n"))
            out += [f"{row.label.strip(' :')}: {said}"] if said else []
        elif texts:
            out.append("; ".join(texts))
    return tuple(out)
