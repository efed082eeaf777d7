"""Colour scales and bars: the colour that a conditional format puts behind a number (ECMA-376 part 1, 18.3.1.16)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Stop(NamedTuple):
    """A place of a scale and its colour: `kind` is that of 18.18.12 (min, max, num, percent, percentile).

    The colour is None where it is not known.
    """

    kind: str
    value: float | None
    colour: int | None


class Scale(NamedTuple):
    """What stands behind the numbers of an area: from stop to stop, or a bar of one colour as far as it goes."""

    stops: tuple[Stop, ...]
    bar: bool = False

    def behind(self, number: float, numbers: Sequence[float]) -> int | None:
        """Return the colour behind a number among all `numbers` of the area, ascending; None where none can say."""
        if self.bar:
            return self.stops[0].colour if self.stops else None
        places: list[tuple[float, int]] = []
        for stop in self.stops:
            place = _place(stop, numbers)
            if place is None or stop.colour is None:
                return None
            places.append((place, stop.colour))
        if len(places) < 2:
            return None
        if number <= places[0][0]:
            return places[0][1]
        for (low, below), (high, above) in pairwise(places):
            if number <= high:
                return below if high <= low else _between(below, above, (number - low) / (high - low))
        return places[-1][1]


def stop(kind: str, value: str | float | None, colour: int | None) -> Stop:
    """Return a stop by its parts as a file has them."""
    try:
        number = None if value is None else float(value)
    except ValueError:
        number = None
    return Stop(kind, number, colour)


def _place(stop: Stop, numbers: Sequence[float]) -> float | None:
    """Return the number a stop stands for, None for one that a formula gives."""
    if not numbers:
        return None
    least, most = numbers[0], numbers[-1]
    match stop.kind:
        case "min" | "autoMin":
            return least
        case "max" | "autoMax":
            return most
        case "num":
            return stop.value
        case "percent" if stop.value is not None:
            return least + (most - least) * stop.value / 100
        case "percentile" if stop.value is not None and 0 <= stop.value <= 100:
            place = (len(numbers) - 1) * stop.value / 100
            low = int(place)
            high = min(low + 1, len(numbers) - 1)
            return numbers[low] + (numbers[high] - numbers[low]) * (place - low)
    return None


def _between(below: int, above: int, share: float) -> int:
    parts = (
        round((below >> shift & 255) + ((above >> shift & 255) - (below >> shift & 255)) * share) << shift
        for shift in (16, 8, 0)
    )
    return sum(parts)
