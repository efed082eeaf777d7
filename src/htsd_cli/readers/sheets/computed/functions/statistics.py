"""What functions of many numbers come to that say how these lie: deviations, quartiles, the commonest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import DIVIDED_BY_ZERO, NOT_FOUND, Failed, Value, number
from htsd_cli.readers.sheets.number_formats import Number


def _squares(values: Sequence[Number]) -> float:
    """Return the sum of the squared distances from the mean."""
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values)


def _variance(values: Sequence[Number], less: int) -> float:
    if len(values) <= less:
        raise Failed(DIVIDED_BY_ZERO)
    return _squares(values) / (len(values) - less)


def _deviation(less: int) -> Callable[[Sequence[Number]], float]:
    return lambda values: math.sqrt(_variance(values, less))


def _spread(less: int) -> Callable[[Sequence[Number]], float]:
    return lambda values: _variance(values, less)


def _commonest(values: Sequence[Number]) -> Number:
    counts = Counter(values)
    most = max(counts.values(), default=0)
    if most < 2:
        raise Failed(NOT_FOUND)
    found = [value for value, count in counts.items() if count == most]
    if len(found) > 1:
        raise NotPlain  # the first in some programs, the smallest in others
    return found[0]


def _geometric(values: Sequence[Number]) -> float:
    if not values or min(values) <= 0:
        raise Failed("#NUM!")
    return math.exp(math.fsum(map(math.log, values)) / len(values))


def _harmonic(values: Sequence[Number]) -> float:
    if not values or min(values) <= 0:
        raise Failed("#NUM!")
    return len(values) / math.fsum(1 / value for value in values)


def _distance(values: Sequence[Number]) -> float:
    if not values:
        raise Failed("#NUM!")
    mean = math.fsum(values) / len(values)
    return math.fsum(abs(value - mean) for value in values) / len(values)


OF_MANY: dict[str, Callable[[Sequence[Number]], Number]] = {
    **dict.fromkeys(("STDEV", "STDEV.S"), _deviation(1)),
    **dict.fromkeys(("STDEVP", "STDEV.P"), _deviation(0)),
    **dict.fromkeys(("VAR", "VAR.S"), _spread(1)),
    **dict.fromkeys(("VARP", "VAR.P"), _spread(0)),
    **dict.fromkeys(("MODE", "MODE.SNGL"), _commonest),
    "DEVSQ": lambda values: _variance(values, 0) * len(values),
    "AVEDEV": _distance,
    "GEOMEAN": _geometric,
    "HARMEAN": _harmonic,
}


def quantile(name: str, values: Sequence[Number], place: Value) -> Number:
    """Return PERCENTILE at a share from 0 to 1, or QUARTILE at a number from 0 to 4."""
    share = number(place)
    if name.startswith("QUARTILE"):
        share = int(share) / 4
    if not values or not 0 <= share <= 1:
        raise Failed("#NUM!")
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


QUANTILES = ("PERCENTILE", "PERCENTILE.INC", "QUARTILE", "QUARTILE.INC")
