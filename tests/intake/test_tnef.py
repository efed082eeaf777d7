"""winmail.dat: what Outlook makes of a mail in its own format is opened, mails within it too."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

from htsd_cli.intake import open_inbox
from htsd_cli.values.time import VIETNAM
from tests.mails import eml

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 5
MAILED = datetime(2024, 10, 9, 16, 45, tzinfo=VIETNAM)


def attribute(level: int, number: int, content: bytes) -> bytes:
    return (
        struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)
    )


def prop(name: int, kind: int, value: bytes) -> bytes:
    head = struct.pack("<HH", kind, name)
    if kind in (0x1E, 0x1F, 0x102, 0x0D):
        return head + struct.pack("<II", 1, len(value)) + value + bytes(-len(value) % 4)
    return head + value + bytes(-len(value) % 4)


def properties(*items: bytes) -> bytes:
    return struct.pack("<I", len(items)) + b"".join(items)


def winmail(*attached: bytes, message: bytes = b"") -> bytes:
    head = b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    head += attribute(1, 0x00069003, message) if message else b""
    return head + b"".join(attached)


def attachment(name: str, content: bytes, long_name: str = "") -> bytes:
    out = attribute(2, 0x00069002, bytes(14)) + attribute(
        2, 0x00018010, name.encode("cp1258", "replace") + b"\0"
    )
    out += attribute(2, 0x0006800F, content)
    if long_name:
        named = (
            struct.pack("<HH", 0x1F, 0x8001)
            + bytes(16)
            + struct.pack("<II", 1, 10)
            + "abcde".encode("utf-16-le")
        )
        named += bytes(2) + struct.pack("<II", 1, 4) + "x\0".encode("utf-16-le")
        wide = prop(0x3707, 0x1F, (long_name + "\0").encode("utf-16-le"))
        out += attribute(2, 0x00069005, properties(named, prop(0x3705, 0x03, struct.pack("<I", 1)), wide))
    return out


def test_the_files_in_a_winmail_dat_are_attachments_of_its_mail(tmp_path: Path) -> None:
    raw = winmail(attachment("BAOCAO~1.DOC", CONTENT, "Báo cáo Phú Mỹ.docx"), attachment("b.xlsx", b"2"))
    (tmp_path / "a.eml").write_bytes(eml({"winmail.dat": raw}))
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.modified, item.sender, item.problem) for item in inbox.files] == [
            ("a.eml/winmail.dat/Báo cáo Phú Mỹ.docx", MAILED, "c1phumy.q7@hcm.edu.vn", None),
            ("a.eml/winmail.dat/b.xlsx", MAILED, "c1phumy.q7@hcm.edu.vn", None),
        ]
        assert inbox.files[0].path.read_bytes() == CONTENT


def test_a_mail_forwarded_in_a_winmail_dat_counts_by_its_own_day_and_sender(tmp_path: Path) -> None:
    ticks = (
        int((datetime(2024, 10, 7, 1, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
    )
    about = properties(prop(0x0039, 0x40, struct.pack("<Q", ticks)), prop(0x5D01, 0x1E, b"MN@b.vn\0"))
    inner = winmail(attachment("c.docx", CONTENT), message=about)
    mail = attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, b"Bao cao\0")
    mail += attribute(2, 0x00069005, properties(prop(0x3701, 0x0D, bytes(16) + inner)))
    (tmp_path / "a.eml").write_bytes(eml({"winmail.dat": winmail(mail)}))
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.modified, item.sender) for item in inbox.files] == [
            ("a.eml/winmail.dat/Bao cao.msg/c.docx", datetime(2024, 10, 7, 8, tzinfo=VIETNAM), "mn@b.vn")
        ]


def test_a_winmail_dat_without_files_or_cut_off_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes(winmail())
    (tmp_path / "b.dat").write_bytes(winmail(attachment("a.docx", CONTENT))[:-300])
    (tmp_path / "c.dat").write_bytes(b"\x78\x9f\x3e\x22")
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.problem and item.problem.detail) for item in inbox.files] == [
            (name, "tệp winmail.dat của Outlook") for name in ("a.dat", "b.dat", "c.dat")
        ]
