"""The short way through a plain cell, as nearly every one is: letters in runs that need no second look."""

from __future__ import annotations

from lxml import etree

from htsd_cli.readers.word.styles import PLAIN, RPR, VAL, W14, Base, Context, Styles, W, key_of

P, R, T, PPR, TCPR = f"{W}p", f"{W}r", f"{W}t", f"{W}pPr", f"{W}tcPr"
CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
# Properties of a paragraph that change nothing in what its letters say.
PLAIN_PROPERTIES = frozenset(f"{W}{name}" for name in (
    "jc", "ind", "keepNext", "keepLines", "tabs", "pBdr", "widowControl", "contextualSpacing", "cnfStyle", "outlineLvl",
    "snapToGrid", "suppressAutoHyphens", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "bidi", "textAlignment",
))  # fmt: skip
_STYLE, _SPACING, _RULE = f"{W}pStyle", f"{W}spacing", f"{W}lineRule"


# What a run's or a mark's own properties may hold that changes whether its letters count.
_RISKY = tuple(
    f"{W}{name}"
    for name in (
        "vanish", "specVanish", "strike", "dstrike", "vertAlign", "position", "w", "color", "highlight", "rStyle",
        "rFonts", "del", "moveFrom", "fitText", "eastAsianLayout",
    )
) + tuple(f"{W14}{name}" for name in ("textFill", "textOutline"))  # fmt: skip
_SIZE, _SHADING = f"{W}sz", f"{W}shd"


def is_calm(body: etree._Element) -> bool:
    """Return whether no run of a body looks otherwise than its paragraph, but for its size and weight."""
    if next(body.iter(*_RISKY), None) is not None:
        return False
    for element in body.iter(_SIZE, _SHADING, _SPACING):
        if element.tag == _SIZE:
            size = element.get(VAL, "")
            if not size.isdigit() or int(size) < 10:
                return False
        elif (parent := element.getparent()) is not None and parent.tag == RPR:
            return False
    return True


def plain_cell(tc: etree._Element, styles: Styles, context: Context, *, calm: bool = False) -> str | None:
    """Return the text of a cell, a line for each paragraph; None where the long way must be gone.

    In a calm body (`is_calm`) the properties of the runs need not be looked at.
    """
    lines: list[str] = []
    for element in tc:
        tag = element.tag
        if tag == P:
            line = _line(element, styles, context, calm)
            if line is None:
                return None
            if line:
                lines.append(line)
        elif tag != TCPR:
            return None
    return lines[0] if len(lines) == 1 else "\n".join(lines)


def _line(paragraph: etree._Element, styles: Styles, context: Context, calm: bool) -> str | None:
    parts: list[str] = []
    base: Base | None = None
    for child in paragraph:
        tag = child.tag
        if tag == R:
            if base is None:
                base = _base(None, styles, context)
                if base is None:
                    return None
            if not _take(child, base, parts, calm):
                return None
        elif tag == PPR:
            name, mark = None, None
            for element in child:
                kind = element.tag
                if kind in PLAIN_PROPERTIES:
                    continue
                if kind == RPR:
                    mark = None if calm else element
                elif kind == _STYLE:
                    name = element.get(VAL)
                elif kind != _SPACING or element.get(_RULE) == "exact":
                    return None
            base = _base(name, styles, context)
            if base is None or base.joins(mark):
                return None
        else:
            return None
    if base is None and _base(None, styles, context) is None:
        return None
    return "".join(parts)


def _base(name: str | None, styles: Styles, context: Context) -> Base | None:
    """Return what a paragraph hands down, None when it stands in a list by its style."""
    base = context.plain.get(name)
    if base is None:
        base = styles.base(name, context)
        if "numbered" in base.paragraph or base.joins(None):
            return None
        context.plain[name] = base
    return base


def _take(run: etree._Element, base: Base, parts: list[str], calm: bool) -> bool:
    """Take the letters of a run; return whether all of them are plain."""
    known = base.known
    looked = False
    for element in run:
        tag = element.tag
        if tag == T:
            if not looked:
                looked = True
                if base.look(None) is not PLAIN:
                    return False
            if element.text:
                parts.append(element.text)
        elif tag == RPR:
            if calm:
                continue
            looked = True
            found = known.get(key_of(element))
            look = base.look(element) if found is None else found[0]
            if look is not PLAIN:
                return False
        elif tag in CHARACTERS:
            parts.append(CHARACTERS[tag])
        else:
            return False
    return True
