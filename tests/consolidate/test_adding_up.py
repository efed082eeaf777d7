"""Whether the consolidated table adds up: each total that is not the sum of its rows, and who causes what."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.checks import CheckedTable
from htsd_cli.checks.sums import sums_differ
from htsd_cli.consolidate import consolidate
from htsd_cli.consolidate.adding_up import Mismatch, mismatches
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Key, Numbers
from tests.consolidate.test_consolidate import arrival
from tests.consolidate.test_totals import Given, taken
from tests.documents import FORM
from tests.forms import LITERACY, form_of

RULE = """
[[rules]]
kind = "{kind}"
total = {{ indicator = "{total}", measure = "{measure}" }}
parts = [{parts}]
told_by = "formula"
sure = {sure}
"""


def a_form(
    folder: Path, total: str, measure: str, *parts: str, kind: str = "sum", sure: str = "true"
) -> Form:
    """Return the small form with one rule alone; parts are written `indicator.measure`, `-` before for a sign."""
    said = ", ".join(
        f'{{ indicator = "{part.strip("-").partition(".")[0]}", measure = "{part.partition(".")[2]}",'
        f" sign = {-1 if part.startswith('-') else 1} }}"
        for part in parts
    )
    rules = RULE.format(kind=kind, total=total, measure=measure, parts=said, sure=sure)
    return form_of(folder, LITERACY[: LITERACY.index("[[rules]]")] + rules)


def found(form: Form, **units: Given) -> list[Mismatch]:
    return mismatches(taken(form, **units), form)


def test_who_says_more_or_less_than_its_rows_is_named_the_largest_first() -> None:
    def sent(name: str, total: int, part: int) -> object:
        figures: Numbers = {"culture_sport": {"count": total}, "culture_sport.arts": {"count": part}}
        return arrival(name, figures)

    few = [sent("Trường TH A", 1200, 1199), sent("Trường TH B", 3, 8), sent("Trường TH C", 4, 4)]
    (wrong,) = mismatches(consolidate(few, FORM), FORM)  # type: ignore[arg-type]
    assert (wrong.indicator.id, wrong.measure, wrong.total, wrong.added, wrong.difference) == (
        "culture_sport", "count", 1207, 1211, -4,
    )  # fmt: skip
    assert wrong.words == (
        "ghi 1.207, cộng các dòng bên dưới được 1.211 (thiếu 4), do: Trường TH B (thiếu 5); Trường TH A (thừa 1)"
    )
    for number, more in ((5, ""), (6, "; và 1 đơn vị khác"), (7, "; và 2 đơn vị khác")):
        many = [sent(f"Trường TH {name}", 5, 4) for name in "ABCDEFG"[:number]]
        (wrong,) = mismatches(consolidate(many, FORM), FORM)  # type: ignore[arg-type]
        first = "; ".join(f"Trường TH {name} (thừa 1)" for name in "ABCDE")
        assert wrong.words.endswith(f" (thừa {number}), do: {first}{more}")


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (("nguoi", "nam_nay", "biet_chu.nam_nay", "chua_biet_chu.nam_nay"), "các dòng bên dưới"),
        (("chua_biet_chu", "nam_nay", "nguoi.nam_nay", "biet_chu.nam_nay"), "các dòng bên trên"),
        (("biet_chu", "nam_nay", "nguoi.nam_nay", "chua_biet_chu.nam_nay"), "các dòng"),
        (("nguoi", "nam_nay", "biet_chu.nam_nay", "-chua_biet_chu.nam_nay"), "các ô"),
        (("nguoi", "nam_nay", "nguoi.ke_hoach"), "các ô"),
        (("nguoi", "nam_nay", "biet_chu.ke_hoach", "chua_biet_chu.nam_nay"), "các ô"),
    ],
)
def test_what_a_total_is_added_from_is_called_rows_only_where_it_is_these_and_by_where_they_stand(
    tmp_path: Path, rule: tuple[str, ...], parts: str
) -> None:
    figures: Numbers = {
        "nguoi": {"nam_nay": 100, "ke_hoach": 30}, "biet_chu": {"nam_nay": 40, "ke_hoach": 20},
        "chua_biet_chu": {"nam_nay": 5},
    }  # fmt: skip
    form = a_form(tmp_path, *rule)
    (wrong,) = found(form, Sen=figures)
    if parts.startswith("các dòng"):
        (told,) = sums_differ(CheckedTable(figures), form)
        assert f", cộng {parts} được {format_number(wrong.added)} (" in told.message
    assert (wrong.parts, wrong.causes[0][0]) == (parts, "Phường Sen")


def test_a_total_is_held_against_its_rows_with_their_signs_and_blank_ones_are_nothing(tmp_path: Path) -> None:
    form = a_form(tmp_path, "nguoi", "nam_nay", "biet_chu.nam_nay", "-chua_biet_chu.nam_nay")
    sen: Given = {"nguoi": {"nam_nay": 3}, "biet_chu": {"nam_nay": 5}, "chua_biet_chu": {"nam_nay": 2}}
    assert found(form, Sen=sen) == []
    (wrong,) = found(form, Sen=sen, Mai={"nguoi": {"nam_nay": 4}}, Lan={"biet_chu": {"nam_nay": 6}})
    assert (wrong.total, wrong.added, wrong.causes) == (7, 9, (("Phường Lan", -6), ("Phường Mai", 4)))
    assert found(form, Sen={"nguoi": {"nam_nay": 3}}) == []  # no row is filled in
    assert found(form, Sen={"biet_chu": {"nam_nay": 3}}) == []  # no total


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        (("nguoi", "nam_nay", "biet_chu.nam_nay"), {"sure": "false"}),
        (("nguoi", "nam_nay", "biet_chu.nam_nay"), {"kind": "at_most"}),
        (("nguoi", "nam_nay", "xa.nam_nay"), {}),  # which counts once for the whole area
        (("xa", "nam_nay", "biet_chu.nam_nay"), {}),
        (("nguoi", "nam_nay", "tuoi.nam_nay"), {}),  # a mean, which does not add up
        (("nguoi", "nam_nay", "nguoi.ti_le"), {}),  # a rate, which is computed anew
    ],
)
def test_what_need_not_hold_for_the_totals_is_not_told(
    tmp_path: Path, rule: tuple[str, ...], more: dict[str, str]
) -> None:
    row: Given = {
        "nguoi": {"nam_nay": 50, "ti_le": 7}, "biet_chu": {"nam_nay": 60}, "xa": {"nam_nay": 1}, "tuoi": {"nam_nay": 9},
    }  # fmt: skip
    assert found(a_form(tmp_path, *rule, **more), Sen=row, Mai=row) == []


def test_a_sum_of_rates_or_means_is_not_told_of_the_totals_though_these_are_there(tmp_path: Path) -> None:
    rule = RULE.format(kind="sum", total="biet_chu", measure="ti_le", sure="true",
                       parts='{ indicator = "nguoi", measure = "ti_le" }')  # fmt: skip
    row: Given = {"nguoi": {"nam_nay": 1, "ke_hoach": 2}, "biet_chu": {"nam_nay": 1, "ke_hoach": 4}}
    form = form_of(tmp_path, LITERACY + rule)
    made = taken(form, Sen=row)
    assert (made.totals[Key("nguoi", "ti_le")], made.totals[Key("biet_chu", "ti_le")]) == (50, 25)
    assert mismatches(made, form) == []
