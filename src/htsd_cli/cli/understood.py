"""How one file is shown as it was understood: who, when, each figure beside its raw text, what is to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from htsd_cli.cli.listing import complaints
from htsd_cli.cli.terminal import SIGNS, STATUS_STYLES, STYLES, Hanging, shown
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.language.vietnamese import clean, format_shown
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission
from htsd_cli.writers.wording import SEVERITY_WORDS, STATUS_SYMBOLS, STATUS_WORDS

_NUMBER, _FIGURE, _GAP = 3, 12, 2  # columns of the terminal
_EMPTY = "trống"
_LEFT_OUT = f"{SIGNS[Severity.ERROR]} chưa tính"
_FOUND_IN = {
    "letterhead": "tên ghi ở đầu báo cáo",
    "sentence": "tên trong câu “… báo cáo …” ở đầu báo cáo",
    "properties": "tên ẩn trong mẫu đã gửi cho đơn vị",
    "file": "tên tệp (trong báo cáo không ghi)",
}
_FORMATS = {
    "docx": "Word (.docx)",
    "doc": "Word kiểu cũ (.doc)",
    "rtf": "văn bản RTF (.rtf)",
    "odt": "LibreOffice (.odt)",
    "xlsx": "Excel (.xlsx)",
    "xlsb": "Excel nhị phân (.xlsb)",
    "xls": "Excel kiểu cũ (.xls)",
    "ods": "LibreOffice (.ods)",
    "pdf": "PDF",
    "html": "trang web (.html)",
}


def understood(submission: Submission, form: Form, width: int, *, full: bool = False) -> RenderableType:
    """Return all that was understood of one file, for a terminal `width` columns wide.

    With `full` the narrative is shown whole, else the beginning of each section.
    """
    parts: list[RenderableType] = [*_head(submission, form), Text()]
    about_file = [item for item in submission.findings if item.indicator is None]
    after = [item for item in about_file if item.code == "extra-row"]
    before = complaints(item for item in about_file if item.code != "extra-row")
    parts += [*before, Text()] if before else []
    if submission.figures or len(about_file) < len(submission.findings):
        parts += _table(submission, form, width)
        parts += _beside_the_table(submission, after)
    parts += _narrative(submission, form, width, full=full)
    return Group(*parts)


# -- head --------------------------------------------------------------------------------------------------


def _head(submission: Submission, form: Form) -> list[RenderableType]:
    status = submission.status
    sign = f"{STATUS_SYMBOLS[status]} {STATUS_WORDS[status]}"
    lines: list[RenderableType] = [
        Text.assemble(
            (sign, STATUS_STYLES[status]), "  ", (shown(submission.unit.name) or "(chưa rõ đơn vị)", "bold")
        )
    ]
    if submission.file_format and not submission.counted:
        lines.append(Text(f"{SIGNS[Severity.ERROR]} Cả báo cáo chưa được cộng vào tổng.", style="bold red"))
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True, width=10)
    facts.add_column(overflow="fold")
    for name, value in _facts(submission, form):
        facts.add_row(name, value)
    return [*lines, Padding(facts, (0, 0, 0, 2), expand=False)]


def _facts(submission: Submission, form: Form) -> Iterator[tuple[str, str]]:
    kind = _FORMATS.get(submission.file_format, submission.file_format)
    yield "Tệp", f"{shown(submission.file)}{f' – {kind}' if kind else ''}"
    if not submission.file_format:
        return
    unit = submission.unit
    if unit.name:
        yield "Loại", form.kind_name(unit.kind)
        found = _FOUND_IN.get(submission.unit_found_in, "")
        mark = submission.marks.get("unit-id", "")
        yield "Nhận ra", f"theo {found}" + (f"; mã ẩn trong tệp: {shown(mark)}" if mark else "")
    if unit.id:
        yield "Danh sách", f"đơn vị mã {unit.id}"
    if form.event:
        yield "Năm", str(submission.year) if submission.year else "không thấy ghi năm"
    written = submission.report_date
    yield "Ngày ghi", f"{written:%d/%m/%Y}" if written else "để trống"
    cells = submission.cells
    if cells.looked_at:
        yield "Số liệu", f"{cells.filled}/{cells.looked_at} ô có ghi"


# -- the table ---------------------------------------------------------------------------------------------


def _table(submission: Submission, form: Form, width: int) -> list[RenderableType]:
    if not form.tables[0].mixed:
        from htsd_cli.cli.understood_grid import grid_lines

        return grid_lines(submission, form, width, _finding)
    values = form.tables[0].of_role("value")
    gaps = (len(values) + 2) * _GAP
    room = max(width, 60) - _NUMBER - len(values) * _FIGURE - gaps
    widths = (_NUMBER, room - room * 2 // 5, *[_FIGURE] * len(values), room * 2 // 5)
    named = form.tables[0].of_role("label")[0].heading
    headings = ("STT", named, *(column.heading for column in values), "Nguyên văn, ghi chú")
    bold = [Text(text, style="bold") for text in headings]
    lines: list[RenderableType] = [_row(bold, widths), Text("─" * (sum(widths) + gaps), style="dim")]
    for indicator in form.indicators:
        findings = [item for item in submission.findings if item.indicator == indicator.id]
        label = Text(_two_lines(indicator.short_label, widths[1]), style="bold" if indicator.number else "")
        number = Text(indicator.number, style="bold")
        lines.append(_row([number, label, *_cells(submission, form, indicator, findings)], widths))
        if indicator.asks_text and submission.other:
            lines.append(Hanging(shown(submission.other), _NUMBER + _GAP))
        for item in findings:
            lines += _finding(item, form)
    lines.append(Text("─" * (sum(widths) + gaps), style="dim"))
    return lines


def _row(cells: list[Text], widths: tuple[int, ...]) -> Table:
    """Return one line of the table: a grid of its own, so that findings can stand between the lines."""
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for place, width in enumerate(widths):
        figure = 2 <= place < len(widths) - 1
        grid.add_column(width=width, justify="right" if figure else "left", overflow="fold")
    grid.add_row(*cells)
    return grid


def _cells(submission: Submission, form: Form, indicator: Indicator, findings: list[Finding]) -> list[Text]:
    raw: dict[Measure, str] = {}
    figures = {column.id: Text() for column in form.table_of(indicator).of_role("value")}
    for measure in indicator.numeric_measures:
        column = measure.column
        figures[column], said = _figure(submission, indicator, measure, findings)
        if said:
            raw[measure] = said
    told = list(dict.fromkeys(raw.values()))  # one cell may hold both: "3 lớp/120 người"
    if len(raw) == 1 < len(indicator.numeric_measures):
        told = [f"{form.column_heading(measure)}: {said}" for measure, said in raw.items()]
    note = submission.notes.get(indicator.id, "")
    remarks = [*told, *([f"Ghi chú: {shown(note)}"] if note else [])]
    return [*figures.values(), Text("; ".join(remarks))]


def _figure(
    submission: Submission, indicator: Indicator, measure: str, findings: list[Finding]
) -> tuple[Text, str]:
    """Return a cell's figure with its sign, and its raw text where that is more than the number."""
    about = [item for item in findings if item.measure in (measure, None)]
    wrong = next((item for item in about if item.severity is Severity.ERROR), None)
    figure = submission.figures.get(indicator.key(measure))
    value, origin = (figure.value, figure.origin) if figure else (None, None)
    if value is None and wrong is not None:
        text = wrong.origin.text if wrong.origin else ""
        return Text(_LEFT_OUT, style=STYLES[Severity.ERROR]), f"“{shown(text)}”" if text.strip() else ""
    if value is None:
        return Text(_EMPTY, style="dim"), ""
    number = format_shown(value)
    if origin is None:
        said = "cộng từ các dòng dưới"
    else:
        plain = re.fullmatch(r"0*(\d[\d.\s]*)", clean(origin.text))
        same = plain is not None and re.sub(r"\D", "", plain[1]) == str(value)
        said = "" if same else f"“{shown(origin.text)}”"
    if not submission.counted:
        return Text(f"{SIGNS[Severity.ERROR]} {number}", style=STYLES[Severity.ERROR]), said
    if any(item.severity is Severity.WARNING for item in about):
        return Text(f"{SIGNS[Severity.WARNING]} {number}", style=STYLES[Severity.WARNING]), said
    return Text(number), said


