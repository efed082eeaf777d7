"""The appendices of the report's template: each on pages of its own, with its own head and page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row

from htsd_cli.form import Form
from htsd_cli.writers.word.table_fitting import FITTED_TABLE
from htsd_cli.writers.word.times_new_roman import text_width
from tools.report_template import look
from tools.report_template.blocks import (
    add_row,
    add_table,
    cells,
    column_command,
    command,
    remark,
    rule,
    table_command,
    write,
)

OF_REPORT = (
    "(Kèm theo Báo cáo số       /BC-{{ office.abbreviation }} ngày     tháng\u00a0{{ month }}"
    " năm\u00a0{{ campaign.year }} của {{ office.full_name }})"
)
USUAL_OF_REPORT = (
    "(Kèm theo Báo cáo số       /BC-PGDĐT ngày     tháng 10 năm 2024 của Phòng Giáo dục và Đào tạo Quận 7)"
)
REMARK = (
    "PHỤ LỤC. Mỗi phụ lục nằm giữa lệnh if và endif của nó và là một phần (section) riêng, số trang đánh lại từ 1."
    " Phụ lục không có nội dung thì không in; số của các phụ lục còn lại tự dồn lên. Cột lặp lại theo số liệu và bề"
    " rộng các cột của bảng kiểu “Bảng phụ lục” tự tính."
)
TABLES_REMARK = (
    "Các bảng của biểu mẫu, đã điền số tổng hợp, nằm ở chỗ của dòng tables dưới đây; khổ giấy của phần này theo biểu"
    " mẫu. Dời dòng ấy sang chỗ khác thì các bảng dời theo."
)
MOST_LEVEL = 7  # kinds whose headings lie level; more would take eight lines each
HEADER_HEIGHT = 1900  # of the row of headings that stand on their side; the filled one is computed anew


def appendices(document: DocumentFile, form: Form) -> None:
    """Add the appendices that are part of the report's own file."""
    # A section ends in a paragraph of its own, which belongs to the appendix as much as its head.
    new_section(document, wide=True)
    remark(document, REMARK)
    command(document, "if appendices.by_kind")
    by_kind(document, form)
    write(
        document, look.END
    )  # LibreOffice moves the section's end up to the paragraph before: never to a command
    new_section(document, wide=True)
    command(document, "endif")
    command(document, "if appendices.by_unit")
    by_unit(document)
    new_section(document, wide=True)
    command(document, "endif")
    command(document, "if appendices.by_area")
    by_area(document)
    new_section(document, wide=False)
    command(document, "endif")
    command(document, "if appendices.awaited")
    awaited(document)
    write(document, look.END)
    command(document, "endif")


def any_appendices(document: DocumentFile) -> None:
    """Add the appendices of the report of any form: its own tables first."""
    new_section(document, wide=False)
    remark(document, REMARK)
    head(document, "appendices.tables", "{{ form.title | upper }}", look.TEXT_WIDTH, gap=True)
    remark(document, TABLES_REMARK)
    write(document, look.APPENDIX_TEXT, "{{ tables }}")
    write(document, look.END)
    new_section(document, wide=True)
    command(document, "if appendices.by_unit")
    by_unit(document)
    new_section(document, wide=True)
    command(document, "endif")
    command(document, "if appendices.by_area")
    by_area(document)
    new_section(document, wide=False)
    command(document, "endif")
    command(document, "if appendices.awaited")
    awaited(document)
    write(document, look.END)
    command(document, "endif")


def by_kind(document: DocumentFile, form: Form) -> None:
    """Add all indicators and measures by kind of unit, the amounts in a table of their own."""
    head(
        document,
        "appendices.by_kind",
        "SỐ LIỆU KẾT QUẢ TỔ CHỨC TUẦN LỄ THEO LOẠI ĐƠN VỊ",
        look.WIDE_TEXT_WIDTH,
    )
    write(document, look.APPENDIX_CLAUSE, "1. Số lượng hoạt động, số người tham gia")
    widths = split(look.WIDE_TEXT_WIDTH, 40, 8, 8, 12, 8, 12)
    table = add_table(document, FITTED_TABLE, widths)
    table_command(table, widths, f"if appendices.by_kind.kinds | length > {MOST_LEVEL}")
    kinds_heading(table, widths, form, upright=True)
    table_command(table, widths, "else")
    kinds_heading(table, widths, form, upright=False)
    table_command(table, widths, "endif")
    table_command(table, widths, "for line in appendices.by_kind.lines")
    table_command(table, widths, "if line.number")
    kinds_line(table, widths, "{{ line.number }}. {{ line.label }}", bold=True)
    table_command(table, widths, "else")
    kinds_line(table, widths, "{{ line.label }}", bold=False)
    table_command(table, widths, "endif")
    table_command(table, widths, "endfor")
    command(document, "if appendices.by_kind.money")
    money(document)
    command(document, "endif")


