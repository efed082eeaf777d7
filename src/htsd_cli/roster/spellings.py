"""How a unit's name is written: abbreviations written out, its kind, its own name and its area told apart.

`UBND P. Phú Mỹ`, `ỦY BAN NHÂN DÂN PHƯỜNG PHÚ MỸ, QUẬN 7` and `UBNDPhuongPhuMy` are three spellings of one name.

Kinds are the form's data, with what sets them apart (`proper`, `school`, `area`, `unless`). The words that stand here
are language: how an area is called and where it begins (quận, huyện, phường …), which bodies' names stand above another
name in a letterhead, what a number may name, and words that part no unit from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from htsd_cli.language.legacy_fonts import looks_legacy, readings
from htsd_cli.language.numerals import ROMAN
from htsd_cli.language.vietnamese import clean, composed, decomposed, fold, modern_tones
from htsd_cli.roster.abbreviations import WRITTEN_OUT
from htsd_cli.roster.names import LONGEST_NAME, NameReader

# Words that tell no unit from another: "Phòng Văn hóa và Thông tin", "Trường Mầm non tư thục Hoa Mai".
_EMPTY_WORDS = ("va", "cua", "viet nam", "vn", "tu thuc", "dan lap", "cong lap", "tu lap", "ngoai cong lap")
_DAY = re.compile(r"(?<=\d) thang (?=\d)")  # "19 tháng 5" is "19/5"
_CITY = "thanh pho ho chi minh"
_COMMUNES = ("phuong", "xa", "thi", "dac")  # how communes are called, the first word of it
_AREA_WORDS = ("quan", "huien", "thi xa", "thanh pho", "tinh")
_AREA_FIRST = tuple(word.split()[0] for word in _AREA_WORDS)
_NOT_AN_AREA = frozenset(("su", "doi", "li", "nhan", "ui", "doan", "chung"))  # quân sự, quản lý, Quận ủy
_PARENTS = ("ubnd", "phong giao duc", "so giao duc", "dang ui", "quan ui")
_BELOW = ("truong", "phong", "trung tam", "tram", "khu pho", "nhom", "lop", "thon", "ap")
_NUMBERED = ("khu pho", "to dan pho", "ap", "thon", "phuong", "quan")  # what a number may name
# Numbers in letters, folded; "tu" is four too. What names a quarter or a hamlet only.
_IN_LETTERS = {
    "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bai": "7", "tam": "8",
    "chin": "9", "muoi": "10", **ROMAN,
}  # fmt: skip
# Numbers in any name, as written; "vi" and "x" may be names themselves (Tường Vi), "i" and "v" end one.
_ROMAN = {numeral: digits for numeral, digits in ROMAN.items() if numeral not in ("vi", "x")}
_WORD = re.compile(r"[^\W_]+")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


class Spelled(NamedTuple):
    """A name told apart: its kind (None where it names none), its own name's words, folded and as written, its area.

    `core` of a school or a ward is its proper name; of any other body the whole name, since "Liên đoàn Lao động"
    is kind and name in one. `bare` is always without the kind. `sort` are the words within the kind that part units of
    it (`TH`, `THCS`), none where the name leaves them open.
    """

    kind: str | None
    core: tuple[str, ...]
    marked: tuple[str, ...]
    bare: tuple[str, ...]
    area: str
    is_school: bool
    is_bare: bool
    sort: tuple[str, ...]

    @property
    def squashed(self) -> str:
        """The core in one word."""
        return "".join(self.core)

    @property
    def named(self) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
        """What two names of one unit have in common: kind, core and sort."""
        return self.kind, self.core, self.sort

    def may_be_of_sort(self, other: Spelled) -> bool:
        """Return whether nothing in the two kinds parts the names: TH và THCS is no THCS và THPT."""
        return self.sort == other.sort or not self.sort or not other.sort

    @property
    def initials(self) -> str:
        """The first letters of the bare name's words."""
        return "".join(word[0] for word in self.bare)


