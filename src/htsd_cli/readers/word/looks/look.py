"""How letters look on paper: struck, raised, lowered, unseen, in which font; and which of several levels holds.

ECMA-376 part 1, 17.7.2: what a nearer level sets wins, but switches (17.7.3: struck, hidden) that two levels of styles
turn on are off again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from htsd_cli.readers.word.looks.colours import Colour, tell_apart
from htsd_cli.readers.word.looks.properties import Props

_TOGGLES = ("vanish", "strike")
_SMALLEST = 4  # half points: letters of two points are a line on paper
_NARROWEST = 20  # percent of their width
_FEW = 3  # letters of a point, or as narrow: together as wide as a space between two numbers
_LEAST_FIT = 60  # twentieths of a point that letters are pressed into
_LEAST_AWAY = 20  # half points above or below the line that letters stand on
_STEM = 700  # English Metric Units for each half point of a letter's size: the width of its strokes
_LEAST_RAISE = 4  # half points above or below the line


class Look(NamedTuple):
    """How letters look: `state` is "" for plain, "struck", "unseen", "raised", "lowered", "away" on another line, or
    "marked" with a black marker, under which some programs turn black letters white and some do not.

    `font` is the font of letters above ASCII. `packed` says that letters lie on one another, `room` how many unseen
    ones leave a gap on paper: one of its colour, some tiny ones; 0 for hidden ones, which leave none. `spread` says
    that between two of them lies as much room as a digit takes.
    """

    state: str = ""
    font: str | None = None
    packed: bool = False
    room: int = 0
    spread: bool = False


PLAIN = Look()


def cascade(defaults: Props, levels: Sequence[Props], direct: Props) -> dict[str, object]:
    """Return the properties that hold: `levels` are those of the styles, the nearest last."""
    whole: dict[str, object] = dict(defaults)
    for level in levels:
        whole.update(level)
    whole.update(direct)
    for name in _TOGGLES:
        if name not in direct:
            said = [bool(level[name]) for level in levels if name in level]
            if said:
                whole[name] = sum(said) % 2 == 1
    return whole


def look_of(props: Props, behind: Colour) -> Look:
    """Return the look of letters with these properties on paper of this colour."""
    # Letters of complex scripts, and all that run from right to left, have a font and a size of their own (17.3.2.7).
    complex_ = bool(props.get("cs") or props.get("rtl"))
    font = props.get("fontCs") if complex_ else props.get("ascii") or props.get("font")
    size, lift = as_int(props.get("sz"), 20), as_int(props.get("position"), 0)
    size = as_int(props.get("szCs"), size) if complex_ else size
    # A digit is five times as wide, in twentieths of a point, as its size in half points says.
    apart = as_int(props.get("spacing"), 0)
    packed = apart <= -3 * size or bool(props.get("combined"))
    packed = packed or as_int(props.get("fitText"), _LEAST_FIT) < _LEAST_FIT
    shown = Look("", font if isinstance(font, str) else None, packed, spread=apart >= 5 * size)
    if props.get("vanish"):
        return shown._replace(state="unseen")
    if size <= _SMALLEST or as_int(props.get("w"), 100) <= _NARROWEST:
        return shown._replace(state="unseen", room=_FEW if size > 1 else 2 * _FEW)
    if _has_no_colour(props, behind):
        return shown._replace(state="unseen", room=1)
    if props.get("strike") or props.get("dstrike"):
        return shown._replace(state="struck")
    if _is_blackened(props):
        return shown._replace(state="marked")
    if abs(lift) >= max(size, _LEAST_AWAY):
        return shown._replace(state="away")
    align = props.get("vertAlign")
    if align == "superscript" or lift >= max(_LEAST_RAISE, size // 5):
        return shown._replace(state="raised")
    if align == "subscript" or -lift >= max(_LEAST_RAISE, size // 5):
        return shown._replace(state="lowered")
    return shown


def _has_no_colour(props: Props, behind: Colour) -> bool:
    own = props.get("highlight") or props.get("shd")
    under = own if isinstance(own, Colour) else behind
    outline = props.get("outline14")
    if isinstance(outline, Colour) and not tell_apart(outline, under):
        # It is drawn over the letters, half of it within them: as wide as their stems nothing of them is left.
        wide, size = as_int(props.get("outline"), 0), as_int(props.get("sz"), 20)
        if wide > _STEM * size:
            return True
    outlined = bool(props.get("outlined")) and (not isinstance(outline, Colour) or tell_apart(outline, under))
    if outlined or props.get("unfilled"):
        return not outlined
    letters = props.get("fill14") or props.get("color")
    return isinstance(letters, Colour) and not tell_apart(letters, under)


def _is_blackened(props: Props) -> bool:
    """Return whether letters of no colour of their own lie under a marker as black as they are."""
    marker = props.get("highlight")
    own = props.get("fill14") or props.get("color")
    return (
        isinstance(marker, Colour) and not isinstance(own, Colour) and not tell_apart(Colour(0, 0, 0), marker)
    )


def as_int(value: object, default: int) -> int:
    """Return a property that is a whole number, `default` for one that is none."""
    return value if isinstance(value, int) else default
