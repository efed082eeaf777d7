"""What the template of the report may speak of, counted from a consolidation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.form import Campaign, CampaignTable, Form, Office, load_form
from htsd_cli.language.numbers import percent
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Key, Numbers
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.writers.report.fields import (
    FormFields,
    KindCount,
    SectionFields,
    count_units,
    date_in_words,
    month_in_digits,
    report_fields,
)
from htsd_cli.writers.report.rows import Totals, active, added, largest, leading_kinds
from htsd_cli.writers.units import left_out
from tests.writers.samples import Report, consolidate


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def totals_of(form: Form, *figures: Numbers) -> Totals:
    reports = [Report(f"Trường Mầm non {number}", "mn", item) for number, item in enumerate(figures)]
    totals = report_fields(consolidate(form, reports), form, Campaign())["totals"]
    assert isinstance(totals, Totals)
    return totals


def test_a_missing_total_is_none_and_a_zero_is_zero(form: Form) -> None:
    totals = totals_of(form, {"news_items": {"count": 0}})
    assert totals["news_items"].count == 0
    assert totals["publications"].count is None
    assert (totals["news_items"].reported, totals["news_items"].active) == (True, False)
    assert (totals["publications"].reported, totals["publications"].active) == (False, False)


def test_a_row_is_active_when_a_row_below_it_is(form: Form) -> None:
    totals = totals_of(form, {"book_drive.books": {"count": 3}})
    assert totals["book_drive"].active
    assert totals["book_drive"]["books"].count == 3
    assert totals["book_drive"].units == 1


def test_units_counts_those_with_a_figure_above_zero(form: Form) -> None:
    totals = totals_of(
        form,
        {"classes": {"count": 2}},
        {"classes": {"count": 0}},
        {"classes.other": {"people": 9}},
        {"news_items": {"count": 4}},
    )
    assert totals["classes"].units == 2


def test_an_amount_stands_in_the_first_number_column(form: Form) -> None:
    row = totals_of(form, {"funding.state_budget": {"amount": 5_000_000}})["funding"]["state_budget"]
    assert (row.first_column, row.second_column) == (5_000_000, None)


def test_the_parts_of_a_row_are_without_the_row_that_adds_them_up(form: Form) -> None:
    classes = totals_of(form)["classes"]
    assert "classes.participants" in [row.id for row in classes.rows]
    assert "classes.participants" not in [row.id for row in classes.parts]
    assert len(classes.parts) == 13


def test_the_name_of_a_row_has_no_brackets_and_no_abbreviations(form: Form) -> None:
    totals = totals_of(form)
    assert totals["reading_events"]["book_contests"].name == "Thi về sách"
    assert (
        totals["reading_events"]["thematic_meetings"].name
        == "Sinh hoạt chuyên đề học tập suốt đời, xây dựng xã hội học tập"
    )
    assert totals["classes"]["learning_centre_staff"].name.endswith(
        "báo cáo viên trung tâm học tập cộng đồng"
    )


def test_largest_ranks_by_people_and_passes_over_rows_without(form: Form) -> None:
    rows = totals_of(
        form,
        {
            "classes.other": {"count": 90},
            "classes.literacy": {"people": 20},
            "classes.life_skills": {"people": 30},
            "classes.informatics": {"people": 0},
            "classes.universal_education": {"people": 20},
        },
    )["classes"].parts
    ranked = ["classes.life_skills", "classes.universal_education", "classes.literacy"]
    assert [row.id for row in largest(rows, 5)] == ranked
    assert [row.id for row in largest(rows, 1)] == ranked[:1]
    assert [row.id for row in largest(rows, 5, "count")] == ["classes.other"]
    assert len(active(rows)) == 4


def test_added_sums_what_is_there_and_is_none_when_nothing_is(form: Form) -> None:
    totals = totals_of(form, {"funding.other_sources": {"amount": 7}})
    assert added(totals["funding"].parts, "amount") == 7
    assert added(totals["awards"].parts, "count") is None


def test_the_totals_are_those_of_the_consolidation_never_summed_anew(form: Form) -> None:
    made = consolidate(form, [Report("Phường A", "phuong", {"classes": {"count": 4}})])
    other = replace(made, totals={Key("classes", "count"): 9})
    totals = report_fields(other, form, Campaign())["totals"]
    assert isinstance(totals, Totals)
    assert totals["classes"].count == 9


def unit(
    number: int, kind: str | None, *, listed: bool = True, counted: bool = True, wrong: bool = False
) -> Unit:
    called = UnitName(id=f"u{number}" if listed else None, name=f"Đơn vị {number}", kind=kind)
    told = (Finding("x", Severity.ERROR, "Sai.", "Sửa."),) if wrong else ()
    return Unit(
        called=called,
        kind_name="",
        listed=RosterUnit(called.id, called.name, kind) if called.id else None,
        submission=Submission(
            schema="htsd/validation/1", file=f"{number}.docx", form="htsd-2024", unit=called, counted=counted,
            findings=told,
        ),
    )  # fmt: skip


def consolidation(*units: Unit, missing: tuple[RosterUnit, ...] = (), roster: bool = True) -> Consolidation:
    lost = [
        Unit(called=UnitName(id=line.id, name=line.name, kind=line.kind), kind_name="", listed=line)
        for line in missing
    ]
    return Consolidation(form="htsd-2024", totals={}, units=(*units, *lost), rostered=roster)


def test_units_are_counted_by_kind_in_the_form_s_order_the_only_one_of_a_kind_by_its_name(form: Form) -> None:
    made = consolidation(
        unit(1, "tih"),
        unit(2, "phuong"),
        unit(3, "tih"),
        unit(4, "mn", listed=False),
        missing=(RosterUnit(id="u9", name="X", kind="thpt"), RosterUnit(id="u8", name="Y", kind="tih")),
    )
    counts = count_units(made, form)
    assert counts.kinds == (
        KindCount("Đơn vị 2", 1, 1),
        KindCount("Các trường tiểu học", 2, 3),
        KindCount("X", 0, 1),
    )
    assert (counts.reported, counts.listed, counts.others) == (4, 3, 1)
    assert (counts.expected, counts.missing) == (5, 2)


def test_without_a_roster_nobody_is_expected_and_all_are_listed(form: Form) -> None:
    counts = count_units(consolidation(unit(1, "mn", listed=False), roster=False), form)
    assert counts.kinds == (KindCount("Các trường mầm non", 1, None),)
    assert (counts.listed, counts.others, counts.expected) == (1, 0, None)


def test_units_of_no_known_kind_are_counted_under_the_kind_without_words(form: Form) -> None:
    counts = count_units(consolidation(unit(1, None), unit(2, "khac"), unit(3, "vien")), form)
    assert counts.kinds == (KindCount("Các đơn vị khác", 3, 3),)


def test_units_left_out_as_a_whole_differ_from_units_with_figures_to_mend(form: Form) -> None:
    counts = count_units(
        consolidation(
            unit(1, "mn", wrong=True),
            unit(2, "mn", wrong=True, counted=False),
            unit(3, "mn"),
        ),
        form,
    )
    assert (counts.counted, counts.to_mend, counts.not_counted) == (2, 1, 1)
    assert left_out([unit(1, "mn", wrong=True), unit(2, "mn")], form) == [
        "phần phải sửa trong báo cáo của 1 đơn vị"
    ]


def test_the_year_is_text_so_that_it_takes_no_thousands_dot(form: Form) -> None:
    fields = report_fields(consolidation(roster=False), form, Campaign(campaign=CampaignTable(year=2025)))
    assert getattr(fields["campaign"], "year") == "2025"  # noqa: B009


def test_a_campaign_of_another_year_heads_its_parts_with_its_year_and_leaves_the_theme_out(
    form: Form,
) -> None:
    fields = report_fields(consolidation(roster=False), form, Campaign(campaign=CampaignTable(year=2025)))
    sections = fields["sections"]
    assert isinstance(sections, dict)
    assert sections["organisation"] == SectionFields(
        "I", "Công tác triển khai, tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2025"
    )
    names = fields["form"]
    assert isinstance(names, FormFields)
    assert names.theme == ""


def test_the_month_is_that_of_the_deadline_else_october(form: Form) -> None:
    def month(deadline: date | None) -> object:
        campaign = Campaign(campaign=CampaignTable(deadline=deadline))
        return report_fields(consolidation(roster=False), form, campaign)["month"]

    assert month(date(2024, 11, 5)) == "11"
    assert month(None) == "10"


def test_a_clerk_s_own_dashes_and_stops_are_not_doubled(form: Form) -> None:
    office = Office(copies=("- Như trên;", "Lưu: VT.", " "), recipients=("Sở Giáo dục và Đào tạo.",))
    fields = report_fields(consolidation(roster=False), form, Campaign(office=office))["office"]
    assert isinstance(fields, Office)
    assert fields.copies == ("Như trên", "Lưu: VT")
    assert fields.recipients == ("Sở Giáo dục và Đào tạo",)


def test_january_and_february_take_a_zero_and_other_months_none() -> None:
    assert [month_in_digits(month) for month in (1, 2, 3, 9, 10)] == ["01", "02", "3", "9", "10"]
    assert date_in_words(date(2024, 9, 5)) == "ngày 05 tháng 9 năm 2024"


def test_a_per_cent_has_a_decimal_comma_and_is_never_rounded_up_to_all() -> None:
    pairs = ((1, 3), (100, 110), (4, 4), (2, 3), (1999, 2000), (1, 4000), (0, 5), (0, 0))
    assert [percent(*pair) for pair in pairs] == [
        "33,3", "90,9", "100", "66,7", "trên 99,9", "dưới 0,1", "0", "",
    ]  # fmt: skip


def test_kinds_are_compared_only_where_one_of_them_has_several_units(form: Form) -> None:
    def leading(*kinds: str) -> list[str]:
        reports = [
            Report(f"Đơn vị {number}", kind, {"classes": {"count": 2}}) for number, kind in enumerate(kinds)
        ]
        totals = report_fields(consolidate(form, reports), form, Campaign())["totals"]
        assert isinstance(totals, Totals)
        return [share.name for share in leading_kinds(totals["classes"], "count").shares]

    assert leading("tih", "phuong") == []
    assert leading("tih", "phuong", "tih") == ["khối tiểu học", "các phường"]
