"""Opens winmail.dat, what Outlook makes of a mail in its own format: the files attached, mails within it too.

The layout is that of [MS-OXTNEF]: a row of attributes, each with its number, its length and a sum; an attachment
begins with its rendering data, and what is newer than 1996 stands as MAPI properties ([MS-OXPROPS]) in one attribute.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from htsd_cli.intake.archive import recovered
from htsd_cli.intake.container import MOST_MEMBERS, Container, Member, clean_name, one_name_each
from htsd_cli.intake.mail_headers import address
from htsd_cli.language.vietnamese import clean
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.values.time import VIETNAM

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST_DEPTH = 4  # mails within mails
_SAVE = (
    "Mở thư gốc bằng Outlook để lưu tệp đính kèm, hoặc đề nghị đơn vị gửi lại thư dạng HTML có kèm tệp Word."
)
_FROM_1601 = datetime(1601, 1, 1, tzinfo=UTC)
# Properties, [MS-OXPROPS]
_SUBJECT, _SENT, _DELIVERED = 0x0037, 0x0039, 0x0E06
_SENDERS = (0x5D02, 0x0065, 0x5D01, 0x0C1F)
_OBJECT, _LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _METHOD = 0x3701, 0x3707, 0x3704, 0x3001, 0x3705
_BY_REFERENCE = (2, 3, 4, 7)
_FIXED = {0x02: 2, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = frozenset((0x0D, 0x1E, 0x1F, 0x102))

Properties = dict[int, tuple[int, bytes]]  # number -> (type, first value)


class _Attached(NamedTuple):
    """An attachment as it is gathered from its attributes."""

    title: bytes
    data: bytes
    properties: Properties


def open_winmail(raw: bytes) -> Container:
    """Return the files in a winmail.dat.

    Raises `UnreadableFile`: "archive-not-opened" for one without any (its text alone is in a form of Outlook's) or one
    that breaks off.
    """
    try:
        members = list(_members(raw, 0, [MOST_MEMBERS]))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise UnreadableFile("archive-not-opened", "tệp winmail.dat của Outlook", _SAVE) from error
    if not members:
        raise UnreadableFile("archive-not-opened", "tệp winmail.dat của Outlook", _SAVE)
    return Container(is_mail=False, members=one_name_each(iter(members)))


def _members(raw: bytes, depth: int, left: list[int]) -> Iterator[Member]:
    message, attached = _parts(raw)
    sent = _time(message, _SENT) or _time(message, _DELIVERED)
    sender = next((found for name in _SENDERS if (found := address(_text(message, name)))), "")
    for number, item in enumerate(attached, 1):
        left[0] -= 1
        if left[0] < 0:
            raise ValueError("too many attachments")
        names = (_text(item.properties, key) for key in (_LONG_NAME, _SHORT_NAME))
        title = recovered(item.title.rstrip(b"\0"))
        shown = _text(item.properties, _DISPLAY_NAME)
        name = next((found for text in (*names, title, shown) if (found := clean(text))), "").replace(
            "/", "-"
        )
        kind, value = item.properties.get(_OBJECT, (0, b""))
        inner = value[16:] if kind == 0x0D else b""  # an object begins with the number of what it is
        if inner.startswith(SIGNATURE):
            yield from _mail(inner, name or f"thu-{number}", depth, left)
            continue
        data = item.data or value
        called = clean_name(name, f"tep-dinh-kem-{number}")
        if not data or _number(item.properties, _METHOD) in _BY_REFERENCE:
            read = partial(_refuse, "đường liên kết tới tệp để nơi khác, không phải tệp đính kèm")
        else:
            read = partial(bytes, data)
        yield Member(called, read, sent=sent if depth else None, sender=sender if depth else "")


def _mail(raw: bytes, name: str, depth: int, left: list[int]) -> Iterator[Member]:
    called = name if name.lower().endswith(".msg") else f"{name}.msg"
    called = clean_name(called)
    if depth + 1 >= MOST_DEPTH:
        yield Member(called, partial(_refuse, f"thư lồng trong thư quá {MOST_DEPTH} lớp"))
        return
    members = list(_members(raw, depth + 1, left))
    if not members:
        yield Member(called, partial(_refuse, "thư chuyển tiếp trong tệp winmail.dat, không kèm tệp"))
    for member in members:
        yield member._replace(name=f"{called}/{member.name}")


def _parts(raw: bytes) -> tuple[Properties, list[_Attached]]:
    """Return the message's properties and its attachments. Raises `ValueError` for a file that breaks off."""
    message: Properties = {}
    attached: list[_Attached] = []
    place = 6
    while place < len(raw):
        if place + 9 > len(raw):
            raise ValueError("breaks off")
        _level, number, length = struct.unpack_from("<BIi", raw, place)
        content = raw[place + 9 : place + 9 + length]
        if length < 0 or len(content) != length or place + 9 + length + 2 > len(raw):
            raise ValueError("breaks off")
        place += 9 + length + 2
        match number & 0xFFFF:  # attributes, [MS-OXTNEF] 2.1.3.2
            case 0x9002:  # rendering data: an attachment begins
                attached.append(_Attached(b"", b"", {}))
            case 0x8010 if attached:  # title
                attached[-1] = attached[-1]._replace(title=content)
            case 0x800F if attached:  # data
                attached[-1] = attached[-1]._replace(data=content)
            case 0x9005 if attached:  # the attachment's properties
                attached[-1] = attached[-1]._replace(properties=_properties(content))
            case 0x9003:  # the message's properties
                message = _properties(content)
    return message, attached


def _properties(raw: bytes) -> Properties:
    found: Properties = {}
    (count,) = struct.unpack_from("<I", raw, 0)
    place = 4
    for _ in range(min(count, 10_000)):
        kind, name = struct.unpack_from("<HH", raw, place)
        place += 4
        if name >= 0x8000:  # a property with a name
            (sort,) = struct.unpack_from("<I", raw, place + 16)
            place += 20
            (length,) = struct.unpack_from("<I", raw, place)
            place += 4 + (_padded(length) if sort else 0)
        several, kind = kind & 0x1000, kind & 0x0FFF
        values = 1
        if several or kind in _VARIABLE:
            (values,) = struct.unpack_from("<I", raw, place)
            place += 4
        for number in range(values):
            if place > len(raw):
                raise ValueError("breaks off")
            if kind in _VARIABLE:
                (length,) = struct.unpack_from("<I", raw, place)
                place += 4
            elif kind in _FIXED:
                length = _FIXED[kind]
            else:
                raise ValueError("unknown type")
            if number == 0:
                found[name] = (kind, raw[place : place + length])
            place += _padded(length)
    return found


def _padded(length: int) -> int:
    return (length + 3) & ~3


def _text(properties: Properties, name: int) -> str:
    kind, value = properties.get(name, (0, b""))
    if kind == 0x1F:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return recovered(value.rstrip(b"\0")) if kind == 0x1E else ""


def _number(properties: Properties, name: int) -> int:
    kind, value = properties.get(name, (0, b""))
    return int.from_bytes(value[:4], "little") if kind == 0x03 else 0


def _time(properties: Properties, name: int) -> datetime | None:
    kind, value = properties.get(name, (0, b""))
    if kind != 0x40 or len(value) != 8:
        return None
    try:
        found = (_FROM_1601 + timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)).astimezone(VIETNAM)
    except OverflowError:
        return None
    return found if 1995 <= found.year < 2200 else None


def _refuse(what: str) -> bytes:
    raise UnreadableFile("archive-not-opened", what, _SAVE)
