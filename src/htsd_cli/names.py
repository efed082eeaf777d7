"""The names of units: of which kind they are, and how they are officially capitalised."""

from __future__ import annotations

import re

from htsd_cli.form import Form
from htsd_cli.vietnamese import clean, fold, modern_tones

PROPER_KINDS = frozenset(("mn", "tih", "thcs", "thpt", "phuong", "lien-cap", "trung-cap"))
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
_NUMBERED = frozenset(("quan", "phuong", "q", "p"))
_LOWER = frozenset(("và", "của", "các", "tại", "trên", "cho", "về"))
# What a file's name says beside the unit's; "Nam", "Lan", "mẫu" and "Ban" are names too.
_NOISE = re.compile(
    r"(?<!\w)(?:copi of|bao cao|bc|htsd|tuan le|hoc tap suot doi|huong ung|ket qua|mau bao cao|phu luc"
    r"|nam 20\d\d|20\d\d|gui|nop|pgd|q7|final|ban (?=sua|chinh|cuoi|moi)|chinh thuc|sua|lan \d{1,2}|v\d{1,2})(?!\w)"
)
_NO_PLACE = frozenset(("hội", "ủy", "đoàn", "niên", "viên"))  # "xã hội", "thành viên"
_AREA_KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "quận", "huyện", "phường", "xã", "tỉnh")
_COMMITTEE = re.compile(r"(?:UBND|ỦY BAN NHÂN DÂN)\s+(\S.*)", re.IGNORECASE)
_AREA_WITHIN = re.compile(rf"(?<=\S )(?:{'|'.join(_AREA_KINDS)}) (?!HỘI\b|ỦY\b|ĐOÀN\b)(?=\S)", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"\d{1,2}")
# An area named after a person or an event keeps its capital: a family name and at least two more syllables.
_FAMILY_NAMES = frozenset(
    (
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
        "hồ", "ngô", "dương", "lý", "đinh", "đoàn", "trịnh", "lương", "cao", "mai", "tô",
    )
)  # fmt: skip
_EVENTS = frozenset(("điện biên phủ", "cách mạng tháng tám", "đồng khởi", "hai bà trưng", "quang trung"))
_AREA_SHORT = re.compile(r"^(?:(Q|H|TX|TP)\.\s*|(KP)\.?\s+)(?=\S)")
_AREA_LONG = {"Q": "Quận", "H": "Huyện", "TX": "Thị xã", "TP": "Thành phố", "KP": "Khu phố"}
_SCHOOL_SHORT = re.compile(
    r"^(?:Trường )?(MN|MG|TiH|TIH|TH)(?= (?!THCS|THPT|-|–|và\b)[^\W\d_])|^Trường (MN|MG|TiH|TIH|TH)(?= \d)"
)
_SCHOOL_LONG = {"MN": "Mầm non", "MG": "Mẫu giáo", "TIH": "Tiểu học", "TH": "Tiểu học"}


