"""Finds the sentence of a mail's text that corrects, limits or withdraws the figures of a report that was sent."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from htsd_cli.intake.quoted import is_sent_on
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, decomposed, modern_tones

_LONGEST = 1 << 20  # bytes of a text that are looked at
_MOST_SENTENCES = 600
_LONGEST_SENTENCE = 400  # what is longer is looked at in pieces
_SHOWN = 160  # characters of a sentence that are told
_WRAPPED = 60  # a line of a plain text that is longer goes on in the next one

_IS_HTML = lazy_pattern(r"<(?:html|body|p|div|br|table|span|font)\b", re.IGNORECASE)
_UNSEEN = (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"), ("<title", "</title"))
_ENDS_OF_LINES = lazy_pattern(r"<(?:br|/?(?:p|div|li|tr|h\d|blockquote))\b[^<>]*>", re.IGNORECASE)
_TAG = lazy_pattern(r"<[^<>]*>")
_SENTENCES = lazy_pattern(r"(?<=[.!?…])\s+")
_ORDINAL = lazy_pattern(r"\d{1,2}[.)]\s")

_ANSWERED = lazy_pattern(
    r"-{3,}\s*\w|(?:from|từ|người gửi|được gửi từ)\s?:|(?:(?:on|vào)\b.{0,300}|.{0,200}@.{0,100})(?:wrote|viết)\s?:",
    re.IGNORECASE,
)
_SENT_ON = lazy_pattern(
    r"-{3,}.*(?:forwarded|chuyển tiếp)|^begin forwarded|^bắt đầu .{0,30}chuyển tiếp", re.IGNORECASE
)

_NUMBER = r"(?<![\d/.,-])\d[\d.,]*(?![\d/])"
_COUNTED = (
    _NUMBER + r"\s?(?:tin|bài|lớp|người|lượt|học sinh|học viên|hs|hv|em|cháu|quyển|cuốn|tờ|cuộc|buổi|tập thể"
    r"|cá nhân|triệu|tr|nghìn|đồng|đ)\b"
)
_SENT = r"(?:(?<!văn )(?<!cơ )bản|báo cáo|bc|file|tệp|e?mail|số liệu|thư(?! viện| ký| mục))\b"
_PLACE = r"(?:mục|dòng|ô|cột|chỉ tiêu|tiêu chí|nội dung|báo cáo|bảng|biểu)\b"
_ROW = r"(?:mục|dòng|ô|cột|chỉ tiêu|tiêu chí)\b"
_NAMED = (
    r"(?:\b(?:mục|dòng|ô|cột|chỉ tiêu|tiêu chí|biểu|mã(?: số)?) \(?(?:\d|[a-z]\b)"
    r"|(?<![\w./-])[a-z]{2}\d\d?(?![\w/-]))"
)
_FOR_US = r"(?:(?: lại| bỏ| qua| đi| giúp| giùm| dùm| hộ| cho| em| mình| trường| đơn vị| cái| các| những)*)"
_MEND = r"(?<!hộp )sửa(?! chữa| đổi)"
_WRITTEN = r"(?:ghi|gõ|nhập|tính|điền|đánh|viết|cộng|báo|bị|có|làm|để)"
# What a sentence limits or widens, and what may not be of the unit; its sites and the parts of its report are.
_FIGURES = (
    rf"(?:số liệu|bảng|biểu|báo cáo|{_ROW[:-2]}|tổng số"
    r"|(?<!tổng )số(?! điện| công văn| tài)(?: [^\W\d]+){1,3})"
)
_OF_OTHERS = (
    r"(?!(?:các |những |hai |ba |\d+ )*(?:cơ sở|điểm|phân hiệu|khối|lớp|tháng|quý|năm|trường|tổ|khu|chi bộ|bản|file"
    r"|tệp|trang|phụ lục|ảnh|hình|minh chứng|danh sách|chữ ký|dấu|biểu|bảng|phần|mục|nội dung|nam|hai|\d)\b)\w"
)

# Each is a way to say that another number holds, that something is not in the report, or which report not to take.
_CORRECTS = "|".join(
    (
        rf"\b(?:đính chính|điều chỉnh|{_MEND}|số đúng|đúng là|chưa tính|chưa gồm|còn thiếu)\b.*?{_COUNTED}",
        rf"\b(?:{_WRITTEN}|tính) thiếu\b.*?{_COUNTED}",
        rf"\b(?:{_MEND}|đổi|thành|đúng)(?: lại)?(?: phải)?(?: là| thành|:| :) ?{_NUMBER}",
        rf"\b(?:{_MEND}|đổi|cập nhật|điều chỉnh|{_WRITTEN} (?:nhầm|lộn|sai))\b.*?\b(?:là|thành) {_NUMBER}",
        rf"\b(?:đính chính|hiệu chỉnh|chỉnh lại)\b.*?{_NUMBER}|\b{_MEND} ?:.*?{_NUMBER}",
        rf"\bkhông phải(?: là)? {_NUMBER}|\bthay(?: số)? {_NUMBER} (?:bằng|thành)\b",
        rf"\bsố đúng:? {_NUMBER}|\b{_MEND}\b.{{0,30}}?[:=] ?{_NUMBER}|{_NUMBER} {_MEND} {_NUMBER}",
        rf"\b(?:{_MEND}|đổi|điều chỉnh)\b.{{0,40}}? từ {_NUMBER} (?:lên|thành|xuống|sang|còn)\b",
        rf"\bthay số {_NUMBER}.{{0,30}}?\b(?:bằng|thành)\b",
        rf"\b(?:thay vì|phải là)(?: số)? {_NUMBER}|\bsố cũ\b.*?\bsố mới\b|\bsố mới\b.*?\bsố cũ\b",
        rf"\b(?:đúng ra|lẽ ra|đáng lẽ|đáng ra)\b.*?\blà {_NUMBER}|\brà soát lại\b.*?\bcòn {_NUMBER}",
        rf"\bghi {_NUMBER}.{{0,20}}?\bthực tế\b.{{0,20}}?{_NUMBER}|\bthực tế {_ROW}.*?{_NUMBER}",
        rf"{_NAMED}.{{0,40}}?\b(?:phải|thực tế|nay|xin để)\b.{{0,20}}?{_NUMBER}|{_NAMED}(?: \w+){{0,4}} còn {_NUMBER}",
        rf"\bgửi lại\b.*?{_NAMED}\w*(?: là|:| :| =) ?{_NUMBER}",
        rf"{_NAMED}.{{0,40}}?\b(?:thiếu|thừa|sót) {_NUMBER}",
        rf"\b(?:báo|kê|khai|ghi|tính|đếm|nhập) (?:thiếu|thừa|sót)\b.*?{_NUMBER}",
        rf"\b(?:bổ sung|cộng|thêm|bớt|trừ) {_NUMBER}.*?\b(?:vào|ở|tại|trong|khỏi) {_ROW}",
        rf"\b(?:ghi|lấy|điền|nhập|để)(?: số| là)? {_NUMBER}(?: \w+)? (?:vào|ở|tại|cho) {_NAMED}",
        rf"\b(?:bỏ|xóa|không tính|không cộng|không lấy)(?: \w+){{0,2}} {_NAMED}",
        r"\b(?:ghi|tính|nhập|để)(?: theo| bằng| là)?(?: đơn vị)? (?:nghìn|ngàn|triệu|tỷ) đồng\b",
        rf"{_NUMBER}%?(?: \w+)? mới (?:là|đúng)\b|(?<!này )(?<!đây )\bmới là {_SENT}",
        rf"\btrong (?:file|tệp|báo cáo|bảng|biểu)(?: là| ghi| để| chỉ| có)+ {_NUMBER}",
        rf"\b{_PLACE}.*?\b(?:tăng|giảm|bớt|thêm|nâng)(?: lên| xuống| còn| thành)? {_NUMBER}",
        rf"\b(?:bổ sung|cộng|thêm|bớt|trừ)\b.*?{_COUNTED}.*?\b(?:vào|ở|tại|trong|khỏi) {_PLACE}",
        rf"\b(?:cộng|tính) (?:thêm|bớt|vào)\b.*?{_NUMBER}|\btrừ {_NUMBER}|\b(?:tính|cộng|đếm|ghi|kê) trùng\b",
        r"\b(?:báo cáo|số liệu|bảng|biểu)\b.*?\bchưa (?:bao gồm|gồm|tính|kể|cộng|có số|(?:đầy )?đủ|chính thức)\b",
        r"\b(?:báo cáo|số liệu|bảng|biểu)\b.*?\b(?:chỉ|mới) (?:mới |chỉ )?(?:tính|kể|thống kê|tổng hợp)\b",
        r"\bsố liệu\b.*?\b(?:tạm tính|ước tính|tạm thời|dự kiến)\b",
        r"\b(?:đơn vị tính|đvt|tính (?:bằng|theo))\b.{0,20}?\b(?:triệu|tr|nghìn|ngàn)\b",
        rf"\b(?:rút|thu hồi|hủy|bỏ|xóa|loại){_FOR_US} {_SENT}",
        r"\bwould like to recall the message\b",
        r"\b(?:lấy|dùng|sử dụng)(?: số liệu)?(?: ở| trong| theo| của| từ)? (?:file|tệp|bản)"
        r" (?:word|excel|pdf|giấy|scan)\b(?! hoặc| và|,)",
        rf"\b(?:không|đừng)(?: nên)? (?:sử dụng|dùng|lấy|tính|cộng|tổng hợp)\b.*?\b{_SENT}",
        rf"\bđừng (?:lấy|tính|cộng|dùng)\b|\b{_SENT}.*?\b(?:vô hiệu|hết hiệu lực|không (?:còn|có) giá trị)\b",
        rf"\blấy (?:số liệu )?theo\b|\b(?:chênh )?lệch (?:giữa|nhau|số|với)\b.*?\b{_SENT}",
        rf"\b(?:lấy|dùng|sử dụng|giữ|tổng hợp)\b.*?\b{_SENT}.*?\b(?:trước|cũ|đã gửi|hôm|gửi ngày|lần đầu|lần 1)\b",
        r"\blà (?:của |bản của |báo cáo |báo cáo của |số liệu |số liệu của )(?:năm|quý|tháng|kỳ) (?:trước|ngoái)\b",
        rf"\b(?:đây|này|đính kèm|{_SENT})(?: mới| chỉ| tạm)* là(?: bản)? (?:nháp|dự thảo|tạm)\b",
        rf"\b{_FIGURES}\b.*?\b(?:lấy|tính|chốt|cập nhật|thống kê|tổng hợp|có)(?: mới| chỉ)? (?:đến|tới)"
        r"(?: hết| cuối| đầu| giữa)? (?:tháng|quý|học kỳ|kỳ)\b",
        rf"\b{_FIGURES}\b.*?\b(?:mới|chỉ) (?:có|lấy|tính|chốt|cập nhật|thống kê) (?:đến|tới)\b",
        rf"^(?:dạ |em |số này |ở đây )*đã (?:bao gồm|gồm|tính|kể|cộng|gộp) (?:cả|luôn|chung|lẫn) {_OF_OTHERS}",
        rf"\b{_FIGURES}\b.*?\b(?:bao gồm|gồm|tính|kể|cộng|gộp) (?:cả|luôn|chung|lẫn|thêm)"
        rf" {_OF_OTHERS}",
        rf"\b{_FIGURES}\b.*?\bkhông (?:bao gồm|gồm|tính|kể|cộng)\b[^?]*\Z",
        r"\b(?:là|theo|dùng|trên|bằng|làm|lập) (?:biểu )?mẫu (?:cũ|(?:của )?năm (?:trước|ngoái))\b",
        r"\b(?:vẫn|còn|lấy|dùng|giữ)(?: là| theo| nguyên)* số liệu (?:cũ|(?:của )?năm (?:20\d\d|trước|ngoái))\b",
    )
)
# Says only that something is wrong: which report is meant, and whether this one is the right one, the rest tells.
_FAULTY = (
    rf"\b(?:{_PLACE}|{_SENT}).*?\b(?:{_WRITTEN} (?:nhầm|lộn|sai|thiếu)|sai sót|gửi nhầm|bị lỗi"
    r"|chưa (?:đúng|chính xác|khớp))\b"
    r"|\b(?:gửi|đính kèm) (?:nhầm|lộn)\b|\bđánh máy sai\b"
    rf"|\b{_WRITTEN} (?:nhầm|lộn|ngược)\b.*?\b{_ROW}|\b{_ROW}.*?\b(?:ngược|đảo lộn|bị đảo)\b"
)
_SENT_AGAIN = r"(?<!sẽ )\bgửi lại\b(?!.{0,30}\bsau\b)|\bthay(?: thế| cho)?\b|\bbản (?:đúng|mới|này)\b"
_IF = r"\bnếu\b|\bcó gì\b|\bcó sai\b.*?\b(?:thì|báo|gì)\b|\bnhận nhầm\b"


_ANSWERS = lazy_pattern(r"\s*(?:re|aw|tr|trả lời)\s*:", re.IGNORECASE)
# What a subject names beside figures: the year, the day, which sending it is.
_VERSION = lazy_pattern(
    r"\b(?:năm (?:học )?)?20\d\d(?:\s?[-–]\s?20\d\d)?\b|\b(?:ngày|lần|số|tháng) \d[\d/.-]*|\(\d+\)",
    re.IGNORECASE,
)


def _unmarked(source: str) -> str:
    """Return a pattern for what is typed without marks."""
    return "".join(char for char in decomposed(source) if not "\u0300" <= char <= "\u036f").replace("đ", "d")


_TYPED, _BARE = (
    tuple(lazy_pattern(as_typed(source), re.IGNORECASE) for source in (_CORRECTS, _FAULTY, _SENT_AGAIN, _IF))
    for as_typed in (str, _unmarked)
)


def correction_in(text: bytes, subject: str = "") -> str:
    """Return the sentence of a mail's text that corrects figures or withdraws a report that was sent, "" for none.

    That a report is sent again, in place of another, is no correction: of two the one received last counts. What the
    mail answers to says nothing of this report: only its own lines are looked at, and those of a mail sent on, which
    its text or its `subject` says it is. A subject corrects only where it says a figure itself: "Đính chính mục 2: 24".
    """
    sentences = list(islice(_own_sentences(text, sent_on=is_sent_on(subject)), _MOST_SENTENCES))
    # "sữa" (milk) is "sửa" (mend) without marks: what is typed with marks is read with them.
    corrects, faulty, sent_again, conditional = _BARE if all(map(str.isascii, sentences)) else _TYPED
    is_new = any(sent_again.search(sentence) for sentence in sentences)
    for sentence in sentences:
        if conditional.search(sentence):
            continue
        if corrects.search(sentence) or (not is_new and faulty.search(sentence)):
            return _shown(sentence)
    return "" if is_new else _in_subject(subject)


def _in_subject(subject: str) -> str:
    """Return a mail's subject where it corrects a figure, "" for one of a mail that only answers."""
    said = modern_tones(clean(subject))
    named = _VERSION.sub(" ", said)
    corrects = (_BARE if named.isascii() else _TYPED)[0]
    return _shown(said) if not _ANSWERS.match(said) and corrects.search(named) else ""


