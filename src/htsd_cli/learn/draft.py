"""A statistics table while it is learnt: its columns and rows named, each cell to be filled with what it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.asking import Asked, asked_cells
from htsd_cli.learn.columns import LearntColumn, counts_beside, counts_of_persons, heads_money, is_text
from htsd_cli.learn.dialogue.said import Nature, Said
from htsd_cli.learn.grid import Spot
from htsd_cli.learn.kinds import (
    Kinds,
    around_unit,
    asks_words,
    bracketed_unit,
    has_bracket,
    heading_unit,
    is_people,
    kinds_of,
    kinds_of_column,
    unit_parts,
    with_decimals,
)
from htsd_cli.learn.regions import Region
from htsd_cli.learn.rows import LearntRow, learn_rows
from htsd_cli.learn.structure import Column, Indicator, LearntTable, Measure, Term
from htsd_cli.learn.titles import Names, slug

Piece = tuple[Region, list[LearntColumn]]
_PERSONS = re.compile(r"ho va ten|ho ten")
_NUMBER_OF_AREAS = words.pattern(r"so (?:xa|phuong|huyen|quan|tinh)\b")
_VAGUE_OWNERS = words.pattern(
    r"(?:lop|hoc sinh|can bo|giao vien|ca nhan|tap the|nguoi hoc|hoc vien|dang vien|doan vien|hoi vien|khu vuc|to|xa|"
    r"phuong|thon|ap)"
)


_NOTHING_SAID = Said()


@dataclass(slots=True)
class Draft:
    """One table with all that is known of it while the form is put together."""

    id: str
    pieces: list[Piece]
    around: tuple[str, ...]
    title: str
    rows: list[LearntRow] = field(default_factory=list)
    nature: Nature = "indicators"
    nature_sure: bool = True
    asked: Asked = field(default_factory=lambda: Asked({}, frozenset(), frozenset(), False, False))
    kinds: dict[tuple[int, int], Kinds] = field(default_factory=dict)
    columns: list[LearntColumn] = field(default_factory=list)
    column_ids: list[str] = field(default_factory=list)
    given_ids: list[str] = field(default_factory=list)  # before it was known which columns ask
    row_ids: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    once: set[int] = field(default_factory=set)
    value_name: str = "value"
    marks: frozenset[int] = frozenset()  # columns of which one is ticked: “Có”, “Không”

    @property
    def values(self) -> list[int]:
        """The places of the columns of figures, from left to right."""
        return [place for place, column in enumerate(self.columns) if column.role == "value"]

    def term(self, row: int, column: int, sign: int = 1) -> Term | None:
        """Return the cell of a row and column as a rule names it, None where it is not to be filled."""
        if self.nature == "units":
            return Term(self.column_ids[column], self.value_name, sign) if (0, column) in self.kinds else None
        if (row, column) not in self.kinds or row not in self.row_ids:
            return None
        return Term(self.row_ids[row], self.column_ids[column], sign)

    def kind(self, row: int, column: int) -> Kinds | None:
        """Return what the cell of a row and column counts; of a table of units, what the column does."""
        return self.kinds.get((0 if self.nature == "units" else row, column))


def draft_table(
    id_: str,
    pieces: list[Piece],
    around: tuple[str, ...],
    title: str,
    names: Names,
    said: Said = _NOTHING_SAID,
) -> Draft:
    """Return a table's draft; `names` gives indicators names that are used once in the form, `said` is what a person
    answered."""
    draft = Draft(id_, pieces, around, title)
    draft.rows = learn_rows(pieces)
    draft.columns = list(pieces[0][1])
    draft.nature, draft.nature_sure = _nature(draft)
    if id_ in said.natures:
        draft.nature, draft.nature_sure = said.natures[id_], True
    if id_ in said.units:
        draft.around = (*around, f"Đơn vị tính: {said.units[id_]}")
    draft.given_ids = ids = _column_ids(draft.columns)
    grey = frozenset(place for place, name in enumerate(ids) if (id_, name) in said.asked)
    draft.asked = asked_cells(pieces, draft.rows, grey, closed_dashes=id_ in said.closed_dashes)
    draft.columns = [
        replace(column, role="note") if place in draft.asked.printed else column
        for place, column in enumerate(draft.columns)
    ]
    draft.column_ids = _column_ids(draft.columns)
    draft.marks = frozenset() if id_ in said.counted else _marks(draft)
    if draft.nature == "units":
        _count_columns(draft, names)
    else:
        _count_rows(draft, names)
    return draft


def _nature(draft: Draft) -> tuple[Nature, bool]:
    """Return what the rows of a table are, and whether that is certain."""
    column = next((item for item in draft.columns if item.role == "label"), None)
    if column is None:
        return "indicators", True
    named, blank = 0, 0
    owners = 0
    for region, columns in draft.pieces:
        place = next((item for item in columns if item.role == "label"), None)
        for row in region.body:
            spot = region.grid.at(row, place.index if place else column.index)
            first = region.grid.at(row, region.left)
            if spot.column_span > 2 or first.column_span > 2:
                continue
            if not spot.text:
                blank += spot.row == row
            elif not words.TOTAL.fullmatch(spot.bare):
                named += 1
                owners += (
                    words.OWNER_NAME.match(f"{fold(re.sub(r'^[-+*0-9. ]+', '', spot.text))} ") is not None
                )
    heading = words.OWNERS.fullmatch(column.bare) is not None and column.bare not in words.UNIT
    vague = _VAGUE_OWNERS.fullmatch(column.bare) is not None
    mostly_blank = blank >= 2 and blank > named
    mostly_owners = named >= 2 and owners * 10 >= named * 6
    measured = any(item.role in ("code", "unit") for item in draft.columns)
    if heading and (not vague or mostly_blank or mostly_owners):
        return "units", mostly_blank or mostly_owners or bool(_PERSONS.match(column.bare))
    if mostly_blank:
        return "units", False
    if mostly_owners and not measured:
        return "units", False
    return "indicators", not heading or measured


def _marks(draft: Draft) -> frozenset[int]:
    """Return the columns side by side that are two answers, “Có” and “Không”, where no row and heading counts."""
    if draft.nature == "indicators" and any(
        row.unit and not asks_words(row.unit, row.label) for row in draft.rows
    ):
        return frozenset()
    label = next((column.bare for column in draft.columns if column.role == "label"), "")
    pairs = words.TICKED | (words.TICKED_OF_CRITERIA if words.CRITERIA.fullmatch(label) else frozenset())
    found: set[int] = set()
    for first, second in pairwise(draft.values):
        one, other = draft.columns[first], draft.columns[second]
        above = fold(" ".join(one.heading[:-1]))
        if (
            one.heading[:-1] == other.heading[:-1]
            and frozenset((one.bare, other.bare)) in pairs
            and not words.OF_PERSONS.search(above)
            and not heading_unit(one.heading)
        ):
            found |= {first, second}
    return frozenset(found)


def _column_ids(columns: Sequence[LearntColumn]) -> list[str]:
    names = Names()
    out: list[str] = []
    for column in columns:
        if column.role != "value":
            out.append(names.new(column.role))
            continue
        parts = [slug(re.sub(r"\([^()]*=[^()]*\)", "", part)) for part in column.heading]
        wish = slug(" ".join(part for part in parts if part)) or f"cot_{column.index}"
        out.append(
            names.new(wish if wish not in ("number", "code", "label", "unit", "note") else f"{wish}_cot")
        )
    return out


# -- rows that are indicators --------------------------------------------------------------------------------


def _count_rows(draft: Draft, names: Names) -> None:
    rows, asked = draft.rows, draft.asked
    common = (
        sum(1 for row in rows if has_bracket(row.label)) * 10 >= len(rows) * 6
        or sum(1 for row in rows if bracketed_unit(row.label, common=False)) > 2
    )
    beside = around_unit(draft.around)
    codes = Counter(row.code for row in rows if row.code)
    persons = any(_PERSONS.match(column.bare) for column in draft.columns)
    units_column = any(column.role == "unit" for column in draft.columns)
    for at, row in enumerate(rows):
        if row.caption or not (row.label or row.code):
            continue
        cells = {place: spot for (place_row, place), spot in asked.cells.items() if place_row == at}
        if not cells and not any(other.parent == at for other in rows) and not row.heading:
            continue
        bracket = bracketed_unit(row.label, common=common) if not row.unit else ""
        unit = row.unit or bracket
        label = (
            re.sub(r"\s*\([^()]*\)\s*[:*]?\s*$", "", row.label) if bracket and bracket != "%" else row.label
        )
        draft.labels[at] = label.strip()
        text_row = not unit and units_column and words.TEXT_ROWS.fullmatch(fold(row.label)) is not None
        words_only = text_row or asks_words(unit, row.label, alone=len(draft.values) == 1)
        if text_row and cells:
            first = min(cells)
            cells = {first: cells[first]}
        for place, spot in cells.items():
            draft.kinds[at, place] = _cell_kinds(
                draft,
                at,
                place,
                unit,
                "" if units_column and not _is_money(draft, place, beside) else beside,
                spot.look.shape,
                persons=persons,
                text=words_only,
            )
        mean = any(
            draft.kinds[at, place].adds_up == "none" and draft.kinds[at, place].kind != "percent"
            for place in cells
        )
        draft.units[at] = unit or ("" if (mean and not unit) or units_column or not cells else beside)
        if _is_area(row, unit) and cells:
            draft.once.add(at)
            for place in cells:
                found = draft.kinds[at, place]
                if found.adds_up == "sum":
                    draft.kinds[at, place] = found._replace(adds_up="once")
        wish = _row_name(row, label, codes)
        draft.row_ids[at] = names.new(wish or f"dong_{at + 1}")


def _row_name(row: LearntRow, label: str, codes: Mapping[str, int]) -> str:
    code = slug(row.code).replace(".", "_")
    if code and codes[row.code] == 1 and re.search(r"[0-9a-z]", code):
        return f"ma_{code.removeprefix('n')}" if row.code[:1].isdigit() else code
    told = row.told.text if row.told else label
    return slug(re.sub(r"^(?:[A-ZĐ]|[IVX]+|\d+)\s*[-.)]\s*", "", told) if row.told else label)


def _is_area(row: LearntRow, unit: str) -> bool:
    """Return whether a row counts areas, of which a unit is one: `Số xã, phường, đặc khu tổ chức Lễ khai mạc`."""
    return (bool(unit) and words.AREAS.match(fold(unit).strip() + " ") is not None) or (
        not unit and _NUMBER_OF_AREAS.match(fold(row.label)) is not None
    )


def _cell_kinds(
    draft: Draft, at: int, place: int, unit: str, beside: str, shape: str, *, persons: bool, text: bool
) -> Kinds:
    column, row = draft.columns[place], draft.rows[at]
    if text or place in draft.marks or is_text(column, persons=persons):
        return Kinds("", "text", "none")
    said = heading_unit(column.heading)
    if not said and heads_money(column) and not words.MONEY.match(fold(unit)):
        return _money(draft, column, beside)
    whole = kinds_of_column(column.bare) if not said else None
    if whole is not None:
        return whole
    parts = unit_parts(unit)
    own = unit
    if len(parts) > 1 and len({is_people(part) for part in parts}) > 1:
        people = is_people(column.path)
        own = next((part for part in parts if is_people(part) == people), unit)
    found = kinds_of(said or own, row.label, column.path, shape)
    if not found.unit and found.adds_up != "none" and beside and not counts_beside(beside, column, row.label):
        found = kinds_of(beside, row.label, column.path, shape)
    if _is_each(draft, column) and found.kind in ("amount", "decimal"):
        found = found._replace(kind="amount", adds_up="none")
    if found.kind == "amount" and words.EACH.fullmatch(fold(row.label)):
        found = found._replace(adds_up="none")
    if found.kind in ("integer", "decimal") and _is_mean_alone(draft, column):
        found = found._replace(kind="decimal", adds_up="none")
    return with_decimals(found, draft.asked.cells[at, place].text)


def _is_money(draft: Draft, place: int, beside: str) -> bool:
    """Return whether a column counts money in the unit that stands beside the table, whatever its rows count."""
    return bool(words.MONEY.match(fold(beside))) and heads_money(draft.columns[place])


def _is_each(draft: Draft, column: LearntColumn) -> bool:
    """Return whether a column is the price of one, beside another for what all of them come to."""
    return words.EACH.fullmatch(column.bare) is not None and any(
        words.AMOUNTS.fullmatch(draft.columns[other].bare) for other in draft.values
    )


def _is_mean_alone(draft: Draft, column: LearntColumn) -> bool:
    """Return whether a column “Trung bình” holds a mean: beside “Giỏi”, “Khá” it counts those of that grade."""
    return words.MEAN_ALONE.fullmatch(column.bare) is not None and not any(
        words.GRADE.fullmatch(draft.columns[other].bare) for other in draft.values
    )


def _money(draft: Draft, column: LearntColumn, beside: str) -> Kinds:
    unit = beside if words.MONEY.match(fold(beside)) else ""
    each = words.MEAN.search(column.bare) is not None or _is_each(draft, column)
    return Kinds(unit, "amount", "none" if each else "sum")


# -- rows that are units -------------------------------------------------------------------------------------


def _count_columns(draft: Draft, names: Names) -> None:
    beside = around_unit(draft.around)
    persons = any(_PERSONS.match(column.bare) for column in draft.columns)
    for place in draft.values:
        spots = _body_spots(draft, place)
        if spots and all(_is_closed(spot) for spot in spots):
            continue
        column = draft.columns[place]
        shapes = Counter(spot.look.shape for spot in spots)
        shape = shapes.most_common(1)[0][0] if shapes else ""
        ticked = place in draft.marks or is_text(column, persons=persons)
        if ticked or (persons and not counts_of_persons(column)):
            found = Kinds("", "text", "none")
        else:
            unit = heading_unit(column.heading)
            lowest = column.heading[-1] if column.heading else ""
            whole = kinds_of_column(column.bare) if not unit else None
            found = whole or kinds_of(unit, lowest, column.path, shape)
            if not unit and heads_money(column):
                found = _money(draft, column, beside)
            if not found.unit and found.adds_up != "none" and beside and not counts_beside(beside, column):
                found = kinds_of(beside, lowest, column.path, shape)
            if found.kind in ("integer", "decimal") and _is_mean_alone(draft, column):
                found = found._replace(kind="decimal", adds_up="none")
            if not persons and _is_each(draft, column) and found.kind in ("amount", "decimal"):
                found = found._replace(kind="amount", adds_up="none")
            if found.kind == "integer" and _not_added(draft, place):
                found = Kinds("", "text", "none")
            texts = [spot.text for spot in spots if spot.text]
            if found.kind == "integer" and any(
                with_decimals(found, text).kind == "decimal" for text in texts
            ):
                found = found._replace(kind="decimal")
            if texts and sum(1 for text in texts if not re.search(r"\d", text) and len(text) > 3) * 2 > len(
                texts
            ):
                filled = [text for text in texts if fold(text) not in ("khong", "khong co", "chua co")]
                found = Kinds("", "text", "none") if len(filled) * 2 > len(texts) else found
        draft.kinds[0, place] = found
        name = names.new(draft.column_ids[place])
        draft.column_ids[place] = name


def _not_added(draft: Draft, place: int) -> bool:
    """Return whether a workbook's total row adds up other columns and not this one, which no word says to count."""
    region, columns = draft.pieces[0]
    total = next((row.row for row in draft.rows if row.total and row.region == 0), None)
    if total is None or counts_of_persons(draft.columns[place]):
        return False
    spots = {other: region.cell(total, columns[other].index, columns[other].last) for other in draft.values}
    added = [other for other, spot in spots.items() if spot.look.formula]
    return len(added) > 1 and place not in added and not spots[place].text


