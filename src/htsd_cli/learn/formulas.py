"""What the formula of a cell says: a sum of cells, or one cell held against another."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from htsd_cli.readers.sheets.computed.expressions import (
    Area,
    Call,
    Expression,
    Literal,
    NotPlain,
    Operation,
    parse,
)

Place = tuple[int, int]
_MOST = 2_000  # cells of one formula
_WRAPPERS = ("ROUND", "ROUNDUP", "ROUNDDOWN", "IFERROR", "IFNA", "N", "INT")


class CellTerms(NamedTuple):
    """A formula over cells of its own sheet: signed places, a ratio (the first `above` of them by the others) or a
    product.

    `areas` are the places that came from a range, of which blank rows and names between figures count for nothing.
    """

    parts: tuple[tuple[Place, int], ...]
    ratio: bool = False
    times: Fraction = Fraction(1)
    areas: frozenset[Place] = frozenset()
    above: int = 1
    product: bool = False


def cell_terms(formula: str) -> CellTerms | None:
    """Return what a formula says: `SUM(D8:D12)`, `D8+E8-F8`, `IF(C8=0,"",D8/C8*100)`; None for anything else."""
    try:
        return _terms(_bare(parse(_commas(formula))))
    except (NotPlain, ValueError, ZeroDivisionError):
        return None


def _commas(formula: str) -> str:
    return formula if ";" not in formula else formula.replace(";", ",")


def _bare(part: Expression) -> Expression:
    """Return an expression without what only guards or rounds it: IF(x=0, "", y) is y."""
    while isinstance(part, Call):
        if part.name in _WRAPPERS and part.arguments:
            part = part.arguments[0]
        elif part.name == "IF" and len(part.arguments) >= 2:
            kept = [item for item in part.arguments[1:] if not _is_filling(item)]
            if len(kept) != 1:
                raise NotPlain
            part = kept[0]
        else:
            break
    return part


def _is_filling(part: Expression) -> bool:
    """Return whether a branch only stands for a missing figure: "", 0, "-"."""
    return isinstance(part, Literal) and (isinstance(part.value, str) or part.value == 0)


def _terms(part: Expression) -> CellTerms:
    part = _bare(part)
    if isinstance(part, Area):
        places = _places(part)
        if len(places) != 1:
            raise NotPlain
        return CellTerms(((places[0], 1),))
    if isinstance(part, Call):
        if part.name == "PRODUCT" and part.arguments:
            return reduce(_multiplied, map(_terms, part.arguments))
        if part.name not in ("SUM", "SUBTOTAL"):
            raise NotPlain
        arguments = part.arguments
        if part.name == "SUBTOTAL":
            if not arguments or not isinstance(arguments[0], Literal) or arguments[0].value not in (9, 109):
                raise NotPlain
            arguments = arguments[1:]
        parts: list[tuple[Place, int]] = []
        areas: set[Place] = set()
        for item in arguments:
            if isinstance(item, Area):
                places = _places(item)
                parts += [(place, 1) for place in places]
                areas |= set(places) if item.last is not None else set()
                continue
            inner = _terms(item)
            if inner.ratio or inner.product or inner.times != 1:
                raise NotPlain
            parts += inner.parts
            areas |= inner.areas
        return CellTerms(tuple(parts), areas=frozenset(areas))
    if isinstance(part, Operation):
        return _operation(part)
    raise NotPlain


def _operation(part: Operation) -> CellTerms:
    if len(part.operands) == 1:
        inner = _terms(part.operands[0])
        if part.sign == "+":
            return inner
        if part.sign == "-" and not inner.ratio and not inner.product:
            return inner._replace(parts=tuple((place, -sign) for place, sign in inner.parts))
        raise NotPlain
    left, right = part.operands
    if part.sign in ("*", "/"):
        for value, other in ((right, left), (left, right)):
            if isinstance(value, Literal) and isinstance(value.value, int | float) and value.value:
                if value is left and part.sign == "/":
                    raise NotPlain
                number = Fraction(str(value.value))
                inner = _terms(other)
                scaled = inner.times * number if part.sign == "*" else inner.times / number
                return inner._replace(times=scaled)
        if part.sign == "*":
            return _multiplied(_terms(left), _terms(right))
        above, below = _terms(left), _terms(right)
        if above.ratio or below.ratio or above.product or below.product:
            raise NotPlain
        return CellTerms(
            (*above.parts, *below.parts),
            True,
            above.times / below.times,
            above.areas | below.areas,
            len(above.parts),
        )
    if part.sign not in ("+", "-"):
        raise NotPlain
    first = _terms(left)
    one = right.value if isinstance(right, Literal) else None
    if first.ratio and part.sign == "-" and one in (1, 100) and first.times == one:
        return _growth(first)
    second = _terms(right)
    if first.ratio or second.ratio or first.times != 1 or second.times != 1:
        raise NotPlain
    if first.product or second.product:
        raise NotPlain
    turned = -1 if part.sign == "-" else 1
    moved = tuple((place, sign * turned) for place, sign in second.parts)
    return CellTerms((*first.parts, *moved), areas=first.areas | second.areas)


def _multiplied(first: CellTerms, second: CellTerms) -> CellTerms:
    """Return the product of single cells."""
    for item in (first, second):
        if (
            item.ratio
            or (len(item.parts) > 1 and not item.product)
            or any(sign < 0 for _, sign in item.parts)
        ):
            raise NotPlain
    return CellTerms((*first.parts, *second.parts), times=first.times * second.times, product=True)


def _growth(terms: CellTerms) -> CellTerms:
    """Return `a/b - 1` as `(a-b)/b`."""
    below = terms.parts[terms.above :]
    taken = tuple((place, -sign) for place, sign in below)
    parts = (*terms.parts[: terms.above], *taken, *below)
    return terms._replace(parts=parts, above=terms.above + len(below))


def _places(area: Area) -> list[Place]:
    if area.sheet is not None:
        raise NotPlain
    first = area.first
    last = area.last or first
    rows, columns = range(first.row, last.row + 1), range(first.column, last.column + 1)
    if not rows or not columns or len(rows) * len(columns) > _MOST:
        raise NotPlain
    return [(row, column) for row in rows for column in columns]


_ABOVE = re.compile(r"SUM\s*\(\s*(ABOVE|LEFT|[A-Z]\d{1,3}:[A-Z]\d{1,3})\s*\)", re.IGNORECASE)


def word_range(formula: str) -> str:
    """Return what a Word field adds up: "ABOVE", "LEFT", a range like "C3:C8"; "" for anything else."""
    match = _ABOVE.fullmatch(formula.strip())
    return match[1].upper() if match else ""
