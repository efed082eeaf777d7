"""Parts a mailbox (mbox, RFC 4155) into its mails, and finds the files a plain text carries uuencoded."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from functools import partial

from htsd_cli.intake.container import Member, clean_name
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean
from htsd_cli.readers.packages import UnreadableFile

# A mail begins with "From " after an empty line, when headers follow; a sentence may begin so too.
_BEGINNING = lazy_pattern(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n"
    rb"(?=>?(?:From|Date|Received|Message-ID|Return-Path|Mime-Version|Delivered-To|To|Subject|Status|X-[\w-]+)[: ])",
    re.IGNORECASE,
)
_QUOTED = lazy_pattern(rb"^>(>*From )", re.MULTILINE)
_UUENCODED = lazy_pattern(
    rb"^begin [0-7]{3,4} ([^\r\n]+)\r?\n(.*?)(?:^end[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL
)
_UU_LINE = lazy_pattern(rb"[\x20-\x60]{2,80}")


def mails_of(raw: bytes) -> list[bytes]:
    """Return the mails of a mailbox, as they were before they were put into it; none when it is no mailbox.

    A single mail may begin with a mailbox's line: then it is the only one.
    """
    if not raw.startswith(b"From "):
        return []
    starts = list(_BEGINNING.finditer(raw))
    ends = [start.start() for start in starts[1:]] + [len(raw)]
    return [_QUOTED.sub(rb"\1", raw[start.end() : end]) for start, end in zip(starts, ends, strict=True)]


def uuencoded(text: bytes) -> Iterator[Member]:
    """Yield the files that stand uuencoded in a mail's text, as old programs send attachments."""
    if b"begin " not in text:
        return
    for number, found in enumerate(_UUENCODED.finditer(text), 1):
        lines = found.group(2).splitlines()
        if not lines or not _UU_LINE.fullmatch(lines[0]):
            continue  # a sentence that begins so
        name = clean(found.group(1).decode("utf-8", "replace")).replace("/", "-")
        whole = not found.group().rstrip().endswith(b"end")
        yield Member(clean_name(name, f"tep-dinh-kem-{number}"), partial(_decoded, lines, whole))


def _decoded(lines: list[bytes], cut: bool) -> bytes:
    if cut:
        raise UnreadableFile("damaged-file")
    out = bytearray()
    for line in lines:
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:  # some programs pad a line beyond its length
            if not line:
                continue
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out += binascii.a2b_uu(line[: length + 1])
            except binascii.Error as error:
                raise UnreadableFile("damaged-file") from error
    return bytes(out)
