"""The template of the appendix with the units' own words, a file by itself."""

from __future__ import annotations

import io

from htsd_cli.writers.output import without_clock
from tools.report_template import look
from tools.report_template.appendices import head
from tools.report_template.blocks import command, remark, write
from tools.report_template.dressing import dress

TITLE = "NỘI DUNG BÁO CÁO CỦA CÁC ĐƠN VỊ"
REMARK = (
    "MẪU PHỤ LỤC NỘI DUNG BÁO CÁO CỦA CÁC ĐƠN VỊ. Chỗ «…» là trường được điền tự động: có thể chép, chuyển hay xóa"
    " cả trường. Chữ xám là lời dặn, không in ra; lệnh của máy được ẩn, bấm nút ¶ để thấy khi cần đổi chỗ hoặc bỏ đoạn,"
    " nhớ giữ đủ cặp lệnh mở và đóng."
)


OF_HTSD = "Phụ lục nội dung báo cáo của các đơn vị về {{ form.event }} năm {{ campaign.year }}"
ADDED = "Dòng đơn vị ghi thêm vào bảng số liệu"
BELOW_OR_ADDED = "Nội dung ghi dưới bảng, dòng ghi thêm"
OF_ANY_FORM = "Phụ lục nội dung báo cáo của các đơn vị: {{ form.title }}"


def build_narratives(title: str = OF_HTSD, added: str = ADDED) -> bytes:
    """Return the template as the bytes of a Word file; `title` is its title among the file's properties, `added` what
    the rows that are not the form's are called."""
    document = look.new_document(title, look.NARRATIVE_LOOKS)
    remark(document, REMARK)
    command(document, "if narratives.apart")
    write(document, look.SIGNATURE_ROOM)
    command(document, "endif")
    head(document, "narratives", TITLE, look.TEXT_WIDTH)
    command(document, "if narratives.count")
    write(
        document,
        look.BODY,
        "Phụ lục này ghi nguyên văn nội dung báo cáo của {{ narratives.count | two_digits }} đơn vị, xếp theo"
        " loại đơn vị.",
    )
    command(document, "else")
    write(document, look.BODY, "Chưa có nội dung báo cáo của đơn vị nào được tổng hợp.")
    command(document, "endif")
    command(document, "if narratives.not_counted")
    write(
        document,
        look.BODY,
        "Không đưa vào Phụ lục này nội dung của {{ narratives.not_counted | length | two_digits }} đơn vị có báo cáo"
        " chưa tổng hợp được: {{ narratives.not_counted | listed('; ') }}.",
    )
    command(document, "endif")
    command(document, "for kind in narratives.kinds")
    write(document, look.KIND_HEAD, "{{ kind.numeral }}. {{ kind.name | upper }}")
    command(document, "for unit in kind.units")
    write(document, look.UNIT_HEAD, "{{ unit.number }}. {{ unit.name }}")
    command(document, "for part in unit.parts")
    write(document, look.PART_HEAD, "{{ part.heading }}")
    command(document, "for paragraph in part.paragraphs")
    write(document, look.UNIT_TEXT, "{{ paragraph }}")
    command(document, "endfor")
    command(document, "endfor")
    command(document, "if unit.other")
    write(document, look.PART_HEAD, "Các nội dung khác")
    command(document, "for line in unit.other")
    write(document, look.UNIT_TEXT, "{{ line }}")
    command(document, "endfor")
    command(document, "endif")
    command(document, "if unit.notes")
    write(document, look.PART_HEAD, "Ghi chú trong bảng số liệu")
    command(document, "for note in unit.notes")
    write(document, look.UNIT_TEXT, "- {{ note.row }}: {{ note.text }}")
    command(document, "endfor")
    command(document, "endif")
    command(document, "if unit.added_rows")
    write(document, look.PART_HEAD, added)
    command(document, "for row in unit.added_rows")
    write(document, look.UNIT_TEXT, "- {{ row }}")
    command(document, "endfor")
    command(document, "endif")
    command(document, "endfor")
    command(document, "if kind.silent")
    write(
        document,
        look.BODY,
        "Đơn vị chỉ gửi số liệu, không có nội dung: {{ kind.silent | listed('; ') }}.",
    )
    command(document, "endif")
    command(document, "endfor")
    dress(document)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())
