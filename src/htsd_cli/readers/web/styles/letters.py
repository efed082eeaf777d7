"""How letters are set: their size and font, struck, raised, from right to left, in the lines of the source."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from htsd_cli.readers.web.styles.colours import is_clear
from htsd_cli.readers.web.styles.declared import Declarations, font_parts
from htsd_cli.readers.web.styles.sizes import AWAY, pixels, size_of_letters
from htsd_cli.readers.web.styles.transforms import transform_of

_LEAST_LIFT = 3.0  # pixels above or below the line
_RAISING = frozenset(("super", "sub"))


def font_size(declared: Declarations, around: float, root: float) -> float | None:
    """Return the size of letters a style sets where letters have the size `around`, in points; None where none is set.

    `root` is the size of the page's own letters. NaN says that the size cannot be worked out.
    """
    said = declared.get("font-size") or dict(font_parts(declared.get("font", ""))).get("font-size")
    if not said:
        return None
    size = size_of_letters(said, around, root)
    return math.nan if size is None else size


def family_of(declared: Declarations) -> str:
    """Return the families of fonts that a style names, "" for none."""
    return declared.get("font-family") or dict(font_parts(declared.get("font", ""))).get("font-family", "")


def parts_of(text: str) -> Iterator[str]:
    """Yield the family names of a `font-family` or `font`."""
    return (part.strip(" \"'") for part in text.split(","))


def strikes(declared: Declarations) -> bool:
    """Return whether an element's text is struck through."""
    if "line-through" in declared.get("text-decoration-line", "").lower():
        return not is_clear(declared.get("text-decoration-color", ""))
    return declared.get("text-line-through", "none").lower() in ("single", "double")


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
    lift = pixels(declared.get("vertical-align", "0"))
    if declared.get("position", "").lower() == "relative":
        lift = lift or pixels(declared.get("top", "0")) or pixels(declared.get("bottom", "0"))
    for axes in re.findall(r"translate(?:y\(|3?d?\([^,)]*,)([^,)]*)", transform_of(declared), re.I):
        lift = lift or pixels(axes)
    if _LEAST_LIFT <= abs(lift) < -AWAY:
        return True
    return declared.get("mso-text-raise", "0").strip().rstrip("pt%") not in ("", "0", "0.0")


def overrides(declared: Declarations, *, usually: bool) -> bool:
    """Return whether letters run as their text does whatever they are: from the right 41 is 14."""
    said = declared.get("unicode-bidi", "").lower()
    return "override" in said if said else usually


def breaks_words(declared: Declarations) -> bool | None:
    """Return whether a word takes no more room than its widest letter, None where a style says nothing of it.

    One that goes on in the next line only where nothing else helps (`overflow-wrap: break-word`) takes all of it.
    """
    said = {
        name: declared[name].lower()
        for name in ("word-break", "overflow-wrap", "line-break")
        if name in declared
    }
    if not said:
        return None
    return "anywhere" in said.values() or said.get("word-break") in ("break-all", "break-word")


def keeps_lines(declared: Declarations) -> bool | None:
    """Return whether the lines of the source are lines on paper, None where a style says nothing of it."""
    said = declared.get("white-space", "").lower()
    return said.startswith(("pre", "break-spaces")) if said else None
