"""Reads what stands above a report's first section: who sends it, when, and on which year's Week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice, takewhile
from typing import NamedTuple

from htsd_cli.form import Form
from htsd_cli.interpret.lines import Line
from htsd_cli.language.capitals import area_of
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import fold
from htsd_cli.roster.names import NameReader

_UNIT = lazy_pattern(
    r"^\W*(?:t[êe]n )?(?:c[ơo] quan/)?[đd][ơo]n v[ịi](?: b[áa]o c[áa]o)?\s*[:：]\s*(.*)$", re.IGNORECASE
)
_REPORTS = lazy_pattern(r"báo cáo (?:về )?(?:quá trình|kết quả|tình hình|việc)", re.IGNORECASE)
_BODY = lazy_pattern(r"(?:cơ quan(?:\s*/\s*|, ))?đơn vị|cơ quan", re.IGNORECASE)
_BODY_SAID = lazy_pattern(r"(?:^|,\s*)cơ quan(?:\s*/\s*|, )đơn vị\s*[:：]?\s*(.*)$", re.IGNORECASE)
_BODY_LINE = lazy_pattern(
    r"^\W*(?:(?:tên )?cơ quan(?:\s*/\s*|, )đơn vị(?: báo cáo)?|tên đơn vị(?: báo cáo)?|đơn vị báo cáo)\s*[:：]\s*(.*)$",
    re.IGNORECASE,
)
_ITSELF = ("nha truong", "chung toi")
_POLITE = ("xin", "kính")  # "… xin báo cáo", "… kính báo cáo"
_NEAREST = 6  # lines of a head that can hold a name or an area
_MOST_WORDS = 3  # a name broken over two lines has in its second at most, where it is not in capitals
_PLACES = ("quan", "huien", "tinh", "phuong", "xa")  # begin the place below a name, folded
_LONGEST_LINE = 1000  # letters of a line in which a name, a year or a date is looked for
_BLANKS = " \t.…_:-–—*"  # what stands around what was filled in
_DATE = lazy_pattern(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_YEAR = lazy_pattern(r"(?<!\d)20\d{2}(?!\d)")
_YEARS = lazy_pattern(r"(?<!\d)(20\d{2})\s*[-–—]\s*(20\d{2})(?!\d)")
_TITLE_LINES, _TITLE_BEGINS = 4, 12  # lines a title takes at most; letters by which its first line is known
_ONLY_YEAR = lazy_pattern(r"nam 20\d{2}")
_PLACE_OR_DATE = lazy_pattern(r"\b(?:ngai|thang|nam 20\d\d)\b|\b\d{1,2} \d{1,2} 20\d\d\b")
_UNIT_WITHOUT_COLON = lazy_pattern(r"^\W*đơn vị\s+(.*)$", re.IGNORECASE)
_NUMBER_LINE = lazy_pattern(r"so(?: \d+)?(?: (?:bc|kh|cv|tb|qd)\b.*)?")  # "Số: 12/BC-THCS", folded
_COMMITTEES = ("ui ban nhan dan", "ubnd")  # what people's committees are called, folded
_PARENTS = (
    *_COMMITTEES, "so giao duc", "phong giao duc", "bo ", "tinh ui", "thanh ui", "huien ui", "quan ui", "dang ui",
    "thanh pho",
)  # fmt: skip
# Words that begin the own name of a body of no known kind, which may stand below the one above it, folded.
_STRANGERS = lazy_pattern(
    r"(?:(?:tong )?cong ti|nha (?:xuat ban|sach)|tap doan|doanh nghiep|xi nghiep|hop tac xa|ngan hang|hoi|hiep hoi"
    r"|lien (?:doan|hiep)|cau lac bo|trung tam|vien|benh vien|buu dien|bao tang|chi nhanh|chi cuc|ban quan li)\b"
)
_NOT_A_NAME = (
    "cong hoa xa hoi", "doc lap", "bao cao", "mau bao cao", "thuc hien", "kinh gui", "don vi", "can cu",
    "ban hanh", "kem theo",
)  # fmt: skip


class Letterhead(NamedTuple):
    """Who reports, and where that was found: "letterhead", "sentence", "properties", "file" or "".

    `area` is what the people's committee in the letterhead governs ("Quận 7"), "" when it names none.
    """

    unit: str = ""
    found_in: str = ""
    report_date: date | None = None
    year: int | None = None
    area: str = ""


def read_letterhead(
    lines: Sequence[Line], form: Form, names: NameReader, properties: dict[str, str], stem: str
) -> Letterhead:
    """Return the letterhead.

    `lines` are those above the first section; each is looked at up to a thousand letters. `stem` is
    the file's name without its ending, the last resort.
    """
    lines = [line._replace(text=line.text[:_LONGEST_LINE]) for line in lines]
    unit, found_in = _unit(lines, names, properties, stem)
    year = find_year([line.text for line in lines], form)
    return Letterhead(unit, found_in, _report_date(lines), year, _area(lines))


def find_year(texts: Sequence[str], form: Form) -> int | None:
    """Return the year of the Week named in a title or heading, None when none is.

    Cited plans and other documents have years of their own and are passed over. A form of no Week is known by its own
    title, where that names a year.
    """
    event = fold(form.event)
    if not event:
        return _year_in_title(texts, form.title)
    short = [f" {fold(word)} " for word in form.event_short]
    for text, following in zip(texts, [*texts[1:], ""], strict=False):
        bare = fold(text)
        if event not in bare and not any(word in f" {bare} " for word in short):
            continue
        if any(word in bare for word in ("ke hoach so", "cong van", "can cu", "quiet dinh", "kh ubnd")):
            continue
        if _ONLY_YEAR.fullmatch(fold(following)):
            text = f"{text} {following}"
        # The Week of a school year is in its first October; a period of several years names no Week.
        text = _YEARS.sub(lambda span: span[1] if int(span[2]) == int(span[1]) + 1 else " ", text)
        years = _YEAR.findall(text)
        if years:
            return int(years[0])
    return None


def year_named(text: str) -> int | None:
    """Return the year a title names, of a school year the first; None for none and for several."""
    years = _YEAR.findall(_YEARS.sub(lambda span: span[1] if int(span[2]) == int(span[1]) + 1 else " ", text))
    return int(years[0]) if len(years) == 1 else None


def _year_in_title(texts: Sequence[str], title: str) -> int | None:
    """Return the year in a report's title, which but for it is the form's, on one line or on several."""
    if year_named(title) is None:
        return None
    bare = _without_years(title)
    for place, text in enumerate(texts):
        if not bare.startswith(_without_years(text)[:_TITLE_BEGINS]):
            continue
        for count in range(1, _TITLE_LINES + 1):
            said = " ".join(texts[place : place + count])
            if _without_years(said) == bare and (year := year_named(said)) is not None:
                return year
    return None


def _without_years(text: str) -> str:
    return fold(_YEAR.sub(" ", text))


def _unit(lines: Sequence[Line], names: NameReader, properties: dict[str, str], stem: str) -> tuple[str, str]:
    head: list[str] = []
    for line in lines:
        if fold(line.text) == "bao cao":
            break
        head.append(line.text)
    named = head or [line.text for line in lines[1:]]  # a title, or a sheet's name, above everything
    for place, text in enumerate(named):
        match = _UNIT.match(text)
        if match:
            name = _bare(match.group(1))
            following = named[place + 1] if place + 1 < len(named) else ""
            if (not name or names.is_only_kind(name) or _goes_on(name, following, names)) and _may_be_name(
                following
            ):
                name = f"{name} {_bare(following)}".strip()
            if name and not names.is_only_kind(name) and (head or names.kind_of(name)):
                return names.tidy(name), "letterhead"
        match = _UNIT_WITHOUT_COLON.match(text) if not _REPORTS.search(text) else None
        if match and names.kind_of(match.group(1)) and not names.is_only_kind(match.group(1)):
            return names.tidy(_bare(match.group(1))), "letterhead"
    official = any(fold(text).startswith("cong hoa xa hoi") for text in head)
    near = islice((_bare(text) for text in head if _may_be_name(text)), _NEAREST)
    name = _from_lines(list(near), names, official)
    if name:
        return names.tidy(name), "letterhead"
    for line in lines:
        said = _who_reports(line.text)
        for name in (said, _bare(said.rpartition(",")[2])):  # "Thực hiện Kế hoạch …, Trường … báo cáo"
            if name and names.kind_of(name) and len(name) < 120:
                return names.tidy(name), "sentence"
    stranger = next(filter(None, (_said_as_body(line.text, names) for line in lines)), "")
    if stranger:
        return names.tidy(stranger), "sentence"
    if properties.get("htsd-unit"):
        return properties["htsd-unit"], "properties"
    return names.from_file_name(stem), "file"


def _who_reports(text: str) -> str:
    """Return what stands before the words "báo cáo quá trình …" of an opening sentence, "" without them."""
    for found in _REPORTS.finditer(text):
        before = text[: found.start()]
        body = _BODY.match(before)
        name = _bare(before[body.end() :] if body else before)
        if not name:
            continue
        first, _, last = name.rpartition(" ")
        return _bare(first) if first and last.lower() in _POLITE else name
    return ""


def _said_as_body(text: str, names: NameReader) -> str:
    """Return the body, also of no known kind, in "Cơ quan/đơn vị … báo cáo" or "Đơn vị báo cáo: …"; "" for none.

    It is a name where a word after its first has a capital: "nhà trường", "chúng tôi" name nobody.
    """
    found = _REPORTS.search(text)
    match = _BODY_SAID.search(text[: found.start()]) if found else _BODY_LINE.match(text)
    if match is None:
        return ""
    name = _bare(match[1])
    first, _, last = name.rpartition(" ")
    if last.lower() in _POLITE:
        name = _bare(first)
    proper = name[:1].isupper() and any(letter.isupper() for letter in name.partition(" ")[2])
    if not proper or fold(name).startswith(_ITSELF) or names.is_only_kind(name) or not _may_be_name(name):
        return ""
    return name


def _area(lines: Sequence[Line]) -> str:
    """Return the area of the first people's committee above the title "BÁO CÁO"."""
    above = takewhile(lambda line: fold(line.text) != "bao cao", lines)
    head = [line.text for line in islice(above, _NEAREST)]
    for text, following in zip(head, [*head[1:], ""], strict=False):
        alone = fold(text) in _COMMITTEES
        area = area_of(f"{_bare(text)} {_bare(following)}" if alone else _bare(text))
        if area:
            return area if len(area) <= 60 else ""
    return ""


