"""What a mail's headers say: names of files however they are encoded, addresses, the time it was sent."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime

from htsd_cli.intake.archive import recovered
from htsd_cli.language.addresses import addresses
from htsd_cli.language.vietnamese import clean
from htsd_cli.values.time import VIETNAM

_EARLIEST = 1995  # a mail of an earlier year has no true date
LONGEST_HEADER = 2000  # letters; what a longer one says beyond them is not looked at
_MOST_BRACKETS = 50  # of an address: the parser goes down into each
_WORD_APART = re.compile(r"(=\?[^?\s]+\?[bBqQ]\?)([^?]*)(\?=)")


class ShortHeaders(Compat32):
    """How a mail is parsed: headers as they stand, none longer than anybody writes one."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and value, cut where it is too long."""
        name, value = super().header_source_parse(sourcelines)
        return name[:LONGEST_HEADER], value[:LONGEST_HEADER]


def header(message: Message, name: str) -> str:
    """Return a header's text: encoded words (RFC 2047) decoded, bare bytes in the likeliest encoding."""
    return decoded(_raw(message, name))


def _raw(message: Message, name: str) -> str:
    """Return a header as it stands, its bare bytes as text; `get` would make each of them a "\ufffd"."""
    values = (value for key, value in message.raw_items() if key.lower() == name)
    return _whole(str(next(values, "")))


def _whole(text: str) -> str:
    if any("\udc80" <= char <= "\udcff" for char in text):
        return recovered(text.encode("utf-8", "surrogateescape"))
    return text


def decoded(text: str) -> str:
    """Return a text with its encoded words (RFC 2047) decoded."""
    if "=?" not in text:
        return text
    # Some programs leave spaces inside an encoded word, which none may have (RFC 2047, 2).
    text = _WORD_APART.sub(lambda word: word[1] + word[2].replace(" ", "_") + word[3], text)
    try:
        # Bytes of one letter may be parted between two words of the same encoding: joined before they are decoded.
        pieces: list[tuple[bytes, str | None]] = []
        for part, charset in decode_header(text):
            raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
            if pieces and pieces[-1][1] == charset:
                pieces[-1] = (pieces[-1][0] + raw, charset)
            else:
                pieces.append((raw, charset))
        return "".join(_text(raw, charset) for raw, charset in pieces)
    except (HeaderParseError, ValueError):
        return text


def _text(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset) if charset and charset.lower() != "unknown-8bit" else recovered(raw)
    except (LookupError, UnicodeDecodeError):
        return recovered(raw)


def file_name(part: Message) -> str:
    """Return the name of a part's file, "" when it has none.

    It stands in Content-Disposition or Content-Type, encoded by RFC 2231 or, against the rule, by RFC 2047.
    """
    for name, key in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            alone = Message()
            alone[name] = _raw(part, name)
            value = alone.get_param(key, header=name)
        except (ValueError, TypeError, LookupError):
            continue
        if isinstance(value, tuple):
            charset, _, text = value
            raw = (
                text.encode("latin-1", "replace")
                if text.isascii() or charset
                else text.encode("utf-8", "replace")
            )
            found = _text(raw, charset or None)
        else:
            found = decoded(value or "")
        found = clean(found.replace("\r", "").replace("\n", "").replace("\t", " ").strip('"'))
        if found:
            return found
    return ""


def sender_of(headers: Message) -> str:
    """Return the address a mail came from, in small letters, "" when it names none."""
    for name in ("from", "reply-to", "sender", "return-path"):
        found = address(header(headers, name))
        if found:
            return found
    return ""


def address(text: str) -> str:
    """Return the first mail address in a text, in small letters, "" when there is none."""
    text = text[:LONGEST_HEADER]
    plain = text.count("<") < _MOST_BRACKETS and text.count("(") < _MOST_BRACKETS
    parsed = " ".join(pair[1] for pair in getaddresses([text])) if plain else ""
    return next(iter(addresses(parsed) or addresses(text)), "")


def time_sent(headers: Message) -> datetime | None:
    """Return when a mail was sent, in Vietnamese time: its Date, else when the office's server received it."""
    times = [header(headers, "date")]
    times += [str(line).rpartition(";")[2] for line in headers.get_all("received") or ()]
    return next((found for text in times if (found := _time(text))), None)


def _time(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text.strip())
        if found.tzinfo is None:  # "-0000" is universal time; a date without a zone is the sender's clock
            found = found.replace(tzinfo=UTC if "-0000" in text else VIETNAM)
        found = found.astimezone(VIETNAM)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.year >= _EARLIEST else None
