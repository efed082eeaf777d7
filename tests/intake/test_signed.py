"""What came inside a signature is taken out of it; what is encrypted, or a signature alone, is told for what it is."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.intake import Inbox, open_inbox
from htsd_cli.values.time import VIETNAM
from tests.mails import eml
from tests.signed import encrypted, signed

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 40
MAILED = datetime(2024, 10, 9, 16, 45, tzinfo=VIETNAM)


def told(inbox: Inbox) -> list[tuple[str, str, str]]:
    return [(item.name, item.problem.code, item.problem.detail) for item in inbox.files if item.problem]


@pytest.mark.parametrize(
    "wrapped",
    [
        signed(CONTENT),
        signed(CONTENT, "PEM"),
        base64.b64encode(signed(CONTENT)),
        base64.encodebytes(signed(CONTENT)),
        signed(signed(CONTENT)),
    ],
    ids=["binary", "PEM", "base64 in one line", "base64 in lines", "signed twice"],
)
def test_a_document_inside_its_signature_is_taken_out(tmp_path: Path, wrapped: bytes) -> None:
    (tmp_path / "BC TH Phú Mỹ.docx.p7m").write_bytes(wrapped)
    with open_inbox(tmp_path) as inbox:
        ((item),) = inbox.files
        assert item.name.startswith("BC TH Phú Mỹ.docx.p7m/BC TH Phú Mỹ")
        assert item.problem is None
        assert item.path.read_bytes() == CONTENT


def test_a_signed_mail_gives_what_it_holds_with_the_day_of_its_head(tmp_path: Path) -> None:
    inner = eml({"bc.docx": CONTENT}, date="")
    head = b"From: mn@b.vn\r\nTo: pgd@b.vn\r\nDate: Wed, 09 Oct 2024 16:45:00 +0700\r\n"
    body = inner[inner.index(b"Content-Type:") :]
    lines = signed(body, "DER")
    mail = head + b'MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; name="smime.p7m"\r\n'
    mail += b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(lines)
    (tmp_path / "a.eml").write_bytes(mail)
    (tmp_path / "b.eml").write_bytes(eml(forwarded=[mail], sender="phuong@b.vn"))
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.modified, item.sender, item.problem) for item in inbox.files] == [
            ("a.eml/bc.docx", MAILED, "mn@b.vn", None),
            ("b.eml/thu-chuyen-tiep.eml/bc.docx", MAILED, "mn@b.vn", None),
        ]
        assert [item.path.read_bytes() for item in inbox.files] == [CONTENT, CONTENT]


def test_what_is_encrypted_is_named_and_not_called_a_zip(tmp_path: Path) -> None:
    (tmp_path / "a.docx.p7m").write_bytes(encrypted(CONTENT))
    head = b"From: a@b.vn\r\nDate: Wed, 09 Oct 2024 16:45:00 +0700\r\n"
    (tmp_path / "b.eml").write_bytes(head + encrypted(b"Content-Type: text/plain\r\n\r\nx", "SMIME"))
    (tmp_path / "c.asc").write_bytes(b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n")
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [
            ("a.docx.p7m", "archive-not-opened", "tệp đã mã hóa bằng chứng thư số"),
            ("b.eml", "mail-damaged", "thư được mã hóa"),
            ("c.asc", "archive-not-opened", "tệp đã mã hóa bằng PGP"),
        ]


def test_a_signature_alone_is_told_where_its_name_promises_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.docx.p7m").write_bytes(signed(CONTENT, detached=True))
    (tmp_path / "a.docx.p7s").write_bytes(signed(CONTENT, detached=True))
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [
            ("a.docx.p7m", "archive-not-opened", "chữ ký số để rời, bên trong không có văn bản")
        ]
        assert [(item.name, item.reason) for item in inbox.passed_over] == [
            ("a.docx.p7s", "chữ ký số đi kèm")
        ]


def test_a_signature_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.docx.p7m").write_bytes(signed(CONTENT)[:-3000])
    with open_inbox(tmp_path) as inbox:
        assert [code for _, code, _ in told(inbox)] == ["damaged-file"]
