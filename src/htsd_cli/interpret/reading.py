"""Reads a whole statistics table: the answers of its rows, settled where a row comes twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from htsd_cli.form import Family, Form, Indicator
from htsd_cli.interpret.cells import DIGIT, Answer, heading_at, quoted, words_above
from htsd_cli.interpret.columns import Homes
from htsd_cli.interpret.figures import FigureReader
from htsd_cli.interpret.money import Statement, names_its_unit, scale_in, scale_of_cell
from htsd_cli.interpret.plain_rows import PlainRows
from htsd_cli.interpret.row.answers import RowReader
from htsd_cli.interpret.sights import noted_sights, notes_of
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.interpret.tables import StatisticsTable, TableRow
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.qualified import scale_of_counts
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, Origin
from htsd_cli.values.figures import Number
from htsd_cli.values.submission import CellCount, ExtraRow

# Folded labels of rows that are no rows of their own: they say a figure of other rows once more.
_LIST_MARK = lazy_pattern(r"^(?:[a-d]|\d+(?: \d+)*|[ivx]+) (?=\w{2})")
_FEWEST = 3  # figures in a column that is none of the form's, to be told as one
_BESIDE = 2  # rows that have both a figure of their own and one in such a column
_NAMING = {"label", "number"}  # columns whose words name a row: "k" is its letter, no thousand
_WHO = "hoc sinh|giao vien|nguoi|hv|hs|gv|cb"
_PART = lazy_pattern(
    r"(?:trong do|tr do|t do|trong so do|gom|bao gom|chia ra|rieng)\b"
    rf"|(?:so )?(?:{_WHO})?\s*(?:nu|nam)(?: gioi)?$"
    rf"|(?:so )?(?:{_WHO})?\s*dan toc(?: thieu so)?$"
)
_TOTAL = lazy_pattern(
    r"(?:tong cong|tong|cong|toan truong|tong hop)"
    r"(?: (?:chung|so|cac dong|muc|don|va|den|\d+|[ivx]+|[a-d]))*$"
)

_NAMELESS = (("number",), ("unit",))  # columns whose text calls no row


def read_statistics(
    table: StatisticsTable, form: Form, figures: FigureReader, homes: Homes, known: PlainRows | None = None
) -> Statistics:
    """Return everything the table says: each cell with text ends as a figure, note, extra row or finding.

    `known` remembers the rows of other documents.
    """
    known = known or PlainRows(homes)
    out = Statistics()
    by_place: dict[int, list[TableRow]] = {}
    above: TableRow | None = None
    added: list[TableRow] = []  # the rows of no indicator below it
    for row in (*table.rows, None):
        if row is not None and row.place is None:
            added.append(row)
            continue
        parts = above is not None and _make_up(above, added, figures, homes)
        for extra in added:
            _extra_row(
                extra, figures, homes, out, above=above and form.indicators[above.place or 0], part=parts
            )
        above, added = row, []
        if row is not None and row.place is not None:
            by_place.setdefault(row.place, []).append(row)
    looked_at = filled = 0
    stated = _stated(by_place, form, figures, [*table.around, *_said_in_table(table, form)])
    for place, rows in sorted(by_place.items()):
        indicator = form.indicators[place]
        scales = stated.get(indicator.parent or indicator.id, stated[""])
        answers = []
        for row in rows:
            read = partial(_answers, row, indicator, form, figures, homes, scales, out)
            answers.append(known.answers(row, indicator, scales, out, read))
        _settle(indicator, rows, answers, form, homes, out)
        looked_at += len(indicator.numeric_measures)
        filled += len({answer.measure for row in answers for answer in row})
    _tell_of_columns(table, form, out)
    out.cells = CellCount(looked_at=looked_at, filled=filled)
    return out


def _tell_of_columns(table: StatisticsTable, form: Form, out: Statistics) -> None:
    """Tell once of a column with figures that is none of the form's.

    It is one where rows have figures of their own beside it; elsewhere its figures may be the rows' own.
    """
    told = {item.origin for item in out.findings if item.code == "unasked-figure"}
    if len(told) < _FEWEST:
        return
    columns: dict[str, list[Origin]] = {}
    beside: dict[str, int] = {}
    for row in table.rows:
        for cell in row.cells:
            if row.place is None or row.columns.covered(cell) or not DIGIT.search(cell.text):
                continue
            heading, origin = words_above(row, cell), row.table.origin(cell)
            if origin in told:
                columns.setdefault(heading, []).append(origin)
            elif form.indicators[row.place].id in out.figures:
                beside[heading] = beside.get(heading, 0) + 1
    for heading, origins in columns.items():
        if heading and len(origins) >= _FEWEST and beside.get(heading, 0) >= _BESIDE:
            gone = set(origins)
            out.findings = [
                item for item in out.findings if item.code != "unasked-figure" or item.origin not in gone
            ]
            texts = ", ".join(f"“{quoted(origin.text, 20)}”" for origin in origins[:3])
            shown = f"{texts} …" if len(origins) > 3 else texts
            out.findings.append(
                finding("extra-column", origin=origins[0], column=heading, count=len(origins), texts=shown)
            )
            out.unasked += origins[1:]


def _answers(
    row: TableRow,
    indicator: Indicator,
    form: Form,
    figures: FigureReader,
    homes: Homes,
    scales: tuple[Statement, ...],
    out: Statistics,
) -> list[Answer]:
    return RowReader(row, indicator, form, figures, homes, scales, out).answers()


def _said_in_table(table: StatisticsTable, form: Form) -> Iterator[str]:
    """Yield what the table says of all its amounts: in a row of nothing else, or where the form asks for words."""
    for row in table.rows:
        if row.place is None:
            texts = row.texts()
            if len(texts) == 1:
                yield texts[0]
        elif form.indicators[row.place].asks_text:
            yield from (text for text in row.texts()[1:] if names_its_unit(text))


def _stated(
    by_place: dict[int, list[TableRow]], form: Form, figures: FigureReader, around: Sequence[str]
) -> dict[str, tuple[Statement, ...]]:
    """Return the scales stated beside the rows they are of: on a heading row, or ("") around the table."""
    money = [Statement(scale, text) for text in around if (scale := scale_in(text)) is not None]
    near = (*money, *_scales_of_counts(around, figures))
    stated = {"": near}
    for place, rows in by_place.items():
        indicator = form.indicators[place]
        if not indicator.measures:
            own = [
                Statement(scale, cell.text)
                for row in rows
                for cell in row.cells
                if cell.text
                if (scale := scale_of_cell(cell, unit=not _NAMING & set(row.columns.covered(cell))))
                is not None
            ]
            if own:
                stated[indicator.id] = (*own, *near)
    return stated


def _scales_of_counts(around: Sequence[str], figures: FigureReader) -> Iterator[Statement]:
    """Yield the scales of counts and persons stated around a table: "Đơn vị tính: nghìn người"."""
    for text in around:
        scaled = scale_of_counts(text)
        family = figures.counts(scaled.words) if scaled is not None else None
        if scaled is not None and family in ("count", "people"):
            yield Statement(scaled.scale, text, family)


def _settle(
    indicator: Indicator,
    rows: Sequence[TableRow],
    said: Sequence[Sequence[Answer]],
    form: Form,
    homes: Homes,
    out: Statistics,
) -> None:
    """Enter a row's answers, `said` for each of `rows`; of rows that come twice only what they agree on."""
    if not any(said):
        return
    for measure, family in homes.measures[indicator.id]:
        answers = [answer for row in said for answer in row if answer.measure == family]
        if len(answers) > 1:
            seen = [answer for answer in answers if not answer.hidden]
            answers = seen or answers  # a hidden copy of a row says nothing against the one that is seen
        if not answers:
            continue
        origin = _placed(answers[0], rows[0], homes)
        if len(answers) > 1:
            values = {answer.value for answer in answers}
            where = (
                form.where_at(indicator, origin.heading) if origin.heading else form.where(indicator, measure)
            )
            raw = ", ".join(f"“{answer.origin.text}”" for answer in answers)
            code = "doubled-row" if len(values) > 1 or None in values else "doubled-row-same"
            out.findings += [
                finding(
                    code, indicator=indicator.id, measure=measure.id, origin=answer.origin,
                    where=where, count=len(answers), text=raw,
                )
                for answer in answers[1:]
            ]  # fmt: skip
            if code == "doubled-row":
                continue
        out.findings += answers[0].findings
        if (value := answers[0].value) is not None:
            out.figures.setdefault(indicator.id, {})[measure.value] = value
            out.origins.setdefault(indicator.id, {})[measure.value] = origin


