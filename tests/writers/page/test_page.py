"""The tracking page as a file: one document that holds everything, refers to nothing, and runs no text it shows."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, CampaignTable, Form, Office, load_form
from htsd_cli.values.figures import Key
from htsd_cli.writers.links import Received
from htsd_cli.writers.page.page import render_page, write_page
from tests.writers.samples import Report, consolidate, many_units, twelve_units

HOSTILE = "Hội Thủy Tiên </script><!--<b>"


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def rendered(consolidation: Consolidation, form: Form, campaign: Campaign | None = None) -> str:
    return render_page(consolidation, form, campaign or Campaign())


def data_of(html: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert match is not None
    data: dict[str, Any] = json.loads(match.group(1))
    return data


def test_the_page_names_the_office_the_week_and_the_deadline_in_vietnamese(form: Form) -> None:
    html = rendered(twelve_units(form), form)
    assert '<html lang="vi">' in html
    assert "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO" in html
    assert "Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024" in html
    assert '<time id="deadline" datetime="2024-10-11">11/10/2024</time>' in html


def test_the_page_refers_to_nothing_outside_itself(form: Form) -> None:
    class References(HTMLParser):
        found: list[str] = []  # noqa: RUF012

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.found += [
                str(value) for name, value in attributes if name in ("src", "href", "srcset", "action")
            ]

    html = rendered(twelve_units(form), form)
    References().feed(html)
    assert {found for found in References.found if not found.startswith("#")} == {"data:,"}
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_a_hostile_name_ends_no_script_and_makes_no_element(form: Form) -> None:
    html = rendered(twelve_units(form), form)
    assert HOSTILE not in html
    assert html.count("</script>") == 2
    assert "<!--" not in html
    assert HOSTILE in [item["name"] for item in data_of(html)["units"]]
    assert "Hội Thủy Tiên &lt;/script&gt;&lt;!--&lt;b&gt;" in html


def test_the_same_consolidation_gives_the_same_bytes(form: Form, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_page(many_units(form, units=20), form, Campaign(), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_every_figure_of_every_counted_unit_is_in_the_page(form: Form) -> None:
    consolidation = many_units(form, units=30)
    data = data_of(rendered(consolidation, form))
    keys = [(indicator.id, measure.value) for indicator, measure in form.measured()]
    by_name = {
        item["name"]: {keys[place]: figure for place, figure, _, _ in item["figures"] if figure is not None}
        for item in data["units"]
        if item["counted"]
    }
    assert by_name == {
        row.name: {
            (indicator, measure): figure
            for indicator, figures in consolidation.to_json()["figures"][row.key].items()
            for measure, figure in figures.items()
        }
        for row in consolidation.reported
    }


def test_the_titles_name_the_campaigns_year(form: Form) -> None:
    html = rendered(twelve_units(form), form, Campaign(campaign=CampaignTable(year=2026)))
    assert "<title>Theo dõi báo cáo – Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2026</title>" in html
    assert "đã nhận báo cáo thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2026" in html
    assert "năm 2024" not in html.replace("năm 2023, không phải năm 2024", "").replace("của năm 2024", "")


def test_the_page_says_whose_figures_the_totals_do_not_hold(form: Form) -> None:
    assert (
        rendered(twelve_units(form), form).count(
            "Chưa gồm: 2 đơn vị chưa gửi báo cáo; 1 đơn vị có báo cáo chưa dùng được;"
            " 1 ô số liệu phải sửa của 1 đơn vị."
        )
        == 2
    )


def test_openings_of_several_districts_are_added_for_a_city(form: Form) -> None:
    reports = [Report(f"Quận {name}", None, {"opening.districts": {"count": 1}}) for name in "ABC"]
    district = rendered(consolidate(form, reports), form)
    city = replace(consolidate(form, reports), over_areas=True, totals={Key("opening.districts", "count"): 3})
    place = [(item.id, measure.value) for item, measure in form.measured()].index(
        ("opening.districts", "count")
    )
    assert data_of(district)["measures"][place]["once"] is True
    assert "Tính 1 cho cả địa bàn" in district
    assert data_of(rendered(city, form))["measures"][place]["once"] is False
    assert "Tính 1 cho cả địa bàn" not in re.sub(r"<script>.*", "", rendered(city, form), flags=re.DOTALL)


def test_a_number_of_a_form_row_is_named_by_its_own_unit(form: Form) -> None:
    keys = [(item.id, measure.value) for item, measure in form.measured()]
    units = dict(
        zip(
            keys,
            (item["unit"] for item in data_of(rendered(twelve_units(form), form))["measures"]),
            strict=True,
        )
    )
    assert units["classes.professional", "count"] == "lớp"
    assert units["classes.professional", "people"] == "người"
    assert units["book_drive.donors", "people"] == "cá nhân"
    assert units["publications", "count"] == "quyển/tờ"
    assert units["funding.state_budget", "amount"] == "đồng"


def test_without_a_roster_the_page_does_not_say_who_is_missing(form: Form) -> None:
    consolidation = consolidate(form, [Report("Trường Tiểu học Hoa Sen", "tih")], roster=False)
    html = rendered(consolidation, form, Campaign(campaign=CampaignTable(deadline=None)))
    assert "không có danh sách đơn vị nên không biết đơn vị nào chưa gửi" in html
    assert 'id="deadline"' not in html


def test_without_a_deadline_nothing_is_called_late_or_not_late(form: Form) -> None:
    made = twelve_units(form)
    without = replace(made, dated=False, units=tuple(replace(unit, late=False) for unit in made.units))
    open_ended = Campaign(campaign=CampaignTable(deadline=None))
    assert "Trễ hạn" in rendered(twelve_units(form), form)
    assert "Trễ hạn" not in re.sub(
        r"<script.*?</script>", "", rendered(without, form, open_ended), flags=re.S
    )


def test_a_consolidation_without_any_report_makes_a_page_all_the_same(form: Form) -> None:
    assert data_of(rendered(consolidate(form, []), form))["units"] == []


def test_an_office_of_two_lines_and_markup_in_its_name_is_shown_as_written(form: Form) -> None:
    office = Office(parent="ỦY BAN NHÂN DÂN", name="PHÒNG VĂN HÓA\n<XÃ HỘI>")
    html = rendered(twelve_units(form), form, Campaign(office=office))
    assert "<strong>PHÒNG VĂN HÓA\n&lt;XÃ HỘI&gt;</strong>" in html


def test_a_name_that_no_file_can_hold_does_not_stop_the_page(form: Form, tmp_path: Path) -> None:
    report = Report("Trường Tiểu học Hoa Sen", "tih", file="bao-cao-nhan/t\udce9p.docx")
    write_page(consolidate(form, [report]), form, Campaign(), tmp_path / "theo-doi.html")
    assert "t?p.docx" in (tmp_path / "theo-doi.html").read_text(encoding="utf-8")


def test_a_received_file_that_stands_on_the_disk_is_linked(form: Form, tmp_path: Path) -> None:
    (tmp_path / "nhận").mkdir()
    (tmp_path / "nhận" / "Báo cáo #5?.docx").write_bytes(b"x")
    report = Report("Trường Tiểu học Hoa Sen", "tih", file="nhận/Báo cáo #5?.docx")
    html = render_page(
        consolidate(form, [report]), form, Campaign(), Received(tmp_path, tmp_path / "ket-qua")
    )
    link = "../nh%E1%BA%ADn/B%C3%A1o%20c%C3%A1o%20%235%3F.docx"
    assert f'<a href="{link}">Báo cáo #5?.docx</a>' in html
    assert data_of(html)["units"][0]["link"] == link


def test_a_file_inside_a_zip_is_linked_to_the_zip(form: Form, tmp_path: Path) -> None:
    (tmp_path / "nhan").mkdir()
    (tmp_path / "nhan" / "ca-phuong.zip").write_bytes(b"x")
    report = Report("Trường Tiểu học Hoa Sen", "tih", file="nhan/ca-phuong.zip/sen.docx")
    html = render_page(
        consolidate(form, [report]), form, Campaign(), Received(tmp_path, tmp_path / "ket-qua")
    )
    assert data_of(html)["units"][0]["link"] == "../nhan/ca-phuong.zip"


def test_the_message_to_a_unit_lists_what_to_mend_and_how(form: Form) -> None:
    messages = {
        item["name"]: item["message"] for item in data_of(rendered(twelve_units(form), form))["units"]
    }
    assert messages["Trường THCS Hoa Mai"] == (
        "Kính gửi Trường THCS Hoa Mai,\n\n"
        "Phòng Giáo dục và Đào tạo Quận 7 đã nhận báo cáo thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024 "
        "của đơn vị (tệp 002.docx).\n\n"
        "Các nội dung cần sửa (chưa được cộng vào số liệu chung):\n"
        "1. Mục 1, “Giáo dục kỹ năng sống cho học sinh”, cột Người viết “45 GV + 300 HS”.\n"
        "   → Chỉ ghi một số, ví dụ 345.\n\n"
        "Đề nghị đơn vị sửa ngay trong tệp đã gửi và gửi lại trong thời gian sớm nhất.\n\n"
        "Trân trọng.\nPhòng Giáo dục và Đào tạo Quận 7"
    )
    assert "(hạn gửi: ngày 11/10/2024)" in messages["Trường Tiểu học Tường Vi"]
    assert messages["Trường THPT Tường Vi"] is None


def test_of_many_sentences_about_one_activity_the_page_shows_some_and_says_where_the_others_are(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("htsd_cli.writers.page.page.MOST_SENTENCES", 0)
    html = render_page(twelve_units(form), form, Campaign())
    assert "câu nữa ở trang “Hoạt động” của tệp can-xac-nhan.xlsx." in html


def test_beyond_some_units_their_rows_are_left_to_the_script_and_without_it_the_page_says_where_they_are(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rendered(twelve_units(form), form)
    assert whole.count('<tr id="dv-') == 12
    assert 'id="more"' not in whole
    assert "slice" not in data_of(whole)
    monkeypatch.setattr("htsd_cli.writers.page.page.MOST_ROWS", 10)
    html = rendered(twelve_units(form), form)
    assert html.count('<tr id="dv-') == 10
    assert (
        "Bảng đơn vị chỉ có 10 đơn vị đầu trong 12 đơn vị;"
        " danh sách đủ ở trang “Đơn vị” của tệp so-lieu-tong-hop.xlsx.</p></noscript>"
    ) in html
    assert "12 đơn vị, đang hiện 10 đơn vị đầu" in html
    units = data_of(html)["units"]
    assert len(units) == 12
    assert [unit.get("row") for unit in units[9:]] == [
        None, ["ok", False, "09/10/2024"], ["ok", False, "07/10/2024"]
    ]  # fmt: skip
    assert [{**unit, "row": None} for unit in units] == [
        {**unit, "row": None} for unit in data_of(whole)["units"]
    ]
