"""Tells of numbers that stand across the rules between a table's cells: nobody knows whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.readers.pdf.layout import Letter, find_lines, height_of, set_upright
from htsd_cli.readers.pdf.table import LettersInCells
from htsd_cli.values.document import Seen, Sight

_INSIDE = 1.0  # points from a cell's edge: there the cell beside it is looked for
_OF_NUMBERS = frozenset("0123456789.,")
_TOUCHING = 0.15  # of a letter's size: digits of one number stand no farther apart
_ACROSS = "số viết vắt qua đường kẻ giữa hai ô"
_NEXT_LINE = 1.7  # of a letter's size: the next line of a text is no farther


def tell_across_rules(table: LettersInCells) -> None:
    """Tell a cell of the digits that stand on the rule above or below it: they may be its figure.

    A text in a line too low for it is printed half above its cell. The cell its middle lies in tells it by itself.
    """
    found: dict[int, list[Letter]] = {}
    for cell, letters in enumerate(table.inside):
        for letter in letters:
            if letter.look is not Sight.UNKNOWN or not letter.text.isdigit() or letter.turn:
                continue
            above, below = table.boxes[cell][1], table.boxes[cell][3]
            for rule, beyond in ((above, above - _INSIDE), (below, below + _INSIDE)):
                beside = table.cell_at((letter.x0 + letter.x1) / 2, beyond)
                if letter.top < rule < letter.bottom and beside is not None:
                    found.setdefault(beside, []).append(letter)
    for cell, crossed in found.items():
        (line, *_) = find_lines([letter._replace(look=None) for letter in crossed], set())
        table.sights[cell].append(Seen(Sight.UNKNOWN, f"{crossed[0].doubt}: {line.text}"))


def doubt_across_rules(table: LettersInCells, beyond: Sequence[Letter] = ()) -> None:
    """Leave out the digits of numbers that run over a rule into the cell beside, or out of the table.

    Nobody knows whose they are, or what of them is to be seen; `beyond` are the letters in none of the cells.
    """
    numbers = [
        (letter.turn, round(height_of(upright)), upright.x0, cell, place, upright)
        for cell, letters in ((-1, beyond), *enumerate(table.inside))
        for place, letter in enumerate(letters)
        if letter.text in _OF_NUMBERS
        and letter.turn >= 0
        and (letter.look is None or (cell < 0 and letter.look is Sight.UNSEEN))  # white beyond a dark cell
        and (cell >= 0 or letter.clip is None)
        for upright in (set_upright(letter),)
    ]
    run: list[tuple[int, int]] = []
    before: Letter | None = None
    way = 0
    for turn, _, _, cell, place, letter in sorted(numbers):
        if before is None or turn != way or not _goes_on(before, letter):
            _doubt(table, run)
            run = []
        run.append((cell, place))
        before, way = letter, turn
    _doubt(table, run)
    for cell in range(len(table.boxes)):
        _doubt(table, _broken_turned(table, cell))


def _broken_turned(table: LettersInCells, cell: int) -> list[tuple[int, int]]:
    """Return the letters, by cell and place, of a turned number whose rest lies on the rule to the cell beside.

    A number too long for its cell's height goes on in a line beside it: over the rule, though it has room there.
    """
    x0, _, x1, _ = table.boxes[cell]
    for letter in table.inside[cell]:
        if letter.turn not in (90, 270) or letter.x1 - letter.x0 >= x1 - x0:
            continue
        rule, beyond = (x0, x0 - _INSIDE) if letter.turn == 90 else (x1, x1 + _INSIDE)
        if not letter.x0 < rule < letter.x1:
            continue
        beside = table.cell_at(beyond, (letter.top + letter.bottom) / 2)
        rest = _turned_number(table, cell, letter) if letter.text.isdigit() and not letter.look else []
        first = _turned_number(table, beside, letter) if beside is not None and rest else []
        if beside is None or not first:
            continue
        line = [table.inside[one][place] for one, place in first]
        length = max(one.bottom for one in line) - min(one.top for one in line)
        if table.boxes[beside][3] - table.boxes[beside][1] - length < letter.bottom - letter.top:
            return first + rest
    return []


def _turned_number(table: LettersInCells, cell: int, like: Letter) -> list[tuple[int, int]]:
    """Return the letters of numbers in a cell that are turned like one and stand in its line or the next."""
    return [
        (cell, place)
        for place, letter in enumerate(table.inside[cell])
        if letter.text in _OF_NUMBERS
        and letter.turn == like.turn
        and not letter.look
        and abs(letter.x0 - like.x0) < _NEXT_LINE * like.size
    ]


def _doubt(table: LettersInCells, run: Sequence[tuple[int, int]]) -> None:
    """Leave out the letters of a number, by cell and place, if they stand in more than one cell."""
    if len({cell for cell, _ in run}) < 2:
        return
    for cell, place in run:
        if cell < 0:
            continue
        letter = table.inside[cell][place]
        table.inside[cell][place] = letter._replace(look=Sight.UNKNOWN, doubt=_ACROSS)


def _goes_on(one: Letter, other: Letter) -> bool:
    gap = other.x0 - one.x1
    return (
        -_TOUCHING * one.size < gap < _TOUCHING * one.size
        and abs(height_of(one) - height_of(other)) < 1.0
        and abs(one.size - other.size) < 0.5
        and one.font == other.font
    )
