"""Invented photographs: scenes drawn with Pillow that have as many colours as a camera sees, the same each time."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SKIES = ("#7fb4e0", "#e8c07a", "#9fc7b0", "#c9a7c7", "#d9b38c")


def scene(number: int, size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """Return a hall with people in rows under a banner; each number is another one."""
    rng = random.Random(number)
    width, height = size
    image = Image.linear_gradient("L").resize(size)
    sky = Image.merge(
        "RGB", [image.point(lambda value, c=c: (value + c) // 2) for c in _rgb(SKIES[number % 5])]
    )
    draw = ImageDraw.Draw(sky)
    draw.rectangle((width * 0.15, height * 0.1, width * 0.85, height * 0.25), fill=_rgb("#b02a2a"))
    for _ in range(60):
        x, y, r = (
            rng.random() * width,
            height * (0.45 + rng.random() * 0.5),
            min(size) * (0.03 + rng.random() * 0.03),
        )
        colour = tuple(rng.randrange(40, 230) for _ in range(3))
        draw.rectangle((x - r, y + r * 0.7, x + r, y + 3 * r), fill=colour)
        draw.ellipse((x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7), fill=_rgb("#d8a878"))
    return Image.blend(sky, sky.filter(ImageFilter.GaussianBlur(2)), 0.5)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def jpeg(number: int, size: tuple[int, int] = (1200, 900), quality: int = 88, **options: object) -> bytes:
    """Return a scene as a JPEG."""
    return encoded(scene(number, size), "JPEG", quality=quality, **options)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture's bytes in a format of Pillow's."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def logo(side: int = 300) -> bytes:
    """Return a school's badge as a PNG: few colours on a transparent ground."""
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    draw.ellipse(
        (10, 10, side - 10, side - 10), fill=(20, 80, 160, 255), outline=(240, 200, 40, 255), width=12
    )
    draw.polygon([(side / 2, 60), (80, side - 80), (side - 80, side - 80)], fill=(250, 250, 250, 255))
    return encoded(image, "PNG")
