"""What an element of a web page holds of its cell: any text, digits of a figure, a choice, what is folded up."""

from __future__ import annotations

from lxml import etree

from htsd_cli.readers.web.elements import Policy, policy_of


def has_text(element: etree._Element) -> bool:
    """Return whether an element holds anything that is seen: a letter, a picture, a field."""
    return (
        any(map(str.strip, map(str, element.itertext())))
        or next(element.iter("img", "input"), None) is not None
    )


def is_part_of_figure(element: etree._Element) -> bool:
    """Return whether an element holds some digits of a cell, and other letters of it stand beside them."""
    cell = next(element.iterancestors("td", "th"), None)
    text = "".join(map(str, element.itertext())).strip()
    digits = any(letter.isdigit() for letter in text)
    return digits and cell is not None and "".join(map(str, cell.itertext())).strip() != text


def joins_digits(element: etree._Element) -> bool:
    """Return whether a digit of an element stands beside one that is in its cell and not in it."""
    cell = next(element.iterancestors("td", "th"), None)
    if cell is None:
        return False
    own = "".join(map(str, element.itertext()))
    whole, before = "".join(map(str, cell.itertext())), 0
    for event, found in etree.iterwalk(cell, events=("start", "end")):
        if found is element:
            break
        before += len((found.text if event == "start" else found.tail) or "")
        if event == "end" and found is cell:
            break
    left, right = whole[:before].rstrip(), whole[before + len(own) :].lstrip()
    inside = own.strip()
    return inside != "" and (
        (inside[0].isdigit() and left[-1:].isdigit()) or (inside[-1].isdigit() and right[:1].isdigit())
    )


def lines_of(element: etree._Element) -> str:
    """Return the text under an element, what stands on lines of its own between two "\\0"."""
    pieces: list[str] = []
    for event, found in etree.iterwalk(element, events=("start", "end")):
        apart = isinstance(found.tag, str) and policy_of(found.tag) in (
            Policy.BLOCK,
            Policy.TABLE,
            Policy.BREAK,
        )
        pieces.append("\0" if apart else "")
        said = found.text if event == "start" and isinstance(found.tag, str) else None
        if event == "end" and found is not element:
            said = found.tail
        pieces.append(said or "")
    return "".join(pieces)


def is_closed_by_another(element: etree._Element) -> bool:
    """Return whether one of the same name stands open before it: of `<details>` that share a name one is open."""
    name = element.get("name")
    return bool(name) and any(
        other.get("name") == name and other.get("open") is not None
        for other in element.itersiblings("details", preceding=True)
    )


def chosen(select: etree._Element) -> str:
    """Return what a list shows: the choice made, or the first one; all that is chosen where several may be."""
    options = list(select.iter("option"))
    if select.get("multiple") is not None:
        every = (option for option in options if option.get("selected") is not None)
        return "; ".join(" ".join("".join(map(str, option.itertext())).split()) for option in every)
    marked = [option for option in options if option.get("selected") is not None]
    if marked or not options:
        return _label(marked[-1]) if marked else ""
    rows = select.get("size") or "1"
    return _label(options[0]) if rows.strip() in ("0", "1") else ""  # a list of several rows shows no choice


def _label(option: etree._Element) -> str:
    return option.get("label") or "".join(map(str, option.itertext()))
