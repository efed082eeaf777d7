"""The workbook's lists: findings, units, the origin of each figure, other texts, files that were not used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from htsd_cli.consolidate import Consolidation
from htsd_cli.findings import Finding, Severity
from htsd_cli.form import Form, Measure
from htsd_cli.writers.sheets_style import (
    Styled,
    Styles,
    Value,
    lines_needed,
    put,
    row_height,
    set_page,
    text_of,
)
from htsd_cli.writers.sheets_units import COUNTED, NOT_COUNTED
from htsd_cli.writers.units import UnitView, loose_findings
from htsd_cli.writers.wording import (
    DERIVED,
    LATE_WORDS,
    SEVERITY_WORDS,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    decided_words,
    measure_heading,
    place,
    row_number,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

FINDINGS_SHEET = "Phát hiện"
ROSTER_SHEET = "Đơn vị"
ORIGINS_SHEET = "Nguồn số liệu"
OTHERS_SHEET = "Nội dung khác"
FILES_SHEET = "Tệp không dùng"

FileCell = Callable[[str | None], Value]  # a file's name in a consolidation -> a link to it, or its name


def write_findings_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    views: Sequence[UnitView],
    consolidation: Consolidation,
    file_cell: FileCell,
) -> None:
    """Write every finding: those of the units in the order of `views`, then those of no unit's report."""
    columns = (
        ("Đơn vị", 24), ("Tệp", 16), ("Mức độ", 10), ("Mục", 5), ("Chỉ tiêu", 22), ("Cột", 10),
        ("Trong báo cáo viết", 17), ("Vị trí", 12), ("Phát hiện", 38), ("Cách sửa", 32), ("Gợi ý số", 10),
    )  # fmt: skip
    found = [(view.name, view.file, finding) for view in views for finding in view.findings]
    found += [(item.unit or "", item.file, item.finding) for item in loose_findings(consolidation)]
    rows = ([unit, file_cell(file), *_finding_cells(form, finding)] for unit, file, finding in found)
    _write_list(book, styles, FINDINGS_SHEET, "Những điều cần sửa hoặc cần xem lại", columns, rows)


def _finding_cells(form: Form, finding: Finding) -> list[Value]:
    indicator = form.by_id.get(finding.indicator or "")
    origin = finding.origin
    return [
        Styled(SEVERITY_WORDS[finding.severity], finding.severity.value),
        row_number(form, indicator) if indicator else None,
        indicator.short_label if indicator else None,
        measure_heading(form, Measure(finding.measure)) if finding.measure else None,
        origin.text or None if origin else None,
        place(origin) or None if origin else None,
        finding.message,
        finding.hint,
        finding.suggestion,
    ]


def write_roster_sheet(
    book: Workbook,
    styles: Styles,
    views: Sequence[UnitView],
    file_cell: FileCell,
) -> None:
    """Write every unit with how its report stands, those that sent nothing among them."""
    columns = (
        ("STT", 5), ("Mã", 14), ("Đơn vị", 36), ("Loại", 20), ("Tình trạng", 16), ("Thời hạn", 11),
        ("Ngày nhận", 12), ("Được cộng", 9), ("Lỗi", 7), ("Cảnh báo", 8), ("Tệp", 40),
    )  # fmt: skip
    rows = (
        [
            number,
            view.id,
            view.name,
            view.kind_name,
            Styled(f"{STATUS_SYMBOLS[view.status]} {STATUS_WORDS[view.status]}", view.status),
            LATE_WORDS if view.late else None,
            view.received,
            None if view.file is None else COUNTED if view.counted else NOT_COUNTED,
            None if view.file is None else view.count(Severity.ERROR),
            None if view.file is None else view.count(Severity.WARNING),
            file_cell(view.file),
        ]
        for number, view in enumerate(views, start=1)
    )
    _write_list(book, styles, ROSTER_SHEET, "Tình trạng báo cáo của các đơn vị", columns, rows)


