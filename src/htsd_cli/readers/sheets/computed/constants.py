"""Which parts of a formula are worked out for each of several values: of rows that stand in it, of arguments."""

from __future__ import annotations

from functools import lru_cache

from htsd_cli.readers.sheets.computed.expressions import Area, Call, Expression, NotPlain, Operation, Rows

# Functions of a single value at these places; each of several values there gives one of the results.
_PLACES = {
    "VLOOKUP": (0, 2), "HLOOKUP": (0, 2), "MATCH": (0,), "XMATCH": (0,), "XLOOKUP": (0,), "LOOKUP": (0,),
    "LARGE": (1,), "SMALL": (1,), "RANK": (0,), "RANK.EQ": (0,), "CHOOSE": (0,),
    "COUNTIF": (1,), "SUMIF": (1,), "AVERAGEIF": (1,),
}  # fmt: skip
_OF_SEVERAL = ("SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS")


def one_by_one(name: str, given: int) -> tuple[int, ...]:
    """Return the places of a call's arguments that are single values, () where this is not known."""
    if name == "COUNTIFS":
        return tuple(range(1, given, 2))
    if name in _OF_SEVERAL:
        return tuple(range(2, given, 2))
    return tuple(place for place in _PLACES.get(name, ()) if place < given)


@lru_cache(maxsize=2048)
def has_rows(part: Expression) -> bool:
    """Return whether rows of values stand in a part of a formula, as in `A1={1,2}`.

    Raises `NotPlain` where they meet an area: programs differ in whether each of its cells is meant, or one.
    """
    if isinstance(part, Rows):
        return True
    if not isinstance(part, Operation | Call):
        return False
    inner = part.operands if isinstance(part, Operation) else part.arguments
    holding = [has_rows(one) for one in inner]  # all of them, for what is not plain
    found = any(holding)
    if found and isinstance(part, Operation) and any(isinstance(one, Area) and one.last for one in inner):
        raise NotPlain
    return found
