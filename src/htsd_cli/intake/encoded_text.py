"""Opens files that came as letters in a plain text: uuencoded or in base64, as old programs and copied mails have them.

Any other text is none of these: a report's first bytes, or a line that says what follows, must stand in it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from htsd_cli.intake.container import MOST_MEMBER_BYTES, Container, Member, clean_name, one_name_each
from htsd_cli.intake.mailbox import uuencoded
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages import UnreadableFile

LOOKED_AT = 1 << 16  # bytes of a text in which such a file must begin

_MOST_BYTES = 2 * MOST_MEMBER_BYTES
_SAVE = "Mở bằng chương trình đã tạo ra tệp này, lưu văn bản bên trong vào thư mục báo cáo rồi chạy lại."
_UU = lazy_pattern(rb"^begin [0-7]{3,4} [^\r\n]+\r?\n[\x20-\x60]{2,80}\r?$", re.MULTILINE)
_POSIX = lazy_pattern(
    rb"^begin-base64 [0-7]{3,4} ([^\r\n]+)\r?\n([A-Za-z0-9+/=\s]*?)(^====[ \t]*\r?$|\Z)", re.MULTILINE
)
# How a zip, OLE, a PDF and RTF begin in base64; lines of it, the last perhaps shorter.
_BASE64 = lazy_pattern(
    rb"^(?:UEsDB|0M8R4KGxGuE|JVBERi0|e1xydG)[A-Za-z0-9+/]{30,}={0,2}[ \t]*$(?:\r?\n[A-Za-z0-9+/]+={0,2}[ \t]*$)*",
    re.MULTILINE,
)
# Envelopes of XML around files: edXML, in which Vietnam's offices exchange documents, and the DigiDoc of signatures.
_ENVELOPE = lazy_pattern(rb"<(?:\w+:)?(?:edXML|SignedDoc)\b", re.IGNORECASE)
_HELD = lazy_pattern(rb"<([^<>]*)>\s*((?:UEsDB|0M8R4KGxGuE|JVBERi0|e1xydG)[A-Za-z0-9+/=\s]+)<")
_NAMED = lazy_pattern(rb"""(?:file)?name\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
# A file sent with a date of a calendar (.ics, RFC 5545, 3.8.1.1), its lines unfolded.
_CALENDAR = b"BEGIN:VCALENDAR"
_FOLD = lazy_pattern(rb"\n[ \t]")
_ATTACHED = lazy_pattern(
    rb"""^(?i:ATTACH)((?:;[\w-]+=(?:"[^"\n]*"|[^":;\n]*))*):((?:UEsDB|0M8R4KGxGuE|JVBERi0|e1xydG)[A-Za-z0-9+/=]+)$""",
    re.MULTILINE,
)
_CALLED = lazy_pattern(rb""";(?:X-)?(?:\w+-)?FILENAME=(?:"([^"]*)"|([^":;]*))""", re.IGNORECASE)
_FOREIGN = (
    (b"(This file must be converted with BinHex", "tệp mã hóa BinHex (.hqx)"),
    (b"=ybegin ", "tệp mã hóa yEnc (.yenc)"),
)


def is_encoded(head: bytes) -> bool:
    """Return whether a file that is no mail holds others as letters, by its first `LOOKED_AT` bytes."""
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if bare.startswith(b"<?xml") and _ENVELOPE.search(bare):
        return True
    if bare.startswith(_CALENDAR):
        return _ATTACHED.search(_unfolded(head).rstrip(b"\r\n")) is not None
    if b"\0" in head or bare.startswith((b"<", b"{\\rtf", b"%PDF")):
        return False
    if any(mark in head for mark, _ in _FOREIGN):
        return True
    plain = head.replace(b"\r\n", b"\n")
    if b"begin" in plain and (_UU.search(plain) or _POSIX.search(plain)):
        return True
    return b"mime-version:" not in plain.lower() and _BASE64.search(plain) is not None


def _unfolded(calendar: bytes) -> bytes:
    return _FOLD.sub(b"", calendar.replace(b"\r\n", b"\n"))


def open_encoded(path: Path) -> Container:
    """Return the files a text holds as letters.

    Raises `UnreadableFile`: "archive-limit" for one too large, "archive-not-opened" for a code that is not opened,
    "damaged-file" where nothing can be made of the letters. A file that breaks off is told when it is read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableFile("archive-limit", f"nặng hơn {_MOST_BYTES >> 20} MB", _SAVE)
    raw = path.read_bytes().replace(b"\r\n", b"\n")
    members = list(_members(raw))
    if not members:
        for mark, what in _FOREIGN:
            if mark in raw:
                raise UnreadableFile("archive-not-opened", what, _SAVE)
        raise UnreadableFile("damaged-file")
    if len(members) == 1 and not members[0].name:
        return Container(is_mail=False, members=iter(members))
    named = (
        member._replace(name=member.name or f"tep-dinh-kem-{number}")
        for number, member in enumerate(members, 1)
    )
    return Container(is_mail=False, members=one_name_each(named))


def _members(raw: bytes) -> Iterator[Member]:
    if _ENVELOPE.search(raw[:LOOKED_AT]):
        for found in _HELD.finditer(raw):
            named = _NAMED.search(found[1])
            name = clean_name(named[1].decode("utf-8", "replace").replace("/", "-")) if named else ""
            yield Member(name, partial(_decoded, found[2], cut=False))
        return
    if raw[:LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\n").startswith(_CALENDAR):
        for found in _ATTACHED.finditer(_unfolded(raw)):
            named = _CALLED.search(found[1])
            called = (named[1] or named[2] or b"").decode("utf-8", "replace") if named else ""
            name = clean_name(called.replace("/", "-")) if called.strip() else ""
            yield Member(name, partial(_decoded, found[2], cut=False))
        return
    yield from uuencoded(raw)
    for found in _POSIX.finditer(raw):
        name = clean_name(found[1].decode("utf-8", "replace").replace("/", "-"))
        yield Member(name, partial(_decoded, found[2], cut=not found[3]))
    if b"begin-base64 " not in raw:
        for found in _BASE64.finditer(raw):
            yield Member("", partial(_decoded, found[0], cut=False))


def _decoded(letters: bytes, *, cut: bool) -> bytes:
    try:
        content = base64.b64decode(b"".join(letters.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableFile("damaged-file") from error
    if cut:
        raise UnreadableFile("damaged-file")
    return content
