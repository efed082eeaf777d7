"""Word 2003's XML (WordprocessingML of 2003) rewritten as the parts of a .docx, which one reader reads.

Both are one language in two spellings: names with hyphens became capitals, tracked changes, comments and bookmarks
(`aml:annotation`) became elements of their own, and notes, page headers and pictures moved from the text into parts.
What is spelled alike passes as it is, so that the reader's closed world tells what neither knows.
"""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages.flat_xml import read_flat_xml
from htsd_cli.readers.packages.form_fields import form_field
from htsd_cli.readers.packages.relations import PACKAGE, RELATIONS, relations_xml
from htsd_cli.values.unreadable import UnreadableFile

_SPACE = "http://schemas.microsoft.com/office/word/2003/wordml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLD, _W, _R = f"{{{_SPACE}}}", f"{{{_MAIN}}}", f"{{{RELATIONS}}}"
_WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_O = "{urn:schemas-microsoft-com:office:office}"
_DRAWN = ("{urn:schemas-microsoft-com:vml}", _O, "{urn:schemas-microsoft-com:office:word}")
_HEAD = 8192  # bytes of a file that name its root
_PREFIXES = {"w": _MAIN, "r": RELATIONS, "v": _DRAWN[0][1:-1], "o": _O[1:-1], "w10": _DRAWN[2][1:-1]}
_VAL, _TYPE = f"{_W}val", f"{_W}type"

_RENAMED = {
    "listPr": "numPr", "ilfo": "numId", "vmerge": "vMerge", "hmerge": "hMerge", "textFlow": "textDirection",
    "hlink": "hyperlink", "asianLayout": "eastAsianLayout", "tblRtl": "bidiVisual",
}  # fmt: skip
# Values that are names of the language, and were written with hyphens.
_NAMED_VALUES = frozenset(
    ("highlight", "shd", "textDirection", "type", "jc", "textAlignment", "effect", "em")
)
_NAMED_ATTRIBUTES = frozenset((f"{_W}lineRule", f"{_W}hRule"))
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 22: "decimalZero",
    23: "bullet", 255: "none",
}  # fmt: skip
_HYPHEN = lazy_pattern(r"-(\w)")


def is_word_2003(path: Path) -> bool:
    """Return whether a file is Word 2003's XML. Raises `OSError` when it cannot be opened."""
    with path.open("rb") as stream:
        return _SPACE.encode() in stream.read(_HEAD).replace(b"\0", b"")


def write_word_2003(path: Path, target: Path) -> None:
    """Write Word 2003's XML as a .docx. Raises `UnreadableFile` as `read_flat_xml` does, and for one without body."""
    root = read_flat_xml(path)
    body = root.find(f"{_OLD}body")
    if body is None:
        raise UnreadableFile("damaged-file")
    writer = _Parts(dict(_pictures(root)))
    document = _element("document")
    document.extend(writer.converted(body))
    writer.add("styles", "styles.xml", _styles(root, writer))
    writer.add("numbering", "numbering.xml", _numbering(root, writer))
    for kind, notes in writer.notes.items():
        if len(notes):
            writer.add(kind, f"{kind}.xml", notes)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        writer.parts["word/document.xml"] = document
        package.writestr("[Content_Types].xml", _types(writer.parts))
        package.writestr("_rels/.rels", relations_xml([("officeDocument", "word/document.xml")]))
        package.writestr("word/_rels/document.xml.rels", relations_xml(writer.relations))
        package.writestr("docProps/custom.xml", _properties(root))
        for name, part in writer.parts.items():
            text = etree.tostring(part, encoding="UTF-8", xml_declaration=True)
            package.writestr(name, text)
        for name, content in writer.pictures.items():
            package.writestr(f"word/{name}", content)


