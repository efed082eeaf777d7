"""Reads a table with a row for each unit: every row's figures under its name, the total row, what stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from htsd_cli.form import Form
from htsd_cli.interpret.cells import DIGIT, quoted
from htsd_cli.interpret.grid.cells import GridAnswer, GridRow
from htsd_cli.interpret.grid.lines import GridLine
from htsd_cli.interpret.grid.placing import Known, Placed
from htsd_cli.interpret.grid.values import Asked, ValueReader
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Figure, Key
from htsd_cli.values.submission import ExtraRow, UnitName, UnitRow

_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong|cong|tong hop"
    r"|toan (?:xa|phuong|quan|huyen|truong|tinh|thanh pho|dac khu|khu pho|don vi))"
    r"(?: (?:chung|so|cac don vi|toan (?:xa|phuong|quan|huyen|truong|tinh)))*"
)


def read_units(
    form: Form,
    known: Known,
    parts: Sequence[Placed],
    values: ValueReader,
    asked: Mapping[str, tuple[Asked, ...]],
    out: Statistics,
) -> int:
    """Read the rows of all parts of a table; returns how many cells are filled.

    The total row's figures are those of the report, each other row goes to `out.rows`. What stands below the total
    row is kept as an extra row.
    """
    table = known.table
    everything = [item for indicator in table.indicators for item in asked[indicator.id]]
    columns = [item.measure.column for item in everything]
    totals = {fold(table.total)} - {""}
    footers = [fold(text) for text in table.footers if fold(text)]
    seen: dict[str, int] = {}
    filled, below = 0, False
    for part in parts:
        below = False
        for line in part.lines:
            name, number = known.label(line, part.heading), known.text(line, part.heading, "number")
            first = next((text.strip() for text in line.texts), "")
            if not first:
                continue
            if below or any(fold(first).startswith(text) for text in footers):
                _footer(part, line, out)
                continue
            bare = fold(name) or fold(first)
            is_total = bare in totals or number.strip() == "@" or _TOTAL.fullmatch(bare) is not None
            row = GridRow(
                form, table, part.found, line, part.heading.columns, values, "" if is_total else clean(name)
            )
            answers = [answer for item in everything if (answer := row.answer(item)) is not None]
            filled += len(answers)
            if not is_total and not name.strip():
                _nameless(part, line, answers, out)
                continue
            row.rest(None, columns)
            out.unasked += row.unasked
            out.findings += row.findings
            if is_total:
                below = bool(
                    out.rows and out.rows[-1].table == table.id
                )  # units may follow a total that comes first
                _enter_total(answers, out)
                continue
            for answer in answers:
                out.findings += answer.findings
            if not answers and fold(name) in ("", "…"):
                continue
            unit = _unit_row(table.id, part, line, name, answers, row.notes)
            if fold(name) in seen:
                out.findings.append(
                    finding("unit-row-doubled", origin=unit.origin, name=quoted(name), first=seen[fold(name)])
                )
            seen[fold(name)] = line.number
            out.rows.append(unit)
    return filled


def _unit_row(
    table: str, part: Placed, line: GridLine, name: str, answers: Sequence[GridAnswer], notes: Sequence[str]
) -> UnitRow:
    figures = {
        Key(answer.indicator.id, answer.measure.id): Figure(answer.value, answer.origin)
        for answer in answers
        if answer.value is not None
    }
    texts = {Key(answer.indicator.id, answer.measure.id): answer.text for answer in answers if answer.text}
    first = next(cell for cell in line.cells if cell.text.strip())
    doubted = tuple(
        Key(answer.indicator.id, answer.measure.id)
        for answer in answers
        if answer.value is None and not answer.text
    )
    return UnitRow(
        table=table,
        unit=UnitName(name=clean(name).replace("\n", " ")),
        figures=figures,
        texts=texts,
        doubted=doubted,
        note="\n".join((*texts.values(), *notes)),
        origin=part.found.origin(first),
    )


def _enter_total(answers: Sequence[GridAnswer], out: Statistics) -> None:
    """Enter the total row; one that comes twice and differs counts nowhere."""
    for answer in answers:
        name, measure = answer.indicator.id, answer.measure.id
        out.findings += answer.findings
        if answer.value is None:
            continue
        before = out.figures.get(name, {}).get(measure)
        if before is not None and before != answer.value:
            del out.figures[name][measure], out.origins[name][measure]
            out.findings.append(
                finding(
                    "doubled-row", indicator=name, measure=measure, origin=answer.origin,
                    where="Dòng cộng", count=2, text=f"“{before}”, “{answer.origin.text}”",
                )
            )  # fmt: skip
            continue
        out.figures.setdefault(name, {})[measure] = answer.value
        out.origins.setdefault(name, {})[measure] = answer.origin


def _footer(part: Placed, line: GridLine, out: Statistics) -> None:
    texts = tuple(text.strip() for text in line.texts)
    if texts:
        first = next(cell for cell in line.cells if cell.text.strip())
        label = clean(texts[0]).replace("\n", " ")
        out.extra_rows.append(ExtraRow(label=label, cells=texts, origin=part.found.origin(first)))


def _nameless(part: Placed, line: GridLine, answers: Sequence[GridAnswer], out: Statistics) -> None:
    """Keep a row without a name; figures in it are a finding, since nobody knows whose they are."""
    told = [answer for answer in answers if answer.value or answer.findings]
    if not told:
        return
    _footer(part, line, out)
    shown = "; ".join(answer.origin.text for answer in answers if DIGIT.search(answer.origin.text))
    out.findings.append(
        finding("unit-row-nameless", origin=told[0].origin, row=line.number, text=quoted(shown))
    )
