"""Opens a file that came inside its signature: the document of "BC.docx.p7m", the mail of "smime.p7m"."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from htsd_cli.intake.container import MOST_MEMBER_BYTES, Container, Member
from htsd_cli.intake.signed import refuse_lone_signature, signed_content
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.sniff import is_mail

_SAVE = "Mở bằng phần mềm ký số, lưu văn bản bên trong vào thư mục báo cáo rồi chạy lại."


def open_signed(path: Path) -> Container:
    """Return the document, or the parts of the mail, that a signature holds.

    Raises `UnreadableFile` as `signed_content` does, and "archive-not-opened" for a signature alone.
    """
    if path.stat().st_size > 2 * MOST_MEMBER_BYTES:
        raise UnreadableFile("archive-limit", f"nặng hơn {2 * MOST_MEMBER_BYTES >> 20} MB", _SAVE)
    content = signed_content(path.read_bytes())
    if not content:
        refuse_lone_signature()
    if is_mail(content[:4096], ".eml"):
        from htsd_cli.intake.mail import mail_of

        return mail_of(content)
    return Container(is_mail=False, members=iter((Member("", partial(bytes, content)),)))
