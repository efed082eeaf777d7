"""Which files are no reports by their names alone, and why."""

from __future__ import annotations

from pathlib import PurePath

from htsd_cli.form import CAMPAIGN_FILE, DECISIONS_FILE, DEFAULT_ROSTER
from htsd_cli.form.our_files import NARRATIVES, PAGE, RESULTS
from htsd_cli.intake.encoded_text import LOOKED_AT, is_encoded
from htsd_cli.language.lazy_pattern import lazy_pattern

__all__ = [
    "LOOKED_AT",
    "PHOTO_ENDINGS",
    "PICTURE",
    "begins_as_report",
    "is_results",
    "may_be_misnamed",
    "never_a_report",
    "why_no_report",
]

PHOTO_ENDINGS = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff")
)
PICTURE = "hình ảnh, âm thanh"

_NEVER_REPORTS = (NARRATIVES, PAGE, RESULTS)  # the others may come from another office, to be added up again
_PICTURES = frozenset(
    (
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif",
        ".webp", ".avif", ".svg", ".emf", ".wmf", ".mp4", ".m4v", ".mov", ".avi", ".wmv", ".mkv", ".3gp",
        ".webm", ".mp3", ".m4a", ".wav", ".ogg",
    )
)  # fmt: skip
_NOTES = frozenset(
    (
        ".md", ".txt", ".log", ".ini", ".db", ".tmp", ".part", ".crdownload", ".py",
        ".toml", ".json", ".ics", ".vcf",
    )
)  # fmt: skip
_NOT_FETCHED = ".icloud"  # what stands for a file that is still in Apple's cloud: .bao-cao.xlsx.icloud
_SIGNATURES = frozenset((".p7s", ".asc", ".sig"))


# How what may be a report begins whatever its name is: a zip (Word, Excel), OLE, PDF, RTF, a text in PGP.
_REPORTS = (b"PK\3\4", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"-----BEGIN PGP MESSAGE")
# A mail with attachments, kept as a text: lines of headers, among them the one that says it has parts.
_MAIL = lazy_pattern(
    rb"(?i)(?:\xef\xbb\xbf)?(?:[a-z][a-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/mixed"
)
_NEVER = frozenset(
    ("tệp tạm của Word, Excel khi đang mở", "kết quả tổng hợp của lần chạy trước", "tệp của đợt báo cáo")
)
_SYSTEM = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))


def never_a_report(name: str) -> str:
    """Return why a file of this name is no report whatever is in it, "" when its content may say otherwise."""
    why = why_no_report(name)
    return why if why in _NEVER or name.lower() in _SYSTEM else ""


def may_be_misnamed(reason: str, name: str) -> bool:
    """Return whether what is no report by its name is worth a look at its first bytes.

    Pictures are not: they are many, and a program that made one never writes a document.
    """
    return bool(reason) and reason not in _NEVER and reason != PICTURE and name.lower() not in _SYSTEM


def is_results(name: str) -> bool:
    """Return whether a file is by its name the results of a run: `tong-hop.json`, `tong-hop (1).json`."""
    path = PurePath(name)
    return path.suffix.lower() == ".json" and path.stem.lower().startswith(PurePath(RESULTS).stem)


def begins_as_report(head: bytes) -> bool:
    """Return whether a file begins as documents do, or holds one as letters, whatever its name is.

    `head` are its first `LOOKED_AT` bytes.
    """
    return head.startswith(_REPORTS) or is_encoded(head) or _MAIL.match(head) is not None


def why_no_report(name: str) -> str:
    """Return why a file of this name is no report, "" when it may be one."""
    ending = PurePath(name).suffix.lower()
    if name.startswith("~$") or name.startswith(".~lock"):
        return "tệp tạm của Word, Excel khi đang mở"
    if (name.startswith(".") and ending != _NOT_FETCHED) or name.lower() in ("thumbs.db", "desktop.ini"):
        return "tệp ẩn của hệ thống"
    if name in _NEVER_REPORTS:
        return "kết quả tổng hợp của lần chạy trước"
    if name in (CAMPAIGN_FILE, DEFAULT_ROSTER, DECISIONS_FILE):
        return "tệp của đợt báo cáo"
    if ending in _PICTURES:
        return PICTURE
    if ending in _NOTES:
        return "ghi chú, không phải báo cáo"
    if ending in _SIGNATURES:
        return "chữ ký số đi kèm"
    return ""
