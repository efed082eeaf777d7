"""What the program says when a command cannot do its work: one Vietnamese sentence, what to do, no traceback."""

from __future__ import annotations

import errno
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from htsd_cli.language.refusals import reason

_LONGEST_PATH = 260  # letters of a whole path on Windows, unless its administrator allowed more
_HELD_OPEN = (32, 33)  # Windows: another program has the file, or a part of it, for itself
# What people call a job that is an option of a command.
_MEANT = {
    "nhac": "status --remind", "nhacdonvi": "status --remind", "remind": "status --remind",
    "undo": "aggregate --undo", "hoantac": "aggregate --undo", "hinhanh": "aggregate --photos",
    "photos": "aggregate --photos", "tomtat": "aggregate --summary", "sosanh": "aggregate --previous",
    "mo": "results", "open": "results", "check": "validate", "gui": "return", "lapdot": "init", "new": "init",
}  # fmt: skip
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


class Trouble(Exception):  # noqa: N818 - a sentence for a person, not the name of an error
    """The command cannot do its work; `str()` is the sentence to say."""


def say(error: Exception) -> str:
    """Return what to tell a person of an error that ended a command."""
    if hasattr(error, "format_message"):
        return _usage(error)
    if isinstance(error, Trouble):
        return str(error)
    if isinstance(error, PermissionError):
        return _refused(error)
    if isinstance(error, OSError) and error.errno in _FULL:
        return _full(error)
    if isinstance(error, OSError) and error.errno == errno.EROFS:
        place = _seen(Path(os.fsdecode(error.filename))) if error.filename else "thư mục này"
        return (
            f"Không ghi được vào “{place}”: ổ đĩa chỉ cho đọc. Hãy chép thư mục của đợt báo cáo sang ổ đĩa của máy rồi"
            " chạy lại ở đó, hoặc chọn chỗ ghi khác (-o)."
        )
    if isinstance(error, OSError) and too_long(error.filename, sys.platform):
        place = _seen(Path(os.fsdecode(error.filename)))
        return (
            f"Không làm được với “{place}”: đường dẫn dài {len(str(place))} chữ, Windows chỉ nhận dưới {_LONGEST_PATH}."
            " Hãy chuyển thư mục của đợt báo cáo ra chỗ gần gốc ổ đĩa hơn, ví dụ D:\\Bao cao, hoặc đặt tên thư mục ngắn"
            " hơn."
        )
    if isinstance(error, FileExistsError | NotADirectoryError) and _is_file(error.filename):
        place = _seen(Path(os.fsdecode(error.filename)))
        return f"“{place}” là một tệp, ở đây cần một thư mục. Hãy đưa tên một thư mục khác."
    if isinstance(error, OSError):
        where = _seen(Path(os.fsdecode(error.filename))) if isinstance(error.filename, str | bytes) else "tệp"
        return f"Không làm được với “{where}”: {reason(error)}. Hãy kiểm tra rồi chạy lại."
    if isinstance(error, ValueError) and type(error).__module__.startswith("htsd_cli"):
        return str(error)
    if os.environ.get("HTSD_DEBUG"):
        raise error
    return (
        f"Chương trình gặp lỗi chưa lường trước ({type(error).__name__}: {error})."
        " Không tệp nào bị thay đổi. Xin gửi câu này cùng tệp đang xử lý cho người phụ trách phần mềm."
    )


def as_it_lies(path: Path) -> Path:
    """Return the path a person meant that is there under it: quotes left on it, or letters with their marks apart.

    Windows' command line leaves the quote of `"D:\\bao cao\\"` on the name; a Mac writes "ầ" as three signs.
    """
    if path.exists():
        return path
    bare = Path(str(path).strip().strip("\"'“”"))
    here = Path(bare.anchor)
    for part in bare.relative_to(bare.anchor).parts:
        if not (here / part).exists() and part != "..":
            meant = [name for name in _names_in(here) if _composed(name) == _composed(part)]
            if len(meant) != 1:
                return path
            part = meant[0]
        here /= part
    return here