@dataclass(slots=True)
class _Parts:
    """The parts of the .docx while its text is rewritten: `pictures` by their names, `notes` by kind."""

    pictures: dict[str, bytes]
    parts: dict[str, etree._Element] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)
    notes: dict[str, etree._Element] = field(
        default_factory=lambda: {kind: _element(kind) for kind in ("footnotes", "endnotes", "comments")}
    )

    def add(self, kind: str, name: str, part: etree._Element) -> str:
        """Add a part of XML; return the id of its relation."""
        self.parts[f"word/{name}"] = part
        self.relations.append((kind, name))
        return f"rId{len(self.relations)}"

    def converted(self, element: etree._Element) -> Iterator[etree._Element]:
        """Yield what an element of 2003 is today: itself in today's spelling, its content, or nothing."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag == f"{_AML}annotation":
            yield from self._annotation(element)
        elif tag.startswith(_OLD):
            yield from self._of_word(element, tag[len(_OLD) :])
        elif tag.startswith(_DRAWN):
            yield self._drawn(element)
        elif (
            not tag.startswith(_WX)
            or next(element.iter(f"{_OLD}p", f"{_OLD}tbl", f"{_OLD}r"), None) is not None
        ):
            for child in element:  # a smart tag, an element of the office's own schema, a section
                yield from self.converted(child)

    def _inside(self, made: etree._Element, children: Iterable[etree._Element]) -> etree._Element:
        for child in children:
            made.extend(self.converted(child))
        return made

    def _of_word(self, element: etree._Element, old: str) -> Iterator[etree._Element]:
        if old in ("binData", "ftr", "docOleData", "fldData"):
            return
        if old in ("footnote", "endnote"):
            yield self._note(element, f"{old}s", f"{old}Reference")
        elif old == "hdr":
            kind = element.get(f"{_OLD}type", "odd")
            made = self._inside(_element("hdr"), element)
            number = self.add("header", f"header{len(self.relations)}.xml", made)
            yield _element(
                "headerReference", type="default" if kind == "odd" else kind, **{f"{_R}id": number}
            )
        elif old == "ocx":
            yield _element("control", name=element.get(f"{_OLD}name", ""))
        elif old == "nfc":
            code = element.get(f"{_OLD}val", "")
            yield _element("numFmt", val=_FORMATS.get(int(code), "custom") if code.isdecimal() else "decimal")
        else:
            made = _respelled(element, old)
            data = element.find(f"{_OLD}fldData") if old == "fldChar" else None
            if data is not None and (box := form_field(_decoded(data))) is not None:
                made.append(box)
            yield self._inside(made, element)

    def _annotation(self, element: etree._Element) -> Iterator[etree._Element]:
        """Yield a tracked change, the end of a comment or a bookmark; of what else is annotated its content."""
        kind = element.get(f"{_OLD}type", "").removeprefix("Word.")
        content = element.find(f"{_AML}content")
        inside = () if content is None else content
        number = element.get(f"{_AML}id", "0")
        if kind in ("Insertion", "Deletion"):
            author = element.get(f"{_AML}author", "")
            yield self._inside(
                _element("ins" if kind == "Insertion" else "del", id=number, author=author), inside
            )
        elif kind in ("Comment.Start", "Comment.End"):
            yield _element(f"commentRange{kind.removeprefix('Comment.')}", id=number)
        elif kind == "Comment":
            comment = _element("comment", id=number, author=element.get(f"{_AML}author", ""))
            self.notes["comments"].append(self._inside(comment, inside))
            yield _element("commentReference", id=number)
        elif kind.startswith("Bookmark."):
            yield _element(
                f"bookmark{kind.removeprefix('Bookmark.')}", id=number, name=element.get(f"{_OLD}name", "")
            )
        elif kind not in ("Formatting", "Numbering"):
            for child in inside:
                yield from self.converted(child)

    def _note(self, element: etree._Element, kind: str, reference: str) -> etree._Element:
        number = str(len(self.notes[kind]) + 1)
        self.notes[kind].append(self._inside(_element(kind[:-1], id=number), element))
        return _element(reference, id=number)

    def _drawn(self, element: etree._Element) -> etree._Element:
        """Return a shape as it is, its picture by its relation."""
        made = etree.Element(element.tag, nsmap=_PREFIXES)
        for name, value in element.attrib.items():
            if name == "src" and value in self.pictures:
                made.set(f"{_R}id", self._picture(str(value)))
            elif not str(name).startswith(_OLD) and name != f"{_O}gfxdata":
                made.set(name, value)
        made.text = element.text
        return self._inside(made, element)

    def _picture(self, name: str) -> str:
        ending = re.sub(r"[^a-z]", "", name.rpartition(".")[2].lower())[:5] or "bin"
        part = f"media/image{len(self.relations) + 1}.{ending}"
        self.pictures[part] = self.pictures[name]
        self.relations.append(("image", part))
        return f"rId{len(self.relations)}"


# -- spelling ------------------------------------------------------------------------------------------------


def _element(kind: str, /, **attributes: str) -> etree._Element:
    made = etree.Element(f"{_W}{kind}", nsmap=_PREFIXES)
    for key, value in attributes.items():
        made.set(key if key.startswith("{") else f"{_W}{key}", value)
    return made


def _camel(name: str) -> str:
    return _HYPHEN.sub(lambda match: match[1].upper(), name) if "-" in name else name


def _respelled(element: etree._Element, old: str) -> etree._Element:
    """Return an element of Word with today's name and attributes, and its letters."""
    name = _RENAMED.get(old) or _camel(old)
    made = _element(name)
    for key, value in element.attrib.items():
        key, value = str(key), str(value)
        if key.startswith(_OLD):
            key = f"{_W}{_camel(key[len(_OLD) :])}"
        elif key.startswith("{") and not key.startswith("{http://www.w3.org/XML/"):
            continue
        if key in _NAMED_ATTRIBUTES or (key == _VAL and name in _NAMED_VALUES):
            value = _camel(value)
        elif key == _TYPE and name in ("tblLayout", "style"):
            value = "numbering" if value == "list" else value.lower()
        made.set(key, value)
    made.text = element.text
    return made


