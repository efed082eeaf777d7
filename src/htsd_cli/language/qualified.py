"""Words that make a row, a column or a note count another thing than the form asks: planned, in thousands, last year's.

What the form prints itself says nothing; only words that a unit put in are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, decomposed, fold, modern_tones

_LONGEST = 300  # letters of a text that are looked at

_ESTIMATED = r"\bước(?: tính| đạt| thực hiện| th)\b|^\W*ước\W*$|\bư\.? ?th\b|\btạm tính\b|\bdự kiến\b"
_SCALED = (
    r"\b(?P<scale>nghìn|ngàn|trăm|chục|triệu|vạn(?= (?:quyển|cuốn|tờ|bản|người|lượt)\b))\b"
    r"(?! *(?:nghìn|ngàn|triệu|tỷ|đồng|đ\b|vnđ))"
)
_OTHER = (
    r"(?<!theo )\b(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|định mức|đăng ký)\b|\b(?:lũy kế|cộng dồn)\b"
    r"|\b(?:bình quân|trung bình|tỷ lệ|phần trăm)\b|%"
    r"|/ ?(?:tháng|quý|năm|tuần|ngày|em|học sinh|hs)\b|\bngười ?/ ?(?:lớp|buổi|cuộc)\b"
    r"|\b(?:cùng kỳ|kỳ (?:báo cáo )?trước|năm (?:học )?(?:trước|ngoái|sau|tới))\b|\bcòn (?:lại|thiếu|nợ)\b"
    r"|\b(?:bài|tin|quyển|cuốn|tờ|tiết) ?/ ?(?:lớp|người"
    r"|trường|khối)\b"
    r"|\b(?:kg|tấn|thùng|usd)\b|\$|\bnữ\b"
)
_OF_ROW = r"\b(?:(?<!nếu )không(?! có thì| thì)|chưa|hoãn|hủy|bị)\b|\bsố (?:tiền|giờ|tiết)\b"
_OF_COLUMN = (
    r"\b(?:tăng|giảm)\b(?! cường| nghèo)|\bchênh lệch\b|\bso với\b"
    r"|\b(?:chưa|không) (?:đến|tham (?:gia|dự))\b|\bvắng\b"
)
# What says so where it stands alone: in brackets, behind the form's words, as a whole unit, note or line.
_ALONE = (
    r"kh|kế hoạch|dk|đk|d\.? ?kiến|dự (?:kiến|định|trù|báo)|ư\.?th"
    r"|ước(?: tính| đạt| thực hiện| th| chừng)?|áng chừng"
    r"|sơ bộ|(?:bản |số )?tạm(?: tính)?|nháp|chưa (?:chốt|đủ|xong|chính thức|chính xác)"
    r"|không chắc(?: chắn)?|khoảng|số cũ"
    r"|định mức|chỉ tiêu|mục tiêu|nhu cầu|đề (?:nghị|xuất)(?: khen(?: thưởng)?)?|đăng ký|phấn đấu|giao"
    r"|được giao|cần"
    r"|bq|tb|(?:bình quân|trung bình)(?: mỗi \w+)?|(?:bq|tb) mỗi \w+|lk|lũy kế|ck|cùng kỳ"
    r"|(?:của )?năm (?:học )?(?:trước|ngoái)"
    r"|tồn|còn (?:lại|thiếu)|sắp tới"
    r"|năm (?:học )?(?:sau|tới)|từ đầu năm(?: học)?|tl|tỷ lệ|phần (?:trăm|nghìn)"
)
_ALONE_AS_ROW = (
    r"nam|nữ|bổ sung|(?:mỗi|hàng|hằng) (?:tuần|tháng|quý|năm)"
    r"|trị giá|giá trị|thành tiền|kinh phí|tiền|ký|bao|tạ|kiện"
)
_BEFORE_ALONE = r"(?:(?:số lượng|số người|tổng số|theo|số liệu|số|bảng|biểu|kết quả|lấy|là|của|đây là) )*"
_BEHIND_ALONE = (
    r"(?: ?/ ?\w+| (?:cả )?năm(?: học)?(?: 20\d\d(?: ?[-–] ?20\d\d)?)?| 20\d\d| thực hiện| giao| lần \d+)*"
)
_TIMES = r"(?:x|×|nhân) ?(?P<times>1(?:\.?000)+|100|10)(?: [^\W\d]+){0,2}"


def _alone(*words: str) -> str:
    return rf"^\W*(?:{_BEFORE_ALONE}(?:{'|'.join(words)}){_BEHIND_ALONE})\W*$"


_SOME_YEAR = r"(?P<year>20\d\d)(?: ?[-–] ?(?P<to>20\d\d))?"
_YEAR = rf"\bnăm (?:học )?{_SOME_YEAR}"
# A decision "năm 2021" that a label names says nothing of its figures.
_YEAR_OF_ROW = rf"(?:\bnăm học|\b(?:trong|của|liệu|cuối|đầu|tính đến) năm|^\W*năm) {_SOME_YEAR}"
_YEAR_OF_COLUMN = rf"(?:\bnăm (?:học )?|\b(?:th|thực hiện|kết quả|kq|số liệu) ){_SOME_YEAR}"
_SCALES = {
    "chục": 10, "chuc": 10, "trăm": 100, "tram": 100, "vạn": 10_000, "van": 10_000,
    "triệu": 1_000_000, "trieu": 1_000_000,
}  # fmt: skip

_UNIT_OF_TABLE = lazy_pattern(
    rf".*?\b(?:đvt|đơn vị(?: tính)?|tính (?:bằng|theo)) ?:? ?(?:{_SCALED}|(?P<times>1\.?000|100"
    rf"|10)) +(?P<unit>[^\W\d]+(?: [^\W\d]+)?)\W*"
)

# What stands above or below a table, and makes all of it doubtful; and what does so in the head of a report.
_OF_TABLE = "|".join(
    (
        r"\b(?:ước tính|tạm tính|lũy kế)\b|\bdự kiến\b(?! (?:tổ chức|thực hiện|tuần lễ|trao|mở"
        r"|tổng kết))|\bsố liệu (?:cũ|mẫu|sơ bộ|tạm|ước|dự báo|kế hoạch|cùng kỳ)\b"
        r"|\bví dụ(?: minh họa)?\W*$|\bbiểu kế hoạch\b",
        r"\b(?:chưa|không) (?:tính|bao gồm|gồm|kể|cộng|sử dụng)\b|\b(?:bản )?nháp\b|\bdự thảo\b",
        r"\bsố liệu (?:còn )?chưa\b|\bchưa (?:có|cập nhật) (?:đủ |đầy đủ )?số\b|"
        r"^\W*(?:đvt|đơn vị(?: tính)?|tính (?:bằng|theo)) ?:? ?(?:chục|trăm|nghìn|ngàn|vạn)\W*$",
        r"\bsố liệu (?:của )?(?:toàn|cả|cụm|chung)\b|\bsố liệu (?:của )?năm (?:học )?(?:trước|ngoái)\b",
        r"\bsố liệu\b.{0,30}\b(?:lấy|chốt|cập nhật|(?:mới|chỉ) (?:có|tính|thống kê)) (?:đến|tới)"
        r"(?: hết| cuối| đầu| giữa)? (?:tháng|quý|học kỳ)\b",
        r"\bsố liệu\b.{0,40}\b(?:đã|có) (?:bao gồm|gồm|tính|kể|cộng|gộp) (?:cả|luôn|lẫn)\b",
        r"\b(?:là|theo|dùng|lập) (?:biểu )?mẫu (?:cũ|(?:của )?năm (?:trước|ngoái))\b",
    )
)
_OF_REPORT = "|".join(
    (
        r"^\W*(?:bản )?(?:dự thảo|nháp)\b.{0,12}$|^báo cáo (?:sơ bộ|ước)\b|^ước thực hiện\b",
        r"^kế hoạch(?: tổ chức| thực hiện)?$|^dự kiến\b.{0,20}$|\bsố liệu (?:tạm|ước|sơ bộ|dự kiến)\b",
        r"^(?!(?:căn cứ|thực hiện|theo|triển khai)\b).*\bgiai đoạn 20\d\d ?[-–] ?20\d\d\b|\b(?:tổng kết"
        r"|sơ kết) \d+ năm\b",
    )
)

# What a note says of the figure beside it: that it is another, or none, or not yet the right one.
_NOTED = "|".join(
    (
        r"\bđính chính\b|\bsố (?:liệu )?đúng\b|\bmới đúng\b|\bđúng (?:phải )?là\b|\bsửa (?:lại )?(?:là"
        r"|thành)\b|\bsửa(?: lại)? ?:? ?\d"
        r"|^(?:đã |xin )?sửa lại$",
        r"\bnhầm\b|^sai số\b|^thiếu \d|^cộng thêm\b|^dời (?:sang|đến|qua)\b|\b(?:không"
        r"|chứ không) phải\b.*\d|^sai$|\bbị sai\b",
        r"\b(?:chưa|không) (?:tính|cộng|gồm|bao gồm|kể)\b|\bcòn thiếu\b|^(?:xóa|bỏ)\b(?: dòng này)?$",
        r"\b(?:tính|cộng|ghi) trùng\b|\btrùng (?:với|mục|dòng)\b|\bđã tính ở\b|\btính chung\b"
        r"|\b(?:gộp|chung với|cả|như) (?:mục|dòng|stt) \d|^(?:số (?:liệu )?)?(?:của )?(?:cụm|(?:cả"
        r"|toàn) (?:cụm|phường|xã|quận))$",
        r"\bước (?:tính|đạt)\b|^(?:số )?ước$|\btạm tính\b|\bdự kiến\b(?! (?:trao|tổng kết|sơ kết|phát"
        r"|khen|công bố))|\blũy kế\b|^(?:theo )?(?:kế hoạch|chỉ tiêu)$",
        r"\bchưa (?:chính xác|chính thức|chốt|đầy đủ|chắc|xác nhận)\b"
        r"|\bchờ (?:xác nhận|duyệt|kiểm tra)\b|\b(?:kiểm tra|xem) lại(?: (?:số|dòng|mục"
        r"|giúp)\b.*)?\W*$|^\?+$",
        r"^(?:tạm )?(?:hoãn|hủy)\b(?!.*\bbù\b)"
        r"|^(?:không|chưa|sẽ) (?:tổ chức|thực hiện|làm|triển khai)(?: (?:được|do|vì|vào|trong|tháng|quý"
        r"|sau|sang|năm|ngày)\b(?! ngoài).*)?$",
        r"(?<!so với )(?<!so với năm học )\bnăm (?:trước|ngoái)\b",
        r"^(?:x|nhân) ?\d|^gấp đôi$|^(?:tỷ lệ ?)?%$|\bbình quân\b|^quy mô$|^mỗi \w+$"
        r"|^[\w ,]*(?<!buổi)(?<!tiết)(?<!lần)(?<!cuộc) ?/ ?(?:tháng|năm|tuần|ngày|lớp|em)$",
        r"^(?:(?:đvt|đơn vị(?: tính)?) ?:? ?)?(?:nghìn|ngàn|trăm|chục|triệu) (?!đồng)\w+$",
        r"^(?:(?:đvt|đơn vị(?: tính)?|tính bằng) ?:? ?)?(?:chục|trăm|nghìn|ngàn|vạn)$",
        _alone(_ALONE),
    )
)
_TRUE_NUMBER = lazy_pattern(
    r"(?:xin )?(?:đúng|thực tế|thực ra|lẽ ra|phải|số này|số thật)(?: (?:là|phải|thành|có"
    r"|ghi))* ?:? ?(?P<number>\d+)\b.*"
)
_STATES = r"(?:tổng cộng|tổng số|tổng|cộng|có) ?:? ?(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?: [^\W\d]+)?"


def _both(source: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern for texts with marks on their letters, and one for texts typed without."""
    bare = "".join(char for char in decomposed(source) if not "\u0300" <= char <= "\u036f").replace("đ", "d")
    return lazy_pattern(source), lazy_pattern(bare)


