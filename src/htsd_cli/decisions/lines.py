"""The lines of the sheet of decisions: what is in doubt now, what was decided, what waits or applies no longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from htsd_cli.decisions.apply import value_words
from htsd_cli.decisions.doubts import Doubt
from htsd_cli.decisions.placing import Place, Report
from htsd_cli.decisions.values import NOT_COUNTED, Decision, Line, LineKey, Row, SheetText, State, shown_text
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import lower_first
from htsd_cli.values.catalogue import CATALOGUE
from htsd_cli.values.findings import Finding


def lines_about(
    report: Report,
    doubt: Doubt,
    rows: Sequence[Row],
    *,
    decision: Decision | None,
    refused: Finding | None,
    form: Form,
) -> Iterator[Line]:
    """Yield the lines about one subject of a report: one, or one for each of the rows that differ.

    `rows` are what people wrote about it, the one that counts first; `decision` is what it says, `refused` why it
    says nothing.
    """
    if rows and doubt.subject.spot and not doubt.findings:  # settled: what told of it is told no longer
        shown = rows[0].shown
        doubt = replace(doubt, indicator=shown.indicator, column=shown.column, text=shown.text)
    shown = SheetText(shown_text(report.name), doubt.indicator, doubt.column, doubt.text)
    line = Line(
        state=State.OPEN,
        shown=shown,
        said=_asked(doubt),
        key=LineKey(report.digest, doubt.subject, shown.who, shown.what, report.unit_id),
        suggestion=NOT_COUNTED if doubt.subject.spot else doubt.suggestion,
        trouble="\n".join(item.complaint for item in doubt.findings),
        counted=doubt.counted,
        file=report.submission.file,
        place=_place(doubt, form),
        error=doubt.error,
    )
    if decision is not None:
        value = NOT_COUNTED if doubt.subject.spot else value_words(decision.value)
        why = "" if decision.reason else " Chưa ghi lý do."
        left = " Còn cảnh báo, xin xem lại." if doubt.findings else ""
        noted = rows[0].noted[2]
        line = replace(
            line, state=State.APPLIED, said=f"Đã áp dụng: {value}.{why}{left}", trouble=line.trouble or noted
        )
        if line.suggestion is None:
            line = replace(line, suggestion=rows[0].suggestion)
    elif refused is not None:
        said = f"Chưa áp dụng: {CATALOGUE[refused.code].title.lower()}"
        line = replace(line, state=State.REFUSED, said=said)
    if not rows:
        yield line
        return
    told: list[tuple[object, ...]] = []
    for row in rows:
        same = (row.typed, row.reason, row.by, row.others)
        if same not in told:
            told.append(same)
            yield replace(line, row=row)


def line_elsewhere(row: Row, place: Place) -> Line:
    """Return the line of what applies to no report now, as it stood."""
    file, where, trouble = row.noted
    line = Line(State.WAITING, row.shown, "", place.key, row.suggestion, row, trouble, None, file, where)
    if place.subject is None:
        return replace(line, state=State.LOST, said=f"Chưa áp dụng: {place.why}", key=row.key, error=True)
    if place.report is None:
        return replace(line, said="Chờ: chưa có báo cáo của đơn vị trong lần tổng hợp này")
    if place.current:
        return replace(line, said="Chờ: cả báo cáo của đơn vị chưa được cộng")
    said = "Hết hiệu lực: tệp đã thay đổi sau khi xác nhận; xin xác nhận lại"
    return replace(line, state=State.EXPIRED, said=said)


def _asked(doubt: Doubt) -> str:
    """Return what is asked of a person, and whether the figure is in the totals meanwhile."""
    if doubt.error:
        return "Cần xác nhận: chưa được cộng"
    if doubt.counted is not None:
        return "Nên xem lại: đã được cộng"
    missing = any(item.code == "row-missing" for item in doubt.findings)
    return f"Nên xem lại: {'không có dòng này' if missing else 'ô để trống'}"


def _place(doubt: Doubt, form: Form) -> str:
    """Return where a subject stands in its file, in words, of several tables in which; "" for a blank cell."""
    origin, row = doubt.origin, form.by_id.get(doubt.subject.indicator)
    if origin is None:
        return ""
    if origin.sheet is not None:
        return f"trang “{origin.sheet}”" + (f", ô {origin.cell}" if origin.cell else "")
    parts = (("dòng", origin.row), ("cột", origin.column))
    name = form.table_names.get(form.table_of(row).id, "") if row else ""
    words = [lower_first(name) or "bảng số liệu"] if origin.table is not None else []
    return ", ".join([*words, *(f"{word} {number}" for word, number in parts if number is not None)])
