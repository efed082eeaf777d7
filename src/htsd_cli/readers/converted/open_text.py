"""An OpenDocument text (.odt, .fodt) changed so that its conversion shows what stands in it.

LibreOffice carries hidden letters over to a .docx, but hidden sections, paragraphs and bookmarks come out as plain
text, and so do scripts; entries of an index, sources and fields for metadata are lost, controls too. A sum in a table
comes out as 0 or as a new result: the text that was stored is kept, and what contradicts it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from htsd_cli.readers.converted.open_tables import computed, keep_results, translated
from htsd_cli.readers.converted.told import formula_mark, mark
from htsd_cli.readers.stored import is_other
from htsd_cli.values.document import Sight

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_FORM = "urn:oasis:names:tc:opendocument:xmlns:form:1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
_SPAN, _NAME = f"{{{_TEXT}}}span", f"{{{_TEXT}}}style-name"
_PARAGRAPHS = (f"{{{_TEXT}}}p", f"{{{_TEXT}}}h")
_HIDDEN = "htsd-hidden"
_POSITION = f"{{{_STYLE}}}text-position"
_LIFTED = re.compile(r"(-?\d{1,3}(?:\.\d+)?)%\s+(\d{1,3}(?:\.\d+)?)%")
_MOST_BASES = 10  # styles one may be based on, one on another
_SMALL = 75  # per cent of the letters around
_CONCERNED = re.compile(
    rb"<text:section|<text:hidden-paragraph|<text:script|<text:meta[ >-]|loext:hidden=|field:hidden="
    rb"|<text:(?:toc|user-index|alphabetical-index)-mark|<text:bibliography-mark|<text:user-field-get|<text:expression|<text:table-formula"
    rb"|text-position=\"-?[1-9]|<draw:control[ />]|table:formula=|office:(?:string-)?value="
    rb"|text-rotation-angle=\"[1-9-]"
)
_MARKS = [
    f"{{{_TEXT}}}{kind}-mark{end}"
    for kind in ("toc", "user-index", "alphabetical-index")
    for end in ("", "-start", "-end")
]
_BUTTONS = ("button", "image", "hidden", "fixed-text", "frame", "file", "image-frame", "generic-control")


def is_concerned(content: bytes) -> bool:
    """Return whether a document may hold something that its conversion would change."""
    return _CONCERNED.search(content) is not None


def keep(root: etree._Element, styles: etree._Element | None = None) -> bool:
    """Change the tree of a document's content and that of its `styles`; return whether anything had to be.

    In a file of one piece of XML the styles are part of the content.
    """
    hidden = _hide_all(root)
    kept = [
        _raise_small(root),
        styles is not None and _raise_small(styles),
        _keep_marked(root),
        _tell_controls(root),
        _tell_fields(root),
        _keep_sums(root),
        _tell_turned(root, styles),
        keep_results(root),
    ]
    return hidden or any(kept)


def _raise_small(root: etree._Element) -> bool:
    """Raise small letters that stand a little above or below the line as far as a note's mark stands."""
    found = False
    for letters in root.iter(f"{{{_STYLE}}}text-properties"):
        position = _LIFTED.fullmatch(letters.get(_POSITION, ""))
        if position is not None and abs(float(position[1])) > 0 and float(position[2]) <= _SMALL:
            letters.set(_POSITION, "sub 58%" if position[1].startswith("-") else "super 58%")
            found = True
    return found


def _keep_marked(root: etree._Element) -> bool:
    """Leave out the marks of an index, with which the letters between them would go, and keep a source's text."""
    found = False
    for element in list(root.iter(*_MARKS)):
        _leave_out(element)
        found = True
    for element in list(root.iter(f"{{{_TEXT}}}bibliography-mark")):
        element.tag = _SPAN
        element.attrib.clear()
        found = True
    return found


def _leave_out(element: etree._Element, instead: str = "") -> None:
    """Take an element out of its paragraph and put letters in its place."""
    parent, before = element.getparent(), element.getprevious()
    text = f"{instead}{element.tail or ''}"
    if parent is None:
        return
    if before is None:
        parent.text = f"{parent.text or ''}{text}"
    else:
        before.tail = f"{before.tail or ''}{text}"
    parent.remove(element)


