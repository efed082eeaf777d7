"""Days written behind a text in a roster's cell: `Trường Tiểu học Hoa Sen (đến 30/6/2026)`, `th-02 (từ 01/7/2026)`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from htsd_cli.language.vietnamese import fold

_BEHIND = re.compile(r"\s*\(\s*([^()]*?)\s*\)\s*$")
_WORDS = re.compile(r"(?:(?:ke )?(tu|den|toi|truoc|sau)(?: het)?(?: ngai| thang| nam)?|ngai|het ngai)?\s*")
_FROM_OR_UNTIL = re.compile(r"\b(?:từ|đến|tới|trước|sau)\b.*$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"\d{4}")


class Dated(NamedTuple):
    """A text without the days behind it: the first day and the last (None where none is said).

    `wrong` is what stands there as a day and is none, "" otherwise.
    """

    text: str
    first: date | None = None
    last: date | None = None
    wrong: str = ""


def dated(text: str) -> Dated:
    """Return a cell's text parted from the day in brackets at its end; a bracket that speaks of no day stays."""
    found = _BEHIND.search(text)
    if not found:
        return Dated(text)
    said = found[1]
    number = re.search(r"\d", said)
    words = fold(said[: number.start()] if number else said)
    word = _WORDS.fullmatch(words)
    if word is None or (not number and not word[1]):
        return Dated(text)
    bare = text[: found.start()]
    days = _days(said[number.start() :].strip()) if number else None
    if days is None:
        # "(2/9)" or "(cơ sở 2)" is part of a name; only what begins like a day is one that went wrong.
        return Dated(bare, wrong=said) if word[1] else Dated(text)
    first, last = days
    one = timedelta(days=1)
    if word[1] == "tu":
        return Dated(bare, first=first)
    if word[1] == "sau":
        return Dated(bare, first=last + one)
    if word[1] == "truoc":
        return Dated(bare, last=first - one)
    if word[1] in ("den", "toi"):
        return Dated(bare, last=last)
    return Dated(bare, first=first, last=last)


def span(text: str) -> Dated:
    """Return from or until when a cell of the column Bắt buộc asks: `Có, từ 01/7/2026`; no days where it does not."""
    found = _FROM_OR_UNTIL.search(text)
    said = dated(f" ({found.group()})") if found else Dated("")
    return said if (said.first is None) != (said.last is None) else Dated("", wrong=said.wrong)


def _days(text: str) -> tuple[date, date] | None:
    """Return the first and the last day a day, month or year stands for."""
    try:
        if found := _DAY.fullmatch(text):
            day = date(int(found[3]), int(found[2]), int(found[1]))
            return day, day
        if found := _MONTH.fullmatch(text):
            month, year = int(found[1]), int(found[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        if _YEAR.fullmatch(text):
            return date(int(text), 1, 1), date(int(text), 12, 31)
    except ValueError:
        return None
    return None
