"""Many submissions taken together: totals, who is in them, who is missing, what was left out and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.consolidate import Arrival, Consolidation, LeftOut, add_up, consolidate
from htsd_cli.consolidate.identification import clues_of
from htsd_cli.roster import Clues, NameReader, Roster, RosterUnit
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Key, Numbers, figures_of
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.values.time import VIETNAM
from tests.documents import FORM

NAMES = NameReader(FORM)
ROSTER = Roster(
    [
        RosterUnit("mn-hoa-sen", "Trường Mầm non Hoa Sen", "mn"),
        RosterUnit("tan-phu", "UBND phường Tân Phú", "phuong"),
        RosterUnit("tih-kim-dong", "Trường Tiểu học Kim Đồng", "tih"),
        RosterUnit("khuyen-hoc", "Hội Khuyến học Quận 7", "doan-the", required=False),
    ],
    NAMES,
)
MANY: Numbers = {
    part: {"count": number + 1, "people": 30 * number + 7}
    for number, part in enumerate(next(rule for rule in FORM.sums if rule.total == "classes").parts)
}


def arrival(
    name: str,
    figures: Numbers | None = None,
    file: str = "",
    day: int = 1,
    counted: bool = True,
    findings: tuple[Finding, ...] = (),
) -> Arrival:
    """Return a unit's report that came in on a day of October 2024 at eight o'clock."""
    submission = Submission(
        schema="htsd/validation/1",
        file=file or f"{name}.docx",
        form=FORM.id,
        unit=UnitName(name=name, kind=NAMES.kind_of(name)),
        figures=figures_of(figures or {}),
        counted=counted,
        findings=findings,
    )
    return Arrival(submission, datetime(2024, 10, day, 8, tzinfo=VIETNAM))


def codes(result: Consolidation) -> list[tuple[str, str | None]]:
    """Return the findings as (code, file)."""
    return [(item.finding.code, item.file) for item in result.findings]


def test_totals_are_what_the_units_declared() -> None:
    result = consolidate(
        [
            arrival("Trường Mầm non Hoa Sen", {"workshops": {"count": 3}, "classes": {"count": 5}}),
            arrival(
                "Trường Tiểu học Kim Đồng", {"workshops": {"count": 0}, "awards.individuals": {"people": 9}}
            ),
        ],
        FORM,
    )
    assert result.to_json()["totals"] == {
        "classes": {"count": 5},
        "workshops": {"count": 3},
        "awards.individuals": {"people": 9},
    }


def test_a_measure_nobody_gave_has_no_total_and_one_that_is_zero_has() -> None:
    result = consolidate([arrival("Trường TH A", {"workshops": {"count": 0}}), arrival("Trường TH B")], FORM)
    assert result.totals == {Key("workshops", "count"): 0}
    assert add_up([], FORM) == {}


@pytest.mark.parametrize(("claims", "total"), [([1, 1, 5], 1), ([0, 0], 0), ([1], 1)])
def test_a_district_opens_the_week_once_however_many_units_claim_it(claims: list[int], total: int) -> None:
    bag = [
        arrival(f"Phường {at}", {"opening.districts": {"count": claim}}) for at, claim in enumerate(claims, 1)
    ]
    assert consolidate(bag, FORM).totals == {Key("opening.districts", "count"): total}


def test_a_report_that_is_in_doubt_as_a_whole_is_shown_and_not_counted() -> None:
    wrong = arrival(
        "Trường Mầm non Hoa Sen",
        {"workshops": {"count": 3}},
        counted=False,
        findings=(finding("wrong-year", event="Tuần lễ", found=2023, expected=2024),),
    )
    result = consolidate([wrong], FORM)
    assert (result.to_json()["totals"], result.to_json()["figures"]) == ({}, {})
    assert [(unit.name, unit.status, unit.counted) for unit in result.reported] == [
        ("Trường Mầm non Hoa Sen", "error", False)
    ]


def test_a_file_that_is_no_report_is_named_with_its_reason_and_is_no_unit() -> None:
    result = consolidate(
        [
            arrival(
                "Kế hoạch", file="ke-hoach.docx", counted=False, findings=(finding("no-statistics-table"),)
            )
        ],
        FORM,
    )
    assert result.reported == ()
    assert result.unrecognised == (
        LeftOut(
            file="ke-hoach.docx",
            reason="Không tìm thấy bảng tổng hợp số liệu của mẫu trong tệp."
            " Đề nghị đơn vị lập báo cáo theo đúng mẫu, có bảng số liệu, rồi gửi lại.",
        ),
    )
    assert codes(result) == [("no-statistics-table", "ke-hoach.docx")]


def test_a_mail_that_corrects_the_report_it_brought_is_not_called_unusable() -> None:
    found = (finding("mail-says-more", detail="Đính chính mục 2 là 24 tin"),)
    (left_out,) = consolidate([arrival("", file="1.eml", counted=False, findings=found)], FORM).unrecognised
    assert left_out.beside
    assert left_out.reason.startswith("Thư có kèm báo cáo, nhưng trong thư còn ghi “Đính chính")
    assert "beside" not in left_out.model_dump()


# -- several files of one unit -----------------------------------------------------------------------------


def test_of_several_files_of_a_unit_the_last_counts_and_the_changes_are_told() -> None:
    result = consolidate(
        [
            arrival("Trường TH Kim Đồng", {"workshops": {"count": 3}}, "b.docx", day=2),
            arrival("TRƯỜNG TIỂU HỌC KIM ĐỒNG", {"workshops": {"count": 1200}}, "a.docx", day=3),
        ],
        FORM,
    )
    assert result.to_json()["totals"] == {"workshops": {"count": 1200}}
    (duplicate,) = result.duplicates
    assert (duplicate.files, duplicate.used) == (("a.docx", "b.docx"), "a.docx")
    (told,) = result.findings
    assert told.finding.message == (
        "Đơn vị gửi 2 tệp; dùng tệp nhận sau cùng: a.docx. Thay đổi so với b.docx:"
        " “Tổ chức hội thảo/sinh hoạt chuyên đề”, cột “Số lớp/số cuộc thi”: 3 → 1.200."
    )


def test_the_same_report_sent_twice_is_counted_once_without_complaint() -> None:
    sent = [
        arrival("Trường TH Kim Đồng", {"workshops": {"count": 3}}, file, day)
        for file, day in (("a", 1), ("b", 2))
    ]
    result = consolidate(sent, FORM)
    assert (result.to_json()["totals"], codes(result)) == ({"workshops": {"count": 3}}, [])
    assert [item.used for item in result.duplicates] == ["b"]


def test_a_later_file_that_cannot_be_counted_does_not_replace_one_that_can() -> None:
    late = arrival(
        "Trường TH Kim Đồng",
        {},
        "b.docx",
        day=9,
        counted=False,
        findings=(finding("wrong-year", event="Tuần lễ", found=2023, expected=2024),),
    )
    result = consolidate(
        [late, arrival("Trường TH Kim Đồng", {"workshops": {"count": 3}}, "a.docx", day=2)], FORM
    )
    assert result.to_json()["totals"] == {"workshops": {"count": 3}}
    assert [unit.file for unit in result.reported] == ["a.docx"]


def test_the_same_name_in_two_kinds_of_school_is_two_units() -> None:
    result = consolidate(
        [
            arrival("Trường Tiểu học Phạm Hữu Lầu", {"workshops": {"count": 1}}),
            arrival("Trường THCS Phạm Hữu Lầu", {"workshops": {"count": 2}}),
        ],
        FORM,
    )
    assert (result.to_json()["totals"], result.duplicates) == ({"workshops": {"count": 3}}, ())


def test_two_files_that_name_no_unit_are_two_units() -> None:
    guessed = (finding("unit-from-file-name", text="bao cao"),)
    result = consolidate(
        [
            arrival("bao cao", {"workshops": {"count": 1}}, "A/bao cao.docx", findings=guessed),
            arrival("bao cao", {"workshops": {"count": 2}}, "B/bao cao.docx", findings=guessed),
        ],
        FORM,
    )
    assert result.to_json()["totals"] == {"workshops": {"count": 3}}
    assert set(result.to_json()["figures"]) == {"A/bao cao.docx", "B/bao cao.docx"}


def test_two_units_with_all_the_same_figures_are_told_both() -> None:
    result = consolidate([arrival("Trường TH Kim Đồng", MANY), arrival("Trường TH Phù Đổng", MANY)], FORM)
    assert [(code, file) for code, file in codes(result) if code == "same-figures"] == [
        ("same-figures", "Trường TH Kim Đồng.docx"),
        ("same-figures", "Trường TH Phù Đổng.docx"),
    ]
    assert "Trường TH Phù Đổng" in result.findings[0].finding.message


def test_a_few_figures_alike_are_no_wonder() -> None:
    figures: Numbers = {"workshops": {"count": 1}, "classes": {"count": 0}}
    result = consolidate(
        [arrival("Trường TH Kim Đồng", figures), arrival("Trường TH Phù Đổng", figures)], FORM
    )
    assert codes(result) == []


# -- the roster and the deadline ---------------------------------------------------------------------------


def test_units_have_the_roster_s_ids_and_order_and_the_rest_are_missing() -> None:
    result = consolidate(
        [arrival("TRƯỜNG TH KIM ĐỒNG", {"workshops": {"count": 1}}), arrival("Trường MN Hoa Sen")],
        FORM,
        ROSTER,
    )
    assert [(unit.id, unit.name) for unit in result.reported] == [
        ("mn-hoa-sen", "Trường Mầm non Hoa Sen"),
        ("tih-kim-dong", "Trường Tiểu học Kim Đồng"),
    ]
    assert [unit.id for unit in result.missing] == ["tan-phu"]
    assert (result.expected, set(result.to_json()["figures"])) == (3, {"mn-hoa-sen", "tih-kim-dong"})


def test_a_unit_that_sent_something_unusable_is_not_missing() -> None:
    wrong = arrival("UBND phường Tân Phú", counted=False, findings=(finding("empty-form"),))
    result = consolidate([wrong], FORM, ROSTER)
    assert "tan-phu" not in {unit.id for unit in result.missing}
    assert result.to_json()["figures"] == {}


def test_a_unit_the_roster_does_not_know_counts_and_is_told() -> None:
    result = consolidate([arrival("Trường THCS Bình Minh", {"workshops": {"count": 2}})], FORM, ROSTER)
    assert result.to_json()["totals"] == {"workshops": {"count": 2}}
    assert [code for code, _ in codes(result)] == ["unit-unknown"]
    assert [unit.id for unit in result.reported] == [None]


def test_a_name_that_is_only_likely_is_told() -> None:
    result = consolidate([arrival("Trường Tiểu học Kim Đông")], FORM, ROSTER)
    assert [unit.id for unit in result.reported] == ["tih-kim-dong"]
    result = consolidate([arrival("Trường Tiểu học Kim Đồn")], FORM, ROSTER)
    assert [code for code, _ in codes(result)] == ["unit-likely"]


@pytest.mark.parametrize(("day", "late"), [(10, False), (11, False), (12, True)])
def test_a_report_is_late_the_day_after_the_deadline_and_counts_all_the_same(day: int, late: bool) -> None:
    sent = arrival("Trường TH Kim Đồng", {"workshops": {"count": 2}}, day=day)
    result = consolidate([sent], FORM, ROSTER, date(2024, 10, 11))
    assert [unit.id for unit in result.late] == (["tih-kim-dong"] if late else [])
    assert result.to_json()["totals"] == {"workshops": {"count": 2}}


def test_without_roster_and_deadline_nobody_is_missing_or_late() -> None:
    result = consolidate([arrival("Trường TH Kim Đồng", day=31)], FORM)
    assert (result.missing, result.late, result.expected) == ((), (), None)


def test_the_json_has_the_contract_s_keys_in_their_order() -> None:
    data = consolidate([arrival("Trường TH Kim Đồng", {"workshops": {"count": 2}})], FORM, ROSTER).to_json()
    contract = [
        "schema",
        "form",
        "totals",
        "units",
        "figures",
        "missing",
        "late",
        "unusable",
        "duplicates",
        "unrecognised",
        "findings",
    ]
    assert list(data)[: len(contract)] == contract
    assert data["schema"] == "htsd/consolidation/1"
    (unit,) = data["units"]
    assert {"id", "name", "kind", "file", "status", "counted"} <= set(unit)
    assert data["missing"][0] == {"id": "mn-hoa-sen", "name": "Trường Mầm non Hoa Sen", "kind": "mn"}


# -- properties --------------------------------------------------------------------------------------------

KNOWN = [
    "Trường Mầm non Hoa Sen",
    "UBND phường Tân Phú",
    "Trường TH Kim Đồng",
    "Trường THCS Bình Minh",
    "Hội Khuyến học",
]
some_figures = st.dictionaries(
    st.sampled_from([(item.id, measure.value) for item, measure in FORM.measured()]),
    st.integers(0, 9999),
    max_size=6,
)


@st.composite
def mailbags(draw: st.DrawFn) -> list[Arrival]:
    """Return some reports of known and unknown units, some units with several files."""
    bag = []
    for number in range(draw(st.integers(0, 8))):
        figures: Numbers = {}
        for (indicator, measure), value in draw(some_figures).items():
            figures.setdefault(indicator, {})[measure] = value
        name = draw(st.sampled_from(KNOWN))
        counted = draw(st.booleans())
        told = () if counted else (finding("wrong-year", event="Tuần lễ", found=2023, expected=2024),)
        bag.append(arrival(name, figures, f"{number}.docx", draw(st.integers(1, 20)), counted, told))
    return bag


@settings(max_examples=80, deadline=None, derandomize=True)
@given(mailbags())
def test_the_sum_of_the_units_is_the_total(bag: list[Arrival]) -> None:
    result = consolidate(bag, FORM, ROSTER, date(2024, 10, 11))
    for indicator, measure in FORM.measured():
        key = indicator.key(measure)
        parts = [value for unit in result.units if (value := unit.value(key)) is not None]
        total = result.totals.get(key)
        if indicator.adds_up == "sum":
            assert total == (sum(parts) if parts else None)
    assert set(result.to_json()["figures"]) == {unit.key for unit in result.counted}
    assert len({unit.key for unit in result.reported}) == len(result.reported)
    files = {unit.file for unit in result.reported} | {
        file for item in result.duplicates for file in item.files
    }
    assert files == {item.submission.file for item in bag}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(mailbags(), st.integers(0, 10**6))
def test_the_order_in_which_reports_are_read_changes_nothing(bag: list[Arrival], seed: int) -> None:
    shuffled = bag[:]
    Random(seed).shuffle(shuffled)
    one, other = (consolidate(items, FORM, ROSTER, date(2024, 10, 11)).to_json() for items in (bag, shuffled))
    assert one == other


def test_what_is_known_of_whose_a_report_is_is_all_its_clues_and_no_name_of_a_file_is_a_letterhead() -> None:
    sent = arrival("Trường A", file="Quận/a.docx")
    marks = {"unit": "Trường B", "unit-id": "b1"}
    submission = sent.submission.model_copy(update={"marks": marks, "area": "Quận 7"})
    known = clues_of(replace(sent, submission=submission, sender="Lan@A.vn"))
    assert known == Clues("Trường A", "b1", "Trường B", "lan@a.vn", "Quận/a.docx", "Quận 7")
    nameless = submission.model_copy(update={"findings": (finding("unit-from-file-name", text="a"),)})
    assert clues_of(replace(sent, submission=nameless)).letterhead == ""


def test_the_units_with_a_text_are_those_counted_that_wrote_a_word() -> None:
    def sent(name: str, *texts: str, counted: bool = True) -> Arrival:
        made = arrival(name, counted=counted)
        return replace(made, submission=made.submission.model_copy(update={"narrative": {"ket-qua": texts}}))

    made = consolidate(
        [
            sent("Trường TH A", "", "Đã làm."),
            sent("Trường TH B", "…", " "),
            sent("Trường TH C"),
            sent("Trường TH D", "Đã làm.", counted=False),
        ],
        FORM,
    )
    (key,) = made.narrated
    assert [unit.name for unit in made.units if unit.key == key] == ["Trường TH A"]
