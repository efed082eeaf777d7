"""Every element a web page can hold (the HTML Standard, its old elements, Office's own) and what is done with it."""

from __future__ import annotations

import re
from enum import StrEnum


class Policy(StrEnum):
    """What is done with an element."""

    INLINE = "inline"  # is transparent: its text stands in the line
    BLOCK = "block"  # is transparent: its text is a paragraph of its own
    TABLE = "table"  # a table or a part of one
    BREAK = "break"  # begins a new line
    NOTHING = "nothing"  # shows nothing
    STRUCK = "struck"  # strikes its text through
    RAISED = "raised"  # raises or lowers its text
    BOLD = "bold"  # is transparent and bold
    PICTURE = "picture"  # shows something that is no text
    CONTROL = "control"  # a control of a form
    OBJECT = "object"  # shows another document
    EQUATION = "equation"  # an equation
    NOTE = "note"  # a note at the cell
    RUNS = "runs"  # text that moves


ELEMENTS: dict[str, Policy] = {
    name: policy
    for policy, names in {
        Policy.INLINE: (
            "a abbr acronym applet bdi bdo big cite code data dfn em font i ins kbd label mark nobr noindex"
            " output map q rb rbc rtc ruby samp slot small spacer span time tt u var wbr basefont blink"
        ),
        Policy.BLOCK: (
            "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure"
            " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html isindex legend li listing main menu menuitem"
            " nav ol optgroup option p plaintext pre search section summary ul xmp"
        ),
        Policy.TABLE: "table caption colgroup col thead tbody tfoot tr td th",
        Policy.BREAK: "br",
        Policy.NOTHING: (
            "head script style title template noscript base link meta param source track area datalist xml rp frame"
            " bgsound keygen noembed noframes"
        ),
        Policy.STRUCK: "s strike del",
        Policy.RAISED: "sup sub rt",
        Policy.BOLD: "b strong",
        Policy.PICTURE: "img image svg canvas video audio picture",
        Policy.CONTROL: "input select textarea button meter progress selectedcontent",
        Policy.OBJECT: "iframe object embed",
        Policy.EQUATION: "math",
        Policy.NOTE: "comment",
        Policy.RUNS: "marquee",
    }.items()
    for name in names.split()
}
# Office's own elements that are transparent: an empty paragraph's content, smart tags.
_OFFICE = re.compile(r"(?:o:p|st\d*:[\w-]+|o:smarttagtype|w:sdt|w:sdtpr|u\d*:p)")


def policy_of(tag: str) -> Policy | None:
    """Return what is done with an element, None for one that no table names."""
    if tag in ELEMENTS:
        return ELEMENTS[tag]
    if _OFFICE.fullmatch(tag):
        return Policy.INLINE
    if tag.startswith(("v:", "o:", "w:", "x:")):
        return (
            Policy.PICTURE
            if tag in ("v:shape", "v:line", "v:oval", "v:rect", "v:imagedata")
            else Policy.NOTHING
        )
    return Policy.EQUATION if tag.startswith("m:") else None
