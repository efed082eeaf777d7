"""Where a picture with a mask hides what lies beneath it: a white patch, a watermark (ISO 32000-2, 11.6.5, 8.9.6).

A picture's own mask says of each of its points whether it is painted. A seal is painted here and there and lets the
letters under it through; a patch is painted all over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream

_PAINTED = 230  # of 255, from which on a point hides what lies beneath
_ALL = 0.9  # of the points over a letter
_MOST_BYTES = 40_000_000


class Mask(NamedTuple):
    """A mask in rows from the top: how many points across and down, its bytes, one for each point: 0 lets through."""

    across: int
    down: int
    points: bytes

    def hides(self, box: tuple[float, float, float, float]) -> bool:
        """Return whether the picture is painted over all of a box, given in parts of its width and height."""
        x0, y0, x1, y1 = (min(1.0, max(0.0, part)) for part in box)
        first, last = int(x0 * self.across), max(int(x0 * self.across) + 1, int(x1 * self.across))
        top, bottom = int(y0 * self.down), max(int(y0 * self.down) + 1, int(y1 * self.down))
        step = max(1, (bottom - top) // 20)
        rows = [
            self.points[row * self.across + first : row * self.across + last]
            for row in range(top, bottom, step)
        ]
        points = sum(map(len, rows))
        painted = sum(point >= _PAINTED for row in rows for point in row)
        return points > 0 and painted > _ALL * points


def mask_of(image: PDFStream) -> Mask | None:
    """Return the mask of a picture, or of a stencil; None for one without, or whose mask cannot be followed."""
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdftypes import PDFStream, resolve1

    soft, hard = resolve1(image.get("SMask")), resolve1(image.get("Mask"))
    stencil = resolve1(image.get("ImageMask")) is True or resolve1(image.get("IM")) is True
    own = image if stencil else soft if isinstance(soft, PDFStream) else hard
    if not isinstance(own, PDFStream):
        return None
    across, down, bits = (
        resolve1(own.get(key, own.get(short)))
        for key, short in (("Width", "W"), ("Height", "H"), ("BitsPerComponent", "BPC"))
    )
    bits = bits if isinstance(bits, int) else 1
    if (
        not (isinstance(across, int) and isinstance(down, int))
        or across * down > _MOST_BYTES
        or bits not in (1, 8)
    ):
        return None
    try:
        data = own.get_data()
    except (PDFException, ValueError):
        return None
    turned = _is_turned(own) != (stencil or own is hard)  # a stencil paints where it is 0
    return _unpacked(across, down, bits, data, turned)


def _is_turned(mask: Mapping[str, object] | PDFStream) -> bool:
    from pdfminer.pdftypes import resolve1

    decode = resolve1(mask.get("Decode", mask.get("D")))
    first = resolve1(decode[0]) if isinstance(decode, list) and decode else 0
    return isinstance(first, int | float) and first > 0.5


def _unpacked(across: int, down: int, bits: int, data: bytes, turned: bool) -> Mask | None:
    line = (across * bits + 7) // 8
    if len(data) < line * down:
        return None  # packed as a photograph is
    if bits == 8:
        points = data[: across * down]
        return Mask(across, down, bytes(255 - point for point in points) if turned else points)
    table = [bytes(255 * (byte >> bit & 1 ^ turned) for bit in range(7, -1, -1)) for byte in range(256)]
    rows = (data[row * line : (row + 1) * line] for row in range(down))
    return Mask(across, down, b"".join(b"".join(table[byte] for byte in row)[:across] for row in rows))
