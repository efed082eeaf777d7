"""Opens an Office zip package safely: limits before reading, no entities, no links, one namespace for two standards."""

from __future__ import annotations

import errno
import posixpath
import re
import struct
import zipfile
import zlib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import unquote

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.values.unreadable import UnreadableFile

_MEGABYTE = 1 << 20
MOST_ENTRIES = 5_000
MOST_BYTES = 200 * _MEGABYTE  # unpacked, of all the parts together that are read
MOST_PART_BYTES = 48 * _MEGABYTE  # unpacked, of one part
MOST_MARKS = 1_500_000  # tags and attributes of one part; lxml's tree takes about 130 bytes for each
HIGHEST_RATIO = 400  # unpacked to packed, for parts over a megabyte

_SHORT_PART = 1 << 14  # bytes of a part of relationships that is remembered
_KEPT_BYTES = 4 * _MEGABYTE  # a part up to this size is kept for a second reading
_LONGEST_DIRECTORY = 2 * _MEGABYTE  # of a zip, in bytes; MOST_ENTRIES entries need a quarter of it

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_STRICT = lazy_pattern(rb"""http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)(?=["'])""")
_STRICT_NAMES = {b"customProperties": b"custom-properties", b"extendedProperties": b"extended-properties"}
_UTF_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARATION = lazy_pattern(r"\s*<\?xml[^>]*\?>")
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


