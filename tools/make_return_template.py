"""Makes `phieu-tra-lai.docx`, the Word template of the note that goes with a returned report.

Run `python tools/make_return_template.py [FOLDER]` (default `templates/htsd-2024`). It is an official letter (công
văn: Nghị định 30/2020/NĐ-CP, Phụ lục I and Mẫu 1.5 of Phụ lục III), in the looks of the report's template.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as DocumentFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.returns.return_note import TEMPLATE
from htsd_cli.writers.word.times_new_roman import text_width
from tools.make_report_template import MOTTO, OFFICE, signature
from tools.report_template import look
from tools.report_template.blocks import (
    add_row,
    add_table,
    cells,
    command,
    gap,
    remark,
    rule,
    table_command,
    write,
)
from tools.report_template.dressing import dress

ROOT = Path(__file__).parents[1]
REMARK = (
    "MẪU PHIẾU ĐỀ NGHỊ CHỈNH SỬA gửi kèm báo cáo trả lại đơn vị. Chỗ «…» là trường được điền tự động: có thể chép,"
    " chuyển hay xóa cả trường. Chữ xám là lời dặn, không in ra; lệnh của máy được ẩn, bấm nút ¶ (Ctrl+Shift+8) để thấy"
    " khi cần đổi chỗ hoặc bỏ đoạn, nhớ giữ đủ cặp lệnh mở và đóng."
)
ABOUT = look.Look("Trích yếu công văn", size=12, before=120)  # 6 points below the number
COLUMNS = (600, 2950, 1750, 4054)  # together the width of the text
HEADINGS = ("STT", "Vị trí", "Đang ghi", "Nội dung đề nghị")

NAMES = {
    "symbol": "ký hiệu",
    "about": "tên báo cáo",
    "subject": "nội dung báo cáo",
    "year": "năm",
    "month_year": "năm",
    "unit": "tên đơn vị",
    "file": "tên tệp đã nhận",
    "copy": "tên tệp gửi kèm",
    "was": "loại tệp đã nhận",
    "due": "hạn gửi lại",
    "filing": "nơi lưu",
    "item.number": "1",
    "item.place": "vị trí",
    "item.found": "nội dung đang ghi",
    "item.reason": "lý do",
    "item.hint": "nội dung đề nghị",
}
OPENING = (
    "Qua kiểm tra báo cáo {{ subject }} của đơn vị (tệp “{{ file }}”),"
    " {{ office.full_name }} đề nghị đơn vị {% if errors %}chỉnh sửa{% else %}kiểm tra lại{% endif %}"
    " các nội dung sau:"
)
ERRORS = "{% if warnings %}1. {% endif %}Nội dung cần chỉnh sửa"
ERRORS_MEAN = (
    "Số liệu tại các nội dung sau chưa được tổng hợp;"
    " {{ office.itself }} sẽ tổng hợp khi nhận được báo cáo đã chỉnh sửa."
)
WARNINGS = "{% if errors %}2. {% endif %}Nội dung đề nghị kiểm tra lại"
WARNINGS_MEAN = (
    "Số liệu tại các nội dung sau đã được tổng hợp; trường hợp số liệu đúng, đề nghị đơn vị giữ nguyên."
)
WITH_COPY = (
    "Các nội dung nêu trên đã được ghi chú trong tệp “{{ copy }}” gửi kèm"
    "{% if was %} (chuyển từ {{ was }} đã nhận){% endif %}."
    " Đề nghị đơn vị sửa trực tiếp trong tệp này, lưu lại và gửi về {{ office.full_name }}"
)
WITHOUT_COPY = (
    "Đề nghị đơn vị sửa trong tệp Word hoặc Excel đã soạn báo cáo, lưu lại và gửi về {{ office.full_name }}"
)
CLOSING = (
    "{% if due %} chậm nhất {{ due | date }}{% else %} trong thời gian sớm nhất{% endif %} để tổng hợp./."
)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates" / "htsd-2024"
    write_whole(folder / TEMPLATE, build())


def build() -> bytes:
    """Return the template as the bytes of a Word file."""
    document = look.new_document("Phiếu đề nghị chỉnh sửa báo cáo")
    style = ABOUT.xml().replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)
    document.styles.element.append(parse_xml(style))
    letterhead(document)
    write(document, look.TO_ONE, "Kính gửi: {{ unit }}")
    body(document)
    signature(document, ("Như trên", "{{ filing }}"))
    dress(document, NAMES)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def letterhead(document: DocumentFile) -> None:
    remark(document, REMARK)
    widths = (look.TEXT_WIDTH * 43 // 100, look.TEXT_WIDTH - look.TEXT_WIDTH * 43 // 100)
    table = add_table(document, look.LETTERHEAD_TABLE, widths)
    left, right = cells(add_row(table, widths, top=True))
    command(left, "if office.parent")
    write(left, look.PARENT, "{{ office.parent }}")
    command(left, "endif")
    write(left, look.OFFICE, "{{ office.name }}")
    rule(left, look.SHORT, widths[0], text_width(OFFICE, 12, "bold") * 0.42)
    write(right, look.MOTTO_LINE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    write(right, look.MOTTO, MOTTO)
    rule(right, look.FULL, widths[1], text_width(MOTTO, 13, "bold"))
    left, right = cells(add_row(table, widths, top=True))
    write(left, look.NUMBER, "Số:       /{{ symbol }}")
    write(left, ABOUT, "V/v đề nghị chỉnh sửa báo cáo {{ about }}")
    write(right, look.PLACE, "{{ office.place }}, ngày     tháng {{ month }} năm {{ month_year }}")


def body(document: DocumentFile) -> None:
    write(document, look.BODY, OPENING).paragraph_format.space_before = Pt(12)
    for name, heading, meaning in (
        ("errors", ERRORS, ERRORS_MEAN),
        ("warnings", WARNINGS, WARNINGS_MEAN),
    ):
        command(document, f"if {name}")
        write(document, look.CLAUSE, heading)
        if name == "warnings":  # of a text that is missing nothing was added up
            command(document, "if figures_to_look_at")
        write(document, look.BODY, meaning).paragraph_format.keep_with_next = True
        if name == "warnings":
            command(document, "endif")
        listing(document, name)
        command(document, "endif")
    command(document, "if copy")
    write(document, look.BODY, WITH_COPY + CLOSING)
    command(document, "else")
    write(document, look.BODY, WITHOUT_COPY + CLOSING)
    command(document, "endif")


def listing(document: DocumentFile, name: str) -> None:
    """Add the table of what to mend: a row for each item."""
    gap(document)
    table = add_table(document, look.STATISTICS_TABLE, COLUMNS)
    for cell, heading in zip(cells(add_row(table, COLUMNS, heading=True)), HEADINGS, strict=True):
        write(cell, look.HEADING_CELL, heading)
    table_command(table, COLUMNS, f"for item in {name}")
    item_row(table, COLUMNS)
    table_command(table, COLUMNS, "endfor")


def item_row(table: Table, widths: Sequence[int]) -> None:
    number, place, found, request = cells(add_row(table, widths))
    write(number, look.UNIT_CELL, "{{ item.number }}")
    write(place, look.TEXT_CELL, "{{ item.place }}")
    write(found, look.TEXT_CELL, "{{ item.found }}")
    write(request, look.TEXT_CELL, "{{ item.reason }}")
    write(request, look.TEXT_CELL, "{{ item.hint }}", bold=True)


if __name__ == "__main__":
    main()
