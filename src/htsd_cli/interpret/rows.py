"""Matches the rows of a statistics table to the form's indicators, by label and by place in the sequence together.

A label that is one of an indicator's known spellings matches at once. Any other is compared only with the
indicators still free between its neighbours' places, so that a shortened or misspelt label finds its row and
two similar rows ("sinh hoạt chuyên đề" in 5, 6 and 8) are never exchanged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from htsd_cli.form import Form, FormTable
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.legacy_fonts import in_each_font
from htsd_cli.language.marks import has_marks
from htsd_cli.language.vietnamese import clean, fold, modern_tones

_ENUMERATOR = lazy_pattern(r"^(?:[0-9]+(?: [0-9]+)*|[ivx]+|[a-h]|d) (?=.)")
_LONE_LETTER = lazy_pattern(r"\s*[^\W\d_]\s")  # "C nhân" is a word cut short, "c) …" an enumeration
_REMARK = lazy_pattern(r"\([^()]*\)|:.*", re.DOTALL)
_FEWEST, _MOST = 5, 20  # rows of a form that has enough of them: see RowMatcher.fewest
_NEAR = 76.0  # similarity that is enough at the expected place
_BY_NUMBER = 8.0  # what the form's own number in the STT cell adds
_CLEAR = 4.0  # by how much an assignment in a gap must beat the next that gives the row another place
_SAME_WORD = 60.0  # similarity at which a word is another one misspelt
_MOST_ROWS = 1_000  # a longer table is no form; its rows are matched by their spelling alone
_FEW_ROWS = 100  # rows of a table whose places are kept
_ANY_LENGTH = 1_000_000
_FEWEST_LETTERS = 12  # of a label that is known by its letters alone
_MOST_OF_ONE_SPACE = 3  # words that one space lost or put in makes others
_BEGINS = 9  # letters that tell a line that begins with a label from most others
_LONGEST_KEPT = 300  # letters of a label whose place is kept
_ENUMERATORS = 60  # letters of the longest enumeration before a label
_FAR = 86.0  # similarity needed out of place
_MARGIN = 6.0  # by how much the best candidate out of place must beat the next
# Words that do not tell one row from another.
_LITTLE = frozenset(
    [
        "so", "cac", "cho", "cua", "va", "ve", "trong", "tai", "to", "chuc", "duoc", "da", "den", "tu", "theo", "cuoc",
        "buoi", "lop", "nam", "tuan", "le", "neu", "co",
    ]
)  # fmt: skip


class RowMatcher:
    """Knows every spelling of the rows of one table of a form."""

    def __init__(self, form: Form, table: FormTable) -> None:
        self._abbreviations = {fold(short): fold(full) for short, full in form.abbreviations.items()}
        self._spellings: dict[str, int] = {}
        self._letters: dict[str, tuple[int, frozenset[str]]] = {}
        self._labels: list[tuple[str, ...]] = []
        self._words: list[list[list[str]]] = []
        self._marked: list[list[dict[str, str]]] = []
        self._numbers = {item.number: place for place, item in enumerate(table.indicators) if item.number}
        beginnings: dict[str, set[int]] = {}
        for place, indicator in enumerate(table.indicators):
            for label in (indicator.label, *indicator.other_labels):
                beginnings.setdefault(_beginning(fold(label)), set()).add(place)
        self._beginnings = {said: min(places) for said, places in beginnings.items() if len(said) == _BEGINS}
        self._vocabulary = frozenset(
            word
            for item in table.indicators
            for label in (item.label, *item.other_labels)
            for word in _marked(label).values()
        )
        half = (len(table.indicators) + 1) // 2
        # Rows of the form that a table must show to be taken for (a part of) it, and one without headings.
        self.fewest, self.most = min(_FEWEST, half), max(2, min(_MOST, half))
        for place, indicator in enumerate(table.indicators):
            spellings = [fold(label) for label in (indicator.label, *indicator.other_labels)]
            expanded = [self._expand(spelling) for spelling in spellings]
            self._labels.append(tuple(dict.fromkeys(expanded)))
            self._words.append([spelling.split() for spelling in dict.fromkeys((*spellings, *expanded))])
            self._marked.append([_marked(label) for label in (indicator.label, *indicator.other_labels)])
            for spelling in (*spellings, *expanded):
                self._spellings.setdefault(spelling, place)
                if len(letters := spelling.replace(" ", "")) >= _FEWEST_LETTERS:
                    self._letters.setdefault(letters, (place, frozenset(spelling.split())))
        # A longer text is no spelling, unless what an abbreviation stands for is shorter than it.
        shorter = any(len(full) < len(short) for short, full in self._abbreviations.items())
        self._longest = _ANY_LENGTH if shorter else max(map(len, self._spellings))
        self._kept_place = lru_cache(maxsize=4096)(self._exact)
        # The filled copies of one blank have the same labels.
        self._kept_match = lru_cache(maxsize=256)(self._match)

    def begun_by(self, line: str) -> int | None:
        """Return the place of an indicator with whose label a line of text begins, cut off or not, None for none's."""
        return self._beginnings.get(_beginning(_ENUMERATOR.sub("", fold(line[:_LONGEST_KEPT]))))

    def exact(self, label: str) -> int | None:
        """Return the 0-based place of the indicator that is spelt so, None when no spelling is known."""
        if len(label) <= _LONGEST_KEPT:
            return self._kept_place(label)
        # Of a text longer than any spelling, in any font, its beginning tells that it is none.
        beginning = label[: 2 * _LONGEST_KEPT]
        most = 2 * self._longest + _ENUMERATORS
        return None if len(fold(beginning)) > most else self._exact(label)

    def _exact(self, label: str) -> int | None:
        bare = fold(label)
        found = self._known(bare)
        # A letter in a legacy font has two codes at most.
        if found is None and not label.isascii() and len(bare) <= 2 * self._longest + _ENUMERATORS:
            # A label that lost its legacy font: "TËp thÓ". Few letters betray it, but a known spelling comes out.
            said = (self._known(fold(text)) for text in in_each_font(label))
            found = next((place for place in said if place is not None), None)
        return found

    def _known(self, bare: str) -> int | None:
        found = self._spellings.get(bare)
        if found is None and bare:
            numbered, bare = bare, _ENUMERATOR.sub("", bare)
            found = self._spellings.get(bare)
            if found is None and len(bare) <= self._longest:
                found = self._spellings.get(self._expand(bare))
            if found is None:
                found = self._by_letters(numbered)
        return found

    def _by_letters(self, bare: str) -> int | None:
        """Return the place of the indicator whose letters a label has, with several spaces lost or put in.

        So the narrow columns of a PDF come out: "B ồi dưỡng nângcao trìnhđộ". One space is a typing mistake.
        """
        for text in (bare, _ENUMERATOR.sub("", bare)):
            place, words = self._letters.get(text.replace(" ", ""), (None, frozenset()))
            if place is not None and len(set(text.split()) ^ words) > _MOST_OF_ONE_SPACE:
                return place
        return None

    def match(self, labels: Sequence[str], numbers: Sequence[str]) -> list[int | None]:
        """Return for each row the 0-based place of its indicator, None for a row that is none of the form's.

        `labels` and `numbers` are the label and STT cells of the rows, in table order. An indicator may
        come twice when its exact spelling does.
        """
        if len(labels) <= _FEW_ROWS and sum(map(len, labels)) <= _FEW_ROWS * _LONGEST_KEPT:
            return list(self._kept_match(tuple(labels), tuple(numbers)))
        return self._match(labels, numbers)

    def _match(self, labels: Sequence[str], numbers: Sequence[str]) -> list[int | None]:
        matched = [self.exact(label) for label in labels]
        if None not in matched or len(matched) > _MOST_ROWS:
            return matched
        for first, last in _runs_of_none(matched):
            below, above = _bounds(matched, first, last)
            taken = {place for place in matched if place is not None}
            end = min(above, len(self._labels))
            free = [place for place in range(below + 1, end) if place not in taken]
            self._align(matched, labels, numbers, range(first, last), free)
        self._place_strays(matched, labels)
        return matched

    def _align(
        self,
        matched: list[int | None],
        labels: Sequence[str],
        numbers: Sequence[str],
        rows: range,
        free: list[int],
    ) -> None:
        """Fill in the best order-keeping assignment of a run of rows to the free indicators of its gap."""
        if not free:
            return
        gains = [[self._gain(labels[row], numbers[row], place) for place in free] for row in rows]
        height, width = len(rows), len(free)
        below = [[0.0] * (width + 1) for _ in range(height + 1)]
        for i in range(height - 1, -1, -1):
            for j in range(width - 1, -1, -1):
                below[i][j] = max(below[i + 1][j], below[i][j + 1], gains[i][j] + below[i + 1][j + 1])
        above = [[0.0] * (width + 1) for _ in range(height + 1)]
        for i in range(height):
            for j in range(width):
                above[i + 1][j + 1] = max(above[i][j + 1], above[i + 1][j], gains[i][j] + above[i][j])
        i = j = 0
        while i < height and j < width:
            if gains[i][j] > 0 and below[i][j] == gains[i][j] + below[i + 1][j + 1]:
                others = (
                    above[i][k] + gains[i][k] + below[i + 1][k + 1]
                    for k in range(width)
                    if k != j and gains[i][k] > 0
                )
                # A label that would do as well for another row of the form is told, not guessed.
                if below[0][0] - max(others, default=-_CLEAR) >= _CLEAR:
                    matched[rows[i]] = free[j]
                i, j = i + 1, j + 1
            elif below[i][j] == below[i + 1][j]:
                i += 1
            else:
                j += 1

    def _gain(self, label: str, number: str, place: int) -> float:
        """Return how much speaks for a row being an indicator: 0 when not enough does."""
        bare = _without_enumerator(label)
        numbered = self._numbers.get(number.strip(" .)")) == place
        if not bare:
            return 10.0 if numbered else 0.0
        similarity = self._similarity(self._expand(bare), place)
        similarity += _BY_NUMBER if numbered else 0.0
        return similarity - _NEAR if similarity > _NEAR and self._explained(label, place) else 0.0

    def _explained(self, label: str, place: int) -> bool:
        """Return whether a label's words are an indicator's: shortened, lengthened or misspelt, none replaced.

        "Bồi dưỡng … trình độ chính trị …" is not "Bồi dưỡng … trình độ tin học …", however alike they look.
        """
        bare = _without_enumerator(_REMARK.sub(" ", label))
        if not label.isascii() and not self._marked_alike(label, bare.split(), place):
            return False
        return any(
            no_word_replaced(own.split(), known)
            for own in (bare, self._expand(bare))
            for known in self._words[place]
        )

    def _marked_alike(self, label: str, own: Sequence[str], place: int) -> bool:
        """Return whether a label of fewer words than an indicator's has the marks of those it keeps.

        What is left of "Tổ chức hội thảo/sinh hoạt chuyên đề" in "Tổ chức hội thao" is another thing, a sports meet.
        """
        kept = len(set(own) - _LITTLE)
        if any(kept >= len(set(known) - _LITTLE) for known in self._words[place]):
            return True
        marked = _marked(label)
        return any(
            all(marked.get(word, said) == said for word, said in known.items() if word not in _LITTLE)
            for known in self._marked[place]
        )

    def is_doubtful(self, label: str, place: int) -> bool:
        """Return whether a label that was taken for an indicator has another word of the form where marks are left out.

        “hội thao” is no slip for “hội thảo”: “thao” is a word of the form (“thể thao”); “hôi” and “thạo” are none.
        """
        if label.isascii() or not has_marks(label):
            return False
        own = _marked(label)
        return not any(
            all(word == known.get(bare, word) or word not in self._vocabulary for bare, word in own.items())
            for known in self._marked[place]
        )

    def _place_strays(self, matched: list[int | None], labels: Sequence[str]) -> None:
        """Match what is left out of place: a row that was moved and is misspelt, if nothing else is as near."""
        for row, place in enumerate(matched):
            bare = self._expand(_without_enumerator(labels[row]))
            if place is not None or len(bare) < 6:
                continue
            taken = {other for other in matched if other is not None}
            scores = sorted(
                ((self._ratio(bare, candidate), candidate) for candidate in range(len(self._labels))),
                reverse=True,
            )
            (score, candidate), (second, _) = scores[0], scores[1]
            clear = score >= _FAR and score - second >= _MARGIN and candidate not in taken
            if clear and self._explained(labels[row], candidate):
                matched[row] = candidate

    def _similarity(self, bare: str, place: int) -> float:
        """Return 0–100: how near a folded label is to an indicator's, a shortened one counting as near."""
        found = self._ratio(bare, place)
        if len(bare.split()) >= 2:
            found = max(found, *(0.9 * fuzz.token_set_ratio(bare, label) for label in self._labels[place]))
        return found

    def _ratio(self, bare: str, place: int) -> float:
        return max(fuzz.ratio(bare, label) for label in self._labels[place])

    def _expand(self, bare: str) -> str:
        return " ".join(self._abbreviations.get(word, word) for word in bare.split())


