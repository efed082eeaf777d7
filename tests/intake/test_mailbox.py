"""Mailboxes, files in a mail's text, parts of mails, and what belongs to other files."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.intake import Inbox, open_inbox
from htsd_cli.intake.mailbox import mails_of
from htsd_cli.values.time import VIETNAM
from tests.mails import eml

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 5
LINE = b"From - Wed Oct 09 16:45:00 2024\n"


def told(inbox: Inbox) -> list[tuple[str, str, str]]:
    return [(item.name, item.problem.code, item.problem.detail) for item in inbox.files if item.problem]


@pytest.mark.parametrize("name", ["hop thu.mbox", "hop thu", "thu.eml"])
def test_each_mail_of_a_mailbox_is_opened_with_its_own_day_and_sender(tmp_path: Path, name: str) -> None:
    first = eml({"a.docx": CONTENT}, sender="a@b.vn", subject="Báo cáo 1/2").replace(b"\r\n", b"\n")
    second = eml({"b.docx": b"2"}, sender="c@b.vn", date="Mon, 07 Oct 2024 08:00:00 +0700", subject="Hai")
    (tmp_path / name).write_bytes(LINE + first + b"\n\n" + LINE + second.replace(b"\r\n", b"\n"))
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.modified, item.sender) for item in inbox.files] == [
            (f"{name}/thư 1 Báo cáo 1-2.eml/a.docx", datetime(2024, 10, 9, 16, 45, tzinfo=VIETNAM), "a@b.vn"),
            (f"{name}/thư 2 Hai.eml/b.docx", datetime(2024, 10, 7, 8, 0, tzinfo=VIETNAM), "c@b.vn"),
        ]
        assert inbox.files[0].path.read_bytes() == CONTENT


def test_a_sentence_that_begins_with_from_parts_no_mail() -> None:
    raw = LINE + b"Subject: a\n\nDear all\n\nFrom now on we write so.\nBest\n\n>From here too\n"
    assert mails_of(raw) == [b"Subject: a\n\nDear all\n\nFrom now on we write so.\nBest\n\nFrom here too\n"]
    assert mails_of(b"Subject: a\n\nx") == []


def test_a_mail_as_apple_s_program_keeps_it_is_opened(tmp_path: Path) -> None:
    raw = eml({"a.docx": CONTENT})
    (tmp_path / "1.emlx").write_bytes(b"%d\n" % len(raw) + raw + b"\n<?xml version='1.0'?><plist/>")
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files if item.problem is None] == ["1.emlx/a.docx"]


def uu(name: str, content: bytes) -> str:
    lines = [binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


def test_a_file_uuencoded_in_a_mail_s_text_is_an_attachment(tmp_path: Path) -> None:
    text = (
        f"Kính gửi Phòng\n\nbegin to read\n\n{uu('bao cao.docx', CONTENT)}\n{uu('b.xlsx', b'2')}Trân trọng\n"
    )
    raw = f"From: a@b.vn\nDate: Wed, 09 Oct 2024 16:45:00 +0700\nSubject: a\n\n{text}"
    (tmp_path / "a.eml").write_text(raw, encoding="utf-8")
    (tmp_path / "b.eml").write_text(raw.rpartition("end\n")[0].rpartition("end\n")[0], encoding="utf-8")
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == [
            "a.eml/b.xlsx",
            "a.eml/bao cao.docx",
            "b.eml/bao cao.docx",
        ]
        assert inbox.files[1].path.read_bytes() == CONTENT
        assert told(inbox) == [("b.eml/bao cao.docx", "damaged-file", "")]


def test_a_file_that_stands_as_letters_in_a_plain_text_is_opened(tmp_path: Path) -> None:
    plain = base64.b64encode(CONTENT)
    (tmp_path / "a.txt").write_text(f"Kính gửi Phòng\n\n{uu('bao cao.docx', CONTENT)}", encoding="utf-8")
    (tmp_path / "b.uu").write_text(uu("../b.docx", CONTENT), newline="\r\n")
    (tmp_path / "c.txt").write_bytes(b"Tep:\r\n" + base64.encodebytes(CONTENT).replace(b"\n", b"\r\n"))
    (tmp_path / "d.b64").write_bytes(plain)
    (tmp_path / "e.txt").write_bytes(b"begin-base64 644 e.docx\n" + base64.encodebytes(CONTENT) + b"====\n")
    (tmp_path / "f.eml").write_bytes(eml({"f.txt": b"\n" + plain + b"\n"}))
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == [
            "a.txt/bao cao.docx", "b.uu/..-b.docx", "c.txt/c", "d.b64/d", "e.txt/e.docx", "f.eml/f.txt/f",
        ]  # fmt: skip
        assert {item.path.read_bytes() for item in inbox.files} == {CONTENT}
        assert not inbox.passed_over


def test_a_file_sent_with_a_date_of_a_calendar_is_opened_and_a_date_alone_stays_a_note(
    tmp_path: Path,
) -> None:
    def event(said: str) -> bytes:
        folded = "\r\n ".join(said[at : at + 74] for at in range(0, len(said), 74))
        return f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{folded}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()

    how = 'ATTACH;FMTTYPE="application/msword";ENCODING=BASE64;VALUE=BINARY'
    letters = base64.b64encode(CONTENT).decode()
    long = base64.b64encode(CONTENT + bytes(90_000)).decode()
    (tmp_path / "a.ics").write_bytes(event(f'{how};X-FILENAME="bao cao.docx":{letters}'))
    (tmp_path / "b.ics").write_bytes(event(f"{how}:{letters}"))
    (tmp_path / "c.ics").write_bytes(event(f"{how}:{letters[:-3]}"))
    (tmp_path / "d.ics").write_bytes(event("ATTACH:https://a.vn/UEsDB.docx"))
    (tmp_path / "e.ics").write_bytes(event(f"{how};FILENAME=e.docx:{long}"))
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == [
            "a.ics/bao cao.docx",
            "b.ics/b",
            "c.ics/c",
            "e.ics/e.docx",
        ]
        assert [item.path.read_bytes() for item in inbox.files if not item.problem] == [
            CONTENT, CONTENT, CONTENT + bytes(90_000),
        ]  # fmt: skip
        assert told(inbox) == [("c.ics/c", "damaged-file", "")]
        assert [item.name for item in inbox.passed_over] == ["d.ics"]


def test_letters_that_break_off_or_that_nobody_opens_are_told_and_a_note_stays_a_note(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(base64.b64encode(CONTENT)[:-3])
    (tmp_path / "b.txt").write_bytes(b"begin-base64 644 b.docx\n" + base64.encodebytes(CONTENT))
    (tmp_path / "c.hqx").write_bytes(b'(This file must be converted with BinHex 4.0)\n:"(4PG')
    (tmp_path / "d.txt").write_bytes(b"begin 644 means: begin at 6:44\nMIIB said UEsDB is a zip\nJVBERi0\n")
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [
            ("a.txt/a", "damaged-file", ""),
            ("b.txt/b.docx", "damaged-file", ""),
            ("c.hqx", "archive-not-opened", "tệp mã hóa BinHex (.hqx)"),
        ]
        assert [item.name for item in inbox.passed_over] == ["d.txt"]


def test_a_mac_s_notes_beside_a_file_belong_to_it(tmp_path: Path) -> None:
    fork = b"\0\x05\x16\x07\0\2\0\0" + b"Mac OS X        " + b"\0\2" + bytes(80)
    (tmp_path / "a.eml").write_bytes(eml({"BC.docx": fork, "BC-1.docx": CONTENT}))
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["a.eml/BC-1.docx"]
        assert [item.name for item in inbox.passed_over] == ["a.eml/BC.docx"]


def test_a_mail_forwarded_in_base64_is_opened(tmp_path: Path) -> None:
    inner = base64.encodebytes(eml({"a.docx": CONTENT}, sender="mn@b.vn")).decode()
    raw = (
        "From: a@b.vn\nDate: Wed, 09 Oct 2024 16:45:00 +0700\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n"
        f"Content-Transfer-Encoding: base64\n\n{inner}\n--x--\n"
    )
    (tmp_path / "a.eml").write_text(raw)
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.sender) for item in inbox.files] == [
            ("a.eml/thu-chuyen-tiep.eml/a.docx", "mn@b.vn")
        ]


def test_parts_of_a_mail_that_are_elsewhere_are_named(tmp_path: Path) -> None:
    raw = (
        "From: a@b.vn\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        'Content-Type: message/external-body; access-type=URL; name="bc.docx"\n\nContent-Type: a/b\n\n\n--x--\n'
    )
    (tmp_path / "a.eml").write_text(raw)
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [("a.eml/bc.docx", "archive-not-opened", "đường dẫn tới tệp để nơi khác")]


def test_a_mail_with_a_signature_alone_has_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(eml({"smime.p7s": b"0\x80"}))
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [("a.eml", "mail-without-report", "không có tệp đính kèm")]


def test_a_document_under_the_name_of_a_note_is_received_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "bc.tmp").write_bytes(CONTENT)
    (tmp_path / ".bc.docx").write_bytes(CONTENT)
    (tmp_path / "ghi chu.txt").write_bytes(b"x")
    (tmp_path / "~$bc.docx").write_bytes(CONTENT)
    (tmp_path / "a.eml").write_bytes(eml({"bc.part": CONTENT, "loi nhan.txt": b"x"}))
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == [".bc.docx", "a.eml/bc.part", "bc.tmp"]


def test_a_mail_with_attachments_kept_as_a_text_is_opened_and_one_without_stays_a_note(
    tmp_path: Path,
) -> None:
    (tmp_path / "thu.txt").write_bytes(eml({"bao cao.docx": CONTENT}))
    (tmp_path / "ghi chu.txt").write_bytes(eml())
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["thu.txt/bao cao.docx"]
        assert [item.name for item in inbox.passed_over] == ["ghi chu.txt"]
