"""Writes remarks into a copy of a Word file as comments, each at the cell it is about; nothing else is changed.

The package is edited with lxml: python-docx would write every part anew, with what it does not know left out.
Comments are those of ECMA-376 part 1, 17.13.4.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.word.docx import find_cells
from htsd_cli.writers.returns.package_copy import PackageCopy
from htsd_cli.writers.returns.remarks import Remark

MARK = "htsd"  # the initials our comments carry, by which the next return knows them again

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# Parts that Word keeps beside the comments, each with an entry for every comment: by the comment's paragraph, and
# the last by the number that the second gives it.
_EXTENDED = ("commentsExtended", "commentsIds", "commentsExtensible")


def annotate_word(path: Path, remarks: Sequence[Remark], author: str, day: date) -> bytes:
    """Return a copy of the Word file at `path` with a comment for each remark, dated `day`.

    A remark without a place stands at the beginning of the document, one whose cell is in a text box at the
    paragraph the box hangs on. Comments of an earlier return are taken out, unless someone answered them.
    Raises `UnreadableFile` when the file cannot be changed.
    """
    with Package(path) as package:
        main = package.main_part("word/document.xml")
        copy = PackageCopy(package)
        root = copy.tree(main)
        namespace = etree.QName(root).namespace or ""
        word = _Word(copy, package, main, root, f"{{{namespace}}}", namespace == _STRICT)
        elements = list(root.iter("*"))
        cells = {place: elements[number] for place, number in find_cells(package).items()}
        word.forget_earlier()
        for remark in remarks:
            word.comment(word.anchor(remark, cells), remark, author, day)
        return copy.content()


class _Word:
    """A Word file while comments are written into it; `w` is its namespace in braces."""

    def __init__(
        self, copy: PackageCopy, package: Package, main: str, root: etree._Element, w: str, strict: bool
    ) -> None:
        self._copy, self._package, self._main, self._root, self._w = copy, package, main, root, w
        self._strict = strict
        self._part = package.related(main, "comments")
        if self._part is not None and self._part not in package:
            self._part = None
        self._next = self._highest() + 1

    # -- where --------------------------------------------------------------------------------------------

    def anchor(
        self, remark: Remark, cells: dict[tuple[int, int, int], etree._Element]
    ) -> tuple[etree._Element, etree._Element]:
        """Return the paragraphs in which the remark's comment begins and ends."""
        origin = remark.origin
        if origin is None or origin.table is None:
            return self._head()
        cell = cells.get((origin.table, origin.row or 0, origin.column or 0))
        if cell is None:  # no cell begins there: the first of the table
            cell = next((element for place, element in cells.items() if place[0] == origin.table), None)
        if cell is None:
            return self._head()
        outside = self._outside_of_boxes(cell)
        if outside is not None:
            return outside, outside
        paragraphs = [item for item in cell.iter(f"{self._w}p") if self._cell_of(item) is cell]
        written = [item for item in paragraphs if next(item.iter(f"{self._w}t"), None) is not None]
        chosen = written or paragraphs or list(cell.iter(f"{self._w}p"))
        return (chosen[0], chosen[-1]) if chosen else self._head()

    def _head(self) -> tuple[etree._Element, etree._Element]:
        """Return the first paragraph of the document that a comment can stand in."""
        body = self._root.find(f"{self._w}body")
        if body is None:
            raise UnreadableFile("damaged-file")
        for paragraph in body.iter(f"{self._w}p"):
            if not self._is_unseen(paragraph):
                return paragraph, paragraph
        paragraph = etree.Element(f"{self._w}p")
        body.insert(0, paragraph)
        return paragraph, paragraph

    def _is_unseen(self, paragraph: etree._Element) -> bool:
        w = self._w
        for element in paragraph.iterancestors(f"{w}txbxContent", f"{w}tr"):
            properties = element.find(f"{w}trPr")
            if element.tag == f"{w}txbxContent":
                return True
            if properties is not None and (
                properties.find(f"{w}hidden") is not None or properties.find(f"{w}del") is not None
            ):
                return True
        return False

    def _outside_of_boxes(self, cell: etree._Element) -> etree._Element | None:
        """Return the paragraph that holds the text box a cell is in, since no comment can stand in one."""
        boxes = list(cell.iterancestors(f"{self._w}txbxContent"))
        return next(boxes[-1].iterancestors(f"{self._w}p"), None) if boxes else None

    def _cell_of(self, paragraph: etree._Element) -> etree._Element | None:
        return next(paragraph.iterancestors(f"{self._w}tc", f"{self._w}txbxContent"), None)

    # -- what ---------------------------------------------------------------------------------------------

    def comment(
        self, anchor: tuple[etree._Element, etree._Element], remark: Remark, author: str, day: date
    ) -> None:
        """Add a comment that reaches from one paragraph's beginning to another's end.

        It needs a date: where there is none LibreOffice writes one that is no date (`0-00-00`).
        """
        w, number = self._w, str(self._next)
        self._next += 1
        start, end = anchor
        before = etree.Element(f"{w}commentRangeStart", {f"{w}id": number})
        start.insert(1 if len(start) and start[0].tag == f"{w}pPr" else 0, before)
        etree.SubElement(end, f"{w}commentRangeEnd", {f"{w}id": number})
        run = etree.SubElement(end, f"{w}r")
        self._size(etree.SubElement(run, f"{w}rPr"), 16)
        etree.SubElement(run, f"{w}commentReference", {f"{w}id": number})
        about = {"id": number, "author": author, "date": f"{day}T00:00:00Z", "initials": MARK}
        comment = etree.SubElement(
            self._comments(), f"{w}comment", {f"{w}{name}": value for name, value in about.items()}
        )
        for place, line in enumerate(remark.lines):
            self._paragraph(comment, line, bold=place == 1, marked=place == 0)

    def _paragraph(self, comment: etree._Element, text: str, *, bold: bool, marked: bool) -> None:
        """Add a paragraph; it looks the same whatever the document's own default style is."""
        w = self._w
        paragraph = etree.SubElement(comment, f"{w}p")
        properties = etree.SubElement(paragraph, f"{w}pPr")
        spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
        etree.SubElement(properties, f"{w}spacing", {f"{w}{name}": value for name, value in spacing.items()})
        etree.SubElement(properties, f"{w}ind", {f"{w}left": "0", f"{w}firstLine": "0"})
        etree.SubElement(properties, f"{w}jc", {f"{w}val": "left"})
        if marked:
            run = etree.SubElement(paragraph, f"{w}r")
            self._size(etree.SubElement(run, f"{w}rPr"), 16)
            etree.SubElement(run, f"{w}annotationRef")
        run = etree.SubElement(paragraph, f"{w}r")
        face = etree.SubElement(run, f"{w}rPr")
        fonts = {f"{w}{slot}": "Times New Roman" for slot in ("ascii", "hAnsi", "cs")}
        etree.SubElement(face, f"{w}rFonts", fonts)
        if bold:
            etree.SubElement(face, f"{w}b")
        self._size(face, 20)
        shown = etree.SubElement(run, f"{w}t", {_XML_SPACE: "preserve"})
        shown.text = text

    def _size(self, properties: etree._Element, half_points: int) -> None:
        for name in ("sz", "szCs"):
            etree.SubElement(properties, f"{self._w}{name}", {f"{self._w}val": str(half_points)})

    def _comments(self) -> etree._Element:
        """Return the root of the comments' part, made when the file has none."""
        if self._part is None:
            folder = posixpath.dirname(self._main)
            name = posixpath.join(folder, "comments.xml")
            self._part = name if name not in self._copy else self._copy.new_part(folder, "comments", "xml")
            root = etree.Element(f"{self._w}comments", nsmap={"w": self._w[1:-1]})
            self._copy.add(self._part, root, _COMMENTS)
            self._copy.relate(self._main, "comments", self._part, strict=self._strict)
        return self._copy.tree(self._part)

    # -- comments that are there --------------------------------------------------------------------------

    def _highest(self) -> int:
        """Return the highest number a comment has, -1 when there is none."""
        w = self._w
        used = [_whole(item.get(f"{w}id")) for item in self._root.iter(*self._anchors())]
        if self._part is not None:
            used += [_whole(item.get(f"{w}id")) for item in self._package_comments()]
        return max(used, default=-1)

    def _package_comments(self) -> Iterator[etree._Element]:
        assert self._part is not None
        return self._copy.tree(self._part).iterchildren(f"{self._w}comment")

    def _anchors(self) -> tuple[str, ...]:
        return tuple(
            f"{self._w}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
        )

    def forget_earlier(self) -> None:
        """Take out the comments of an earlier return; one that was answered stays with its answer."""
        if self._part is None:
            return
        w = self._w
        ours = [item for item in self._package_comments() if item.get(f"{w}initials") == MARK]
        answered = self._answered()
        going = [item for item in ours if not _paragraph_ids(item) & answered]
        if not going:
            return
        numbers = {item.get(f"{w}id") for item in going}
        for element in list(self._root.iter(*self._anchors())):
            if element.get(f"{w}id") in numbers:
                _take_out(element, f"{w}r", f"{w}rPr")
        gone = set().union(*map(_paragraph_ids, going))
        for item in going:
            _remove(item)
        for kind in _EXTENDED:
            part = self._package.related(self._main, kind)
            if part is not None and part in self._package:
                for entry in list(self._copy.tree(part).iterchildren("*")):
                    known = {etree.QName(name).localname: str(value) for name, value in entry.items()}
                    if gone & {known.get("paraId"), known.get("durableId")}:
                        gone |= {known["durableId"]} if "durableId" in known else set()
                        _remove(entry)

    def _answered(self) -> set[str]:
        """Return the paragraphs of comments that another comment answers."""
        part = self._package.related(self._main, "commentsExtended")
        if part is None or part not in self._package:
            return set()
        entries = self._package.parse(part).iter(f"{_W15}commentEx")
        return {parent for entry in entries if (parent := entry.get(f"{_W15}paraIdParent"))}


def _paragraph_ids(comment: etree._Element) -> set[str]:
    return {number for item in comment.iter("*") if (number := item.get(f"{_W14}paraId"))}


def _take_out(element: etree._Element, run: str, properties: str) -> None:
    """Remove an anchor; the run that held only it goes too."""
    parent = element.getparent()
    _remove(element)
    if parent is not None and parent.tag == run and all(item.tag == properties for item in parent):
        _remove(parent)


def _remove(element: etree._Element) -> None:
    """Remove an element, the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1
