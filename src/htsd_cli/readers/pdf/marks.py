"""What is drawn in a table's cells that is no letter: pictures, lines by hand, strokes that may be digits or signs."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.readers.pdf.drawing import WHITE, Drawing, Shape
from htsd_cli.readers.pdf.layout import Box, Letter
from htsd_cli.readers.pdf.table import LettersInCells, middle_of
from htsd_cli.values.document import Seen, Sight

_UPRIGHT = 4.0  # points: a stroke as high as a small digit
_FROM_RULES = 2.5  # points: what is nearer to a cell's side is its rule
_OPEN = 8.0  # points by which upright rules go on where a row is not closed,
_LEAST_UPRIGHT = 3  # and how many of them
_EDGE = 1.5  # points: a rule is no farther from a cell's side
_MOST_BESIDE = 7  # strokes inside a cell, as a digit of segments has; more of them are a dotted line
# Parts of a digit's size, for a stroke drawn beside it:
_WIDEST, _HIGHEST, _LEAST = 0.9, 1.1, 0.06
_APART = 0.8  # how far away it may stand
_OVER = 0.3  # how much of the digit's width it may cover: what covers more strikes or underlines it
_ABOVE_BASE, _BELOW_BASE = 0.9, 0.3  # how high and low its middle may stand
_SIGN = 0.12  # how far above the line a level stroke stands that is a sign


def see_drawn(drawing: Drawing, tables: Sequence[LettersInCells]) -> None:
    """Tell each cell of the pictures and of the lines drawn by hand in it; its rules and shades are none of these."""
    seen: set[tuple[int, int]] = set()
    boxes = [image.box for image in drawing.images]
    boxes += [shape.box for shape in drawing.shapes if not shape.straight and _is_drawn(shape)]
    for place, table in enumerate(tables):
        for box in boxes:
            if not (
                table.box[0] <= middle_of(box)[0] <= table.box[2]
                and table.box[1] <= middle_of(box)[1] <= table.box[3]
            ):
                continue
            cells = table.cells_of(box)
            for cell in cells if len(cells) == 1 else ():
                if (place, cell) not in seen:
                    seen.add((place, cell))
                    table.sights[cell].append(Seen(Sight.PICTURE))
    _see_strokes(drawing, tables)
    _see_beside(drawing, tables)


def open_rows(drawing: Drawing, table: LettersInCells) -> str:
    """Return the words with digits that stand in rows of a table that no rule closes, as at a page's end; "" for none.

    Its upright rules go on above or below its last level one, with letters between them that are in no cell.
    """
    sides = {round(side) for box in table.boxes for side in (box[0], box[2])}
    left, top, right, bottom = table.box
    above, below = [], []
    for shape in drawing.shapes:
        x0, y0, x1, y1 = shape.box
        if not shape.straight or x1 - x0 > _FROM_RULES or not _is_drawn(shape):
            continue
        if not any(round((x0 + x1) / 2) + off in sides for off in (-1, 0, 1)):
            continue
        if y0 < top - _OPEN and y1 > top - _FROM_RULES:
            above.append(y0)
        if y1 > bottom + _OPEN and y0 < bottom + _FROM_RULES:
            below.append(y1)
    found = []
    for reach, ends in (
        ((min(above, default=top), top), above),
        ((bottom, max(below, default=bottom)), below),
    ):
        if len(ends) < _LEAST_UPRIGHT:
            continue
        inside = [
            letter
            for letter in drawing.letters
            if reach[0] < (letter.top + letter.bottom) / 2 < reach[1]
            and left < letter.x0
            and letter.x1 < right
        ]
        words = "".join(letter.text for letter in inside).strip()
        found += [words] if any(char.isdigit() for char in words) else []
    return " ".join(found)


def _see_strokes(drawing: Drawing, tables: Sequence[LettersInCells]) -> None:
    """Tell each cell without letters of upright strokes and blocks in it, of which digits may be drawn.

    Level lines are there to be written on, and what reaches from side to side is a rule or a shade.
    """
    for table in tables:
        for shape in drawing.shapes:
            if not shape.straight or not _is_drawn(shape) or shape.box[3] - shape.box[1] < _UPRIGHT:
                continue
            cell = table.cell_at(*middle_of(shape.box))
            if cell is None or table.inside[cell] or table.sights[cell]:
                continue
            left, top, right, bottom = table.boxes[cell]
            x0, y0, x1, y1 = shape.box
            if min(x0 - left, right - x1) > _FROM_RULES and min(y0 - top, bottom - y1) > 1.0:
                table.sights[cell].append(Seen(Sight.PICTURE))


def _is_drawn(shape: Shape) -> bool:
    across, down = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    return max(across, down) > 3.0 and (shape.stroke not in (None, WHITE) or shape.fill not in (None, WHITE))


def _see_beside(drawing: Drawing, tables: Sequence[LettersInCells]) -> None:
    """Tell each figure of strokes drawn beside it that may be a sign, a comma or a digit of it."""
    small: dict[tuple[int, int], list[Box]] = {}
    for shape in drawing.shapes:
        if {shape.stroke, shape.fill} <= {None, WHITE}:
            continue
        for place, table in enumerate(tables):
            cell = table.cell_at(*middle_of(shape.box))
            if cell is not None and not _is_at_edge(shape.box, table.boxes[cell]):
                small.setdefault((place, cell), []).append(shape.box)
    for (place, cell), boxes in small.items():
        table = tables[place]
        if len(boxes) > _MOST_BESIDE or table.sights[cell]:
            continue
        if any(_is_beside(box, table.inside[cell]) for box in boxes):
            table.sights[cell].append(Seen(Sight.PICTURE))


def _is_at_edge(box: Box, cell: Box) -> bool:
    return min(box[0] - cell[0], box[1] - cell[1]) < _EDGE or min(cell[2] - box[2], cell[3] - box[3]) < _EDGE


def _is_beside(box: Box, letters: Sequence[Letter]) -> bool:
    """Return whether a small stroke stands on the line of a digit and over no letter."""
    x0, top, x1, bottom = box
    near = False
    for letter in letters:
        if letter.turn or not letter.text.strip():
            continue
        size, base = letter.size, letter.base or letter.bottom
        if not base - _ABOVE_BASE * size < (top + bottom) / 2 < base + _BELOW_BASE * size:
            continue
        if min(x1, letter.x1) - max(x0, letter.x0) > _OVER * min(letter.x1 - letter.x0, max(x1 - x0, 0.1)):
            return False
        fits = x1 - x0 <= _WIDEST * size and bottom - top <= _HIGHEST * size
        seen = max(x1 - x0, bottom - top) >= _LEAST * size
        line = bottom - top < x1 - x0 and (top + bottom) / 2 > base - _SIGN * size and x1 - x0 > _OVER * size
        apart = max(letter.x0 - x1, x0 - letter.x1)
        near = near or (letter.text.isdigit() and fits and seen and not line and apart <= _APART * size)
    return near