_IN_ROW = _both(f"{_ESTIMATED}|{_SCALED}|{_OTHER}|{_OF_ROW}|{_YEAR_OF_ROW}")
_IN_COLUMN = _both(f"{_ESTIMATED}|{_SCALED}|{_OTHER}|{_OF_COLUMN}|{_YEAR_OF_COLUMN}")
_IN_NOTE = _both(_NOTED)
_ALONE_IN_ROW = _both(_alone(_ALONE, _ALONE_AS_ROW, _TIMES))
_ALONE_IN_COLUMN = _both(_alone(_ALONE, _TIMES))
_AROUND = _both(  # "Chỉ tiêu" alone heads another table's rows
    f"{_OF_TABLE}|(?!\\W*chỉ tiêu\\W*$){_alone(_ALONE)}|\\bsố liệu (?:của )?{_YEAR[2:]}"
)
_AT_HEAD = _both(_OF_REPORT)
_OTHER_YEAR = _both(_YEAR)
_OWN_YEAR = lazy_pattern(rf"(?i){_YEAR}|\bthì (?:ghi|điền|để) (?:số )?0")
_STATED = lazy_pattern(_STATES)
_BRACKETS = lazy_pattern(r"[()\[\]]")
_ESTIMATES = _both(_ESTIMATED)


