"""Whether a font that came with a file draws its digits as digits are drawn: its 7 may look like a 1.

Which letter a drawing stands for is said by the font's own map alone. Its digits are painted (TrueType and CFF alike)
and held against how 356 usual fonts draw them, in the middle: two that look more like each other than like
themselves are exchanged, one that looks much more like another is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_SIZE = 64  # pixels
_LARGEST = 8 * _SIZE  # pixels: what is drawn larger is no letter
_LONGEST = 16 << 20  # bytes of a font looked at
_WIDE, _HIGH = 6, 9  # a drawing is held against others in so many parts
_THIRDS = 3  # ink is counted in thirds of what is in the middle part
_NARROWEST = 0.42  # of its height: a narrower drawing stands in the middle of so wide a field
_MUCH_MORE = 1.85  # times: so much nearer to another digit than to its own; 1.7 in honest fonts
_NEARER = 3.0  # … and by so much
_ALIKE = 0.6  # two drawings so near each other are one; 5 in honest fonts
_HOLES = {"8": (2, 3)} | dict.fromkeys("12357", (0, 0))
_MOST_HOLES, _MOST_SPECKS = 3, 8  # that are counted
_SMALLEST_HOLE = 0.008  # of a drawing's field
_SYMBOLS = 0xF000  # where a font of symbols has its codes
_DOT = 0.6  # of a digit's height: a dot or a comma is lower

# How much ink is in each part, in thirds of the middle, from above.
_USUAL = {
    "0": "025541 153154 351036 540036 630036 630045 630153 451351 145520",
    "1": "013553 246652 123651 002641 003741 003731 004721 015621 357764",
    "2": "036761 243256 221046 000164 000461 003610 036101 273232 788873",
    "3": "136762 242255 120155 001462 014771 000165 210055 531363 376630",
    "4": "000353 001562 004561 025371 161370 542471 566785 001550 002651",
    "5": "146775 144221 142000 266740 132373 000155 210154 431352 366520",
    "6": "012452 034322 253100 364430 563363 640055 630144 451253 156530",
    "7": "699999 433375 100281 001640 003710 017400 047200 165100 353000",
    "8": "024551 242144 251034 154351 046650 440153 620044 531153 155530",
    "9": "035651 352154 440036 550046 363365 034453 001342 223430 254310",
}

Parts = tuple[float, ...]  # how much ink is in each part of a drawing, 1 in the middle


def draws_others(data: bytes) -> bool:
    """Return whether a font file draws some digit as another, a space with ink, or a dot as high as a digit.

    A file that cannot be painted is used by no program either, and a digit it lacks is drawn in another font.
    """
    from PIL import Image, ImageFont

    if len(data) > _LONGEST:
        return False
    try:
        font = ImageFont.truetype(BytesIO(data), _SIZE, layout_engine=ImageFont.Layout.BASIC)
        drawn = _drawn(font)
        if not any(digit in drawn for digit in _USUAL):  # a font of symbols has codes of its own
            font = ImageFont.truetype(
                BytesIO(data), _SIZE, encoding="symb", layout_engine=ImageFont.Layout.BASIC
            )
            drawn = _drawn(font, _SYMBOLS)
    except (OSError, ValueError, MemoryError, Image.DecompressionBombError):
        return False
    return _is_wrong(drawn)


def _is_wrong(drawn: Mapping[str, Image | None]) -> bool:
    digits = {sign: image for sign, image in drawn.items() if sign in _USUAL}
    inked = {sign: image for sign, image in digits.items() if image is not None}
    if len(inked) < len(digits) or drawn.get(" ") is not None or drawn.get("\xa0") is not None:
        return True
    if not inked:
        return False
    high = max(image.height for image in inked.values())
    if any((image := drawn.get(sign)) is not None and image.height > _DOT * high for sign in ".,"):
        return True
    parts = {digit: _parts(image) for digit, image in inked.items()}
    return _are_others(parts, inked)


def _are_others(parts: Mapping[str, Parts], drawn: Mapping[str, Image]) -> bool:
    usual = {digit: [int(part) / _THIRDS for part in "".join(said.split())] for digit, said in _USUAL.items()}
    far = {(digit, name): _far(own, usual[name]) for digit, own in parts.items() for name in usual}
    for one, other in combinations(parts, 2):
        if far[one, other] + far[other, one] < far[one, one] + far[other, other]:
            return True
        if _far(parts[one], parts[other]) < _ALIKE:
            return True
    for digit, image in drawn.items():
        own, nearest = far[digit, digit], min(far[digit, name] for name in usual)
        if own > _MUCH_MORE * nearest and own - nearest > _NEARER:
            return True
        if own > nearest and digit in _HOLES:
            least, most = _HOLES[digit]
            if not least <= _holes(image) <= most:
                return True
    return False


def _far(one: Iterable[float], other: Iterable[float]) -> float:
    return sum([(a - b) ** 2 for a, b in zip(one, other, strict=True)])


# -- drawings ------------------------------------------------------------------------------------------------


def _drawn(font: FreeTypeFont, codes: int = 0) -> dict[str, Image | None]:
    """Return how a font draws digits, spaces and dots, as dark as they are inked; None is a blank drawing."""
    nothing = _painted(font, "\U0010fffd")
    found: dict[str, Image | None] = {}
    for sign in (*_USUAL, *" \xa0.,"):
        image = _painted(font, chr(codes + ord(sign)))
        if image is not None and nothing is not None and image.tobytes() == nothing.tobytes():
            continue  # the box of a letter the font lacks
        if image is None and nothing is None:
            continue
        found[sign] = image
    return found


def _painted(font: FreeTypeFont, sign: str) -> Image | None:
    """Return what a font draws for a sign, cut to its ink. Raises `ValueError` where that is no letter."""
    from PIL import Image

    left, top, right, bottom = font.getbbox(sign)
    if max(right - left, bottom - top) > _LARGEST:
        raise ValueError("no letter is so large")
    mask = font.getmask(sign, mode="L")
    if not all(mask.size):
        return None
    image = Image.frombytes("L", mask.size, bytes(mask))
    box = image.getbbox()
    return None if box is None else image.crop(box)


def _parts(image: Image) -> Parts:
    from PIL.Image import Resampling, new

    wide = round(_NARROWEST * image.height)
    if image.width < wide:
        field = new("L", (wide, image.height))
        field.paste(image, ((wide - image.width) // 2, 0))
        image = field
    ink: Sequence[int] = image.resize((_WIDE, _HIGH), Resampling.BOX).tobytes()
    middle = sum(ink) / len(ink) or 1.0
    return tuple(part / middle for part in ink)


def _holes(image: Image) -> int:
    """Return how many fields a drawing encloses."""
    from PIL import ImageDraw
    from PIL.Image import new

    image = image.copy()
    image.thumbnail((_SIZE, _SIZE))
    field = new("L", (image.width + 2, image.height + 2))
    field.paste(image.point(lambda ink: 255 if ink >= 128 else 0), (1, 1))
    ImageDraw.floodfill(field, (0, 0), 100)
    holes, left, least = 0, _MOST_SPECKS, _SMALLEST_HOLE * field.width * field.height
    while holes <= _MOST_HOLES and left and (at := field.tobytes().find(0)) >= 0:
        before = field.tobytes().count(0)
        ImageDraw.floodfill(field, (at % field.width, at // field.width), 100)
        large = before - field.tobytes().count(0) >= least
        holes += large
        left -= not large
    return holes
