"""Which cells of a table are to be filled: grey, crossed, dashed cells and those with `x` are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.columns import LearntColumn
from htsd_cli.learn.grid import Spot
from htsd_cli.learn.kinds import bracketed_unit, has_bracket, is_people, unit_parts
from htsd_cli.learn.regions import Region
from htsd_cli.learn.rows import LearntRow

_CROSS = re.compile(r"[xX×✗✘]|[/\\]{2,}|\*{1,3}")
_DASH = re.compile(r"[-–—−]{1,3}")
_TO_FILL = re.compile(r"[.…_\s]*|[☐□◻]|0|0[.,]0+%?|0%")
_FIGURE = re.compile(r"[-+]?\d[\d.,\s]*%?")
_HAS_LETTERS = re.compile(r"[^\W\d_]")

Piece = tuple[Region, Sequence[LearntColumn]]


class Asked(NamedTuple):
    """The cells to be filled: (place of the row, place of the column) -> the cell; what was seen on the way.

    `printed` are the places of columns of which every cell holds words or figures of the form, `planned` those of them
    that hold a plan's, which might be a unit's; `grey` of those painted grey from
    top to bottom; `dashed` says that a filled file has dashes, which may stand for 0 or for a cell not asked.
    """

    cells: dict[tuple[int, int], Spot]
    printed: frozenset[int]
    grey: frozenset[int]
    dashed: bool
    filled: bool
    planned: frozenset[int] = frozenset()


def asked_cells(
    pieces: Sequence[Piece],
    rows: Sequence[LearntRow],
    painted: frozenset[int] = frozenset(),
    *,
    closed_dashes: bool = False,
) -> Asked:
    """Return which cells of the table's value columns are to be filled.

    A person said that the columns `painted` ask although they are grey, or that dashes do not (`closed_dashes`).
    """
    columns = pieces[0][1]
    values = [place for place, column in enumerate(columns) if column.role == "value"]
    spots = {
        (at, place): _cell(pieces[row.region], row, place) for at, row in enumerate(rows) for place in values
    }
    filled = any(
        _FIGURE.fullmatch(spot.text) and not spot.look.formula and spot.text not in ("100%", "100 %")
        for (_, place), spot in spots.items()
        if not words.GIVEN.search(columns[place].path)
    )
    headings = {at for at in range(len(rows)) if _is_heading(rows, at)}
    for at in headings:
        rows[at].heading = True
    protected = pieces[0][0].grid.layout.protected and any(not spot.look.locked for spot in spots.values())
    kept: dict[tuple[int, int], Spot] = {}
    dashed = False
    for (at, place), spot in spots.items():
        row, column = rows[at], pieces[rows[at].region][1][place]
        if row.caption or row.heading or spot.row != row.row or spot is row.label_spot:
            continue
        if any(other < place and spots[at, other] is spot for other in values) or spot.column > column.last:
            continue
        if spot.column < column.index and spot.last_column < column.last:
            continue
        look = spot.look
        if look.crossed or _CROSS.fullmatch(spot.text) or (protected and look.locked and not look.formula):
            continue
        if look.grey and place not in painted and not look.formula and not _painted_like_its_row(row, spot):
            continue
        if _DASH.fullmatch(spot.text) and not look.formula:
            if not filled or closed_dashes:
                continue
            dashed = True
        kept[at, place] = spot
    planned = frozenset(
        place
        for place in _given(columns, kept)
        if place not in painted and not words.GIVEN.search(columns[place].path)
    )
    texts_of = {place: [spot for (_, own), spot in kept.items() if own == place] for place in values}
    some_blank = any(spots_ and all(_is_blank(spot) for spot in spots_) for spots_ in texts_of.values())
    printed = (_given(columns, kept) - painted) | frozenset(
        place
        for place, own in texts_of.items()
        if some_blank and not filled and len(own) > 1 and not any(_is_blank(spot) for spot in own)
    )
    printed |= frozenset(
        place
        for place in values
        if (texts := [spot.text for (at, column), spot in kept.items() if column == place])
        and sum(1 for text in texts if _HAS_LETTERS.search(text)) * 10 >= len(texts) * 6
        and not filled
    )
    body = [at for at, row in enumerate(rows) if not row.caption and not row.heading]
    grey = frozenset(
        place
        for place in values
        if body
        and place not in painted
        and all(spots[at, place].look.grey for at in body)
        and all((at, place) not in kept for at in body)
    )
    cells = {key: spot for key, spot in kept.items() if key[1] not in printed}
    return Asked(_by_units(columns, rows, cells), printed, grey, dashed, filled, planned)


def _is_blank(spot: Spot) -> bool:
    """Return whether a cell is left to be filled in: blank, dotted, a formula."""
    return (spot.look.formula is not None and spot.look.formula != "") or _TO_FILL.fullmatch(
        spot.text
    ) is not None


def _given(columns: Sequence[LearntColumn], kept: dict[tuple[int, int], Spot]) -> frozenset[int]:
    """Return the columns of which the form itself gives every figure: the most points, the weight, beside columns
    left blank the plan."""
    texts: dict[int, list[str]] = {}
    for (_, place), spot in kept.items():
        texts.setdefault(place, []).append(
            "" if _TO_FILL.fullmatch(spot.text) or spot.look.formula else spot.text
        )
    open_ = any(not any(said) for said in texts.values())
    return frozenset(
        place
        for place, said in texts.items()
        if words.GIVEN.search(columns[place].path) or (open_ and words.PLANNED.search(columns[place].path))
        if sum(1 for text in said if _FIGURE.fullmatch(text)) * 10 >= len(said) * 8
    )


def _cell(piece: Piece, row: LearntRow, place: int) -> Spot:
    region, columns = piece
    column = columns[place]
    return region.cell(row.row, column.index, column.last)


def _painted_like_its_row(row: LearntRow, spot: Spot) -> bool:
    """Return whether the whole row is painted, as totals and every second row often are."""
    label = row.label_spot
    return label is not None and label.look.grey and label.look.paper == spot.look.paper


def _is_heading(rows: Sequence[LearntRow], at: int) -> bool:
    """Return whether a row only heads those below: one wide cell, or no code and unit where the others have them."""
    row = rows[at]
    if row.caption:
        return False
    if row.wide or row.group or row.summed:
        return True
    below = rows[at + 1] if at + 1 < len(rows) else None
    has_parts = any(other.parent == at for other in rows[at + 1 :])
    others = [other for other in rows if not other.caption]
    coded = sum(1 for other in others if other.code) * 10 >= len(others) * 6
    leaves = [
        other
        for place, other in enumerate(rows)
        if not other.caption and not other.total and not any(item.parent == place for item in rows)
    ] or others
    measured = sum(1 for other in leaves if other.unit) * 10 >= len(leaves) * 6
    if row.told is not None and words.TOTAL_START.match(fold(row.label)):
        return False
    if coded and not row.code and (not measured or not row.unit):
        return has_parts or not row.total
    if measured and not row.unit and not row.code:
        return has_parts
    named = any(
        ref in (row.number, row.code) for other in rows if other.told for ref, _ in other.told.terms.parts
    )
    if row.label.rstrip().endswith(":") and has_parts and not row.opens and not named:
        return True
    if has_parts and not row.unit and _counts_several_things(rows, at):
        return True
    return below is None and not row.label and not row.code


def _counts_several_things(rows: Sequence[LearntRow], at: int) -> bool:
    """Return whether the rows below a row count different things by the units in brackets, and its own name none."""
    below = [other.label for other in rows if other.parent == at and not other.caption]
    units = {bracketed_unit(label, common=False) for label in below} - {"", "%"}
    if len(units) > 1:
        return not has_bracket(rows[at].label)
    counted = {match[1] for label in below if (match := words.COUNTED.match(fold(label)))}
    letters = [char for char in rows[at].label if char.isalpha()]
    return len(counted) > 1 and bool(letters) and all(char.isupper() for char in letters)


def _by_units(
    columns: Sequence[LearntColumn], rows: Sequence[LearntRow], cells: dict[tuple[int, int], Spot]
) -> dict[tuple[int, int], Spot]:
    """Leave out cells whose column counts what the row's unit does not name, where units like `lớp/người` say so."""
    values = sorted({place for _, place in cells})
    people = {place for place in values if is_people(columns[place].path)}
    mixed = any(
        len(parts := unit_parts(row.unit)) > 1 and len({is_people(part) for part in parts}) > 1
        for row in rows
    )
    if not mixed or not people or len(people) == len(values):
        return cells
    others = [place for place in values if place not in people]
    kept: dict[tuple[int, int], Spot] = {}
    for (at, place), spot in cells.items():
        parts = unit_parts(rows[at].unit)
        if not parts:
            if place == others[0] or not words.TEXT_ROWS.fullmatch(fold(rows[at].label)):
                kept[at, place] = spot
            continue
        if any(is_people(part) == (place in people) for part in parts):
            kept[at, place] = spot
    return kept
