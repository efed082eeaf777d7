"""Opens a zip archive of reports: limits before unpacking, names as they were written, nothing led outside.

The layout is that of PKWARE's APPNOTE. A name without the mark of UTF-8 is in whatever the packing program's
computer used; `written_name` finds out which.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from htsd_cli.intake.container import (
    MOST_MEMBER_BYTES,
    MOST_MEMBERS,
    Container,
    Member,
    clean_name,
    one_name_each,
)
from htsd_cli.language.legacy_fonts import decode
from htsd_cli.language.syllables import VIETNAMESE, is_syllable
from htsd_cli.language.vietnamese import composed, format_number
from htsd_cli.readers.packages import HIGHEST_RATIO, UnreadableFile, refuse_long_directory
from htsd_cli.readers.sniff import zip_directory
from htsd_cli.values.time import VIETNAM

MOST_BYTES = 400 << 20  # unpacked, of one archive
_LARGEST_FILE = 1 << 30

# What `zipfile` raises for a broken zip; some of it for a lying one only.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, struct.error, OverflowError, ValueError, LookupError,
    MemoryError,
)  # fmt: skip
_SIGNED = b"application/vnd.etsi.asic-"
_OF_SIGNATURES = re.compile(r"mimetype\Z|META-INF/", re.IGNORECASE)
# Parts of documents of other kinds: OFD, XPS, Apple's of 2009.
_DOCUMENTS = frozenset(
    ("ofd.xml", "fixeddocseq.fdseq", "fixeddocumentsequence.fdseq", "index.apxl", "buildversionhistory.plist")
)
_UTF_8 = 0x800
_ENCRYPTED = 0x1
_BY_HAND = "Giải nén bằng tay, chép riêng các tệp báo cáo vào thư mục báo cáo rồi chạy lại."


def open_archive(path: Path) -> Container | None:
    """Return an archive with its files, None for a zip that is a document itself (.docx, .xlsx, .ods …).

    Raises `UnreadableFile`: "archive-limit" for one over the limits, "archive-encrypted" when all of it needs
    a password. What is wrong with one file alone is raised when it is read. A zip too broken to look into is
    no archive here: it is read, and refused, as a document.
    """
    stream = path.open("rb")
    try:
        directory = zip_directory(stream).lower()
        if b"word/document.xml" in directory or b"xl/workbook." in directory:
            return None
        if stream.seek(0, 2) > _LARGEST_FILE:
            raise UnreadableFile("archive-limit", f"nặng {format_number(stream.tell() >> 20)} MB", _BY_HAND)
        refuse_long_directory(stream, MOST_MEMBERS)
        archive = _opened(stream)
    except UnreadableFile as error:
        if error.code == "too-large":
            raise UnreadableFile("archive-limit", error.detail, _BY_HAND) from error
        raise
    except BROKEN_ZIP:
        stream.close()
        return None
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    signed = _is_signed_container(archive, names)
    if _is_document(names) and not signed:
        stream.close()
        return None
    files = [entry for entry in entries if not entry.is_dir()]
    if signed:  # what is not the signatures' own
        files = [entry for entry in files if not _OF_SIGNATURES.match(entry.filename)]
    if len(files) > MOST_MEMBERS:
        raise UnreadableFile("archive-limit", f"chứa {format_number(len(files))} tệp", _BY_HAND)
    if not files:
        raise UnreadableFile("unknown-format", "tệp nén (zip) rỗng")
    if all(entry.flag_bits & _ENCRYPTED for entry in files):
        raise UnreadableFile("archive-encrypted")
    return Container(is_mail=False, members=one_name_each(_members(archive, files, stream)))


def _is_signed_container(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Return whether a zip holds signed documents beside their signatures (.asice, .asics: ETSI EN 319 162-1)."""
    if "mimetype" not in names:
        return False
    try:
        with archive.open("mimetype") as stream:
            return stream.read(100).startswith(_SIGNED)
    except (*BROKEN_ZIP, OSError):
        return False


def _is_document(names: set[str]) -> bool:
    names = {name.lower() for name in names}  # as a package's parts are compared (ISO 29500-2)
    if names & {"[content_types].xml", "mimetype"} or {"content.xml", "meta-inf/manifest.xml"} <= names:
        return True
    if names & _DOCUMENTS:
        return True
    return "index.zip" in names or any(name.startswith("index/") and name.endswith(".iwa") for name in names)


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except UnicodeDecodeError:  # a name marked as UTF-8 that is none
        stream.seek(0)
        return zipfile.ZipFile(io.BytesIO(_without_false_marks(stream.read())))


