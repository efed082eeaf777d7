"""Parts of a whole in per cent, by one rule for every output: half up, one decimal, a decimal comma."""

from __future__ import annotations

from decimal import Decimal

from htsd_cli.language.vietnamese import format_number


def percent(part: int | Decimal, whole: int | Decimal) -> str:
    """Return what part of the whole this is, in per cent without the sign: `66,7`, `12`, `1.250`.

    Rounded half up to one decimal, which is left out where it is 0. What is not nothing is never told as 0
    (`dưới 0,1`), and what is not all never as 100 (`trên 99,9`). Neither may be negative; "" where the whole is 0.
    """
    if not whole:
        return ""
    tenths = int((part * 2000 + whole) // (2 * whole))
    if part and not tenths:
        return "dưới 0,1"
    if part < whole and tenths >= 1000:
        return "trên 99,9"
    ones, rest = divmod(tenths, 10)
    return f"{format_number(ones)},{rest}" if rest else format_number(ones)
