"""Writes remarks into a copy of an Excel workbook as notes, with a colour in each cell; nothing else is changed.

The package is edited with lxml: openpyxl would lose charts, pictures and controls. Notes are the comments of
ECMA-376 part 1, 18.7, which every version of Excel and LibreOffice shows.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from htsd_cli.readers.column_names import column_name
from htsd_cli.readers.packages import Package
from htsd_cli.readers.sheets.xlsx import read_xlsx, sheets
from htsd_cli.values.document import Document
from htsd_cli.writers.returns.cell_colours import CellColours
from htsd_cli.writers.returns.note_shapes import EMPTY, with_note, without_note
from htsd_cli.writers.returns.package_copy import STRICT, TRANSITIONAL, PackageCopy
from htsd_cli.writers.returns.remarks import Remark
from htsd_cli.writers.returns.sheet_places import ADDRESS, cells_of, grid_of, last_columns, split

MARK = "(htsd)"  # ends the first line of our notes, by which the next return knows them again

_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_OURS = re.compile(rf"(?:\A|\n)[^\n]*{re.escape(MARK)}\n")
# What follows `legacyDrawing` in a sheet (18.3.1.99); form controls may stand in an AlternateContent.
_BEHIND = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
           "extLst", "AlternateContent")  # fmt: skip


def annotate_workbook(path: Path, remarks: Sequence[Remark], author: str) -> bytes:
    """Return a copy of the workbook at `path` with a note and a colour for each remark's cell.

    A cell has one note, which holds all remarks on it after what it held before. A remark without a cell stands
    at the first cell seen in the first sheet seen. Notes and colours of an earlier return are taken out.
    Raises `UnreadableFile` when the workbook cannot be changed.
    """
    document = read_xlsx(path)
    with Package(path) as package:
        main = package.main_part("xl/workbook.xml")
        copy = PackageCopy(package)
        strict = b"purl.oclc.org/ooxml/spreadsheetml/main" in (package.raw(main) or b"")
        parts = {name: part for name, _, part in sheets(package, main, package.parse(main))}
        by_cell: dict[tuple[str, str], list[Remark]] = {}
        for remark in remarks:
            by_cell.setdefault(_place(remark, document, parts), []).append(remark)
        colours = CellColours(copy, package, package.related(main, "styles"))
        for name, part in parts.items():
            here = {cell: told for (sheet, cell), told in by_cell.items() if sheet == name}
            sheet = _Sheet(copy, package, part, strict=strict)
            if here or sheet.noted or colours.used:
                sheet.annotate(here, author, colours)
        return copy.content()


def _place(remark: Remark, document: Document, parts: dict[str, str]) -> tuple[str, str]:
    """Return the sheet and the cell a remark's note stands at."""
    origin = remark.origin
    seen = [table for table in document.tables() if not table.hidden and table.sheet in parts]
    if origin is None or origin.sheet not in parts:
        first = next((table for table in seen if table.rows), None)
        if first is None:
            return (seen[0].sheet or "" if seen else next(iter(parts))), "A1"
        return first.sheet or "", first.rows[0][0].address or "A1"
    cell = origin.cell or "A1"
    return origin.sheet, cell if ADDRESS.fullmatch(cell) else "A1"


