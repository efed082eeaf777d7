"""Colours as style sheets write them (CSS Color 4): by name, in red, green and blue, by hue, by lightness."""

from __future__ import annotations

import math
import re
from colorsys import hls_to_rgb

Colour = tuple[int, int, int]

_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_NAMES = {
    "white": _WHITE, "window": _WHITE, "canvas": _WHITE, "field": _WHITE, "black": _BLACK, "windowtext": _BLACK,
    "canvastext": _BLACK, "fieldtext": _BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "azure": (240, 255, 255),
    "mintcream": (245, 255, 250), "floralwhite": (255, 250, 240), "seashell": (255, 245, 238),
    "aliceblue": (240, 248, 255), "honeydew": (240, 255, 240), "lavenderblush": (255, 240, 245),
    "oldlace": (253, 245, 230), "yellow": (255, 255, 0), "red": (255, 0, 0), "blue": (0, 0, 255),
    "navy": (0, 0, 128), "green": (0, 128, 0), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    **dict.fromkeys(
        ("buttonface", "threedface", "threedlightshadow", "buttonhighlight", "buttonshadow", "threedhighlight"),
        (239, 239, 239),
    ),
    **dict.fromkeys(
        ("activecaption", "appworkspace", "background", "inactivecaption", "infobackground", "menu", "scrollbar",
         "highlighttext", "accentcolortext", "selecteditemtext"), _WHITE,
    ),
    **dict.fromkeys(
        ("buttontext", "captiontext", "infotext", "menutext", "marktext", "buttonborder", "threedshadow",
         "threeddarkshadow", "activeborder", "inactiveborder", "windowframe"), _BLACK,
    ),
    "graytext": (128, 128, 128), "inactivecaptiontext": (128, 128, 128), "mark": (255, 255, 0), "linktext": (0, 0, 238),
    "visitedtext": (85, 26, 139), "activetext": (255, 0, 0), "highlight": (0, 120, 215), "accentcolor": (0, 117, 255),
    "selecteditem": (0, 120, 215),
}  # fmt: skip
_NO_NAMES = frozenset(
    ("none", "url", "repeat", "scroll", "fixed", "center", "left", "right", "inherit", "auto")
)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3}(?:\.\d+)?)(%?)\D+?(\d{1,3}(?:\.\d+)?)%?\D+?(\d{1,3}(?:\.\d+)?)%?")
_HSL = re.compile(r"hsla?\(\s*(\d{1,3}(?:\.\d+)?)\D+?(\d{1,3}(?:\.\d+)?)%?\D+?(\d{1,3}(?:\.\d+)?)%?")
_OTHER = re.compile(r"(hwb|lab|lch|oklab|oklch|color)\(([^()]{0,120})\)")
_NUMBER = re.compile(r"(-?\d{0,6}\.?\d{1,9})(%|deg|rad|turn)?")
_CLEAR = re.compile(  # what lets nine tenths through
    r"transparent|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([^)]*[,/]\s*"
    r"(?:0?\.?0+|0?\.0\d*|0?\.10*|\d%|0\.\d+%)\s*\)|#[0-9a-f]{6}[01][0-9a-f]\b|#[0-9a-f]{3}[01]\b",
    re.I,
)

_LIGHT = re.compile(r"light-dark\(")
_SHARE = re.compile(r"(?<![\w.(,])(\d{1,3}(?:\.\d+)?)%(?!\s*[,)]?[^,]*\))")
# Made of others, or of a sum, in a way that is not worked out here.
_OPEN = re.compile(
    r"\(\s*from\s|contrast-color\(|device-cmyk\(|(?:rgb|hsl|hwb|lab|lch|color)a?\([^)]*calc", re.I
)
_LEAST = 0.1  # of a colour: less of it is not seen
_OPAQUE = re.compile(r"(?:rgb|hsl)a?\(\s*[^,/()]+,[^,/()]+,[^,/()]+\)", re.I)  # three parts, no fourth


def colour(text: str) -> Colour | None:
    """Return a colour in red, green and blue from 0 to 255, None for one that is not known."""
    if not text:
        return None
    value = text.strip().lower()
    if "color-mix(" in value:
        return (_mixed(value) or (None, 0.0))[0]
    if (chosen := _LIGHT.search(value)) is not None:
        return colour(next(iter(_parts_of(value[chosen.end() :])), ""))
    if match := re.search(r"#([0-9a-f]{6}|[0-9a-f]{3})(?:[0-9a-f]{2}|[0-9a-f])?\b", value):
        digits = match.group(1) if len(match.group(1)) == 6 else "".join(2 * char for char in match.group(1))
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    if rgb := _RGB.search(value):
        scale = 2.55 if rgb[2] else 1.0
        return _whole(float(rgb[1]) * scale, float(rgb[3]) * scale, float(rgb[4]) * scale)
    if hsl := _HSL.search(value):
        parts = hls_to_rgb(
            float(hsl[1]) / 360 % 1, min(float(hsl[3]), 100) / 100, min(float(hsl[2]), 100) / 100
        )
        return (round(255 * parts[0]), round(255 * parts[1]), round(255 * parts[2]))
    if other := _OTHER.search(value):
        return _of_function(other[1], other[2])
    return next((found for word in re.findall(r"[a-z]{3,}", value) if (found := _named(word))), None)


