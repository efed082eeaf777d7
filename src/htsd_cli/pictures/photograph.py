"""Tells photographs from logos, seals and drawings, and makes a small copy of each, within limits.

Decoding is Pillow's, limited to the kinds of picture Word keeps and to so many pixels; a picture that promises
more is not decoded at all.
"""

from __future__ import annotations

import io
import warnings
from enum import StrEnum
from typing import NamedTuple

from PIL import Image

from htsd_cli.language.vietnamese import format_number
from htsd_cli.pictures.picture import Picture

SMALL_SIDE = 480  # pixels of the longer side of a small copy
LEAST_SIDE = 200  # pixels; what is smaller is an icon, a line, a piece of ornament
MOST_PIXELS = 64_000_000  # of a picture that is decoded; a phone's have 12 to 50 million
_MOST_SCANS = 100  # of a JPEG; each is gone through in full, and a camera makes ten at most
_SMALL_ON_PAGE = 30.0  # millimetres of the longer side: a logo, a seal; no photograph is put that small
_SEAL_ON_PAGE = 60.0  # millimetres of the longer side of a seal or a signature
_FEWEST_COLOURS = 64  # among so many as a square of _SAMPLE pixels a side shows
_SAMPLE = 96
_WHITE = 232  # from which a pixel's darkest channel is paper
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")
_SHOWN_BY_BROWSERS = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_ORIENTATION = 0x0112  # the EXIF tag
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
# What brings a picture of each orientation upright (EXIF 2.3, table 6).
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class WhyNot(StrEnum):
    """Why a picture is left out; each is told with how many there are."""

    SMALL = "hình nhỏ, biểu trưng"
    DRAWING = "hình vẽ, biểu đồ"
    SEAL = "con dấu, chữ ký"
    AGAIN = "hình lặp lại"


