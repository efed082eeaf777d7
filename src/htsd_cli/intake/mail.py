"""Opens a saved mail (.eml, RFC 5322 and MIME): its attachments, who sent it and when."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, InvalidBase64LengthDefect
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from functools import partial
from html import escape
from itertools import chain
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
from htsd_cli.intake.mail_text import in_utf_8
from htsd_cli.intake.mailbox import mails_of, uuencoded
from htsd_cli.intake.signed import signed_content
from htsd_cli.readers.packages import UnreadableFile

MOST_BYTES = 100 << 20  # of a mail as it is saved
MOST_SIGNATURES = 4  # around one another
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
# What bears such a name is no picture of a mail's text, whatever its type says.
_DOCUMENTS = (".docx", ".doc", ".xlsx", ".xls", ".pdf", ".odt", ".ods", ".rtf", ".zip")
_PGP = b"-----BEGIN PGP MESSAGE"
_SIGNED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SERVERS_NOTES = frozenset(
    (
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
    )
)
_MAILS = ("message/rfc822", "message/global")
_HEADERS = 1 << 16
_OF_APPLE = re.compile(rb"\A\d{1,12}[ \t]*\r?\n(?=[\w-]+:)")  # Apple Mail (.emlx) writes the length first
_ELSEWHERE = "Mở thư bằng chương trình thư để lấy tệp ấy, hoặc đề nghị đơn vị gửi lại tệp kèm trong một thư."
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
    return mail_of(raw)


def mail_of(raw: bytes) -> Container:
    """Return what a mail or a mailbox holds: attachments, or mails. Raises as `open_mail` does."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    raw = _OF_APPLE.sub(b"", raw, count=1)
    if b"\r\r\n" in raw[:_HEADERS]:  # lines ended twice on their way
        raw = raw.replace(b"\r\r\n", b"\r\n")
    mails = mails_of(raw)
    if len(mails) > 1:
        return _mailbox(mails)
    if mails:
        raw = mails[0]
    if raw.lower().count(b"boundary") > MOST_BOUNDARIES:
        raise UnreadableFile("archive-limit", "có quá nhiều phần lồng nhau", _MANY_PARTS)
    try:
        message = message_from_bytes(raw, policy=ShortHeaders())
        outer, message = message, _unsigned(message)
        parts = list(_leaves(message))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableFile("mail-damaged", "cấu trúc thư bị hỏng") from error
    if len(parts) > MOST_MEMBERS:
        raise UnreadableFile("archive-limit", f"có {len(parts)} phần", _MANY_PARTS)
    if message.get_content_type() == "multipart/encrypted":
        raise UnreadableFile("mail-damaged", "thư được mã hóa")
    if not outer.keys():
        raise UnreadableFile("mail-damaged", "không có phần đầu thư")
    shown = {
        found.lower() for part in parts if part.get_content_type() == "text/html" for found in _shown(part)
    }
    return Container(
        is_mail=True,
        members=one_name_each(_members(parts, shown)),
        sent=time_sent(message) or time_sent(outer),
        sender=sender_of(message) or sender_of(outer),
        text=_joined(_texts(message)),
        subject=header(message, "subject") or header(outer, "subject"),
        broken=any(_breaks_off(part) for part in message.walk()),
    )


def _mailbox(mails: list[bytes]) -> Container:
    if len(mails) > MOST_MEMBERS:
        raise UnreadableFile("archive-limit", f"hộp thư có {len(mails)} thư", _MANY_PARTS)

    def members() -> Iterator[Member]:
        for number, raw in enumerate(mails, 1):
            subject = header(BytesHeaderParser(policy=ShortHeaders()).parsebytes(raw[:_HEADERS]), "subject")
            called = re.sub(r"[/\\]", "-", f"thư {number} {subject}".strip())
            yield Member(clean_name(f"{called}.eml"), partial(bytes, raw))

    return Container(is_mail=False, members=one_name_each(members()))


