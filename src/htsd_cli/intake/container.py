"""What holds other files: the values of opened zip archives and mails, and clean names for what is in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from htsd_cli.language.vietnamese import composed

MOST_MEMBERS = 2_000  # files in one container
MOST_MEMBER_BYTES = 64 << 20  # unpacked, of one file

LONGEST_NAME = 400  # characters of a name with all its folders: with the inbox's it must stay a path
_LONGEST_PART = 120  # characters of a name between two "/", what a list can still show
# Marks that turn the direction of writing: a name may pose as another with them.
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Member(NamedTuple):
    """A file in a container.

    `name` is its way inside, parted by "/", clean and never leading out; "" stands for the container's own name
    without its ending. `read` returns its content or raises
    `UnreadableFile`. `written` is the time the archive gives it (Vietnamese time by the clock of who packed
    it). `part_of_text` marks the pictures and signatures that belong to a mail's text. `sent` and `sender` are those
    of a mail within the mail, for what came in it.
    """

    name: str
    read: Callable[[], bytes]
    written: datetime | None = None
    part_of_text: bool = False
    sent: datetime | None = None
    sender: str = ""


class Container(NamedTuple):
    """An opened archive or mail; `members` may be gone through once, while the file is there.

    `sent` and `sender` (an address in small letters) are a mail's, None and "" for an archive or where the mail
    does not tell them. `text` is the mail's own text as HTML or plain text in UTF-8, with the mark of UTF-8 where its
    own head may name another encoding; `subject` is the mail's. `broken` says that the mail breaks
    off, so that attachments may be missing.
    """

    is_mail: bool
    members: Iterator[Member]
    sent: datetime | None = None
    sender: str = ""
    text: bytes = b""
    subject: str = ""
    broken: bool = False


def clean_name(name: str, instead: str = "khong-ten") -> str:
    """Return a member's name as a way inside its container: composed, without what leads out or cannot be seen."""
    text = composed(name).replace("\\", "/")
    parts = [_clean_part(part) for part in re.sub(r"^[A-Za-z]:", "", text).split("/")]
    parts = [part for part in parts if part and part.strip(".")]
    return _short("/".join(parts)) or instead


def _short(name: str) -> str:
    """Return a name without folders in its middle where it is too long; its beginning and the file stay."""
    if len(name) <= LONGEST_NAME:
        return name
    folders, _, file = name.rpartition("/")
    kept = folders[: LONGEST_NAME - len(file) - 3].rpartition("/")[0]
    return "/".join(part for part in (kept, "…", file) if part)


def _clean_part(part: str) -> str:
    seen = "".join(
        char
        for char in part
        if char not in _UNSEEN and unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
    ).strip()
    if len(seen) <= _LONGEST_PART:
        return seen
    stem, dot, ending = seen.rpartition(".")
    if not dot or len(ending) > 8:
        return seen[:_LONGEST_PART].strip()
    return f"{stem[: _LONGEST_PART - len(ending) - 2].strip()}….{ending}"


def one_name_each(members: Iterator[Member]) -> Iterator[Member]:
    """Yield the members, a name that came before made another: "BC.docx", "BC (2).docx"."""
    seen: set[str] = set()
    numbers: dict[str, int] = {}
    for member in members:
        name, number = member.name, numbers.get(member.name, 1)
        while name in seen:
            number += 1
            folder, slash, base = member.name.rpartition("/")
            stem, dot, ending = base.rpartition(".")
            base = f"{stem} ({number}).{ending}" if dot and stem else f"{base} ({number})"
            name = f"{folder}{slash}{base}"
        seen.add(name)
        numbers[member.name] = number
        yield member._replace(name=name)
