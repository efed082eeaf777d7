"""What the declarations of a style say of letters: their size, whether they are seen, struck, raised."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

from htsd_cli.readers.web.colours import colour, is_clear
from htsd_cli.readers.web.declared import EVERYWHERE, Declarations
from htsd_cli.readers.web.sizes import length, size_of_letters

_AWAY = -100.0  # pixels, or points: beyond every margin
_LEAST_LIFT = 3.0  # pixels above or below the line
_BLURRED = 3  # pixels
_PICTURED = re.compile(r"(?:url|gradient|image|image-set|element|paint|cross-fade)\(", re.I)
_PAINTED_OVER = re.compile(r"\b(?:paint|content|strict)\b", re.I)  # `contain` that cuts off what reaches out
_FARTHER = 1.6  # times its height: letters in the middle of so high a line are cut off
_THIN = 4.0  # pixels of a bar that may be taken for a stroke of a digit
_ELSEWHERE = 30.0  # pixels: what is shifted so far may stand in another cell
_PULLED = (
    -4.0
)  # pixels: what begins so far left of its cell is cut off; twice as far it lies on the one before
_NO_LINE = re.compile(r"\b(?:none|hidden|transparent)\b|^\s*0(?:px|pt)?\b", re.I)
_FONT_SIZE = re.compile(
    r"(?:^|\s)(\d*\.?\d+(?:[a-z]{1,4}|%)?|(?:xx?-)?(?:small|large)|smaller|larger|medium|(?:calc|min|max|clamp)\((?:[^()]|\([^()]*\))*\))"
    r"(?:\s*/\s*[\w.%]+)?\s+[\w\"'-]",
    re.I,
)
_CUTTING = frozenset(("hidden", "clip", "scroll", "auto"))
_NEXT_TO_NOTHING = re.compile(r"[0-4](?:\.\d+)?%")
_LEAST_HEIGHT = 0.6  # of the letters' own
_CLOSEST = 2.0  # points: a third of the width of a digit of 12 points
_WIDEST = 10.0  # points: letters further apart are read one by one
_RARE = frozenset((
    "content-visibility", "opacity", "filter", "zoom", "position", "clip-path", "transform", "text-indent", "overflow",
    "overflow-x", "overflow-y", "margin-left", "margin-top", "scale", "translate",
))  # fmt: skip
_FAR_AWAY = -1500.0  # pixels: what is centred by a margin is not
_LEAST_SCALE = 0.2
_FAINTEST = 0.15  # of opacity
_MASKS = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "-webkit-mask-box-image", "mask-border")
_DISTORTING = frozenset(
    ("letter-spacing", "transform", "rotate", "scale", "-webkit-text-security", "filter", *_MASKS)
)
_TURN = re.compile(r"rotate(3d|[xyz]?)\(([^)]{0,40})\)")
_ANGLE = re.compile(r"(-?\d{0,6}\.?\d{1,9})(deg|grad|rad|turn)\s*$")
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 57.29578, "turn": 360.0}
_UPRIGHT, _EDGEWISE = 100.0, 60.0  # degrees: letters turned further in the page, or out of it, are not read
_SIDEWAYS = frozenset(("writing-mode", "transform", "rotate"))
_ASIDE = 45.0  # degrees: letters turned further lie on their side
_SHIFTS = re.compile(r"translate(?:3d|[xyz])?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_BORDERS = ("border", "border-left", "border-right", "border-top", "border-bottom")
_PLAIN_MATRIX = re.compile(
    r"matrix\(\s*1(?:\.0*)?\s*,\s*-?0(?:\.0*)?\s*,\s*-?0(?:\.0*)?\s*,\s*1(?:\.0*)?\s*,"
)
_CLOSE_BY = -4.0  # pixels: letters pulled further over those before them
_RAISING = frozenset(("super", "sub"))
_AS_BEFORE = frozenset((*EVERYWHERE, "none", "contents"))
_OWN_LINES = frozenset(
    (
        "block",
        "flow",
        "flex",
        "grid",
        "list-item",
        "table",
        "table-row",
        "table-cell",
        "flow-root",
        "-webkit-box",
        "-webkit-flex",
        "table-caption",
        "table-row-group",
        "table-header-group",
        "table-footer-group",
    )
)


def hides(declared: Declarations) -> bool:
    """Return whether an element is not shown at all."""
    return (
        declared.get("display", "").lower() in ("none", "table-column", "table-column-group")
        or declared.get("mso-hide", "").lower() == "all"
        or _PICTURED.search(declared.get("content", "")) is not None  # a picture stands in its place
        or (not _RARE.isdisjoint(declared) and _is_rarely_hidden(declared))
    )


def keeps_place(declared: Declarations) -> bool | None:
    """Return whether an element is unseen where it stands, which one inside it may undo; None where nothing is said."""
    said = declared.get("visibility", "").lower()
    return said in ("hidden", "collapse") if said else None


def _is_rarely_hidden(declared: Declarations) -> bool:
    return (
        declared.get("content-visibility", "").lower() == "hidden"
        or is_faint(opacity_of(declared))
        or _share(declared.get("zoom", "1")) < _FAINTEST
        or _is_away(declared)
    )


def opacity_of(declared: Declarations) -> float:
    """Return how much of an element shows over what is behind it: 1 for all; of what stands in it no more can."""
    share = _share(declared.get("opacity", "1"))
    for part in re.findall(r"opacity\(([^)]*)\)", declared.get("filter", "")):
        share *= _share(part)
    return max(0.0, min(share, 1.0))


def is_faint(opacity: float) -> bool:
    """Return whether nobody sees what shows so little."""
    return opacity < _FAINTEST


def _share(text: str) -> float:
    found = length(text, whole=0.75)
    return _number(text) if found is None else found / 0.75


def _is_away(declared: Declarations) -> bool:
    """Return whether an element lies outside the page, is cut off, or has no size."""
    position = declared.get("position", "").lower()
    placed = position in ("absolute", "fixed")
    sides = ("left", "top", "right", "bottom") if placed else ("left", "top") if position else ()
    if any(_length(declared.get(side, "0")) <= _AWAY for side in sides):
        return True
    if any(_length(declared.get(side, "0")) <= _FAR_AWAY for side in ("margin-left", "margin-top")):
        return True
    if placed and re.match(
        r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]", declared.get("clip", "")
    ):
        return True
    if re.match(r"inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*\)", declared.get("clip-path", "")):
        return True
    transform = transform_of(declared)
    scales = re.findall(r"scale[xy3d]*\(\s*([\d.]+)\s*(?:,\s*([\d.]+))?", transform, re.I)
    if any(_number(scale) < _LEAST_SCALE for parts in scales for scale in parts if scale):
        return True
    moved = re.findall(r"translate[xy3d]*\(([^,)]*)(?:,([^,)]*))?", transform, re.I)
    if any(abs(_length(part)) >= 5 * -_AWAY for parts in moved for part in parts if part and "%" not in part):
        return True
    if _length(declared.get("text-indent", "0")) <= _AWAY:
        return True
    return _cuts(declared) and any(
        _number(declared[name]) <= 1
        for name in ("height", "width", "max-height", "max-width")
        if declared.get(name, "")[:1].isdigit()
    )


def _cuts(declared: Declarations) -> bool:
    """Return whether what does not fit into an element is cut off, on paper at least."""
    names = ("overflow", "overflow-x", "overflow-y")
    return (
        any(_CUTTING.intersection(declared.get(name, "").lower().split()) for name in names)
        or _PAINTED_OVER.search(declared.get("contain", "")) is not None
    )


def cuts(declared: Declarations, text: str, size: float) -> bool:
    """Return whether an element is too small for the longest word of its text in letters of a size, and cuts it off."""
    if not _cuts(declared):
        return False
    if is_too_narrow(declared, text, size):
        return True
    height = _least(declared, ("height", "max-height", "line-height"))
    if height is None or "-webkit-line-clamp" in declared:
        return False
    over = max(
        _points(declared.get("padding-top", "")), _points(declared.get("line-height", "")) - height / _FARTHER
    )
    own = _least(declared, ("height", "max-height"))
    return height < _LEAST_HEIGHT * size or (own is not None and over >= own)


def is_too_narrow(declared: Declarations, text: str, size: float) -> bool:
    """Return whether the longest word of a text in letters of a size is wider than an element may be."""
    width = _least(declared, ("width", "max-width"))
    return width is not None and width < 0.42 * size * max((len(word) for word in text.split()), default=0)


def runs_over(declared: Declarations, text: str, size: float, *, block: bool) -> bool:
    """Return whether a text reaches out of an element that is too low or too narrow for it and cuts nothing off.

    What stands below or beside lies on it then, or its own border strikes it through.
    """
    if _cuts(declared):
        return False
    line = declared.get("line-height", "")
    high = length(line, em=size, whole=size) if line else None
    if high is not None and line.replace(".", "").isdigit():
        high = float(line) * size
    if high is not None and high < _LEAST_HEIGHT * size:
        return True
    boxed = block or "inline-" in declared.get("display", "").lower()
    low = _least(declared, ("height", "max-height")) if boxed else None
    return boxed and ((low is not None and low < _LEAST_HEIGHT * size) or is_too_narrow(declared, text, size))


def _points(text: str) -> float:
    return (length(text) if text else None) or 0.0


def _least(declared: Declarations, names: tuple[str, ...]) -> float | None:
    """Return the least of some lengths in points, None where none is said, or in parts of something else."""
    said = [declared[name] for name in names if name in declared]
    said = ["0" if _NEXT_TO_NOTHING.fullmatch(value.strip()) else value for value in said]
    said = [value for value in said if "%" not in value]
    bare = [value for value in said if value.replace(".", "").isdigit() and value.strip("0.")]
    found = [length(value) for value in said if value not in bare]
    return min((value for value in found if value is not None), default=None)


def font_size(declared: Declarations, around: float, root: float) -> float | None:
    """Return the size of letters a style sets where letters have the size `around`, in points; None where none is set.

    `root` is the size of the page's own letters. NaN says that the size cannot be worked out.
    """
    said = declared.get("font-size")
    if said is None and (found := _FONT_SIZE.search(declared.get("font", ""))):
        said = found[1]
    if said is None:
        return None
    size = size_of_letters(said, around, root)
    return math.nan if size is None else size


def distorts(declared: Declarations, *, alone: bool = False) -> bool:
    """Return whether letters are turned, mirrored, laid on one another or shown as dots, so that nobody reads them.

    A letter that stands `alone` lies on no other.
    """
    if _DISTORTING.isdisjoint(declared):
        return False
    spacing = declared.get("letter-spacing", "")
    close = length(spacing[1:]) if spacing[:1] == "-" else None
    transform = transform_of(declared).lower()
    bent = "matrix" in transform and _PLAIN_MATRIX.search(transform) is None
    turned = (
        bent
        or re.search(r"scale[xyz3d]*\([^)]*-", transform)
        or any(map(_is_turned, _TURN.finditer(transform)))
    )
    masked = any(declared.get(name, "none").lower() not in ("none", "initial", "unset") for name in _MASKS)
    blurred = re.search(r"blur\(\s*(\d+)", declared.get("filter", ""))
    if blurred is not None and int(blurred[1][:6]) >= _BLURRED:
        return True
    dots = declared.get("-webkit-text-security", "none").lower() != "none"
    wide = length(spacing) or 0.0
    return (
        wide >= _WIDEST
        or (close is not None and close >= _CLOSEST and not alone)
        or bool(turned)
        or dots
        or masked
    )


def transform_of(declared: Declarations) -> str:
    """Return how an element is transformed, with what its own properties for a turn, a scale and a shift say."""
    parts = [declared.get("transform", "")]
    for name in ("rotate", "scale", "translate"):
        if said := declared.get(name, ""):
            axis, _, rest = said.partition(" ")
            if name == "rotate" and axis.lower() in ("x", "y", "z"):
                parts.append(f"rotate{axis}({rest})")
            else:
                parts.append(f"{name}({said.replace(' ', ',')})")
    return " ".join(filter(None, parts))


def _is_turned(turn: re.Match[str]) -> bool:
    """Return whether a turn leaves letters on their head, seen from their edge or from behind."""
    least = _UPRIGHT if turn[1] in ("", "z") else _EDGEWISE
    return least < _degrees(turn) < 360 - least


def _degrees(turn: re.Match[str]) -> float:
    angle = _ANGLE.search(turn[2].strip())
    return 0.0 if angle is None else float(angle[1]) * _DEGREES[angle[2]] % 360


def lies_on_side(declared: Declarations) -> bool:
    """Return whether letters run from top to bottom or lie on their side: of a part of a figure nobody can be sure."""
    if _SIDEWAYS.isdisjoint(declared):
        return False
    if declared.get("writing-mode", "").lower().startswith(("vertical", "sideways", "tb", "bt")):
        return True
    turns = _TURN.finditer(transform_of(declared).lower())
    return any(_ASIDE < _degrees(turn) < 360 - _ASIDE for turn in turns)


def overrides(declared: Declarations, *, usually: bool) -> bool:
    """Return whether letters run as their text does whatever they are: from the right 41 is 14."""
    said = declared.get("unicode-bidi", "").lower()
    return "override" in said if said else usually


def is_box(declared: Declarations) -> bool:
    """Return whether what stands in an element is laid out by it: beside one another or in the fields of a grid."""
    display = declared.get("display", "").lower()
    return "flex" in display or "grid" in display


def is_placed_in_grid(declared: Declarations) -> bool:
    """Return whether an element has a field of its own in the grid around it."""
    names = ("grid-column", "grid-row", "grid-area", "grid-column-start", "grid-row-start")
    return any(declared.get(name, "auto").strip().lower() not in ("auto", "") for name in names)


def is_box_in_line(declared: Declarations) -> bool:
    """Return whether an element stands in its line as a box, which a line from right to left puts in its own order."""
    apart = declared.get("unicode-bidi", "").lower() in ("isolate", "embed", "plaintext")
    return apart or declared.get("display", "").lower().startswith("inline-") or is_box(declared)


def animations(declared: Declarations) -> frozenset[str]:
    """Return the words of a style's animations, the names of their key frames among them."""
    said = f"{declared.get('animation', '')} {declared.get('animation-name', '')}".replace(",", " ")
    return frozenset(said.split())


