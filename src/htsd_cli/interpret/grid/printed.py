"""Notes that a form's own file prints, as a footnote at a row's label: they say nothing of a report's figures."""

from __future__ import annotations

from functools import cached_property

from htsd_cli.form import Form
from htsd_cli.language.vietnamese import clean
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.values.document import Block, Document, Table


class PrintedNotes:
    """The notes of one form's own file; it is read once, for the first report that has any note."""

    def __init__(self, form: Form) -> None:
        self._form = form

    @cached_property
    def _texts(self) -> frozenset[str]:
        path = self._form.own_file
        if path is None:
            return frozenset()
        try:
            return frozenset(map(clean, _notes(read_document(path))))
        except (UnreadableFile, OSError):
            return frozenset()

    def left_out_of(self, document: Document) -> Document:
        """Return a document without the notes that stand in the form's own file in the same words."""
        notes = set(map(clean, _notes(document)))
        if not notes or notes.isdisjoint(self._texts):
            return document
        return document._replace(
            blocks=tuple(map(self._without, document.blocks)), notes=self._own(document.notes)
        )

    def _without(self, block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        rows = (tuple(cell._replace(notes=self._own(cell.notes)) for cell in row) for row in block.rows)
        return block._replace(rows=tuple(rows))

    def _own(self, notes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(note for note in notes if clean(note) not in self._texts)


def _notes(document: Document) -> list[str]:
    """Return all notes of a document, of its cells and beside them."""
    cells = (cell for table in document.tables() for row in table.rows for cell in row)
    return [*document.notes, *(note for cell in cells for note in cell.notes)]
