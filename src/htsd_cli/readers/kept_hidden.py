"""Keeps hidden what LibreOffice would show once it has converted an old text document.

It carries hidden letters over, but hidden sections, paragraphs and bookmarks of OpenDocument come out as plain text,
and so do scripts; in rich text and in .doc a paragraph mark that is hidden or deleted still parts two lines. Here our
own copy of the file is changed before it is converted: such text becomes hidden letters, such marks are left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages import (
    MAGIC,
    OleFile,
    Package,
    UnreadableFile,
    read_flat_xml,
    without_unseen_marks,
)

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
_SPAN, _NAME = f"{{{_TEXT}}}span", f"{{{_TEXT}}}style-name"
_PARAGRAPHS = (f"{{{_TEXT}}}p", f"{{{_TEXT}}}h")
_HIDDEN = "htsd-hidden"
_MAY_HIDE = re.compile(
    rb"<text:section|<text:hidden-paragraph|<text:script|<text:meta[ >-]|loext:hidden=|field:hidden="
)
# A control word with its number, a sign, a group, or letters of an RTF file.
_RTF = re.compile(rb"\\([a-z]+)(-?\d+)? ?|\\[^a-z]|[{}]")
_WIDE_SPACE = re.compile(rb"\\(?:em|en|qm)space(?![a-z]) ?")
_MARK_STATES = {b"v": 1, b"deleted": 2}


def keep_hidden(copy: Path) -> None:
    """Change a copy of an old text document so that what is hidden in it is still hidden after its conversion.

    Raises `UnreadableFile` for a damaged OpenDocument file.
    """
    with copy.open("rb") as stream:
        head = stream.read(5)
    if head[:4] == b"PK\3\4":
        _in_package(copy)
    elif head == b"{\\rtf":
        content = copy.read_bytes()
        changed = without_marks_in_rtf(content)
        if b"\\bin" not in changed:
            changed = _WIDE_SPACE.sub(rb"\\~", changed)  # LibreOffice leaves it out
        if changed != content:
            copy.write_bytes(changed)
    elif head[:4] == MAGIC[:4]:
        _in_word_97(copy)
    elif (head[:1] == b"<" or head[:3] == b"\xef\xbb\xbf") and _MAY_HIDE.search(copy.read_bytes()):
        root = read_flat_xml(copy)
        if _hide_all(root):
            copy.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _in_package(copy: Path) -> None:
    with Package(copy) as package:
        content = package.read("content.xml")
        if content is None or not _MAY_HIDE.search(content):
            return
        root = package.parse("content.xml")
        if not _hide_all(root):
            return
    changed = copy.with_name(f"{copy.name}.new")
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        text = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        for entry in old.infolist():
            new.writestr(entry, text if entry.filename == "content.xml" else old.read(entry))
    changed.replace(copy)


def _in_word_97(copy: Path) -> None:
    try:
        file = OleFile(copy)
        document = file.read("WordDocument")
        second = int.from_bytes(document[10:12], "little") & 0x200
        changed = without_unseen_marks(document, file.read("1Table" if second else "0Table"))
    except UnreadableFile:
        return  # LibreOffice says what is wrong with it
    if changed is not None:
        copy.write_bytes(file.with_stream("WordDocument", changed))


# -- OpenDocument ----------------------------------------------------------------------------------------------


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
    for mark in root.iter(f"{{{_TEXT}}}hidden-paragraph"):
        if mark.get(f"{{{_TEXT}}}is-hidden", "true") != "false":
            paragraph = next(mark.iterancestors(*_PARAGRAPHS), None)
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


# -- rich text -------------------------------------------------------------------------------------------------


def without_marks_in_rtf(content: bytes) -> bytes:
    r"""Return an RTF file without the paragraph marks (`\par`) that are hidden (`\v`) or deleted (`\deleted`).

    Word joins the two paragraphs, where there is text before the mark; a hidden paragraph keeps its own mark.
    """
    if not re.search(rb"\\(?:v|deleted)(?![a-z])", content):
        return content
    out: list[bytes] = []
    done = 0
    state = 0
    stack: list[int] = []
    seen = False  # whether letters that are seen stand before the next mark
    last = 0
    for token in _RTF.finditer(content):
        between = content[last : token.start()]
        if not state and between.strip(b"\r\n "):
            seen = True
        last = token.end()
        sign, word, number = token[0], token[1], token[2]
        if sign == b"{":
            stack.append(state)
        elif sign == b"}":
            state = stack.pop() if stack else 0
        elif word == b"plain":
            state = 0
        elif word in _MARK_STATES:
            bit = _MARK_STATES[word]
            state = state & ~bit if number == b"0" else state | bit
        elif word == b"bin" and number:
            return content  # what follows are no letters
        elif word == b"u" and not state:
            seen = True
        elif word in (b"cell", b"nestcell", b"row", b"pard") or (word == b"par" and not state):
            seen = seen and word == b"pard"
        elif word == b"par" and seen:
            out.append(content[done : token.start()])
            done = token.end()
    return b"".join([*out, content[done:]])
