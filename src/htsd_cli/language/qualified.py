"""Words that make a row, a column or a note count another thing than the form asks: planned, in thousands, last year's.

What the form prints itself says nothing; only words that a unit put in are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, decomposed, fold, modern_tones

_LONGEST = 300  # letters of a text that are looked at

_ESTIMATED = r"\bước(?: tính| đạt| thực hiện)\b|^\W*ước\W*$|\btạm tính\b|\bdự kiến\b"
_SCALED = r"\b(?P<scale>nghìn|ngàn|trăm|chục|triệu)\b(?! *(?:nghìn|ngàn|triệu|tỷ|đồng|đ\b|vnđ))"
_OTHER = (
    r"(?<!theo )\b(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|đăng ký)\b|\b(?:lũy kế|cộng dồn)\b"
    r"|\b(?:bình quân|trung bình|tỷ lệ|phần trăm)\b|%"
    r"|/ ?(?:tháng|quý|năm|tuần|ngày|em|học sinh|hs)\b|\bngười ?/ ?(?:lớp|buổi|cuộc)\b"
    r"|\b(?:cùng kỳ|kỳ trước|năm (?:trước|ngoái))\b|\bcòn (?:lại|thiếu|nợ)\b"
    r"|\b(?:kg|tấn|thùng|usd)\b|\$|\bnữ\b"
)
_OF_ROW = r"\b(?:không|chưa|hoãn|hủy|bị)\b|\bsố tiền\b"
_OF_COLUMN = r"\b(?:tăng|giảm)\b(?! cường| nghèo)|\bchênh lệch\b|\bso với\b"
_YEAR = r"\bnăm (?:học )?(?P<year>20\d\d)(?: ?[-–] ?(?P<to>20\d\d))?"
_SCALES = {"chục": 10, "chuc": 10, "trăm": 100, "tram": 100, "triệu": 1_000_000, "trieu": 1_000_000}

_UNIT_OF_TABLE = lazy_pattern(
    rf".*?\b(?:đvt|đơn vị(?: tính)?|tính (?:bằng|theo)) ?:? ?{_SCALED} +(?P<unit>[^\W\d]+(?: [^\W\d]+)?)\W*"
)

# What stands above or below a table, and makes all of it doubtful; and what does so in the head of a report.
_OF_TABLE = "|".join(
    (
        r"\b(?:ước tính|tạm tính|dự kiến|lũy kế)\b|\bsố liệu (?:cũ|sơ bộ|tạm|kế hoạch)\b|\bbiểu kế hoạch\b",
        r"\b(?:chưa|không) (?:tính|bao gồm|gồm|kể|cộng|sử dụng)\b|\b(?:bản )?nháp\b|\bdự thảo\b",
        r"\bsố liệu (?:của )?(?:toàn|cả|cụm|chung)\b|\bsố liệu (?:của )?năm (?:trước|ngoái)\b",
    )
)
_OF_REPORT = "|".join(
    (
        r"^\W*(?:bản )?(?:dự thảo|nháp)\b.{0,12}$|^báo cáo (?:sơ bộ|ước)\b|^kế hoạch$|^ước thực hiện\b",
        r"\bgiai đoạn 20\d\d ?[-–] ?20\d\d\b|\b(?:tổng kết|sơ kết) \d+ năm\b",
    )
)

# What a note says of the figure beside it: that it is another, or none, or not yet the right one.
_NOTED = "|".join(
    (
        r"\bđính chính\b|\bsố (?:liệu )?đúng\b|\bmới đúng\b|\bđúng (?:phải )?là\b|\bsửa (?:lại|thành)\b",
        r"\b(?:ghi|nhập|gõ) nhầm\b|\b(?:không|chứ không) phải\b.*\d|^sai$|\bbị sai\b",
        r"\b(?:chưa|không) (?:tính|cộng|gồm|bao gồm|kể)\b|\bcòn thiếu\b|^(?:xóa|bỏ)\b(?: dòng này)?$",
        r"\b(?:tính|cộng|ghi) trùng\b|\btrùng (?:với|mục|dòng)\b|\bđã tính ở\b|\btính chung\b",
        r"\bước (?:tính|đạt)\b|^(?:số )?ước$|\btạm tính\b|\bdự kiến\b|\blũy kế\b|^(?:theo )?(?:kế hoạch|chỉ tiêu)$",
        r"\bchưa (?:chính xác|chính thức|chốt|đầy đủ)\b|\b(?:kiểm tra|xem) lại\b|^\?+$",
        r"^(?:hoãn|hủy|không tổ chức|chưa tổ chức|sẽ tổ chức)\b|\bnăm (?:trước|ngoái)\b",
        r"^(?:x|nhân) ?\d|^gấp đôi$|^(?:tỷ lệ ?)?%$|\bbình quân\b|^[\w ,]*/ ?(?:tháng|năm|tuần|ngày|lớp|em)$",
        r"^(?:(?:đvt|đơn vị(?: tính)?) ?:? ?)?(?:nghìn|ngàn|trăm|chục|triệu) (?!đồng)\w+$",
        r"^(?:đvt|đơn vị(?: tính)?) ?:? ?chục$",
    )
)
_STATES = r"(?:tổng cộng|tổng số|tổng|cộng|có) ?:? ?(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?: [^\W\d]+)?"


def _both(source: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern for texts with marks on their letters, and one for texts typed without."""
    bare = "".join(char for char in decomposed(source) if not "\u0300" <= char <= "\u036f").replace("đ", "d")
    return lazy_pattern(source), lazy_pattern(bare)