def keeps_lines(declared: Declarations) -> bool | None:
    """Return whether the lines of the source are lines on paper, None where a style says nothing of it."""
    said = declared.get("white-space", "").lower()
    return said.startswith(("pre", "break-spaces")) if said else None


def is_laid_elsewhere(declared: Declarations) -> bool:
    """Return whether a part of a text is shown in another place than it stands in: in other order, over the rest."""
    return (
        declared.get("order", "0").strip() not in ("0", "")
        or declared.get("float", "none").lower() == "right"
        or "reverse" in f"{declared.get('flex-direction', '')} {declared.get('flex-wrap', '')}".lower()
        or declared.get("position", "").lower() in ("absolute", "fixed")
    )


def overlaps(declared: Declarations) -> bool:
    """Return whether a part of a line is pulled over the letters beside it."""
    if any(_AWAY < _length(declared.get(side, "0")) <= _CLOSE_BY for side in ("margin-left", "margin-right")):
        return True
    relative = declared.get("position", "").lower() == "relative"
    return relative and any(abs(_length(declared.get(side, "0"))) >= -_CLOSE_BY for side in ("left", "right"))


def width_of(declared: Declarations, element: etree._Element) -> float | None:
    """Return how wide an element says it is, in points; None where it says nothing, or parts of something else."""
    said = declared.get("width", "") or (element.get("width") or "").strip()
    return None if "%" in said or not said or said == "auto" else length(said)