def _decoded(element: etree._Element) -> bytes:
    try:
        return base64.b64decode(element.text or "")
    except binascii.Error as error:
        raise UnreadableFile("damaged-file") from error


# -- the other parts -----------------------------------------------------------------------------------------


def _pictures(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    for data in root.iter(f"{_OLD}binData"):
        if name := data.get(f"{_OLD}name", ""):
            yield name, _decoded(data)


def _styles(root: etree._Element, writer: _Parts) -> etree._Element:
    """Return the part of styles; the document's own fonts are its defaults."""
    made = _element("styles")
    fonts = root.find(f"{_OLD}fonts/{_OLD}defaultFonts")
    if fonts is not None and fonts.get(f"{_OLD}ascii"):
        properties = etree.SubElement(
            etree.SubElement(etree.SubElement(made, f"{_W}docDefaults"), f"{_W}rPrDefault"), f"{_W}rPr"
        )
        own = _respelled(fonts, "rFonts")
        properties.append(own)
    for style in root.iterfind(f"{_OLD}styles/{_OLD}style"):
        made.extend(writer.converted(style))
    return made


def _numbering(root: etree._Element, writer: _Parts) -> etree._Element:
    """Return the part of lists: `w:listDef` and `w:list` with today's names."""
    made = _element("numbering")
    for old in root.iterfind(f"{_OLD}lists/{_OLD}listDef"):
        own = _element("abstractNum", abstractNumId=old.get(f"{_OLD}listDefId", ""))
        made.append(_filled(own, old, writer, "listStyleLink", "numStyleLink"))
    for old in root.iterfind(f"{_OLD}lists/{_OLD}list"):
        own = _element("num", numId=old.get(f"{_OLD}ilfo", ""))
        made.append(_filled(own, old, writer, "ilst", "abstractNumId"))
    return made


def _filled(
    own: etree._Element, old: etree._Element, writer: _Parts, spelled: str, today: str
) -> etree._Element:
    """Return an element with what an old one holds; of its parts one (`spelled`) has another name today."""
    for child in old:
        if child.tag == f"{_OLD}{spelled}":
            own.append(_element(today, val=child.get(f"{_OLD}val", "")))
        else:
            own.extend(writer.converted(child))
    return own


def _types(parts: Iterable[str]) -> str:
    prefix = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = ""
    for name in parts:
        kind = re.sub(r"\d", "", name.removeprefix("word/").removesuffix(".xml"))
        kind = "document.main" if kind == "document" else kind
        overrides += f'<Override PartName="/{name}" ContentType="{prefix}{kind}+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{overrides}</Types>'


def _properties(root: etree._Element) -> bytes:
    """Return the part of the document's own properties."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    made = etree.Element(f"{{{space}}}Properties")
    for old in root.iterfind(f"{_O}CustomDocumentProperties/*"):
        if isinstance(old.tag, str):
            name = re.sub(
                r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), etree.QName(old).localname
            )
            item = etree.SubElement(made, f"{{{space}}}property", name=name)
            etree.SubElement(item, "value").text = old.text
    return etree.tostring(made, encoding="UTF-8")
