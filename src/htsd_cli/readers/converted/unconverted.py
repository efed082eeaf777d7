"""What LibreOffice left out of a text document it converted: equations, objects of programs not there, whole tables.

Without its own Math it drops every equation, and objects it cannot draw, without a word. They are counted in the old
file and in the new one; those that are missing are told. Equation fields become plain letters, and lines from corner
to corner of a cell disappear.
"""

from __future__ import annotations

import re
from pathlib import Path

from htsd_cli.readers.packages import OleFile, Package, UnreadableFile, cell_marks
from htsd_cli.values.document import LOST_TABLE, Seen, Sight

_MOST_BYTES = 50 << 20
_OF_ODT = re.compile(rb"<draw:object(?:-ole)?[ />]")
_OF_RTF = re.compile(rb"\\(?:object|moMath)\b")
_OF_DOCX = re.compile(rb"<o:OLEObject[ />]|<m:oMath[ />]|<c:chart[ />]|<w:object[ />]")
_FIELDS = re.compile(rb"\\fldinst\b[^\\]{0,40}?\bEQ\s|\x13\s{0,4}EQ\s|\x13\0(?:\s\0){0,4}E\0Q\0\s\0")
_CROSSED = re.compile(rb"\\cldgl[lu](?![a-z])(?!\\brdrn)")
_OF_DOC = re.compile(rb"_\0(?:[0-9]\0){8,12}")  # names of the storages in the pool of objects

_CELLS_OF_RTF = re.compile(rb"\\(?:nest)?cell(?![a-z])")
_CELLS_OF_ODT = re.compile(rb"<table:table-cell[ />]")
_CELLS_OF_DOCX = re.compile(rb"<w:tc[ >]")
_FEWEST_CELLS = 20  # of a table of figures; a letterhead or the signatures have fewer


def left_out(path: Path, converted: Path) -> tuple[Seen, ...]:
    """Return what stood in an old text document and is no more in the converted one; never raises for a file."""
    try:
        with Package(converted) as package:
            text = package.read("word/document.xml") or b""
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES)
        objects, cells = _held(path, content)
    except (UnreadableFile, OSError):
        return ()
    found: list[Seen] = []
    missing = objects - len(_OF_DOCX.findall(text))
    if missing > 0:
        found.append(Seen(Sight.OBJECT, f"{missing} công thức hoặc đối tượng"))
    if fields := len(_FIELDS.findall(content)):
        found.append(Seen(Sight.EXPONENT, f"{fields} trường EQ"))
    if content[:5] == b"{\\rtf" and _CROSSED.search(content):
        found.append(Seen(Sight.UNKNOWN, "đường kẻ chéo qua ô"))
    if cells >= _FEWEST_CELLS and 4 * len(_CELLS_OF_DOCX.findall(text)) < cells:
        found.append(Seen(Sight.UNKNOWN, LOST_TABLE))
    return tuple(found)


def _held(path: Path, content: bytes) -> tuple[int, int]:
    """Return how many equations and objects an old file has, and about how many cells: in a .doc one more a row."""
    if content[:5] == b"{\\rtf":
        return len(_OF_RTF.findall(content)), len(_CELLS_OF_RTF.findall(content))
    if content[:4] == b"\xd0\xcf\x11\xe0":
        file = OleFile(path)
        document = file.read("WordDocument")
        second = int.from_bytes(document[10:12], "little") & 0x200
        objects = len(set(_OF_DOC.findall(content))) if "ObjectPool" in file.names() else 0
        return objects, cell_marks(document, file.read("1Table" if second else "0Table"))
    if content[:4] == b"PK\3\4":
        with Package(path) as package:
            content = package.read("content.xml") or b""
    return len(_OF_ODT.findall(content)), len(_CELLS_OF_ODT.findall(content))