_Patterns = tuple[re.Pattern[str], re.Pattern[str]]


class Qualified(NamedTuple):
    """What a text says beside the form's words; `scale` multiplies what stands there, 0 where it does not tell how."""

    words: str
    scale: int = 0


def in_row(text: str, known: Iterable[str], year: int) -> Qualified | None:
    """Return what the label or the unit of a row says of its figures beside the form's words `known`; the campaign's
    `year` says nothing."""
    return _found(_IN_ROW, _ALONE_IN_ROW, text, tuple(known), year)


def in_column(text: str, known: Iterable[str], year: int) -> Qualified | None:
    """Return what stands above a column beside the form's headings `known`; the campaign's `year` says nothing."""
    return _found(_IN_COLUMN, _ALONE_IN_COLUMN, text, tuple(known), year)


@lru_cache(maxsize=512)
def in_note(text: str, year: int, figure: int | Decimal | None = None) -> bool:
    """Return whether a note of a row corrects the figure beside it, or says that it counts another thing.

    Another year than the campaign's is one: "số của năm 2023"; and another number than `figure`: "thực tế 24".
    """
    said = _said(text)
    if len(said) > _LONGEST:
        return False
    named = _pattern(_OTHER_YEAR, said).search(said) if said.startswith(("cả ", "của ", "số ")) else None
    other = named is not None and str(year) not in (named["year"], named["to"])
    true = _TRUE_NUMBER.fullmatch(said)
    other = other or (true is not None and figure is not None and int(true["number"]) != figure)
    return other or _pattern(_IN_NOTE, said).search(said) is not None