def is_pulled_up(declared: Declarations) -> bool:
    """Return whether an element is drawn over what stands before or after it."""
    return is_laid_elsewhere(declared) or any(
        _length(declared.get(side, "0")) <= _PULLED
        or (side in ("top", "bottom") and _length(declared.get(side, "0")))
        for side in ("margin-top", "margin-bottom", "top", "bottom")
    )


def is_shifted(declared: Declarations) -> bool:
    """Return whether an element is moved so far from its place that it may stand in another cell."""
    sides = ("left", "right", "top", "bottom") if declared.get("position", "").lower() == "relative" else ()
    shifts = [declared.get(side, "0") for side in sides]
    shifts += [part for found in _SHIFTS.findall(transform_of(declared).lower()) for part in found.split(",")]
    return any(abs(_length(shift.strip())) >= _ELSEWHERE for shift in shifts)


def begins_outside(declared: Declarations, cell: Declarations) -> bool:
    """Return whether a text begins left of where its cell does, so that it is cut off or lies on the cell before."""
    names = ("text-indent", "margin-left", "padding-left")
    said = [declared.get(name, "").strip() for name in names]
    if not any(value[:1] == "-" for value in said):
        return False
    padding = max(_length(cell.get("padding-left", "0")), 1.0)
    cut = _cuts(declared) or _cuts(cell)
    return sum(map(_length, filter(None, said))) + padding <= (_PULLED if cut else 2 * _PULLED)


