"""Opens a saved mail (.eml, RFC 5322 and MIME): its attachments, who sent it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, InvalidBase64LengthDefect
from email.message import Message
from email.policy import compat32
from functools import partial
from pathlib import Path

from htsd_cli.intake.container import (
    MOST_MEMBER_BYTES,
    MOST_MEMBERS,
    Container,
    Member,
    clean_name,
    one_name_each,
)
from htsd_cli.intake.mail_headers import ShortHeaders, file_name, header, sender_of, time_sent
from htsd_cli.readers.packages import UnreadableFile

MOST_BYTES = 100 << 20  # of a mail as it is saved
MOST_BOUNDARIES = 200  # parts within parts; each is looked for in every line

_MANY_PARTS = "Mở thư bằng chương trình thư, lưu các tệp đính kèm vào thư mục báo cáo rồi chạy lại."
_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.ms-excel": ".xls",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "text/calendar": ".ics",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pgp-signature": ".asc",
}
_CID = re.compile(rb"""cid:([^"'\s>)]+)""", re.IGNORECASE)


def open_mail(path: Path) -> Container:
    """Return a mail with its attachments.

    Raises `UnreadableFile`: "archive-limit" for one over the limits, "mail-damaged" for one that breaks off or
    is encrypted. An attachment that breaks off is told when it is read.
    """
    with path.open("rb") as stream:
        raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableFile("archive-limit", f"nặng hơn {MOST_BYTES >> 20} MB", _MANY_PARTS)
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    if raw.lower().count(b"boundary") > MOST_BOUNDARIES:
        raise UnreadableFile("archive-limit", "có quá nhiều phần lồng nhau", _MANY_PARTS)
    try:
        message = message_from_bytes(raw, policy=ShortHeaders())
        parts = list(_leaves(message))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableFile("mail-damaged", "cấu trúc thư bị hỏng") from error
    if len(parts) > MOST_MEMBERS:
        raise UnreadableFile("archive-limit", f"có {len(parts)} phần", _MANY_PARTS)
    if message.get_content_type() in (
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
        "multipart/encrypted",
    ):
        raise UnreadableFile("mail-damaged", "thư được mã hóa")
    if not message.keys():
        raise UnreadableFile("mail-damaged", "không có phần đầu thư")
    text = next(
        (_content(part) for kind in ("text/html", "text/plain") for part in parts if _is_text(part, kind)),
        b"",
    )
    shown = {
        found.lower() for part in parts if part.get_content_type() == "text/html" for found in _shown(part)
    }
    return Container(
        is_mail=True,
        members=one_name_each(_members(parts, shown)),
        sent=time_sent(message),
        sender=sender_of(message),
        text=text,
        broken=any(_breaks_off(part) for part in message.walk()),
    )


def _breaks_off(part: Message) -> bool:
    return any(isinstance(found, CloseBoundaryNotFoundDefect) for found in part.defects)


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold content; a mail within the mail is one part."""
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _is_text(part: Message, kind: str) -> bool:
    return (
        part.get_content_type() == kind
        and not file_name(part)
        and part.get_content_disposition() != "attachment"
    )


def _shown(part: Message) -> list[str]:
    return [found.decode("latin-1") for found in _CID.findall(_content(part))]


def _members(parts: list[Message], shown: set[str]) -> Iterator[Member]:
    for number, part in enumerate(parts, 1):
        kind, name = part.get_content_type(), file_name(part)
        if _is_text(part, "text/plain") or _is_text(part, "text/html"):
            continue
        if part.get_content_maintype() == "message" and kind != "message/rfc822" and not name:
            continue  # a server's notes on delivery
        if not name and not part.get_payload():
            continue
        if kind == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            subject = header(inner, "subject") if isinstance(inner, Message) else ""
            name = clean_name((name or subject or "thu-chuyen-tiep").replace("/", "-").replace("\\", "-"))
            name = name if name.lower().endswith(".eml") else f"{name}.eml"
        name = name.replace("/", "-") or f"tep-dinh-kem-{number}{_ENDINGS.get(kind, '')}"
        identity = header(part, "content-id").strip(" <>").lower()
        decoration = part.get_content_maintype() == "image" and bool(identity) and identity in shown
        yield Member(clean_name(name), partial(_read, part), part_of_text=decoration)


def _read(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        assert isinstance(inner, Message)
        return inner.as_bytes(policy=compat32.clone(max_line_length=0))
    content = _content(part)
    # A body without its last line breaks off: the boundary that ends it never came.
    broken = any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects)
    if broken or (not content and part.get_payload()):
        raise UnreadableFile("damaged-file")
    if len(content) > MOST_MEMBER_BYTES:
        raise UnreadableFile("archive-limit", f"nặng {len(content) >> 20} MB", _MANY_PARTS)
    return content


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""
