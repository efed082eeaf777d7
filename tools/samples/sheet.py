"""Writes a sample report as a workbook: into the blank form, or typed anew."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import xlsxwriter
from lxml import etree
from openpyxl import load_workbook

from htsd_cli.form import Form
from htsd_cli.writers.blank.workbook import SHEET, write_blank_workbook
from tools.samples.facts import Filled
from tools.samples.word import MOTTO, STATE

DAY = datetime(2024, 10, 8)  # no clock in the samples
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write_sheet(filled: Filled, form: Form) -> bytes:
    if filled.report.layout == "sheet-blank":
        return fill_blank_sheet(filled, form)
    return type_sheet(filled, form)


def fill_blank_sheet(filled: Filled, form: Form) -> bytes:
    """Fill the blank workbook and store what Excel would: the numbers, and the results of the sums."""
    report = filled.report
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mau.xlsx"
        write_blank_workbook(form, path)
        blank = path.read_bytes()
    sheet = load_workbook(io.BytesIO(blank))[SHEET]
    values: dict[str, str] = {}
    blocks = [area for area in sheet.merged_cells.ranges if area.max_row - area.min_row > 5]
    for area, texts in zip(
        sorted(blocks, key=lambda area: area.min_row), filled.narrative.values(), strict=True
    ):
        values[f"A{area.min_row}"] = "\n".join(texts)
    first = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        for cell in row:
            text = str(cell.value or "")
            if text.startswith("ĐƠN VỊ:"):
                values[cell.coordinate] = report.letterhead[0]
            elif text.startswith("Số:"):
                values[cell.coordinate] = f"Số: {report.number}"
            elif text.startswith("Quận 7, ngày"):
                values[cell.coordinate] = report.dated
            elif text == "STT":
                first = number + 2
    for number, line in enumerate(filled.rows, first):
        for letter, text in (("D", line.count), ("E", line.people), ("F", line.note)):
            if text:
                values[f"{letter}{number}"] = text
    return store(blank, values)


def store(package: bytes, values: dict[str, str]) -> bytes:
    """Return the workbook with these values in its first sheet; formulas stay and get them as results."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                root = etree.fromstring(content)
                for cell in root.iter(f"{_MAIN}c"):
                    if cell.get("r") in values:
                        _set_value(cell, values[str(cell.get("r"))])
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(name, content)
    return out.getvalue()


def _set_value(cell: etree._Element, text: str) -> None:
    formula = cell.find(f"{_MAIN}f")
    for child in list(cell):
        if child is not formula:
            cell.remove(child)
    cell.attrib.pop("t", "")
    digits = text.replace(".", "")
    if digits.isdigit():
        etree.SubElement(cell, f"{_MAIN}v").text = digits
    else:
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t").text = text


def type_sheet(filled: Filled, form: Form) -> bytes:
    """Type a workbook of one's own: another sheet name, no protection, plain sums."""
    report, stream = filled.report, io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties({"created": DAY})
    sheet = workbook.add_worksheet("Sheet1")
    base = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "vcenter"}
    plain = workbook.add_format(base)
    centred = workbook.add_format(base | {"align": "center", "bold": True})
    cell, amount = workbook.add_format(base | {"border": 1}), workbook.add_format(base | {"border": 1})
    amount.set_num_format("#,##0")
    heading = workbook.add_format(base | {"border": 1, "bold": True, "align": "center"})
    for column, width in enumerate((6, 60, 16, 14, 12, 20)):
        sheet.set_column(column, column, width)
    for row, text in enumerate(report.letterhead):
        sheet.merge_range(row, 0, row, 1, text, centred)
        sheet.set_row(row, 32)
    sheet.merge_range("C1:F1", STATE, centred)
    sheet.merge_range("C2:F2", MOTTO, centred)
    sheet.merge_range("A3:B3", f"Số: {report.number}", plain)
    sheet.merge_range("C3:F3", report.dated, plain)
    lines = ["", "BÁO CÁO", form.title, f"{report.unit} báo cáo quá trình và kết quả thực hiện như sau:"]
    for section, texts in zip(form.sections, filled.narrative.values(), strict=False):
        lines += [f"{section.number}. {section.heading.upper()}", *texts]
    lines.append(f"III. {form.sections[-1].heading.upper()}")
    row = 3
    for text in lines:
        sheet.merge_range(row, 0, row, 5, text, centred if text in lines[:3] else plain)
        sheet.set_row(row, 18 * (1 + len(text) // 100))
        row += 1
    for column, text in enumerate(("STT", "Các hoạt động", "Đơn vị", "", "", "Ghi chú")):
        if text:
            sheet.merge_range(row, column, row + 1, column, text, heading)
    sheet.merge_range(row, 3, row, 4, "Số lượng", heading)
    sheet.write_row(row + 1, 3, ("Số lớp/số cuộc thi", "Người"), heading)
    first = row + 2
    sums = {(rule.total, rule.measure.value): rule for rule in form.sums}
    for row, line in enumerate(filled.rows, first):
        sheet.write_row(row, 0, line.names({}), cell)
        for column, measure, text in ((3, "count", line.count), (4, "people", line.people)):
            rule = sums.get((line.indicator.id, measure))
            style = amount if line.indicator.id.startswith("funding") else cell
            digits = text.replace(".", "")
            if rule is not None and digits.isdigit() and report.typist == "plain":
                rows = [first + form.position[part] + 1 for part in rule.parts]
                letter = "DE"[column - 3]
                formula = f"=SUM({letter}{rows[0]}:{letter}{rows[-1]})"
                sheet.write_formula(row, column, formula, style, int(digits))
            elif digits.isdigit():
                sheet.write_number(row, column, int(digits), style)
            elif text:
                sheet.write_string(row, column, text, style)
            else:
                sheet.write_blank(row, column, None, style)
        sheet.write(row, 5, line.note, cell)
        sheet.set_row(row, 18 * (1 + len(line.indicator.label) // 56))
    sheet.merge_range(row + 2, 2, row + 2, 5, report.signer, centred)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    workbook.close()
    return stream.getvalue()
