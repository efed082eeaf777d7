"""The blank forms: what a unit opens, in Word and in Excel."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.form import Campaign, Form, load_campaign, load_form
from htsd_cli.writers.blank import (
    BlankTemplateError,
    blank_word_forms,
    write_blank_word,
    write_blank_workbook,
)
from htsd_cli.writers.blank.workbook import SHEET
from tools.make_blank_template import build

UNIT = "Trường Tiểu học Lê Văn Tám"


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def word(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "mau.docx"
    write_blank_word(form, path)
    return path


@pytest.fixture(scope="module")
def workbook(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "mau.xlsx"
    write_blank_workbook(form, path)
    return path


def lines(path: Path) -> list[str]:
    """Return the texts of a Word file in reading order, a table row as one line, every space a plain one."""
    found = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            found += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        elif block.text.strip():
            found.append(block.text)
    return [text.replace("\u00a0", " ") for text in found]


def test_the_word_form_reads_as_the_plan_prints_it(word: Path) -> None:
    assert lines(word)[:14] == [
        "ĐƠN VỊ:……………… | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
        "Số:          /BC- | Quận 7, ngày         tháng         năm 2024",
        "BÁO CÁO",
        "Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024",
        "Thực hiện Kế hoạch số         /KH-UBND ngày     tháng 9 năm 2024 của Ủy ban nhân dân Quận 7"
        " về tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024 trên địa bàn Quận 7.",
        "Cơ quan/đơn vị .......báo cáo quá trình và kết quả thực hiện như sau:",
        "I. CÔNG TÁC TRIỂN KHAI, TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024",
        "II. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN",
        "III. TỔNG HỢP SỐ LIỆU KẾT QUẢ TỔ CHỨC THỰC HIỆN TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024",
        "STT | Các hoạt động | Đơn vị | Số lượng | Số lượng | Ghi chú",
        "STT | Các hoạt động | Đơn vị | Số lớp/số cuộc thi | Người | Ghi chú",
        "1 | Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ | lớp |  |  | ",
        " | Tổng số người tham gia, trong đó: | người |  |  | ",
        " | Bồi dưỡng nâng cao trình độ chuyên môn nghiệp vụ cho cán bộ, công chức, viên chức (các cấp)"
        " | lớp/người |  |  | ",
    ]
    assert lines(word)[-1] == " | THỦ TRƯỞNG ĐƠN VỊ\n(ký tên, đóng dấu)"


def test_the_word_form_has_a_row_for_each_indicator_in_the_forms_order(word: Path, form: Form) -> None:
    table = Document(str(word)).tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows][2:]
    assert rows == [[item.number, item.label, item.unit, "", "", ""] for item in form.indicators]
    assert len(rows) == 41


def test_the_heading_of_the_word_table_is_merged_and_repeated_on_each_page(word: Path) -> None:
    table = Document(str(word)).tables[1]
    top, bottom = table.rows[0]._tr, table.rows[1]._tr
    spans = [[cell.grid_span for cell in row.tc_lst] for row in (top, bottom)]
    assert spans == [[1, 1, 1, 2, 1], [1, 1, 1, 1, 1, 1]]
    assert [cell.vMerge for cell in top.tc_lst] == ["restart", "restart", "restart", None, "restart"]
    assert [cell.vMerge for cell in bottom.tc_lst] == [
        "continue",
        "continue",
        "continue",
        None,
        None,
        "continue",
    ]
    flags = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert flags == [True, True] + [False] * 41


def test_the_word_form_keeps_the_page_of_the_decree(word: Path) -> None:
    document = Document(str(word))
    section = document.sections[0]
    page = [length.mm for length in (section.page_width, section.page_height) if length is not None]
    assert [round(length, 1) for length in page] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [20, 20, 30, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    fonts = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    sizes = {
        run.text: run.font.size
        for cell in document.tables[0]._cells
        for p in cell.paragraphs
        for run in p.runs
    }
    assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == Pt(12)
    assert sizes["Độc lập - Tự do - Hạnh phúc"] == Pt(13)


def test_a_units_name_stands_in_the_letterhead_and_in_the_opening_sentence(
    form: Form, tmp_path: Path
) -> None:
    name = "Trường THCS “A & B” <1>"
    write_blank_word(form, tmp_path / "mau.docx", name)
    found = lines(tmp_path / "mau.docx")
    assert found[0].startswith(f"ĐƠN VỊ: {name} | ")
    head = Document(str(tmp_path / "mau.docx")).tables[0].cell(0, 0).text
    assert head == "ĐƠN VỊ: Trường THCS “A & B”\u00a0<1>"  # no word of it alone on a line
    assert found[5] == f"Cơ quan/đơn vị {name} báo cáo quá trình và kết quả thực hiện như sau:"
    write_blank_workbook(form, tmp_path / "mau.xlsx", name)
    sheet = load_workbook(tmp_path / "mau.xlsx")[SHEET]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert f"ĐƠN VỊ: {name}" in texts
    assert f"Cơ quan/đơn vị {name} báo cáo quá trình và kết quả thực hiện như sau:" in texts


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_hidden_properties_name_the_form_and_the_unit(form: Form, tmp_path: Path, suffix: str) -> None:
    write = write_blank_word if suffix == "docx" else write_blank_workbook
    write(form, tmp_path / f"a.{suffix}", UNIT)
    write(form, tmp_path / f"b.{suffix}")
    write(form, tmp_path / f"c.{suffix}", UNIT, "TH06")
    assert properties(tmp_path / f"a.{suffix}") == {"htsd-form": "htsd-2024", "htsd-unit": UNIT}
    assert properties(tmp_path / f"b.{suffix}") == {"htsd-form": "htsd-2024"}
    assert properties(tmp_path / f"c.{suffix}") == {
        "htsd-form": "htsd-2024",
        "htsd-unit": UNIT,
        "htsd-unit-id": "TH06",
    }


def properties(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("docProps/custom.xml"))
    return {entry.get("name", ""): "".join(str(text) for text in entry.itertext()) for entry in root}


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_same_form_gives_the_same_bytes(form: Form, tmp_path: Path, suffix: str) -> None:
    write = write_blank_word if suffix == "docx" else write_blank_workbook
    for name in ("a", "b"):
        write(form, tmp_path / f"{name}.{suffix}", UNIT)
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_a_new_form_gives_a_new_blank_without_a_template_of_its_own(form: Form, tmp_path: Path) -> None:
    source = (form.directory / "form.toml").read_text(encoding="utf-8")
    changed = source.replace("năm 2024", "năm 2025").replace("year = 2024", "year = 2025")
    changed = changed.replace('label = "Xóa mù chữ"', 'label = "Lớp xóa mù chữ ban đêm"')
    (tmp_path / "form.toml").write_text(changed, encoding="utf-8")
    new = load_form(str(tmp_path))
    write_blank_word(new, tmp_path / "mau.docx")
    found = lines(tmp_path / "mau.docx")
    assert " | Lớp xóa mù chữ ban đêm | lớp/người |  |  | " in found
    assert found[3] == "Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2025"
    assert not [line for line in found if "2024" in line]
    write_blank_workbook(new, tmp_path / "mau.xlsx")
    sheet = load_workbook(tmp_path / "mau.xlsx")[SHEET]
    assert "Lớp xóa mù chữ ban đêm" in [cell.value for cell in sheet["B"]]


def test_the_offices_own_template_is_used_and_a_mistake_in_it_is_told(form: Form, tmp_path: Path) -> None:
    shutil.copy(form.directory / "form.toml", tmp_path)
    template = Document(str(form.directory / "mau-bao-cao.docx"))
    template.paragraphs[0].runs[0].text = "BÁO CÁO NHANH"
    template.save(str(tmp_path / "mau-bao-cao.docx"))
    own = load_form(str(tmp_path))
    write_blank_word(own, tmp_path / "mau.docx")
    assert lines(tmp_path / "mau.docx")[2] == "BÁO CÁO NHANH"

    template.paragraphs[0].runs[0].text = "BÁO CÁO {{ tieu_de }}"
    template.save(str(tmp_path / "mau-bao-cao.docx"))
    with pytest.raises(BlankTemplateError, match=r"mau-bao-cao\.docx có chỗ ghi sai .*tieu_de"):
        write_blank_word(own, tmp_path / "hong.docx")
    (tmp_path / "mau-bao-cao.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(BlankTemplateError, match="Không mở được mẫu Word"):
        write_blank_workbook(own, tmp_path / "hong.xlsx")
    assert not list(tmp_path.glob("hong.*"))


def test_the_forms_of_many_units_are_those_written_one_by_one(form: Form, tmp_path: Path) -> None:
    units = [(UNIT, "TH06"), ("Trường THCS “A & B” <1>", "A&B"), ("Hội Khuyến học Quận 7", "")]
    for (name, unit_id), content in zip(units, blank_word_forms(form, units), strict=True):
        write_blank_word(form, tmp_path / "mot.docx", name, unit_id)
        assert content == (tmp_path / "mot.docx").read_bytes(), name


def test_a_template_that_does_more_with_the_name_than_print_it_is_carried_out_for_each_unit(
    form: Form, tmp_path: Path
) -> None:
    own = tmp_path / "mau-bao-cao" / "mau-bao-cao.docx"
    own.parent.mkdir()
    template = Document(str(form.directory / "mau-bao-cao.docx"))
    template.paragraphs[0].runs[0].text = "BÁO CÁO CỦA {{ unit | upper }}"
    template.save(str(own))
    (tmp_path / "htsd.toml").write_text("", encoding="utf-8")
    campaign = load_campaign(tmp_path / "htsd.toml")
    for content in blank_word_forms(form, [(UNIT, "TH06"), ("Trường THCS Nguyễn Hiền", "CS03")], campaign):
        (tmp_path / "mot.docx").write_bytes(content)
        found = lines(tmp_path / "mot.docx")
        assert found[2] == f"BÁO CÁO CỦA {found[0].removeprefix('ĐƠN VỊ: ').partition(' | ')[0].upper()}"


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_form_bears_the_names_of_the_office_that_sends_it_out(
    form: Form, tmp_path: Path, suffix: str
) -> None:
    (tmp_path / "htsd.toml").write_text(
        '[office]\nparent = "UBND HUYỆN NHÀ BÈ"\nplace = "Nhà Bè"\n', encoding="utf-8"
    )
    campaign = load_campaign(tmp_path / "htsd.toml")
    path = tmp_path / f"mau.{suffix}"
    if suffix == "docx":
        write_blank_word(form, path, campaign=campaign)
        said = "\n".join(lines(path))
    else:
        write_blank_workbook(form, path, campaign=campaign)
        cells = (cell.value for row in load_workbook(path)[SHEET].iter_rows() for cell in row if cell.value)
        said = "\n".join(map(str, cells))
    assert "Nhà Bè, ngày         tháng         năm 2024" in said
    assert "của Ủy ban nhân dân huyện Nhà Bè về tổ chức" in said
    assert "trên địa bàn huyện Nhà Bè." in said
    assert "Quận 7" not in said


def test_the_committed_word_template_is_what_its_script_makes(form: Form, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(build())
    committed = form.directory / "mau-bao-cao.docx"
    for part in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
        with zipfile.ZipFile(tmp_path / "made.docx") as made, zipfile.ZipFile(committed) as kept:
            assert made.read(part) == kept.read(part), part


def figure_cells(sheet: Worksheet, form: Form) -> dict[tuple[str, str], str]:
    """Return where each figure of the form stands: (indicator, measure) to "D15"."""
    first = next(cell.row for cell in sheet["A"] if cell.value == "STT") + 2
    letters = {"count": "D", "amount": "D", "people": "E"}
    return {
        (item.id, measure): f"{letters[measure]}{first + form.position[item.id]}"
        for item, measure in form.measured()
    }


def test_the_sheet_has_the_table_in_the_forms_layout(workbook: Path, form: Form) -> None:
    sheet = load_workbook(workbook)[SHEET]
    first = next(cell.row for cell in sheet["A"] if cell.value == "STT")
    headings = [[cell.value for cell in row] for row in sheet.iter_rows(first, first + 1)]
    assert headings == [
        ["STT", "Các hoạt động", "Đơn vị", "Số lượng", None, "Ghi chú"],
        [None, None, None, "Số lớp/số cuộc thi", "Người", None],
    ]
    merged = {str(area) for area in sheet.merged_cells.ranges if area.min_row in (first, first + 1)}
    assert merged == {f"D{first}:E{first}"} | {f"{letter}{first}:{letter}{first + 1}" for letter in "ABCF"}
    names = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(first + 2, first + 42)]
    assert names == [[item.number or None, item.label, item.unit or None] for item in form.indicators]


def test_every_cell_for_a_figure_takes_whole_numbers_from_zero_only(workbook: Path, form: Form) -> None:
    sheet = load_workbook(workbook)[SHEET]
    sums = {(rule.total, rule.measure) for rule in form.sums}
    wanted = {address for key, address in figure_cells(sheet, form).items() if key not in sums}
    found: dict[str, DataValidation] = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "whole":
            found |= {str(area): rule for area in rule.sqref.ranges}
    assert set(found) == wanted
    assert len(wanted) == 52
    for rule in found.values():
        assert (rule.operator, rule.formula1, rule.errorStyle) == ("greaterThanOrEqual", "0", None)
        assert rule.showErrorMessage
        assert rule.showInputMessage
        assert rule.errorTitle == "Số liệu chưa đúng"
        assert "số nguyên" in (rule.error or "")
    funding = found[figure_cells(sheet, form)["funding.state_budget", "amount"]]
    assert funding.promptTitle == "Số tiền (đồng)"
    assert funding.prompt == "Nhập số tiền bằng đồng, chỉ gõ chữ số, ví dụ 5000000. Không có thì ghi 0."
    assert sheet[str(funding.sqref)].number_format == "#,##0"


def test_sums_are_formulas_that_are_stored_empty_while_their_parts_are(workbook: Path, form: Form) -> None:
    cells = figure_cells(load_workbook(workbook)[SHEET], form)
    formulas, results = load_workbook(workbook)[SHEET], load_workbook(workbook, data_only=True)[SHEET]
    first = int(cells["classes", "count"][1:])
    assert {
        (rule.total, rule.measure.value): formulas[cells[rule.total, rule.measure]].value
        for rule in form.sums
    } == {
        ("classes", "count"): total(f"D{first + 2}:D{first + 14}"),
        ("classes.participants", "people"): total(f"E{first + 2}:E{first + 14}"),
        ("reading_events", "count"): total(f"D{first + 21}:D{first + 25}"),
        ("culture_sport", "count"): total(f"D{first + 27}:D{first + 29}"),
    }
    assert [results[cells[rule.total, rule.measure]].value for rule in form.sums] == [None] * 4
    with zipfile.ZipFile(workbook) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert xml.count("</f><v></v></c>") == 4


def total(cells: str) -> str:
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def test_parts_of_a_sum_that_are_no_neighbours_are_added_one_by_one(form: Form, tmp_path: Path) -> None:
    whole = form.rules[2]
    rule = whole.model_copy(
        update={
            "parts": tuple(
                part for part in whole.parts if part.indicator.endswith(("fairs", "book_contests"))
            )
        }
    )
    write_blank_workbook(load_form().model_copy(update={"rules": (rule,)}), tmp_path / "mau.xlsx")
    sheet = load_workbook(tmp_path / "mau.xlsx")[SHEET]
    cells = figure_cells(sheet, form)
    row = int(cells["reading_events", "count"][1:])
    assert sheet[cells["reading_events", "count"]].value == total(f"D{row + 1},D{row + 4}")


def test_only_the_cells_to_fill_are_unlocked(workbook: Path, form: Form) -> None:
    sheet = load_workbook(workbook)[SHEET]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    cells = figure_cells(sheet, form)
    sums = {(rule.total, rule.measure) for rule in form.sums}
    first = int(cells["classes", "count"][1:])
    unlocked = {
        cell.coordinate
        for row in sheet.iter_rows(first, first + 40)
        for cell in row
        if not cell.protection.locked
    }
    last = first + 40
    notes = {f"F{row}" for row in range(first, last)}
    other = {f"{letter}{last}" for letter in "DEF"}
    assert unlocked == {address for key, address in cells.items() if key not in sums} | notes | other

    above = [cell for row in sheet.iter_rows(1, first - 1) for cell in row if not cell.protection.locked]
    texts = [str(cell.value) for cell in above if cell.value]
    assert [text.split()[0] for text in texts] == ["ĐƠN", "Số:", "Quận", "Thực", "Cơ"]
    blocks = [area for area in sheet.merged_cells.ranges if area.max_row - area.min_row > 5]
    assert [(area.min_col, area.max_col) for area in blocks] == [(1, 6), (1, 6)]
    corners = [sheet.cell(area.min_row, 1) for area in blocks]
    assert [(corner.protection.locked, corner.alignment.wrap_text) for corner in corners] == [
        (False, True)
    ] * 2


def test_cells_that_take_no_figure_are_grey_and_locked(workbook: Path, form: Form) -> None:
    sheet = load_workbook(workbook)[SHEET]
    cells = figure_cells(sheet, form)
    first = int(cells["classes", "count"][1:])
    area = {f"{letter}{row}" for row in range(first, first + 40) for letter in "DE"} - set(cells.values())
    assert len(area) == 80 - 56
    for address in sorted(area):
        assert sheet[address].fill.start_color.rgb == "FFD9D9D9", address
        assert sheet[address].protection.locked, address


def test_the_sheet_prints_on_a4_portrait_one_page_wide_with_its_heading_repeated(workbook: Path) -> None:
    sheet = load_workbook(workbook)[SHEET]
    first = next(cell.row for cell in sheet["A"] if cell.value == "STT")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${first}:${first + 1}"


def test_a_name_that_looks_like_a_formula_is_written_as_text(form: Form, tmp_path: Path) -> None:
    write_blank_workbook(form, tmp_path / "mau.xlsx", "=1+1")
    with zipfile.ZipFile(tmp_path / "mau.xlsx") as package:
        assert package.read("xl/worksheets/sheet1.xml").count(b"<f>") == 4


def test_cells_that_take_no_figure_are_grey_and_all_others_are_not(form: Form, word: Path) -> None:
    table = Document(str(word)).tables[1]
    grey: dict[str, list[bool]] = {}
    for indicator, row in zip(form.indicators, table.rows[2:], strict=True):
        fills = [cell._tc.find(f".//{qn('w:shd')}") for cell in (row.cells[3], row.cells[4])]
        grey[indicator.id] = [fill is not None and fill.get(qn("w:fill")) == "D9D9D9" for fill in fills]
    assert grey["news_items"] == [False, True]
    assert grey["classes.participants"] == [True, False]
    assert grey["classes.literacy"] == [False, False]
    assert grey["book_drive"] == [True, True]
    assert grey["funding.state_budget"] == [False, True]
    assert grey["other"] == [False, False]


def test_below_the_table_stands_how_to_fill_it(word: Path) -> None:
    texts = [paragraph.text for paragraph in Document(str(word)).paragraphs]
    assert (
        "(Mỗi ô ghi một số; không có hoạt động thì ghi 0; lời giải thích ghi ở cột Ghi chú; ô màu xám không phải ghi.)"
        in texts
    )


@pytest.mark.parametrize(
    ("basis", "opening"),
    [
        (
            "Kế hoạch số 214/KH-UBND ngày 20/9/2024 của UBND Quận 7",
            "Thực hiện Kế hoạch số 214/KH-UBND ngày 20/9/2024",
        ),
        (
            "Kế hoạch của Ủy ban nhân dân Quận 7",
            "Thực hiện Kế hoạch số         /KH-UBND ngày     tháng 9 năm 2024",
        ),
    ],
)
def test_the_plans_number_is_printed_where_the_office_wrote_it(
    form: Form, tmp_path: Path, basis: str, opening: str
) -> None:
    campaign = Campaign()
    campaign = campaign.model_copy(update={"office": campaign.office.model_copy(update={"basis": (basis,)})})
    write_blank_word(form, tmp_path / "a.docx", campaign=campaign)
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "a.docx")).paragraphs]
    assert any(text.startswith(opening) for text in texts)
