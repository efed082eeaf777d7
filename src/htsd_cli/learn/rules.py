"""What the file itself says of its cells: formulas, the code row, expressions in names and headings. These are sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from htsd_cli.learn.codes import Terms, terms_of
from htsd_cli.learn.columns import heading_told
from htsd_cli.learn.draft import Draft
from htsd_cli.learn.formulas import CellTerms, cell_terms, word_range
from htsd_cli.learn.structure import Rule, RuleKind, Term, ToldBy

Axis = str  # "rows" for a total of cells below each other, "columns" for one of cells beside each other
_ADDING = ("sum", "once")


class Found(NamedTuple):
    """A rule with where it was seen: the axis it runs along, the total's row and column."""

    rule: Rule
    axis: Axis
    row: int
    column: int


def told_rules(draft: Draft) -> list[Found]:
    """Return the rules a table's formulas, codes and names say, the best first; none twice."""
    found: list[Found] = []
    seen: set[tuple[str, Term, frozenset[tuple[str, str]]]] = set()
    formulas = _formulas(draft)
    computed = {(item.axis, item.rule.total) for item in formulas}
    names = [item for item in _names(draft) if (item.axis, item.rule.total) not in computed]
    for item in (*formulas, *_codes(draft), *_headings(draft), *names):
        same = _key(item.rule)
        if same not in seen:
            seen.add(same)
            found.append(item)
    return found


def _key(rule: Rule) -> tuple[str, Term, frozenset[tuple[str, str]]]:
    return rule.kind, rule.total, frozenset((part.indicator, part.measure) for part in rule.parts)


def rule_of(
    draft: Draft,
    kind: RuleKind,
    total: tuple[int, int],
    parts: Sequence[tuple[int, int, int]],
    told_by: ToldBy,
    *,
    sure: bool,
    times: Fraction | None = None,
    above: int = 1,
) -> Found | None:
    """Return a rule between cells told by row and column, None where one of them is not to be filled."""
    head = draft.term(*total)
    terms = [draft.term(row, column, sign) for row, column, sign in parts]
    if head is None or not terms or any(term is None for term in terms):
        return None
    whole = tuple(term for term in terms if term is not None)
    if any((term.indicator, term.measure) == (head.indicator, head.measure) for term in whole):
        return None
    axis = "columns" if all(row == total[0] for row, _, _ in parts) else "rows"
    return Found(Rule(kind, head, whole, told_by, sure, times, above), axis, *total)


def adds(draft: Draft, row: int, column: int) -> bool:
    """Return whether the cell of a row and column is a number that adds up."""
    kind = draft.kind(row, column)
    return kind is not None and kind.adds_up in _ADDING and kind.kind != "percent"


def _is_percent(draft: Draft, row: int, column: int) -> bool:
    kind = draft.kind(row, column)
    return kind is not None and kind.kind == "percent"


# -- formulas ------------------------------------------------------------------------------------------------


def _formulas(draft: Draft) -> list[Found]:
    if len(draft.pieces) > 1:
        return []
    columns = {column.index: place for place, column in enumerate(draft.columns) if column.role == "value"}
    rows = {row.row: at for at, row in enumerate(draft.rows)}
    if draft.nature == "units":
        return _formulas_of_units(draft, columns)
    found: list[Found] = []
    for (at, place), spot in draft.asked.cells.items():
        if not spot.look.formula:
            continue
        terms = cell_terms(spot.look.formula) if spot.cell is None or spot.cell.address is not None else None
        if word_range(spot.look.formula):
            item = _word_formula(draft, at, place, word_range(spot.look.formula))
        else:
            item = None if terms is None else _formula(draft, (at, place), terms, rows, columns)
        if item is not None:
            found.append(item)
    return found


def _formula(
    draft: Draft, total: tuple[int, int], terms: CellTerms, rows: dict[int, int], columns: dict[int, int]
) -> Found | None:
    parts: list[tuple[int, int, int]] = []
    for (row, column), sign in terms.parts:
        at, place = rows.get(row), columns.get(column)
        if at is None or place is None or draft.term(at, place) is None:
            if (row, column) in terms.areas:
                continue
            return None
        parts.append((at, place, sign))
    if not parts or (terms.ratio and len(parts) < len(terms.parts)):
        return None
    if terms.product:
        return (
            _product(draft, total, parts, "formula", terms.times) if len(parts) == len(terms.parts) else None
        )
    if not terms.ratio and len({part[:2] for part in parts}) < len(parts):
        return None
    if not terms.ratio:
        if terms.times != 1 or (len(parts) < 2 and not terms.areas):
            return None
        return rule_of(draft, "sum", total, parts, "formula", sure=True)
    times = terms.times * 100 if _shown_as_percent(draft, total) and terms.times == 1 else terms.times
    return rule_of(draft, "ratio", total, parts, "formula", sure=True, times=times, above=terms.above)