def _placed(answer: Answer, row: TableRow, homes: Homes) -> Origin:
    """Return where an answer stands, with the column's heading where that is none of its own."""
    origin, home = answer.origin, row.columns.ranges.get(homes.home[answer.measure])
    if origin.column is None or (home is not None and home[0] <= origin.column <= home[1]):
        return origin
    return replace(origin, heading=heading_at(row, Cell("", 1, origin.column), homes))


def _extra_row(
    row: TableRow,
    reader: FigureReader,
    homes: Homes,
    out: Statistics,
    *,
    above: Indicator | None = None,
    part: bool = False,
) -> None:
    """Keep a row that is none of the form's; figures in it are a finding. `part`: it is one of those of `above`."""
    texts = row.texts()
    if not texts:
        return
    texts += [text for cell in row.cells for text in (*notes_of(cell).texts, noted_sights(cell)) if text]
    label = next((cell.text.strip() for cell in row.cells if "label" in row.columns.covered(cell)), "")
    first = next(cell for cell in row.cells if cell.text.strip())
    origin = row.table.origin(first)
    named = clean(label or texts[0]).replace("\n", " ")
    out.extra_rows.append(ExtraRow(label=named, cells=tuple(texts), origin=origin))
    counted = list(_numbers(row, reader, homes))
    if counted:
        shown = "; ".join(clean(cell.text).replace("\n", " ") for cell in counted)
        code = "part-row" if part else kind_of_row(clean(label))
        where = row.columns.covered(first)
        if not label and (where in _NAMELESS or set(where) & set(homes.columns)):
            named = f"(không ghi tên, bên dưới dòng {above.short_label})" if above else "(không ghi tên)"
        out.findings.append(finding(code, origin=row.table.origin(counted[0]), label=named, text=shown))


