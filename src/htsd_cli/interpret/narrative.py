"""Parts the text of a report into the form's sections, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from htsd_cli.form import Form
from htsd_cli.interpret.lines import Line
from htsd_cli.vietnamese import fold

_ROMAN = re.compile(r"^\s*(?:phần\s+)?(I{1,3}|IV|V)\s*[./:)\-–—]\s*(?=\S)", re.IGNORECASE)
_FILLER = re.compile(r"[\s.…_\-–—*•+]*")
_LONGEST_HEADING = 160
_NEAR = 84.0


class Parted(NamedTuple):
    """A report's lines: those above its first section, its sections' headings and their paragraphs."""

    head: tuple[Line, ...]
    headings: tuple[str, ...]
    sections: dict[str, tuple[str, ...]]


class SectionFinder:
    """Knows the headings of one form's sections."""

    def __init__(self, form: Form) -> None:
        self._sections = [
            (section.id, section.number, [fold(h) for h in (section.heading, *section.other_headings)])
            for section in form.sections
        ]

    def part(self, lines: Sequence[Line]) -> Parted:
        """Part the lines above the statistics table; what follows the table is the signature block."""
        head: list[Line] = []
        headings: list[str] = []
        sections: dict[str, list[str]] = {}
        current: str | None = None
        for line in lines:
            if line.after:
                break
            found = self._heading(line.text, current)
            if found is not None:
                current = found
                headings.append(line.text)
                sections.setdefault(found, [])
            elif current is None:
                head.append(line)
            elif not _FILLER.fullmatch(line.text):
                sections[current].append(line.text)
        return Parted(
            tuple(head),
            tuple(headings),
            {name: tuple(texts) for name, texts in sections.items() if name != "statistics"},
        )

    def _heading(self, text: str, current: str | None) -> str | None:
        if len(text) > _LONGEST_HEADING:
            return None
        roman = _ROMAN.match(text)
        bare = fold(text[roman.end() :] if roman else text)
        for name, number, headings in self._sections:
            if name == current:
                continue
            if bare in headings or (len(bare) > 20 and fuzz.ratio(bare, headings[0]) >= _NEAR):
                return name
            if roman and roman.group(1).upper() == number and (text.isupper() or _alike(bare, headings)):
                return name
        return None


def _alike(bare: str, headings: Sequence[str]) -> bool:
    return any(fuzz.token_set_ratio(bare, heading) >= 60.0 for heading in headings)
