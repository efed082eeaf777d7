"""Reads what a unit wrote on the lines below a form's tables, where the form asks it in words: “Thuận lợi: ……”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from htsd_cli.interpret.cells import DIGIT
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.document import Document, Origin, Paragraph
from htsd_cli.values.submission import ExtraRow

_MOST_LINES = 12  # of one answer
_UNIT = 3  # words, at most
_DOTS_FIRST = re.compile(r"[\s:]*(?:\.{3,}|…|_{3,})")
_NOT_WRITTEN = re.compile(r"^[\s:.…_\-–]+|[\s.…_]+$")
_ITEM = re.compile(r"\s*[-+•*–]\s*\S")
_ENDS = re.compile(
    r"(?:[ivx]+|\d+)\s*[.)]\s|bang\b|bieu\b|nguoi (?:lap|ki)|thu truong|hieu truong|noi nhan|xac nhan|ki ten|"
    r".{0,40}\bngai\b.{0,12}\bthang\b|t[ml]\b|kt\b"
)


class _Text(NamedTuple):
    """A text outside the form's tables, with what stands beside it; None where a table begins."""

    text: str
    beside: str
    origin: Origin


def answers_below(lines: Sequence[str], document: Document, known: Sequence[ExtraRow]) -> Iterator[ExtraRow]:
    """Yield the answers to the form's `lines` that are no row of a table and not among those `known` already."""
    if not lines:
        return
    asked = {fold(line): line for line in sorted(lines, key=len, reverse=True)}
    told = {fold(row.label) for row in known} | {fold(cell) for row in known for cell in row.cells}
    texts = list(_texts(document))
    for place, item in enumerate(texts):
        if item is None:
            continue
        label = _asked(item.text, asked)
        if label is None or any(text.startswith(label) and text != label for text in told):
            continue
        answer = _written(_rest(item.text, label)) or _NOT_WRITTEN.sub("", item.beside)
        said = [answer] if answer else []
        for following in texts[place + 1 : place + 1 + _MOST_LINES]:
            if following is None or not following.text.strip() or _asked(following.text, asked) is not None:
                break
            if _ENDS.match(fold(following.text)) or (said and not _ITEM.match(following.text)):
                break
            more = _NOT_WRITTEN.sub("", following.text) if not _ITEM.match(following.text) else following.text
            said += [clean(more).strip()] if _NOT_WRITTEN.sub("", more) else []
        if said:
            yield ExtraRow(label=asked[label], cells=("\n".join(said),), origin=item.origin)


def _written(text: str) -> str:
    """Return what is written over a blank, "" where there are but its dots and perhaps a unit behind them."""
    said = _NOT_WRITTEN.sub("", text)
    untouched = _DOTS_FIRST.match(text) and not DIGIT.search(said) and len(said.split()) <= _UNIT
    return "" if untouched else said


def _asked(text: str, asked: dict[str, str]) -> str | None:
    """Return the line that a text answers, folded."""
    said = re.sub(r"^\W+", "", fold(text))
    return next((line for line in asked if said == line or said.startswith(f"{line} ")), None)


def _rest(text: str, label: str) -> str:
    """Return what of a text stands behind a folded label."""
    words = clean(text).split()
    for count in range(1, len(words) + 1):
        if re.sub(r"^\W+", "", fold(" ".join(words[:count]))) == label:
            return " ".join(words[count:])
    before, _, behind = text.partition(":")
    return behind if fold(before).endswith(label) else ""


def _texts(document: Document) -> Iterator[_Text | None]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                yield _Text(line, "", Origin(paragraph=block.number, text=line))
            continue
        yield None
        if block.sheet is None:
            continue
        for row in block.rows:
            cells = [cell for cell in row if cell.text.strip()]
            if cells:
                beside = cells[1].text if len(cells) > 1 else ""
                yield _Text(cells[0].text, beside, block.origin(cells[0]))
        yield None