def _make_up(above: TableRow, added: Sequence[TableRow], reader: FigureReader, homes: Homes) -> bool:
    """Return whether two or more rows without a place in the form add up to the row above them: they are its parts."""
    sums: dict[Family, Number] = {}
    with_figures = 0
    for row in added:
        said = _said(row, reader, homes)
        if said is None:
            return False
        with_figures += bool(said)
        for family, value in said.items():
            sums[family] = sums.get(family, 0) + value
    whole = _said(above, reader, homes) if with_figures > 1 else None
    return bool(whole) and all((whole or {}).get(family) == value for family, value in sums.items())


def _said(row: TableRow, reader: FigureReader, homes: Homes) -> dict[Family, Number] | None:
    """Return the figures of a row by what their columns count, None where one is no number."""
    said: dict[Family, Number] = {}
    for cell in _numbers(row, reader, homes):
        column = next(column for column in row.columns.covered(cell) if column in homes.columns)
        value = reader.read(cell.text, (homes.family[column],)).only
        if value is None:
            return None
        said[homes.family[column]] = value
    return said


def kind_of_row(label: str) -> str:
    """Return what a row that is none of the form's is: a part of the row above, a sum of rows, or one of its own."""
    bare = _LIST_MARK.sub("", fold(label))
    if _PART.match(bare):
        return "part-row"
    return "total-row" if _TOTAL.match(bare) else "extra-row"


def _numbers(row: TableRow, reader: FigureReader, homes: Homes) -> Iterator[Cell]:
    for cell in row.cells:
        if set(row.columns.covered(cell)) & set(homes.columns) and DIGIT.search(cell.text):
            reading = reader.read(cell.text, ("count", "people"))
            if not (reading.values and set(dict(reading.values).values()) == {0}):
                yield cell
