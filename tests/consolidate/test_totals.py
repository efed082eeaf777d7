"""Totals of any form: whole numbers and decimals added exactly, rates computed anew, means left alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from htsd_cli.cli.tracing import print_trace
from htsd_cli.consolidate import Arrival, Consolidation, consolidate, units_of
from htsd_cli.consolidate.adding_up import Mismatch, added_from, mismatches
from htsd_cli.consolidate.offices import taken_together
from htsd_cli.consolidate.telling.doubtful_rates import about_doubtful_rates
from htsd_cli.consolidate.unit import Unit
from htsd_cli.earlier.results import Results, read_results
from htsd_cli.earlier.trace import trace, trace_to_json
from htsd_cli.form import Form, load_form
from htsd_cli.language.vietnamese import format_shown
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Figure, Key, Number, figures_of, rounded
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission, UnitName, UnitRow
from htsd_cli.writers.json_file import write_json
from htsd_cli.writers.workbook.figures_table import make_table
from tests.forms import LITERACY, form_of

Given = Mapping[str, Mapping[str, Number]]
SEN: Given = {
    "nguoi": {"nam_nay": 100, "ke_hoach": 300, "ti_le": Decimal("33.3")},
    "biet_chu": {"nam_nay": 60, "ke_hoach": 80, "ti_le": 75},
    "chua_biet_chu": {"nam_nay": 40},
    "kinh_phi": {"nam_nay": Decimal("0.1"), "ke_hoach": Decimal("12.5")},
    "tuoi": {"nam_nay": Decimal("41.5")},
    "xa": {"nam_nay": 1},
}
MAI: Given = {
    "nguoi": {"nam_nay": 100, "ke_hoach": 100, "ti_le": 100},
    "biet_chu": {"nam_nay": 70},
    "kinh_phi": {"nam_nay": Decimal("0.2")},
    "tuoi": {"nam_nay": Decimal("39.25")},
    "xa": {"nam_nay": 1},
}


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return form_of(tmp_path / "mau")


def taken(form: Form, **units: Given) -> Consolidation:
    arrivals = [
        Arrival(
            Submission(
                schema="htsd/validation/1", file=f"{name}.docx", form=form.id, unit=UnitName(name=f"Phường {name}"),
                figures=figures_of(given),
            ),
            datetime(2026, 10, 5),
        )
        for name, given in units.items()
    ]  # fmt: skip
    return consolidate(arrivals, form)


def test_decimals_are_added_exactly_and_never_as_binary_fractions(form: Form) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    assert made.totals[Key("kinh_phi", "nam_nay")] == Decimal("0.3")
    assert made.to_json()["totals"]["kinh_phi"] == {"nam_nay": 0.3, "ke_hoach": 12.5}


def test_a_rate_of_several_units_is_computed_from_the_sums_of_its_parts(form: Form) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    assert made.totals[Key("nguoi", "ti_le")] == Decimal(200 * 100) / 400 == 50
    assert made.totals[Key("biet_chu", "ti_le")] == Decimal("162.5")  # 130 of the 80 that one unit planned


def test_a_unit_with_one_part_of_a_rate_alone_is_told(form: Form) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    (told,) = (item for item in made.findings if item.finding.code == "rate-in-part")
    assert (told.unit, told.finding.severity, told.finding.indicator, told.finding.measure) == (
        "Phường Mai",
        "warning",
        "biet_chu",
        "ti_le",
    )
    assert told.finding.message == (
        "Dòng “Số người biết chữ”, cột “Tỉ lệ (%)”: đơn vị có dòng “Số người biết chữ”, cột “Năm nay”, chưa có dòng"
        " “Số người biết chữ”, cột “Kế hoạch” được cộng; tỷ lệ chung vì thế tính từ số của các đơn vị không như nhau."
    )


def test_a_likely_rate_that_the_units_figures_contradict_is_told_to_the_office(tmp_path: Path) -> None:
    rule = 'times = 100\ntold_by = "{}"\nsure = {}'
    likely = form_of(
        tmp_path, LITERACY.replace('times = 100\ntold_by = "code row"', rule.format("label", "false"))
    )
    other = {"nguoi": {"nam_nay": 100, "ke_hoach": 400, "ti_le": 60}}
    told = [
        item for item in taken(likely, Sen=SEN, Mai=other).findings if item.finding.code == "rate-doubtful"
    ]
    assert [(item.unit, item.finding.severity, item.finding.cell) for item in told] == [
        (None, "warning", Key("nguoi", "ti_le"))
    ]
    assert told[0].finding.message == (
        "Dòng “Người trong độ tuổi”, cột “Tỉ lệ (%)”: tỷ lệ chung được tính lại là “Năm nay” : “Kế hoạch” × 100, cách"
        " tính máy mới tạm hiểu từ mẫu; 1 trong 2 số các đơn vị đã ghi không theo cách ấy: Phường Mai ghi 60, tính ra"
        " 25."
    )
    assert "rate-doubtful" not in {item.finding.code for item in taken(likely, Sen=SEN, Mai=MAI).findings}
    sure = form_of(tmp_path / "sure")
    assert "rate-doubtful" not in {item.finding.code for item in taken(sure, Sen=SEN, Mai=other).findings}


def test_a_likely_rate_is_held_against_rows_of_lists_too_and_not_where_the_unit_was_told(
    tmp_path: Path,
) -> None:
    form = form_of(tmp_path, LITERACY.replace('told_by = "code row"', 'told_by = "label"\nsure = false'))
    key = Key("nguoi", "ti_le")

    def figures(rate: int | Decimal) -> dict[Key, Figure]:
        return dict(figures_of({"nguoi": {"nam_nay": 1, "ke_hoach": 4, "ti_le": rate}}))

    row = UnitRow(
        table="x", unit=UnitName(name="Tổ 1"), figures=figures(Decimal("33.33333")), origin=Origin()
    )
    report = Submission(schema="htsd/validation/1", file="a", form=form.id, figures=figures(25), rows=(row,))
    unit = Unit(UnitName(name="Phường A"), "", submission=report)
    (told,) = about_doubtful_rates([unit], form)
    assert (told.cell, told.message.partition("; ")[2]) == (
        key,
        "1 trong 2 số các đơn vị đã ghi không theo cách ấy: Phường A, dòng “Tổ 1” ghi 33,3333, tính ra 25.",
    )

    def others(number: int) -> list[Unit]:
        wrong = report.model_copy(update={"figures": figures(60), "rows": None})
        return [replace(unit, called=UnitName(name=f"P{at}"), submission=wrong) for at in range(number)]

    for number, more in ((3, "P2 ghi 60, tính ra 25."), (5, "P2 ghi 60, tính ra 25; và 2 số khác.")):
        (told,) = about_doubtful_rates(others(number), form)
        assert told.message.endswith(more)
    held = report.model_copy(update={"counted": False, "figures": figures(60)})
    said = [finding(code, indicator=key.indicator, measure=measure, where="D", declared="1", computed="2", formula="",
                    difference="") for code, measure in (("ratio-differs", "ti_le"), ("ratio-differs", "nam_nay"),
                                                         ("rule-differs", "ti_le"))]  # fmt: skip
    wrong = report.model_copy(update={"figures": figures(60), "rows": None})
    for submission, count in (
        (held, 0), (wrong.model_copy(update={"findings": (said[0],)}), 0),
        (wrong.model_copy(update={"findings": tuple(said[1:])}), 1),
    ):  # fmt: skip
        assert len(about_doubtful_rates([replace(unit, submission=submission)], form)) == count
    # Means that a likely rule computes are no totals.
    likely = LITERACY.replace('told_by = "code row"', 'told_by = "label"\nsure = false')
    mean = form_of(tmp_path / "mean", likely.replace('adds_up = "recompute"', 'adds_up = "none"'))
    assert about_doubtful_rates(others(1), mean) == []


def test_reports_joined_to_one_have_its_rates_computed_and_no_mean(form: Form) -> None:
    arrivals = [
        Arrival(
            Submission(
                schema="htsd/validation/1", file=f"{name}.docx", form=form.id, unit=UnitName(name=f"Phường {name}"),
                figures=figures_of(given),
            ),
            datetime(2026, 10, day),
        )
        for day, (name, given) in enumerate({"Sen": SEN, "Mai": MAI}.items(), start=1)
    ]  # fmt: skip
    names = {item.file: item.submission.unit.name for item in arrivals}
    (joined,) = taken_together(arrivals, names, form, gathers=False, pinned=False).versions
    figures = joined.submission.figures
    assert figures[Key("nguoi", "nam_nay")].value == 200
    assert figures[Key("nguoi", "ti_le")].value == 50
    assert Key("tuoi", "nam_nay") not in figures


def test_a_rate_is_exact_in_the_results_and_rounded_where_it_is_read(form: Form) -> None:
    made = taken(form, Sen={**SEN, "nguoi": {"nam_nay": 2, "ke_hoach": 300, "ti_le": Decimal("0.67")}})
    key = Key("nguoi", "ti_le")
    assert made.to_json()["totals"]["nguoi"]["ti_le"] == pytest.approx(2 / 3, abs=1e-15)
    assert made.shown[key] == Decimal("0.67")


def test_a_sum_of_quotients_is_exact_in_the_results_and_rounded_where_it_is_read(form: Form) -> None:
    third = Decimal("8.33333333333333")
    made = taken(form, Sen={"kinh_phi": {"nam_nay": third}}, Mai={"kinh_phi": {"nam_nay": third}})
    key = Key("kinh_phi", "nam_nay")
    assert (made.totals[key], made.shown[key]) == (third * 2, Decimal("16.67"))
    assert format_shown(third * 2) == "16,67"
    assert [format_shown(value) for value in (Decimal("12.50"), Decimal("0.1234"), 7)] == [
        "12,50",
        "0,1234",
        "7",
    ]


def test_a_rate_without_its_parts_or_with_nothing_below_the_stroke_has_no_total(form: Form) -> None:
    alone = taken(form, Sen={"nguoi": {"ti_le": Decimal("33.3")}})
    nothing = taken(form, Sen={"nguoi": {"nam_nay": 0, "ke_hoach": 0, "ti_le": 0}})
    assert Key("nguoi", "ti_le") not in alone.totals
    assert Key("nguoi", "ti_le") not in nothing.totals


def test_a_mean_has_no_total_and_what_counts_once_is_one(form: Form) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    assert Key("tuoi", "nam_nay") not in made.totals
    assert made.totals[Key("xa", "nam_nay")] == 1
    assert made.counts_once(form.by_id["xa"])


def test_a_column_that_no_rule_computes_is_not_told_as_a_sum_that_fails(form: Form) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    (wrong,) = mismatches(made, form)
    assert (wrong.indicator.id, wrong.measure, wrong.total, wrong.added) == ("nguoi", "nam_nay", 200, 170)
    assert wrong.causes == (("Phường Mai", 30),)


def test_the_totals_of_each_kind_are_exact_too(form: Form) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    table = make_table(units_of(made, form), form, made)
    assert {key: value for key, value in table.totals().items() if value is not None} == made.totals
    (of_kind,) = table.totals_by_kind().values()
    assert of_kind == table.totals()
    assert table.rows()[1][:4] == [100, 300, Decimal("33.3"), 60]  # Mai before Sen


def test_results_read_back_are_the_same_numbers(form: Form, tmp_path: Path) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    write_json(made, tmp_path / "tong-hop.json")
    again = read_results(tmp_path / "tong-hop.json")
    assert again.total(Key("kinh_phi", "nam_nay")) == Decimal("0.3")
    assert again.values("Phường Sen")[Key("tuoi", "nam_nay")] == Decimal("41.5")


def test_a_rate_is_traced_to_the_totals_it_is_computed_from(form: Form) -> None:
    made = taken(form, Sen=SEN, Mai=MAI)
    results = Results.model_validate(json.loads(json.dumps(made.to_json()), parse_float=Decimal))
    row = form.by_id["nguoi"]
    found = trace(results, form, row, row.measure("ti_le"))
    assert (found.wrong, found.rate is not None) == ("", True)
    assert trace_to_json(found, form)["rate"] == {
        "above": {"indicator": "nguoi", "measure": "nam_nay", "total": 200},
        "below": {"indicator": "nguoi", "measure": "ke_hoach", "total": 400},
        "times": 100,
    }
    mean = form.by_id["tuoi"]
    alone = trace(results, form, mean, mean.measure("nam_nay"))
    assert (alone.total, alone.wrong, [part.share for part in alone.parts]) == (None, "", [None, None])


GROWTH = """
[[rules]]
kind = "ratio"
total = { indicator = "nguoi", measure = "ti_le" }
parts = [
    { indicator = "nguoi", measure = "nam_nay" },
    { indicator = "nguoi", measure = "ke_hoach", sign = -1 },
    { indicator = "nguoi", measure = "ke_hoach" },
]
above = 2
times = 100
told_by = "code row"
"""


def test_a_rate_of_sums_is_traced_to_all_its_parts_with_their_signs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = form_of(tmp_path, LITERACY.split("[[rules]]", 1)[0] + GROWTH)
    results = Results.model_validate(
        json.loads(json.dumps(taken(form, Sen=SEN, Mai=MAI).to_json()), parse_float=Decimal)
    )
    row = form.by_id["nguoi"]
    found = trace(results, form, row, row.measure("ti_le"))
    assert (found.total, found.wrong) == (-50, "")
    part = {"indicator": "nguoi", "measure": "ke_hoach", "total": 400}
    assert trace_to_json(found, form)["rate"] == {
        "above": [
            {"indicator": "nguoi", "measure": "nam_nay", "total": 200, "sign": 1},
            part | {"sign": -1},
        ],
        "below": part,
        "times": 100,
    }
    print_trace(found, form)
    assert (
        "Tổng: -50 = (“Năm nay” 200 − “Kế hoạch” 400) : “Kế hoạch” 400 × 100, tính lại từ các tổng"
        in " ".join(capsys.readouterr().out.split())
    )


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (Decimal("58.25"), 1, Decimal("58.3")),
        (Decimal("58.20"), 1, Decimal("58.2")),
        (Decimal("25.0"), 1, 25),
        (7, 1, 7),
    ],
)
def test_a_number_is_rounded_half_up_and_keeps_no_zero_at_its_end(
    value: Number, digits: int, shown: Number
) -> None:
    assert str(rounded(value, digits)) == str(shown)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["các dòng bên dưới"], "các dòng bên dưới"),
        (["các dòng bên trên", "các dòng bên trên"], "các dòng bên trên"),
        (["các dòng bên trên", "các ô cùng dòng"], "các số cộng thành tổng"),
    ],
)
def test_what_totals_are_the_sums_of_is_said_where_it_is_the_same_of_all(parts: list[str], said: str) -> None:
    (indicator, *_) = load_form().indicators
    assert added_from([Mismatch(indicator, "count", 5, 4, (), words) for words in parts]) == said