def not_there(path: Path, what: str, others: Iterable[Path] = ()) -> Trouble:
    """Return the trouble of a path that is not there, with the nearest of what lies beside it and of `others`.

    `what` was looked for: "tệp", "thư mục".
    """
    from rapidfuzz import process

    from htsd_cli.language.vietnamese import fold

    there = {fold(name): path.parent / name for name in _names_in(path.parent) if not name.startswith(".")}
    there |= {fold(other.name): other for other in others}
    near = process.extractOne(fold(path.name), list(there), score_cutoff=70) if path.name else None
    hint = f" Có phải ý bạn là “{there[near[0]]}”?" if near else " Hãy kiểm tra lại tên và đường dẫn."
    return Trouble(f"Không có {what} “{path}”.{hint}")


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _names_in(folder: Path) -> list[str]:
    """Return the names in a folder, none where it cannot be looked into."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []


def _refused(error: PermissionError) -> str:
    """Return what to tell of a place that may not be written or read, or that another program has open."""
    raw = error.filename2 or error.filename
    if not isinstance(raw, str | bytes):
        return "Một tệp đang mở trong chương trình khác, hoặc không cho ghi. Hãy đóng tệp (Word, Excel) rồi chạy lại."
    told = Path(os.fsdecode(raw))
    place = _seen(told)
    if getattr(error, "winerror", None) in _HELD_OPEN and place == told:
        return (
            f"Không ghi được “{place}”: tệp đang mở trong chương trình khác. Kết quả đã có vẫn nguyên như cũ. Hãy đóng"
            " tệp (Word, Excel) rồi chạy lại."
        )
    if not os.access(place.parent, os.R_OK | os.X_OK):
        return f"Không mở được thư mục “{place.parent}”: không có quyền đọc. Hãy xin quyền đọc thư mục rồi chạy lại."
    if place != told or place.is_dir():
        return (
            f"Không ghi được vào thư mục “{place}”: thư mục không cho ghi. Hãy xin quyền ghi, hoặc chọn chỗ ghi khác"
            " (-o), rồi chạy lại."
        )
    return (
        f"Không ghi được “{place}”: tệp đang mở trong chương trình khác hoặc không cho ghi. Hãy đóng tệp (Word, Excel),"
        " bỏ dấu “Chỉ đọc” của tệp nếu có, rồi chạy lại."
    )


def _is_file(place: object) -> bool:
    return isinstance(place, str | bytes) and Path(os.fsdecode(place)).is_file()


def too_long(place: str | bytes | int | None, platform: str) -> bool:
    """Return whether a path is longer than Windows takes, which it calls missing and not long."""
    return platform == "win32" and isinstance(place, str | bytes) and len(os.fsdecode(place)) >= _LONGEST_PATH


def _full(error: OSError) -> str:
    """Return what to tell of a disk without room: the place, the disk, what is left on it."""
    import tempfile

    from htsd_cli.language.vietnamese import format_number
    from htsd_cli.writers.sets.disk import disk_of

    place = _seen(Path(os.fsdecode(error.filename)) if error.filename else Path(tempfile.gettempdir()))
    disk, free = disk_of(place)
    left = "" if free is None else f" còn trống {format_number(free >> 20)} MB"
    return (
        f"Không ghi được vào “{place}”: {reason(error)} (ổ đĩa “{disk}”{left}). Kết quả đã có vẫn nguyên như cũ. Hãy"
        " xóa bớt tệp không cần trên ổ ấy, hoặc chọn chỗ ghi khác (-o), rồi chạy lại."
    )


def _seen(place: Path) -> Path:
    """Return a place as a person knows it: the folder around what we make for ourselves in it (`.htsd-…`)."""
    own = next((at for at, part in enumerate(place.parts) if at and part.startswith(".htsd-")), None)
    return place if own is None else Path(*place.parts[:own])


def _usage(error: Any) -> str:
    """Return a mistyped command line's mistake; `error` is one of the command line library's."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "htsd"
    ask = f"Gõ “{command} --help” để xem cách dùng."
    kind = type(error).__name__
    param = getattr(error, "param", None)
    named = f"“{_called(param)}”" if param is not None else ""
    if kind == "MissingParameter":
        return f"Thiếu {named or 'tham số'}. {ask}"
    if kind == "NoSuchOption":
        near = ", ".join(f"“{name}”" for name in error.possibilities or ())
        hint = f" Có phải ý bạn là {near}?" if near else ""
        return f"Không có tùy chọn “{error.option_name}”.{hint} {ask}"
    if kind == "BadParameter":
        return f"Giá trị của {named} không hợp lệ: {_expected(error.message)}. {ask}"
    if kind == "BadOptionUsage" and "does not take" in error.message:
        return f"Tùy chọn “{error.option_name}” không nhận giá trị: chỉ gõ tên tùy chọn. {ask}"
    if kind == "BadOptionUsage":
        return f"Tùy chọn “{error.option_name}” cần một giá trị đi sau. {ask}"
    if kind == "UsageError" and "No such command" in error.message:
        wrong = error.message.split("'")[1] if "'" in error.message else ""
        near = _nearest(wrong, context)
        hint = f" Có phải ý bạn là “{near}”?" if near else ""
        return f"Không có lệnh “{wrong}”.{hint} {ask}"
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    if "unexpected extra argument" in getattr(error, "message", ""):
        return f"Thừa tham số. Tên có dấu cách phải để trong ngoặc kép. {ask}"
    if "Missing command" in getattr(error, "message", ""):
        return f"Thiếu tên lệnh. {ask}"
    return f"Lệnh gõ chưa đúng. {ask}"


def _called(param: Any) -> str:
    """Return what a person typed or should have: an option by its name, an argument by what the help calls it."""
    option = next((name for name in getattr(param, "opts", ()) if name.startswith("-")), None)
    return str(option or getattr(param, "metavar", None) or param.name)


def _expected(message: str) -> str:
    """Return what a value should have been; the library says it in English, and not alike in each version."""
    allowed = re.findall("'([^']+)'", message.partition("not one of")[2])
    if allowed:
        return f"chỉ nhận {' hoặc '.join(allowed)}"
    least = re.search(r"greater than or equal to (\d+)|x>=(\d+)", message)
    if least:
        return f"phải là số nguyên từ {least[1] or least[2]} trở lên"
    if "does not match the format" in message:
        return "phải là một ngày, ví dụ 09/10/2024"
    return "phải là một số nguyên" if "integer" in message else "không nhận giá trị này"


def _nearest(wrong: str, context: Any) -> str:
    from rapidfuzz import process

    if not any(letter.isalpha() for letter in wrong):
        return ""
    from htsd_cli.language.vietnamese import fold

    meant = _MEANT.get(fold(wrong).replace(" ", "").replace("-", "").replace("_", ""))
    if meant:
        return meant
    names = context.command.both_names() if hasattr(context, "command") else []
    found = process.extractOne(wrong, names, score_cutoff=70)
    return found[0] if found else ""
