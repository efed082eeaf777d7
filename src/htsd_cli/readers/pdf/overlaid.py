"""Letters of a page printed over one another: the same ones twice are one; different digits cannot be read.

A program makes letters bold, or gives them a shadow, by printing them again a little aside. What was typed over an
older figure without wiping it out leaves both to be seen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations

from htsd_cli.readers.pdf.layout import Letter
from htsd_cli.readers.pdf.table import LettersInCells
from htsd_cli.values.document import Seen, Sight

_STEP = 12.0  # points: letters are looked for by their place
_TOUCH = 1.0  # points: letters farther apart have nothing to do with one another
_ASIDE = 0.3  # of a letter's width: the same letter printed again is no farther away
_NARROWEST = 0.1  # of a letter's size
_BEHIND = 2.5  # times as large: a watermark, which nobody reads into the figures over it
_OVER_ONE_ANOTHER = "số in chồng lên nhau"
_OVERFLOW = "chữ tràn khỏi ô sang dòng khác, không rõ số của dòng nào"
_UPPER, _LOWER = 0.5, 0.15  # of a letter's size above its line: a rule between runs through its midst
_LEAST_APART, _MOST_APART = 0.15, 0.6  # of a letter's size: lines so near one another lie over one another
_NEXT_LINE = 1.7  # of a letter's size: the next line of a text is no farther
_LEAST_LETTERS = 3  # of a text that runs over
_MOST_OF_A_LINE = 0.9  # of a cell's height: so far into the rows beside it
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


def without_cut(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without those of texts that are cut off where they would run into others.

    A text cut off at the edge of its column goes on unseen over the next one: its commas would part the figures there.
    """
    seen = [letter for letter in letters if letter.clip is None and letter.text.strip()]
    heights = sorted(seen, key=lambda letter: letter.base)
    bases = [letter.base for letter in heights]
    over = {
        (letter.clip, letter.base)
        for letter in letters
        if letter.clip is not None
        and any(
            min(letter.x1, other.x1) - max(letter.x0, other.x0) > 0.0
            for other in heights[
                bisect_left(bases, letter.base - letter.size / 2) : bisect_right(
                    bases, letter.base + letter.size / 2
                )
            ]
        )
    }
    return [letter for letter in letters if letter.clip is None or (letter.clip, letter.base) not in over]


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


def tell_overflow(table: LettersInCells) -> None:
    """Tell figures and blanks beside text that its cell is too low for: it runs over a rule or over other lines.

    A sheet printed with rows that are too low has its names in the rows beside them: whose a figure is nobody knows.
    """
    written = [[letter for letter in inside if _is_of_a_name(letter)] for inside in table.inside]
    lines = {(round(letter.base), round(letter.x0, -1)) for letters in written for letter in letters}
    for number, box in enumerate(table.boxes):
        letters = written[number]
        over = _MOST_OF_A_LINE * (box[3] - box[1])
        above, below = (_crossing(letters, side, lines) for side in (box[1], box[3]))
        if _are_overlaid(letters):
            above = below = True
        if not (above or below):
            continue
        top, bottom = box[1] - (over if above else 0.0), box[3] + (over if below else 0.0)
        for other, (_, high, _, low) in enumerate(table.boxes):
            beside = min(low, bottom) - max(high, top) > 1.0
            said = Seen(Sight.UNKNOWN, _OVERFLOW)
            if not beside or said in table.sights[other]:
                continue
            texts = [letter.text for letter in table.inside[other] if letter.text.strip()]
            if not texts or any(
                text.isdigit() for text in texts
            ):  # a blank may be one whose figure went astray
                table.sights[other].append(said)


def _is_of_a_name(letter: Letter) -> bool:
    return letter.text.isalpha() and not letter.turn and letter.look is None and letter.base > 0


def _crossing(letters: Sequence[Letter], rule: float, lines: set[tuple[int, float]]) -> bool:
    """Return whether a level rule runs through the midst of letters that are one of several lines.

    `lines` are where the letters of all cells stand, down and roughly across. A rule through a line that stands alone
    strikes it.
    """
    through = [
        letter
        for letter in letters
        if letter.base - _UPPER * letter.size < rule < letter.base - _LOWER * letter.size
    ]
    if len(through) < _LEAST_LETTERS:
        return False
    first = through[0]
    return any(
        _MOST_APART * first.size < abs(base - first.base) < _NEXT_LINE * first.size
        and any(abs(across - letter.x0) < first.size for letter in through)
        for base, across in lines
    )


def _are_overlaid(letters: Sequence[Letter]) -> bool:
    """Return whether lines of letters lie over one another, each at a height of its own."""
    lines: dict[int, list[Letter]] = {}
    for letter in letters:
        lines.setdefault(round(letter.base), []).append(letter)
    for one, other in combinations(sorted(lines), 2):
        apart = (other - one) / max(letter.size for letter in lines[one])
        if not _LEAST_APART < apart < _MOST_APART:
            continue
        spans = [(letter.x0, letter.x1) for letter in lines[other]]
        over = sum(
            any(min(letter.x1, x1) - max(letter.x0, x0) > (letter.x1 - letter.x0) / 2 for x0, x1 in spans)
            for letter in lines[one]
        )
        if over >= _LEAST_LETTERS:
            return True
    return False