def leaves_gap(declared: Declarations, text: str, size: float) -> bool:
    """Return whether a part of a line stands apart from what is beside it: by a gap, or by a line drawn there."""
    sides = ("margin-left", "margin-right", "padding-left", "padding-right")
    if any(_points(declared.get(side, "")) >= _WIDEST for side in sides):
        return True
    if any(declared.get(side, "") == "auto" for side in sides) or _grows(declared):
        return True
    wide = max(_points(declared.get(name, "")) for name in ("width", "min-width", "flex-basis"))
    if declared.get("display", "inline").lower() != "inline" and wide >= _WIDEST + size * len(text):
        return True
    return any(is_line(declared.get(name, "")) for name in ("border", "border-left", "border-right"))


def _grows(declared: Declarations) -> bool:
    said = declared.get("flex-grow", "") or declared.get("flex", "").partition(" ")[0]
    return said.replace(".", "").isdigit() and float(said) > 0


def is_line(said: str) -> bool:
    """Return whether a border, an outline or a shadow is drawn."""
    return bool(said) and _NO_LINE.search(said) is None and said.lower() not in EVERYWHERE


def is_painted(declared: Declarations) -> bool:
    """Return whether a box without text may be taken for a stroke: a thin bar, or one drawn over what is beside it."""
    names = ("background", "background-color", "background-image")
    ground = " ".join(declared.get(name, "") for name in names)
    filled = "(" in ground or (colour(ground) is not None and not is_clear(ground))
    sides = [name for name in _BORDERS if is_line(declared.get(name, ""))]
    if declared.get("box-shadow", "none").lower() not in ("none", *EVERYWHERE):
        return True
    if not filled and not sides:
        return False
    if any(
        declared.get(side, "").strip()[:1] == "-"
        for side in ("margin-left", "margin-top", "margin-right", "margin-bottom", "left", "top")
    ):
        return True
    if declared.get("float", "none").lower() != "none" or is_shifted(declared):
        return True
    if declared.get("display", "").lower() in ("block", "table", "flex", "grid", "list-item"):
        return False
    wide, high = (_length(declared.get(name, "0")) for name in ("width", "height"))
    return not (wide >= _THIN and high >= _THIN)


