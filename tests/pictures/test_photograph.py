"""Photographs told from what else stands in a file as a picture, and their small copies."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw, ImageFilter

from htsd_cli.pictures import Picture, photograph
from htsd_cli.pictures.photograph import NoPhotograph, Photograph, UnreadablePicture, WhyNot, take
from tests.scenes import encoded, jpeg, logo, scene

ORIENTATION, GPS = 0x0112, 0x8825


def photo(content: bytes, **said: object) -> Photograph:
    return take(Picture("hình thứ 1", content, **said))  # type: ignore[arg-type]


def small(made: Photograph) -> Image.Image:
    assert made.small is not None
    image = Image.open(io.BytesIO(made.small))
    assert image.format == "JPEG"
    assert image.size == made.size
    return image


def close(image: Image.Image, place: tuple[float, float], colour: tuple[int, int, int]) -> bool:
    """Return whether a picture has about this colour at a place given in parts of its width and height."""
    at = image.convert("RGB").getpixel((int(place[0] * image.width), int(place[1] * image.height)))
    assert isinstance(at, tuple)
    return all(abs(have - want) < 40 for have, want in zip(at, colour, strict=True))


BANNER = (176, 42, 42)  # red, in the upper middle of every scene


def test_a_photograph_stays_as_it_is_and_gets_a_small_copy() -> None:
    content = jpeg(1, (1600, 1200))
    made = photo(content)
    assert (made.content, made.ending, made.trouble) == (content, ".jpg", "")
    assert small(made).size == (480, 360)
    assert close(small(made), (0.5, 0.17), BANNER)
    assert len(made.small or b"") < 60_000


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("PNG", ".png"), ("GIF", ".gif"), ("WEBP", ".webp"), ("BMP", ".jpg"), ("TIFF", ".jpg")],
)
def test_every_kind_of_picture_office_programs_keep_is_shown_by_a_browser(kind: str, ending: str) -> None:
    content = encoded(scene(2), kind)
    made = photo(content)
    assert made.ending == ending
    assert (made.content == content) is (ending != ".jpg")
    assert Image.open(io.BytesIO(made.content)).size == (1200, 900)
    assert close(small(made), (0.5, 0.17), BANNER)


def turned_by_camera(orientation: int) -> bytes:
    """Return a scene as a camera held otherwise keeps it: the pixels turned, and a note of how."""
    undo = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[
        orientation
    ]  # the transposition that undoes the note
    image = scene(3) if undo is None else scene(3).transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Camera Company"
    exif.get_ifd(GPS)[1] = "N"
    return encoded(image, "JPEG", quality=90, exif=exif)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_small_copy_is_upright_and_holds_nothing_a_camera_noted(orientation: int) -> None:
    content = turned_by_camera(orientation)
    image = small(photo(content))
    assert image.size == (480, 360)
    assert close(image, (0.5, 0.17), BANNER)
    assert dict(image.getexif()) == {}
    assert b"Exif" not in (photo(content).small or b"")
    assert b"Camera" not in (photo(content).small or b"")


def test_a_picture_turned_in_the_document_is_turned_as_the_document_shows_it() -> None:
    lying = encoded(scene(4).transpose(Image.Transpose.ROTATE_90), "JPEG", quality=90)
    assert close(small(photo(lying, turn=90)), (0.5, 0.17), BANNER)
    # Word turns the pixels; the camera's note then says the same thing a second time.
    assert close(small(photo(turned_by_camera(6), turn=90)), (0.5, 0.17), BANNER)


def test_colours_for_print_transparent_grounds_and_palettes_come_out_as_seen() -> None:
    assert close(small(photo(encoded(scene(5).convert("CMYK"), "JPEG", quality=90))), (0.5, 0.17), BANNER)
    assert close(small(photo(encoded(scene(5).quantize(200), "PNG"))), (0.5, 0.17), BANNER)
    assert small(photo(encoded(scene(5).convert("L"), "JPEG"))).mode == "RGB"
    clear = scene(5).convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 1200, 100))
    assert close(small(photo(encoded(clear, "PNG"))), (0.5, 0.03), (255, 255, 255))
    deep = Image.linear_gradient("L").resize((600, 600)).convert("I").point(lambda value: value * 257)
    assert close(small(photo(encoded(deep.convert("I;16"), "PNG"))), (0.5, 0.98), (250, 250, 250))


def seal() -> bytes:
    paper = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(paper).ellipse((200, 100, 400, 300), outline=(200, 20, 30), width=14)
    return encoded(paper.filter(ImageFilter.GaussianBlur(3)), "PNG")


@pytest.mark.parametrize(
    ("content", "millimetres", "why"),
    [
        (jpeg(6, (199, 400)), None, WhyNot.SMALL),
        (jpeg(6), (25.0, 18.0), WhyNot.SMALL),
        (logo(), None, WhyNot.DRAWING),
        (encoded(Image.new("RGB", (800, 600), "white"), "PNG"), None, WhyNot.DRAWING),
        (seal(), (50.0, 33.0), WhyNot.SEAL),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 50, None, WhyNot.DRAWING),
        (b"\1\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 50, None, WhyNot.DRAWING),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', None, WhyNot.DRAWING),
    ],
    ids=["narrow", "small on paper", "badge", "blank", "seal", "wmf", "emf", "svg"],
)
def test_what_nobody_photographed_is_left_out(
    content: bytes, millimetres: tuple[float, float] | None, why: WhyNot
) -> None:
    with pytest.raises(NoPhotograph) as left_out:
        photo(content, millimetres=millimetres)
    assert left_out.value.why is why


def test_a_stand_in_for_a_drawing_is_left_out() -> None:
    with pytest.raises(NoPhotograph):
        photo(jpeg(7), drawing=True)


def test_a_picture_cut_short_is_told_and_a_picture_of_another_kind_is_never_copied() -> None:
    with pytest.raises(UnreadablePicture, match="bị hỏng hoặc bị cắt mất một phần"):
        photo(jpeg(8)[:20_000])
    with pytest.raises(UnreadablePicture, match="không phải loại ảnh đọc được"):
        photo(b"MZ" + b"\0" * 5000)
    with pytest.raises(UnreadablePicture, match="không phải loại ảnh đọc được"):
        photo(b"<html><script>alert(1)</script></html>")
    with pytest.raises(UnreadablePicture, match="nén bất thường"):
        take(Picture("hình thứ 1", None, trouble="nặng hơn 48 MB hoặc nén bất thường"))


def test_what_cannot_be_shown_is_kept_as_the_file_it_is_and_told() -> None:
    broken = b"\xff\xd8\xff\xe0" + b"\0" * 5000
    made = photo(broken)
    assert (made.content, made.ending, made.small) == (broken, ".jpg", None)
    assert made.trouble == "ảnh JPEG không mở được; đã chép nguyên tệp"
    heic = b"\0\0\0\x18ftypheic" + b"\0" * 5000
    made = photo(heic)
    assert (made.content, made.ending, made.small) == (heic, ".heic", None)
    assert made.trouble == "ảnh HEIC, trình duyệt không hiện được; đã chép nguyên tệp"


def png_that_promises(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_picture_of_too_many_pixels_is_not_decoded(side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photograph, "_on_white", lambda image: pytest.fail("decoded"))
    made = photo(png_that_promises(side, side))
    assert made.small is None
    assert "quá lớn" in made.trouble
    assert "chưa làm bản nhỏ; đã chép nguyên tệp" in made.trouble


def test_the_same_picture_gives_the_same_bytes() -> None:
    content = turned_by_camera(6)
    assert photo(content) == photo(content)


def test_a_jpeg_of_endless_scans_is_not_decoded() -> None:
    content = jpeg(9)
    start = content.index(b"\xff\xda")
    made = photo(content[:start] + content[start : start + 20] * 500 + content[start:])
    assert (made.small, made.trouble) == (None, "ảnh JPEG không mở được; đã chép nguyên tệp")