def kinds_heading(table: Table, widths: Sequence[int], form: Form, *, upright: bool) -> None:
    """Add the row of headings of the table by kind, the kinds standing on their side where they are many."""
    row = add_row(table, widths, heading=True)
    label, unit, *columns = cells(row)
    write(label, look.APPENDIX_HEADING, form.column("label").heading)
    write(unit, look.APPENDIX_HEADING, "Đơn vị tính")
    *loop, total = columns
    kind = each(loop, "for kind in appendices.by_kind.kinds")
    write(kind, look.APPENDIX_HEADING, "{{ kind.name }}")
    write(kind, look.APPENDIX_HEADING, "({{ kind.units }} đơn\u00a0vị)", bold=False)
    write(total, look.APPENDIX_HEADING, "Tổng cộng")
    if upright:
        on_its_side(kind)
        stand_high(row)


def stand_high(row: _Row) -> None:
    """Give a row of headings that stand on their side its height, which is computed anew where it is filled."""
    height = OxmlElement("w:trHeight")
    height.set(qn("w:val"), str(HEADER_HEIGHT))
    row._tr.get_or_add_trPr().append(height)


def kinds_line(table: Table, widths: Sequence[int], label: str, *, bold: bool) -> None:
    """Add the row that stands for every numbered row of the form, or for every other."""
    face = True if bold else None
    row = cells(add_row(table, widths))
    text, unit, *loop, total = row
    write(text, look.APPENDIX_TEXT, label, bold=face)
    write(unit, look.APPENDIX_CENTRE, "{{ line.measures | stacked }}", bold=face)
    write(each(loop, "for cell in line.cells"), look.APPENDIX_FIGURE, "{{ cell | stacked }}", bold=face)
    write(total, look.APPENDIX_FIGURE, "{{ line.total | stacked }}", bold=True)
    if bold:  # a numbered row stays with the rows below it
        for cell in row:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def money(document: DocumentFile) -> None:
    """Add the amounts: twelve digits in eleven columns are too wide for a page, so the kinds are the rows."""
    write(document, look.APPENDIX_CLAUSE, "2. {{ appendices.by_kind.money.label }} (đơn vị tính: đồng)")
    widths = split(look.WIDE_TEXT_WIDTH, 40, 15, 30, 15)
    table = add_table(document, FITTED_TABLE, widths)
    kind, *loop = cells(add_row(table, widths, heading=True))
    write(kind, look.APPENDIX_HEADING, "Loại đơn vị").paragraph_format.keep_with_next = True
    write(
        each(loop, "for heading in appendices.by_kind.money.columns"), look.APPENDIX_HEADING, "{{ heading }}"
    )
    table_command(table, widths, "for kind in appendices.by_kind.money.kinds")
    name, *loop = cells(add_row(table, widths))
    write(
        name, look.APPENDIX_TEXT, "{{ kind.name }}"
    ).paragraph_format.keep_with_next = True  # all on one page
    write(each(loop, "for figure in kind.figures"), look.APPENDIX_FIGURE, "{{ figure | blank }}")
    table_command(table, widths, "endfor")
    name, *loop = cells(add_row(table, widths))
    write(name, look.APPENDIX_TEXT, "Tổng cộng", bold=True)
    figure = each(loop, "for figure in appendices.by_kind.money.total")
    write(figure, look.APPENDIX_FIGURE, "{{ figure | blank }}", bold=True)