class NoPhotograph(Exception):  # noqa: N818 - it names what the picture is
    """The picture is none that a report is illustrated with; nobody need look at it."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why)
        self.why = why


class UnreadablePicture(Exception):  # noqa: N818 - it names the picture's state
    """The picture cannot be used; `str()` says why in Vietnamese, for a line about it."""


class Photograph(NamedTuple):
    """A photograph: its bytes as a browser shows them, the ending they have by right, and its small copy.

    `small` is a JPEG of at most `SMALL_SIDE` pixels a side, upright and without what a camera notes (place, time),
    `size` its width and height; None where the picture is kept as it is and cannot be shown (`trouble` says why).
    """

    content: bytes
    ending: str
    small: bytes | None
    size: tuple[int, int] | None
    trouble: str = ""


def take(picture: Picture) -> Photograph:
    """Return a picture as a photograph; a page of a scan is taken as it is.

    Raises `NoPhotograph` for what is none, `UnreadablePicture` for what is damaged or over a limit.
    """
    content = picture.content
    if content is None:
        raise UnreadablePicture(picture.trouble)
    if picture.drawing or _is_drawing(content):
        raise NoPhotograph(WhyNot.DRAWING)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return Photograph(
            content, ".heic", None, None, "ảnh HEIC, trình duyệt không hiện được; đã chép nguyên tệp"
        )
    longest = max(picture.millimetres) if picture.millimetres else None
    if longest is not None and longest <= _SMALL_ON_PAGE:
        raise NoPhotograph(WhyNot.SMALL)
    if content.startswith(b"\xff\xd8") and content.count(b"\xff\xda") > _MOST_SCANS:
        return _unopened(content, ValueError())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a camera's odd notes are no matter, and the limits are ours
        try:
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
        except Exception as error:
            return _unopened(content, error)
        with image:
            return _decoded(image, content, picture, longest)


def _decoded(image: Image.Image, content: bytes, picture: Picture, longest: float | None) -> Photograph:
    width, height = image.size
    kind = image.format or ""
    if min(width, height) < LEAST_SIDE:
        raise NoPhotograph(WhyNot.SMALL)
    if width * height > MOST_PIXELS:
        size = f"{format_number(width)} × {format_number(height)} điểm ảnh"
        if kind not in _SHOWN_BY_BROWSERS:
            raise UnreadablePicture(f"ảnh quá lớn ({size})")
        told = f"ảnh quá lớn ({size}), chưa làm bản nhỏ; đã chép nguyên tệp"
        return Photograph(content, _SHOWN_BY_BROWSERS[kind], None, None, told)
    try:
        profile = image.info.get("icc_profile")
        orientation = image.getexif().get(_ORIENTATION, 1)
        if kind in ("JPEG", "MPO"):
            # Decoded no larger than is needed, which takes a tenth of the memory and half the time.
            image.draft(image.mode, _within(image.size, 2 * SMALL_SIDE))
        small = _on_white(image)
    except Exception as error:
        raise UnreadablePicture("ảnh bị hỏng hoặc bị cắt mất một phần") from error
    if not picture.scan:
        _refuse_drawing(small, longest)
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    # Where the document turns a picture, it turns it as it lies in the file, whatever the camera noted.
    small = small.transpose(_TURNS[picture.turn]) if picture.turn else _upright(small, orientation)
    keep = profile if isinstance(profile, bytes) and len(profile) <= 4096 and image.mode == "RGB" else None
    if kind in _SHOWN_BY_BROWSERS:
        return Photograph(content, _SHOWN_BY_BROWSERS[kind], _jpeg(small, 80, keep), small.size)
    # A .bmp or .tiff is large and not shown by browsers: its content goes on as a JPEG.
    return Photograph(_jpeg(_on_white(image), 92), ".jpg", _jpeg(small, 80), small.size)


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return a size of the same proportions whose longer side is `side`."""
    longer = max(size)
    return max(1, size[0] * side // longer), max(1, size[1] * side // longer)


def _unopened(content: bytes, error: Exception) -> Photograph:
    for mark, ending, name in ((b"\xff\xd8\xff", ".jpg", "JPEG"), (b"\x89PNG\r\n\x1a\n", ".png", "PNG")):
        if content.startswith(mark):
            what = (
                "quá lớn, chưa làm bản nhỏ"
                if isinstance(error, Image.DecompressionBombError)
                else "không mở được"
            )
            return Photograph(content, ending, None, None, f"ảnh {name} {what}; đã chép nguyên tệp")
    raise UnreadablePicture("không phải loại ảnh đọc được") from error


def _is_drawing(content: bytes) -> bool:
    """Return whether a picture is made of lines: EMF, WMF (also in a gzip), SVG, PICT of old Macs."""
    head = content[:512]
    return (
        head.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x1f\x8b"))
        or (head.startswith(b"\x01\0\0\0") and head[40:44] == b" EMF")
        or b"<svg" in head
    )


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture decoded, in RGB, what is transparent in it on white paper."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        deep = image.convert("F")
        return deep.point(lambda value: value * (255 / 65535)).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        pixels = image.convert("RGBA")
        paper = Image.new("RGB", pixels.size, "white")
        paper.paste(pixels, mask=pixels.getchannel("A"))
        return paper
    return image.convert("RGB")


def _refuse_drawing(image: Image.Image, longest: float | None) -> None:
    """Refuse what has so few colours that nobody photographed it, and seals and signatures by their white paper."""
    sample = image.resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
    colours = sample.getcolors(_SAMPLE * _SAMPLE) or []
    if len(colours) < _FEWEST_COLOURS:
        raise NoPhotograph(WhyNot.DRAWING)
    paper = sum(count for count, colour in colours if isinstance(colour, tuple) and min(colour) >= _WHITE)
    if longest is not None and longest <= _SEAL_ON_PAGE and paper > 0.6 * _SAMPLE * _SAMPLE:
        raise NoPhotograph(WhyNot.SEAL)


def _upright(image: Image.Image, orientation: object) -> Image.Image:
    """Return a picture as its camera noted it is to be seen (the EXIF tag Orientation, 1 to 8)."""
    turn = _UPRIGHT.get(orientation) if isinstance(orientation, int) else None
    return image if turn is None else image.transpose(turn)


def _jpeg(image: Image.Image, quality: int, profile: bytes | None = None) -> bytes:
    clean = Image.new("RGB", image.size)  # nothing but the pixels: no EXIF, no comments
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=quality, optimize=True, icc_profile=profile)
    return out.getvalue()