class NameReader:
    """Knows how the names of one form's kinds of unit begin."""

    def __init__(self, form: Form) -> None:
        pairs = [(fold(word), word, kind.id) for kind in form.unit_kinds for word in kind.words]
        self._beginnings = sorted(pairs, key=lambda pair: -len(pair[0]))

    @property
    def beginnings(self) -> list[tuple[str, str]]:
        """How names begin, each with the kind it tells."""
        return [(word, kind) for _, word, kind in self._beginnings]

    def kind_of(self, name: str) -> str | None:
        """Return the id of the kind whose beginning a name has, None when it has none."""
        found = self._beginning(name)
        return found[2] if found else None

    def is_only_kind(self, name: str) -> bool:
        """Return whether a text names a kind of unit and no unit: "TRƯỜNG TIỂU HỌC"."""
        return any(fold(name) == bare for bare, _, _ in self._beginnings)

    def core(self, name: str) -> str:
        """Return the folded name without its beginning: "Trường TH Lê Văn Tám" is "le van tam"."""
        bare = fold(modern_tones(name))
        found = self._beginning(name)
        return bare[len(found[0]) :].strip() if found else bare

    def tidy(self, name: str) -> str:
        """Return a name as it is officially written; one in mixed case keeps its own capitals."""
        name = modern_tones(clean(name).replace("\n", " "))
        if name != name.upper():
            return name[:1].upper() + name[1:]
        found = self._beginning(name)
        if not found:
            return _segments(name)
        bare, word, kind = found
        remainder = " ".join(_after(name, len(bare.split()))).lstrip("-–— ")
        remainder = _titled(remainder) if kind in PROPER_KINDS else _segments(remainder, start=True)
        return f"{word} {remainder}".strip()

    def from_file_name(self, stem: str) -> str:
        """Return the likeliest name of a unit in a file's name: its words without "báo cáo", years and numbers."""
        words = [word for word in re.sub(r"[_\W]+", " ", clean(stem)).split() if fold(word)]
        bare = [fold(word).replace(" ", "") for word in words]
        # What is noise in the folded words is so many words of the name.
        folded = _NOISE.sub(lambda match: " ".join("·" for _ in match.group().split(" ")), " ".join(bare))
        words = [word for word, kept in zip(words, folded.split(" "), strict=False) if kept != "·"]
        start = next((at for at in range(len(words)) if self.kind_of(" ".join(words[at:]))), 0)
        words = words[start:]
        kept = [
            word
            for word, before in zip(words, ["", *words], strict=False)
            if not _SMALL_NUMBER.fullmatch(word) or fold(before) in _NUMBERED
        ]
        phrase = " ".join(kept)
        if self.is_only_kind(phrase):  # "MN 19-5": the number is the name
            phrase = " ".join(words)
        return self.tidy(phrase) if phrase else clean(stem)

    def _beginning(self, name: str) -> tuple[str, str, str] | None:
        bare = f"{fold(name)} "
        return next((pair for pair in self._beginnings if bare.startswith(f"{pair[0]} ")), None)


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
    body, place = name, ""
    found = _AREA_WITHIN.search(name)
    if found:
        body, place = name[: found.start()], f" {_area(name[found.start() :])}"
    head, _, rest = body.strip().partition(" ")
    return f"{head.capitalize()} {_segments(rest)}".strip() + place


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
    if any(name.casefold().startswith(f"{kind} ") for kind in (*_AREA_KINDS, "khu phố", "ấp")):
        return _area(name)
    return _SCHOOL_SHORT.sub(lambda found: f"Trường {_SCHOOL_LONG[(found[1] or found[2]).upper()]}", name)


def area_of(body: str) -> str:
    """Return the area a people's committee governs, `""` for another body: `UBND HUYỆN NHÀ BÈ` is `huyện Nhà Bè`."""
    found = _COMMITTEE.match(modern_tones(clean(body).replace("\n", " ")))
    return _area(found.group(1)) if found else ""


def parts_of_area(area: str) -> tuple[str, str]:
    """Return an area's kind in small letters and its own name: `Quận 7` is `("quận", "7")`; "" for a kind unknown."""
    text = modern_tones(clean(area))
    kind = next((word for word in _AREA_KINDS if fold(text).startswith(f"{fold(word)} ")), "")
    return kind, " ".join(text.split()[len(kind.split()) :])


def _area(text: str) -> str:
    """Return an area's name in a sentence: its kind in small letters unless a number names it (III.1.a, b, c)."""
    kinds = (*_AREA_KINDS, "khu phố", "ấp")
    kind = next((word for word in kinds if fold(text).startswith(f"{fold(word)} ")), "")
    own = " ".join(text.split()[len(kind.split()) :])
    own = _titled(own) if own.isupper() else own
    special = fold(f"{kind} {own}") == "thanh pho ho chi minh" or own[:1].isdigit() or _commemorates(own)
    return f"{kind.capitalize() if special else kind} {own}".strip()


def _commemorates(own: str) -> bool:
    """Return whether an area's own name is that of a person or an event: `Võ Thị Sáu`, `Điện Biên Phủ`."""
    words = own.casefold().split()
    return own.casefold() in _EVENTS or (len(words) > 2 and words[0] in _FAMILY_NAMES)


def _after(name: str, length: int) -> list[str]:
    words = name.split()
    count = 0
    for place, word in enumerate(words):
        if count >= length:
            return words[place:]
        count += len(fold(word).split())
    return []


def _titled(text: str) -> str:
    return " ".join(word if _is_short(word) else _capital(word) for word in text.split())


def _is_short(word: str) -> bool:
    """Return whether a word in capitals is an abbreviation: a known one, or one without a vowel ("LHPN")."""
    return word in _KEPT or not set(fold(word)) & set("aeiou")


def _segments(text: str, start: bool = True) -> str:
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
