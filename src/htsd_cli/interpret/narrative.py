"""Parts the text of a report into the form's sections, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from htsd_cli.form import Form
from htsd_cli.interpret.lines import Line
from htsd_cli.language.vietnamese import fold

_ROMAN = re.compile(r"^\s*(?:phần\s+)?(I{1,3}|IV|V)\s*[./:)\-–—]\s*(?=\S)", re.IGNORECASE)
_FILLER = re.compile(r"[\s.…_\-–—*•+]*")
_ARABIC = re.compile(r"^\s*([1-5])\s*[./)]\s*(?=\S)")
_NUMERALS = ("I", "II", "III", "IV", "V")
_YEAR = re.compile(r"\b(?:nam )?20\d\d\b")
_OPENING = re.compile(r"\bnhu sau$")
_LONGEST_HEADING, _NUMBER_BEFORE = (
    160,
    10,
)  # letters of a line, where none of the form is longer; of its number
_NEAR = 84.0


class Parted(NamedTuple):
    """A report's lines: those above its first section, its sections' headings and their paragraphs.

    `at_table` are those between the heading of the section with the table and the table.
    """

    head: tuple[Line, ...]
    headings: tuple[str, ...]
    sections: dict[str, tuple[str, ...]]
    at_table: tuple[str, ...] = ()


class SectionFinder:
    """Knows the headings of one form's sections."""

    def __init__(self, form: Form) -> None:
        self._sections = [
            (section.id, section.number, [fold(h) for h in (section.heading, *section.other_headings)])
            for section in form.sections
        ]
        longest = max((len(heading) for *_, headings in self._sections for heading in headings), default=0)
        self._longest = max(_LONGEST_HEADING, longest + _NUMBER_BEFORE)
        self._told = frozenset(section.id for section in form.told)
        self._loose = form.loose_text.id if form.loose_text is not None else ""
        self._event = fold(form.event)
        self._kept_proper = lru_cache(maxsize=1024)(self._proper)
        self._kept_heading = lru_cache(maxsize=4096)(self._find_heading)

    def part(self, lines: Sequence[Line]) -> Parted:
        """Part the lines above the statistics table; what follows the table is the signature block.

        A report without any heading has its text below the opening sentence ("… như sau:"): it is that of the
        form's section for loose text.
        """
        head: list[Line] = []
        headings: list[str] = []
        sections: dict[str, list[str]] = {}
        current: str | None = None
        arabic = True  # whether sections may be numbered 1, 2, 3: not once one was found otherwise
        for line in lines:
            if line.after:
                break
            title, rest = self._title(line.text, current, arabic)
            found = self._heading(title, current, arabic)
            if found is not None:
                arabic = arabic and _ARABIC.match(title) is not None
                current = found
                headings.append(title)
                sections.setdefault(found, [])
                if rest:
                    sections[current].append(rest)
            elif current is None:
                head.append(line)
            elif not _FILLER.fullmatch(line.text):
                sections[current].append(line.text)
        if not sections:
            opening = next(
                (at for at, line in enumerate(head) if _OPENING.search(fold(line.text))), len(head)
            )
            texts = [
                line.text
                for line in head[opening + 1 :]
                if not line.cell and not _FILLER.fullmatch(line.text)
            ]
            if texts and self._loose:
                sections[self._loose] = texts
                head = head[: opening + 1]
        return Parted(
            tuple(head),
            tuple(headings),
            {name: tuple(texts) for name, texts in sections.items() if name in self._told},
            tuple(sections[current]) if current is not None and current not in self._told else (),
        )

    def _title(self, text: str, current: str | None, arabic: bool) -> tuple[str, str]:
        """Part a heading from what goes on behind it on the same line ("I. CÔNG TÁC TRIỂN KHAI: Đã …")."""
        title, colon, rest = text.partition(":")
        if colon and rest.strip() and self._heading(title, current, arabic) is not None:
            return title, rest.strip()
        return text, ""

    def _heading(self, text: str, current: str | None, arabic: bool) -> str | None:
        return self._kept_heading(text, current, arabic) if len(text) <= self._longest else None

    def _find_heading(self, text: str, current: str | None, arabic: bool) -> str | None:
        roman = _ROMAN.match(text)
        digit = _ARABIC.match(text) if arabic else None
        numbered = roman or digit
        number_of_text = (
            roman.group(1).upper() if roman else _NUMERALS[int(digit.group(1)) - 1] if digit else ""
        )
        bare = fold(text[numbered.end() :] if numbered else text)
        for name, number, headings in self._sections:
            fits = number_of_text == number
            if name == current:  # its own heading once more, after a line that looked like it
                if roman and fits and (bare in headings or self._near(bare, headings[0])):
                    return name
                continue
            if (bare in headings or self._near(bare, headings[0])) and (fits or not digit):
                return name
            if roman and fits and (text.isupper() or _alike(bare, headings)):
                return name
        return None

    def _near(self, bare: str, heading: str) -> bool:
        """Return whether a line is a heading misspelt; the event's name, which titles share, does not count."""
        if len(bare) <= 20 or len(bare) > 2 * len(heading):
            return False
        return fuzz.ratio(self._kept_proper(bare), self._kept_proper(heading)) >= _NEAR

    def _proper(self, bare: str) -> str:
        return _YEAR.sub("", bare.replace(self._event, "")).strip()


def _alike(bare: str, headings: Sequence[str]) -> bool:
    return any(fuzz.token_set_ratio(bare, heading) >= 60.0 for heading in headings)