def _shown_as_percent(draft: Draft, total: tuple[int, int]) -> bool:
    spot = draft.asked.cells.get(total)
    return spot is not None and "%" in spot.look.shape


def _word_formula(draft: Draft, at: int, place: int, said: str) -> Found | None:
    if said == "LEFT":
        parts = [
            (at, other, 1) for other in draft.values if other < place and draft.term(at, other) is not None
        ]
    elif said == "ABOVE":
        parts = [(other, place, 1) for other in range(at) if draft.term(other, place) is not None]
    else:
        first, last = re.findall(r"[A-Z]\d+", said)
        columns = range(ord(first[0]) - 64, ord(last[0]) - 63)
        lines = range(int(first[1:]), int(last[1:]) + 1)
        parts = [
            (other, column, 1)
            for other, row in enumerate(draft.rows)
            for column in draft.values
            if row.row in lines
            and draft.columns[column].index in columns
            and draft.term(other, column) is not None
        ]
    return rule_of(draft, "sum", (at, place), parts, "formula", sure=True) if len(parts) > 1 else None


def _formulas_of_units(draft: Draft, columns: dict[int, int]) -> list[Found]:
    """Return what the formulas of each row say of its own cells, where all rows with one say the same."""
    said: dict[int, set[CellTerms | None]] = {}
    region = draft.pieces[0][0]
    shown: dict[int, bool] = {}
    totals = {row.row for row in draft.rows if row.total}
    for number in region.body:
        for column, place in columns.items():
            spot = region.grid.at(number, column)
            if not spot.look.formula or number in totals:
                continue
            terms = cell_terms(spot.look.formula)
            own = None
            if terms is not None and all(row == number and at in columns for (row, at), _ in terms.parts):
                parts = tuple(((0, columns[at]), sign) for (_, at), sign in terms.parts)
                own = terms._replace(parts=parts, areas=frozenset())
            said.setdefault(place, set()).add(own)
            shown[place] = "%" in spot.look.shape
    found: list[Found] = []
    for place, ways in said.items():
        way = next(iter(ways))
        if len(ways) != 1 or way is None:
            continue
        times = way.times
        cells = [(0, other, sign) for (_, other), sign in way.parts]
        if way.product:
            item = _product(draft, (0, place), cells, "formula", times)
        elif way.ratio:
            times = times * 100 if shown[place] and times == 1 else times
            item = rule_of(
                draft, "ratio", (0, place), cells, "formula", sure=True, times=times, above=way.above
            )
        else:
            item = (
                rule_of(draft, "sum", (0, place), cells, "formula", sure=True)
                if times == 1 and len(cells) > 1
                else None
            )
        if item is not None:
            found.append(item)
    return found


# -- codes and headings --------------------------------------------------------------------------------------


def _codes(draft: Draft) -> list[Found]:
    by_code = {column.code.code: place for place, column in enumerate(draft.columns) if column.code}
    found: list[Found] = []
    for place in draft.values:
        code = draft.columns[place].code
        for expression in code.expressions if code else ():
            terms = terms_of(expression)
            if terms is not None:
                found += _columns_say(draft, place, terms, by_code, "code row")
    return found


def _headings(draft: Draft) -> list[Found]:
    by_code = {column.code.code: place for place, column in enumerate(draft.columns) if column.code}
    told = {place: heading_told(draft.columns[place]) for place in draft.values}
    for place, code in told.items():
        if code is not None and code.code:
            by_code.setdefault(code.code, place)
    for place in draft.values:  # a column that only names itself: “Tổng số (1)”
        for part in draft.columns[place].heading[-1:] if told[place] is None else ():
            if match := re.search(r"\(\s*(\d{1,2}|[A-Za-z])\s*\)\s*$", part):
                by_code.setdefault(match[1], place)
    found: list[Found] = []
    for place, code in told.items():
        own = draft.columns[place].code
        if code is None or (own and own.expression):
            continue
        terms = terms_of(code.expression)
        if terms is not None:
            found += _columns_say(draft, place, terms, by_code, "label")
    return found


