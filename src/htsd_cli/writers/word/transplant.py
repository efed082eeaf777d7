"""Takes blocks of one Word file into another with all they look like: styles, fonts, numbering, pictures, links."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document as DocumentFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from lxml import etree

_VAL = qn("w:val")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STYLES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_MARKS = tuple(
    qn(f"w:{name}")
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "sectPr")
)
_PREFIX = "Bieu"
_THEME = {"major": "majorFont", "minor": "minorFont"}


class Transplant:
    """Blocks of the file `source` on their way into `document`; what they look like is taken along once."""

    def __init__(self, source: DocumentFile, document: DocumentFile) -> None:
        self._source, self._document = source, document
        self._theirs: dict[str, Any] = {
            style.get(qn("w:styleId")): style for style in source.styles.element.iterchildren(qn("w:style"))
        }
        self._taken: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._fonts = _theme_fonts(source)

    def take(self, block: Any) -> Any:
        """Return a block of the source, a paragraph or a table, as it stands in the other file."""
        style = block.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") if block.tag == qn("w:tbl") else None
        table_style = "" if style is None else style.get(_VAL, "")
        made = deepcopy(block)
        for element in list(made.iter(*_MARKS)):
            element.getparent().remove(element)
        for paragraph in made.iter(qn("w:p")):
            self._style_plain(paragraph, table_style)
        for element in made.iter(*_STYLES):
            if not element.get(_VAL, "").startswith(_PREFIX):
                element.set(_VAL, self._style(element.get(_VAL, "")))
        for number in made.iter(qn("w:numId")):
            number.set(_VAL, self._number(number.get(_VAL, "0")))
        for fonts in made.iter(qn("w:rFonts")):
            self._name_fonts(fonts)
        self._relate(made)
        return made

    # -- styles --------------------------------------------------------------------------------------------

    def _style(self, name: str) -> str:
        """Return what a style of the source is called here, taken over with those it is based on."""
        if name in self._taken:
            return self._taken[name]
        style = self._theirs.get(name)
        if style is None:
            return self._taken.setdefault(name, "")
        called = self._taken[name] = f"{_PREFIX}{len(self._taken) + 1}"
        made = deepcopy(style)
        made.set(qn("w:styleId"), called)
        made.set(qn("w:customStyle"), "1")
        made.attrib.pop(qn("w:default"), None)
        for tag in ("link", "next", "autoRedefine", "aliases"):
            for element in made.findall(qn(f"w:{tag}")):
                made.remove(element)
        title = made.find(qn("w:name"))
        if title is not None:
            title.set(_VAL, f"Biểu - {title.get(_VAL, '')}")
        for number in made.iter(qn("w:numId")):
            number.set(_VAL, self._number(number.get(_VAL, "0")))
        for fonts in made.iter(qn("w:rFonts")):
            self._name_fonts(fonts)
        self._document.styles.element.append(made)
        based = made.find(qn("w:basedOn"))
        if based is not None:
            above = self._style(based.get(_VAL, ""))
            if above:
                based.set(_VAL, above)
            else:
                made.remove(based)
        elif style.get(qn("w:type")) == "paragraph":
            self._add_defaults(made, "")
        return called

    def _style_plain(self, paragraph: Any, table_style: str) -> None:
        """Give a paragraph without a style the source's own: its defaults, under what its table says."""
        properties = paragraph.get_or_add_pPr()
        if properties.find(qn("w:pStyle")) is not None:
            return
        if table_style not in self._plain:
            self._plain[table_style] = self._make_plain(table_style)
        named = OxmlElement("w:pStyle")
        named.set(_VAL, self._plain[table_style])
        properties.insert(0, named)

    def _make_plain(self, table_style: str) -> str:
        called = f"{_PREFIX}Thuong{len(self._plain) + 1}"
        made = OxmlElement("w:style")
        for key, value in (("type", "paragraph"), ("customStyle", "1"), ("styleId", called)):
            made.set(qn(f"w:{key}"), value)
        name = OxmlElement("w:name")
        name.set(_VAL, f"Biểu - thường {len(self._plain) + 1}")
        made.append(name)
        normal = next(
            (
                style
                for style in self._theirs.values()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            None,
        )
        for tag in ("w:pPr", "w:rPr"):
            own = None if normal is None else normal.find(qn(tag))
            made.append(OxmlElement(tag) if own is None else deepcopy(own))
        for fonts in made.iter(qn("w:rFonts")):
            self._name_fonts(fonts)
        self._document.styles.element.append(made)
        self._add_defaults(made, table_style)
        return called

    def _add_defaults(self, style: Any, table_style: str) -> None:
        """Write into a style what the source's defaults say and neither it nor the table's style does."""
        said: dict[str, set[str]] = {"w:pPr": set(), "w:rPr": set()}
        name = table_style
        while name in self._theirs:
            for tag in said:
                own = self._theirs[name].find(qn(tag))
                said[tag] |= set() if own is None else {str(item.tag) for item in own}
            based = self._theirs[name].find(qn("w:basedOn"))
            name = "" if based is None else based.get(_VAL, "")
        for tag in said:
            default = self._source.styles.element.find(
                f"{qn('w:docDefaults')}/{qn(f'{tag}Default')}/{qn(tag)}"
            )
            if default is None and tag == "w:rPr":
                default = _word_s_own_letters()
            if default is None:
                continue
            target = style.find(qn(tag))
            if target is None:
                target = OxmlElement(tag)
                style.append(target)
            known = said[tag] | {str(item.tag) for item in target}
            for item in default:
                if str(item.tag) not in known:
                    copied = deepcopy(item)
                    if copied.tag == qn("w:rFonts"):
                        self._name_fonts(copied)
                    target.append(copied)
            _in_order(target)

    def _name_fonts(self, fonts: Any) -> None:
        """Name the fonts that the source takes from its theme."""
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            theme = fonts.attrib.pop(qn(f"w:{side}Theme"), None)
            if theme is not None and theme in self._fonts:
                fonts.set(qn(f"w:{side}"), self._fonts[theme])

    # -- numbering, pictures, links ------------------------------------------------------------------------

    def _number(self, number: str) -> str:
        """Return the number of a list of the source here, its look taken over."""
        if number in self._numbers or number == "0":
            return self._numbers.get(number, "0")
        theirs = _numbering(self._source)
        used = None if theirs is None else theirs.find(f"{qn('w:num')}[@{qn('w:numId')}='{number}']")
        look = None if used is None else used.find(qn("w:abstractNumId"))
        if theirs is None or used is None or look is None:
            return self._numbers.setdefault(number, "0")
        shape = theirs.find(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{look.get(_VAL)}']")
        if shape is None:
            return self._numbers.setdefault(number, "0")
        ours = _numbering(self._document)
        ours = _new_numbering(self._document) if ours is None else ours
        free = 1 + max(
            (int(item.get(qn("w:abstractNumId"), "0")) for item in ours.iter(qn("w:abstractNum"))), default=0
        )
        copied = deepcopy(shape)
        copied.set(qn("w:abstractNumId"), str(free))
        for tag in ("nsid", "tmpl", "styleLink", "numStyleLink"):
            for element in copied.findall(qn(f"w:{tag}")):
                copied.remove(element)
        for linked in list(copied.iter(qn("w:pStyle"))):
            linked.getparent().remove(linked)
        first = ours.find(qn("w:num"))
        if first is None:
            ours.append(copied)
        else:
            first.addprevious(copied)
        made = deepcopy(used)
        called = 1 + max((int(item.get(qn("w:numId"), "0")) for item in ours.iter(qn("w:num"))), default=0)
        made.set(qn("w:numId"), str(called))
        made.find(qn("w:abstractNumId")).set(_VAL, str(free))
        ours.append(made)
        return self._numbers.setdefault(number, str(called))

    def _relate(self, block: Any) -> None:
        """Take along the pictures and links of a block; what else it points at goes."""
        for element in list(block.iter()):
            for name in [key for key in element.attrib if key.startswith(_R)]:
                relation = self._source.part.rels.get(element.get(name))
                if relation is not None and relation.is_external:
                    to = relation.target_ref
                    element.set(name, self._document.part.relate_to(to, relation.reltype, is_external=True))
                elif relation is not None and relation.reltype == RELATIONSHIP_TYPE.IMAGE:
                    element.set(name, self._picture(relation.target_part))
                else:
                    drawn = next(element.iterancestors(qn("w:drawing"), qn("w:pict"), qn("w:object")), None)
                    gone = element if drawn is None else drawn
                    if gone.getparent() is not None:
                        gone.getparent().remove(gone)
                    break

    def _picture(self, part: Any) -> str:
        if not str(part.partname).startswith("/word/media/bieu-"):
            part.partname = PackURI(f"/word/media/bieu-{str(part.partname).rsplit('/', 1)[-1]}")
        return self._document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def _numbering(document: DocumentFile) -> Any | None:
    try:
        return document.part.numbering_part._element
    except (KeyError, NotImplementedError):
        return None


def _new_numbering(document: DocumentFile) -> Any:
    """Return the numbering of a file that had none, empty."""
    package = document.part.package
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part._element


def _word_s_own_letters() -> Any:
    """Return the letters of a file whose styles say nothing of them (17.7.5.5): Times New Roman, 10 points."""
    letters = OxmlElement("w:rPr")
    fonts = OxmlElement("w:rFonts")
    for side in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{side}"), "Times New Roman")
    letters.append(fonts)
    for tag in ("w:sz", "w:szCs"):
        size = OxmlElement(tag)
        size.set(_VAL, "20")
        letters.append(size)
    return letters


def _theme_fonts(document: DocumentFile) -> dict[str, str]:
    """Return the names of a file's theme fonts, as runs speak of them: `minorHAnsi` is `Calibri`."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/theme"):
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            break
    else:
        return {}
    found: dict[str, str] = {}
    for kind, tag in _THEME.items():
        latin = root.find(f".//{_A}{tag}/{_A}latin")
        name = "" if latin is None else latin.get("typeface", "")
        if name:
            found |= {f"{kind}{side}": name for side in ("HAnsi", "Ascii", "Bidi", "EastAsia")}
    return found


_P_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_R_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath"
)
_ORDER = {
    qn("w:pPr"): {qn(f"w:{name}"): place for place, name in enumerate(_P_ORDER.split())},
    qn("w:rPr"): {qn(f"w:{name}"): place for place, name in enumerate(_R_ORDER.split())},
}


def _in_order(properties: Any) -> None:
    """Put properties in the order the format wants (17.3.1.26, 17.3.2.28)."""
    order = _ORDER[properties.tag]
    properties[:] = sorted(properties, key=lambda item: order.get(item.tag, len(order)))