class Package:
    """An open .docx or .xlsx. Part names are looked up without regard to case, "\\" or a leading "/".

    Raises `UnreadableFile`: "damaged-file", "too-large", "password-protected" or "forbidden-content"; and
    `OSError` when the file cannot be opened or read at all.
    """

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")
        try:
            refuse_long_directory(self._stream)
            self._zip = zipfile.ZipFile(self._stream)
            entries = self._zip.infolist()
            if len(entries) > MOST_ENTRIES:
                raise _too_many_entries(len(entries))
        except _BROKEN as error:
            self._stream.close()
            raise UnreadableFile("damaged-file") from error
        except OSError as error:
            self._stream.close()
            raise _damage(error) from error
        except BaseException:
            self._stream.close()
            raise
        self._entries = {_key(entry.filename): entry for entry in entries}
        twice = (
            Counter(_key(entry.filename) for entry in entries) if len(self._entries) < len(entries) else {}
        )
        self._twice = {key for key, count in twice.items() if count > 1}
        self._read_bytes = 0
        self._kept: dict[str, bytes] = {}
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._stream.close()

    def names(self) -> list[str]:
        """Return the part names as they stand in the package, in its order."""
        return self._zip.namelist()

    @property
    def size(self) -> int:
        """The size of the file in bytes."""
        return self._stream.seek(0, 2)

    def entries(self) -> list[zipfile.ZipInfo]:
        """Return the entries of the package's table of contents, in its order."""
        return self._zip.infolist()

    def packed(self, entry: zipfile.ZipInfo) -> bytes:
        """Return an entry's bytes as they stand in the file, compressed or not: nothing is unpacked."""
        self._stream.seek(entry.header_offset)
        header = self._stream.read(30)  # PKWARE's APPNOTE 4.3.7
        if len(header) < 30 or not header.startswith(b"PK\3\4"):
            raise UnreadableFile("damaged-file")
        self._stream.seek(sum(struct.unpack_from("<HH", header, 26)), 1)
        content = self._stream.read(entry.compress_size)
        if len(content) != entry.compress_size:
            raise UnreadableFile("damaged-file")
        return content

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def read(self, name: str) -> bytes | None:
        """Return a part's bytes, None when there is no such part.

        XML in UTF-16 comes as UTF-8, and strict OOXML (ISO 29500) with the namespaces of the transitional one.
        """
        key = _key(name)
        if key in self._kept:
            return self._kept[key]
        content = self.raw(name)
        if content is None:
            return None
        if content[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
            content = _utf_8(content)
        if b"purl.oclc.org/ooxml" in content:
            content = _STRICT.sub(_transitional, content)
        if len(content) <= _KEPT_BYTES:
            self._kept[key] = content
        return content

    def raw(self, name: str) -> bytes | None:
        """Return a part's bytes exactly as they stand in the package, None when there is no such part."""
        key = _key(name)
        if key in self._twice:  # which of the two another program shows, nobody knows
            raise UnreadableFile("damaged-file")
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._refuse_large(entry)
        content = self._unpacked(entry)
        self._read_bytes += len(content)
        if self._read_bytes > MOST_BYTES:
            raise UnreadableFile("too-large", "nội dung giải nén quá lớn")
        return content

    def media(self, name: str) -> bytes | None:
        """Return a picture's bytes as they are, None when there is no such part; neither kept nor counted.

        Pictures are taken out one at a time and let go, so all of them together may be more than `MOST_BYTES`.
        """
        key = _key(name)
        entry = self._entries.get(key)
        if entry is None or key in self._twice:
            return None
        self._refuse_large(entry)
        return self._unpacked(entry)

    def parse(self, name: str) -> etree._Element:
        """Return a part's root element. A missing part is damage; a DOCTYPE is refused."""
        content = self.read(name)
        if content is None:
            raise UnreadableFile("damaged-file")
        return parsed(content)

    def main_part(self, usual: str) -> str:
        """Return the name of the main document part by the package's relationships, else `usual`."""
        target = self.related("", "officeDocument")
        return target if target is not None and target in self else usual

    def related(self, part: str, kind: str) -> str | None:
        """Return the target of a part's first internal relationship whose type ends in `/kind`."""
        return next((name for type_, name in self.relations(part).values() if type_ == kind), None)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return a part's internal relationships: id -> (type's last word, target's part name).

        The package itself is the part "". External targets are never followed, so they are left out.
        """
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, base = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{base}.rels")
        if source not in self:
            return {}
        content = self.read(source) or b""
        told = (
            _relations_kept(folder, content) if len(content) <= _SHORT_PART else _relations(folder, content)
        )
        return {
            name: (kind, unquote(target) if "%" in target and target not in self else target)
            for name, kind, target in told
        }

    def content_type(self, name: str) -> str | None:
        """Return the content type the package declares for a part, None when it declares none."""
        if "[Content_Types].xml" not in self:
            return None
        root, key = self.parse("[Content_Types].xml"), _key(name)
        for item in root.iter(f"{_TYPES}Override"):
            if _key(item.get("PartName", "")) == key:
                return item.get("ContentType")
        ending = posixpath.splitext(key)[1].lstrip(".")
        defaults = (
            item for item in root.iter(f"{_TYPES}Default") if item.get("Extension", "").lower() == ending
        )
        return next((item.get("ContentType") for item in defaults), None)

    def custom_properties(self) -> dict[str, str]:
        """Return the document's custom properties as text; none when that part is missing or broken."""
        name = self.related("", "custom-properties") or "docProps/custom.xml"
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

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(entry) as stream:
                # Never more than announced: a lying header must not unpack without bound.
                content = stream.read(entry.file_size + 1)
        except _BROKEN as error:
            raise UnreadableFile("damaged-file") from error
        except OSError as error:
            raise _damage(error) from error
        if len(content) != entry.file_size:
            raise UnreadableFile("damaged-file")
        return content

    def _refuse_large(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 0x1:
            raise UnreadableFile("password-protected")
        if entry.file_size > MOST_PART_BYTES:
            size = entry.file_size // _MEGABYTE
            raise UnreadableFile("too-large", f"một phần của tệp giải nén ra {size} MB")
        if entry.file_size > _MEGABYTE and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise UnreadableFile("too-large", "nội dung nén bất thường")


def parsed(content: bytes) -> etree._Element:
    """Return the root element of a part that was read, within the limits; a DOCTYPE is refused."""
    if b"!" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise UnreadableFile("forbidden-content", "DOCTYPE")
    if len(content) > _KEPT_BYTES and content.count(b"<") + content.count(b"=") > MOST_MARKS:
        raise UnreadableFile("too-large", "một phần của tệp có quá nhiều ô hoặc đoạn")
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "huge" in str(error).lower() or "depth" in str(error).lower():
            raise UnreadableFile("too-large", "nội dung lồng nhau quá sâu hoặc quá dài") from error
        raise UnreadableFile("damaged-file") from error
    # A DOCTYPE in an encoding whose letters are not ASCII's is only known now.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("forbidden-content", "DOCTYPE")
    return root


def _relations(folder: str, content: bytes) -> tuple[tuple[str, str, str], ...]:
    """Return what a part of internal relationships says: of each its id, its type's last word, its target's name."""
    return tuple(
        (
            relation.get("Id", ""),
            relation.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", "").replace("\\", "/"))
            ).lstrip("/"),
        )
        for relation in parsed(content).iter(_RELATIONS)
        if relation.get("TargetMode") != "External"
    )


# The filled copies of one blank relate their parts alike.
_relations_kept = lru_cache(maxsize=64)(_relations)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _too_many_entries(number: int) -> UnreadableFile:
    return UnreadableFile("too-large", f"tệp nén chứa {number} phần")


def _damage(error: OSError) -> Exception:
    """Return what an error of the operating system is: an offset outside the file is damage, the rest is itself."""
    return UnreadableFile("damaged-file") if error.errno in (errno.EINVAL, None) else error


def refuse_long_directory(stream: BinaryIO, most_entries: int = MOST_ENTRIES) -> None:
    """Refuse a zip with a table of contents so long that reading it alone would take seconds and gigabytes.

    Raises `UnreadableFile("too-large")`. The layout of the end of a zip is that of PKWARE's APPNOTE 4.3.14-16.
    What is not found here is left for `zipfile` to refuse.
    """
    size = stream.seek(0, 2)
    if size > _LONGEST_DIRECTORY:
        start = max(0, size - 66_000)  # the end record, and before it a comment and the record of a large zip
        stream.seek(start)
        tail = stream.read()
        end = tail.rfind(b"PK\5\6")
        if 0 <= end <= len(tail) - 22:
            count, length = struct.unpack_from("<HI", tail, end + 10)
            if tail[max(0, end - 20) : end].startswith(b"PK\6\7"):
                (place,) = struct.unpack_from("<Q", tail, end - 12)
                stream.seek(min(place, size))
                record = stream.read(56)
                if len(record) == 56 and record.startswith(b"PK\6\6"):
                    count, length = struct.unpack_from("<32xQQ", record)
            if count > most_entries or length > _LONGEST_DIRECTORY:
                raise _too_many_entries(count)
    stream.seek(0)


def _utf_8(content: bytes) -> bytes:
    """Return XML in UTF-16 as UTF-8 without its declaration."""
    encoding = next(name for mark, name in _UTF_16 if content.startswith(mark))
    text = content.decode(encoding, "replace").removeprefix("\ufeff")
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def _transitional(match: re.Match[bytes]) -> bytes:
    """Return a namespace of strict OOXML (ISO 29500-1) as the transitional one (ISO 29500-4)."""
    family, name = match.groups()
    return b"http://schemas.openxmlformats.org/" + family + b"/2006/" + _STRICT_NAMES.get(name, name)
