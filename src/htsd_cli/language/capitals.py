"""How bodies, areas and schools are written: capitals by Phụ lục II of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import re

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, fold, modern_tones

_KEPT = frozenset(
    [
        "UBND",
        "HĐND",
        "MTTQ",
        "UBMTTQ",
        "UBMTTQVN",
        "TNCS",
        "LĐLĐ",
        "GDNN",
        "GDTX",
        "GDNN-GDTX",
        "TTHTCĐ",
        "THCS",
        "THPT",
        "TH",
        "TC",
        "CĐ",
        "VHTT",
        "VH-TT",
        "TT-TT",
        "HTCĐ",
        "BCH",
        "CLB",
        "KCX",
        "KCN",
        "GD&ĐT",
        "GDĐT",
        "LĐ-TB&XH",
        "LĐTBXH",
        "TCKH",
        "TN&MT",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
    ]
)
_LOWER = frozenset(("và", "của", "các", "tại", "trên", "cho", "về"))
_NO_PLACE = frozenset(("hội", "ủy", "đoàn", "niên", "viên"))  # "xã hội", "thành viên"
_AREA_KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "quận", "huyện", "phường", "xã", "tỉnh")
_ALL_AREA_KINDS = (*_AREA_KINDS, "khu phố", "ấp", "thôn")
# A body called after the level it stands at is no area: "Quận ủy", "Huyện Đoàn 7", "Thành Đoàn", "Xã đội".
_BODY_OF_AREA = lazy_pattern(
    r"(quận|huyện|thành|thị|xã|phường|tỉnh|đảng)\s+(ủy|đoàn|đội|hội)(?!\w)", re.IGNORECASE
)
# A Vietnamese syllable, folded (its y is an i, its đ a d).
_SYLLABLE = lazy_pattern(
    r"(?:ngh?|nh|gh?|kh?|ph?|qu|gi|th?|tr|ch?|[bdhlmnrsvxw])?[aeiou]{1,3}(?:ch|nh|ng|[cmnptu])?\W*"
)
_COMMITTEE = lazy_pattern(r"(?:UBND|ỦY BAN NHÂN DÂN)\s+(\S.*)", re.IGNORECASE)
_AREA_WITHIN = lazy_pattern(
    rf"(?<=\S )(?:{'|'.join(_AREA_KINDS)}) (?!HỘI\b|ỦY\b|ĐOÀN\b)(?=\S)", re.IGNORECASE
)
# An area named after a person or an event keeps its capital: a family name and at least two more syllables.
_FAMILY_NAMES = frozenset(
    (
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
        "hồ", "ngô", "dương", "lý", "đinh", "đoàn", "trịnh", "lương", "cao", "mai", "tô",
    )
)  # fmt: skip
_EVENTS = frozenset(("điện biên phủ", "cách mạng tháng tám", "đồng khởi", "hai bà trưng", "quang trung"))
_AREA_SHORT = lazy_pattern(r"^(?:(Q|H|TX|TP)\.\s*|(KP)\.?\s+)(?=\S)")
_COMMITTEE_OF = lazy_pattern(r"^(P|X|ĐK|TT|Q|H|TX|TP)(?:\.\s*|\s+|(?=\d))(?=\S)", re.IGNORECASE)
_AREA_LONG = {
    "P": "phường",
    "X": "xã",
    "ĐK": "đặc khu",
    "TT": "thị trấn",
    "Q": "Quận",
    "H": "Huyện",
    "TX": "Thị xã",
    "TP": "Thành phố",
    "KP": "Khu phố",
}
_SCHOOL_SHORT = lazy_pattern(
    r"^(?:Trường )?(MN|MG|TiH|TIH|TH)(?= (?!THCS|THPT|-|–|và\b)[^\W\d_])|^Trường (MN|MG|TiH|TIH|TH)(?= \d)"
)
_SCHOOL_LONG = {"MN": "Mầm non", "MG": "Mẫu giáo", "TIH": "Tiểu học", "TH": "Tiểu học"}


def running_text(name: str) -> str:
    """Return a body's name from a letterhead as it stands in a sentence, capitals by Phụ lục II of the decree.

    `UBND QUẬN 7` is `Ủy ban nhân dân Quận 7`, `ỦY BAN NHÂN DÂN PHƯỜNG TÂN MỸ` `Ủy ban nhân dân phường Tân Mỹ`,
    `PHÒNG VĂN HÓA - XÃ HỘI` `Phòng Văn hóa - Xã hội`. A name not all in capitals keeps its own.
    """
    name = re.sub(r"^UBND\b", "ỦY BAN NHÂN DÂN", modern_tones(clean(name).replace("\n", " ")))
    area = area_of(name)
    if area:
        return f"Ủy ban nhân dân {area}"
    if not name.isupper():
        return name
    if _BODY_OF_AREA.match(name):
        return body_of_area(name)
    if any(name.startswith(f"{kind.upper()} ") for kind in _ALL_AREA_KINDS):
        in_text = _area(name)
        return f"{in_text[:1].upper()}{in_text[1:]}"
    body, place = name, ""
    found = _AREA_WITHIN.search(name)
    if found:
        body, place = name[: found.start()], f" {_area(name[found.start() :])}"
    head, _, rest = body.strip().partition(" ")
    return f"{head.capitalize()} {segments(rest)}".strip() + place


def lowered(title: str) -> str:
    """Return a title typed in capitals as it stands in a sentence: abbreviations and names of areas keep theirs.

    `THỐNG KÊ HỌC SINH THCS PHƯỜNG TÂN MỸ` is `thống kê học sinh THCS phường Tân Mỹ`. One not all in capitals stays.
    """
    title = modern_tones(clean(title).replace("\n", " "))
    if not title.isupper():
        return title
    body, place = title, ""
    found = _AREA_WITHIN.search(title)
    if found:
        words = title[found.start() :].split(" NĂM ")
        body, place = title[: found.start()], _area(words[0])
        place = " ".join((place, *(f"năm {word.lower()}" for word in words[1:])))
    said = " ".join(word if _is_short(word) else word.lower() for word in body.split())
    return f"{said} {place}".strip()


def in_sentence(name: str) -> str:
    """Return a unit's name as it stands within a sentence, capitals by Phụ lục II of the decree.

    `Phường Tân Phú` is `phường Tân Phú`, `Phường 1` and `Phường Điện Biên Phủ` stay, `UBND phường Tân Phú` is
    `Ủy ban nhân dân phường Tân Phú`, `Trường TH Lê Văn Tám` is `Trường Tiểu học Lê Văn Tám`.
    """
    name = modern_tones(clean(name).replace("\n", " "))
    area = area_of(name)
    if area:
        return f"Ủy ban nhân dân {area}"
    name = _AREA_SHORT.sub(lambda found: f"{_AREA_LONG[found[1] or found[2]]} ", name)
    if _BODY_OF_AREA.match(name):
        return f"{name[:1].upper()}{name[1:]}"
    if any(name.casefold().startswith(f"{kind} ") for kind in _ALL_AREA_KINDS):
        return _area(name)
    return _SCHOOL_SHORT.sub(lambda found: f"Trường {_SCHOOL_LONG[(found[1] or found[2]).upper()]}", name)


def body_of_area(name: str) -> str:
    """Return a body called after its level, typed in capitals, as it is written: `HUYỆN ỦY NHÀ BÈ`, `QUẬN ĐOÀN 7`.

    These are `Huyện ủy Nhà Bè` and `Quận Đoàn 7`; `""` for any other name.
    """
    found = _BODY_OF_AREA.match(name)
    if not found:
        return ""
    body = found[2].lower()
    place = in_sentence(name[found.end() :].strip())
    place = titled(place) if place.isupper() else place
    return f"{found[1].capitalize()} {body.capitalize() if body == 'đoàn' else body} {place}".strip()


def area_of(body: str) -> str:
    """Return the area a people's committee governs, `""` for another body: `UBND HUYỆN NHÀ BÈ` is `huyện Nhà Bè`."""
    found = _COMMITTEE.match(modern_tones(clean(body).replace("\n", " ")))
    if not found:
        return ""
    area = _COMMITTEE_OF.sub(lambda short: f"{_AREA_LONG[short[1].upper()]} ", found.group(1))
    if area != found.group(1) and area.partition(" ")[2].isupper():
        area = area.upper()
    return _area(area)


