"""What units say they did: the form's practices, found sentence by sentence in the text of their reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from htsd_cli.form import Denials, Form, Practice
from htsd_cli.language.vietnamese import clean, modern_tones
from htsd_cli.values.submission import Submission

Words = tuple[str, ...]  # a phrase, word by word, as `words_of` gives it

_TOKEN = re.compile(r"\w+|[^\w\s]")
_HYPHEN = re.compile(r"(?<=\w)[-–—](?=\w)")
_FINAL_Y = re.compile(r"\b([hklmstv])([yỳýỷỹỵ])\b")
_I_FOR_Y = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_CLAUSE_ENDS = frozenset(".;:!?…")
_SENTENCE_ENDS = frozenset(".;!?…")
_WITHIN = 4  # so many words may stand between "không" and what was not done: "không có điều kiện để tổ chức"
_BEHIND = 3  # and so many between a practice and its denial: "Hội sách năm nay chưa tổ chức được"

_SENTENCE_GAP = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[“\"(]?(\w))")
_NO_WORD = re.compile(r"\W*")
_SHORTENED = re.compile(r"\b(?:TP|Tp|ThS|Ths|TS|PGS|GS|BS|Tr|NXB|Đ/c|v\.v|Q|P|[A-ZĐ])\.$")
_ENUMERATED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)\.")
_LONGEST_MARK = 12  # letters of what ends in a stop that ends no sentence: "PGS.", "1.2.3."
_LIST_MARK = re.compile(r"^(?:[\s\-–—+*•·●▪]++|\(?(?:\d{1,2}(?:\.\d{1,2})*+|[a-zđ])[.)]\s++)++")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)[.)]\s")
_LONGEST_HEADING = 90
_LONGEST_KEPT = 500  # letters of a text whose words are kept

_SHORTEST, _BEST, _LONGEST = 40, 110, 210  # letters of a sentence worth quoting
_FEWEST_WORDS = 7
_PAIRS = ("“”", "()", "‘’", "[]")
_SHORT_FORM = re.compile(r"\b[A-ZĐ]{2,}\b|\b[A-ZĐ]\.|[&/]")


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Mention(_Value):
    """A unit that tells of a practice; `unit` is its key in the figures, `text` its sentence, word for word."""

    unit: str
    text: str


class PracticeFound(_Value):
    """A practice of the form and the units that tell of it, in the order of the units."""

    id: str
    name: str
    topic: str
    mentions: tuple[Mention, ...] = ()


def narrated(submission: Submission) -> bool:
    """Return whether a report has a text besides its table."""
    return any(re.search(r"\w", text) for texts in submission.narrative.values() for text in texts)


def find_practices(submissions: Iterable[Submission], form: Form) -> tuple[PracticeFound, ...]:
    """Return every practice of the form with the units among these that say they did it.

    A sentence counts when it holds one of the practice's words (whole words, letters with their marks) and
    neither denies it (“chưa tổ chức hội sách”) nor only intends it (“sẽ treo băng rôn”). Of a unit's
    sentences the one that is best to quote is kept.
    """
    finder = _Finder(form)
    found: dict[str, list[Mention]] = {practice.id: [] for practice in form.practices}
    for submission in submissions:
        told: dict[str, list[str]] = {}
        for texts in submission.narrative.values():
            for sentence in finder.sentences_done(texts):
                for id_ in finder.practices_in(sentence):
                    told.setdefault(id_, []).append(sentence)
        for id_, sentences in told.items():
            best = min(sentences, key=lambda text: (quoting_rank(text) or _NEVER, text))
            found[id_].append(Mention(unit=submission.unit.key, text=best))
    return tuple(
        PracticeFound(id=item.id, name=item.name, topic=item.topic, mentions=tuple(found[item.id]))
        for item in form.practices
    )


Rank = tuple[int, int]
_NEVER: Rank = (9, 0)


def quoting_rank(sentence: str) -> Rank | None:
    """Return how well a sentence reads in an official report, lowest best; None for one not to be quoted.

    A whole sentence of moderate length; none with a digit in it, since a unit's figures are those of its table.
    """
    if not _SHORTEST <= len(sentence) <= _LONGEST or len(sentence.split()) < _FEWEST_WORDS:
        return None
    if re.search(r"\d|\.\.|…|\ufffd|[{}<>|_]", sentence) or sentence.isupper() or not sentence[0].isupper():
        return None
    if (
        sentence[-1] in ':,-(”"'
        or sentence[0] in '“"'
        or any(sentence.count(pair[0]) != sentence.count(pair[1]) for pair in _PAIRS)
    ):
        return None
    oddities = len(_SHORT_FORM.findall(sentence)) + sum(sentence.count(mark) for mark in '“"()')
    return min(oddities, 8), abs(len(sentence) - _BEST)


def words_before(sentence: str, practice: Practice) -> int:
    """Return how many words of a sentence stand before the first of a practice's: few when it is about that."""
    words = words_of(sentence)
    phrases = [words_of(word) for word in practice.words]
    places = (at for at in range(len(words)) if any(words[at : at + len(item)] == item for item in phrases))
    return next(places, len(words))


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph without list marks and final stops, nothing else changed."""
    parts: list[str] = []
    start = first = 0
    for gap in _SENTENCE_GAP.finditer(paragraph):
        first = first or _end_of(_NO_WORD, paragraph, start)
        if gap.group(1).isupper() and not _is_no_end(paragraph, first, gap.start()):
            parts.append(paragraph[start : gap.end()])
            start, first = gap.end(), 0
    parts.append(paragraph[start:])
    bare = (_LIST_MARK.sub("", part).strip().rstrip(".;, ").rstrip() for part in parts)
    return [part for part in bare if part]


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _is_no_end(paragraph: str, first: int, stop: int) -> bool:
    """Return whether the stop before `stop` ends no sentence: "PGS.", or a number before the first word at `first`."""
    if _SHORTENED.search(paragraph[max(first, stop - _LONGEST_MARK) : stop]):
        return True
    return stop - first <= _LONGEST_MARK and _ENUMERATED.fullmatch(paragraph, first, stop) is not None


def words_of(text: str) -> Words:
    """Return a text's words and punctuation for comparing: one spelling for each, marks kept.

    Tones are placed the modern way, hyphens within words are spaces (`băng-rôn`), `kỹ` is `kĩ`.
    """
    return _kept_words(text) if len(text) <= _LONGEST_KEPT else _words(text)


def _words(text: str) -> Words:
    text = modern_tones(clean(text)).casefold()
    text = _FINAL_Y.sub(lambda found: found[1] + _I_FOR_Y[found[2]], _HYPHEN.sub(" ", text))
    return tuple(_TOKEN.findall(text))


_kept_words = lru_cache(maxsize=8192)(_words)


class _Phrases:
    """A set of phrases, found at a place of a text by their first word, longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[Words]] = {}
        for words in sorted({words_of(phrase) for phrase in phrases} - {()}, key=lambda w: (-len(w), w)):
            self._by_first.setdefault(words[0], []).append(words)

    def at(self, words: Words, place: int) -> int:
        """Return how many words of the phrase stand at this place, 0 for none."""
        for phrase in self._by_first.get(words[place], ()):
            if words[place : place + len(phrase)] == phrase:
                return len(phrase)
        return 0


