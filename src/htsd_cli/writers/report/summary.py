"""One page for the head of the office: how far the campaign is, its main figures, what stands out, what is open."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from htsd_cli.consolidate import Consolidation
from htsd_cli.consolidate.adding_up import added_from, mismatches
from htsd_cli.consolidate.coverage import Coverage
from htsd_cli.form import Campaign, Form, Indicator, Measure
from htsd_cli.form.our_files import SUMMARY as SUMMARY
from htsd_cli.language.vietnamese import format_number, format_shown
from htsd_cli.writers.main_figures import figure_said, main_measures
from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.report.appendix_fields import brief_heading
from htsd_cli.writers.report.leading import UNNAMED, Share, lead
from htsd_cli.writers.report.practices import concern_fields
from htsd_cli.writers.word.plain_page import plain_page
from htsd_cli.writers.wording import counted_in, in_year, one_line, two_digits

_MOST_FIGURES, _MOST_POINTS, _MOST_NAMES = 12, 3, 6  # so many fit on a page
_WIDTHS = (105, 25, 35)  # of the table's columns, in mm


def write_summary(
    consolidation: Consolidation, form: Form, campaign: Campaign, path: Path, waiting: int = 0
) -> None:
    """Write the page; `waiting` counts the figures that are in no total until a person confirms them.

    Every number is that of the report. Raises `OSError` when `path` cannot be written.
    """
    document = plain_page("Tóm tắt kết quả", size=12, after=2)
    title = in_year(form.title, form, campaign.term.year)
    _line(document, "TÓM TẮT KẾT QUẢ", bold=True, centre=True)
    _line(document, title, bold=True, centre=True)
    _line(document, f"(Dùng nội bộ, trình lãnh đạo {campaign.office.full_name})", italic=True, centre=True)
    total = consolidation.coverage()
    _heading(document, "1. Tiến độ")
    _line(document, progress_words(total, campaign))
    _heading(document, "2. Số liệu chính")
    _figures(document, consolidation, form)
    points = outstanding(consolidation, form)
    if points:
        _heading(document, "3. Điểm nổi bật")
        for point in points:
            _line(document, f"- {point}")
    _heading(document, f"{4 if points else 3}. Việc còn vướng")
    for item in open_matters(consolidation, form, total, waiting) or ["Không còn việc nào vướng."]:
        _line(document, f"- {item}")
    stream = io.BytesIO()
    document.save(stream)
    write_whole(path, without_clock(stream.getvalue()))


def progress_words(total: Coverage, campaign: Campaign) -> str:
    """Return in a sentence how many units reported of how many, and how many late."""
    due = campaign.term.deadline
    late = f"{two_digits(total.late)} đơn vị gửi sau hạn ({due:%d/%m/%Y})" if total.late and due else ""
    if not total.expected:
        said = f"Có {two_digits(total.received)} đơn vị gửi báo cáo"
        late = f", trong đó {late}" if late else ""
    else:
        said = f"{total.reported}/{total.expected} đơn vị đã gửi báo cáo ({total.rate}%)"
        said += f"; ngoài ra có {two_digits(total.others)} đơn vị khác gửi báo cáo" if total.others else ""
        within = "trong đó" if not total.others else "trong số các đơn vị đã gửi"
        late = f"{';' if total.others else ','} {within} có {late}" if late else ""
    if not total.counted:
        return f"{said}{late}. Chưa có báo cáo nào được cộng."
    return f"{said}{late}. Số liệu cộng từ báo cáo của {two_digits(total.counted)} đơn vị."


def outstanding(consolidation: Consolidation, form: Form) -> list[str]:
    """Return what stands out: of the main figures those of which one unit gave more than any other."""
    points: list[str] = []
    for indicator, measure in main_measures(form):
        key = indicator.key(measure)
        shares = [
            Share(UNNAMED if unit.nameless else unit.called.name, value)
            for unit in consolidation.counted
            if (value := unit.value(key)) is not None and value > 0
        ]
        first = lead(shares, 1)
        if first.clear and len(points) < _MOST_POINTS and not measure.is_money:
            what, unit = _called(consolidation, form, indicator, measure)
            unit = unit.partition("/")[0].strip()  # of "tin, bài/cuộc" a sentence takes the first
            share = first.shares[0]
            most = f"{format_shown(share.figure)} {unit}".strip()
            points.append(f"{what}: nhiều nhất là {one_line(share.name)} ({most}).")
    return points


def _called(
    consolidation: Consolidation, form: Form, indicator: Indicator, measure: Measure
) -> tuple[str, str]:
    """Return what a figure is called, and what it counts."""
    if not form.table_of(indicator).mixed:
        return figure_said(form, indicator, measure)
    return brief_heading(indicator, measure), _spoken(
        counted_in(form, indicator, measure, consolidation.filled(indicator))
    )


def open_matters(consolidation: Consolidation, form: Form, total: Coverage, waiting: int) -> list[str]:
    """Return what is still open: units, figures, sums that do not hold, and what units ask for, as confirmed."""
    found: list[str] = []
    for units, what in (
        (consolidation.missing, "đơn vị chưa gửi"),
        (consolidation.unusable, "đơn vị đã gửi tệp chưa đọc được"),
    ):
        names = [one_line(unit.called.name) for unit in units]
        more = f" và {len(names) - _MOST_NAMES} đơn vị khác" if len(names) > _MOST_NAMES else ""
        if names:
            found.append(f"{two_digits(len(names))} {what}: {', '.join(names[:_MOST_NAMES])}{more}.")
    if total.to_mend:
        found.append(f"{two_digits(total.to_mend)} đơn vị có báo cáo phải sửa.")
    if waiting:
        found.append(f"{two_digits(waiting)} số liệu chưa được cộng, chờ xác nhận.")
    doubted = sum(unit.counted and unit.status == "warning" for unit in consolidation.reported)
    if doubted:
        found.append(f"{two_digits(doubted)} đơn vị có chỗ nên xem lại.")
    wrong = mismatches(consolidation, form)
    if wrong:
        count = two_digits(len(wrong))
        found.append(f"{count} dòng tổng của bảng tổng hợp không khớp {added_from(wrong)}.")
    called = {unit.key: unit.called.name for unit in consolidation.counted}
    told = concern_fields(consolidation.concerns, form, len(consolidation.narrated), called)
    found += [f"{item.brief[:1].upper()}{item.brief[1:]}." for item in told[:_MOST_POINTS]]
    return found


def _figures(document: DocumentFile, consolidation: Consolidation, form: Form) -> None:
    figures = [
        (indicator, measure)
        for indicator, measure in main_measures(form)
        if consolidation.totals.get(indicator.key(measure)) is not None
        and not consolidation.counts_once(indicator, measure)  # it is 1, whatever units did
    ]
    money = [item for item in figures if item[1].is_money]  # asked for first, and last in the form
    kept = [item for item in figures if not item[1].is_money][: max(1, _MOST_FIGURES - len(money))]
    rows = [
        (
            name.removesuffix(f" ({unit})"),
            format_number(consolidation.totals[indicator.key(measure)]),
            unit,
        )
        for indicator, measure in [*kept, *money][:_MOST_FIGURES]
        for name, unit in [_called(consolidation, form, indicator, measure)]
    ]
    if not rows:
        _line(document, "Chưa có số liệu của đơn vị nào.")
        return
    table = document.add_table(0, 3)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for texts in (("Nội dung", "Kết quả", "Đơn vị tính"), *rows):
        _row(table.add_row().cells, texts, bold=texts[0] == "Nội dung")


def _spoken(unit: str) -> str:
    """Return what is counted without the word for a number: `Số cuộc` is `cuộc`."""
    return unit[3:] if unit.lower().startswith("số ") else unit


def _row(cells: Sequence[object], texts: Sequence[str], *, bold: bool) -> None:
    from docx.table import _Cell

    for cell, text, width, place in zip(cells, texts, _WIDTHS, range(3), strict=True):
        assert isinstance(cell, _Cell)
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(11)
        paragraph.paragraph_format.space_after = Pt(0)
        if bold or place == 2:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif place == 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _heading(document: DocumentFile, text: str) -> None:
    paragraph = _line(document, text, bold=True)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(6), True


def _line(
    document: DocumentFile, text: str, *, bold: bool = False, italic: bool = False, centre: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.JUSTIFY
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    return paragraph
