"""Saved mails: attachments whatever their names are encoded in, the sender and the day, what is broken told."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime
from email.header import Header
from pathlib import Path

import pytest

from htsd_cli.intake import mail as mails
from htsd_cli.intake.container import Container
from htsd_cli.intake.mail_headers import address
from htsd_cli.intake.opening import open_container
from htsd_cli.readers import UnreadableFile
from htsd_cli.values.time import VIETNAM
from tests.compound import write_compound
from tests.documents import draw_word
from tests.mails import Attached, eml, msg, msg_tree

NAME = "Báo cáo Tuần lễ hưởng ứng học tập suốt đời năm 2024 của Trường Tiểu học Phú Mỹ (đã ký).docx"
CONTENT = b"PK\x03\x04" + bytes(range(256)) * 40


def opened(path: Path, content: bytes) -> Container:
    path.write_bytes(content)
    found = open_container(path)
    assert found is not None
    assert found.is_mail
    return found


def files(container: Container) -> dict[str, bytes]:
    return {item.name: item.read() for item in container.members if not item.part_of_text}


def written(head: str, body: str, rest: str = "") -> bytes:
    """Return a mail of one attachment with these headers, written by hand."""
    return (
        "From: a@b.vn\r\nTo: c@d.vn\r\nDate: Wed, 09 Oct 2024 16:45:00 +0700\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="=_x"\r\n\r\n'
        f"--=_x\r\nContent-Type: text/plain\r\n\r\nKính gửi\r\n--=_x\r\n{head}\r\n\r\n{body}\r\n{rest}--=_x--\r\n"
    ).encode("utf-8", "surrogateescape")


BASE64 = base64.encodebytes(CONTENT).decode().strip().replace("\n", "\r\n")


def test_a_mail_gives_its_attachments_its_sender_and_when_it_was_sent(tmp_path: Path) -> None:
    mail = opened(tmp_path / "a.eml", eml({NAME: CONTENT, "phu luc.xlsx": b"x"}))
    assert (mail.sender, mail.sent) == (
        "c1phumy.q7@hcm.edu.vn",
        datetime(2024, 10, 9, 16, 45, tzinfo=VIETNAM),
    )
    assert files(mail) == {NAME: CONTENT, "phu luc.xlsx": b"x"}
    assert not mail.broken


def test_the_pictures_in_a_mail_s_text_belong_to_it(tmp_path: Path) -> None:
    html = "<p>Kính gửi</p><img src='cid:logo@1'>"
    content = eml({"bc.docx": b"1", "hinh.png": b"2"}, html=html, inline={"logo@1": b"3", "khac@1": b"4"})
    found = [(item.name, item.part_of_text) for item in opened(tmp_path / "a.eml", content).members]
    assert found == [
        ("image001.png", True),
        ("image001 (2).png", False),
        ("bc.docx", False),
        ("hinh.png", False),
    ]


def encoded_word(text: str, encoding: str = "utf-8") -> str:
    return Header(text, encoding, maxlinelen=75).encode().replace("\n", "\r\n")


def test_a_document_is_no_picture_of_a_mail_s_text_whatever_the_mail_calls_it(tmp_path: Path) -> None:
    content = eml(html="<img src='cid:a@b'>", inline={"a@b": CONTENT}).replace(b"image001.png", b"BC.docx")
    assert [member.part_of_text for member in opened(tmp_path / "a.eml", content).members] == [False]


@pytest.mark.parametrize(
    "head",
    [
        f'Content-Disposition: attachment; filename="{encoded_word(NAME)}"',
        f'Content-Type: application/octet-stream; name="{encoded_word(NAME)}"',
        f'Content-Disposition: attachment; filename="{NAME}"',
        "Content-Disposition: attachment;\r\n filename*0*=UTF-8''B%C3%A1o%20c%C3%A1o%20Tu%E1%BA%A7n%20l%E1%BB%85%20"
        "h%C6%B0%E1%BB%9Fng%20;\r\n filename*1*=%E1%BB%A9ng%20h%E1%BB%8Dc%20t%E1%BA%ADp%20su%E1%BB%91t%20;\r\n"
        " filename*2*=%C4%91%E1%BB%9Di%20n%C4%83m%202024%20c%E1%BB%A7a%20Tr%C6%B0%E1%BB%9Dng%20;\r\n"
        " filename*3*=Ti%E1%BB%83u%20h%E1%BB%8Dc%20Ph%C3%BA%20M%E1%BB%B9%20%28%C4%91%C3%A3%20;\r\n"
        " filename*4*=k%C3%BD%29.docx",
        'Content-Disposition: attachment; filename="=?utf-8?Q?B=C3=A1o_c=C3=A1o_Tu=E1=BA=A7n_l=E1=BB=85_h?=\r\n'
        " =?utf-8?Q?=C6=B0=E1=BB=9Fng_=E1=BB=A9ng_h=E1=BB=8Dc_t=E1=BA=ADp_su=E1=BB?=\r\n"
        " =?utf-8?Q?=91t_=C4=91=E1=BB=9Di_n=C4=83m_2024_c=E1=BB=A7a_Tr=C6=B0=E1=BB=9Dng_?=\r\n"
        ' =?utf-8?Q?Ti=E1=BB=83u_h=E1=BB=8Dc_Ph=C3=BA_M=E1=BB=B9_(=C4=91=C3=A3_k=C3=BD).docx?="',
    ],
    ids=[
        "RFC 2047",
        "only in Content-Type",
        "bare UTF-8",
        "RFC 2231, continued",
        "a letter parted between words",
    ],
)
def test_a_name_is_read_whatever_it_is_encoded_in(tmp_path: Path, head: str) -> None:
    content = written(f"{head}\r\nContent-Transfer-Encoding: base64", BASE64)
    assert files(opened(tmp_path / "a.eml", content)) == {NAME: CONTENT}


def test_a_name_in_the_windows_code_page_is_read(tmp_path: Path) -> None:
    name = b"Tr\xfd\xf5\xccng Phu\xec My\xde.docx"
    head = b'Content-Disposition: attachment; filename="' + name + b'"\r\nContent-Transfer-Encoding: base64'
    content = written("@", BASE64).replace(b"@\r\n\r\n", head + b"\r\n\r\n", 1)
    assert list(files(opened(tmp_path / "a.eml", content))) == ["Trường Phú Mỹ.docx"]


def test_attachments_without_a_name_are_called_by_what_they_are(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64"
    assert files(opened(tmp_path / "a.eml", written(head, BASE64))) == {"tep-dinh-kem-2.docx": CONTENT}


def test_an_attachment_in_quoted_printable_is_decoded(tmp_path: Path) -> None:
    head = 'Content-Disposition: attachment; filename="a.html"\r\nContent-Transfer-Encoding: quoted-printable'
    content = written(head, "<td>45=\r\n0</td>=E1=BB=B9")
    assert files(opened(tmp_path / "a.eml", content)) == {"a.html": "<td>450</td>ỹ".encode()}


def test_a_forwarded_mail_is_a_file_of_the_outer_one(tmp_path: Path) -> None:
    inner = eml(
        {"trong.docx": CONTENT},
        sender="mn@hcm.edu.vn",
        subject="Báo cáo 1/2",
        date="Mon, 30 Sep 2024 08:00:00 +0700",
    )
    mail = opened(tmp_path / "a.eml", eml(forwarded=[inner], sender="phuong@hcm.gov.vn"))
    ((name, content),) = files(mail).items()
    assert (name, mail.sender) == ("Báo cáo 1-2.eml", "phuong@hcm.gov.vn")
    assert files(opened(tmp_path / "b.eml", content)) == {"trong.docx": CONTENT}


@pytest.mark.parametrize(
    ("date", "sent"),
    [
        ("Fri, 11 Oct 2024 18:30:00 +0000", datetime(2024, 10, 12, 1, 30, tzinfo=VIETNAM)),
        ("Fri, 11 Oct 2024 23:59:00 +0700", datetime(2024, 10, 11, 23, 59, tzinfo=VIETNAM)),
        ("11 Oct 2024 23:59", datetime(2024, 10, 11, 23, 59, tzinfo=VIETNAM)),
        ("Fri, 11 Oct 2024 17:30:00 -0000", datetime(2024, 10, 12, 0, 30, tzinfo=VIETNAM)),
        ("", datetime(2024, 10, 9, 16, 45, 9, tzinfo=VIETNAM)),  # when the office's server received it
        ("hôm qua", datetime(2024, 10, 9, 16, 45, 9, tzinfo=VIETNAM)),
        ("Thu, 01 Jan 1970 00:00:00 +0000", datetime(2024, 10, 9, 16, 45, 9, tzinfo=VIETNAM)),
    ],
)
def test_a_mail_s_day_is_by_vietnamese_time(tmp_path: Path, date: str, sent: datetime) -> None:
    content = eml().replace(
        b"Date: Wed, 09 Oct 2024 16:45:00 +0700\r\n", f"Date: {date}\r\n".encode() if date else b""
    )
    assert opened(tmp_path / "a.eml", content).sent == sent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Văn thư <C1PhuMy.Q7@hcm.edu.vn>", "c1phumy.q7@hcm.edu.vn"),
        ("a@b.vn", "a@b.vn"),
        ('"Lan, Văn thư" <lan@b.vn>', "lan@b.vn"),
        ("a@b.vn; c@d.vn", "a@b.vn"),
        ("/O=EXCHANGELABS/OU=EXCHANGE/CN=RECIPIENTS/CN=ABC", ""),
        ("", ""),
    ],
)
def test_an_address_is_found_beside_the_name(text: str, found: str) -> None:
    assert address(text) == found


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: b"From - Wed Oct 09 16:45:00 2024\r\n" + raw,
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: b"\r\n" + raw,
        lambda raw: raw.replace(b"\r\n", b"\r\r\n"),
    ],
    ids=[
        "a mark of UTF-8",
        "a mailbox's line",
        "line feeds alone",
        "an empty line first",
        "lines ended twice",
    ],
)
def test_mails_as_programs_save_them(tmp_path: Path, change: object) -> None:
    assert callable(change)
    assert files(opened(tmp_path / "a.eml", change(eml({"a.docx": CONTENT})))) == {"a.docx": CONTENT}


def test_a_mail_is_known_by_its_content(tmp_path: Path) -> None:
    assert files(opened(tmp_path / "khong-duoi", eml({"a.docx": CONTENT}))) == {"a.docx": CONTENT}


def test_a_web_page_in_one_file_is_no_mail(tmp_path: Path) -> None:
    page = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    for name in ("a.mht", "a.doc"):
        (tmp_path / name).write_text(page)
        assert open_container(tmp_path / name) is None


def test_a_mail_of_mixed_parts_is_a_mail_though_it_is_saved_as_a_web_page(tmp_path: Path) -> None:
    part = "Content-Type: application/octet-stream; name=a.docx\r\nContent-Transfer-Encoding: base64"
    assert files(opened(tmp_path / "a.mht", written(part, BASE64))) == {"a.docx": CONTENT}


# -- what is wrong with a mail -----------------------------------------------------------------------------


def test_a_mail_that_breaks_off_says_so(tmp_path: Path) -> None:
    content = eml({"a.docx": CONTENT, "b.docx": CONTENT})
    mail = opened(tmp_path / "a.eml", content[: content.index(b"b.docx") - 90])
    assert mail.broken
    assert files(mail) == {"a.docx": CONTENT}


def test_an_attachment_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    content = eml({"a.docx": CONTENT}).rstrip().rpartition(b"\r\n")[0][:-201]
    mail = opened(tmp_path / "a.eml", content)
    assert mail.broken
    for member in mail.members:
        with pytest.raises(UnreadableFile, match="damaged-file"):
            member.read()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Subject: a\r\n\r\n" + b'--x\r\nContent-Type: a/b; boundary="c"\r\n' * 300, "archive-limit"),
        (b"MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nMIIB", "mail-damaged"),
    ],
)  # fmt: skip
def test_a_mail_over_the_limits_or_encrypted_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.eml").write_bytes(content)
    with pytest.raises(UnreadableFile, match=code):
        open_container(tmp_path / "a.eml")


def test_a_mail_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mails, "MOST_BYTES", 1000)
    (tmp_path / "a.eml").write_bytes(eml({"a.docx": CONTENT}))
    with pytest.raises(UnreadableFile, match="archive-limit"):
        open_container(tmp_path / "a.eml")


def test_mails_nested_without_end_are_refused(tmp_path: Path) -> None:
    content = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(190)
    )
    (tmp_path / "a.eml").write_bytes(b"From: a@b.vn\r\n" + content)
    found = open_container(tmp_path / "a.eml")
    assert found is not None
    assert found.broken


# -- Outlook's -------------------------------------------------------------------------------------------


def test_an_outlook_mail_gives_its_attachments_its_sender_and_when_it_was_sent(tmp_path: Path) -> None:
    attached = [
        Attached(NAME, CONTENT),
        Attached("nho.docx", b"small"),
        Attached("image001.png", b"x", "logo@1"),
    ]
    mail = opened(tmp_path / "a.msg", msg(attached, html="<img src='cid:logo@1'>"))
    assert (mail.sender, mail.sent) == (
        "c1phumy.q7@hcm.edu.vn",
        datetime(2024, 10, 9, 16, 45, tzinfo=VIETNAM),
    )
    assert files(mail) == {NAME: CONTENT, "nho.docx": b"small"}


def test_a_mail_in_an_outlook_mail_is_opened_with_it(tmp_path: Path) -> None:
    inmost = msg_tree([Attached("c.docx", b"3")], subject="FW: trong cùng")
    inner = msg_tree([Attached("b.docx", b"2"), Attached("thư", inmost)], subject="Báo cáo 1/2")
    content = msg([Attached("a.docx", b"1"), Attached("thư", inner)], sender="phuong@hcm.gov.vn")
    assert files(opened(tmp_path / "a.msg", content)) == {
        "a.docx": b"1",
        "Báo cáo 1-2.msg/b.docx": b"2",
        "Báo cáo 1-2.msg/FW: trong cùng.msg/c.docx": b"3",
    }


def test_mails_in_outlook_mails_have_a_depth(tmp_path: Path) -> None:
    tree = msg_tree([Attached("a.docx", b"1")], subject="0")
    for number in range(1, 7):
        tree = msg_tree([Attached("thư", tree)], subject=str(number))
    mail = opened(tmp_path / "a.msg", msg([Attached("thư", tree)]))
    with pytest.raises(UnreadableFile, match="archive-limit"):
        files(mail)


def test_an_outlook_mail_without_a_time_of_its_own_has_none(tmp_path: Path) -> None:
    assert opened(tmp_path / "a.msg", msg(sent=None)).sent is None
    assert opened(tmp_path / "a.msg", msg(sent=datetime(1980, 1, 1, tzinfo=UTC))).sent is None


def test_an_outlook_mail_cut_off_is_no_mail_and_is_refused_as_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(msg([Attached("a.docx", CONTENT)])[:-3000])
    assert open_container(tmp_path / "a.msg") is None


def test_other_compound_files_are_no_mails(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(write_compound({"WordDocument": bytes(5000)}))
    assert open_container(tmp_path / "a.doc") is None
    assert open_container(draw_word(tmp_path / "a.docx", "x")) is None


def test_an_outlook_mail_that_holds_itself_ends(tmp_path: Path) -> None:
    inner = msg_tree([Attached(f"thư {number}", msg_tree(subject=str(number))) for number in range(30)])
    content = bytearray(msg([Attached(f"thư {number}", inner) for number in range(3)]))
    # Every storage of a mail within the mail is made to lead back to the first entry of the root's tree.
    (directory,) = struct.unpack_from("<I", content, 48)
    first = (directory + 1) * 512
    (child,) = struct.unpack_from("<I", content, first + 76)
    for place in range(first, len(content) - 128, 128):
        name = content[place : place + 64].decode("utf-16-le", "replace")
        if name.startswith("__substg1.0_3701000D"):
            struct.pack_into("<I", content, place + 76, child)
    mail = opened(tmp_path / "a.msg", bytes(content))
    with pytest.raises(UnreadableFile, match="archive-limit"):
        files(mail)
