"""Which texts beside a picture are its caption, and which of several pictures each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from htsd_cli.language.vietnamese import clean, modern_tones

_LONGEST = 250  # letters; what is longer is a paragraph of the report
_LONGEST_UNNAMED = 160  # of a text that only its looks make a caption
# "Hình 1: …", "Ảnh: …", "(Ảnh 2. …)", "Một số hình ảnh …", "Hinh 3 - …": with its marks a word is enough.
_NAMED = re.compile(
    r"\(?(?:một số |vài |các |những )?(?:hình ảnh|ảnh|tranh ảnh|minh chứng|hình(?= ?[\d:.(]|$))(?!\w)"
    r"|\(?(?:mot so )?(?:hinh|anh|hinh anh|h)\.? ?(?:\d{1,3} ?[:.)–-]|\d{1,3}$|:)"
)
_INTRODUCES = re.compile(r"(?:một số |vài |các |những ).*|(?:hình|ảnh|hình ảnh)\D*:")
# What stands set apart in a report and is no caption: numbered headings, dates, signatures, distribution lists.
_NO_CAPTION = re.compile(
    r"(?:[ivx]{1,5}|\d{1,2}|[a-zđ])[.)/] |nơi nhận|kèm theo|\(kèm|kính gửi|độc lập|cộng h[oò]a"
    r"|.*ngày .{1,12}tháng|\(?đã ký|\(?ký,|số:|số …|người lập|hiệu trưởng|thủ trưởng|t/?m\.|kt\.|tl\.|- lưu"
    r"|\./\.|_+$|\*+$|-+$|o0o"
)
# Descriptions that programs write by themselves: "Picture 1", "IMG_2034.jpg", "Description automatically generated".
_AUTOMATIC = re.compile(
    r"\S*|(?:picture|image|graphics?|photo|object|shape|ảnh|hình|hình ảnh|hình vẽ|đồ họa|no description)[\s\d_()-]*"
    r"|.*(?:automatically generated|ai-generated|được tạo tự động|do ai tạo|no description available"
    r"|không có mô tả|có thể là).*|.*\.(?:jpe?g|png|gif|bmp|tiff?|heic|webp|emf|wmf)\W*|.*[\\/].*[\\/].*|.*https?:.*"
    r"|[\w.()-]+[ _-]?\d{4,}[\w .()-]*",
    re.DOTALL,
)


class Line(NamedTuple):
    """A paragraph (or a cell) beside pictures: its text, whether it is set apart as captions are, its pictures.

    `pictures` are the places of its pictures in whatever list the reader keeps.
    """

    text: str = ""
    set_apart: bool = False
    pictures: tuple[int, ...] = ()


def tidy(text: str) -> str:
    """Return a caption on one line."""
    return modern_tones(" ".join(clean(text).split()))


def is_named_caption(text: str) -> bool:
    """Return whether a text says itself that it tells of a picture: "Hình 1: …", "(Ảnh: …)"."""
    bare = tidy(text)
    return 0 < len(bare) <= _LONGEST and _NAMED.match(bare.casefold()) is not None


def is_caption(text: str, set_apart: bool) -> bool:
    """Return whether a text beside a picture is its caption; `set_apart`: by itself, in italics or in the middle."""
    bare = tidy(text)
    if is_named_caption(bare):
        return True
    if not set_apart or not 2 < len(bare) <= _LONGEST_UNNAMED or bare == bare.upper():
        return False
    return _NO_CAPTION.match(bare.casefold()) is None


def described(text: str | None) -> str:
    """Return a picture's own description, `""` for one that a program wrote by itself."""
    bare = tidy(text or "")
    return "" if len(bare) > _LONGEST or _AUTOMATIC.fullmatch(bare.casefold()) else bare


def captions_of(lines: Sequence[Line]) -> dict[int, str]:
    """Return the captions of the pictures of one story (a body, a cell, a text box), by picture.

    A caption stands in the picture's own paragraph, below it or above it; pictures one after the other share one.
    Whether a document writes below or above is told from all its pictures: `Hình 1`, picture, `Hình 2`, picture.
    """
    shown = [line for line in lines if line.pictures or line.text.strip()]
    runs = _runs(shown)
    found: dict[int, str] = {}
    below = {start: _text_at(shown, end) for start, end in runs}
    above = {start: _text_at(shown, start - 1) for start, _ in runs}
    # What introduces all of them ("Một số hình ảnh:") tells nothing of where each has its own.
    each = sum(bool(text) and not _INTRODUCES.match(tidy(text).casefold()) for text in above.values())
    upwards = each > sum(map(bool, below.values()))
    used: set[int] = set()
    for first in (True, False):
        for start, end in runs:
            pictures = [picture for line in shown[start:end] for picture in line.pictures]
            own = [line for line in shown[start:end] if is_caption(line.text, True)]
            if own:  # a text in the paragraph of the picture itself
                for line in shown[start:end]:
                    text = line.text if is_caption(line.text, True) else own[-1].text
                    found.update((picture, tidy(text)) for picture in line.pictures)
                continue
            place = start - 1 if upwards is first else end
            text = above[start] if upwards is first else below[start]
            # Against the document's way only what names itself is believed.
            if text and place not in used and pictures[0] not in found and (first or is_named_caption(text)):
                used.add(place)
                found.update(dict.fromkeys(pictures, tidy(text)))
    return found


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where lines with pictures follow each other: [start, end) of each; one with a text ends its run."""
    runs: list[tuple[int, int]] = []
    open_run = False
    for place, line in enumerate(lines):
        if not line.pictures:
            open_run = False
        elif open_run:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
            open_run = True
        open_run = open_run and not line.text.strip()
    return runs


def _text_at(lines: Sequence[Line], place: int) -> str:
    if not 0 <= place < len(lines) or lines[place].pictures:
        return ""
    line = lines[place]
    return line.text if is_caption(line.text, line.set_apart) else ""
