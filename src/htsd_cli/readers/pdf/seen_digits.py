"""Whether the digits on a PDF's pages look like what they are copied as.

Which letter a drawing of a font is stands beside it (ToUnicode, an encoding) and only serves for copying (ISO 32000-2,
9.10.3): a font may draw an 8 for what is copied as 3. Its digits are painted and held against those of the usual fonts,
which PDFium brings. Only where all samples of a digit look like one and the same other digit, and by far less like
their own, it is doubted: letters of an odd shape stay what they are said to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.readers.pdf.layout import Box, Letter

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_USUAL = (
    "Times-Roman", "Helvetica", "Times-Bold", "Times-Italic", "Helvetica-Bold", "Times-BoldItalic", "Courier-Bold",
)  # fmt: skip
_SCALE = 4.0  # pixels a point
_MOST_PIXELS = 30_000_000  # of a page
_MOST_PAGES = 12  # painted
_SAMPLES = 3  # of each digit of each font
_SMALLEST, _LARGEST = 6.0, 40.0  # points: letters of other sizes are not looked at
_WIDE, _HIGH = 8, 11  # a digit's drawing is held against others in so many parts,
_BLURRED = 2  # each mixed so often with those beside it, since fonts differ in their strokes
_INK = 96  # from this on, of 255, a pixel is inked
_LIKE = 0.78  # how like another digit a drawing is at the least,
_UNLIKE = 0.13  # and by how much more than like its own
_CERTAIN = 0.9  # as like its own as this, a digit is not held against the others

Key = tuple[str, int, str]  # a font, a code in it, the digit it is copied as


class Shape(NamedTuple):
    """How a drawing's ink is spread over its parts, as a vector of length 1 with a mean of 0; how wide it is for its
    height."""

    parts: tuple[float, ...]
    wide: float

    def like(self, other: Shape) -> float:
        """Return how like two drawings are: 1 for the same."""
        alike = sum(one * part for one, part in zip(self.parts, other.parts, strict=True))
        return alike - abs(self.wide - other.wide) / 2


class Sample(NamedTuple):
    """A digit on a page, counted from 0: its box from the page's upper left corner as a person sees it, and how wide
    and high the page is, in points."""

    page: int
    box: Box
    paper: tuple[float, float]


def samples_of(pages: Sequence[tuple[Box, Sequence[Letter]]]) -> dict[Key, list[Sample]]:
    """Return some samples of each digit that a font may draw otherwise than it is copied.

    A page is given by its paper's box, as its letters' boxes are counted, and these.
    """
    found: dict[Key, list[Sample]] = {}
    for number, (paper, letters) in enumerate(pages[:_MOST_PAGES]):
        for letter in letters:
            if letter.code is None or not letter.drawn or letter.look is not None or letter.turn:
                continue
            if not _SMALLEST <= letter.size <= _LARGEST or letter.clip is not None:
                continue
            samples = found.setdefault((letter.font, letter.code, letter.text), [])
            if len(samples) < _SAMPLES:
                left, top = paper[0], paper[1]
                box = (letter.x0 - left, letter.top - top, letter.x1 - left, letter.bottom - top)
                samples.append(Sample(number, box, (paper[2] - left, paper[3] - top)))
    return found


def drawn_otherwise(path: Path, samples: Mapping[Key, Sequence[Sample]]) -> frozenset[Key]:
    """Return the digits of the fonts that draw one as another. A file PDFium cannot paint is not doubted for that."""
    if not samples:
        return frozenset()
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(path)
    except PdfiumError:
        return frozenset()
    try:
        usual = _Usual()
        wanted = {sample.page for those in samples.values() for sample in those}
        painted = {number: _Painted(document[number]) for number in sorted(wanted) if number < len(document)}
    except PdfiumError:
        return frozenset()
    finally:
        document.close()
    fonts: set[str] = set()
    for key, those in samples.items():
        shapes = [
            painted[sample.page].shape(sample.box)
            for sample in those
            if sample.page in painted and painted[sample.page].is_of(sample.paper)
        ]
        looks = {usual.other(shape, key[2]) for shape in shapes if shape is not None}
        if len(looks) == 1 and None not in looks:
            fonts.add(key[0])
    return frozenset(key for key in samples if key[0] in fonts)


class _Painted:
    """A painted page: how dark each pixel is, from 0 for white."""

    def __init__(self, page: PdfPage) -> None:
        self._size = width, height = page.get_size()
        self._rows: list[bytes] = []
        self._width = 0
        if width * height * _SCALE**2 > _MOST_PIXELS:
            return
        bitmap = page.render(scale=_SCALE, grayscale=True)
        content = bytes(bitmap.buffer)
        self._width = bitmap.width
        self._rows = [
            content[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height)
        ]

    def is_of(self, paper: tuple[float, float]) -> bool:
        """Return whether it is as large as a page is thought to be."""
        return all(abs(one - other) < 1.0 for one, other in zip(self._size, paper, strict=True))

    def shape(self, box: Box) -> Shape | None:
        """Return how the ink in a box is spread, None where there is too little to tell."""
        left, top, right, bottom = (round(side * _SCALE) for side in box)
        left, right = max(left - 1, 0), min(right + 1, self._width)
        lines = [row[left:right].translate(_DARK) for row in self._rows[max(top, 0) : max(bottom, 0)]]
        inked = [at for at, line in enumerate(lines) if max(line, default=0) >= _INK]
        if not inked:
            return None
        lines = lines[inked[0] : inked[-1] + 1]
        columns = [at for at in range(right - left) if any(line[at] >= _INK for line in lines)]
        first, last = columns[0], columns[-1] + 1
        if len(lines) < _HIGH or last - first < 3:
            return None
        return _spread([line[first:last] for line in lines])


_DARK = bytes(255 - value for value in range(256))


def _spread(lines: Sequence[bytes]) -> Shape | None:
    """Return how a drawing's ink is spread, None where it is the same all over."""
    high, wide = len(lines), len(lines[0])
    sides = [
        (at * wide // _WIDE, max((at + 1) * wide // _WIDE, at * wide // _WIDE + 1)) for at in range(_WIDE)
    ]
    grid: list[list[float]] = []
    for down in range(_HIGH):
        rows = lines[down * high // _HIGH : (down + 1) * high // _HIGH]
        columns = [sum(column) for column in zip(*rows, strict=True)]
        grid.append([sum(columns[first:last]) / (len(rows) * (last - first)) for first, last in sides])
    for _ in range(_BLURRED):
        across = [_blurred(row) for row in grid]
        grid = [list(row) for row in zip(*map(_blurred, zip(*across, strict=True)), strict=True)]
    parts = [part for row in grid for part in row]
    middle = sum(parts) / len(parts)
    apart = [part - middle for part in parts]
    length = sum(part * part for part in apart) ** 0.5
    return Shape(tuple(part / length for part in apart), wide / high) if length else None


def _blurred(row: Sequence[float]) -> list[float]:
    return [
        (before + 2 * part + after) / 4
        for before, part, after in zip((0.0, *row), row, (*row[1:], 0.0), strict=False)
    ]


class _Usual:
    """What the ten digits look like in the usual fonts."""

    def __init__(self) -> None:
        from pypdfium2 import PdfDocument

        document: PdfDocument = PdfDocument(_specimen())
        try:
            self._page = _Painted(document[0])
        finally:
            document.close()
        self._shapes: dict[tuple[str, int], Shape | None] = {}

    def likeness(self, shape: Shape, digit: str) -> float:
        """Return how like a digit a drawing is; from `_CERTAIN` on it may be more."""
        most = 0.0
        for row in range(len(_USUAL)):
            if (digit, row) not in self._shapes:
                left, top = 20.0 * int(digit), 20.0 * row
                self._shapes[digit, row] = self._page.shape((left + 1, top, left + 19, top + 20))
            one = self._shapes[digit, row]
            most = max(most, 0.0 if one is None else shape.like(one))
            if most >= _CERTAIN:
                break
        return most

    def other(self, shape: Shape, digit: str) -> str | None:
        """Return the digit a drawing looks like, None where that may be its own."""
        own = self.likeness(shape, digit)
        if own >= _CERTAIN:
            return None
        like = {name: self.likeness(shape, name) for name in "0123456789" if name != digit}
        best = max(like, key=lambda name: like[name])
        return best if like[best] >= _LIKE and like[best] - own >= _UNLIKE else None


def _specimen() -> bytes:
    """Return a PDF with the ten digits in each of the fonts every reader of PDF has (9.6.2.2)."""
    high = 20 * len(_USUAL)
    shown = "".join(
        f"BT /F{row} 12 Tf {20 * digit + 5} {high - 20 * row - 15} Td ({digit}) Tj ET "
        for row in range(len(_USUAL))
        for digit in range(10)
    )
    fonts = "".join(f"/F{row}<</Type/Font/Subtype/Type1/BaseFont/{name}>>" for row, name in enumerate(_USUAL))
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 {high}]/Contents 4 0 R/Resources<</Font<<{fonts}>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
    )
    content, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(content)}\n"
    return f"{content}{end}%%EOF".encode()
