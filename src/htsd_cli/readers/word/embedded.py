"""Reads parts of a Word file that other programs made: workbooks inserted as objects, chunks, the texts of SmartArt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.word.drawing import SMART_ART
from htsd_cli.readers.word.elements import NAMESPACES
from htsd_cli.values.document import Block, Document, Paragraph, Seen, Sight, Table
from htsd_cli.values.findings import Finding

CHUNK = "altChunk"
READ_IN_CELLS = frozenset((CHUNK, SMART_ART))  # what is text wherever it stands
_WEB = (".htm", ".html", ".xhtml", ".xht")
_PAGE = (".mht", ".mhtml")
_WORD = (".docx", ".docm", ".dotx", ".dotm")
_SHEET = (".xlsx", ".xlsm")
_OLD, _PLAIN = (".rtf", ".doc"), ".txt"
_MOST_PARTS = 20
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "message/rfc822": ".mht", "text/plain": ".txt",
            "application/rtf": ".rtf", "text/rtf": ".rtf", "application/msword": ".doc"}  # fmt: skip
_DGM, _A = f"{{{NAMESPACES['dgm']}}}", f"{{{NAMESPACES['a']}}}"


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
        chunk = name == CHUNK
        if chunk and ending not in (*_WEB, *_PAGE, *_WORD):
            ending = _ENDINGS.get((self.package.content_type(part) or "").split(";")[0].lower(), ending)
        told = Seen(sight, f"{name} ({ending.lstrip('.') or kind})" if chunk else name)
        self.read += 1
        if part not in self.package or self.read > _MOST_PARTS:
            return [], told
        try:
            if name == SMART_ART:
                return list(self._smart_art(part)), None
            document = None if self.depth else self._document(part, ending, chunk)
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
        if chunk and ending == _PLAIN:
            return _plain_text(content)
        from htsd_cli.readers.temporary import temporary_folder  # a plain report never needs it

        with temporary_folder() as folder:
            path = folder / f"part{ending}"
            path.write_bytes(content)
            if ending in _SHEET and not chunk:
                from htsd_cli.readers.sheets.xlsx import read_xlsx

                return read_xlsx(path)
            if chunk and ending in (*_WEB, *_PAGE):
                from htsd_cli.readers.web.html import read_html

                return read_html(path, single_file=ending in _PAGE)
            if chunk and ending in _WORD:
                return self.word(path, self.depth + 1)
            if chunk and ending in _OLD:
                return self._converted(path)
        return None

    def _converted(self, path: Path) -> Document | None:
        """Return what an old file says, read through LibreOffice where it is installed."""
        from htsd_cli.readers.converted.libreoffice import convert
        from htsd_cli.readers.sniff import old_documents

        with convert(old_documents([path])) as entries:
            converted = entries.get(path)
            return None if converted is None else self.word(converted.path(), self.depth + 1)

    def _smart_art(self, part: str) -> Iterable[Block]:
        """Yield the texts of a SmartArt's shapes, a paragraph each, in the order of its data (ECMA-376 1, 21.4)."""
        for text in self.package.parse(part).iter(f"{_DGM}t"):
            lines = ("".join(run.text or "" for run in line.iter(f"{_A}t")) for line in text.iter(f"{_A}p"))
            said = "\n".join(line for line in lines if line.strip())
            if said:
                yield Paragraph(said, 0)


def _plain_text(content: bytes) -> Document | None:
    """Return the lines of a plain text, None for one whose letters are not known for sure."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        lines = content.decode(encoding).splitlines()
    except UnicodeDecodeError:
        return None
    blocks = tuple(Paragraph(line, 0) for line in lines if line.strip())
    return Document(Path(), "txt", blocks)