def _columns_say(
    draft: Draft, total: int, terms: Terms, by_code: dict[str, int], told_by: ToldBy
) -> list[Found]:
    """Return what an expression of columns says of each row in which its cells are to be filled."""
    places = [(by_code.get(ref), sign) for ref, sign in terms.parts]
    if any(place is None or draft.columns[place].role != "value" for place, _ in places):
        return []
    parts = [(place, sign) for place, sign in places if place is not None]
    found: list[Found] = []
    for at in [0] if draft.nature == "units" else range(len(draft.rows)):
        if draft.term(at, total) is None:
            continue
        asked = [(place, sign) for place, sign in parts if draft.term(at, place) is not None]
        cells = [(at, place, sign) for place, sign in asked]
        if terms.product:
            item = (
                _product(draft, (at, total), cells, told_by, terms.times)
                if len(asked) == len(parts)
                else None
            )
        elif terms.ratio:
            times = terms.times * 100 if terms.times == 1 and _is_percent(draft, at, total) else terms.times
            item = (
                rule_of(
                    draft, "ratio", (at, total), cells, told_by, sure=True, times=times, above=terms.above
                )
                if len(asked) == len(parts)
                else None
            )
        else:
            counted = adds(draft, at, total) and all(adds(draft, at, place) for place, _ in asked)
            item = (
                rule_of(draft, "sum", (at, total), cells, told_by, sure=len(asked) == len(parts))
                if counted and cells
                else None
            )
        if item is not None:
            found.append(item)
    return found


def _product(
    draft: Draft,
    total: tuple[int, int],
    cells: Sequence[tuple[int, int, int]],
    told_by: ToldBy,
    times: Fraction,
) -> Found | None:
    """Return that a cell is a product; in a row of totals or of parts added up it is none."""
    if draft.nature == "indicators":
        row = draft.rows[total[0]]
        if row.total or any(total[0] in (other.parent, other.owner) for other in draft.rows):
            return None
    kinds = [draft.kind(at, place) for at, place in (total, *((at, place) for at, place, _ in cells))]
    if any(kind is None or kind.kind in ("percent", "text") for kind in kinds):
        return None
    return rule_of(draft, "product", total, cells, told_by, sure=True, times=times)


# -- names of rows -------------------------------------------------------------------------------------------


def _names(draft: Draft) -> list[Found]:
    if draft.nature == "units":
        return []
    numbers: dict[str, list[int]] = {}
    codes: dict[str, list[int]] = {}
    for at, row in enumerate(draft.rows):
        if row.number and not row.caption:
            numbers.setdefault(row.number.rstrip("."), []).append(at)
        if row.code:
            codes.setdefault(_plain(row.code), []).append(at)
    found: list[Found] = []
    for at, row in enumerate(draft.rows):
        if row.told is None or row.caption:
            code = _in_code(row.code)
            if code is None:
                continue
            places = [(_one(draft, at, codes, ref), sign) for ref, sign in code.parts]
            terms = code
        else:
            terms = row.told.terms
            own = row.told.own
            by_code = own and _plain(own) == _plain(row.code) and own != row.number
            tables = (
                (codes, numbers)
                if by_code or (not own and all(ref.isdigit() for ref, _ in terms.parts))
                else (numbers, codes)
            )
            places = []
            for table in tables:
                places = [(_one(draft, at, table, ref), sign) for ref, sign in terms.parts]
                if all(place is not None for place, _ in places):
                    break
        if not places or any(place is None or place == at for place, _ in places):
            continue
        parts = [(place, sign) for place, sign in places if place is not None]
        found += _rows_say(draft, at, parts, terms)
    return found


def _in_code(code: str) -> Terms | None:
    """Return what the column of codes itself says: `10=11+12`."""
    match = re.fullmatch(r"\s*\d{1,3}\s*=\s*(.+)", code)
    return terms_of(match[1]) if match else None


def _plain(code: str) -> str:
    own = code.partition("=")[0].strip()
    return str(int(own)) if own.isdigit() else own


def _one(draft: Draft, at: int, table: dict[str, list[int]], ref: str) -> int | None:
    """Return the row a reference of row `at` names: the only one called so, or the only one beside it."""
    places = table.get(ref) or table.get(_plain(ref)) or []
    if len(places) > 1:
        places = [place for place in places if draft.rows[place].parent == draft.rows[at].parent]
    return places[0] if len(places) == 1 else None


def _rows_say(draft: Draft, at: int, parts: Sequence[tuple[int, int]], terms: Terms) -> list[Found]:
    found: list[Found] = []
    for column in draft.values:
        if draft.term(at, column) is None:
            continue
        cells = [(place, column, sign) for place, sign in parts]
        item: Found | None = None
        if terms.product:
            item = _product(draft, (at, column), cells, "label", terms.times)
        elif terms.ratio:
            times = terms.times * 100 if terms.times == 1 and _is_percent(draft, at, column) else terms.times
            item = rule_of(
                draft, "ratio", (at, column), cells, "label", sure=True, times=times, above=terms.above
            )
        elif adds(draft, at, column) and all(adds(draft, place, column) for place, _ in parts):
            item = rule_of(draft, "sum", (at, column), cells, "label", sure=True)
        if item is not None:
            found.append(item)
    return found