def _marked(label: str) -> dict[str, str]:
    """Return a label's words with their marks, by the bare word."""
    words = re.findall(r"\w+", modern_tones(clean(label)).casefold())
    return {
        fold(word): word.replace("ỹ", "ĩ").replace("ỷ", "ỉ").replace("ý", "í").replace("y", "i")
        for word in words
    }


def _without_enumerator(label: str) -> str:
    bare = fold(label)
    return bare if _LONE_LETTER.match(label) else _ENUMERATOR.sub("", bare)


def no_word_replaced(own: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether each word not among the known ones is a misspelt, joined or abbreviated one, or only added."""
    left = Counter(known) - Counter(own)
    if not set(left) - _LITTLE:
        return True
    joined = [first + second for first, second in pairwise(known) if first in left or second in left]
    initials = "".join(word[0] for word in known)
    return all(
        word in _LITTLE
        or len(word) == 1
        or word.isdigit()
        or (len(word) <= 6 and word in initials)
        or (word == own[-1] and any(other.startswith(word) for other in known))
        or any(
            fuzz.ratio(word, other) >= (_SAME_WORD if len(word) > 2 else 50.0) for other in (*left, *joined)
        )
        for word in Counter(own) - Counter(known)
    )


def _runs_of_none(matched: list[int | None]) -> list[tuple[int, int]]:
    """Return the [first, last) ranges of rows without an indicator."""
    runs: list[tuple[int, int]] = []
    for row, place in enumerate(matched):
        if place is None:
            if runs and runs[-1][1] == row:
                runs[-1] = (runs[-1][0], row + 1)
            else:
                runs.append((row, row + 1))
    return runs


def _bounds(matched: list[int | None], first: int, last: int) -> tuple[int, int]:
    """Return the places between which a run's indicators lie: those of the nearest rows that are in order."""
    chain = set(_longest_increasing(matched))
    below = next((matched[row] for row in range(first - 1, -1, -1) if row in chain), None)
    above = next((matched[row] for row in range(last, len(matched)) if row in chain), None)
    return (-1 if below is None else below), (10_000 if above is None else above)


def _longest_increasing(matched: list[int | None]) -> list[int]:
    """Return the rows of the longest run of matched places in the form's order."""
    tails: list[int] = []
    rows: list[int] = []
    before: dict[int, int] = {}
    for row, place in enumerate(matched):
        if place is None:
            continue
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        rows[at : at + 1] = [row]
        if at:
            before[row] = rows[at - 1]
    chain: list[int] = []
    link = rows[-1] if rows else None
    while link is not None:
        chain.append(link)
        link = before.get(link)
    return chain[::-1]


def _beginning(folded: str) -> str:
    """Return the first letters of a folded text, without spaces."""
    return folded.replace(" ", "")[:_BEGINS]
