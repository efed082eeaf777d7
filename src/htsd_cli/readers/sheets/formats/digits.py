"""The digits that a section of a number format draws of a number, and the quantity these say."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from htsd_cli.readers.sheets.formats.codes import Tokens, is_placeholder, literal, spread
from htsd_cli.readers.sheets.formats.shown import Number

SHOWS_AT_MOST = 10**11  # as a whole number in General


class Drawn(NamedTuple):
    """What a section makes of a number: the text; the quantity its digits say, None without digits; the letters
    before and after these, without the sign; by how many thousands it is divided; and whether other digits or
    marks stand among its own."""

    text: str
    quantity: Decimal | None = None
    before: str = ""
    after: str = ""
    thousands: int = 0
    broken: bool = False


def draw(tokens: Tokens, value: Number, signed: bool) -> Drawn:
    """Return what the tokens of a section make of a number; `signed` puts a minus before a negative one."""
    tokens = spread(tokens)
    places = [at for at, token in enumerate(tokens) if is_placeholder(token)]
    minus = "-" if signed and value < 0 else ""
    if not places:
        text = "".join(map(literal, tokens))
        return Drawn(minus + text if text.strip() else text)
    first, last = places[0], places[-1]
    first -= first > 0 and tokens[first - 1] == "."  # ".00"
    before = "".join(map(literal, tokens[:first]))
    after = "".join(map(literal, tokens[last + 1 :]))
    thousands = 0
    if "general" in {token.lower() for token in tokens}:
        middle, quantity, broken = *general(value), False
    else:
        inside = list(tokens[first : last + 1])
        point = next((at for at, token in enumerate(inside) if token == "."), len(inside))
        behind = last + 1
        while behind < len(tokens) and tokens[behind] == ",":
            thousands, behind = thousands + 1, behind + 1
        while 0 < point < len(inside) and inside[point - 1] == ",":
            thousands, point = thousands + 1, point - 1
            del inside[point]
        middle, quantity, broken = _fill(inside, point, decimal(abs(value)) / 1000**thousands)
    filling = next((token[1] for token in tokens if token[0] == "*" and token[1:].isdecimal()), "")
    text = f"{minus}{before}{middle}{after}" + (f" và số {filling} lặp lại cho đầy ô" if filling else "")
    broken = broken or bool(filling) or any(char.isdecimal() for char in before + after)
    if minus:
        return Drawn(text, -quantity, before, after, thousands, broken)
    if value < 0 and before.strip().startswith("-"):
        return Drawn(text, -quantity, before.replace("-", "", 1), after, thousands, broken)
    if value < 0 and "(" in before and ")" in after:
        before, after = before.replace("(", "", 1), after.replace(")", "", 1)
        return Drawn(text, -quantity, before, after, thousands, broken)
    return Drawn(text, quantity, before, after, thousands, broken)


def _fill(tokens: list[str], point: int, number: Decimal) -> tuple[str, Decimal, bool]:
    """Put a number's digits in the places of a section; return the text, the quantity, and whether it is broken."""
    exponent = next((at for at, token in enumerate(tokens) if token[:2].lower() in ("e+", "e-")), None)
    if exponent is not None:
        return *_scientific(
            number, tokens[: min(point, exponent)], tokens[point:exponent], tokens[exponent:]
        ), False
    whole_part, decimal_part = tokens[:point], tokens[point + 1 :]
    decimals = sum(token in "0#?" for token in decimal_part)
    near = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits, _, rest = f"{near:f}".partition(".")
    digits = digits.lstrip("0")
    text, broken = _wholes(whole_part, digits)
    if point < len(tokens):
        drawn, broken_behind = _decimals(decimal_part, rest)
        text, broken = f"{text},{drawn}" if drawn.strip() else text, broken or broken_behind
    return text, near, broken


def _scientific(
    number: Decimal, wholes: list[str], decimals: list[str], exponent: list[str]
) -> tuple[str, Decimal]:
    """Return a number with an exponent, a multiple of the places before the point."""
    step = max(1, sum(token in "0#?" for token in wholes))
    places = Decimal(1).scaleb(-sum(token in "0#?" for token in decimals))
    power = number.adjusted() // step * step if number else 0
    near = number.scaleb(-power).quantize(places, ROUND_HALF_UP)
    size = f"{abs(power):0{max(1, len(exponent) - 1)}}"
    return f"{near:f}E{'-' if power < 0 else '+'}{size}".replace(".", ","), near.scaleb(power)


def _wholes(tokens: list[str], digits: str) -> tuple[str, bool]:
    grouped = "," in tokens
    places = sum(token in "0#?" for token in tokens)
    out: list[str] = []  # from right to left
    broken = False
    count = left = 0
    for token in reversed(tokens):
        if token in "0#?":
            left += 1
            take = digits[::-1] if left == places else digits[-1:]
            digits = "" if left == places else digits[:-1]
            for digit in take or ("0" if token == "0" else "\u2007" if token == "?" else ""):
                if grouped and count and count % 3 == 0 and digit.isdecimal():
                    out.append(".")
                out.append(digit)
                count += digit.isdecimal()
        elif token != "," and (mark := literal(token)):
            parted = mark.isspace() or (mark in (".", "'") and digits != "")
            broken = broken or not (parted and count % 3 == 0) or any(char.isdecimal() for char in mark)
            if digits or not mark.isspace():
                out.append(mark[::-1])
    if not places:  # ".00": the digits before the point show all the same
        out.append(digits[::-1])
    return "".join(out)[::-1].replace("\u2007", " "), broken


def _decimals(tokens: list[str], digits: str) -> tuple[str, bool]:
    out, broken, kept = "", False, digits.rstrip("0")
    at = 0
    for token in tokens:
        if token in "0#?":
            if at < len(kept) or token == "0":
                out += digits[at : at + 1]
            at += 1
        elif token != "," and (mark := literal(token)):
            out += mark
            broken = broken or bool(mark.strip())
    return out, broken


def general(value: Number) -> tuple[str, Decimal]:
    """Return what General shows of a number without its sign: up to 11 digits, else with an exponent."""
    size = abs(value)
    if isinstance(size, int) and size < SHOWS_AT_MOST:
        return str(size), Decimal(size)
    shown = f"{size:.6g}" if size >= SHOWS_AT_MOST else f"{size:.10g}"
    near = Decimal(shown)
    # A decimal that goes on shows as a decimal: nobody takes it for a whole number.
    same = near != near.to_integral_value() and size != int(size)
    return shown.upper().replace(".", ","), decimal(size) if same else near


def decimal(value: Number) -> Decimal:
    """Return a number with the 15 digits Excel keeps of it."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def fraction(value: float, most: int, mixed: bool) -> str:
    """Return a number as a fraction: `most` is its greatest denominator, negative for one that is fixed; a `mixed` one
    has its wholes before it."""
    from fractions import Fraction

    exact = Fraction(abs(value))
    if most < 0:
        below = -most
        above = round(exact * below)
    else:
        near = exact.limit_denominator(most)
        above, below = near.numerator, near.denominator
    whole, rest = divmod(above, below) if mixed else (0, above)
    parts = ([str(whole)] if whole else []) + ([f"{rest}/{below}"] if rest or not whole else [])
    return ("-" if value < 0 else "") + " ".join(parts)
