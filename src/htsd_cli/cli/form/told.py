"""How a form is shown for a person to check: its columns, its rows, what must hold between cells, what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from htsd_cli.cli.terminal import Hanging, shown
from htsd_cli.language.vietnamese import format_number
from htsd_cli.learn.structure import Column, Indicator, LearntForm, LearntTable, Measure, Rule, Term

_KINDS = {
    "integer": "số nguyên",
    "decimal": "số lẻ",
    "amount": "số tiền",
    "percent": "tỷ lệ %",
    "text": "chữ",
}
_WAYS = {
    "sum": "cộng các đơn vị",
    "once": "mỗi địa bàn tính một lần",
    "recompute": "tính lại từ các tổng",
    "none": "không cộng",
}
_TOLD_BY = {
    "formula": "công thức trong ô",
    "code row": "dòng mã cột",
    "label": "chữ trong tên",
    "caption": "dòng dẫn",
    "numbering": "số thứ tự",
}
_MOST_NAMES = 6  # printed names shown
_NARROW = 100  # columns of the terminal


def told(form: LearntForm, width: int) -> RenderableType:
    """Return all that a form says, for a terminal `width` columns wide."""
    parts: list[RenderableType] = [*_head(form)]
    for number, table in enumerate(form.tables, 1):
        parts += [Text(), *_table(form, table, number, width)]
    if form.questions:
        parts += [Text(), Text(f"{len(form.questions)} điều chưa chắc, xin cho biết", style="bold yellow")]
        for number, question in enumerate(form.questions, 1):
            answer = f"đã trả lời: {question.answer}" if question.answer else f"đang hiểu: {question.taken}"
            item = Table.grid(padding=(0, 1, 0, 0))
            item.add_column(width=4, justify="right")
            item.add_column(overflow="fold")
            item.add_row(f"{number}.", shown(question.message))
            item.add_row("→", Text(shown(answer), style="dim" if question.answer else ""))
            parts.append(item)
    return Group(*parts)


def _head(form: LearntForm) -> Iterator[RenderableType]:
    year = f", năm {form.year}" if form.year and str(form.year) not in form.title else ""
    yield Text(f"{shown(form.title)}{year}", style="bold")
    cells = sum(
        len(item.measures) for table in form.tables for item in table.indicators if table.rows == "indicators"
    )
    sure = sum(1 for rule in form.rules if rule.sure)
    said = [f"{len(form.tables)} bảng"]
    if cells:
        said.append(f"{format_number(cells)} ô phải điền")
    if form.rules:
        open_ = len(form.rules) - sure
        said.append(
            f"{len(form.rules)} ràng buộc" + (f" ({sure} chắc chắn, {open_} chờ xác nhận)" if open_ else "")
        )
    said.append(f"{len(form.questions)} câu hỏi" if form.questions else "không có gì phải hỏi")
    yield Text(f"Mã mẫu: {form.id}. {'; '.join(said)}.")


def _table(form: LearntForm, table: LearntTable, number: int, width: int) -> Iterator[RenderableType]:
    place = f" – trang “{table.sheet}”" if table.sheet is not None else ""
    place = place or (f" – bảng thứ {table.number} trong tệp" if table.number is not None else "")
    goes_on = f", tiếp ở bảng thứ {', '.join(map(str, table.continued))}" if table.continued else ""
    rows = "mỗi dòng là một đơn vị" if table.rows == "units" else "mỗi dòng là một chỉ tiêu"
    yield Text(f"Bảng {number}{place}{goes_on}; {rows}", style="bold")
    if table.title and len(form.tables) > 1:
        yield Text(f"  {shown(table.title)}", style="dim")
    yield Padding(_columns(table), (0, 0, 0, 2), expand=False)
    if table.rows == "indicators":
        yield Padding(_rows(table, width), (1, 0, 0, 2), expand=False)
    else:
        lists = {"added": "cộng các dòng cùng tên", "appended": "xếp riêng dưới từng đơn vị"}.get(
            table.lists, ""
        )
        said = (
            (table.total, "Dòng tổng"),
            (", ".join(table.footers), "Dưới bảng"),
            (_few(table.names), "Tên in sẵn"),
            (lists, "Nhiều đơn vị cùng gửi"),
        )
        for text, label in said:
            if text:
                yield Hanging(f"{label}: {shown(text)}", 2)
    lines = list(rule_lines(form, table))
    if lines:
        yield Padding(Text("Ràng buộc", style="bold"), (1, 0, 0, 2), expand=False)
        for sure, line in lines:
            sign = "✓ " if sure else "? "
            yield Hanging(line, 2, sign)


def _values(table: LearntTable) -> list[Column]:
    asked = {measure.column for item in table.indicators for measure in item.measures}
    return [column for column in table.columns if column.id in asked]


def _columns(table: LearntTable) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    numbers = table.shown_numbers()
    for column in _values(table):
        number = numbers[column.id]
        heading = " › ".join(column.heading) or f"cột thứ {column.index}"
        grid.add_row(f"({number})", shown(heading), Text(_counted(table, column), style="dim"))
    return grid


def _counted(table: LearntTable, column: Column) -> str:
    """Return what the cells of a column count: one way, or the commonest and how many ways more."""
    ways: dict[str, int] = {}
    for item in table.indicators:
        for measure in item.measures:
            if measure.column == column.id:
                said = _said(measure, table)
                ways[said] = ways.get(said, 0) + 1
    ordered = sorted(ways, key=lambda said: -ways[said])
    more = f" (có dòng khác: {'; '.join(ordered[1:3])})" if len(ordered) > 1 else ""
    return f"{ordered[0]}{more}" if ordered else ""


def _said(measure: Measure, table: LearntTable) -> str:
    unit = f" ({measure.unit})" if measure.unit and table.rows == "units" and measure.unit != "%" else ""
    return f"{_KINDS[measure.kind]}{unit}, {_WAYS[measure.adds_up]}" if measure.kind != "text" else "chữ"


def _rows(table: LearntTable, width: int) -> RenderableType:
    values = _values(table)
    numbers, places = table.shown_numbers(), {column.id: place for place, column in enumerate(values)}
    coded = any(item.code for item in table.indicators)
    measured = any(item.unit for item in table.indicators)
    depth = _depths(table.indicators)
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    grid.add_column("STT", no_wrap=True)
    if coded:
        grid.add_column("Mã", no_wrap=True)
    grid.add_column("Chỉ tiêu", overflow="fold", ratio=3 if width >= _NARROW else None)
    if measured:
        grid.add_column("ĐVT", overflow="fold", max_width=16 if width >= _NARROW else 11)
    grid.add_column("Điền cột", overflow="fold", max_width=24 if width >= _NARROW else 12)
    for item in table.indicators:
        asked = [places[measure.column] for measure in item.measures]
        said = (
            "mọi cột"
            if len(asked) == len(values)
            else spans(asked, [numbers[column.id] for column in values])
        )
        label = Text(f"{'  ' * depth[item.id]}{shown(item.label)}", style="" if asked else "bold")
        unit = [shown(item.unit)] if measured else []
        cells: list[str | Text] = [item.number, *([item.code] if coded else []), label, *unit]
        grid.add_row(*cells, said if asked else Text("tiêu đề", style="dim"))
    return grid


def _depths(items: Sequence[Indicator]) -> dict[str, int]:
    depth: dict[str, int] = {}
    for item in items:
        depth[item.id] = depth.get(item.parent, -1) + 1 if item.parent is not None else 0
    return depth


def spans(places: Sequence[int], names: Sequence[str]) -> str:
    """Return the names at some places, those that follow each other drawn together: `1–4, 6`."""
    out: list[str] = []
    start = last = None
    for place in [*sorted(places), None]:
        if last is not None and place == last + 1:
            last = place
            continue
        if start is not None and last is not None:
            first, end = names[start], names[last]
            out.append(
                first if start == last else f"{first}–{end}" if last - start > 1 else f"{first}, {end}"
            )
        start = last = place
    return ", ".join(out)


# -- rules ---------------------------------------------------------------------------------------------------


def _few(names: Sequence[str]) -> str:
    more = f" và {len(names) - _MOST_NAMES} tên nữa" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def rule_lines(form: LearntForm, table: LearntTable) -> Iterator[tuple[bool, str]]:
    """Yield what must hold between a table's cells, the same thing in several rows or columns on one line."""
    rows = {item.id: item for item in table.indicators}
    numbers = table.shown_numbers()
    groups: dict[_Shape, list[Rule]] = {}
    for rule in form.rules:
        if rule.total.indicator in rows:
            groups.setdefault(_shape(rule, units=table.rows == "units"), []).append(rule)
    for shape, rules in groups.items():
        first = rules[0]

        def name(term: Term, columns: bool = shape.columns) -> str:
            if columns and table.rows == "units":
                return f"cột ({numbers[term.indicator]})"
            return f"cột ({numbers[term.measure]})" if columns else row_name(rows[term.indicator], table)

        head = name(first.total)
        if shape.kind == "sum":
            line = f"{head} = " + "".join(
                f"{'' if not place and part.sign > 0 else ' + ' if part.sign > 0 else ' − '}{name(part)}"
                for place, part in enumerate(first.parts)
            )
        elif shape.kind == "ratio":
            times = "" if first.times in (None, 1) else f" × {first.times}"
            above = _signed(first.parts[: first.above], name)
            below = _signed(first.parts[first.above :], name)
            line = f"{head} = {above} : {below}{times}"
        elif shape.kind == "product":
            times = "" if first.times in (None, 1) else f" × {first.times}"
            line = f"{head} = {' × '.join(map(name, first.parts))}{times}"
        else:
            named = dict.fromkeys(name(rule.parts[0]) for rule in rules)
            line = f"{head} không nhỏ hơn: {', '.join(named)}"
        where = _where(table, rules, numbers, columns=shape.columns)
        yield first.sure, f"{line}{where} – theo {_TOLD_BY[first.told_by]}"


