"""What a sentence says was not done, by a form's words for it; and what in it makes a person read before believing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from htsd_cli.consolidate.sentences import Words, words_of
from htsd_cli.form import Denials, Form
from htsd_cli.language.vietnamese import fold

_CLAUSE_ENDS = frozenset(".;:!?…")
_SENTENCE_ENDS = frozenset(".;!?…")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WITHIN = 4  # so many words may stand between "không" and what was not done: "không có điều kiện để tổ chức"
_NEAR = 12  # so many between a verb and what was done: "tuyên truyền đến học sinh, phụ huynh qua website"
_BEHIND = 3  # and so many between a practice and its denial: "Hội sách năm nay chưa tổ chức được"
_COUNTED = (
    5  # and a number stands at most so many before what those did: "với 450 học sinh các khối tham gia"
)
_CITED = re.compile(
    r"(?i:số)\s*:?\s*\S{1,40}\s+ngày\s+\S{1,12}(?:\s+tháng\s+\d{1,2})?"
)  # a paper and its day
# A day with its month, or a month alone: “ngày 28/9”, “dịp 20/11”, “ngày 28 tháng 9”; “tháng 9”.
_MONTH = re.compile(
    r"(?i:ngày|dịp|mừng|lễ|kỷ niệm|sáng|chiều|tối)\s+\d{1,2}\s?[/.-]\s?(\d{1,2})(?!\d)"
    r"|(?i:ngày)\s+\d{1,2}\s+(?i:tháng)\s+(\d{1,2})(?!\d)|(?i:tháng)\s+(\d{1,2})(?!\d)"
)
_QUOTES = {"“": "”", '"': '"', "«": "»"}


class Phrases:
    """A set of phrases, found at a place of a text by their first word, longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[Words]] = {}
        for words in sorted({words_of(phrase) for phrase in phrases} - {()}, key=lambda w: (-len(w), w)):
            self._by_first.setdefault(words[0], []).append(words)
        self._firsts = frozenset(self._by_first)

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase begins with: at every other word none stands."""
        return self._firsts

    def between(self, words: Words, start: int, end: int) -> bool:
        """Return whether one of the phrases begins at a place from `start` to before `end`."""
        return not self._firsts.isdisjoint(words[start:end]) and any(
            self.at(words, place) for place in range(start, end)
        )

    def at(self, words: Words, place: int) -> int:
        """Return how many words of the phrase stand at this place, 0 for none."""
        for phrase in self._by_first.get(words[place], ()):
            if words[place : place + len(phrase)] == phrase:
                return len(phrase)
        return 0


class Denial:
    """Knows what in a sentence was not done, by the form's words for it."""

    def __init__(self, words: Denials) -> None:
        self._no, self._not_no, self._doing = (
            Phrases(words.no),
            Phrases(words.not_no),
            Phrases(words.doing),
        )
        self._later, self._ends, self._links = (
            Phrases(words.later),
            Phrases(words.ends),
            Phrases(words.links),
        )
        self._telling = self._not_no.first_words | self._no.first_words | self._later.first_words

    def denied(self, words: Words) -> list[bool]:
        """Return for each word of a sentence whether it stands in what was not done."""
        out = [False] * len(words)
        place = 0
        while place < len(words):
            if words[place] not in self._telling:
                place += 1
                continue
            length = self._not_no.at(words, place)
            if length:
                place += length
                continue
            no = self._no.at(words, place)
            if no:
                start = self._what_is_denied(words, place + no)
                end = self._end(words, start, lists=True) if start else min(place + no + 1, len(words))
                out[place:end] = [True] * (end - place)
                place += no
            elif self._later.at(words, place):
                end = self._end(words, place, lists=False)
                out[place:end] = [True] * (end - place)
                place = end
            else:
                place += 1
        return out

    def denied_behind(self, words: Words, place: int) -> bool:
        """Return whether what ends before this place is denied after it: “Hội sách: không”, “… chưa tổ chức”."""
        if place < len(words) and words[place] in (":", "-", "–", "—", "(", "="):
            follows = place + 1
            return follows < len(words) and (
                words[follows].strip("0/-–—−…") == ""
                or (self._no.at(words, follows) > 0 and not self._not_no.at(words, follows))
            )
        for at in range(place, min(place + _BEHIND + 1, len(words))):
            if not words[at][0].isalnum() or self._links.at(words, at) or self._not_no.at(words, at):
                return False
            no = self._no.at(words, at)
            if self._later.at(words, at):
                return True
            if no:
                ends = at + no == len(words) or not words[at + no][0].isalnum()  # "hội sách đã bị hoãn."
                return ends or bool(self._what_is_denied(words, at + no))
        return False

    def _what_is_denied(self, words: Words, place: int) -> int:
        """Return the place behind the verb that a "không" before `place` denies, 0 for none near enough."""
        for at in range(place, min(place + _WITHIN + 1, len(words))):
            if not words[at][0].isalnum():
                return 0
            length = self._doing.at(words, at)
            if length:
                return at + length
        return 0

    def _end(self, words: Words, place: int, *, lists: bool) -> int:
        """Return where a denial that began before `place` ends; with `lists` a comma before a verb ends it too."""
        for at in range(place, len(words)):
            if words[at] in (_CLAUSE_ENDS if lists else _SENTENCE_ENDS) or self._ends.at(words, at):
                return at
            if lists and words[at] == "," and self._has_verb(words, at + 1):
                return at
        return len(words)

    def _has_verb(self, words: Words, place: int) -> bool:
        """Return whether a verb stands near the beginning of what follows a comma: “…, nhà trường tổ chức …”."""
        for at in range(place, min(place + _WITHIN, len(words))):
            if not words[at][0].isalnum():
                return False
            if self._doing.at(words, at):
                return True
        return False


