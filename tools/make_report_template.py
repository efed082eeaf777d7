"""Makes `bao-cao-tong-hop.docx`, the Word template of the official report, which an office then owns and changes.

Beside it, `phu-luc-noi-dung.docx`, the template of the appendix with the units' own words; in `templates/chung` both
for any other form, whose own tables are the first appendix.

Run `python tools/make_report_template.py [FOLDER]` (default `templates`). How it looks is in
`tools/report_template/look.py`, a style for each component of the document; what it says is in
`tools/report_template/body.txt` and `any_form.txt`, and here for the letterhead, the table and the signatures.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as DocumentFile
from docx.shared import Pt
from docx.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from htsd_cli.form import DEFAULT_FORM, Form, load_form
from htsd_cli.form.shipped import SHARED_TEMPLATES
from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.report import NARRATIVES
from htsd_cli.writers.report.report import TEMPLATE
from htsd_cli.writers.word.times_new_roman import text_width
from tools.report_template import look
from tools.report_template.appendices import any_appendices, appendices
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
from tools.report_template.narratives import BELOW_OR_ADDED, OF_ANY_FORM, build_narratives

ROOT = Path(__file__).parents[1]
ANY_TITLE = "{{ form.subject | sentence }}"
TITLE = "Kết quả tổ chức {{ form.event }} năm {{ campaign.year }}"
REMARK = (
    "MẪU BÁO CÁO TỔNG HỢP (chữ xám là lời dặn, không in ra). Sửa câu chữ trực tiếp trong mẫu. Chỗ «…» là trường được"
    " điền tự động: có thể chép, chuyển hay xóa cả trường, từ dấu « đến dấu ». Câu nào cũng có thể sửa; lệnh của máy và"
    " những câu dùng khi số liệu khác (không phát sinh, chưa có số liệu …) được ẩn: bấm nút ¶ (Ctrl+Shift+8) để thấy"
    " khi cần đổi chỗ hoặc bỏ đoạn, nhớ giữ đủ cặp lệnh mở và đóng. Đường kẻ và bề rộng hai cột đầu văn bản tự tính"
    " theo chữ."
)
OFFICE, MOTTO, SUMMARY = (
    "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
    "Độc lập - Tự do - Hạnh phúc",
    "Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024",
)

# The sentences that stand under several headings of part II.
NONE_HELD = "Theo số liệu báo cáo, nội dung này không phát sinh trong Tuần lễ."
SOME_HELD_NONE = (
    "Theo số liệu báo cáo, {{ zeros | two_digits }} đơn vị không phát sinh nội dung này trong Tuần lễ; các đơn vị còn"
    " lại chưa có số liệu."
)
DOUBTED = (
    "Số liệu về nội dung này của {{ doubted | two_digits }} đơn vị đang được kiểm tra, xác nhận lại, chưa tính vào kết"
    " quả."
)
NOTHING = "Chưa có số liệu tổng hợp về nội dung này."

# Widths of the statistics table's columns, in the form's order; together TEXT_WIDTH. Each holds its longest
# word; `count` also holds an amount of 99.999.999.999 đồng.
COLUMNS = {"number": 610, "label": 3470, "unit": 1544, "count": 1650, "people": 1110, "note": 970}
SIGNATURE = (4354, 5000)
SIGNING_LINES = 5


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates"
    own, shared = folder / DEFAULT_FORM, folder / SHARED_TEMPLATES
    shared.mkdir(exist_ok=True)
    write_whole(own / TEMPLATE, build(load_form(str(own))))
    write_whole(own / NARRATIVES, build_narratives())
    write_whole(shared / TEMPLATE, build_any())
    write_whole(shared / NARRATIVES, build_narratives(OF_ANY_FORM, BELOW_OR_ADDED))


def build(form: Form) -> bytes:
    """Return the template of a form as the bytes of a Word file."""
    document = look.new_document(f"Báo cáo {TITLE[0].lower()}{TITLE[1:]}")
    letterhead(document)
    title(document)
    body(document, form)
    signature(document)
    appendices(document, form)
    dress(document)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def build_any() -> bytes:
    """Return the template of forms that have none of their own."""
    document = look.new_document("Báo cáo {{ form.subject }}")
    letterhead(document)
    title(document, ANY_TITLE)
    body(document, None)
    signature(document)
    any_appendices(document)
    dress(document)
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
    write(left, look.NUMBER, "Số:       /BC-{{ office.abbreviation }}")
    write(right, look.PLACE, "{{ office.place }}, ngày     tháng {{ month }} năm {{ campaign.year }}")


def title(document: DocumentFile, text: str = TITLE) -> None:
    write(document, look.KIND, "BÁO CÁO")
    write(document, look.SUMMARY, text)
    rule(document, look.SHORT, look.TEXT_WIDTH, text_width(SUMMARY, 14, "bold") * 0.42)
    command(document, "if office.recipients | length == 1")
    write(document, look.TO_ONE, "Kính gửi: {{ office.recipients[0] }}")
    command(document, "elif office.recipients")
    write(document, look.TO_MANY, "Kính gửi:")
    command(document, "for recipient in office.recipients")
    write(document, look.RECIPIENTS, "- {{ recipient }}{% if loop.last %}.{% else %};{% endif %}")
    command(document, "endfor")
    command(document, "endif")


def body(document: DocumentFile, form: Form | None) -> None:
    """Add the paragraphs of `body.txt`, of `any_form.txt` without a form; the head of the first explains its marks."""
    name = "any_form.txt" if form is None else "body.txt"
    source = (ROOT / "tools" / "report_template" / name).read_text(encoding="utf-8")
    lines = [line for raw in source.splitlines() for line in expanded(raw.strip())]
    first = True
    for line in lines:
        if not line or line.startswith("//"):
            continue
        if line == "[bảng]" and form is not None:
            statistics(document, form)
        elif line.startswith("% "):
            command(document, line[2:])
        elif line.startswith("## "):
            write(document, look.CLAUSE, line[3:])
        elif line.startswith("#= "):
            write(document, look.SECTION, line[3:])
        elif line.startswith("# "):
            section = f"sections.{line[2:]}"
            write(document, look.SECTION, f"{{{{ {section}.number }}}}. {{{{ {section}.heading | upper }}}}")
        else:
            paragraph = write(document, look.ITEM if line.startswith("- ") else look.BODY, line)
            if first:
                paragraph.paragraph_format.space_before = Pt(12)
            paragraph.paragraph_format.keep_with_next = (
                True if bare(line).endswith(("gồm:", "có:", "./.", "như sau:")) else None
            )
            first = False


def bare(line: str) -> str:
    """Return a line without its commands."""
    return re.sub(r"\{%.*?%\}", "", line)


def expanded(line: str) -> list[str]:
    """Return the lines that a line with @ stands for, any other line as it is."""
    mark, *ids = line.split() or ("",)
    if mark == "@không":
        rows = [f"totals.{name}" for name in ids]
        return [
            f"% elif {' or '.join(f'{row}.doubted' for row in rows)}",
            f"% set doubted = [{', '.join(f'{row}.doubted' for row in rows)}] | max",
            DOUBTED,
            f"% elif {' or '.join(f'{row}.reported' for row in rows)}",
            f"% set zeros = [{', '.join(f'{row}.told' for row in rows)}] | max",
            "% if zeros < units.counted",
            SOME_HELD_NONE,
            "% else",
            NONE_HELD,
            "% endif",
            "% else",
            NOTHING,
            "% endif",
        ]
    if mark == "@việc":
        return [
            f"% set told = practices | under('{ids[0]}')",
            f"% set within = told | among(totals.{ids[0]})",
            "% if told | length == 1",
            "{% if within %}Trong đó, {% else %}Theo nội dung báo cáo, có {% endif %}{{ told[0].told }}.",
            "% elif told",
            "{% if within %}Trong đó, có:{% else %}Theo nội dung báo cáo của các đơn vị, có:{% endif %}",
            "% for practice in told",
            "- {{ practice.told }}{% if loop.last %}.{% else %};{% endif %}",
            "% endfor",
            "% endif",
        ]
    return [line]


def statistics(document: DocumentFile, form: Form) -> None:
    """Add the table in the form's own layout; one row each for numbered indicators and the others, in a loop."""
    gap(document)
    widths = [COLUMNS[column.id] for column in form.columns]
    headings = {column.id: column for column in form.columns}
    table = add_table(document, look.STATISTICS_TABLE, widths)
    above, below = (cells(add_row(table, widths, heading=True)) for _ in range(2))
    for place, column in enumerate(headings):
        cell = below[place] if column in ("count", "people") else above[place].merge(below[place])
        paragraph = write(cell, look.HEADING_CELL, headings[column].heading)
        if column == "count":  # narrower, so that "Số lớp/số cuộc thi" breaks into two even lines
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(4)
    write(above[3].merge(above[4]), look.HEADING_CELL, headings["count"].group)
    table_command(table, widths, "for row in rows")
    table_command(table, widths, "if row.number")
    figures(table, widths, bold=True)
    table_command(table, widths, "else")
    figures(table, widths, bold=False)
    table_command(table, widths, "endif")
    table_command(table, widths, "endfor")


