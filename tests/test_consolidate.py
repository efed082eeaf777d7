"""Totals are what their units declared; several files, late ones and missing units are told for what they are."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.catalogue import finding
from htsd_cli.consolidate import Arrival, Consolidation, consolidate
from htsd_cli.form import Form, load_form
from htsd_cli.intake import VIETNAM
from htsd_cli.names import NameReader
from htsd_cli.roster import Roster, RosterUnit
from htsd_cli.submission import Figures, Submission, Unit

FORM: Form = load_form()
NAMES = NameReader(FORM)
DAY = datetime(2024, 10, 9, 8, 0, tzinfo=VIETNAM)


def arrival(name: str, figures: Figures, file: str = "", days: int = 0, **more: object) -> Arrival:
    submission = Submission.model_validate(
        {
            "schema": "htsd/validation/1", "file": file or f"{name}.docx", "form": FORM.id,
            "unit": Unit(name=name, kind=NAMES.kind_of(name)), "figures": figures, **more,
        }
    )  # fmt: skip
    return Arrival(submission, DAY + timedelta(days=days))


def codes(result: Consolidation) -> list[str]:
    return [item.finding.code for item in result.findings]


figures_of_a_unit = st.fixed_dictionaries(
    {},
    optional={
        indicator.id: st.fixed_dictionaries(
            {}, optional={measure.value: st.integers(0, 10**9) for measure in indicator.numeric_measures}
        )
        for indicator in FORM.indicators
        if indicator.numeric_measures
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(figures_of_a_unit, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_a_total_is_the_sum_of_its_units_in_whatever_order_they_come(
    reports: list[Figures], random: object
) -> None:
    arrivals = [arrival(f"Trường Tiểu học Số {number}", figures) for number, figures in enumerate(reports)]
    shuffled = list(arrivals)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    result = consolidate(shuffled, FORM)
    assert result.to_json() == consolidate(arrivals, FORM).to_json()
    for indicator, measure in FORM.measured():
        said = [
            figures[indicator.id][measure.value]
            for figures in reports
            if figures.get(indicator.id, {}).get(measure.value) is not None
        ]
        total = result.totals.get(indicator.id, {}).get(measure.value)
        expected = (min(1, max(said)) if indicator.adds_up == "once" else sum(said)) if said else None
        assert total == expected, (indicator.id, measure)


def test_a_measure_nobody_gave_has_no_total_and_a_zero_is_a_zero() -> None:
    result = consolidate([arrival("Trường THCS A", {"news_items": {"count": 0}})], FORM)
    assert result.totals == {"news_items": {"count": 0}}


def test_a_district_opens_once_however_many_units_claim_it() -> None:
    claims = [arrival(f"Phường {name}", {"opening.districts": {"count": 1}}) for name in "ABC"]
    assert consolidate(claims, FORM).totals["opening.districts"]["count"] == 1


def test_of_two_files_of_a_unit_the_newest_counts_and_what_changed_is_told() -> None:
    first = arrival("Trường TH Lê Văn Tám", {"news_items": {"count": 3}}, "cu.docx")
    second = arrival("TRƯỜNG TIỂU HỌC LÊ VĂN TÁM", {"news_items": {"count": 5}}, "moi.docx", days=1)
    result = consolidate([second, first], FORM)
    assert result.totals == {"news_items": {"count": 5}}
    assert [(item.files, item.used) for item in result.duplicates] == [(("cu.docx", "moi.docx"), "moi.docx")]
    told = next(item.finding for item in result.findings if item.finding.code == "duplicate-files")
    assert "“Số tin bài về các hoạt động của Tuần lễ”, cột “Số lớp/số cuộc thi”: 3 → 5" in told.message


def test_the_same_figures_sent_twice_count_once_without_a_word() -> None:
    twice = [arrival("Trường THCS A", {"news_items": {"count": 3}}, f"{name}.docx") for name in "ab"]
    result = consolidate(twice, FORM)
    assert result.totals == {"news_items": {"count": 3}}
    assert codes(result) == []


def test_a_corrected_file_that_cannot_be_counted_does_not_push_out_one_that_can() -> None:
    good = arrival("Trường THCS A", {"news_items": {"count": 3}}, "tot.docx")
    bad = arrival("Trường THCS A", {}, "trong.docx", days=1, counted=False, findings=(finding("empty-form"),))
    assert consolidate([good, bad], FORM).totals == {"news_items": {"count": 3}}


def test_two_schools_of_one_name_and_two_kinds_are_two_units() -> None:
    pair = [
        arrival(f"Trường {kind} Phạm Hữu Lầu", {"news_items": {"count": 1}}, f"{kind}.docx")
        for kind in ("Tiểu học", "THCS")
    ]
    result = consolidate(pair, FORM)
    assert result.totals == {"news_items": {"count": 2}}
    assert result.duplicates == ()


def test_a_form_left_empty_is_a_unit_that_does_not_count_and_a_plan_is_no_report() -> None:
    empty = arrival("Trường THCS A", {}, counted=False, findings=(finding("empty-form"),))
    plan = arrival("Trường THCS B", {}, counted=False, findings=(finding("no-statistics-table"),))
    result = consolidate([empty, plan], FORM)
    assert [(unit.name, unit.counted) for unit in result.units] == [("Trường THCS A", False)]
    assert [item.file for item in result.unrecognised] == ["Trường THCS B.docx"]
    assert result.figures == {}


def test_two_units_with_all_figures_alike_are_both_told() -> None:
    figures: Figures = {
        item.id: {m.value: 7 for m in item.numeric_measures} for item in FORM.indicators[2:12]
    }
    result = consolidate([arrival("Trường THCS A", figures), arrival("Trường THCS B", figures)], FORM)
    assert codes(result) == ["same-figures", "same-figures"]
    assert "Trường THCS B" in result.findings[0].finding.message


ROSTER = Roster(
    [
        RosterUnit("TH-01", "Trường Tiểu học Lê Văn Tám", "tih"),
        RosterUnit("TH-02", "Trường Tiểu học Phạm Hữu Lầu", "tih", ("TH PHL",)),
        RosterUnit("CS-02", "Trường THCS Phạm Hữu Lầu", "thcs"),
        RosterUnit("P-01", "Ủy ban nhân dân phường Tân Phú", "phuong"),
        RosterUnit("K-01", "Hội Cựu giáo chức", "doan-the", required=False),
    ],
    NAMES,
)


def test_who_is_missing_and_late_is_known_from_roster_and_deadline() -> None:
    result = consolidate(
        [
            arrival("Trường TH Lê Văn Tám", {"news_items": {"count": 1}}),
            arrival("UBND PHƯỜNG TÂN PHÚ", {"news_items": {"count": 2}}, "p.docx", days=3),
        ],
        FORM,
        ROSTER,
        date(2024, 10, 11),
    )
    assert [unit.id for unit in result.units] == ["TH-01", "P-01"]
    assert [unit.id for unit in result.missing] == ["TH-02", "CS-02"]
    assert [(unit.id, unit.received) for unit in result.late] == [("P-01", date(2024, 10, 12))]
    assert result.totals == {"news_items": {"count": 3}}
    assert result.expected == 4


@pytest.mark.parametrize(
    ("name", "unit", "certain"),
    [
        ("Trường TH Phạm Hữu Lầu", "TH-02", True),
        ("Trường Trung học cơ sở Phạm Hữu Lầu", "CS-02", True),
        ("TH PHL", "TH-02", True),
        ("Phường Tân Phú", "P-01", True),
        ("Trường Tiểu học Lê Văn Tâm", "TH-01", True),  # marks are not told apart
        ("Trường Tiểu học Lê Van Tamm", "TH-01", False),
        ("Phạm Hữu Lầu", None, False),
        ("Trường THPT Tân Phong", None, False),
    ],
)
def test_a_name_is_matched_by_kind_and_name_together(name: str, unit: str | None, certain: bool) -> None:
    match = ROSTER.match(name)
    assert (match.unit.id if match.unit else None) == unit
    assert (match.reason == "") == (certain or unit is None)


def test_an_unknown_name_gets_the_three_nearest() -> None:
    assert len(ROSTER.match("Trường THPT Tân Phong").nearest) == 3