class Elsewhere(NamedTuple):
    """What in a sentence speaks of another time or, by their folded `names`, of units."""

    why: str = ""
    names: tuple[str, ...] = ()

    def than(self, unit: str) -> str:
        """Return why it may not be told of the unit called so, "" where it is."""
        if self.why or not self.names:
            return self.why
        own = set(fold(unit).split())
        return "nêu tên đơn vị khác" if any(not own.issuperset(name.split()) for name in self.names) else ""


class Doubter:
    """Knows what keeps a sentence from being proof that its unit did something, by the form's words.

    A sentence is proof only when a verb of doing stands before the practice, or right behind it, and nothing in it
    speaks of not, not yet, a wish, an order, another time or another unit. All others are for a person to read.
    """

    def __init__(self, form: Form) -> None:
        words = form.denials
        self._harmless = Phrases((*words.not_no, *words.harmless))
        self._doing, self._done = Phrases(words.doing), Phrases(words.done)
        self._groups = [
            ("có lời nói không làm, chưa làm hoặc mới dự định", False, Phrases((*words.no, *words.later))),
            *((group.why, group.before, Phrases(group.words)) for group in words.doubts),
        ]
        self._openings, self._resumed = Phrases(words.openings), Phrases(words.resumed)
        self._attending, self._attended_by = Phrases(words.attending), Phrases(words.attended_by)
        self._telling = self._harmless.first_words.union(
            *(phrases.first_words for _, _, phrases in self._groups)
        )
        # "Trường Lê Lợi" says no more of its kind than all schools' names do.
        schools = {
            word.partition(" ")[0] for kind in form.unit_kinds if kind.school for word in kind.words[:1]
        }
        named = schools.union(*(kind.words for kind in form.unit_kinds))
        kinds = _any_of(sorted(named, key=lambda word: (-len(word), word)))
        self._named = re.compile(rf"(?i:{kinds})\s+(\w+)")
        self._kind_words = frozenset(
            found[0] for word in named if (found := _WORD.search(word.lower())) is not None
        )
        # "Phường đã treo băng rôn" in a school's report: the body of an area, told of without its name.
        areas = _any_of(word for kind in form.unit_kinds if kind.area for word in kind.words)
        unless = _any_of(text for kind in form.unit_kinds if kind.area for text in kind.unless)
        not_these = rf"(?!(?i:{unless})\b)"
        begins = r"(?:^|(?<=[,;:(]))\W*"
        self._governing = re.compile(rf"{begins}{not_these}((?i:{areas}))\s+(?=[^\W\d_])")
        # "Đoàn phường tổ chức", "Công an phường tặng": so are the bodies beside it.
        self._beside = re.compile(
            rf"{begins}([^\W\d_]+(?:\s+[^\W\d_]+){{0,5}}?\s+{not_these}(?i:{areas}))\s+(?=[^\W\d_])"
        )
        self._bodies = tuple(
            {
                f"{fold(word)} "
                for kind in form.unit_kinds
                if not (kind.area or kind.school)
                for word in kind.words
            }
        )
        self._year = str(form.year)
        # What belongs to the event was done in its month, or on a day of the one before, when it was made ready.
        self._own_month = {form.month} if form.month else set(range(100))
        self._months = {form.month, form.month - 1 or 12} if form.month else self._own_month

    def spoken(self, words: Words, at: int = 0, length: int = 0) -> str:
        """Return why the words beside those of a practice (`length` words from `at`) raise a doubt, "" if none does."""
        passed, telling = self._behind_the_opening(words, at), self._telling
        for place in [place for place, word in enumerate(words) if word in telling or place == at]:
            if place < passed:
                continue
            skipped = self._harmless.at(words, place) or (length if place == at else 0)
            if not skipped and not self._is_attendance(words, place, at + length if length else len(words)):
                for why, before, phrases in self._groups:
                    if phrases.at(words, place) and not (before and place > at):
                        return why
            passed = place + skipped
        return ""

    def _behind_the_opening(self, words: Words, at: int) -> int:
        """Return where a sentence goes on behind an opening clause that raises no doubt, 0 for none before `at`.

        “Thực hiện kế hoạch của Quận, nhà trường đã …”, “Dù mưa lớn, trường vẫn …”.
        """
        if not self._openings.at(words, 0):
            return 0
        comma = next((place for place in range(at) if words[place] == ","), 0)
        goes_on = any(
            self._resumed.at(words, place) for place in range(comma + 1, at + _WITHIN) if place < len(words)
        )
        return comma if goes_on else 0

    def _is_attendance(self, words: Words, place: int, end: int) -> bool:
        """Return whether so many people came to what was told before `end`: “hội sách …, có 450 em tham gia”."""
        if not self._attending.at(words, place):
            return False
        number = next(
            (at for at in range(place - 1, max(end, place - _COUNTED) - 1, -1) if words[at].isdigit()), 0
        )
        if not number:
            return False
        starts = range(max(end - 1, number - 2), number)
        return words[end:number] == ("có",) or any(
            at + self._attended_by.at(words, at) == number for at in starts
        )

    def quoted(self, words: Words, at: int) -> str:
        """Return that a word stands in what somebody is quoted to say, "" where it does not, or in a mere name."""
        closing, opened = "", 0
        for place, word in enumerate(words[:at]):
            if closing and word == closing:
                closing = ""
            elif not closing and word in _QUOTES:
                closing, opened = _QUOTES[word], place
        said = closing and any(self._doing.at(words, place) for place in range(opened + 1, at))
        return "nằm trong lời trích dẫn" if said else ""

    def elsewhere(self, sentence: str) -> Elsewhere:
        """Return what in a sentence speaks of another time, or of units by their names."""
        if "?" in sentence:
            return Elsewhere("là câu hỏi")
        if any(year != self._year for year in _YEAR.findall(sentence)):
            return Elsewhere("nhắc đến năm khác")
        for short, long, alone in _MONTH.findall(_CITED.sub(" ", sentence)):
            if int(short or long or alone) not in (self._own_month if alone else self._months):
                return Elsewhere("nhắc đến tháng khác")
        if sentence.isupper():
            return Elsewhere()
        names = [fold(name) for name in self._names(sentence) if name[0].isupper()]
        governing = self._governing.finditer(sentence)
        names += [fold(found[1]).rpartition(" ")[2] for found in governing if sentence[found.end()].islower()]
        beside = self._beside.finditer(sentence)
        names += [
            body
            for found in beside
            if sentence[found.end()].islower() and f"{(body := fold(found[1]))} ".startswith(self._bodies)
        ]
        return Elsewhere(names=tuple(dict.fromkeys(names)))

    def _names(self, sentence: str) -> Iterator[str]:
        """Yield each word behind the name of a kind of unit; it is looked for where the first word of one stands."""
        passed = 0
        for word in _WORD.finditer(sentence):
            if word.start() >= passed and word[0].lower() in self._kind_words:
                found = self._named.match(sentence, word.start())
                if found is not None:
                    passed = found.end()
                    yield found[1]

    def without_a_verb(self, words: Words, at: int, length: int) -> str:
        """Return that no verb of doing stands before a practice or right behind it, "" where one does."""
        end = at + length
        before = self._doing.between(words, max(0, at - _NEAR), at + 1)
        behind = self._done.between(words, end, min(end + _BEHIND, len(words)))
        return "" if before or behind else "chỉ nhắc tên việc, không nói đã làm"


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, one that fits nothing for none."""
    return "|".join(map(re.escape, words)) or "(?!)"