def figures(table: Table, widths: Sequence[int], *, bold: bool) -> None:
    """Add the row that stands for every numbered row of the form, or for every other."""
    number, label, unit, count, people, note = cells(add_row(table, widths))
    face = True if bold else None
    write(number, look.UNIT_CELL, "{{ row.number }}", bold=face)
    write(label, look.TEXT_CELL, "{{ row.label }}", bold=face)
    write(unit, look.UNIT_CELL, "{{ row.unit }}", bold=face)
    write(count, look.FIGURE_CELL, "{{ row.first_column | blank }}", bold=face)
    write(people, look.FIGURE_CELL, "{{ row.second_column | blank }}", bold=face)
    write(note, look.TEXT_CELL)
    if bold:  # a numbered row stays with the rows below it
        for cell in (number, label, unit, count, people, note):
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def signature(document: DocumentFile, copies: Sequence[str] = ()) -> None:
    """Add the signature and who gets copies: these, else the office's own list."""
    gap(document).paragraph_format.space_before = Pt(12)
    table = add_table(document, look.SIGNATURE_TABLE, SIGNATURE)
    left, right = cells(add_row(table, SIGNATURE, top=True))
    write(left, look.COPIES_HEAD, "Nơi nhận:")
    if not copies:
        command(left, "for copy in office.copies")
        write(left, look.COPIES, "- {{ copy }}{% if loop.last %}.{% else %};{% endif %}")
        command(left, "endfor")
    for place, copy in enumerate(copies, 1):
        write(left, look.COPIES, f"- {copy}{'.' if place == len(copies) else ';'}")
    command(right, "for line in office.signer_title")
    write(right, look.TITLE, "{{ line }}")
    command(right, "endfor")
    for _ in range(SIGNING_LINES):
        write(right, look.TITLE)
    write(right, look.SIGNER, "{{ office.signer }}")


if __name__ == "__main__":
    main()