def parts_children(declared: Declarations) -> bool:
    """Return whether what stands in an element stands apart: in the fields of a grid, below one another, with gaps."""
    display = declared.get("display", "").lower()
    if "flex" not in display:
        return "grid" in display
    gaps = ("gap", "column-gap", "grid-gap", "grid-column-gap")
    return (
        "column" in declared.get("flex-direction", "").lower()
        or "space" in declared.get("justify-content", "").lower()
        or any(_length(declared.get(name, "0").split(" ")[-1]) > 0 for name in gaps)
    )


def covers(declared: Declarations) -> bool:
    """Return whether an element without text is laid over the text around it."""
    placed = declared.get("position", "").lower() in ("absolute", "fixed")
    ground = declared.get("background", "") or declared.get("background-color", "")
    return placed and (colour(ground) is not None or "url(" in ground) and not is_clear(ground)


PLACED = "placed"  # how what is taken out of the flow is laid out


def layout_of(declared: Declarations) -> str:
    """Return how an element is laid out, "" where nothing is said: its display, as position and float change it."""
    if declared.get("position", "").lower() in ("absolute", "fixed"):
        return PLACED
    display = declared.get("display", "").lower()
    if declared.get("float", "none").lower() in ("left", "right"):
        return "block"
    return "" if display in _AS_BEFORE else display