class Speller:
    """Tells names apart by the kinds of one form."""

    def __init__(self, names: NameReader) -> None:
        self.names = names
        self._beginnings = sorted(
            {(_written_out(fold(word)), kind, names.sort_of(word, kind)) for word, kind in names.beginnings},
            key=lambda found: (-len(found[0]), found),
        )
        # Where name and kind are one, a longer beginning ("Đoàn phường") takes no part of the name ("Đoàn").
        self._beginnings = [
            found
            for found in self._beginnings
            if names.is_proper(found[1])
            or not any(
                found[0].startswith(f"{other} ") for other, kind, _ in self._beginnings if kind == found[1]
            )
        ]
        self._by_words: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        for found in self._beginnings:
            self._by_words.setdefault(found[0], []).append(found)
        self._most_words = max((word.count(" ") + 1 for word in self._by_words), default=0)
        self._unless = {kind: names.unless(kind) for _, kind, _ in self._beginnings}
        # An area is named by the bare word ("phường"), not by the committee that governs it.
        self._areas = {
            f"{word} "
            for word, kind, _ in self._beginnings
            if names.kinds[kind].area and not word.startswith(_PARENTS)
        }
        # "Trường" begins a school, though a "Trưởng ấp" has its letters.
        others = {word.split()[0].lower() for word, kind in names.beginnings if not names.is_school(kind)}
        self._school_words = {
            _written_out(fold(word)).split()[0]
            for word, kind in names.beginnings
            if names.is_school(kind) and word.split()[0].lower() not in others
        }
        self._short = _short_kinds(names)
        self._joined: dict[str, list[str]] = {}
        for word, kind in names.beginnings:
            self._joined.setdefault(kind, []).append(fold(word).replace(" ", ""))
        self._kept_spelling = lru_cache(maxsize=4096)(lambda name: next(iter(self.ways(name))))

    def spell(self, name: str) -> Spelled:
        """Return the likeliest way to read a name."""
        return self._kept_spelling(name[:LONGEST_NAME])

    def ways(self, name: str) -> Iterator[Spelled]:
        """Yield the ways a name may be read, the likeliest first; nothing certain comes from any but the first two."""
        name = name[:LONGEST_NAME]
        texts = [name]
        if looks_legacy(name):
            texts += readings(name)
        texts += [found for text in texts if (found := split_joined(text)) != text]
        seen: set[Spelled] = set()
        for text in texts:
            for words in _alternatives(_words(text)):
                spelled = self._told_apart(words)
                if spelled not in seen:
                    seen.add(spelled)
                    yield spelled

    def kind_words(self, kind: str | None) -> list[str]:
        """Return the ways a kind of unit is written, each in one word: "truongth", "tieuhoc"."""
        return self._joined.get(kind or "", [])

    def starts(self, text: str) -> list[int]:
        """Return at which of a text's words (see `words`) a kind of unit begins."""
        words = [folded for folded, _ in _words(text)]
        return [at for at in range(len(words)) if self._kind(words[at:])[0] is not None]

    def begins_area(self, words: Sequence[str]) -> bool:
        """Return whether folded words begin with what an area is called: "phuong phu mi"."""
        return f"{' '.join(words)} ".startswith(tuple(self._areas))

    def begins_commune(self, words: Sequence[str]) -> bool:
        """Return whether folded words name a ward or a commune: "phuong tan hung", "xa nha be"."""
        kind = self._kind(words)[0]
        return self.names.is_commune(kind)

    def spell_words(self, words: Sequence[tuple[str, str]]) -> Spelled:
        """Return what words (folded and as written) say, read as a name."""
        return self._told_apart(list(words))

    def _told_apart(self, words: list[tuple[str, str]]) -> Spelled:
        words = _below_its_parent(words)
        words, area = _without_area(words)
        if words and (full := self._short.get(words[0][0])):
            words = [*((word, "") for word in full.split()), *words[1:]]
        kind, length, sort = self._kind([folded for folded, _ in words])
        own = words[length:]
        if kind is not None and not own and area and self.names.is_proper(kind):
            # "Trường Trung học nghề Quận 7": the area is its name.
            own = [(word, word) for word in area.split()]
            words, area = [*words, *own], ""
        school = bool(words) and words[0][0] in self._school_words
        if kind is None and words and words[0][0] == "truong" and len(words) > 1:
            own = words[1:]
        named = own if kind is None or self.names.is_proper(kind) else words
        return Spelled(
            kind,
            tuple(folded for folded, _ in named),
            tuple(marked for _, marked in named),
            tuple(folded for folded, _ in own),
            area,
            school,
            all(marked.isascii() for _, marked in words),
            sort,
        )

    def _kind(self, words: Sequence[str]) -> tuple[str | None, int, tuple[str, ...]]:
        text = f"{' '.join(words)} "
        for count in range(min(len(words), self._most_words), 0, -1):  # the longest beginning first
            for _, kind, sort in self._by_words.get(" ".join(words[:count]), ()):
                if not text.startswith(self._unless[kind]):
                    return kind, count, sort
        return None, 0, ()


