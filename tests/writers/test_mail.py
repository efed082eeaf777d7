"""A draft opens in a mail program with its address, its words and its files, and carries no header of others."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

from htsd_cli.writers.campaign.mail import draft

TEXT = "Kính gửi Trường Mầm non Phú Mỹ,\n\nĐề nghị đơn vị gửi đúng hạn."


def opened(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def test_a_draft_is_plain_ascii_and_opens_as_a_mail_not_sent_yet() -> None:
    content = draft("phumy@vidu.vn", "Trường Mầm non Phú Mỹ", "Nhắc gửi báo cáo", TEXT)
    assert content.isascii()
    mail = opened(content)
    assert (mail["X-Unsent"], mail["Subject"]) == ("1", "Nhắc gửi báo cáo")
    assert mail["To"] == "Trường Mầm non Phú Mỹ <phumy@vidu.vn>"
    assert mail.get_content().replace("\r\n", "\n") == TEXT + "\n"
    assert (mail["From"], mail["Date"]) == (None, None)


def test_what_goes_with_it_is_attached_under_its_own_name_byte_for_byte() -> None:
    files = {"Báo cáo Tuần lễ.docx": b"PK\x03\x04\x00\xff\n.\n", "phieu.pdf": b"%PDF"}
    mail = opened(draft("a@vidu.vn", "Trường A", "S", TEXT, files))
    assert {part.get_filename(): part.get_content() for part in mail.iter_attachments()} == files
    assert draft("a@vidu.vn", "Trường A", "S", TEXT, files) == draft(
        "a@vidu.vn", "Trường A", "S", TEXT, files
    )


def test_a_vietnamese_name_stands_as_encoded_words_too_for_programs_that_read_no_other() -> None:
    name = "Khu phố 1 - Báo cáo kết quả thực hiện Tuần lễ hưởng ứng học tập suốt đời (bản sửa lần 2).docx"
    content = draft("a@vidu.vn", "Trường A", "S", TEXT, {name: b"PK"})
    kinds = [str(part["Content-Type"]) for part in message_from_bytes(content).walk()]  # as they stand there
    (kind,) = [kind for kind in kinds if "name=" in kind]
    assert str(make_header(decode_header(kind.partition('name="')[2].rstrip('"')))) == name
    assert max(map(len, content.split(b"\r\n"))) < 100


def test_several_addresses_are_all_written_and_what_is_none_is_left_out() -> None:
    mail = opened(draft("a@vidu.vn; Cô Lan <b@vidu.vn>; chưa có", "Trường A", "S", TEXT))
    assert [item.addr_spec for item in mail["To"].addresses] == ["a@vidu.vn", "b@vidu.vn"]
    assert opened(draft("chưa có", "Trường A", "S", TEXT))["To"] is None


def test_a_name_with_a_line_break_adds_no_header() -> None:
    mail = opened(draft("a@vidu.vn", "Trường A\r\nBcc: kẻ@khac.vn", "Nhắc\r\nBcc: x@y.vn", TEXT))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Nhắc Bcc: x@y.vn"
