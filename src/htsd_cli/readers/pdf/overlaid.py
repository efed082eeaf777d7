"""Letters of a page printed over one another: the same ones twice are one; different digits cannot be read.

A program makes letters bold, or gives them a shadow, by printing them again a little aside. What was typed over an
older figure without wiping it out leaves both to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from htsd_cli.readers.pdf.layout import Letter
from htsd_cli.values.document import Sight

_STEP = 12.0  # points: letters are looked for by their place
_TOUCH = 1.0  # points: letters farther apart have nothing to do with one another
_ASIDE = 0.3  # of a letter's width: the same letter printed again is no farther away
_NARROWEST = 0.1  # of a letter's size
_BEHIND = 2.5  # times as large: a watermark, which nobody reads into the figures over it
_OVER_ONE_ANOTHER = "số in chồng lên nhau"
_OVER = 0.4  # of a digit's width and height: from this on two of them lie over one another


def apart(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without those printed a second time; digits over other digits are told as unknown."""
    kept: list[Letter] = []
    places: dict[tuple[int, int], list[int]] = {}
    for letter in letters:
        if letter.look is not None or not letter.text.strip():
            kept.append(letter)
            continue
        near = [number for number in _near(letter, places) if _touch(letter, kept[number])]
        if any(_again(letter, kept[number]) for number in near):
            continue
        for number in near:
            if _over(letter, kept[number]):
                kept[number] = kept[number]._replace(look=Sight.UNKNOWN, doubt=_OVER_ONE_ANOTHER)
                letter = letter._replace(look=Sight.UNKNOWN, doubt=_OVER_ONE_ANOTHER)
        places.setdefault((int(letter.x0 // _STEP), int(letter.top // _STEP)), []).append(len(kept))
        kept.append(letter)
    return kept


def _near(letter: Letter, places: dict[tuple[int, int], list[int]]) -> Iterator[int]:
    column, row = int(letter.x0 // _STEP), int(letter.top // _STEP)
    for right in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            if (right, down) in places:
                yield from places[right, down]


def _touch(letter: Letter, other: Letter) -> bool:
    return (
        letter.x0 < other.x1 + _TOUCH
        and other.x0 < letter.x1 + _TOUCH
        and letter.top < other.bottom + _TOUCH
        and other.top < letter.bottom + _TOUCH
    )


def _again(letter: Letter, other: Letter) -> bool:
    if other.x1 - other.x0 < _NARROWEST * other.size:  # of a font that says no widths
        return False
    if letter.text != other.text or letter.turn != other.turn:
        return False
    if abs(letter.size - other.size) > 0.1 * other.size:
        return False
    aside = _ASIDE * max(other.x1 - other.x0, 1.0)
    return abs(letter.x0 - other.x0) <= aside and abs(letter.top - other.top) <= aside


def _over(letter: Letter, other: Letter) -> bool:
    if not (letter.text.isdigit() and other.text.isdigit()) or letter.turn != other.turn or letter.turn < 0:
        return False  # the boxes of letters that stand askew share much without the letters doing so
    if not 1 / _BEHIND < letter.size / max(other.size, 0.1) < _BEHIND:
        return False
    across = min(letter.x1, other.x1) - max(letter.x0, other.x0)
    down = min(letter.bottom, other.bottom) - max(letter.top, other.top)
    return across > _OVER * min(letter.x1 - letter.x0, other.x1 - other.x0) and down > _OVER * min(
        letter.bottom - letter.top, other.bottom - other.top
    )