class _Sheet:
    """A sheet while notes are written into it."""

    def __init__(self, copy: PackageCopy, package: Package, part: str, *, strict: bool) -> None:
        self._copy, self._part, self._strict = copy, part, strict
        self._m = (
            f"{{{_STRICT}}}" if strict else "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        )
        self._comments = _existing(package, part, "comments")
        self._drawing = _existing(package, part, "vmlDrawing")
        self._threaded = package.related(part, "threadedComment") is not None
        notes = package.read(self._comments) if self._comments is not None else None
        self.noted = MARK.encode() in (notes or b"")  # by an earlier return

    def annotate(self, remarks: dict[str, list[Remark]], author: str, colours: CellColours) -> None:
        """Write the notes of the sheet, by address, and colour their cells."""
        root = self._copy.tree(self._part)
        cells = dict(cells_of(root, self._m))
        self._forget_earlier()
        colours.forget(cells.values())
        if not remarks:
            return
        drawing = self._find_drawing(root)
        content = self._copy.raw(drawing)
        grid = grid_of(root, self._m)
        covered = dict(last_columns(root, self._m))
        for address in sorted(remarks, key=split):
            told = remarks[address]
            cell = cells.get(address)
            if cell is not None and any(item.origin is not None for item in told):
                colours.set(cell, min((item.severity for item in told), key=lambda item: item.rank))
            at = self._free_from_threads(address)
            lines = [f"{author} {MARK}"] + [line for item in told for line in item.lines]
            if at != address:
                lines.insert(1, f"Về ô {address}:")
            kept = self._note(at, lines, f"{author} {MARK}")
            row, column = split(at)
            content = without_note(content, row, column)
            content = with_note(content, row, column, covered.get(at, column), [*kept, *lines], grid)
        self._copy.put(drawing, content)

    # -- the texts ----------------------------------------------------------------------------------------

    def _list(self) -> etree._Element:
        """Return the list of the sheet's notes, made when there is none."""
        m = self._m
        if self._comments is None:
            self._comments = self._copy.new_part(_folder(self._part), "comments", "xml")
            root = etree.Element(f"{m}comments", nsmap={None: m[1:-1]})  # type: ignore[dict-item]
            etree.SubElement(root, f"{m}authors")
            etree.SubElement(root, f"{m}commentList")
            self._copy.add(self._comments, root, _COMMENTS)
            self._copy.relate(self._part, "comments", self._comments, strict=self._strict)
        root = self._copy.tree(self._comments)
        found = root.find(f"{m}commentList")
        if found is None:
            found = etree.SubElement(root, f"{m}commentList")
        return found

    def _authors(self) -> etree._Element:
        root = self._list().getparent()
        assert root is not None
        authors = root.find(f"{self._m}authors")
        if authors is None:
            authors = etree.Element(f"{self._m}authors")
            root.insert(0, authors)
        return authors

    def _author(self, name: str) -> str:
        """Return the number of an author, added when there is none of that name."""
        authors = self._authors()
        names = [item.text for item in authors]
        if name not in names:
            etree.SubElement(authors, f"{self._m}author").text = name
            names.append(name)
        return str(names.index(name))

    def _note(self, address: str, lines: Sequence[str], author: str) -> list[str]:
        """Write a note at a cell, behind what its note says already; return that."""
        m, notes = self._m, self._list()
        note = next((item for item in notes if item.get("ref") == address), None)
        before: list[str] = []
        if note is None:
            note = etree.Element(f"{m}comment", {"ref": address, "authorId": self._author(author)})
            etree.SubElement(note, f"{m}text")
            at = next(
                (n for n, item in enumerate(notes) if split(item.get("ref", "")) > split(address)), len(notes)
            )
            notes.insert(at, note)
        else:
            before = ["".join(map(str, note.itertext(f"{m}t")))]
        text = note.find(f"{m}text")
        if text is None:
            text = etree.SubElement(note, f"{m}text")
        plain = text.find(f"{m}t")
        if plain is not None:  # a text without runs takes none beside it
            run = etree.Element(f"{m}r")
            text.replace(plain, run)
            run.append(plain)
        heading, *rest = lines
        self._run(text, ("\n\n" if before else "") + heading + "\n", bold=True)
        self._run(text, "\n".join(rest), bold=False)
        return before

    def _run(self, text: etree._Element, said: str, *, bold: bool) -> None:
        m = self._m
        run = etree.Element(f"{m}r")
        last = text.findall(f"{m}r")
        text.insert(0 if not last else text.index(last[-1]) + 1, run)
        face = etree.SubElement(run, f"{m}rPr")
        if bold:
            etree.SubElement(face, f"{m}b")
        for name, key, value in (
            ("sz", "val", "9"),
            ("color", "indexed", "81"),
            ("rFont", "val", "Tahoma"),
            ("family", "val", "2"),
        ):
            etree.SubElement(face, f"{m}{name}", {key: value})
        etree.SubElement(run, f"{m}t", {_XML_SPACE: "preserve"}).text = said

    def _free_from_threads(self, address: str) -> str:
        """Return the cell, or the next to the right that has no threaded comment, whose note nobody would see."""
        if not self._threaded or self._comments is None:
            return address
        names = [item.text or "" for item in self._authors()]
        held = {
            item.get("ref")
            for item in self._list()
            if (number := item.get("authorId", "")).isdigit() and names[int(number) : int(number) + 1]
            and names[int(number)].startswith("tc=")
        }  # fmt: skip
        row, column = split(address)
        while address in held:
            column += 1
            address = f"{column_name(column + 1)}{row + 1}"
        return address

    def _forget_earlier(self) -> None:
        """Take the notes of an earlier return out; what a note said before ours stays."""
        if not self.noted:
            return
        for note in list(self._list()):
            texts = list(note.iter(f"{self._m}t"))
            said = "".join(item.text or "" for item in texts)
            match = _OURS.search(said)
            if match is None:
                continue
            keep = said[: match.start()].rstrip("\n")
            left = len(keep)
            for item in texts:
                own = item.text or ""
                item.text, left = own[: max(left, 0)], left - len(own)
            if not keep:
                self._list().remove(note)
                if self._drawing is not None:
                    row, column = split(note.get("ref", "A1"))
                    self._copy.put(self._drawing, without_note(self._copy.raw(self._drawing), row, column))

    # -- the boxes ----------------------------------------------------------------------------------------

    def _find_drawing(self, root: etree._Element) -> str:
        """Return the part with the notes' boxes, made and tied to the sheet when there is none."""
        m, r = self._m, f"{{{STRICT if self._strict else TRANSITIONAL}}}"
        element = root.find(f"{m}legacyDrawing")
        if self._drawing is not None and element is not None:
            return self._drawing
        folder = posixpath.join(_folder(self._part), "drawings")
        self._drawing = self._copy.new_part(folder, "vmlDrawing", "vml")
        self._copy.add(self._drawing, EMPTY, _VML, by_ending=True)
        number = self._copy.relate(self._part, "vmlDrawing", self._drawing, strict=self._strict)
        if element is None:
            element = etree.Element(f"{m}legacyDrawing")
            behind = (item for item in root.iterchildren("*") if etree.QName(item).localname in _BEHIND)
            follower = next(behind, None)
            root.insert(len(root) if follower is None else root.index(follower), element)
        element.set(f"{r}id", number)
        return self._drawing


def _existing(package: Package, part: str, kind: str) -> str | None:
    found = package.related(part, kind)
    return found if found is not None and found in package else None


def _folder(sheet: str) -> str:
    """Return the folder of the workbook's parts, one above the sheet's."""
    return posixpath.dirname(posixpath.dirname(sheet))
