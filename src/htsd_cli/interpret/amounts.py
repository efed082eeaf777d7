"""Amounts of money, in đồng: a number, a chain of scales ("12 triệu 500 nghìn", "1tr5"), one amount said twice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from htsd_cli.form import Family
from htsd_cli.interpret.quantities import BULLETS, Quantity
from htsd_cli.interpret.readings import Reading
from htsd_cli.interpret.tokens import TAB, Token, decimal_number, has_decimals, is_grouped, whole_number

SURELY_DONG = 1_000_000  # a figure as large is đồng, whatever scale the table names
_LARGEST = 10**13
_FEWEST_DONG = 1_000  # less than that beside millions is no đồng


def read_amount(
    quantities: Sequence[Quantity],
    tokens: Sequence[Token],
    asked: Sequence[Family],
    scale: int,
    *,
    loose: bool,
) -> Reading:
    """amount = plain | chain | twice; not asked for, or among other things, it is of the wrong unit."""
    only = quantities[0].whole if len(quantities) == 1 else None
    if any(quantity.measure not in (None, "amount") for quantity in quantities):
        if len(quantities) > 1:
            return Reading(problem="too-many-numbers")
        return Reading(problem="wrong-unit", suggestion=only if "amount" in asked else None)
    if "amount" not in asked:
        scaled = any(quantity.scaled for quantity in quantities)
        return Reading(problem="wrong-unit", suggestion=None if scaled else quantities[0].whole)
    if any(set(quantity.before) - BULLETS for quantity in quantities):
        return _twice(tokens, scale) or _several(quantities, tokens, scale)
    if not any(token.kind == "scale" for token in tokens):
        if len(quantities) > 1:
            return Reading(problem="too-many-numbers")
        return _plain(quantities[0].raw, any(token.kind == "unit" for token in tokens), scale)
    if loose:
        return Reading(problem="ambiguous-number")
    return _chain([token for token in tokens if token.kind in ("number", "scale")])


def _plain(raw: str, spoken: bool, scale: int) -> Reading:
    """plain = number ["đồng"]: đồng, or in the scale of the table.

    What says đồng, or can hardly be thousands or millions of it, contradicts the table's scale.
    """
    whole = whole_number(raw)
    if scale == 1:
        if whole is None:
            return Reading(problem="scale-unclear" if has_decimals(raw) else "ambiguous-number")
        return Reading((("amount", whole),), spoken=True)
    if whole is not None and whole > 0 and (spoken or whole >= SURELY_DONG):
        return Reading(problem="scale-unclear", suggestion=whole)
    if whole is not None and is_grouped(raw) and (scale >= 1_000_000 or "," in raw):
        return Reading(problem="scale-unclear", suggestion=whole * scale)
    value = decimal_number(raw)
    if value is None or value * scale != int(value * scale):
        return Reading(problem="ambiguous-number")
    return Reading((("amount", int(value * scale)),), spoken=True, scaled=True)


def _twice(tokens: Sequence[Token], scale: int) -> Reading | None:
    """twice = amount "(" amount [")"]: one amount in two spellings; two amounts are an error."""
    parts = _parts(tokens)
    marks = [token.text for token in tokens if token.kind in ("mark", "newline")]
    if len(parts) != 2 or tokens[0].kind != "number" or marks not in (["(", ")"], ["("]):
        return None
    readings = [_part(part, scale) for part in parts]
    first, second = (reading.only for reading in readings)
    if first is None or second is None:
        return next(reading for reading in readings if reading.problem)
    if first != second:
        return Reading(problem="spellings-differ")
    return Reading((("amount", first),), spoken=True)


def _part(part: Sequence[Token], scale: int) -> Reading:
    chain = [token for token in part if token.kind in ("number", "scale")]
    if any(token.kind == "scale" for token in chain):
        return _chain(chain)
    if len(chain) != 1:
        return Reading(problem="too-many-numbers")
    spoken = any(token.kind == "unit" for token in part)
    whole = whole_number(chain[0].text)
    return _plain(chain[0].text, spoken, 1 if spoken or (whole or 0) >= SURELY_DONG else scale)


def _several(quantities: Sequence[Quantity], tokens: Sequence[Token], scale: int) -> Reading:
    """several = amount { mark amount }: a range, or a sum, suggested where its parts are clear: not of "2/3 triệu"."""
    if any(mark in quantity.before for quantity in quantities[1:] for mark in "-–—"):
        return Reading(problem="range")
    if any(TAB in quantity.before for quantity in quantities):
        return Reading(problem="too-many-numbers")
    amounts = [_part(part, scale).likely for part in _parts(tokens)]
    known = [value for value in amounts if value is not None]
    scaled = any(token.kind == "scale" for token in tokens)
    clear = len(known) == len(amounts) and not (scaled and min(known) < _FEWEST_DONG)
    return Reading(problem="sum-in-words", suggestion=sum(known) if clear else None)


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in ("mark", "newline"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if any(token.kind == "number" for token in part)]


def _chain(chain: Sequence[Token]) -> Reading:
    """chain = link { link } [number]; link = number scale [scale], each scale smaller than the one before.

    A number without a scale at the end is tenths, hundredths … of the one before it: "1tr5".
    """
    total = Decimal(0)
    place = 0
    largest = _LARGEST
    unclear = False
    while place < len(chain):
        number = chain[place]
        if number.kind != "number":
            return Reading(problem="not-a-number")
        scale = (
            chain[place + 1].scale if place + 1 < len(chain) and chain[place + 1].kind == "scale" else None
        )
        if scale is None:
            if place == 0 or not number.text.isdigit() or len(number.text) > 3:
                return Reading(problem="ambiguous-number")
            total += Decimal(number.text) * chain[place - 1].scale / 10 ** len(number.text)
            unclear = unclear or number.spaced
            place += 1
            if place < len(chain):
                return Reading(problem="ambiguous-number")
            break
        if place + 2 < len(chain) and chain[place + 2].kind == "scale":  # "5 nghìn tỷ"
            scale *= chain[place + 2].scale
            place += 1
        value = decimal_number(number.text)
        if value is None:
            return Reading(problem="ambiguous-number")
        if is_grouped(number.text):
            unclear = unclear or scale >= 1_000_000 or "," in number.text
        if value * scale >= largest:  # "1 triệu 1500 nghìn"
            return Reading(problem="ambiguous-number")
        total += value * scale
        largest = scale
        place += 2
    if total != int(total):
        return Reading(problem="ambiguous-number")
    if unclear:
        return Reading(problem="scale-unclear", suggestion=int(total))
    return Reading((("amount", int(total)),), spoken=True)
