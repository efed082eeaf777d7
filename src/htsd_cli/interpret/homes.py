"""Where the quantities of a table stand in which one cell may hold several, each named by the words of its unit."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.form import Family, Form, FormTable, Measure


class Homes(NamedTuple):
    """`columns` are the table's columns of values. `measure` is the form's measure that a family of unit words names,
    `home` the column it stands in, `family` what a column is for. By a row's id, `asked` is what it asks for and
    `measures` its measures, each with the family that names it."""

    columns: tuple[str, ...]
    measure: dict[Family, Measure]
    home: dict[Family, str]
    family: dict[str, Family]
    asked: dict[str, tuple[Family, ...]]
    measures: dict[str, tuple[tuple[Measure, Family], ...]]


def homes_of(form: Form, table: FormTable) -> Homes:
    """Return where the quantities of a table stand."""
    measure: dict[Family, Measure] = {}
    family: dict[str, Family] = {}
    for item in form.measures.values():
        if item.said_by is not None:
            measure.setdefault(item.said_by, item)
            for column in item.columns:
                family.setdefault(column, item.said_by)
    return Homes(
        tuple(column.id for column in table.by_column.values() if column.role == "value"),
        measure,
        {name: item.column for name, item in measure.items()},
        family,
        {
            row.id: tuple(item.said_by for item in row.numeric_measures if item.said_by is not None)
            for row in table.indicators
        },
        {
            row.id: tuple((item, item.said_by) for item in row.measures if item.said_by is not None)
            for row in table.indicators
        },
    )
