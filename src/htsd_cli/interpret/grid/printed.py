"""Notes that a form's own file prints, as a footnote at a row's label: they say nothing of a report's figures."""

from __future__ import annotations

from functools import cached_property

from htsd_cli.form import Form
from htsd_cli.language.vietnamese import clean
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.values.document import Block, Cell, Document, Table

_WITH_NOTES = (".docx", ".xlsx", ".xlsm")


class PrintedNotes:
    """The notes of one form's own file; it is read once, for the first report that has any note."""

    def __init__(self, form: Form) -> None:
        self._form = form

    @cached_property
    def _texts(self) -> frozenset[str]:
        path = self._form.own_file
        if path is None or path.suffix.lower() not in _WITH_NOTES:
            return frozenset()
        try:
            own = read_document(path)
        except (UnreadableFile, OSError):
            return frozenset()
        return frozenset(map(clean, _notes(own)))

    def left_out_of(self, document: Document) -> Document:
        """Return a document without the notes that stand in the form's own file in the same words."""
        if not _notes(document) or self._texts.isdisjoint(map(clean, _notes(document))):
            return document
        blocks = tuple(self._without(block) for block in document.blocks)
        return document._replace(blocks=blocks, notes=self._own(document.notes))

    def _without(self, block: Block) -> Block:
        if not isinstance(block, Table) or not any(cell.notes for row in block.rows for cell in row):
            return block
        return block._replace(rows=tuple(tuple(map(self._bare, row)) for row in block.rows))

    def _bare(self, cell: Cell) -> Cell:
        return cell._replace(notes=self._own(cell.notes)) if cell.notes else cell

    def _own(self, notes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(note for note in notes if clean(note) not in self._texts)


def _notes(document: Document) -> list[str]:
    """Return all notes of a document, of its cells and beside them."""
    cells = (cell for table in document.tables() for row in table.rows for cell in row)
    return [*document.notes, *(note for cell in cells for note in cell.notes)]