def by_unit(document: DocumentFile) -> None:
    """Add the units' main figures, by kind with subtotals."""
    head(document, "appendices.by_unit", "SỐ LIỆU CHÍNH CỦA TỪNG ĐƠN VỊ", look.WIDE_TEXT_WIDTH, gap=True)
    widths = split(look.WIDE_TEXT_WIDTH, 5, 35, 20, 20, 20)
    table = add_table(document, FITTED_TABLE, widths)
    row = add_row(table, widths, heading=True)
    number, name, *loop = cells(row)
    write(number, look.APPENDIX_HEADING, "STT")
    write(name, look.APPENDIX_HEADING, "Tên đơn vị")
    heading = each(loop, "for heading in appendices.by_unit.columns")
    write(heading, look.APPENDIX_HEADING, "{{ heading }}")
    on_its_side(heading)
    stand_high(row)
    table_command(table, widths, "for kind in appendices.by_unit.kinds")
    table_command(table, widths, "if appendices.by_unit.kinds | length > 1")
    subtotal = units_line(
        table,
        widths,
        "{{ kind.numeral }}",
        "{{ kind.name }} ({{ kind.units | length }} đơn vị)",
        "kind.total",
        bold=True,
    )
    for cell in subtotal:  # a kind's head stays with its first unit
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    table_command(table, widths, "endif")
    table_command(table, widths, "for unit in kind.units")
    units_line(table, widths, "{{ unit.number }}", "{{ unit.name }}", "unit.figures", bold=False)
    table_command(table, widths, "endfor")
    table_command(table, widths, "endfor")
    units_line(
        table,
        widths,
        "",
        "Tổng cộng ({{ appendices.by_unit.count }} đơn vị)",
        "appendices.by_unit.total",
        bold=True,
    )


def by_area(document: DocumentFile) -> None:
    """Add the main figures by area of the roster."""
    head(document, "appendices.by_area", "SỐ LIỆU CHÍNH THEO ĐỊA BÀN", look.WIDE_TEXT_WIDTH, gap=True)
    widths = split(look.WIDE_TEXT_WIDTH, 5, 35, 20, 20, 20)
    table = add_table(document, FITTED_TABLE, widths)
    row = add_row(table, widths, heading=True)
    number, name, *loop = cells(row)
    write(number, look.APPENDIX_HEADING, "STT")
    write(name, look.APPENDIX_HEADING, "Địa bàn (số đơn vị đã gửi/phải gửi báo cáo)")
    heading = each(loop, "for heading in appendices.by_area.columns")
    write(heading, look.APPENDIX_HEADING, "{{ heading }}")
    on_its_side(heading)
    stand_high(row)
    table_command(table, widths, "for area in appendices.by_area.areas")
    units_line(
        table,
        widths,
        "{{ area.number }}",
        "{{ area.name }} ({{ area.reported }})",
        "area.figures",
        bold=False,
    )
    table_command(table, widths, "endfor")
    units_line(
        table,
        widths,
        "",
        "Tổng cộng ({{ appendices.by_area.reported }})",
        "appendices.by_area.total",
        bold=True,
    )


def units_line(
    table: Table, widths: Sequence[int], number: str, name: str, figures: str, *, bold: bool
) -> list[_Cell]:
    """Add a row of the units' figures and return its cells."""
    face = True if bold else None
    row = cells(add_row(table, widths))
    first, second, *loop = row
    write(first, look.APPENDIX_CENTRE, number, bold=face)
    write(second, look.APPENDIX_TEXT, name, bold=face)
    write(each(loop, f"for figure in {figures}"), look.APPENDIX_FIGURE, "{{ figure | blank }}", bold=face)
    return row