def _body_spots(draft: Draft, place: int) -> list[Spot]:
    totals = {(row.region, row.row) for row in draft.rows if row.total or row.wide}
    return [
        region.cell(number, columns[place].index, columns[place].last)
        for piece, (region, columns) in enumerate(draft.pieces)
        for number in region.body
        if (piece, number) not in totals and region.grid.at(number, region.left).column_span < 3
    ]


def _is_closed(spot: Spot) -> bool:
    look = spot.look
    return bool(
        look.crossed or (look.grey and not look.formula) or re.fullmatch(r"[xX×]|[/\\]{2,}", spot.text)
    )


# -- the table -----------------------------------------------------------------------------------------------


def finished(draft: Draft) -> LearntTable:
    """Return the table as it is told, once its rules have settled how its cells add up."""
    region = draft.pieces[0][0]
    columns = tuple(
        Column(name, column.role, column.heading, column.index, column.code.code if column.code else "")
        for name, column in zip(draft.column_ids, draft.columns, strict=True)
    )
    indicators = _columns_told(draft) if draft.nature == "units" else _rows_told(draft)
    below = [row for row in draft.rows if row.wide and not row.total]
    total = next((row.printed for row in draft.rows if row.total), "") if draft.nature == "units" else ""
    return LearntTable(
        draft.id,
        draft.nature,
        region.grid.table.number,
        region.grid.table.sheet,
        len(region.heading) + (region.code_row is not None),
        columns,
        indicators,
        draft.title,
        tuple(item.grid.table.number or 0 for item, _ in draft.pieces[1:]),
        total,
        tuple(row.printed for row in below) if draft.nature == "units" else (),
        _printed_names(draft),
        unit=around_unit(draft.around),
    )