def write_origins_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    views: Sequence[UnitView],
    file_cell: FileCell,
) -> None:
    """Write where every counted figure stands in the file it came from."""
    columns = (
        ("Đơn vị", 30), ("Mục", 6), ("Chỉ tiêu", 40), ("Cột", 16), ("Số liệu", 14),
        ("Trong báo cáo viết", 22), ("Bảng / trang", 13), ("Dòng", 7), ("Cột số", 7), ("Ô", 7), ("Tệp", 36),
        ("Xác nhận", 30),
    )  # fmt: skip
    measured = [
        (
            item.id,
            measure.value,
            measure,
            row_number(form, item),
            item.short_label,
            measure_heading(form, measure),
        )
        for item, measure in form.measured()
    ]

    def rows() -> Iterable[list[Value]]:
        for view in views:
            file = file_cell(view.file)
            for indicator, name, measure, number, label, heading in measured:
                figure = view.figures.get(indicator, {}).get(name)
                if figure is None:
                    continue
                origin = view.origin(indicator, measure)
                decided = view.decided(indicator, measure)
                said = None if decided is None else Styled(decided_words(decided), "ok")
                if origin is None and decided is not None:
                    where: list[Value] = [None] * 5
                elif origin is None:
                    where = [Styled(DERIVED, "info"), None, None, None, None]
                else:
                    where = [
                        origin.text,
                        origin.sheet or origin.table,
                        origin.row,
                        origin.column,
                        origin.cell,
                    ]
                yield [view.name, number, label, heading, figure, *where, file, said]

    _write_list(book, styles, ORIGINS_SHEET, "Mỗi số liệu được cộng lấy từ đâu", columns, rows())


def write_others_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    views: Sequence[UnitView],
    file_cell: FileCell,
) -> None:
    """Write what units wrote beside the figures: notes, the row for other matters, rows they added."""
    columns = (("Đơn vị", 30), ("Là", 16), ("Mục", 6), ("Chỉ tiêu", 40), ("Nội dung", 70), ("Tệp", 36))
    other = next((item for item in form.indicators if Measure.TEXT in item.measures), None)

    def rows() -> Iterable[list[Value]]:
        for view in views:
            report = view.submission
            if report is None:
                continue
            file = file_cell(view.file)
            for indicator in form.indicators:
                if note := report.notes.get(indicator.id):
                    number = row_number(form, indicator)
                    yield [view.name, "Ghi chú", number, indicator.short_label, note, file]
            if report.other:
                number, label = (other.number, other.short_label) if other else ("", "")
                yield [view.name, "Nội dung khác", number, label, report.other, file]
            for row in report.extra_rows:
                cells = " | ".join(cell for cell in row.cells if cell)
                yield [view.name, "Dòng thêm", None, row.label, cells, file]

    _write_list(
        book, styles, OTHERS_SHEET, "Ghi chú, nội dung khác và dòng thêm trong báo cáo", columns, rows()
    )


def write_files_sheet(
    book: Workbook,
    styles: Styles,
    consolidation: Consolidation,
    file_cell: FileCell,
) -> None:
    """Write the files whose figures are in no total: no report, sent more than once, passed over."""
    columns = (("STT", 5), ("Tệp", 50), ("Là", 24), ("Lý do", 90))
    found = [
        (item.file, Styled("Không nhận ra báo cáo", "error"), item.reason)
        for item in consolidation.unrecognised
    ]
    found += [
        (
            file,
            Styled("Gửi nhiều lần", "warning"),
            f"{item.name} gửi nhiều tệp; tệp được dùng là {item.used}.",
        )
        for item in consolidation.duplicates
        for file in item.files
        if file != item.used
    ]
    found += [(item.file, Styled("Bỏ qua", "missing"), item.reason) for item in consolidation.passed_over]
    rows = ([number, file_cell(file), what, why] for number, (file, what, why) in enumerate(found, start=1))
    _write_list(book, styles, FILES_SHEET, "Các tệp không dùng để tổng hợp", columns, rows)


def _write_list(
    book: Workbook,
    styles: Styles,
    name: str,
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[Value]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, styles["title"])
    sheet.set_row(0, 22)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, heading, styles["heading"])
    last = 1
    for last, values in enumerate(rows, start=2):
        lines = 1
        for column, value in enumerate(values):
            put(sheet, last, column, value, styles)
            lines = max(lines, lines_needed(text_of(value), columns[column][1]))
        if lines > 1:  # not every program fits rows to their text by itself
            sheet.set_row(last, row_height(lines))
    sheet.autofilter(1, 0, last, len(columns) - 1)
    sheet.freeze_panes(2, 0)
    set_page(sheet, heading_rows=(1, 1), landscape=True)
