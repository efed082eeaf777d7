"""Parts the text of a cell into tokens: numbers, known words, marks; whatever is in no table is `unknown`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from htsd_cli.form import Family, Words
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.marks import may_mean
from htsd_cli.language.vietnamese import clean, fold, modern_tones

Kind = Literal[
    "number", "unit", "scale", "neutral", "zero", "yes", "approximate", "newline", "mark", "unknown"
]

# The tokenizer's table: the first pattern that fits takes the letters.
PATTERNS = (
    ("number", r"[0-9]+(?:[.,][0-9]+)*"),
    ("word", r"[^\W\d_]+"),
    ("newline", r"\n"),
    ("mark", r"\S"),
)
_TOKEN = lazy_pattern("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS))
_GROUPED = lazy_pattern(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_WITHOUT_DECIMALS = lazy_pattern(  # "5.000.000,00": another mark parts decimals that are none
    r"([1-9]\d{0,2}(?:\.\d{3}){2,}),00?|([1-9]\d{0,2}(?:,\d{3}){2,})\.00?"
)
_DECIMAL = lazy_pattern(r"\d+[.,]\d+")
_ODD_DECIMAL = lazy_pattern(
    r"0*[1-9]\d*[.,]\d{3,}"
)  # "1500.000": thousands with a mark left out, or decimals
_SPACED = lazy_pattern(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.,])")

# -- before tokens: marks that say nothing -----------------------------------------------------------------

TAB, GAP = "‖", "⁞"  # stand for a tab or a wide gap between two numbers, which are then no groups of one
_LINE_BREAK = lazy_pattern("[\v\f\x85\u2028\u2029]")  # other programs' ways to begin a new line
_TAB = lazy_pattern(r"(?<=\d)[^\S\n]*\t\s*(?=\d)")
_GAP = lazy_pattern(r"(?<=\d)[^\S\n]{3,}(?=\d)")
_FOOTNOTE_MARKS = lazy_pattern(r"(?<=\d)[⁰¹²³⁴-⁹*]+(?=\W|$)")
_DOTTED = lazy_pattern(r"\b(tr|ng)\.\s*(?=đ)", re.IGNORECASE)  # "tr.đ", "ng. đồng"
_TYPED = lazy_pattern(r"^[='‘’`]\s*(?=\d)")  # a calculator's result, Excel's mark of a text
_QUOTES, _CLOSING = frozenset("='‘’`"), frozenset("-–—./")
_LONGEST_KEPT = 100  # letters of a phrase whose spelling is kept
_CLOSED = lazy_pattern(r"(?<=[\dđ])\s*(?:[.,]\s?[-–—]|\./\.?)$")  # "14.-", "5.000.000,-", "14./."


def tidy(text: str) -> str:
    """Return a cell's text without what says nothing: marks of notes, of calculators, of the end of an amount."""
    text = _LINE_BREAK.sub("\n", text)
    if "\t" in text or "   " in text or not text.isascii():
        text = _GAP.sub(GAP, _TAB.sub(TAB, text))
    text = clean(text)
    if text[:1] in _QUOTES:
        text = _TYPED.sub("", text)
    if text[-1:] in _CLOSING:
        text = _CLOSED.sub("", text)
    if "*" in text or not text.isascii():
        text = _DOTTED.sub(r"\1 ", _FOOTNOTE_MARKS.sub("", text))
    return text


# -- tokens ------------------------------------------------------------------------------------------------


class Token(NamedTuple):
    """A token. `measure` is what a unit counts, `scale` what a word of money multiplies by.

    `spaced` says whether a space or the beginning stands before it.
    """

    kind: Kind
    text: str
    measure: Family | None = None
    scale: int = 1
    spaced: bool = True


