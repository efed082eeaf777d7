"""Whether the parts of a form fit together: nothing declared twice, nothing named that is not there.

Each function raises `Misfit`, a Vietnamese sentence with the place in `form.toml` that it speaks of.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from htsd_cli.form.practices import Practice, Theme
from htsd_cli.form.rule import CellName, Proportion, Rule
from htsd_cli.form.table import FormTable, Indicator
from htsd_cli.form.toml_file import Misfit
from htsd_cli.language.vietnamese import fold


def tables_fit(tables: Sequence[FormTable]) -> dict[str, Indicator]:
    """Return the indicators of every table by id: each id once, its parent before it, its measures in columns."""
    known: dict[str, Indicator] = {}
    for t, table in enumerate(tables):
        if table.id in (other.id for other in tables[:t]):
            raise Misfit(f"bảng “{table.id}” được khai nhiều lần", "tables", t, "id")
        _columns_fit(table, t)
        _rows_fit(table, t, known)
    return known


def rules_fit(rules: Sequence[Rule], known: Mapping[str, Indicator]) -> None:
    """Hold that every rule speaks of rows and measures there are, and a ratio has something to divide by."""
    for place, rule in enumerate(rules):
        cells: list[tuple[CellName, tuple[str | int, ...]]] = [(rule.total, ("total",))]
        cells += [(part, ("parts", number)) for number, part in enumerate(rule.parts)]
        name = "phép cộng" if rule.kind == "sum" else "ràng buộc"
        for cell, key in cells:
            at = ("rules", place, *key)
            if cell.indicator not in known:
                told = f"{name} của “{rule.total.indicator}” nhắc chỉ tiêu không có là “{cell.indicator}”"
                raise Misfit(told, *at)
            if cell.measure not in known[cell.indicator].measures:
                told = f"{name} của “{rule.total.indicator}” cần số liệu mà “{cell.indicator}” không có"
                raise Misfit(told, *at)
        if rule.kind == "ratio" and len(rule.parts) <= rule.above:
            told = f"tỷ lệ “{rule.total.indicator}” thiếu mẫu số: “parts” phải có tử số rồi đến mẫu số"
            raise Misfit(told, "rules", place, "parts")


def proportions_fit(proportions: Sequence[Proportion], known: Mapping[str, Indicator]) -> None:
    """Hold that every proportion is one of a row there is."""
    for place, proportion in enumerate(proportions):
        if proportion.within not in known:
            told = f"tỷ lệ nhắc chỉ tiêu không có là “{proportion.within}”"
            raise Misfit(told, "proportions", place, "within")


def told_fit(practices: Sequence[Practice], themes: Sequence[Theme], topics: Collection[str]) -> None:
    """Hold that practices and themes have ids of their own, and that what a practice is told under is there."""
    for place, practice in enumerate(practices):
        if practice.id in {item.id for item in practices[:place]}:
            raise Misfit(f"việc làm “{practice.id}” được khai nhiều lần", "practices", place, "id")
        if practice.topic not in topics:
            told = f"việc làm “{practice.id}” thuộc chỉ tiêu hoặc phần không có là “{practice.topic}”"
            raise Misfit(told, "practices", place, "topic")
    for place, theme in enumerate(themes):
        if theme.id in {item.id for item in practices} | {item.id for item in themes[:place]}:
            raise Misfit(f"chủ đề “{theme.id}” được khai nhiều lần", "themes", place, "id")


def _columns_fit(table: FormTable, t: int) -> None:
    columns = (*table.columns, *table.added_columns)
    for c, column in enumerate(columns):
        if column.id in (other.id for other in columns[:c]):
            own = len(table.columns)
            at = ("columns", c) if c < own else ("added_columns", c - own)
            raise Misfit(f"cột “{column.id}” được khai nhiều lần", "tables", t, *at, "id")
    if not table.of_role("label"):
        raise Misfit('bảng thiếu cột tên (role = "label")', "tables", t, "columns", 0)


def _rows_fit(table: FormTable, t: int, known: dict[str, Indicator]) -> None:
    """Put a table's indicators among the known ones, each of which must fit those before it."""
    labels: dict[str, str] = {}
    for place, indicator in enumerate(table.indicators):
        at = ("tables", t, "indicators", place)
        if indicator.id in known:
            raise Misfit(f"chỉ tiêu “{indicator.id}” được khai nhiều lần", *at, "id")
        if indicator.parent and indicator.parent not in known:
            told = f"“parent” của “{indicator.id}” phải là một chỉ tiêu ở trước nó, đang ghi “{indicator.parent}”"
            raise Misfit(told, *at, "parent")
        known[indicator.id] = indicator
        for measure in indicator.measures:
            if measure.column not in table.by_column:
                told = (
                    f"số liệu “{measure}” của chỉ tiêu “{indicator.id}” ở cột không có là “{measure.column}”"
                )
                raise Misfit(told, *at, "measures")
        if len(set(indicator.measures)) < len(indicator.measures):
            raise Misfit(f"một số liệu của chỉ tiêu “{indicator.id}” được khai nhiều lần", *at, "measures")
        for number, label in enumerate((indicator.label, *indicator.other_labels)):
            owner = labels.setdefault(fold(label), indicator.id)
            if owner != indicator.id and table.mixed:  # there a row is known by its label alone
                key = ("other_labels", number - 1) if number else ("label",)
                raise Misfit(f"tên “{label}” vừa của “{owner}” vừa của “{indicator.id}”", *at, *key)
        if indicator.brief and len(indicator.brief) != len(indicator.numeric_measures):
            told = (
                f"“{indicator.id}” có {len(indicator.numeric_measures)} cột số nên phải có bấy nhiêu tên ngắn"
            )
            raise Misfit(told, *at, "brief")
