"""Opens what holds other files, a zip or a mail, by what is in it, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.readers.packages import MAGIC, UnreadableFile, foreign_archive
from htsd_cli.readers.sniff import is_mail

if TYPE_CHECKING:
    from htsd_cli.intake.container import Container

_EXTRACT = (
    "Giải nén tệp này (bấm chuột phải, chọn Extract hoặc Giải nén), chép tệp bên trong vào thư mục báo cáo rồi"
    " chạy lại."
)
_FROM_MAILBOX = (
    "Mở hộp thư bằng Outlook, lưu từng thư có báo cáo (hoặc tệp đính kèm) vào thư mục báo cáo rồi chạy lại."
)
_DECRYPT = "Đề nghị đơn vị gửi lại tệp không mã hóa."
_HEAD = 4096  # bytes by which most files are known
_WINMAIL = b"\x78\x9f\x3e\x22"  # TNEF, [MS-OXTNEF]: what Outlook makes of a mail in its own format
_MAILBOXES = (
    (b"!BDN", "hộp thư của Outlook (.pst, .ost)"),
    (b"\xcf\xad\x12\xfe", "hộp thư của Outlook Express (.dbx)"),
)
_DISC = (b"CD001", 32769)  # ISO 9660: how a disc's first description begins, and where
_PGP = (".gpg", ".pgp")
_HALF = (".crdownload", ".partial", ".part", ".opdownload", ".download", ".tmp")
_FETCH = "Tải lại tệp này từ thư hoặc trang web cho xong, chép vào thư mục báo cáo rồi chạy lại."
_ENDS = ((b"PK\3\4", b"PK\5\6", 66_000), (b"%PDF-", b"%%EOF", 4096))  # how files begin, and how they end
_APPLE = b"\0\x05\x16"  # AppleSingle and AppleDouble, RFC 1740


class BelongsToAnotherError(Exception):
    """What is no report but kept beside another file by a program; its text says so in Vietnamese."""


def open_container(path: Path) -> Container | None:
    """Return what holds other files, None for any other file.

    Raises `BelongsToAnotherError` for what is no file of its own, `UnreadableFile` for a container that cannot be
    opened, and `OSError` when the file cannot be.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_WINMAIL):
        from htsd_cli.intake.tnef import open_winmail

        return open_winmail(path.read_bytes())
    _refuse_half(path, head)
    for magic, name in _MAILBOXES:
        if head.startswith(magic):
            raise UnreadableFile("archive-not-opened", name, _FROM_MAILBOX)
    if not head.strip(b"\0") and _is_disc(path):
        raise UnreadableFile("archive-not-opened", "ảnh đĩa (.iso)", _EXTRACT)
    if foreign := foreign_archive(head):
        raise UnreadableFile("archive-not-opened", f"{foreign.name} ({foreign.ending})", _EXTRACT)
    if head.startswith(b"PK"):
        from htsd_cli.intake.archive import open_archive

        return open_archive(path)
    if head.startswith(MAGIC):
        from htsd_cli.intake.msg import open_msg

        return open_msg(path)
    if is_mail(head, path.suffix):
        from htsd_cli.intake.mail import open_mail

        return open_mail(path)
    if head.startswith(_APPLE):
        from htsd_cli.intake.apple import is_apple_double, open_apple

        if is_apple_double(head):
            raise BelongsToAnotherError("thông tin máy Apple lưu kèm tệp khác, không phải báo cáo")
        return open_apple(path)
    if _may_be_signed(head):
        from htsd_cli.intake.signed import is_signed

        if is_signed(head):
            from htsd_cli.intake.signed_file import open_signed

            return open_signed(path)
    binary = path.suffix.lower() in _PGP and head[:1] >= b"\x80"
    if binary or head.startswith(b"-----BEGIN PGP MESSAGE"):
        raise UnreadableFile("archive-not-opened", "tệp đã mã hóa bằng PGP", _DECRYPT)
    return _in_letters(path, head)


def _refuse_half(path: Path, head: bytes) -> None:
    """Refuse a file that a browser was still fetching when it was copied."""
    for begins, ends, within in _ENDS if path.suffix.lower() in _HALF else ():
        if not head.startswith(begins):
            continue
        with path.open("rb") as stream:
            stream.seek(max(0, stream.seek(0, 2) - within))
            if ends not in stream.read():
                raise UnreadableFile(
                    "archive-not-opened", f"tệp tải về chưa xong ({path.suffix.lower()})", _FETCH
                )


def _is_disc(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(_DISC[1])
        return stream.read(len(_DISC[0])) == _DISC[0]


def _in_letters(path: Path, head: bytes) -> Container | None:
    """Return what a plain text holds as letters, None for any other file."""
    if b"\0" in head or head.startswith((b"%PDF", b"{\\rtf")):
        return None
    from htsd_cli.intake.encoded_text import LOOKED_AT, is_encoded, open_encoded

    if len(head) == _HEAD:
        with path.open("rb") as stream:
            head = stream.read(LOOKED_AT)
    return open_encoded(path) if is_encoded(head) else None


def _may_be_signed(head: bytes) -> bool:
    return head.startswith(b"\x30") or head[:64].lstrip().startswith((b"MI", b"-----BEGIN"))
