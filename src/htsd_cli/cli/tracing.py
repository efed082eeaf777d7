"""How a traced total is shown on a terminal: its units, the largest first, and the sum at the end."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from htsd_cli.cli.terminal import Hanging, shown, terminal
from htsd_cli.earlier.results import Results, ResultsUnit
from htsd_cli.earlier.trace import KeptOut, Part, Rate, Term, Trace
from htsd_cli.form import Form, Indicator
from htsd_cli.form.rows import measure_name, row_name, row_title
from htsd_cli.language.numbers import percent
from htsd_cli.language.vietnamese import format_number, format_shown, lower_first
from htsd_cli.values.figures import Number, rounded
from htsd_cli.writers.wording import decided_words, figure_place

_DIGITS = 2  # behind the comma of a rate
_NAMED = 12  # so many units of a kind that adds nothing are named, the others counted


def print_trace(item: Trace, form: Form) -> None:
    """Print one total: a line a unit with its figure, share, file, place and raw text, and the sum."""
    console = terminal()
    console.print(Text(total_title(item, form), style="bold"))
    if not item.parts and not item.zeros:
        console.print("  Chưa có đơn vị nào có số liệu ở chỉ tiêu này.")
    if item.parts:
        console.print(_parts_table(item, form, console.width))
    console.print(_sum_line(item, form))
    if item.once or (item.indicator.adds_up == "once" and item.adds_up and item.total):
        console.print(_indented(Text(_about_once(item)), 2))
    for part in item.parts:
        if part.wrong_below:
            why = f"{part.wrong_below}; báo cáo đã sửa sau khi tổng hợp, được tính như đã ghi"
            text = f"! {shown(part.unit.name)}: {why}."
            console.print(_indented(Text(text, style="yellow"), 2))
    _print_others(item, form, console)
    console.print()


def print_rows(traces: Sequence[Trace], results: Results, form: Form, heading: Indicator | None) -> None:
    """Print several totals briefly, a line each; `heading` is the row they stand below, None for the whole form."""
    console = terminal()
    if heading is None:
        title = f"Các chỉ tiêu, cộng từ {format_number(results.counted)} đơn vị"
    else:
        title = f"{row_title(form, heading)} là dòng tiêu đề, gồm các dòng:"
    console.print(Text(title, style="bold"))
    table = _table()
    table.add_column("Dòng", no_wrap=True)
    table.add_column("Chỉ tiêu", ratio=4, overflow="fold")
    columns = any(
        not own.mixed and len({measure.column for row in own.indicators for measure in row.measures}) > 1
        for own in form.tables
        if own.rows == "indicators"
    )
    if columns:
        table.add_column("Cột", ratio=3, overflow="fold")
    table.add_column("Tổng", justify="right", no_wrap=True)
    table.add_column("Số đơn vị", justify="right")
    if heading is not None:
        table.add_column("Nhiều nhất", ratio=3, overflow="fold")
    before = ""
    named = 0
    for item in traces:
        stands_in = form.tables.index(form.table_of(item.indicator)) + 1
        if len(form.tables) > 1 and stands_in != named:
            named = stands_in
            title = f"Bảng {named}: {form.tables[named - 1].title}".rstrip(": ")
            table.add_section()
            table.add_row("", Text(title, style="bold"))
        again = item.indicator.id == before
        before = item.indicator.id
        most = (
            f"{shown(item.parts[0].unit.name)}: {format_shown(item.parts[0].figure)}" if item.parts else "–"
        )
        number = item.total if item.rate is None or item.total is None else rounded(item.total, _DIGITS)
        total = "–" if number is None else f"{format_shown(number)}{_unit(item)}"
        table.add_row(
            "" if again else row_name(form, item.indicator),
            "" if again else item.indicator.short_label,
            *([form.heading_of(item.indicator, item.measure)] if columns else []),
            total if item.adds_up else Text(f"{total} (không khớp)", style="bold red"),
            str(len(item.parts) + len(item.zeros) or "–"),
            *([] if heading is None else ["–" if item.once else most]),
        )
    console.print(table)
    example = next((item for item in traces if item.parts), traces[0])
    known = row_name(form, example.indicator)
    said = f"số dòng, ví dụ htsd trace {known}" if known else f"mã, ví dụ htsd trace {example.indicator.id}"
    console.print(f"Xem từng đơn vị của một dòng: gõ {said}")


def _table() -> Table:
    return Table(show_edge=False, pad_edge=False, header_style="bold")


def total_title(item: Trace, form: Form) -> str:
    """Return which total it is: `Dòng 5.3 “Thi tìm hiểu …”, cột “Người”`."""
    if not form.table_of(item.indicator).mixed:
        return form.where(item.indicator, item.measure)
    title = row_title(form, item.indicator)
    if item.measure.is_money:
        return f"{title}, tính bằng đồng"
    return f"{title}, cột “{measure_name(form, item.measure)}”"


def _unit(item: Trace) -> str:
    """Return the unit behind a total, with a space before it: that of the form, an amount's own above all."""
    if item.measure.is_money:
        unit = item.measure.unit or item.indicator.unit
        return f" {lower_first(unit)}" if "đồng" in unit.lower() and "/" not in unit else " đồng"
    return f" {item.measure.unit}" if item.measure.said_by and item.measure.unit else ""


