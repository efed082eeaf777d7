"""A report written into a mail itself: its own text is read, an older mail quoted below it never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.intake import open_inbox
from htsd_cli.intake.received import Inbox
from tests.mails import Attached, eml, msg, msg_tree

ROW = "<tr><td>{0}</td><td>Số lớp</td><td>Lớp</td><td>{1}</td></tr>"
GMAIL = (
    '<div dir="ltr">{}</div><div class="gmail_quote"><div class="gmail_attr">Vào 8/10/2024, TH Hoa Sen'
    " &lt;a@b.vn&gt; đã viết:<br></div><blockquote>{}</blockquote></div>"
)
OUTLOOK = (
    "<html><body><div>{}<div><p class=MsoNormal><b>From:</b> TH Hoa Sen<br><b>Sent:</b> Tuesday</p></div>{}"
    "</div></body></html>"
)
APPLE = '<div>{}</div><blockquote type="cite"><div>Vào 8/10/2024, TH Hoa Sen đã viết:</div>{}</blockquote>'
ONLY_QUOTED = "không có tệp đính kèm; bảng số liệu chỉ có trong phần thư cũ được trích lại"
BESIDE = "bảng 1 Số lớp Lớp 7…"


def table(number: int) -> str:
    return f"<table>{''.join(ROW.format(place, number) for place in range(1, 20))}</table>"


def told(inbox: Inbox) -> list[tuple[str, str, str]]:
    return [(x.name, x.problem.code, x.problem.detail) for x in inbox.files if x.problem]


@pytest.mark.parametrize("quoting", [GMAIL, OUTLOOK, APPLE])
def test_of_two_tables_the_mail_s_own_is_read_and_not_the_one_it_quotes(tmp_path: Path, quoting: str) -> None:
    (tmp_path / "a.eml").write_bytes(eml(html=quoting.format(table(7), table(5))))
    with open_inbox(tmp_path) as inbox:
        text = inbox.files[0].path.read_text("utf-8-sig")
        assert [item.name for item in inbox.files] == ["a.eml/noi-dung-thu.html"]
    assert (text.count("<td>7</td>"), text.count("<td>5</td>")) == (20, 1)


@pytest.mark.parametrize("quoting", [GMAIL, OUTLOOK, APPLE])
def test_a_table_that_is_only_quoted_is_no_report_sent_anew(tmp_path: Path, quoting: str) -> None:
    said = quoting.format("<p>Phòng đã nhận.</p>", table(5))
    (tmp_path / "a.eml").write_bytes(eml(subject="RE: BC", html=said))
    (tmp_path / "b.msg").write_bytes(msg([Attached("thư", msg_tree(subject="RE: BC", html=said))]))
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [
            ("a.eml", "mail-without-report", ONLY_QUOTED),
            ("b.msg/RE: BC.msg/noi-dung-thu.html", "mail-without-report", ONLY_QUOTED),
        ]


@pytest.mark.parametrize(
    ("subject", "mark"), [("FW: BC", ""), ("BC", "---------- Forwarded message ---------")]
)
def test_a_table_in_a_mail_sent_on_is_read(tmp_path: Path, subject: str, mark: str) -> None:
    (tmp_path / "a.eml").write_bytes(
        eml(subject=subject, html=GMAIL.format("<p>Kính chuyển.</p>", mark + table(5)))
    )
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.problem) for item in inbox.files] == [("a.eml/noi-dung-thu.html", None)]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (table(7), BESIDE),
        (GMAIL.format("<p>Gửi</p>", table(5)), ""),
        (f"<table>{'<tr><td>Trường</td><td>Hoa Sen</td></tr>' * 20}</table>", ""),
    ],
)
def test_a_table_in_the_text_of_a_mail_that_brings_a_file_is_told(
    tmp_path: Path, html: str, said: str
) -> None:
    (tmp_path / "a.eml").write_bytes(eml({"bc.docx": b"1"}, html=html))
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == ([("a.eml", "mail-says-more", said)] if said else [])


@pytest.mark.parametrize(
    "parts",
    [
        ("text/html", "<p>Chào</p>", "text/html", "<p>Số lớp đúng là 12</p>"),
        ("text/plain", "Số lớp đúng là 12", "text/html", "<p>Quét vi-rút: sạch</p>"),
        ("text/plain", "Kính gửi", "text/plain", "Số lớp đúng là 12"),
    ],
)
def test_what_is_written_before_and_after_an_attachment_is_one_text(
    tmp_path: Path, parts: tuple[str, str, str, str]
) -> None:
    head = 'From: a@x.vn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    file = (
        "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=b.docx\r\n\r\n1"
    )
    one, two = (f"Content-Type: {parts[at]}; charset=utf-8\r\n\r\n{parts[at + 1]}" for at in (0, 2))
    body = "".join(f"--b\r\n{part}\r\n" for part in (one, file, two))
    (tmp_path / "a.eml").write_bytes(f"{head}{body}--b--\r\n".encode())
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [("a.eml", "mail-says-more", "Số lớp đúng là 12")]


def test_a_short_link_beside_a_picture_may_lead_to_the_report(tmp_path: Path) -> None:
    content = eml({"anh.jpg": b"\xff\xd8"}, html="<p><a href='https://bit.ly/3abc'>Báo cáo</a></p>")
    (tmp_path / "a.eml").write_bytes(content)
    with open_inbox(tmp_path) as inbox:
        assert [code for _, code, _ in told(inbox)] == ["mail-without-report"]
