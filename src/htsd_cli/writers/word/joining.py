"""Puts one filled Word file behind another, on pages of its own: an appendix that is signed with the report."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STYLES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_OF_HEADERS = (qn("w:headerReference"), qn("w:footerReference"))


def can_be_joined(document: DocumentFile) -> bool:
    """Return whether all a file prints stands in its text: no pictures, links, footnotes, nor numbers Word counts."""
    for element in document.element.body.iter():
        if not isinstance(element.tag, str):
            continue
        points = any(name.startswith(_RELATIONS) for name in element.attrib)
        if (points and element.tag not in _OF_HEADERS) or element.tag in (
            qn("w:numPr"), qn("w:footnoteReference"), qn("w:endnoteReference"), qn("w:commentReference"),
        ):  # fmt: skip
            return False
    return True


def join(document: DocumentFile, behind: DocumentFile) -> None:
    """Put a file behind a document as a section of its own, its pages numbered from 1, under the document's header.

    Styles of the file that the document does not use become the document's; one that both use stays the document's.
    """
    body, other = document.element.body, behind.element.body
    last, own = body.find(qn("w:sectPr")), other.find(qn("w:sectPr"))
    if last is None or own is None:
        raise ValueError("a Word file without a last section")
    _take_styles(document, behind)
    end = deepcopy(own)
    for reference in list(end):
        if reference.tag in _OF_HEADERS:  # a section without its own has those of the one before
            end.remove(reference)
    _number_from_1(end)
    _end_section(body, last)
    for element in other:
        if element is not own:
            body.append(deepcopy(element))
    body.append(end)


def _end_section(body: _Element, last: _Element) -> None:
    """Have the text so far end with its section: in its last paragraph, or in a tiny one of its own behind a table."""
    body.remove(last)
    before = body[-1] if len(body) else None
    if (
        before is None
        or before.tag != qn("w:p")
        or before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    ):
        before = OxmlElement("w:p")
        body.append(before)
        spacing = OxmlElement("w:spacing")
        for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
            spacing.set(qn(f"w:{name}"), value)
        properties = OxmlElement("w:pPr")
        properties.append(spacing)
        before.append(properties)
    found = before.find(qn("w:pPr"))
    if found is None:
        found = OxmlElement("w:pPr")
        before.insert(0, found)
    change = found.find(qn("w:pPrChange"))
    if change is not None:
        change.addprevious(last)
    else:
        found.append(last)


def _number_from_1(section: _Element) -> None:
    numbers = section.find(qn("w:pgNumType"))
    if numbers is None:
        numbers = OxmlElement("w:pgNumType")
        margins = section.find(qn("w:pgMar"))
        if margins is None:
            section.append(numbers)
        else:
            margins.addnext(numbers)
    numbers.set(qn("w:start"), "1")


def _take_styles(document: DocumentFile, behind: DocumentFile) -> None:
    own, other = document.styles.element, behind.styles.element
    used = _used(document.element.body)
    known = {style.get(qn("w:styleId")): style for style in own.iterchildren(qn("w:style"))}
    wanted = sorted(_used(behind.element.body))
    theirs = {style.get(qn("w:styleId")): style for style in other.iterchildren(qn("w:style"))}
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        style = theirs.get(name)
        if style is None or name in seen:
            continue
        seen.add(name)
        if name in known and (name in used or known[name].get(qn("w:default")) == "1"):
            continue
        copied = deepcopy(style)
        if name in known:
            own.replace(known[name], copied)
        else:
            own.append(copied)
        based = style.find(qn("w:basedOn"))
        if based is not None:
            wanted.append(based.get(qn("w:val"), ""))


def _used(body: _Element) -> set[str]:
    return {element.get(qn("w:val"), "") for element in body.iter() if element.tag in _STYLES}
