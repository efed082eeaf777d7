"""A report's text sentence by sentence: where each ends, its words for comparing, how well it reads when quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from htsd_cli.language.vietnamese import clean, modern_tones

Words = tuple[str, ...]  # a phrase, word by word, as `words_of` gives it

_TOKEN = re.compile(r"\w+|[^\w\s]")
_HYPHEN = re.compile(r"(?<=\w)[-–—](?=\w)")
_FINAL_Y = re.compile(r"\b([hklmstv])([yỳýỷỹỵ])\b")
_I_FOR_Y = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))

_SENTENCE_GAP = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[“\"(]?(\w))")
_NO_WORD = re.compile(r"\W*")
_SHORTENED = re.compile(r"\b(?:TP|Tp|ThS|Ths|TS|PGS|GS|BS|Tr|NXB|Đ/c|v\.v|[A-ZĐ])\.$")
_ENUMERATED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)\.")
_LONGEST_MARK = 12  # letters of what ends in a stop that ends no sentence: "PGS.", "1.2.3."
_LIST_MARK = re.compile(r"^(?:[\s\-–—+*•·●▪]++|\(?(?:\d{1,2}(?:\.\d{1,2})*+|[a-zđ])[.)]\s++)++")
_LONGEST_SENTENCE = 1000  # letters; what is longer has no stops and is read in pieces
_LONGEST_KEPT = 500  # letters of a text whose words are kept

_SHORTEST, _BEST, _LONGEST = 40, 110, 210  # letters of a sentence worth quoting
_FEWEST_WORDS = 7
_PAIRS = ("“”", "()", "‘’", "[]")
_SHORT_FORM = re.compile(r"\b[A-ZĐ]{2,}\b|\b[A-ZĐ]\.|[&/]")


Rank = tuple[int, int]
NEVER: Rank = (9, 0)


def quoting_rank(sentence: str) -> Rank | None:
    """Return how well a sentence reads in an official report, lowest best; None for one not to be quoted.

    A whole sentence of moderate length; none with a digit in it, since a unit's figures are those of its table.
    """
    return _kept_rank(sentence) if _SHORTEST <= len(sentence) <= _LONGEST else None


def _rank(sentence: str) -> Rank | None:
    if len(sentence.split()) < _FEWEST_WORDS:
        return None
    if re.search(r"\d|\.\.|…|\ufffd|[{}<>|_]", sentence) or sentence.isupper() or not sentence[0].isupper():
        return None
    if sentence[-1] in ':,-(”"' or any(sentence.count(pair[0]) != sentence.count(pair[1]) for pair in _PAIRS):
        return None
    oddities = len(_SHORT_FORM.findall(sentence)) + sum(sentence.count(mark) for mark in '“"()')
    return min(oddities, 8), abs(len(sentence) - _BEST)


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph without list marks and final stops, nothing else changed."""
    return list(_kept_sentences(paragraph) if len(paragraph) <= _LONGEST_KEPT else _sentences(paragraph))


def _sentences(paragraph: str) -> tuple[str, ...]:
    parts: list[str] = []
    start = first = 0
    for gap in _SENTENCE_GAP.finditer(paragraph):
        first = first or _end_of(_NO_WORD, paragraph, start)
        if gap.group(1).isupper() and not _is_no_end(paragraph, first, gap.start()):
            parts.append(paragraph[start : gap.end()])
            start, first = gap.end(), 0
    parts.append(paragraph[start:])
    pieces = (piece for part in parts for piece in _pieces(part))
    bare = (_LIST_MARK.sub("", piece).strip().rstrip(".;, ").rstrip() for piece in pieces)
    return tuple(part for part in bare if part)


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _is_no_end(paragraph: str, first: int, stop: int) -> bool:
    """Return whether the stop before `stop` ends no sentence: "PGS.", or a number before the first word at `first`."""
    if _SHORTENED.search(paragraph[max(first, stop - _LONGEST_MARK) : stop]):
        return True
    return stop - first <= _LONGEST_MARK and _ENUMERATED.fullmatch(paragraph, first, stop) is not None


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of at most the longest sentence's length, parted at spaces."""
    start = 0
    while len(text) - start > _LONGEST_SENTENCE:
        end = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        end = end if end > start else start + _LONGEST_SENTENCE
        yield text[start:end]
        start = end
    yield text[start:]


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
_kept_sentences = lru_cache(maxsize=4096)(_sentences)
_kept_rank = lru_cache(maxsize=4096)(_rank)
