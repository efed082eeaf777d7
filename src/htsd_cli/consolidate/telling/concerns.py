"""What units tell of difficulties and what they ask for: sentences by theme, for a person to read and confirm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from htsd_cli.consolidate.denials import Phrases
from htsd_cli.consolidate.practices import Mention, PracticeFound
from htsd_cli.consolidate.sentences import NEVER, Words, quoting_rank, sentences_of, words_of
from htsd_cli.consolidate.telling.remembered import Remembered, anew
from htsd_cli.form import Form
from htsd_cli.form.practices import Theme
from htsd_cli.values.submission import Submission

_FEWEST_WORDS = 5
_LONGEST_HEADING = 90


def find_concerns(
    submissions: Iterable[Submission], form: Form, remembered: Remembered = anew
) -> tuple[PracticeFound, ...]:
    """Return every theme of the form with the units among these that tell of it; none of it is confirmed.

    A sentence tells of a difficulty or asks for something when it holds one of the form's words for that, or stands
    below a heading with one. Its theme is the first whose words it holds, else the one without words. Of a unit's
    sentences on a theme the one best to quote is kept. What was found in a report's texts before is `remembered`.
    """
    finder = _Finder(form)
    found: dict[str, list[Mention]] = {theme.id: [] for theme in form.themes}
    reports = list(submissions)
    for submission, told in zip(reports, remembered("concerns", reports, finder.best_of), strict=True):
        for theme, text in told:
            found[theme].append(Mention(unit=submission.unit.key, text=text))
    return tuple(
        PracticeFound(id=theme.id, name=theme.name, topic=theme.topic, mentions=tuple(found[theme.id]))
        for theme in form.themes
    )


class _Told(NamedTuple):
    theme: str
    text: str


class _Finder:
    """Finds the themes of one form in paragraphs."""

    def __init__(self, form: Form) -> None:
        concerns = form.concerns
        self._signs = {
            "difficulties": Phrases(concerns.difficulties),
            "proposals": Phrases(concerns.proposals),
        }
        self._unless = Phrases(concerns.unless)
        self._telling = self._unless.first_words.union(
            *(phrases.first_words for phrases in self._signs.values())
        )
        self._topic = lru_cache(maxsize=4096)(self._find_topic)  # units write many in the same words
        self._themes = [(theme, Phrases(theme.words)) for theme in form.themes]

    def best_of(self, submission: Submission) -> list[list[str]]:
        """Return of each theme that a report tells of its id and the sentence to be shown."""
        told: dict[str, list[str]] = {}
        for texts in submission.narrative.values():
            for item in self.told_in(texts):
                told.setdefault(item.theme, []).append(item.text)
        return [
            [theme, min(sentences, key=lambda text: (quoting_rank(text) or NEVER, text))]
            for theme, sentences in told.items()
        ]

    def told_in(self, paragraphs: Iterable[str]) -> Iterator[_Told]:
        """Yield what the sentences of a section tell, each under its theme."""
        below = ""  # the topic of the heading above
        for paragraph in paragraphs:
            text = paragraph.strip()
            if len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ",")):
                topic = self._topic(words_of(text))
                if topic or not text.startswith(("-", "+", "–", "•")):
                    below = topic
                if topic and len(words_of(text)) < 2 * _FEWEST_WORDS:
                    continue
            for sentence in sentences_of(paragraph):
                words = words_of(sentence)
                topic = self._topic(words) or below
                theme = self._theme(words, topic) if topic and len(words) >= _FEWEST_WORDS else None
                if theme is not None:
                    yield _Told(theme.id, sentence)

    def _find_topic(self, words: Words) -> str:
        if self._telling.isdisjoint(words):
            return ""
        at = 0
        found = ""
        while at < len(words):
            skipped = self._unless.at(words, at)
            if skipped:
                at += skipped
                continue
            if self._signs["proposals"].at(words, at):
                return "proposals"
            if self._signs["difficulties"].at(words, at):
                found = "difficulties"
            at += 1
        return found

    def _theme(self, words: Words, topic: str) -> Theme | None:
        own = [(theme, phrases) for theme, phrases in self._themes if theme.topic == topic]
        for theme, phrases in own:
            if theme.words and any(phrases.at(words, at) for at in range(len(words))):
                return theme
        return next((theme for theme, _ in own if not theme.words), None)