@lru_cache(maxsize=512)
def around_table(text: str, year: int) -> bool:
    """Return whether a line at the table makes all its figures doubtful: estimated, a draft, of another year."""
    said = _said(text)
    if len(said) > _LONGEST:
        return False
    found = _pattern(_AROUND, said).finditer(said)
    return any(not match["year"] or str(year) not in (match["year"], match["to"]) for match in found)


@lru_cache(maxsize=512)
def at_head(text: str) -> bool:
    """Return whether a line in the head of a report says that it is none, or not the year's: a draft, of five years."""
    said = _said(text)
    return len(said) <= _LONGEST and _pattern(_AT_HEAD, said).search(said) is not None


def scale_of_counts(text: str) -> Qualified | None:
    """Return the unit and its scale that a line at the table states: `người` in "ĐVT: nghìn người"."""
    match = _UNIT_OF_TABLE.fullmatch(_said(text)[:_LONGEST])
    return Qualified(match["unit"], _scale(match)) if match else None


def whole_stated(text: str) -> int | None:
    """Return the whole that a note consists of (24 of "tổng 24 bài"), None for any other: "4 tin Zalo" is a part."""
    match = _STATED.fullmatch(_said(text))
    return int(match["number"].replace(".", "")) if match else None


def without_year(text: str, year: int) -> str:
    """Return a text without the campaign's year where a word calls it one, and without the 0 it says to write."""
    found = _OWN_YEAR.finditer(text)
    kept = [match for match in found if not match["year"] or str(year) in (match["year"], match["to"])]
    for match in reversed(kept):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text


@lru_cache(maxsize=2048)
def _found(
    patterns: _Patterns, alone: _Patterns, text: str, known: tuple[str, ...], year: int
) -> Qualified | None:
    said = _said(text)[:_LONGEST]
    if fold(said) in {fold(own) for own in known}:
        return None
    own_words = [_said(own) for own in known]
    printed = " | ".join(own_words)
    for part in (part for part in _BRACKETS.split(said) if part.strip()):
        for match in _pattern(patterns, part).finditer(part):
            words, named = match.group(), match.groupdict()
            if words in printed or (named.get("year") and str(year) in (named["year"], named["to"])):
                continue
            scale = 1 if _pattern(_ESTIMATES, words).fullmatch(words) else _scale(match)
            return Qualified(clean(text), scale)
        behind = part[max((len(own) for own in own_words if part.startswith(own)), default=0) :].strip()
        ends = max((len(own) for own in own_words if own and behind.endswith(f" {own}")), default=0)
        behind = behind[: len(behind) - ends].strip()  # a heading stands above that of its column
        alike = _pattern(alone, behind).match(behind)
        if alike and behind not in printed.split():
            return Qualified(clean(text), _scale(alike))
    return None


def _scale(match: re.Match[str]) -> int:
    """Return what a match says to multiply with, 0 where it says nothing of that."""
    named = match.groupdict()
    if named.get("times"):
        return int(named["times"].replace(".", ""))
    return _SCALES.get(named["scale"], 1_000) if named.get("scale") else 0


def _pattern(patterns: tuple[re.Pattern[str], re.Pattern[str]], said: str) -> re.Pattern[str]:
    return patterns[said.isascii()]


def _said(text: str) -> str:
    """Return a text in small letters on one line, its tones where they are placed today."""
    said = " ".join(modern_tones(clean(text)).casefold().split())
    return said.replace("kì", "kỳ").replace("kí", "ký").replace("tỉ lệ", "tỷ lệ")
