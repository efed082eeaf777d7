"""A figure: one value with its place in the file, what was decided of it and what it was added from; keyed by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeVar

from htsd_cli.values.origin import Origin

Number = int | Decimal  # a whole number or an amount; a decimal or a rate, exactly as written
Numbers = dict[str, dict[str, Number]]  # indicator id -> measure id -> number, as the contracts write it
Value = TypeVar("Value")


class Key(NamedTuple):
    """A cell of a form: its indicator's id and its measure's id."""

    indicator: str
    measure: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What the office decided of one figure: `value` counts, None for a figure left blank; `text` is what stands there.

    `by` is who answers for it, `reason` may be "".
    """

    value: Number | None
    by: str
    reason: str = ""
    text: str = ""

    def to_json(self) -> dict[str, object]:
        """Return it as the contracts write it."""
        return {"value": as_json(self.value), "by": self.by, "reason": self.reason, "text": self.text}


class Figure(NamedTuple):
    """One value of a report. `value` is None only where the office decided that nothing counts.

    `origin` is where it stands in the file, None where it does not; `derived_from` are then the cells it was added
    from, unless the office decided it.
    """

    value: Number | None
    origin: Origin | None = None
    decided: Decided | None = None
    derived_from: tuple[Key, ...] = ()


Figures = Mapping[Key, Figure]  # a blank cell has no key and a zero is 0
Totals = Mapping[Key, Number]


def figures_of(
    numbers: Mapping[str, Mapping[str, Number]],
    origins: Mapping[str, Mapping[str, Origin]] | None = None,
    decided: Mapping[str, Mapping[str, Decided]] | None = None,
) -> dict[Key, Figure]:
    """Return figures from what is told of them apart; a place without a number or a decision is passed over."""
    places, words = flat(origins or {}), flat(decided or {})
    values = flat(numbers)
    return {key: Figure(values.get(key), places.get(key), words.get(key)) for key in (*values, *words)}


def flat(values: Mapping[str, Mapping[str, Value]]) -> dict[Key, Value]:
    """Return by cell what stands by indicator and measure."""
    return {
        Key(indicator, measure): value for indicator, row in values.items() for measure, value in row.items()
    }


def nested(values: Iterable[tuple[Key, Value]]) -> dict[str, dict[str, Value]]:
    """Return by indicator and measure what stands by cell, as the contracts write it."""
    rows: dict[str, dict[str, Value]] = {}
    for key, value in values:
        rows.setdefault(key.indicator, {})[key.measure] = value
    return rows


def numbers_of(figures: Figures) -> Numbers:
    """Return the numbers that count, by indicator and measure."""
    return nested((key, figure.value) for key, figure in figures.items() if figure.value is not None)


def origins_of(figures: Figures) -> dict[str, dict[str, Origin]]:
    """Return the places of the figures that count and stand in the file, by indicator and measure."""
    return nested(
        (key, figure.origin)
        for key, figure in figures.items()
        if figure.origin is not None and figure.value is not None
    )


def values_of(figures: Figures) -> dict[Key, Number]:
    """Return the numbers that count, by cell."""
    return {key: figure.value for key, figure in figures.items() if figure.value is not None}


def size(number: Number) -> Number:
    """Return a number without its sign."""
    return max(number, -number)


def decimals(value: Number) -> int:
    """Return how many digits stand behind a number's comma."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else None
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Number, digits: int) -> Number:
    """Return a number rounded half up to so many digits behind the comma, those that are 0 at its end left out."""
    if decimals(value) > digits:
        value = Decimal(value).quantize(Decimal(f"1E-{digits}"), ROUND_HALF_UP)
    if isinstance(value, Decimal):
        value = value.normalize()
        return int(value) if value == value.to_integral_value() else value
    return value


_WRITTEN, _READ = 4, 2


def readable(value: Number) -> Number:
    """Return a number as a reader sees it: one that a formula computed rounded, else as written."""
    return rounded(value, _READ) if decimals(value) > _WRITTEN else value


def as_json(value: Number | None) -> int | float | None:
    """Return a number as `json` prints it: a decimal of up to 15 digits exactly as it is."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def json_of(values: Iterable[tuple[Key, Number]]) -> dict[str, dict[str, int | float | None]]:
    """Return numbers by indicator and measure as `json` prints them."""
    return nested((key, as_json(value)) for key, value in values)
