"""Where an element stands among others: on lines of its own, in a box or a grid, apart, over the rest."""

from __future__ import annotations

from htsd_cli.readers.web.styles.declared import EVERYWHERE, Declarations
from htsd_cli.readers.web.styles.overflow import PULLED
from htsd_cli.readers.web.styles.painting import covers, is_line
from htsd_cli.readers.web.styles.sizes import WIDEST, pixels, points

_OVER = -8.0  # pixels: lines pulled further lie on those above them
_CLOSE_BY = -4.0  # pixels: letters pulled further over those before them
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
    if any(pixels(declared.get(side, "0")) <= _CLOSE_BY for side in ("margin-left", "margin-right")):
        return True
    relative = declared.get("position", "").lower() == "relative"
    return relative and any(abs(pixels(declared.get(side, "0"))) >= -_CLOSE_BY for side in ("left", "right"))


def is_pulled_up(declared: Declarations) -> bool:
    """Return whether an element is drawn over what stands before or after it."""
    return is_laid_elsewhere(declared) or any(
        pixels(declared.get(side, "0")) <= PULLED
        or (side in ("top", "bottom") and pixels(declared.get(side, "0")))
        for side in ("margin-top", "margin-bottom", "top", "bottom")
    )


def is_pulled_over(declared: Declarations) -> bool:
    """Return whether a block is pulled over the lines above it, or those below over it."""
    return any(pixels(declared.get(side, "0")) <= _OVER for side in ("margin-top", "margin-bottom"))


def floats(declared: Declarations) -> bool:
    """Return whether an element stands at the beginning of the line it is met in."""
    return declared.get("float", "none").lower() in ("left", "inline-start")


def leaves_gap(declared: Declarations, text: str, size: float, *, in_box: bool) -> bool:
    """Return whether a part of a line stands apart from what is beside it: by a gap, or by a line drawn there.

    `in_box` says that it is laid out by what it stands in, as wide as it says.
    """
    sides = ("margin-left", "margin-right", "padding-left", "padding-right")
    if any(points(declared.get(side, "")) >= WIDEST for side in sides):
        return True
    if any(declared.get(side, "") == "auto" for side in sides) or _grows(declared):
        return True
    wide = max(points(declared.get(name, "")) for name in ("width", "min-width", "flex-basis"))
    boxed = in_box or declared.get("display", "inline").lower() != "inline"
    if boxed and wide >= WIDEST + size * len(text):
        return True
    return any(is_line(declared.get(name, "")) for name in ("border", "border-left", "border-right"))


def _grows(declared: Declarations) -> bool:
    said = declared.get("flex-grow", "") or declared.get("flex", "").partition(" ")[0]
    return said.replace(".", "").isdigit() and float(said) > 0


def is_taken_out(declared: Declarations) -> bool:
    """Return whether an element stands in no line of what is around it."""
    return layout_of(declared) == PLACED and not covers(declared)


def is_small_box(declared: Declarations) -> bool:
    """Return whether an element stands in a line as a box with lines of its own."""
    return declared.get("display", "").lower().startswith(("inline-", "table-"))


def sets_in_row(declared: Declarations) -> bool:
    """Return whether what stands in an element stands side by side in one line, whatever it is."""
    flex = "flex" in declared.get("display", "").lower()
    return flex and not parts_children(declared) and "nowrap" in declared.get("flex-wrap", "nowrap").lower()


def spreads(declared: Declarations) -> bool:
    """Return whether nobody knows how far apart an element sets what stands side by side in it."""
    flex = "flex" in declared.get("display", "").lower()
    across = "column" not in declared.get("flex-direction", "").lower()
    return flex and across and "space" in declared.get("justify-content", "").lower()


def parts_children(declared: Declarations) -> bool:
    """Return whether what stands in an element stands apart: in the fields of a grid, below one another, with gaps."""
    display = declared.get("display", "").lower()
    if "flex" not in display:
        return "grid" in display
    gaps = ("gap", "column-gap", "grid-gap", "grid-column-gap")
    return (
        "column" in declared.get("flex-direction", "").lower()
        or "space" in declared.get("justify-content", "").lower()
        or any(pixels(declared.get(name, "0").split(" ")[-1]) > 0 for name in gaps)
    )


def is_inline(declared: Declarations, around: Declarations, *, usually: bool) -> bool:
    """Return whether an element is only a part of lines: it has no width, and nothing turns or shifts it.

    `around` is what holds for the element it stands in, `usually` whether its kind is one.
    """
    display = declared.get("display", "").lower()
    in_line = display == "inline" or (usually and display in EVERYWHERE | {""})
    return (
        in_line
        and not is_box(around)
        and declared.get("float", "none").lower() == "none"
        and declared.get("position", "").lower() not in ("absolute", "fixed")
    )


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
    if display == "contents":
        return False
    apart = declared.get("float", "none").lower() != "none" or declared.get("position", "").lower() in (
        "absolute",
        "fixed",
    )
    if not apart and (display.startswith(("inline", "ruby"))):
        return False
    return block or apart or display in _OWN_LINES or display.startswith("block ")