def parts_of_area(area: str) -> tuple[str, str]:
    """Return an area's kind in small letters and its own name: `Quận 7` is `("quận", "7")`; "" for a kind unknown."""
    text = modern_tones(clean(area))
    if _BODY_OF_AREA.match(text):
        return "", text
    kind = next((word for word in _AREA_KINDS if fold(text).startswith(f"{fold(word)} ")), "")
    return kind, " ".join(text.split()[len(kind.split()) :])


def _area(text: str) -> str:
    """Return an area's name in a sentence: its kind in small letters unless a number names it (III.1.a, b, c)."""
    kind = next((word for word in _ALL_AREA_KINDS if fold(text).startswith(f"{fold(word)} ")), "")
    own = " ".join(text.split()[len(kind.split()) :])
    own = titled(own) if own.isupper() else own
    special = fold(f"{kind} {own}") == "thanh pho ho chi minh" or own[:1].isdigit() or _commemorates(own)
    return f"{kind.capitalize() if special else kind} {own}".strip()


def _commemorates(own: str) -> bool:
    """Return whether an area's own name is that of a person or an event: `Võ Thị Sáu`, `Điện Biên Phủ`."""
    words = own.casefold().split()
    return own.casefold() in _EVENTS or (len(words) > 2 and words[0] in _FAMILY_NAMES)


def words_after(name: str, length: int) -> list[str]:
    """Return the words of a name after the first `length` of its folded words."""
    words = name.split()
    count = 0
    for place, word in enumerate(words):
        if count >= length:
            return words[place:]
        count += len(fold(word).split())
    return []


def titled(text: str) -> str:
    """Return a name typed in capitals with a capital to each word; abbreviations stay."""
    return " ".join(word if _is_short(word) else _capital(word) for word in text.split())


def _is_short(word: str) -> bool:
    """Return whether a word in capitals is an abbreviation: a known one, or a short one that is no syllable ("ABC")."""
    bare = fold(word)
    return word in _KEPT or not set(bare) & set("aeiou") or (len(bare) <= 5 and not _SYLLABLE.fullmatch(bare))


def segments(text: str, start: bool = True) -> str:
    """Capitalise the first word of each part of a department's name and whatever names a place."""
    out: list[str] = []
    place = False
    words = text.split()
    for word, following in zip(words, [*words[1:], ""], strict=False):
        lower = word.lower()
        if _is_short(word) and not (word in "-–—" or lower in _LOWER):
            out.append(word)
            start = False
        elif lower in _LOWER or word in "-–—":
            out.append(lower)
            start = True
        elif lower == "quận" and following.lower() in ("ủy", "đoàn"):
            out.append("Quận")
            start = False
        elif lower in ("quận", "phường", "thành", "huyện", "xã") and following.lower() not in _NO_PLACE:
            out.append(word.capitalize() if lower in ("quận", "thành") else lower)
            place, start = True, False
        else:
            out.append(_capital(word) if start or place else lower)
            start = False
    return " ".join(out)


def _capital(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
