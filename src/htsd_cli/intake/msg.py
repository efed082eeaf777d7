"""Opens a mail saved by Outlook (.msg): its attachments, who sent it and when.

The layout is that of [MS-OXMSG]: a compound file whose streams are the mail's properties, each named by its
property's number and type, and a storage for each attachment. The numbers are those of [MS-OXPROPS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.message import Message
from functools import partial
from pathlib import Path

from htsd_cli.intake.archive import recovered
from htsd_cli.intake.container import (
    MOST_MEMBER_BYTES,
    MOST_MEMBERS,
    Container,
    Member,
    clean_name,
    one_name_each,
)
from htsd_cli.intake.mail_headers import ShortHeaders, address, sender_of, time_sent
from htsd_cli.intake.mail_text import (
    TEXT_OF_MAIL,
    has_table,
    in_utf_8,
    says_more,
    says_where_the_report_is,
    text_with_table,
)
from htsd_cli.language.vietnamese import clean
from htsd_cli.readers.packages import OleFile, UnreadableFile
from htsd_cli.values.time import VIETNAM

MOST_DEPTH = 5  # mails within mails

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_FROM_1601 = datetime(1601, 1, 1, tzinfo=UTC)
_SUBJECT, _SENT, _DELIVERED, _HEADERS = 0x0037, 0x0039, 0x0E06, 0x007D
_SENDERS = (0x5D02, 0x0065, 0x5D01, 0x0C1F)  # on whose behalf, then who; by SMTP address, then by any
_TEXT, _HTML, _CODE_PAGE, _PAGE_OF_HTML = 0x1000, 0x1013, 0x3FFD, 0x3FDE
_DATA, _SHORT_NAME, _METHOD, _LONG_NAME, _CONTENT_ID, _FLAGS, _HIDDEN = (
    0x3701, 0x3704, 0x3705, 0x3707, 0x3712, 0x3714, 0x7FFE,
)  # fmt: skip
_DISPLAY_NAME = 0x3001
_BY_VALUE, _EMBEDDED, _OLE = 1, 5, 6
_OBJECT = "000D"
_SAVE = "Mở thư bằng Outlook, lưu tệp đính kèm vào thư mục báo cáo rồi chạy lại."


def open_msg(path: Path) -> Container | None:
    """Return a mail with its attachments, None for a compound file that is no mail.

    The attachments of a mail within the mail are named below its subject. Raises `UnreadableFile`:
    "mail-damaged" for a file that breaks off, "archive-limit" for one over the limits. A compound file too
    broken to look into is no mail here: it is read, and refused, as a document.
    """
    try:
        file = OleFile(path)
    except UnreadableFile:
        return None
    if _PROPERTIES not in file.names() or file.names() & {"WordDocument", "Workbook", "Book"}:
        return None
    if sum(name.startswith(_ATTACHMENT) for name in file.names()) > MOST_MEMBERS:
        raise UnreadableFile("archive-limit", "có quá nhiều tệp đính kèm", _SAVE)
    try:
        mail = _Properties(file, 32)
        headers = message_from_string(mail.text(_HEADERS).lstrip(), policy=ShortHeaders())
        sent = mail.time(_SENT) or time_sent(headers) or mail.time(_DELIVERED)
        return Container(
            is_mail=True,
            members=one_name_each(_members(mail, 0, [MOST_MEMBERS])),
            sent=sent,
            sender=_sender(mail, headers),
            text=mail.body(),
            subject=clean(mail.text(_SUBJECT)),
        )
    except (UnreadableFile, struct.error) as error:
        raise UnreadableFile("mail-damaged", "cấu trúc thư bị hỏng") from error


class _Properties:
    """The properties of a mail or an attachment; `head` is the length of what stands before them."""

    def __init__(self, file: OleFile, head: int) -> None:
        self.file = file
        self._fixed: dict[int, bytes] = {}
        content = file.read(_PROPERTIES, 1 << 20)
        for place in range(head, len(content) - 15, 16):
            (tag,) = struct.unpack_from("<I", content, place)
            self._fixed[tag >> 16] = content[place + 8 : place + 16]

    def number(self, name: int) -> int | None:
        value = self._fixed.get(name)
        return None if value is None else int(struct.unpack("<i4x", value)[0])

    def time(self, name: int) -> datetime | None:
        value = self._fixed.get(name)
        if value is None:
            return None
        (ticks,) = struct.unpack("<Q", value)  # of 100 nanoseconds
        try:
            found = (_FROM_1601 + timedelta(microseconds=ticks // 10)).astimezone(VIETNAM)
        except OverflowError:
            return None
        return found if 1995 <= found.year < 2200 else None

    def text(self, name: int) -> str:
        wide = self.file.read(_stream(name, "001F"))
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self._narrow(self.file.read(_stream(name, "001E"))).rstrip("\0")

    def binary(self, name: int) -> bytes:
        return self.file.read(_stream(name, "0102"))

    def body(self) -> bytes:
        """Return the mail's own text in UTF-8: as HTML, else plain."""
        html, page = self.binary(_HTML), self.number(_PAGE_OF_HTML)
        if html:
            return html if page in (None, 65001) else in_utf_8(html, f"cp{page}")
        return self.text(_HTML).encode() or self.text(_TEXT).encode()

    def _narrow(self, raw: bytes) -> str:
        page = self.number(_CODE_PAGE)
        if page not in (None, 1252, 65001):
            try:
                return clean(raw.decode(f"cp{page}"))
            except (LookupError, UnicodeDecodeError):
                pass
        return recovered(raw)


