"""A learnt form as the text of its `form.toml`, for people to read and for `load_form` to load."""

from __future__ import annotations

import json
from collections.abc import Iterable

from htsd_cli.learn.structure import Indicator, LearntForm, LearntTable, Rule, Term

_HEAD = """\
# MẪU BÁO CÁO, học từ tệp của cơ quan ban hành ({blank}).
#
# Xem lại bằng lệnh: htsd form show. Không cần sửa tệp này: lệnh htsd form new hỏi những điều chưa chắc.
# Ai sửa tay thì lưu với mã UTF-8; ghi sai chỗ nào, máy báo số dòng.
"""


def form_toml(form: LearntForm, blank: str, made: str = "") -> str:
    """Return the `form.toml` of a learnt form; `blank` is the name of the office's own file beside it, `made` that of
    the same file in today's format where one was made."""
    lines = [_HEAD.format(blank=blank)]
    lines += [f"id = {_text(form.id)}", f"title = {_text(form.title)}"]
    if form.year is not None:
        lines.append(f"year = {form.year}")
    lines.append(f"blank = {_text(blank)}")
    lines += [f"blank_made = {_text(made)}"] if made else []
    lines += [f"lines = {_texts(form.lines)}"] if form.lines else []
    for table in form.tables:
        lines += _table(table)
    for rule in form.rules:
        lines += _rule(rule)
    for question in form.questions:
        about = ", ".join(f"{_key(key)} = {_text(value)}" for key, value in question.about)
        lines += ["", "[[questions]]", f"about = {{ {about} }}", f"message = {_text(question.message)}"]
        lines += [f"taken = {_text(question.taken)}"]
        lines += [f"answer = {_text(question.answer)}"] if question.answer else []
    return "\n".join(lines) + "\n"


def _table(table: LearntTable) -> list[str]:
    place = f"sheet = {_text(table.sheet)}" if table.sheet is not None else f"table = {table.number}"
    lines = ["", "[[tables]]", f"id = {_text(table.id)}"]
    lines += [f"title = {_text(table.title)}"] if table.title else []
    lines += [f"rows = {_text(table.rows)}", f"place = {{ {place} }}", f"heading_rows = {table.heading_rows}"]
    lines += [f"unit = {_text(table.unit)}"] if table.unit else []
    lines += [f"total = {_text(table.total)}"] if table.total else []
    lines += [f"footers = {_texts(table.footers)}"] if table.footers else []
    lines += [f"names = {_texts(table.names)}"] if table.names else []
    lines += [f"lists = {_text(table.lists)}"] if table.lists else []
    for column in table.columns:
        lines += ["", "[[tables.columns]]", f"id = {_text(column.id)}", f"role = {_text(column.role)}"]
        lines += [f"heading = {_texts(column.heading)}", f"index = {column.index}"]
        lines += [f"code = {_text(column.code)}"] if column.code else []
    for item in table.indicators:
        lines += _indicator(item)
    return lines


def _indicator(item: Indicator) -> list[str]:
    lines = ["", "[[tables.indicators]]", f"id = {_text(item.id)}"]
    for key, value in (("number", item.number), ("code", item.code)):
        lines += [f"{key} = {_text(value)}"] if value else []
    lines.append(f"label = {_text(item.label)}")
    lines += [f"unit = {_text(item.unit)}"] if item.unit else []
    lines += [f"parent = {_text(item.parent)}"] if item.parent is not None else []
    if item.printed and item.printed != item.label:
        lines.append(f"other_labels = {_texts([item.printed])}")
    if item.measures:
        lines.append("measures = [")
        for measure in item.measures:
            said = [
                f"id = {_text(measure.id)}",
                f"column = {_text(measure.column)}",
                f"kind = {_text(measure.kind)}",
            ]
            said += [f"unit = {_text(measure.unit)}"] if measure.unit else []
            said.append(f"adds_up = {_text(measure.adds_up)}")
            lines.append(f"    {{ {', '.join(said)} }},")
        lines.append("]")
    return lines


def _rule(rule: Rule) -> list[str]:
    lines = ["", "[[rules]]", f"kind = {_text(rule.kind)}", f"total = {{ {_cell(rule.total)} }}", "parts = ["]
    for part in rule.parts:
        sign = ", sign = -1" if part.sign < 0 else ""
        lines.append(f"    {{ {_cell(part)}{sign} }},")
    lines.append("]")
    if rule.times is not None and rule.times != 1:
        lines.append(f"times = {rule.times.numerator if rule.times.denominator == 1 else float(rule.times)}")
    lines += [f"above = {rule.above}"] if rule.above > 1 else []
    lines += [f"told_by = {_text(rule.told_by)}", f"sure = {'true' if rule.sure else 'false'}"]
    return lines


def _cell(term: Term) -> str:
    return f"indicator = {_text(term.indicator)}, measure = {_text(term.measure)}"


def _key(key: str) -> str:
    return key


def _text(value: str | None) -> str:
    """Return a basic string of TOML: that of JSON, whose escapes it shares, and DEL besides."""
    return json.dumps(value or "", ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(values: Iterable[str]) -> str:
    return "[" + ", ".join(_text(value) for value in values) + "]"
