"""A learnt form and the form that a `form.toml` holds are one: each can be made of the other."""

from __future__ import annotations

import tomllib
from fractions import Fraction

from htsd_cli.form import Form
from htsd_cli.form.rule import CellName, RulePart
from htsd_cli.form.shipped import SHARED_FILE, templates_directory
from htsd_cli.form.table import FormTable
from htsd_cli.form.toml_file import read_toml
from htsd_cli.learn.structure import (
    Column,
    Indicator,
    LearntForm,
    LearntTable,
    Measure,
    Question,
    Rule,
    Term,
)
from htsd_cli.learn.toml import form_toml


def as_form(learnt: LearntForm, blank: str) -> Form:
    """Return a learnt form as the one its `form.toml` will load as. Raises `ValueError` where it cannot be one."""
    shared = read_toml(templates_directory() / SHARED_FILE)
    return Form.model_validate(shared | tomllib.loads(form_toml(learnt, blank)))


def from_form(form: Form) -> LearntForm:
    """Return what a form says as it is told and shown."""
    return LearntForm(
        form.id,
        form.title,
        form.year or None,
        tuple(_table(table) for table in form.tables),
        tuple(
            Rule(
                rule.kind,
                _term(rule.total),
                tuple(_term(part) for part in rule.parts),
                rule.told_by,
                rule.sure,
                None if rule.times is None else Fraction(rule.times),
                rule.above,
            )
            for rule in form.rules
        ),
        tuple(
            Question(
                tuple((key, str(value)) for key, value in item.about.items()),
                item.message,
                item.taken,
                item.answer,
            )
            for item in form.questions
        ),
        form.lines,
    )


def _term(cell: CellName) -> Term:
    sign = cell.sign if isinstance(cell, RulePart) else 1
    return Term(cell.indicator, cell.measure, sign)


def _table(table: FormTable) -> LearntTable:
    return LearntTable(
        table.id,
        table.rows,
        table.place.table,
        table.place.sheet,
        table.heading_rows,
        tuple(
            Column(column.id, column.role, column.path, column.index or place, column.code)
            for place, column in enumerate(table.columns, 1)
        ),
        tuple(
            Indicator(
                item.id,
                item.number,
                item.code,
                item.label,
                item.unit,
                item.parent or None,
                tuple(
                    Measure(measure.id, measure.column, measure.kind, measure.unit, measure.adds_up)
                    for measure in item.measures
                ),
            )
            for item in table.indicators
        ),
        table.title,
        total=table.total,
        footers=table.footers,
        names=table.names,
        lists=table.lists,
        unit=table.unit,
    )