def _stream(name: int, kind: str) -> str:
    return f"__substg1.0_{name:04X}{kind}"


def _sender(mail: _Properties, headers: Message) -> str:
    """Return the sender's address; a mail of the sender's own Exchange server knows it only as a way in there."""
    found = sender_of(headers)
    return found or next((found for name in _SENDERS if (found := address(mail.text(name)))), "")


def _members(mail: _Properties, depth: int, left: list[int]) -> Iterator[Member]:
    """Yield the attachments; `left` counts down those that may still come, of all mails within the mail."""
    shown = (mail.binary(_HTML) or mail.text(_HTML).encode()).lower()
    names = sorted(name for name in mail.file.names() if name.startswith(_ATTACHMENT))
    for number, storage in enumerate(names, 1):
        left[0] -= 1
        if left[0] < 0:
            raise UnreadableFile("archive-limit", "có quá nhiều tệp đính kèm", _SAVE)
        inside = mail.file.storage(storage)
        if inside is None:
            continue
        attachment = _Properties(inside, 8)
        method = attachment.number(_METHOD)
        name = next(
            (
                found
                for key in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME)
                if (found := clean(attachment.text(key)))
            ),
            "",
        ).replace("/", "-")
        if method == _EMBEDDED:
            yield from _embedded(inside, name, depth, left)
        elif method in (_BY_VALUE, None, 0):
            identity = attachment.text(_CONTENT_ID).strip(" <>").lower()
            decoration = _is_picture(name) and bool(
                attachment.number(_HIDDEN)
                or (attachment.number(_FLAGS) or 0) & 4
                or (identity and f"cid:{identity}".encode() in shown)
            )
            called = clean_name(name, f"tep-dinh-kem-{number}")
            yield Member(called, partial(_data, inside), part_of_text=decoration)
        elif method == _OLE:
            called = clean_name(name, f"doi-tuong-{number}")
            yield Member(
                called, partial(_refuse, "đối tượng vẽ trong thư, không phải tệp đính kèm"), part_of_text=True
            )
        else:
            called = clean_name(name, f"lien-ket-{number}")
            yield Member(
                called, partial(_refuse, "đường liên kết tới tệp để nơi khác, không phải tệp đính kèm")
            )


def _embedded(attachment: OleFile, name: str, depth: int, left: list[int]) -> Iterator[Member]:
    inside = attachment.storage(_stream(_DATA, _OBJECT))
    if inside is None:
        return
    mail = _Properties(inside, 24)
    called = clean_name((clean(mail.text(_SUBJECT)) or name or "thu-chuyen-tiep").replace("/", "-"))
    called = called if called.lower().endswith(".msg") else f"{called}.msg"
    if depth + 1 >= MOST_DEPTH:
        yield Member(called, partial(_refuse_depth, called))
        return
    sent = mail.time(_SENT) or mail.time(_DELIVERED)
    sender = next((found for key in _SENDERS if (found := address(mail.text(key)))), "")
    members = list(_members(mail, depth + 1, left))
    text = mail.body()
    bare = all(member.part_of_text for member in members)
    only_pictures = all(member.part_of_text or _is_picture(member.name) for member in members)
    if bare or (only_pictures and (has_table(text) or says_where_the_report_is(text))):
        members.append(
            Member(
                TEXT_OF_MAIL,
                partial(text_with_table, text, "không có tệp đính kèm", clean(mail.text(_SUBJECT))),
            )
        )
    elif not only_pictures and (said := says_more(text, clean(mail.text(_SUBJECT)))):
        yield Member(called, partial(_tell_of, said), sent=sent, sender=sender)
    for member in members:
        yield member._replace(
            name=f"{called}/{member.name}", sent=member.sent or sent, sender=member.sender or sender
        )


def _tell_of(said: str) -> bytes:
    raise UnreadableFile("mail-says-more", said)


def _data(attachment: OleFile) -> bytes:
    content = attachment.read(_stream(_DATA, "0102"), MOST_MEMBER_BYTES + 1)
    if len(content) > MOST_MEMBER_BYTES:
        raise UnreadableFile("archive-limit", f"nặng hơn {MOST_MEMBER_BYTES >> 20} MB", _SAVE)
    return content


def _refuse(what: str) -> bytes:
    raise UnreadableFile("archive-not-opened", what, _SAVE)


def _refuse_depth(_name: str) -> bytes:
    raise UnreadableFile("archive-limit", f"thư lồng trong thư quá {MOST_DEPTH} lớp", _SAVE)


def _is_picture(name: str) -> bool:
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf"))
