"""The lines below a form's tables on which units write: “Thuận lợi: ……”, “Số học sinh mắc bệnh mắt: …… em”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.document import Document, Paragraph, Table

_BLANK = re.compile(r"\.{3,}|…|_{3,}")
_LABEL = re.compile(r"\s*(?:[-+•*]\s*)?(?P<label>[^….:_]{3,120}?)\s*:?\s*(?=\.{3,}|…|_{3,})")
_ENDS_WITH_COLON = re.compile(r"\s*(?:[-+•*]\s*)?(?P<label>[^….:_]{3,80}?)\s*:\s*")
# Lines for the letterhead, the place and day, and those who sign.
_OTHERS = re.compile(
    r"(?:(?:ten )?(?:don vi|co quan|truong|khu pho|thon|xa|phuong)(?: bao cao)?$|ngai\b|so$|kinh gui|nguoi (?:lap|ki|"
    r"bao cao)|thu truong|hieu truong|chu tich|truong phong|giam doc|ki ten|noi nhan|xac nhan|ho (?:va )?ten|chuc vu|"
    r"dien thoai|email|dia chi|.{0,40}\bngai(?: thang nam)?$)"
)


def asked_lines(document: Document, first: Table | None, below: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what is asked on lines behind a form's first table, each by the words before its blank.

    `below` are the texts of a sheet below its table. A paragraph that is but a heading with a colon counts where the
    one behind it is a blank to write on.
    """
    found: dict[str, str] = {}
    texts = [*_behind(document, first), *(line for text in below for line in text.split("\n"))]
    for place, text in enumerate(texts):
        match = _LABEL.match(text)
        if match is None:
            following = texts[place + 1].strip() if place + 1 < len(texts) else ""
            if following and not _BLANK.sub("", following).strip():
                match = _ENDS_WITH_COLON.fullmatch(text)
        if match is None:
            continue
        label = " ".join(clean(match["label"]).split())
        if fold(label) and not _OTHERS.match(fold(label)):
            found.setdefault(fold(label), label)
    return tuple(found.values())


def _behind(document: Document, first: Table | None) -> Iterator[str]:
    """Yield the lines of the paragraphs behind a table."""
    seen = False
    for block in document.blocks:
        seen = seen or block is first
        if seen and isinstance(block, Paragraph):
            yield from block.text.split("\n")