def _parts_table(item: Trace, form: Form, width: int) -> Table:
    table = _table()
    shares = any(part.share is not None for part in item.parts)
    table.add_column("Đơn vị", ratio=4, overflow="fold")
    table.add_column("Số tiền" if item.measure.is_money else "Số liệu", justify="right", no_wrap=True)
    if shares:
        table.add_column("Tỷ lệ", justify="right", no_wrap=True)
    table.add_column("Tệp, chỗ ghi", ratio=5, overflow="fold")
    table.add_column("Nội dung ô", max_width=max(12, width // 5), overflow="fold")
    for part in item.parts:
        figure = format_shown(part.figure)
        share = [_share(part, item)] if shares else []
        table.add_row(shown(part.unit.name), figure, *share, _source(part, item, form), _raw(part, form))
        for row in part.rows:
            where = figure_place(row.origin, form, item.indicator) if row.origin else ""
            raw = shown(row.origin.text) if row.origin else ""
            blank = [""] if shares else []
            own = Text(f"  {shown(row.name)}", style="dim")
            table.add_row(
                own, Text(format_shown(row.figure), style="dim"), *blank, Text(where, style="dim"), raw
            )
        for lower in (*part.below.parts, *part.below.zeros) if part.below else ():
            share = [""] if shares else []
            name = Text(f"  └ {shown(lower.unit.name)}", style="dim")
            table.add_row(
                name,
                Text(format_shown(lower.figure), style="dim"),
                *share,
                _source(lower, item, form),
                _raw(lower, form),
            )
    if item.measure.adds_up in ("none", "recompute"):
        return table
    table.add_section()
    hundred = ["100%"] if shares else []
    table.add_row(
        Text(f"Cộng {len(item.parts)} đơn vị", style="bold"),
        Text(format_shown(item.added), style="bold"),
        *hundred,
    )
    return table


def _share(part: Part, item: Trace) -> str:
    return "–" if part.share is None else f"{percent(part.figure, item.added)}%"


def _source(part: Part, item: Trace, form: Form) -> Text:
    text = Text(shown(part.unit.file) or "(không rõ tệp)")
    where = figure_place(part.origin, form, item.indicator) if part.origin else ""
    if where:
        text.append(f"\n{where}", style="dim")
    return text


def _raw(part: Part, form: Form) -> str:
    """Return the cell's text, or how a figure that stands in no cell came about."""
    if part.decided is not None:
        raw = f"“{shown(part.decided.text)}” → " if part.decided.text else ""
        return f"{raw}{decided_words(part.decided)}"
    if part.origin is not None:
        return shown(part.origin.text)
    if not part.derived_from:
        return "(không ghi nguồn)"
    terms = " + ".join(format_shown(figure) for _, figure in part.derived_from)
    first, last = part.derived_from[0][0], part.derived_from[-1][0]
    rows = row_name(form, first) if first is last else f"{row_name(form, first)}–{row_name(form, last)}"
    return f"cộng từ các dòng con {rows}: {terms}"


def _sum_line(item: Trace, form: Form) -> Text:
    unit = _unit(item)
    if not item.adds_up:
        return Text(f"✕ KHÔNG KHỚP: {item.wrong}.", style="bold red")
    if item.total is None:
        alone = item.measure.adds_up == "none" and item.parts
        return Text(
            "Số liệu này không cộng, chỉ xem theo từng đơn vị." if alone else "Tổng: chưa có số liệu."
        )
    if item.rate is not None:
        return _rate_line(item.rate, item.total, item, form)
    line = Text(f"Tổng: {format_shown(item.total)}{unit}", style="bold")
    count = len(item.parts) + len(item.zeros)
    if item.once:
        line.append(f" ({len(item.parts)} đơn vị cùng khai)")
    else:
        line.append(
            f" = số liệu của {format_number(count)} đơn vị cộng lại, khớp với kết quả tổng hợp.",
            style="not bold green",
        )
    return line


def _rate_line(rate: Rate, total: Number, item: Trace, form: Form) -> Text:
    """Say what a rate is computed from: never the sum of the units' rates."""
    times = "" if rate.times == 1 else f" × {format_number(rate.times)}"
    line = Text(f"Tổng: {format_number(rounded(total, _DIGITS))}", style="bold")
    said = f"{_terms(rate.above, item, form)} : {_terms(rate.below, item, form)}{times}"
    return line.append(
        f" = {said}, tính lại từ các tổng, không cộng tỷ lệ của các đơn vị.", style="not bold green"
    )


def _terms(terms: Sequence[Term], item: Trace, form: Form) -> str:
    """Return the totals on one side of a rate's stroke with their signs, several in brackets."""
    said = "".join(
        f" {'−' if term.sign < 0 else '+'} “{_called(term, item, form)}” {format_shown(term.total)}"
        for term in terms
    )
    said = said.removeprefix(" + ").strip()
    return said if len(terms) == 1 else f"({said})"


def _called(term: Term, item: Trace, form: Form) -> str:
    """Return what a total is called beside the rate: by its column in the same row, else by its row."""
    column = form.heading_of(term.indicator, term.measure)
    if term.indicator.id == item.indicator.id:
        return column
    if form.table_of(term.indicator).rows == "units" or term.measure == item.measure:
        return term.indicator.short_label
    return f"{term.indicator.short_label}, cột {column}"


def _about_once(item: Trace) -> str:
    if item.once:
        return (
            f"Chỉ tiêu này tính một lần cho cả địa bàn: {len(item.parts)} đơn vị cùng khai (cộng lại là"
            f" {format_shown(item.added)}) thì vẫn là {item.total}."
        )
    if item.total is not None and item.total > 1:
        return "Chỉ tiêu này mỗi địa bàn tính một lần; ở cấp thành phố số của các địa bàn được cộng lại."
    return "Chỉ tiêu này tính một lần cho cả địa bàn, dù bao nhiêu đơn vị cùng khai."


def _print_others(item: Trace, form: Form, console: Console) -> None:
    """Print who adds nothing to the total, and why: missing is not zero."""
    if item.zeros:
        console.print(_named(f"{len(item.zeros)} đơn vị báo cáo 0", [part.unit for part in item.zeros]))
    if item.kept_out:
        style = "bold red"
        console.print(
            Text(f"  {len(item.kept_out)} đơn vị có ghi nhưng phải sửa, chưa được cộng:", style=style)
        )
        for kept in item.kept_out:
            console.print(_indented(_kept_out(kept, item, form), 4, "- "))
    if item.blank:
        console.print(_named(f"{len(item.blank)} đơn vị để trống ô này", item.blank))
    if item.not_counted:
        console.print(_named(f"{len(item.not_counted)} đơn vị có báo cáo chưa dùng được", item.not_counted))
    if item.missing:
        console.print(_named(f"{len(item.missing)} đơn vị chưa gửi báo cáo", item.missing))


def _kept_out(kept: KeptOut, item: Trace, form: Form) -> Text:
    text = Text(f"{shown(kept.unit.name)}: {shown(kept.message)}")
    where = ", ".join(
        part
        for part in (
            shown(kept.unit.file),
            figure_place(kept.origin, form, item.indicator) if kept.origin else "",
        )
        if part
    )
    text.append(f"  ({where})", style="dim")
    return text


def _named(what: str, units: Sequence[ResultsUnit]) -> Hanging:
    names = "; ".join(shown(unit.name) or shown(unit.file) for unit in units[:_NAMED])
    more = f"; và {len(units) - _NAMED} đơn vị khác" if len(units) > _NAMED else ""
    return _indented(Text(f"{what}: {names}{more}."), 2)


def _indented(text: Text, left: int, sign: str = "") -> Hanging:
    return Hanging(text, left, sign)
