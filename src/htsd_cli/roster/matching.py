"""Finds units by their names: by kind and name together, and never one for another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from htsd_cli.language.legacy_fonts import looks_legacy, readings
from htsd_cli.language.vietnamese import clean, fold, modern_tones
from htsd_cli.roster.names import LONGEST_NAME, NameReader
from htsd_cli.roster.other_words import in_other_words
from htsd_cli.roster.spellings import Spelled, Speller, same_marks, split_joined, vocabulary, words_of

_SHORTEST_TYPO = 3  # letters of a word in which one wrong letter is a slip of the hand
# What may stand before a unit's name in a file's name, folded, besides the words of what it reports on.
_BEFORE_A_NAME = frozenset(
    (
        "bao", "cao", "bc", "tu", "gui", "nop", "nam", "kq", "ket", "qua", "fw", "fwd", "re", "mau", "sua", "vi",
    )
)  # fmt: skip
_NO_KIND = "tên không ghi loại đơn vị"
_NO_SORT = "tên không ghi rõ là loại nào, cấp nào"
_CITY = "thanh pho ho chi minh"


class Named(NamedTuple):
    """A unit as far as its names go."""

    id: str
    kind: str | None
    names: tuple[str, ...]


class Found(NamedTuple):
    """Who a name may be: the units' ids, and why that is only likely ("" when it is certain or nobody's).

    Several ids: the name is each one's, and nothing in it tells which.
    """

    ids: tuple[str, ...] = ()
    reason: str = ""

    @property
    def one(self) -> str | None:
        """The unit, when it is one."""
        return self.ids[0] if len(self.ids) == 1 else None

    @property
    def is_certain(self) -> bool:
        """Whether the name is one unit's and no other's."""
        return len(self.ids) == 1 and not self.reason


class _Entry(NamedTuple):
    id: str
    kind: str | None
    spelled: Spelled
    whole: str


class NameIndex:
    """The names of a roster's units; `area` is where they are, which any of them may add to its name."""

    def __init__(self, units: Iterable[Named], names: NameReader, area: str = "") -> None:
        self._names = names
        self._speller = Speller(names)
        self._entries: list[_Entry] = []
        self._area = tuple(folded for folded, _ in words_of(area))
        # Where the area's own name begins.
        self._own = 2 if self._area[:2] in (("dac", "khu"), ("thi", "tran")) else 1
        self._is_commune = self._speller.begins_commune(self._area)
        self._is_province = self._area[:1] == ("tinh",) or self._area == tuple(_CITY.split())
        for unit in units:
            for name in unit.names:
                spelled = self._at_home(self._speller.spell(name), unit.kind)
                kind = spelled.kind or unit.kind
                self._entries.append(_Entry(unit.id, kind, spelled, _whole(name)))
        self._by_whole: dict[str, set[str]] = {}
        self._by_core: dict[tuple[str, ...], list[_Entry]] = {}
        self._by_bare: dict[tuple[str, ...], list[_Entry]] = {}
        self._by_length: dict[int, list[_Entry]] = {}
        self._joined: dict[str, set[str]] = {}  # kind and name in one word
        for entry in self._entries:
            self._by_whole.setdefault(entry.whole, set()).add(entry.id)
            self._by_core.setdefault(entry.spelled.core, []).append(entry)
            self._by_bare.setdefault(entry.spelled.bare, []).append(entry)
            self._by_length.setdefault(len(entry.spelled.core), []).append(entry)
            for word in self._speller.kind_words(entry.kind):
                self._joined.setdefault(f"{word}{''.join(entry.spelled.bare)}", set()).add(entry.id)
        self._home = {entry.spelled.area for entry in self._entries if entry.spelled.area}
        self._home |= {" ".join(self._area)} - {""}
        self._words = vocabulary(entry.spelled for entry in self._entries)
        self._longest = max((len(entry.spelled.core) for entry in self._entries), default=0) + 6

    def match(self, name: str) -> Found:
        """Return who a name is."""
        name = name[:LONGEST_NAME]
        exact = self._by_whole.get(_whole(name), set())
        if len(exact) == 1:
            return Found(tuple(sorted(exact | self._twins(name))))
        ways = [self._at_home(spelled) for spelled in self._speller.ways(name) if spelled.core]
        several = Found()
        ways_to_find = (
            self._by_kind_and_name, self._without_kind, self._short, self._with_a_slip, self._only_of_its_kind,
            self._in_other_words,
        )  # fmt: skip
        for find in ways_to_find:
            for spelled in ways:
                found = find(spelled)
                if len(found.ids) == 1:
                    return found
                several = several if several.ids else found
        return several

    def _twins(self, name: str) -> set[str]:
        """Return the units whose name says the same in other words: "UBND xã X", "Ủy ban nhân dân xã X"."""
        whole = _whole(name)
        said = next(entry for entry in self._entries if entry.whole == whole)
        return {
            entry.id
            for entry in self._by_core[said.spelled.core]
            if entry.kind == said.kind
            and entry.spelled[1:5] == said.spelled[1:5]
            and entry.spelled.sort == said.spelled.sort
            and said.spelled.core
        }

    def _at_home(self, spelled: Spelled, kind: str | None = None) -> Spelled:
        """Return a name without the ward it is in, where that is the area of all the units.

        A body that is none of an own name ("Trạm Y tế", "Hội Khuyến học") may leave out of it what it likes: "Trạm Y tế
        Tân Hưng", "Công an phường".
        """
        kind = spelled.kind or kind
        if not self._is_commune:
            return spelled
        endings = [self._area]
        if kind is not None and not self._names.is_proper(kind):
            endings += [self._area[self._own :], self._area[: self._own]]
        for ending in endings:
            length = len(ending)
            if length < len(spelled.core) and spelled.core[-length:] == ending:
                return spelled._replace(
                    core=spelled.core[:-length], marked=spelled.marked[:-length], bare=spelled.bare[:-length]
                )
        return spelled

    def is_elsewhere(self, area: str) -> bool:
        """Return whether an area in running text is a ward other than the one all the units are in."""
        words = tuple(folded for folded, _ in words_of(area))
        return self._is_commune and self._speller.begins_commune(words) and words != self._area

    def find(self, text: str) -> Found:
        """Return whose name stands in a text such as a file's name; one unit's name inside another's is not its own."""
        text = text[:LONGEST_NAME]
        found = self._find(text)
        if not found.ids and looks_legacy(text):
            found = next((found for reading in readings(text) if (found := self._find(reading)).ids), found)
        return found

    def _find(self, text: str) -> Found:
        words = words_of(text)
        starts = set(self._speller.starts(split_joined(text)))
        hits: dict[tuple[str, ...], Found] = {}
        at = 0
        while at < len(words):
            length = 1
            if at in starts:
                ends = range(min(len(words), at + self._longest), at, -1)
                hit = next(
                    ((end, found) for end in ends if (found := self._in_a_row(words[at:end])).ids), None
                )
                if hit and (self._is_an_area(words, at) or self._is_of_another_district(words[hit[0] :])):
                    return Found()
                if hit:
                    length = hit[0] - at
                    hits[hit[1].ids] = hit[1]
                elif not hits and not _is_parent(words[at:]):
                    # A kind no unit answers to: what follows is part of its name, as the ward of a youth union.
                    return Found()
            at += length
        if len(hits) == 1:
            return next(iter(hits.values()))
        return Found(tuple(sorted({id for ids in hits for id in ids})))

    def nearest(self, name: str, number: int = 3) -> list[str]:
        """Return the ids of the units whose names are most like a name, the likest first."""
        name = name[:LONGEST_NAME]
        spelled = self._speller.spell(name)
        best: dict[str, float] = {}
        core, bare = " ".join(spelled.core), fold(name)
        for entry in self._entries:
            if spelled.kind is not None and entry.kind is not None and spelled.kind != entry.kind:
                score = 0.6 * fuzz.ratio(bare, fold(entry.whole))
            else:
                score = max(
                    fuzz.ratio(core, " ".join(entry.spelled.core)),
                    fuzz.ratio(core, " ".join(entry.spelled.bare)),
                )
            best[entry.id] = max(best.get(entry.id, 0.0), score)
        return sorted(best, key=lambda id: (-best[id], id))[:number]

    # -- the ways to find, the surest first ------------------------------------------------------------------

    def _by_kind_and_name(self, spelled: Spelled) -> Found:
        same = [
            entry
            for entry in self._by_core.get(spelled.core, ())
            if entry.kind == spelled.kind or (spelled.kind is None and not self._names.is_proper(entry.kind))
        ]
        alike = [entry for entry in same if entry.spelled.sort == spelled.sort]
        same, reason = self._in_its_area(
            spelled, alike or [entry for entry in same if entry.spelled.may_be_of_sort(spelled)]
        )
        found = self._by_marks(spelled, same, reason)
        return found if alike or found.one is None else found._replace(reason=found.reason or _NO_SORT)

    def _in_its_area(self, spelled: Spelled, same: list[_Entry]) -> tuple[list[_Entry], str]:
        """Return those of the units that can be meant where a name says, or leaves out, its area."""
        here = [entry for entry in same if entry.spelled.area == spelled.area]
        if here:
            return here, ""
        if spelled.area:
            if self._home and spelled.area not in self._home:
                if not self._is_commune and not self._is_province:
                    return [], ""  # a unit of another district
                # Above a ward there is no district any more: what is added is the one it lay in.
                return [entry for entry in same if not entry.spelled.area], "tên ghi thêm tên quận, huyện cũ"
            here = [entry for entry in same if not entry.spelled.area]
            return here, "" if spelled.area in self._home else "tên thêm tên địa phương"
        official = all(self._names.is_placeless(entry.kind) for entry in same)
        return same, "" if official else "tên không ghi địa phương"

    def _by_marks(self, spelled: Spelled, same: list[_Entry], reason: str) -> Found:
        """Return the one of the units with the same letters that has the same marks, if there is one."""
        exact = {entry.id for entry in same if entry.spelled.marked == spelled.marked}
        if len(exact) == 1 and not spelled.is_bare:
            return Found(tuple(exact), reason)
        near = {entry.id for entry in same if same_marks(spelled.marked, entry.spelled.marked)}
        if near:
            return Found(tuple(sorted(near)), reason)
        others = sorted({entry.id for entry in same})
        return Found(tuple(others), "dấu viết khác" if len(others) == 1 else "")

    def _without_kind(self, spelled: Spelled) -> Found:
        if spelled.kind is not None:
            return Found()
        same = [
            entry
            for entry in (*self._by_bare.get(spelled.bare, ()), *self._by_core.get(spelled.bare, ()))
            if not spelled.is_school or self._names.is_school(entry.kind)
        ]
        return self._by_marks(
            spelled._replace(marked=spelled.marked[-len(spelled.bare) :]), _bare(same), _NO_KIND
        )

    def _short(self, spelled: Spelled) -> Found:
        """Return the unit whose name is written in one word or by its initials."""
        together = spelled.squashed
        if len(spelled.core) > 3 or len(together) < 3:
            return Found()
        joined = self._joined.get(together, set()) if len(spelled.core) == 1 else set()
        if joined:
            return Found(tuple(sorted(joined)), "tên viết liền")
        letters = "".join(spelled.bare)
        initials = {
            entry.id
            for entry in self._entries
            if spelled.kind is not None
            and entry.kind == spelled.kind
            and entry.spelled.may_be_of_sort(spelled)
            and len(entry.spelled.bare) >= 3
            and entry.spelled.initials == letters
        }
        return Found(tuple(sorted(initials)), "tên viết tắt" if len(initials) == 1 else "")

    def _with_a_slip(self, spelled: Spelled) -> Found:
        """Return the unit whose name differs by one letter of one word, if that word is no other name's."""
        near = {
            entry.id
            for entry in self._by_length.get(len(spelled.core), ())
            if (entry.kind == spelled.kind or spelled.kind is None)
            and entry.spelled.may_be_of_sort(spelled)
            and (not spelled.area or spelled.area in self._home or entry.spelled.area == spelled.area)
            and (self._names.is_school(entry.kind) or not spelled.is_school)
            and self._is_a_slip(spelled, entry.spelled)
        }
        return Found(tuple(sorted(near)), "tên viết gần giống" if len(near) == 1 else "")

    def _is_a_slip(self, spelled: Spelled, known: Spelled) -> bool:
        differing = [
            (one, other, written)
            for one, other, written in zip(spelled.core, known.core, spelled.marked, strict=True)
            if one != other
        ]
        if len(differing) != 1 or len(known.core) < 2:
            return False
        one, other, written = differing[0]
        return (
            min(len(one), len(other)) >= _SHORTEST_TYPO - 1
            and max(len(one), len(other)) >= _SHORTEST_TYPO
            and not one.isdigit()
            and written not in self._words
            and DamerauLevenshtein.distance(one, other) == 1
        )

    def _only_of_its_kind(self, spelled: Spelled) -> Found:
        """Return the only unit of a kind of which an area has one, for a name that is no more than the kind."""
        if not self._names.is_single(spelled.kind) or self._own_words(spelled):
            return Found()
        same = {entry.id for entry in self._entries if entry.kind == spelled.kind}
        plain = all(not self._own_words(entry.spelled) for entry in self._entries if entry.id in same)
        return Found(tuple(same), "tên loại viết khác") if len(same) == 1 and plain else Found()

    def _in_other_words(self, spelled: Spelled) -> Found:
        """Return the only unit that a name can mean whose kind it says in other words."""
        reasons = {
            entry.id: (entry, reason)
            for entry in self._entries
            if (reason := in_other_words(spelled, entry.spelled, entry.kind, self._names))
        }
        here = [entry for entry, _ in reasons.values()]
        if spelled.area:
            here, _ = self._in_its_area(spelled, here)
        ids = tuple(sorted({entry.id for entry in here}))
        return Found(ids, reasons[ids[0]][1] if len(ids) == 1 else "")

    def _own_words(self, spelled: Spelled) -> tuple[str, ...]:
        return spelled.bare[:1] if spelled.area in ("", *self._home) else (spelled.area,)

    def _is_an_area(self, words: Sequence[tuple[str, str]], at: int) -> bool:
        """Return whether an area only ends another body's name: "Đoàn phường Phú Mỹ", "Công an phường Phú Mỹ"."""
        before = words[at - 1][0] if at else ""
        return (
            self._speller.begins_area([folded for folded, _ in words[at:]])
            and bool(before)
            and not before.isdigit()
            and before not in _BEFORE_A_NAME
            and before not in self._names.subject
        )

    def _is_of_another_district(self, following: Sequence[tuple[str, str]]) -> bool:
        """Return whether the words behind a name say that it is one of another numbered district: "Hoa Mai Q5".

        Above a ward, and in a province, a district says nothing any more.
        """
        area = [folded for folded, _ in following[:2]]
        numbered = area[:1] == ["quan"] and len(area) == 2 and area[1].isdigit()
        within = self._is_commune or self._is_province
        return bool(numbered and self._home and not within and " ".join(area) not in self._home)

    def _in_a_row(self, words: Sequence[tuple[str, str]]) -> Found:
        """Return who words are that stand in a longer text: by kind and name, marks left out or not."""
        spelled = self._at_home(self._speller.spell_words(words))
        if spelled.kind is None or not spelled.core:
            return Found()
        return self._by_kind_and_name(spelled)


def _bare(entries: Iterable[_Entry]) -> list[_Entry]:
    """Return the entries with their bare names' marks alone."""
    return [
        entry._replace(
            spelled=entry.spelled._replace(marked=entry.spelled.marked[-len(entry.spelled.bare) :])
        )
        for entry in entries
    ]


def _is_parent(words: Sequence[tuple[str, str]]) -> bool:
    """Return whether words name the body above a unit: the district's committee, the office of education."""
    text = " ".join(folded for folded, _ in words)
    return text.startswith(("ubnd quan", "ubnd huien", "ubnd thanh pho", "phong giao duc", "so giao duc"))


def _whole(name: str) -> str:
    return " ".join(modern_tones(clean(name[:LONGEST_NAME])).casefold().split())