def _tell_controls(root: etree._Element) -> bool:
    """Put what a form's control shows into a mark at its place; LibreOffice leaves most controls out."""
    placed = [control for control in root.iter(f"{{{_DRAW}}}control") if _in_paragraph(control)]
    if not placed:
        return False
    known: dict[str, etree._Element] = {}
    for element in root.iter(f"{{{_FORM}}}*"):
        for name in (f"{{{_XML}}}id", f"{{{_FORM}}}id"):
            if said := element.get(name):
                known[said] = element
    for control in placed:
        model = known.get(control.get(f"{{{_DRAW}}}control", ""))
        shown = "" if model is None else _value_of(model)
        if shown is not None:
            _leave_out(control, mark(Sight.CONTROL, shown))
    return True


def _in_paragraph(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag in (*_PARAGRAPHS, _SPAN)


def _value_of(element: etree._Element) -> str | None:
    """Return what a control shows, None for a button and for a box that is not ticked."""
    kind = etree.QName(element).localname
    if kind in _BUTTONS:
        return None
    if kind in ("checkbox", "radio"):
        state = element.get(f"{{{_FORM}}}current-state") or element.get(f"{{{_FORM}}}state", "")
        chosen = state == "checked" or element.get(f"{{{_FORM}}}current-selected") == "true"
        return "☑" if chosen else None
    chosen_options = [
        option.get(f"{{{_FORM}}}label", "")
        for option in element.iter(f"{{{_FORM}}}option")
        if option.get(f"{{{_FORM}}}current-selected", option.get(f"{{{_FORM}}}selected")) == "true"
    ]
    value = element.get(f"{{{_FORM}}}current-value") or element.get(f"{{{_FORM}}}value", "")
    return value or "; ".join(chosen_options)


def _tell_fields(root: etree._Element) -> bool:
    """Tell of user fields whose text is another than the value the document gives them."""
    values = {
        declared.get(f"{{{_TEXT}}}name", ""): (
            declared.get(f"{{{_OFFICE}}}string-value", "") or declared.get(f"{{{_OFFICE}}}value", "")
        )
        for declared in root.iter(f"{{{_TEXT}}}user-field-decl")
    }
    found = False
    for field in list(root.iter(f"{{{_TEXT}}}user-field-get")):
        shown = "".join(map(str, field.itertext()))
        value = values.get(field.get(f"{{{_TEXT}}}name", "")) or shown
        if value != shown and shown.strip().isdigit() and field.get(f"{{{_TEXT}}}display") != "none":
            field.tail = f"{mark(Sight.FORMAT, value)}{field.tail or ''}"
            found = True
    for field in root.iter(f"{{{_TEXT}}}expression"):
        shown = "".join(map(str, field.itertext())).strip()
        value = field.get(f"{{{_OFFICE}}}value", shown)
        new = computed(field.get(f"{{{_TEXT}}}formula", ""), shown)
        if field.get(f"{{{_TEXT}}}display") == "formula" or not shown:
            continue
        if new or is_other(shown, value):
            seen = mark(Sight.STALE, new) if new else mark(Sight.FORMAT, shown)
            field.tail = f"{seen}{field.tail or ''}"
            found = True
    return found


def _keep_sums(root: etree._Element) -> bool:
    """Keep the stored results of formula fields over cells, which LibreOffice makes 0 on the way to a .docx."""
    found = False
    for field in list(root.iter(f"{{{_TEXT}}}table-formula")):
        shown = " ".join("".join(map(str, field.itertext())).split())
        code = translated(field.get(f"{{{_TEXT}}}formula", ""))
        field.tag = _SPAN
        field.attrib.clear()
        if code and sum(1 for _ in field.iterancestors(f"{{{_TABLE}}}table")) == 1:
            field.tail = f"{formula_mark(f'={code}', shown)}{field.tail or ''}"
        found = True
    return found


def _tell_turned(root: etree._Element, styles: etree._Element | None) -> bool:
    """Tell of a part of a figure whose letters lie on their side, which a conversion sets upright."""
    turned = _turned_styles([*(() if styles is None else (styles,)), root])
    found = False
    for span in root.iter(_SPAN) if turned else ():
        text = "".join(map(str, span.itertext())).strip()
        paragraph = next(span.iterancestors(*_PARAGRAPHS), None)
        if span.get(_NAME) not in turned or not re.search(r"\d", text) or paragraph is None:
            continue
        if "".join(map(str, paragraph.itertext())).strip() != text:
            span.tail = f"{mark(Sight.UNKNOWN, f'chữ xoay: {text}')}{span.tail or ''}"
            found = True
    return found


def _turned_styles(trees: Sequence[etree._Element]) -> set[str]:
    """Return the names of the styles of letters that lie on their side, by themselves or by those they are based on."""
    angles: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in (style for tree in trees for style in tree.iter(f"{{{_STYLE}}}style")):
        name = style.get(f"{{{_STYLE}}}name", "")
        bases[name] = style.get(f"{{{_STYLE}}}parent-style-name", "")
        for letters in style.iterchildren(f"{{{_STYLE}}}text-properties"):
            if said := letters.get(f"{{{_STYLE}}}text-rotation-angle"):
                angles[name] = said
    found = set()
    for name in bases if angles else ():
        at, steps = name, 0
        while at not in angles and bases.get(at) and steps < _MOST_BASES:
            at, steps = bases[at], steps + 1
        if angles.get(at, "0") != "0":
            found.add(name)
    return found


# -- what is hidden ---------------------------------------------------------------------------------------------


def _hide_all(root: etree._Element) -> bool:
    """Make hidden letters of what is hidden in other ways, and plain ones of what would be lost; return whether any."""
    found = False
    for paragraph in list(_hidden_paragraphs(root)):
        found = _wrap(paragraph, list(paragraph)) or found
    for start in list(root.iter(f"{{{_TEXT}}}bookmark-start")):
        if start.get(f"{{{_LOEXT}}}hidden") == "true":
            found = _hide_bookmark(start) or found
    for field in list(root.iter(f"{{{_TEXT}}}meta", f"{{{_TEXT}}}meta-field")):
        field.tag = _SPAN  # LibreOffice shows what stands in it, and loses it in a .docx
        field.attrib.clear()
        found = True
    for script in list(root.iter(f"{{{_TEXT}}}script")):
        script.text = None
        found = True
    if found:
        _add_style(root)
    return found


def _hidden_paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of hidden sections, and those that hide themselves (OpenDocument 1.3, 5.4 and 7.7.10)."""
    for section in root.iter(f"{{{_TEXT}}}section"):
        display = section.get(f"{{{_TEXT}}}display")
        hidden = section.get(f"{{{_TEXT}}}is-hidden", "true")
        if display == "none" or (display == "condition" and hidden != "false"):
            for name in ("display", "condition", "is-hidden"):
                section.attrib.pop(f"{{{_TEXT}}}{name}", "")
            yield from section.iter(*_PARAGRAPHS)
    for field in root.iter(f"{{{_TEXT}}}hidden-paragraph"):
        if field.get(f"{{{_TEXT}}}is-hidden", "true") != "false":
            paragraph = next(field.iterancestors(*_PARAGRAPHS), None)
            if paragraph is not None:
                yield paragraph


def _wrap(parent: etree._Element, children: list[etree._Element]) -> bool:
    """Put the letters and children of a paragraph into one span of hidden letters; return whether it says anything."""
    if not parent.text and not children:
        return False
    span = etree.Element(_SPAN, {_NAME: _HIDDEN})
    span.text, parent.text = parent.text, None
    span.extend(children)
    parent.insert(0, span)
    for inner in span.iter(_SPAN):
        inner.set(_NAME, _HIDDEN)
    return True


def _hide_bookmark(start: etree._Element) -> bool:
    """Hide the letters between the two ends of a hidden bookmark that lie in one paragraph."""
    name = start.get(f"{{{_TEXT}}}name")
    between: list[etree._Element] = []
    for element in start.itersiblings():
        if element.tag == f"{{{_TEXT}}}bookmark-end" and element.get(f"{{{_TEXT}}}name") == name:
            break
        between.append(element)
    else:
        return False
    span = etree.Element(_SPAN, {_NAME: _HIDDEN})
    span.text, start.tail = start.tail, None
    start.addnext(span)
    span.extend(between)
    for inner in span.iter(_SPAN):
        inner.set(_NAME, _HIDDEN)
    return True


def _add_style(root: etree._Element) -> None:
    """Add the style of hidden letters to the automatic styles."""
    styles = root.find(f"{{{_OFFICE}}}automatic-styles")
    if styles is None:
        styles = etree.Element(f"{{{_OFFICE}}}automatic-styles")
        body = root.find(f"{{{_OFFICE}}}body")
        root.insert(len(root) if body is None else list(root).index(body), styles)
    style = etree.SubElement(
        styles, f"{{{_STYLE}}}style", {f"{{{_STYLE}}}name": _HIDDEN, f"{{{_STYLE}}}family": "text"}
    )
    etree.SubElement(style, f"{{{_STYLE}}}text-properties", {f"{{{_TEXT}}}display": "none"})