def _signed(parts: Sequence[Term], name: Callable[[Term], str]) -> str:
    """Return cells with their signs between them, in brackets where they are several."""
    said = "".join(f" {'−' if part.sign < 0 else '+'} {name(part)}" for part in parts).removeprefix(" + ")
    return said if len(parts) == 1 else f"({said})"


class _Shape(NamedTuple):
    """What rules have in common that are told on one line: `columns` says that they hold within each row."""

    kind: str
    columns: bool
    total: str
    parts: tuple[tuple[str, int], ...]
    told_by: str
    sure: bool


def _shape(rule: Rule, *, units: bool) -> _Shape:
    columns = units or all(part.indicator == rule.total.indicator for part in rule.parts)
    by_row = units or not columns
    total = rule.total.indicator if by_row else rule.total.measure
    parts = tuple((part.indicator if by_row else part.measure, part.sign) for part in rule.parts)
    return _Shape(rule.kind, columns, total, () if rule.kind == "at_most" else parts, rule.told_by, rule.sure)


def _where(table: LearntTable, rules: Sequence[Rule], numbers: dict[str, str], *, columns: bool) -> str:
    if table.rows == "units":
        return ""
    if columns:
        rows = {rule.total.indicator for rule in rules}
        asked = sum(1 for item in table.indicators if item.measures)
        return " ở mọi dòng" if len(rows) == asked else f" ở {len(rows)} dòng"
    order = list(numbers)
    found = sorted({order.index(rule.total.measure) for rule in rules})
    return (
        " ở mọi cột"
        if len(found) == len(order)
        else f" ở cột {spans(found, [numbers[name] for name in order])}"
    )


def row_name(item: Indicator, table: LearntTable) -> str:
    """Return how a row is called in a line: by its code, by its number where no other row has it, else by its name."""
    if item.code:
        return f"mã {item.code}"
    same = [other for other in table.indicators if other.number == item.number]
    if item.number and len(same) == 1:
        return f"dòng {item.number}"
    label = item.label if len(item.label) <= 40 else f"{item.label[:38].rsplit(' ', 1)[0]}…"
    return f"“{shown(label)}”"
