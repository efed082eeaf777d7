"""How the figures of several units make one: sums, what counts once, rates from their parts, the digits they show."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from htsd_cli.form import Form, Rule
from htsd_cli.form.adding import added, digits_shown, rate_of, ratios_of, settled
from htsd_cli.values.figures import Key, Number
from tests.forms import form_of

PEOPLE, PLANNED, RATE = Key("nguoi", "nam_nay"), Key("nguoi", "ke_hoach"), Key("nguoi", "ti_le")
COMMUNES, AGE, LITERATE = Key("xa", "nam_nay"), Key("tuoi", "nam_nay"), Key("biet_chu", "ti_le")


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return form_of(tmp_path / "mau")


def test_sums_are_plain_a_rate_is_of_its_parts_a_mean_has_none_and_an_area_counts_once(form: Form) -> None:
    sums = added([{PEOPLE: 60, PLANNED: 80, COMMUNES: 1, AGE: 41}, {PEOPLE: 15, COMMUNES: 1, RATE: 99}])
    assert sums == {PEOPLE: 75, PLANNED: 80, COMMUNES: 2, AGE: 41, RATE: 99}
    assert settled(sums, form) == {PEOPLE: 75, PLANNED: 80, RATE: Decimal("93.75"), COMMUNES: 1}
    assert settled(sums, form, areas=True)[COMMUNES] == 2
    assert settled({COMMUNES: 0}, form) == {COMMUNES: 0}
    assert settled({PEOPLE: 75, RATE: 99}, form) == {PEOPLE: 75}


@pytest.mark.parametrize(
    ("figures", "rate"),
    [
        ((30, 20, 80), Decimal("12.5")),
        ((30, None, 80), None),
        ((30, 20, None), None),
        ((30, 20, 0), None),
        ((0, 0, 80), Decimal(0)),
    ],
)
def test_a_rate_needs_each_of_its_parts_and_something_to_divide_by(
    figures: tuple[Number | None, ...], rate: Decimal | None
) -> None:
    keys = [("a", "so", 1), ("b", "so", -1), ("c", "so", 1)]
    rule = Rule.model_validate(
        {
            "kind": "ratio",
            "total": {"indicator": "d", "measure": "so"},
            "parts": [{"indicator": row, "measure": measure, "sign": sign} for row, measure, sign in keys],
            "above": 2,
            "times": 100,
        }
    )
    given = {
        Key(row, measure): value
        for (row, measure, _), value in zip(keys, figures, strict=True)
        if value is not None
    }
    assert rate_of(rule, given) == rate


def test_a_rate_is_computed_by_the_first_rule_that_is_sure(form: Form) -> None:
    assert set(ratios_of(form)) == {RATE, LITERATE}
    own = ratios_of(form)[RATE]
    likely = own.model_copy(update={"sure": False, "times": Decimal(1)})
    again = own.model_copy(update={"times": Decimal(1000)})
    assert ratios_of(form.model_copy(update={"rules": (likely, own, again)})) == {RATE: own}


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ((), 1),
        (("75",), 1),
        (("75.25", "33.3"), 2),
        (("33.3333", "1.5"), 4),
        (("33.33333",), 1),  # of a formula
        (("33.33333", "1.25"), 2),
    ],
)
def test_a_rate_shows_as_many_digits_as_the_units_write(
    form: Form, written: tuple[str, ...], digits: int
) -> None:
    assert digits_shown(form, [{RATE: Decimal(text)} for text in written]) == {RATE: digits, LITERATE: 1}