class Tokenizer:
    """Knows the words of one form."""

    def __init__(self, words: Words) -> None:
        # As spelt with its marks, else bare: "bạn" is no "bản", but "nguoi" and "ngừơi" are "người".
        self._bare: dict[str, Token] = {}
        self._meant: dict[str, list[str]] = {}
        self._spelt: dict[str, Token] = {}
        self._learn(words.neutral, Token("neutral", ""))
        self._learn(words.yes, Token("yes", ""))
        self._learn(words.approximate, Token("approximate", ""))
        self._learn((word for word in words.zero if fold(word)), Token("zero", ""))
        self._learn(words.count, Token("unit", "", "count"))
        self._learn(words.people, Token("unit", "", "people"))
        self._learn(words.amount, Token("unit", "", "amount"))
        for name, scale in words.scales.items():
            self._learn([name], Token("scale", "", "amount", scale))
        self._longest = max(len(phrase.split()) for phrase in self._bare)
        self._counted = words.counted

    def family(self, unit: str) -> Family | None:
        """Return the family of unit words a text is one of, None for none."""
        unit = unit.replace("₫", "đ")
        bare = fold(unit)
        found = self._known(unit) if bare else None  # not a mere sign
        return found.measure if found else None

    def stray_unit(self, text: str, unit: str) -> str:
        """Return the first word in a text that counts another thing than a row counted in `unit`, "" for none.

        A row whose unit is in no table counts anything ("lượt mượn"), and so does one without any. One that counts
        several things ("tin, bài/ cuộc") is given each by its own words alone.
        """
        asked = self.parse(clean(unit))[0]
        names = {token.text for token in asked if token.measure == "count"}
        alike = [group for group in self._counted if names & set(group.asked)]
        if any(token.kind == "unknown" for token in asked) or not names:
            return ""
        if not names <= {word for group in alike for word in group.asked}:
            return ""
        fitting = names | {word for group in alike for word in group.asked}
        if len(alike) == 1:
            fitting.update(alike[0].said)
        said = (token.text for token in self.parse(clean(text))[0] if token.measure == "count")
        return next((word for word in said if word not in fitting), "")

    def _learn(self, words: Iterable[str], token: Token) -> None:
        for word in words:
            known = self._spelt[_spelling(word)] = token._replace(text=word)
            other = self._bare.setdefault(fold(word), known)
            self._meant.setdefault(fold(word), []).append(word)
            if (other.kind, other.measure) != (known.kind, known.measure):
                self._bare[fold(word)] = Token("unknown", word)  # "ban" may be "bạn" and "bản"

    def _known(self, phrase: str) -> Token | None:
        """Return what words are: as spelt, else with marks left out or moved; with other marks they are none's."""
        found = self._spelt.get(_spelling(phrase))
        if found is not None:
            return found
        bare = fold(phrase)
        return self._bare[bare] if any(may_mean(phrase, word) for word in self._meant.get(bare, ())) else None

    def parse(self, text: str) -> tuple[list[Token], bool]:
        """Return a text's tokens, and whether digits in it are grouped by spaces ("12 345")."""
        joined = _SPACED.sub(lambda match: match.group().replace(" ", ""), text)
        raw: list[tuple[str, str, bool]] = []
        end = 0
        for match in _TOKEN.finditer(joined):
            raw.append((str(match.lastgroup), match.group(), match.start() > end or match.start() == 0))
            end = match.end()
        tokens: list[Token] = []
        place = 0
        while place < len(raw):
            name, word, spaced = raw[place]
            if name == "number":
                tokens.append(Token("number", word, spaced=spaced))
            elif name == "newline":
                tokens.append(Token("newline", word))
            elif found := self._phrase(raw, place):
                token, length = found
                tokens.append(token._replace(spaced=spaced))
                place += length - 1
            else:
                tokens.append(Token("mark" if name == "mark" else "unknown", word, spaced=spaced))
            place += 1
        return tokens, joined != text

    def _phrase(self, raw: list[tuple[str, str, bool]], place: int) -> tuple[Token, int] | None:
        """Return the longest known phrase that begins at a place, and of how many words."""
        words: list[str] = []
        for name, word, _ in raw[place : place + self._longest]:
            if name != "word" and word != "₫":
                break
            words.append("đ" if word == "₫" else word)
        for length in range(len(words), 0, -1):
            phrase = " ".join(words[:length])
            found = self._known(phrase)
            if found:
                return found, length
        return None


def _spelling(text: str) -> str:
    """Return a text's words with their marks, in one spelling."""
    return _kept_spelling(text) if len(text) <= _LONGEST_KEPT else _words_of(text)


def _words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", modern_tones(clean(text)).casefold()))


_kept_spelling = lru_cache(maxsize=4096)(_words_of)


# -- the digits of one number ------------------------------------------------------------------------------


def whole_number(raw: str) -> int | None:
    """Return a whole number written plainly or in groups of three, None for anything else."""
    if raw.isdigit() and len(raw) <= 15:
        return int(raw)
    if _GROUPED.fullmatch(raw):
        return int(raw.replace(".", "").replace(",", ""))
    if found := _WITHOUT_DECIMALS.fullmatch(raw):
        return int(re.sub(r"\D", "", found[1] or found[2]))
    return None


def is_telephone(digits: str) -> bool:
    """Return whether digits are those of a telephone, "0909123456": no figure begins with 0 and is as long."""
    return digits[:1] == "0" and 9 <= len(digits) <= 11 and digits[1:2] != "0"


def decimal_number(raw: str) -> Decimal | None:
    """Return a number that may have decimals; None when its digits are grouped in no known way."""
    whole = whole_number(raw)
    if whole is not None:
        return Decimal(whole)
    if _DECIMAL.fullmatch(raw) and not _ODD_DECIMAL.fullmatch(raw):
        return Decimal(raw.replace(",", "."))
    return None


def has_decimals(raw: str) -> bool:
    """Return whether a number has one mark between its digits, as decimals have."""
    return _DECIMAL.fullmatch(raw) is not None


def is_grouped(raw: str) -> bool:
    """Return whether a number is written in groups of three, so that its marks could part its decimals too."""
    return not raw.isdigit() and _GROUPED.fullmatch(raw) is not None
