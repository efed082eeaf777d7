"""Rows of a table whose cells are joined or ruled askew, so that nobody can tell what stands in which column."""

from __future__ import annotations

from collections.abc import Iterator

from htsd_cli.learn.draft import Draft


def irregular_rows(draft: Draft) -> list[int]:
    """Return the rows of a table's body, 1-based, that cannot be read column by column.

    A name that reaches into some columns of figures and not into all, a cell of figures that reaches over others, text
    in columns of figures beside no name.
    """
    return [row for region_row in _rows(draft) for row in region_row]


def all_irregular(draft: Draft) -> bool:
    """Return whether so many rows are that the rest is no form."""
    body = sum(len(region.body) for region, _ in draft.pieces)
    return draft.nature == "indicators" and len(irregular_rows(draft)) * 2 > body


def _rows(draft: Draft) -> Iterator[list[int]]:
    if draft.nature == "units":
        return
    known = {(row.region, row.row) for row in draft.rows}
    for piece, (region, columns) in enumerate(draft.pieces):
        values = [column for column in columns if column.role == "value"]
        reach = {at for column in values for at in range(column.index, column.last + 1)}
        found: list[int] = []
        for number in region.body:
            spots = [
                spot for spot in region.grid.across(number, region.left, region.right) if spot.row == number
            ]
            joined = False
            for spot in spots:
                covered = reach & set(range(spot.column, spot.last_column + 1))
                own = [column for column in values if set(range(column.index, column.last + 1)) & covered]
                within = covered == set(range(spot.column, spot.last_column + 1))
                if within and (len(own) > 1 or spot.row_span > 1) and len(values) > 1:
                    joined = True
                if not within and covered and covered != reach:
                    joined = True
            nameless = (piece, number) not in known and any(spot.text for spot in spots)
            if joined or nameless:
                found.append(number)
        yield found
