"""A consolidated report is itself a report: adding up what was added up gives the total of all."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from htsd_cli.consolidate import Arrival, Consolidation, consolidate
from htsd_cli.form import Campaign, CampaignTable, Office, load_form
from htsd_cli.pipeline import gather, read_submission
from htsd_cli.values.figures import Numbers, figures_of
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.values.time import VIETNAM
from htsd_cli.writers.report import write_report
from htsd_cli.writers.workbook import write_workbook
from tests.conftest import SAMPLES

FORM = load_form()
DAY = datetime(2024, 10, 5, 8, tzinfo=VIETNAM)
LARGEST = {"count": 99_999, "people": 150_000, "amount": 4_000_000_000}
SENT = ("TH PHU DONG.docx", "THPT Le Thanh Ton.xlsx", "TH Le Van Tam - BC Tuan le HTSD 2024.docx")


@st.composite
def unit_figures(draw: st.DrawFn) -> Numbers:
    """Draw a unit's figures: blank, 0 and large ones alike."""
    figures: Numbers = {}
    for indicator, measure in FORM.measured():
        figure = draw(st.none() | st.just(0) | st.integers(1, LARGEST[measure]))
        if figure is not None:
            figures.setdefault(indicator.id, {})[measure.value] = figure
    return figures


def unit(number: int, figures: Numbers) -> Arrival:
    submission = Submission(
        schema="htsd/validation/1",
        file=f"{number:02d}.docx",
        form=FORM.id,
        unit=UnitName(name=f"Trường Tiểu học Hoa Sen {number}", kind="tih"),
        figures=figures_of(figures),
    )
    return Arrival(submission, DAY, digest=hashlib.sha256(bytes([number])).hexdigest()[:16])


def taken_together(
    arrivals: list[Arrival], office: Office | None = None, *, areas: bool = False
) -> Consolidation:
    return consolidate(arrivals, FORM, office=(office or Office()).full_name, year=2024, areas=areas)


def office(area: str) -> Office:
    return Office(
        parent=f"ỦY BAN NHÂN DÂN {area.upper()}", full_name=f"Phòng Giáo dục và Đào tạo {area}", area=area
    )


def sent_on(consolidation: Consolidation, sender: Office, path: Path) -> Arrival:
    """Write a consolidated report as it is sent on, read it as the next office does, and return what arrives."""
    if path.suffix == ".docx":
        write_report(consolidation, FORM, Campaign(office=sender), path)
    else:
        write_workbook(consolidation, FORM, path)
    return Arrival(
        read_submission(path, FORM, path.name), DAY, hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    )


