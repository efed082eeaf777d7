"""The names of units: of which kind they are, and how their parts are told apart."""

from __future__ import annotations

import re

from htsd_cli.form import Form
from htsd_cli.language.capitals import body_of_area, segments, titled, words_after
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, fold, modern_tones

_NUMBERED = frozenset(("quan", "phuong", "q", "p", "xa", "pho", "kp", "ap", "thon", "to"))
_LINKS = lazy_pattern(r" va(?= )")
_JOINED = lazy_pattern(r"(\b[^\W\d_]{2,4}\.)(?=\w)|(?<=\bKP)(?=\d)")  # "TRƯỜNG TH.LÊ VĂN TÁM", "KP3"
# What a file's name says beside the unit's and what the report is on; "Nam", "Lan", "mẫu" and "Ban" are names too.
_NOISE = (
    r"copi of|bao cao|bc|ket qua|mau bao cao|phu luc|nam 20\d\d|20\d\d|gui|nop|pgd|final"
    r"|ban (?:sua|chinh thuc|chinh$|cuoi(?: cung)?|moi(?: nhat)?)|chinh thuc|sua|lan \d{1,2}|v\d{1,2}"
)
LONGEST_NAME = 300  # letters of a name, or of a file's, in which a unit is looked for
_SMALL_NUMBER = lazy_pattern(r"\d{1,2}")


class NameReader:
    """Knows how the names of one form's kinds of unit begin; `subject` are the folded words of what it reports on."""

    def __init__(self, form: Form) -> None:
        self.kinds = form.kinds
        pairs = [(fold(word), word, kind.id) for kind in form.unit_kinds for word in kind.words]
        # "Trường TH&THCS" is "Trường TH và THCS": a word is known without its "và" too, after all as they stand.
        pairs += [(_LINKS.sub("", bare), word, kind) for bare, word, kind in pairs if _LINKS.search(bare)]
        self._beginnings = sorted(pairs, key=lambda pair: -len(pair[0]))
        self._only_kinds = frozenset(bare for bare, _, _ in pairs)
        self._by_words: dict[str, list[tuple[str, str, str]]] = {}
        for pair in self._beginnings:
            self._by_words.setdefault(pair[0], []).append(pair)
        self._most_words = max((bare.count(" ") + 1 for bare in self._by_words), default=0)
        self._apart = {
            kind.id: [[f" {fold(one)} " for one in spelled] for spelled in kind.apart]
            for kind in form.unit_kinds
            if kind.apart
        }
        said = (form.event, *form.event_short, *form.file_words)
        about = sorted({bare for word in said if (bare := fold(word))}, key=lambda bare: (-len(bare), bare))
        self.subject = frozenset(word for bare in about for word in bare.split())
        self._noise = re.compile(rf"(?<!\w)(?:{'|'.join((*map(re.escape, about), _NOISE))})(?!\w)")
        self._unless = {kind.id: tuple(f"{fold(text)} " for text in kind.unless) for kind in form.unit_kinds}

    @property
    def beginnings(self) -> list[tuple[str, str]]:
        """How names begin, each with the kind it tells."""
        return [(word, kind) for _, word, kind in self._beginnings]

    def unless(self, kind: str) -> tuple[str, ...]:
        """Return the beginnings, folded and each with a space behind it, that are not this kind's."""
        return self._unless.get(kind, ())

    def is_proper(self, kind: str | None) -> bool:
        """Return whether an own name follows the kind."""
        return kind in self.kinds and self.kinds[kind].proper

    def is_school(self, kind: str | None) -> bool:
        """Return whether units of the kind are schools."""
        return kind in self.kinds and self.kinds[kind].school

    def is_area(self, kind: str | None) -> bool:
        """Return whether a unit of the kind is named after the area it governs."""
        return kind in self.kinds and self.kinds[kind].area

    def is_placeless(self, kind: str | None) -> bool:
        """Return whether a name of the kind is whole without its area."""
        return kind in self.kinds and self.kinds[kind].placeless

    def gathers(self, kind: str | None) -> bool:
        """Return whether what a unit of the kind sends is often another's."""
        return kind in self.kinds and self.kinds[kind].gathers

    def kind_of(self, name: str) -> str | None:
        """Return the id of the kind whose beginning a name has, None when it has none."""
        found = self._beginning(name)
        return found[2] if found else None

    def is_commune(self, kind: str | None) -> bool:
        """Return whether units of the kind govern an area that has units of its own: a ward, a commune."""
        return self.is_area(kind) and self.gathers(kind)

    def is_single(self, kind: str | None) -> bool:
        """Return whether an area has one unit of the kind."""
        return kind in self.kinds and self.kinds[kind].single

    def sort_of(self, word: str, kind: str) -> tuple[str, ...]:
        """Return which of the words that part units within a kind stand in one of its beginnings.

        `Trường THCS và THPT` and `Trường TH và THCS` are of one kind and never one school; a beginning that has none
        of these words, or all of them, leaves it open.
        """
        apart = self._apart.get(kind)
        if not apart:
            return ()
        bare = f" {fold(word)} "
        found = tuple(spelled[0] for spelled in apart if any(one in bare for one in spelled))
        return () if len(found) == len(apart) else found

    def is_only_kind(self, name: str) -> bool:
        """Return whether a text names a kind of unit and no unit: "TRƯỜNG TIỂU HỌC"."""
        return fold(name) in self._only_kinds

    def core(self, name: str) -> str:
        """Return the folded name without its beginning: "Trường TH Lê Văn Tám" is "le van tam"."""
        name = name[:LONGEST_NAME]
        bare = fold(modern_tones(name))
        found = self._beginning(name)
        return bare[len(found[0]) :].strip() if found else bare

    def tidy(self, name: str) -> str:
        """Return a name as it is officially written; one in mixed case keeps its own capitals."""
        name = modern_tones(clean(name).replace("\n", " "))
        if name != name.upper():
            return name[:1].upper() + name[1:]
        name = _JOINED.sub(r"\1 ", name)
        found = self._beginning(name)
        if not found:
            return body_of_area(name) or segments(name)
        bare, word, kind = found
        remainder = " ".join(words_after(name, len(bare.split()))).lstrip("-–— ")
        remainder = titled(remainder) if self.is_proper(kind) else segments(remainder, start=True)
        return f"{word} {remainder}".strip()

    def from_file_name(self, stem: str) -> str:
        """Return the likeliest name of a unit in a file's name: its words without "báo cáo", years and numbers."""
        stem = clean(stem[:LONGEST_NAME])
        words = re.sub(r"[_\W]+", " ", stem).split()
        bare = [fold(word).replace(" ", "") for word in words]
        # What is noise in the folded words is so many words of the name.
        folded = self._noise.sub(
            lambda match: " ".join("·" for _ in match.group().split(" ")), " ".join(bare)
        )
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
        return self.tidy(phrase) if phrase else stem

    def _beginning(self, name: str) -> tuple[str, str, str] | None:
        bare = fold(name[:LONGEST_NAME])
        words = bare.split(" ", self._most_words)
        for count in range(min(len(words), self._most_words), 0, -1):  # the longest beginning first
            for pair in self._by_words.get(" ".join(words[:count]), ()):
                if not f"{bare} ".startswith(self._unless[pair[2]]):
                    return pair
        return None
