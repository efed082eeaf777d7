"""What a form says outside its tables: title and year above them, lines to write on below; and names made of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import clean, decomposed, fold
from htsd_cli.values.document import Document, Paragraph, Table

_NOT_TITLE = words.pattern(
    r"(?:cong hoa|doc lap|don vi|bieu so|mau so|bieu mau|bieu|so(?: \d.*|$)|uy ban|ubnd|phong |truong |dang bo|"
    r"ban chi dao|xa |phuong |ngay |kinh gui|noi nhan|han gui|ky bao cao|thoi diem|dvt|dia chi|phu luc|mau |"
    r"kem theo|ban hanh|chi bo|"
    r"dang uy|cong ty|tinh |thanh pho |huyen |quan |co quan|hoi |doan |lien doan|trung tam |tram |cuc |chi cuc |bo |"
    r"tong cuc |thoi gian|thang )"
)
_PERIOD = re.compile(r"từ\b.*\bđến\b", re.IGNORECASE)  # reported on in the year it ends
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_STRONG = words.pattern(
    r"(?:bao cao|thong ke|bieu tong hop|tong hop|phieu|danh sach|bang tong hop|ket qua|so lieu|bang |tinh hinh|"
    r"bieu (?!(?:so|mau)(?: so)? ?(?:\w+ ?){1,3}$))"
)
_LONGEST = 48
_LONGEST_HEADING = 160
# A line above one of several tables that names it: “II. Kinh phí thực hiện”, “Bảng 2. Cán bộ nữ”, “Biểu 3”.
_HEADING = re.compile(
    r"(?:(?:bảng|biểu|phần|mục)\s*(?:số\s*)?[\dIVXA-D][\w./-]{0,8}\s*[.:)–-]?\s|"
    r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-Da-d])\s*[.)/–-]\s*)(?=\S)",
    re.IGNORECASE,
)
# Whom a form is for. “Nơi nhận:” alone heads the copies.
_ADDRESSED = re.compile(
    r"[-–+•*\s]*(?:kính gửi\s*:?|(?:đơn vị|cơ quan|nơi) nhận báo cáo\s*:)\s*(?P<who>.*)", re.IGNORECASE
)
_LISTED = ("-", "–", "+", "•")
_LONGEST_ADDRESSEE = 120
_BESIDE_HEADING = re.compile(r"(?:dvt|don vi(?: tinh)?|don vi tinh)\b")


def title_of(lines: Sequence[str]) -> str:
    """Return the title among the lines above a form's first table, "" for none: those in capitals."""
    kept = [re.sub(r"\s+", " ", line).strip() for line in lines]
    kept = [line for line in kept if line and not re.search(r"[…_]{2,}|\.{4,}", line)]
    titles = [
        place
        for place, line in enumerate(kept)
        if _is_capital(line)
        and (not _NOT_TITLE.match(fold(line)) or _STRONG.match(fold(line)))
        and len(line) > 5
    ]
    if not titles:
        strong = [line for line in kept if _STRONG.match(fold(line))]
        return strong[0] if strong else ""
    start = next((place for place in titles if _STRONG.match(fold(kept[place]))), titles[-1])
    parts = [kept[start]]
    for line in kept[start + 1 : start + 4]:
        if _is_capital(line) and not _NOT_TITLE.match(fold(line)):
            parts.append(line)
            continue
        if len(parts) == 1 and len(fold(parts[0]).split()) <= 3 and not _NOT_TITLE.match(fold(line)):
            parts.append(line)
        break
    return " ".join(parts)


def heading_of(lines: Sequence[str]) -> str:
    """Return the numbered line right above a table that names it, "" for none; units told are passed over."""
    for line in reversed(lines):
        said = " ".join(clean(line).split())
        if not said or said.startswith("(") or _BESIDE_HEADING.match(fold(said)):
            continue
        heads = _HEADING.match(said) and len(said) <= _LONGEST_HEADING and not _TO_WRITE_ON.search(said)
        return said.rstrip(" :") if heads else ""
    return ""


