"""Mails as offices save them: .eml as the mail programs write it, .msg as Outlook does."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

from tests.compound import Tree, write_compound

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SENDER = "Trường TH Phú Mỹ <c1phumy.q7@hcm.edu.vn>"
DATE = "Wed, 09 Oct 2024 16:45:00 +0700"


def eml(
    files: Mapping[str, bytes] | None = None,
    sender: str = SENDER,
    date: str = DATE,
    subject: str = "Báo cáo Tuần lễ HTSĐ",
    text: str = "Kính gửi Phòng Giáo dục và Đào tạo, đơn vị xin gửi báo cáo.",
    html: str = "",
    inline: Mapping[str, bytes] | None = None,
    forwarded: Sequence[bytes] = (),
) -> bytes:
    """Return a mail; `inline` are pictures by the Content-ID the HTML shows them by."""
    from email import message_from_bytes
    from email.policy import default

    message = EmailMessage(policy=SMTP)
    message["Received"] = "from mail.hcm.edu.vn by pgdquan7.hcm.edu.vn; Wed, 09 Oct 2024 09:45:09 +0000"
    message["From"] = sender
    message["To"] = "pgdquan7@hcm.edu.vn"
    if date:
        message["Date"] = date
    message["Subject"] = subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
        part = message.get_payload()[-1]  # type: ignore[index]
        for identity, content in (inline or {}).items():
            part.add_related(content, "image", "png", cid=f"<{identity}>", filename="image001.png")  # type: ignore[union-attr]
    for name, content in (files or {}).items():
        main, sub = (DOCX if name.endswith(".docx") else "application/octet-stream").split("/")
        message.add_attachment(content, main, sub, filename=name)
    for inner in forwarded:
        message.add_attachment(message_from_bytes(inner, policy=default))
    return message.as_bytes()


class Attached(NamedTuple):
    """An attachment of an Outlook mail; `content` is a mail's tree for a mail within the mail."""

    name: str
    content: bytes | Tree
    content_id: str = ""
    hidden: bool = False


def msg(
    attached: Sequence[Attached] = (),
    sender: str = "c1phumy.q7@hcm.edu.vn",
    sent: datetime | None = datetime(2024, 10, 9, 9, 45, tzinfo=UTC),
    subject: str = "Báo cáo Tuần lễ HTSĐ",
    html: str = "",
) -> bytes:
    """Return a mail as Outlook saves it."""
    return write_compound(msg_tree(attached, sender, sent, subject, html, head=32))


def msg_tree(
    attached: Sequence[Attached] = (),
    sender: str = "c1phumy.q7@hcm.edu.vn",
    sent: datetime | None = datetime(2024, 10, 9, 9, 45, tzinfo=UTC),
    subject: str = "Báo cáo Tuần lễ HTSĐ",
    html: str = "",
    head: int = 24,
) -> Tree:
    """Return a mail's streams and storages; one within another mail has a shorter head."""
    texts = {0x001A: "IPM.Note", 0x0037: subject, 0x0C1A: "Văn thư", 0x0C1E: "SMTP", 0x0C1F: sender}
    texts |= {0x5D01: sender, 0x1000: "Kính gửi Phòng Giáo dục và Đào tạo."}
    properties = [_fixed(0x340D, 0x0003, struct.pack("<I4x", 0x40000))]
    if sent is not None:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        properties.append(_fixed(0x0039, 0x0040, struct.pack("<Q", ticks)))
    tree: dict[str, bytes | Tree] = {}
    for number, item in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(item, number)
    tree["__recip_version1.0_#00000000"] = _streams({0x3001: "PGD", 0x39FE: "pgdquan7@hcm.edu.vn"}, [], 8)
    if html:
        tree["__substg1.0_10130102"] = html.encode()
        properties.append(_fixed(0x1013, 0x0102, struct.pack("<II", len(html.encode()), 0)))
    if head == 32:
        tree["__nameid_version1.0"] = {f"__substg1.0_{name}0102": b"" for name in ("0002", "0003", "0004")}
    counts = struct.pack("<8xIIII", 1, len(attached), 1, len(attached)).ljust(head, b"\0")
    return tree | dict(_streams(texts, properties, head, counts))


def _attachment(item: Attached, number: int) -> Tree:
    embedded = not isinstance(item.content, bytes)
    properties = [
        _fixed(0x3705, 0x0003, struct.pack("<I4x", 5 if embedded else 1)),
        _fixed(0x0E21, 0x0003, struct.pack("<I4x", number)),
    ]
    size = 0xFFFFFFFF if embedded else len(item.content)
    properties.append(_fixed(0x3701, 0x000D if embedded else 0x0102, struct.pack("<II", size, embedded)))
    if item.hidden:
        properties.append(_fixed(0x7FFE, 0x000B, struct.pack("<I4x", 1)))
    texts = {0x3001: item.name}
    if not embedded:
        stem, _, ending = item.name.rpartition(".")
        texts |= {0x3707: item.name, 0x3704: f"{stem[:6].upper()}~1.{ending[:3].upper()}"}
    if item.content_id:
        texts[0x3712] = item.content_id
    data = "__substg1.0_3701000D" if embedded else "__substg1.0_37010102"
    return {data: item.content} | dict(_streams(texts, properties, 8))


def _streams(
    texts: Mapping[int, str], properties: Sequence[bytes], head: int, counts: bytes = b""
) -> dict[str, bytes]:
    content = counts or bytes(head)
    out = {}
    for name, text in texts.items():
        raw = text.encode("utf-16-le")
        out[f"__substg1.0_{name:04X}001F"] = raw
        content += _fixed(name, 0x001F, struct.pack("<II", len(raw) + 2, 0))
    return out | {"__properties_version1.0": content + b"".join(properties)}


def _fixed(name: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HHI", kind, name, 6) + value
