"""The shapes of filled forms, one module for each kind of difference; importing registers them."""

from tests.corpus.shapes import (
    changes,
    columns,
    controls,
    excel_sheets,
    excel_values,
    faults,
    legacy_fonts,
    letterheads,
    money,
    packages,
    rows,
    runs,
    spellings,
    tables,
    vietnamese,
    web_pages,
)

__all__ = [
    "changes",
    "columns",
    "controls",
    "excel_sheets",
    "excel_values",
    "faults",
    "legacy_fonts",
    "letterheads",
    "money",
    "packages",
    "rows",
    "runs",
    "spellings",
    "tables",
    "vietnamese",
    "web_pages",
]
