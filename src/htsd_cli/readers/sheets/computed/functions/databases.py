"""Works out DSUM and its kin: of the rows of a list that meet what stands below the same headings elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from htsd_cli.readers.sheets.computed.criteria import criterion
from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.functions.numbers import OF_NUMBERS
from htsd_cli.readers.sheets.computed.functions.statistics import OF_MANY
from htsd_cli.readers.sheets.computed.values import (
    NO_NUMBER,
    Failed,
    Grid,
    Value,
    is_number,
    plain,
    text,
    whole,
)

_SIGNS = ("=", "<", ">")
_NUMBERS = {
    "DSUM": OF_NUMBERS["SUM"],
    "DMAX": OF_NUMBERS["MAX"],
    "DMIN": OF_NUMBERS["MIN"],
    "DPRODUCT": OF_NUMBERS["PRODUCT"],
    "DAVERAGE": OF_NUMBERS["AVERAGE"],
    "DSTDEV": OF_MANY["STDEV"],
    "DSTDEVP": OF_MANY["STDEVP"],
    "DVAR": OF_MANY["VAR"],
    "DVARP": OF_MANY["VARP"],
}
DATABASES = (*_NUMBERS, "DCOUNT", "DCOUNTA", "DGET")


def of_database(name: str, rows: Grid, field: Value, asked: Grid) -> Value:
    """Return what such a function comes to. `rows` begin with the headings, so do those that say what is `asked`.

    Raises `NotPlain` for what programs take for different rows.
    """
    headings = [_heading(value) for value in rows[0]]
    chosen = [row for row in rows[1:] if _meets(row, headings, asked)]
    if field in (None, ""):
        if name not in ("DCOUNT", "DCOUNTA"):
            raise Failed(NO_NUMBER)
        return len(chosen)
    at = _column(field, headings)
    values = [row[at] for row in chosen]
    if name == "DCOUNTA":
        return sum(value is not None for value in values)
    if name == "DGET":
        if len(values) != 1:
            raise Failed("#NUM!" if values else NO_NUMBER)
        return plain(values[0])
    numbers = [value for value in map(plain, values) if isinstance(value, int | float) and is_number(value)]
    return len(numbers) if name == "DCOUNT" else _NUMBERS[name](numbers)


def _heading(value: Value) -> str:
    return text(value).strip().casefold()


def _column(field: Value, headings: Sequence[str]) -> int:
    at = (
        headings.index(_heading(field))
        if isinstance(field, str) and _heading(field) in headings
        else whole(field) - 1
    )
    if not 0 <= at < len(headings):
        raise Failed(NO_NUMBER)
    return at


def _meets(row: Sequence[Value], headings: Sequence[str], asked: Grid) -> bool:
    """Return whether a row meets all that one of the rows below the headings asks; a blank row asks nothing."""
    wanted = [_heading(value) for value in asked[0]]
    if len(asked) < 2 or not all(name in headings for name in wanted):
        raise NotPlain  # a formula may stand below a heading of its own
    places = [headings.index(name) for name in wanted]
    return any(
        all(
            _fits(said)(row[at])
            for at, said in zip(places, line, strict=True)
            if said is not None and said != ""
        )
        for line in asked[1:]
    )


def _fits(said: Value) -> Callable[[Value], bool]:
    """Return what tells whether a criterion chooses a value; of a text some programs take those that begin with it."""
    holds = criterion(said)
    if not isinstance(said, str) or said.startswith(_SIGNS):
        return holds
    begins = said.casefold()

    def fits(value: Value) -> bool:
        found = holds(value)
        if not found and isinstance(value, str) and value.casefold().startswith(begins):
            raise NotPlain(value)
        return found

    return fits
