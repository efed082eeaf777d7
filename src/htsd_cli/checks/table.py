"""The table of one unit as the rules see it: figures, their places, and which cells are already in doubt."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number, format_shown
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Number, Numbers, size
from htsd_cli.values.findings import Finding


def more_or_less(declared: Number, expected: Number, digits: int | None = None) -> str:
    """Return by how much a figure is more or less than it should be, “thừa 2”; one computed rounded to `digits`."""
    word, difference = "thừa" if declared > expected else "thiếu", size(declared - expected)
    return f"{word} {format_number(difference) if digits is None else format_shown(difference, digits)}"


class CheckedTable(NamedTuple):
    """`doubted` holds the (indicator, measure) that an error already names: nothing that follows is told.

    `scaled` are the amounts whose own row states their scale (nghìn đồng, triệu đồng).
    `row` is the name of the row that a table with a row for each unit was narrowed to, "" for the report as a whole.
    """

    figures: Numbers
    origins: dict[str, dict[str, Origin]] = {}  # noqa: RUF012 - never changed
    doubted: frozenset[tuple[str, str]] = frozenset()
    row: str = ""
    scaled: frozenset[tuple[str | None, str | None]] = frozenset()

    def get(self, indicator: str, measure: str) -> Number | None:
        """Return a figure, None when the cell is blank or in doubt."""
        return self.figures.get(indicator, {}).get(measure)

    def is_doubted(self, indicator: str, measure: str) -> bool:
        """Return whether an error already names this cell."""
        return (indicator, measure) in self.doubted

    def finding(
        self,
        code: str,
        form: Form,
        indicator: str,
        measure: str,
        suggestion: Number | None = None,
        **fields: object,
    ) -> Finding:
        """Return a finding of the catalogue at this figure's place."""
        return finding(
            code,
            indicator=indicator,
            measure=str(measure),
            suggestion=suggestion,
            origin=self.origins.get(indicator, {}).get(measure),
            where=self._where(form, indicator, measure),
            **fields,
        )

    def _where(self, form: Form, indicator: str, measure: str) -> str:
        row = form.by_id[indicator]
        origin = self.origins.get(indicator, {}).get(measure)
        if origin is not None and origin.heading:
            return form.where_at(row, origin.heading)
        if not self.row:
            return form.where(row, measure)
        return form.in_table(row, f"Dòng “{self.row}”, cột “{form.heading_of(row, measure)}”")
