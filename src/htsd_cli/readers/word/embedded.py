"""Reads parts of a Word file that other programs made: workbooks inserted as objects, web pages and files as chunks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.values.document import Block, Document, Seen, Sight, Table
from htsd_cli.values.findings import Finding

_WEB = (".htm", ".html", ".xhtml", ".xht")
_PAGE = (".mht", ".mhtml")
_WORD = (".docx", ".docm", ".dotx")
_SHEET = (".xlsx", ".xlsm")
_MOST_PARTS = 20
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "message/rfc822": ".mht", "text/plain": ".txt",
            "application/rtf": ".rtf", "text/rtf": ".rtf"}  # fmt: skip


@dataclass(slots=True)
class EmbeddedReader:
    """Reads embedded parts as files of their own; `depth` says how deep this file itself is embedded.

    `word` reads a Word file so many files deep. `notices` are what the embedded files' own readers tell.
    """

    package: Package
    main: str
    word: Callable[[Path, int], Document]
    depth: int = 0
    read: int = 0
    notices: list[Finding] = field(default_factory=list)

    def __call__(self, sight: Sight, name: str, relation: str) -> tuple[list[Block], Seen | None]:
        """Return the blocks of a part, or what to tell of one that cannot be read."""
        kind, part = self.package.relations(self.main).get(relation, ("", ""))
        ending = Path(part).suffix.lower()
        chunk = name == "altChunk"
        if chunk and ending not in (*_WEB, *_PAGE, *_WORD):
            ending = _ENDINGS.get((self.package.content_type(part) or "").split(";")[0].lower(), ending)
        told = Seen(sight, f"{name} ({ending.lstrip('.') or kind})" if chunk else name)
        self.read += 1
        if part not in self.package or self.depth or self.read > _MOST_PARTS:
            return [], told
        try:
            document = self._document(part, ending, chunk)
        except (UnreadableFile, OSError):
            return [], told
        if document is None or not document.blocks:
            return [], told
        self.notices += document.notices
        return [block for block in document.blocks if not (isinstance(block, Table) and block.hidden)], None

    def _document(self, part: str, ending: str, chunk: bool) -> Document | None:
        content = self.package.raw(part)
        if content is None:
            return None
        import tempfile  # a plain report never needs it

        with tempfile.TemporaryDirectory(prefix="htsd-") as folder:
            path = Path(folder, f"part{ending}")
            path.write_bytes(content)
            if ending in _SHEET and not chunk:
                from htsd_cli.readers.sheets.xlsx import read_xlsx

                return read_xlsx(path)
            if chunk and ending in (*_WEB, *_PAGE):
                from htsd_cli.readers.web.html import read_html

                return read_html(path, single_file=ending in _PAGE)
            if chunk and ending in _WORD:
                return self.word(path, self.depth + 1)
        return None