def _finding(item: Finding, form: Form) -> list[RenderableType]:
    """Return a finding below its row, without the row's name, which stands just above."""
    column = f"cột “{form.column_heading(item.measure)}”" if item.measure else ""
    said = f"{column}{item.says}{item.problem}".lstrip(" :")
    said = said[:1].upper() + said[1:]
    sign = (f"{SIGNS[item.severity]} {SEVERITY_WORDS[item.severity]}: ", STYLES[item.severity])
    left = _NUMBER + _GAP
    return [
        Hanging(Text.assemble(sign, shown(said)), left, hang=2),
        Hanging(f"{shown(item.hint)}  ({item.code})", left + 2, "→ ", "cyan"),
    ]


def _beside_the_table(submission: Submission, findings: list[Finding]) -> list[RenderableType]:
    """Return the signs' meaning, the rows that are not the form's, and the words for zero where nothing is asked."""
    look = f"{SIGNS[Severity.WARNING]} có tính, nên xem lại"
    legend = f"{_LEFT_OUT}: không vào tổng   {look}   {_EMPTY}: không ghi, khác 0"
    lines: list[RenderableType] = [Text(legend, style="dim"), Text()]
    if submission.extra_rows:
        lines.append(Text(f"Dòng ngoài mẫu ({len(submission.extra_rows)}):", style="bold"))
        for row in submission.extra_rows:
            cells = " | ".join(shown(cell) for cell in row.cells if cell.strip() and cell != row.label)
            lines.append(Hanging(f"{shown(row.label) or '(không tên)'}: {cells or _EMPTY}", 2, "- "))
    lines += complaints(findings)
    if submission.unasked:
        words = ", ".join(dict.fromkeys(f"“{shown(origin.text)}”" for origin in submission.unasked))
        told = f"Ô mẫu không hỏi mà có ghi {words}: {len(submission.unasked)} ô, coi như để trống."
        lines.append(Text(told, style="dim"))
    return [*lines, Text()] if len(lines) > 2 else lines


# -- narrative ---------------------------------------------------------------------------------------------


def _narrative(submission: Submission, form: Form, width: int, *, full: bool) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for section in form.sections:
        texts = submission.narrative.get(section.id)
        if texts is None:
            continue
        lines.append(Text(f"{section.number}. {section.heading}", style="bold"))
        if not texts:
            lines.append(
                Text(f"  {SIGNS[Severity.WARNING]} chưa có nội dung", style=STYLES[Severity.WARNING])
            )
        for place, text in enumerate(texts if full else texts[:1]):
            count = f"{len(texts)} đoạn: " if place == 0 else ""
            said = Text.assemble((count, "dim"), shown(text))
            if not full:
                said.truncate(width - 4, overflow="ellipsis")
            lines.append(Hanging(said, 2))
    return lines


def _two_lines(text: str, width: int) -> str:
    """Return what of a text stands on two lines of `width` columns, broken between words; a rest shows as "…"."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= 2:
        return "\n".join(lines)
    second = lines[1]
    while cell_len(second) > width - 1:
        second = second.rpartition(" ")[0]
    return f"{lines[0]}\n{second.rstrip(' ,;')}…"
