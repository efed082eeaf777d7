"""A figure: what counts of it, where it stands, how its number is rounded, read and written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from htsd_cli.values.figures import (
    Decided,
    Figure,
    Key,
    Number,
    as_json,
    decimals,
    figures_of,
    json_of,
    numbers_of,
    origins_of,
    readable,
    rounded,
    size,
    values_of,
)
from htsd_cli.values.origin import Origin

A, B, C = Key("lop", "so"), Key("lop", "nguoi"), Key("tin", "so")
HERE = Origin(table=1, row=2)
BLANK = Decided(None, "Lan", "gọi điện", "O5")


def test_a_figure_that_the_office_left_blank_is_none_that_counts() -> None:
    figures = {A: Figure(0, HERE), B: Figure(None, HERE, BLANK), C: Figure(Decimal("2.5"))}
    assert numbers_of(figures) == {"lop": {"so": 0}, "tin": {"so": Decimal("2.5")}}
    assert values_of(figures) == {A: 0, C: Decimal("2.5")}
    assert origins_of(figures) == {"lop": {"so": HERE}}


def test_figures_are_made_of_numbers_places_and_decisions_told_apart() -> None:
    told = figures_of(
        {"lop": {"so": 3}}, {"lop": {"so": HERE, "nguoi": HERE}}, {"lop": {"so": BLANK}, "tin": {"so": BLANK}}
    )
    assert list(told.items()) == [(A, Figure(3, HERE, BLANK)), (C, Figure(None, None, BLANK))]


def test_a_decision_is_written_as_the_contract_has_it() -> None:
    assert BLANK.to_json() == {"value": None, "by": "Lan", "reason": "gọi điện", "text": "O5"}
    assert Decided(Decimal("2.50"), "Mai").to_json() == {"value": 2.5, "by": "Mai", "reason": "", "text": ""}


@pytest.mark.parametrize(
    ("number", "digits", "shown"),
    [
        (5, 2, "5"), (Decimal("2.345"), 2, "2.35"), (Decimal("-2.345"), 2, "-2.35"), (Decimal("2.344"), 2, "2.34"),
        (Decimal("2.5"), 0, "3"), (Decimal("2.50"), 2, "2.5"), (Decimal("2.996"), 2, "3"), (Decimal("100.0"), 1, "100"),
        (Decimal("1E+30"), 2, str(10**30)),
    ],
)  # fmt: skip
def test_a_number_is_rounded_half_up_without_zeros_at_its_end(
    number: Number, digits: int, shown: str
) -> None:
    assert str(rounded(number, digits)) == shown


@pytest.mark.parametrize(
    ("number", "digits"),
    [(5, 0), (Decimal(5), 0), (Decimal("5.20"), 2), (Decimal("5E+3"), 0), (Decimal("NaN"), 0)],
)
def test_the_digits_behind_the_comma_are_counted_as_written(number: Number, digits: int) -> None:
    assert decimals(number) == digits


@pytest.mark.parametrize(
    ("number", "shown"), [("0.1234", "0.1234"), ("0.12345", "0.12"), ("33.3333333333", "33.33"), ("7", "7")]
)
def test_what_a_formula_computed_is_read_with_two_digits(number: str, shown: str) -> None:
    assert str(readable(Decimal(number))) == shown


def test_json_has_whole_numbers_without_a_point() -> None:
    numbers = [as_json(number) for number in (5, Decimal("5.0"), Decimal("0.1"), None)]
    assert [repr(number) for number in numbers] == ["5", "5", "0.1", "None"]
    assert json_of([(A, 1), (C, 2), (B, Decimal("0.5"))]) == {
        "lop": {"so": 1, "nguoi": 0.5},
        "tin": {"so": 2},
    }
    assert (size(-3), size(3), size(0)) == (3, 3, 0)