def parts_line(declared: Declarations, *, block: bool) -> bool:
    """Return whether an element stands on lines of its own; `block` says whether its kind does so by itself."""
    display = declared.get("display", "").lower()
    if display in ("inline", "contents"):
        return False
    apart = declared.get("float", "none").lower() != "none" or declared.get("position", "").lower() in (
        "absolute",
        "fixed",
    )
    return block or apart or display in _OWN_LINES or display.startswith("block ")


def _length(text: str) -> float:
    """Return a length in pixels, or nearly so; 0 for none."""
    found = None if text == "0" else length(text)
    return 0.0 if found is None else found / 0.75


def _number(text: str) -> float:
    found = re.match(r"\s*(-?\d{0,9}(?:\.\d{1,9})?)", text)
    return float(found[1]) if found and any(sign.isdigit() for sign in found[1]) else 1.0


def strikes(declared: Declarations) -> bool:
    """Return whether an element's text is struck through."""
    names = ("text-decoration", "text-decoration-line", "text-line-through")
    return any("line-through" in declared.get(name, "").lower() for name in names) or declared.get(
        "text-line-through", "none"
    ).lower() in ("single", "double")


def raises(declared: Declarations) -> bool:
    """Return whether an element's letters are raised or lowered."""
    if declared.get("vertical-align", "").lower() in ("super", "sub", "text-top", "text-bottom"):
        return True
    if declared.get("font-variant-position", "").lower() in ("super", "sub"):
        return True
    if not _RAISING.isdisjoint(declared.get("font-variant", "").lower().split()):
        return True
    if declared.get("display", "").lower() in ("ruby-text", "ruby-text-container"):
        return True
    if re.search(r"[\"'](?:sups|subs|sinf)[\"'](?!\s*(?:0|off))", declared.get("font-feature-settings", "")):
        return True
    lift = _length(declared.get("vertical-align", "0"))
    if declared.get("position", "").lower() == "relative":
        lift = lift or _length(declared.get("top", "0")) or _length(declared.get("bottom", "0"))
    for axes in re.findall(r"translate(?:y\(|3?d?\([^,)]*,)([^,)]*)", transform_of(declared), re.I):
        lift = lift or _length(axes)
    if _LEAST_LIFT <= abs(lift) < -_AWAY:
        return True
    return declared.get("mso-text-raise", "0").strip().rstrip("pt%") not in ("", "0", "0.0")


def family_of(declared: Declarations) -> str:
    """Return the families of fonts that a style names, "" for none."""
    said = declared.get("font-family", "")
    if not said and (found := _FONT_SIZE.search(declared.get("font", ""))):
        said = declared["font"][found.end() - 1 :]
    return said


def parts_of(text: str) -> Iterator[str]:
    """Yield the family names of a `font-family` or `font`."""
    return (part.strip(" \"'") for part in text.split(","))
