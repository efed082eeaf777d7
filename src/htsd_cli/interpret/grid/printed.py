"""What a form's own file prints: a footnote says nothing of a report's figures, a line above the table names nobody."""

from __future__ import annotations

from functools import cached_property

from htsd_cli.form import Form
from htsd_cli.interpret.lines import read_lines
from htsd_cli.language.vietnamese import clean
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.values.document import Block, Document, Table


class PrintedWords:
    """The notes and lines of one form's own file; it is read once, for the first report that needs them."""

    def __init__(self, form: Form) -> None:
        self._form = form

    @cached_property
    def _document(self) -> Document | None:
        path = self._form.own_file
        if path is None:
            return None
        try:
            return read_document(path)
        except (UnreadableFile, OSError):
            return None

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(map(clean, _notes(self._document))) if self._document is not None else frozenset()

    @cached_property
    def _lines(self) -> frozenset[str]:
        lines = read_lines(self._document, None) if self._document is not None else []
        return frozenset(clean(line.text) for line in lines)

    def names_nobody(self, text: str) -> bool:
        """Return whether a line stands in the form's own file in the same words, and asks for no name there."""
        return ":" not in text and self.prints(text)

    def prints(self, text: str) -> bool:
        """Return whether a line stands in the form's own file in the same words."""
        return clean(text) in self._lines

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
