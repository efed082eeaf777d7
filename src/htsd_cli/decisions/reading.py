"""Reads what a person typed as the right value: a figure as in a report, or a word for none; never a guess."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.decisions.values import NOT_COUNTED, Row, Subject
from htsd_cli.form import Form
from htsd_cli.interpret.figures import FigureReader, Reading, read_number
from htsd_cli.interpret.grid.values import ValueReader as GridValues
from htsd_cli.language.vietnamese import clean, format_number, modern_tones
from htsd_cli.values.document import Cell, CellKind
from htsd_cli.values.figures import Number

BLANK_WORDS = frozenset(("để trống", "trống", "bỏ trống", "không có số liệu", NOT_COUNTED))
AGREED_WORDS = frozenset(
    ("x", "đúng", "đồng ý", "ok", "✓")
)  # to what the line suggests, else to what counts now


class Value(NamedTuple):
    """What was typed: `value` a figure or None for nothing to count; else `why` it is not certain and what to do."""

    value: Number | None = None
    why: str = ""
    cure: str = ""
    suggestion: Number | None = None


class ValueReader:
    """Reads typed values with the words of one form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._figures = FigureReader(form.spoken)
        self._grid = None if form.tables[0].mixed else GridValues(form)

    def read(
        self, row: Row, subject: Subject, suggestion: Number | None = None, counted: Number | None = None
    ) -> Value:
        """Return what a line's cell for the right value says about its subject.

        “x” or “đúng” means the `suggestion`, and where there is none the figure `counted` now.
        """
        cell = row.value
        if cell is None:
            return Value()
        word = modern_tones(clean(cell.text)).casefold().strip(" .")
        if cell.kind is CellKind.TEXT and word in BLANK_WORDS:
            return Value()
        if subject.spot:
            if word in AGREED_WORDS:
                return Value()
            return Value(
                why=f"mà chỗ này chỉ nhận “{NOT_COUNTED}”",
                cure=f"Ghi “{NOT_COUNTED}” nếu đúng là không tính; muốn cộng vào chỉ tiêu nào thì thêm một dòng"
                " cho chỉ tiêu ấy: chép đơn vị, chỉ tiêu, cột và nội dung báo cáo đang ghi, rồi ghi giá trị đúng.",
            )
        if cell.kind is CellKind.TEXT and word in AGREED_WORDS:
            agreed = counted if suggestion is None else suggestion
            if agreed is not None:
                return Value(agreed)
            return Value(
                why="mà dòng này không có gợi ý để đồng ý", cure="Ghi chính số đúng, hoặc “để trống”."
            )
        if self._grid is not None:
            return self._exact(cell, subject, self._grid)
        measure = self._form.measures[subject.measure]
        asked = measure.said_by or "count"
        if cell.kind is CellKind.NUMBER and cell.value is not None:
            reading = read_number(cell.value, (asked,))
        elif cell.kind is CellKind.TEXT:
            reading = self._figures.read(cell.text, (asked,))
        else:
            reading = Reading()
        said = dict(reading.values)
        if set(said) == {asked}:
            return Value(said[asked])
        likely = reading.suggestion
        hint = "" if likely is None else f" (có phải {format_number(likely)}?)"
        unit = "đủ số đồng, ví dụ 12.500.000" if measure.is_money else "một số nguyên từ 0 trở lên"
        cure = f"Ghi {unit}{hint}; không có số liệu thì ghi “để trống”."
        return Value(why="không rõ là số nào", cure=cure, suggestion=likely)

    def _exact(self, cell: Cell, subject: Subject, values: GridValues) -> Value:
        """Return what was typed for a cell of a form that asks for whole numbers, decimals, rates and amounts."""
        indicator = self._form.by_id[subject.indicator]
        measure = indicator.measure(subject.measure)
        said = values.read(cell, values.asked(indicator, measure))
        if said.value is not None and not said.problem:
            return Value(said.value)
        hint = "" if said.suggestion is None else f" (có phải {format_number(said.suggestion)}?)"
        unit = "một số nguyên từ 0 trở lên" if measure.kind == "integer" else "một số, phần lẻ sau dấu phẩy"
        cure = f"Ghi {unit}{hint}; không có số liệu thì ghi “để trống”."
        return Value(why="không rõ là số nào", cure=cure, suggestion=said.suggestion)