def awaited(document: DocumentFile) -> None:
    """Add the lists of units whose report is missing, cannot be read, came late, or is not counted."""
    title = (
        "DANH SÁCH ĐƠN VỊ {{ ['CHƯA GỬI BÁO CÁO' if appendices.awaited.missing else '',"
        " 'ĐÃ GỬI TỆP CHƯA ĐỌC ĐƯỢC' if appendices.awaited.unusable else '',"
        " 'GỬI SAU THỜI HẠN' if appendices.awaited.missing and appendices.awaited.late else"
        " 'GỬI BÁO CÁO SAU THỜI HẠN' if appendices.awaited.late else '',"
        " 'CÓ BÁO CÁO CHƯA TỔNG HỢP ĐƯỢC' if appendices.awaited.not_counted else ''] | listed(', ') }}"
    )
    head(document, "appendices.awaited", title, look.TEXT_WIDTH)
    command(document, "set clause = 0")
    lists = ", ".join(f"appendices.awaited.{name}" for name in ("missing", "unusable", "late", "not_counted"))
    command(document, f"set lists = [{lists}] | select | list | length")
    widths = split(look.TEXT_WIDTH, 8, 60, 32)
    listing(
        document, "missing", "Đơn vị chưa gửi báo cáo: {{ appendices.awaited.missing | length }} đơn vị", widths,
        ("Loại đơn vị", look.TEXT_CELL, "{{ unit.kind }}"),
    )  # fmt: skip
    listing(
        document,
        "unusable",
        "Đơn vị đã gửi báo cáo, tệp chưa đọc được: {{ appendices.awaited.unusable | length }} đơn vị",
        widths,
        ("Lý do", look.TEXT_CELL, "{{ unit.reason }}"),
    )
    listing(
        document,
        "late",
        "Đơn vị gửi báo cáo sau thời hạn{% if campaign.deadline %} ({{ campaign.deadline | date }}){% endif %}:"
        " {{ appendices.awaited.late | length }} đơn vị",
        widths,
        ("Ngày nhận báo cáo", look.UNIT_CELL, "{{ unit.received | day }}"),
    )
    listing(
        document,
        "not_counted",
        "Đơn vị có báo cáo chưa tổng hợp được, phải gửi lại: {{ appendices.awaited.not_counted | length }} đơn vị",
        widths,
        ("Lý do", look.TEXT_CELL, "{{ unit.reason }}"),
    )


def listing(
    document: DocumentFile, name: str, title: str, widths: Sequence[int], last: tuple[str, look.Look, str]
) -> None:
    """Add a list of units that stands there when it has any; `last` is its third column: heading, look, field."""
    command(document, f"if appendices.awaited.{name}")
    command(document, "set clause = clause + 1")
    write(document, look.APPENDIX_CLAUSE, f"{{% if lists > 1 %}}{{{{ clause }}}}. {{% endif %}}{title}")
    table = add_table(document, look.STATISTICS_TABLE, widths)
    heading, style, field = last
    for cell, text in zip(
        cells(add_row(table, widths, heading=True)), ("STT", "Tên đơn vị", heading), strict=True
    ):
        write(cell, look.HEADING_CELL, text)
    table_command(table, widths, f"for unit in appendices.awaited.{name}")
    number, unit, third = cells(add_row(table, widths))
    write(number, look.UNIT_CELL, "{{ loop.index }}")
    write(unit, look.TEXT_CELL, "{{ unit.name }}")
    write(third, style, field)
    table_command(table, widths, "endfor")
    command(document, "endif")


def head(document: DocumentFile, field: str, title: str, width: int, *, gap: bool = False) -> None:
    """Add the head the decree wants: the appendix's number, its title, whose it is, and a short rule line."""
    write(document, look.APPENDIX, f"{{{{ {field}.name }}}}")
    write(document, look.APPENDIX_TITLE, title)
    write(document, look.APPENDIX_OF, OF_REPORT)
    rule(document, look.SHORT, width, min(text_width(USUAL_OF_REPORT, 14, "italic"), width / 20) * 0.42)
    if gap:
        write(document, look.GAP).paragraph_format.space_before = Twips(160)


def new_section(document: DocumentFile, *, wide: bool) -> None:
    """End the section before and begin a new one on a new page, its page numbers from 1."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = (look.PAGE[1], look.PAGE[0]) if wide else look.PAGE
    section.page_width, section.page_height = Twips(width), Twips(height)
    element = section._sectPr
    for old in element.findall(qn("w:pgNumType")):
        element.remove(old)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    margins = element.find(qn("w:pgMar"))
    assert margins is not None
    margins.addnext(numbers)
    document.paragraphs[-1].style = look.END.name  # the paragraph that holds the end of the section before


def each(loop: Sequence[_Cell], text: str) -> _Cell:
    """Write a loop over columns into three cells, and return the middle one, which stands for every column."""
    before, cell, after = loop
    for place, said in ((before, text), (after, "endfor")):
        column_command(place, said)
    return cell


def on_its_side(cell: _Cell) -> None:
    """Have a cell's text read from the bottom up."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Twips(80)
    properties = cell._tc.get_or_add_tcPr()
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    vertical = properties.find(qn("w:vAlign"))
    assert vertical is not None
    vertical.addprevious(direction)


def split(whole: int, *shares: int) -> list[int]:
    """Return the width parted by these shares, together exactly `whole`."""
    widths = [whole * share // sum(shares) for share in shares]
    widths[-1] += whole - sum(widths)
    return widths