def _unsigned(message: Message) -> Message:
    """Return the mail inside an opaque signature (S/MIME, RFC 8551), any other as it is."""
    for _ in range(MOST_SIGNATURES):
        if message.get_content_type() not in _SIGNED:
            return message
        try:
            content = signed_content(_content(message))
        except UnreadableFile as error:
            detail = (
                "thư được mã hóa" if error.code == "archive-not-opened" else "chữ ký số bao ngoài thư bị hỏng"
            )
            raise UnreadableFile("mail-damaged", detail) from error
        if not content:
            raise UnreadableFile("mail-damaged", "chữ ký số không mang theo thư")
        message = message_from_bytes(content, policy=ShortHeaders())
    return message


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


def _texts(message: Message) -> list[Message]:
    """Return the parts that are a mail's text, in their order; of alternatives the one in HTML."""
    payload = message.get_payload()
    if message.get_content_maintype() != "multipart" or not isinstance(payload, list):
        return [message] if any(_is_text(message, kind) for kind in ("text/html", "text/plain")) else []
    found = [_texts(part) for part in payload if isinstance(part, Message)]
    if message.get_content_type() != "multipart/alternative":
        return list(chain.from_iterable(found))
    said = [parts for parts in found if parts]
    rich = [parts for parts in said if any(part.get_content_type() == "text/html" for part in parts)]
    return next(iter(rich or said), [])


def _joined(parts: list[Message]) -> bytes:
    """Return a mail's text in UTF-8; what programs write before and after an attachment is one text."""
    if len(parts) < 2:
        return in_utf_8(_content(parts[0]), parts[0].get_content_charset() or "") if parts else b""
    rich = any(part.get_content_type() == "text/html" for part in parts)
    pieces = []
    for part in parts:
        said = in_utf_8(_content(part), part.get_content_charset() or "").removeprefix(codecs.BOM_UTF8)
        if rich and part.get_content_type() == "text/plain":
            said = (
                b"<div>"
                + b"<br>".join(escape(said.decode("utf-8", "replace")).encode().splitlines())
                + b"</div>"
            )
        pieces.append(said)
    return codecs.BOM_UTF8 + b"\n".join(pieces)


def _shown(part: Message) -> list[str]:
    return [found.decode("latin-1") for found in _CID.findall(_content(part))]


def _members(parts: list[Message], shown: set[str]) -> Iterator[Member]:
    for number, part in enumerate(parts, 1):
        kind, name = part.get_content_type(), file_name(part)
        if _is_text(part, "text/plain"):
            text = _content(part)
            yield from uuencoded(text)
            if _PGP in text:
                yield Member("noi-dung-thu.asc", partial(bytes, text[text.index(_PGP) :]))
            continue
        if _is_text(part, "text/html"):
            continue
        if kind in _SERVERS_NOTES and not name:
            continue
        if kind in ("message/partial", "message/external-body"):
            what = (
                "một phần của thư bị chia nhỏ"
                if kind.endswith("partial")
                else "đường dẫn tới tệp để nơi khác"
            )
            yield Member(clean_name(name, f"phan-thu-{number}"), partial(_refuse, what))
            continue
        if not name and not part.get_payload():
            continue
        if kind in _MAILS:
            inner = part.get_payload(0) if part.is_multipart() else None
            subject = header(inner, "subject") if isinstance(inner, Message) else ""
            name = clean_name((name or subject or "thu-chuyen-tiep").replace("/", "-").replace("\\", "-"))
            name = name if name.lower().endswith(".eml") else f"{name}.eml"
        name = name.replace("/", "-") or f"tep-dinh-kem-{number}{_ENDINGS.get(kind, '')}"
        identity = header(part, "content-id").strip(" <>").lower()
        image = part.get_content_maintype() == "image" and not name.lower().endswith(_DOCUMENTS)
        decoration = image and bool(identity) and identity in shown
        yield Member(clean_name(name), partial(_read, part), part_of_text=decoration)


def _refuse(what: str) -> bytes:
    raise UnreadableFile("archive-not-opened", what, _ELSEWHERE)


def _read(part: Message) -> bytes:
    if part.get_content_type() in _MAILS and part.is_multipart():
        inner = part.get_payload(0)
        assert isinstance(inner, Message)
        if header(part, "content-transfer-encoding").strip().lower() == "base64":  # against RFC 2046, 5.2.1
            alone = Message()
            alone["Content-Transfer-Encoding"] = "base64"
            alone.set_payload(inner.get_payload())
            return _content(alone)
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