def _without_false_marks(content: bytes) -> bytes:
    """Return a zip with the mark of UTF-8 taken from the names in its directory that are not."""
    out = bytearray(content)
    place = content.find(b"PK\1\2")
    while 0 <= place <= len(content) - 46:
        flags, length, extra, comment = struct.unpack_from("<8xH18xHHH", content, place)
        try:
            content[place + 46 : place + 46 + length].decode("utf-8")
        except UnicodeDecodeError:
            struct.pack_into("<H", out, place + 8, flags & ~_UTF_8)
        place = content.find(b"PK\1\2", place + 46 + length + extra + comment)
    return bytes(out)


def _members(archive: zipfile.ZipFile, files: list[zipfile.ZipInfo], stream: BinaryIO) -> Iterator[Member]:
    left = [MOST_BYTES]
    with stream, archive:
        for entry in files:
            read = partial(_read, archive, entry, left)
            yield Member(clean_name(written_name(entry)), read, _time(entry))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: list[int]) -> bytes:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableFile("shortcut-file", "lối tắt tới tệp khác")
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableFile("archive-encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableFile("archive-not-opened", "tệp nén (zip) bằng cách nén lạ", _BY_HAND)
    if entry.file_size > MOST_MEMBER_BYTES or entry.file_size > left[0]:
        raise UnreadableFile("archive-limit", f"giải nén ra {entry.file_size >> 20} MB", _BY_HAND)
    if entry.file_size > 1 << 20 and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
        raise UnreadableFile("archive-limit", "nén bất thường", _BY_HAND)
    try:
        with archive.open(entry) as stream:
            content = stream.read(entry.file_size + 1)  # a lying header must not unpack without bound
    except (*BROKEN_ZIP, OSError) as error:
        raise UnreadableFile("damaged-file") from error
    if len(content) != entry.file_size:
        raise UnreadableFile("damaged-file")
    left[0] -= len(content)
    return content


def _time(entry: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*entry.date_time, tzinfo=VIETNAM)
    except ValueError:
        return None


# -- names -------------------------------------------------------------------------------------------------


def written_name(entry: zipfile.ZipInfo) -> str:
    """Return the name an entry was given, whatever the packing program wrote it in."""
    if entry.flag_bits & _UTF_8:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437", "replace")
    return _unicode_path(entry.extra, raw) or recovered(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Return the name of the Info-ZIP Unicode Path field (APPNOTE 4.6.9), "" where it is not there or not current."""
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        content = extra[place + 4 : place + 4 + size]
        if kind == 0x7075 and len(content) > 5 and struct.unpack_from("<I", content, 1)[0] == zlib.crc32(raw):
            return content[5:].decode("utf-8", "replace")
        place += 4 + size
    return ""


def recovered(raw: bytes) -> str:
    """Return the likeliest name of bytes in an unknown encoding.

    UTF-8 where it is valid (macOS and Linux leave out its mark); else the Windows code page of Vietnamese
    (1258, tones as letters of their own), the old code page of zip (437) or TCVN3, whichever makes Vietnamese.
    """
    if raw.isascii():
        return raw.decode("ascii")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    western = raw.decode("cp1252", "replace")
    readings = [
        composed(raw.decode("cp1258", "replace")),
        composed(raw.decode("cp437", "replace")),
        composed(western),
        decode(western, ".VnTime"),
    ]
    broken = raw.decode("utf-8", "replace")
    if broken.count("\ufffd") < _letters(broken):  # cut off in a letter, it is UTF-8 all the same
        return broken
    return max(readings, key=_likeness)


def _likeness(text: str) -> int:
    """Return how Vietnamese a text looks: its marked words that are syllables less those that are none."""
    words = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if not word.isascii()]
    good = sum(is_syllable(word) for word in words)
    strange = sum(not char.isalnum() and not char.isascii() and char not in "–—’‘“”…" for char in text)
    return good - 2 * (len(words) - good) - 2 * strange


def _letters(text: str) -> int:
    return sum(not char.isascii() and char.lower() in VIETNAMESE for char in text)
