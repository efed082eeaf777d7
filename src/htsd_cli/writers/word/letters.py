"""How the letters of a Word document look: size, bold, italic, capitals, from the run, its style and the defaults.

Works on the bare elements: a table of 150 units has thousands of cells, and python-docx's objects take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

VAL, W_R, W_RPR, W_T, W_BR, W_TAB = (qn(f"w:{name}") for name in ("val", "r", "rPr", "t", "br", "tab"))
_B, _I, _CAPS, _SZ, _SZCS, _NAME, _STYLE, _BASED_ON = (
    qn(f"w:{name}") for name in ("b", "i", "caps", "sz", "szCs", "name", "style", "basedOn")
)
_OF_PARAGRAPH = f"{qn('w:pPr')}/{qn('w:pStyle')}"
_OF_TABLE = f"{qn('w:tblPr')}/{qn('w:tblStyle')}"
_DEFAULT_SIZE = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{W_RPR}/{_SZ}"
# What follows the size among the properties of a run, in the order the format wants.
_AFTER_SIZE = frozenset(
    qn(f"w:{name}") for name in (
        "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
        "specVanish", "oMath",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look; `size` is in points, None is what nothing says."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None

    def over(self, below: Letters) -> Letters:
        """Return these letters, with what they leave open taken from others."""
        return Letters(
            self.size or below.size,
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.caps if self.caps is None else self.caps,
        )


class Styles:
    """The document's styles by the ids its paragraphs and tables name."""

    def __init__(self, document: DocumentFile) -> None:
        root: _Element = document.styles.element
        self._elements = {str(style.get(qn("w:styleId"))): style for style in root.iter(_STYLE)}
        self._default = Letters(_half(root.find(_DEFAULT_SIZE)) or 10.0, False, False, False)
        self._known: dict[str, Letters] = {}

    def of_paragraph(self, paragraph: _Element) -> str:
        """Return the name of a paragraph's style, as Word shows it, "" for Word's own."""
        return self._name(paragraph.find(_OF_PARAGRAPH))

    def of_table(self, table: _Element) -> str:
        """Return the name of a table's style, "" for none."""
        return self._name(table.find(_OF_TABLE))

    def table_style(self, table: _Element) -> _Element | None:
        """Return the element of a table's style, None for none."""
        reference = table.find(_OF_TABLE)
        return None if reference is None else self._elements.get(str(reference.get(VAL)))

    def letters(self, paragraph: _Element) -> Letters:
        """Return how the letters of a paragraph look where its runs say nothing else."""
        reference = paragraph.find(_OF_PARAGRAPH)
        return self._letters("Normal" if reference is None else str(reference.get(VAL)))

    def runs(self, paragraph: _Element) -> Iterator[tuple[str, Letters]]:
        """Yield the texts of a paragraph with their looks; a line break is "\\n", a tab a space."""
        base = self.letters(paragraph)
        for run in paragraph.iter(W_R):
            text = "".join(
                "\n" if item.tag == W_BR else " " if item.tag == W_TAB else item.text or ""
                for item in run
                if item.tag in (W_T, W_BR, W_TAB)
            )
            if text:
                own = run.find(W_RPR)
                yield text, base if own is None else _said(own).over(base)

    def _name(self, reference: _Element | None) -> str:
        style = None if reference is None else self._elements.get(str(reference.get(VAL)))
        name = None if style is None else style.find(_NAME)
        return "" if name is None else str(name.get(VAL))

    def _letters(self, style_id: str) -> Letters:
        if style_id not in self._known:
            element = self._elements.get(style_id)
            base = None if element is None else element.find(_BASED_ON)
            above = self._default if base is None else self._letters(str(base.get(VAL)))
            own = None if element is None else element.find(W_RPR)
            self._known[style_id] = above if own is None else _said(own).over(above)
        return self._known[style_id]


def resize(paragraph: _Element, share: float, styles: Styles) -> None:
    """Set the letters of a paragraph in a part of their size, in whole half points as Word has them."""
    base = styles.letters(paragraph)
    for run in paragraph.iter(W_R):
        properties = run.find(W_RPR)
        size = (base if properties is None else _said(properties).over(base)).size or 0.0
        if properties is None:
            properties = OxmlElement("w:rPr")
            run.insert(0, properties)
        for old in [*properties.findall(_SZ), *properties.findall(_SZCS)]:
            properties.remove(old)
        after = next((item for item in properties if item.tag in _AFTER_SIZE), None)
        for name in ("w:sz", "w:szCs"):
            element = OxmlElement(name)
            element.set(VAL, str(round(size * share * 2)))
            if after is None:
                properties.append(element)
            else:
                after.addprevious(element)


def _said(properties: _Element) -> Letters:
    return Letters(
        _half(properties.find(_SZ)),
        _switch(properties.find(_B)),
        _switch(properties.find(_I)),
        _switch(properties.find(_CAPS)),
    )


def _half(size: _Element | None) -> float | None:
    return None if size is None else float(size.get(VAL, "0")) / 2


def _switch(element: _Element | None) -> bool | None:
    return None if element is None else element.get(VAL, "1") not in ("0", "false", "off")
