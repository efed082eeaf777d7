"""The catalogue of findings: every code with its severity, sentences, explanation, example and cure.

`htsd explain` and `docs/findings.md` are made from these texts, a module for each family. In the templates `where` is
the place of a figure ("Dòng “Hoạt động văn nghệ”, cột “Người”") and `text` what stands there.
"""

from __future__ import annotations

from htsd_cli.values.catalogue.checks import CHECKS
from htsd_cli.values.catalogue.decisions import DECISIONS
from htsd_cli.values.catalogue.documents import DOCUMENTS
from htsd_cli.values.catalogue.figures import FIGURES
from htsd_cli.values.catalogue.files import FILES
from htsd_cli.values.catalogue.roster import ROSTER
from htsd_cli.values.catalogue.sights import SIGHTS
from htsd_cli.values.catalogue.tables import TABLES
from htsd_cli.values.catalogue.units import UNITS
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Entry, Finding
from htsd_cli.values.origin import Origin

__all__ = [
    "CATALOGUE",
    "CHECKS",
    "DECISIONS",
    "DOCUMENTS",
    "FIGURES",
    "FILES",
    "ROSTER",
    "SIGHTS",
    "TABLES",
    "UNITS",
    "finding",
]

CATALOGUE: dict[str, Entry] = {
    entry.code: entry
    for entry in (*FILES, *DOCUMENTS, *UNITS, *ROSTER, *TABLES, *FIGURES, *SIGHTS, *CHECKS, *DECISIONS)
}


def finding(
    code: str,
    *,
    indicator: str | None = None,
    measure: str | None = None,
    suggestion: Number | None = None,
    origin: Origin | None = None,
    **fields: object,
) -> Finding:
    """Return a finding of the catalogue's kind `code`; raises `KeyError` for an unknown code or field."""
    return CATALOGUE[code].finding(
        indicator=indicator, measure=measure, suggestion=suggestion, origin=origin, **fields
    )