@given(
    units=st.lists(unit_figures(), min_size=2, max_size=5),
    cut=st.integers(1, 4),
    ending=st.sampled_from(["docx", "xlsx"]),
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_aggregate_of_aggregates_is_the_aggregate_of_all(
    tmp_path: Path, units: list[Numbers], cut: int, ending: str
) -> None:
    arrivals = [unit(number, figures) for number, figures in enumerate(units)]
    halves = {"Quận 4": arrivals[:cut], "Quận 8": arrivals[cut:]}
    again = [
        sent_on(taken_together(half, office(area)), office(area), tmp_path / f"{area}.{ending}")
        for area, half in halves.items()
        if half
    ]
    assert [item.submission.unit.name for item in again] == [
        f"Phòng Giáo dục và Đào tạo {area}" for area, half in halves.items() if half
    ]
    assert taken_together(again).totals == taken_together(arrivals).totals


def test_a_city_adds_up_what_counts_once_for_each_of_its_districts(tmp_path: Path) -> None:
    claim: Numbers = {"opening.districts": {"count": 1}, "opening.institutions": {"count": 2}}
    again = [
        sent_on(
            taken_together([unit(10 * place, claim), unit(10 * place + 1, claim)], office(area)),
            office(area),
            tmp_path / f"{area}.docx",
        )
        for place, area in enumerate(("Quận 4", "Quận 8", "huyện Nhà Bè"))
    ]
    city = taken_together(again, areas=True)
    assert city.to_json()["totals"] == {
        "opening.districts": {"count": 3},
        "opening.institutions": {"count": 12},
    }


def received(folder: Path, *files: Path) -> Path:
    folder.mkdir()
    for file in files:
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture
def quan_4(tmp_path: Path) -> tuple[list[Path], Path, Campaign]:
    """Three units' reports and the report of Quận 4 made from them."""
    files = [
        SAMPLES / name
        for name in (
            "TH PHU DONG.docx",
            "THPT Le Thanh Ton.xlsx",
            "TH Le Van Tam - BC Tuan le HTSD 2024.docx",
        )
    ]
    campaign = Campaign(campaign=CampaignTable(deadline=None, roster=None), office=office("Quận 4"))
    with gather(received(tmp_path / "quan-4", *files), campaign) as gathering:
        assert [unit.counted for unit in gathering.consolidation.reported] == [True] * 3
        report = tmp_path / "bao-cao-tong-hop.docx"
        write_report(gathering.consolidation, FORM, campaign, report)
    return files, report, campaign


def test_a_result_left_among_the_very_reports_it_adds_up_is_passed_over(
    tmp_path: Path, quan_4: tuple[list[Path], Path, Campaign]
) -> None:
    files, report, campaign = quan_4
    with gather(received(tmp_path / "nhan", *files, report), campaign) as gathering:
        made = gathering.consolidation
    assert len(made.reported) == 3
    assert [(item.file, item.reason) for item in made.passed_over] == [
        ("bao-cao-tong-hop.docx", "kết quả tổng hợp của chính các báo cáo trong thư mục này")
    ]


def test_another_office_s_result_beside_some_of_its_reports_is_not_added_and_an_error_says_so(
    tmp_path: Path, quan_4: tuple[list[Path], Path, Campaign]
) -> None:
    files, report, _ = quan_4
    with gather(received(tmp_path / "nhan", files[0], report), Campaign()) as gathering:
        made = gathering.consolidation
    assert [row.file for row in made.reported] == [files[0].name]
    said = [(item.finding.code, item.finding.severity.value, item.file) for item in made.findings]
    assert ("added-twice", "error", "bao-cao-tong-hop.docx") in said
    assert (
        "Báo cáo tổng hợp của Phòng Giáo dục và Đào tạo Quận 4 được cộng từ 3 báo cáo, trong đó 1 báo cáo cũng đang có"
        in made.unrecognised[0].reason
    )


def test_parts_one_office_added_up_apart_are_all_counted_with_a_warning(tmp_path: Path) -> None:
    office_4 = office("Quận 4")
    parts = [
        sent_on(
            taken_together([unit(number, {"workshops": {"count": number}})], office_4),
            office_4,
            tmp_path / f"{number}.docx",
        )
        for number in (3, 5)
    ]
    made = taken_together(parts)
    assert made.to_json()["totals"] == {"workshops": {"count": 8}}
    assert [item.finding.code for item in made.findings if item.finding.severity == "warning"] == [
        "office-in-parts"
    ] * 2


def test_the_workbook_and_the_word_file_of_one_result_count_once(tmp_path: Path) -> None:
    office_4 = office("Quận 4")
    made = taken_together([unit(1, {"workshops": {"count": 4}})], office_4)
    both = [sent_on(made, office_4, tmp_path / name) for name in ("a.docx", "a.xlsx")]
    again = taken_together(both)
    assert again.to_json()["totals"] == {"workshops": {"count": 4}}
    assert [item.finding.code for item in again.findings if item.finding.severity != "info"] == []


def test_offices_of_one_name_under_different_districts_are_two_units_even_without_marks() -> None:
    def bare(area: str, count: int) -> Arrival:
        submission = Submission(
            schema="htsd/validation/1", file=f"{area}.docx", form=FORM.id, area=area,
            unit=UnitName(name="Phòng Giáo dục và Đào tạo", kind="phong-ban"),
            figures=figures_of({"workshops": {"count": count}}),
        )  # fmt: skip
        return Arrival(submission, DAY)

    made = taken_together([bare("Quận 4", 3), bare("Quận 8", 5)])
    assert made.to_json()["totals"] == {"workshops": {"count": 8}}
    assert [row.name for row in made.reported] == [
        "Phòng Giáo dục và Đào tạo, Quận 4",
        "Phòng Giáo dục và Đào tạo, Quận 8",
    ]
    assert {item.finding.code for item in made.findings} == {"same-name"}
    same = taken_together([bare("Quận 4", 3), bare("QUẬN 4", 5)])
    assert len(same.units) == 1