def _goes_on(name: str, following: str, names: NameReader) -> bool:
    """Return whether a name is broken over two lines, as narrow columns do: both in capitals, or on proper words."""
    words = following.split()
    nobody = names.kind_of(following) is None or len(words) == 1  # "Phong" alone is no office ("Phòng")
    whole = fold(name) in (*_COMMITTEES, "truong") or nobody
    if name.isupper() or following.isupper():
        return name.isupper() and following.isupper() and whole
    proper = len(words) <= _MOST_WORDS and all(word.isalpha() and word[0].isupper() for word in words)
    return whole and proper and bool(words) and fold(words[0]) not in _PLACES


def _from_lines(head: list[str], names: NameReader, official: bool) -> str:
    """Return the name in the lines of a letterhead: the body above first, the unit's own lines last."""
    if not head:
        return ""
    starts = [place for place, text in enumerate(head) if names.kind_of(text)]
    if starts:
        # A name goes on in the next line only in the same capitals; a slogan below it is no part of it.
        capitals = head[starts[-1]].isupper()
        own = list(takewhile(lambda text: text.isupper() == capitals, head[starts[-1] :]))
        strangers = [place for place, text in enumerate(own) if place and _STRANGERS.match(fold(text))]
        if strangers and fold(own[0]).startswith(_PARENTS):
            return " ".join(own[strangers[0] :])
        name = " ".join(own)
        # "ỦY BAN NHÂN DÂN / PHƯỜNG TÂN MỸ" is one body in two lines.
        if starts[-1] > 0 and fold(head[starts[-1] - 1]) in _COMMITTEES:
            name = f"{head[starts[-1] - 1]} {name}"
        return "" if names.is_only_kind(name) else name
    if not official:
        return ""
    # A body of no known kind: the capitals of an official letterhead, below the body above it.
    above = 2 if fold(head[0]) in _COMMITTEES else int(fold(head[0]).startswith(_PARENTS))
    rest = head[above:]
    start = next((place for place, text in enumerate(rest) if _STRANGERS.match(fold(text))), 0)
    return " ".join(text for text in rest[start : start + 2] if text.isupper())


def _may_be_name(text: str) -> bool:
    bare = fold(text)
    if not bare or len(bare) > 120 or _NUMBER_LINE.fullmatch(bare):
        return False
    if _REPORTS.search(text):  # "Trường … báo cáo kết quả", below a title that is more than "BÁO CÁO"
        return False
    return not bare.startswith(_NOT_A_NAME) and not _DATE.search(text) and not _PLACE_OR_DATE.search(bare)


def _bare(text: str) -> str:
    return text.lstrip(_BLANKS + "\n").rstrip(_BLANKS + "\n;,")


def _report_date(lines: Sequence[Line]) -> date | None:
    for line in lines:
        match = _DATE.search(line.text)
        if match is None:
            continue
        bare = fold(line.text)
        if not any(word in bare for word in ("ke hoach", "cong van", "quiet dinh", "can cu")):
            day, month, year = (int(part) for part in match.groups())
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None
