"""The tracking page in a browser: a clerk finds a unit, what to mend in it and what a total is made of."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from htsd_cli.consolidate import Unit
from htsd_cli.form import Campaign, Form, load_form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Decided, Key
from htsd_cli.writers.links import Received
from htsd_cli.writers.page import write_page
from tests.writers.page.browser import OpenPage
from tests.writers.samples import last_year, many_units, twelve_units, with_roster

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HOSTILE = "Hội Thủy Tiên </script><!--<b>"


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def twelve(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("twelve") / "theo-doi.html"
    write_page(twelve_units(form), form, Campaign(), path)
    return path


@pytest.fixture(scope="module")
def many(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "theo-doi.html"
    write_page(many_units(form, units=150), form, Campaign(), path)
    return path


def shown_units(page: Page) -> list[str]:
    return page.locator("#units > tr:not(.detail):visible .opener").all_inner_texts()


def unit(page: Page, name: str) -> Locator:
    return page.locator("#units").get_by_role("button", name=name, exact=True)


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=f"Chi tiết: {name}")


def pasted(page: Page) -> str:
    """Return what the clipboard holds, its lines in one, as a person would paste it."""
    field = page.get_by_label("Tìm đơn vị")
    field.fill("")
    field.press("Control+V")
    return field.input_value()


def total(page: Page, label: str, place: int = 0) -> Locator:
    row = page.locator("#totals > tr").filter(has=page.get_by_role("rowheader", name=label))
    return row.first.locator(".total").nth(place)


def test_searching_needs_no_marks(many: Path, open_page: OpenPage) -> None:
    page = open_page(many)
    page.get_by_label("Tìm đơn vị").fill("tieu hoc HUONG duong")
    names = shown_units(page)
    assert names
    assert all("Trường Tiểu học Hướng Dương" in name for name in names)
    assert page.get_by_role("status").first.inner_text() == f"Đang hiện {len(names)} / 165 đơn vị"
    page.get_by_label("Tìm đơn vị").fill("không có đơn vị này")
    assert shown_units(page) == []
    assert page.get_by_text("Không có đơn vị nào phù hợp").is_visible()


def test_filters_narrow_by_status_and_kind_and_can_be_cleared(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    page.get_by_label("Tình trạng", exact=True).select_option("error")
    assert shown_units(page) == ["Trường Tiểu học Hoa Đào", "Trường THCS Hoa Mai"]
    page.get_by_label("Loại đơn vị", exact=True).select_option("Trường THCS")
    assert shown_units(page) == ["Trường THCS Hoa Mai"]
    page.get_by_role("button", name="Xóa lọc").click()
    assert len(shown_units(page)) == 12


@pytest.mark.parametrize(
    ("tile", "names"),
    [
        ("Chưa gửi", ["Ủy ban nhân dân phường Hoa Đào", "Trường Tiểu học Tường Vi"]),
        ("Trễ hạn", ["Ủy ban nhân dân phường Hoa Lan"]),
        ("Cần xem lại", ["Trường Tiểu học Hoa Sen"]),
    ],
)
def test_pressing_a_count_shows_the_units_it_counts(
    twelve: Path, open_page: OpenPage, tile: str, names: list[str]
) -> None:
    page = open_page(twelve)
    button = page.locator(".tile").filter(has_text=tile)
    assert button.locator(".count").inner_text() == str(len(names))
    button.click()
    assert shown_units(page) == names


def test_a_unit_opens_to_its_findings_with_place_raw_text_and_what_to_do(
    twelve: Path, open_page: OpenPage
) -> None:
    page = open_page(twelve)
    button = unit(page, "Trường THCS Hoa Mai")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    details = panel(page, "Trường THCS Hoa Mai")
    assert details.locator(".finding").first.locator("p").all_inner_texts() == [
        "Lỗi Mục 1, “Giáo dục kỹ năng sống cho học sinh”, cột Người viết “45 GV + 300 HS”.",
        "Chỉ ghi một số, ví dụ 345.",
        "Trong báo cáo viết: 45 GV + 300 HS – bảng số liệu, dòng 11, cột 5",
        "Có thể là: 345",
    ]
    button.click()
    assert not details.is_visible()


def test_a_units_figures_stand_beside_what_the_report_says(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    unit(page, "Trường THCS Hoa Mai").click()
    details = panel(page, "Trường THCS Hoa Mai")
    details.get_by_text("Số liệu đã đọc (3)").click()
    table = [row.split("\t") for row in details.locator("tbody tr").all_inner_texts()]
    assert table == [
        ["1. Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ", "Số lớp/số cuộc thi", "3",
         "cộng từ các dòng con (ô để trống)", ""],
        ["1. Giáo dục kỹ năng sống cho học sinh", "Số lớp/số cuộc thi", "3", "3", "bảng số liệu, dòng 11, cột 4"],
        ["1. Giáo dục kỹ năng sống cho học sinh", "Người", "chưa tính", "45 GV + 300 HS",
         "bảng số liệu, dòng 11, cột 5"],
        ["7. Số huyện tổ chức Lễ khai mạc Tuần lễ", "Số lớp/số cuộc thi", "1", "1", "bảng số liệu, dòng 34, cột 4"],
    ]  # fmt: skip


def test_figures_of_a_report_that_is_not_counted_are_shown_as_such(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    unit(page, "Trường Tiểu học Hoa Đào").click()
    details = panel(page, "Trường Tiểu học Hoa Đào")
    assert details.get_by_text("Số liệu đã đọc (1), chưa được cộng vào tổng").is_visible()
    total(page, "Các lớp bồi dưỡng").click()
    parts = (
        page.get_by_role("region", name="Các lớp bồi dưỡng, tập huấn").get_by_role("button").all_inner_texts()
    )
    assert "Trường Tiểu học Hoa Sen" in parts
    assert "Trường Tiểu học Hoa Đào" not in parts


def test_the_message_to_a_unit_is_copied(form: Form, twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve, permissions=["clipboard-read", "clipboard-write"])
    unit(page, "Trường Tiểu học Tường Vi").click()
    panel(page, "Trường Tiểu học Tường Vi").get_by_role("button", name="Chép nội dung gửi đơn vị").click()
    page.get_by_text("Đã chép, có thể dán vào thư hoặc tin nhắn.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    text = panel(page, "Trường Tiểu học Tường Vi").locator("textarea").input_value()
    assert text.startswith("Kính gửi Trường Tiểu học Tường Vi,")
    assert copied.replace("\r\n", "\n") == text


def test_a_browser_without_clipboard_shows_the_message_selected(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    unit(page, "Trường Tiểu học Tường Vi").click()
    details = panel(page, "Trường Tiểu học Tường Vi")
    details.get_by_role("button", name="Chép nội dung gửi đơn vị").click()
    details.get_by_text("Đã chép, có thể dán vào thư hoặc tin nhắn.").wait_for()
    message = details.get_by_role("textbox").input_value()
    assert message.startswith("Kính gửi Trường Tiểu học Tường Vi,")
    assert pasted(page) == message.replace("\n", " ")


def test_where_nothing_can_be_copied_the_message_stands_there_selected(
    twelve: Path, open_page: OpenPage
) -> None:
    page = open_page(twelve)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("document.execCommand = () => false")
    unit(page, "Trường Tiểu học Tường Vi").click()
    details = panel(page, "Trường Tiểu học Tường Vi")
    details.get_by_role("button", name="Chép nội dung gửi đơn vị").click()
    details.get_by_text("Không chép được: hãy chép từ khung bên dưới.").wait_for()
    assert str(page.evaluate("getSelection().toString()")).startswith("Kính gửi Trường Tiểu học Tường Vi,")


@pytest.mark.parametrize("clipboard", [True, False])
def test_the_units_that_are_shown_are_copied_as_a_list(
    twelve: Path, open_page: OpenPage, clipboard: bool
) -> None:
    page = open_page(twelve, permissions=["clipboard-read", "clipboard-write"])
    if not clipboard:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_label("Tình trạng", exact=True).select_option("missing")
    page.get_by_role("button", name="Chép danh sách").click()
    page.get_by_text("Đã chép danh sách.").wait_for()
    assert pasted(page) == (
        "Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024: 2 đơn vị (Chưa gửi)"
        " 1. Ủy ban nhân dân phường Hoa Đào 2. Trường Tiểu học Tường Vi"
    )


def test_a_total_opens_to_its_units_largest_first_with_their_raw_text(
    twelve: Path, open_page: OpenPage
) -> None:
    page = open_page(twelve)
    button = total(page, "Các lớp bồi dưỡng")
    assert button.inner_text().startswith("15")
    button.click()
    region = page.get_by_role("region", name="Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ")
    rows = [
        [cell.strip() for cell in row.split("\t")[:5]]
        for row in region.locator("tbody > tr").all_inner_texts()
    ]
    assert rows == [
        ["Trường Tiểu học Hoa Sen", "9", "60%", "9", "bảng số liệu, dòng 3, cột 4"],
        ["Trường THCS Hoa Mai", "3", "20%", "cộng từ các dòng con (ô để trống)", ""],
        ["Trường THPT Tường Vi", "2", "13,3%", "2", "bảng số liệu, dòng 3, cột 4"],
        ['=HYPERLINK("http://vidu.vn","Bấm")', "1", "6,7%", "=1+1", "bảng số liệu, dòng 3, cột 4"],
    ]
    assert region.locator("tfoot").inner_text().split() == ["Cộng", "15", "100%"]
    button.click()
    assert page.get_by_role("region", name="Các lớp bồi dưỡng").count() == 0


def test_a_unit_of_a_total_opens_to_the_very_cell_and_its_file(
    form: Form, tmp_path: Path, open_page: OpenPage
) -> None:
    (tmp_path / "bao-cao-nhan").mkdir()
    (tmp_path / "bao-cao-nhan" / "001.docx").write_bytes(b"x")
    path = tmp_path / "theo-doi.html"
    write_page(twelve_units(form), form, Campaign(), path, Received(tmp_path, tmp_path))
    page = open_page(path, width=390)
    total(page, "Tổng số người tham gia").click()
    opener = page.locator("#totals").get_by_role("button", name="Trường Tiểu học Hoa Sen")
    assert opener.get_attribute("aria-expanded") == "false"
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    cell = page.locator(f"#{opener.get_attribute('aria-controls')}")
    assert cell.locator("dl").inner_text().split("\n") == [
        "Trong báo cáo viết", "1.250 người", "Vị trí", "bảng số liệu, dòng 4, cột 5", "Tệp", "001.docx",
    ]  # fmt: skip
    assert cell.get_by_role("link", name="001.docx").get_attribute("href") == "bao-cao-nhan/001.docx"
    opener.press("Enter")
    assert cell.count() == 0


def test_a_derived_figure_says_so_and_a_decided_one_who_decided(
    form: Form, tmp_path: Path, open_page: OpenPage
) -> None:
    said = "Đã xác nhận: 3 – đã gọi điện hỏi trường – Cán bộ tổng hợp"
    decision = Decided(value=3, by="Cán bộ tổng hợp", reason="đã gọi điện hỏi trường")
    twelve = twelve_units(form)
    key = Key("classes", "count")

    def settled(unit: Unit) -> Unit:
        if unit.submission is None or "Hoa Mai" not in unit.name:
            return unit
        figures = {**unit.submission.figures, key: unit.submission.figures[key]._replace(decided=decision)}
        return replace(unit, submission=unit.submission.model_copy(update={"figures": figures}))

    path = tmp_path / "theo-doi.html"
    write_page(replace(twelve, units=tuple(map(settled, twelve.units))), form, Campaign(), path)
    page = open_page(path)
    total(page, "Các lớp bồi dưỡng").click()
    page.locator("#totals").get_by_role("button", name="Trường THCS Hoa Mai").click()
    lines = page.locator("#totals .cell dl").inner_text().split("\n")
    assert lines[1] == "(ô để trống)"
    assert lines[-2:] == ["Xác nhận", said]
    unit(page, "Trường THCS Hoa Mai").click()
    panel(page, "Trường THCS Hoa Mai").get_by_text("Số liệu đã đọc (3)").click()
    assert panel(page, "Trường THCS Hoa Mai").get_by_text(said).is_visible()


def test_a_total_says_which_units_are_not_in_it_and_why(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    button = total(page, "Giáo dục kỹ năng sống cho học sinh", 1)
    assert button.inner_text().startswith("chưa có")
    assert "1 ô chưa tính" in button.locator("..").inner_text()
    button.click()
    region = page.get_by_role("region", name="Giáo dục kỹ năng sống cho học sinh (người): 0 đơn vị")
    assert region.locator(".not-in").inner_text() == (
        "Không có trong số này: ô phải sửa mới tính được: Trường THCS Hoa Mai (45 GV + 300 HS);"
        " 8 đơn vị để trống ô này; 1 đơn vị có báo cáo chưa dùng được; 2 đơn vị chưa gửi báo cáo."
    )
    region.get_by_role("button", name="Trường THCS Hoa Mai").click()
    assert "45 GV + 300 HS" in panel(page, "Trường THCS Hoa Mai").locator("tr.found").inner_text()


def test_the_parts_of_the_kinds_stand_under_each_total_and_in_its_list(
    twelve: Path, open_page: OpenPage
) -> None:
    page = open_page(twelve)
    button = total(page, "Các lớp bồi dưỡng")
    segments = button.locator("xpath=..").locator(".mix > i")
    titles = [segment.get_attribute("title") for segment in segments.all()]
    assert titles == [
        "Trường tiểu học: 9 (60%)", "Trường THCS: 3 (20%)", "Trường THPT: 2 (13,3%)", "Đơn vị khác: 1 (6,7%)",
    ]  # fmt: skip
    widths = [segment.bounding_box()["width"] for segment in segments.all()]  # type: ignore[index]
    assert widths[0] == pytest.approx(3 * widths[1], rel=0.02)
    button.click()
    assert page.locator(".kind-shares li").all_inner_texts() == titles


def test_the_chart_by_kind_shows_the_figure_that_is_chosen(
    form: Form, many: Path, open_page: OpenPage
) -> None:
    page = open_page(many)
    consolidation = many_units(form, units=150)
    bars = page.locator("#kind-bars > tr")
    for indicator, measure in (("classes.participants", "people"), ("book_drive.books", "count")):
        if indicator != "classes.participants":
            page.get_by_label("Chỉ tiêu").select_option(
                label="4. Số sách đã huy động tặng các trường học, thư viện (quyển)"
            )
        assert bars.count() == 7
        shown = [row.split("\t") for row in bars.all_inner_texts()]
        added = sum(int(row[1].replace(".", "")) for row in shown)
        assert added == consolidation.to_json()["totals"][indicator][measure]
        widths = [
            bar.evaluate("(bar) => parseFloat(bar.style.width)") for bar in bars.locator(".share").all()
        ]
        figures = [int(row[1].replace(".", "")) for row in shown]
        assert max(widths) == 100
        assert widths[1] == pytest.approx(100 * figures[1] / max(figures), abs=0.1)
    assert page.locator("#choice-said").inner_text().startswith("4. Số sách")


def test_arrivals_are_drawn_and_can_be_read_as_a_table(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    chart = page.get_by_role("img", name="Báo cáo nhận được theo ngày")
    assert chart.is_visible()
    described = page.locator(f"#{chart.get_attribute('aria-describedby')}").inner_text()
    assert described == (
        "Trong 12 đơn vị phải báo cáo: 9 báo cáo nhận đúng hạn, 1 báo cáo nhận sau hạn 11/10/2024."
    )
    page.get_by_text("Bảng số liệu của biểu đồ").click()
    lines = page.locator(".chart-data tbody > tr").all_inner_texts()
    assert [line.split("\t") for line in lines][-2:] == [
        ["09/10/2024", "1", "9", "75%", "Đúng hạn"],
        ["14/10/2024", "1", "10", "83,3%", "Sau hạn"],
    ]


def test_the_units_that_reported_and_those_not_counted_can_be_filtered(
    form: Form, tmp_path: Path, open_page: OpenPage
) -> None:
    path = tmp_path / "theo-doi.html"
    write_page(with_roster(twelve_units(form)), form, Campaign(), path)
    page = open_page(path)
    status = page.get_by_label("Tình trạng", exact=True)
    status.select_option(label="Đã gửi (10)")
    assert len(shown_units(page)) == 10
    status.select_option(label="Chưa cộng (1)")
    assert shown_units(page) == ["Trường Tiểu học Hoa Đào"]
    status.select_option(label="Không bắt buộc (1)")
    assert shown_units(page) == ["Hội Hoa Súng"]
    unit(page, "Hội Hoa Súng").click()
    details = panel(page, "Hội Hoa Súng")
    assert details.inner_text() == "Đơn vị không bắt buộc báo cáo và chưa gửi báo cáo"


@pytest.mark.parametrize("width", [1280, 390])
def test_last_year_stands_beside_this_year(
    form: Form, tmp_path: Path, open_page: OpenPage, width: int
) -> None:
    path = tmp_path / "theo-doi.html"
    consolidation = twelve_units(form)
    write_page(
        consolidation, form, Campaign(), path, previous=last_year(consolidation, {"book_drive.books": {}})
    )
    page = open_page(path, width=width)
    assert page.get_by_role("heading", name="So với năm 2023").is_visible()
    row = page.locator(".changes tbody > tr").first
    assert row.get_by_text("tăng 3 (25%)").locator("visible=true").count() == 1
    assert row.locator(".share.before").evaluate("(bar) => bar.style.width") == "80%"
    button = total(page, "Các lớp bồi dưỡng")
    button.click()
    assert page.get_by_role("region", name="Các lớp").get_by_text("Năm 2023: 12; tăng 3 (25%)").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_unit_named_in_a_total_opens_even_when_a_filter_hides_it(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    page.get_by_label("Tình trạng", exact=True).select_option("missing")
    total(page, "Các lớp bồi dưỡng").click()
    page.locator("#totals").get_by_role("button", name="Trường Tiểu học Hoa Sen").click()
    page.get_by_role("button", name="Xem cả báo cáo của đơn vị").click()
    line = panel(page, "Trường Tiểu học Hoa Sen").locator("tr.found")
    assert line.is_visible()
    assert line.inner_text().split("\t")[2:] == ["9", "9", "bảng số liệu, dòng 3, cột 4"]
    assert page.evaluate("document.activeElement.closest('tr').className") == "found"


def test_every_total_is_the_sum_of_the_units_it_opens_to(form: Form, many: Path, open_page: OpenPage) -> None:
    page = open_page(many)
    consolidation = many_units(form, units=150)
    shown = page.evaluate(
        """() => [...document.querySelectorAll("#totals .total")].map((button) => {
            button.click();
            const detail = button.closest("tr").nextElementSibling;
            const figures = [...detail.querySelectorAll("tbody > tr > td.num:nth-child(2)")]
                .map((cell) => Number(cell.textContent.replaceAll(".", "")));
            return [button.firstChild.textContent, figures.reduce((a, b) => a + b, 0),
                    figures.every((figure, i) => i === 0 || figures[i - 1] >= figure)];
        })"""
    )
    expected = [
        (indicator, consolidation.to_json()["totals"][indicator.id][measure.value])
        for indicator, measure in form.measured()
    ]
    assert len(shown) == 56
    for (text, added, descending), (indicator, figure) in zip(shown, expected, strict=True):
        assert text == format_number(figure)
        assert descending
        assert added == figure or (indicator.adds_up == "once" and added > figure == 1)


def test_a_blank_total_is_blank_and_a_zero_is_zero(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    assert total(page, "Số tin bài về các hoạt động của Tuần lễ").inner_text().startswith("0")
    assert total(page, "Ấn phẩm thông tin").count() == 0


def test_hostile_texts_are_shown_as_texts(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    unit(page, HOSTILE).click()
    details = panel(page, HOSTILE)
    assert details.locator("q").inner_text() == "2 <b>tập thể</b> & “bạn”"
    assert page.locator("main b").count() == 1  # the number of units in, the template's own


def test_everything_can_be_reached_and_opened_with_the_keyboard(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    page.get_by_label("Tìm đơn vị").focus()
    page.keyboard.type("hoa mai")
    for _ in range(7):  # two filters, four buttons, the unit
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Trường THCS Hoa Mai"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert panel(page, "Trường THCS Hoa Mai").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("status").filter(has_text="chép").wait_for()


def test_controls_and_tables_have_names_for_a_screen_reader(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    page.get_by_role("button", name="Mở tất cả").click()
    total(page, "Các lớp bồi dưỡng").click()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, main section, main table")]
            .filter((element) => !(element.textContent.trim() && element.tagName === "BUTTON")
                && !element.labels?.length && !element.getAttribute("aria-label")
                && !document.getElementById(element.getAttribute("aria-labelledby")) && !element.caption)
            .map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    assert page.locator("th:not([scope])").count() == 0


def test_the_page_fits_a_phone_with_everything_opened(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve, width=390)
    page.get_by_role("button", name="Mở tất cả").click()
    total(page, "Các lớp bồi dưỡng").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    beside = page.evaluate(
        """() => [...document.querySelectorAll("main button, main input, main select, main .finding")]
            .filter((element) => element.getClientRects().length && element.getBoundingClientRect().right > 390)
            .map((element) => element.textContent)"""
    )
    assert beside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(twelve: Path, open_page: OpenPage, scheme: str) -> None:
    page = open_page(twelve, color_scheme=scheme)
    page.get_by_role("button", name="Mở tất cả").click()
    total(page, "Các lớp bồi dưỡng").click()
    # WCAG 2.2, 1.4.3: 4.5 to 1 at least.
    faint = page.evaluate(
        """() => {
            const channels = (colour) => [...colour.match(/[\\d.]+/g).map(Number), 1].slice(0, 4);
            const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
            const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
            const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a));
            const ground = (element) => element === null ? [255, 255, 255]
                : over(channels(getComputedStyle(element).backgroundColor), ground(element.parentElement));
            const faint = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.textContent.trim() || !element.getClientRects().length) continue;
                const below = ground(element), ink = over(channels(getComputedStyle(element).color), below);
                const [dark, bright] = [luminance(below), luminance(ink)].sort((a, b) => a - b);
                const ratio = (bright + 0.05) / (dark + 0.05);
                if (ratio < 4.5) faint.push([walker.currentNode.textContent.trim().slice(0, 40), ratio.toFixed(2)]);
            }
            return faint;
        }"""
    )
    assert faint == []


def test_the_days_left_are_counted_by_the_reader_and_not_after_the_deadline(
    twelve: Path, open_page: OpenPage
) -> None:
    left = {}
    for day in (8, 11, 12):
        page = open_page(twelve)
        page.clock.set_fixed_time(datetime(2024, 10, day, 9, 0))
        page.reload()
        left[day] = page.locator(".deadline").inner_text()
    assert left == {
        8: "Hạn gửi báo cáo: 11/10/2024 (còn 3 ngày)",
        11: "Hạn gửi báo cáo: 11/10/2024 (hôm nay)",
        12: "Hạn gửi báo cáo: 11/10/2024",
    }


def test_all_units_open_at_once_each_with_its_figures_folded(many: Path, open_page: OpenPage) -> None:
    page = open_page(many)
    page.get_by_role("button", name="Mở tất cả").click()
    assert page.locator("#units > tr.detail").count() == 165
    assert page.locator("#units details.figures[open]").count() == 0
    page.get_by_text("Số liệu đã đọc").nth(149).click()
    assert page.locator("#units details.figures table").count() == 1
    page.get_by_role("button", name="Đóng tất cả").click()
    assert page.locator("#units > tr.detail:visible").count() == 0


def test_an_address_can_point_at_a_unit(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve, fragment="#dv-0")
    assert panel(page, "Ủy ban nhân dân phường Hoa Lan").is_visible()


def test_printing_leaves_out_what_can_only_be_pressed(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve)
    unit(page, "Trường THCS Hoa Mai").click()
    page.emulate_media(media="print")
    assert not page.get_by_label("Tìm đơn vị").is_visible()
    assert not page.get_by_text("Chép nội dung gửi đơn vị").is_visible()
    assert page.get_by_text("Có thể là: 345").is_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.form thead')).display")
        == "table-header-group"
    )


@pytest.mark.parametrize("landscape", [False, True])
def test_no_column_is_cut_on_paper(form: Form, tmp_path: Path, open_page: OpenPage, landscape: bool) -> None:
    path = tmp_path / "theo-doi.html"
    consolidation = with_roster(many_units(form, units=30))
    write_page(consolidation, form, Campaign(), path, previous=last_year(consolidation))
    page = open_page(path)
    page.locator(".opener").first.click()
    page.get_by_text("Số liệu đã đọc").first.click()
    total(page, "Các lớp bồi dưỡng").click()
    page.locator("#totals .part").first.click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 955 if landscape else 672, "height": 900})  # A4 within its margins
    cut = page.evaluate(
        """() => [...document.querySelectorAll("section, .scroll, .panel, td, th")]
            .filter((element) => element.getClientRects().length && element.scrollWidth > element.clientWidth + 1
                && getComputedStyle(element).fontSize !== "0px")
            .map((element) => element.textContent.trim().slice(0, 60))"""
    )
    assert cut == []
    printed = tmp_path / "page.pdf"
    page.pdf(path=str(printed), format="A4", landscape=landscape)
    paper = 297 if landscape else 210
    with pdfplumber.open(printed) as book:
        words = [word for sheet in book.pages for word in sheet.extract_words()]
        right = max(word["x1"] for word in words) / book.pages[0].width * paper
        texts = [sheet.extract_text() for sheet in book.pages]
    assert right <= paper - 11.5  # millimetres: the right margin stays free
    whole = "\n".join(texts)
    assert "Tìm đơn vị" not in whole
    assert "Xem cả báo cáo của đơn vị" not in whole
    assert "Trong báo cáo viết" in whole
    assert whole.count("Cộng 4") <= 1  # the total of an opened list stands once, at its end


def test_without_scripts_the_tables_can_still_be_read(twelve: Path, open_page: OpenPage) -> None:
    page = open_page(twelve, java_script_enabled=False)
    assert page.get_by_text("Tệp không có bảng số liệu của mẫu.").is_visible()
    assert page.locator("#totals > tr").count() == 41


@pytest.mark.parametrize("able", [True, False], ids=["unpacking", "without unpacking"])
def test_a_large_page_s_packed_details_are_there_in_new_browsers_and_old_ones(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage, able: bool
) -> None:
    monkeypatch.setattr("htsd_cli.writers.page.data.MOST_PLAIN", 0)
    path = tmp_path / "theo-doi.html"
    write_page(many_units(form, units=40), form, Campaign(), path)
    text = path.read_text(encoding="utf-8")
    assert '"packed":' in text
    assert "1.250 người" not in text.partition('id="data"')[2]
    if not able:  # the page's own script may run, no other: what it asks for is given another name in it
        script = text[text.rindex("<script>") + 8 : text.rindex("</script>")]
        old = script.replace("typeof DecompressionStream", "typeof NoSuchThing")
        was, now = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (script, old))
        path.write_text(text.replace(script, old).replace(was, now), encoding="utf-8")
    page = open_page(path)
    names = shown_units(page)
    assert len(names) >= 40
    unit(page, names[0]).click()
    assert panel(page, names[0]).is_visible()
    page.get_by_label("Tìm đơn vị").fill(names[1])
    assert names[1] in shown_units(page)


ROWS = """() => [...document.querySelectorAll("#units > tr")]
    .map((row) => row.outerHTML.replace(/>\\s+</g, "><").replace(/ hidden=""/, ""))"""


@pytest.fixture(scope="module")
def country(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("country") / "theo-doi.html"
    write_page(many_units(form, units=1400, filled=0.05), form, Campaign(), path)
    return path


def rows_shown(page: Page) -> list[str]:
    """Return the addresses of the units whose rows are shown."""
    shown: list[str] = page.evaluate(
        "[...document.querySelectorAll('#units > tr:not([hidden]):not(.detail)')].map((row) => row.id)"
    )
    return shown


def test_of_many_units_a_slice_is_shown_but_all_are_searched_counted_and_copied(
    country: Path, open_page: OpenPage
) -> None:
    page = open_page(country, permissions=["clipboard-read", "clipboard-write"])
    said, more = page.locator("#shown"), page.locator("#more")
    assert said.inner_text() == "1.540 đơn vị, đang hiện 500 đơn vị đầu"
    assert page.locator("#units > tr").count() == 500
    assert more.inner_text() == "Hiện thêm (còn 1.040 đơn vị)"
    page.get_by_label("Tìm đơn vị").fill("chua gui 139")
    assert said.inner_text() == "Đang hiện 1 / 1.540 đơn vị"
    assert shown_units(page) == ["Trường THPT Hoa Cúc chưa gửi 139"]
    page.locator(".tile.s-ok").click()
    assert page.locator(".tile.s-ok .count").inner_text() == "1.120"
    assert said.inner_text() == "Có 1.120 / 1.540 đơn vị phù hợp, đang hiện 500 đơn vị đầu"
    page.get_by_role("button", name="Chép danh sách").click()
    page.get_by_text("Đã chép danh sách.").wait_for()
    lines = str(page.evaluate("navigator.clipboard.readText()")).splitlines()
    assert lines[0].endswith(": 1.120 đơn vị (Hợp lệ)")
    assert lines[-1] == "1120. Trường THPT Tường Vi 1400 – Hợp lệ"
    assert len(lines) == 1121
    page.get_by_role("button", name="Xóa lọc").click()
    more.click()
    assert said.inner_text() == "1.540 đơn vị, đang hiện 1.000 đơn vị đầu"
    assert page.evaluate("document.activeElement.closest('tr').id") == "dv-500"
    more.click()
    more.click()
    assert said.inner_text() == "1.540 đơn vị"
    assert not more.is_visible()
    assert rows_shown(page) == [f"dv-{number}" for number in range(1540)]


def test_an_address_opens_a_unit_of_a_later_slice(country: Path, open_page: OpenPage) -> None:
    page = open_page(country, fragment="#dv-1539")
    assert panel(page, "Trường THPT Hoa Cúc chưa gửi 139").get_by_text("Chưa nhận được báo cáo").is_visible()
    assert rows_shown(page)[499:] == ["dv-499", "dv-1539"]
    assert page.locator("#shown").inner_text() == "1.540 đơn vị, đang hiện 501 đơn vị"
    page.get_by_label("Tình trạng", exact=True).select_option("missing")
    assert len(rows_shown(page)) == 140
    page.get_by_role("button", name="Xóa lọc").click()
    assert len(rows_shown(page)) == 500


def test_on_paper_stand_the_units_of_every_slice(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage
) -> None:
    monkeypatch.setattr("htsd_cli.writers.page.page.MOST_ROWS", 4)
    write_page(twelve_units(form), form, Campaign(), tmp_path / "theo-doi.html")
    page = open_page(tmp_path / "theo-doi.html")
    assert len(shown_units(page)) == 4
    page.pdf(path=str(tmp_path / "page.pdf"), format="A4", landscape=True)
    assert len(shown_units(page)) == 4
    with pdfplumber.open(tmp_path / "page.pdf") as book:
        whole = "\n".join(sheet.extract_text() for sheet in book.pages)
    assert "12 đơn vị\n" in whole
    listed = whole[whole.index("Tệp\n") : whole.index("Số liệu tổng hợp\n")]
    assert [name for name in ("Tường Vi", "Thủy Tiên", "Hoa Đào", "Hướng Dương") if name not in listed] == []
    assert "Hiện thêm" not in whole


def test_a_total_of_many_units_opens_to_a_slice_of_them_and_its_whole_sum(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage
) -> None:
    monkeypatch.setattr("htsd_cli.writers.page.page.MOST_ROWS", 3)
    write_page(twelve_units(form), form, Campaign(), tmp_path / "theo-doi.html")
    page = open_page(tmp_path / "theo-doi.html")
    total(page, "Các lớp bồi dưỡng").click()
    region = page.get_by_role("region", name="Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ")
    figures = region.locator("tbody > tr > td:nth-child(2)")
    assert figures.all_inner_texts() == ["9", "3", "2"]
    assert region.locator("tfoot").inner_text().split() == ["Cộng", "15", "100%"]
    said = region.get_by_text("Đang hiện 3 đơn vị đầu trong 4 đơn vị; dòng Cộng gồm tất cả.")
    assert said.is_visible()
    region.get_by_role("button", name="Hiện thêm (còn 1 đơn vị)").click()
    assert figures.all_inner_texts() == ["9", "3", "2", "1"]
    assert said.count() == 0
    assert region.get_by_role("button", name="Hiện thêm").count() == 0
    page.locator("#totals").get_by_role("button", name='=HYPERLINK("http://vidu.vn","Bấm")').click()
    page.get_by_role("button", name="Xem cả báo cáo của đơn vị").click()
    assert "=1+1" in page.locator("tr.found").inner_text()


def test_a_row_the_script_makes_is_the_row_the_page_would_have_held(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage
) -> None:
    (tmp_path / "bao-cao-nhan").mkdir()
    (tmp_path / "bao-cao-nhan" / "002.docx").write_bytes(b"x")
    units = with_roster(twelve_units(form))
    made = []
    for most in (500, 4):
        monkeypatch.setattr("htsd_cli.writers.page.page.MOST_ROWS", most)
        write_page(units, form, Campaign(), tmp_path / "theo-doi.html", Received(tmp_path, tmp_path))
        page = open_page(tmp_path / "theo-doi.html")
        while page.locator("#more").count() and page.locator("#more").is_visible():
            page.locator("#more").click()
        made.append(page.evaluate(ROWS))
    assert len(made[0]) == 13
    assert made[0] == made[1]
    assert 'href="bao-cao-nhan/002.docx"' in "".join(made[0])
    assert HOSTILE not in "".join(made[1])
