"""Opens an Office zip package safely: limits before reading, no entities, no links, one namespace for two standards."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

from lxml import etree

_MEGABYTE = 1 << 20
MOST_ENTRIES = 5_000
MOST_BYTES = 200 * _MEGABYTE  # unpacked, of all the parts together that are read
MOST_PART_BYTES = 48 * _MEGABYTE  # unpacked, of one part
HIGHEST_RATIO = 400  # unpacked to packed, for parts over a megabyte

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    b"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes": b"officeDocument/2006/docPropsVTypes",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"drawingml/2006/wordprocessingDrawing",
}
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    OverflowError,
    ValueError,
    KeyError,
    IndexError,
    MemoryError,
)


class UnreadableFile(Exception):  # noqa: N818 - it names the file's state; no mistake of the program's
    """A file that cannot be read; `code` is the finding of the catalogue it becomes.

    `detail` says what the file is or what is wrong with it, `cure` what to do, where the code leaves it open.
    """

    def __init__(self, code: str, detail: str = "", cure: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.cure = cure


class Package:
    """An open .docx or .xlsx. Part names are looked up without regard to case, "\\" or a leading "/".

    Raises `UnreadableFile`: "damaged-file", "too-large" or "forbidden-content".
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError:
            raise
        except _BROKEN as error:
            raise UnreadableFile("damaged-file") from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            self._zip.close()
            raise UnreadableFile("too-large", f"tệp nén chứa {len(entries)} phần")
        self._entries = {_key(entry.filename): entry for entry in reversed(entries)}
        self._read_bytes = 0
        self._cache: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Return the part names, in the package's order."""
        return [entry.filename for entry in self._zip.infolist()]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def read(self, name: str) -> bytes | None:
        """Return a part's bytes, None when there is no such part."""
        key = _key(name)
        if key in self._cache:
            return self._cache[key]
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._refuse_large(entry)
        try:
            with self._zip.open(entry) as stream:
                # Never more than announced: a lying header must not unpack without bound.
                content = stream.read(entry.file_size + 1)
        except _BROKEN as error:
            raise UnreadableFile("damaged-file") from error
        if len(content) > entry.file_size:
            raise UnreadableFile("damaged-file")
        self._read_bytes += len(content)
        if self._read_bytes > MOST_BYTES:
            raise UnreadableFile("too-large", "nội dung giải nén quá lớn")
        if b"purl.oclc.org/ooxml" in content:
            content = _transitional(content)
        self._cache[key] = content
        return content

    def parse(self, name: str) -> etree._Element:
        """Return a part's root element. A missing part is damage; a DOCTYPE is refused."""
        content = self.read(name)
        if content is None:
            raise UnreadableFile("damaged-file")
        head = content[:4096]
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or _has_doctype(content):
            raise UnreadableFile("forbidden-content", "DOCTYPE")
        try:
            root = etree.fromstring(content, _PARSER)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "huge" in str(error).lower() or "depth" in str(error).lower():
                raise UnreadableFile("too-large", "nội dung lồng nhau quá sâu hoặc quá dài") from error
            raise UnreadableFile("damaged-file") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile("forbidden-content", "DOCTYPE")
        return root

    def main_part(self, usual: str) -> str:
        """Return the name of the main document part by the package's relationships, else `usual`."""
        if usual in self and "_rels/.rels" not in self:
            return usual
        target = self._related("", "officeDocument")
        return target if target is not None and target in self else usual

    def related(self, part: str, kind: str) -> str | None:
        """Return the target of a part's first internal relationship whose type ends in `/kind`."""
        return self._related(part, kind)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return a part's internal relationships: id -> (type's last word, target's part name)."""
        folder, base = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{base}.rels")
        if source not in self:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.parse(source).iter(_RELATIONS):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            joined = target if target.startswith("/") else posixpath.join(folder, target)
            name = posixpath.normpath(joined).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], name)
        return found

    def _related(self, part: str, kind: str) -> str | None:
        return next((name for type_, name in self.relations(part).values() if type_ == kind), None)

    def custom_properties(self) -> dict[str, str]:
        """Return the document's custom properties that are text; none when that part is missing or broken."""
        name = "docProps/custom.xml"
        if name not in self:
            return {}
        try:
            root = self.parse(name)
        except UnreadableFile:
            return {}
        return {
            item.get("name", ""): "".join(str(text) for text in item.itertext()).strip()
            for item in root.iter(_PROPERTY)
        }

    def _refuse_large(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 0x1:
            raise UnreadableFile("password-protected")
        if entry.file_size > MOST_PART_BYTES:
            size = entry.file_size // _MEGABYTE
            raise UnreadableFile("too-large", f"một phần của tệp giải nén ra {size} MB")
        if entry.file_size > _MEGABYTE and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise UnreadableFile("too-large", "nội dung nén bất thường")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _has_doctype(content: bytes) -> bool:
    """Return whether a part in another encoding than UTF-8 hides a DOCTYPE in its first bytes."""
    return content[:2] in (b"\xff\xfe", b"\xfe\xff") and "<!DOCTYPE" in content[:4096].decode(
        "utf-16", "ignore"
    )


def _transitional(content: bytes) -> bytes:
    """Turn the namespaces of strict OOXML (ISO 29500) into those of the transitional one."""
    for strict, name in _STRICT.items():
        content = content.replace(strict + b'"', _TRANSITIONAL.encode() + name + b'"')
    return content
