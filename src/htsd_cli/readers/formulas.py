"""Computes the plain sums of a workbook whose formulas were stored without results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from htsd_cli.document import Cell, CellKind

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_SUM = re.compile(r"SUM\(([^()]*)\)", re.IGNORECASE)
_GUARDED = re.compile(r'IF\(COUNT\(([^()]*)\)=0,"",SUM\(\1\)\)', re.IGNORECASE)
_MOST_CELLS = 2_000
_DEEPEST = 8


class NotPlain(ValueError):  # noqa: N818 - it names the formula's state
    """A formula that is no plain sum, or one over cells that are no numbers."""


def sum_of(formula: str, cells: Mapping[str, Cell], depth: int = 0) -> int | float | None:
    """Return the value of `SUM(…)`, `A1+B2` or `IF(COUNT(…)=0,"",SUM(…))` over a sheet's cells by address.

    None when all the cells are blank. Raises `NotPlain` when the formula is anything else or a cell in it is
    neither blank nor a number.
    """
    if depth > _DEEPEST:
        raise NotPlain(formula)
    values = [_value(cell, cells, depth) for cell in _operands(formula, cells)]
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _operands(formula: str, cells: Mapping[str, Cell]) -> Iterator[Cell | int]:
    """Yield the numbers and the cells that exist in a sum."""
    bare = formula.strip().lstrip("=").replace(" ", "").replace(";", ",")
    summed = _GUARDED.fullmatch(bare) or _SUM.fullmatch(bare)
    parts = summed.group(1).split(",") if summed else bare.split("+")
    if not summed and len(parts) < 2:
        raise NotPlain(formula)
    for part in parts:
        match = _RANGE.fullmatch(part)
        if part.isdecimal():
            yield int(part)
        elif match is None:
            raise NotPlain(formula)
        else:
            yield from (cells[address] for address in _addresses(match) if address in cells)


def _value(operand: Cell | int, cells: Mapping[str, Cell], depth: int) -> int | float | None:
    if isinstance(operand, int):
        return operand
    if operand.kind is CellKind.UNCALCULATED:
        return sum_of(operand.formula or "", cells, depth + 1)
    if operand.kind is not CellKind.NUMBER:
        raise NotPlain(operand.text)
    return operand.value


def _addresses(match: re.Match[str]) -> Iterator[str]:
    left, top, right, bottom = match.groups()
    if right is None:
        yield f"{left}{top}"
        return
    first, last = int(top), int(bottom)
    if left != right or last - first > _MOST_CELLS:  # sums across columns are not a form's own
        raise NotPlain(match.group())
    for row in range(first, last + 1):
        yield f"{left}{row}"
