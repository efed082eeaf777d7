"""The counts a form asks below its tables, “Tổng số hội viên: …… người; trong đó nữ: …… người”, added up.

Units answer in words. Their numbers are added only where the words around them are the same, so that the second number
of each is the same count; an answer that says it otherwise is named and in no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form
from htsd_cli.language.marks import ByName, marked
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.values.figures import Number, as_json
from htsd_cli.values.submission import ExtraRow

_DOTS = re.compile(r"[.…_]{3,}|…")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?")
# A number that is part of a date, a range, a code or a rate, or one of which more digits follow.
_TOUCHED = re.compile(r"[\w/%:-]|[.,]\d")
_TOUCHING = re.compile(r"[\w/:-]|\d[.,]")
_NO_COUNT = re.compile(
    r"\b(?:ti le|binh quan|trung binh|diem|phan tram|cao nhat|thap nhat|khoang|hon|gan|tren|duoi|xap xi|uoc"
    r"|moi|tu|den|quiet dinh|cong van|dien thoai|thoi gian|thoi diem|xep loai)\b"
)
_NAMES_A_NUMBER = re.compile(r"\b(?:nam|ngai|thang|qui|so|lop|khoa|muc|muc do|thu|dot|khoi)$")
_NONE = ("khong", "khong co", "chua co", "khong phat sinh", "0")
_MOST_PARTS = 8  # numbers in one answer


class _Said(NamedTuple):
    """An answer taken apart: its numbers, and the words before each and behind the last."""

    numbers: tuple[Number, ...]
    words: tuple[str, ...]

    @property
    def shape(self) -> tuple[str, ...]:
        return tuple(fold(part) for part in self.words)


@dataclass(frozen=True, slots=True)
class AnswerTotal:
    """What the counted units answered to one line below a table (`table` its id, None for one of the whole form).

    `said` is the units' own sentence with the sums in place of their numbers, `units` how many are in it; `apart` are
    the answers that are not, by unit's key. A unit that left the line blank is in neither.
    """

    label: str
    table: str | None
    said: str
    numbers: tuple[Number, ...]
    units: int
    apart: Mapping[str, str]

    def line(self, counted: int) -> str:
        """Return the line as a report has it; how many of the `counted` units are in it where these are not all."""
        whole = self.units == counted
        return f"{self.label}: {self.said}" + ("" if whole else f" (cộng từ {self.units}/{counted} đơn vị)")

    def to_json(self) -> dict[str, object]:
        """Return it as the contract writes it."""
        return {
            "label": self.label,
            "table": self.table,
            "said": self.said,
            "numbers": [as_json(number) for number in self.numbers],
            "units": self.units,
            "apart": dict(self.apart),
        }


def answer_totals(units: Sequence[Unit], form: Form) -> tuple[AnswerTotal, ...]:
    """Return the sums of what the counted units answered below the form's tables, in the form's order.

    A line that most units answer in words, or with what does not add up (rates, dates), has none.
    """
    asked = _asked(form)
    answers: list[dict[str, str]] = [{} for _ in asked]
    for unit in units:
        if not unit.counted or unit.submission is None:
            continue
        for place, row in _placed(asked, unit.submission.extra_rows):
            text = _answer(row)
            if text:
                answers[place][unit.key] = text
    found = (_total(label, table, own) for (label, table), own in zip(asked, answers, strict=True))
    return tuple(total for total in found if total is not None)


def line_begun(text: str, lines: Iterable[str]) -> str:
    """Return with which line that a form asks a printed text begins, "" for none; the longest, and by all its marks.

    “Số hộ nghèo: …” answers no line “Số hộ”, “Số hội viên: …” neither.
    """
    said = f"{marked(text)} "
    begun = [line for line in lines if marked(line) and said.startswith(f"{marked(line)} ")]
    return max(begun, key=len, default="")


def lines_asked(form: Form) -> list[str]:
    """Return the lines that a form asks in words, those below its tables first."""
    return [label for label, _ in _asked(form)]


def _asked(form: Form) -> list[tuple[str, str | None]]:
    own = [(text, table.id) for table in form.tables for text in table.footers]
    return [*own, *((line, None) for line in form.lines)]


def _placed(
    asked: Sequence[tuple[str, str | None]], rows: Sequence[ExtraRow]
) -> Iterator[tuple[int, ExtraRow]]:
    """Yield the rows that answer, with the place of what they answer; of lines asked twice each row the next one.

    Where fewer rows than lines of one name came nobody knows which they are, and none is yielded.
    """
    lines = ByName((label, place) for place, (label, _) in enumerate(asked))
    folded: dict[str, list[int]] = {}
    for place, (label, _) in enumerate(asked):
        folded.setdefault(fold(label), []).append(place)
    answered: dict[tuple[int, ...], list[ExtraRow]] = {}
    for row in rows:
        own = folded.get(fold(row.label), [])
        if len({marked(asked[place][0]) for place in own}) > 1:
            own = lines.all(row.label)  # lines that their marks alone tell apart
        answered.setdefault(tuple(own), []).append(row)
    for places, said in answered.items():
        if len(said) == len(places):
            yield from zip(places, said, strict=True)


def _answer(row: ExtraRow) -> str:
    """Return what stands beside or behind the line itself, without the dots it is written on."""
    label = row.label.strip()
    parts: list[str] = []
    for cell in row.cells:
        text = cell.strip()
        text = text[len(label) :] if text.startswith(label) else text
        text = clean(_DOTS.sub(" ", text)).strip(" :;.")
        parts += [text] if text and text not in parts else []
    return "; ".join(parts)


def _total(label: str, table: str | None, answers: Mapping[str, str]) -> AnswerTotal | None:
    if _NO_COUNT.search(fold(label)) or "%" in label:
        return None
    read = {key: _taken_apart(text) for key, text in answers.items()}
    shapes = [said.shape for said in read.values() if said is not None]
    if not shapes:
        return None
    # The commonest, of answers of which one leaves words out the longer.
    shape = max(shapes, key=lambda one: (sum(_alike(one, other) for other in shapes), sum(map(len, one))))
    same = [said for said in read.values() if said is not None and _alike(said.shape, shape)]
    zero = [
        key for key, text in answers.items() if len(shape) == 2 and fold(text) in _NONE and read[key] is None
    ]
    if 2 * (len(same) + len(zero)) < len(answers):
        return None
    numbers = tuple(sum(values, 0) for values in zip(*(said.numbers for said in same), strict=True))
    apart = {
        key: text
        for key, text in answers.items()
        if key not in zero and ((said := read[key]) is None or not _alike(said.shape, shape))
    }
    words = next(said for said in same if said.shape == shape).words
    sentence = "".join(
        part for pair in zip(words, (*map(format_number, numbers), ""), strict=True) for part in pair
    )
    return AnswerTotal(label.strip(" :"), table, sentence.strip(), numbers, len(same) + len(zero), apart)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two answers count the same: in the same words, some of which one may leave out: “5”, “5 em”."""
    return len(one) == len(other) and all(a == b or not a or not b for a, b in zip(one, other, strict=True))


def _taken_apart(text: str) -> _Said | None:
    """Return an answer's numbers and words, None for one without numbers or with one that is no plain count."""
    if _NO_COUNT.search(fold(text)) or "%" in text:
        return None
    numbers: list[Number] = []
    words: list[str] = []
    at = 0
    for match in _NUMBER.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        if _TOUCHED.match(behind) or (before and _TOUCHING.search(before[-2:].lstrip()[-1:])):
            return None
        word = fold(text[at : match.start()])
        if _NAMES_A_NUMBER.search(word) or (numbers and not word):
            return None
        words.append(text[at : match.start()])
        numbers.append(_number(match.group()))
        at = match.end()
    if not numbers or len(numbers) > _MOST_PARTS:
        return None
    return _Said(tuple(numbers), (*words, text[at:]))


def _number(text: str) -> Number:
    plain = text.replace(".", "").replace(",", ".")
    return Decimal(plain) if "." in plain else int(plain)
