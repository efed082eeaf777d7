"""The names of units: of which kind they are, and how their parts are told apart."""

from __future__ import annotations

import re

from htsd_cli.form import Form
from htsd_cli.language.capitals import segments, titled, words_after
from htsd_cli.language.vietnamese import clean, fold, modern_tones

PROPER_KINDS = frozenset(("mn", "tih", "thcs", "thpt", "phuong", "lien-cap", "trung-cap"))
_NUMBERED = frozenset(("quan", "phuong", "q", "p"))
# What a file's name says beside the unit's; "Nam", "Lan", "mẫu" and "Ban" are names too.
_NOISE = re.compile(
    r"(?<!\w)(?:copi of|bao cao|bc|htsd|tuan le|hoc tap suot doi|huong ung|ket qua|mau bao cao|phu luc"
    r"|nam 20\d\d|20\d\d|gui|nop|pgd|q7|final|ban (?=sua|chinh|cuoi|moi)|chinh thuc|sua|lan \d{1,2}|v\d{1,2})(?!\w)"
)
LONGEST_NAME = 300  # letters of a name, or of a file's, in which a unit is looked for
_SMALL_NUMBER = re.compile(r"\d{1,2}")


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
        name = name[:LONGEST_NAME]
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
            return segments(name)
        bare, word, kind = found
        remainder = " ".join(words_after(name, len(bare.split()))).lstrip("-–— ")
        remainder = titled(remainder) if kind in PROPER_KINDS else segments(remainder, start=True)
        return f"{word} {remainder}".strip()

    def from_file_name(self, stem: str) -> str:
        """Return the likeliest name of a unit in a file's name: its words without "báo cáo", years and numbers."""
        stem = clean(stem[:LONGEST_NAME])
        words = [word for word in re.sub(r"[_\W]+", " ", stem).split() if fold(word)]
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
        return self.tidy(phrase) if phrase else stem

    def _beginning(self, name: str) -> tuple[str, str, str] | None:
        bare = f"{fold(name[:LONGEST_NAME])} "
        return next((pair for pair in self._beginnings if bare.startswith(f"{pair[0]} ")), None)