def _parts_of(inside: str) -> list[str]:
    """Return the arguments of a function, given from its opening bracket on."""
    parts, depth = [""], 0
    for letter in inside:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            break
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _mixed(value: str, depth: int = 0) -> tuple[Colour | None, float] | None:
    """Return the colour that `color-mix()` comes to and how much of it covers, None where it cannot be worked out.

    All spaces are taken for that of light itself: what they differ by is little beside that of ink and paper.
    """
    parts = _parts_of(value.partition("color-mix(")[2])
    if len(parts) != 3 or depth > 3:
        return None
    shares: list[float | None] = []
    colours: list[Colour] = []
    covers: list[float] = []
    for part in parts[1:]:
        share = _SHARE.search(part)
        shares.append(None if share is None else float(share[1]) / 100)
        bare = _SHARE.sub("", part).strip()
        if "color-mix(" in bare:
            inner = _mixed(bare, depth + 1)
            if inner is None or inner[0] is None:
                return None
            colours.append(inner[0])
            covers.append(inner[1])
            continue
        found = _BLACK if is_clear(bare) or bare == "currentcolor" else colour(bare)
        if found is None:
            return None
        colours.append(found)
        covers.append(0.0 if is_clear(bare) else 1.0)
    first, second = shares
    if first is None:
        first = 0.5 if second is None else 1 - second
    second = 1 - first if second is None else second
    whole = first + second
    if whole <= 0:
        return None
    first, second = first / whole * covers[0], second / whole * covers[1]
    alpha = (first + second) * min(whole, 1.0)
    if first + second <= 0:
        return None, 0.0
    mixed = _whole(*((a * first + b * second) / (first + second) for a, b in zip(*colours, strict=True)))
    return mixed, alpha


def _named(word: str) -> Colour | None:
    """Return a colour by its name, one of a system's or of the style sheets' own."""
    if word in _NAMES or word in _NO_NAMES:
        return _NAMES.get(word)
    from tinycss2.color3 import parse_color

    found = parse_color(word)
    if found is None or isinstance(found, str) or found.alpha < 1:
        return None
    return (round(255 * found.red), round(255 * found.green), round(255 * found.blue))


def is_open(text: str) -> bool:
    """Return whether a colour is made of others in a way that is not worked out."""
    return "(" in text and _OPEN.search(text) is not None


def is_clear(text: str) -> bool:
    """Return whether a colour lets everything through."""
    if "color-mix(" in text.lower():
        found = _mixed(text.lower())
        return found is not None and found[1] < _LEAST
    return _CLEAR.search(text) is not None and _OPAQUE.match(text.strip()) is None


def alike(first: Colour, second: Colour) -> bool:
    """Return whether one colour cannot be seen on the other."""
    return all(abs(a - b) < 26 for a, b in zip(first, second, strict=True))


def _whole(red: float, green: float, blue: float) -> Colour:
    inside = [round(min(max(part, 0.0), 255.0)) for part in (red, green, blue)]
    return (inside[0], inside[1], inside[2])


def _of_function(name: str, inside: str) -> Colour | None:
    """Return the colour of a function that names lightness and hue, or parts of a space (all taken for sRGB)."""
    inside = inside.partition("/")[0].strip()
    said = _NUMBER.findall(inside.partition(" ")[2] if name == "color" else inside)
    if len(said) != 3:
        return None
    numbers = [float(number) for number, _ in said]
    percent = [unit == "%" for _, unit in said]
    if name == "color":
        return _whole(
            *(255 * (part / 100 if share else part) for part, share in zip(numbers, percent, strict=True))
        )
    if name == "hwb":
        white, black = (min(part, 100.0) / 100 for part in numbers[1:])
        if white + black >= 1:
            return _whole(*(3 * [255 * white / (white + black)]))
        pure = hls_to_rgb(numbers[0] / 360 % 1, 0.5, 1.0)
        return _whole(*(255 * (part * (1 - white - black) + white) for part in pure))
    light = numbers[0] / 100 if percent[0] or name in ("lab", "lch") else numbers[0]
    first, second = numbers[1:]
    if name in ("lch", "oklch"):
        turned = math.radians(second)
        first, second = first * math.cos(turned), first * math.sin(turned)
    if name in ("lab", "lch"):
        # Lightness alone is exact here; colours of CIELAB come near enough to tell them from paper.
        light, first, second = light, first / 320, second / 320
    return _of_oklab(light, first, second)


def _of_oklab(light: float, a: float, b: float) -> Colour:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return _whole(
        *(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055) for part in linear)
    )