def _shown(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN].rsplit(' ', 1)[0]}…"


def _own_sentences(text: bytes, *, sent_on: bool) -> Iterator[str]:
    paragraph = ""
    for line in _own_lines(_lines(text[:_LONGEST]), sent_on=sent_on):
        if paragraph and line and _goes_on(paragraph, line):
            paragraph = f"{paragraph} {line}"
            continue
        yield from _sentences(paragraph)
        paragraph = line
    yield from _sentences(paragraph)


def _lines(text: bytes) -> list[str]:
    said = text.decode("utf-8", errors="replace").removeprefix("\ufeff")
    if _IS_HTML.search(said):
        from htsd_cli.readers.web.looks import without

        for begin, end in _UNSEEN:
            said = without(said, begin, end)
        seen = " ".join(said.split())
        said = html.unescape(_TAG.sub(" ", _ENDS_OF_LINES.sub("\n", seen)))
    return [modern_tones(clean(line)) for line in said.splitlines()]


def _own_lines(lines: list[str], *, sent_on: bool) -> Iterator[str]:
    """Yield the lines that are not of the mail which this one answers, "" where some are left out."""
    for place, line in enumerate(lines):
        sent_on = sent_on or _SENT_ON.search(line) is not None
        if line.startswith(">"):
            yield ""
        elif not sent_on and _ANSWERED.match(line):
            if not any(later.startswith(">") for later in lines[place : place + 5]):
                return
            yield ""
        else:
            yield line


def _goes_on(paragraph: str, line: str) -> bool:
    if paragraph[-1] in ".;!?…" or _ORDINAL.match(line):
        return False
    return line[0].islower() or line[0].isdigit() or len(paragraph) >= _WRAPPED


def _sentences(paragraph: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(paragraph):
        for start in range(0, len(sentence), _LONGEST_SENTENCE):
            yield sentence[start : start + _LONGEST_SENTENCE]