def _short_kinds(names: NameReader) -> dict[str, str]:
    """Return what names of kinds that are part of the name begin with in short, folded: `clb` is `cau lac bo`.

    A kind's word in capitals is short for another of its words whose first letters it has.
    """
    found: dict[str, str] = {}
    for kind in names.kinds.values():
        if kind.proper:
            continue
        full = {
            "".join(word[0] for word in fold(said).split()): fold(said) for said in kind.words if " " in said
        }
        for said in kind.words:
            if said.isupper() and " " not in said and fold(said) in full and fold(said) not in WRITTEN_OUT:
                found[fold(said)] = full[fold(said)]
    return found


def words_of(text: str) -> list[tuple[str, str]]:
    """Return a text's words, each folded and as written, abbreviations written out."""
    return _words(split_joined(text))


def split_joined(text: str) -> str:
    """Return a text with words written together parted at their capitals: `THPhuMy` is `TH Phu My`."""
    text = clean(text[:LONGEST_NAME])
    out: list[str] = []
    for at, char in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        begins = char.isupper() and (before.islower() or (before.isupper() and after.islower()))
        if begins or (char.isdigit() and before.isalpha() and after.isdigit()):
            out.append(" ")
        out.append(char)
    return "".join(out)


def same_marks(written: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether words are the same but for marks left out in writing, or tones put on another letter."""
    return len(written) == len(known) and all(
        one == other or one.isascii() or not other or _letters(one) == _letters(other)
        for one, other in zip(written, known, strict=True)
    )


def _letters(word: str) -> tuple[str, tuple[str, ...]]:
    parts = decomposed(word)
    letters = composed(parts.translate(_TONES)).replace("y", "i")
    return letters, tuple(sorted(char for char in parts if char in "\u0300\u0301\u0303\u0309\u0323"))


@lru_cache(maxsize=4096)  # the words for kinds come again with every list of units
def _written_out(folded: str) -> str:
    """Return folded words with every abbreviation written out and empty words left out."""
    return " ".join(word for word, _ in _expanded([(word, word) for word in folded.split()]))


def _words(text: str) -> list[tuple[str, str]]:
    marked = _WORD.findall(modern_tones(clean(text[: 2 * LONGEST_NAME])).casefold())
    pairs: list[tuple[str, str]] = []
    for word in marked:
        numbered = re.fullmatch(r"(q|p|phuong|quan|kp|tdp|ap|thon)(\d{1,2})", fold(word))
        if numbered:
            pairs += [(numbered[1], numbered[1]), (numbered[2], numbered[2])]
        else:
            pairs += [(fold(word), word)]
    return _with_digits(_expanded([pair for pair in pairs if pair[0]]))


def _with_digits(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return words with the number that names a quarter, a hamlet or a ward in plain digits: "Khu phố số 01".

    So is a Roman number in any name: "Sơn Ca II".
    """
    out: list[tuple[str, str]] = []
    for at, (folded, marked) in enumerate(words):
        before = " ".join(word for word, _ in out[-3:])
        named = next((word for word in _NUMBERED if f" {before}".endswith(f" {word}")), "")
        following = words[at + 1][0] if at + 1 < len(words) else ""
        in_letters = named in _NUMBERED[:4] and following in _IN_LETTERS
        if named and folded == "so" and (following.isdigit() or in_letters):
            continue
        if named and folded.isdigit():
            folded = marked = str(int(folded))
        elif named in _NUMBERED[:4] and folded in _IN_LETTERS and following in ("", *_COMMUNES):
            folded = marked = _IN_LETTERS[folded]
        elif at > 1 and marked in _ROMAN and (len(marked) > 1 or following in ("", *_COMMUNES, *_AREA_FIRST)):
            folded = _ROMAN[marked]  # as written it stays what tells "Sơn Ca II" from "Sơn Ca 2"
        out.append((folded, marked))
    return out


def _expanded(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    text = f" {' '.join(folded for folded, _ in words)} "
    if not _MAYBE.search(text) and not _DAY.search(text):
        return words
    out: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            phrase = " ".join(folded for folded, _ in words[at : at + length])
            if len(words) - at < length:
                continue
            if phrase in _EMPTY_WORDS and out:
                at += length
                break
            if phrase in WRITTEN_OUT:
                out += [(word, "") for word in WRITTEN_OUT[phrase].split()]
                at += length
                break
        else:
            folded = words[at][0]
            following = words[at + 1][0] if at + 1 < len(words) else ""
            if folded == "q" and following:
                out.append(("quan", "quận"))
            elif folded == "tp" and following:
                out += [("thanh", "thành"), ("pho", "phố")]
            elif folded == "thang" and out and out[-1][0].isdigit() and following.isdigit():
                pass
            else:
                out.append(words[at])
            at += 1
    return out


_LONGEST = max(len(phrase.split()) for phrase in WRITTEN_OUT)
_MAYBE = re.compile(
    "(?<= )(?:" + "|".join(sorted((*WRITTEN_OUT, *_EMPTY_WORDS, "q", "tp"), key=len, reverse=True)) + ")(?= )"
)


def _alternatives(words: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield the words with a leading "P." or "Tr." written out: it is short for phường and for phòng."""
    first = words[0][0] if words else ""
    if first == "p":
        yield [("phuong", "phường"), *words[1:]]
        yield [("phong", "phòng"), *words[1:]]
    elif first == "tr":
        yield [("truong", "trường"), *words[1:]]
    elif "p" in [folded for folded, _ in words]:
        yield [("phuong", "phường") if pair[0] == "p" else pair for pair in words]
    yield words


def _below_its_parent(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the unit's own words where the body above it stands before them: "UBND QUẬN 7 TRƯỜNG TIỂU HỌC …"."""
    text = " ".join(folded for folded, _ in words)
    if not text.startswith(_PARENTS):
        return words
    for at in range(2, len(words)):
        rest = " ".join(folded for folded, _ in words[at:])
        if rest.startswith(tuple(f"{word} " for word in _BELOW)):
            return words[at:]
    return words


def _without_area(words: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """Return the words without the area they end in, and that area; the city says nothing and is left out."""
    area = ""
    *body, last = [folded for folded, _ in words] or [""]
    if body[:3] == ["doan", "thanh", "nien"] and last.isdigit():
        return words[:3], f"quan {last}"  # "Quận đoàn 7"
    for _ in range(2):
        at = next((at for at in range(len(words) - 2, 0, -1) if _begins_area(words, at)), None)
        if at is None:
            break
        found = " ".join(folded for folded, _ in words[at:])
        words = words[:at]
        area = area if found == _CITY else found
    return words, area


def _begins_area(words: list[tuple[str, str]], at: int) -> bool:
    rest = " ".join(folded for folded, _ in words[at:])
    word = next((word for word in _AREA_WORDS if rest.startswith(f"{word} ")), "")
    if not word or len(rest.split()) - len(word.split()) > 4:
        return False
    following = rest.split()[len(word.split())]
    if word == "quan":
        written = words[at][1]
        return written in ("quận", "quan") and following not in _NOT_AN_AREA
    return following not in _NOT_AN_AREA


def vocabulary(names: Iterable[Spelled]) -> frozenset[str]:
    """Return every word of the names, as written."""
    return frozenset(word for name in names for word in name.marked)