_IN_ROW = _both(f"{_ESTIMATED}|{_SCALED}|{_OTHER}|{_OF_ROW}")
_IN_COLUMN = _both(f"{_ESTIMATED}|{_SCALED}|{_OTHER}|{_OF_COLUMN}|{_YEAR}")
_IN_NOTE = _both(_NOTED)
_AROUND = _both(f"{_OF_TABLE}|\\bsố liệu (?:của )?{_YEAR[2:]}")
_AT_HEAD = _both(_OF_REPORT)
_OTHER_YEAR = _both(_YEAR)
_STATED = lazy_pattern(_STATES)
_BRACKETS = lazy_pattern(r"[()\[\]]")
_ESTIMATES = _both(_ESTIMATED)


class Qualified(NamedTuple):
    """What a text says beside the form's words; `scale` multiplies what stands there, 0 where it does not tell how."""

    words: str
    scale: int = 0


def in_row(text: str, known: Iterable[str]) -> Qualified | None:
    """Return what the label or the unit of a row says of its figures beside the form's words `known`."""
    return _found(_IN_ROW, text, tuple(known), 0)


def in_column(text: str, known: Iterable[str], year: int) -> Qualified | None:
    """Return what stands above a column beside the form's headings `known`; the campaign's `year` says nothing."""
    return _found(_IN_COLUMN, text, tuple(known), year)


def in_note(text: str, year: int) -> bool:
    """Return whether a note of a row corrects the figure beside it, or says that it counts another thing.

    Another year than the campaign's is one: "số của năm 2023".
    """
    said = _said(text)
    if len(said) > _LONGEST:
        return False
    named = _pattern(_OTHER_YEAR, said).search(said) if said.startswith(("cả ", "của ", "số ")) else None
    other = named is not None and str(year) not in (named["year"], named["to"])
    return other or _pattern(_IN_NOTE, said).search(said) is not None


def around_table(text: str, year: int) -> bool:
    """Return whether a line at the table makes all its figures doubtful: estimated, a draft, of another year."""
    said = _said(text)
    if len(said) > _LONGEST:
        return False
    found = _pattern(_AROUND, said).finditer(said)
    return any(not match["year"] or str(year) not in (match["year"], match["to"]) for match in found)


def at_head(text: str) -> bool:
    """Return whether a line in the head of a report says that it is none, or not the year's: a draft, of five years."""
    said = _said(text)
    return len(said) <= _LONGEST and _pattern(_AT_HEAD, said).search(said) is not None


def scale_of_counts(text: str) -> Qualified | None:
    """Return the unit and its scale that a line at the table states: `người` in "ĐVT: nghìn người"."""
    match = _UNIT_OF_TABLE.fullmatch(_said(text)[:_LONGEST])
    return Qualified(match["unit"], _SCALES.get(match["scale"], 1_000)) if match else None


def whole_stated(text: str) -> int | None:
    """Return the whole that a note consists of (24 of "tổng 24 bài"), None for any other: "4 tin Zalo" is a part."""
    match = _STATED.fullmatch(_said(text))
    return int(match["number"].replace(".", "")) if match else None


@lru_cache(maxsize=2048)
def _found(
    patterns: tuple[re.Pattern[str], re.Pattern[str]], text: str, known: tuple[str, ...], year: int
) -> Qualified | None:
    said = _said(text)[:_LONGEST]
    if fold(said) in {fold(own) for own in known}:
        return None
    printed = " | ".join(_said(own) for own in known)
    parts = (part for part in _BRACKETS.split(said) if part.strip())
    for match in (found for part in parts for found in _pattern(patterns, part).finditer(part)):
        words, named = match.group(), match.groupdict()
        if words in printed or (named.get("year") and str(year) in (named["year"], named["to"])):
            continue
        scale = _SCALES.get(named["scale"], 1_000) if named.get("scale") else 0
        if _pattern(_ESTIMATES, words).fullmatch(words):
            scale = 1
        return Qualified(clean(text), scale)
    return None


def _pattern(patterns: tuple[re.Pattern[str], re.Pattern[str]], said: str) -> re.Pattern[str]:
    return patterns[said.isascii()]


def _said(text: str) -> str:
    """Return a text in small letters on one line, its tones where they are placed today."""
    return " ".join(modern_tones(clean(text)).casefold().split())
