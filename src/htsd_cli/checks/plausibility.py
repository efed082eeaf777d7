"""Figures that cannot be told wrong but hardly can be right: a person should look, the figure counts."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

from htsd_cli.checks.table import CheckedTable
from htsd_cli.form import Form, Measure, Proportion
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding

# How many times the middle of its sibling rows a figure may be, and below what no figure is called large.
_TIMES_LARGER = {Measure.COUNT: 50, Measure.PEOPLE: 100}
_LARGE = {Measure.COUNT: 100, Measure.PEOPLE: 5_000}


def people_and_counts(table: CheckedTable, form: Form) -> list[Finding]:
    """People need a class or an event, and a class or an event needs people (rows of 1, 5 and 6)."""
    found: list[Finding] = []
    for indicator, _ in _pairs(form):
        if any(table.is_doubted(indicator, measure) for measure in (Measure.COUNT, Measure.PEOPLE)):
            continue
        count, people = table.get(indicator, Measure.COUNT), table.get(indicator, Measure.PEOPLE)
        if people and not count:
            found.append(
                table.finding(
                    "people-without-count", form, indicator, Measure.PEOPLE,
                    people=format_number(people), state="ghi 0" if count == 0 else "để trống",
                )
            )  # fmt: skip
        elif count and not people:
            found.append(
                table.finding(
                    "count-without-people", form, indicator, Measure.COUNT,
                    count=format_number(count), state="ghi 0" if people == 0 else "để trống",
                )
            )  # fmt: skip
    return found


def out_of_proportion(table: CheckedTable, form: Form) -> list[Finding]:
    """People per class or event lie within the form's usual proportion."""
    found: list[Finding] = []
    for indicator, proportion in _pairs(form):
        count, people = table.get(indicator, Measure.COUNT), table.get(indicator, Measure.PEOPLE)
        if not count or not people:
            continue
        low, high = proportion.people_per_count
        if people < low * count:
            detail = ", ít người hơn số lớp/cuộc"
        elif people > high * count:
            detail = f", mỗi lớp/cuộc hơn {format_number(high)} người"
        else:
            continue
        found.append(
            table.finding(
                "out-of-proportion", form, indicator, Measure.PEOPLE,
                count=format_number(count), people=format_number(people), detail=detail,
            )
        )  # fmt: skip
    return found


def larger_than_neighbours(table: CheckedTable, form: Form) -> list[Finding]:
    """A figure is not over what one unit can have, nor many times the other rows of the same sum."""
    limits = {
        Measure.COUNT: form.limits.count,
        Measure.PEOPLE: form.limits.people,
        Measure.AMOUNT: form.limits.amount,
    }
    totals = {(rule.total, rule.measure) for rule in form.sums}
    found: list[Finding] = []
    for indicator, measure in form.measured():
        value = table.get(indicator.id, measure)
        if value is None or (indicator.id, measure) in totals:
            continue
        middle = _middle_of_siblings(table, form, indicator.id, measure)
        if value > limits[measure]:
            reference = f"mức {format_number(limits[measure])} thường thấy của một đơn vị"
        elif middle is not None and value > max(_LARGE[measure], _TIMES_LARGER[measure] * middle):
            reference = f"các dòng cùng nhóm (mức giữa {format_number(round(middle))})"
        else:
            continue
        found.append(
            table.finding(
                "larger-than-neighbours", form, indicator.id, measure,
                value=format_number(value), reference=reference,
            )
        )  # fmt: skip
    return found


def _middle_of_siblings(table: CheckedTable, form: Form, indicator: str, measure: Measure) -> Number | None:
    """Return the median of the other rows of the same sum, None when fewer than three are filled."""
    for rule in form.sums:
        if rule.measure is measure and indicator in rule.parts:
            others = [table.get(part, measure) for part in rule.parts if part != indicator]
            known = [value for value in others if value]
            return Decimal(median(map(Decimal, known))) if len(known) >= 3 else None
    return None


def small_amounts(table: CheckedTable, form: Form) -> list[Finding]:
    """An amount in đồng is not smaller than any real expense: it was probably given in thousands or millions."""
    found: list[Finding] = []
    for indicator, measure in form.measured():
        value = table.get(indicator.id, measure) if measure is Measure.AMOUNT else None
        if value and value < form.limits.smallest_amount:
            likely = value * (1_000_000 if value < 1_000 else 1_000)
            found.append(
                table.finding(
                    "small-amount", form, indicator.id, measure, suggestion=likely,
                    value=format_number(value), suggested=f" (gợi ý: {format_number(likely)})",
                )
            )  # fmt: skip
    return found


def _pairs(form: Form) -> list[tuple[str, Proportion]]:
    """Return the rows that ask for both occurrences and people, with the proportion they keep."""
    return [
        (indicator.id, proportion)
        for proportion in form.proportions
        for indicator in form.indicators
        if indicator.id.startswith(f"{proportion.within}.")
        and {Measure.COUNT, Measure.PEOPLE} <= set(indicator.measures)
    ]
