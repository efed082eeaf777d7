"""What run properties (w:rPr) say of letters, element by element, before any level is weighed against another."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from htsd_cli.language.legacy_fonts import is_legacy
from htsd_cli.readers.word.drawing import ALTERNATE, shown_choice
from htsd_cli.readers.word.elements import NAMESPACES, OFF, VAL, W
from htsd_cli.readers.word.looks.colours import of_highlight, of_letters, of_shading, of_text_fill
from htsd_cli.readers.word.looks.theme import Theme

W14 = f"{{{NAMESPACES['w14']}}}"

_LONGEST = 9  # digits of a length

Props = Mapping[str, object]  # by the names of elements; values are numbers, colours, fonts or switches


def said_by(rpr: etree._Element, theme: Theme) -> dict[str, object]:
    """Return what a w:rPr itself says."""
    found: dict[str, object] = {}
    for child in rpr:
        reader = _READERS.get(child.tag)
        if reader is not None:
            reader(child, found, theme)
        elif child.tag == ALTERNATE and (chosen := shown_choice(child)) is not None:
            found.update(said_by(chosen, theme))
    return found


def said_by_one(element: etree._Element, theme: Theme) -> dict[str, object]:
    """Return what one element of a w:rPr says, one of those that change how letters look."""
    found: dict[str, object] = {}
    _READERS[element.tag](element, found, theme)
    return found


def key_of(rpr: etree._Element) -> object:
    """Return what tells run properties apart: the names of their elements and the values of their attributes."""
    return tuple([(child.tag, *child.values()) if not len(child) else etree.tostring(child) for child in rpr])


def is_on(rpr: etree._Element | None, name: str) -> bool | None:
    """Return whether a switch of a run's properties is on or off, None when it says nothing."""
    switch = None if rpr is None else rpr.find(f"{W}{name}")
    return None if switch is None else switch.get(VAL, "1") not in OFF


# -- the elements -------------------------------------------------------------------------------------------


def _switch(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found[child.tag.rpartition("}")[2]] = child.get(VAL, "1") not in OFF


def _word(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found[child.tag.rpartition("}")[2]] = child.get(VAL, "")


def _number(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    value = child.get(VAL, "").strip()
    scale = 1.0
    name = child.tag.rpartition("}")[2]
    if value[-2:] == "pt":  # strict files may give a length with its unit
        value, scale = value[:-2], 20.0 if name == "spacing" else 2.0
    try:
        found[name] = round(float(value.rstrip("%")) * scale)
    except (ValueError, OverflowError):
        return


def _colour(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    found["color"] = of_letters(child, theme)


def _shade(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    found["shd"] = of_shading(child, theme)


def _highlight(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found["highlight"] = of_highlight(child)


def _text_fill(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    shown, colour = of_text_fill(child, theme)
    found["unfilled"], found["fill14"] = not shown, colour


def _outlined(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    shown, colour = of_text_fill(child, theme)
    found["outlined"], found["outline14"] = shown and len(child) > 0, colour
    wide = child.get(f"{W14}w", "")
    found["outline"] = (
        int(wide) if shown and len(wide) < _LONGEST and wide.isascii() and wide.isdigit() else 0
    )


def _font(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    if child.get(f"{W}cstheme"):
        found["fontCs"] = None
    elif name := child.get(f"{W}cs"):
        found["fontCs"] = theme.sign_font(name)
    named = child.get(f"{W}asciiTheme") or child.get(f"{W}hAnsiTheme")
    if named:  # stronger than a name beside it, and no legacy font
        found["font"] = found["ascii"] = theme.sign_font(theme.font(named))
        return
    names = [child.get(f"{W}{slot}") for slot in ("ascii", "hAnsi")]
    # The letters of a legacy font lie above ASCII, where hAnsi rules; Word writes both alike.
    font = next((name for name in names if name and is_legacy(name)), names[1] or names[0])
    if names[0]:  # digits are drawn in the font of ASCII
        found["ascii"] = theme.sign_font(names[0])
    if font:
        found["font"] = font if is_legacy(font) or font == "Symbol" else theme.sign_font(font)


def _east_asian(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found["combined"] = child.get(f"{W}combine", "0") not in OFF  # two lines in one


_READERS = {
    **{f"{W}{name}": _switch for name in ("vanish", "strike", "dstrike", "cs", "rtl")},
    f"{W}vertAlign": _word,
    **{f"{W}{name}": _number for name in ("sz", "szCs", "w", "position", "spacing", "fitText")},
    f"{W}eastAsianLayout": _east_asian,
    f"{W}color": _colour, f"{W}shd": _shade, f"{W}highlight": _highlight, f"{W}rFonts": _font,
    f"{W14}textFill": _text_fill, f"{W14}textOutline": _outlined,
}  # fmt: skip