class _Denial:
    """Knows what in a sentence was not done, by the form's words for it."""

    def __init__(self, words: Denials) -> None:
        self._no, self._not_no, self._doing = (
            _Phrases(words.no),
            _Phrases(words.not_no),
            _Phrases(words.doing),
        )
        self._later, self._ends, self._links = (
            _Phrases(words.later),
            _Phrases(words.ends),
            _Phrases(words.links),
        )

    def denied(self, words: Words) -> list[bool]:
        """Return for each word of a sentence whether it stands in what was not done."""
        out = [False] * len(words)
        place = 0
        while place < len(words):
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
                words[follows].strip("0") == ""
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


class _Finder:
    """Finds the practices of one form in sentences."""

    def __init__(self, form: Form) -> None:
        self._denial = _Denial(form.denials)
        self._asides = _Phrases(form.denials.headings)
        self._by_first: dict[str, list[tuple[Words, str]]] = {}
        self._unless = {item.id: _Phrases(item.unless) for item in form.practices}
        for practice in form.practices:
            for word in practice.words:
                words = words_of(word)
                self._by_first.setdefault(words[0], []).append((words, practice.id))

    def sentences_done(self, paragraphs: Sequence[str]) -> Iterator[str]:
        """Yield the sentences of a section, but those under a heading for plans, difficulties or proposals."""
        aside = ""  # the look of the heading whose paragraphs are passed over; the next one like it ends that
        for paragraph in paragraphs:
            look = _heading_look(paragraph)
            words = words_of(paragraph) if look else ()
            if any(self._asides.at(words, at) for at in range(len(words))):
                aside = look
                continue
            if look == aside:
                aside = ""
            if not aside:
                yield from sentences_of(paragraph)

    def practices_in(self, sentence: str) -> list[str]:
        """Return the ids of the practices a sentence tells of, in no matter how many words each."""
        words = words_of(sentence)
        denied: list[bool] | None = None
        found: dict[str, None] = {}
        for at, word in enumerate(words):
            for phrase, id_ in self._by_first.get(word, ()):
                if id_ in found or words[at : at + len(phrase)] != phrase:
                    continue
                denied = denied if denied is not None else self._denial.denied(words)
                if denied[at] or self._denial.denied_behind(words, at + len(phrase)):
                    continue
                if not self._meant_otherwise(id_, words, at, len(phrase)):
                    found[id_] = None
        return list(found)

    def _meant_otherwise(self, id_: str, words: Words, at: int, length: int) -> bool:
        """Return whether the words stand inside one of the phrases in which they mean something else."""
        unless = self._unless[id_]
        return any(
            start + unless.at(words, start) >= at + length
            for start in range(max(0, at - 8), at + 1)
            if unless.at(words, start)
        )


def _heading_look(paragraph: str) -> str:
    """Return how a paragraph that may be a heading is marked ("1", "I", "a", "A", ":"), nothing for another."""
    text = paragraph.strip()
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";")):
        return ""
    mark = _NUMBERED.match(text)
    if mark:
        sign = mark.group().strip()[0]
        return "1" if sign.isdigit() else "I" if sign in "IVX" else "a"
    return "A" if text.isupper() else ":" if text.endswith(":") else ""