def _printed_names(draft: Draft) -> tuple[str, ...]:
    """Return the names an empty form prints for the rows of a table of units: whoever fills it in keeps them."""
    if draft.nature != "units" or draft.asked.filled:
        return ()
    rows = [
        row for row in draft.rows if not (row.total or row.wide or row.caption or row.group or row.heading)
    ]
    return tuple(
        dict.fromkeys(row.printed for row in rows if sum(char.isalpha() for char in row.printed) > 1)
    )


def _columns_told(draft: Draft) -> tuple[Indicator, ...]:
    out: list[Indicator] = []
    for place in draft.values:
        found = draft.kinds.get((0, place))
        if found is None:
            continue
        name, column = draft.column_ids[place], draft.columns[place]
        measure = Measure(draft.value_name, name, found.kind, found.unit, found.adds_up)
        label = " › ".join(column.heading) or f"Cột {column.index}"
        out.append(Indicator(name, "", "", label, found.unit, None, (measure,), label))
    return tuple(out)


def _rows_told(draft: Draft) -> tuple[Indicator, ...]:
    out: list[Indicator] = []
    for at, row in enumerate(draft.rows):
        name = draft.row_ids.get(at)
        if name is None:
            continue
        measures = tuple(
            Measure(draft.column_ids[place], draft.column_ids[place], found.kind, found.unit, found.adds_up)
            for place in draft.values
            if (found := draft.kinds.get((at, place))) is not None
        )
        parent = row.parent
        while parent is not None and parent not in draft.row_ids:
            parent = draft.rows[parent].parent
        out.append(
            Indicator(
                name, row.number if row.number not in ("-", "+") else "", row.code, draft.labels.get(at, row.label),
                draft.units.get(at, ""), None if parent is None else draft.row_ids[parent], measures, row.printed,
            )
        )  # fmt: skip
    return tuple(out)
