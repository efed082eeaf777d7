"""Figures that cannot be told wrong but hardly can be right: a person should look, the figure counts."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from htsd_cli.checks.table import CheckedTable
from htsd_cli.form import Form, Proportion
from htsd_cli.language.vietnamese import format_number, lower_first
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding

_BESIDE_A_SCALE = 100  # times the smallest real expense: below it an amount may be one in thousands


def people_and_counts(table: CheckedTable, form: Form) -> list[Finding]:
    """People need a class or an event, and a class or an event needs people (rows of 1, 5 and 6)."""
    found: list[Finding] = []
    for indicator, proportion in form.proportioned:
        if any(table.is_doubted(indicator, measure) for measure in (proportion.per, proportion.of)):
            continue
        count, people = table.get(indicator, proportion.per), table.get(indicator, proportion.of)
        called = _called(proportion, form)
        if people and not count:
            found.append(
                table.finding(
                    "people-without-count", form, indicator, proportion.of,
                    people=format_number(people), state="ghi 0" if count == 0 else "để trống",
                    counted=called.counted, counts="/".join(called.numbers), either=" hoặc ".join(called.numbers),
                )
            )  # fmt: skip
        elif count and not people:
            found.append(
                table.finding(
                    "count-without-people", form, indicator, proportion.per,
                    count=format_number(count), state="ghi 0" if people == 0 else "để trống",
                    each=called.each, counted=called.counted,
                )
            )  # fmt: skip
    return found


def out_of_proportion(table: CheckedTable, form: Form) -> list[Finding]:
    """People per class or event lie within the form's usual proportion."""
    found: list[Finding] = []
    for indicator, proportion in form.proportioned:
        count, people = table.get(indicator, proportion.per), table.get(indicator, proportion.of)
        if not count or not people:
            continue
        low, high = proportion.range
        called = _called(proportion, form)
        if people < low * count:
            detail = f", ít {called.counted} hơn số {called.each}"
        elif people > high * count:
            detail = f", mỗi {called.each} hơn {format_number(high)} {called.counted}"
        else:
            continue
        found.append(
            table.finding(
                "out-of-proportion", form, indicator, proportion.of,
                count=format_number(count), people=format_number(people), detail=detail, each=called.each,
                counted=called.counted,
            )
        )  # fmt: skip
    return found


class _Called(NamedTuple):
    """What the two sides of a proportion are called: one of `per` (“lớp/cuộc”), and what is `counted` (“người”)."""

    each: str
    counted: str

    @property
    def numbers(self) -> list[str]:
        """Each number of `per`: “số lớp”, “số cuộc”."""
        return [f"số {part}" for part in self.each.split("/")]


def _called(proportion: Proportion, form: Form) -> _Called:
    each = proportion.each or lower_first(form.column_heading(proportion.per))
    counted = form.measures[proportion.of].unit or lower_first(form.column_heading(proportion.of))
    return _Called(each, counted)


def larger_than_neighbours(table: CheckedTable, form: Form) -> list[Finding]:
    """A figure is not over what one unit can have, nor many times the other rows of the same sum."""
    found: list[Finding] = []
    for indicator, measure in form.bounded:
        value = table.get(indicator.id, measure)
        if value is None:
            continue
        largest, outlier = measure.entry.largest, measure.entry.outlier
        many = outlier is not None and value > outlier.above
        middle = _middle_of_siblings(table, form, indicator.id, measure) if many else None
        if largest is not None and value > largest:
            reference = f"mức {format_number(largest)} thường thấy của một đơn vị"
        elif middle is not None and outlier and value > max(outlier.above, outlier.times * middle):
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


def _middle_of_siblings(table: CheckedTable, form: Form, indicator: str, measure: str) -> Number | None:
    """Return the median of the other rows of the same sum, None when fewer than three are filled."""
    for rule in form.sums:
        if rule.measure == measure and indicator in rule.parts:
            from statistics import median  # seldom asked for; half a dozen modules come with it

            others = [table.get(part, measure) for part in rule.parts if part != indicator]
            known = [value for value in others if value]
            return Decimal(median(map(Decimal, known))) if len(known) >= 3 else None
    return None


def small_amounts(table: CheckedTable, form: Form) -> list[Finding]:
    """An amount in đồng is not smaller than any real expense: it was probably given in thousands or millions.

    Where the row of another amount states a scale, this one may be meant in it too: more is small then.
    """
    found: list[Finding] = []
    for indicator, measure in form.measured():
        smallest = measure.entry.smallest
        if smallest is None:
            continue
        if table.scaled and (indicator.id, str(measure)) not in table.scaled:
            smallest *= _BESIDE_A_SCALE
        value = table.get(indicator.id, measure)
        if value and value < smallest:
            likely = value * (1_000_000 if value < 1_000 else 1_000)
            found.append(
                table.finding(
                    "small-amount", form, indicator.id, measure, suggestion=likely,
                    value=format_number(value), suggested=f" (gợi ý: {format_number(likely)})",
                )
            )  # fmt: skip
    return found