def addressees_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Return whom a form is for by “Kính gửi: …” or “Đơn vị nhận báo cáo: …”; none where it leaves that open."""
    found: list[str] = []
    after = False
    for line in lines:
        said = " ".join(clean(line).split())
        heads = _ADDRESSED.match(said)
        if heads:
            found, after = [heads["who"]], True
        elif after and (said.startswith(_LISTED) or found == [""]):
            found.append(said)
        elif after:
            break
    names = [part.strip(" .,:-–+•") for text in found for part in text.split(";")]
    names = [name for name in names if name]
    is_open = any(_TO_WRITE_ON.search(name) or len(name) > _LONGEST_ADDRESSEE for name in names)
    return () if is_open else tuple(names)


def year_of(lines: Iterable[str]) -> int | None:
    """Return the year a form is for: one with “năm” before it, the first of a school year; None where none is said."""
    found: list[int] = []
    for line in lines:
        if re.search(
            r"nghị định|thông tư|quyết định|công văn|số \d+/|-CP|ban hành|kèm theo", line, re.IGNORECASE
        ):
            continue
        named = re.search(r"năm(?: học)?\s*(20[0-4]\d)", line, re.IGNORECASE)
        if named:
            return int(named[1])
        years = [int(year) for year in _YEAR.findall(line)]
        found += years[-1:] if _PERIOD.search(line) else years
    return found[0] if found else None


def _is_capital(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 4 and sum(1 for char in letters if char.isupper()) * 10 >= len(letters) * 8


def slug(text: str) -> str:
    """Return a name for a text of letters a–z, digits and "_", at most 48 long, "" for a text without any."""
    bare = decomposed(clean(text).casefold()).replace("đ", "d")
    bare = re.sub(r"[^a-z0-9]+", "_", re.sub("[\u0300-\u036f]", "", bare)).strip("_")
    if len(bare) > _LONGEST:
        bare = bare[:_LONGEST].rsplit("_", 1)[0]
    return f"n{bare}" if bare[:1].isdigit() else bare


class Names:
    """Gives names that are each used once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def new(self, wish: str) -> str:
        """Return a name as wished, with a number behind it where it is used already."""
        name, number = wish, 1
        while name in self._used:
            number += 1
            name = f"{wish}_{number}"
        self._used.add(name)
        return name


# -- lines below the tables ----------------------------------------------------------------------------------

_TO_WRITE_ON = re.compile(r"\.{3,}|…|_{3,}")
_UNIT_WORDS = 3  # at most, behind a blank
_BEFORE_BLANK = re.compile(r"\s*(?:[-+•*]\s*)?(?P<label>[^….:_]{3,120}?)\s*:?\s*(?=\.{3,}|…|_{3,})")
_ENDS_WITH_COLON = re.compile(r"\s*(?:[-+•*]\s*)?(?P<label>[^….:_]{3,80}?)\s*:\s*")
# Lines for the letterhead, the place and day, and those who sign.
_NOT_ASKED = re.compile(
    r"(?:(?:ten )?(?:don vi|co quan|truong|khu pho|thon|xa|phuong)(?: bao cao)?$|ngai\b|so$|kinh gui|nguoi (?:lap|ki|"
    r"bao cao)|thu truong|hieu truong|chu tich|truong phong|giam doc|ki ten|noi nhan|xac nhan|ho (?:va )?ten|chuc vu|"
    r"dien thoai|email|dia chi|.{0,40}\bngai(?: thang nam)?$)"
)


def asked_lines(document: Document, first: Table | None, below: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what is asked on lines behind a form's first table, each by the words before its blank.

    `below` are the texts of a sheet below its table. A paragraph that is but a heading with a colon counts where the
    one behind it is a blank to write on, perhaps with a unit behind: “………… triệu đồng”.
    """
    found: dict[str, str] = {}
    texts = [*_behind(document, first), *(line for text in below for line in text.split("\n"))]
    for place, text in enumerate(texts):
        match = _BEFORE_BLANK.match(text)
        if match is None:
            following = texts[place + 1].strip() if place + 1 < len(texts) else ""
            unit = _TO_WRITE_ON.sub("", following).strip()
            if _TO_WRITE_ON.match(following) and len(unit.split()) <= _UNIT_WORDS:
                match = _ENDS_WITH_COLON.fullmatch(text)
        if match is None:
            continue
        label = " ".join(clean(match["label"]).split())
        if fold(label) and not _NOT_ASKED.match(fold(label)):
            found.setdefault(fold(label), label)
    return tuple(found.values())


def _behind(document: Document, first: Table | None) -> Iterator[str]:
    """Yield the lines of the paragraphs behind a table."""
    seen = False
    for block in document.blocks:
        seen = seen or block is first
        if seen and isinstance(block, Paragraph):
            yield from block.text.split("\n")
