"""The workbook's lists: findings, units, the origin of each figure, other texts, files that were not used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.findings import Finding
from htsd_cli.writers.units import loose_findings
from htsd_cli.writers.wording import (
    DERIVED,
    SEVERITY_WORDS,
    decided_words,
    figure_place,
    measure_heading,
    row_number,
)
from htsd_cli.writers.workbook.rows import Rows, put_rows
from htsd_cli.writers.workbook.style import Styled, Styles, Value, set_page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

FINDINGS_SHEET = "Phát hiện"
ORIGINS_SHEET = "Nguồn số liệu"
OTHERS_SHEET = "Nội dung khác"
FILES_SHEET = "Tệp không dùng"

MOST_ORIGINS = (
    150_000  # lines of one sheet that a person still filters, and a usual computer opens in seconds
)

FileCell = Callable[[str | None], Value]  # a file's name in a consolidation -> a link to it, or its name


def write_findings_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    views: Sequence[Unit],
    consolidation: Consolidation,
    file_cell: FileCell,
) -> Rows:
    """Write every finding: those of the units in the order of `views`, then those of no unit's report."""
    columns = (
        ("Đơn vị", 24), ("Tệp", 24), ("Mức độ", 10), ("Mục", 5), ("Chỉ tiêu", 22), ("Cột", 10),
        ("Trong báo cáo viết", 17), ("Vị trí", 12), ("Phát hiện", 38), ("Cách sửa", 32), ("Gợi ý số", 10),
    )  # fmt: skip
    found = [(view.name, view.file, finding) for view in views for finding in view.findings]
    found += [(item.unit or "", item.file, item.finding) for item in loose_findings(consolidation)]

    def rows() -> Iterable[list[Value]]:
        return ([unit, file_cell(file), *_finding_cells(form, finding)] for unit, file, finding in found)

    return write_list(book, styles, FINDINGS_SHEET, "Những điều cần sửa hoặc cần xem lại", columns, rows)


def _finding_cells(form: Form, finding: Finding) -> list[Value]:
    indicator = form.by_id.get(finding.indicator or "")
    origin = finding.origin
    return [
        Styled(SEVERITY_WORDS[finding.severity], finding.severity.value),
        row_number(form, indicator) if indicator else None,
        indicator.short_label if indicator else None,
        measure_heading(form, finding.measure, indicator) if finding.measure else None,
        origin.text or None if origin else None,
        figure_place(origin, form, indicator) or None if origin else None,
        finding.message,
        finding.hint,
        finding.suggestion,
    ]


def write_origins_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    views: Sequence[Unit],
) -> Rows:
    """Write where every counted figure stands in the file it came from; the sheet of units has the links to the files.

    Of more figures than a sheet serves for, only those are listed that nobody finds in the file by themselves.
    """
    columns = (
        ("Đơn vị", 30), ("Mục", 6), ("Chỉ tiêu", 40), ("Cột", 16), ("Số liệu", 14),
        ("Trong báo cáo viết", 22), ("Bảng / trang", 13), ("Dòng", 7), ("Cột số", 7), ("Ô", 7), ("Tệp", 36),
        ("Xác nhận", 30),
    )  # fmt: skip
    measured = [
        (
            item.key(measure),
            row_number(form, item),
            item.short_label,
            measure_heading(form, measure, item),
        )
        for item, measure in form.measured()
    ]

    every = sum(len(view.figures) for view in views)
    title = "Mỗi số liệu được cộng lấy từ đâu"
    if every > MOST_ORIGINS:
        title += (
            f": có {format_number(every)} số liệu nên ở đây chỉ ghi các số do máy cộng hoặc do cán bộ xác nhận;"
            " đủ từng số ở tệp so-lieu.csv, chạy: htsd aggregate --flat"
        )

    def rows() -> Iterable[list[Value]]:
        for view in views:
            for key, number, label, heading in measured:
                figure = view.figures.get(key)
                if figure is None or figure.value is None:
                    continue
                origin, decided = figure.origin, figure.decided
                if every > MOST_ORIGINS and origin is not None and decided is None:
                    continue
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
                yield [view.name, number, label, heading, figure.value, *where, view.file, said]

    count = sum(
        figure.value is not None
        and (every <= MOST_ORIGINS or not figure.origin or figure.decided is not None)
        for view in views
        for key, *_ in measured
        if (figure := view.figures.get(key)) is not None
    )
    return write_list(book, styles, ORIGINS_SHEET, title, columns, rows, count)


def write_others_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    views: Sequence[Unit],
    file_cell: FileCell,
) -> Rows:
    """Write what units wrote beside the figures: notes, the row for other matters, rows they added."""
    columns = (("Đơn vị", 30), ("Là", 16), ("Mục", 6), ("Chỉ tiêu", 40), ("Nội dung", 70), ("Tệp", 36))
    other = next((item for item in form.indicators if item.asks_text), None)

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

    return write_list(
        book, styles, OTHERS_SHEET, "Ghi chú, nội dung khác và dòng thêm trong báo cáo", columns, rows
    )


def write_files_sheet(
    book: Workbook,
    styles: Styles,
    consolidation: Consolidation,
    file_cell: FileCell,
) -> Rows:
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
    found += [(item.file, Styled("Đi kèm báo cáo", "ok"), f"{item.what[:1].upper()}{item.what[1:]}.")
              for item in consolidation.belongs]  # fmt: skip
    found += [(item.file, Styled("Bỏ qua", "missing"), item.reason) for item in consolidation.passed_over]

    def rows() -> Iterable[list[Value]]:
        return ([number, file_cell(file), what, why] for number, (file, what, why) in enumerate(found, 1))

    return write_list(book, styles, FILES_SHEET, "Các tệp không dùng để tổng hợp", columns, rows)


def write_list(
    book: Workbook,
    styles: Styles,
    name: str,
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Callable[[], Iterable[Sequence[Value]]],
    count: int | None = None,
) -> Rows:
    """Write a sheet with a title and a heading row with its filter; return a line for each of `rows`, to be packed.

    `count` says how many lines there are, of which none has a link.
    """
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, styles["title"])
    sheet.set_row(0, 22)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, heading, styles["heading"])
    lines = put_rows(sheet, styles, 2, rows, [width for _, width in columns], count)
    sheet.autofilter(1, 0, 1 + lines.count, len(columns) - 1)
    sheet.freeze_panes(2, 0)
    set_page(sheet, heading_rows=(1, 1), landscape=True)
    return lines
